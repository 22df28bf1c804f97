"""`infobox new`: a file to fill in, with the first code that was never given out."""

from pathlib import Path

import pytest

from infobox import clock
from infobox.__main__ import main
from infobox.entries.kinds import KINDS, entry_path
from tests.conftest import TODAY
from tests.small_project import Small


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Small:
    small = Small(tmp_path / "project")
    monkeypatch.chdir(small.root)
    monkeypatch.setenv(clock.TODAY, TODAY.isoformat())
    return small


def test_new_makes_a_file_with_the_first_code_that_was_never_used(
    small: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "instrumenten", "proef"]) == 0
    assert capsys.readouterr().out == (
        f"{Path('data/instrumenten/proef.yml')} staat klaar; vul het in en draai daarna: infobox check\n"
    )
    text = small.file("instrumenten", "proef").read_text(encoding="utf-8")
    assert "code: I003\n" in text
    assert f"wijzigingen:\n  - datum: {TODAY.isoformat()}\n    tekst: Toegevoegd.\n" in text
    assert main(["check"]) == 1
    faults = capsys.readouterr().out.splitlines()
    assert all(line.startswith(("data/instrumenten/proef.yml:", "Uitleg: ")) or "gevonden" in line for line in faults)
    assert any("'samenvatting' is leeg" in line for line in faults)


@pytest.mark.parametrize(("highest", "first_free"), [("I317", "I318"), ("I999", "I1000"), ("I1000", "I1001")])
def test_new_knows_the_codes_that_only_the_lock_remembers(small: Small, highest: str, first_free: str) -> None:
    with small.lock.open("a", encoding="utf-8") as file:
        file.write(f"/{highest.lower()}/ instrumenten/ooit\n")
    assert main(["new", "instrumenten", "proef"]) == 0
    assert f"code: {first_free}\n" in small.file("instrumenten", "proef").read_text(encoding="utf-8")


def test_new_knows_the_code_of_a_file_that_cannot_be_read(small: Small) -> None:
    small.file("instrumenten", "kapot").write_text("code: I040\ntitel: [\n", encoding="utf-8")
    assert main(["new", "instrumenten", "proef"]) == 0
    assert "code: I041\n" in small.file("instrumenten", "proef").read_text(encoding="utf-8")


def test_new_works_in_a_project_without_a_lock(small: Small) -> None:
    small.lock.unlink()
    assert main(["new", "instrumenten", "proef"]) == 0
    assert "code: I003\n" in small.file("instrumenten", "proef").read_text(encoding="utf-8")


def test_new_never_overwrites(small: Small, capsys: pytest.CaptureFixture[str]) -> None:
    before = small.file("instrumenten", "handboek").read_bytes()
    assert main(["new", "instrumenten", "handboek"]) == 1
    assert "bestaat al en is niet veranderd" in capsys.readouterr().out
    assert small.file("instrumenten", "handboek").read_bytes() == before


@pytest.mark.parametrize(
    ("kind", "entry_id", "message"),
    [
        ("instrumentn", "proef", "de soort 'instrumentn' bestaat niet; bedoelt u 'instrumenten'?"),
        ("xyz", "proef", f"de soort 'xyz' bestaat niet; kies uit: {', '.join(KINDS)}"),
        ("instrumenten", "Proef 1", "'Proef 1' kan geen adres zijn"),
        ("instrumenten", "proef-", "'proef-' kan geen adres zijn"),
        ("instrumenten", "../proef", "'../proef' kan geen adres zijn"),
        ("instrumenten", "", "'' kan geen adres zijn"),
    ],
)
def test_new_refuses_what_cannot_be_an_address(
    small: Small, capsys: pytest.CaptureFixture[str], kind: str, entry_id: str, message: str
) -> None:
    before = sorted(small.root.rglob("*"))
    assert main(["new", kind, entry_id]) == 1
    assert message in capsys.readouterr().out
    assert sorted(small.root.rglob("*")) == before


def test_new_makes_the_address_of_the_title(small: Small, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "instrumenten", "--titel", "Handboek: het 2e deel"]) == 0
    text = small.file("instrumenten", "handboek-het-2e-deel").read_text(encoding="utf-8")
    assert "\ntitel: 'Handboek: het 2e deel'\n" in text
    assert "\nstandaarden:\n  - standaard:\n    waarom:\n" in text, "with what goes inside"
    assert "\nbronnen:\n  - url:\n" in text
    assert main(["new", "instrumenten", "--titel", "Het handboek"]) == 0
    assert "dit lijkt op data/instrumenten/handboek.yml" in capsys.readouterr().out


def test_new_asks_on_a_terminal(
    small: Small, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["instrumenten", "Kijkkaart", "", "S02", "xyz", "standaard", ""])
    asked: list[str] = []

    def answer(question: str) -> str:
        asked.append(question)
        return next(answers)

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", answer)
    assert main(["new"]) == 0
    assert "Welk adres krijgt het? (kijkkaart) " in asked
    text = small.file("instrumenten", "kijkkaart").read_text(encoding="utf-8")
    assert "\ntitel: Kijkkaart\n" in text
    assert "\nstandaarden:\n  - standaard: tweede\n    waarom:\n" in text
    assert "Niets gevonden." in capsys.readouterr().out


def test_a_wrong_answer_is_asked_again_and_one_of_a_kind_is_as_good_as_all(
    small: Small, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["instrumentn", "Instrument", "Kijkkaart"])

    def answer(_: str) -> str:
        try:
            return next(answers)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", answer)
    assert main(["new"]) == 0
    assert "'instrumentn' is er niet; bedoelt u 'instrumenten'?" in capsys.readouterr().out
    assert "\ntitel: Kijkkaart\n" in small.file("instrumenten", "kijkkaart").read_text(encoding="utf-8")
    assert main(["new"]) == 1


@pytest.mark.parametrize(("kind", "old"), [("begrippen", "meldcode"), ("instrumenten", "handboek")])
def test_new_does_not_give_out_an_address_again(
    small: Small, capsys: pytest.CaptureFixture[str], kind: str, old: str
) -> None:
    small.rename(kind, old, "andere-naam")
    assert main(["new", kind, old]) == 1
    address = f"/{entry_path(kind, old)}"
    assert f"het adres {address} is al eens uitgegeven; kies een andere naam" in capsys.readouterr().out
    assert not small.file(kind, old).exists()


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_new_file_of_any_kind_is_yaml_that_the_check_can_explain(
    small: Small, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    assert main(["new", kind, "proef"]) == 0
    capsys.readouterr()
    assert main(["check"]) == 1
    said = [one for one in capsys.readouterr().out.splitlines() if not one.startswith("Uitleg: ")][:-1]
    assert [line for line in said if not line.startswith(f"data/{kind}/proef.yml:")] == []
    assert [line for line in said if "de opbouw klopt hier niet" in line or "bestaat hier niet" in line] == []
