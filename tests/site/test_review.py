"""What is said of a pull request: ten kinds of them on the sample, a hostile one too, each beside the comment it gets.

RENEW_GOLDEN=1 writes the comments anew; look at what differs.
"""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
from markdown_it import MarkdownIt

from infobox.__main__ import main
from infobox.catalogue.difference import difference
from infobox.entries.fields import fields_of
from infobox.entries.model import MODELS
from infobox.exports import reply
from infobox.links.state import LinkState, write_state
from infobox.site import project
from tests.conftest import SAMPLE, TODAY

pytestmark = pytest.mark.slow

GOLDEN = Path(__file__).parents[1] / "golden" / "voorstellen"
NEW = "data/instrumenten/kijkkaart.yml"
Change = Callable[[Path], None]


def edit(name: str, *pairs: tuple[str, str]) -> Change:
    """A change of one file, piece by piece."""

    def change(root: Path) -> None:
        path = root / name
        text = path.read_text(encoding="utf-8")
        for old, new in pairs:
            assert old in text, f"{old!r} is not in {name}"
            text = text.replace(old, new, 1)
        path.write_text(text, encoding="utf-8")

    return change


def every(*changes: Change) -> Change:
    def change(root: Path) -> None:
        for one in changes:
            one(root)

    return change


def new_instrument(root: Path) -> None:
    text = (root / "data/instrumenten/protocol-direct-gevaar.yml").read_text(encoding="utf-8")
    for old, new in (
        ("I006", "I013"),
        ("Protocol direct gevaar", "Kijkkaart voor thuis"),
        ("Verdeelt de taken op het moment dat er", "Noemt wat een team ziet als er even"),
    ):
        text = text.replace(old, new)
    (root / NEW).write_text(text, encoding="utf-8")


def run(*words: str) -> Change:
    """One of our own commands, in the project."""

    def change(_: Path) -> None:
        assert main([*words, "--yes"]) == 0

    return change


def hostile(root: Path) -> None:
    """A title and a reason full of bait, a file with a name of bait, and code beside the texts."""
    bait = "@team #1 <img src=x> ![x](https://boos.nl/x.png) [klik](https://boos.nl) ```suggestion"
    edit("data/instrumenten/weegwijzer.yml", ("titel: Weegwijzer", f"titel: '{bait}'"))(root)
    (root / "data/instrumenten/@team [klik](https:boos).yml").write_text("::error::x\n", encoding="utf-8")
    (root / "infobox").mkdir()
    (root / "infobox" / "__main__.py").write_text("print('boos')\n", encoding="utf-8")


PULLS: dict[str, Change] = {
    "nieuw-instrument": new_instrument,
    "ander-adres": edit(
        "data/begrippen/veiligheidsplan.yml",
        ("https://www.voorbeeld-academie.nl/plan", "https://www.voorbeeld-academie.nl/het-plan"),
    ),
    "telefoonnummer": edit("data/contacten/noodnummer-112.yml", ("nummer: '112'", "nummer: '113'")),
    "tekst-verbeterd": edit(
        "data/instrumenten/weegwijzer.yml",
        ("samenvatting: >-\n", "samenvatting: >-\n  Deze lijst is er voor teams die willen weten of het in een gezin "
         "veilig genoeg is en die daar met elkaar en met het gezin op een vaste manier over willen praten.\n"),
    ),
    "fouten-met-voorstel": every(
        edit("data/instrumenten/weegwijzer.yml", ("standaard: wegen", "standaard: wegne")),
        edit("data/instrumenten/weegwijzer.yml", ("jaar: 2019", "jaar: 2019.")),
        edit("data/instrumenten/signaalkaart.yml", ("op: 2026-10-01", "op: 1 oktober 2026")),
        edit("data/begrippen/meldcode.yml", ("bronnen:", "bronen:")),
    ),
    "onleesbaar": edit("data/instrumenten/weegwijzer.yml", ("standaarden:\n", "standaarden: [\n")),
    "hernoemd": run("rename", "I006", "protocol-gevaar"),
    "vervallen": run("withdraw", "I006", "--reden", "De uitgever heeft het ingetrokken."),
    "bestand-weg": lambda root: (root / "data/begrippen/een-gezin-een-plan.yml").unlink(),
    "aanwijzing": edit(
        "data/instrumenten/weegwijzer.yml", ("De uitkomst is een", 'De "uitkomst is een'),
        ("onder elkaar.", "onder elkaar, voor je werk."),
    ),
    "pagina": edit("docs/over.md", ("# ", "# Meer ")),
    "dubbel": every(
        new_instrument, edit(NEW, ("titel: Kijkkaart voor thuis", "titel: Protocol voor direct gevaar")),
    ),
    "vijandig": hostile,
    "vijandig-zonder-fout": edit(
        "data/instrumenten/weegwijzer.yml", ("titel: Weegwijzer", "titel: 'Weegwijzer @team #1 GH-2 team/infobox#3'"),
        ("link:\n  url: https://www.voorbeeld-academie.nl/weegwijzer", "link:\n  url: https://github.com/team/x/issues/1"),
    ),
}  # fmt: skip


