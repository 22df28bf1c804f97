"""What was read before and found right, for a program that reads the same project again and again (infobox serve).

Nothing is kept by date or name: a file counts as the same when its text is, and an entry when its file is the same and
everything it asked about other files is answered as it was. Nobody says what an entry depends on; it is noted while the
model looks. What had a fault is read again each time.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from infobox.entries.documents import Document
from infobox.entries.records import Entry
from infobox.entries.values import Known

Around = Mapping[str, Mapping[str, Any]]  # the fields of a Known, but for the day


@dataclass(frozen=True)
class _Kept:
    document: Document
    entry: Entry
    today: date
    answers: Mapping[tuple[str, ...], Any]  # where it looked -> what was there


class Memory:
    """The files of one project that had no fault of their own, as they were read the last time."""

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}

    def document(self, name: str) -> Document | None:
        """The file of this name as it was read, if it had no fault."""
        return self._kept[name].document if name in self._kept else None

    def is_whole(self, document: Document) -> bool:
        """Whether this is a file that was read before, and had no fault of its own."""
        return self.document(document.path) is document

    def entry(self, document: Document, today: date, around: Around) -> Entry | None:
        """The entry that the model would make of a file, if that is known already."""
        kept = self._kept.get(document.path)
        if kept is None or kept.document is not document or kept.today != today:
            return None
        same = all(_answer(around, where) == before for where, before in kept.answers.items())
        return kept.entry if same else None

    def keep(self, document: Document, entry: Entry, today: date, noted: "Noted") -> None:
        """Remember that a file without a fault makes this entry."""
        if noted.everything:
            self._kept.pop(document.path, None)
        else:
            self._kept[document.path] = _Kept(document, entry, today, noted.answers)

    def forget(self, but: set[str]) -> None:
        """Forget the files that are there no more."""
        self._kept = {name: kept for name, kept in self._kept.items() if name in but}


class Noted:
    """A Known for the model to look in, and a note of where it looked.

    `answers` holds each place with what was there; `everything` tells that something was gone through as a whole.
    """

    def __init__(self, around: Around, today: date) -> None:
        self.answers: dict[tuple[str, ...], Any] = {}
        self.everything = False
        self.known = Known(today=today, **{name: _Looked(self, (name,), inside) for name, inside in around.items()})


class _Looked(Mapping[str, Any]):
    """A mapping that tells where somebody looks, at any depth."""

    def __init__(self, noted: Noted, where: tuple[str, ...], inside: Mapping[str, Any]) -> None:
        self._noted, self._where, self._inside = noted, where, inside

    def __contains__(self, key: object) -> bool:
        self._note(str(key))
        return key in self._inside

    def __getitem__(self, key: str) -> Any:
        self._note(key)
        value = self._inside[key]
        return _Looked(self._noted, (*self._where, key), value) if isinstance(value, Mapping) else value

    def __iter__(self) -> Iterator[str]:
        self._noted.everything = True
        return iter(self._inside)

    def __len__(self) -> int:
        self._noted.everything = True
        return len(self._inside)

    def _note(self, key: str) -> None:
        value = self._inside.get(key)
        self._noted.answers[(*self._where, key)] = True if isinstance(value, Mapping) else value


def _answer(around: Mapping[str, Any], where: tuple[str, ...]) -> Any:
    """What is there now: a value, True for a whole mapping, None for nothing."""
    here: Any = around
    for key in where:
        here = here.get(key)
        if here is None:
            return None
    return True if isinstance(here, Mapping) else here
