"""`infobox beheer`, and the one message that a workflow keeps open with it."""

import json
from datetime import date
from pathlib import Path

import pytest

from infobox.__main__ import main
from infobox.links.state import STATE, read_state
from infobox.pages.beheer import Beheer, Look
from infobox.pages.lijsten import LISTS
from infobox.site import project
from infobox.site.todo import message
from tests.conftest import SAMPLE, TODAY

DATA = ["--data", str(SAMPLE / "data"), "--docs", str(SAMPLE / "docs")]


@pytest.fixture(autouse=True)
def _fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INFOBOX_TODAY", TODAY.isoformat())


def _message(today: date, *, seen: bool = True) -> str:
    made = project.read(SAMPLE / "data", SAMPLE / "docs", TODAY)
    states = read_state(SAMPLE / STATE) if seen else {}
    look = Look(made.case, states, made.exemptions if seen else (), made.agreements, places=True)
    return message(Beheer(LISTS, look), look, today, "https://infobox.test/", "https://forge.test/edit/main")


def test_it_tells_how_long_each_list_is_and_one_list_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["beheer", *DATA]) == 0
    assert "Links: werkt niet meer: 3  (infobox beheer links-stuk)" in capsys.readouterr().out
    assert main(["beheer", "nakijken", *DATA]) == 0
    out = capsys.readouterr().out
    assert "data/contacten/noodnummer-112.yml: Noodnummer: voor 2026-10-01 nagekeken op 1 oktober 2025" in out
    assert "Wat te doen: Lees de pagina" in out


def test_it_writes_json_and_csv(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["beheer", "dun", "--als", "json", *DATA]) == 0
    [told] = json.loads(capsys.readouterr().out)["lijsten"]
    assert told["naam"] == "dun"
    assert main(["beheer", "dun", "--als", "csv", *DATA]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1 + len(told["regels"])


def test_a_list_that_is_not_there_is_asked_back(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["beheer", "moeilijks", *DATA]) == 2
    assert "de lijst 'moeilijks' bestaat niet; bedoelt u 'moeilijk'?" in capsys.readouterr().err


def test_the_message_names_what_asks_for_somebody_now_and_where_to_mend_it(tmp_path: Path) -> None:
    assert main(["beheer", "--bericht", str(tmp_path / "bericht.md"), *DATA]) == 0
    text = _message(TODAY)
    assert (tmp_path / "bericht.md").read_text().count("\n") == text.count("\n")
    due, rest = text.split("### Links: werkt niet meer", 1)
    assert "### Na te kijken voor een dag: 3" in due
    assert "[data/contacten/noodnummer-112.yml](https://forge.test/edit/main/data/contacten/noodnummer-112.yml)" in due
    assert "[Moeilijkste teksten](https://infobox.test/beheer/#moeilijk)" in rest
    assert "anders [de kopie van 2026-10-30](https://web.archive.org/web/20261030120000/" in rest
    assert "### Uitzonderingen die aflopen" not in text
    assert "regel 16: <https://www.voorbeeld-kopie.nl/handboek.pdf>" in rest


def test_the_message_counts_from_the_day_it_is_made() -> None:
    assert "### Na te kijken voor een dag" not in _message(date(2026, 9, 1))
    assert "### Na te kijken voor een dag: 3" in _message(date(2026, 9, 17))  # two weeks before
    assert "### Uitzonderingen die aflopen: 1" in _message(date(2027, 4, 20))


def test_without_anything_that_waits_there_is_no_message() -> None:
    assert _message(date(2026, 9, 1), seen=False) == ""
