"""The site unpacked from its zip, opened from a disk with the network cut."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from infobox.site.offline import FOLDER, offline
from tests.browser.conftest import Visit, visit
from tests.site_fixtures import PAGE_KINDS, built_site, folder

pytestmark = [pytest.mark.site, pytest.mark.browser]


@pytest.fixture(scope="module")
def unpacked() -> Path:
    made = folder("infobox-offline-")
    offline(built_site(), made / "infobox.zip")
    with zipfile.ZipFile(made / "infobox.zip") as zipped:
        zipped.extractall(made)
    return made / FOLDER


@pytest.fixture
def tab(browser: Browser, unpacked: Path) -> Iterator[Visit]:
    with browser.new_context(viewport={"width": 360, "height": 800}, offline=True) as context:
        yield visit(context, f"{unpacked.as_uri()}/")


def test_every_kind_of_page_opens_and_asks_nobody(tab: Visit) -> None:
    for path in PAGE_KINDS:
        page = tab.open(f"{path}index.html")
        assert page.locator("h1:visible").count() == 1
        assert page.evaluate("getComputedStyle(document.querySelector('.strook')).position") == "sticky", "no style"
    assert tab.complaints == []
    assert [url for url in tab.requests if not url.startswith(("file:", "data:"))] == []


def test_links_lead_on_and_numbers_can_be_dialled(tab: Visit) -> None:
    page = tab.open("index.html")
    page.locator(".menu summary").click()
    page.locator(".menu a", has_text="Standaarden").click()
    page.locator("main a", has_text="Zien wat er speelt").first.click()
    expect(page.locator("h1")).to_contain_text("Zien wat er speelt")
    assert page.locator(".strook a[href='tel:112']").count() == 1
    page.goto(f"{tab.address}i001/index.html")
    expect(page.locator("h1")).not_to_contain_text("ander adres")
    assert page.url.endswith("/index.html")


def test_the_search_answers_shows_texts_and_leads_on(tab: Visit) -> None:
    page = tab.open("index.html")
    page.locator("main input[name=q]").fill("hij heeft een mes")
    page.keyboard.press("Enter")
    page.locator(".eerst a[href='tel:112']").wait_for()
    page.locator("#zoek-vraag").fill("signaalkaart")
    result = page.locator(".zoek-resultaten h2 a").first
    expect(result).to_contain_text("Signaalkaart")
    result.click()
    expect(page.locator("h1")).to_contain_text("Signaalkaart")
    assert tab.complaints == []


def test_choosing_comparing_and_the_teamverkenning_work(tab: Visit) -> None:
    page = tab.open("instrumenten/index.html?soort=training")
    expect(page.locator("[data-stand]")).to_contain_text("instrument")
    page = tab.open("vergelijken/index.html")
    page.locator("#keuze-links").select_option(index=1)
    page.locator("#keuze-rechts").select_option(index=2)
    page.get_by_role("button", name="Leg naast elkaar").click()
    page.locator(".naast__rij").first.wait_for()
    page = tab.open("teamverkenning/index.html")
    page.locator(".vk-keus input").first.check()
    expect(page.locator("[data-stand]")).to_contain_text("1")
    assert tab.complaints == []
