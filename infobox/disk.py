"""Files, met with suspicion: written whole, so that nobody sees half of one, and read only as far as allowed."""

import errno
import os
import stat
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

DEEPEST = 20  # folders inside each other; nobody writes a project like that

# None of these is there on every system.
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_AS_IT_IS = getattr(os, "O_BINARY", 0)

_REASONS = {
    errno.ENOSPC: "de schijf is vol",
    errno.EDQUOT: "de ruimte die u op de schijf hebt, is op",
    errno.EROFS: "hier kan alleen gelezen worden",
    errno.EACCES: "u hebt hier de rechten niet voor",
    errno.EPERM: "u hebt hier de rechten niet voor",
    errno.ENOENT: "dit is er niet",
    errno.ENOTDIR: "er staat een bestand waar een map hoort",
    errno.EISDIR: "er staat een map waar een bestand hoort",
    errno.ENOTEMPTY: "de map is niet leeg",
    errno.EEXIST: "dit is er al",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.ELOOP: "dit is een koppeling, geen bestand",
    errno.EMFILE: "er zijn te veel bestanden open",
    errno.ENFILE: "er zijn te veel bestanden open",
    errno.EIO: "de schijf geeft een storing",
}


class UnfitFileError(Exception):
    """What stands at a path cannot be read as a file; `message` and `hint` are for an editor."""

    def __init__(self, message: str, hint: str) -> None:
        self.message, self.hint = message, hint
        super().__init__(f"{message}; {hint}")


class BusyError(Exception):
    """Somebody else has the lock; the text is the number of their process, or '' when that is not known."""


def reason(error: OSError) -> str:
    """Why the system would not, in Dutch where we know the words."""
    return _REASONS.get(error.errno or 0, error.strerror or str(error))


def printable(name: str) -> str:
    """A name of a file as text: bytes that are no UTF-8 become `\\xe9`, so that it can be printed and written."""
    return os.fsencode(name).decode("utf-8", errors="backslashreplace")


def is_ordinary(path: Path) -> bool:
    """Whether an ordinary file stands at `path`, and no folder, link, pipe or device."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:  # gone, or too deep to look at
        return False


def read_bounded(path: Path, most: int) -> bytes:
    """The bytes of an ordinary file of at most `most` bytes. Raises UnfitFileError, and never waits for anybody."""
    try:
        _refuse(path.lstat(), most)
        # What was looked at may have been replaced since: looked at again once it is open, and read no further.
        with os.fdopen(os.open(path, os.O_RDONLY | _NO_WAIT | _NO_LINK | _AS_IT_IS), "rb") as file:
            _refuse(os.fstat(file.fileno()), most)
            raw = file.read(most + 1)
    except OSError as error:
        raise _unreadable(error) from None
    if len(raw) > most:
        raise _too_big(len(raw), most)
    return raw


def _refuse(here: os.stat_result, most: int) -> None:
    if not stat.S_ISREG(here.st_mode):
        raise UnfitFileError("dit is geen gewoon bestand", "haal het weg, of zet er een gewoon bestand neer")
    if here.st_size > most:
        raise _too_big(here.st_size, most)


def _unreadable(error: OSError) -> UnfitFileError:
    return UnfitFileError(f"dit bestand kan niet gelezen worden: {reason(error)}", "kijk of het er nog is")


def _too_big(size: int, most: int) -> UnfitFileError:
    message = f"het bestand is {size / 1024:.0f} kB groot; meer dan {most // 1024} kB mag niet"
    return UnfitFileError(message, "maak de teksten korter of verdeel ze over meer bestanden")


def below(directory: Path) -> Iterator[Path]:
    """Everything below a folder that is no folder itself, in order.

    A folder that lies too deep, or that cannot be opened, is given as it is.
    """
    waiting = [(directory, 0)]
    while waiting:
        folder, depth = waiting.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda one: one.name)
        except OSError:
            yield folder
            continue
        inside = []
        for entry in entries:
            path = folder / entry.name
            if not entry.is_dir(follow_symlinks=False) or depth >= DEEPEST:
                yield path
            else:
                inside.append((path, depth + 1))
        waiting.extend(reversed(inside))


def written(top: str, depth: int = 0) -> Iterator[tuple[str, os.stat_result]]:
    """(path, what the system says of it) of a file, or of every file below a folder; of what is not there, nothing."""
    try:
        with os.scandir(top) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False) and depth < DEEPEST:
                    yield from written(entry.path, depth + 1)
                else:
                    with suppress(OSError):  # gone since
                        yield entry.path, entry.stat()
    except NotADirectoryError:
        yield top, Path(top).stat()
    except OSError:
        return


def write_whole(path: Path, text: str) -> None:
    """Write a file in one step, with its folder when that is not there yet; who may read it stays as it was."""
    with whole(path) as file:
        file.write(text.encode())


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """A new file to write in, that takes the place of `path` when the block ends without an error, and else is gone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.unlink(missing_ok=True)
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK, 0o666)
        with open(descriptor, "w+b") as file:  # noqa: PTH123 - opened above
            yield file
            file.flush()
            os.fsync(file.fileno())
        if path.is_file():
            temporary.chmod(stat.S_IMODE(path.stat().st_mode))
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def write_all(texts: Mapping[Path, str | None]) -> None:
    """Write several files as one: every text is on the disk before the first file changes; None takes a file away.

    When one of them cannot be written, none has changed.
    """
    waiting: dict[Path, Path] = {}
    try:
        for path, text in texts.items():
            if text is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
                waiting[path] = path.with_name(f".{path.name}.{os.getpid()}.nieuw")
                write_whole(waiting[path], text)
                if path.is_file():
                    waiting[path].chmod(stat.S_IMODE(path.stat().st_mode))
        for path, temporary in waiting.items():
            temporary.replace(path)
        for path in [one for one, text in texts.items() if text is None]:
            path.unlink(missing_ok=True)
    finally:
        for temporary in waiting.values():
            temporary.unlink(missing_ok=True)


@contextmanager
def alone(path: Path) -> Iterator[int]:
    """Hold the lock at `path`; gives its descriptor. Raises BusyError when somebody else holds it.

    The lock is the system's, not the file's: it ends with the process that holds it, however that ends, so a file that
    was left behind blocks nobody. A program that is started with the descriptor holds it too. The file names the
    process, for whoever has to wait.
    """
    descriptor = _taken(path)
    try:
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()}\n".encode())
        yield descriptor
    finally:
        path.unlink(missing_ok=True)  # while it is still ours
        os.close(descriptor)


def _taken(path: Path) -> int:
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | _NO_WAIT | _NO_LINK | _AS_IT_IS, 0o666)
        taken = False
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise OSError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
            _lock(descriptor)
            taken = _is_at(path, descriptor)
        except BlockingIOError:
            holder = os.read(descriptor, 20).decode("ascii", errors="replace").strip()
            raise BusyError(holder if holder.isdecimal() else "") from None
        finally:
            if not taken:
                os.close(descriptor)
        if taken:
            return descriptor  # else whoever had it took the file away in the meantime: try again


def _is_at(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.lstat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _lock(descriptor: int) -> None:
    """Take the lock of an open file, or raise BlockingIOError."""
    if sys.platform == "win32":
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            raise BlockingIOError from None
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
