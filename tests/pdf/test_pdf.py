"""PDFs, really typeset: tagged, Dutch, with bookmarks, the same each time, and read in the order that was meant."""

import gzip
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from infobox import clock
from infobox.__main__ import main
from infobox.catalogue.identity import Site
from infobox.catalogue.infobox import Infobox
from infobox.catalogue.paper import BOOK, POSTER
from infobox.exports import pdf
from infobox.exports.blocks import text_of
from infobox.exports.pdf import BOOK_TEMPLATE, POSTER_TEMPLATE, typeset
from infobox.exports.printed import Paper, book, document, edition_day, paper_of, poster
from infobox.exports.source import Source
from infobox.exports.typesetting import UNKNOWN, Typesetter, available, drawable, typesetter
from tests.conftest import REAL, ROOT, TODAY
from tests.pdf.png import grey
from tests.poison import poisoned
from tests.qr import read
from tests.site.looking import unanswered
from tests.site_fixtures import SITE_URL, build_site, parsed, sample_project

pytestmark = pytest.mark.pdf

SITE = Site("Infobox Proef", SITE_URL, papers=True)
FOOT = re.compile(r"InfoboxProef·Standvan\d+[a-z]+\d{4}·https://[^·]*?pagina\d+van\d+")
A4, A3_FLAT = (595, 842), (1191, 842)
MARKUP = '#panic("x") #read("/etc/passwd") $x$ *vet* `code` = kop <label> \\u{41} // weg 漢字 "aan" @S01'


@pytest.fixture(scope="module")
def setter() -> Iterator[Typesetter]:
    assert available(), "install what this needs with: make .venv/.pdf"
    with typesetter() as one:
        yield one


@pytest.fixture(scope="module", params=["sample", REAL])
def source(request: pytest.FixtureRequest) -> Source:
    return Source(request.getfixturevalue(request.param), {}, SITE)


@pytest.fixture(scope="module")
def of_sample(sample: Infobox) -> Source:
    return Source(sample, {}, SITE)


@pytest.fixture(scope="module")
def made(source: Source) -> Mapping[str, bytes]:
    return dict(pdf.files(source))


def reader(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def catalogue(content: bytes) -> Any:
    """What a PDF says of itself, as pypdf has it."""
    return reader(content).trailer["/Root"]


def words(text: str) -> str:
    """A text without what lines do to it."""
    return re.sub(r"\s+", "", text.replace("\u00ad", ""))


def shown(content: bytes) -> str:
    """The text of all sheets without their feet, which come between."""
    pages = (words(page.extract_text()) for page in reader(content).pages)
    return "".join(FOOT.sub("", page) for page in pages)


def sizes(content: bytes) -> set[tuple[int, int]]:
    return {(round(page.mediabox.width), round(page.mediabox.height)) for page in reader(content).pages}


def bookmarks(outline: Sequence[Any]) -> Iterator[str]:
    for one in outline:
        if isinstance(one, list):
            yield from bookmarks(one)
        else:
            yield str(one["/Title"])


def tags(node: object) -> Iterator[Any]:
    """Every element of the structure, in the order in which it is read."""
    if isinstance(node, IndirectObject):
        node = node.get_object()
    if isinstance(node, ArrayObject):
        for one in node:
            yield from tags(one)
    elif isinstance(node, DictionaryObject) and "/S" in node:
        yield node
        yield from tags(node.get("/K"))


def test_every_promised_pdf_is_there(made: Mapping[str, bytes], source: Source) -> None:
    assert {f"/{path}" for path in made} == {address for address, _ in pdf.addresses(source.infobox)}
    assert all(content.startswith(b"%PDF-1.7") for content in made.values())


def test_every_pdf_says_that_it_is_ua_1_and_dutch_how_it_is_called_and_of_when(
    made: Mapping[str, bytes], source: Source
) -> None:
    for path, content in made.items():
        root = catalogue(content)
        assert root["/MarkInfo"]["/Marked"], path
        assert root["/Lang"] == "nl-NL"
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        metadata = root["/Metadata"].get_object().get_data().decode()
        assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
        about: Any = reader(content).metadata
        assert about.title.endswith("Infobox Proef")
        assert about.creation_date.date() == about.modification_date.date() == edition_day(source)


def test_what_is_read_aloud_has_headings_lists_and_words_for_pictures(made: Mapping[str, bytes]) -> None:
    for path, content in made.items():
        found = list(tags(catalogue(content)["/StructTreeRoot"]["/K"]))
        kinds = {str(one["/S"]) for one in found}
        assert {"/H1", "/P", "/Figure", "/Link"} <= kinds, path
        assert "/L" in kinds or path == POSTER or "vervallen" in shown(content)
        assert all(str(one["/Alt"]).startswith(f"QR-code van {SITE_URL}") for one in found if one["/S"] == "/Figure")
        levels = [int(str(one["/S"])[2:]) for one in found if re.fullmatch("/H[1-6]", str(one["/S"]))]
        assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False)), path


