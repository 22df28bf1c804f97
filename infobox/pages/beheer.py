"""What people who keep the site can do next, list by list: one object for the page, for CSV and JSON, and the message.

Nothing here depends on the day: a page may be read long after it was built. What is due on a day is due from `day` on,
and whoever shows it counts.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from infobox.catalogue.infobox import code_of
from infobox.catalogue.readability import Measured, prose
from infobox.catalogue.rules import Case
from infobox.catalogue.upkeep import Agreement, Review, review_of
from infobox.entries.documents import Document, Loc
from infobox.entries.kinds import KINDS, SHOWN, entry_path
from infobox.entries.records import Entry
from infobox.links.advice import Soort, soort_of
from infobox.links.collect import Address, collect
from infobox.links.exceptions import Exemption
from infobox.links.state import LinkState


@dataclass(frozen=True)
class Row:
    """One thing to look at: what it is about, what is the matter, and the file in which to mend it.

    `page` is the way from the site's root, '' for none; `organisaties` are names. `day` is from when it is due, and
    `number` what its list is sorted by, None when that says nothing.
    """

    about: str
    matter: str
    file: str
    page: str = ""
    code: str = ""
    organisaties: tuple[str, ...] = ()
    day: date | None = None
    number: float | None = None


@dataclass(frozen=True)
class Look:
    """What lists are made of; `places`: whether addresses are wanted with their lines, which takes a while."""

    case: Case
    states: Mapping[str, LinkState] = field(default_factory=dict)
    exemptions: Sequence[Exemption] = ()
    agreements: Mapping[str, Agreement] = field(default_factory=dict)
    places: bool = False

    def entries(self) -> Iterator[tuple[str, Entry]]:
        """(kind, entry) of each active one."""
        for kind in KINDS:
            for entry in self.case.infobox.of_kind(kind).values():
                yield kind, entry

    def review(self, kind: str, entry: Entry) -> Review:
        """Who looked at an entry and when somebody has to."""
        return review_of(kind, entry, self.agreements)

    @cached_property
    def addresses(self) -> list[Address]:
        """Every external address, with its places."""
        files = (document for kind in self.case.documents.values() for document in kind.values())
        return collect(files, self.case.pages.values(), places=self.places)

    @cached_property
    def prose(self) -> list[tuple[Document, Loc, Measured]]:
        """Every text that readers read as sentences, with where it is."""
        return list(prose(document for kind in self.case.documents.values() for document in kind.values()))

    @cached_property
    def by_soort(self) -> Mapping[Soort, list[Address]]:
        """The addresses by what is known of them."""
        found: dict[Soort, list[Address]] = {}
        for address in self.addresses:
            found.setdefault(soort_of(self.states.get(address.url), address.gecontroleerd_op), []).append(address)
        return found

    def row(self, kind: str, entry: Entry, matter: str, day: date | None = None, number: float | None = None) -> Row:
        """A row about one entry."""
        where = entry_path(kind, entry.id) if kind in SHOWN else ""
        names = [name for name in getattr(entry, "organisaties", ()) if isinstance(name, str)]
        names += [entry.id] if kind == "organisaties" else []
        known = self.case.infobox.with_retired("organisaties")
        makers = tuple(known[name].titel for name in names if name in known)
        return Row(entry.titel, matter, f"data/{kind}/{entry.id}.yml", where, code_of(entry) or "", makers, day, number)

    def row_at(self, file: str, matter: str, day: date | None = None, number: float | None = None) -> Row:
        """A row about whatever stands in a file: an entry, or a page of docs/."""
        folder, _, name = file.removesuffix(".yml").partition("/")
        kind, _, entry_id = name.partition("/")
        if folder == "data" and (entry := self.case.infobox.with_retired(kind).get(entry_id)):
            return self.row(kind, entry, matter, day, number)
        written = self.case.pages.get(name.removesuffix(".md")) if folder == "docs" else None
        return Row(
            written.title if written else file, matter, file, written.url if written else "", "", (), day, number
        )


@dataclass(frozen=True)
class Lijst:
    """A list that can be made: `name` is its anchor; `what` it holds, `why` that matters and what to do, in Dutch.

    `waits`: as long as it holds something that is due, the message on the forge stays open. `counted` is what the
    numbers of its rows are, '' for none.
    """

    name: str
    title: str
    what: str
    why: str
    todo: str
    rows: Callable[[Look], Iterator[Row]]
    waits: bool = False
    counted: str = ""


@dataclass(frozen=True)
class Filled:
    """A list with its rows, in the order in which to take them."""

    lijst: Lijst
    rows: tuple[Row, ...]

    def due(self, today: date) -> list[Row]:
        """The rows that are due on a day; those without a day always are."""
        return [row for row in self.rows if row.day is None or row.day <= today]


class Beheer:
    """Every list of a register, filled when somebody asks. Without a `look` there are none."""

    def __init__(self, register: Sequence[Lijst] = (), look: Look | None = None) -> None:
        self._register, self._look = register, look

    @cached_property
    def lists(self) -> tuple[Filled, ...]:
        """All of them, also those without a row: that nothing is wrong is worth knowing."""
        return tuple(Filled(one, tuple(one.rows(self._look))) for one in self._register if self._look)

    @cached_property
    def organisaties(self) -> list[str]:
        """The names that any row has, sorted."""
        return sorted({name for one in self.lists for row in one.rows for name in row.organisaties}, key=str.casefold)

    @property
    def never_visited(self) -> bool:
        """Whether no program has been at any address."""
        return self._look is None or not self._look.states
