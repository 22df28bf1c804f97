"""What an answer of the Teamverkenning is kept under, and what its page and that of two lists say."""

import shutil
from pathlib import Path

import pytest
from lxml import html

from infobox.catalogue.infobox import Infobox
from infobox.pages.macros import macros
from infobox.pages.render import Renderer
from infobox.pages.verkenning import ZELFSCAN, question_key
from tests.conftest import GOOD, TODAY
from tests.reading import infobox_of

GONE = "levensloop: {status: vervallen, reden: Het is voorbij., datum: 2026-11-20, vervangen_door: [nieuw]}\n"


def test_another_place_or_another_line_break_is_the_same_question() -> None:
    assert question_key("Wat zien we?") == question_key("Wat\n  zien we? ")


def test_another_word_is_another_question() -> None:
    assert question_key("Wat zien we?") != question_key("Wat zien wij?")


@pytest.mark.slow
def test_every_question_of_a_standaard_has_a_key_of_its_own(real: Infobox) -> None:
    double = [
        standaard.code
        for standaard in real.standaarden.values()
        if len({question_key(one) for one in standaard.gespreksvragen}) != len(standaard.gespreksvragen)
    ]
    assert double == []


def test_the_key_is_the_same_on_every_machine_for_ever() -> None:
    assert question_key("Wat zien we?") == "fba7e80d3ecc"


def page(infobox: Infobox, macro: str, *arguments: str) -> html.HtmlElement:
    return html.fromstring(f"<div>{macros(Renderer(infobox), lambda: '../')[macro](*arguments)}</div>")


def with_a_list_withdrawn(data: Path) -> Infobox:
    """The small right project, whose one list made way for another."""
    shutil.copytree(GOOD, data)
    text = (data / "kaders" / "lijst.yml").read_text(encoding="utf-8")
    (data / "kaders" / "nieuw.yml").write_text(text.replace("De lijst", "De nieuwe lijst"), encoding="utf-8")
    told = "  - datum: 2026-11-20\n    tekst: Vervallen.\n"
    (data / "kaders" / "lijst.yml").write_text(GONE + text + told, encoding="utf-8")
    return infobox_of(data, TODAY)


def test_a_site_without_the_zelfscan_still_says_that_this_is_not_it(good: Infobox) -> None:
    notice = page(good, "teamverkenning").find_class("melding")[0]
    assert "Dit is niet de officiële Zelfscan." in notice.text_content()
    assert notice.findall(".//a") == []


@pytest.mark.slow
def test_the_real_site_leads_to_the_official_zelfscan(real: Infobox) -> None:
    kind, zelfscan = real.by_code[ZELFSCAN]
    notice = page(real, "teamverkenning").find_class("melding")[0]
    assert f"../{kind}/{zelfscan.id}/" in [link.get("href") for link in notice.iterfind(".//a")]
    assert [link for link in notice.iterfind(".//a") if "external" in link.get("rel", "")]


def test_every_field_is_named_after_standaard_and_question(good: Infobox) -> None:
    names = {str(field.get("name")) for field in page(good, "teamverkenning").iterfind(".//input[@type='radio']")}
    asked = {(one.code, text) for one in good.standaarden.values() for text in one.gespreksvragen}
    assert names == {f"{code}-{question_key(text)}" for code, text in asked}


def test_a_pair_with_a_list_that_was_withdrawn_says_so_and_names_the_successor(tmp_path: Path) -> None:
    infobox = with_a_list_withdrawn(tmp_path / "data")
    found = page(infobox, "naast", "standaarden", "lijst")
    assert "Het is voorbij." in found.text_content()
    assert "../kaders/nieuw/" in [link.get("href") for link in found.iterfind(".//a")]
    assert found.find_class("naast__rij") == []


def test_a_gap_is_said_in_words_and_not_by_a_colour(good: Infobox) -> None:
    rows = page(good, "naast", "bouwstenen", "standaarden").find_class("naast__rij")
    assert len(rows) == len(good.bouwstenen)
    met = page(good, "naast", "standaarden", "bouwstenen").find_class("naast__rechts")
    said = [" ".join(one.text_content().split()) for one in met]
    assert [text for text in said if not text] == []
    assert "Hier staat niets tegenover." in said
