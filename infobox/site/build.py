"""The whole site, built beside the old one and put in its place only when it is complete.

Beside a target `site` stand, while it is made: `site.nieuw`, `site.oud` (whole, while the new one takes its place),
`site.weg` (what is being deleted) and `.site.bezig`, the lock. Nothing is deleted that no build of ours made.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from lxml import html

from infobox.disk import BusyError, alone, reason
from infobox.entries.kinds import SHOWN
from infobox.findings import DataError, Finding

OURS = ".infobox"  # stands in every site that we built
EARLIER = Path("zoeken/index.json")  # stands in every site that we built before that mark was there
REPORT = "INFOBOX_BUILD_REPORT"  # where the MkDocs that we start writes what it found
TOLD = ".verslag.json"  # in the new site until it is believed; MkDocs leaves hidden files alone

_MARK = "Gemaakt door infobox build. Deze map wordt bij elke bouw vervangen.\n"
_ERRNO = re.compile(r"\[Errno (\d+)\]")
_NO_TEMPLATE = re.compile(r"TemplateNotFound: (.+)")
_SPEAKS_UP = re.compile(r"^(?:WARNING|ERROR|CRITICAL)\s+-\s+(.+)", re.MULTILINE)


class BuildError(Exception):
    """The site could not be built, for a reason that is ours and not the editor's."""


def build(root: Path, target: Path) -> Mapping[str, int]:
    """Build the project in `root` into `target`; gives how many entries of each kind the site shows.

    A build is believed only after its pages are counted. Until then the old site stays. Raises DataError when something
    is wrong with the data or the pages, BuildError when it is with us.
    """
    target = target.resolve()
    _refuse_where_no_site_can_be(root.resolve(), target)
    with _alone(target) as lock:
        mend(target)
        _refuse_what_is_not_ours(target)
        return _build(root, target, lock)


