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
    first_sentence,
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


@pytest.mark.parametrize(
    ("text", "first", "rest"),
    [
        ("Eén zin.", "Eén zin.", ""),
        ("Een zin. En nog een.", "Een zin.", "En nog een."),
        ("Voor o.a. ouders en dr. met een kind. Daarna meer.", "Voor o.a. ouders en dr. met een kind.", "Daarna meer."),
        ("Wat nu? 'Bellen.' Dat is het.", "Wat nu?", "'Bellen.' Dat is het."),
        ("Een regel\nover twee regels.\n\nEen alinea. Nog een.", "Een regel over twee regels.", "Een alinea. Nog een."),
        ("Geen punt", "Geen punt", ""),
        ("", "", ""),
    ],
)
def test_the_first_sentence_is_told_apart(text: str, first: str, rest: str) -> None:
    assert first_sentence(text) == (first, rest)


def test_a_short_first_sentence_takes_the_next_one_along() -> None:
    assert first_sentence("Hoe staat het? Een rapport. En meer.", 20) == ("Hoe staat het? Een rapport.", "En meer.")
    assert first_sentence("Hoe staat het?", 20) == ("Hoe staat het?", "")
