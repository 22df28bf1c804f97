"""The commands: what they print, in which form, and with which exit code."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from infobox import clock
from infobox.__main__ import ROOMS, main
from infobox.catalogue import lock
from infobox.entries.kinds import KINDS
from infobox.findings import FORMATS, Finding
from infobox.site import command, project
from infobox.site.build import BuildError
from tests.conftest import ROOT, TODAY
from tests.site_fixtures import sample_project
from tests.small_project import Small

WRONG = ("data/begrippen/meldcode.yml", 3, 12, "'x' is geen waarde voor 'herkomst'", "kies uit: bron of redactie")


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Small:
    """The small project, on the day of the tests, as the current folder."""
    small = Small(tmp_path / "project")
    monkeypatch.chdir(small.root)
    monkeypatch.setenv(clock.TODAY, TODAY.isoformat())
    return small


@pytest.fixture
def wrong(small: Small) -> Small:
    path = small.file("begrippen", "meldcode")
    path.write_text(path.read_text(encoding="utf-8").replace("herkomst: bron", "herkomst:  x"), encoding="utf-8")
    return small


def run(*arguments: str | Path, cwd: Path = ROOT) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "infobox", *map(str, arguments)], cwd=cwd, capture_output=True, text=True, check=False
    )


@pytest.mark.slow
def test_the_data_of_the_site_is_right() -> None:
    done = run("check")
    assert done.returncode == 0
    assert [line for line in done.stderr.splitlines() if not line.startswith("let op: ")] == []
    assert done.stdout.startswith("Geen fouten: ")
    assert len(done.stdout.splitlines()) == 1


def test_the_sample_is_right(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(sample_project())
    monkeypatch.setenv(clock.TODAY, TODAY.isoformat())
    assert main(["check"]) == 0
    assert main(["addresses"]) == 0
    assert " is bij: " in capsys.readouterr().out


@pytest.mark.slow
def test_faults_in_the_data_give_one_and_every_line(wrong: Small) -> None:
    wrong.file("contacten", "noodnummer").write_text("titel: [\n", encoding="utf-8")
    done = run("check", "--data", wrong.data, "--docs", wrong.docs)
    assert (done.returncode, done.stderr) == (1, "")
    said, _, explained = done.stdout.partition("\nUitleg: ")
    first, *others, total = said.splitlines()
    assert explained.startswith("/meldingen/#geen-waarde\n")
    assert first == "data/begrippen/meldcode.yml:3:12: 'x' is geen waarde voor 'herkomst'; kies uit: bron of redactie"
    assert all(one.startswith("data/contacten/noodnummer.yml:") for one in others)
    assert total == f"{1 + len(others)} fouten gevonden."


@pytest.mark.usefixtures("wrong")
def test_a_single_fault_is_counted_as_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 1
    assert capsys.readouterr().out.splitlines()[-2:] == ["1 fout gevonden.", "Uitleg: /meldingen/#geen-waarde"]


@pytest.mark.usefixtures("wrong")
def test_json_holds_the_same_findings(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out) == [
        {
            **dict(zip(("path", "line", "column", "message", "hint"), WRONG, strict=True)),
            "uitleg": "/meldingen/#geen-waarde",
        }
    ]


@pytest.mark.usefixtures("small")
def test_json_without_faults_is_an_empty_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


@pytest.mark.usefixtures("wrong")
def test_github_shows_each_finding_at_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "github"]) == 1
    assert capsys.readouterr().out == (
        "::error file=data/begrippen/meldcode.yml,line=3,col=12"
        "::'x' is geen waarde voor 'herkomst'; kies uit: bron of redactie\n"
    )


@pytest.mark.usefixtures("small")
def test_github_without_faults_annotates_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "github"]) == 0
    assert "::" not in capsys.readouterr().out


def test_what_data_says_cannot_become_a_command_to_github() -> None:
    finding = Finding("data/a:b,c%.yml", 1, 2, "100% 'x\r\n::set-env name=y::z'", "doe: dit, dat")
    assert FORMATS["github"]([finding]) == (
        "::error file=data/a%3Ab%2Cc%25.yml,line=1,col=2::100%25 'x%0D%0A::set-env name=y::z'; doe: dit, dat"
    )


def test_a_wrong_page_is_told_like_wrong_data(small: Small, capsys: pytest.CaptureFixture[str]) -> None:
    small.page("pagina").write_text("\n{{ standaard('S99') }}\n", encoding="utf-8")
    assert main(["check"]) == 1
    assert "docs/pagina.md:2:1: standaard 'S99' bestaat niet; " in capsys.readouterr().out


@pytest.mark.usefixtures("small")
def test_every_kind_is_counted_when_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    out = capsys.readouterr().out
    assert [kind for kind in KINDS if f" {kind}" not in out] == []


def test_a_folder_without_pages_is_fine(small: Small) -> None:
    small.lock.write_text("/s01/ standaarden/eerste\n# einde\n", encoding="utf-8")
    assert main(["check", "--docs", "nergens"]) == 0


def test_a_folder_that_does_not_exist_is_our_fault_not_the_datas(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--data", "nergens"]) == 2
    assert capsys.readouterr() == ("", "infobox: er is geen map 'nergens'\n")


@pytest.mark.parametrize("arguments", [[], ["cheque"], ["check", "--format", "xml"], ["check", "--dataa", "x"]])
def test_a_wrong_call_ends_with_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "infobox" in capsys.readouterr().err


def test_every_room_with_commands_brings_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--help"])
    assert caught.value.code == 0
    out = capsys.readouterr().out
    assert [
        name for name in ("check", "build", "addresses", "export", "new", "links") if f"\n    {name}" not in out
    ] == []
    commands = {path.parent.name for path in (ROOT / "infobox").glob("*/command.py")}
    assert {room.__name__.split(".")[1] for room in ROOMS} == commands


@pytest.mark.parametrize("error", [RuntimeError("kapot"), ValueError("kapot"), KeyError("kapot"), OSError("kapot")])
def test_a_fault_of_ours_ends_with_two_and_says_so(
    error: Exception, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise error

    monkeypatch.setattr(project, "read", broken)
    assert main(["check"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert f"{type(error).__name__}: " in err
    assert err.endswith("infobox: dit is een fout in het programma, niet in de gegevens\n")


@pytest.mark.usefixtures("small")
def test_a_rule_that_breaks_is_a_fault_of_ours(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(case: object) -> None:
        raise ValueError("kapot")

    monkeypatch.setattr(project, "RULES", (*project.RULES, broken))
    assert main(["check"]) == 2
    assert "ValueError: kapot" in capsys.readouterr().err


def test_a_build_that_fails_ends_with_two_and_its_reason(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def broken(*_: object) -> None:
        raise BuildError("de reden")

    monkeypatch.setattr(command, "build", broken)
    assert main(["build", "--site", str(tmp_path)]) == 2
    assert capsys.readouterr().err == "infobox: de site is niet gebouwd\nde reden\n"


def test_a_build_counts_its_pages_and_kinds(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "index.html").touch()
    monkeypatch.setattr(command, "build", lambda *_: {"standaarden": 11, "begrippen": 53})
    assert main(["build", "--site", str(tmp_path)]) == 0
    assert capsys.readouterr().out == f"1 pagina's in {tmp_path}/: 11 standaarden, 53 begrippen.\n"


@pytest.mark.slow
def test_the_pages_are_exported_once_and_never_over_something(small: Small, capsys: pytest.CaptureFixture[str]) -> None:
    target = small.root / "uit"
    assert main(["export", "pages", str(target)]) == 0
    written = sorted(path.relative_to(target).as_posix() for path in target.rglob("*.md"))
    assert re.fullmatch(rf"{len(written)} pagina's en \d+ andere bestanden in {target}/\.\n", capsys.readouterr().out)
    assert {"index.md", "uitleg.md", "instrumenten/handboek.md", "standaarden/index.md"} <= set(written)
    assert "Een handreiking voor lokale teams" in (target / "instrumenten" / "handboek.md").read_text(encoding="utf-8")
    assert main(["export", "pages", str(target)]) == 2
    assert "is niet leeg" in capsys.readouterr().err


def test_a_project_with_faults_is_not_exported(wrong: Small, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "pages", "uit"]) == 1
    assert "1 fout gevonden." in capsys.readouterr().out
    assert not (wrong.root / "uit").exists()


def test_a_renamed_file_is_told_with_its_address_and_with_all_that_refers_to_it(
    small: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    new = small.file("instrumenten", "wegwijzer").rename(small.file("instrumenten", "wegwijzer-nieuw"))
    assert main(["check"]) == 1
    said = capsys.readouterr().out
    assert "het adres /instrumenten/wegwijzer/ (van instrumenten/wegwijzer) zou verdwijnen; " in said
    assert "heet het nu instrumenten/wegwijzer-nieuw? Zet in data/instrumenten/wegwijzer-nieuw.yml: " in said
    assert "data/begrippen/meldcode.yml:5:5: instrument 'wegwijzer' bestaat niet" in said
    assert "data/kaders/lijst.yml:7:13: instrument 'wegwijzer' bestaat niet" in said
    new.write_text(new.read_text(encoding="utf-8") + "levensloop:\n  was: [wegwijzer]\n", encoding="utf-8")
    assert main(["check"]) == 1
    said = capsys.readouterr().out
    renamed = "instrument 'wegwijzer' bestaat niet; schrijf: - wegwijzer-nieuw"
    assert f"meldcode.yml:5:5: {renamed}" in said
    assert "zou verdwijnen" not in said
    small.repoint("instrumenten", "wegwijzer", "wegwijzer-nieuw")
    assert main(["check"]) == 0


# The lock of addresses


def test_a_new_entry_makes_the_lock_outdated_until_it_is_updated(
    small: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["addresses"]) == 0
    assert capsys.readouterr().out.startswith("adressen.lock is bij: ")
    small.add("begrippen", "belaging", like="meldcode")
    assert main(["addresses"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "/begrippen/#belaging",
        "/begrippen/belaging/pagina.bib",
        "/begrippen/belaging/pagina.ris",
        "/begrippen/belaging/qr.svg",
        "/ingebed/begrippen/belaging/",
        "adressen.lock loopt achter (5 nieuwe adressen); draai: infobox addresses --update",
    ]
    assert main(["check"]) == 0  # an editor in a browser is not stopped for it
    assert main(["addresses", "--update"]) == 0
    assert main(["addresses"]) == 0
    assert "/begrippen/#belaging begrippen/belaging\n" in small.lock.read_text(encoding="utf-8")


def test_an_address_that_would_vanish_is_never_updated_away(small: Small, capsys: pytest.CaptureFixture[str]) -> None:
    small.add("begrippen", "belaging", like="meldcode")
    small.give_out()
    before = small.lock.read_bytes()
    small.file("begrippen", "belaging").unlink()
    assert main(["addresses", "--update"]) == 1
    assert "het adres /begrippen/#belaging (van begrippen/belaging) zou verdwijnen" in capsys.readouterr().out
    assert small.lock.read_bytes() == before
    assert main(["check", "--format", "github"]) == 1
    assert capsys.readouterr().out.startswith("::error file=adressen.lock,line=")


@pytest.mark.parametrize("damage", ["", "<<<<<<< HEAD\n", "onzin\n"])
def test_a_lock_with_a_fault_is_never_written_over(
    small: Small, damage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = small.lock.read_text(encoding="utf-8")
    small.lock.write_text(text.replace("# einde\n", "") + damage, encoding="utf-8")
    before = small.lock.read_bytes()
    assert main(["addresses", "--update"]) == 1
    assert "adressen.lock:" in capsys.readouterr().out
    assert small.lock.read_bytes() == before


def test_a_first_lock_is_written_where_there_was_none(small: Small) -> None:
    before = small.lock.read_bytes()
    small.lock.unlink()
    assert main(["addresses"]) == 1
    assert main(["check"]) == 1
    assert main(["addresses", "--update"]) == 0
    assert small.lock.read_bytes() == before
    assert sorted(path.name for path in small.root.iterdir()) == ["adressen.lock", "data", "docs"]


def test_a_project_with_faults_gets_no_first_lock(wrong: Small) -> None:
    wrong.lock.unlink()
    assert main(["addresses", "--update"]) == 1
    assert not wrong.lock.exists()


def git(small: Small, *arguments: str) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@voorbeeld.nl")
    subprocess.run(["git", *who, *arguments], cwd=small.root, check=True, capture_output=True)


@pytest.fixture
def versioned(small: Small) -> Small:
    """The small project with its first version in git."""
    git(small, "init", "--quiet", "--initial-branch", "main")
    git(small, "add", "--all")
    git(small, "commit", "--quiet", "--message", "x")
    return small


def test_lines_that_were_taken_out_of_the_lock_are_told_since_a_revision(
    versioned: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["addresses", "--since", "HEAD"]) == 0
    assert capsys.readouterr().out == "adressen.lock: geen adres verdwenen sinds HEAD.\n"
    versioned.file("begrippen", "meldcode").unlink()
    versioned.set("situaties", "vermoeden", begrippen=[])
    versioned.give_out()
    assert main(["check"]) == 0  # nothing remembers it
    assert main(["addresses", "--since", "HEAD"]) == 1
    said = capsys.readouterr().out
    assert (
        "adressen.lock:1:1: de regel '/begrippen/#meldcode begrippen/meldcode' is uit dit bestand verdwenen; " in said
    )
    assert "git checkout origin/main -- adressen.lock" in said


def test_an_address_that_was_given_to_another_is_told_since_a_revision(
    versioned: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    versioned.set("instrumenten", "wegwijzer", code="I003")
    versioned.set("instrumenten", "handboek", code="I001")
    for path in versioned.data.rglob("*.yml"):
        path.write_text(path.read_text(encoding="utf-8").replace("@I001", "@I003"), encoding="utf-8")
    versioned.give_out()
    assert main(["check"]) == 0
    assert main(["addresses", "--since", "HEAD"]) == 1
    said = capsys.readouterr().out
    assert "het adres /i001/ is van instrumenten/wegwijzer, maar zou naar instrumenten/handboek gaan" in said
    assert "de regel '/i002/ instrumenten/handboek' is uit dit bestand verdwenen" in said


def test_what_is_renamed_as_it_should_is_fine_since_a_revision(versioned: Small) -> None:
    versioned.rename("instrumenten", "wegwijzer", "kaart")
    versioned.add("begrippen", "belaging", like="meldcode")
    assert main(["addresses", "--since", "HEAD"]) == 0
    assert main(["addresses", "--update"]) == 0
    assert main(["addresses", "--since", "HEAD"]) == 0


def test_a_lock_with_a_fault_is_told_since_a_revision_too(versioned: Small, capsys: pytest.CaptureFixture[str]) -> None:
    versioned.lock.unlink()
    assert main(["addresses", "--since", "HEAD", "--format", "github"]) == 1
    assert "::error file=adressen.lock,line=1,col=1::dit bestand ontbreekt" in capsys.readouterr().out


@pytest.mark.parametrize("revision", ["bestaat-niet", "--output=uit.txt", "HEAD~5"])
def test_a_revision_that_git_does_not_know_is_said_with_exit_2(
    versioned: Small, revision: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["addresses", f"--since={revision}"]) == 2
    assert capsys.readouterr().err == f"infobox: git kent geen adressen.lock in '{revision}'\n"
    assert sorted(path.name for path in versioned.root.iterdir()) == [".git", lock.NAME, "data", "docs"]


@pytest.mark.parametrize("day", ["gisteren", "2026-13-01"])
@pytest.mark.usefixtures("small")
def test_a_setting_that_is_no_day_is_no_fault_of_the_data(
    day: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(clock.TODAY, day)
    assert main(["check"]) == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("command", [["check"], ["addresses"], ["new", "begrippen", "kweepeer"], ["build"]])
def test_a_day_that_is_none_is_told_in_one_line(
    small: Small, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    monkeypatch.setenv(clock.TODAY, "mor\ngen")
    if command == ["build"]:
        for name in ("mkdocs.yml", "infobox", "macros.py", "links"):
            (small.root / name).symlink_to(ROOT / name)
    assert main(command) == 2
    err = capsys.readouterr().err
    assert "INFOBOX_TODAY is 'mor\\ngen', en dat is geen dag; schrijf jjjj-mm-dd" in err
    assert "Traceback" not in err
