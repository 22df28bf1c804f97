"""What is new: from the data alone, newest first, each change told once."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from infobox.catalogue import history
from infobox.catalogue.infobox import Infobox
from tests.conftest import ROOT, TODAY
from tests.small_project import Small

FIRST, SECOND = TODAY - timedelta(days=2), TODAY - timedelta(days=1)


@pytest.fixture
def changed(tmp_path: Path) -> Infobox:
    """The small project after two changes: one that names a code, one that stands at two entries."""
    small = Small(tmp_path / "project")

    def add(kind: str, entry_id: str, day: date, tekst: str) -> None:
        small.change(kind, entry_id, lambda record: record["wijzigingen"].append({"datum": day, "tekst": tekst}))

    add("instrumenten", "handboek", FIRST, "Staat nu ook bij @S02.")
    add("standaarden", "eerste", SECOND, "Een aspect is korter geworden.")
    add("begrippen", "meldcode", SECOND, "Een aspect is korter geworden.")
    assert small.findings() == []
    return small.case().infobox


def texts(found: list[history.Change]) -> list[str]:
    return [change.tekst for change in found]


def test_changes_come_newest_first_and_the_same_text_of_a_day_once(changed: Infobox) -> None:
    found = history.History(changed).changes
    assert [change.datum for change in found] == [TODAY, SECOND, FIRST]
    assert texts(found) == ["Toegevoegd.", "Een aspect is korter geworden.", "Staat nu ook bij @S02."]
    assert [(kind, entry.id) for kind, entry in found[1].entries] == [
        ("standaarden", "eerste"),
        ("begrippen", "meldcode"),
    ]
    assert [day for day, _ in history.by_day(found)] == [TODAY, SECOND, FIRST]


def test_the_entries_of_a_change_stand_per_kind_in_the_order_of_the_site(changed: Infobox) -> None:
    (everything, *_) = history.History(changed).changes
    groups = history.in_kinds(everything)
    assert list(groups) == [
        "standaarden", "situaties", "instrumenten", "bouwstenen", "kaders", "organisaties", "begrippen", "contacten",
        "bronnen",
    ]  # fmt: skip
    assert [entry.id for entry in groups["standaarden"]] == ["eerste", "tweede"]


def test_a_change_that_names_a_code_is_told_there_too(changed: Infobox) -> None:
    def at(kind: str, entry_id: str) -> list[str]:
        return texts(history.History(changed).at(kind, changed.of_kind(kind)[entry_id]))

    assert at("standaarden", "tweede") == ["Toegevoegd.", "Staat nu ook bij @S02."]
    assert at("standaarden", "eerste") == ["Toegevoegd.", "Een aspect is korter geworden."]
    assert at("bronnen", "bericht") == ["Toegevoegd."]


def test_what_happened_to_an_entry_that_is_no_more_is_told(sample: Infobox) -> None:
    gone = sample.retired["instrumenten"]["werkmap"]
    assert "Gesplitst in @I001 en @I002." in texts(history.History(sample).at("instrumenten", gone))
    assert "Gesplitst in @I001 en @I002." in texts(
        history.History(sample).at("instrumenten", sample.instrumenten["signaalkaart"])
    )


def test_the_newest_change_dates_an_entry(sample: Infobox) -> None:
    entry = sample.standaarden["wegen"]
    assert history.last_change(entry) == date(2026, 6, 15)
    assert history.last_change(entry.model_copy(update={"wijzigingen": []})) is None


def test_a_reader_without_links_gets_titles_for_codes(sample: Infobox) -> None:
    plain = history.plain("Gesplitst in @I001 en @I999.", sample)
    assert plain == "Gesplitst in Signaalkaart voor R&D bij 't gezin (I001) en I999."


def test_no_module_asks_git_or_a_clock_what_a_page_should_say() -> None:
    """Only commands and the doorway ask the day, which bounds what an editor may write; only commands run git."""
    asks = re.compile(r"date\.today|datetime\.now|time\.time\(|clock\.today|[\"']git[\"']")
    found = {
        path.relative_to(ROOT / "infobox").as_posix()
        for path in (ROOT / "infobox").rglob("*.py")
        if asks.search(path.read_text(encoding="utf-8"))
    }
    assert found == {
        "clock.py",
        "catalogue/command.py",
        "links/changes.py",
        "links/command.py",
        "links/visit.py",  # how long a host asks to be left alone
        "links/witness.py",  # how long a page takes
        "site/command.py",
        "site/editing.py",
        "site/printing.py",
        "site/proposal.py",
        "site/release.py",
        "site/review.py",
        "site/todo.py",
        "site/revision.py",
        "site/hooks.py",
    }
