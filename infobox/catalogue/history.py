"""What changed, and when: from the data alone, never from a clock or from git. Newest first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from infobox.catalogue.infobox import Infobox, code_of
from infobox.entries.kinds import REFERENCE, SHOWN, references
from infobox.entries.records import Entry

Named = tuple[str, Entry]  # kind, entry
MANY = 5  # more entries of a kind than this are counted, not named


@dataclass(frozen=True)
class Change:
    """One text that readers get to see on a day, and the entries it was written at, in the order of the site."""

    datum: date
    tekst: str
    entries: tuple[Named, ...]


class History:
    """Everything that changed in an Infobox, gathered once."""

    def __init__(self, infobox: Infobox) -> None:
        self.changes = _changes(infobox)
        self._at: dict[tuple[str, str], list[Change]] = {}  # (kind, id) or ('', code) -> changes, newest first
        for change in self.changes:
            of = [(kind, entry.id) for kind, entry in change.entries]
            for name in dict.fromkeys((*of, *(("", code) for _, code in references(change.tekst)))):
                self._at.setdefault(name, []).append(change)

    def at(self, kind: str, entry: Entry) -> list[Change]:
        """The changes of one entry: its own, and those of others whose text names its code."""
        own, named = self._at.get((kind, entry.id), []), self._at.get(("", code_of(entry)), [])
        if not named:
            return own
        return sorted({id(change): change for change in (*own, *named)}.values(), key=_newest_first)


def _changes(infobox: Infobox) -> list[Change]:
    """Every change; the same text on the same day at several entries is one change."""
    found: dict[tuple[date, str], list[Named]] = {}
    for kind in SHOWN:
        for entry in infobox.with_retired(kind).values():
            for wijziging in entry.wijzigingen:
                found.setdefault((wijziging.datum, wijziging.tekst), []).append((kind, entry))
    return sorted((Change(day, tekst, tuple(entries)) for (day, tekst), entries in found.items()), key=_newest_first)


def _newest_first(change: Change) -> tuple[int, str]:
    return -change.datum.toordinal(), change.tekst


def last_change(entry: Entry) -> date | None:
    """The day of the newest change that an entry records itself, or None when it records none."""
    return max((wijziging.datum for wijziging in entry.wijzigingen), default=None)


def by_day(found: Iterable[Change]) -> list[tuple[date, list[Change]]]:
    """Changes per day, in the order they are in."""
    return [(day, list(group)) for day, group in groupby(found, key=lambda change: change.datum)]


def in_kinds(change: Change) -> Mapping[str, list[Entry]]:
    """The entries of a change per kind, in the order of the site."""
    groups: dict[str, list[Entry]] = {}
    for kind, entry in change.entries:
        groups.setdefault(kind, []).append(entry)
    return groups


def plain(tekst: str, infobox: Infobox) -> str:
    """The text of a change with titles for `@codes`, for a reader who gets no links."""

    def named(code: str) -> str:
        return f"{infobox.by_code[code][1].titel} ({code})" if code in infobox.by_code else code

    return REFERENCE.sub(lambda match: named(match[1]), tekst)
