"""What the site makes of its content, seen on the sample, whose content is known."""

import re

import pytest

from infobox.catalogue.infobox import Infobox
from tests.site.looking import Built, main_of, text_of
from tests.site_fixtures import parsed

pytestmark = pytest.mark.site


def test_a_copy_is_never_where_a_reader_is_sent(plain: Built, sample: Infobox) -> None:
    copies = {one.link.url for one in sample.instrumenten.values() if one.link and one.link.soort == "kopie"}
    assert len(copies) == 2
    sent = {
        (address, str(link))
        for address, page in plain.pages.items()
        for link in page.xpath(
            "//a[contains(concat(' ', @class, ' '), ' knop ')]/@href"
            " | //*[contains(concat(' ', @class, ' '), ' regel__uit ')]//@href"
        )
    }
    assert len(sent) > 10
    assert [(address, link) for address, link in sent if link in copies] == []


def test_no_value_of_python_shows(plain: Built) -> None:
    leak = re.compile(r"\bNone\b|\bTrue\b|\bFalse\b|\[\]")
    found = {
        address: match[0] for address, page in plain.pages.items() if (match := leak.search(text_of(main_of(page))))
    }
    assert found == {}


def test_what_is_no_more_is_on_its_own_page_and_in_the_news_and_nowhere_else(plain: Built, sample: Infobox) -> None:
    gone = {
        entry.titel for kind in ("standaarden", "instrumenten", "situaties") for entry in sample.retired[kind].values()
    }
    assert len(gone) == 5
    shown = {
        (address, title)
        for address, page in plain.pages.items()
        if not address.startswith("edities/")  # those say what was there then
        for title in gone
        if page.xpath("//a[normalize-space()=$title]", title=title)
    }
    assert {address for address, _ in shown} == {"nieuw/", "lesset-maken/"}
    assert plain.pages["lesset-maken/"].xpath("//*[@data-weg]//button") == [], "old sets find it; nobody can choose it"


def test_a_page_that_is_no_more_says_since_when_why_and_where_to_go(plain: Built) -> None:
    split = text_of(main_of(plain.pages["instrumenten/werkmap/"]))
    assert "Dit is gesplitst. Sinds 7 september 2026. De maker geeft de twee lijsten los uit. Kies wat past:" in split
    gone = main_of(plain.pages["instrumenten/convenant-samen/"])
    assert "Dit is vervallen. Sinds 7 september 2026." in text_of(gone)
    assert gone.xpath(".//div[contains(@class, 'melding')]//a") == []


def test_the_state_of_a_link_is_said_at_its_button_and_on_the_page_of_links(plain: Built) -> None:
    assert "verhuisd; de oude link leidt nog door, gezien 18 november 2026" in text_of(
        plain.pages["instrumenten/weegwijzer/"].find_class("bestemming")[0]
    )
    page = text_of(main_of(plain.pages["staat-van-de-links/"]))
    assert "https://www.voorbeeld-kopie.nl/handboek.pdf" in page
    assert "18 november 2026" in page


def test_a_page_is_light_enough_for_a_phone_between_two_visits(plain: Built) -> None:
    page = plain.folder / "instrumenten" / "signaalkaart" / "index.html"
    parts = {
        str(link).partition("?")[0] for link in parsed(page).xpath("//script/@src | //link[@rel='stylesheet']/@href")
    }
    files = [page, *((page.parent / part).resolve() for part in parts), *plain.folder.rglob("*.woff2")]
    weight = {file.name: file.stat().st_size for file in files}
    assert len(weight) >= 4
    assert sum(weight.values()) < 150_000, weight  # bytes before compression
