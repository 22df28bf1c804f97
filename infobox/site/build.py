"""The whole site, built beside the old one and put in its place only when it is complete."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from lxml import html

from infobox.findings import DataError, Finding
from infobox.pages.stubs import OVERVIEWS, SHARED

REPORT = "INFOBOX_BUILD_REPORT"  # where the MkDocs that we start writes what it found


class BuildError(Exception):
    """The site could not be built, for a reason that is ours and not the editor's."""


def build(root: Path, target: Path) -> Mapping[str, int]:
    """Build the project in `root` into `target`; gives how many entries of each kind the site shows.

    A build is believed only after its pages are counted. Until then the old site stays. Raises DataError when something
    is wrong with the data or the pages, BuildError when it is with us.
    """
    fresh = target.with_name(f"{target.name}.nieuw")
    shutil.rmtree(fresh, ignore_errors=True)
    told = fresh.with_suffix(".json")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(fresh.resolve())]
    try:
        done = subprocess.run(  # noqa: S603 - our own program, no shell
            command,
            cwd=root,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1", REPORT: str(told.resolve())},
            capture_output=True,
            text=True,
            check=False,
        )
        heard = json.loads(told.read_text(encoding="utf-8")) if told.is_file() else {}
        if findings := heard.get("findings"):
            raise DataError(Finding(**finding) for finding in findings)
        if done.returncode:
            raise BuildError(done.stderr.strip())
        if "counts" not in heard:
            raise BuildError("MkDocs ran without infobox/hooks.py: nothing of the data is in what it built")
        counts = shown(fresh)
        missing = [kind for kind in OVERVIEWS if counts[kind] != heard["counts"][kind]]
        if missing:
            raise BuildError(f"the built site does not show every entry of: {', '.join(missing)}")
        shutil.rmtree(target, ignore_errors=True)
        fresh.rename(target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        told.unlink(missing_ok=True)
    return counts


def report(**told: object) -> None:
    """Tell the build that started us, if one did, what was found: the data is read here, not a second time there."""
    if path := os.environ.get(REPORT):
        Path(path).write_text(json.dumps(told), encoding="utf-8")


def shown(site: Path) -> dict[str, int]:
    """How many entries of each kind a built site shows: pages, or anchors for kinds that share a page.

    Pages that only lead on, or that say that something is no more, are not counted: they ask not to be indexed.
    """
    return {
        kind: _anchors(site / folder / "index.html", kind)
        if kind in SHARED
        else sum(NOINDEX not in page.read_text(encoding="utf-8") for page in (site / folder).glob("*/index.html"))
        for kind, (folder, _, _) in OVERVIEWS.items()
    }


NOINDEX = '<meta name="robots" content="noindex">'
_ITEM = {"begrippen": "begrip", "contacten": "contact", "bronnen": "bronkaart"}


def _anchors(page: Path, kind: str) -> int:
    return len(html.parse(page).getroot().find_class(_ITEM[kind])) if page.is_file() else 0
