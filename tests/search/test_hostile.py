"""Nothing that is typed or written in data breaks the search or becomes HTML."""

import re
import shutil
from pathlib import Path

import pytest

from infobox.catalogue.infobox import Infobox
from infobox.search.found import SearchDocument
from infobox.search.pack import pack
from tests.search.node import ASSETS, WORKER, ask
from tests.site_fixtures import built_site

OURS = re.compile(r'</?mark>|<span class="zoek-(?:soort|tekst)">|</span>')
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
def test_whatever_is_typed_is_answered_soon_and_escaped() -> None:
    answers = ask(built_site() / WORKER, [query for query in QUERIES if query.strip()], settle=250)
    assert len(answers) == len([query for query in QUERIES if query.strip()])
    for answer in answers:
        assert answer["milliseconds"] < 2000, answer["query"][:40]
        for [item] in answer["items"]:
            for part in ("title", "text", "label", "heading", "excerpt"):
                assert "<" not in OURS.sub("", item[part])


def test_html_in_data_stays_text(sample: Infobox, tmp_path: Path) -> None:
    evil = '<img src=x onerror=alert(1)> & "quotes" \'</span><script>alert(2)</script> mishandeling'
    texts = dict.fromkeys(("titel", "namen", "zoekwoorden", "samenvatting", "waarom", "tekst"), evil)
    part = SearchDocument("standaarden", "evil#a1", "standaarden/evil/#a1", {"titel": f"{evil} verlof", "tekst": evil})
    document = SearchDocument("standaarden", "evil", "standaarden/evil/", texts, code="S99", note=evil, parts=[part])
    quiet = Infobox({**sample.active, "thesaurus": {}})
    (tmp_path / "zoeken").mkdir()
    for path, text in pack(quiet, [document], "begrippen/").items():
        (tmp_path / path).write_text(text, encoding="utf-8")
    shutil.copytree(ASSETS, tmp_path / "assets" / "zoeken")
    answers = ask(tmp_path / WORKER, ["mishandeling", "s99", "onerror", "verlof"], settle=300)
    for answer in answers:
        [[item]] = answer["items"]
        for name in ("title", "text", "label", "heading", "excerpt"):
            bare = OURS.sub("", item[name])
            assert "<" not in bare
            assert '"' not in bare
        assert "&lt;img" in item["title"]
        assert "onerror" in item["title"] + item["text"]
    assert "<mark>" in answers[0]["items"][0][0]["title"]
    assert answers[3]["items"][0][0]["location"] == "standaarden/evil/#a1"


def test_a_site_without_an_index_says_that_searching_fails(tmp_path: Path) -> None:
    shutil.copytree(ASSETS, tmp_path / "assets" / "zoeken")
    [answer] = ask(tmp_path / WORKER, ["meldcode"])
    assert answer["items"] == []
    assert answer["failed"] is True
