"""Pages made from data are finished here, as Python-Markdown would to the letter."""

import pytest
from lxml import html
from markdown import Markdown
from mkdocs.config import load_config

from infobox.catalogue.infobox import Infobox
from infobox.links.state import STATE, read_state
from infobox.pages.made import Made, finished
from infobox.pages.render import Renderer
from infobox.pages.stubs import stubs
from tests.conftest import ROOT, SAMPLE
from tests.poison import poisoned

HEADING_IN_A_TEXT = 'Eerst dit.\n\n## Ingebroken { id="ingebroken" }\n\nDaarna dat.'


@pytest.fixture(scope="module")
def sampled(sample: Infobox) -> Made:
    return Made(Renderer(sample, read_state(SAMPLE / STATE)))


@pytest.mark.slow
def test_every_page_is_what_markdown_makes_of_it(sampled: Made, sample: Infobox) -> None:
    config = load_config(str(ROOT / "mkdocs.yml"))
    permalink = config.mdx_configs["toc"]["permalink_title"]
    markdown = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
    for stub in stubs(sample):
        made = sampled.finished(stub, permalink)
        assert made.html == markdown.reset().convert(sampled.text(stub)), stub.path
        toc = [(one["name"], one["id"]) for one in markdown.toc_tokens]  # type: ignore[attr-defined]
        assert [(one.title, one.anchor) for one in made.headings] == toc, stub.path


def test_headings_are_told_in_their_order() -> None:
    made = finished(
        '<p>a</p>\n\n\n## Een &amp; twee { id="een" }\n\n\n<p>b</p>\n\n## Drie { id="drie" }\n\n<p>c</p>', "Link"
    )
    assert [(one.title, one.anchor) for one in made.headings] == [("Een &amp; twee", "een"), ("Drie", "drie")]
    link = '<a class="headerlink" href="#een" title="Link">&para;</a>'
    assert made.html.startswith(f'<p>a</p>\n\n<h2 id="een">Een &amp; twee{link}</h2>\n<p>b</p>\n\n<h2 id="drie">')


@pytest.mark.slow
def test_no_text_of_an_entry_becomes_a_heading(sample: Infobox) -> None:
    hostile = poisoned(sample, blocks=HEADING_IN_A_TEXT, line=HEADING_IN_A_TEXT)
    made, seen = Made(Renderer(hostile)), 0
    for stub in stubs(hostile):
        page = made.finished(stub, "Link").html
        seen += "Ingebroken" in page
        assert [stub.path for one in html.fragments_fromstring(page) for _ in _called(one, "ingebroken")] == []
    assert seen > 20


def _called(element: html.HtmlElement | str, name: str) -> list[html.HtmlElement]:
    return [] if isinstance(element, str) else element.xpath(f"descendant-or-self::*[@id='{name}']")
