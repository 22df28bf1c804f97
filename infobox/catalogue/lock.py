"""The lock: every address that was ever given out, in a file that a reviewer can read. None of them may vanish.

One line per address, sorted: the address, a space, its owner (see addresses.py). `infobox addresses --update` writes.
"""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from infobox.disk import UnfitFileError, read_bounded, write_whole
from infobox.entries.kinds import SHORT_LINK
from infobox.findings import Finding

NAME = "adressen.lock"
MANY = 50  # more wrong lines than this are counted
HEADER = """\
# Elk adres dat deze site heeft uitgegeven, met het onderwerp dat er staat. Een adres verdwijnt nooit.
# Gemaakt door 'infobox addresses --update'; verander dit bestand niet met de hand.
# '*' staat voor elke pagina van een soort. Codes werken ook in hoofdletters: /S03/ is hetzelfde als /s03/.
"""
END = "# einde"
MOST = 8 * 1024 * 1024  # bytes; a hundred times what the site gives out now
_LINE = re.compile(r"(/\S*) (\S+)")
_MARKER = re.compile(r"(<{7}|={7}|>{7}|\|{7})( |$)")
_MAIN = re.compile(r">{7} (\S+/)?main( |$)")  # how git ends a conflict whose second side is main's
_RESTORE = f"zet het terug zoals het op main staat: git checkout origin/main -- {NAME}"


@dataclass(frozen=True)
class Locked:
    """The lock as it stands: address -> (owner, line), the first line when there are two. `faults` are of the file."""

    owners: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    faults: tuple[Finding, ...] = ()

    @property
    def codes(self) -> Mapping[str, str]:
        """Code -> owner, for every code that an address was ever given out for: '/i027/' is I027."""
        return {
            address.strip("/").upper(): owner
            for address, (owner, _) in self.owners.items()
            if SHORT_LINK.fullmatch(address[1:])
        }


def read(path: Path) -> Locked:
    """The lock in `path`. What is wrong with the file is told in its faults; every line that can be read counts."""
    if not os.path.lexists(path):
        return Locked(faults=(Finding(path.name, 1, 1, "dit bestand ontbreekt", _RESTORE),))
    try:
        source = read_bounded(path, MOST).decode("utf-8")
    except UnfitFileError as error:
        return Locked(faults=(Finding(path.name, 1, 1, error.message, _RESTORE),))
    except UnicodeDecodeError:
        return Locked(faults=(Finding(path.name, 1, 1, "dit bestand is geen UTF-8", _RESTORE),))
    return parse(source, path.name)


def parse(source: str, name: str) -> Locked:
    """The lock that `source` is; `name` is how findings call the file."""
    lines = source.splitlines()
    owners: dict[str, tuple[str, int]] = {}
    faults = _Few(name)
    yielding = set(_yielding(lines))
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        if _MARKER.match(line):
            hint = f"haal deze regel weg ({line[:7]}); laat de regels met adressen eronder en erboven staan"
            faults.add(number, "hier is een samenvoeging van twee versies niet af", hint)
        elif match := _LINE.fullmatch(line):
            first, second = owners.setdefault(match[1], (match[2], number)), (match[2], number)
            if first[0] != match[2]:
                keeps, goes = (second, first) if first[1] in yielding and number not in yielding else (first, second)
                owners[match[1]] = keeps
                message = f"het adres {match[1]} is volgens regel {keeps[1]} van {keeps[0]}"
                faults.add(goes[1], message, "haal deze regel weg; wie er eerst was, houdt het")
        else:
            faults.add(number, "deze regel is geen adres met een onderwerp", _RESTORE)
    if not owners:
        faults.add(1, "dit bestand is leeg", _RESTORE)
    elif END not in lines:
        faults.add(len(lines), f"het einde van dit bestand ('{END}') ontbreekt", _RESTORE)
    return Locked(owners, tuple(faults.told()))


class _Few:
    """The first faults of a file, and how many more there are: of a file of nonsense not every line is kept."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._first: list[Finding] = []
        self._more, self._line = 0, 0

    def add(self, line: int, message: str, hint: str) -> None:
        """One fault more."""
        if len(self._first) < MANY:
            self._first.append(Finding(self._name, line, 1, message, hint))
        else:
            self._line = self._line or line
            self._more += 1

    def told(self) -> Iterator[Finding]:
        """What to say of all of them."""
        yield from self._first
        if self._more:
            message = f"er zijn nog {self._more} regels die niet kloppen"
            yield Finding(self._name, self._line, 1, message, _RESTORE)


def _yielding(lines: Sequence[str]) -> Iterator[int]:
    """The lines of a conflict with main that are not main's: who has an address on main, had it first."""
    other_side: list[int] = []
    reading = False
    for number, line in enumerate(lines, start=1):
        if marker := _MARKER.match(line):
            reading = marker[1][0] == "<"
            if reading:
                other_side = []
            elif _MAIN.match(line):
                yield from other_side
        elif reading:
            other_side.append(number)


def text(published: Mapping[str, str]) -> str:
    """The lock file for these addresses."""
    lines = (f"{address} {owner}\n" for address, owner in sorted(published.items()))
    return f"{HEADER}{''.join(lines)}{END}\n"


def update(path: Path, published: Mapping[str, str]) -> None:
    """Write the lock; the old one stays until the new one is complete."""
    write_whole(path, text(published))


def lost(before: Locked, now: Locked) -> Iterator[Finding]:
    """A finding for each line that stood in the lock before and is gone now: lines are added, never taken away."""
    for address, (owner, _) in before.owners.items():
        if address not in now.owners:
            yield Finding(NAME, 1, 1, f"de regel '{address} {owner}' is uit dit bestand verdwenen", _RESTORE)
