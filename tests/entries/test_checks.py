"""Every fault an editor can make: `broken/<fault>/` is laid over `broken/_goed/`; `expected.txt` pins each finding."""

import shutil
from pathlib import Path

import pytest

from infobox.entries import checks
from infobox.entries.checks import next_free_code
from infobox.entries.load import load
from infobox.findings import DataError
from tests.conftest import BROKEN, GOOD, TODAY

CASES = sorted(folder.name for folder in BROKEN.iterdir() if folder != GOOD)

# Rule -> the wrong dataset that only this rule refuses.
RULES = {
    "codes_are_given_out_once": "code-twee-keer",
    "titles_are_unique": "titel-twee-keer",
    "bouwstenen_have_their_own_number": "nummer-anders-dan-code",
    "own_pages_belong_to_one_entry": "eigen-pagina-twee-keer",
    "entries_are_listed_once": "twee-keer-in-lijst",
    "standaarden_do_not_relate_to_themselves": "standaard-verwant-aan-zichzelf",
    "standaarden_have_instruments": "standaard-zonder-instrument",
    "successors_do_not_go_in_circles": "opvolgers-in-een-kring",
    "reasons_are_specific": "waarom-twee-keer",
}


def findings_of(case: str, tmp_path: Path) -> list[str]:
    data = tmp_path / "data"
    shutil.copytree(GOOD, data)
    shutil.copytree(BROKEN / case, data, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt"))
    with pytest.raises(DataError) as caught:
        load(data, TODAY)
    return [str(finding) for finding in caught.value.findings]


def test_the_dataset_below_the_wrong_files_is_right() -> None:
    assert load(GOOD, TODAY).count("instrumenten") == 2


@pytest.mark.parametrize("case", CASES)
def test_a_fault_gives_its_pinned_findings_and_no_others(case: str, tmp_path: Path) -> None:
    expected = (BROKEN / case / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert findings_of(case, tmp_path) == expected


def test_every_rule_of_the_register_has_a_wrong_dataset() -> None:
    assert [rule.__name__ for rule in checks.RULES] == list(RULES)


@pytest.mark.parametrize(("rule", "case"), RULES.items())
def test_without_its_rule_a_fault_goes_unseen(
    rule: str, case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "RULES", tuple(each for each in checks.RULES if each.__name__ != rule))
    shutil.copytree(GOOD, tmp_path / "data")
    shutil.copytree(BROKEN / case, tmp_path / "data", dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt"))
    load(tmp_path / "data", TODAY)


def test_every_rule_says_in_a_docstring_what_it_holds() -> None:
    assert [rule.__name__ for rule in checks.RULES if not rule.__doc__] == []


@pytest.mark.parametrize(
    ("like", "taken", "free"),
    [("I002", ["I001", "I007", "S09", "Ixxx"], "I008"), ("S01", ["S10"], "S11"), ("B1", [], "B1")],
)
def test_the_first_free_code_follows_the_highest(like: str, taken: list[str], free: str) -> None:
    assert next_free_code(like, taken) == free
