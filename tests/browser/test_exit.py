"""Verlaat deze site: at once, for everybody, and without a way back to what was read."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import Visit, visit
from tests.site_fixtures import PAGE_KINDS

pytestmark = [pytest.mark.site, pytest.mark.browser]

ELSEWHERE = "https://www.knmi.nl/"
BUTTON = ".weg__knop"
WITH = (
    "",
    "hulp/",
    "zoeken/",
    "situaties/",
    "situaties/kind-vertelt/",
    "situaties/kind-zwijgt/",
    "veilig-bezoeken/",
    "nergens/",
)


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def tab(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Visit]:
    with browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=request.param) as context:
        made = visit(context, address)
        made.page.route(f"{ELSEWHERE}**", _weather)
        yield made


def _weather(route: Route) -> None:
    route.fulfill(body="<title>Het weer</title><h1>Het weer</h1>", content_type="text/html")


def scripts(page: Page) -> bool:
    return page.locator("html.no-js").count() == 0


def test_it_stands_where_somebody_in_fear_comes_and_nowhere_else(tab: Visit) -> None:
    found = {
        path: tab.open(path).locator(BUTTON).count()
        for path in (*PAGE_KINDS, "zoeken/", "veilig-bezoeken/", "nergens/")
    }
    assert {path for path, number in found.items() if number} == set(WITH)
    assert set(found.values()) == {0, 1}


def test_it_is_in_sight_wherever_one_reads_and_covers_no_last_line(tab: Visit) -> None:
    page = tab.open("situaties/kind-vertelt/")
    expect(page.locator(BUTTON)).to_be_in_viewport(ratio=1)
    page.locator("footer a").last.scroll_into_view_if_needed()
    expect(page.locator(BUTTON)).to_be_in_viewport(ratio=1)
    page.keyboard.press("End")
    last = page.locator("footer a").last.bounding_box()
    button = page.locator(BUTTON).bounding_box()
    assert last
    assert button
    assert last["y"] + last["height"] <= button["y"] or last["x"] + last["width"] <= button["x"]
    assert button["height"] >= 44


def test_a_tap_leaves_and_the_back_button_does_not_lead_here(tab: Visit) -> None:
    page = tab.open("veilig-bezoeken/")
    page = tab.open("hulp/")
    page.locator(BUTTON).click()
    page.wait_for_url(ELSEWHERE)
    assert page.title() == "Het weer"
    page.go_back()
    expect(page.locator("h1")).to_contain_text("Veilig bezoeken" if "veilig" in page.url else "Hulp")
    assert ("veilig-bezoeken" in page.url) == (page.locator("html.no-js").count() == 0)


def test_the_other_site_is_not_told_where_the_reader_came_from(tab: Visit) -> None:
    told = []

    def listen(route: Route) -> None:
        told.append(route.request.headers.get("referer"))
        _weather(route)

    tab.page.route(f"{ELSEWHERE}**", listen)
    tab.open("situaties/kind-vertelt/").locator(BUTTON).click()
    tab.page.wait_for_url(ELSEWHERE)
    assert told == [None]


def test_nothing_is_seen_while_the_other_site_loads(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        page = visit(context, address).open("hulp/")
        page.route(f"{ELSEWHERE}**", lambda route: route.abort("internetdisconnected"))
        found: list[list[str]] = []

        def seen(state: list[str]) -> None:
            found.append(state)

        page.expose_function("seen", seen)
        page.evaluate("""() => new MutationObserver(() =>
            seen([getComputedStyle(document.body).visibility, document.title])
        ).observe(document.documentElement, { attributes: true })""")
        page.locator(BUTTON).click(no_wait_after=True)
        page.wait_for_timeout(300)
        assert found[0] == ["hidden", "\u200b"]


def test_three_times_shift_leaves_and_says_how_many_are_to_go(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        page = visit(context, address).open("hulp/")
        page.route(f"{ELSEWHERE}**", _weather)
        status = page.locator("[data-exit-status]")
        page.keyboard.press("Shift")
        expect(status).to_have_text("Nog twee keer Shift om deze site te verlaten.")
        page.keyboard.press("A")  # who types a capital, is not leaving
        expect(status).to_be_empty()
        for _ in range(2):
            page.keyboard.press("Shift")
        expect(status).to_have_text("Nog een keer Shift om deze site te verlaten.")
        page.keyboard.press("Shift")
        page.wait_for_url(ELSEWHERE)


def test_capitals_in_a_row_are_only_typed(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        page = visit(context, address).open("zoeken/")
        for letter in "VBIABC":
            page.keyboard.press(f"Shift+{letter}")
        assert page.locator("#zoek-vraag").input_value() == "VBIABC"
        assert "zoeken" in page.url


def test_titles_of_private_pages_tell_nothing(tab: Visit) -> None:
    assert tab.open("situaties/kind-vertelt/").title() == "Wat nu? W01 - Infobox Voorbeeld"
    assert tab.open("hulp/").title() == "Hulp - Infobox Voorbeeld"
    assert tab.open("zoeken/?q=hij+slaat+mij").title() == "Zoeken - Infobox Voorbeeld"
