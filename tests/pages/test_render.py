"""Templates: golden pages of the sample, and the escaping of everything that comes from data.

After a change of a template that is meant: `RENEW_GOLDEN=1 .venv/bin/python -m pytest tests/pages/test_render.py`, then
read what git says has changed.
"""

import os
import re
from functools import partial
from pathlib import Path

import pytest
from jinja2 import Environment, StrictUndefined
from lxml import html
from markdown import Markdown
from markupsafe import Markup
from mkdocs.config import load_config

from infobox.catalogue.infobox import Infobox
from infobox.entries.kinds import SHOWN, entry_path
from infobox.links.state import STATE, read_state
from infobox.pages.macros import macros
from infobox.pages.render import Renderer, by_letter, unmarked
from infobox.pages.stubs import stubs
from tests.conftest import ROOT, SAMPLE

GOLDEN = Path(__file__).parents[1] / "golden"
PAGES = {
    "standaarden/zien.md": "standaard.html",
    "standaarden/leren.md": "standaard-met-vervallen-aspecten.html",
    "situaties/kind-vertelt.md": "situatie.html",
    "lessets/eerste-bezoek.md": "lesset.html",
    "instrumenten/signaalkaart.md": "instrument.html",
    "instrumenten/protocol-direct-gevaar.md": "instrument-zonder-adres.html",
    "instrumenten/handboek.md": "instrument-als-kopie.html",
    "instrumenten/werkmap.md": "gesplitst.html",
    "bouwstenen/oog-voor-veiligheid.md": "bouwsteen.html",
    "organisaties/voorbeeld-instituut.md": "organisatie.html",
    "kaders/drie-stappen.md": "kader.html",
    "begrippen.md": "begrippen.html",
    "hulp.md": "hulp.html",
}
TAIL = "staart.html"


