"""Danger is told by the words and sentences of the data, whatever else is found; a subject of the work is no danger."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from infobox.catalogue.infobox import Infobox
from infobox.entries.kinds import SHOWN
from tests.search.evaluate import fresh
from tests.search.node import WORKER, ask
from tests.site_fixtures import built_site

pytestmark = pytest.mark.site


@pytest.fixture(scope="module")
def real_worker(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fresh(tmp_path_factory.mktemp("search"))


def flagged(worker: Path, typed: Sequence[str]) -> list[str]:
    return [text for text, answer in zip(typed, ask(worker, typed, finished=True), strict=True) if answer["danger"]]


@pytest.mark.parametrize(
    "typed",
    [
        "spoed",
        "Spoed!",
        "eh spoed",
        "acuut gevaar",
        "hij heeft een mes",
        "ze hebben messen",
        "een honkbalknuppelaar",  # all that begins so
        "ze wordt nu geslagen",
        "nu mept hij haar",  # slaan and nu, near each other, in any order
        "help",
        "he has a knife",
        "ze word nu geslagen",  # as it is often spelt
        "training gehad maar hij heeft een mes",  # of somebody, not of a subject
    ],
)
def test_danger_is_flagged(typed: str) -> None:
    assert flagged(built_site() / WORKER, [typed]) == [typed]


@pytest.mark.parametrize(
    "typed",
    [
        "meldcode",
        "ik help een gezin",  # only danger when nothing else is typed
        "training mes",  # a subject
        "hij mept haar",
        "nu iets heel anders en veel later in deze lange zin mept hij haar",  # too far apart
        "spoedcursus",
        "hulp",
        "",
    ],
)
def test_what_is_no_danger_is_not_flagged(typed: str) -> None:
    assert typed == "" or flagged(built_site() / WORKER, [typed]) == []


def test_the_numbers_are_those_of_the_strip_and_come_with_danger(sample: Infobox) -> None:
    wanted = [[one.titel, one.nummer] for one in sample.contacten.values() if one.in_strook]
    danger, calm, nothing = ask(built_site() / WORKER, ["spoed", "meldcode", "xyqqzwk"])
    assert [number[:2] for number in danger["numbers"]] == wanted
    assert calm["numbers"] == []
    assert [number[:2] for number in nothing["numbers"]] == wanted


def test_every_word_that_the_data_calls_danger_is_flagged(real: Infobox, real_worker: Path) -> None:
    typed = [
        text.replace("...", "dan").replace("*", "")
        for lijst in real.thesaurus.values()
        for ingang in lijst.ingangen
        if ingang.gevaar in ("altijd", "los")
        for text in (*ingang.woorden, *filter(None, [ingang.als]))
    ]
    assert len(typed) > 300
    assert sorted(set(typed) - set(flagged(real_worker, typed))) == []


def test_what_the_site_is_about_is_no_danger(real: Infobox, real_worker: Path) -> None:
    titles = [entry.titel for kind in SHOWN if kind != "situaties" for entry in real.of_kind(kind).values()]
    assert len(titles) > 250
    assert len(flagged(real_worker, titles)) <= 3
