"""Loading: all faults at once, whatever the typo, and each file once."""

import ast
import json
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from infobox import clock
from infobox.catalogue.infobox import Infobox
from infobox.entries.load import load
from infobox.findings import DataError
from infobox.site import project
from tests.conftest import GOOD, ROOT, TODAY, Write
from tests.reading import infobox_of
from tests.small_project import Small

# Forty faults in forty files: the file, the first line that matches, what an editor makes of it, how many lines below
# it the finding stands, and words of the message.
FORTY = (
    ("instrumenten/stuk-01", "soort: .*", "soort: screeninginstrument", 0, "bedoelt u 'screeningsinstrument'?"),
    ("instrumenten/stuk-02", "jaar: .*", 'jaar: "2019"', 0, "schrijf: jaar: 2019"),
    ("instrumenten/stuk-03", "actualiteit:", "actualiteit:\n  statuss: x", 1, "die staat er al"),
    ("instrumenten/stuk-04", "code: (.*)", r"code: \1\ncode: \1", 1, "voor de tweede keer"),
    ("instrumenten/stuk-05", "titel: .*", "titel: [open", 0, "het haakje [ wordt niet gesloten"),
    ("instrumenten/stuk-06", "titel: .*", 'titel: "dicht', 0, "schrijf: titel: dicht"),
    ("instrumenten/stuk-07", "titel: (.*)", r"titel: &a \1", 0, "beginnen met het teken &"),
    ("instrumenten/stuk-08", "titel: (.*)", r"titel: !!str \1", 0, "beginnen met het teken !"),
    ("instrumenten/stuk-09", "titel: .*", "titel:", 0, "'titel' is leeg"),
    ("instrumenten/stuk-10", "titel: .*", "titel: 2014", 0, "moet tekst zijn"),
    ("instrumenten/stuk-11", "titel: .*", "titel: '{{ 7*7 }}'", 0, "'{{' mag niet in een tekst"),
    ("instrumenten/stuk-12", "titel: .*", "titel: <script>x</script>", 0, "lijken op HTML"),
    ("instrumenten/stuk-13", "titel: .*", "titel: javascript:alert(1)", 0, "opdracht aan de browser"),
    ("instrumenten/stuk-14", "titel: .*", "titel: 'x [x](y)'", 0, "lijkt op opmaak"),
    ("instrumenten/stuk-15", "titel: .*", "titel: Verwijs\u202eindex", 0, "leesrichting"),
    ("instrumenten/stuk-16", "titel: .*", "titel: Veilig\x07heid", 0, "stuurteken"),
    ("instrumenten/stuk-17", "titel: (.*)", r"titel: Zie @I999 \1", 0, "'@I999' verwijst naar niets"),
    ("instrumenten/stuk-18", "  url: .*", "  url: http://localhost/", 0, "geen openbare website"),
    ("instrumenten/stuk-19", "  url: .*", "  url: ftp://nji.nl/", 0, "begint niet met https://"),
    ("instrumenten/stuk-20", "  url: .*", "  url: https://a:b@vng.nl/", 0, "wachtwoord"),
    ("instrumenten/stuk-21", "doelgroepen:\n  - .*", "doelgroepen:\n  - iedereen", 1, "geen waarde"),
    ("instrumenten/stuk-22", "  status: .*", "  status: opgevolgd", 0, "'opvolger' ontbreekt"),
    ("instrumenten/stuk-23", "samenvatting: >-\n(  .*\n)+", "samenvatting: Kort.\n", 0, "telt 5 tekens"),
    ("begrippen/woord-01", "  - wegwijzer", "  - wegwijzerr", 0, "bedoelt u 'wegwijzer'?"),
    ("begrippen/woord-02", "titel: .*\n", "", 0, "'titel' ontbreekt"),
    ("begrippen/woord-03", "titel: (.*)", r"id: moord\ntitel: \1", 0, "anders dan de bestandsnaam"),
    ("begrippen/woord-04", "titel: .*", "titel: no", 0, "leest een computer als ja of nee"),
    ("begrippen/woord-05", "titel: (.*)", r"\ttitel: \1", 0, "staat een tab"),
    ("begrippen/woord-06", "(?s).*", "", 0, "het bestand is leeg"),
    ("begrippen/woord-07", "bronnen:", "---\nbronnen:", 0, "haal deze regel weg"),
    ("bouwstenen/leren", "nummer: .*", "nummer: 6", 0, "het nummer is 6, maar de code is B1"),
    ("bronnen/bericht", "datum: .*", "datum: 2999-01-01", 0, "ligt in de toekomst"),
    ("contacten/noodnummer", "nummer: .*", "nummer: 0612", 0, "schrijf: nummer: '0612'"),
    ("kaders/lijst", "volgorde: .*", "volgorde: 0", 0, "het is minstens 1"),
    ("organisaties/instituut", "  url: .*", "  url: https://10.0.0.1/", 0, "geen openbare website"),
    ("organisaties/zuster", "titel: .*", "titel: HET  instituut", 0, "staat ook in data/organisaties/instituut.yml"),
    ("standaarden/eerste", "  - anker: a2", "  - anker: deel-2", 0, "heeft niet de vorm van 'anker'"),
    ("standaarden/tweede", "  - standaard: .*", "  - standaard: eerst", 0, "bedoelt u 'eerste'?"),
    ("situaties/vermoeden", "    standaard: .*", "    standaard: tweed", 0, "bedoelt u 'tweede'?"),
    ("thesaurus/woorden", "(.*)soorten: .*", r"\1soorten: [handreikin]}", 0, "bedoelt u 'handreiking'?"),
)


