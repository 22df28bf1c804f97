"""Two lists side by side: the standaarden, the bouwstenen and every list of others. Rows meet through the standaarden.

Each ordered pair has a page, `/vergelijken/<left>/<right>/`. An entry that is withdrawn keeps its pages, which say so;
a former name leads on. So a pair lives exactly as long as the two lists that it is made of.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

from infobox.catalogue.infobox import Infobox
from infobox.entries.kinds import KINDS, entry_path
from infobox.entries.model import Kader

PAGE = "vergelijken"
BESIDE = "+"  # between the two owners of the address of a pair


@dataclass(frozen=True)
class Row:
    """One thing of a list; `standaarden` are the ids of those it touches, `bouwsteen` the one it is, or ''."""

    titel: str
    path: str
    standaarden: tuple[str, ...]
    tekst: str = ""
    code: str = ""
    bouwsteen: str = ""


@dataclass(frozen=True)
class Side:
    """A list that can be laid beside another: `kader` is the entry it is, or None for a kind of our own."""

    id: str
    owner: str
    titel: str
    path: str
    rows: tuple[Row, ...]
    kader: Kader | None = None


@dataclass(frozen=True)
class Meeting:
    """A row of the other list, and the standaarden through which it is met; none when that goes without saying."""

    row: Row
    through: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """Every row of the left list with what it meets on the right, and the rows on the right that nothing meets."""

    left: Side
    right: Side
    rows: tuple[tuple[Row, tuple[Meeting, ...]], ...]
    alone: tuple[Row, ...]

    @property
    def met(self) -> int:
        """How many rows on the left meet one on the right."""
        return sum(bool(meetings) for _, meetings in self.rows)


@dataclass(frozen=True)
class Address:
    """An address of a pair, from the root: of its own page, or of one that leads on to `target`."""

    path: str
    target: str
    owner: str
    titel: str


def sides(infobox: Infobox) -> list[Side]:
    """Every list that can be chosen, in the order of the site."""
    return [
        _of_kind("standaarden", tuple(_standaarden(infobox))),
        _of_kind("bouwstenen", tuple(_bouwstenen(infobox))),
        *(_of_kader(kader) for kader in infobox.kaders.values()),
    ]


def side(infobox: Infobox, name: str) -> Side:
    """The list with this id, also one that is withdrawn. Raises KeyError when there is none."""
    return {one.id: one for one in _all_sides(infobox)}[name]


def compare(infobox: Infobox, left: Side, right: Side) -> Comparison:
    """Lay `right` beside `left`. Two rows that both are a bouwsteen meet when it is the same one; others when they
    touch the same standaard."""
    rows = tuple((row, tuple(_meetings(infobox, left, row, right))) for row in left.rows)
    met = {meeting.row for _, meetings in rows for meeting in meetings}
    return Comparison(left, right, rows, tuple(row for row in right.rows if row not in met))


def pairs(infobox: Infobox) -> Iterator[tuple[Side, Side]]:
    """Every two lists that have a page, withdrawn ones too."""
    return permutations(_all_sides(infobox), 2)


def addresses(infobox: Infobox) -> Iterator[Address]:
    """Every address of a pair, under all names that its lists ever had."""
    for left, right in permutations(_names(infobox), 2):
        gone = next((one for one in (left, right) if not one.is_list), left)
        if not gone.is_list or left.owner == right.owner:  # one is of another kind now, or the two became one
            target, titel = _home(gone.owner), gone.titel
        else:
            target, titel = pair_path(left.owner, right.owner), f"{left.titel} naast {right.titel}"
        yield Address(f"{PAGE}/{left.name}/{right.name}/", target, f"{left.owner}{BESIDE}{right.owner}", titel)


def pair_path(left: str, right: str) -> str:
    """Where the page of two lists stands, by their owners."""
    return f"{PAGE}/{left.rpartition('/')[2]}/{right.rpartition('/')[2]}/"


@dataclass(frozen=True)
class _Name:
    """A name that a list has or had, and whose it is now."""

    name: str
    owner: str
    titel: str
    is_list: bool = True


def _names(infobox: Infobox) -> Iterator[_Name]:
    living = _all_sides(infobox)
    for one in living:
        yield _Name(one.id, one.owner, one.titel)
    for (old_kind, name), (kind, entry) in infobox.former_names.items():
        if old_kind == "kaders" and all(name != one.id for one in living):  # else a fault, told as such
            yield _Name(name, f"{kind}/{entry.id}", entry.titel, kind == "kaders")


def _home(owner: str) -> str:
    kind, _, name = owner.partition("/")
    return entry_path(kind, name) if name else f"{KINDS[kind].overview}/"


def _all_sides(infobox: Infobox) -> list[Side]:
    retired = infobox.retired.get("kaders", {}).values()
    return [*sides(infobox), *(_of_kader(one) for one in retired if isinstance(one, Kader))]


def _of_kind(kind: str, rows: tuple[Row, ...]) -> Side:
    return Side(kind, kind, KINDS[kind].title, f"{KINDS[kind].overview}/", rows)


def _of_kader(kader: Kader) -> Side:
    home = entry_path("kaders", kader.id)
    rows = []
    for part in kader.onderdelen:
        meets = tuple(part.standaarden)
        rows.append(Row(part.titel, f"{home}#{part.anker}", meets, part.tekst or "", bouwsteen=part.bouwsteen or ""))
    return Side(kader.id, f"kaders/{kader.id}", kader.titel, home, tuple(rows), kader)


def _standaarden(infobox: Infobox) -> Iterator[Row]:
    for one in infobox.standaarden.values():
        yield Row(one.titel, entry_path("standaarden", one.id), (one.id,), one.vraag, one.code)


def _bouwstenen(infobox: Infobox) -> Iterator[Row]:
    for one in infobox.bouwstenen.values():
        yield Row(one.titel, entry_path("bouwstenen", one.id), tuple(one.standaarden), "", one.code, one.id)


def _meetings(infobox: Infobox, left: Side, row: Row, right: Side) -> Iterator[Meeting]:
    plain = "standaarden" in (left.id, right.id)  # what meets a standaard meets it as itself
    for other in right.rows:
        if row.bouwsteen and other.bouwsteen:
            if row.bouwsteen == other.bouwsteen:
                yield Meeting(other, ())
        elif shared := tuple(one for one in infobox.standaarden if one in row.standaarden and one in other.standaarden):
            yield Meeting(other, () if plain else shared)
