"""What a reader is told about a link."""

from dataclasses import replace

import pytest

from infobox.catalogue.infobox import Infobox
from infobox.links.classify import Klasse
from infobox.links.state import STATE, LinkState, Oordeel, read_state
from infobox.pages.linkstates import HEADINGS, LinkStates
from tests.conftest import SAMPLE

URL = "https://www.voorbeeld-academie.nl/weegwijzer"  # used by one instrument
LOOKED_AT = "https://www.voorbeeld-instituut.nl/signaalkaart"  # by a person, say the data
ARCHIVE = f"https://web.archive.org/web/{URL}"
SEEN = LinkState("goed", "werkt", eerst_gezien="2026-11-01T03:00Z", laatst_geprobeerd="2026-11-18T03:00Z")


def test_before_any_run_a_link_is_unchecked_unless_a_person_looked(sample: Infobox) -> None:
    links = LinkStates(sample, {})
    assert links.totals() == {"Met de hand bekeken": 2, "Nog niet gecontroleerd": links.count - 2}
    assert links.groups() == {}
    assert (links.last_run, links.said(URL).text) == ("", "nog niet gecontroleerd")
    assert links.said(LOOKED_AT).text == "met de hand bekeken op 1 oktober 2026"


@pytest.mark.parametrize(
    ("klasse", "oordeel", "text", "archive"),
    [
        ("goed", "werkt", "werkt, gezien 18 november 2026", ""),
        ("verhuisd", "verhuisd", "verhuisd; de oude link leidt nog door, gezien 18 november 2026", ""),
        ("storing", "hapert", "gaf op 18 november 2026 geen goed antwoord; wordt opnieuw geprobeerd", ""),
        ("afgeschermd", "onbekend", "sluit controle uit; nog niet met de hand bekeken", ""),
        ("afgeschermd", "thuis", "sluit controle uit; van een andere plek gezien 10 november 2026", ""),
        ("afgeschermd", "met-de-hand", "sluit controle uit; met de hand bekeken op 2 november 2026", ""),
        ("weg", "stuk", "werkt niet meer", ARCHIVE),
        ("ongeldig", "ongeldig", "dit adres klopt niet", ARCHIVE),
        (
            "zachte-404",
            "onbekend",
            "komt waarschijnlijk niet meer op de goede pagina uit, gezien 18 november 2026",
            ARCHIVE,
        ),
    ],
)
def test_a_reader_is_told_what_was_seen_and_when(
    sample: Infobox, klasse: Klasse, oordeel: Oordeel, text: str, archive: str
) -> None:
    state = replace(SEEN, klasse=klasse, oordeel=oordeel, gecontroleerd_op="2026-11-02", thuis_op="2026-11-10T19:30Z")
    said = LinkStates(sample, {URL: state}).said(URL)
    assert (said.text, said.archive) == (text, archive)


def test_a_link_says_when_it_was_seen_and_where_a_copy_is(sample: Infobox) -> None:
    copy = "https://web.archive.org/web/20261117120000/" + URL
    seen = replace(SEEN, laatst_goed="2026-11-18T03:00Z")
    told = {"data-originalurl": URL, "data-versiondate": "2026-11-18"}
    assert LinkStates(sample, {URL: seen}).robust(URL) == told
    kept = LinkStates(sample, {URL: replace(seen, kopie=copy, kopie_van="2026-11-17")})
    assert kept.robust(URL) == {**told, "data-versionurl": copy}
    assert LinkStates(sample, {}).robust(URL) == {}
    assert LinkStates(sample, {URL: replace(SEEN, klasse="weg", oordeel="hapert")}).robust(URL) == {}  # never worked
    assert LinkStates(sample, {URL: replace(SEEN, gecontroleerd_op="2026-11-02")}).robust(URL)["data-versiondate"] == (
        "2026-11-02"  # a person saw it
    )


def test_links_in_pages_by_people_say_so_too(sample: Infobox) -> None:
    odd = "https://a.nl/b?c=1&d=2"
    links = LinkStates(sample, {odd: replace(SEEN, laatst_goed="2026-11-18T03:00Z")})
    html = '<p><a href="https://a.nl/b?c=1&amp;d=2">x</a> <a href="https://b.nl/">y</a> <a href="../c/">z</a></p>'
    assert links.robust_html(html) == html.replace(
        'd=2"', 'd=2" data-originalurl="https://a.nl/b?c=1&amp;d=2" data-versiondate="2026-11-18"'
    )


def test_a_broken_link_leads_to_its_own_copy_when_there_is_one(sample: Infobox) -> None:
    copy = "https://web.archive.org/web/20261117120000/" + URL
    state = replace(SEEN, klasse="weg", oordeel="stuk", kopie=copy, kopie_van="2026-11-17")
    said = LinkStates(sample, {URL: state}).said(URL)
    assert (said.archive, said.copied) == (copy, "17 november 2026")


def test_the_page_counts_each_address_once_and_names_who_uses_what_is_broken(sample: Infobox) -> None:
    links = LinkStates(sample, {URL: replace(SEEN, klasse="weg", oordeel="stuk")})
    assert links.totals()["Werkt niet meer"] == 1
    assert sum(links.totals().values()) == links.count
    [used] = links.groups()["Werkt niet meer"]
    assert (used.url, [(kind, entry.id) for kind, entry in used.entries]) == (
        URL,
        [("situaties", "kind-vertelt"), ("instrumenten", "weegwijzer")],
    )
    assert links.last_run == "18 november 2026"


def test_every_state_that_a_link_can_be_in_has_its_place_on_the_page(sample: Infobox) -> None:
    """The sample holds a link in each; see its links/staat.json."""
    links = LinkStates(sample, read_state(SAMPLE / STATE))
    assert list(links.totals()) == list(HEADINGS.values())
    assert {heading: len(used) for heading, used in links.groups().items()} == {
        "Werkt niet meer": 3,
        "Waarschijnlijk weg": 1,
        "Gaf de laatste keer geen goed antwoord": 2,
        "Verhuisd": 1,
        "Sluit controle uit, door niemand bekeken": 1,
    }
