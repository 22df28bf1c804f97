"""The site kept in the browser of who asked for it: read and searched without a network, renewed, and taken away."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from infobox.site import in_browser
from tests.browser.conftest import Visit, visit
from tests.browser.rules import KEPT
from tests.site_fixtures import PAGE_KINDS, built_site, folder, served

pytestmark = [pytest.mark.site, pytest.mark.browser]

PAGE = "zonder-internet/"
BUTTON, STATE = "[data-bewaren]", "[data-bewaren-stand]"
ONCE, NOW = "Zien wat er speelt", "Zien wat er nu speelt"  # the title of a standaard in two editions
CONTROLLED = "() => navigator.serviceWorker.controller !== null"
RENEWED = """async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration.update();
    return Boolean(registration.waiting);
}"""


@dataclass
class Here:
    """A browser that has the site on its device, and the site itself."""

    context: BrowserContext
    site: Path
    address: str

    def tab(self) -> Visit:
        return visit(self.context, self.address)

    @contextmanager
    def cut_off(self) -> Iterator[None]:
        """No network for the pages, and a server that answers nobody: not every tool cuts off programs as well."""
        self.context.set_offline(True)
        away = self.site.rename(self.site.with_name("away"))
        yield
        away.rename(self.site)
        self.context.set_offline(False)


@pytest.fixture
def here(browser: Browser) -> Iterator[Here]:
    """Served below a folder, as on a forge's own pages."""
    site = folder("infobox-edition-") / "site"
    shutil.copytree(built_site(), site)
    with served(site, "/infobox/") as address, browser.new_context(viewport={"width": 360, "height": 800}) as context:
        made = Here(context, site, address)
        page = made.tab().open(PAGE)
        expect(page.locator(STATE)).to_contain_text("MB op.")
        assert page.evaluate(KEPT) == []
        put(page)
        page.close()
        yield made


def put(page: Page) -> None:
    page.locator(BUTTON).click()
    expect(page.locator(STATE)).to_contain_text("De site staat op dit apparaat.")


def publish(site: Path) -> None:
    """Another edition: a standaard with another title, on its page and in the search."""
    changed = [
        path for path in site.rglob("*") if path.suffix in (".html", ".json") and ONCE in path.read_text("utf-8")
    ]
    assert any("zoeken" in path.parts for path in changed)
    for path in changed:
        path.write_text(path.read_text("utf-8").replace(ONCE, NOW), "utf-8")
    in_browser.write(site)


def finds(page: Page, title: str) -> None:
    page.locator("#zoek-vraag").fill("wat er speelt")
    expect(page.locator(".zoek-resultaten h2 a").first).to_have_text(title)


def test_every_kind_of_page_opens_without_a_network(here: Here) -> None:
    with here.cut_off():
        tab = here.tab()
        for path in (*PAGE_KINDS, "S01/", "standaarden/zien", "zoeken/?q=signaalkaart", "hulp/index.html"):
            page = tab.open(path)
            assert page.locator("h1:visible").count() == 1, path
            assert page.evaluate("getComputedStyle(document.querySelector('.strook')).position") == "sticky", path
        assert tab.complaints == []
        assert tab.strangers() == []
        page.goto(f"{here.address}nergens/")
        expect(page.locator("h1")).to_contain_text("Deze pagina is er niet")


def test_a_page_that_was_open_for_long_is_still_searched_without_a_network(here: Here) -> None:
    tab = here.tab()
    page = tab.open("zoeken/")
    assert page.evaluate(CONTROLLED)
    with here.cut_off():
        stop_programs(here.context, page)
        finds(page, ONCE)
        page.locator(".zoek-resultaten h2 a").first.click()
        expect(page.locator("h1")).to_contain_text(ONCE)


def test_a_new_page_and_what_is_found_from_it_are_of_one_edition(here: Here) -> None:
    publish(here.site)
    tab = here.tab()
    page = tab.open("standaarden/zien/")
    expect(page.locator("h1")).to_contain_text(NOW)  # the network first
    page.goto(f"{here.address}zoeken/?q=signaalkaart")
    page.locator(".zoek-resultaten a").first.wait_for()
    # This page is the same in both editions: it stays with the one that is here, also after the program was stopped.
    stop_programs(here.context, page)
    finds(page, ONCE)
    # A page of the new edition never gets an answer of the old one.
    search = "() => fetch('../zoeken/index.json').then((answer) => answer.text(), () => '')"
    page.goto(f"{here.address}standaarden/zien/")
    stop_programs(here.context, page)
    assert NOW in page.evaluate(search.replace("'..", "'../.."))
    with here.cut_off():
        stop_programs(here.context, page)
        assert page.evaluate(search.replace("'..", "'../..")) == ""


def test_a_new_edition_is_used_once_no_page_of_the_old_one_is_open(here: Here) -> None:
    page = here.tab().open("zoeken/")
    publish(here.site)
    page.wait_for_function(RENEWED)
    with here.cut_off():
        finds(page, ONCE)
        assert here.tab().open("standaarden/zien/").locator("h1").inner_text().startswith(ONCE)
    about = here.tab().open(PAGE)
    expect(about.locator(STATE)).to_contain_text("nieuwere uitgave")
    for one in here.context.pages:
        one.close()
    with here.cut_off():
        page = here.tab().open("standaarden/zien/")
        expect(page.locator("h1")).to_contain_text(NOW)
        page = here.tab().open("zoeken/")
        finds(page, NOW)
        assert len(page.evaluate("caches.keys()")) == 1


