"""What others may show: pages to frame and packages. Without a script, from a known place, with links that go their own
way."""

import zipfile
from io import BytesIO
from posixpath import normpath

import pytest
from lxml import html

from infobox.catalogue.frames import FOLDER, PACKED, frames
from infobox.catalogue.identity import Site
from infobox.catalogue.infobox import Infobox
from infobox.entries.kinds import KINDS
from infobox.exports import embedded, packages
from infobox.exports.source import Source
from infobox.site.policy import FRAMED
from tests.conftest import REAL

SITE = Site("Infobox Proef", "https://infobox.test/pad/")
SHEET = "p { margin: 0; }"


def made(infobox: Infobox, site: Site = SITE) -> dict[str, str]:
    return dict(embedded.files(Source(infobox, {}, site, frame_sheet=SHEET)))


def read(infobox: Infobox, site: Site = SITE) -> dict[str, html.HtmlElement]:
    return {
        path.removesuffix("index.html"): html.document_fromstring(text)
        for path, text in made(infobox, site).items()
        if path.endswith(".html")
    }


def zipped(infobox: Infobox, site: Site = SITE) -> dict[str, bytes]:
    return dict(packages.files(Source(infobox, {}, site, frame_sheet=SHEET)))


def test_everything_that_is_cited_can_be_framed_and_stays_so(sample: Infobox) -> None:
    found = read(sample)
    assert {f"/{path}" for path in found} == set(dict(embedded.addresses(sample)))
    for kind, one in KINDS.items():
        for entry in sample.with_retired(kind).values() if one.cited else ():
            name = getattr(entry, "code", "").lower() or f"{kind}/{entry.id}"
            assert entry.titel in found[f"{FOLDER}/{name}/"].findtext(".//h1")
    assert "I002" in found[f"{FOLDER}/i009/"].findtext(".//h1"), "a former code"
    assert all(path.startswith(f"{FOLDER}/") for path in found)


@pytest.mark.parametrize("data", ["sample", REAL])
@pytest.mark.parametrize("site", [SITE, Site("Infobox Proef")])
def test_every_page_runs_nothing_says_whence_it_is_and_lets_links_go_their_own_way(
    data: str, site: Site, request: pytest.FixtureRequest
) -> None:
    for path, page in read(request.getfixturevalue(data), site).items():
        assert list(FRAMED.faults(html.tostring(page, encoding="unicode"), leads_on=False)) == [], path
        assert page.xpath("//script | //form | //img | //iframe") == []
        links = [link for link in page.xpath("//a") if not link.get("href").startswith("tel:")]
        assert links
        for link in links:
            assert link.get("target") == "_blank", (path, link.get("href"))
            assert "noopener" in link.get("rel").split(), (path, link.get("href"))
        footer = page.find(".//footer").text_content()
        assert "Uit: Infobox Proef" in footer
        assert (SITE.url in footer) is bool(site.url)
        assert [one.get("href") for one in page.xpath("//link[@rel='stylesheet']")] == [
            "../" * path.count("/") + "assets/ingebed.css"
        ]


def test_a_reader_is_told_what_is_no_more_and_what_nobody_vouches_for(sample: Infobox) -> None:
    found = {path: " ".join(page.text_content().split()) for path, page in read(sample).items()}
    assert "Dit is vervallen." in found[f"{FOLDER}/s04/"]
    assert "Dit is gesplitst." in found[f"{FOLDER}/i012/"]
    assert "Redactionele ordening." in found[f"{FOLDER}/s01/"]
    assert "Geen kwaliteitsoordeel." in found[f"{FOLDER}/i001/"]


def test_a_list_holds_what_its_page_holds(sample: Infobox) -> None:
    found = read(sample)
    for frame in frames(sample):
        if frame.doelgroep or frame.with_instruments:
            links = [str(one) for one in found[frame.address].xpath("//main//a/@href") if "/instrumenten/" in str(one)]
            if frame.doelgroep:
                wanted = [one for one in sample.instrumenten.values() if frame.doelgroep in one.doelgroepen]
            else:
                assert frame.entry is not None
                at = sample.instruments_at_standaard if frame.kind == "standaarden" else sample.instruments_at_bouwsteen
                wanted = [pair[0] for pair in at(frame.entry.id)]
            assert [link.rstrip("/").rpartition("/")[2] for link in links[: len(wanted)]] == [one.id for one in wanted]


@pytest.mark.parametrize("data", ["sample", REAL])
def test_a_package_holds_all_that_its_pages_link_to(data: str, request: pytest.FixtureRequest) -> None:
    infobox: Infobox = request.getfixturevalue(data)
    found = zipped(infobox)
    assert {f"/{path}" for path in found} == set(dict(packages.addresses(infobox)))
    assert {f"{one.code.lower()}/pakket.zip" for kind in PACKED for one in infobox.of_kind(kind).values()} <= set(found)  # type: ignore[attr-defined]
    for path, content in found.items():
        with zipfile.ZipFile(BytesIO(content)) as file:
            names = set(file.namelist())
            assert {"index.html", "opmaak.css"} <= names
            assert file.read("opmaak.css").decode() == SHEET
            for name in names - {"opmaak.css"}:
                page = html.document_fromstring(file.read(name).decode())
                assert page.xpath("//script") == []
                for link in [str(one.get("href")) for one in page.iter("a", "link")]:
                    assert "://" in link or link.startswith("tel:") or normpath(link) in names, (path, name, link)


def test_a_package_brings_a_page_for_each_instrument_and_its_aspects_can_be_found_again(sample: Infobox) -> None:
    standaard = sample.standaarden["wegen"]
    with zipfile.ZipFile(BytesIO(zipped(sample)["s02/pakket.zip"])) as file:
        names, index = set(file.namelist()), file.read("index.html").decode()
    instruments = [one.code.lower() for one, _ in sample.instruments_at_standaard("wegen")]
    assert instruments
    assert names == {"index.html", "opmaak.css", *(f"{code}.html" for code in instruments)}
    for aspect in standaard.aspecten:
        assert f"{SITE.url}s02/#{aspect.anker}" in index


def test_packages_are_the_same_each_time_and_absent_without_an_address(sample: Infobox) -> None:
    assert zipped(sample) == zipped(sample)
    assert zipped(sample, Site("Infobox")) == {}
