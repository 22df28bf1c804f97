"""The search as a reader meets it: on its own page, by keyboard, in danger, without JavaScript."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from infobox.search.pack import INDEX
from tests.browser.conftest import Visit, visit
from tests.browser.rules import violations
from tests.poison import hostile_site
from tests.site_fixtures import built_site, served

pytestmark = [pytest.mark.site, pytest.mark.browser]

BOX = "#zoek-vraag"
LIST = ".zoek-resultaten"
RESULTS = f"{LIST} > li"
FIRST = f"{RESULTS} h2 a"
COUNT = ".zoek-aantal"
DANGER = ".eerst"
INSTEAD = ".zoek-hulp"
INDEX_FILES = re.compile(r"search_index|/zoeken/.*\.json|zoeken/worker\.js")


@pytest.fixture
def tab(browser: Browser, address: str) -> Iterator[Visit]:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        made = visit(context, address)
        yield made
        assert made.complaints == []
        assert made.strangers() == []


def typed(page: Page, text: str) -> None:
    """Type into the box, and wait until the page has answered."""
    page.locator(BOX).fill("")
    page.locator(BOX).press_sequentially(text)
    page.wait_for_function("text => new URL(location).searchParams.get('q') === text", arg=text.strip())


def test_a_page_that_is_only_read_requests_nothing_of_the_index(tab: Visit) -> None:
    for path in ("instrumenten/signaalkaart/", "", "zoeken/"):
        page = tab.open(path)
        page.wait_for_load_state("networkidle")
        page.mouse.wheel(0, 2000)
        page.keyboard.press("Tab")
        page.wait_for_timeout(300)
    assert [url for url in tab.requests if INDEX_FILES.search(url)] == []


def test_typing_loads_the_index_once_and_finds(tab: Visit) -> None:
    page = tab.open("zoeken/")
    typed(page, "ouderen mishandeling")
    first = page.locator(FIRST).first
    expect(first).to_contain_text("ouderenmishandeling")
    assert first.get_attribute("href") == f"{tab.address}begrippen/#ouderenmishandeling"
    assert sum("zoeken/index.json" in url for url in tab.requests) == 1


def test_a_result_says_its_kind_and_code_and_marks_what_was_found(tab: Visit) -> None:
    page = tab.open("zoeken/?q=weegwijzer")
    first = page.locator(RESULTS).first
    expect(first).to_contain_text("Instrument I002")
    expect(first.locator("mark").first).to_have_text("Weegwijzer")
    expect(first).to_contain_text("Een vragenlijst waarmee twee collega's")


def test_the_keyboard_goes_from_the_box_to_the_results(tab: Visit) -> None:
    page = tab.open("")
    page.locator("#zoekveld").fill("s02")
    page.keyboard.press("Enter")
    page.wait_for_url("**/zoeken/?q=s02")
    expect(page.locator(FIRST).first).to_be_visible()
    expect(page.locator(BOX)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator(FIRST).first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/standaarden/wegen/")


def test_nothing_found_is_no_dead_end(tab: Visit) -> None:
    page = tab.open("zoeken/?q=xyqqzwk")
    expect(page.locator(COUNT)).to_have_text("Niets gevonden voor ‘xyqqzwk’.")
    help_ = page.locator(INSTEAD)
    expect(help_.locator("a[href='tel:112']")).to_be_visible()
    expect(help_.locator("a[href='tel:08002000']")).to_be_visible()
    for name in ("Wat nu?", "Standaarden", "Begrippen"):
        expect(help_.get_by_role("link", name=name, exact=True)).to_be_visible()
    assert "Mist u een woord" not in help_.inner_text()  # no repository is configured


@pytest.mark.parametrize("query", ["hij heeft een mes", "acuut gevaar", "spoed", "ze wordt nu geslagen"])
def test_danger_shows_the_numbers_above_everything_else(tab: Visit, query: str) -> None:
    page = tab.open(f"zoeken/?q={query.replace(' ', '+')}")
    strip = page.locator(DANGER)
    expect(strip.locator("a[href='tel:112']")).to_be_visible()
    expect(strip.locator("a[href='tel:08002000']")).to_be_visible()
    expect(page.locator(COUNT)).not_to_be_empty()
    top = (strip.bounding_box() or {"y": 9999})["y"]
    assert top < (page.locator(COUNT).bounding_box() or {"y": 0})["y"]


def test_no_danger_is_seen_where_there_is_none(tab: Visit) -> None:
    page = tab.open("zoeken/?q=meldcode")
    expect(page.locator(RESULTS).first).to_be_visible()
    expect(page.locator(DANGER)).to_be_hidden()


def test_a_word_that_is_nearly_right_gets_the_nearest_words(tab: Visit) -> None:
    page = tab.open("zoeken/?q=vegeligtijdspan")
    links = page.locator(f"{INSTEAD} .zoek-woorden a")
    expect(links.first).to_have_text("veiligheidsplan")
    links.first.click()
    page.wait_for_url("**/zoeken/?q=veiligheidsplan")
    expect(page.locator(FIRST).first).to_be_visible()


def test_the_page_has_an_address_and_a_way_back(tab: Visit) -> None:
    page = tab.open("zoeken/?q=stappen+meldcode")
    results = page.locator(RESULTS)
    expect(results.first).to_contain_text("meldcode")
    expect(page.locator(COUNT)).to_have_text(re.compile(r"^\d+ resultaten$"))
    page.locator(BOX).fill("weegwijzer")
    page.keyboard.press("Enter")
    expect(results.first).to_contain_text("Weegwijzer")
    assert page.url.endswith("/zoeken/?q=weegwijzer")
    assert page.title() == "Zoeken - Infobox Voorbeeld"  # what was typed is no title: others may see a list of those
    page.go_back()
    expect(results.first).to_contain_text("meldcode")
    assert page.locator(BOX).input_value() == "stappen meldcode"
    page.go_forward()
    expect(results.first).to_contain_text("Weegwijzer")


def test_html_in_a_query_stays_text(tab: Visit) -> None:
    page = tab.open("zoeken/?q=%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%20qqq")
    expect(page.locator(COUNT)).to_contain_text("<img src=x")
    assert page.locator("article img").count() == 0


def test_hostile_data_past_the_check_is_shown_as_text(browser: Browser) -> None:
    shown = ""
    with served(hostile_site()) as url, browser.new_context() as context:
        tab = visit(context, url)
        for query in ("meldcode", "script", "s03"):
            page = tab.open(f"zoeken/?q={query}")
            expect(page.locator(RESULTS).first).to_be_visible()
            shown += page.locator(LIST).inner_text()
            assert page.locator(f"{LIST} :is(script, img, h1, b, code, [onclick], [onerror])").count() == 0
        assert tab.complaints == []
    assert "<script>" in shown
    assert "<img src=x" in shown


def test_ten_thousand_characters_do_not_hang_the_page(tab: Visit) -> None:
    page = tab.open("zoeken/")
    page.locator(BOX).evaluate(
        "(box, text) => { box.removeAttribute('maxlength'); box.value = text }", "mishandeling " * 800
    )
    page.locator(BOX).press("End")
    page.locator(BOX).press("Backspace")
    expect(page.locator(RESULTS).first).to_be_visible()


def test_without_javascript_the_page_says_what_to_use(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = visit(context, address).open("zoeken/?q=meldcode")
        expect(page.get_by_text("Zonder JavaScript")).to_be_visible()
        expect(page.locator("article").get_by_role("link", name="Begrippen")).to_be_visible()
        expect(page.locator("[data-search-form]")).to_be_hidden()


def test_typing_never_blocks_the_page(tab: Visit) -> None:
    page = tab.open("zoeken/")
    page.evaluate(
        "window.long = []; new PerformanceObserver((list) => long.push(...list.getEntries().map((e) => e.duration)))"
        ".observe({entryTypes: ['longtask']})"
    )
    typed(page, "wat moet ik doen bij vermoeden van mishandeling")
    page.wait_for_timeout(300)
    blocked = page.evaluate("window.long")
    assert max(blocked, default=0) < 200, blocked  # 50 ms on a quiet machine; shared ones stutter


@pytest.mark.parametrize("query", ["meldcode", "xyqqzwk", "hij heeft een mes"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_with_results_breaks_no_rule_of_wcag(browser: Browser, address: str, query: str, scheme: str) -> None:
    with browser.new_context(color_scheme="dark" if scheme == "dark" else "light") as context:
        page = visit(context, address).open(f"zoeken/?q={query.replace(' ', '+')}")
        expect(page.locator(COUNT)).not_to_be_empty()
        page.wait_for_timeout(300)
        assert violations(page) == []


def test_a_missing_word_can_be_reported_where_there_is_a_repository(browser: Browser, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(built_site(), site)
    index = json.loads((site / INDEX).read_text(encoding="utf-8"))
    index["missing"] = "https://forge.test/org/infobox/issues/new?title=Zoekterm%20ontbreekt:%20{}"
    (site / INDEX).write_text(json.dumps(index), encoding="utf-8")
    with served(site) as below, browser.new_context() as context:
        page = visit(context, below).open("zoeken/?q=qqx%26title%3D%3Cb%3E")
        link = page.get_by_role("link", name="Mist u een woord")
        expect(link).to_have_attribute("href", index["missing"].replace("{}", "qqx%26title%3D%3Cb%3E"))
