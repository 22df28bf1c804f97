"""What is given out as one: an editie that is frozen by one command, and a zip that comes out the same each time."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from infobox import clock
from infobox.__main__ import main
from infobox.catalogue import edities
from infobox.catalogue.edities import Edities, all_said, freeze, parse
from infobox.catalogue.infobox import Infobox
from infobox.entries.kinds import SHOWN
from infobox.site import offline
from infobox.site.release import Contents, changelog, is_of, name_of, with_sums
from tests.conftest import SAMPLE
from tests.site_fixtures import SITE_URL, built_site, lay_out_sample, sample_project
from tests.small_project import Small

DAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def frozen(sample: Infobox) -> Infobox:
    """The sample with one editie, that says what it says now."""
    now = all_said({kind: sample.with_retired(kind) for kind in SHOWN})
    return replace(sample, edities=Edities((parse(freeze(now, DAY, Edities()).encode(), "2026-11"),)))


def packed(infobox: Infobox, pdf: Path | None = None) -> dict[str, bytes]:
    editie = infobox.edities.latest if infobox.edities.latest and is_of(infobox, infobox.edities.latest) else None
    return dict(with_sums(Contents(sample_project(), infobox, editie, built_site(), pdf).files()))


@pytest.mark.site
def test_the_zip_holds_the_site_the_data_and_a_checksum_of_each_file(frozen: Infobox) -> None:
    held = packed(frozen)
    assert list(held)[-1] == "SHA256SUMS"
    sums = dict(line.split("  ")[::-1] for line in held["SHA256SUMS"].decode().splitlines())
    assert sums == {path: hashlib.sha256(content).hexdigest() for path, content in held.items() if path != "SHA256SUMS"}
    assert held["gegevens/data/standaarden/zien.yml"] == (SAMPLE / "data/standaarden/zien.yml").read_bytes()
    assert held["gegevens/edities/2026-10.json"] == (SAMPLE / "edities/2026-10.json").read_bytes()
    assert {"gegevens/adressen.lock", "gegevens/links/staat.json", "site/api/v1/standaarden/zien.json"} <= held.keys()
    assert b'href="hulp/index.html"' in held["site/index.html"], "made for a disk"
    assert "Editie 2026-11, vastgelegd op 2026-11-21." in held["LEESMIJ.txt"].decode()
    assert [path for path in held if path.startswith("pdf/")] == []


@pytest.mark.site
def test_the_same_project_gives_the_same_zip(frozen: Infobox, tmp_path: Path) -> None:
    one, other = tmp_path / "een.zip", tmp_path / "twee.zip"
    for target in (one, other):
        offline.zipped(packed(frozen).items(), target)
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.site
def test_a_folder_of_pdfs_comes_along_and_nothing_else_of_it(frozen: Infobox, tmp_path: Path) -> None:
    (tmp_path / "los").mkdir()
    for name in ("infobox.pdf", "los/s01.pdf", "los/aantekening.txt", ".verborgen.pdf"):
        (tmp_path / name).write_bytes(b"%PDF-1.7")
    held = packed(frozen, tmp_path)
    assert [path for path in held if path.startswith("pdf/")] == ["pdf/infobox.pdf", "pdf/los/s01.pdf"]
    assert "om af te drukken" in held["LEESMIJ.txt"].decode()


def test_what_is_of_no_editie_is_not_called_one(sample: Infobox, frozen: Infobox) -> None:
    assert name_of(frozen, frozen.edities.latest) == "infobox-2026-11"
    assert name_of(sample, None) == "infobox-stand-2026-11-20"
    told = Contents(SAMPLE, sample, None, SAMPLE).files()
    assert "Geen editie: een stand. Verwijs niet naar deze zip" in next(told)[1].decode()


def test_the_list_of_changes_says_which_editie_brought_each(sample: Infobox) -> None:
    with_edities = replace(sample, edities=edities.read(SAMPLE / edities.FOLDER))
    text = changelog(with_edities)
    assert re.findall(r"(?m)^## (.+)$", text) == ["Nog in geen editie", "Editie 2026-10", "Editie 2026-06"]
    assert text.rpartition("## ")[2].startswith("Editie 2026-06\n\n- 2026-06-")
    assert re.findall(r"(?m)^## (.+)$", changelog(sample)) == ["Nog in geen editie"]
    assert "@" not in text


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Small:
    made = Small(tmp_path / "project")
    monkeypatch.chdir(made.root)
    monkeypatch.setenv(clock.TODAY, "2026-11-21")
    return made


def test_one_command_freezes_the_day_and_touches_nothing_else(
    small: Small, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in small.root.rglob("*") if path.is_file()}
    assert main(["editie"]) == 0
    first = small.root / "edities/2026-11.json"
    assert {path for path in small.root.rglob("*") if path.is_file()} - before.keys() == {first}
    assert all(path.read_bytes() == content for path, content in before.items())
    source = first.read_bytes()

    assert main(["editie"]) == 1
    assert (
        "editie 2026-11 is er al, en verandert niet meer; een volgende kan vanaf 2026-12-01" in capsys.readouterr().out
    )
    monkeypatch.setenv(clock.TODAY, "2026-12-01")
    assert main(["editie"]) == 1
    assert "er is niets veranderd sinds editie 2026-11" in capsys.readouterr().out

    assert main(["addresses", "--update"]) == 0
    small.set("begrippen", "meldcode", omschrijving="Een ander stuk tekst over de stappen.")
    assert main(["editie"]) == 0
    assert first.read_bytes() == source
    made = edities.read(small.root / "edities")
    assert list(made.every[1].changed) == ["begrippen/meldcode"]
    assert (made.every[1].vorige, made.faults) == ("2026-11", ())
    assert main(["check"]) == 0


def test_an_editie_that_somebody_edits_fails_the_check(small: Small, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["editie"]) == 0
    assert main(["addresses", "--update"]) == 0
    path = small.root / "edities/2026-11.json"
    path.write_text(path.read_text(encoding="utf-8").replace("meldcode", "meldkode"), encoding="utf-8")
    assert main(["check"]) == 1
    assert capsys.readouterr().out.count("edities/2026-11.json:1:1: ") == 1
    assert main(["addresses", "--update"]) == 1, "and is not made right by writing the list anew"


def test_an_editie_and_the_lock_changed_together_are_held_against_what_was_there_before(
    small: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["editie"]) == 0
    assert main(["addresses", "--update"]) == 0
    for words in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message=Editie"]):
        subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@x.nl", *words], check=True)
    path = small.root / "edities/2026-11.json"
    before = edities.read(path.parent).every[0].sha256
    path.write_text(path.read_text(encoding="utf-8").replace("handreiking", "handleiding"), encoding="utf-8")
    now = edities.read(path.parent).every[0].sha256
    assert now != before
    small.lock.write_text(small.lock.read_text(encoding="utf-8").replace(before, now), encoding="utf-8")
    assert main(["check"]) == 0, "nothing here remembers it"
    capsys.readouterr()
    assert main(["addresses", "--since", "HEAD"]) == 1
    assert "edities/2026-11.json:1:1: deze editie is anders dan toen zij werd uitgegeven" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("today", "said"),
    [
        ("2026-11-21", "de gegevens zijn van geen editie, en niet 2026-10; er is niets gemaakt"),
        ("2026-11-22", "de gegevens zijn editie 2026-11, en niet 2026-10; er is niets gemaakt"),
        ("2026-11-23", "de gegevens zijn anders dan editie 2026-11, en niet 2026-10; er is niets gemaakt"),
    ],
)
def test_a_release_of_an_editie_is_made_of_that_editie_only(
    today: str, said: str, small: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    if today > "2026-11-21":
        assert main(["editie"]) == 0
    if today > "2026-11-22":
        small.set("begrippen", "meldcode", omschrijving="Een ander stuk tekst over de stappen.")
    assert main(["release", "uitgave", "--editie", "2026-10"]) == 1
    assert said in capsys.readouterr().err
    assert not (small.root / "uitgave").exists()


@pytest.mark.nightly
@pytest.mark.site
def test_the_tag_of_an_editie_gives_the_same_zip_again(tmp_path: Path) -> None:
    """Made in one folder and on one day, made again from git in another, after the texts went on."""
    root, again = lay_out_sample(tmp_path / "project"), tmp_path / "later"

    def run(folder: Path, day: str, *words: str) -> None:
        setting = {clock.TODAY: day, "INFOBOX_SITE_URL": SITE_URL, "NO_MKDOCS_2_WARNING": "1"}
        done = subprocess.run(
            list(words), cwd=folder, env={**os.environ, **setting}, capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr

    def infobox(folder: Path, day: str, *words: str) -> None:
        run(folder, day, sys.executable, "-m", "infobox", *words)

    def git(*words: str) -> None:
        run(root, "2026-11-21", "git", "-c", "user.name=x", "-c", "user.email=x@x.nl", *words)

    (root / ".gitignore").write_text("/site/\n/uitgave/\n", encoding="utf-8")
    git("init", "--quiet", "--initial-branch=main")
    infobox(root, "2026-11-21", "editie")
    infobox(root, "2026-11-21", "addresses", "--update")
    git("add", "--all")
    git("commit", "--quiet", "--message=Editie 2026-11")
    git("tag", "editie-2026-11")
    infobox(root, "2026-11-21", "release", "uitgave", "--editie", "2026-11")

    changed = root / "data/begrippen/meldcode.yml"
    changed.write_text(changed.read_text(encoding="utf-8").replace("titel: ", "titel: Nieuwe "), encoding="utf-8")
    git("commit", "--quiet", "--all", "--message=Verder")
    git("clone", "--quiet", "--branch=editie-2026-11", str(root), str(again))
    infobox(again, "2027-03-01", "release", "uitgave", "--editie", "2026-11")

    one, other = (folder / "uitgave/infobox-2026-11.zip" for folder in (root, again))
    assert one.read_bytes() == other.read_bytes()
    assert (root / "uitgave/SHA256SUMS").read_text() == (again / "uitgave/SHA256SUMS").read_text()
    unpacked = tmp_path / "uitgepakt"
    with zipfile.ZipFile(one) as made:
        made.extractall(unpacked)
    checked = subprocess.run(
        ["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=unpacked / "infobox-2026-11", check=False
    )
    assert shutil.which("sha256sum") is None or checked.returncode == 0
