"""Who looked at an entry, when somebody has to look again, and who that is: of itself, or as agreed for its kind.

What is due is not said here: a page may be read long after it was built, so the reader's browser counts the days.
"""

import calendar
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from infobox.entries.documents import Document, Place
from infobox.entries.kinds import KINDS
from infobox.entries.records import Entry
from infobox.findings import Finding, did_you_mean

KEYS = ("soort", "eigenaar", "maanden")
MOST_MONTHS = 120
CALENDAR = "beheer/nakijken.ics"  # where the days stand for a calendar, from the root
FORM = "schrijf '- soort:', met daaronder 'eigenaar:' en 'maanden:' (een getal)"


@dataclass(frozen=True)
class Agreement:
    """What holds for a kind: `owner` is a role or an organisation, `months` after how many a review is old."""

    owner: str = ""
    months: int | None = None


@dataclass(frozen=True)
class Review:
    """`on`: the day somebody read all of it, None for never. `before`: by when somebody has to, None if not agreed."""

    on: date | None
    before: date | None
    owner: str


def review_of(kind: str, entry: Entry, agreements: Mapping[str, Agreement]) -> Review:
    """What is known of one entry. What it says itself goes before what is agreed for its kind."""
    agreed = agreements.get(kind, Agreement())
    counted = _later(entry.herzien_op, agreed.months) if entry.herzien_op and agreed.months else None
    return Review(entry.herzien_op, entry.herzien_voor or counted, entry.eigenaar or agreed.owner)


def due(entries: Iterable[tuple[str, Entry]], agreements: Mapping[str, Agreement]) -> list[tuple[str, Entry, date]]:
    """(kind, entry, day) of each entry that has a day by which somebody has to look, the first one first."""
    found = ((kind, entry, review_of(kind, entry, agreements).before) for kind, entry in entries)
    return sorted(
        ((kind, entry, day) for kind, entry, day in found if day), key=lambda one: (one[2], one[0], one[1].id)
    )


def _later(day: date, months: int) -> date:
    """So many months later; on the last day of a month that is too short."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def read_agreements(document: Document) -> tuple[dict[str, Agreement], list[Finding]]:
    """Kind -> what a file with the key `afspraken` says of it, and the faults in that file."""
    agreements: dict[str, Agreement] = {}
    faults = list(document.faults)
    items = document.value.get("afspraken") or []
    if not isinstance(items, list):
        return {}, [*faults, document.finding(Place(1, 1), "'afspraken' is geen lijst", FORM)]
    for number, item in enumerate(items):
        wrong = list(_problems(item, agreements))
        faults += [document.finding(document.place(("afspraken", number)), *one) for one in wrong]
        if not wrong:
            agreements[item["soort"]] = Agreement(item.get("eigenaar") or "", item.get("maanden"))
    return agreements, faults


def _problems(item: Any, before: Mapping[str, Agreement]) -> Iterator[tuple[str, str]]:
    if not isinstance(item, dict):
        yield "dit is geen afspraak", FORM
        return
    for key in item:
        if key not in KEYS:
            yield f"de sleutel '{key}' bestaat hier niet", did_you_mean(str(key), KEYS, FORM)
    kind, owner, months = (item.get(key) for key in KEYS)
    if kind not in KINDS:
        yield f"'{kind}' is geen soort", did_you_mean(str(kind), KINDS, f"kies uit: {', '.join(KINDS)}")
    elif kind in before:
        yield f"over '{kind}' staat hier al een afspraak", "maak er een van"
    if owner is None and months is None:
        yield "bij deze afspraak ontbreekt wat er is afgesproken", FORM
    if owner is not None and (not isinstance(owner, str) or not owner.strip()):
        yield "'eigenaar' is geen tekst", "noem een rol of een organisatie"
    if months is not None and (type(months) is not int or not 1 <= months <= MOST_MONTHS):
        yield f"'maanden' is geen getal van 1 tot en met {MOST_MONTHS}", "schrijf bijvoorbeeld: maanden: 12"
