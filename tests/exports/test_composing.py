"""Documents for paper, before they are typeset: what stands in them, in which order, and that no text is markup."""

import json
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from infobox.__main__ import main
from infobox.catalogue.identity import Site
from infobox.catalogue.infobox import Infobox
from infobox.catalogue.paper import PRINTED, papers
from infobox.entries.kinds import SHOWN
from infobox.exports import api, pdf, typesetting
from infobox.exports.blocks import Block, text_of
from infobox.exports.composing import Composer
from infobox.exports.printed import CHAPTERS, book, document, paper_of, poster
from infobox.exports.source import Source
from infobox.exports.typesetting import UNKNOWN, drawable
from infobox.links.state import STATE, read_state
from infobox.pages.facts import facts
from tests.conftest import REAL, SAMPLE
from tests.poison import poisoned
from tests.site_fixtures import SITE_URL

SITE = Site("Infobox Proef", SITE_URL)
MARKUP = (
    '#panic("x") $x$ *vet* _schuin_ `code` = kop @S01 <label> \\u{41} // weg "aan" https://kwaad.test/ #link("x")[y]'
)


@pytest.fixture(scope="module", params=["sample", REAL])
def source(request: pytest.FixtureRequest) -> Source:
    return Source(request.getfixturevalue(request.param), {}, SITE)


@pytest.fixture(scope="module")
def of_sample(sample: Infobox) -> Source:
    return Source(sample, {}, SITE)


def every_block(blocks: Any) -> Iterator[Block]:
    for block in blocks:
        yield block
        for item in block.get("items", ()):
            yield from every_block(item)
        yield from every_block(block.get("blocks", ()))


def headings(blocks: Any) -> list[tuple[int, str]]:
    return [
        (block.get("level", 1), "".join(one["text"] for one in block["text"]))
        for block in every_block(blocks)
        if block["is"] in ("heading", "chapter")
    ]


def test_a_standaard_is_read_from_its_question_to_its_address(of_sample: Source) -> None:
    paper = paper_of("standaarden", of_sample.infobox.standaarden["zien"], of_sample)
    level_two = [text for level, text in headings(paper.blocks) if level < 3]
    assert level_two == [
        "S01 Zien wat er speelt", "Begin hiermee", "Wat erbij hoort", "Wat betekent dit voor …", "Gespreksvragen",
        "Instrumenten", "Verwant", "Adres en verwijzing",
    ]  # fmt: skip
    entry = of_sample.infobox.standaarden["zien"]
    text = " ".join(text_of(paper.blocks))
    parts = (entry.vraag, entry.aspecten[0].titel, entry.betekenis.trainer, entry.gespreksvragen[0], "Verwijzing (APA)")
    places = [text.index(one) for one in parts]
    assert places == sorted(places)


def test_the_book_holds_everything_once_and_leads_only_to_what_is_there(source: Source) -> None:
    blocks = book(source).blocks
    labels = [block["label"] for block in every_block(blocks) if block.get("label")]
    assert len(labels) == len(set(labels))
    assert set(CHAPTERS) == set(SHOWN), "a kind that readers meet is in no chapter"
    entries = {f"{kind}/{one}" for kind in SHOWN for one in source.infobox.of_kind(kind)}
    assert entries <= set(labels)
    assert not {f"{kind}/{one}" for kind in SHOWN for one in source.infobox.retired[kind]} & set(labels)
    led = {one["at"] for block in every_block(blocks) for one in block.get("text", ()) if "at" in one}
    assert led <= set(labels)
    assert entries & led


def test_no_level_of_headings_is_skipped(source: Source) -> None:
    made = [paper_of(kind, entry, source) for _, kind, entry in papers(source.infobox)]
    for paper in (book(source), *made):
        levels = [level for level, _ in headings(paper.blocks)]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), paper.title


