"""Titles of windows: as much as fits, the own words first."""

from infobox.catalogue.identity import Site
from infobox.pages.window import LONGEST, window_title

SITE = Site("Infobox Werken aan Veiligheid", "", "Infobox")
LONG = "Samen werken aan een veilig thuis. Analyse van de afspraken tussen regio's en lokale teams"


def test_a_short_title_has_all_that_is_above_it() -> None:
    assert window_title(SITE, "LIRIK", above=["Instrumenten"]) == "LIRIK - Instrumenten - Infobox Werken aan Veiligheid"


def test_what_does_not_fit_is_left_out() -> None:
    title = "Een titel van achtendertig letters, ja"
    whole = f"{title} - {SITE.name}"
    assert len(whole) == LONGEST
    assert window_title(SITE, title, above=["Instrumenten"]) == whole
    assert window_title(SITE, f"{title}!", above=["Instrumenten"]) == f"{title}! - Infobox"


def test_a_code_takes_the_place_of_what_is_left_out() -> None:
    title = "Een titel van negentwintig l."
    assert window_title(SITE, title, above=["Instrumenten"], code="I001") == f"{title} (I001) - {SITE.name}"


def test_a_title_that_is_too_long_by_itself_ends_between_words_and_stays_one_of_a_kind() -> None:
    one, other = (window_title(SITE, LONG, above=["Instrumenten"], code=code) for code in ("I001", "I002"))
    assert one == "Samen werken aan een veilig thuis. Analyse van de… (I001) - Infobox"
    assert max(len(one), len(other)) <= LONGEST
    assert one != other
