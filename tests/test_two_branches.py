"""Two branches that each add an entry with the same new code: doing what each finding says ends well."""

import re
import subprocess
from pathlib import Path

import pytest

from infobox import clock
from infobox.__main__ import main
from tests.conftest import TODAY
from tests.small_project import Small

pytestmark = pytest.mark.slow

ROUNDS = 2  # of checking and doing what it says


class Repository(Small):
    """The small project as a git repository. `main` has the entry gids, `tak` the entry kaart, both with code I003."""

    def git(self, *arguments: str, fails: bool = False) -> str:
        who = ("-c", "user.name=a", "-c", "user.email=a@voorbeeld.nl", "-c", "merge.conflictStyle=merge")
        done = subprocess.run(
            ["git", *who, *arguments], cwd=self.root, capture_output=True, text=True, check=False, timeout=60
        )
        assert (done.returncode != 0) == fails, done.stdout + done.stderr
        return done.stdout

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "x")

    def branch_out(self, ours: str, theirs: str, *, with_lock: bool) -> None:
        """Add `theirs` on main and `ours` on a branch, and stand on that branch."""
        self.git("init", "--quiet", "--initial-branch", "main")
        self.commit()
        self.git("branch", "tak")
        for branch, entry in (("main", theirs), ("tak", ours)):
            self.git("checkout", "--quiet", branch)
            self.add("instrumenten", entry, like="handboek", code="I003")
            assert self.findings() == []
            if with_lock:
                self.give_out()
            self.commit()

    def code_of(self, entry: str) -> str:
        return str(self.record("instrumenten", entry)["code"])

    def do_what_is_said(self) -> list[str]:
        """One round: every finding is carried out to the letter. Gives the findings."""
        found = self.findings()
        lines = self.lock.read_text(encoding="utf-8").splitlines(keepends=True)
        gone = set()
        for each in found:
            path, line, _, message = each.split(":", 3)
            if path == "adressen.lock" and "haal deze regel weg" in message:
                gone.add(int(line))
            elif told := re.search(r"; schrijf: code: (\w+)$", message):
                self.set("instrumenten", Path(path).stem, code=told[1])
            else:
                raise AssertionError(f"nothing that can be carried out to the letter: {each}")
        kept = [line for number, line in enumerate(lines, start=1) if number not in gone]
        self.lock.write_text("".join(kept), encoding="utf-8")
        return found


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    repository = Repository(tmp_path / "project")
    monkeypatch.chdir(repository.root)
    monkeypatch.setenv(clock.TODAY, TODAY.isoformat())
    return repository


def until_green(repository: Repository) -> int:
    """How many rounds it takes."""
    for number in range(ROUNDS + 1):
        if not repository.do_what_is_said():
            return number
    raise AssertionError(repository.findings())


@pytest.mark.parametrize(("ours", "theirs"), [("kaart", "gids"), ("gids", "kaart")])
def test_without_lines_in_the_lock_the_second_file_is_told_another_code(
    repository: Repository, ours: str, theirs: str
) -> None:
    repository.branch_out(ours, theirs, with_lock=False)
    repository.git("merge", "--quiet", "main")
    assert repository.findings() == [
        "data/instrumenten/kaart.yml:1:7: de code I003 is al van data/instrumenten/gids.yml; schrijf: code: I004"
    ]
    assert until_green(repository) == 1
    assert {repository.code_of("gids"), repository.code_of("kaart")} == {"I003", "I004"}
    repository.commit()
    assert main(["addresses", "--since", "main"]) == 0


