"""Pages of docs/: one grammar, and everybody who needs something of a page gets it from there."""

import re
import time
from pathlib import Path

import pytest
from lxml import html
from markdown import markdown

from infobox.catalogue import addresses
from infobox.catalogue.infobox import Infobox
from infobox.entries.docs import Page, Section, WrittenAddress, addresses_in, page, plain, read_pages
from infobox.links.collect import collect
from infobox.search.found import documents
from tests.conftest import ROOT, SAMPLE

# What MkDocs reads Markdown with here, but for `toc`, which gives every heading an id, also when nobody wrote one.
EXTENSIONS = ("admonition", "attr_list", "def_list", "fenced_code", "md_in_html", "tables")

PAGE = """\
---
title: "Begin hier"
description: "Niet zoeken."
---

# Waar te beginnen

Eerst **dit**, met een [link](over.md#x) en `code`.

## Een casus { #casus }

- Punt een {{ standaard("S03") }}
- Punt twee

### Zonder anker

Hoort bij de casus. <span class="x">Tekst</span>

```yaml
verborgen: ja
```

## Training { #training .breed }

!!! note "Let op"
    Ook dit.
"""

# Markdown -> (anchor, title) of each section it starts.
HEADINGS = {
    "## Kop { #kop }": [("kop", "Kop")],
    "## Kop {#kop}": [("kop", "Kop")],
    "## Kop {: #kop }": [("kop", "Kop")],
    "## Kop { .groot #kop }": [("kop", "Kop")],
    "## Kop { #kop .groot data-x=1 }": [("kop", "Kop")],
    "## Kop { id=kop }": [("kop", "Kop")],
    "## Kop { #eerst #kop }": [("kop", "Kop")],
    "## Kop { #kop_1.b }": [("kop_1.b", "Kop")],
    "##Kop { #kop }": [("kop", "Kop")],
    "## Kop ## { #kop }": [("kop", "Kop")],
    "## Kop { #kop } ##": [("kop", "Kop")],
    "## C# { #kop }": [("kop", "C#")],
    "## #1 { #kop }": [("kop", "#1")],
    "## *Schuin* en [link](a.md) { #kop }": [("kop", "Schuin en link")],
    "## Kop": [],
    "## Kop ##": [],
    "## Kop{#kop}": [],
    "## 1. Kop { #kop }": [("kop", "1. Kop")],
    "####### Kop { #kop }": [("kop", "# Kop")],
    " ## Kop { #kop }": [],
    "<h2 id=kop>Kop</h2>": [("kop", "Kop")],
    "<h2 id='kop'>Kop</h2>": [("kop", "Kop")],
    '<h2 class="groot" id="kop">Kop</h2>': [("kop", "Kop")],
    '<H2 ID="kop">Kop</H2>': [("kop", "Kop")],
    "<h2>Kop</h2>": [],
    "~~~\n## Kop { #kop }\n~~~": [],
    "~~~ markdown\n## Kop { #kop }\n~~~": [],
    "```\n## Kop { #kop }\n```": [],
    "```\n~~~\n## Kop { #kop }\n```\n\n## Na { #na }": [("na", "Na")],
    "````\n```\n## Kop { #kop }\n```\n````\n\n## Na { #na }": [("na", "Na")],
    "```\n## Kop { #kop }\n````\n": [("kop", "Kop")],  # the fence is not closed by its like
    "```\n## Kop { #kop }\n\ntekst": [("kop", "Kop")],  # nor here
    "Tekst.\n\n    ## Kop { #kop }": [],
    "Zo: `## Kop { #kop }`.": [],
    "Zo: ``<h2 id=kop>`</h2>``.": [],
    "<!--\n## Kop { #kop }\n-->": [],
    "## Een { #een }\n\n## Twee { #twee }": [("een", "Een"), ("twee", "Twee")],
}
# What has an address and is no heading.
PLACES = {
    '<span id="plek"></span>': ["plek"],
    "<span class=x id=plek></span>": ["plek"],
    '<div markdown="1" id="plek">\n\n## Kop { #kop }\n\n</div>': ["plek", "kop"],
    '<span data-id="plek"></span>': [],
    '`<span id="plek">`': [],
    'Zo `over\nde <span id="plek"> regels`.': [],
    '```\n<span id="plek">\n```': [],
    '<!-- <span id="plek"></span> -->': [],
}


