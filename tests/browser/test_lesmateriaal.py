"""Teaching material held against the site: read and judged in the browser, with the network cut."""

import json
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect
from pypdf import PdfReader, PdfWriter

from tests.browser.conftest import Visit, visit
from tests.site_fixtures import SITE_URL, built_site_with_address, served

pytestmark = [pytest.mark.browser, pytest.mark.site]
OFFICE = "http://schemas.openxmlformats.org"
SLIDE = f'<p:sld xmlns:p="{OFFICE}/presentationml/2006/main" xmlns:a="{OFFICE}/drawingml/2006/main">%s</p:sld>'
WORDS = f'<w:document xmlns:w="{OFFICE}/wordprocessingml/2006/main"><w:body>%s</w:body></w:document>'
RELATIONS = f'<Relationships xmlns="{OFFICE}/package/2006/relationships">%s</Relationships>'
CORE = (
    f'<cp:coreProperties xmlns:cp="{OFFICE}/package/2006/metadata/core-properties" '
    'xmlns:dcterms="http://purl.org/dc/terms/"><dcterms:modified>%sT10:00:00Z</dcterms:modified></cp:coreProperties>'
)
ADDRESSES = (
    f"{SITE_URL}s02/",  # right
    f"{SITE_URL}standaarden/signaleren/#a5",  # another name, another anchor
    f"{SITE_URL}i009/",  # another code
    f"{SITE_URL}s04/",  # withdrawn
    f"{SITE_URL}s01/#a9",  # never an aspect
    f"{SITE_URL}nooit/",  # never a page
    "https://www.voorbeeld-instituut.nl/signaalkaart",  # of others, known
    "https://elders.example/iets",  # of others, unknown
)
JUDGED = {
    "goed": {f"{SITE_URL}s02/", "https://www.voorbeeld-instituut.nl/signaalkaart"},
    "verhuisd": {f"{SITE_URL}standaarden/signaleren/#a5", f"{SITE_URL}i009/"},
    "weg": {f"{SITE_URL}s04/", f"{SITE_URL}s01/#a9", f"{SITE_URL}nooit/"},
    "niet": {"https://elders.example/iets"},
}


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """The sample as it is published, in the folder that it was built for."""
    with served(built_site_with_address(), "/voorbeeld/") as url:
        yield url


@pytest.fixture
def tab(browser: Browser, address: str) -> Iterator[Visit]:
    with browser.new_context() as context:
        tab = visit(context, address)
        tab.open("lesmateriaal/")
        tab.requests.clear()
        context.set_offline(True)
        yield tab
        asked = [url for url in tab.requests if "/assets/" not in url]  # the browser's own icon of the page may be late
        assert asked == [], "nothing may be asked of anybody"
        assert [one for one in tab.complaints if "DISCONNECTED" not in one] == []


def zipped(parts: dict[str, str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", method) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


def links(addresses: tuple[str, ...]) -> str:
    return RELATIONS % "".join(
        f'<Relationship Id="r{number}" Type="hyperlink" Target="{escape(one)}" TargetMode="External"/>'
        for number, one in enumerate(addresses)
    )


def pptx(addresses: tuple[str, ...] = ADDRESSES, date: str = "2026-11-20") -> bytes:
    """Half of the addresses as links, half as text that is cut into runs, as PowerPoint does."""
    runs = "".join(
        f"<a:p><a:r><a:t>Zie {escape(one[:12])}</a:t></a:r><a:r><a:t>{escape(one[12:])}</a:t></a:r></a:p>"
        for one in addresses[4:]
    )
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "ppt/slides/slide1.xml": SLIDE % runs,
            "ppt/slides/_rels/slide1.xml.rels": links(addresses[:4]),
            "docProps/core.xml": CORE % date,
        }
    )


def docx(addresses: tuple[str, ...] = ADDRESSES) -> bytes:
    text = "".join(f"<w:p><w:r><w:t>{escape(one)}</w:t></w:r><w:r><w:t>.</w:t></w:r></w:p>" for one in addresses[:4])
    parts = {"word/document.xml": WORDS % text, "word/_rels/document.xml.rels": links(addresses[4:])}
    return zipped(parts, zipfile.ZIP_STORED)


def printed(browser: Browser) -> bytes:
    """A PDF as a browser prints it."""
    page = browser.new_page()
    page.set_content("".join(f'<p><a href="{escape(one)}">{number}</a></p>' for number, one in enumerate(ADDRESSES)))
    made = page.pdf()
    page.close()
    return made


def squeezed(pdf: bytes) -> bytes:
    """The same PDF with its objects compressed together, as office programs write one."""
    writer, file = PdfWriter(clone_from=PdfReader(BytesIO(pdf))), BytesIO()
    writer.write(file)
    return file.getvalue()


def give(page: Page, name: str, content: bytes) -> None:
    file: FilePayload = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.locator("[data-bestand]").set_input_files(file)


def judged(page: Page) -> dict[str, set[str]]:
    expect(page.locator("[data-stand]")).to_contain_text("gevonden")
    found: list[tuple[str, str]] = page.eval_on_selector_all(
        "[data-soort] .lc-lijst > li > p > code",
        "all => all.map(one => [one.closest('[data-soort]').dataset.soort, one.textContent])",
    )
    return {soort: {what for one, what in found if one == soort} for soort, _ in found}


@pytest.mark.parametrize("make", [pptx, docx])
def test_an_office_file_is_read_and_judged(tab: Visit, make: Any) -> None:
    give(tab.page, "les.bin", make())
    assert judged(tab.page) == JUDGED


def test_a_pdf_is_judged_by_its_links(tab: Visit, browser: Browser) -> None:
    pdf = printed(browser)
    give(tab.page, "les.pdf", pdf)
    assert judged(tab.page) == JUDGED


