"""Loading: all faults at once, whatever the typo, and each file once."""

import json
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from infobox.catalogue.infobox import Infobox
from infobox.entries.load import load
from infobox.findings import DataError, Finding
from tests.conftest import GOOD, ROOT, TODAY, Write

DATA = ROOT / "data"

# Forty faults in forty files of the real data: file, the first line that matches, what an editor makes of it, how many
# lines below it the finding stands, and words of the message.
FORTY = (
    ("instrumenten/lirik.yml", "soort: .*", "soort: screeninginstrument", 0, "bedoelt u 'screeningsinstrument'?"),
    ("instrumenten/stalking-be-aware.yml", "jaar: .*", 'jaar: "2019"', 0, "moet een heel getal zijn"),
    ("instrumenten/signs-of-safety.yml", "actualiteit:", "actualiteit:\n  statuss: x", 1, "bedoelt u 'status'?"),
    ("instrumenten/arij.yml", "code: (.*)", r"code: \1\ncode: \1", 1, "voor de tweede keer"),
    ("instrumenten/aware.yml", "titel: .*", "titel: [open", 0, "tussen haken wordt niet gesloten"),
    ("instrumenten/care-nl.yml", "titel: .*", 'titel: "open', 0, "een aanhalingsteken of haakje wordt niet gesloten"),
    ("instrumenten/cfra-nl.yml", "titel: (.*)", r"titel: &a \1", 0, "een anker van YAML"),
    ("instrumenten/filomena.yml", "titel: (.*)", r"titel: !!str \1", 0, "een label van YAML"),
    ("instrumenten/giz-methodiek.yml", "titel: .*", "titel:", 0, "'titel' is leeg"),
    ("instrumenten/jeugdwet.yml", "titel: .*", "titel: 2014", 0, "moet tekst zijn"),
    ("instrumenten/lkha-website.yml", "titel: .*", "titel: '{{ 7*7 }}'", 0, "'{{' mag niet in een tekst"),
    ("instrumenten/mda-plusplus.yml", "titel: .*", "titel: <script>x</script>", 0, "lijkt op HTML"),
    ("instrumenten/rak-lvb.yml", "titel: .*", "titel: javascript:alert(1)", 0, "opdracht aan de browser"),
    ("instrumenten/top3-methodiek.yml", "titel: .*", "titel: 'x [x](y)'", 0, "lijkt op opmaak"),
    ("instrumenten/verwijsindex.yml", "titel: .*", "titel: Verwijs\u202eindex", 0, "leesrichting"),
    ("instrumenten/veiligheidscheck.yml", "titel: .*", "titel: Veilig\x07heid", 0, "stuurteken"),
    ("instrumenten/toekomstscenario.yml", "titel: (.*)", r"titel: Zie @I999 \1", 0, "'@I999' verwijst naar niets"),
    ("instrumenten/veiligheid-voorop.yml", "  url: .*", "  url: http://localhost/", 0, "geen openbare website"),
    ("instrumenten/wmo-2015.yml", "  url: .*", "  url: ftp://nji.nl/", 0, "begint niet met https://"),
    ("instrumenten/zelfscan-kwaliteitskader.yml", "  url: .*", "  url: https://a:b@vng.nl/", 0, "wachtwoord"),
    ("instrumenten/family-justice-centers.yml", "doelgroepen:\n  - .*", "doelgroepen:\n  - iedereen", 1, "geen waarde"),
    ("instrumenten/eigen-kracht-conferentie.yml", "  status: .*", "  status: opgevolgd", 0, "'opvolger' ontbreekt"),
    ("instrumenten/format-regiovisie.yml", "samenvatting: >-\n(  .*\n)+", "samenvatting: Kort.\n", 0, "telt 5 tekens"),
    ("begrippen/veiligheidstaxatie.yml", "  - lirik", "  - lirikk", 0, "bedoelt u 'lirik'?"),
    ("begrippen/achterlating.yml", "titel: .*\n", "", 0, "'titel' ontbreekt"),
    ("begrippen/femicide.yml", "titel: (.*)", r"id: moord\ntitel: \1", 0, "anders dan de bestandsnaam"),
    ("begrippen/kindcheck.yml", "titel: .*", "titel: no", 0, "YAML leest dat als ja of nee"),
    ("begrippen/triage.yml", "titel: (.*)", r"\ttitel: \1", 0, "met dit teken kan een waarde niet beginnen"),
    ("begrippen/zelfscan.yml", "(?s).*", "", 0, "het bestand is leeg"),
    ("begrippen/stalking.yml", "bronnen:", "---\nbronnen:", 0, "twee YAML-documenten"),
    ("bouwstenen/zorgen-voor-veiligheid.yml", "nummer: .*", "nummer: 6", 0, "het nummer is 6, maar de code is B7"),
    ("bouwstenen/realiseren-cultuuromslag.yml", "attestatie: .*", "attestatie: titel", 0, "geen waarde"),
    ("bronnen/hg-bouwstenen-2015.yml", "datum: .*", "datum: 2999-01-01", 0, "ligt in de toekomst"),
    ("contacten/politie-geen-spoed.yml", "nummer: .*", "nummer: 0612", 0, "YAML leest dat als getal"),
    ("kaders/drie-voorwaarden.yml", "  - anker: o2", "  - anker: o1", 0, "'o1' staat hier twee keer"),
    ("kaders/vier-inspectiethemas.yml", "volgorde: .*", "volgorde: 0", 0, "de grens is 1"),
    ("organisaties/nji.yml", "  url: .*", "  url: https://10.0.0.1/", 0, "geen openbare website"),
    ("organisaties/vilans.yml", "titel: .*", "titel: pharos", 0, "de titel staat ook in data/organisaties/pharos.yml"),
    ("standaarden/vakmanschap.yml", "  - anker: a2", "  - anker: deel-2", 0, "heeft niet de vorm van 'anker'"),
    (
        "standaarden/hulp-en-herstel.yml",
        "  - standaard: .*",
        "  - standaard: vakmanschp",
        0,
        "bedoelt u 'vakmanschap'?",
    ),
)


