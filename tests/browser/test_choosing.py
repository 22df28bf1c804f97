"""The chooser of instruments: its counts, its address, and what it shows."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from infobox.catalogue import facets
from infobox.catalogue.infobox import Infobox
from tests.browser.conftest import Visit, visit

pytestmark = [pytest.mark.site, pytest.mark.browser]

# Every option as it stands: (key, value) -> [number told, whether it can be chosen].
OPTIONS = """() => Object.fromEntries(
    [...document.querySelectorAll("[data-kiezer] input[type=checkbox]")].map((box) =>
        [`${box.name} ${box.value}`,
         [Number(box.parentElement.querySelector("[data-telling]").textContent), !box.disabled]]
    ))"""
SHOWN = """() => [...document.querySelectorAll("[data-rijen] .regel")].filter((row) => row.offsetParent)
    .map((row) => row.querySelector("a").textContent)"""


@pytest.fixture
def tab(browser: Browser, address: str) -> Iterator[Visit]:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        yield visit(context, address)


def choose(page: Page, key: str, value: str) -> None:
    page.evaluate("() => { for (const one of document.querySelectorAll('[data-kiezer] details')) one.open = true; }")
    page.locator(f"[data-kiezer] input[name='{key}'][value='{value}']").check()


def titles(page: Page) -> set[str]:
    return set(page.evaluate(SHOWN))


def test_every_value_of_every_side_tells_and_finds_what_the_data_say(tab: Visit, sample: Infobox) -> None:
    told = tab.open("instrumenten/").evaluate(OPTIONS)
    expected = {
        f"{facet.key} {value}": number
        for facet in facets.FACETS
        for value, number in facets.counts(sample, facet.key).items()
    }
    assert told == {option: [number, True] for option, number in expected.items()}
    for facet in facets.FACETS:
        for value in facets.counts(sample, facet.key):
            page = tab.open(f"instrumenten/?{facet.key}={value}")
            assert titles(page) == {one.titel for one in facets.with_value(sample, facet.key, value)}, (
                facet.key,
                value,
            )


def test_a_choice_counts_on_stands_in_the_address_and_comes_back(tab: Visit, sample: Infobox) -> None:
    page = tab.open("instrumenten/")
    everything = titles(page)
    choose(page, "jaar", facets.UNKNOWN)
    without_year = {one.titel for one in facets.with_value(sample, "jaar", facets.UNKNOWN)}
    expect(page.locator("[data-stand]")).to_contain_text(str(len(without_year)))
    assert titles(page) == without_year
    assert page.url.endswith(f"instrumenten/?jaar={facets.UNKNOWN}")
    soorten = {one.soort for one in facets.with_value(sample, "jaar", facets.UNKNOWN)}
    told = page.evaluate(OPTIONS)
    assert {option.split()[1] for option, (_, free) in told.items() if option.startswith("soort ") and free} == soorten
    page.reload()
    assert titles(page) == without_year
    page.go_back()
    assert titles(page) == everything
    page.go_forward()
    assert titles(page) == without_year
    page.get_by_role("button", name="Alles wissen").click()
    expect(page.locator("[data-stand]")).to_contain_text(str(len(everything)))
    assert titles(page) == everything


def test_newest_first_puts_those_without_a_year_last(tab: Visit, sample: Infobox) -> None:
    page = tab.open("instrumenten/?volgorde=jaar")
    years = {one.titel: one.jaar or 0 for one in sample.instrumenten.values()}
    order = [years[title] for title in page.evaluate(SHOWN)]
    assert order == sorted(order, reverse=True)
    assert order[-1] == 0


def test_nothing_found_is_said(tab: Visit) -> None:
    page = tab.open("instrumenten/")
    page.locator("[name=woord]").fill("zeppelin")
    expect(page.locator("[data-niets]")).to_be_visible()
    assert titles(page) == set()
