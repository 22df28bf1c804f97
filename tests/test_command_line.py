"""`infobox check`: what it prints, in which form, and with which exit code."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from infobox import __main__ as command_line
from infobox.__main__ import main
from infobox.entries.model import KINDS
from infobox.findings import Finding
from infobox.site import project
from infobox.site.build import BuildError
from tests.conftest import GOOD, ROOT, Write

WRONG = ("data/begrippen/meldcode.yml", 3, 11, "'x' is geen waarde voor 'herkomst'", "kies uit: bron, redactie")


@pytest.fixture
def wrong(write: Write) -> Path:
    return write("begrippen/meldcode.yml", "herkomst: bron", "herkomst: x")


def run(*arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "infobox", *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_the_data_of_the_site_is_right() -> None:
    done = run("check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Geen fouten: 11 standaarden, 152 instrumenten, 8 bouwstenen, ")
    assert len(done.stdout.splitlines()) == 1


def test_faults_in_the_data_give_one_and_every_line(wrong: Path) -> None:
    (wrong / "contacten" / "noodnummer.yml").write_text("titel: [\n", encoding="utf-8")
    done = run("check", "--data", wrong)
    assert (done.returncode, done.stderr) == (1, "")
    first, second, total = done.stdout.splitlines()
    assert first == "data/begrippen/meldcode.yml:3:11: 'x' is geen waarde voor 'herkomst'; kies uit: bron, redactie"
    assert second.startswith("data/contacten/noodnummer.yml:")
    assert total == "2 fouten gevonden."


def test_a_single_fault_is_counted_as_one(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--data", str(wrong)]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "1 fout gevonden."


def test_json_holds_the_same_findings(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--data", str(wrong), "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out) == [
        dict(zip(("path", "line", "column", "message", "hint"), WRONG, strict=True))
    ]


def test_json_without_faults_is_an_empty_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--data", str(GOOD), "--docs", "nergens", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_github_shows_each_finding_at_its_line(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--data", str(wrong), "--format", "github"]) == 1
    assert capsys.readouterr().out == (
        "::error file=data/begrippen/meldcode.yml,line=3,col=11"
        "::'x' is geen waarde voor 'herkomst'; kies uit: bron, redactie\n"
    )


def test_github_without_faults_annotates_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--data", str(GOOD), "--docs", "nergens", "--format", "github"]) == 0
    assert "::" not in capsys.readouterr().out


def test_what_data_says_cannot_become_a_command_to_github() -> None:
    finding = Finding("data/a:b,c%.yml", 1, 2, "100% 'x\r\n::set-env name=y::z'", "doe: dit, dat")
    assert command_line.FORMATS["github"]([finding]) == (
        "::error file=data/a%3Ab%2Cc%25.yml,line=1,col=2::100%25 'x%0D%0A::set-env name=y::z'; doe: dit, dat"
    )


def test_a_wrong_page_is_told_like_wrong_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pagina.md").write_text("\n{{ standaard('S99') }}\n", encoding="utf-8")
    assert main(["check", "--data", str(GOOD), "--docs", str(tmp_path)]) == 1
    assert f"{tmp_path.name}/pagina.md:2:1: standaard 'S99' bestaat niet; " in capsys.readouterr().out


def test_every_kind_is_counted_when_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--data", str(GOOD), "--docs", "nergens"]) == 0
    out = capsys.readouterr().out
    assert [kind for kind in KINDS if f" {kind}" not in out] == []


def test_a_folder_that_does_not_exist_is_our_fault_not_the_datas(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--data", "nergens"]) == 2
    assert capsys.readouterr() == ("", "infobox: er is geen map 'nergens'\n")


@pytest.mark.parametrize("arguments", [[], ["cheque"], ["check", "--format", "xml"], ["check", "--dataa", "x"]])
def test_a_wrong_call_ends_with_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "infobox" in capsys.readouterr().err


def test_a_fault_of_ours_ends_with_two_and_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("kapot")

    monkeypatch.setattr(project, "read", broken)
    assert main(["check"]) == 2
    error = capsys.readouterr().err
    assert "RuntimeError: kapot" in error
    assert error.endswith("infobox: dit is een fout in het programma, niet in de gegevens\n")


def test_a_build_that_fails_ends_with_two_and_its_reason(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def broken(*_: object) -> None:
        raise BuildError("de reden")

    monkeypatch.setattr(command_line, "build", broken)
    monkeypatch.chdir(ROOT)
    assert main(["build", "--site", str(tmp_path)]) == 2
    assert capsys.readouterr().err == "infobox: de site is niet gebouwd\nde reden\n"


def test_a_build_counts_its_pages_and_kinds(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "index.html").touch()
    monkeypatch.setattr(command_line, "build", lambda *_: {"standaarden": 11, "begrippen": 53})
    monkeypatch.chdir(ROOT)
    assert main(["build", "--site", str(tmp_path)]) == 0
    assert capsys.readouterr().out == f"1 pagina's in {tmp_path}/: 11 standaarden, 53 begrippen.\n"


def test_the_pages_are_exported_once_and_never_over_something(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["export", "pages", str(tmp_path / "uit")]) == 0
    written = sorted(path for path in (tmp_path / "uit").rglob("*.md"))
    assert capsys.readouterr().out == f"{len(written)} pagina's in {tmp_path / 'uit'}/.\n"
    assert "Kindveiligheid" in (tmp_path / "uit" / "instrumenten" / "lirik.md").read_text(encoding="utf-8")
    assert main(["export", "pages", str(tmp_path / "uit")]) == 2
    assert "is niet leeg" in capsys.readouterr().err


def test_a_renamed_file_is_told_with_its_address_and_with_all_that_refers_to_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copy(ROOT / "adressen.lock", tmp_path)
    new = (tmp_path / "data/instrumenten/lirik.yml").rename(tmp_path / "data/instrumenten/lirik-kind.yml")
    check = ["check", "--data", str(tmp_path / "data"), "--docs", str(tmp_path / "docs")]
    assert main(check) == 1
    said = capsys.readouterr().out
    assert "het adres /instrumenten/lirik/ zou verdwijnen; heet het nu instrumenten/lirik-kind?" in said
    assert "data/begrippen/risicotaxatie.yml:10:5: instrument 'lirik' bestaat niet" in said
    new.write_text(new.read_text(encoding="utf-8") + "levensloop:\n  was: [lirik]\n", encoding="utf-8")
    assert main(check) == 1
    said = capsys.readouterr().out
    assert "risicotaxatie.yml:10:5: instrument 'lirik' heet nu 'lirik-kind'; schrijf hier: lirik-kind" in said
    assert "zou verdwijnen" not in said
