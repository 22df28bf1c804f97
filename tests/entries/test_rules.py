"""Every fault an editor can make: `broken/<fault>/` is laid over `broken/_goed/`; `expected.txt` pins each finding.

What a fault says of `docs/` or of the lock of addresses stands beside its data; all else is laid over the data.
"""

import shutil
from pathlib import Path

import pytest

from infobox.entries.kinds import KINDS
from infobox.site import project
from tests.conftest import BROKEN, GOOD
from tests.small_project import Small

CASES = sorted(folder.name for folder in BROKEN.iterdir() if folder != GOOD)
BESIDE_DATA = ("docs", "edities", "adressen.lock")

# Rule -> the wrong dataset that only this rule refuses, in the order of the register.
RULES = {
    "bouwstenen_have_their_own_number": "nummer-anders-dan-code",
    "own_pages_belong_to_one_entry": "eigen-pagina-twee-keer",
    "entries_are_listed_once": "twee-keer-in-lijst",
    "standaarden_do_not_relate_to_themselves": "standaard-verwant-aan-zichzelf",
    "standaarden_have_instruments": "standaard-zonder-instrument",
    "successors_do_not_go_in_circles": "opvolgers-in-een-kring",
    "begrippen_stand_in_a_tree": "begrip-onder-zichzelf",
    "reasons_are_specific": "waarom-twee-keer",
    "steps_rest_on_known_sources": "stap-zonder-bekende-bron",
    "starting_points_serve_their_standaard": "begin-past-niet",
    "titles_are_told_apart": "titel-twee-keer",
    "abbreviations_are_told_apart": "afkorting-twee-keer",
    "addresses_are_safe_where_they_can_be": "adres-zonder-slot",
    "hosts_are_no_slips": "adres-met-tikfout",
    "former_names_are_free": "vroegere-naam-onmogelijk",
    "former_names_lead_to_one_place": "vroegere-naam-twee-keer",
    "successors_are_there": "vervangen-door-niets",
    "relations_lead_to_active_entries": "zoekwoord-naar-vervallen",
    "parts_keep_their_anchors": "anker-vervallen-en-in-gebruik",
    "successors_of_parts_are_there": "deel-vervangen-door-niets",
    "entries_tell_when_they_came": "wijzigingen-ontbreken",
    "withdrawals_are_among_the_changes": "vervallen-zonder-wijziging",
    "pages_begin_well": "pagina-zonder-begin",
    "pages_tell_nothing_private": "pagina-met-nummer",
    "links_of_pages_can_be_followed": "pagina-met-code",
    "the_lock_is_whole": "lock-afgekapt",
    "edities_stay": "editie-kapot",
    "codes_are_given_out_once": "code-twee-keer",
    "addresses_have_one_owner": "adres-twee-eigenaren",
    "addresses_stay": "adres-verdwijnt",
    "pages_call_macros_well": "macro-verkeerd",
    "pages_link_to_pages": "pagina-zonder-doel",
}


def laid_over(case: str, folder: Path) -> Small:
    """The right project with a fault in it."""
    small = Small(folder / "project")
    for item in sorted((BROKEN / case).iterdir()):
        target = (small.root if item.name in BESIDE_DATA else small.data) / item.name
        if item.is_dir():
            shutil.copytree(item, target, dirs_exist_ok=True)
        elif item.name != "expected.txt":
            shutil.copy(item, target)
    return small


def test_the_project_below_the_wrong_files_is_right(tmp_path: Path) -> None:
    small = Small(tmp_path / "project")
    assert small.findings() == []
    assert small.case().infobox.count("instrumenten") == 2


# One fault in three belongs to the quick tests; `make test` tries them all.
TRIED = [pytest.param(case, marks=[] if number % 3 == 0 else pytest.mark.slow) for number, case in enumerate(CASES)]


@pytest.mark.parametrize("case", TRIED)
def test_a_fault_gives_its_pinned_findings_and_no_others(case: str, tmp_path: Path) -> None:
    text = (BROKEN / case / "expected.txt").read_text(encoding="utf-8")
    expected = text.replace("<alle soorten>", ", ".join(KINDS)).splitlines()
    assert expected, "a wrong dataset that is right tells nothing"
    assert laid_over(case, tmp_path).findings() == expected


def test_every_rule_of_the_register_has_a_wrong_dataset() -> None:
    assert [rule.__name__ for rule in project.RULES] == list(RULES)


@pytest.mark.slow
@pytest.mark.parametrize(("rule", "case"), RULES.items())
def test_without_its_rule_a_fault_goes_unseen(
    rule: str, case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(project, "RULES", tuple(each for each in project.RULES if each.__name__ != rule))
    assert laid_over(case, tmp_path).findings() == []


def test_every_rule_says_in_a_docstring_what_it_holds() -> None:
    assert [rule.__name__ for rule in project.RULES if not rule.__doc__] == []
