"""Whether a day has come is for the reader's browser to say; and lists for editors, sorted and of one organisatie."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visit, visit

pytestmark = [pytest.mark.site, pytest.mark.browser]

REVIEWED = "instrumenten/signaalkaart/"  # on 1 October 2025, and again before 1 October 2026


@pytest.fixture
def tab(browser: Browser, address: str) -> Iterator[Visit]:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        yield visit(context, address)


def _column(page: Page, name: str, number: int) -> list[str]:
    cells = page.locator(f"table[data-lijst='{name}'] tbody tr:not([hidden]) > :nth-child({number})")
    return [text.strip() for text in cells.all_text_contents()]


@pytest.mark.parametrize(
    ("now", "due"),
    [("2026-09-30T23:59:00", False), ("2026-10-01T00:01:00", True), ("2031-01-01T12:00:00", True)],
)
def test_a_page_says_that_it_must_be_reviewed_from_that_day_on(tab: Visit, now: str, due: bool) -> None:
    tab.page.clock.set_fixed_time(datetime.fromisoformat(now))
    page = tab.open(REVIEWED)
    said = page.locator(".nagekeken")
    expect(said).to_contain_text("Nagekeken op 1 oktober 2025. Moet nagekeken worden voor 1 oktober 2026")
    expect(said.locator("[data-te-laat]")).to_be_visible(visible=due)
    assert tab.complaints == []


def test_without_scripts_the_two_days_are_simply_there(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = visit(context, address).open(REVIEWED)
        said = page.locator(".nagekeken").inner_text()
        assert said == (
            "Nagekeken op 1 oktober 2025. Moet nagekeken worden voor 1 oktober 2026. Door: redactie van het voorbeeld."
        )
        page.goto(f"{address}beheer/")
        expect(page.locator("[data-beheer]")).to_be_hidden()
        expect(page.locator("table[data-lijst='oud'] tbody tr").first).to_be_attached()


def test_a_list_is_sorted_by_any_column_both_ways_and_what_is_empty_comes_last(tab: Visit) -> None:
    page = tab.open("beheer/")
    page.evaluate("() => { for (const one of document.querySelectorAll('main details')) one.open = true; }")
    years = page.locator("table[data-lijst='oud'] th button", has_text="Jaar")
    years.click()
    up = _column(page, "oud", 3)
    assert [one for one in up if one] == sorted(one for one in up if one)
    assert up[-1] == ""
    years.click()
    down = _column(page, "oud", 3)
    assert [one for one in down if one] == sorted((one for one in down if one), reverse=True)
    assert down[-1] == ""
    expect(page.locator("table[data-lijst='oud'] th[aria-sort='descending']")).to_have_text("Jaar")
    page.locator("table[data-lijst='nakijken'] th button", has_text="Voor").click()
    assert _column(page, "nakijken", 3)[0].startswith("1 oktober 2026")
    page.locator("table[data-lijst='nakijken'] th button", has_text="Voor").click()
    assert _column(page, "nakijken", 3)[0].startswith("1 juni 2036")
    assert tab.complaints == []


def test_the_lists_of_one_organisatie_have_an_address_of_their_own(tab: Visit) -> None:
    page = tab.open("beheer/")
    page.locator("#beheer-organisatie").select_option("Voorbeeldacademie")
    expect(page.locator("[data-beheer-stand]")).to_contain_text("regels van Voorbeeldacademie")
    assert "organisatie=Voorbeeldacademie" in page.url
    number = page.locator("[data-beheer-telling='oud']")
    shown = page.locator("table[data-lijst='oud'] tbody tr:not([hidden])")
    assert int(number.inner_text()) == shown.count()
    again = tab.open(page.url.removeprefix(tab.address))
    expect(again.locator("#beheer-organisatie")).to_have_value("Voorbeeldacademie")
    assert all("Voorbeeldacademie" in one for one in _column(again, "nooit-nagekeken", 3))
    assert tab.strangers() == []