def test_forty_faults_in_forty_files_give_forty_findings_at_their_lines(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    expected = []
    for name, pattern, replacement, offset, words in FORTY:
        path = data / name
        text = path.read_text(encoding="utf-8")
        match = re.search(rf"^{pattern}" if not pattern.startswith("(?s)") else pattern, text, re.MULTILINE)
        assert match, f"nothing in {name} matches {pattern}"
        path.write_text(text[: match.start()] + match.expand(replacement) + text[match.end() :], encoding="utf-8")
        line = text.count("\n", 0, match.start()) + 1 + offset
        expected.append((f"data/{name}", line, words))
    with pytest.raises(DataError) as caught:
        load(data, date.today())
    found = [(each.path, each.line) for each in caught.value.findings]
    assert found == sorted((path, line) for path, line, _ in expected)
    said = {each.path: str(each) for each in caught.value.findings}
    assert [(path, said[path]) for path, _, words in expected if words not in said[path]] == []
    assert len(found) == len({path for path, _ in found}) == 40


@pytest.mark.parametrize("seed", range(3))
def test_no_typo_gives_anything_but_findings(seed: int, tmp_path: Path) -> None:
    """Every file of the real data gets its own accident; three rounds make some nine hundred of them."""
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    dice = random.Random(seed)  # noqa: S311 - chance, not secrecy
    for path in sorted(data.rglob("*.yml")):
        path.write_bytes(_accident(path.read_bytes(), dice))
    with pytest.raises(DataError) as caught:
        load(data, date.today())
    for finding in caught.value.findings:
        lines = (data.parent / finding.path).read_bytes().count(b"\n") + 1
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


@pytest.mark.parametrize("turn", range(3))
def test_no_value_of_a_wrong_type_gives_anything_but_findings(turn: int, tmp_path: Path) -> None:
    """Every value of the right dataset in turn, at any depth, makes way for an odd one; `turn` says for which."""
    data = tmp_path / "data"
    shutil.copytree(GOOD, data)
    for original in sorted(GOOD.rglob("*.yml")):
        path = data / original.relative_to(GOOD)
        value = yaml.safe_load(original.read_text(encoding="utf-8"))
        for number, changed in enumerate(_with_each_value_gone(value)):
            odd = ODD[(number * 3 + turn) % len(ODD)]
            path.write_text(yaml.safe_dump(changed, sort_keys=False).replace("WEG", odd), encoding="utf-8")
            assert all(finding.hint for finding in _findings(data))
        path.write_bytes(original.read_bytes())


def _findings(data: Path) -> list[Finding]:
    try:
        load(data, TODAY)
    except DataError as error:
        return error.findings
    return []


def _with_each_value_gone(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from ({**value, key: changed} for changed in _with_each_value_gone(inner))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from ([*value[:number], changed, *value[number + 1 :]] for changed in _with_each_value_gone(inner))
    yield "WEG"


def test_each_file_of_the_data_is_opened_once_and_nothing_else_there() -> None:
    program = """
import json, sys
from collections import Counter
from datetime import date
from pathlib import Path
from infobox.entries.load import load

opened = Counter()
data = Path(sys.argv[1])

def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], str) and arguments[0].startswith(str(data)):
        opened[arguments[0]] += 1

sys.addaudithook(watch)
load(data, date.today())
print(json.dumps(opened))
"""
    done = subprocess.run(
        [sys.executable, "-c", program, str(DATA)], capture_output=True, text=True, check=True, cwd=ROOT
    )
    opened = json.loads(done.stdout)
    assert opened == {str(path): 1 for path in DATA.rglob("*.yml")}


def test_a_folder_that_does_not_exist_is_said_apart(tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError):
        load(tmp_path / "nergens", TODAY)


def test_findings_name_the_folder_also_when_it_is_the_current_one(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write("begrippen/meldcode.yml", "herkomst: bron", "herkomst: x"))
    with pytest.raises(DataError) as caught:
        load(Path(), TODAY)
    assert [finding.path for finding in caught.value.findings] == ["data/begrippen/meldcode.yml"]


def test_symbolic_links_are_refused_whatever_they_point_to(write: Write, tmp_path: Path) -> None:
    data = write("begrippen/meldcode.yml")
    (data / "begrippen" / "kopie.yml").symlink_to(tmp_path / "data" / "bronnen" / "bericht.yml")
    (data / "begrippen" / "weg.yml").symlink_to(tmp_path / "nergens")
    (data / "map").symlink_to(data / "bronnen")
    with pytest.raises(DataError) as caught:
        load(data, TODAY)
    stray = [finding.path for finding in caught.value.findings if finding.message == "dit bestand hoort hier niet"]
    assert stray == ["data/begrippen/kopie.yml", "data/begrippen/weg.yml", "data/map"]


def test_entries_stand_in_the_order_in_which_a_reader_looks_for_them(real: Infobox) -> None:
    assert [each.code for each in real.standaarden.values()] == [f"S{number:02}" for number in range(1, 12)]
    assert [each.nummer for each in real.bouwstenen.values()] == list(range(1, 9))
    assert [each.volgorde for each in real.contacten.values()] == sorted(
        each.volgorde for each in real.contacten.values()
    )
    titles = [each.titel for each in real.begrippen.values()]
    assert titles.index("afwegingskader") < titles.index("MDA++") < titles.index("meldcode")


def test_a_kind_without_a_folder_is_empty(write: Write) -> None:
    data = write("begrippen/meldcode.yml")
    shutil.rmtree(data / "begrippen")
    assert load(data, TODAY).count("begrippen") == 0
