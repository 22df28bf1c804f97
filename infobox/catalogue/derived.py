"""Pages that follow from the whole and are no entry and no list of a kind: their names, titles and macro calls."""

from collections.abc import Iterator
from dataclasses import dataclass

from infobox.catalogue.dutch import DOELGROEP_PLURALS, SOORT_PLURALS, STATUSSEN
from infobox.catalogue.facets import FACETS
from infobox.entries.values import DOELGROEPEN, SOORTEN

FACET_PAGES = {"soort": SOORTEN, "doelgroep": DOELGROEPEN, "actualiteit": tuple(STATUSSEN)}
_TITLES = {"soort": SOORT_PLURALS, "doelgroep": DOELGROEP_PLURALS, "actualiteit": STATUSSEN}


@dataclass(frozen=True)
class DerivedPage:
    """`name` is its path in docs/ without '.md', `call` the macro that renders it."""

    name: str
    title: str
    description: str
    call: str
    below: str = ""  # the folder of the overview it belongs to, for the breadcrumbs

    @property
    def address(self) -> str:
        """Where it is, from the site's root."""
        return f"/{self.name}/"


def derived_pages() -> Iterator[DerivedPage]:
    """Every one of them. They depend on the model alone: none can vanish by an edit of content."""
    yield DerivedPage(
        "staat-van-de-links",
        "Staat van de links",
        "Welke links werken, welke niet meer, en welke nog niemand bekeek.",
        "staat_van_de_links()",
    )
    yield DerivedPage(
        "wat-ontbreekt", "Wat ontbreekt", "Waarvoor deze site geen instrument vond.", "wat_ontbreekt()", "instrumenten"
    )
    yield DerivedPage(
        "matrix",
        "Matrix",
        "Hoeveel instrumenten er zijn per standaard, en per bouwsteen, soort en doelgroep.",
        "matrix()",
        "instrumenten",
    )
    for facet in FACETS:
        for value in FACET_PAGES.get(facet.key, ()):
            name = str(_TITLES[facet.key][value])  # type: ignore[index] # the values are those of the model
            yield DerivedPage(
                f"instrumenten/{facet.key}/{value}",
                f"{facet.label}: {name.lower()}",
                f"De instrumenten met {facet.label.lower()}: {name.lower()}.",
                f"keuze({facet.key!r}, {value!r})",
                "instrumenten",
            )