@pytest.mark.parametrize(("ours", "theirs"), [("kaart", "gids"), ("gids", "kaart")])
def test_when_main_wrote_its_addresses_down_first_its_entry_keeps_the_code(
    repository: Repository, ours: str, theirs: str, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.branch_out(ours, theirs, with_lock=False)
    repository.git("checkout", "--quiet", "main")
    assert main(["addresses", "--update"]) == 0
    repository.commit()
    repository.git("checkout", "--quiet", "tak")
    repository.git("merge", "--quiet", "main")
    told = f"data/instrumenten/{ours}.yml:1:7: de code I003 is al van data/instrumenten/{theirs}.yml"
    assert repository.findings() == [f"{told}; schrijf: code: I004"]
    assert until_green(repository) == 1
    assert repository.code_of(theirs) == "I003"
    assert main(["addresses", "--since", "main"]) == 0
    assert main(["addresses", "--update"]) == 0
    assert f"/i004/ instrumenten/{ours}\n" in repository.lock.read_text(encoding="utf-8")
    assert "geen adres verdwenen sinds main" in capsys.readouterr().out


@pytest.mark.parametrize(("ours", "theirs"), [("kaart", "gids"), ("gids", "kaart")])
def test_a_conflict_in_the_lock_is_told_line_by_line_and_main_keeps_its_code(
    repository: Repository, ours: str, theirs: str
) -> None:
    repository.branch_out(ours, theirs, with_lock=True)
    repository.git("merge", "--quiet", "main", fails=True)
    assert "<<<<<<<" in repository.lock.read_text(encoding="utf-8")
    found = repository.findings()
    assert len([each for each in found if "hier is een samenvoeging van twee versies niet af" in each]) % 3 == 0
    assert [each.split("; ")[0].split(":1: ")[1] for each in found if "het adres" in each] == [
        f"het adres {address} is volgens regel {number} van instrumenten/{theirs}"
        for number, line in enumerate(repository.lock.read_text(encoding="utf-8").splitlines(), start=1)
        for address in [line.split(" ")[0]]
        if address.startswith(("/i003/", "/ingebed/i003/")) and line.endswith(f"/{theirs}")
    ]
    assert found[-1] == (
        f"data/instrumenten/{ours}.yml:1:7: de code I003 is al van data/instrumenten/{theirs}.yml; schrijf: code: I004"
    )
    assert until_green(repository) == 1
    assert (repository.code_of(theirs), repository.code_of(ours)) == ("I003", "I004")
    repository.commit()
    assert main(["addresses", "--since", "main"]) == 0
    assert main(["addresses", "--update"]) == 0


@pytest.mark.parametrize(("ours", "theirs"), [("kaart", "gids"), ("gids", "kaart")])
def test_taking_both_sides_of_a_conflict_ends_well_too(
    repository: Repository, ours: str, theirs: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without the markers nothing tells which line was main's: a run against main says so when it went wrong."""
    repository.branch_out(ours, theirs, with_lock=True)
    repository.git("merge", "--quiet", "main", fails=True)
    lines = repository.lock.read_text(encoding="utf-8").splitlines(keepends=True)
    both = [line for line in lines if not line.startswith(("<<<<<<<", "=======", ">>>>>>>"))]
    repository.lock.write_text("".join(both), encoding="utf-8")
    assert until_green(repository) == 1
    repository.commit()
    assert main(["addresses", "--since", "main"]) == 1
    told = f"het adres /i003/ is van instrumenten/{theirs}, maar zou naar instrumenten/{ours} gaan"
    assert told in capsys.readouterr().out
    repository.git("checkout", "main", "--", "adressen.lock")
    repository.set("instrumenten", theirs, code="I003")
    assert repository.findings() == [
        f"data/instrumenten/{ours}.yml:1:7: de code I003 is al van data/instrumenten/{theirs}.yml; schrijf: code: I004"
    ]
    assert until_green(repository) == 1
    assert main(["addresses", "--since", "main"]) == 0


@pytest.mark.parametrize("side", ["--ours", "--theirs"])
def test_taking_one_side_of_a_conflict_ends_well(repository: Repository, side: str) -> None:
    repository.branch_out("kaart", "gids", with_lock=True)
    repository.git("merge", "--quiet", "main", fails=True)
    repository.git("checkout", side, "--", "adressen.lock")
    keeper = "kaart" if side == "--ours" else "gids"
    assert until_green(repository) == 1
    assert repository.code_of(keeper) == "I003"
    repository.commit()
    assert main(["addresses", "--since", "main"]) == (1 if side == "--ours" else 0)


def test_two_branches_with_codes_of_their_own_only_have_markers_to_take_away(repository: Repository) -> None:
    repository.branch_out("kaart", "gids", with_lock=True)
    repository.set("instrumenten", "kaart", code="I004")
    repository.git("checkout", "main~1", "--", "adressen.lock")
    repository.give_out()
    repository.commit()
    repository.git("merge", "--quiet", "main", fails=True)
    assert all("hier is een samenvoeging" in each for each in repository.findings())
    assert until_green(repository) == 1
    repository.commit()
    assert main(["addresses", "--since", "main"]) == 0
