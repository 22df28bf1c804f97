"""Nothing that is typed or written in data breaks the search; that nothing becomes HTML is seen in the browser."""

from pathlib import Path

import pytest

from infobox.catalogue.infobox import Infobox
from infobox.search.found import SearchDocument, documents
from infobox.search.pack import INDEX, pack
from tests.search.node import WORKER, ask
from tests.site_fixtures import built_site

pytestmark = pytest.mark.slow

QUERIES = (
    "a" * 10_000, "mishandeling " * 800, "é" * 10_000, "\u0301" * 10_000, "👩‍👩‍👧‍👦" * 50,
    "مرحبا بالعالم", "\u202egeweld\u202c",
    "(((((((((([a-z]+)*)*$", ".*+?^${}()|[]\\", "~1 *geweld* +veilig -thuis title:x", "<img src=x onerror=alert(1)>",
    "\"><script>alert(1)</script>", "&lt;b&gt;", "\x00\x01\ud83d", "constructor",
    "__proto__", "toString hasOwnProperty",
    "'", "%00%ff",
    "0", "1", "-", "s", "s99", "i0", "b", "s003", "S03 S04 I027", " \t\n ",
)  # fmt: skip


@pytest.mark.site
def test_whatever_is_typed_is_answered_soon() -> None:
    typed = [query for query in QUERIES if query.strip()]
    answers = ask(built_site() / WORKER, typed, settle=250)
    assert [answer["query"] for answer in answers] == typed
    assert {answer["query"][:40]: answer["milliseconds"] for answer in answers if answer["milliseconds"] >= 2000} == {}


def test_a_text_with_html_comes_as_it_is_written_in_pieces(sample: Infobox, tmp_path: Path) -> None:
    evil = '<img src=x onerror=alert(1)> & "quotes" \'</span><script>alert(2)</script> mishandeling'
    texts = dict.fromkeys(("titel", "namen", "zoekwoorden", "samenvatting", "waarom", "tekst"), evil)
    part = SearchDocument("standaarden", "evil#a1", "standaarden/evil/#a1", {"titel": f"{evil} verlof", "tekst": evil})
    document = SearchDocument("standaarden", "evil", "standaarden/evil/", texts, code="S99", note=evil, parts=[part])
    lay_out(tmp_path, pack(Infobox({**sample.active, "thesaurus": {}}), [document]))
    answers = ask(tmp_path / WORKER, ["mishandeling", "s99", "onerror", "verlof"], settle=300)
    for answer in answers:
        [result] = answer["results"]
        assert "".join(result["name"]).startswith(evil)
        assert "".join(result["text"]).startswith("<img src=x")
        assert result["label"] in ("Standaard S99", f"Standaard S99 · {evil}")
    assert answers[0]["results"][0]["name"][1] == "mishandeling", "every second piece is a word that was found"
    assert answers[3]["results"][0]["path"] == "standaarden/evil/#a1"


def test_a_site_without_an_index_says_that_searching_fails(sample: Infobox, tmp_path: Path) -> None:
    lay_out(tmp_path, pack(sample, documents(sample)))
    (tmp_path / INDEX).unlink()
    [answer] = ask(tmp_path / WORKER, ["meldcode"])
    assert answer["results"] == []
    assert answer["failed"] is True


def lay_out(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
