"""A trainer makes a set, orders it, shares it, prints it, and takes it along; nothing leaves the browser."""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, expect

from tests.browser.conftest import Visit, visit
from tests.browser.rules import KEPT, WIDER_THAN_WINDOW, violations
from tests.site_fixtures import SITE_URL, built_site_with_address, served

pytestmark = [pytest.mark.browser, pytest.mark.site]


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """The sample as it is published, in the folder that it was built for."""
    with served(built_site_with_address(), "/voorbeeld/") as url:
        yield url


@pytest.fixture
def tab(context: BrowserContext, address: str) -> Visit:
    tab = visit(context, address)
    tab.page.on("dialog", lambda dialog: dialog.accept())
    tab.open("lesset-maken/")
    return tab


def codes(page: Page) -> list[str]:
    """What is in the set, in order: codes, and what is typed in headings and notes."""
    found: list[str] = page.eval_on_selector_all(
        ".lm-stuk",
        """all => all.map(one => one.querySelector('input, textarea')?.value
           ?? (one.querySelector('.code') || one.querySelector('a')).textContent)""",
    )
    return found


def choose(page: Page, code: str) -> None:
    page.locator("[data-zoek]").fill(code)
    page.locator(f'[data-code="{code}"] > button').click()
    page.locator("[data-zoek]").fill("")


def opened(tab: Visit, fragment: str) -> Page:
    tab.page.goto("about:blank")
    tab.page.goto(f"{tab.address}lesset-maken/#{fragment}")
    return tab.page


def saved(page: Page, button: str) -> tuple[str, str]:
    with page.expect_download() as download:
        page.locator(button).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes().decode("utf-8")


def file_of(content: Any) -> FilePayload:
    text = content if isinstance(content, bytes) else json.dumps(content).encode()
    return {"name": "les.json", "mimeType": "application/json", "buffer": text}


def test_a_set_of_six_is_ordered_by_keyboard_and_opens_in_a_clean_browser(tab: Visit, browser: Browser) -> None:
    page = tab.page
    page.get_by_label("Titel van de les").fill("Donderdag: de meldcode")
    for code in ("S01", "I002", "S01-a3", "meldcode", "W01", "B1"):
        choose(page, code)
    assert codes(page) == ["S01", "I002", "S01-a3", "meldcode", "W01", "B1"]
    page.locator(".lm-stuk").nth(5).get_by_role("button", name="Omhoog").focus()
    for _ in range(5):
        page.keyboard.press("Enter")  # the button goes along, so it can be pressed again
    assert codes(page) == ["B1", "S01", "I002", "S01-a3", "meldcode", "W01"]
    expect(page.locator("[data-stand]")).to_have_text(re.compile(r"nu op plaats 1 van 6"))
    page.keyboard.press("Alt+ArrowDown")
    assert codes(page)[:2] == ["S01", "B1"]
    with browser.new_context() as clean:
        other = visit(clean, tab.address)
        other.page.goto(page.url)
        assert codes(other.page) == codes(page)
        expect(other.page.get_by_label("Titel van de les")).to_have_value("Donderdag: de meldcode")
        expect(other.page.locator("[data-handout] h3")).to_have_text("Donderdag: de meldcode")
        assert other.page.evaluate(KEPT) == []
        assert other.complaints == other.strangers() == []
    assert tab.complaints == tab.strangers() == []
    assert page.evaluate(KEPT) == []


def test_pieces_can_be_dragged_and_taken_out(tab: Visit) -> None:
    page = opened(tab, "v=1&t=Les&c=S01.I002.meldcode")
    page.locator(".lm-rij").scroll_into_view_if_needed()
    first = page.locator(".lm-handvat").nth(0).bounding_box()
    last = page.locator(".lm-stuk").nth(2).bounding_box()
    assert first
    assert last
    page.mouse.move(first["x"] + 5, first["y"] + 5)
    page.mouse.down()
    page.mouse.move(last["x"] + 20, last["y"] + last["height"] - 3, steps=8)
    page.mouse.up()
    assert codes(page) == ["I002", "meldcode", "S01"]
    page.locator(".lm-stuk").nth(1).get_by_role("button", name="Weg").click()
    assert codes(page) == ["I002", "S01"]
    assert "c=I002.S01" in page.url


