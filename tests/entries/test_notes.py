"""What a colleague would point at: told by the check, and stopping nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

from infobox.entries import documents
from infobox.entries.load import load
from infobox.entries.notes import NOTES, notes
from infobox.entries.reading import Reading
from tests.conftest import SAMPLE, TODAY
from tests.site_fixtures import lay_out_sample

CARD, WEIGHING = "data/instrumenten/signaalkaart.yml", "data/standaarden/wegen.yml"


def told(root: Path) -> list[str]:
    return list(map(str, notes(load(root / "data", root / "docs", TODAY, {}))))


def edited(root: Path, path: str, old: str, new: str) -> Path:
    lay_out_sample(root)
    text = (root / path).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (root / path).write_text(text.replace(old, new), encoding="utf-8")
    return root


def test_texts_that_are_well_give_no_note() -> None:
    assert told(SAMPLE) == []


REASON = "De laatste rij van de kaart leidt van het signaal naar de afweging."


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (
            "De kaart noemt signalen die een ander ziet.",
            "27:13: deze reden begint net als die in data/instrumenten/signaalkaart.yml:25; "
            "schrijf wat hier anders is; wie beide leest, leert zo niets nieuws",
        ),
        (
            "De kaart is bruikbaar voor deze standaard.",
            "27:22: 'is bruikbaar voor' zegt niets over dit instrument; "
            "schrijf wat dit instrument bij deze standaard doet",
        ),
        (
            "Dit leidt u van het signaal naar de afweging.",
            "27:23: 'u' spreekt de lezer aan; deze teksten doen dat nergens; "
            "zeg wie iets doet: het team, de professional, de gemeente",
        ),
        ("De laatste rij van de kaart leidt naar de", "27:13: de laatste zin is niet af; eindig met een punt"),
        # What an editor left behind in a text of the sample, and what is said of it.
        ("De laatste rij. TODO afmaken.", "27:29: hier staat nog 'TODO'; schrijf het af, of haal het weg"),
    ],
)
def test_a_text_that_is_not_well_gives_one_note_at_its_place(new: str, expected: str, tmp_path: Path) -> None:
    assert told(edited(tmp_path, CARD, REASON, new)) == [f"{CARD}:{expected}"]


def test_what_a_standaard_means_to_somebody_is_looked_at_too(tmp_path: Path) -> None:
    lines = (SAMPLE / WEIGHING).read_text(encoding="utf-8").splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("  trainer:"))
    text = lines[at].partition(": ")[2]
    (found,) = told(edited(tmp_path, WEIGHING, text, f"Uw groep kijkt. {text}"))
    assert found.startswith(f"{WEIGHING}:{at + 1}:12: 'Uw' spreekt de lezer aan")


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (
            "actualiteit:\n  status: gangbaar\n  toelichting: Het webadres is van 2012.",
            "60:20: 'webadres' gaat over het adres, niet over de inhoud; zet dit bij link, als toelichting",
        ),
        (
            "actualiteit:\n  status: mogelijk-verouderd",
            "59:11: er staat niet waarom de inhoud mogelijk verouderd is; "
            "zet eronder: toelichting, met wat daarop wijst",
        ),
    ],
)
def test_the_age_of_an_address_is_not_that_of_a_text(new: str, expected: str, tmp_path: Path) -> None:
    assert told(edited(tmp_path, CARD, "actualiteit:\n  status: gangbaar", new)) == [f"{CARD}:{expected}"]


@pytest.mark.slow
def test_the_check_tells_notes_and_passes(tmp_path: Path) -> None:
    root = edited(tmp_path, CARD, REASON, "De laatste rij van de kaart leidt naar de")
    command = [sys.executable, "-m", "infobox", "check"]
    done = subprocess.run(
        command, cwd=root, capture_output=True, text=True, check=False, env={"INFOBOX_TODAY": TODAY.isoformat()}
    )
    assert (done.returncode, done.stderr) == (
        0,
        f"let op: {CARD}:27:13: de laatste zin is niet af; eindig met een punt\n",
    )
    github = subprocess.run(
        [*command, "--format", "github"],
        cwd=root, capture_output=True, text=True, check=False, env={"INFOBOX_TODAY": TODAY.isoformat()},
    )  # fmt: skip
    assert github.returncode == 0
    assert f"::warning file={CARD},line=27,col=13::de laatste zin is niet af" in github.stdout


def test_every_note_says_in_a_docstring_what_it_is_about() -> None:
    assert [note.__name__ for note in NOTES if not note.__doc__] == []


def one_text(folder: Path, written: str) -> str:
    """The note about one text, which begins at 2:3 of its file."""
    (folder / "woord.yml").write_text(f"omschrijving: >-\n  {written}\n", encoding="utf-8")
    document = documents.read(folder / "woord.yml", "data/begrippen/woord.yml")
    found = notes(Reading(TODAY, {"begrippen": {"woord": document}}, {}, {}, ()))
    return "; ".join(f"{one.line}:{one.column}: {one.message}" for one in found)


@pytest.mark.parametrize(
    ("written", "mark"),
    [
        ('De "uitkomst is een', '"'),
        ('De uitkomst" is een', '"'),
        ("De “uitkomst is een", "“"),
        ("De ‘uitkomst is een", "‘"),
        ("De 'uitkomst is een", "'"),
        ("De uitkomst' is een", "'"),
        ("De «uitkomst is een", "«"),
        ("De uitkomst (van toen is een", "("),
        ("De uitkomst van toen) is een", ")"),
    ],
)
def test_a_mark_without_its_other_half_is_pointed_at(tmp_path: Path, written: str, mark: str) -> None:
    word = written.rfind(" ", 0, written.index(mark)) + 1
    assert one_text(tmp_path, written) == f"2:{3 + word}: bij het teken {mark} ontbreekt het tweede"


@pytest.mark.parametrize(
    "written",
    [
        "'s Avonds is de uitkomst", "’s Avonds is de uitkomst", "In '90 was het", "Geef 'em de foto's van Thomas' zus",
        "Zo'n 6' hoog", 'Een scherm van 10" is', "De 'uitkomst' en de “ander” zijn", "Eerst a) dit en dan 2) dat is",
        "Het heet 'Thuis (veilig)' en „zo”", "Volgens Max' broer is 't een", "De (‘eerste’) uitkomst",
    ],
)  # fmt: skip
def test_an_apostrophe_or_an_inch_may_stand_alone(tmp_path: Path, written: str) -> None:
    assert one_text(tmp_path, written) == ""


@pytest.mark.parametrize(
    ("written", "shown"),
    [("## Kop", "## Kop"), ("Zo. - eerst dit", "- eerst"), ("De _uitkomst_ is", "_uitkomst_"), ("Goed 😀 zo", "😀")],
)
def test_markup_of_other_programs_is_pointed_at(tmp_path: Path, written: str, shown: str) -> None:
    assert one_text(tmp_path, written).endswith(f"'{shown}' komt zo op de site")


@pytest.mark.parametrize("written", ["Nr. #2 - de tweede", "snake_case_naam", "Van 2 - 4 jaar", "Klaar: zo."])
def test_a_sign_in_a_sentence_is_no_markup(tmp_path: Path, written: str) -> None:
    assert one_text(tmp_path, written) == ""


def test_many_marks_in_a_text_are_looked_at_once(tmp_path: Path) -> None:
    """A hostile text of the largest size: looking back over all of it at every mark would take minutes."""
    assert one_text(tmp_path, "a) " * 20_000) == ""
    assert one_text(tmp_path, "(" * 60_000) == "2:3: bij het teken ( ontbreekt het tweede"
