"""What axe-core can see of WCAG 2.2 A and AA and of best practice, on one page of each kind of the sample.

On a phone and a desktop, in light and in dark.
"""

from typing import Literal

import pytest
from playwright.sync_api import Browser, ViewportSize

from tests.browser.conftest import visit
from tests.browser.rules import ALL, CONTRAST, violations
from tests.site_fixtures import DERIVED_PAGES, ENTRY_PAGES, OVERVIEW_PAGES, RETIRED_PAGES, real_site, served

pytestmark = [pytest.mark.site, pytest.mark.browser]

PHONE: ViewportSize = {"width": 360, "height": 800}
DESKTOP: ViewportSize = {"width": 1440, "height": 900}
TO_FRAME = ("ingebed/s02/", "ingebed/s02/instrumenten/", "ingebed/begrippen/", "ingebed/hulp/")
PAGES = ("", "bijdragen/", "zoeken/", *TO_FRAME, *OVERVIEW_PAGES, *DERIVED_PAGES, *ENTRY_PAGES, *RETIRED_PAGES)


@pytest.mark.parametrize(
    ("scheme", "rules"), [("light", ALL), pytest.param("dark", CONTRAST, marks=pytest.mark.nightly)]
)
def test_no_kind_of_page_breaks_a_rule_of_wcag(
    browser: Browser, address: str, scheme: Literal["light", "dark"], rules: dict[str, object]
) -> None:
    """In the dark, only what colours decide; `make validate` looks at every page with every rule in both."""
    with browser.new_context(color_scheme=scheme, reduced_motion="reduce") as context:
        tab = visit(context, address)
        found = {}
        for path in PAGES:
            tab.page.set_viewport_size(PHONE)
            tab.open(path)
            found[path, "phone"] = violations(tab.page, rules)
            tab.page.set_viewport_size(DESKTOP)
            found[path, "desktop"] = violations(tab.page, rules)
        assert {where: what for where, what in found.items() if what} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_open_menu_and_open_search_break_no_rule_of_wcag(
    browser: Browser, address: str, scheme: Literal["light", "dark"]
) -> None:
    with browser.new_context(viewport=PHONE, color_scheme=scheme, reduced_motion="reduce") as context:
        page = visit(context, address).open("standaarden/")
        page.locator(".menu summary").click()
        page.locator(".menu a", has_text="Begin hier").wait_for()
        assert violations(page) == []
        page = visit(context, address).open("zoeken/?q=meldcode")
        page.locator(".zoek-resultaten a").first.wait_for()
        assert violations(page) == []
        page = visit(context, address).open("zoeken/?q=qqqqq")
        page.locator(".zoek-hulp a").first.wait_for()
        assert violations(page) == []


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_what_unfolds_breaks_no_rule_of_wcag(browser: Browser, address: str, colours: Literal["light", "dark"]) -> None:
    with browser.new_context(viewport=PHONE, color_scheme=colours, reduced_motion="reduce") as context:
        for path in ("standaarden/wegen/", "instrumenten/signaalkaart/", "instrumenten/"):
            page = visit(context, address).open(path)
            page.evaluate("document.querySelectorAll('main details').forEach(part => { part.open = true })")
            assert violations(page) == [], path


@pytest.mark.nightly
def test_no_list_that_the_real_content_fills_breaks_a_rule_of_wcag(browser: Browser) -> None:
    """Only pages that are made by the code whatever the content is."""
    with served(real_site()) as real, browser.new_context(viewport=PHONE, reduced_motion="reduce") as context:
        tab = visit(context, real)
        found = {path: violations(tab.open(path)) for path in (*OVERVIEW_PAGES, *DERIVED_PAGES)}
        assert {path: what for path, what in found.items() if what} == {}