def read(source: str) -> Page:
    return page(source, "pagina", "docs/pagina.md")


def ids(body: str) -> list[str]:
    """The ids in what Python-Markdown makes of a text."""
    tree = html.fromstring(f"<div>{markdown(body, extensions=list(EXTENSIONS))}</div>")
    return list(dict.fromkeys(found for each in tree.iter() if (found := each.get("id"))))


def sections(found: Page) -> list[tuple[str, str]]:
    return [(section.anchor, section.title) for section in found.sections]


@pytest.mark.parametrize(("body", "headings"), HEADINGS.items())
def test_a_heading_with_an_anchor_starts_a_section(body: str, headings: list[tuple[str, str]]) -> None:
    found = read(body)
    assert sections(found) == headings
    assert list(found.anchors) == [anchor for anchor, _ in headings] == ids(body)


@pytest.mark.parametrize(("body", "anchors"), PLACES.items())
def test_an_id_in_html_is_an_anchor_where_html_is_read(body: str, anchors: list[str]) -> None:
    assert list(read(body).anchors) == anchors == ids(body)


@pytest.mark.parametrize("folder", [SAMPLE / "docs", ROOT / "docs"])
def test_the_anchors_of_a_page_are_the_ids_that_the_site_writes(folder: Path) -> None:
    wrong = {
        name: found.anchors for name, found in read_pages(folder).items() if list(found.anchors) != ids(found.body)
    }
    assert wrong == {}


@pytest.mark.parametrize("body", [body for body, headings in HEADINGS.items() if headings])
def test_all_who_need_the_parts_of_a_page_see_the_same(body: str, good: Infobox) -> None:
    found = read(f"---\ntitle: Pagina\n---\n{body}\n\nZie https://voorbeeld.nl/kop.\n")
    anchors = list(found.anchors)
    owned = [address for address, owner in addresses.claims(good, {"pagina": found}) if owner.startswith("docs/pagina")]
    assert owned == ["/pagina/", *(f"/pagina/#{anchor}" for anchor in anchors)]
    (sought,) = [each for each in documents(good, [found]) if each.address == "pagina/"]
    assert [part.address for part in sought.parts] == [f"pagina/#{anchor}" for anchor in anchors]
    renamed = read(f"---\nwas: [oud]\n---\n{body}\n")
    redirect = next(addresses.redirects(good, {"pagina": renamed}))
    assert [anchor for anchor, _ in redirect.anchors] == anchors
    assert [each.url for each in collect([], [found])] == ["https://voorbeeld.nl/kop"]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("title: Een pagina", "Een pagina"),
        ("title: 'Een pagina'", "Een pagina"),
        ('title: "Een pagina"', "Een pagina"),
        ("title: 'Een ''pagina'': twee'", "Een 'pagina': twee"),
        ('title: "Een \\"pagina\\": twee"', 'Een "pagina": twee'),
        ("title:   Een pagina   # uitleg", "Een pagina"),
        ("title: >-\n  Een\n  pagina", "Een pagina"),
        ("description: Geen titel", ""),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_title_is_read_as_yaml_writes_it(written: str, title: str, end: str, good: Infobox) -> None:
    found = read(f"---\n{written}\n---\n\nTekst.\n".replace("\n", end))
    assert (found.title, found.faults, found.text) == (title, (), "Tekst.")
    (sought,) = [each for each in documents(good, [found]) if each.address == "pagina/"]
    assert sought.texts["titel"] == title


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Zie https://a.nl/b.", [("https://a.nl/b", 1, 5)]),
        ("Zie <https://a.nl/b>, en\n(https://a.nl/(c)).", [("https://a.nl/b", 1, 6), ("https://a.nl/(c)", 2, 2)]),
        ("[x](https://a.nl/b_(c)) **https://a.nl/d**", [("https://a.nl/b_(c)", 1, 5), ("https://a.nl/d", 1, 27)]),
        ('<a href="https://a.nl/b">x</a>', [("https://a.nl/b", 1, 10)]),
        ("| a | https://a.nl/b |\n", [("https://a.nl/b", 1, 7)]),
        ("Zo: `https://a.nl/b`, niet https://a.nl/c", [("https://a.nl/c", 1, 28)]),
        ("``https://a.nl/b` ``", []),
        ("```\nhttps://a.nl/b\n```\nhttps://a.nl/c", [("https://a.nl/c", 4, 1)]),
        ("~~~\nhttps://a.nl/b\n~~~\n\nhttps://a.nl/c", [("https://a.nl/c", 5, 1)]),
        ("<!-- https://a.nl/b -->", []),
        ("## Kop { #kop }\r\n\r\nZie https://a.nl/b\r\n", [("https://a.nl/b", 3, 5)]),
    ],
)
def test_addresses_are_found_outside_code_each_at_its_place(body: str, found: list[tuple[str, int, int]]) -> None:
    assert read(body).addresses == tuple(WrittenAddress(*each) for each in found)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_are_counted_from_the_top_of_the_file(end: str) -> None:
    found = read("---\ntitle: x\nwas: [oud]\n---\n\nZie https://a.nl/b\n".replace("\n", end))
    assert (found.body_line, found.addresses[0].line, found.was) == (5, 6, ("oud",))


