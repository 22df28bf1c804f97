"""An address that was replaced in one file, and still stands in another."""

from pathlib import Path

import pytest

from infobox.__main__ import main

pytestmark = pytest.mark.slow

OLD, NEW = "https://www.voorbeeld-academie.nl/plan", "https://www.voorbeeld-academie.nl/het-plan"


def replace(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_the_other_places_of_a_replaced_address_are_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(root / "data/begrippen/veiligheidsplan.yml", OLD, NEW)
    assert main(["check", "--since", "HEAD"]) == 0
    said = [line for line in capsys.readouterr().out.splitlines() if line.startswith("Let op: ")]
    assert [line.split(":")[1].strip() for line in said] == [
        "data/begrippen/een-gezin-een-plan.yml", "data/standaarden/wegen.yml",
    ]  # fmt: skip
    assert all(line.endswith(f"vervang het overal met: infobox url {OLD} {NEW}") for line in said)
    assert main(["url", OLD, NEW, "--yes"]) == 0
    capsys.readouterr()
    assert main(["check", "--since", "HEAD"]) == 0
    assert "Let op" not in capsys.readouterr().out


def test_an_address_that_was_only_added_or_taken_away_is_nobodys_mistake(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(root / "data/begrippen/een-gezin-een-plan.yml", f"  - url: {OLD}\n", "")
    assert main(["check", "--since", "HEAD"]) == 0
    assert "Let op" not in capsys.readouterr().out


@pytest.mark.parametrize("revision", ["nergens", "--output=x"])
def test_a_revision_that_git_does_not_know_is_said(
    revision: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(root.iterdir())
    assert main(["check", f"--since={revision}"]) == 2
    assert f"git kent '{revision}' niet" in capsys.readouterr().err
    assert sorted(root.iterdir()) == before
