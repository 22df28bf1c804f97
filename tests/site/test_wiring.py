"""The build stops when the theme would no longer start our worker, or would load an index of its own."""

from pathlib import Path

import pytest
from infobox.site.wiring import WORKER, WiringError, check_wiring
from mkdocs.exceptions import Abort

from tests.search.node import ask
from tests.site_fixtures import build_site, built_site

pytestmark = pytest.mark.site


def page() -> str:
    return (built_site() / "standaarden" / "vakmanschap" / "index.html").read_text(encoding="utf-8")


def test_every_page_of_the_site_starts_our_worker_and_it_is_there() -> None:
    pages = [path for path in built_site().rglob("*.html") if "__config" in path.read_text(encoding="utf-8")]
    assert len(pages) > 200
    for path in pages:
        check_wiring(path.read_text(encoding="utf-8"), path.name)
    assert (built_site() / WORKER).is_file()
    assert not (built_site() / "search").exists()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (f"../../{WORKER}", "../../assets/javascripts/workers/search.12345678.min.js", "does not name"),
        ('id="__config"', 'id="__settings"', "configuration is not in the page"),
        ('name="zoeken" action', 'name="search" action', "loads its own index"),
        ('data-md-component="search-query"', 'data-md-component="query"', "no search box"),
    ],
)
def test_a_theme_that_works_differently_is_noticed(old: str, new: str, said: str) -> None:
    html = page()
    assert old in html
    with pytest.raises(WiringError, match=said):
        check_wiring(html.replace(old, new), "page.md")


def test_a_build_with_another_search_box_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("infobox.site.wiring.WORKER", "assets/zoeken/elsewhere.js")
    with pytest.raises(Abort, match=r"the search would not work: .*does not name assets/zoeken/elsewhere\.js"):
        build_site(tmp_path / "site")


def test_a_worker_that_is_set_up_as_the_theme_does_says_that_it_is_ready(tmp_path: Path) -> None:
    setup = tmp_path / "index.json"
    setup.write_text('{"config": {}, "docs": []}', encoding="utf-8")
    [answer] = ask(built_site() / WORKER, ["s03"], setup=setup)
    assert answer["items"]
