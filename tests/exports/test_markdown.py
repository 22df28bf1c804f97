"""The pages as plain Markdown, for another generator."""

import pytest

from infobox.catalogue.infobox import Infobox
from infobox.entries.docs import read_pages
from infobox.exports.markdown import markdown
from infobox.pages.render import Renderer, root_of
from infobox.pages.stubs import stubs
from tests.conftest import SAMPLE


@pytest.fixture(scope="module")
def exported(sample: Infobox) -> list[tuple[str, str]]:
    return list(markdown(Renderer(sample), read_pages(SAMPLE / "docs").values()))


@pytest.mark.slow
def test_every_page_of_the_site_is_exported_once(exported: list[tuple[str, str]], sample: Infobox) -> None:
    written = {path.name for path in (SAMPLE / "docs").glob("*.md")} - {"README.md"}
    assert sorted(path for path, _ in exported) == sorted([*written, *(stub.path for stub in stubs(sample))])


def test_no_macro_call_is_left(exported: list[tuple[str, str]]) -> None:
    assert [path for path, text in exported if "{{" in text or "{%" in text] == []


def test_links_lead_from_the_page_itself_to_the_root(exported: list[tuple[str, str]]) -> None:
    pages = dict(exported)
    assert 'href="../../organisaties/voorbeeld-instituut/"' in pages["instrumenten/signaalkaart.md"]
    assert 'href="../standaarden/wegen/"' in pages["begin-hier.md"]
    assert 'href="./hulp/"' in pages["index.md"]


@pytest.mark.parametrize(("url", "root"), [("", ""), ("./", ""), ("over/", "../"), ("standaarden/x/", "../../")])
def test_the_way_to_the_root_follows_the_depth_of_the_address(url: str, root: str) -> None:
    assert root_of(url) == root


@pytest.mark.slow
def test_links_can_lead_on_from_the_file_for_a_builder_that_reads_them_so(sample: Infobox) -> None:
    pages = dict(markdown(Renderer(sample), read_pages(SAMPLE / "docs").values(), from_file=True))
    assert 'href="../organisaties/voorbeeld-instituut/"' in pages["instrumenten/signaalkaart.md"]
    assert 'href="./standaarden/wegen/"' in pages["begin-hier.md"]
    assert 'href="../standaarden/zien/"' in pages["standaarden/index.md"]


def test_no_page_asks_for_a_template_of_ours(exported: list[tuple[str, str]]) -> None:
    assert "template:" in (SAMPLE / "docs" / "zoeken.md").read_text(encoding="utf-8")
    assert [path for path, text in exported if "\ntemplate:" in text.split("---\n")[1]] == []