def comment(capsys: pytest.CaptureFixture[str]) -> str:
    """What is said of the project as it is now; both halves take part, with a file between them."""
    assert main(["review", "--since", "HEAD", "--json", "../antwoord.json", "--markdown", "../verslag.md"]) == 0
    capsys.readouterr()
    made = reply.read(Path("../antwoord.json").read_bytes())
    assert reply.markdown(made) == Path("../verslag.md").read_text(encoding="utf-8")
    shown = reply.markdown(made, "https://voorbeeld.test/run/1")
    return shown + "".join(f"\n<!-- {one.path}:{one.line} -->\n{reply.suggested(one)}" for one in made.suggestions)


@pytest.mark.parametrize("name", PULLS)
def test_a_pull_request_is_told_in_dutch(name: str, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    PULLS[name](root)
    said = comment(capsys)
    golden = GOLDEN / f"{name}.md"
    if os.environ.get("RENEW_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8")


def test_nothing_changed_is_said_too(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = comment(capsys)
    assert "Niets dat een lezer ziet." in said
    assert "vindt geen fouten" in said
    assert root.exists()


def test_no_comment_holds_more_than_words_and_links_of_ours() -> None:
    for path in GOLDEN.glob("*.md"):
        parsed = MarkdownIt("commonmark").parse(path.read_text(encoding="utf-8").partition("\n<!-- ")[0])
        inside = [token for block in parsed for token in block.children or ()]
        assert {token.type for token in inside} <= {
            "text", "code_inline", "link_open", "link_close", "em_open", "em_close", "softbreak",
        }  # fmt: skip
        assert not {"html_block", "fence", "code_block"} & {token.type for token in parsed}
        links = [str(token.attrs["href"]) for token in inside if token.type == "link_open"]
        assert all(link.startswith(("https://www.voorbeeld-", "https://voorbeeld.test/")) for link in links)


def test_every_suggestion_mends_what_it_stands_at(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What GitHub does on a click: the line is replaced. Then nothing is left to say."""
    PULLS["fouten-met-voorstel"](root)
    assert main(["review", "--since", "HEAD", "--json", "../antwoord.json"]) == 0
    made = reply.read(Path("../antwoord.json").read_bytes())
    assert len(made.suggestions) == len(made.findings) == 4
    for one in made.suggestions:
        lines = Path(one.path).read_text(encoding="utf-8").split("\n")
        lines[one.line - 1] = one.text
        Path(one.path).write_text("\n".join(lines), encoding="utf-8")
    capsys.readouterr()
    assert main(["check"]) == 0
    assert subprocess.run(["git", "status", "--porcelain"], capture_output=True, check=True).stdout == b""


@pytest.mark.parametrize(
    ("oordeel", "said"),
    [("werkt", "(werkt)"), ("stuk", "(werkt niet)"), ("verhuisd", "stuurt door"), (None, "nog niet")],
)
def test_what_is_known_of_a_new_address_stands_beside_it(
    root: Path, capsys: pytest.CaptureFixture[str], oordeel: str | None, said: str
) -> None:
    PULLS["ander-adres"](root)
    if oordeel:
        moment = "2026-11-20T10:00Z"
        state = LinkState(klasse="goed", oordeel=cast(Any, oordeel), eerst_gezien=moment, laatst_geprobeerd=moment)
        write_state(Path("../bezocht.json"), {"https://www.voorbeeld-academie.nl/het-plan": state})
    assert main(["review", "--since", "HEAD", "--visited", "../bezocht.json"]) == 0
    [line] = [one for one in capsys.readouterr().out.splitlines() if "het-plan> (" in one]
    assert said in line
    Path("../bezocht.json").write_text("geen staat", encoding="utf-8")
    assert main(["review", "--since", "HEAD", "--visited", "../bezocht.json"]) == 0
    assert "het-plan> (nog niet bezocht)" in capsys.readouterr().out


def test_the_index_of_the_user_is_left_alone(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    PULLS["telefoonnummer"](root)
    subprocess.run(["git", "add", "-A"], check=True)
    comment(capsys)
    assert subprocess.run(["git", "status", "--porcelain"], capture_output=True, check=True).stdout.startswith(b"M  ")


@pytest.mark.parametrize("revision", ["nergens", "--output=x"])
def test_a_revision_that_git_does_not_know_is_said(
    revision: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["review", f"--since={revision}"]) == 2
    assert f"git kent '{revision}' niet" in capsys.readouterr().err
    assert root.exists()


def test_every_field_has_a_name_that_may_stand_in_a_sentence() -> None:
    for kind, model in MODELS.items():
        for one in fields_of(model):
            raw = reply.written(reply.Reply([("volgorde", {"onderwerp": kind, "veld": one.titel})], [], []))
            assert reply.read(raw).facts


def test_two_states_that_are_the_same_do_not_differ() -> None:
    case = project.examine(SAMPLE / "data", SAMPLE / "docs", TODAY)
    assert difference(case, case) == []


GOOD = {
    "version": 1,
    "facts": [{"what": "titel", "words": {"oud": "a", "nieuw": "b"}}],
    "findings": [{"path": "data/a/b.yml", "line": 1, "message": "m", "hint": "h"}],
    "suggestions": [{"path": "data/a/b.yml", "line": 1, "text": "t"}],
    "more": 0,
}


@pytest.mark.parametrize(
    "strange",
    [
        [],
        {**GOOD, "more": -1},
        {**GOOD, "more": True},
        {**GOOD, "version": 2},
        {**GOOD, "nummer": 7},
        {**GOOD, "facts": [{"what": "onbekend", "words": {}}]},
        {**GOOD, "facts": [{"what": "titel", "words": {"oud": "a"}}]},
        {**GOOD, "facts": [{"what": "titel", "words": {"oud": "a", "nieuw": 7}}]},
        {**GOOD, "facts": [{"what": "titel", "words": {"oud": "a", "nieuw": "b" * 4001}}]},
        {**GOOD, "facts": [{"what": "volgorde", "words": {"onderwerp": "a", "veld": "@team"}}]},
        {**GOOD, "facts": [{"what": "bestanden", "words": {"aantal": "<b>"}}]},
        {**GOOD, "facts": [{"what": "adres-nieuw", "words": {"onderwerp": "a", "adres": "b", "staat": "@team"}}]},
        {**GOOD, "facts": GOOD["facts"] * 2001},  # type: ignore[operator]
        {**GOOD, "findings": [{"path": "data/a.yml", "line": 0, "message": "m", "hint": "h"}]},
        {**GOOD, "suggestions": [{"path": ".github/workflows/ci.yml", "line": 1, "text": "t"}]},
        {**GOOD, "suggestions": [{"path": "data/../.github/ci.yml", "line": 1, "text": "t"}]},
        {**GOOD, "suggestions": [{"path": "data/a/b.yml", "line": 1, "text": "a\n```\n@team"}]},
    ],
)
def test_a_file_that_we_would_not_write_is_refused(strange: object) -> None:
    assert reply.read(json.dumps(GOOD).encode())
    with pytest.raises(reply.StrangeError):
        reply.read(json.dumps(strange).encode())


@pytest.mark.parametrize("raw", [b"", b"\xff", b"[" * 100_000, b" " * (reply.MOST_BYTES + 1), b"NaN"])
def test_what_is_no_file_of_ours_at_all_is_refused(raw: bytes) -> None:
    with pytest.raises(reply.StrangeError):
        reply.read(raw)


def test_however_much_changes_the_file_and_the_comment_stay_within_bounds() -> None:
    facts = [("titel", {"oud": "é" * 5000, "nieuw": f"{number}"}) for number in range(3000)]
    notes = [reply.Note("data/a.yml", 1, "m" * 5000, "h") for _ in range(900)]
    made = reply.made(facts, notes, [])
    assert len(reply.written(made)) <= reply.MOST_BYTES
    again = reply.read(reply.written(made))
    assert len(reply.markdown(again).encode()) < 60_000
    assert "900 fouten" in reply.markdown(again)


def test_a_suggestion_stays_within_its_fence() -> None:
    text = reply.suggested(reply.Suggestion("data/a.yml", 1, "titel: ```` @team"))
    [fence] = [token for token in MarkdownIt("commonmark").parse(text) if token.type == "fence"]
    assert fence.info == "suggestion"
    assert fence.content == "titel: ```` @team\n"