def test_an_edition_that_comes_in_while_the_page_is_open_is_told(here: Here) -> None:
    page = here.tab().open(PAGE)
    expect(page.locator(STATE)).not_to_contain_text("nieuwere uitgave")
    publish(here.site)
    here.tab().open("hulp/").wait_for_function(RENEWED)
    expect(page.locator(STATE)).to_contain_text("nieuwere uitgave")


def test_a_file_of_another_edition_is_not_taken(here: Here) -> None:
    publish(here.site)
    shutil.copy(built_site() / in_browser.PACKED, here.site)  # as when a server has replaced only half of its files
    page = here.tab().open(PAGE)
    page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")
    page.wait_for_function("async () => !(await navigator.serviceWorker.getRegistration()).installing")
    assert len(page.evaluate("caches.keys()")) == 1
    with here.cut_off():
        expect(here.tab().open("standaarden/zien/").locator("h1")).to_contain_text(ONCE)


def test_a_network_that_hangs_is_not_waited_for(here: Here) -> None:
    shutil.rmtree(here.site / "hulp")
    page = here.site / "404.html"
    page.unlink()
    os.mkfifo(page)  # the server waits for somebody who writes, and the browser for the server
    try:
        expect(here.tab().open("hulp/").locator("h1")).to_contain_text("Hulp")
    finally:
        os.close(os.open(page, os.O_RDWR | os.O_NONBLOCK))


def test_the_button_takes_everything_away_and_can_put_it_back(here: Here) -> None:
    other = here.tab().open("hulp/")  # of the edition, and open all the while
    page = here.tab().open(PAGE)
    page.locator(BUTTON).click()
    expect(page.locator(STATE)).to_contain_text("Er is niets van bewaard.")
    assert page.evaluate(KEPT) == []
    put(page)
    page.locator(BUTTON).click()
    expect(page.locator(STATE)).to_contain_text("Er is niets van bewaard.")
    other.goto(f"{here.address}standaarden/")  # through a program that goes with its last page
    assert other.evaluate(KEPT) == []
    other.close()
    page.close()
    page = here.tab().open(PAGE)
    assert page.evaluate(KEPT) == []
    with here.cut_off(), pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        page.goto(f"{here.address}hulp/")


def test_what_is_taken_away_while_it_is_renewed_does_not_come_back(here: Here) -> None:
    other = here.tab().open("hulp/")  # so that the programs live on
    page = here.tab().open(PAGE)
    for number in range(1500):  # so that it is still under way
        (here.site / f"{number}.txt").write_text("x")
    publish(here.site)
    page.evaluate("""async () => {
        const registration = await navigator.serviceWorker.getRegistration();
        registration.addEventListener("updatefound", () => {
            window.renewing = registration.installing;
            document.querySelector("[data-bewaren]").click();
        });
        await registration.update();
    }""")
    expect(page.locator(STATE)).to_contain_text("Er is niets van bewaard.")
    page.wait_for_function("() => window.renewing.state !== 'installing'")
    assert other.evaluate(KEPT) == []


def test_what_fails_is_told_and_leaves_nothing(browser: Browser) -> None:
    site = folder("infobox-edition-") / "site"
    shutil.copytree(built_site(), site)
    (site / in_browser.PACKED).write_bytes(b"x" * 99)
    with served(site) as address, browser.new_context() as context:
        page = visit(context, address).open(PAGE)
        page.locator(BUTTON).click()
        expect(page.locator(STATE)).to_contain_text("Het lukt niet.")
        assert page.evaluate(KEPT) == []
        assert page.locator(BUTTON).inner_text() == "Zet de site op dit apparaat"


def test_where_a_browser_cannot_keep_it_a_sentence_stands_instead_of_the_button(browser: Browser, address: str) -> None:
    plain = address.replace("127.0.0.1", "infobox.test")  # http, and not of this machine
    for script, url, said in (
        (True, plain, "met https begint"),
        (False, address, "JavaScript"),
        (True, address, "MB op."),
    ):
        with browser.new_context(java_script_enabled=script) as context:
            context.route(
                f"{plain}**",
                lambda route: route.fulfill(response=route.fetch(url=route.request.url.replace(plain, address))),
            )
            page = visit(context, url).open(PAGE)
            expect(page.locator("main")).to_contain_text(said)
            assert page.locator(BUTTON).is_visible() == (said == "MB op.")
            assert page.get_by_text("Deze site biedt geen zip aan.").is_visible()


def stop_programs(context: BrowserContext, page: Page) -> None:
    """As a browser does by itself after half a minute of rest: what only stands in memory, is gone."""
    session = context.new_cdp_session(page)
    session.send("ServiceWorker.enable")
    session.send("ServiceWorker.stopAllWorkers")
    session.detach()