def test_links_are_told_aloud_and_feet_are_not(made: Mapping[str, bytes]) -> None:
    for path, content in made.items():
        for number, page in enumerate(list(reader(content).pages)[:4]):
            notes: Any = page.get("/Annots", ())
            links = [note.get_object() for note in notes]
            assert all(one["/Contents"] and "/StructParent" in one for one in links), path
            assert not links or str(page["/Tabs"]) == "/S", "a keyboard goes in the order of the structure"
            if path != POSTER and (number or path != BOOK):
                drawn: Any = page.get_contents()
                assert re.search(rb"/Artifact\s?<<[^>]*/Footer", drawn.get_data()), (
                    f"{path}: a reader would hear each foot"
                )


def test_the_outline_leads_to_every_entry(made: Mapping[str, bytes], source: Source) -> None:
    found = list(bookmarks(reader(made[BOOK]).outline))
    for kind in ("standaarden", "bouwstenen", "instrumenten", "begrippen", "organisaties"):
        titles = [words(one.titel) for one in source.infobox.of_kind(kind).values()]
        assert [one for one in titles if not any(words(mark).endswith(one) for mark in found)] == []


def test_the_text_is_read_in_the_order_in_which_it_was_composed(made: Mapping[str, bytes], source: Source) -> None:
    for kind in ("standaarden", "bouwstenen", "lessets"):
        for entry in source.infobox.of_kind(kind).values():
            paper = paper_of(kind, entry, source)
            folder = paper.lasting.strip("/")
            text, at = shown(made[f"{folder}/{folder}.pdf"]), 0
            for piece in text_of(paper.blocks):
                for word in piece.split():
                    at = text.find(word, at)
                    assert at >= 0, f"{folder}: '{word}' of '{piece}' is not read there"


def test_sheets_are_a4_numbered_and_say_the_day_and_the_address(made: Mapping[str, bytes]) -> None:
    for path, content in made.items():
        if path == POSTER:
            continue
        assert sizes(content) == {A4}
        pages = reader(content).pages
        for number, page in enumerate(pages, start=1):
            if 2 < number < len(pages) - 1 and number % 10:
                continue  # of a long one some are enough
            text = page.extract_text()
            if number > 1 or path != BOOK:
                assert f"pagina {number} van {len(pages)}" in text
            assert "Stand van " in text
            assert SITE_URL in text


def test_the_poster_is_one_sheet_of_a3(made: Mapping[str, bytes], source: Source) -> None:
    assert sizes(made[POSTER]) == {A3_FLAT}
    assert len(reader(made[POSTER]).pages) == 1
    text = shown(made[POSTER])
    for kind in ("standaarden", "bouwstenen"):
        for entry in source.infobox.of_kind(kind).values():
            assert words(entry.titel) in text


def test_the_counts_on_the_cover_are_those_of_the_infobox(made: Mapping[str, bytes], source: Source) -> None:
    cover = words(reader(made[BOOK]).pages[0].extract_text())
    for kind in ("standaarden", "bouwstenen", "instrumenten", "begrippen", "lessets"):
        assert re.search(rf"(?<!\d){source.infobox.count(kind)}{kind[:6]}", cover)


def test_twice_is_the_same_to_the_byte(of_sample: Source) -> None:
    assert dict(typeset(of_sample)) == dict(typeset(Source(of_sample.infobox, {}, SITE)))


@pytest.mark.parametrize("template", [BOOK_TEMPLATE, POSTER_TEMPLATE])
def test_a_decoder_reads_the_codes_on_a_sheet(template: str, of_sample: Source, setter: Typesetter) -> None:
    if template == POSTER_TEMPLATE:
        pages = setter.pictures(template, poster(of_sample), 60)
        cards = [card for group in poster(of_sample)["groups"] for card in group["cards"]]
        expected = {SITE_URL, *(card["address"] for card in cards)}
    else:
        paper = paper_of("bouwstenen", of_sample.infobox.bouwstenen["samen-leren"], of_sample)
        pages = setter.pictures(template, document(paper, of_sample), 110)
        expected = {f"{SITE_URL}b1/"}
    assert {text for page in pages for text in read(grey(page))} == expected


