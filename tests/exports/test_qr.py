"""QR codes: each is read back by a decoder, and leads to the address that lasts."""

import re

import pytest

from infobox.catalogue.addresses import anchors_of_pages
from infobox.catalogue.identity import Site
from infobox.catalogue.infobox import Infobox
from infobox.exports import qr
from infobox.exports.source import Source
from tests.conftest import REAL
from tests.qr import drawn, read
from tests.site_fixtures import SITE_URL


def codes(infobox: Infobox, url: str = SITE_URL) -> dict[str, list[str]]:
    files = qr.files(Source(infobox, {}, Site("Infobox Proef", url)))
    return {path: read(drawn(content)) for path, content in files}


@pytest.fixture(scope="module")
def found(sample: Infobox) -> dict[str, list[str]]:
    return codes(sample)


def test_a_decoder_reads_the_address_that_lasts(found: dict[str, list[str]]) -> None:
    assert found["s01/qr.svg"] == [f"{SITE_URL}s01/"]
    assert found["begrippen/meldcode/qr.svg"] == [f"{SITE_URL}begrippen/#meldcode"]
    assert found["s01/qr-a1.svg"] == [f"{SITE_URL}s01/#a1"]


def test_every_part_that_ever_had_an_address_has_a_code_that_leads_there(
    sample: Infobox, found: dict[str, list[str]]
) -> None:
    for kind, entry in (("standaarden", one) for one in sample.standaarden.values()):
        for anchor in anchors_of_pages(sample)[f"{kind}/{entry.id}"]:
            assert found[f"{entry.code.lower()}/qr-{anchor}.svg"] == [f"{SITE_URL}{entry.code.lower()}/#{anchor}"]
    promised = {address for address, _ in qr.addresses(sample)}
    assert {re.sub(r"qr-[a-z0-9]+\.svg$", "qr-*.svg", f"/{path}") for path in found} == promised


@pytest.mark.parametrize("data", ["sample", REAL])
@pytest.mark.parametrize("url", ["https://a.nl/", f"https://{'een-lange-naam.' * 12}nl/werken-aan-veiligheid/"])
def test_every_code_can_be_read(data: str, url: str, request: pytest.FixtureRequest) -> None:
    found = codes(request.getfixturevalue(data), url)
    assert {path for path, texts in found.items() if len(texts) != 1 or not texts[0].startswith(url)} == set()


def test_a_former_code_leads_to_what_it_is_called_now(found: dict[str, list[str]]) -> None:
    assert found["i009/qr.svg"] == [f"{SITE_URL}i002/"]


def test_a_site_without_an_address_has_none_and_still_promises_them(sample: Infobox) -> None:
    assert codes(sample, "") == {}
    assert ("/s01/qr.svg", "standaarden/zien") in set(qr.addresses(sample))