@pytest.mark.parametrize("name", ["les.txt", "les.html", "les.md"])
def test_text_is_judged(tab: Visit, name: str) -> None:
    lines = "".join(f"<p><a href='{one}'>x</a></p>" for one in ADDRESSES)
    text = "\n".join(f"- ({one})," for one in ADDRESSES)
    give(tab.page, name, f"<!doctype html><body>{lines}".encode() if name.endswith("html") else text.encode())
    assert judged(tab.page) == JUDGED


def test_what_moved_or_went_names_where_to_go(tab: Visit) -> None:
    page = tab.page
    page.locator("[data-tekst]").fill(" ".join(ADDRESSES))
    page.locator("[data-kijk]").click()
    outcome = page.locator("[data-uitkomst]")
    expect(outcome).to_contain_text(f"Nu: {SITE_URL}s01/#a3")
    expect(outcome).to_contain_text("Vervallen sinds")
    expect(outcome).to_contain_text("onderdeel #a9 niet")
    expect(page.locator("[data-stand]")).to_contain_text("8 adressen en codes gevonden. Bij 5 is iets te doen.")


def test_with_a_date_it_tells_what_changed_since(tab: Visit) -> None:
    page = tab.page
    give(page, "les.pptx", pptx((f"{SITE_URL}s01/",), "2026-01-01"))
    expect(page.locator("[data-sinds]")).to_have_value("2026-01-01")
    assert judged(page) == {"veranderd": {f"{SITE_URL}s01/"}}
    expect(page.locator("[data-uitkomst]")).to_contain_text("Heet nu 'Zien wat er speelt'")
    page.locator("[data-sinds]").fill("2027-01-01")
    assert judged(page) == {"goed": {f"{SITE_URL}s01/"}}


def test_codes_and_addresses_without_a_beginning_are_found_in_text(tab: Visit) -> None:
    page = tab.page
    text = f"Lees S01 en I009, bij {SITE_URL.removeprefix('https://')}S02/#a6. Niet: xS01, S01/x, niveau B2B, S999."
    page.locator("[data-tekst]").fill(text)
    page.locator("[data-kijk]").click()
    assert judged(page) == {
        "goed": {"S01", f"{SITE_URL}S02/#a6"},
        "verhuisd": {"I009"},
        "weg": {"S999"},
    }


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"PK\x03\x04" + b"\0" * 60, "beschadigd"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 60, "oud of beveiligd bestand van Office"),
        (b"%PDF-1.7\n1 0 obj<</Encrypt 3 0 R>>", "beveiligd"),
        (b"\0\1\2\3", "niet te lezen"),
        (zipped({"ppt/slides/slide1.xml": " " * (201 * 1024 * 1024)}), "te veel"),
    ],
    ids=["cut-zip", "old-office", "locked-pdf", "bytes", "bomb"],
)
def test_what_cannot_be_read_is_refused_in_words(tab: Visit, content: bytes, told: str) -> None:
    give(tab.page, "les.bin", content)
    expect(tab.page.locator("[data-bericht]")).to_contain_text(told)


def test_nothing_in_a_file_is_run_or_loaded(tab: Visit) -> None:
    page = tab.page
    picture = '<img src="https://elders.example/x.png" onerror="document.title=1">'
    hostile = f"<!doctype html>{picture}<p>{SITE_URL}nooit/ <b>&lt;img src=x&gt;</b>"
    give(page, "les.html", hostile.encode())
    assert judged(page)["weg"] == {f"{SITE_URL}nooit/"}
    assert page.title() != "1"
    assert page.locator("[data-uitkomst] img").count() == 0


def test_what_the_page_knows_cannot_leave_its_script(tab: Visit) -> None:
    known = json.loads(tab.page.locator("[data-bekend]").text_content() or "")
    assert known["adressen"]["/i009/"] == ["instrumenten/weegwijzer", "i002/"]
    assert "<" not in (tab.page.locator("[data-bekend]").text_content() or "")


@pytest.mark.parametrize(
    ("since", "told", "marked"),
    [("2026-01", "1 wijziging", 1), ("2026-12-31", "niets veranderd", 0), ("gisteren", None, 0)],
)
def test_a_page_marks_what_changed_since(
    browser: Browser, address: str, since: str, told: str | None, marked: int
) -> None:
    with browser.new_context() as context:
        page = visit(context, address).open(f"lessets/eerste-bezoek/?sinds={since}")
        if told:
            expect(page.locator(".kop + .melding")).to_contain_text(told)
        else:
            expect(page.locator(".kop + .melding")).to_have_count(0)
        expect(page.locator(".wijzigingen > .sinds")).to_have_count(marked)
        if marked:
            expect(page.locator(".wijzigingen > .sinds")).to_be_visible()


@pytest.mark.parametrize(
    ("since", "told", "marked"),
    [
        ("2026-06", "Sinds 06-2026: veranderd of erbij: veiligheidsplan.", 1),
        ("2026-12", "Sinds 12-2026: niets veranderd.", 0),
    ],
)
def test_a_page_that_many_share_names_what_changed_since(
    browser: Browser, address: str, since: str, told: str, marked: int
) -> None:
    with browser.new_context() as context:
        page = visit(context, address).open(f"begrippen/?sinds={since}#veiligheidsplan")
        expect(page.locator(".kop + .melding")).to_have_text(told)
        expect(page.locator(".begrip.sinds")).to_have_count(marked)
        expect(page.locator("#veiligheidsplan .wijzigingen > li").last).to_be_visible()
        if marked:
            page.locator(".kop + .melding a").click()
            expect(page.locator("#veiligheidsplan")).to_be_in_viewport()