def test_a_page_is_its_title_its_beginning_and_its_anchored_sections() -> None:
    found = page(PAGE, "begin-hier", "docs/begin-hier.md")
    assert (found.url, found.title, found.description) == ("begin-hier/", "Begin hier", "Niet zoeken.")
    assert found.text == "Waar te beginnen. Eerst dit, met een link en code."
    assert list(found.sections) == [
        Section("casus", "Een casus", "Punt een @S03 Punt twee Zonder anker. Hoort bij de casus. Tekst"),
        Section("training", "Training", "Ook dit."),
    ]
    assert found.source == PAGE


def test_a_page_without_front_matter_or_sections_is_one_text() -> None:
    found = read("Alleen tekst, {% set x = 1 %}niet meer.")
    assert (found.title, found.text, found.sections, found.body_line) == ("", "Alleen tekst, niet meer.", (), 1)


def test_markup_leaves_no_trace() -> None:
    assert plain("> *schuin* | ![beeld](a.png) <!-- weg --> {: .klasse }") == "schuin beeld"


@pytest.mark.parametrize(
    ("front", "fault"),
    [
        ("title: [", "docs/pagina.md:2:8: het haakje [ wordt niet gesloten"),
        ("description: x\ntitle: 2014", "docs/pagina.md:3:8: 'title' moet tekst zijn"),
        ("title: x\ndescription: no", "docs/pagina.md:3:14: 'description' moet tekst zijn"),
        ("title: x\nwas: oud", "docs/pagina.md:3:6: 'was' moet een lijst van namen zijn"),
        ("was: [1]", "docs/pagina.md:2:6: 'was' moet een lijst van namen zijn"),
        ("title: x\ntitle: y", "docs/pagina.md:3:1: de sleutel 'title' staat hier voor de tweede keer"),
        ("title: &a x", "docs/pagina.md:2:8: een tekst kan niet zomaar beginnen met het teken &"),
    ],
)
def test_a_fault_in_the_front_matter_is_told_at_its_line_and_the_page_is_read_on(front: str, fault: str) -> None:
    found = read(f"---\n{front}\n---\n## Kop {{ #kop }}\n")
    assert str(found.faults[0]).startswith(fault)
    assert found.anchors == ("kop",)


@pytest.mark.parametrize("start", ["---\n", "--- \n", "\ufeff---\n"])
@pytest.mark.parametrize("stop", ["---\n", "---  \n"])
def test_front_matter_is_found_as_mkdocs_finds_it(start: str, stop: str) -> None:
    found = read(f"{start}title: x\n{stop}Tekst\n")
    assert (found.title, found.text, found.faults) == ("x", "Tekst", ())


def test_every_page_is_read_once_but_the_readme(tmp_path: Path) -> None:
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / "a.md").write_text("# A { #een }\n\n```text\n## B { #twee }\n```\n", encoding="utf-8")
    (tmp_path / "index.md").write_text("Begin", encoding="utf-8")
    (tmp_path / "README.md").write_text("# Not a page { #drie }\n", encoding="utf-8")
    (tmp_path / "beeld.svg").write_text("<svg id='x'/>", encoding="utf-8")
    found = read_pages(tmp_path)
    assert {name: (each.path, each.url, each.anchors) for name, each in found.items()} == {
        "index": (f"{tmp_path.name}/index.md", "", ()),
        "map/a": (f"{tmp_path.name}/map/a.md", "map/a/", ("een",)),
    }
    assert read_pages(tmp_path / "nergens") == {}