def multiplied(small: Small) -> None:
    """Files enough for a fault in each: copies that say something else where two may not say the same."""

    def copy(kind: str, name: str, new: str, **words: str) -> None:
        text = small.file(kind, name).read_text(encoding="utf-8")
        for old, word in words.items():
            text = re.sub(old, word, text)
        small.file(kind, new).write_text(text, encoding="utf-8")

    for number in range(1, 24):
        copy("instrumenten", "handboek", f"stuk-{number:02}", I002=f"I{number + 100}", handboek=f"stuk-{number:02}",
             Handboek=f"Stuk {number}")  # fmt: skip
    for number in range(1, 8):
        copy("begrippen", "meldcode", f"woord-{number:02}", meldcode=f"woord {number}")
    copy("organisaties", "instituut", "zuster", Het="Ander")
    small.give_out()


def test_forty_faults_in_forty_files_give_forty_findings_at_their_lines(tmp_path: Path) -> None:
    small = Small(tmp_path / "project")
    multiplied(small)
    assert small.findings() == []
    expected = []
    for name, pattern, replacement, offset, words in FORTY:
        path = small.data / f"{name}.yml"
        text = path.read_text(encoding="utf-8")
        match = re.search(rf"^{pattern}" if not pattern.startswith("(?s)") else pattern, text, re.MULTILINE)
        assert match, f"nothing in {name} matches {pattern}"
        path.write_text(text[: match.start()] + match.expand(replacement) + text[match.end() :], encoding="utf-8")
        line = text.count("\n", 0, match.start()) + 1 + offset
        expected.append((f"data/{name}.yml", line, words))
    found = {tuple(each.split(":")[:2]): each for each in small.findings()}
    assert sorted(found) == sorted((path, str(line)) for path, line, _ in expected)
    assert [(path, line) for path, line, words in expected if words not in found[path, str(line)]] == []
    assert len(small.findings()) == len({path for path, _ in found}) == 40


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_no_typo_gives_anything_but_findings(seed: int, tmp_path: Path) -> None:
    """Every file of a project gets its own accident; all rounds together make more than a thousand of them."""
    dice = random.Random(seed)  # noqa: S311 - chance, not secrecy
    for turn in range(10):
        small = Small(tmp_path / str(turn))
        files = sorted(path for path in small.root.rglob("*") if path.is_file())
        for path in files:
            path.write_bytes(_accident(path.read_bytes(), dice))
        found = project.check(small.case())
        assert found
        for finding in found:
            lines = (small.root / finding.path).read_bytes().count(b"\n") + 1
            assert 1 <= finding.line <= lines + 1
            assert finding.column >= 1
            assert finding.message
            assert finding.hint
            assert str(finding).isprintable()


