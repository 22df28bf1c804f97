"""A file that is no YAML, read as it was meant; the words for single mistakes are rows of beginners.yml."""

import pytest

from infobox.entries.documents import Document, from_text
from infobox.entries.shapes import FILES
from infobox.findings import MANY


def read(text: str, kind: str = "instrumenten") -> Document:
    return from_text(text, "data/x.yml", shape=FILES[kind])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("titel: 'foto's'\nsoort: boek\n", {"titel": "foto's", "soort": "boek"}),
        ("titel: a: b\njaar:2014\n", {"titel": "a: b", "jaar": 2014}),
        ("auteurs:\n\u2022 Anna\n\u2022 Bob\n", {"auteurs": ["Anna", "Bob"]}),
        ("samenvatting: >-\nEen tekst\ndie doorgaat.\nsoort: boek\n",
         {"samenvatting": "Een tekst die doorgaat.", "soort": "boek"}),
        ("standaarden:\n  - standaard: zien\n   waarom: Daarom.\n",
         {"standaarden": [{"standaard": "zien", "waarom": "Daarom."}]}),
        ("<<<<<<< a\ntitel: x\n=======\ntitel: y\n>>>>>>> b\nsoort: boek\n", {"titel": "x", "soort": "boek"}),
    ],
)  # fmt: skip
def test_it_is_read_as_it_was_meant(text: str, value: object) -> None:
    document = read(text)
    assert document.value == value
    assert document.is_read, "so that the model and the rules look at it too"
    assert document.faults, "and what was wrong is told"


def test_what_cannot_be_guessed_is_left_out_and_the_rest_is_read() -> None:
    document = read("titel: x\nuitgave:\n  isbn: 1\n  ]: [\nsoort: boek\n")
    assert document.value == {"titel": "x", "soort": "boek"}
    assert document.skipped == {"uitgave"}
    assert not document.is_read


def test_a_line_that_is_right_is_never_told() -> None:
    """Every edit that is told is needed: without it the file cannot be read."""
    document = read("titel: \"Goed: zo\"\nauteurs: [Anna, 'Bob']\nsamenvatting: |\n  - geen lijst\n  a: b\nsoort: @x\n")
    (fault,) = document.faults
    assert (fault.line, fault.hint) == (6, "schrijf: soort: '@x'")


def test_many_faults_of_one_file_are_counted() -> None:
    document = read("auteurs:\n" + "  - 'a\n" * 3000)
    assert len(document.faults) == MANY + 1
    assert f"er zijn nog {3000 - MANY} regels" in document.faults[0].message


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "titel: x\nauteurs:\n" + "  - 'a\n" * 9000,
        "samenvatting: a: b\n" * 3400,
        "auteurs:\n" + "  - [a\n" * 9000,
        "".join(" " * min(number, 150) + f'a{number}: "x\n' for number in range(400)),
        "titel: [" + "a, " * 20_000,
    ],
)
def test_no_file_can_hold_up_a_check(text: str) -> None:
    """Not measured: a reader that tries every line against every other one would still be busy."""
    assert read(text[: 64 * 1024]).faults