def test_counts_are_those_of_the_api_and_of_the_pages(source: Source) -> None:
    infobox = source.infobox
    told = " ".join(text_of(book(source).blocks))
    index = next(json.loads(text) for path, text in api.files(source) if path.endswith("/index.json"))
    counts = {one["soort"]: one["aantal"] for one in index["soorten"]}
    for kind in CHAPTERS:
        assert f"{SHOWN[kind].title}: {counts[kind]}" in told
    for kind, group in zip(("standaarden", "bouwstenen"), poster(source)["groups"], strict=True):
        page: Any = html.document_fromstring(source.renderer.render(f"overzichten/{kind}.html", "../"))
        on_screen = [one.text_content().strip() for one in page.xpath("//p[@class='kaart__telling']")]
        assert [one["facts"] for one in group["cards"]] == on_screen
        assert len(group["cards"]) == counts[kind] == infobox.count(kind)
        assert str(counts[kind]) in poster(source)["title"]


@pytest.mark.parametrize("kind", ["standaarden", "bouwstenen"])
def test_each_instrument_of_a_page_is_in_its_document(kind: str, source: Source) -> None:
    infobox = source.infobox
    at = infobox.instruments_at_standaard if kind == "standaarden" else infobox.instruments_at_bouwsteen
    for entry in infobox.of_kind(kind).values():
        text = list(text_of(paper_of(kind, entry, source).blocks))
        number = len(at(entry.id))
        assert any(one.startswith(f"{number} instrument") for one in text)
        assert all(any(one.startswith(instrument.titel) for one in text) for instrument, _ in at(entry.id))


def test_addresses_are_whole_and_those_that_last(of_sample: Source) -> None:
    paper = paper_of("standaarden", of_sample.infobox.standaarden["zien"], of_sample)
    made = document(paper, of_sample)
    assert made["address"] == f"{SITE_URL}s01/"
    assert made["code"]["alt"] == f"QR-code van {SITE_URL}s01/"
    led = {one["to"] for block in every_block(paper.blocks) for one in block.get("text", ()) if "to" in one}
    assert f"{SITE_URL}s01/#a1" in led
    assert all(one.startswith(("https://", "http://")) for one in led)


def test_without_an_address_nothing_leads_to_the_site_and_nothing_is_missing(sample: Infobox) -> None:
    nowhere = Source(sample, {}, Site("Infobox Proef"))
    paper = paper_of("standaarden", sample.standaarden["zien"], nowhere)
    made = document(paper, nowhere)
    assert (made["address"], made["code"]) == ("", None)
    text = list(text_of(paper.blocks))
    assert not [one for one in text if "Vast adres" in one or SITE_URL in one]
    led = [one["to"] for block in every_block(paper.blocks) for one in block.get("text", ()) if "to" in one]
    assert led
    assert all(one.startswith(("https://", "http://")) for one in led), "nothing leads to a place beside the file"
    assert all(aspect.titel in text for aspect in sample.standaarden["zien"].aspecten)


def test_what_is_no_more_says_so_and_where_to_go_on(of_sample: Source) -> None:
    entry = of_sample.infobox.retired["standaarden"]["melden"]
    text = " ".join(text_of(paper_of("standaarden", entry, of_sample).blocks))
    assert "Deze pagina is vervallen" in text
    [(_, successor)] = of_sample.infobox.successors("standaarden", entry)
    assert successor.titel in text


def test_a_kind_without_a_way_of_its_own_is_told_field_by_field(of_sample: Source) -> None:
    composer = Composer(of_sample, frozenset())
    for kind in SHOWN:
        entry = next(iter(of_sample.infobox.of_kind(kind).values()))
        text = " ".join(text_of(composer._plain(kind, entry)))
        assert all(f"{fact.title}: " in text for fact in facts(of_sample.infobox, kind, entry))
        assert " ".join(entry.in_short.split())[:40] in text or "@" in entry.in_short


