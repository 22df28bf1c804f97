"""Who looked at an entry, and by when somebody has to: of itself, or as agreed for its kind."""

from datetime import date

import pytest

from infobox.catalogue.infobox import Infobox
from infobox.catalogue.upkeep import Agreement, Review, read_agreements, review_of
from infobox.entries.documents import from_text

FILE = "beheer/afspraken.yml"


def test_what_an_entry_says_goes_before_what_is_agreed_for_its_kind(sample: Infobox) -> None:
    agreed = {"standaarden": Agreement("redactie", 12), "contacten": Agreement(months=6)}
    own = review_of("standaarden", sample.standaarden["wegen"], agreed)
    assert own == Review(date(2026, 6, 1), date(2036, 6, 1), "redactie van het voorbeeld")
    assert review_of("standaarden", sample.standaarden["zien"], agreed) == Review(
        date(2026, 1, 31), date(2027, 1, 31), "redactie"
    )


@pytest.mark.parametrize(("months", "day"), [(1, date(2026, 2, 28)), (13, date(2027, 2, 28)), (11, date(2026, 12, 31))])
def test_months_are_counted_as_people_count_them(sample: Infobox, months: int, day: date) -> None:
    assert review_of("standaarden", sample.standaarden["zien"], {"standaarden": Agreement("", months)}).before == day


def test_where_nobody_looked_nothing_is_made_up(sample: Infobox) -> None:
    agreed = {"instrumenten": Agreement("redactie", 12)}
    assert review_of("instrumenten", sample.instrumenten["weegwijzer"], agreed) == Review(None, None, "redactie")
    assert review_of("instrumenten", sample.instrumenten["weegwijzer"], {}) == Review(None, None, "")


def test_agreements_are_read_per_kind() -> None:
    text = "afspraken:\n  - soort: contacten\n    eigenaar: redactie\n  - soort: situaties\n    maanden: 6\n"
    assert read_agreements(from_text(text, FILE)) == (
        {"contacten": Agreement("redactie"), "situaties": Agreement(months=6)},
        [],
    )
    assert read_agreements(from_text("afspraken: []\n", FILE)) == ({}, [])


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("afspraken: ja\n", 1, "'afspraken' is geen lijst"),
        ("afspraken:\n  - contacten\n", 2, "dit is geen afspraak"),
        ("afspraken:\n  - soort: contacten\n", 2, "bij deze afspraak ontbreekt wat er is afgesproken"),
        ("afspraken:\n  - soort: contact\n    maanden: 6\n", 2, "'contact' is geen soort"),
        ("afspraken:\n  - soort: contacten\n    maand: 6\n    maanden: 6\n", 2, "de sleutel 'maand' bestaat hier niet"),
        ("afspraken:\n  - soort: contacten\n    maanden: 0\n", 2, "'maanden' is geen getal van 1 tot en met 120"),
        ("afspraken:\n  - soort: contacten\n    maanden: ja\n", 2, "'maanden' is geen getal van 1 tot en met 120"),
        ("afspraken:\n  - soort: contacten\n    eigenaar: 3\n", 2, "'eigenaar' is geen tekst"),
        (
            "afspraken:\n  - soort: contacten\n    maanden: 6\n  - soort: contacten\n    maanden: 7\n",
            4,
            "over 'contacten' staat hier al een afspraak",
        ),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(text: str, line: int, message: str) -> None:
    _, faults = read_agreements(from_text(text, FILE))
    assert [(fault.path, fault.line, fault.message) for fault in faults] == [(FILE, line, message)]
