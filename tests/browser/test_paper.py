"""What comes out of the printer: few sheets, whole addresses, nothing that only a screen can do."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from tests.browser.conftest import visit
from tests.site_fixtures import DATA, SITE_URL, built_site, built_site_with_address, real_site, served

pytestmark = [pytest.mark.browser, pytest.mark.site]
SHEETS = 4
A4 = (595, 842)  # points


@pytest.fixture(scope="session")
def published() -> Iterator[str]:
    """The sample as it is published, in the folder that it was built for."""
    with served(built_site_with_address(), "/voorbeeld/") as url:
        yield url


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(java_script_enabled=False) as context:
        yield context.new_page()


def printed(page: Page) -> list[str]:
    """The text of each sheet, in one line."""
    sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert {(round(sheet.mediabox.width), round(sheet.mediabox.height)) for sheet in sheets} == {A4}
    return [" ".join(sheet.extract_text().split()) for sheet in sheets]


def choose(page: Page, value: str) -> None:
    page.locator("#afdrukken summary").click()
    page.locator(f'#afdrukken input[value="{value}"]').check()


def test_a_standaard_prints_whole_with_addresses_and_without_what_a_screen_does(page: Page, published: str) -> None:
    page.goto(f"{published}standaarden/zien/")
    sheets = printed(page)
    text = " ".join(sheets)
    assert len(sheets) <= SHEETS
    assert all(f"{number} / {len(sheets)}" in sheet for number, sheet in enumerate(sheets, 1))
    for words in (
        "112",
        f"{SITE_URL}s01/#a3",
        f"{SITE_URL}i001/",
        "Signalen kennen",
        "Professional",
        "Oefent het kijken",
    ):
        assert words in text
    for words in ("Zoeken", "Menu", "Kopieer", "Verwijzen naar dit onderdeel", "Afdrukken", "Kleuren", "BibTeX"):
        assert words not in text
    assert not re.search(r"(?<![\w:/])/s01/", text), "an address without its host"


def test_each_instrument_is_on_paper_once(page: Page, published: str) -> None:
    page.goto(f"{published}standaarden/zien/")
    assert " ".join(printed(page)).count(f"{SITE_URL}i001/") == 1


def test_one_reader_gets_what_it_means_for_that_reader(page: Page, published: str) -> None:
    page.goto(f"{published}standaarden/zien/")
    choose(page, "trainer")
    text = " ".join(printed(page))
    assert "Oefent het kijken met korte voorbeelden." in text
    assert "Vraagt in elk werkoverleg" not in text


def test_short_is_one_sheet_with_what_a_team_talks_about(page: Page, published: str) -> None:
    page.goto(f"{published}standaarden/zien/")
    choose(page, "kort")
    [sheet] = printed(page)
    for words in ("Zien wat er speelt", "Samen kijken", "Met wie bespreken we een vermoeden?", f"{SITE_URL}s01/"):
        assert words in sheet
    assert "#a3" not in sheet, "sources and addresses of parts are for the whole print"


def test_a_site_that_knew_no_address_prints_the_one_it_is_read_at(browser: Browser) -> None:
    with served(built_site()) as url, browser.new_context() as context:
        page = visit(context, url).open("standaarden/zien/")
        text = " ".join(printed(page))
        assert f"{url}s01/" in text
        assert f"{url}i001/" in text


def test_a_lesset_prints_as_a_handout(page: Page, published: str) -> None:
    page.goto(f"{published}lessets/eerste-bezoek/")
    sheets = printed(page)
    text = " ".join(sheets)
    assert len(sheets) <= 2
    for words in (f"{SITE_URL}t01/", f"{SITE_URL}begrippen/#meldcode", "20 minuten", "Welk signaal valt het minst op?"):
        assert words in text
    assert "Pas aan" not in text


@pytest.mark.parametrize(
    "standaard",
    [pytest.param(path.stem, marks=pytest.mark.nightly) for path in sorted(Path(DATA, "standaarden").glob("*.yml"))],
)
def test_every_real_standaard_fits_on_four_sheets_and_shortly_on_one(page: Page, standaard: str) -> None:
    with served(real_site()) as url:
        page.goto(f"{url}standaarden/{standaard}/")
        if not page.locator("#afdrukken").count():
            return  # it is no more
        assert len(printed(page)) <= SHEETS
        choose(page, "kort")
        assert len(printed(page)) == 1
