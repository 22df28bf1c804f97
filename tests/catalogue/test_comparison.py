"""Two lists side by side: what meets, what has nothing across, and addresses that live with the lists."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from infobox.catalogue import comparison, lock
from infobox.catalogue.addresses import redirects
from infobox.catalogue.derived import derived_parts
from infobox.catalogue.infobox import Infobox
from infobox.catalogue.rules import Case, addresses_have_one_owner, addresses_stay
from infobox.pages.stubs import stubs
from tests.conftest import GOOD, TODAY
from tests.reading import case_of

GONE = "levensloop: {status: vervallen, reden: Het is voorbij., datum: 2026-11-20}\n"


class Lists:
    """A small project whose lists a test may change, checked against the lock as it stood before."""

    def __init__(self, data: Path) -> None:
        self.folder = data / "kaders"
        shutil.copytree(GOOD, data)
        lijst = (self.folder / "lijst.yml").read_text(encoding="utf-8")
        self.write("ander", re.sub("titel: De lijst", "titel: De andere lijst", lijst))
        before = case_of(data, TODAY)
        self.locked = lock.parse(lock.text(before.published()), lock.NAME)

    def write(self, name: str, text: str) -> None:
        (self.folder / f"{name}.yml").write_text(text, encoding="utf-8")

    def text(self, name: str) -> str:
        return (self.folder / f"{name}.yml").read_text(encoding="utf-8")

    def case(self) -> Case:
        return replace(case_of(self.folder.parent, TODAY), locked=self.locked)

    def lost(self) -> list[str]:
        return [finding.message for finding in addresses_stay(self.case())]


@pytest.fixture
def lists(tmp_path: Path) -> Lists:
    return Lists(tmp_path / "data")


def side_by_side(infobox: Infobox, left: str, right: str) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    found = comparison.compare(infobox, comparison.side(infobox, left), comparison.side(infobox, right))
    return {row.titel: [(one.row.titel, one.through) for one in meetings] for row, meetings in found.rows}


def test_two_rows_meet_through_the_standaarden_they_share(lists: Lists) -> None:
    infobox = lists.case().infobox
    assert side_by_side(infobox, "lijst", "ander") == {
        "Het eerste deel": [("Het eerste deel", ("eerste",))],
        "Het tweede deel": [("Het tweede deel", ())],  # both are the same bouwsteen
    }


def test_beside_the_standaarden_it_goes_without_saying_through_which(good: Infobox) -> None:
    assert side_by_side(good, "lijst", "standaarden") == {
        "Het eerste deel": [("De eerste standaard", ())],
        "Het tweede deel": [("De tweede standaard", ())],
    }


def test_two_bouwstenen_meet_only_when_they_are_the_same(sample: Infobox) -> None:
    found = side_by_side(sample, "bouwstenen", "drie-stappen")
    assert {titel: [other for other, _ in met] for titel, met in found.items()} == {
        "Oog voor veiligheid": ["Kijk", "Weeg"],  # what is no bouwsteen meets it through a standaard
        "Onthouden wat werkt": [],  # shares a standaard with 'Leer', which is another bouwsteen
        "Samen leren": ["Leer"],
    }


def test_what_nothing_meets_is_named_on_both_sides(lists: Lists) -> None:
    lists.write("ander", lists.text("ander").replace("standaarden:\n      - eerste", "standaarden:\n      - tweede", 1))
    infobox = lists.case().infobox
    found = comparison.compare(infobox, comparison.side(infobox, "lijst"), comparison.side(infobox, "standaarden"))
    assert (found.met, found.alone) == (2, ())
    found = comparison.compare(infobox, comparison.side(infobox, "standaarden"), comparison.side(infobox, "ander"))
    assert [row.titel for row, met in found.rows if not met] == ["De eerste standaard"]
    found = comparison.compare(infobox, comparison.side(infobox, "ander"), comparison.side(infobox, "standaarden"))
    assert [row.titel for row in found.alone] == ["De eerste standaard"]


@pytest.mark.slow
@pytest.mark.parametrize("side", [0, 1])
def test_every_comparison_of_the_real_lists_says_of_each_row_where_it_is_or_that_it_is_not(
    real: Infobox, side: int
) -> None:
    wrong = []
    for pair in comparison.pairs(real):
        found = comparison.compare(real, *pair)
        met = {one.row for _, meetings in found.rows for one in meetings}
        if tuple(row for row, _ in found.rows) != pair[0].rows or met | set(found.alone) != set(pair[1].rows):
            wrong.append((pair[0].id, pair[1].id))
    assert wrong == []


def test_every_two_lists_have_a_page_in_the_lock(lists: Lists) -> None:
    names = ["standaarden", "bouwstenen", "lijst", "ander"]
    wanted = {f"/vergelijken/{left}/{right}/" for left in names for right in names if left != right}
    assert wanted == {address for address in lists.locked.owners if re.match("/vergelijken/[^/]+/[^/]+/", address)}
    paths = {stub.path for stub in stubs(lists.case().infobox)}
    assert {f"{address.strip('/')}.md" for address in wanted} <= paths


def test_a_list_that_was_renamed_leads_its_pairs_on(lists: Lists) -> None:
    lists.write("nieuw", "levensloop: {was: [ander]}\n" + lists.text("ander"))
    (lists.folder / "ander.yml").unlink()
    case = lists.case()
    assert [str(finding) for finding in addresses_stay(case)] == []
    leads = {one.path: one.target for one in redirects(case.infobox, {})}
    assert leads["vergelijken/ander/lijst/"] == "vergelijken/nieuw/lijst/"
    assert leads["vergelijken/standaarden/ander/"] == "vergelijken/standaarden/nieuw/"
    assert "vergelijken/nieuw/lijst/" not in leads


def test_both_lists_of_a_pair_may_be_renamed(lists: Lists) -> None:
    for old in ("ander", "lijst"):
        lists.write(f"nieuw-{old}", f"levensloop: {{was: [{old}]}}\n" + lists.text(old))
        (lists.folder / f"{old}.yml").unlink()
    assert lists.lost() == []
    leads = {one.path: one.target for one in redirects(lists.case().infobox, {})}
    assert leads["vergelijken/ander/lijst/"] == "vergelijken/nieuw-ander/nieuw-lijst/"


def test_a_list_that_was_taken_into_another_leads_their_pair_to_that_one(lists: Lists) -> None:
    (lists.folder / "ander.yml").unlink()
    lists.write("lijst", "levensloop: {was: [ander]}\n" + lists.text("lijst"))
    assert lists.lost() == []
    leads = {one.path: one.target for one in redirects(lists.case().infobox, {})}
    assert leads["vergelijken/ander/lijst/"] == "kaders/lijst/"
    assert leads["vergelijken/ander/bouwstenen/"] == "vergelijken/lijst/bouwstenen/"


def test_a_list_that_became_something_else_leads_its_pairs_there(lists: Lists) -> None:
    (lists.folder / "ander.yml").unlink()
    terms = lists.folder.parent / "begrippen" / "meldcode.yml"
    terms.write_text("levensloop: {was: [kaders/ander]}\n" + terms.read_text(encoding="utf-8"), encoding="utf-8")
    assert [text for text in lists.lost() if "vergelijken" in text] == []
    leads = {one.path: one.target for one in redirects(lists.case().infobox, {})}
    assert leads["vergelijken/lijst/ander/"] == leads["vergelijken/ander/lijst/"] == "begrippen/#meldcode"


def test_a_list_that_was_withdrawn_keeps_its_pages_and_is_offered_no_more(lists: Lists) -> None:
    lists.write("ander", GONE + lists.text("ander"))
    case = lists.case()
    assert lists.lost() == []
    assert "ander" not in [side.id for side in comparison.sides(case.infobox)]
    (stub,) = [stub for stub in stubs(case.infobox) if stub.path == "vergelijken/lijst/ander.md"]
    assert '"noindex"' in stub.text
    (stub,) = [stub for stub in stubs(case.infobox) if stub.path == "vergelijken/lijst/bouwstenen.md"]
    assert "noindex" not in stub.text


def test_a_list_that_vanished_is_told_once_and_not_for_each_of_its_pairs(lists: Lists) -> None:
    (lists.folder / "ander.yml").unlink()
    assert lists.lost() == ["het adres /kaders/ander/ (van kaders/ander) zou verdwijnen"]


def test_a_list_with_a_fault_of_its_own_is_not_said_to_lose_its_pairs(lists: Lists) -> None:
    lists.write("ander", lists.text("ander").replace("maker:", "maaker:"))
    assert lists.case().findings
    assert lists.lost() == []


def test_a_list_cannot_take_the_name_of_a_kind(lists: Lists) -> None:
    lists.write("bouwstenen", lists.text("lijst").replace("De lijst", "Bouwstenen"))
    told = [finding.message for finding in addresses_have_one_owner(lists.case())]
    assert any("/vergelijken/bouwstenen/lijst/" in message for message in told)


def test_the_questions_of_a_standaard_keep_their_place_in_the_teamverkenning(lists: Lists) -> None:
    standaard = lists.folder.parent / "standaarden" / "tweede.yml"
    standaard.write_text(GONE + standaard.read_text(encoding="utf-8"), encoding="utf-8")
    assert dict(derived_parts(lists.case().infobox)) == {
        "/teamverkenning/#s01": "standaarden/eerste",
        "/teamverkenning/#s02": "standaarden/tweede",
    }
