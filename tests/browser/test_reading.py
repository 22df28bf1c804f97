"""Reading with a keyboard, without scripts, and on paper."""

from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import visit
from tests.site_fixtures import ENTRY_PAGES, OVERVIEW_PAGES

pytestmark = [pytest.mark.site, pytest.mark.browser]

FOCUSED = """() => { const at = document.activeElement; const box = at.getBoundingClientRect();
    return {name: (at.getAttribute('aria-label') || (at === document.body ? '' : at.textContent)).trim(),
            tag: at.tagName, kind: at.className, outlined: getComputedStyle(at).outlineStyle !== 'none',
            seen: box.width > 0 && box.height > 0 && box.right > 0 && box.left < innerWidth
                  && getComputedStyle(at).visibility === 'visible'} }"""


def tab_through(page: Page, steps: int) -> list[dict[str, object]]:
    """What has the focus after each press of Tab."""
    trail = []
    for _ in range(steps):
        page.keyboard.press("Tab")
        trail.append(page.evaluate(FOCUSED))
    return trail


WIDTHS = pytest.mark.parametrize("width", [360, 1440])


@WIDTHS
@pytest.mark.parametrize("path", ["standaarden/wegen/", "instrumenten/", "hulp/", "nergens/"])
def test_the_first_tab_is_a_link_to_the_content(browser: Browser, address: str, path: str, width: int) -> None:
    with browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce") as context:
        page = visit(context, address).open(path)
        page.evaluate("document.activeElement.blur()")
        first = tab_through(page, 1)[0]
        assert (first["name"], first["seen"]) == ("Naar de inhoud", True)
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("!!document.activeElement.closest('main')"), page.evaluate(FOCUSED)


@WIDTHS
@pytest.mark.parametrize("path", ["instrumenten/signaalkaart/", "standaarden/zien/", "situaties/kind-vertelt/", ""])
def test_every_stop_of_the_keyboard_can_be_seen(browser: Browser, address: str, path: str, width: int) -> None:
    with browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce") as context:
        page = visit(context, address).open(path)
        trail = tab_through(page, 40)
        assert len({stop["name"] for stop in trail}) > 12
        assert [stop for stop in trail if not stop["seen"] and stop["tag"] != "BODY"] == []
        assert [stop for stop in trail if not stop["outlined"] and stop["tag"] != "BODY"] == []


def test_the_menu_of_a_phone_opens_walks_and_closes_with_the_keyboard(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 360, "height": 800}) as context:
        page = visit(context, address).open("standaarden/zien/")
        page.locator(".menu summary").focus()
        assert not page.locator(".menu a").first.is_visible()
        page.keyboard.press("Enter")
        for number in page.locator(".strook a").all():  # and it does not cover the numbers for help
            number.click(trial=True)
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUSED)["name"] == "Start"
        page.keyboard.press("Escape")
        assert not page.locator(".menu a").first.is_visible()
        assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_no_single_key_does_anything(browser: Browser, address: str) -> None:
    """WCAG 2.1.4: somebody who dictates must not set off what they did not ask for."""
    with browser.new_context() as context:
        page = visit(context, address).open("standaarden/zien/")
        before = page.url
        for key in "/sfnp.,?ghj":
            page.keyboard.press(key)
        assert page.url == before
        assert page.evaluate("document.activeElement === document.body")


@pytest.mark.parametrize("path", ["", "instrumenten/signaalkaart/"])
def test_the_numbers_for_help_can_be_dialled(browser: Browser, address: str, path: str) -> None:
    with browser.new_context(viewport={"width": 360, "height": 800}) as context:
        page = visit(context, address).open(path)
        links = page.locator(".strook a[href^='tel:']:visible")
        numbers = {" ".join(link.inner_text().split()): link.get_attribute("href") for link in links.all()}
        assert numbers == {"112": "tel:112", "Veilig Thuis 0800-2000": "tel:08002000"}
        assert all((link.bounding_box() or {"height": 0})["height"] >= 44 for link in links.all())


def test_everything_can_be_read_without_scripts(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False, viewport={"width": 1440, "height": 800}) as context:
        tab = visit(context, address)
        for path in (*OVERVIEW_PAGES, *ENTRY_PAGES):
            page = tab.open(path)
            assert page.locator("h1").is_visible(), path
            hidden = [
                part.inner_text()
                for part in page.locator("main :is(.kop, .inleiding, .stap, .kaart, article > details > summary)").all()
                if not part.is_visible()
            ]
            assert hidden == [], path
        tab.open("")
        tab.page.locator(".tabs a", has_text="Standaarden").click()
        tab.page.locator("main a", has_text="Wegen hoe veilig het is").first.click()
        assert tab.page.url == f"{address}standaarden/wegen/"
        tab.page.locator("#a1 > summary").click()
        assert tab.page.locator("#a1 .bronnen").is_visible()


