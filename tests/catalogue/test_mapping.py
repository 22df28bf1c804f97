"""A list of others beside the standaarden: open until somebody shows it, kept as it was filled in, never guessed."""

from pathlib import Path

import pytest

from infobox.__main__ import main
from infobox.catalogue.mapping import OPEN
from tests.conftest import SAMPLE

STANDAARDEN = 3  # of the sample, without the one that is withdrawn
MANY = 40


def run(path: Path) -> int:
    return main(["naast", str(path), "--data", str(SAMPLE / "data")])


@pytest.fixture
def made_up(tmp_path: Path) -> Path:
    """A made-up list of forty, as somebody would type it over."""
    parts = "".join(
        f"  - nummer: {number}\n    titel: 'Onderdeel {number}: over de kweepeer'\n" for number in range(1, MANY + 1)
    )
    path = tmp_path / "lijst.yml"
    path.write_text(f"titel: Een lijst van een ander\nbron: https://www.voorbeeld.nl/lijst\nonderdelen:\n{parts}")
    return path


def test_every_cell_is_open_at_first(made_up: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(made_up) == 0
    assert f"{MANY} onderdelen naast {STANDAARDEN} standaarden: 120 vakjes, 120 open." in capsys.readouterr().out
    text = made_up.read_text(encoding="utf-8")
    assert text.count(f": {OPEN}\n") == MANY * STANDAARDEN
    assert "    titel: 'Onderdeel 40: over de kweepeer'" in text.split("\n")


def test_what_was_filled_in_stays_and_a_second_time_changes_nothing(
    made_up: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(made_up)
    cells = made_up.read_text(encoding="utf-8")
    for old, new in (("zien", "ja, bladzijde 12"), ("wegen", "nee"), ("leren", "nee")):
        cells = cells.replace(f"      {old}: {OPEN}", f"      {old}: {new}", 1)
    made_up.write_text(cells, encoding="utf-8")
    capsys.readouterr()
    assert run(made_up) == 0
    assert run(made_up) == 0
    said = capsys.readouterr().out
    assert "120 vakjes, 117 open." in said
    assert "1 onderdelen zijn helemaal bekeken en raken een standaard." in said
    assert made_up.read_text(encoding="utf-8") == cells


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (f"zien: {OPEN}", "zien: ja", "'ja' is geen waarde voor 'zien'"),
        (f"zien: {OPEN}", "zien: misschien", "'misschien' is geen waarde voor 'zien'"),
        (f"zien: {OPEN}", f"zein: {OPEN}", "standaard 'zein' bestaat niet; bedoelt u 'zien'?"),
        (f"zien: {OPEN}", "zien: [ja]", "geen waarde voor 'zien'"),
        ("nummer: '2'", "nummer: '1'", "'1' staat hier twee keer"),
        ("nummer: '2'", "nummer: ''", "'nummer' of 'titel' ontbreekt"),
        ("bron: https", "bronn: https", "'bron' ontbreekt"),
        ("onderdelen:", "delen:", "'onderdelen' ontbreekt"),
        ("onderdelen:", "onderdelen: [", "de opbouw klopt hier niet"),
    ],
)
def test_what_is_wrong_is_told_at_its_line_and_nothing_is_written(
    made_up: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, said: str
) -> None:
    run(made_up)
    wrong = made_up.read_text(encoding="utf-8").replace(old, new, 1)
    made_up.write_text(wrong, encoding="utf-8")
    capsys.readouterr()
    assert run(made_up) == 1
    out = capsys.readouterr().out
    assert said in out
    assert "lijst.yml:" in out
    assert made_up.read_text(encoding="utf-8") == wrong


def test_a_file_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "niets.yml") == 2
    assert "is er niet" in capsys.readouterr().err