def test_a_page_that_is_no_utf_8_is_told_and_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"## Caf\xe9 { #kop }")
    (found,) = read_pages(tmp_path).values()
    assert [str(fault) for fault in found.faults] == [
        f"{tmp_path.name}/a.md:1:1: deze pagina is geen UTF-8; sla het bestand op als UTF-8"
    ]
    assert (found.anchors, found.addresses) == ((), ())


PIECES = [
    "```a\n",
    "~~~\na",
    "````\n```\n",
    "`a\n",
    "``",
    "<!--",
    "<!-- --",
    "# a {",
    "[a](",
    "{{",
    "{: .x",
    "<h1 id=",
    "- ",
]
GROWING = ["".join(f"{sign * number}a\n" for number in range(3, 330)) for sign in "`~"]


def _work(body: str) -> float:
    begin = time.process_time()
    page(body, "pagina", "docs/pagina.md")
    return max(time.process_time() - begin, 0.01)


@pytest.mark.slow
@pytest.mark.parametrize("piece", PIECES)
def test_a_page_four_times_as_long_takes_no_sixteen_times_as_long(piece: str) -> None:
    """What opens ten thousand things and closes none is read in the same way as any other page."""
    short, long = ((piece * size)[:size] for size in (16_000, 64_000))
    assert _work(long) < 10 * _work(short)


@pytest.mark.parametrize("growing", GROWING)
def test_opening_ever_longer_code_is_no_more_work_than_opening_the_same(growing: str) -> None:
    assert _work(growing) < 10 * _work(("```a\n" * len(growing))[: len(growing)])


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("```\na\n```\nb", "b"),
        ("```py\na\n``` \nb", "b"),
        ("~~~\na\n```\n~~~\nb", "b"),
        ("````\n```\na\n````\nb", "b"),
        ("```\na", "```\na"),
        ("````\na\n```", "````\na\n```"),
        ("```\na\n````", "```\na\n````"),
        ("```\n```\n```\na\n```\nb", "b"),
        ("a `b` c", "a c"),
        ("a ``b ` c`` d", "a d"),
        ("a `b``c` d", "a d"),
        ("a `b\n\nc` d", "a `b\n\nc` d"),
        ("a `b\nc` d", "a d"),
        ("a <!-- b --> c", "a c"),
        ("a <!-- b", "a <!-- b"),
        ("a <!-- `b --> c` d", "a <!-- d"),
    ],
)
def test_code_and_comments_are_what_markdown_says(body: str, left: str) -> None:
    found = page(re.sub("[abcd]", lambda letter: f"https://{letter[0]}.nl/", body), "pagina", "docs/pagina.md")
    assert [each.written for each in found.addresses] == [f"https://{one}.nl/" for one in re.findall("[abcd]", left)]


@pytest.mark.parametrize(
    ("body", "faults"),
    [
        ("a\n\nZie [x](http://[y).", [(7, 9, "http://[y")]),
        ("[x]( <//[q> )", [(5, 7, "//[q")]),
        ("<http://[z>", [(5, 2, "http://[z")]),
        ("x\n\n[x]: http://[z\n", [(7, 6, "http://[z")]),
        ("<a\nhref='http://[x'>a</a> <img src=\"//[y\">", [(6, 7, "http://[x"), (6, 34, "//[y")]),
        ("`[x](http://[y)` en [x](http://[::1]/) en [y](over.md#a) [z](<a b>)", []),
    ],
)
def test_a_link_to_what_is_no_address_is_told_at_its_place(body: str, faults: list[tuple[int, int, str]]) -> None:
    found = page(f"---\ntitle: x\ndescription: y\n---\n{body}", "pagina", "docs/pagina.md").faults
    assert [(each.line, each.column, each.message) for each in found] == [
        (line, column, f"'{written}' is geen adres") for line, column, written in faults
    ]


def test_a_sentence_that_speaks_of_https_names_no_address() -> None:
    assert list(addresses_in("Een adres begint met https://. Niet met http://, zoals https://a.nl/b.")) == [
        ("https://a.nl/b", 55)
    ]
