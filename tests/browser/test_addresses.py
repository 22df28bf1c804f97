"""Addresses that were given out lead on, in a real browser, with and without JavaScript."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import visit
from tests.changed_project import SITE_URL, changed_site
from tests.site_fixtures import served

pytestmark = [pytest.mark.browser, pytest.mark.site]


@pytest.fixture(scope="session")
def changed() -> Iterator[tuple[str, Path]]:
    with served(changed_site()) as address:
        yield address, changed_site()


@pytest.fixture(params=[True, False], ids=["javascript", "no-javascript"])
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    context = browser.new_context(java_script_enabled=request.param)
    yield context
    context.close()


@pytest.fixture
def scripted(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    yield context
    context.close()


@pytest.fixture
def bare(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(java_script_enabled=False)
    yield context
    context.close()


@pytest.mark.parametrize("old", ["instrumenten/lirik/", "i027/", "I027/"])
def test_an_old_name_and_a_short_link_lead_to_the_page_of_now(
    context: BrowserContext, changed: tuple[str, Path], old: str
) -> None:
    address, _ = changed
    page = context.new_page()
    page.goto(address + old)
    page.wait_for_url(address + "instrumenten/licht-instrument/")
    expect(page.locator("h1")).to_contain_text("LIRIK")


@pytest.mark.parametrize("old", ["standaarden/veiligheid-inschatten/", "s03/", "S03/"])
def test_an_old_anchor_leads_to_the_aspect_of_now(context: BrowserContext, changed: tuple[str, Path], old: str) -> None:
    address, _ = changed
    page = context.new_page()
    page.goto(f"{address}{old}#a2")
    follow = page.locator("li#a2 a")
    if page.url.endswith(f"{old}#a2") and follow.count():  # no script: the link to the very aspect is at that anchor
        follow.click()
    page.wait_for_url(address + "standaarden/veiligheid-beoordelen/#a2")
    expect(page.locator("details:target summary")).to_contain_text("Acute en structurele onveiligheid")


def test_the_question_mark_and_the_anchor_travel_along(scripted: BrowserContext, changed: tuple[str, Path]) -> None:
    address, _ = changed
    page = scripted.new_page()
    page.goto(address + "i027/?sinds=2026-11#bronnen")
    page.wait_for_url(address + "instrumenten/licht-instrument/?sinds=2026-11#bronnen")
    page.go_back()
    assert page.url == "about:blank", "the redirect page does not stay behind in the history"


def test_a_target_with_an_anchor_of_its_own_gets_no_second_one(
    context: BrowserContext, changed: tuple[str, Path]
) -> None:
    address, _ = changed
    page = context.new_page()
    page.goto(address + "instrumenten/oud-ding/#iets")
    page.wait_for_url(address + "begrippen/#belaging")
    expect(page.locator(".begrip:target")).to_be_visible()


def test_a_renamed_term_is_found_at_its_old_anchor(context: BrowserContext, changed: tuple[str, Path]) -> None:
    address, _ = changed
    page = context.new_page()
    page.goto(address + "begrippen/#stalking")
    expect(page.locator(".begrip:has(:target) dt")).to_contain_text("talking")
    page.goto(address + "begrippen/#femicide")
    expect(page.locator(".verdwenen :target")).to_contain_text("Dit is vervallen. Sinds 21 november 2026.")


def test_a_split_entry_offers_a_choice_and_guesses_nothing(context: BrowserContext, changed: tuple[str, Path]) -> None:
    address, _ = changed
    page = context.new_page()
    page.goto(address + "i016/")
    page.wait_for_url(address + "instrumenten/veiligheid-voorop/")
    notice = page.locator(".melding--let-op")
    expect(notice).to_contain_text("Dit is gesplitst. Sinds 21 november 2026. Reden van de proef.")
    expect(notice.locator("a")).to_have_count(2)
    notice.locator("a").first.click()
    page.wait_for_url(address + "instrumenten/licht-instrument/")


def test_a_withdrawn_entry_keeps_its_page_and_is_in_no_list(context: BrowserContext, changed: tuple[str, Path]) -> None:
    address, _ = changed
    page = context.new_page()
    page.goto(address + "i028/")
    page.wait_for_url(address + "instrumenten/lirik-wijkteams/")
    notice = page.locator(".melding--let-op")
    expect(notice).to_contain_text("Dit is vervallen. Sinds 21 november 2026. Reden van de proef.")
    expect(notice.locator("a")).to_have_attribute("href", "../../instrumenten/licht-instrument/")
    assert page.locator('meta[name="robots"]').get_attribute("content") == "noindex"
    page.goto(address + "instrumenten/")
    expect(page.locator("a[href$='instrumenten/lirik-wijkteams/']")).to_have_count(0)
    expect(page.locator("h1 + .kop__vraag")).to_contain_text("18 ")  # two of the twenty are no more
    page.goto(address + "nieuw/#vervallen")
    expect(page.locator("a[href$='instrumenten/lirik-wijkteams/']").first).to_be_visible()


def test_an_aspect_that_moved_to_another_page_is_reached(context: BrowserContext, changed: tuple[str, Path]) -> None:
    address, _ = changed
    page = context.new_page()
    page.goto(address + "standaarden/vakmanschap/#a6")
    if not page.url.endswith("#a7"):
        moved = page.locator("li:target")
        if moved.count():
            expect(moved).to_contain_text("Dit onderdeel is verhuisd")
            moved.locator("a").click()
    page.wait_for_url(address + "standaarden/leren-en-monitoren/#a7")
    expect(page.locator("details:target")).to_be_visible()


def test_a_withdrawn_aspect_says_so_at_its_anchor(context: BrowserContext, changed: tuple[str, Path]) -> None:
    address, _ = changed
    page = context.new_page()
    page.goto(address + "standaarden/leren-en-monitoren/#a6")
    gone = page.locator("li:target")
    expect(gone).to_contain_text("staat hier niet meer sinds 21 november 2026. Staat nu bij een ander aspect.")
    gone.locator("a").click()
    page.wait_for_url(address + "standaarden/leren-en-monitoren/#a5")


def test_a_redirect_page_is_dutch_plain_and_quiet(bare: BrowserContext, changed: tuple[str, Path]) -> None:
    address, _ = changed
    tab = visit(bare, address)
    page = tab.open("s03/")
    assert page.locator("html").get_attribute("lang") == "nl"
    assert page.locator('meta[name="robots"]').get_attribute("content") == "noindex"
    assert (
        page.locator('link[rel="canonical"]').get_attribute("href") == f"{SITE_URL}standaarden/veiligheid-beoordelen/"
    )
    expect(page.get_by_role("link", name="Verder naar: Veiligheid inschatten en veiligheidsplan")).to_be_visible()
    assert page.locator("style, link[rel='stylesheet']").count() == 0
    assert "unsafe" not in (page.locator("meta[http-equiv='Content-Security-Policy']").get_attribute("content") or "")
    assert tab.strangers() == []
    assert tab.complaints == []


def test_the_script_of_a_redirect_page_is_all_it_loads(scripted: BrowserContext, changed: tuple[str, Path]) -> None:
    address, _ = changed
    tab = visit(scripted, address)
    tab.open("i027/")
    tab.page.wait_for_url(address + "instrumenten/licht-instrument/")
    before = tab.requests[: tab.requests.index(address + "instrumenten/licht-instrument/")]
    assert [url.removeprefix(address) for url in before] == ["i027/", "assets/verder.js"]
    assert tab.complaints == []


def _copied(page: Page) -> str:
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def test_the_short_link_is_copied_with_one_button(scripted: BrowserContext, changed: tuple[str, Path]) -> None:
    address, _ = changed
    tab = visit(scripted, address)
    page = tab.open("standaarden/vakmanschap/")
    page.get_by_role("button", name="Kopieer link naar S09", exact=True).click()
    expect(page.locator("#bronnen ~ .vast-adres .kopieer__status")).to_have_text("Gekopieerd")
    assert _copied(page) == address + "s09/"
    page.locator("#a2 summary").click()
    page.locator("#a2").get_by_role("button", name="Kopieer link").press("Enter")
    expect(page.locator("#a2 .kopieer__status")).to_have_text("Gekopieerd")
    assert _copied(page) == address + "s09/#a2"
    assert tab.complaints == []


def test_a_citation_is_copied_as_plain_text(scripted: BrowserContext, changed: tuple[str, Path]) -> None:
    address, _ = changed
    page = scripted.new_page()
    page.goto(address + "instrumenten/bouwstenen-lerend-systeem/")
    page.locator("#citeren summary").click()
    page.get_by_role("button", name="Kopieer verwijzing (Het origineel)").click()
    expect(page.locator(".kopieer__status").last).to_have_text("Gekopieerd")
    assert _copied(page).startswith("Naber, P., & Van Goor, R. (2014). ")
    assert "\n" not in _copied(page)


def test_copying_works_where_the_browser_gives_no_clipboard(
    scripted: BrowserContext, changed: tuple[str, Path]
) -> None:
    address, _ = changed
    page = scripted.new_page()
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.goto(address + "instrumenten/licht-instrument/")
    page.get_by_role("button", name="Kopieer link naar I027").click()
    expect(page.locator("#uitgave ~ .vast-adres .kopieer__status")).to_have_text("Gekopieerd")
    page.add_init_script("document.execCommand = () => false")
    page.reload()
    page.get_by_role("button", name="Kopieer link naar I027").click()
    expect(page.locator("#uitgave ~ .vast-adres .kopieer__status")).to_contain_text(
        f"Kopiëren lukt niet. Dit is de tekst: {address}i027/"
    )


def test_without_a_script_the_address_can_be_read_and_no_button_is_dead(
    bare: BrowserContext, changed: tuple[str, Path]
) -> None:
    address, _ = changed
    page = bare.new_page()
    page.goto(address + "standaarden/vakmanschap/")
    expect(page.locator("#bronnen ~ .vast-adres a")).to_have_text(f"{SITE_URL}s09/")
    page.locator("#a2 summary").click()
    expect(page.locator("#a2 .vast-adres a")).to_have_text("/s09/#a2")
    expect(page.get_by_role("button", name="Kopieer")).to_have_count(0)


def test_the_history_of_an_entry_is_on_its_page(context: BrowserContext, changed: tuple[str, Path]) -> None:
    address, _ = changed
    page = context.new_page()
    page.goto(address + "standaarden/vakmanschap/")
    page.locator("#wijzigingen summary").click()
    expect(page.locator("#wijzigingen .wijzigingen").first).to_contain_text(
        "21 november 2026: Opgenomen in de eerste online uitgave."
    )
    page.goto(address + "nieuw/")
    expect(page.locator("#d-2026-11-21")).to_contain_text("21 november 2026")
