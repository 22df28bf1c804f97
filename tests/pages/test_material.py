"""What the site knows of addresses, for who holds teaching material against it."""

from typing import Any

import pytest

from infobox.catalogue.addresses import published
from infobox.catalogue.infobox import Infobox
from infobox.entries.docs import read_pages
from infobox.links.state import STATE, read_state
from infobox.pages.linkstates import LinkStates
from infobox.pages.material import known
from tests.conftest import SAMPLE


@pytest.fixture(scope="module")
def told(sample: Infobox) -> dict[str, Any]:
    links = LinkStates(sample, read_state(SAMPLE / STATE))
    return known(sample, read_pages(SAMPLE / "docs"), links)


def test_every_address_ever_given_out_is_known(told: dict[str, Any], sample: Infobox) -> None:
    given = published(sample, read_pages(SAMPLE / "docs"))
    assert set(told["adressen"]) == {address for address in given if "*" not in address}


@pytest.mark.parametrize(
    ("address", "now"),
    [
        ("/s01/", "standaarden/zien"),
        ("/standaarden/zien/#a3", "standaarden/zien#a3"),
        ("/s01/#a5", ["standaarden/zien#a3", "s01/#a3"]),
        ("/s01/#a4", ["standaarden/wegen#a6", "s02/#a6"]),
        ("/i009/", ["instrumenten/weegwijzer", "i002/"]),
        ("/begrippen/#meldcode", "begrippen/meldcode"),
        ("/aan-de-slag/#casus", ["docs/begin-hier.md#casus", "begin-hier/#casus"]),
        ("/teamverkenning/#s01", "standaarden/zien"),
    ],
)
def test_an_address_that_is_another_one_now_says_which(told: dict[str, Any], address: str, now: Any) -> None:
    assert told["adressen"][address] == now


def test_what_is_no_more_says_since_when_why_and_what_came_instead(told: dict[str, Any]) -> None:
    gone = told["onderwerpen"]["standaarden/melden"]
    assert gone["weg"].startswith("Vervallen sinds ")
    assert gone["verder"][0][1].startswith("standaarden/")
    assert told["onderwerpen"]["standaarden/leren#a4"]["weg"].startswith("Vervallen sinds ")
    assert "weg" not in told["onderwerpen"]["standaarden/zien"]


def test_changes_are_told_from_old_to_new(told: dict[str, Any]) -> None:
    days = [day for day, _ in told["onderwerpen"]["standaarden/zien"]["wijzigingen"]]
    assert days == sorted(days)
    assert len(days) >= 2


def test_an_address_of_others_has_its_state_and_who_uses_it(told: dict[str, Any]) -> None:
    soort, words, users = told["buiten"]["https://www.voorbeeld-instituut.nl/signaalkaart"]
    assert (soort, words[:5]) == ("werkt", "werkt")
    assert "Signaalkaart voor R&D bij 't gezin" in users
