"""Which addresses are found, and where."""

from pathlib import Path

import pytest

from infobox.entries.docs import Page, page, read_pages
from infobox.entries.documents import Document, read
from infobox.entries.load import read_documents
from infobox.links.address import normalise, refusal
from infobox.links.collect import collect
from tests.conftest import ROOT, SAMPLE


def _document(tmp_path: Path, text: str, kind: str = "instrumenten") -> Document:
    path = tmp_path / kind / "x.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return read(path, f"data/{kind}/x.yml")


def _page(text: str) -> Page:
    return page(text, "index", "docs/index.md")


def test_an_address_is_collected_once_with_every_use(tmp_path: Path) -> None:
    data = """\
link:
  url: https://Site.nl:443/a#deel
  gecontroleerd_op: 2026-11-20
samenvatting: Zie ook (https://site.nl/b), of anders.
bronnen:
  - url: https://site.nl/a
"""
    found = collect([_document(tmp_path, data)], [_page("Tekst\nen <https://site.nl/a>. En `https://nee.nl/`.\n")])
    assert [address.url for address in found] == ["https://site.nl/a", "https://site.nl/b"]
    uses = [(use.path, use.line, use.column, use.entry, use.rol, use.written) for use in found[0].uses]
    assert uses == [
        ("data/instrumenten/x.yml", 2, 8, "instrumenten/x", "lezer", "https://Site.nl:443/a#deel"),
        ("data/instrumenten/x.yml", 6, 10, "instrumenten/x", "bron", "https://site.nl/a"),
        ("docs/index.md", 2, 5, "", "lezer", "https://site.nl/a"),
    ]
    assert found[0].gecontroleerd_op == "2026-11-20"
    assert (found[1].uses[0].line, found[1].uses[0].column) == (4, 24)


def test_brackets_inside_an_address_stay(tmp_path: Path) -> None:
    found = collect([_document(tmp_path, "url: https://a.nl/lijst-(LIRIK)\n")], [_page("[x](https://a.nl/b_(c))")])
    assert [address.url for address in found] == ["https://a.nl/b_(c)", "https://a.nl/lijst-(LIRIK)"]


def test_what_is_no_address_at_all_is_collected_as_it_is(tmp_path: Path) -> None:
    found = collect([_document(tmp_path, "url: https://[oeps/\n")], [])
    assert [address.url for address in found] == ["https://[oeps/"]
    assert refusal("https://[oeps/") == "geen adres"


@pytest.mark.parametrize("project", [SAMPLE, pytest.param(ROOT, marks=pytest.mark.slow)])
def test_every_address_of_a_project_is_found_at_its_place(project: Path) -> None:
    documents = [document for files in read_documents(project / "data").values() for document in files.values()]
    pages = read_pages(project / "docs")
    used = [use for address in collect(documents, pages.values()) for use in address.uses]
    written = {part.strip(".,") for each in documents for part in each.source.split() if part.startswith("http")}
    assert {use.written for use in used if use.entry} == written
    assert written
    lines = {path: (project / path).read_text(encoding="utf-8").splitlines() for path in {use.path for use in used}}
    wrong = [use for use in used if not lines[use.path][use.line - 1][use.column - 1 :].startswith(use.written)]
    assert wrong == []


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("HTTPS://Example.NL", "https://example.nl/"),
        ("http://a.nl:80/x?y=1#z", "http://a.nl/x?y=1"),
        ("https://a.nl:8443/", "https://a.nl:8443/"),
        ("https://bücher.nl/café", "https://xn--bcher-kva.nl/caf%C3%A9"),
        ("https://a.nl./caf%C3%A9", "https://a.nl/caf%C3%A9"),
        ("https://jan:geheim@a.nl/", "https://jan:geheim@a.nl/"),
    ],
)
def test_one_spelling_per_address(written: str, expected: str) -> None:
    assert normalise(written) == expected
    assert normalise(expected) == expected


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://[::1]/", "http://169.254.169.254/latest", "http://intranet/", "http://a.local/",
        "https://jan:geheim@a.nl/", "https://a.nl:8080/", "ftp://a.nl/", "javascript:alert(1)", "http://0x7f000001/",
        "https://a.test/",
    ],
)  # fmt: skip
def test_private_or_odd_addresses_are_refused(url: str) -> None:
    assert refusal(url)


def test_public_addresses_are_not_refused() -> None:
    assert not refusal("https://www.nji.nl/lijst-(LIRIK)/x.html?a=1")
    assert not refusal("https://a.test/", extra_domain="test")
    assert refusal("https://jan:geheim@a.test/", extra_domain="test")


def test_the_day_a_person_looked_must_be_a_day(tmp_path: Path) -> None:
    found = collect([_document(tmp_path, "link: {url: 'https://a.nl/', gecontroleerd_op: ooit}\n")], [])
    assert found[0].gecontroleerd_op == ""