@pytest.fixture(scope="module")
def rendered(sample: Infobox) -> dict[str, str]:
    """Path of each page made from data -> the HTML of its content, as MkDocs makes it."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    renderer = Renderer(sample, read_state(SAMPLE / STATE))
    result = {}
    for stub in stubs(sample):
        environment = Environment(undefined=StrictUndefined)  # noqa: S701 - as mkdocs-macros has it
        depth = stub.path.removesuffix("index.md").removesuffix(".md").rstrip("/").count("/") + 1
        environment.globals.update(macros(renderer, partial("../".__mul__, depth)))
        _, _, body = stub.text.split("---\n", 2)
        markdown = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
        result[stub.path] = markdown.convert(environment.from_string(body).render())
    return result


def parts(page: str) -> tuple[str, str]:
    """What a page has to itself, and the tail of publication, sources, address and changes that pages share."""
    tail = re.search(r'<h2 id="(?:uitgave|bronnen|wijzigingen)">', page)
    end = tail.start() if tail else len(page)
    return page[:end].rstrip() + "\n", page[end:].rstrip() + "\n"


def agreed(here: str, golden: str) -> None:
    """Compare with a file of golden/; or write that file."""
    file = GOLDEN / golden
    if os.environ.get("RENEW_GOLDEN"):
        file.write_text(here, encoding="utf-8")
    assert here == file.read_text(encoding="utf-8"), f"RENEW_GOLDEN=1 renews {golden}, if this is meant"


@pytest.mark.parametrize(("path", "golden"), PAGES.items())
def test_a_page_of_each_kind_is_as_it_was_agreed(rendered: dict[str, str], path: str, golden: str) -> None:
    own, _ = parts(rendered[path])
    agreed(own, golden)


def test_the_tail_that_pages_share_is_as_it_was_agreed(rendered: dict[str, str]) -> None:
    _, tail = parts(rendered["instrumenten/signaalkaart.md"])
    agreed(tail, TAIL)


def test_every_golden_page_is_compared() -> None:
    assert {path.name for path in GOLDEN.glob("*.html")} == {*PAGES.values(), TAIL}


def test_every_page_made_from_data_is_well_formed_and_has_one_heading(rendered: dict[str, str]) -> None:
    assert len(rendered) > 15
    for path, text in rendered.items():
        tree = html.fragment_fromstring(text, create_parent="main")
        assert len(tree.xpath(".//h1")) == 1, path
        assert "markdown=" not in text, path
        for tag in ("div", "ul", "ol", "li", "dl", "p", "aside"):
            assert text.count(f"<{tag}>") + text.count(f"<{tag} ") == text.count(f"</{tag}>"), (path, tag)


def test_what_comes_from_data_is_escaped(rendered: dict[str, str]) -> None:
    page = rendered["instrumenten/signaalkaart.md"]
    assert "<h1>Signaalkaart voor R&amp;D bij &#39;t gezin</h1>" in page
    assert "als een score &lt; 5 is." in page
    organisatie = rendered["organisaties/voorbeeld-instituut.md"]
    assert 'href="https://www.voorbeeld-instituut.nl/over?wie=wij&amp;waar=hier"' in organisatie
    assert "De site is &#34;heringericht&#34;." in organisatie


def test_blank_lines_make_paragraphs_and_codes_make_links(sample: Infobox) -> None:
    renderer = Renderer(sample)
    assert renderer.prose("Een\nzin.\n \n\nTwee, zie @S02.\n", "../") == (
        '<p>Een\nzin.</p><p>Twee, zie <a href="../standaarden/wegen/">Wegen hoe veilig het is</a>.</p>'
    )
    assert renderer.inline("@B1 en @I001", "") == (
        '<a href="./bouwstenen/samen-leren/">Samen leren</a> en '
        '<a href="./instrumenten/signaalkaart/">Signaalkaart voor R&amp;D bij &#39;t gezin</a>'
    )


def test_a_code_that_points_to_nothing_stays_text(sample: Infobox) -> None:
    assert Renderer(sample).inline("<b> @S99 & a@S01.nl", "") == "&lt;b&gt; @S99 &amp; a@S01.nl"


@pytest.mark.parametrize("title", ["[x](javascript:1)", "**a** __b__ `c`", "![a](b)", "a\\*b", "x { .y }", "<b>&amp;"])
def test_a_title_inside_a_line_of_markdown_stays_a_title(title: str) -> None:
    line = Markdown(extensions=["attr_list"]).convert(f"Zie <a href='x'>{unmarked(title)}</a> {unmarked(title)}")
    tree = html.fragment_fromstring(line)
    assert [element.tag for element in tree.iter()] == ["p", "a"]
    assert tree.text_content() == f"Zie {title} {title}"
    assert tree.attrib == {}
    assert isinstance(unmarked(title), Markup)


def test_every_kind_has_an_address() -> None:
    addresses = {kind: entry_path(kind, "x") for kind in SHOWN}
    given_out = {
        "standaarden": "standaarden/x/",
        "situaties": "situaties/x/",
        "instrumenten": "instrumenten/x/",
        "bouwstenen": "bouwstenen/x/",
        "kaders": "kaders/x/",
        "organisaties": "organisaties/x/",
        "begrippen": "begrippen/#x",
        "contacten": "hulp/#x",
        "bronnen": "bronnen/#x",
    }
    assert given_out.items() <= addresses.items()
    assert len(set(addresses.values())) == len(SHOWN)
    with pytest.raises(KeyError):
        entry_path("instrument", "x")
    with pytest.raises(KeyError):
        entry_path("thesaurus", "x")


def test_entries_stand_under_the_letter_where_a_reader_looks(sample: Infobox) -> None:
    groups = by_letter(list(sample.begrippen.values()))
    assert {letter: [one.id for one in entries] for letter, entries in groups} == {
        "E": ["een-gezin-een-plan"],
        "M": ["meldcode"],
        "O": ["ouderenmishandeling"],
        "V": ["veiligheidsplan"],
    }


def test_a_template_that_asks_for_what_does_not_exist_fails(sample: Infobox) -> None:
    with pytest.raises(Exception, match="is undefined"):
        Renderer(sample).render("paginas/standaarden.html", "")


def test_an_english_title_is_said_as_english(sample: Infobox) -> None:
    one = sample.instrumenten["signaalkaart"]
    renderer = Renderer(sample)
    assert "lang=" not in renderer.part("instrument_regel", "", one)
    row = html.fragment_fromstring(
        renderer.part("instrument_regel", "", one.model_copy(update={"taal_van_titel": "en"}))
    )
    assert [link.text for link in row.xpath(".//a[@lang='en']")] == [one.titel]
