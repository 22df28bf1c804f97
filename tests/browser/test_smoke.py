"""Every overview and one page of each kind opens in a real browser, on a phone and a desktop, in light and in dark."""

from typing import Literal

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import visit
from tests.browser.rules import KEPT, WIDER_THAN_WINDOW
from tests.site_fixtures import (
    DERIVED_PAGES,
    ENTRY_PAGES,
    OVERVIEW_PAGES,
    PROSE_PAGES,
    RETIRED_PAGES,
    built_site,
    served,
)

pytestmark = [pytest.mark.site, pytest.mark.browser]

PAGES = (*PROSE_PAGES, *OVERVIEW_PAGES, *DERIVED_PAGES, *ENTRY_PAGES, *RETIRED_PAGES, "nergens/")


@pytest.mark.parametrize(("scheme", "widths"), [("light", (360, 1440)), ("dark", (1440, 360))])
def test_every_kind_of_page_opens_without_a_complaint_and_asks_only_this_site(
    browser: Browser, address: str, scheme: Literal["light", "dark"], widths: tuple[int, int]
) -> None:
    with browser.new_context(color_scheme=scheme) as context:
        tab = visit(context, address)
        headings, too_wide, wrong_scheme = {}, [], []
        for path in PAGES:
            for width in widths:
                tab.page.set_viewport_size({"width": width, "height": 800})
                page = tab.open(path) if width == widths[0] else tab.page
                if page.evaluate(WIDER_THAN_WINDOW):
                    too_wide.append((path, width))
            headings[path] = page.locator("h1:visible").count()
            shown = page.evaluate("getComputedStyle(document.documentElement).colorScheme")
            if shown != scheme:
                wrong_scheme.append((path, shown))
        missing = "status of 404"  # the page that is not there says so; nothing else may be missing
        assert [text for text in tab.complaints if missing not in text] == []
        assert len([text for text in tab.complaints if missing in text]) == 1
        assert tab.strangers() == []
        assert len(tab.requests) > len(PAGES)
        assert set(headings.values()) == {1}, headings
        assert too_wide == []
        assert wrong_scheme == []


def test_a_visit_leaves_nothing_in_the_browser(browser: Browser, address: str) -> None:
    with browser.new_context() as context:  # one profile: the first page that leaves something is the one that is named
        tab = visit(context, address)
        for path in PAGES:
            assert (path, tab.open(path).evaluate(KEPT), context.cookies()) == (path, [], [])


def test_only_the_choice_of_colours_is_kept_and_only_when_it_is_made(browser: Browser, address: str) -> None:
    with browser.new_context(color_scheme="light") as context:
        page = visit(context, address).open("standaarden/")
        button = page.locator("button.kleuren")
        assert button.inner_text() == "Kleuren: als het apparaat"
        button.click()
        button.click()
        assert button.inner_text() == "Kleuren: donker"
        assert page.evaluate(KEPT) == ["kleuren"]
        page.goto(address + "instrumenten/signaalkaart/")
        assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
        page.locator("button.kleuren").click()
        assert page.evaluate(KEPT) == []


@pytest.mark.parametrize("path", ["standaarden/wegen/", "instrumenten/", "kaders/", "matrix/", "bijdragen/", ""])
def test_nothing_falls_off_the_page_at_400_percent_zoom(browser: Browser, address: str, path: str) -> None:
    with browser.new_context(viewport={"width": 320, "height": 256}) as context:
        page = visit(context, address).open(path)
        assert not page.evaluate(WIDER_THAN_WINDOW)


@pytest.mark.parametrize("path", ["standaarden/wegen/", "instrumenten/signaalkaart/", "hulp/", ""])
def test_wider_text_spacing_cuts_nothing_off(browser: Browser, address: str, path: str) -> None:
    """WCAG 1.4.12: the reader's own spacing loses no text."""
    with browser.new_context(viewport={"width": 360, "height": 800}, bypass_csp=True) as context:
        page = visit(context, address).open(path)
        page.add_style_tag(
            content="* { line-height: 1.5 !important; letter-spacing: .12em !important }"
            "* { word-spacing: .16em !important } p { margin-bottom: 2em !important }"
        )
        assert not page.evaluate(WIDER_THAN_WINDOW)
        cut = page.evaluate(
            """() => [...document.querySelectorAll('main :is(p, li, dd, dt, a, h1, h2, h3)')].filter(part =>
            getComputedStyle(part).overflow !== 'visible' && part.scrollHeight > part.clientHeight + 1)
            .map(part => part.textContent)"""
        )
        assert cut == []


def test_the_site_works_below_a_folder_of_a_server(browser: Browser) -> None:
    with served(built_site(), "/infobox/") as below, browser.new_context() as context:
        tab = visit(context, below)
        page = tab.open("instrumenten/signaalkaart/")
        page.locator(".kruimels a", has_text="Instrumenten").click()
        page.wait_for_url(f"{below}instrumenten/")
        page.locator(".boven a", has_text="Zoeken").click()
        page.locator("#zoek-vraag").click()  # there once the script is: what is typed before goes nowhere
        page.locator("#zoek-vraag").press_sequentially("meldcode")
        page.locator(".zoek-resultaten a").first.wait_for()
        fonts = page.evaluate("document.fonts.ready.then(all => [...all].filter(f => f.status == 'loaded').length)")
        assert fonts > 0
        assert tab.complaints == []
        assert tab.strangers() == []


def test_no_other_site_can_show_a_page_in_a_frame(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        tab = visit(context, address)
        tab.page.set_content(f"<iframe src='{address}hulp/'></iframe>")
        tab.page.wait_for_timeout(300)
        assert any("frame-ancestors" in said for said in tab.complaints)
        assert "Hulp" not in tab.page.frames[1].content()
