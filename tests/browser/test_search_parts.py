"""The search of a large site, whose index comes in parts: below a path, from a disk, and when a part does not come."""

import os
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from infobox.catalogue.infobox import Infobox
from infobox.entries.docs import read_pages
from infobox.search.found import documents
from infobox.search.pack import pack
from infobox.site.offline import FOLDER, offline
from tests.browser.conftest import Visit, visit
from tests.conftest import SAMPLE
from tests.site_fixtures import built_site, folder, served

pytestmark = [pytest.mark.site, pytest.mark.browser]

RESULT = ".zoek-resultaten > li"
COUNT = ".zoek-aantal"


@pytest.fixture(scope="module")
def site(sample: Infobox) -> Path:
    made = folder("infobox-parts-") / "site"
    shutil.copytree(built_site(), made, copy_function=os.link)
    for path in (made / "zoeken").glob("*.json"):
        path.unlink()
    for name, text in pack(sample, documents(sample, read_pages(SAMPLE / "docs").values()), whole=0).items():
        if name.endswith(".json"):
            (made / name).write_text(text, encoding="utf-8")
    return made


@pytest.fixture
def tab(browser: Browser, site: Path) -> Iterator[Visit]:
    with served(site, "/pad/") as address, browser.new_context() as context:
        yield visit(context, address)


def finds(page: Page) -> None:
    """Type a word, then a sentence of danger."""
    page.locator("#zoek-vraag").fill("signaalkaart")
    expect(page.locator(f"{RESULT} h2 a").first).to_contain_text("Signaalkaart")
    expect(page.locator(f"{RESULT} .zoek-regels").first).not_to_be_empty()
    page.locator("#zoek-vraag").fill("hij heeft een mes")
    expect(page.locator(".eerst a[href='tel:112']")).to_be_visible()


def test_it_finds_below_a_path_and_fetches_each_part_once(tab: Visit) -> None:
    finds(tab.open("zoeken/"))
    parts = [url for url in tab.requests if "/zoeken/deel-" in url]
    assert parts
    assert len(parts) == len(set(parts))
    assert tab.complaints == []
    assert tab.strangers() == []


def test_it_finds_from_a_disk(browser: Browser, site: Path) -> None:
    made = folder("infobox-parts-offline-")
    offline(site, made / "infobox.zip")
    with zipfile.ZipFile(made / "infobox.zip") as zipped:
        zipped.extractall(made)
    with browser.new_context(offline=True) as context:
        tab = visit(context, f"{(made / FOLDER).as_uri()}/")
        finds(tab.open("zoeken/index.html"))
        assert tab.complaints == []


def test_without_a_part_it_says_so_and_finds_when_it_comes_after_all(tab: Visit) -> None:
    tab.page.route("**/zoeken/deel-*", lambda route: route.abort())
    page = tab.open("zoeken/?q=signaalkaart")
    expect(page.locator(COUNT)).to_have_text("Zoeken lukt nu niet.")
    expect(page.locator(".zoek-hulp")).to_contain_text("Probeer het later opnieuw")
    page.unroute("**/zoeken/deel-*")
    page.keyboard.press("Enter")
    expect(page.locator(f"{RESULT} h2 a").first).to_contain_text("Signaalkaart")


def test_without_what_people_say_it_finds_words_and_says_that_something_may_be_missing(tab: Visit) -> None:
    tab.page.route("**/zoeken/gezegd-*", lambda route: route.abort())
    page = tab.open("zoeken/?q=signaalkaart+of+meldcode")
    expect(page.locator(COUNT)).to_contain_text("Een deel van het zoekbestand kan niet worden geladen")
    expect(page.locator(RESULT).first).to_be_visible()