def test_headings_and_notes_come_back_as_they_were_typed(tab: Visit) -> None:
    page = tab.page
    page.locator("[data-kop]").click()
    page.keyboard.type("Welkom & koffie #1")
    page.locator("[data-notitie]").click()
    page.keyboard.type("Neem mee: 20% meer <b>tijd</b>")
    page.keyboard.press("Enter")
    page.keyboard.type("en een pen")
    text = ["Welkom & koffie #1", "Neem mee: 20% meer <b>tijd</b>\nen een pen"]
    assert codes(page) == text
    assert codes(opened(tab, page.url.partition("#")[2])) == text
    expect(page.locator("[data-handout]")).to_contain_text("<b>tijd</b>")


def test_a_set_survives_what_became_of_its_entries(tab: Visit) -> None:
    page = opened(tab, "v=1&t=Oud&c=I009.S01-a5.S01-a4.S04.Z99")
    assert codes(page) == ["I002", "S01-a3", "S02-a6", "S04", "Z99"]
    outcome = page.locator("[data-handout]")
    expect(outcome).to_contain_text("standaard S04 is vervallen.")
    expect(outcome).to_contain_text("In de plaats kwam:")
    expect(outcome).to_contain_text("Z99: deze code is op deze site niet bekend.")


def add_from(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("#citeren summary").first.click()
    page.locator("#citeren").get_by_role("link", name="Voeg toe aan een eigen lesset").click()


def test_pages_add_to_the_set_that_they_opened(context: BrowserContext, address: str) -> None:
    page = visit(context, address).page
    with page.expect_popup() as popup:
        add_from(page, f"{address}standaarden/zien/")
    maker = popup.value
    expect(maker.locator(".lm-stuk")).to_have_count(1)
    add_from(page, f"{address}instrumenten/weegwijzer/")
    expect(maker.locator(".lm-stuk")).to_have_count(2)
    assert codes(maker) == ["S01", "I002"]
    assert "erbij" not in maker.url


def test_a_page_that_knows_no_set_adds_to_the_one_that_stands_open_elsewhere(tab: Visit) -> None:
    maker = opened(tab, "v=1&t=Les&c=S01")
    page = visit(tab.page.context, tab.address).page
    with page.expect_popup() as popup:
        add_from(page, f"{tab.address}instrumenten/weegwijzer/")
    expect(maker.locator(".lm-stuk")).to_have_count(2)
    expect(popup.value.locator("[data-bericht]")).to_contain_text(
        "staat nu in de les die in een ander tabblad openstaat"
    )
    assert codes(popup.value) == []


def test_codes_and_addresses_can_be_pasted(tab: Visit) -> None:
    page = tab.page
    for text in (
        "s01/",
        f"{SITE_URL}s01/#a3",
        "I009",
        f"{tab.address}begrippen/#meldcode",
        "v",
        f"{tab.address}#v=1&c=B1",
    ):
        page.locator("[data-zoek]").fill(text)
        page.keyboard.press("Enter")
        page.locator("[data-zoek]").fill("")
    assert codes(page) == ["S01", "S01-a3", "I002", "meldcode", "B1"]


def test_the_handout_prints_with_addresses_and_codes_and_without_the_rest(tab: Visit) -> None:
    page = opened(tab, "v=1&t=Les&k=Begin&n=Neem+mee&c=S01.meldcode")
    page.emulate_media(media="print")
    handout = page.locator("[data-handout]")
    expect(handout).to_contain_text(f"{SITE_URL}s01/")
    expect(handout.get_by_alt_text(f"QR-code van {SITE_URL}s01/")).to_be_visible()
    loaded = "all => Promise.all(all.map(one => one.decode().then(() => one.naturalWidth > 0)))"
    assert page.eval_on_selector_all("[data-handout] img", loaded) == [True, True]
    for hidden in (".lm-maken", ".lm-kiezen", ".lm-klaar", ".boven", "h1"):
        expect(page.locator(hidden).first).to_be_hidden()


def test_slides_and_spreadsheet_hold_the_set_and_no_markup_of_somebody(tab: Visit) -> None:
    page = opened(tab, "v=1&t=Les&k=*Begin*&n=%3D1%2B1%0A%5Bklik%5D(x)&c=S01")
    name, slides = saved(page, "[data-dia]")
    assert re.fullmatch(r"lesset-les-\d{4}-\d\d-\d\d\.md", name)
    assert slides.startswith("# Les\n")
    assert "\n## \\*Begin\\*\n" in slides
    assert "- \\[klik\\](x)\n" in slides
    assert "](" + SITE_URL + "s01/)" in slides
    name, sheet = saved(page, "[data-csv]")
    assert sheet[0] == "\ufeff"
    rows = list(csv.reader(io.StringIO(sheet[1:]), delimiter=";"))
    assert rows[0] == ["Plaats", "Soort", "Code", "Titel of tekst", "Uitleg", "Adres"]
    assert rows[2][3] == "'=1+1\n[klik](x)"
    assert rows[3][2:4] == ["S01", "Zien wat er speelt"]
    assert rows[3][5] == f"{SITE_URL}s01/"


def test_a_file_comes_back_as_it_was_saved(tab: Visit) -> None:
    page = opened(tab, "v=1&t=Les&k=Begin&n=Neem+mee&c=S01.meldcode")
    before = page.url
    _, text = saved(page, "[data-bestand]")
    page.locator("[data-alles-weg]").click()
    assert codes(page) == []
    page.locator("[data-open]").set_input_files(file_of(text.encode()))
    expect(page.locator(".lm-stuk")).to_have_count(4)
    assert page.url == before


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xff\xfe", "niet te lezen"),
        (b"{", "niet te lezen"),
        ({"soort": "teamverkenning", "versie": 1}, "geen bestand van een lesset"),
        ({"soort": "lesset", "versie": 2, "titel": "", "stukken": []}, "nieuwere versie"),
        ({"soort": "lesset", "versie": 1, "titel": "", "stukken": [None]}, "beschadigd"),
        ({"soort": "lesset", "versie": 1, "titel": "x" * 999, "stukken": []}, "te lang of beschadigd"),
        ({"soort": "lesset", "versie": 1, "titel": "", "stukken": [{"soort": "stof", "tekst": "<b>"}]}, "code"),
        ({"soort": "lesset", "versie": 1, "titel": "", "stukken": [{"soort": "x", "tekst": ""}]}, "geen stof"),
        ({"soort": "lesset", "versie": 1, "titel": "", "stukken": [{}] * 101}, "hoogstens 100"),
        (b" " * (256 * 1024 + 1), "te groot"),
    ],
)
def test_a_foreign_or_damaged_file_is_refused_and_changes_nothing(tab: Visit, content: Any, told: str) -> None:
    page = opened(tab, "v=1&t=Les&c=S01")
    page.locator("[data-open]").set_input_files(file_of(content))
    expect(page.locator("[data-bericht]")).to_contain_text(told)
    expect(page.locator("[data-bericht]")).to_contain_text("Er is niets veranderd.")
    assert codes(page) == ["S01"]
    assert tab.complaints == []


