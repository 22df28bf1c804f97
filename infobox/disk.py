"""Files, met with suspicion: written whole, so that nobody sees half of one, and read only as far as allowed."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

DEEPEST = 20  # folders inside each other; nobody writes a project like that


class UnfitFileError(Exception):
    """What stands at a path cannot be read as a file; `message` and `hint` are for an editor."""

    def __init__(self, message: str, hint: str) -> None:
        self.message, self.hint = message, hint
        super().__init__(f"{message}; {hint}")


def read_bounded(path: Path, most: int) -> bytes:
    """The bytes of an ordinary file of at most `most` bytes. Raises UnfitFileError, and never waits for anybody."""
    try:
        here = path.lstat()
        if not stat.S_ISREG(here.st_mode):
            raise UnfitFileError("dit is geen gewoon bestand", "haal het weg, of zet er een gewoon bestand neer")
        if here.st_size > most:
            message = f"het bestand is {here.st_size / 1024:.0f} kB groot; meer dan {most // 1024} kB mag niet"
            raise UnfitFileError(message, "maak de teksten korter of verdeel ze over meer bestanden")
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW), "rb") as file:
            return file.read(most + 1)
    except OSError as error:
        raise UnfitFileError(
            f"dit bestand kan niet gelezen worden ({error.strerror})", "kijk of het er nog is"
        ) from None


def below(directory: Path) -> Iterator[Path]:
    """Everything below a folder that is no folder itself, in order; a folder that lies too deep is given as it is."""
    waiting = [(directory, 0)]
    while waiting:
        folder, depth = waiting.pop()
        inside = []
        for entry in sorted(os.scandir(folder), key=lambda one: one.name):
            path = folder / entry.name
            if not entry.is_dir(follow_symlinks=False) or depth >= DEEPEST:
                yield path
            else:
                inside.append((path, depth + 1))
        waiting.extend(reversed(inside))


def write_whole(path: Path, text: str) -> None:
    """Write a file in one step, with its folder when that is not there yet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with temporary.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
