"""What a run holds while it lives: a lock, and a folder of its own. Neither outlasts a process that was killed."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

PREFIX = "infobox-links-"
SLOT = "slot"
YOUNG = 3600  # seconds; a folder without a lock may belong to a process that is about to lock it


class HeldError(Exception):
    """Another process holds this. `pid` is the number it left, '' when it left none."""

    def __init__(self, pid: str) -> None:
        self.pid = pid
        super().__init__(pid)


@contextmanager
def hold(path: Path) -> Iterator[None]:
    """Hold a lock, with the number of this process in its file. Raises HeldError when a living process holds it.

    The lock is the system's: it ends with the process, however that ends. A file that was left behind locks nothing.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    file = _locked(path)
    try:
        os.truncate(file, 0)
        os.write(file, f"{os.getpid()}\n".encode())
        yield
    finally:
        with suppress(OSError):
            path.unlink()  # while it is held: who waits for it sees that the file is another one, and looks again
        os.close(file)


def _locked(path: Path) -> int:
    while True:
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NONBLOCK, 0o644)
        try:
            _lock(file)
            if _same(file, path):
                return file
        except BaseException:
            os.close(file)
            raise
        os.close(file)


def _lock(file: int) -> None:
    if fcntl is None:
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        said = os.read(file, 20).decode("ascii", errors="replace").strip()
        raise HeldError(said if said.isascii() and said.isdigit() else "") from None


def _same(file: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except FileNotFoundError:
        return False


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder for as long as it is needed. Folders that killed processes left behind are removed first."""
    sweep()
    with (
        tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True) as folder,
        hold(Path(folder) / SLOT),
    ):
        yield Path(folder)


def sweep() -> None:
    """Remove our temporary folders that no living process holds."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError, HeldError):
            if _ours(folder) and _left(folder):
                shutil.rmtree(folder, ignore_errors=True)


def _ours(folder: Path) -> bool:
    seen = folder.lstat()
    return folder.is_dir() and not folder.is_symlink() and (os.name != "posix" or seen.st_uid == os.geteuid())


def _left(folder: Path) -> bool:
    if not (folder / SLOT).is_file():
        return time.time() - folder.stat().st_mtime > YOUNG
    with hold(folder / SLOT):
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
