"""Dutch words, dates and numbers."""

from datetime import date

import pytest

from infobox.catalogue.dutch import (
    DOELGROEP_PLURALS,
    LINK_SOORTEN,
    SOORT_PLURALS,
    STATUSSEN,
    count_nl,
    date_nl,
    dialled,
    first_letter,
)
from infobox.entries.values import DOELGROEPEN, SOORTEN, LinkSoort, Status


def test_every_key_of_the_data_has_a_word() -> None:
    assert tuple(SOORT_PLURALS) == SOORTEN
    assert tuple(DOELGROEP_PLURALS) == DOELGROEPEN
    assert tuple(LINK_SOORTEN) == LinkSoort.__args__  # type: ignore[attr-defined]
    assert tuple(STATUSSEN) == Status.__args__  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2015, 2, 23), "23 februari 2015"),
        (date(2020, 12, 1), "1 december 2020"),
        (date(2026, 1, 31), "31 januari 2026"),
    ],
)
def test_dates_are_dutch(day: date, text: str) -> None:
    assert date_nl(day) == text


@pytest.mark.parametrize(("number", "text"), [(0, "0 boeken"), (1, "1 boek"), (2, "2 boeken")])
def test_one_is_singular(number: int, text: str) -> None:
    assert count_nl(number, "boek", "boeken") == text


@pytest.mark.parametrize(
    ("title", "letter"),
    [("één gezin", "E"), ("'t Huis", "T"), ("1Gezin1Plan", "0-9"), ("(Z)", "Z"), ("...", "#"), ("", "#")],
)
def test_a_title_stands_under_the_letter_a_dutch_reader_tries(title: str, letter: str) -> None:
    assert first_letter(title) == letter


@pytest.mark.parametrize(
    ("number", "digits"),
    [("0800-2000", "08002000"), ("112", "112"), ("020 123 45 67", "0201234567"), ("chat", ""), ("", "")],
)
def test_only_numbers_are_dialled(number: str, digits: str) -> None:
    assert dialled(number) == digits