def _accident(raw: bytes, dice: random.Random) -> bytes:
    """What hands, editors and merges do to a file."""
    here = dice.randrange(len(raw))
    there = dice.randrange(len(raw))
    lines = raw.splitlines(keepends=True)
    line = dice.randrange(len(lines))
    odd = dice.choice(
        [b"\x00", b"\xff", b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"\xc2\x85", b"\r", b"\t", b"\x1b[31m", b"{{"]
    )
    mark = dice.choice([bytes([each]) for each in b":-#&*!|>'\"%@`{}[],?= \n09~"])
    match dice.randrange(8):
        case 0:
            return raw[:here]
        case 1:
            return raw[:here] + odd + raw[here:]
        case 2:
            return raw[:here] + mark + raw[here:]
        case 3:
            return b"".join(lines[:line] + lines[line + 1 :])
        case 4:
            return b"".join([*lines[:line], lines[line], *lines[line:]])
        case 5:
            return b"".join([*lines[:line], dice.choice([b" ", b"  ", b"- "]), *lines[line:]])
        case 6:
            low, high = sorted((here, there))
            return raw[:low] + raw[high : high + 1] + raw[low + 1 : high] + raw[low : low + 1] + raw[high + 1 :]
        case _:
            return re.sub(
                rb": .*", b": " + dice.choice([b"no", b"0x1F", b"[[]]", b"{a: b}", b"1_000", b"-.inf", b""]), raw
            )


ODD = ("[]", "{}", "[a]", "{a: b}", "~", "1", "1.5", "true", "no", "2014-01-01", "''", "=", "[[[]]]")


@pytest.mark.slow
@pytest.mark.parametrize("turn", range(3))
def test_no_value_of_a_wrong_type_gives_anything_but_findings(turn: int, tmp_path: Path) -> None:
    """Every value of the right dataset in turn, at any depth, makes way for an odd one; `turn` says for which."""
    small = Small(tmp_path / "project")
    for original in sorted(GOOD.rglob("*.yml")):
        path = small.data / original.relative_to(GOOD)
        value = yaml.safe_load(original.read_text(encoding="utf-8"))
        for number, changed in enumerate(_with_each_value_gone(value)):
            odd = ODD[(number * 3 + turn) % len(ODD)]
            path.write_text(yaml.safe_dump(changed, sort_keys=False).replace("WEG", odd), encoding="utf-8")
            assert all(finding.hint for finding in project.check(small.case()))
        path.write_bytes(original.read_bytes())


def _with_each_value_gone(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from ({**value, key: changed} for changed in _with_each_value_gone(inner))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from ([*value[:number], changed, *value[number + 1 :]] for changed in _with_each_value_gone(inner))
    yield "WEG"


WATCHED = """
import json, sys
from collections import Counter
from infobox.__main__ import main

opened = Counter()

def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], str) and arguments[0].startswith(("data", "docs", "adressen")):
        opened[arguments[0]] += 1

sys.addaudithook(watch)
code = main(["check"])
print(json.dumps([code, opened]))
"""


@pytest.mark.slow
@pytest.mark.parametrize("faults", [False, True])
def test_a_check_opens_each_file_once_and_nothing_else_there(faults: bool, tmp_path: Path) -> None:
    small = Small(tmp_path / "project")
    if faults:
        small.file("instrumenten", "handboek").write_text("titel: [\n", encoding="utf-8")
        small.retire("instrumenten", "wegwijzer")
        small.set("begrippen", "meldcode", titel="Het instituut", instrumenten=["wegwijser", "handboek"])
        small.page("uitleg").write_text("{{ standaard('x') }} {{ instrument('handboek') }}", encoding="utf-8")
        small.page("kapot").write_bytes(b"caf\xe9")
        small.lock.write_text("<<<<<<< hier\n/weg/ docs/weg.md\n", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), clock.TODAY: TODAY.isoformat()}
    done = subprocess.run(
        [sys.executable, "-c", WATCHED], capture_output=True, text=True, check=True, cwd=small.root, env=environment
    )
    code, opened = json.loads(done.stdout.splitlines()[-1])
    files = [*small.data.rglob("*.yml"), *small.docs.rglob("*.md"), small.lock]
    assert code == (1 if faults else 0), done.stdout
    assert opened == {path.relative_to(small.root).as_posix(): 1 for path in files}


