"""The whole site, built beside the old one and put in its place only when it is complete."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from lxml import html

from infobox.entries.kinds import SHOWN
from infobox.findings import DataError, Finding

OURS = ".infobox"  # stands in every site that we built
REPORT = "INFOBOX_BUILD_REPORT"  # where the MkDocs that we start writes what it found


class BuildError(Exception):
    """The site could not be built, for a reason that is ours and not the editor's."""


def build(root: Path, target: Path) -> Mapping[str, int]:
    """Build the project in `root` into `target`; gives how many entries of each kind the site shows.

    A build is believed only after its pages are counted. Until then the old site stays. Raises DataError when something
    is wrong with the data or the pages, BuildError when it is with us.
    """
    target = target.resolve()
    with _alone(target):
        mend(target)
        _refuse_what_is_not_ours(target)
        return _build(root, target)


def _build(root: Path, target: Path) -> Mapping[str, int]:
    fresh = target.with_name(f"{target.name}.nieuw")
    told = target.with_name(f"{target.name}.nieuw.json")
    shutil.rmtree(fresh, ignore_errors=True)
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
            raise BuildError(
                "MkDocs draaide zonder infobox/site/hooks.py: van de gegevens staat niets in wat het bouwde"
            )
        counts = shown(fresh)
        missing = [kind for kind in SHOWN if counts[kind] != heard["counts"][kind]]
        if missing:
            raise BuildError(f"de gebouwde site toont niet alles van: {', '.join(missing)}")
        _readable(fresh)
        (fresh / OURS).write_text(
            "Gemaakt door infobox build. Deze map wordt bij elke bouw vervangen.\n", encoding="utf-8"
        )
        _swap(fresh, target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        told.unlink(missing_ok=True)
    return counts


def _swap(fresh: Path, target: Path) -> None:
    """Put the new site in the place of the old one. Killed at any moment, one of the two is whole: see `mend`."""
    aside = _aside(target)
    if target.exists():
        target.rename(aside)
    fresh.rename(target)
    shutil.rmtree(aside, ignore_errors=True)


def mend(target: Path) -> None:
    """Finish or undo a swap that was broken off: the old site comes back when the new one never came."""
    aside = _aside(target)
    if aside.exists():
        if target.exists():
            shutil.rmtree(aside, ignore_errors=True)
        else:
            aside.rename(target)


def _aside(target: Path) -> Path:
    return target.with_name(f"{target.name}.oud")


def _refuse_what_is_not_ours(target: Path) -> None:
    """A folder with something in it that no build of ours made is left alone."""
    if not target.exists():
        return
    if not target.is_dir():
        raise BuildError(f"'{target}' is geen map; kies een andere plaats met --site")
    if any(target.iterdir()) and not (target / OURS).is_file() and not (target / "zoeken" / "index.json").is_file():
        raise BuildError(
            f"de map '{target}' is niet leeg en niet van ons; maak haar leeg of kies een andere met --site"
        )


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    """One build of a target at a time. The lock is the system's: it ends with the process, however that ends."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        lock = target.with_name(f".{target.name}.bezig").open("w", encoding="utf-8")
    except OSError as error:
        raise BuildError(f"in '{target.parent}' kan niets geschreven worden: {error.strerror}") from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise BuildError(f"een andere bouw is bezig met '{target}'; wacht tot die klaar is") from None
        try:
            yield
        except OSError as error:
            raise BuildError(f"schrijven lukt niet ({error.strerror or error}); de site is zoals zij was") from None
        finally:
            Path(lock.name).unlink(missing_ok=True)


def _readable(site: Path) -> None:
    """Let a web server read the site, whatever the builder's own settings are."""
    for folder, _, files in os.walk(site):
        Path(folder).chmod(0o755)
        for name in files:
            (Path(folder) / name).chmod(0o644)


def report(**told: object) -> None:
    """Tell the build that started us, if one did, what was found: the data is read here, not a second time there."""
    if path := os.environ.get(REPORT):
        Path(path).write_text(json.dumps(told), encoding="utf-8")


def shown(site: Path) -> dict[str, int]:
    """How many entries of each kind a built site shows: pages, or anchors for kinds that share a page.

    Pages that only lead on, or that say that something is no more, are not counted: they ask not to be indexed.
    """
    return {
        kind: sum(NOINDEX not in page.read_text(encoding="utf-8") for page in (site / kind).glob("*/index.html"))
        if shown.own_page
        else _items(site / shown.overview / "index.html", shown.item)
        for kind, shown in SHOWN.items()
    }


NOINDEX = '<meta name="robots" content="noindex">'


def _items(page: Path, name: str) -> int:
    return len(html.parse(page).getroot().find_class(name)) if page.is_file() else 0
