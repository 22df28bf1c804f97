"""Addresses that were given out lead on, in a real browser, with and without JavaScript."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import visit
from tests.qr import drawn, read
from tests.site_fixtures import SITE_URL, built_site_with_address, served

pytestmark = [pytest.mark.browser, pytest.mark.site]


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """The sample as it is published, in the folder that it was built for."""
    with served(built_site_with_address(), "/voorbeeld/") as url:
        yield url


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


@pytest.mark.parametrize("old", ["instrumenten/weeglijst/", "i002/", "I002/", "i009/", "I009/"])
def test_an_old_name_and_a_short_link_lead_to_the_page_of_now(context: BrowserContext, address: str, old: str) -> None:
    page = context.new_page()
    page.goto(address + old)
    page.wait_for_url(address + "instrumenten/weegwijzer/")
    expect(page.locator("h1")).to_have_text("Weegwijzer")


def test_an_old_name_of_a_page_written_by_hand_leads_on(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + "aan-de-slag/#training")
    follow = page.locator("li#training a")
    if follow.count():
        follow.click()
    page.wait_for_url(address + "begin-hier/#training")


@pytest.mark.parametrize("old", ["standaarden/signaleren/", "s01/", "S01/"])
@pytest.mark.parametrize(("anchor", "now"), [("a2", "Samen kijken"), ("a5", "Vastleggen wat is gezien")])
def test_an_old_anchor_leads_to_the_aspect_of_now(
    context: BrowserContext, address: str, old: str, anchor: str, now: str
) -> None:
    page = context.new_page()
    page.goto(f"{address}{old}#{anchor}")
    follow = page.locator(f"li#{anchor} a")
    if page.url.endswith(f"{old}#{anchor}") and follow.count():  # no script: the link to the very aspect is there
        follow.click()
    page.wait_for_url(re.compile(re.escape(f"{address}standaarden/zien/#") + "a[0-9]$"))
    expect(page.locator("details:target > summary, details:has(:target) > summary")).to_have_text(now)


def test_the_question_mark_and_the_anchor_travel_along(scripted: BrowserContext, address: str) -> None:
    page = scripted.new_page()
    page.goto(address + "i002/?sinds=2026-11#bronnen")
    page.wait_for_url(address + "instrumenten/weegwijzer/?sinds=2026-11#bronnen")
    page.go_back()
    assert page.url == "about:blank", "the redirect page does not stay behind in the history"


def test_a_target_with_an_anchor_of_its_own_gets_no_second_one(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + "instrumenten/afsprakenkaart/#iets")
    page.wait_for_url(address + "begrippen/#veiligheidsplan")
    expect(page.locator(".begrip:target")).to_be_visible()


def test_a_renamed_term_is_found_at_its_old_anchor(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + "begrippen/#veiligheidskaart")
    expect(page.locator(".begrip:has(:target) dt")).to_contain_text("veiligheidsplan")
    page.goto(address + "begrippen/#meldpunt")
    expect(page.locator(".verdwenen :target")).to_contain_text("Dit is vervallen. Sinds 7 september 2026.")


def test_a_split_entry_offers_a_choice_and_guesses_nothing(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + "i012/")
    page.wait_for_url(address + "instrumenten/werkmap/")
    notice = page.locator(".melding--let-op")
    expect(notice).to_contain_text("Dit is gesplitst. Sinds 7 september 2026. De maker geeft de twee lijsten los uit.")
    expect(notice.locator("a")).to_have_count(2)
    notice.locator("a").first.click()
    page.wait_for_url(address + "instrumenten/signaalkaart/")


def test_a_withdrawn_entry_keeps_its_page_and_is_in_no_list(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + "i010/")
    page.wait_for_url(address + "instrumenten/checklist-eerste-bezoek/")
    notice = page.locator(".melding--let-op")
    expect(notice).to_contain_text("Dit is vervallen. Sinds 7 september 2026. De maker heeft de checklist ingetrokken.")
    expect(notice.locator("a")).to_have_attribute("href", "../../instrumenten/signaalkaart/")
    assert page.locator('meta[name="robots"]').get_attribute("content") == "noindex"
    page.goto(address + "instrumenten/")
    expect(page.locator("a[href$='instrumenten/checklist-eerste-bezoek/']")).to_have_count(0)
    expect(page.locator(".kiezer__stand")).to_have_text("8 instrumenten")
    page.goto(address + "nieuw/#vervallen")
    expect(page.locator("a[href$='instrumenten/checklist-eerste-bezoek/']").first).to_be_visible()


def test_a_withdrawn_standaard_and_situatie_say_where_to_go(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    for short, now in {"s04/": "standaarden/wegen/", "w03/": "situaties/kind-vertelt/"}.items():
        page.goto(address + short)
        onward = page.locator("a#verder")
        if onward.count():  # no script, and a page with addresses of its own inside: it waits for a click
            onward.click()
        page.locator(".melding--let-op li a").click()
        page.wait_for_url(address + now)


def test_an_aspect_that_moved_to_another_page_is_reached(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + "standaarden/zien/#a4")
    if not page.url.endswith("#a6"):
        moved = page.locator("li:target")
        if moved.count():
            expect(moved).to_contain_text("Dit onderdeel is verhuisd")
            moved.locator("a").click()
    page.wait_for_url(address + "standaarden/wegen/#a6")
    expect(page.locator("details:target")).to_be_visible()


def test_a_withdrawn_aspect_says_so_at_its_anchor(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + "standaarden/leren/#a4")
    gone = page.locator("li:target")
    expect(gone).to_contain_text("staat hier niet meer sinds 7 september 2026. Staat nu bij een ander aspect.")
    gone.locator("a").click()
    page.wait_for_url(address + "standaarden/leren/#a2")


def test_a_redirect_page_is_dutch_plain_and_quiet(bare: BrowserContext, address: str) -> None:
    tab = visit(bare, address)
    page = tab.open("s01/")
    assert page.locator("html").get_attribute("lang") == "nl"
    assert page.locator('meta[name="robots"]').get_attribute("content") == "noindex"
    assert page.locator('link[rel="canonical"]').get_attribute("href") == f"{SITE_URL}standaarden/zien/"
    expect(page.get_by_role("link", name="Verder naar: Zien wat er speelt")).to_be_visible()
    assert page.locator("style, link[rel='stylesheet']").count() == 0
    assert "unsafe" not in (page.locator("meta[http-equiv='Content-Security-Policy']").get_attribute("content") or "")
    assert tab.strangers() == []
    assert tab.complaints == []


def test_the_script_of_a_redirect_page_is_all_it_loads(scripted: BrowserContext, address: str) -> None:
    tab = visit(scripted, address)
    tab.open("i002/")
    tab.page.wait_for_url(address + "instrumenten/weegwijzer/")
    before = tab.requests[: tab.requests.index(address + "instrumenten/weegwijzer/")]
    assert [url.removeprefix(address) for url in before] == ["i002/", "assets/verder.js"]
    assert tab.complaints == []


def _copied(page: Page) -> str:
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def test_the_short_link_is_copied_with_one_button(scripted: BrowserContext, address: str) -> None:
    tab = visit(scripted, address)
    page = tab.open("standaarden/zien/")
    page.get_by_role("button", name="Kopieer link naar S01", exact=True).click()
    expect(page.locator("#bronnen ~ .vast-adres .kopieer__status")).to_have_text("Gekopieerd")
    assert _copied(page) == address + "s01/"
    page.locator("#a2 > summary").click()
    page.locator("#a2").get_by_role("button", name="Kopieer link").press("Enter")
    expect(page.locator("#a2 > .vast-adres .kopieer__status")).to_have_text("Gekopieerd")
    assert _copied(page) == address + "s01/#a2"
    assert tab.complaints == []


def test_a_citation_is_copied_as_plain_text(scripted: BrowserContext, address: str) -> None:
    page = scripted.new_page()
    page.goto(address + "instrumenten/artikel-terugkijken/")
    page.locator("#citeren summary").click()
    page.get_by_role("button", name="Kopieer verwijzing (Het origineel)", exact=True).click()
    expect(page.locator(".kopieer__status").last).to_have_text("Gekopieerd")
    assert _copied(page).startswith("Yilmaz, F., & Van der Meer, G. (2020). ")
    assert "\n" not in _copied(page)


def test_copying_works_where_the_browser_gives_no_clipboard(scripted: BrowserContext, address: str) -> None:
    page = scripted.new_page()
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.goto(address + "instrumenten/weegwijzer/")
    page.get_by_role("button", name="Kopieer link naar I002").click()
    expect(page.locator("#uitgave ~ .vast-adres .kopieer__status")).to_have_text("Gekopieerd")
    page.add_init_script("document.execCommand = () => false")
    page.reload()
    page.get_by_role("button", name="Kopieer link naar I002").click()
    expect(page.locator("#uitgave ~ .vast-adres .kopieer__status")).to_contain_text(
        f"Kopiëren lukt niet. Dit is de tekst: {address}i002/"
    )


def test_without_a_script_the_address_can_be_read_and_no_button_is_dead(bare: BrowserContext, address: str) -> None:
    page = bare.new_page()
    page.goto(address + "standaarden/zien/")
    expect(page.locator("#bronnen ~ .vast-adres a")).to_have_text(f"{SITE_URL}s01/")
    page.locator("#a2 > summary").click()
    expect(page.locator("#a2 .vast-adres a")).to_have_text(f"{SITE_URL}s01/#a2")
    expect(page.get_by_role("button", name="Kopieer")).to_have_count(0)


def test_the_history_of_an_entry_is_on_its_page(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + "standaarden/zien/")
    page.locator("#wijzigingen summary").click()
    expect(page.locator("#wijzigingen .wijzigingen").first).to_contain_text(
        "2 maart 2026: Opgenomen in de eerste uitgave van het voorbeeld."
    )
    page.goto(address + "nieuw/")
    expect(page.locator("#d-2026-03-02")).to_contain_text("2 maart 2026")


def test_the_kit_of_a_page_is_copied_as_link_and_as_markdown(scripted: BrowserContext, address: str) -> None:
    tab = visit(scripted, address)
    page = tab.open("standaarden/zien/")
    page.locator("#citeren summary").click()
    page.get_by_role("button", name="Kopieer Markdown (S01)").click()
    expect(page.locator("#citeren .kopieer__status").nth(2)).to_have_text("Gekopieerd")
    assert _copied(page) == f"[S01 Zien wat er speelt]({SITE_URL}s01/)"
    page.get_by_role("button", name="Kopieer als link (S01)").click()
    expect(page.locator("#citeren .kopieer__status").nth(1)).to_have_text("Gekopieerd")
    assert _copied(page) == f"S01 Zien wat er speelt, {SITE_URL}s01/"
    rich = page.evaluate("navigator.clipboard.read().then(([one]) => one.getType('text/html')).then(one => one.text())")
    assert f'<a href="{SITE_URL}s01/">S01 Zien wat er speelt</a>' in rich
    assert tab.complaints == []


# Where a trainer stands, what is unfolded, the short address, and what a reference calls it.
KITS = {
    "standaard": ("standaarden/zien/", "#citeren", "s01/", "Zien wat er speelt"),
    "aspect": ("standaarden/zien/#a1", "#a1 details", "s01/#a1", ""),
    "instrument": ("instrumenten/weegwijzer/", "#citeren", "i002/", "Weegwijzer"),
    "bouwsteen": ("bouwstenen/oog-voor-veiligheid/", "#citeren", "b2/", ""),
    "lesset": ("lessets/eerste-bezoek/", "#citeren", "t01/", ""),
    "begrip": ("begrippen/", "#meldcode details", "begrippen/#meldcode", "meldcode"),
}


@pytest.mark.parametrize("what", KITS)
def test_everything_that_is_cited_has_the_whole_kit(scripted: BrowserContext, address: str, what: str) -> None:
    path, where, short, titel = KITS[what]
    tab = visit(scripted, address)
    page = tab.open(path)
    kit = page.locator(where)
    kit.locator("summary").first.click()

    def copied(button: str) -> str:
        pressed = kit.get_by_role("button", name=re.compile(f"^Kopieer {button}")).first
        pressed.click()
        expect(pressed.locator("xpath=following-sibling::*[1]")).to_have_text("Gekopieerd")
        return _copied(page)

    assert copied("verwijzing").endswith(SITE_URL + short)
    assert titel in copied("Markdown").replace("\\", "")
    assert copied("Markdown").endswith(f"]({SITE_URL}{short})")
    assert copied("als link").endswith(f", {SITE_URL}{short}")
    lasting = page.get_by_role("button", name=re.compile("^Kopieer link"))
    addresses = [str(button.get_attribute("data-kopieer")).replace("../", "") for button in lasting.all()]
    assert short in addresses, "the short address by itself, with one button"
    expect(kit).to_contain_text(re.compile(r"tekst sinds|\(20\d\d, ", re.IGNORECASE))
    if what != "lesset":
        expect(kit.get_by_role("link", name=re.compile("^Voeg toe aan een eigen lesset"))).to_be_visible()
    if what != "aspect":  # of which the page is what a literature program keeps
        for name in ("BibTeX", "RIS"):
            given = kit.get_by_role("link", name=name).first.get_attribute("href")
            assert SITE_URL in page.request.get(f"{address}{path.partition('#')[0]}{given}").text()
    code = kit.locator("a[href*='qr']").first.get_attribute("href")
    assert read(drawn(page.request.get(f"{address}{path.partition('#')[0]}{code}").body())) == [SITE_URL + short]
    assert tab.complaints == []


def test_a_qr_code_is_fetched_only_when_the_kit_is_opened(scripted: BrowserContext, address: str) -> None:
    tab = visit(scripted, address)
    page = tab.open("standaarden/zien/")
    page.wait_for_timeout(100)
    assert [url for url in tab.requests if url.endswith("qr.svg")] == []
    page.locator("#citeren summary").click()
    code = page.locator("#citeren img.qr")
    code.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('img.qr').naturalWidth > 0")
    assert [url for url in tab.requests if url.endswith("qr.svg")] == [f"{address}s01/qr.svg"]


def test_a_page_of_many_begrippen_fetches_no_qr_code_by_itself(bare: BrowserContext, address: str) -> None:
    tab = visit(bare, address)
    tab.open("begrippen/").wait_for_timeout(100)
    assert [url for url in tab.requests if url.endswith("qr.svg")] == []


def test_a_part_that_is_not_there_is_told(scripted: BrowserContext, address: str) -> None:
    tab = visit(scripted, address)
    page = tab.open("s01/#a9")
    page.wait_for_url(address + "standaarden/zien/#a9")
    told = page.locator("[data-geen-deel]")
    expect(told).to_contain_text("Dit onderdeel bestaat hier niet (meer).")
    for anchor in ("#a2", "", "#%"):
        page.goto(f"{address}standaarden/zien/{anchor}")
        (expect(told).to_be_visible if anchor == "#%" else expect(told).to_be_hidden)()
    page.goto(address + "begrippen/#nergens")
    expect(page.locator("[data-geen-deel]")).to_contain_text("Dit begrip bestaat hier niet (meer).")
    assert tab.complaints == []
