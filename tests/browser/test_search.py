"""The search as a reader meets it: in the theme's own box, by keyboard, on its own page, without JavaScript."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from infobox.catalogue.infobox import Infobox
from infobox.search.pack import INDEX
from tests.browser.conftest import Visit, visit
from tests.browser.test_axe import violations
from tests.search.evaluate import Outcome, outcomes, score
from tests.search.rows import OFF_TOPIC, rows
from tests.site_fixtures import built_site, served

pytestmark = [pytest.mark.site, pytest.mark.browser]

BOX = "[data-md-component=search-query]"
RESULTS = ".md-search-result__link"
INDEX_FILES = re.compile(r"search_index|/zoeken/.*\.json|snowball|zoeken/(?:words|index|match|search|show)\.js")


@pytest.fixture
def tab(browser: Browser, address: str) -> Iterator[Visit]:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        made = visit(context, address)
        yield made
        assert made.complaints == []
        assert made.strangers() == []


def typed(page: Page, text: str) -> None:
    """Type into the theme's box, and wait for what it says about it."""
    page.locator(BOX).fill("")
    page.locator(BOX).press_sequentially(text)
    expect(page.locator("[data-zoek-alles]")).to_have_attribute("href", re.compile(r"[?&]q="))
    page.wait_for_function(
        "text => new URL(document.querySelector('[data-zoek-alles]').href).searchParams.get('q') === text", arg=text
    )


def test_a_page_that_is_only_read_requests_nothing_of_the_index(tab: Visit) -> None:
    page = tab.open("instrumenten/lirik/")
    page.wait_for_load_state("networkidle")
    page.mouse.wheel(0, 2000)
    page.keyboard.press("Tab")
    page.wait_for_timeout(300)
    assert [url for url in tab.requests if INDEX_FILES.search(url)] == []


def test_focus_loads_the_index_once_and_typing_finds(tab: Visit) -> None:
    page = tab.open("")
    page.locator(BOX).focus()
    page.wait_for_function("performance.getEntriesByType('resource').length > 0")
    page.wait_for_timeout(300)
    assert sum("zoeken/index.json" in url for url in tab.requests) == 1
    typed(page, "ouderen mishandeling")
    expect(page.locator(RESULTS).first).to_contain_text("ouderenmishandeling")
    assert page.locator(RESULTS).first.get_attribute("href") == f"{tab.address}begrippen/#ouderenmishandeling"
    assert sum("zoeken/index.json" in url for url in tab.requests) == 1


def test_a_result_says_its_kind_and_code_and_marks_what_was_found(tab: Visit) -> None:
    page = tab.open("")
    typed(page, "lirik")
    first = page.locator(RESULTS).first
    expect(first).to_contain_text("Instrument I027")
    expect(first.locator("mark").first).to_have_text("LIRIK")
    expect(first).to_contain_text("Checklist die helpt")


