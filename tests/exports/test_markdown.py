"""The pages as plain Markdown, for another generator."""

from datetime import date
from pathlib import Path

import pytest

from infobox.entries.load import load
from infobox.exports.markdown import pages, root_of
from infobox.pages.render import Renderer

PROJECT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def exported() -> dict[str, str]:
    return dict(pages(Renderer(load(PROJECT / "data", date.today())), PROJECT / "docs"))


def test_every_page_of_the_site_is_exported_once(exported: dict[str, str]) -> None:
    assert sum(path.startswith("instrumenten/") for path in exported) == 152
    assert {"index.md", "standaarden/index.md", "begrippen.md", "over.md"} <= set(exported)


def test_no_macro_call_is_left(exported: dict[str, str]) -> None:
    calls = [path for path, text in exported.items() if "{{ pagina(" in text or "{{ overzicht(" in text]
    assert calls == []
    assert "{{ standaard(" not in exported["begin-hier.md"]


def test_links_lead_from_the_page_itself_to_the_root(exported: dict[str, str]) -> None:
    assert 'href="../../organisaties/nji/"' in exported["instrumenten/lirik.md"]
    assert 'href="../standaarden/veiligheid-inschatten/"' in exported["begin-hier.md"]
    assert 'href="./standaarden/"' in exported["index.md"]


@pytest.mark.parametrize(("url", "root"), [("", ""), ("./", ""), ("over/", "../"), ("standaarden/x/", "../../")])
def test_the_way_to_the_root_follows_the_depth_of_the_address(url: str, root: str) -> None:
    assert root_of(url) == root
