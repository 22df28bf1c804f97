"""The commands that change many files: each shows what it does, tries it, and leaves a project that is right."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from infobox import clock
from infobox.__main__ import main
from infobox.entries import rewriting
from infobox.entries.schema import tie
from infobox.entries.tidying import tidied
from infobox.site import project
from tests.conftest import SAMPLE, TODAY

pytestmark = pytest.mark.slow

Read = pytest.CaptureFixture[str]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample, in a folder of its own, which is the current one."""
    shutil.copytree(SAMPLE, tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")
    monkeypatch.setenv(clock.TODAY, TODAY.isoformat())
    return tmp_path / "project"


def contents(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def findings(root: Path) -> list[str]:
    return [str(one) for one in project.check(project.examine(root / "data", root / "docs", TODAY))]


RIGHT = {
    "rename by code": ["rename", "I001", "kijkkaart"],
    "rename what others name": ["rename", "standaarden/wegen", "afwegen"],
    "rename a page's entry": ["rename", "organisaties/voorbeeld-academie", "academie"],
    "rename what was renamed before": ["rename", "instrumenten/weegwijzer", "weegkaart"],
    "rename a kader that parts name": ["rename", "kaders/drie-stappen", "stappen"],
    "rename a phone number": ["rename", "contacten/noodnummer-112", "alarm"],
    "withdraw with a successor": ["withdraw", "I002", "--reden", "De maker trok het in.", "--door", "signaalkaart"],
    "withdraw without one": ["withdraw", "protocol-direct-gevaar", "--reden", "Nergens te vinden."],
    "withdraw what a step names": ["withdraw", "weegwijzer", "--reden", "Ingetrokken: de maker stopt."],
    "split": ["split", "I003", "I001", "I004", "--reden", "Er zijn nu twee delen."],
    "url": ["url", "https://www.voorbeeld-academie.nl/weegwijzer", "https://www.voorbeeld-academie.nl/wegen"],
    "url in a page": ["url", "https://www.voorbeeld-instituut.nl/wegwijzer", "https://www.voorbeeld-instituut.nl/weg"],
    "seen": ["seen", "https://www.voorbeeld-academie.nl/weegwijzer"],
    "reviewed": ["reviewed", "I002", "S02", "--voor", "2027-11-21"],
    "tidy": ["tidy"],
}


@pytest.mark.parametrize("name", RIGHT)
def test_a_change_is_shown_and_leaves_a_project_that_is_right(name: str, root: Path, capsys: Read) -> None:
    before = contents(root)
    assert main([*RIGHT[name], "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert contents(root) == before, "a dry run writes nothing"
    assert main([*RIGHT[name], "--yes"]) == 0
    after = contents(root)
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert changed
    assert {path for path in changed if path not in said} == set(), "every file is named before it is written"
    assert findings(root) == []
    assert main([*RIGHT[name], "--yes"]) in (0, 1), "a second time there is nothing to do"
    assert contents(root) == after


def test_without_an_answer_nothing_is_written(root: Path, capsys: Read) -> None:
    before = contents(root)
    assert main(["rename", "I001", "kijkkaart"]) == 1
    assert "Voeg --yes toe om dit te schrijven." in capsys.readouterr().out
    assert contents(root) == before


def test_a_rename_keeps_the_old_address_and_follows_every_reference(root: Path) -> None:
    assert main(["rename", "I001", "kijkkaart", "--yes"]) == 0
    text = (root / "data/instrumenten/kijkkaart.yml").read_text(encoding="utf-8")
    assert "levensloop:\n  was: [signaalkaart]\n" in text
    left = [path for path, raw in contents(root).items() if b"signaalkaart" in raw and path.startswith("data/")]
    words = {"data/instrumenten/kijkkaart.yml", "data/instrumenten/checklist-eerste-bezoek.yml",
             "data/situaties/kind-vertelt.yml"}  # fmt: skip
    assert set(left) <= words, "in texts and addresses only"


def test_a_former_name_joins_those_that_are_there(root: Path) -> None:
    assert main(["rename", "weegwijzer", "weegkaart", "--yes"]) == 0
    text = (root / "data/instrumenten/weegkaart.yml").read_text(encoding="utf-8")
    assert "  was: [weeglijst, I009, weegwijzer]\n" in text


def test_a_withdrawal_is_told_and_its_references_go_or_follow(root: Path) -> None:
    assert main(["withdraw", "I002", "--reden", "De maker trok het in.", "--door", "signaalkaart", "--yes"]) == 0
    text = (root / "data/instrumenten/weegwijzer.yml").read_text(encoding="utf-8")
    told = f"  status: vervallen\n  reden: De maker trok het in.\n  datum: {TODAY}\n  vervangen_door: [signaalkaart]\n"
    assert told in text
    assert f"  - datum: {TODAY}\n    tekst: Vervallen; de maker trok het in.\n" in text
    term = (root / "data/begrippen/veiligheidsplan.yml").read_text(encoding="utf-8")
    assert "instrumenten:\n  - signaalkaart\n" in term
    code = (root / "data/begrippen/meldcode.yml").read_text(encoding="utf-8")
    assert "instrumenten:\n  - signaalkaart\nbronnen:" in code, "it was there already"


def test_a_new_address_is_written_everywhere_and_nobody_has_looked_at_it(root: Path) -> None:
    old, new = "https://www.voorbeeld-instituut.nl/signaalkaart", "https://www.voorbeeld-instituut.nl/kaart"
    assert main(["url", old, new, "--yes"]) == 0
    text = (root / "data/instrumenten/signaalkaart.yml").read_text(encoding="utf-8")
    assert f"  url: {new}\n  soort: pagina\noverige_links:" in text, "the day was about the old address"
    assert [path for path, raw in contents(root).items() if f"{old}\n".encode() in raw] == []
    assert main(["url", new, old, "--gezien", "--yes"]) == 0


def test_who_looked_at_a_link_says_so_wherever_the_data_can(root: Path) -> None:
    address = "https://www.voorbeeld-academie.nl/weegwijzer"
    assert main(["seen", address, "--yes"]) == 0
    text = (root / "data/instrumenten/weegwijzer.yml").read_text(encoding="utf-8")
    assert f"  url: {address}\n  gecontroleerd_op: {TODAY.isoformat()}\n" in text
    assert text.count("gecontroleerd_op") == 1  # a source is where something was read, on a day that is past
    assert main(["seen", "https://www.voorbeeld-instituut.nl/signaalkaart", "--yes"]) == 0
    text = (root / "data/instrumenten/signaalkaart.yml").read_text(encoding="utf-8")
    assert f"gecontroleerd_op: {TODAY.isoformat()}" in text
    assert "2026-10-01\n  " not in text.partition("overige_links")[0].partition("link:")[2]


def test_who_read_something_again_says_when_and_until_when_it_holds(root: Path) -> None:
    before = (root / "data/instrumenten/weegwijzer.yml").read_text(encoding="utf-8")
    assert main(["reviewed", "I002", "--yes"]) == 0
    after = (root / "data/instrumenten/weegwijzer.yml").read_text(encoding="utf-8")
    assert after == f"{before}herzien_op: {TODAY.isoformat()}\n"
    assert main(["reviewed", "I001", "--voor", "2027-11-21", "--yes"]) == 0
    text = (root / "data/instrumenten/signaalkaart.yml").read_text(encoding="utf-8")
    assert f"herzien_op: {TODAY.isoformat()}\nherzien_voor: 2027-11-21\neigenaar:" in text
    assert findings(root) == []


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["rename", "onzin", "x"], "'onzin' bestaat niet"),
        (["rename", "signaalkart", "x"], "bedoelt u 'signaalkaart'?"),
        (["rename", "I001", "Kijk Kaart"], "'Kijk Kaart' kan geen adres zijn"),
        (["rename", "I001", "handboek"], "bestaat al"),
        (["withdraw", "I010", "--reden", "x."], "is al vervallen"),
        (["withdraw", "I001", "--reden", "x.", "--door", "I001"], "kan er niet voor in de plaats komen"),
        (["split", "I001", "I002", "--reden", "x."], "minstens twee delen"),
        (["url", "https://www.nergens.nl/", "https://www.elders.nl/"], "staat nergens"),
        (["withdraw", "standaarden/leren", "--reden", "Weg."], "noem met --door wat ervoor komt"),
        (["seen", "https://www.nergens.nl/"], "staat bij geen enkele link"),
        (["reviewed", "I001"], "noem een nieuwe dag met --voor"),
        (["reviewed", "I002", "--voor", "2026-11-21"], "noem een dag die nog komt"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(asked: list[str], said: str, root: Path, capsys: Read) -> None:
    before = contents(root)
    assert main([*asked, "--yes"]) == 1
    assert said in capsys.readouterr().out
    assert contents(root) == before


def test_a_change_that_the_check_refuses_is_not_written(root: Path, capsys: Read) -> None:
    before = contents(root)
    assert main(["url", "https://www.voorbeeld-academie.nl/plan", "http://localhost/plan", "--yes"]) == 1
    said = capsys.readouterr().out
    assert "er is niets veranderd" in said
    assert "geen openbare website" in said
    assert contents(root) == before


def test_a_fault_that_was_there_does_not_stop_a_change_elsewhere(root: Path) -> None:
    page = root / "data/begrippen/ouderenmishandeling.yml"
    page.write_text(page.read_text(encoding="utf-8").replace("herkomst: bron", "herkomst: x"), encoding="utf-8")
    assert main(["rename", "I001", "kijkkaart", "--yes"]) == 0
    assert len(findings(root)) == 1


def test_nothing_is_half_written(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full at the third file: none of them has changed, and nothing is left behind."""
    before, written = contents(root), []

    def full(path: Path, text: str) -> None:
        written.append(path)
        if len(written) == 3:
            raise OSError(28, "No space left on device", str(path))
        path.write_text(text, encoding="utf-8")

    monkeypatch.setattr("infobox.disk.write_whole", full)
    assert main(["rename", "I001", "kijkkaart", "--yes"]) == 2
    assert len(written) == 3
    assert contents(root) == before


def test_tidy_leaves_alone_what_has_a_fault(root: Path) -> None:
    case = project.examine(root / "data", root / "docs", TODAY)
    document = rewriting.find(case, "I001")
    assert tidied(document) == f"{tie('instrumenten')}\n{document.source}"  # all else is in the house style
    path = root / "data/instrumenten/signaalkaart.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("soort: checklist", "soort: lijstje"), encoding="utf-8")
    before = path.read_bytes()
    assert main(["tidy", "--yes"]) == 0
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [("instrumenten", "standaarden.*.waarom", "motivatie"), ("begrippen", "omschrijving", "uitleg")],
)
def test_a_key_is_called_otherwise_in_every_file_and_nothing_else_changes(
    kind: str, old: str, new: str, root: Path
) -> None:
    """The one migration there is a command for; see Handboek, "Als de velden veranderen"."""
    for path in (root / "data" / kind).iterdir():
        path.write_text(f"# over {old}: niets\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    odd = root / "data/instrumenten/handboek.yml"  # a record in brackets, a key in quotes
    text = re.sub(r"- standaard: (\w+)\n    waarom: (.*)", r"- {standaard: \1, 'waarom': \2}", odd.read_text("utf-8"))
    odd.write_text(text, encoding="utf-8")
    case = project.examine(root / "data", root / "docs", TODAY)
    plan = rewriting.rekeyed(case, kind, old, new)
    assert plan.changed()
    for name in plan.changed():
        was, becomes = plan.before[name], plan.after[name] or ""
        assert called_so(yaml.safe_load(was), old.split("."), new) == yaml.safe_load(becomes)
        assert [line for line in was.split("\n") if line.startswith("#")] == [
            line for line in becomes.split("\n") if line.startswith("#")
        ]
        (root / name).write_text(becomes, encoding="utf-8")
    again = rewriting.rekeyed(project.examine(root / "data", root / "docs", TODAY), kind, old, new)
    assert again.changed() == []


def called_so(value: Any, pattern: list[str], new: str) -> Any:
    """The same value, with the last key of a dotted path under another name."""
    first, *rest = pattern
    if first == "*":
        return [called_so(one, rest, new) for one in value]
    return {
        new if key == first and not rest else key: called_so(inner, rest, new) if key == first and rest else inner
        for key, inner in value.items()
    }


def test_a_key_that_the_model_does_not_know_is_not_written(root: Path, capsys: Read) -> None:
    before = contents(root)
    assert main(["rekey", "instrumenten", "jaar", "uitgavejaar", "--yes"]) == 1
    assert "Zo kan het niet; er is niets veranderd." in capsys.readouterr().out
    assert contents(root) == before


def test_two_keys_never_become_one(root: Path, capsys: Read) -> None:
    assert main(["rekey", "instrumenten", "soort", "titel", "--yes"]) == 1
    assert "heeft 'soort' en 'titel'; maak er eerst één van" in capsys.readouterr().out
