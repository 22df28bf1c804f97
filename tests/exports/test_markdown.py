"""The pages as plain Markdown, for another generator."""

import pytest

from infobox.catalogue.infobox import Infobox
from infobox.entries.docs import read_pages
from infobox.exports.markdown import markdown
from infobox.pages.render import Renderer, root_of
from tests.conftest import EDITION


@pytest.fixture(scope="module")
def exported(edition: Infobox) -> dict[str, str]:
    return dict(markdown(Renderer(edition), read_pages(EDITION / "docs").values()))


def test_every_page_of_the_site_is_exported_once(exported: dict[str, str], edition: Infobox) -> None:
    assert {f"instrumenten/{entry_id}.md" for entry_id in edition.instrumenten} <= set(exported)
    assert {"index.md", "standaarden/index.md", "begrippen.md", "over.md"} <= set(exported)


def test_no_macro_call_is_left(exported: dict[str, str]) -> None:
    calls = [path for path, text in exported.items() if "{{ pagina(" in text or "{{ overzicht(" in text]
    assert calls == []
    assert "{{ standaard(" not in exported["begin-hier.md"]


def test_links_lead_from_the_page_itself_to_the_root(exported: dict[str, str]) -> None:
    assert 'href="../../organisaties/nji/"' in exported["instrumenten/lirik.md"]
    assert 'href="../standaarden/veiligheid-inschatten/"' in exported["begin-hier.md"]
    assert 'href="./hulp/"' in exported["index.md"]


@pytest.mark.parametrize(("url", "root"), [("", ""), ("./", ""), ("over/", "../"), ("standaarden/x/", "../../")])
def test_the_way_to_the_root_follows_the_depth_of_the_address(url: str, root: str) -> None:
    assert root_of(url) == root