def test_the_keyboard_opens_walks_and_follows(tab: Visit) -> None:
    page = tab.open("standaarden/vakmanschap/")
    page.keyboard.press("/")
    expect(page.locator(BOX)).to_be_focused()
    typed(page, "s03")
    page.keyboard.press("ArrowDown")
    expect(page.locator(RESULTS).first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/standaarden/veiligheid-inschatten/")


def test_enter_follows_the_first_result(tab: Visit) -> None:
    page = tab.open("")
    typed(page, "i027")
    page.keyboard.press("Enter")
    page.wait_for_url("**/instrumenten/lirik/")


def test_nothing_found_says_so_and_helps_on(tab: Visit) -> None:
    page = tab.open("instrumenten/lirik/")
    typed(page, "xyqqzwk")
    expect(page.locator(".md-search-result__meta")).to_have_text("Niets gevonden")
    expect(page.locator(RESULTS)).to_have_count(0)
    help_ = page.locator("[data-zoek-hulp]")
    expect(help_.get_by_role("link", name="begrippenlijst")).to_have_attribute("href", f"{tab.address}begrippen/")
    assert "Mist u een term" not in help_.inner_text()  # no repository is configured
    page.keyboard.press("ArrowDown")
    expect(help_.get_by_role("link", name="begrippenlijst")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(BOX)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/zoeken/?q=xyqqzwk")
    expect(page.locator("[data-zoek-aantal]")).to_have_text("Niets gevonden voor ‘xyqqzwk’.")


def test_a_word_that_is_nearly_right_gets_the_nearest_words(tab: Visit) -> None:
    page = tab.open("zoeken/?q=vegeligtijdspan")
    links = page.locator("[data-zoek-hulp] li a")
    expect(links.first).to_have_text("veiligheidsplan")
    links.first.click()
    page.wait_for_url("**/zoeken/?q=veiligheidsplan")
    expect(page.locator("[data-zoek-resultaten] a").first).to_be_visible()


def test_the_page_with_results_has_an_address_and_a_way_back(tab: Visit) -> None:
    page = tab.open("zoeken/?q=amk+melden")
    results = page.locator("[data-zoek-resultaten] > li")
    expect(results.first).to_contain_text("Veilig Thuis")
    expect(page.locator("[data-zoek-aantal]")).to_have_text(re.compile(r"^\d+ resultaten$"))
    page.get_by_label("Onderwerp, instrument of code").fill("lirik")
    page.keyboard.press("Enter")
    expect(results.first).to_contain_text("LIRIK")
    assert page.url.endswith("/zoeken/?q=lirik")
    assert page.title().startswith("lirik - Zoeken")
    page.go_back()
    expect(results.first).to_contain_text("Veilig Thuis")
    assert page.get_by_label("Onderwerp, instrument of code").input_value() == "amk melden"
    page.go_forward()
    expect(results.first).to_contain_text("LIRIK")


def test_html_in_a_query_stays_text_on_both_pages(tab: Visit) -> None:
    evil = '"><img src=x onerror="document.title=1"> meldcode'
    page = tab.open("")
    page.locator(BOX).fill(evil)
    page.locator(BOX).press("End")
    page.wait_for_timeout(400)
    assert page.locator(".md-search img").count() == 0
    page.goto(f"{tab.address}zoeken/?q=%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%20qqq")
    expect(page.locator("[data-zoek-aantal]")).to_contain_text("<img src=x")
    assert page.locator("article img").count() == 0


def test_ten_thousand_characters_do_not_hang_the_page(tab: Visit) -> None:
    page = tab.open("")
    page.locator(BOX).evaluate(
        "(box, text) => { box.removeAttribute('maxlength'); box.value = text }", "mishandeling " * 800
    )
    page.locator(BOX).press("End")
    expect(page.locator(RESULTS).first).to_be_visible()


def test_without_javascript_the_page_says_what_to_use(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = visit(context, address).open("zoeken/?q=meldcode")
        expect(page.get_by_text("Zoeken heeft JavaScript nodig")).to_be_visible()
        expect(page.locator("article").get_by_role("link", name="Begrippen")).to_be_visible()
        expect(page.locator("[data-zoek-formulier]")).to_be_hidden()


@pytest.fixture(scope="module")
def sample(browser: Browser, address: str, real: Infobox) -> list[Outcome]:
    """Every eighth row, asked in the browser's own worker."""
    asked = rows()[::8]
    with browser.new_context() as context:
        page = visit(context, address).open("")
        answers = page.evaluate(
            """async ([worker, queries]) => {
                const search = new Worker(worker);
                const answers = [];
                for (const query of queries) {
                    answers.push(await new Promise((resolve) => {
                        search.onmessage = ({data}) => {
                            if (data.type === 3 && data.data.query === query) resolve(data.data);
                        };
                        search.postMessage({type: 2, data: query});
                    }));
                }
                search.terminate();
                return answers;
            }""",
            [f"{address}assets/zoeken/worker.js", [row.typed for row in asked]],
        )
    return outcomes(answers, asked, real)


def test_the_browser_finds_what_node_finds(sample: list[Outcome]) -> None:
    measured = score([o for o in sample if o.row.kind != OFF_TOPIC])
    assert measured.rows >= 25
    assert measured.hit3 >= 0.95


def test_typing_never_blocks_the_page(tab: Visit) -> None:
    page = tab.open("instrumenten/")
    page.wait_for_load_state("networkidle")
    page.locator(BOX).focus()
    page.evaluate(
        "window.long = []; new PerformanceObserver((list) => long.push(...list.getEntries().map((e) => e.duration)))"
        ".observe({entryTypes: ['longtask']})"
    )
    typed(page, "wat moet ik doen bij vermoeden van mishandeling")
    page.wait_for_timeout(300)
    blocked = page.evaluate("window.long")
    assert max(blocked, default=0) < 200, blocked  # 50 ms on a quiet machine; shared ones stutter


def test_words_that_come_without_keys_are_heard(tab: Visit) -> None:
    page = tab.open("")
    page.locator(BOX).fill("meldcode")
    expect(page.locator(RESULTS).first).to_contain_text("meldcode")


@pytest.mark.parametrize("query", ["meldcode", "xyqqzwk"])
def test_the_page_with_results_breaks_no_rule_of_wcag(tab: Visit, query: str) -> None:
    page = tab.open(f"zoeken/?q={query}")
    expect(page.locator("[data-zoek-aantal]")).not_to_be_empty()
    page.wait_for_timeout(300)
    assert violations(page) == []


def test_a_missing_word_can_be_reported_where_there_is_a_repository(browser: Browser, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(built_site(), site)
    index = json.loads((site / INDEX).read_text(encoding="utf-8"))
    index["mist"] = "https://forge.test/org/infobox/issues/new?title=Zoekterm%20ontbreekt:%20{}"
    (site / INDEX).write_text(json.dumps(index), encoding="utf-8")
    with served(site) as below, browser.new_context() as context:
        page = visit(context, below).open("zoeken/?q=qqx%26title%3D%3Cb%3E")
        link = page.get_by_role("link", name="Mist u een term")
        expect(link).to_have_attribute("href", index["mist"].replace("{}", "qqx%26title%3D%3Cb%3E"))
