"""A folder for as long as a run lives, and what runs that were killed left behind."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from infobox.disk import BusyError, alone

PREFIX = "infobox-links-"
SLOT = "slot"
YOUNG = 3600  # seconds; a folder without a lock may belong to a process that is about to lock it


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder for as long as it is needed. Folders that killed processes left behind are removed first."""
    with tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        with alone(home / "nieuw"):
            (home / "nieuw").rename(home / SLOT)  # whoever sweeps sees it only when it is held
            _sweep(home)
            yield home


def _sweep(home: Path) -> None:
    """Remove the folders beside `home` that are ours and that no living process holds."""
    now = home.stat().st_mtime  # by the clock of the disk, which is the one that dated the others
    for folder in home.parent.glob(f"{PREFIX}*"):
        with suppress(OSError, BusyError):
            if folder != home and _ours(folder) and _left(folder, now):
                shutil.rmtree(folder, ignore_errors=True)


def _ours(folder: Path) -> bool:
    seen = folder.lstat()
    return folder.is_dir() and not folder.is_symlink() and (os.name != "posix" or seen.st_uid == os.geteuid())


def _left(folder: Path, now: float) -> bool:
    if not (folder / SLOT).is_file():
        return now - folder.stat().st_mtime > YOUNG
    with alone(folder / SLOT):
        return True


def sweep_beside(path: Path) -> None:
    """Remove what a process that was killed while it wrote `path` left beside it (see disk.py)."""
    for half in path.parent.glob(f".{path.name}.*"):
        number = half.name.rpartition(".")[2]
        if number.isascii() and number.isdigit() and not _alive(int(number)):
            with suppress(OSError):
                half.unlink()


def _alive(pid: int) -> bool:
    if os.name != "posix":
        return True  # to ask is to kill, there
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def set_aside(path: Path, moment: str) -> Path:
    """Rename what cannot be used, so that it is in nobody's way and can still be looked at."""
    stamp = moment.replace("-", "").replace(":", "")
    number = 1
    while True:
        more = f"-{number}" if number > 1 else ""
        aside = path.with_name(f"{path.stem}.kapot-{stamp}{more}{path.suffix}")
        if not os.path.lexists(aside):
            return path.rename(aside)
        number += 1
