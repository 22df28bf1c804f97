"""Every message that the code can give is explained, under an anchor of its own, on a page that is up to date."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from infobox import messages
from infobox.__main__ import main
from infobox.entries.docs import read_pages
from infobox.findings import Finding, as_github, as_json, as_text
from infobox.messages import anchor_of, explained
from tests.conftest import BROKEN, ROOT

# Where a message stands among the arguments of what makes a finding.
PLACES = {"finding": 1, "Finding": 3, "fault": 1, "_tell": 3, "Edit": 2, "append": 0, "MacroError": 0}
NAMES = {"message", "said", "told"}
ROOMS = ("entries", "catalogue", "pages", "site")
# They make text that looks like a message: what a command prints, or what is put together further on.
ELSEWHERE = {
    "schema.py",
    "editing.py",
    "command.py",
    "review.py",
    "proposal.py",
    "build.py",
    "serve.py",
    "rewriting.py",
    "skeleton.py",
}


def template(node: ast.AST) -> Iterator[str]:
    """A text in the code, with a letter where other words will stand; both, where it is one of two."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=values):
            yield "".join(str(one.value) if isinstance(one, ast.Constant) else "X" for one in values)
        case ast.IfExp(body=body, orelse=orelse):
            yield from (*template(body), *template(orelse))


def said_in(path: Path) -> Iterator[tuple[str, int]]:
    """(message, line) of every message in a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        found: list[ast.expr] = []
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            found = [one.value for one in node.keywords if one.arg == "problem"]
            place = PLACES.get(name)
            if place is not None and len(node.args) > place:
                owner = getattr(getattr(node.func, "value", None), "id", "")
                place = 0 if name == "finding" and len(node.args) == 2 else place  # a place where a link is used
                found = [node.args[place]] if name != "append" or owner == "why" else []
        elif isinstance(node, ast.Assign) and any(getattr(target, "id", "") in NAMES for target in node.targets):
            found = [node.value]
        elif isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple) and len(node.value.elts) == 3:
            found = [node.value.elts[1]]  # a Fault: needle, message, hint
        for one in found:
            yield from ((text, one.lineno) for text in template(one) if " " in text)


MODULES = [
    *(ROOT / "infobox").glob("*.py"),
    *(path for room in ROOMS for path in (ROOT / "infobox" / room).glob("*.py") if path.name not in ELSEWHERE),
    ROOT / "infobox" / "links" / "exceptions.py",
]


def test_every_message_in_the_code_is_explained() -> None:
    found = [(path.name, line, text) for path in MODULES for text, line in said_in(path)]
    assert len(found) > 120
    assert [(name, line, text) for name, line, text in found if not anchor_of(text)] == []


def test_every_message_of_the_wrong_datasets_is_explained() -> None:
    lines = [line for path in BROKEN.glob("*/expected.txt") for line in path.read_text(encoding="utf-8").splitlines()]
    said = [match[1].split("; ") for line in lines if (match := re.match(r"[^:]+:\d+:\d+: (.*)", line))]
    assert len(said) > 150
    assert [one for one in said if not any(anchor_of("; ".join(one[:n])) for n in range(1, len(one) + 1))] == []


def test_anchors_are_given_out_once() -> None:
    assert [anchor for anchor, number in Counter(one.anchor for one in explained()).items() if number > 1] == []
    assert [says for says, number in Counter(s for one in explained() for s in one.says).items() if number > 1] == []


def test_no_message_is_hidden_behind_another() -> None:
    hidden = [says for one in explained() for says in one.says if anchor_of(says.replace("…", "X")) != one.anchor]
    assert hidden == []


def test_the_page_is_up_to_date_and_has_every_anchor() -> None:
    """When not: infobox meldingen docs/meldingen.md"""
    assert (ROOT / "docs" / "meldingen.md").read_text(encoding="utf-8") == messages.page()
    page = read_pages(ROOT / "docs")["meldingen"]
    assert {one.anchor for one in explained()} <= set(page.anchors)
    assert page.faults == ()


def test_a_finding_says_where_it_is_explained() -> None:
    findings = [Finding("data/a.yml", 1, 1, "'jaar' is leeg", "h"), Finding("data/b.yml", 1, 1, "'x' is leeg", "h")]
    assert as_text(findings).endswith("2 fouten gevonden.\nUitleg: /meldingen/#waarde-leeg")
    assert '"uitleg": "https://a.nl/meldingen/#waarde-leeg"' in as_json(findings, "https://a.nl/")
    assert as_github(findings[:1], "https://a.nl").endswith("%0AUitleg: https://a.nl/meldingen/#waarde-leeg")
    assert "Uitleg" not in as_github(findings[:1])


def test_what_nobody_explained_has_no_address() -> None:
    assert anchor_of("iets heel anders") == ""
    assert messages.address_of("iets heel anders") == ""


def test_the_command_writes_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["meldingen", str(tmp_path / "meldingen.md")]) == 0
    assert (tmp_path / "meldingen.md").read_text(encoding="utf-8") == messages.page()
    assert "meldingen in" in capsys.readouterr().out
