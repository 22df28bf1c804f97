"""Pages that follow from the whole and are no entry and no list of a kind: their names, titles and macro calls."""

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import shorten

from infobox.catalogue import comparison, edities
from infobox.catalogue.dutch import DOELGROEP_PLURALS, SOORT_PLURALS, STATUSSEN, date_nl
from infobox.catalogue.facets import FACETS
from infobox.catalogue.infobox import Infobox
from infobox.entries.kinds import KINDS
from infobox.entries.values import DOELGROEPEN, SOORTEN

FACET_PAGES = {"soort": SOORTEN, "doelgroep": DOELGROEPEN, "actualiteit": tuple(STATUSSEN)}
_TITLES = {"soort": SOORT_PLURALS, "doelgroep": DOELGROEP_PLURALS, "actualiteit": STATUSSEN}


@dataclass(frozen=True)
class DerivedPage:
    """`name` is its path in docs/ without '.md', `macro` what renders it when called with `arguments`."""

    name: str
    title: str
    description: str
    macro: str
    below: str = ""  # the folder of the overview it belongs to, for the breadcrumbs
    window: str = ""  # the title of the window, where that is too short for `title`
    gone: bool = False  # only there because its address was given out
    arguments: tuple[str, ...] = ()
    sought: tuple[str, ...] = ()  # other words for it; a page without any is no result of the search
    private: bool = False  # its reader may be watched

    @property
    def address(self) -> str:
        """Where it is, from the site's root."""
        return f"/{self.name}/"


def derived_pages() -> Iterator[DerivedPage]:
    """Those that depend on the model alone, never on the entries: none can vanish by an edit of content."""
    yield DerivedPage(
        "staat-van-de-links",
        "Staat van de links",
        "Welke links werken, welke niet meer, en welke nog niemand bekeek.",
        "staat_van_de_links",
    )
    yield DerivedPage(
        "beheer",
        "Beheer",
        "Voor wie de site bijhoudt: wat er te doen is, met per lijst wat het is en wat te doen.",
        "beheer",
    )
    yield DerivedPage(
        "wat-ontbreekt",
        "Wat ontbreekt",
        "Waarvoor deze site geen instrument vond.",
        "wat_ontbreekt",
        "instrumenten",
        sought=("wat er niet is", "ontbrekende instrumenten", "blinde vlekken", "hiaten"),
    )
    yield DerivedPage(
        "matrix",
        "Matrix",
        "Hoeveel instrumenten er zijn per standaard, en per bouwsteen, soort en doelgroep.",
        "matrix",
        "instrumenten",
        sought=("tabel van instrumenten", "kruistabel"),
    )
    yield DerivedPage(
        "teamverkenning",
        "Teamverkenning",
        "Gespreksvragen per standaard, om met een team of regio te bespreken. Alles blijft in de browser.",
        "teamverkenning",
        sought=("team verkennen", "vragen voor het team", "waar staat ons team", "gespreksvragen"),
    )
    yield DerivedPage(
        "lesset-maken",
        "Een eigen lesset",
        "Zet zelf een les in elkaar: kies, orden, deel het adres of druk de hand-out af.",
        "lesset_maken",
        "lessets",
        sought=("eigen les maken", "lesmateriaal samenstellen", "hand-out maken", "training voorbereiden"),
    )
    yield DerivedPage(
        "lesmateriaal",
        "Klopt mijn lesmateriaal nog?",
        "Leg dia's, een syllabus of een tekst naast deze site: welke adressen kloppen nog, en wat veranderde er?",
        "lesmateriaal",
        "lessets",
        sought=("lesmateriaal controleren", "kloppen de links in mijn presentatie", "verouderde dia's"),
    )
    yield DerivedPage(
        comparison.PAGE,
        "Vergelijken",
        "Standaarden, bouwstenen en lijsten van anderen: twee naast elkaar.",
        "vergelijken",
        sought=("standaarden vergelijken", "naast elkaar"),
    )
    for key, label, description in (
        ("jaar", "jaar", "Alle instrumenten, per jaar waarin ze uitkwamen; de nieuwste eerst."),
        ("linkstaat", "staat van de link", "Van welke instrumenten de link werkt, en van welke niet."),
    ):
        yield DerivedPage(
            f"instrumenten/per/{key}",
            f"Instrumenten per {label}",
            description,
            "per",
            "instrumenten",
            arguments=(key,),
        )
    yield DerivedPage(
        edities.FOLDER,
        "Edities",
        "Wat deze site op een dag zei: vastgelegd, en daarna nooit meer veranderd. Om naar te verwijzen.",
        "edities",
        sought=("oude tekst", "vorige versie", "eerdere tekst", "wat stond er toen", "archief van deze site"),
    )
    yield DerivedPage(
        "inbedden",
        "Inbedden",
        "Een stukje van deze site laten zien op een andere site of in een leeromgeving.",
        "inbedden",
        sought=("iframe", "embedden", "in een leeromgeving zetten", "op eigen site zetten"),
    )
    for facet in FACETS:
        for value in FACET_PAGES.get(facet.key, ()):
            name = str(_TITLES[facet.key][value])  # type: ignore[index] # the values are those of the model
            yield DerivedPage(
                f"instrumenten/{facet.key}/{value}",
                f"{facet.label}: {name.lower()}",
                f"De instrumenten met {facet.label.lower()}: {name.lower()}.",
                "keuze",
                "instrumenten",
                arguments=(facet.key, value),
            )


