"""The house style of a file: only its looks change, and a second time nothing does."""

import random
from pathlib import Path
from typing import Any

import pytest
import yaml

from infobox.entries.documents import Document, from_text, read
from infobox.entries.kinds import KINDS
from infobox.entries.load import read_documents
from infobox.entries.model import MODELS
from infobox.entries.shapes import FILES
from infobox.entries.tidying import WIDTH, tidied
from tests.conftest import ROOT, SAMPLE
from tests.entries.examples import example
from tests.small_project import Plain


def again(text: str, like: Document) -> Document:
    document = from_text(text, like.path, shape=FILES[like.kind])
    document.kind = like.kind
    return document


def same(one: Document, other: Document) -> bool:
    """Whether two files say the same: equal values of equal types, whatever the order of their keys."""
    plain = [yaml.dump(document.value, sort_keys=True) for document in (one, other)]
    return plain[0] == plain[1]


@pytest.mark.parametrize(
    "data", [SAMPLE / "data", pytest.param(ROOT / "data", marks=pytest.mark.slow)], ids=["sample", "real"]
)
def test_over_all_files_nothing_means_something_else_and_a_second_time_nothing_changes(data: Path) -> None:
    documents = [document for files in read_documents(data).values() for document in files.values()]
    assert documents
    for document in documents:
        made = again(tidied(document), document)
        assert same(made, document), document.path
        assert tidied(made) == made.source, document.path


WORDS = (
    "veilig", "thuis:", "é", "#hier", "#", "- streepje", "'t", '"ja"', "no", "2014", "1:30", "{a}", "[b]", "@S01", "&",
    "*", "a, b", "|", ">", "%", "einde.", "lang " * 30, "https://www.voorbeeld.nl/" + "pad/" * 30,
)  # fmt: skip


def _shuffled(value: Any, dice: random.Random) -> Any:
    """The same record with its keys in another order, and other texts in it."""
    if isinstance(value, dict):
        keys = list(value)
        dice.shuffle(keys)
        return {key: _shuffled(value[key], dice) for key in keys}
    if isinstance(value, list):
        return [_shuffled(item, dice) for item in value]
    if isinstance(value, str) and dice.random() < 0.6:
        return " ".join(dice.choices(WORDS, k=dice.randrange(1, 12))).strip()
    if isinstance(value, str) and dice.random() < 0.2:
        return f"{value}\n\n{value}"
    return value


def _commented(text: str, dice: random.Random) -> str:
    """With comments of an editor on lines of their own, at the margin: where nothing can be inside a text."""
    lines = text.split("\n")
    starts = [number for number, line in enumerate(lines) if line[:1].isalpha()]
    for number in sorted(dice.sample(starts, k=min(2, len(starts))), reverse=True):
        lines.insert(number, f"# opmerking {dice.randrange(100)}")
    return "\n".join(lines)


@pytest.mark.slow
@pytest.mark.parametrize("files", [150, pytest.param(1000, marks=pytest.mark.nightly)])
def test_made_up_files_keep_their_meaning_and_their_comments(tmp_path: Path, files: int) -> None:
    dice = random.Random(12)  # noqa: S311 - chance, not secrecy
    changed = 0
    for number in range(files):
        kind = dice.choice(list(KINDS))
        record = _shuffled(example(MODELS[kind]), dice)
        record.pop("id", None)
        flow = dice.choice([None, False])
        text = yaml.dump(record, Dumper=Plain, allow_unicode=True, sort_keys=False, default_flow_style=flow,
                         width=dice.choice([40, 80, 200]), indent=dice.choice([2, 4]))  # fmt: skip
        path = tmp_path / kind / f"f{number}.yml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(_commented(text, dice), encoding="utf-8")
        document = read(path, f"data/{kind}/f{number}.yml")
        if document.faults:
            continue  # a text that the reader refuses: nothing is tidied that has a fault
        made = again(tidied(document), document)
        changed += made.source != document.source
        assert same(made, document), document.source
        assert tidied(made) == made.source, made.source
        comments = [line for line in document.source.split("\n") if line.startswith("# opmerking")]
        assert sorted(comments) == sorted(line for line in made.source.split("\n") if line.startswith("# opmerking"))
    assert changed > files / 2, "a test in which nothing is tidied tells nothing"


def test_the_style(tmp_path: Path) -> None:
    path = tmp_path / "begrippen" / "proef.yml"
    path.parent.mkdir()
    long = "Een zin die te lang is voor een regel, en die daarom op een volgende regel verder gaat dan hier en nu."
    path.write_text(
        f'# van de redactie\nomschrijving: "{long}"\n\nbronnen:\n- toelichting: bovenaan # nagekeken\n  bron: bericht\n'
        "# de titel\ntitel: 'meldcode'\nherkomst: bron\n# tot slot\n",
        encoding="utf-8",
    )
    assert tidied(read(path, "data/begrippen/proef.yml")) == (
        "# yaml-language-server: $schema=../../schema/begrippen.json\n"
        "# de titel\ntitel: meldcode\n# van de redactie\nomschrijving: >-\n"
        "  Een zin die te lang is voor een regel, en die daarom op een volgende regel verder gaat dan hier en\n  nu.\n"
        "herkomst: bron\n\nbronnen:\n  - bron: bericht\n    toelichting: bovenaan  # nagekeken\n# tot slot\n"
    )
    assert WIDTH == 100


@pytest.mark.parametrize("first", ["", "# yaml-language-server: $schema=https://elders.test/x.json\n", "# van mij\n"])
def test_the_first_line_ties_a_file_to_the_schema_of_its_kind_and_is_there_once(tmp_path: Path, first: str) -> None:
    path = tmp_path / "begrippen" / "proef.yml"
    path.parent.mkdir()
    path.write_text(f"{first}titel: meldcode\nomschrijving: Een stappenplan.\nherkomst: bron\n", encoding="utf-8")
    made = tidied(read(path, "data/begrippen/proef.yml"))
    assert made.startswith("# yaml-language-server: $schema=../../schema/begrippen.json\n")
    assert made.count("yaml-language-server") == 1
    assert (ROOT / "data" / "begrippen" / "../../schema/begrippen.json").is_file()
    assert ("# van mij" in made) == ("van mij" in first)


def test_what_cannot_be_written_in_the_style_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "begrippen" / "proef.yml"
    path.parent.mkdir()
    odd = "titel: meldcode\nomschrijving: |+\n  Een tekst die eindigt met een witregel.\n\nherkomst: bron\n"
    path.write_text(odd, encoding="utf-8")
    assert tidied(read(path, "data/begrippen/proef.yml")) == odd
