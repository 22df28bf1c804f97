"""What a reader is told about a link."""

from dataclasses import replace
from datetime import date

import pytest

from infobox.catalogue.infobox import Infobox
from infobox.links.classify import Klasse
from infobox.links.state import LinkState, Oordeel
from infobox.pages.linkstates import LinkStates
from tests.conftest import EDITION, TODAY
from tests.reading import infobox_of

INFOBOX = infobox_of(EDITION / "data", TODAY)
URL = INFOBOX.instrumenten["lirik"].link.url  # type: ignore[union-attr]
ARCHIVE = f"https://web.archive.org/web/{URL}"
STATE = LinkState("goed", "werkt", eerst_gezien="2026-11-01T03:00Z", laatst_geprobeerd="2026-11-18T03:00Z")


def test_before_any_run_every_link_is_said_to_be_unchecked() -> None:
    links = LinkStates(INFOBOX, {})
    assert links.count > 50
    assert links.totals() == {"Nog niet gecontroleerd": links.count}
    assert links.groups() == {}
    assert (links.last_run, links.said(URL).text) == ("", "nog niet gecontroleerd")


@pytest.mark.parametrize(
    ("klasse", "oordeel", "text", "archive"),
    [
        ("goed", "werkt", "werkt, gezien 18 november 2026", ""),
        ("verhuisd", "verhuisd", "verhuisd; de oude link leidt nog door, gezien 18 november 2026", ""),
        ("storing", "hapert", "gaf op 18 november 2026 geen goed antwoord; wordt opnieuw geprobeerd", ""),
        ("afgeschermd", "onbekend", "sluit controle uit; nog niet met de hand bekeken", ""),
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
def test_a_reader_is_told_what_was_seen_and_when(klasse: Klasse, oordeel: Oordeel, text: str, archive: str) -> None:
    state = replace(STATE, klasse=klasse, oordeel=oordeel, gecontroleerd_op="2026-11-02")
    said = LinkStates(INFOBOX, {URL: state}).said(URL)
    assert (said.text, said.archive) == (text, archive)


def test_the_page_counts_each_address_once_and_names_who_uses_what_is_broken() -> None:
    links = LinkStates(INFOBOX, {URL: replace(STATE, klasse="weg", oordeel="stuk")})
    assert links.totals() == {"Werkt niet meer": 1, "Nog niet gecontroleerd": links.count - 1}
    [used] = links.groups()["Werkt niet meer"]
    assert (used.url, [entry.id for _, entry in used.entries]) == (URL, ["lirik"])
    assert links.last_run == "18 november 2026"


def test_a_link_that_only_a_person_looked_at_says_so() -> None:
    old = INFOBOX.instrumenten["lirik"]
    assert old.link
    looked = old.model_copy(update={"link": old.link.model_copy(update={"gecontroleerd_op": date(2026, 11, 2)})})
    infobox = Infobox({**INFOBOX.active, "instrumenten": {**INFOBOX.instrumenten, "lirik": looked}})
    assert LinkStates(infobox, {}).said(URL).text == "met de hand bekeken op 2 november 2026"