def test_the_menu_opens_on_a_phone_without_scripts(browser: Browser, address: str) -> None:
    phone = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    with phone as context:
        page = visit(context, address).open("instrumenten/signaalkaart/")
        page.locator(".menu summary").click()
        page.locator(".menu a", has_text="Begin hier").click()
        assert page.url == f"{address}begin-hier/"


def test_paper_shows_addresses_and_leaves_the_menu_out(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 800, "height": 1100}) as context:
        page = visit(context, address).open("instrumenten/signaalkaart/")
        page.emulate_media(media="print")
        for part in (".boven", ".boven-tekst"):
            assert not page.locator(part).first.is_visible(), part
        assert page.locator("h1").is_visible()
        after = "part => getComputedStyle(part, '::after').content"
        assert "https://www.voorbeeld-instituut.nl/signaalkaart" in page.locator(".knop").evaluate(after)
        page = visit(context, address).open("standaarden/wegen/")
        page.emulate_media(media="print")
        row = page.locator(".regel", has=page.locator(".code")).first
        code = row.locator(".code").inner_text().lower()
        assert row.locator(".adres").inner_text().endswith(f"/{code}/"), "our own address, which goes on"
        assert not row.locator(".uitlink").first.is_visible()
        assert page.locator(".strook").first.is_visible()


def test_on_a_phone_a_page_begins_high_and_an_instrument_can_be_opened_at_once(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 360, "height": 740}) as context:
        page = visit(context, address).open("instrumenten/signaalkaart/")
        bottom = page.evaluate("document.querySelector('.strook').getBoundingClientRect().bottom")
        assert bottom < 740 / 7
        expect(page.locator("h1")).to_be_in_viewport(ratio=1)
        expect(page.locator(".bestemming .knop")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("chosen", ["", "licht", "donker"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_light_whatever_the_screen_is(
    browser: Browser, address: str, scheme: Literal["light", "dark"], chosen: str
) -> None:
    with browser.new_context(color_scheme=scheme) as context:
        tab = visit(context, address)
        tab.open("").evaluate("(one) => { localStorage.kleuren = one }", chosen)
        page = tab.open("")
        page.emulate_media(media="print", color_scheme=scheme)
        painted = """(which) => [...document.querySelectorAll(which)].map((one) => {
            const { color, backgroundColor } = getComputedStyle(one);
            return [color, backgroundColor.replace("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")];
        })"""
        assert page.evaluate(painted, "body, h1, .deur a") == [["rgb(0, 0, 0)", "rgb(255, 255, 255)"]] * 6


WITH_BUTTONS = (
    "",
    "hulp/",
    "situaties/kind-vertelt/",
    "instrumenten/signaalkaart/",
    "vergelijken/",
    "zonder-internet/",
)


def test_what_looks_like_a_button_does_so_without_its_colours(browser: Browser, address: str) -> None:
    bare = """(which) => [...document.querySelectorAll(which)]
        .filter((one) => one.offsetParent && parseFloat(getComputedStyle(one).borderTopWidth) < 1)
        .map((one) => one.outerHTML)"""
    with browser.new_context(forced_colors="active") as context:
        tab = visit(context, address)
        for path in WITH_BUTTONS:
            page = tab.open(path)
            assert page.evaluate(bare, "button, .knop, .bel, .deur a, .boven__knop, .weg__knop") == [], path
        page = tab.open("zoeken/?q=meldcode")
        page.locator(".zoek-keus").first.wait_for()
        widths = page.evaluate("""() => [...document.querySelectorAll(".zoek-keus")].map((one) =>
            [one.getAttribute("aria-pressed"), getComputedStyle(one).borderTopWidth])""")
        assert len(set(map(tuple, widths))) == 2, "nothing tells which one is chosen"
        assert page.evaluate(bare, "button") == []


SHIFTS = """() => new Promise((resolve) => {
    let sum = 0;
    new PerformanceObserver((list) => { for (const one of list.getEntries()) sum += one.value; })
        .observe({ type: "layout-shift", buffered: true });
    setTimeout(() => resolve(sum), 500);
})"""


@pytest.mark.parametrize("width", [360, pytest.param(1440, marks=pytest.mark.nightly)])
def test_nothing_moves_when_scripts_come_after_the_first_look(browser: Browser, address: str, width: int) -> None:
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        tab = visit(context, address)

        def late(route: Route) -> None:
            tab.page.wait_for_timeout(300)
            route.continue_()

        tab.page.route("**/*.js", late)
        moved = {}
        for path in (
            "",
            "instrumenten/",
            "zoeken/",
            *ENTRY_PAGES,
            "teamverkenning/",
            "vergelijken/",
            "zonder-internet/",
        ):
            moved[path] = tab.open(path).evaluate(SHIFTS)
        assert {path: far for path, far in moved.items() if far > 0.01} == {}
