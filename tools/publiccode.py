"""publiccode.yml, by which registers of public code find software (standard of publiccode.yml, publiccode.net).

    python -m tools.publiccode ADDRESS-OF-THE-REPOSITORY [--contact "NAME OF A PERSON"] > publiccode.yml

The standard asks for the address of the repository, and for a real person where somebody keeps the software up. Neither
is known here, so neither is made up: whoever publishes the repository says them. Without a person the file says that
nobody keeps it up, for the standard has no other word for that.
"""

import argparse
import sys
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

ROOT = Path(__file__).resolve().parent.parent
VERSION = "0.4"  # of the standard
SHORT = "Nederlandse naslagsite voor lokale teams, gebouwd uit gecontroleerde YAML, met vaste adressen."
LONG = (
    "Een site die bestaande instrumenten bij huiselijk geweld en kindermishandeling ordent voor lokale teams en "
    "gemeenten, en rechtstreeks naar de maker verwijst. Redacteuren bewerken YAML in de browser; een controle zegt "
    "in het Nederlands, op de regel, wat er niet klopt. Elk adres dat ooit is uitgegeven, blijft werken. De site werkt "
    "zonder JavaScript, vraagt niets van andere sites en bewaart niets ongevraagd."
)
FEATURES = (
    "Vaste korte adressen die blijven werken na hernoemen, splitsen en vervallen",
    "Zoeken in eigen woorden, in de browser, zonder dat een server meeleest",
    "Controle van alle gegevens met meldingen in gewoon Nederlands",
    "Controle van links naar andere sites, verspreid over de tijd",
    "Lessets, verwijzingen en QR-codes voor trainers",
    "Gegevens als JSON, CSV, rekenblad en linked data",
    "Huisstijl van een gemeente met gecontroleerd contrast",
    "Lezen zonder internet",
)


def record(repository: str, contact: str = "", root: Path = ROOT) -> dict[str, Any]:
    """What the file says. `contact` is the name of a person who keeps the software up, '' when nobody is named."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    text = (root / "mkdocs.yml").read_text(encoding="utf-8")
    name = next(line.partition(": ")[2] for line in text.splitlines() if line.startswith("site_name: "))
    kept_up = {"type": "internal", "contacts": [{"name": contact}]} if contact else {"type": "none"}
    return {
        "publiccodeYmlVersion": VERSION,
        "name": name,
        "url": repository,
        "platforms": ["web"],
        "categories": ["knowledge-management", "educational-content"],
        "developmentStatus": "development",
        "softwareType": "standalone/web",
        "intendedAudience": {"countries": ["nl"], "scope": ["local-authorities", "welfare"]},
        "description": {"nl": {"shortDescription": SHORT, "longDescription": LONG, "features": list(FEATURES)}},
        "legal": {"license": project["license"]},
        "maintenance": kept_up,
        "localisation": {"localisationReady": False, "availableLanguages": ["nl"]},
    }


def text(repository: str, contact: str = "", root: Path = ROOT) -> str:
    """The file."""
    return yaml.safe_dump(record(repository, contact, root), allow_unicode=True, sort_keys=False, width=120)


def main(arguments: list[str]) -> int:
    """Print the file; exit code 2 when the address is none."""
    parser = argparse.ArgumentParser(prog="python -m tools.publiccode", description="Print publiccode.yml.")
    parser.add_argument("repository", help="the address of the repository, https://...")
    parser.add_argument("--contact", default="", help="the name of a person who keeps the software up")
    asked = parser.parse_args(arguments)
    parts = urlsplit(asked.repository)
    if parts.scheme not in ("https", "http") or not parts.hostname:
        parser.error(f"{asked.repository!r} is no address of a repository")
    print(text(asked.repository, asked.contact), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
