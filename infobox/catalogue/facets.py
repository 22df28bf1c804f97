"""The sides from which instruments can be chosen: one table, for the chooser, its pages and every count.

One side more follows from what was seen of the links; it is made where that is told (`pages/linkstates.py`).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from infobox.catalogue.dutch import DOELGROEP_PLURALS, SOORT_PLURALS, STATUSSEN
from infobox.catalogue.infobox import Infobox
from infobox.entries.instrument import Instrument
from infobox.entries.values import DOELGROEPEN, SOORTEN

UNKNOWN = "niet-vermeld"


@dataclass(frozen=True)
class Facet:
    """`values` gives what an instrument has of it, `name` what a reader calls a value, `order` every value."""

    key: str
    label: str
    values: Callable[[Infobox, Instrument], tuple[str, ...]]
    name: Callable[[Infobox, str], str]
    order: Callable[[Infobox], Iterable[str]]


def _years(infobox: Infobox) -> list[str]:
    return [*sorted({str(one.jaar) for one in infobox.instrumenten.values() if one.jaar}, reverse=True), UNKNOWN]


FACETS: tuple[Facet, ...] = (
    Facet(
        "standaard", "Standaard",
        lambda _, one: tuple(inzet.standaard for inzet in one.standaarden),
        lambda box, value: f"{box.standaarden[value].code} {box.standaarden[value].titel}",
        lambda box: box.standaarden,
    ),
    Facet(
        "soort", "Soort",
        lambda _, one: (one.soort,),
        lambda _, value: SOORT_PLURALS[value],  # type: ignore[index] # the values are those of the model
        lambda _: SOORTEN,
    ),
    Facet(
        "onderwerp", "Onderwerp",
        lambda box, one: tuple(begrip.id for begrip in box.begrippen_with_instrument(one.id)),
        lambda box, value: box.begrippen[value].titel,
        lambda box: box.begrippen,
    ),
    Facet(
        "doelgroep", "Voor wie",
        lambda _, one: tuple(one.doelgroepen),
        lambda _, value: DOELGROEP_PLURALS[value],  # type: ignore[index] # idem
        lambda _: DOELGROEPEN,
    ),
    Facet(
        "bouwsteen", "Bouwsteen",
        lambda _, one: tuple(steun.bouwsteen for steun in one.bouwstenen),
        lambda box, value: f"{box.bouwstenen[value].code} {box.bouwstenen[value].titel}",
        lambda box: box.bouwstenen,
    ),
    Facet(
        "organisatie", "Organisatie",
        lambda _, one: tuple(one.organisaties) or (UNKNOWN,),
        lambda box, value: "Niet vastgesteld" if value == UNKNOWN else box.organisaties[value].titel,
        lambda box: [*box.organisaties, UNKNOWN],
    ),
    Facet(
        "jaar", "Jaar",
        lambda _, one: (str(one.jaar or UNKNOWN),),
        lambda _, value: "Niet vermeld" if value == UNKNOWN else value,
        _years,
    ),
    Facet(
        "actualiteit", "Actualiteit",
        lambda _, one: (one.actualiteit.status,),
        lambda _, value: STATUSSEN[value],  # type: ignore[index] # idem
        lambda _: STATUSSEN,
    ),
)  # fmt: skip

# The soorten that somebody works with: where one of them is missing, that is worth saying.
HULPMIDDELEN = (
    "screeningsinstrument", "checklist", "methode", "protocol", "format", "richtlijn", "handreiking", "training",
)  # fmt: skip

# What stands beside the standaarden in a matrix -> what the matrix is called.
MATRICES = {"soort": "Standaard en soort", "bouwsteen": "Standaard en bouwsteen", "doelgroep": "Standaard en doelgroep"}
BY_KEY: Mapping[str, Facet] = {facet.key: facet for facet in FACETS}


def with_value(infobox: Infobox, facet: Facet, value: str) -> list[Instrument]:
    """The instruments that have `value` of a facet, in the order of the site."""
    return [one for one in infobox.instrumenten.values() if value in facet.values(infobox, one)]


def counts(infobox: Infobox, facet: Facet) -> dict[str, int]:
    """Value -> how many instruments have it, in the order of the facet; values without any are left out."""
    found: dict[str, int] = {}
    for one in infobox.instrumenten.values():
        for value in facet.values(infobox, one):
            found[value] = found.get(value, 0) + 1
    return {value: found[value] for value in facet.order(infobox) if value in found}


def places(infobox: Infobox, sides: Iterable[Facet]) -> dict[str, str]:
    """Id of an instrument -> what it has of each facet, as the places of its values in `counts`: '0,3 1  12'.

    A space after each facet but the last; facets that count nothing are left out. For a page where each value written
    out, for each instrument, would be a third of its weight.
    """
    counted = {side.values: {value: place for place, value in enumerate(counts(infobox, side))} for side in sides}
    return {
        one.id: " ".join(
            ",".join(str(known[value]) for value in values(infobox, one)) for values, known in counted.items() if known
        )
        for one in infobox.instrumenten.values()
    }


def crossed(infobox: Infobox, down: str, across: str) -> dict[str, dict[str, int]]:
    """Value of one facet -> value of another -> how many instruments have both; zeroes included."""
    rows = {row: dict.fromkeys(counts(infobox, BY_KEY[across]), 0) for row in BY_KEY[down].order(infobox)}
    for one in infobox.instrumenten.values():
        for row in BY_KEY[down].values(infobox, one):
            for column in BY_KEY[across].values(infobox, one):
                rows[row][column] += 1
    return rows