def test_a_poster_with_many_long_titles_still_fits(of_sample: Source, setter: Typesetter) -> None:
    full = poster(of_sample)
    [card, *_] = full["groups"][0]["cards"]
    crowded = [{**card, "title": "Samenwerkingsafspraken en verantwoordelijkheden", "text": card["text"] * 2}] * 16
    content = setter.pdf(POSTER_TEMPLATE, {**full, "groups": [{"title": "Veel", "cards": crowded}]})
    assert len(reader(content).pages) == 1


def test_hostile_text_is_shown_to_the_letter_and_runs_nothing(sample: Infobox, setter: Typesetter) -> None:
    bad = Source(poisoned(sample, blocks=MARKUP, line=MARKUP), {}, SITE)
    made = {
        BOOK: setter.pdf(BOOK_TEMPLATE, document(book(bad), bad)),
        "s": setter.pdf(POSTER_TEMPLATE, poster(bad)),
    }
    for content in made.values():
        assert words(MARKUP.replace("漢字", UNKNOWN * 2).removesuffix("@S01")) in shown(content)
        assert "root:" not in shown(content)
        for page in reader(content).pages:
            annotations: Any = page.get("/Annots", ())
            for note in annotations:
                action = note.get_object().get("/A", {})
                assert action.get("/S") in (None, "/URI", "/GoTo")
                assert str(action.get("/URI", SITE_URL)).startswith(("https://", "http://"))


def test_every_character_that_is_said_to_be_drawn_is_drawn(of_sample: Source, setter: Typesetter) -> None:
    every = {chr(number) for number in range(0x20, 0x2FFF) if drawable(chr(number)) == chr(number)} - {"\n", "\t"}
    assert len(every) > 300
    blocks = [{"is": "paragraph", "style": "", "text": [{"text": character}]} for character in sorted(every)]
    assert setter.pdf(BOOK_TEMPLATE, document(Paper("Letters", "Proef", "", tuple(blocks)), of_sample))


def test_a_light_house_style_still_reads_and_a_site_without_address_has_its_pdfs(
    sample: Infobox, setter: Typesetter
) -> None:
    nowhere = Source(sample, {}, Site("Infobox Proef", colour="#ffe14d"))
    content = setter.pdf(BOOK_TEMPLATE, document(book(nowhere), nowhere))
    assert "/Figure" not in {str(one["/S"]) for one in tags(catalogue(content)["/StructTreeRoot"]["/K"])}
    assert len(reader(setter.pdf(POSTER_TEMPLATE, poster(nowhere))).pages) == 1


def test_a_site_that_wants_pdfs_has_them_and_the_command_writes_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = {"INFOBOX_SITE_URL": SITE_URL, "INFOBOX_PDF": "true"}
    site = build_site(tmp_path / "site", root=sample_project(), today=TODAY, **settings)
    hrefs = set(parsed(site / "standaarden" / "zien" / "index.html").xpath("//a/@href"))
    assert "../../s01/s01.pdf" in hrefs
    assert (site / "s01" / "s01.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert list(unanswered(site, sample_project(), with_address=True)) == []
    kept = json.loads(gzip.decompress((site / "bladzijden.bin").read_bytes()).split(b"\n", 1)[0])
    assert not [address for address, *_ in kept["files"] if address.endswith(".pdf")], "they weigh too much for that"
    monkeypatch.chdir(sample_project())
    for name, value in {**settings, clock.TODAY: TODAY.isoformat()}.items():
        monkeypatch.setenv(name, value)
    assert main(["pdf", str(tmp_path / "map")]) == 0
    written = {path.relative_to(tmp_path / "map"): path.read_bytes() for path in (tmp_path / "map").rglob("*.pdf")}
    assert written == {path.relative_to(site): path.read_bytes() for path in site.rglob("*.pdf")}
    assert capsys.readouterr().out.startswith(f"{len(written)} pdf's in {tmp_path / 'map'}/, ")
    assert "../poster.pdf" in set(parsed(site / "standaarden" / "index.html").xpath("//a/@href"))


def test_no_template_reads_anything_but_what_it_is_given() -> None:
    for path in (ROOT / "infobox" / "templates" / "papier").iterdir():
        called = re.findall(r"\b(read|eval|plugin|csv|yaml|toml|xml|cbor|include)\(", path.read_text(encoding="utf-8"))
        assert called == [], path
