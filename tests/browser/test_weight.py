"""What a visit costs: requests, and bytes as a server sends them compressed."""

import gzip
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html
from playwright.sync_api import Browser

from tests.browser.conftest import visit
from tests.site_fixtures import built_site, parsed

pytestmark = [pytest.mark.site, pytest.mark.browser]

COMPRESSED = {".woff2", ".png", ".ico"}  # a server sends these as they are
FIRST, LATER, REQUESTS = 75_000, 20_000, 10


@dataclass(frozen=True)
class Weight:
    """What the first page of a visit asked for, and what a second one added: (path, bytes) each."""

    first: dict[str, int]
    later: dict[str, int]


def weigh(browser: Browser, site: Path, address: str, first: str, later: str) -> Weight:
    """Visit two pages, one after the other, in a browser that has seen nothing."""
    with browser.new_context(viewport={"width": 360, "height": 800}) as context:
        tab = visit(context, address)
        tab.open(first).wait_for_timeout(100)
        asked = list(tab.requests)
        tab.open(later).wait_for_timeout(100)
        new = [url for url in tab.requests[len(asked) :] if url not in asked]
        return Weight(*({urlsplit(url).path: _bytes(site, url) for url in urls} for urls in (asked, new)))


def _bytes(site: Path, url: str) -> int:
    file = site / urlsplit(url).path.lstrip("/")
    file = file / "index.html" if file.is_dir() else file
    raw = file.read_bytes()
    return len(raw) if file.suffix in COMPRESSED else len(gzip.compress(raw, 6))


@pytest.mark.parametrize(
    "first", ["", "hulp/", "standaarden/wegen/", "instrumenten/signaalkaart/", "situaties/kind-vertelt/", "zoeken/"]
)
def test_a_first_visit_is_light_and_a_later_page_lighter(browser: Browser, address: str, first: str) -> None:
    weight = weigh(browser, built_site(), address, first, "standaarden/zien/")
    assert 3 <= len(weight.first) <= REQUESTS, weight.first
    assert sum(weight.first.values()) <= FIRST, weight.first
    assert sum(weight.later.values()) <= LATER, weight.later
    assert [path for path in weight.first if path.endswith(".woff2")] == ["/assets/lettertypen/source-sans-3.woff2"]


def test_a_page_brings_only_scripts_and_styles_that_are_for_it(browser: Browser, address: str) -> None:
    own = {"verkenning": "teamverkenning/", "vergelijken": "vergelijken/", "kiezer": "instrumenten/"}
    for path in ("", "standaarden/wegen/", "instrumenten/signaalkaart/", *own.values()):
        asked = " ".join(weigh(browser, built_site(), address, path, path).first)
        assert {name for name in own if f"/{name}." in asked} == {name for name in own if own[name] == path}, path


def test_a_row_of_the_overview_is_mostly_its_words() -> None:
    """There are as many as there are instruments; what goes with each weighs more than all the rest of the page."""
    rows = parsed(built_site() / "instrumenten" / "index.html").xpath("//*[@data-rijen]//li")
    assert len(rows) > 5
    markup = [len(html.tostring(row, encoding="unicode", with_tail=False)) - len(row.text_content()) for row in rows]
    assert max(markup) < 400, markup
