"""The sample as it is published: with an address of its own, below a folder, and a repository."""

from urllib.parse import urljoin, urlsplit

import pytest
from lxml import etree, html

from infobox.catalogue.frames import FOLDER
from infobox.pages.head import HEIGHT, WIDTH
from tests.conftest import SAMPLE
from tests.site.looking import Built, ids_of
from tests.site_fixtures import REPO_URL, SITE_URL

pytestmark = pytest.mark.site


def _edit(page: html.HtmlElement) -> list[str]:
    return [str(link) for link in page.xpath("//a[contains(@rel, 'edit')]/@href")]


def test_edit_links_lead_to_the_file_that_an_editor_must_change(published: Built) -> None:
    for address, file in {
        "instrumenten/signaalkaart/": "data/instrumenten/signaalkaart.yml",
        "standaarden/wegen/": "data/standaarden/wegen.yml",
        "standaarden/melden/": "data/standaarden/melden.yml",
        "organisaties/voorbeeld-instituut/": "data/organisaties/voorbeeld-instituut.yml",
        "over/": "docs/over.md",
    }.items():
        (link,) = _edit(published.pages[address])
        assert urljoin(link, urlsplit(link).path) == f"{REPO_URL}/edit/main/{file}"
        assert (SAMPLE / file).is_file()
    assert _edit(published.pages["begrippen/"]) == []


def test_without_a_repository_there_is_no_edit_link(plain: Built) -> None:
    assert [address for address, page in plain.pages.items() if _edit(page)] == []


def test_each_page_names_its_own_address(published: Built, plain: Built) -> None:
    to_frame = {address for address in published.pages if address.startswith(f"{FOLDER}/")}
    robots = {address: published.pages[address].xpath("//meta[@name='robots']/@content") for address in to_frame}
    assert [address for address, said in robots.items() if said != ["noindex"]] == []
    wrong = [
        address
        for address, page in published.pages.items()
        if address not in {"404.html", *to_frame}
        and page.xpath("//link[@rel='canonical']/@href") != [f"{SITE_URL}{address}"]
    ]
    assert wrong == []
    assert [address for address, page in plain.pages.items() if page.xpath("//link[@rel='canonical']")] == []


def test_previews_have_absolute_addresses_and_a_picture_that_is_there(published: Built) -> None:
    page = published.pages["instrumenten/weegwijzer/"]
    tags = {each.get("property"): each.get("content") or "" for each in page.iterfind(".//meta[@property]")}
    assert tags["og:url"] == f"{SITE_URL}instrumenten/weegwijzer/"
    picture = (published.folder / tags["og:image"].removeprefix(SITE_URL)).read_bytes()
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert (int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])) == (WIDTH, HEIGHT)


@pytest.mark.parametrize("old", ["i002/", "i009/", "instrumenten/weeglijst/"])
def test_a_page_that_leads_on_names_the_page_of_now_and_in_a_preview_only_its_code(published: Built, old: str) -> None:
    page = published.everything[old]
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{SITE_URL}instrumenten/weegwijzer/"]
    (title,) = page.xpath("//meta[@property='og:title']/@content")
    assert "egwijzer" not in title
    assert title.endswith("Infobox Voorbeeld")


def test_pages_point_to_feeds_and_feeds_to_pages_that_are_there(published: Built) -> None:
    page = published.pages["standaarden/wegen/"]
    feeds = [str(each.get("href")) for each in page.iterfind(".//link[@type='application/atom+xml']")]
    assert feeds == [f"{SITE_URL}nieuw/atom.xml", f"{SITE_URL}s02/atom.xml"]
    followed = 0
    for address in feeds:
        for link in etree.parse(published.folder / address.removeprefix(SITE_URL)).iter("{*}link"):
            if link.get("type") == "text/html":
                path, _, anchor = (link.get("href") or "").removeprefix(SITE_URL).partition("#")
                assert not anchor or anchor in ids_of(published.folder / path / "index.html")
                followed += 1
    assert followed > 4


def test_without_an_address_of_its_own_a_site_has_no_feed_to_point_to(plain: Built) -> None:
    assert list(plain.folder.rglob("*.xml")) == []
    assert plain.pages["standaarden/wegen/"].findall(".//link[@type='application/atom+xml']") == []
