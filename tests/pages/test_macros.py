"""Macros: each gives escaped HTML, also for data that no check has seen."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from lxml import html
from pydantic import BaseModel

from infobox.catalogue import addresses
from infobox.catalogue.edities import Edities, all_said, freeze, parse
from infobox.catalogue.infobox import Infobox
from infobox.entries.kinds import KINDS, SHOWN
from infobox.entries.relations import relations
from infobox.pages.macros import Macro, MacroError, find, macros
from infobox.pages.render import Renderer
from tests.conftest import SAMPLE, TODAY
from tests.reading import infobox_of

HOSTILE = "</a><script>alert(1)</script><img src=x onerror=alert(1)>\"'{{ 7*7 }}{% raw %}[x](javascript:1)&amp;"
FIRST = {kind: next(iter(found)) for kind, found in infobox_of(SAMPLE / "data", TODAY).active.items()}
CALLS = (
    *(f'{kind.singular}("{FIRST[folder]}")' for folder, kind in KINDS.items() if kind.macro),
    "standaarden()", "situaties()", "bouwstenen()", "kaders()", "contacten()", "soorten()", "deuren()", "vragen()",
    "zoekveld()", "pdfs()",
    "toegankelijkheidsstatus()", "wcag()", "hulp()", "disclaimer()", "redactionele_ordening()", "instrumenten()",
    'instrumenten(standaard="S02", soort="screeningsinstrument")',
    'instrumenten(bouwsteen="B2", doelgroep="professional")', 'telefoon("noodnummer-112")', 'aantal("instrumenten")',
    *(f'velden("{kind}")' for kind in KINDS), *(f'overzicht("{kind}")' for kind in SHOWN),
    *(f'pagina("{folder}", "{FIRST[folder]}")' for folder, kind in SHOWN.items() if kind.own_page),
    'pagina("standaarden", "melden")', 'pagina("situaties", "kind-zwijgt")', 'pagina("instrumenten", "werkmap")',
    'pagina("organisaties", "voorbeeld-stichting")',
    "staat_van_de_links()",
    "beheer()", "nieuw()", "matrix()", "inbedden()", "wat_ontbreekt()", 'per("jaar")', 'keuze("soort", "training")',
    "teamverkenning()", "lesset_maken()", "lesmateriaal()",
    "vergelijken()", 'naast("standaarden", "twee-voorwaarden")',
    "edities()", 'editie("2026-10")', 'teksten_van_editie("2026-10", "standaarden")',
)  # fmt: skip
KEPT = {
    "id", "code", "soort", "url", "herkomst", "status", "anker", "attestatie", "verwoording", "doelgroepen", "was",
    "vervangen_door",
}  # fmt: skip


def poisoned(value: Any) -> Any:
    """The same, with hostile text wherever an editor may write text; built without any validation."""
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        return type(value).model_construct(**{name: _field(name, value, fields) for name in fields})
    if isinstance(value, list):
        return [poisoned(each) for each in value]
    return HOSTILE if isinstance(value, str) else value


RELATIONS = {relation.pattern.removesuffix(".*").rpartition(".")[2] for relation in relations()}


def _field(name: str, model: BaseModel, fields: Mapping[str, Any]) -> Any:
    value = getattr(model, name)
    if name in KEPT and not (name == "soort" and "omschrijving" in fields):
        return value
    if name in RELATIONS and (
        isinstance(value, str) or (isinstance(value, list) and value and isinstance(value[0], str))
    ):
        return value
    return poisoned(value)


@pytest.fixture(scope="module")
def library(sample: Infobox) -> dict[str, Macro]:
    return macros(Renderer(replace(sample, edities=frozen(sample))), lambda: "../")


@pytest.fixture(scope="module")
def hostile_infobox(sample: Infobox) -> Infobox:
    active, retired = (
        {kind: {key: poisoned(entry) for key, entry in entries.items()} for kind, entries in part.items()}
        for part in (sample.active, sample.retired)
    )
    return Infobox(active, retired, frozen(Infobox(active, retired)))


def frozen(infobox: Infobox) -> Edities:
    """An editie that says what an Infobox says."""
    source = freeze(all_said({kind: infobox.with_retired(kind) for kind in KINDS}), date(2026, 10, 31), Edities())
    return Edities((parse(source.encode(), "2026-10"),))


@pytest.fixture(scope="module")
def hostile(hostile_infobox: Infobox) -> dict[str, Macro]:
    return macros(Renderer(hostile_infobox), lambda: "../")


def call(library: dict[str, Macro], text: str) -> str:
    answer = eval(text, {"__builtins__": {}}, dict(library))  # noqa: S307 - our own constants above
    assert isinstance(answer, str)
    return answer


def test_every_macro_is_tried_here(library: dict[str, Macro]) -> None:
    assert {text.split("(")[0] for text in CALLS} == set(library)


@pytest.mark.parametrize("text", CALLS)
def test_hostile_data_comes_out_as_harmless_text(text: str, hostile: dict[str, Macro]) -> None:
    tree = harmless(call(hostile, text))
    shows_data = not text.startswith(
        (
            "aantal",
            "velden",
            "beheer",
            "soorten",
            "deuren",
            "edities()",
            "lesmateriaal",  # in its data only
            "pdfs",
            "disclaimer",
            "redactionele",
            "staat_",
            "toegankelijk",
            "wcag",
            "zoekveld",
        )
    )
    assert (HOSTILE in tree.text_content()) == shows_data


@pytest.mark.slow
@pytest.mark.parametrize("kind", SHOWN)
def test_so_it_does_on_the_pages_of_a_kind_without_templates(kind: str, hostile_infobox: Infobox) -> None:
    renderer = Renderer(hostile_infobox)
    harmless(renderer.render("overzichten/_gewoon.html", "../", kind=kind))
    for entry in hostile_infobox.of_kind(kind).values():
        parts = {"delen_hier": addresses.parts(entry), "vervallen_hier": addresses.retired_parts(entry), "verhuisd": []}
        page = renderer.render(
            "paginas/_gewoon.html", "../", kind=kind, entry=entry, **parts,
            successor_of_part=lambda here, name: addresses.successor_of_part(hostile_infobox, here, name),
        )  # fmt: skip
        assert HOSTILE in harmless(page).text_content()


def harmless(made: str) -> html.HtmlElement:
    tree = html.fragment_fromstring(made, create_parent=True)
    data = tree.xpath(".//script[@type='application/json']")
    for script in data:
        assert json.loads(script.text)
        assert not re.search(r"[<>&]|\{[{%#]", script.text), "no reader of pages takes it for something else"
        script.drop_tree()
    assert tree.xpath(".//script | .//img | .//iframe | .//style | .//@*[starts-with(name(), 'on')]") == []
    assert [
        each for each in tree.xpath(".//@href") if not each.startswith(("../", "https://", "http://", "tel:", "#"))
    ] == []
    assert not re.search(r"\b49\b", tree.text_content())
    return tree


@pytest.mark.parametrize("text", CALLS)
def test_what_a_macro_gives_is_well_formed(text: str, library: dict[str, Macro]) -> None:
    made = call(library, text)
    assert "{{" not in made
    assert "{%" not in made
    for tag in ("p", "a", "ul", "li", "section", "span", "div", "h2", "table", "details", "aside"):
        opened = made.count(f"<{tag} ") + made.count(f"<{tag}>")
        assert opened == made.count(f"</{tag}>"), tag


def test_an_entry_is_linked_by_id_or_code_from_where_the_page_stands(good: Infobox) -> None:
    library = macros(Renderer(good), lambda: "../")
    link = '<a href="../standaarden/eerste/">De eerste standaard</a>'
    assert [library["standaard"](wie) for wie in ("eerste", "S01", "s01")] == [link] * 3
    assert library["begrip"](wie="meldcode") == '<a href="../begrippen/#meldcode">meldcode</a>'


def test_text_around_a_code_is_escaped_and_an_unknown_code_stays_text(good: Infobox) -> None:
    made = Renderer(good).inline("<b> @S01 <i> @S99 <u>", "../")
    link = '<a href="../standaarden/eerste/">De eerste standaard</a>'
    assert made == f"&lt;b&gt; {link} &lt;i&gt; @S99 &lt;u&gt;"


BOOK, ARTICLE, TRAINING = "Handboek praten over thuis, tweede druk", "Terugkijken zonder schuld", "Training nabespreken"


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        ({"standaard": "S03"}, [BOOK, ARTICLE, TRAINING]),
        ({"standaard": "leren", "doelgroep": "trainer"}, [BOOK, TRAINING]),
        ({"standaard": "S03", "doelgroep": "trainer", "soort": "training"}, [TRAINING]),
        ({"standaard": "S03", "doelgroep": "trainer", "bouwsteen": "B1"}, [BOOK]),
        ({"bouwsteen": "B1", "soort": "register"}, []),
    ],
)
def test_instruments_are_chosen_by_every_argument_at_once(
    library: dict[str, Macro], wanted: dict[str, str], titles: list[str]
) -> None:
    made = library["instrumenten"](**wanted)
    shown = html.fragment_fromstring(made, create_parent=True).find_class("regel__titel")
    assert [each.text_content() for each in shown] == titles
    assert ("Geen instrumenten gevonden." in made) == (not titles)


def test_a_number_is_counted_and_a_phone_can_be_called(library: dict[str, Macro]) -> None:
    assert (library["aantal"]("instrumenten"), library["aantal"](soort="begrippen")) == ("8", "4")
    assert 'href="tel:112"' in library["telefoon"]("noodnummer-112")


def test_an_entry_is_found_by_the_name_it_had_before(library: dict[str, Macro]) -> None:
    assert library["instrument"]("weeglijst") == library["instrument"]("I002")


def test_the_error_of_a_wrong_call_holds_fault_and_remedy(good: Infobox) -> None:
    with pytest.raises(MacroError) as caught:
        find(good, "standaarden", "eertse")
    assert str(caught.value) == "standaard 'eertse' bestaat niet; bedoelt u 'eerste'?"


def test_a_code_of_another_kind_is_not_found(good: Infobox) -> None:
    with pytest.raises(MacroError, match="instrument 'S01' bestaat niet"):
        find(good, "instrumenten", "S01")