def test_a_link_that_does_not_work_says_so_on_paper(sample: Infobox) -> None:
    source = Source(sample, {}, SITE, states=read_state(SAMPLE / STATE))
    told = " ".join(text_of(book(source).blocks))
    assert " (werkt niet meer)" in told
    assert "werkt, gezien" not in told, "what is well needs no word"


def test_the_day_is_that_of_the_newest_change(of_sample: Source, sample: Infobox) -> None:
    made = document(book(of_sample), of_sample)
    newest = max(
        change.datum for kind in SHOWN for one in sample.with_retired(kind).values() for change in one.wijzigingen
    )
    assert made["day"] == [newest.year, newest.month, newest.day]
    assert str(newest.year) in made["edition"]


def test_hostile_text_stays_text_and_reaches_the_paper_as_it_is(sample: Infobox) -> None:
    bad = poisoned(sample, blocks=MARKUP, line=MARKUP)
    source = Source(bad, {}, SITE)
    blocks = book(source).blocks
    runs = [one for block in every_block(blocks) for one in block.get("text", ())]
    assert any(one["text"].startswith('#panic("x") $x$ *vet* _schuin_ `code` = kop ') for one in runs)
    assert {key for one in runs for key in one} <= {"text", "to", "at", "bold", "italic", "code", "lang", "soft"}
    assert not [one for one in runs if "to" in one and not one["to"].startswith(("https://", "http://"))]
    assert {block["is"] for block in every_block(blocks)} <= {
        "heading", "paragraph", "list", "note", "contents", "chapter",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given", "drawn"),
    [("Café → 3 × €5", "Café → 3 × €5"), ("漢字", UNKNOWN * 2), ("a\nb\tc", "a b c"), ("Łódź Şükrü", "Łódź Şükrü")],
)
def test_a_character_that_no_font_has_is_told_apart(given: str, drawn: str) -> None:
    assert drawable({"a": [given], "b": 3, "c": None, "d": True}) == {"a": [drawn], "b": 3, "c": None, "d": True}


def test_addresses_are_promised_with_and_without_pdfs_and_former_codes_keep_theirs(sample: Infobox) -> None:
    promised = dict(pdf.addresses(sample))
    assert promised["/infobox.pdf"] == "docs/index.md"
    assert promised["/s01/s01.pdf"] == "standaarden/zien"
    assert promised["/s04/s04.pdf"] == "standaarden/melden"
    assert list(pdf.files(Source(sample, {}, SITE))) == [], "this site offers none"


def test_without_typst_the_command_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(typesetting, "NEEDED", ("a-package-that-is-not-there",))
    assert main(["pdf", str(tmp_path / "map")]) == 2
    assert capsys.readouterr().err == (
        "infobox: om pdf's te maken ontbreekt een pakket; haal het op met: make .venv/.pdf\n"
    )
    assert not (tmp_path / "map").exists()


@pytest.mark.parametrize("offered", [True, False])
def test_a_page_leads_to_its_pdf_only_where_there_is_one(offered: bool, sample: Infobox) -> None:
    renderer = Source(sample, {}, Site("Infobox Proef", SITE_URL, papers=offered)).renderer
    for kind in PRINTED:
        entry = next(iter(sample.of_kind(kind).values()))
        page = renderer.render(f"paginas/{kind}.html", "../../", kind=kind, entry=entry, verhuisd=[])
        assert (f'href="../../{entry.code.lower()}/{entry.code.lower()}.pdf"' in page) is offered  # type: ignore[attr-defined]
    entry = next(iter(sample.instrumenten.values()))
    page = renderer.render("paginas/instrumenten.html", "../../", kind="instrumenten", entry=entry, verhuisd=[])
    assert f"{entry.code.lower()}.pdf" not in page
    overview = partial(renderer.render, root="../", kind="standaarden")
    assert ("../poster.pdf" in overview("overzichten/standaarden.html")) is offered
    assert ("infobox.pdf" in renderer.part("pdfs", "../")) is offered