def pages_of_pairs(infobox: Infobox) -> Iterator[DerivedPage]:
    """A page for every two lists; they come and go with their entries, and their addresses are theirs."""
    for left, right in comparison.pairs(infobox):
        yield DerivedPage(
            comparison.pair_path(left.owner, right.owner).rstrip("/"),
            f"{left.titel} naast {right.titel}",
            f"{left.titel} en {right.titel}: wat bij elkaar hoort, en waar niets tegenover staat.",
            "naast",
            comparison.PAGE,
            f"{_short(left.titel)} naast {_short(right.titel)}",
            any(one.kader and one.kader.levensloop.status != "actief" for one in (left, right)),
            (left.id, right.id),
        )


def pages_of_edities(infobox: Infobox) -> Iterator[DerivedPage]:
    """A page for every editie, and one for each kind with the texts that were new or changed in it."""
    for editie in infobox.edities.every:
        name = editie.page.rstrip("/")
        yield DerivedPage(
            name,
            f"Editie {editie.id}",
            f"Wat deze site zei op {date_nl(editie.datum)}: vastgelegd, en daarna niet meer veranderd.",
            "editie",
            edities.FOLDER,
            arguments=(editie.id,),
        )
        for kind in editie.kinds:
            title = KINDS[kind].title if kind in KINDS else kind.capitalize()
            yield DerivedPage(
                f"{name}/{kind}",
                f"{title} in editie {editie.id}",
                f"{title}: de teksten die nieuw of veranderd waren op {date_nl(editie.datum)}.",
                "teksten_van_editie",
                name,
                gone=True,  # who searches the web should find what is said now
                private=kind in KINDS and KINDS[kind].private,
                arguments=(editie.id, kind),
            )


def _short(title: str) -> str:
    return shorten(title, 27, placeholder="…")


def derived_parts(infobox: Infobox) -> Iterator[tuple[str, str]]:
    """(address, owner) of each part of a derived page that an entry owns: a standaard's questions, also when it is
    withdrawn."""
    former = {name: named for (kind, name), named in infobox.former_names.items() if not kind}
    for code, (kind, entry) in {**former, **infobox.by_code}.items():  # a code in use is of who has it
        if kind == "standaarden":
            yield f"/teamverkenning/#{code.lower()}", f"{kind}/{entry.id}"
