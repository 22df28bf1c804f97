"""The chooser of instruments: its counts, its address, its search, and what it shows."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from infobox.catalogue import facets
from infobox.catalogue.dutch import SOORT_PLURALS
from infobox.catalogue.infobox import Infobox
from infobox.links.state import STATE, read_state
from infobox.pages.linkstates import LinkStates
from tests.browser.conftest import Visit, visit
from tests.conftest import SAMPLE
from tests.site_fixtures import real_site, served

pytestmark = [pytest.mark.site, pytest.mark.browser]

# Every option as it stands: (key, value) -> [number told, whether it can be chosen].
OPTIONS = """() => Object.fromEntries(
    [...document.querySelectorAll("[data-kiezer] input[type=checkbox]")].map((box) =>
        [`${box.name} ${box.value}`,
         [Number(box.parentElement.querySelector(".telling").textContent), !box.disabled]]
    ))"""
SHOWN = """() => [...document.querySelectorAll("[data-rijen] .regel")].filter((row) => row.offsetParent)
    .map((row) => row.querySelector("a").textContent)"""
OPEN = "() => { for (const one of document.querySelectorAll('[data-kiezer] details')) one.open = true; }"


@pytest.fixture
def tab(browser: Browser, address: str) -> Iterator[Visit]:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        yield visit(context, address)


@pytest.fixture
def sides(sample: Infobox) -> tuple[facets.Facet, ...]:
    """Every side that the chooser has, with what is known of the links of the sample."""
    return (*facets.FACETS, LinkStates(sample, read_state(SAMPLE / STATE)).side())


def choose(page: Page, key: str, value: str) -> None:
    page.evaluate(OPEN)
    page.locator(f"[data-kiezer] input[name='{key}'][value='{value}']").check()


def titles(page: Page) -> set[str]:
    return set(page.evaluate(SHOWN))


def type_word(page: Page, query: str) -> None:
    """Types a query, and waits until its answer is told."""
    page.locator("[name=woord]").fill(query)
    expect(page.locator("[data-keuze]")).to_contain_text(query)


def test_every_value_of_every_side_tells_and_finds_what_the_data_say(
    tab: Visit, sample: Infobox, sides: tuple[facets.Facet, ...]
) -> None:
    told = tab.open("instrumenten/").evaluate(OPTIONS)
    expected = {
        f"{side.key} {value}": number for side in sides for value, number in facets.counts(sample, side).items()
    }
    assert told == {option: [number, True] for option, number in expected.items()}
    for side in sides:
        for value in facets.counts(sample, side):
            page = tab.open(f"instrumenten/?{side.key}={value}")
            found = {one.titel for one in facets.with_value(sample, side, value)}
            expect(page.locator("[data-keuze]")).to_be_visible()
            assert titles(page) == found, (side.key, value)


def test_a_choice_counts_on_stands_in_the_address_and_comes_back(tab: Visit, sample: Infobox) -> None:
    page = tab.open("instrumenten/")
    everything = titles(page)
    choose(page, "jaar", facets.UNKNOWN)
    of_no_year = facets.with_value(sample, facets.BY_KEY["jaar"], facets.UNKNOWN)
    without_year = {one.titel for one in of_no_year}
    expect(page.locator("[data-stand]")).to_contain_text(str(len(without_year)))
    assert titles(page) == without_year
    assert page.url.endswith(f"instrumenten/?jaar={facets.UNKNOWN}")
    told = page.evaluate(OPTIONS)
    assert {option.split()[1] for option, (_, free) in told.items() if option.startswith("soort ") and free} == {
        one.soort for one in of_no_year
    }
    page.reload()
    assert titles(page) == without_year
    page.go_back()
    assert titles(page) == everything
    page.go_forward()
    assert titles(page) == without_year
    page.get_by_role("button", name="Alles wissen").click()
    expect(page.locator("[data-stand]")).to_contain_text(str(len(everything)))
    assert titles(page) == everything


def test_a_side_that_is_opened_later_tells_what_is_left_of_it(tab: Visit, sample: Infobox) -> None:
    page = tab.open(f"instrumenten/?jaar={facets.UNKNOWN}")
    left = {one.soort for one in facets.with_value(sample, facets.BY_KEY["jaar"], facets.UNKNOWN)}
    page.locator("[data-kant=soort] > summary").click()
    free = page.locator("[data-kant=soort] input:not(:disabled)")
    expect(free).to_have_count(len(left))
    assert {box.get_attribute("value") for box in free.all()} == left


def test_newest_first_puts_those_without_a_year_last(tab: Visit, sample: Infobox) -> None:
    page = tab.open("instrumenten/?volgorde=jaar")
    years = {one.titel: one.jaar or 0 for one in sample.instrumenten.values()}
    order = [years[title] for title in page.evaluate(SHOWN)]
    assert order == sorted(order, reverse=True)
    assert order[-1] == 0


def test_nothing_found_is_said(tab: Visit) -> None:
    page = tab.open("instrumenten/")
    type_word(page, "zeppelin")
    expect(page.locator("[data-niets]")).to_be_visible()
    expect(page.locator("[data-stand]")).to_have_text("0 instrumenten")
    assert titles(page) == set()


@pytest.mark.parametrize("query", ["vragenlijsten", "risico taxatie", "kaart met signalen", "samen wegen hoe veilig"])
def test_what_is_typed_finds_and_orders_what_the_page_of_the_search_does(tab: Visit, query: str) -> None:
    page = tab.open(f"zoeken/?q={query}&soort=Instrumenten")
    expect(page.locator(".zoek-resultaten > li").first).to_be_visible()
    on_its_page = page.locator(".zoek-resultaten > li h2").all_inner_texts()
    page = tab.open("instrumenten/")
    type_word(page, query)
    page.locator("[name=woord]").press("Enter")
    expect(page.locator("[data-rijen] .regel a").first).to_have_text(on_its_page[0])
    assert page.evaluate(SHOWN) == on_its_page
    page.reload()
    expect(page.locator("[data-rijen] .regel a").first).to_have_text(on_its_page[0])
    assert page.evaluate(SHOWN) == on_its_page


def test_nothing_of_the_search_is_loaded_before_somebody_types(tab: Visit) -> None:
    page = tab.open("instrumenten/")
    page.locator("[name=woord]").focus()
    choose(page, "jaar", facets.UNKNOWN)
    expect(page.locator("[data-keuze]")).to_contain_text("Jaar")
    page.wait_for_load_state("networkidle")
    assert [url for url in tab.requests if "zoeken" in url] == []
    type_word(page, "kaart")
    assert [url for url in tab.requests if url.endswith("zoeken/index.json")] != []
    assert [url for url in tab.requests if "/tekst-" in url] == []


def test_without_the_search_letters_are_found_and_that_is_said(tab: Visit) -> None:
    tab.page.route("**/zoeken/index.json", lambda route: route.abort())
    page = tab.open("instrumenten/")
    type_word(page, "WEEGWIJZ")
    expect(page.locator("[data-stand]")).to_contain_text("niet worden geladen")
    assert titles(page) == {"Weegwijzer"}


def test_words_of_danger_show_the_numbers_above_the_rows(tab: Visit) -> None:
    page = tab.open("instrumenten/")
    numbers = page.locator("[data-gevaar]")
    type_word(page, "hij heeft een mes")
    expect(numbers).to_be_visible()
    expect(numbers.locator("a[href^='tel:']").first).to_be_visible()
    type_word(page, "kaart")
    expect(numbers).to_be_hidden()


def test_on_paper_stands_what_was_chosen_and_everything_that_fits(tab: Visit, sample: Infobox) -> None:
    page = tab.open("instrumenten/?soort=checklist")
    page.emulate_media(media="print")
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("[data-keuze]")).to_be_visible()
    expect(page.locator("[data-kiezer]")).to_be_hidden()
    assert titles(page) == {one.titel for one in sample.instrumenten.values() if one.soort == "checklist"}


def test_how_many_is_told_politely_and_in_a_place_that_is_there_from_the_start(tab: Visit) -> None:
    page = tab.open("instrumenten/")
    page.evaluate("() => { window.told = document.querySelector('[role=status]'); }")
    choose(page, "jaar", facets.UNKNOWN)
    expect(page.locator("[role=status][data-stand]")).to_contain_text("instrument")
    assert page.evaluate("() => window.told.isConnected && window.told.matches('[data-stand]')")
    assert page.locator("[role=status][aria-live=assertive]").count() == 0


def test_every_row_is_there_with_scripts_and_without(browser: Browser) -> None:
    """After the first rows the page holds text for scripts, and rows for who runs none."""
    shown = {}
    with served(real_site()) as address:
        for scripts in (True, False):
            with browser.new_context(java_script_enabled=scripts) as context:
                page = context.new_page()
                page.goto(f"{address}instrumenten/")
                if scripts:
                    expect(page.locator("[data-kiezer]")).to_be_visible()
                    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
                    choices = (
                        (real_site() / "instrumenten/index.html").read_text(encoding="utf-8").count('type="checkbox"')
                    )
                    assert page.locator("[data-kiezer] input[type=checkbox]").count() == choices
                shown[scripts] = page.locator("[data-rijen] .regel__titel a").all_text_contents()
    assert shown[True] == shown[False]
    assert len(shown[True]) == len(set(shown[True])) > 60


def test_the_rows_can_stand_in_a_table_and_the_address_says_so(tab: Visit, sample: Infobox) -> None:
    page = tab.open("instrumenten/")
    page.locator("[name=weergave]").select_option("tabel")
    expect(page.locator("[data-rijen] tbody th a")).to_have_count(len(sample.instrumenten))
    assert page.url.endswith("instrumenten/?weergave=tabel")
    page.reload()
    expect(page.locator("[data-rijen] tbody th a")).to_have_count(len(sample.instrumenten))
    choose(page, "soort", "checklist")
    checklists = [one for one in sample.instrumenten.values() if one.soort == "checklist"]
    expect(page.locator("[data-rijen] tbody th a")).to_have_text([one.titel for one in checklists])
    page.go_back()
    expect(page.locator("[data-rijen] tbody th a")).to_have_count(len(sample.instrumenten))


def test_what_is_not_there_is_said_in_words(tab: Visit, sample: Infobox) -> None:
    tools = [soort for soort in facets.HULPMIDDELEN if soort in facets.counts(sample, facets.BY_KEY["soort"])]
    lacking = {
        (begrip.id, soort)
        for begrip in sample.begrippen.values()
        for soort in tools
        if begrip.instrumenten and soort not in {sample.instrumenten[one].soort for one in begrip.instrumenten}
    }
    begrip, soort = min(lacking)
    plural = SOORT_PLURALS[soort].lower()  # type: ignore[index] # one of the model's
    page = tab.open(f"instrumenten/?onderwerp={begrip}&soort={soort}")
    expect(page.locator("[data-niets]")).to_contain_text(f"Geen {plural} gevonden voor")
    page = tab.open(f"instrumenten/?onderwerp={begrip}")
    expect(page.locator("[data-wit]")).to_contain_text(plural)