def _build(root: Path, target: Path, lock: int) -> Mapping[str, int]:
    fresh = _beside(target, "nieuw")
    _remove(fresh)
    fresh.mkdir()
    (fresh / OURS).write_text(_MARK, encoding="utf-8")
    told = fresh / TOLD
    try:
        done = subprocess.run(  # noqa: S603 - our own program, no shell
            [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(fresh)],
            cwd=root,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONIOENCODING": "utf-8", REPORT: str(told)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            umask=0o022,
            pass_fds=(lock,) if os.name == "posix" else (),  # when we are killed, it still keeps others out
        )
        heard = json.loads(told.read_text(encoding="utf-8")) if told.is_file() else {}
        if findings := heard.get("findings"):
            raise DataError(Finding(**finding) for finding in findings)
        if stopped := heard.get("stopped"):
            raise BuildError(stopped)
        if done.returncode:
            raise BuildError(why(done.stderr))
        if "counts" not in heard:
            raise BuildError(
                "MkDocs draaide zonder infobox/site/hooks.py: van de gegevens staat niets in wat het bouwde"
            )
        counts = shown(fresh)
        missing = [kind for kind in SHOWN if counts[kind] != heard["counts"][kind]]
        if missing:
            raise BuildError(f"de gebouwde site toont niet alles van: {', '.join(missing)}")
        told.unlink()
        _readable(fresh)
        _swap(fresh, target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return counts


def why(said: str) -> str:
    """Why MkDocs stopped, from all it said, on a line: in Dutch where we know the words, and never its traceback."""
    if match := _NO_TEMPLATE.search(said):
        return f"het sjabloon '{match[1]}' ontbreekt"
    if match := _ERRNO.search(said):
        return f"schrijven of lezen lukt niet: {reason(OSError(int(match[1]), os.strerror(int(match[1]))))}"
    lines = _SPEAKS_UP.findall(said) or [line for line in said.splitlines() if line.strip()][-1:]
    return "; ".join(lines) or "MkDocs stopte zonder te zeggen waarom"


def _swap(fresh: Path, target: Path) -> None:
    """Put the new site in the place of the old one. Killed at any moment, one of the two is whole: see `mend`."""
    aside = _beside(target, "oud")
    if target.exists():
        target.rename(aside)
    try:
        fresh.rename(target)
    except OSError:
        if aside.exists():
            aside.rename(target)
        raise
    _discard(target)


def mend(target: Path) -> None:
    """Finish or undo a swap that was broken off: the old site comes back when the new one never came."""
    aside = _beside(target, "oud")
    if aside.exists() or aside.is_symlink():
        _refuse_theirs(aside)
        if not target.exists() or (target.is_dir() and not any(target.iterdir())):
            aside.replace(target)
        else:
            _discard(target)
    _remove(_beside(target, "weg"))


def _discard(target: Path) -> None:
    """Delete the site that was put aside. Under another name first: what is called 'oud' is always whole."""
    aside, going = _beside(target, "oud"), _beside(target, "weg")
    if aside.exists():
        (aside / OURS).write_text(_MARK, encoding="utf-8")
        _remove(going)
        aside.rename(going)
    _remove(going)


def _remove(folder: Path) -> None:
    """Delete a folder of ours, its mark last, so that a rest of it can be told from what somebody else put there."""
    if not folder.exists() and not folder.is_symlink():
        return
    _refuse_theirs(folder)
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        elif entry.name != OURS:
            entry.unlink()
    (folder / OURS).unlink(missing_ok=True)
    folder.rmdir()


def _refuse_theirs(folder: Path) -> None:
    if folder.is_symlink() or not folder.is_dir() or not _is_ours(folder):
        raise BuildError(f"'{folder}' is niet van ons en staat in de weg; geef het een andere naam")


def _beside(target: Path, what: str) -> Path:
    return target.with_name(f"{target.name}.{what}")


def _is_ours(folder: Path) -> bool:
    """Whether a build of ours made a folder, or nobody put anything in it yet."""
    return (folder / OURS).is_file() or (folder / EARLIER).is_file() or not any(folder.iterdir())


def _refuse_where_no_site_can_be(root: Path, target: Path) -> None:
    if not target.name or root.is_relative_to(target):
        raise BuildError(f"in '{target}' staat het project zelf; kies een andere map met --site")
    for name in ("data", "docs", "infobox", "links", ".git"):
        if target.is_relative_to(root / name):
            raise BuildError(f"een site kan niet in '{name}' staan; kies een andere map met --site")


def _refuse_what_is_not_ours(target: Path) -> None:
    """A folder with something in it that no build of ours made is left alone."""
    if not target.exists():
        return
    if not target.is_dir():
        raise BuildError(f"'{target}' is geen map; kies een andere plaats met --site")
    if not _is_ours(target):
        raise BuildError(
            f"de map '{target}' is niet leeg en niet van ons; maak haar leeg of kies een andere met --site"
        )


@contextmanager
def _alone(target: Path) -> Iterator[int]:
    """One build of a target at a time; the system says no in Dutch."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with alone(target.with_name(f".{target.name}.bezig")) as lock:
            yield lock
    except BusyError as error:
        who = f" (proces {error})" if str(error) else ""
        raise BuildError(f"een andere bouw is bezig met '{target}'{who}; wacht tot die klaar is") from None
    except OSError as error:
        where = error.filename or target.parent
        raise BuildError(f"schrijven lukt niet: {reason(error)} ('{where}'); de site is zoals zij was") from None


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
        kind: sum(map(is_indexed, (site / kind).glob("*/index.html")))
        if shown.own_page
        else _items(site / shown.overview / "index.html", shown.item)
        for kind, shown in SHOWN.items()
    }


NOINDEX = b'<meta name="robots" content="noindex">'


def is_indexed(page: Path) -> bool:
    """Whether a page is one that is looked for."""
    return NOINDEX not in page.read_bytes()


def _items(page: Path, name: str) -> int:
    return len(html.parse(page).getroot().find_class(name)) if page.is_file() else 0
