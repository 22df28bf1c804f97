"""The links inside the built site."""

from collections.abc import Callable
from pathlib import Path

import pytest

from infobox.catalogue.derived import FACET_PAGES
from infobox.catalogue.facets import BY_KEY, counts
from infobox.catalogue.infobox import Infobox
from infobox.links.inside import check_site
from tests.site_fixtures import built_site, real_site

pytestmark = pytest.mark.slow


def _page(body: str) -> str:
    return (
        f"<!doctype html><html><head><title>t</title><link rel=stylesheet href=/s.css></head><body>{body}</body></html>"
    )


@pytest.fixture
def small_site(tmp_path: Path) -> Path:
    """Two pages, a style sheet, and a page for what is not there."""
    site = tmp_path / "site"
    (site / "een").mkdir(parents=True)
    (site / "s.css").write_text("body { color: black }")
    (site / "index.html").write_text(_page('<a href="een/#deel">een</a>'))
    (site / "een" / "index.html").write_text(
        _page('<h2 id="deel">Deel</h2>\n<a href="../">terug</a> <a href="#deel">op</a>')
    )
    (site / "404.html").write_text(_page('<a href="/">start</a>'))
    return site


def test_a_site_that_is_in_order_has_no_findings(small_site: Path) -> None:
    assert check_site(small_site) == []


def test_broken_links_missing_anchors_assets_and_orphans_are_found(small_site: Path) -> None:
    (small_site / "los.html").write_text(_page("niemand wijst hierheen"))
    (small_site / "kort.html").write_text(_page('<a id="verder" href="een/">een kort adres, voor op papier</a>'))
    (small_site / "s.css").unlink()
    (small_site / "een" / "index.html").write_text(
        _page('<p>\n<a href="../weg/">weg</a>\n<a href="../#nee">nee</a> <a href="#x">x</a>')
    )
    said = [str(finding).replace(small_site.as_posix(), "site") for finding in check_site(small_site)]
    assert [text.split(";")[0] for text in said if "s.css" not in text] == [
        "site/een/index.html:2:1: de link '../weg/' leidt nergens heen (404 File not found)",
        "site/een/index.html:3:1: de link '#x' wijst naar een onderdeel dat er niet is",
        "site/een/index.html:3:1: de link '../#nee' wijst naar een onderdeel dat er niet is",
        "site/index.html:1:1: de link 'een/#deel' wijst naar een onderdeel dat er niet is",
        "site/los.html:1:1: geen enkele pagina linkt naar los.html",
    ]
    assert any("'/s.css' leidt nergens heen" in text for text in said)


@pytest.mark.site
@pytest.mark.parametrize(
    ("site", "data"), [(built_site, "sample"), pytest.param(real_site, "real", marks=pytest.mark.nightly)]
)
def test_every_link_page_and_anchor_of_a_site_is_in_order(
    site: Callable[[], Path], data: str, request: pytest.FixtureRequest
) -> None:
    """No page is reached by no link, but for a choice that nothing answers to: its address is kept for when it does."""
    infobox: Infobox = request.getfixturevalue(data)
    empty = [
        f"instrumenten/{key}/{value}/index.html"
        for key, values in FACET_PAGES.items()
        for value in values
        if value not in counts(infobox, BY_KEY[key])
    ]
    found = [str(finding).partition(": ")[2] for finding in check_site(site())]
    expected = {f"geen enkele pagina linkt naar {page}; zet er ergens een link naar" for page in empty}
    assert [each for each in found if each not in expected] == []


def test_a_link_that_is_no_address_is_told_and_the_others_are_looked_at(small_site: Path) -> None:
    (small_site / "een" / "index.html").write_text(
        _page('<h2 id="deel">D</h2>\n<a href="http://[x">a</a>\n<a href="//[">b</a> <a href="../#niets">c</a>')
    )
    found = [(fault.line, fault.message) for fault in check_site(small_site)]
    assert (2, "de link 'http://[x' is geen adres") in found
    assert (3, "de link '//[' is geen adres") in found
    assert (3, "de link '../#niets' wijst naar een onderdeel dat er niet is") in found
