"""Macros: each gives escaped HTML, also for data that no check has seen."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from lxml import html
from pydantic import BaseModel

from infobox.catalogue.infobox import Infobox
from infobox.entries.kinds import KINDS, SHOWN
from infobox.entries.relations import relations
from infobox.pages.macros import Macro, MacroError, find, macros
from infobox.pages.render import Renderer

HOSTILE = "</a><script>alert(1)</script><img src=x onerror=alert(1)>\"'{{ 7*7 }}{% raw %}[x](javascript:1)&amp;"
CALLS = (
    'standaard("S01")', 'instrument("I001")', 'bouwsteen("B7")', 'kader("drie-voorwaarden")', 'organisatie("nji")',
    'begrip("meldcode")', "standaarden()", "bouwstenen()", "kaders()", "contacten()", "soorten()", "deuren()", "hulp()",
    "disclaimer()", "redactionele_ordening()", "instrumenten()",
    'instrumenten(standaard="S03", soort="screeningsinstrument")',
    'instrumenten(bouwsteen="B7", doelgroep="professional")', 'telefoon("noodnummer-112")', 'aantal("instrumenten")',
    *(f'velden("{kind}")' for kind in KINDS), *(f'overzicht("{kind}")' for kind in SHOWN),
    'pagina("standaarden", "S03")', 'pagina("instrumenten", "lirik")', 'pagina("bouwstenen", "B7")',
    'pagina("kaders", "acht-bouwstenen")', 'pagina("organisaties", "nji")', "staat_van_de_links()", "nieuw()",
    "vragen()", "situaties()", "zoekveld()", 'situatie("W01")', 'pagina("situaties", "W01")', "matrix()", "wat_ontbreekt()",
    'keuze("soort", "training")',
)  # fmt: skip
KEPT = {"id", "code", "soort", "url", "herkomst", "status", "anker", "attestatie", "verwoording", "doelgroepen"}


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
def library(edition: Infobox) -> dict[str, Macro]:
    return macros(Renderer(edition), lambda: "../")


@pytest.fixture(scope="module")
def hostile(edition: Infobox) -> dict[str, Macro]:
    kinds = {kind: {key: poisoned(entry) for key, entry in edition.of_kind(kind).items()} for kind in KINDS}
    return macros(Renderer(Infobox(kinds)), lambda: "../")


def call(library: dict[str, Macro], text: str) -> str:
    answer = eval(text, {"__builtins__": {}}, dict(library))  # noqa: S307 - our own constants above
    assert isinstance(answer, str)
    return answer


def test_every_macro_is_tried_here(library: dict[str, Macro]) -> None:
    assert {text.split("(")[0] for text in CALLS} == set(library)


@pytest.mark.parametrize("text", CALLS)
def test_hostile_data_comes_out_as_harmless_text(text: str, hostile: dict[str, Macro]) -> None:
    made = call(hostile, text)
    tree = html.fragment_fromstring(made, create_parent=True)
    assert tree.xpath(".//script | .//img | .//iframe | .//style | .//@*[starts-with(name(), 'on')]") == []
    assert [
        each for each in tree.xpath(".//@href") if not each.startswith(("../", "https://", "http://", "tel:", "#"))
    ] == []
    assert not re.search(r"\b49\b", tree.text_content())
    shows_data = not text.startswith(
        ("aantal", "velden", "soorten", "deuren", "disclaimer", "redactionele", "staat_", "zoekveld")
    )
    assert (HOSTILE in tree.text_content()) == shows_data


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


def test_instruments_are_chosen_by_every_argument_at_once(edition: Infobox) -> None:
    library = macros(Renderer(edition), str)
    made = html.fragment_fromstring(
        library["instrumenten"](standaard="vakmanschap", bouwsteen="B5", soort="training", doelgroep="professional"),
        create_parent=True,
    )
    expected = [
        each.titel
        for each in edition.instrumenten.values()
        if each.soort == "training"
        and "professional" in each.doelgroepen
        and any(inzet.standaard == "vakmanschap" for inzet in each.standaarden)
        and any(edition.bouwstenen[steun.bouwsteen].code == "B5" for steun in each.bouwstenen)
    ]
    assert [each.text_content() for each in made.find_class("regel__titel")] == expected
    assert "Geen instrumenten gevonden." in library["instrumenten"](bouwsteen="B8", soort="register")


def test_a_number_is_counted_and_a_phone_can_be_called(edition: Infobox) -> None:
    library = macros(Renderer(edition), str)
    assert (library["aantal"]("instrumenten"), library["aantal"](soort="begrippen")) == (
        str(edition.count("instrumenten")),
        str(edition.count("begrippen")),
    )
    assert 'href="tel:112"' in library["telefoon"]("noodnummer-112")


def test_the_error_of_a_wrong_call_holds_fault_and_remedy(good: Infobox) -> None:
    with pytest.raises(MacroError) as caught:
        find(good, "standaarden", "eertse")
    assert str(caught.value) == "standaard 'eertse' bestaat niet; bedoelt u 'eerste'?"


def test_a_code_of_another_kind_is_not_found(good: Infobox) -> None:
    with pytest.raises(MacroError, match="instrument 'S01' bestaat niet"):
        find(good, "instrumenten", "S01")