def test_a_fault_of_ours_while_reading_is_not_told_as_a_fault_of_the_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("ours")

    small = Small(tmp_path / "project")
    for place in ("infobox.entries.load.read", "infobox.entries.load.read_pages", "infobox.catalogue.lock.parse",
                  "infobox.entries.docs.from_text", "infobox.pages.macros.find"):  # fmt: skip
        with monkeypatch.context() as patch:
            patch.setattr(place, broken)
            with pytest.raises(ValueError, match="ours"):
                small.findings()


# Where an error of Python's own is caught, and what raises it: nowhere around a read of ours as a whole.
CAUGHT = {
    "text.py": {"urlsplit(url)", "ipaddress.ip_address(bare)"},
    "clock.py": {"date.fromisoformat(told)"},
    "entries/docs.py": {"urlsplit(match[group])"},
    "entries/documents.py": {"date.fromisoformat(raw)"},
    "entries/urls.py": {"urlsplit(url)"},
    "exports/reply.py": {"json.loads(raw)"},
    "links/address.py": {"urlsplit(url)"},
    "links/archive.py": {"what the archive says of a copy"},
    "links/collect.py": {"normalise(written)"},
    "links/engine.py": {"a row that LinkChecker wrote"},
    "links/evidence.py": {"urljoin(self.address, onward)"},
    "links/inside.py": {"urljoin(here, written)"},
    "links/names.py": {"resolver(host)", "ipaddress.ip_address(address)"},
    "links/run.py": {"json.loads(line)", "Evidence.from_json(value)", "parse_moment(value)"},
    "links/state.py": {"json.loads(raw)"},
    "links/visit.py": {"normalise(url)", "parsedate_to_datetime(asked)", "whatever nobody foresaw at one address"},
    "catalogue/edities.py": {"json.loads(source)", "date.fromisoformat(read['datum'])"},
    "links/witness.py": {"whatever goes wrong with somebody's page"},
    "site/editing.py": {"date.fromisoformat(text)"},
    "site/edition.py": {"whatever MkDocs does"},
    "site/proposal.py": {"json.loads(read_bounded(event, MOST_EVENT))"},
    "site/review.py": {"a line of a file that somebody named"},
    "pages/macros.py": {"signature.bind(*arguments, **named)"},
    "pages/trial.py": {"what a page asks of a macro; what comes up inside one goes on"},
    "__main__.py": {"everything, to say that it is ours"},
}
WIDE = {"Exception", "BaseException", "ValueError", "TypeError", "LookupError", "KeyError", "ArithmeticError"}


def test_errors_of_python_are_caught_only_around_what_raises_them() -> None:
    found = {}
    for path in sorted((ROOT / "infobox").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Try):
                caught = {name.id for each in node.handlers for name in ast.walk(each.type or each)
                          if isinstance(name, ast.Name)} & WIDE  # fmt: skip
                if caught or any(each.type is None for each in node.handlers):
                    found[path.relative_to(ROOT / "infobox").as_posix()] = len(node.body)
    assert {name: size for name, size in found.items() if size > 2} == {}
    assert found.keys() == CAUGHT.keys()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("titel: meldcode", "titel: meldcode # \u200b"),  # a fault that the model does not see
        ("titel: meldcode", "id: anders\ntitel: meldcode"),
        ("herkomst: bron", "herkomst: x"),
        ("titel: meldcode", "titel: ["),
    ],
)
def test_an_entry_with_any_fault_of_its_own_is_in_no_list(write: Write, old: str, new: str) -> None:
    read = load(write("begrippen/meldcode.yml", old, new), None, TODAY)
    assert len(set(read.findings)) == 1
    assert read.entries["begrippen"] == []
    assert "meldcode" in read.documents["begrippen"]
    assert (read.is_whole("begrippen", "meldcode"), read.is_whole("bronnen", "bericht")) == (False, True)


