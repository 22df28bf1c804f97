"""The whole site, built beside the old one and put in its place only when it is complete."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from lxml import html

from infobox.catalogue import Infobox
from infobox.pages import OVERVIEWS, SHARED


class BuildError(Exception):
    """The site could not be built, for a reason that is ours and not the editor's."""


def build(root: Path, target: Path, infobox: Infobox) -> Mapping[str, int]:
    """Build the project in `root` into `target`; gives how many entries of each kind the site shows.

    A build is believed only after its pages are counted. Until then the old site stays. Raises BuildError otherwise.
    """
    fresh = target.with_name(f"{target.name}.nieuw")
    shutil.rmtree(fresh, ignore_errors=True)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(fresh.resolve())]
    try:
        done = subprocess.run(  # noqa: S603 - our own program, no shell
            command,
            cwd=root,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise BuildError(done.stderr.strip())
        counts = shown(fresh)
        missing = [kind for kind in OVERVIEWS if counts[kind] != infobox.count(kind)]
        if missing:
            raise BuildError(f"the built site does not show every entry of: {', '.join(missing)}")
        shutil.rmtree(target, ignore_errors=True)
        fresh.rename(target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return counts


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