@pytest.mark.parametrize("fragment", ["v=2&c=S01", "v=x&c=S01", "v=1&c=<script>", "v=1&t=%00", "v=1&k=" + "x" * 500])
def test_an_address_that_is_no_set_of_ours_is_refused_in_words(tab: Visit, fragment: str) -> None:
    page = opened(tab, fragment)
    expect(page.locator("[data-bericht]")).to_contain_text("Deze les is niet te openen.")
    assert codes(page) == []
    assert tab.complaints == []


def test_a_lesset_of_the_editors_can_be_made_one_s_own(tab: Visit) -> None:
    page = tab.open("lessets/eerste-bezoek/")
    page.get_by_role("link", name="Pas aan").click()
    page.locator(".lm-stuk").first.wait_for()
    assert codes(page)[1] == "Kijken (20 minuten)"
    assert [code for code in codes(page) if re.fullmatch(r"[A-Z]\d+|meldcode", code)] == [
        "S01",
        "I001",
        "meldcode",
        "S02",
        "W01",
        "B2",
    ]


def test_without_a_script_the_page_says_what_can_be_done(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as bare:
        page = visit(bare, address).open("lesset-maken/")
        expect(page.get_by_text("Samenstellen kan alleen met JavaScript")).to_be_visible()
        expect(page.locator("[data-titel]")).to_be_hidden()
        page.locator("[data-groep] summary").first.click()
        expect(page.locator('[data-code="S01"] a').first).to_be_visible()


@pytest.mark.parametrize("width", [1280, 360])
def test_a_full_set_breaks_no_rule_of_wcag_and_fits_a_phone(tab: Visit, width: int) -> None:
    tab.page.set_viewport_size({"width": width, "height": 800})
    page = opened(tab, "v=1&t=Les&k=Begin&n=Neem+mee&c=S01.S01-a3.meldcode.S04.Z99")
    assert violations(page) == []
    assert not page.evaluate(WIDER_THAN_WINDOW)
    targets = "all => all.filter(one => one.offsetParent && one.getBoundingClientRect().height < 24).length"
    assert page.eval_on_selector_all("main button, main input, main summary", targets) == 0
