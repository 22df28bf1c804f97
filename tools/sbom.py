"""A software bill of materials (CycloneDX 1.6, JSON): every locked package and every file of others.

    python -m tools.sbom > sbom.cdx.json

Made of the lock files and third-party.yml alone, so the same on every machine: no moment, no number of its own. What
the site is built with is `required`; what only tests and tools use is `excluded`.
"""

import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, Property, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import DisjunctiveLicense
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

ROOT = Path(__file__).resolve().parent.parent
THIRD_PARTY = "third-party.yml"
LOCKS = {"requirements.txt": ComponentScope.REQUIRED, "requirements-test.txt": ComponentScope.EXCLUDED,
         "requirements-uv.txt": ComponentScope.EXCLUDED, "requirements-pdf.txt": ComponentScope.OPTIONAL}  # fmt: skip
_PIN = re.compile(r"([a-z0-9-]+)(?:\[[a-z0-9,-]+\])?==(\S+)(?: ; ([^\\]+?))? \\")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_VIA = re.compile(r"# (?:via )? *([a-z0-9-]+)(?:\[[a-z0-9,-]+\])?(?: \(.*\))?$")


@dataclass
class Pin:
    """One package of a lock: the files that count as it, and which packages asked for it ('infobox' is ours)."""

    name: str
    version: str
    marker: str = ""
    hashes: list[str] = field(default_factory=list)
    via: list[str] = field(default_factory=list)


def pins(lock: str) -> list[Pin]:
    """Every package of a lock file, in its order."""
    found: list[Pin] = []
    for line in lock.splitlines():
        if match := _PIN.match(line):
            found.append(Pin(match[1], match[2], match[3] or ""))
        elif found and (digest := _HASH.search(line)):
            found[-1].hashes.append(digest[1])
        elif found and (asker := _VIA.fullmatch(line.strip())):
            found[-1].via.append(asker[1])
    return found


def third_party(root: Path = ROOT) -> list[dict[str, Any]]:
    """What others made and stands here as files; see third-party.yml."""
    listed: list[dict[str, Any]] = yaml.safe_load((root / THIRD_PARTY).read_text(encoding="utf-8"))
    return listed


def bill(root: Path = ROOT) -> Bom:
    """The bill of materials of the project in `root`."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    bom = Bom(serial_number=None)
    bom.serial_number = None  # type: ignore[assignment]  # it would be another one each time, and so would the moment
    bom.metadata.timestamp = None  # type: ignore[assignment]
    ours = Component(
        name=project["name"],
        version=project["version"],
        type=ComponentType.APPLICATION,
        bom_ref=project["name"],
        licenses=[DisjunctiveLicense(id=project["license"])],
    )
    bom.metadata.component = ours
    parts: dict[tuple[str, str], Component] = {}
    depends: dict[str, list[Component]] = {}  # name -> what it asked for
    for name, scope in LOCKS.items():
        for pin in pins((root / name).read_text(encoding="utf-8")):
            part = parts.setdefault((pin.name, pin.version), _package(pin, scope))
            for asker in pin.via or [ours.name]:
                depends.setdefault(asker, []).append(part)
    bom.components.update(parts.values())
    for (name, _), part in [((ours.name, ""), ours), *parts.items()]:
        bom.register_dependency(part, depends.get(name, []))
    for made in third_party(root):
        whole = _vendored(made)
        bom.components.add(whole)
        bom.register_dependency(ours, [whole])
    return bom


def _package(pin: Pin, scope: ComponentScope) -> Component:
    url = PackageURL("pypi", None, pin.name, pin.version)
    return Component(
        name=pin.name,
        version=pin.version,
        type=ComponentType.LIBRARY,
        scope=scope,
        purl=url,
        bom_ref=str(url),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest) for digest in pin.hashes],
        properties=[Property(name="infobox:marker", value=pin.marker)] if pin.marker else [],
    )


def _vendored(made: dict[str, Any]) -> Component:
    return Component(
        name=made["name"],
        version=made["version"],
        type=ComponentType.LIBRARY,
        scope=ComponentScope.REQUIRED,
        bom_ref=made["name"],
        copyright=made["copyright"],
        licenses=[DisjunctiveLicense(id=made["licence"])],
        external_references=[ExternalReference(type=ExternalReferenceType.WEBSITE, url=XsUri(made["home"]))],
        components=list(_files(made)),
    )


def _files(made: dict[str, Any]) -> Iterator[Component]:
    for path, digest in made["files"].items():
        hashes = [HashType(alg=HashAlgorithm.SHA_256, content=digest)]
        yield Component(name=path, type=ComponentType.FILE, bom_ref=path, hashes=hashes)


def text(root: Path = ROOT) -> str:
    """The bill of materials as JSON."""
    return JsonV1Dot6(bill(root)).output_as_string(indent=2) + "\n"


if __name__ == "__main__":
    sys.stdout.write(text())