def test_a_folder_that_does_not_exist_is_said_apart(tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError):
        load(tmp_path / "nergens", None, TODAY)


def test_findings_name_the_folder_also_when_it_is_the_current_one(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write("begrippen/meldcode.yml", "herkomst: bron", "herkomst: x"))
    assert [finding.path for finding in load(Path(), None, TODAY).findings] == ["data/begrippen/meldcode.yml"]


def test_symbolic_links_are_refused_whatever_they_point_to(write: Write, tmp_path: Path) -> None:
    data = write("begrippen/meldcode.yml")
    (data / "begrippen" / "kopie.yml").symlink_to(tmp_path / "data" / "bronnen" / "bericht.yml")
    (data / "begrippen" / "weg.yml").symlink_to(tmp_path / "nergens")
    (data / "map").symlink_to(data / "bronnen")
    with pytest.raises(DataError) as caught:
        infobox_of(data, TODAY)
    stray = [finding.path for finding in caught.value.findings if finding.message == "dit bestand hoort hier niet"]
    assert stray == ["data/begrippen/kopie.yml", "data/begrippen/weg.yml", "data/map"]


def test_entries_stand_in_the_order_in_which_a_reader_looks_for_them(sample: Infobox) -> None:
    for kind in ("standaarden", "instrumenten", "bouwstenen", "situaties"):
        numbers = [int(getattr(each, "code")[1:]) for each in sample.of_kind(kind).values()]  # noqa: B009 - by kind
        assert numbers == sorted(numbers), kind
    for kind in ("contacten", "kaders"):
        places = [getattr(each, "volgorde") for each in sample.of_kind(kind).values()]  # noqa: B009 - idem
        assert places == sorted(places), kind


@pytest.mark.parametrize(
    ("titles", "ordered"),
    [
        (["meldcode", "MDA++", "afwegingskader"], ["afwegingskader", "MDA++", "meldcode"]),
        (["'t Huis", "Een (a)", "een b"], ["Een (a)", "een b", "'t Huis"]),
    ],
)
def test_titles_stand_as_a_dutch_reader_looks_them_up(tmp_path: Path, titles: list[str], ordered: list[str]) -> None:
    small = Small(tmp_path / "project")
    small.file("begrippen", "meldcode").unlink()
    small.set("situaties", "vermoeden", begrippen=[])
    for number, title in enumerate(titles):
        text = (GOOD / "begrippen" / "meldcode.yml").read_text(encoding="utf-8")
        small.file("begrippen", f"b{number}").write_text(text.replace("titel: meldcode", f'titel: "{title}"'))
    assert [each.titel for each in small.case().infobox.begrippen.values()] == ordered


def test_codes_stand_by_their_number_also_past_their_digits(tmp_path: Path) -> None:
    small = Small(tmp_path / "project")
    for code in ("I1000", "I999", "I1001", "I100"):
        small.add("instrumenten", code.lower(), like="handboek", code=code)
    assert small.findings() == []
    codes = [each.code for each in small.case().infobox.instrumenten.values()]
    assert codes == ["I001", "I002", "I100", "I999", "I1000", "I1001"]


def test_a_kind_without_a_folder_is_empty(tmp_path: Path) -> None:
    small = Small(tmp_path / "project")
    shutil.rmtree(small.data / "thesaurus")
    assert small.findings() == []
    assert small.case().infobox.count("thesaurus") == 0
