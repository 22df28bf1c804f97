"""Builds the site with MkDocs and with ProperDocs, which takes its place: the same files, but for the builder's name.

Run with `make properdocs`; ends with exit code 1 and the list of files that differ.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from infobox.site import in_browser
from tests.conftest import ROOT

LOCK = Path(__file__).with_name("properdocs.txt")
OF_THE_WHOLE = {in_browser.PROGRAM, in_browser.PACKED}  # these hold every page, or the digest of what does
_GENERATOR = re.compile(rb'<meta name="generator" content="[^"]*">')


def main() -> int:
    """Build twice, compare, and tell."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        hashed = ["--no-deps", "--require-hashes", "--only-binary=:all:", "-r", str(LOCK)]
        pip = [sys.executable, "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
        subprocess.run([*pip, "--target", str(folder / "properdocs"), *hashed], check=True)
        mkdocs = built("mkdocs", folder / "a", os.environ)
        other = built("properdocs", folder / "b", {**os.environ, "PYTHONPATH": str(folder / "properdocs")})
    differing = sorted(name for name in mkdocs.keys() | other.keys() if mkdocs.get(name) != other.get(name))
    named = [name for name in differing if without_name(mkdocs.get(name)) == without_name(other.get(name))]
    wrong = sorted(set(differing) - set(named) - OF_THE_WHOLE)
    equal = len(mkdocs) - len(differing)
    print(
        f"{len(mkdocs)} files of MkDocs, {len(other)} of ProperDocs: {equal} equal, "
        f"{len(named)} but for the generator, {len(OF_THE_WHOLE & set(differing))} that hold all of those"
    )
    print(*(f"differs: {name}" for name in wrong), sep="\n")
    return 1 if wrong or not named else 0


def built(builder: str, site: Path, environment: Mapping[str, str]) -> dict[str, bytes]:
    """What a builder makes of the project, by path."""
    command = [
        sys.executable,
        "-m",
        builder,
        "build",
        "--quiet",
        "--config-file",
        "mkdocs.yml",
        "--site-dir",
        str(site),
    ]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def without_name(page: bytes | None) -> bytes | None:
    """A page without the line that names its builder; None when there is no such file."""
    return None if page is None else _GENERATOR.sub(b"", page)


if __name__ == "__main__":
    sys.exit(main())
