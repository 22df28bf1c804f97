"""Where a reader is sent, and never is."""

from typing import Literal

import pytest

from infobox.catalogue.destinations import Destination, destination, host, is_web
from infobox.catalogue.infobox import Infobox
from infobox.entries.instrument import Instrument, Link, OverigeLink
from infobox.entries.values import LinkSoort

Own = Literal["pagina", "verwijspagina", "organisatie"]


def with_link(instrument: Instrument, url: str, soort: LinkSoort) -> Instrument:
    return instrument.model_copy(update={"link": Link.model_construct(url=url, soort=soort)})


@pytest.mark.parametrize("soort", ["pagina", "verwijspagina", "organisatie"])
def test_a_reader_goes_to_the_address_of_the_instrument(
    good: Infobox, soort: Literal["pagina", "verwijspagina", "organisatie"]
) -> None:
    instrument = with_link(good.instrumenten["handboek"], "https://www.maker.nl/x", soort)
    assert destination(instrument, good) == Destination("https://www.maker.nl/x", soort)


def test_from_a_copy_a_reader_goes_to_the_publisher(good: Infobox) -> None:
    instrument = with_link(good.instrumenten["handboek"], "https://kopie.nl/x.pdf", "kopie")
    publisher = good.organisaties["instituut"]
    assert destination(instrument, good) == Destination("https://www.instituut.nl/", "uitgever", publisher)


def test_without_a_link_a_reader_goes_to_the_publisher(good: Infobox) -> None:
    instrument = good.instrumenten["handboek"].model_copy(update={"link": None})
    found = destination(instrument, good)
    assert found is not None
    assert found.soort == "uitgever"


def test_a_copy_of_nobody_known_leads_nowhere(good: Infobox) -> None:
    instrument = with_link(good.instrumenten["handboek"], "https://kopie.nl/x.pdf", "kopie")
    assert destination(instrument.model_copy(update={"organisaties": []}), good) is None


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "JaVaScRiPt://x", "data:text/html,x", "//elders.nl", "", "ftp://x.nl"]
)
def test_what_is_not_the_web_is_no_destination(good: Infobox, url: str) -> None:
    assert not is_web(url)
    publisher = good.organisaties["instituut"].model_copy(update={"link": OverigeLink.model_construct(url=url)})
    other = Infobox({**good.active, "organisaties": {"instituut": publisher}})
    assert destination(with_link(good.instrumenten["handboek"], url, "pagina"), other) is None


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.nji.nl/x", "nji.nl"),
        ("http://Richtlijnen.NJI.nl:80/", "richtlijnen.nji.nl"),
        ("https://xn--caf-dma.nl/", "café.nl"),
        ("https://www.café.nl/", "café.nl"),
        ("javascript:alert(1)", ""),
    ],
)
def test_a_site_is_named_as_a_reader_knows_it(url: str, name: str) -> None:
    assert host(url) == name
