"""Reading with a keyboard, without scripts, and on paper."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import visit
from tests.site_fixtures import ENTRY_PAGES, OVERVIEW_PAGES

pytestmark = [pytest.mark.site, pytest.mark.browser]

# The choice of colours is a radio button drawn as its label.
FOCUSED = """() => { const at = document.activeElement;
    const drawn = at.matches('.md-option') ? at.nextElementSibling : at; const box = drawn.getBoundingClientRect();
    return {name: (at.getAttribute('aria-label') || (at === document.body ? '' : at.textContent)).trim(),
            tag: at.tagName, kind: at.className, outlined: getComputedStyle(drawn).outlineStyle !== 'none',
            seen: box.width > 0 && box.height > 0 && getComputedStyle(drawn).visibility === 'visible'} }"""


def tab_through(page: Page, steps: int) -> list[dict[str, object]]:
    """What has the focus after each press of Tab."""
    trail = []
    for _ in range(steps):
        page.keyboard.press("Tab")
        trail.append(page.evaluate(FOCUSED))
    return trail


def test_the_first_tab_is_a_link_to_the_content(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 1440, "height": 800}, reduced_motion="reduce") as context:
        page = visit(context, address).open("standaarden/veiligheid-inschatten/")
        first = tab_through(page, 1)[0]
        assert (first["name"], first["seen"]) == ("Naar de inhoud", True)
        page.keyboard.press("Enter")
        target = page.url.rpartition("#")[2]
        assert target
        assert page.locator(f"[id='{target}']").evaluate("part => !!part.closest('main')")
        content = page.locator(".md-content")
        page.keyboard.press("Tab")
        assert content.evaluate("part => part.contains(document.activeElement)"), page.evaluate(FOCUSED)


def test_tab_reaches_search_and_every_stop_can_be_seen(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 1440, "height": 800}, reduced_motion="reduce") as context:
        page = visit(context, address).open("instrumenten/lirik/")
        trail = tab_through(page, 35)
        assert len({stop["name"] for stop in trail}) > 20
        assert any(stop["tag"] == "INPUT" and "md-search__input" in str(stop["kind"]) for stop in trail[:8]), trail[:8]
        assert [stop for stop in trail if not stop["seen"]] == []
        assert [stop for stop in trail if not stop["outlined"]] == []


def test_slash_opens_search_and_enter_goes_to_what_was_found(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 1440, "height": 800}) as context:
        tab = visit(context, address)
        page = tab.open("")
        page.keyboard.press("/")
        page.locator(".md-search__input:focus").wait_for()
        page.keyboard.type("lirik")
        page.locator(".md-search-result__link").first.wait_for()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/instrumenten/*lirik*/**")
        assert tab.complaints == []
        assert tab.strangers() == []


def test_the_choice_of_colours_works_from_the_keyboard_and_stays(browser: Browser, address: str) -> None:
    with browser.new_context(color_scheme="light", viewport={"width": 1440, "height": 800}) as context:
        page = visit(context, address).open("")
        scheme = page.locator("body")
        assert scheme.get_attribute("data-md-color-scheme") == "default"
        while page.evaluate("document.activeElement.name") != "__palette":
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")  # from 'as the device' to light
        page.keyboard.press("Enter")  # to dark
        assert scheme.get_attribute("data-md-color-scheme") == "slate"
        page.goto(address + "instrumenten/lirik/")
        assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"


@pytest.mark.parametrize("path", ["", "instrumenten/lirik/"])
def test_the_numbers_for_help_can_be_dialled(browser: Browser, address: str, path: str) -> None:
    with browser.new_context(viewport={"width": 360, "height": 800}) as context:
        page = visit(context, address).open(path)
        links = page.locator(".hulpstrook a.telefoon:visible")
        numbers = {link.inner_text(): link.get_attribute("href") for link in links.all()}
        assert numbers == {"112": "tel:112", "0800-2000": "tel:08002000"}


def test_everything_can_be_read_without_scripts(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False, viewport={"width": 1440, "height": 800}) as context:
        tab = visit(context, address)
        for path in (*OVERVIEW_PAGES, *ENTRY_PAGES):
            page = tab.open(path)
            assert page.locator("h1").is_visible(), path
            hidden = [
                part.inner_text()
                for part in page.locator(".md-content :is(.kop, .inleiding, h2, .regel, .aspect > p, .kaart, dt)").all()
                if not part.is_visible()
            ]
            assert hidden == [], path
        tab.open("")
        tab.page.locator(".md-tabs a", has_text="Standaarden").click()
        tab.page.locator(".md-content a", has_text="Veiligheid inschatten").first.click()
        assert tab.page.url == f"{address}standaarden/veiligheid-inschatten/"
        tab.page.locator(".aspect summary").first.click()
        assert tab.page.locator(".aspect .bronnen").first.is_visible()


def test_the_menu_opens_on_a_phone_without_scripts(browser: Browser, address: str) -> None:
    phone = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    with phone as context:
        page = visit(context, address).open("instrumenten/lirik/")
        page.locator(".md-header label[for=__drawer]").click()
        page.locator(".md-nav--primary a:visible", has_text="Begin hier").click()
        assert page.url == f"{address}begin-hier/"


def test_paper_shows_addresses_and_leaves_the_menu_out(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 800, "height": 1100}) as context:
        page = visit(context, address).open("instrumenten/lirik/")
        page.emulate_media(media="print")
        for part in (".md-header", ".md-tabs", ".md-sidebar--primary", ".md-path"):
            assert not page.locator(part).first.is_visible(), part
        assert page.locator("h1").is_visible()
        after = "part => getComputedStyle(part, '::after').content"
        assert "https://www.nji.nl/nl/Methodieken/" in page.locator(".knop").evaluate(after)
        page = visit(context, address).open("standaarden/veiligheid-inschatten/")
        page.emulate_media(media="print")
        shown = page.locator(".regel__uit .uitlink").first
        assert str(shown.get_attribute("href")) in shown.evaluate(after)
        assert page.locator(".hulpstrook").first.is_visible()
