"""What browsers and search engines take from a site by themselves: titles, descriptions, icons, a map of the site."""

import json
import struct
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from lxml import etree, html

from infobox.catalogue.history import last_change
from infobox.catalogue.identity import Site
from infobox.catalogue.infobox import Infobox
from infobox.exports.browser import MANIFEST, ROBOTS, manifest
from infobox.pages.window import LONGEST
from tests.site.looking import Built
from tests.site_fixtures import SITE_URL

pytestmark = pytest.mark.site
LOC, LASTMOD = "{*}loc", "{*}lastmod"


def _for_search_engines(site: Built) -> dict[str, html.HtmlElement]:
    return {
        address: page
        for address, page in site.pages.items()
        if address != "404.html" and not page.xpath("//meta[@name='robots']")
    }


def test_every_page_has_a_title_that_fits_and_a_description_of_its_own(plain: Built) -> None:
    pages = _for_search_engines(plain)
    titles = Counter(page.findtext(".//title") for page in pages.values())
    described = Counter(
        str(one) for page in pages.values() for one in page.xpath("//meta[@name='description']/@content")
    )
    assert len(titles) == len(described) == len(pages) == described.total()
    assert [title for title in titles if not title or len(title) > LONGEST] == []


def test_the_map_of_the_site_names_each_page_once_with_the_day_of_its_last_change(
    published: Built, sample: Infobox
) -> None:
    tree = etree.parse(published.folder / "sitemap.xml")
    days = {url.findtext(LOC): url.findtext(LASTMOD) for url in tree.getroot()}
    assert len(tree.getroot()) == len(days)
    assert set(days) == {SITE_URL + address for address in _for_search_engines(published)}
    changed = last_change(sample.instrumenten["signaalkaart"])
    assert days[f"{SITE_URL}instrumenten/signaalkaart/"] == str(changed)
    assert all(date.fromisoformat(day) for day in days.values() if day)
    assert f"Sitemap: {SITE_URL}sitemap.xml" in (published.folder / ROBOTS).read_text(encoding="utf-8").splitlines()


def test_a_site_that_does_not_know_its_address_has_no_map(plain: Built) -> None:
    assert list(plain.folder.glob("sitemap*")) == []
    assert (plain.folder / ROBOTS).read_text(encoding="utf-8") == "User-agent: *\nAllow: /\n"


def test_icons_are_there_and_as_large_as_is_said(plain: Built) -> None:
    told: dict[str, Any] = json.loads((plain.folder / MANIFEST).read_text(encoding="utf-8"))
    assert told["short_name"] == "Infobox"
    sizes = {icon["sizes"]: _size(plain.folder / icon["src"]) for icon in told["icons"]}
    assert all(said == f"{width}x{height}" for said, (width, height) in sizes.items())
    linked = {
        urljoin(f"/{address}", str(link))
        for address, page in plain.pages.items()
        for link in page.xpath("//link[@rel='icon' or @rel='apple-touch-icon' or @rel='manifest']/@href")
    }
    assert linked == {
        "/favicon.ico",
        "/assets/beeldmerk.svg",
        "/assets/iconen/icoon-180.png",
        f"/{MANIFEST}",
    }
    assert all((plain.folder / path.lstrip("/")).is_file() for path in linked)
    assert (plain.folder / "favicon.ico").read_bytes()[:6] == struct.pack("<HHH", 0, 1, 3)


def test_a_name_with_marks_is_no_end_of_the_manifest() -> None:
    assert json.loads(manifest(Site('Een "naam" </script>')))["name"] == 'Een "naam" </script>'


def _size(picture: Path) -> tuple[int, int]:
    """Width and height of a PNG, in pixels."""
    width, height = struct.unpack(">II", picture.read_bytes()[16:24])
    return width, height
