"""ISBN and DOI: right ones pass, wrong ones are told with what to type instead, and nothing else gets through."""

import pytest
from pydantic import TypeAdapter, ValidationError

from infobox.entries.values import Doi, Isbn

ISBN: TypeAdapter[str] = TypeAdapter(Isbn)
DOI: TypeAdapter[str] = TypeAdapter(Doi)


def fault_of(adapter: "TypeAdapter[str]", value: str) -> tuple[str, str]:
    """The message and the remedy for a wrong value."""
    with pytest.raises(ValidationError) as caught:
        adapter.validate_python(value)
    ((_, message, hint),) = caught.value.errors()[0]["ctx"]["faults"]
    return message, hint


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("978-90-5830-665-4", "978-90-5830-665-4"),
        ("9789058306654", "9789058306654"),
        ("978 90 5830 665 4", "978-90-5830-665-4"),
        ("0-306-40615-2", "0-306-40615-2"),
        ("0-8044-2957-x", "0-8044-2957-X"),
        ("979-10-90636-07-1", "979-10-90636-07-1"),
    ],
)
def test_an_isbn_of_ten_or_thirteen_digits_is_kept(written: str, kept: str) -> None:
    assert ISBN.validate_python(written) == kept


@pytest.mark.parametrize(
    ("written", "message", "hint"),
    [
        (
            "978-90-5830-665-5",
            "het laatste cijfer is 5, en bij de andere cijfers hoort 4",
            "neem het ISBN opnieuw over",
        ),
        ("978-90-5830-656-4", "het ISBN 978-90-5830-656-4 kan niet", "neem het ISBN opnieuw over"),
        ("0-8044-2957-1", "hoort X", "neem het ISBN opnieuw over"),
        ("978-90-5830-66-X", "een ISBN heeft 10 of 13 cijfers, en hier staan er 12", "neem het ISBN opnieuw over"),
        ("978-90-5830-665-X", "hoort een cijfer", "neem het ISBN opnieuw over"),
        ("ISBN 978-90-5830-665-4", "een woord te veel", "schrijf: 978-90-5830-665-4"),
        ("isbn: 9789058306654", "een woord te veel", "schrijf: 9789058306654"),
        ("978-90-5830-665-4},\n  note = {x", "is geen ISBN", "schrijf alleen de cijfers en streepjes"),
        ("978-90-5830-665-4\nER  - ", "is geen ISBN", "schrijf alleen de cijfers en streepjes"),
        ("nog niet bekend", "is geen ISBN", "schrijf alleen de cijfers en streepjes"),
        ("٩٧٨-90-5830-665-4", "is geen ISBN", "schrijf alleen de cijfers en streepjes"),
    ],
)
def test_a_wrong_isbn_is_told_with_what_to_do(written: str, message: str, hint: str) -> None:
    said, remedy = fault_of(ISBN, written)
    assert message in said
    assert remedy.startswith(hint)


@pytest.mark.parametrize("doi", ["10.18352/jsi.475", "10.1000/182", "10.1016/S0140-6736(20)30183-5", "10.1000.10/a_b"])
def test_a_doi_by_itself_is_kept(doi: str) -> None:
    assert DOI.validate_python(doi) == doi


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("https://doi.org/10.1234/abc", "schrijf: 10.1234/abc"),
        ("http://dx.doi.org/10.1234/abc", "schrijf: 10.1234/abc"),
        ("doi:10.1234/abc", "schrijf: 10.1234/abc"),
        ("DOI: 10.1234/abc", "schrijf: 10.1234/abc"),
        ("doi.org/10.1234/abc.", "schrijf: 10.1234/abc"),
        ("10.1234/abc,", "schrijf: 10.1234/abc"),
        ("10.1234", "schrijf wat na https://doi.org/ komt"),
        ("11.1234/abc", "schrijf wat na https://doi.org/ komt"),
        ("10.1234/a b", "schrijf wat na https://doi.org/ komt"),
        ("10.1234/a\nTY  - BOOK", "schrijf wat na https://doi.org/ komt"),
        ("10.1234/a},\n note={x", "schrijf wat na https://doi.org/ komt"),
        ("10.1234/a\\b", "schrijf wat na https://doi.org/ komt"),
        ('10.1234/"onclick="x', "schrijf wat na https://doi.org/ komt"),
    ],
)
def test_a_wrong_doi_is_told_with_what_to_type(written: str, hint: str) -> None:
    assert fault_of(DOI, written)[1].startswith(hint)
