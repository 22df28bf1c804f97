"""Reading one file: values, and the place of each of them."""

from datetime import date
from pathlib import Path

import pytest

from infobox.entries.documents import MAX_BYTES, MAX_DEPTH, Document, Guess, Place, read

TEXT = """\
# uitleg
titel: 'Een: titel'
lijst:
  - een
  - naam: twee
    tekst: >-
      gevouwen over
      regels
leeg:
"""


@pytest.fixture
def document(tmp_path: Path) -> Document:
    path = tmp_path / "begrippen" / "x.yml"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    return read(path, "data/begrippen/x.yml")


def reading(tmp_path: Path, content: str | bytes) -> Document:
    path = tmp_path / "x.yml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read(path, "x.yml")


def test_a_file_is_known_by_its_path_and_its_values(document: Document) -> None:
    assert (document.path, document.kind, document.id) == ("data/begrippen/x.yml", "begrippen", "x")
    assert document.value == {
        "titel": "Een: titel",
        "lijst": ["een", {"naam": "twee", "tekst": "gevouwen over regels"}],
        "leeg": None,
    }
    assert (document.is_read, document.faults) == (True, [])


@pytest.mark.parametrize(
    ("loc", "needle", "place"),
    [
        ((), "", Place(2, 1)),
        (("titel",), "", Place(2, 8)),
        (("titel",), "titel", Place(2, 14)),
        (("titel",), "staat er niet", Place(2, 8)),
        (("lijst", 0), "", Place(4, 5)),
        (("lijst", 1), "", Place(5, 5)),
        (("lijst", 1, "tekst"), "", Place(6, 12)),
        (("lijst", 1, "tekst"), "regels", Place(8, 7)),
        (("lijst", 1, "tekst", 7, "x"), "", Place(6, 12)),
        (("onbekend",), "", Place(2, 1)),
    ],
)
def test_every_value_has_a_place(document: Document, loc: tuple[str | int, ...], needle: str, place: Place) -> None:
    assert document.place(loc, needle) == place


def test_a_key_has_a_place_of_its_own(document: Document) -> None:
    assert document.key_place(("leeg",)) == Place(9, 1)
    assert document.key_place(("lijst", 1, "tekst")) == Place(6, 5)
    assert document.key_place(("lijst", 1)) == document.place(("lijst", 1))


def test_texts_are_found_along_a_path_and_other_values_passed_over(document: Document) -> None:
    assert list(document.find("lijst.*.naam")) == [("twee", ("lijst", 1, "naam"))]
    assert list(document.find("lijst.*")) == [("een", ("lijst", 0))]
    assert list(document.find("titel.*")) == list(document.find("leeg")) == list(document.find("weg.x")) == []
    assert (document.text("titel"), document.text("lijst"), document.text("weg")) == ("Een: titel", "", "")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("x", "x"),
        ("'12'", "12"),
        ("12", 12),
        ("-12", -12),
        ("0", 0),
        ("0900-8844", "0900-8844"),
        ("0612", Guess("0612", "getal")),
        ("0x1F", Guess("0x1F", "getal")),
        ("1_000", Guess("1_000", "getal")),
        ("+1", Guess("+1", "getal")),
        ("12:30", Guess("12:30", "getal")),
        ("1.10", Guess("1.10", "getal")),
        (".inf", Guess(".inf", "getal")),
        ("9" * 19, Guess("9" * 19, "getal")),
        ("true", True),
        ("false", False),
        ("no", Guess("no", "ja of nee")),
        ("Yes", Guess("Yes", "ja of nee")),
        ("ja", "ja"),
        ("~", None),
        ("", None),
        ("2015-04-22", date(2015, 4, 22)),
        ("2015-4-2", "2015-4-2"),
        ("2015-02-30", Guess("2015-02-30", "datum")),
        ("2015-04-22 10:00:00", Guess("2015-04-22 10:00:00", "datum")),
        ("=", Guess("=", "iets anders")),
    ],
)
def test_what_yaml_would_guess_stays_visible(tmp_path: Path, written: str, value: object) -> None:
    found = reading(tmp_path, f"a: {written}\n").value["a"]
    assert (found, type(found)) == (value, type(value))


def test_line_ends_of_windows_make_no_difference(tmp_path: Path) -> None:
    document = reading(tmp_path, "a: x\r\nb: >-\r\n  een\r\n  twee\r\n")
    assert (document.value, document.faults) == ({"a": "x", "b": "een twee"}, [])
    assert document.place(("b",), "twee") == Place(4, 3)


def test_a_file_of_64_kb_is_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    start = "a: x\n#"
    assert reading(tmp_path, start + "x" * (MAX_BYTES - len(start))).is_read
    document = reading(tmp_path, start + "x" * (MAX_BYTES - len(start) + 1))
    assert not document.is_read
    assert [str(fault) for fault in document.faults] == [
        "x.yml:1:1: het bestand is 64 kB groot; meer dan 64 kB mag niet; "
        "maak de teksten korter of verdeel ze over meer bestanden"
    ]


def test_depth_is_counted_in_records_and_lists(tmp_path: Path) -> None:
    inside = MAX_DEPTH - 1  # the file itself is the first
    assert reading(tmp_path, f"a: {'[' * inside}{']' * inside}\n").is_read
    (fault,) = reading(tmp_path, f"a: {'[' * (inside + 1)}{']' * (inside + 1)}\n").faults
    assert fault.line == 1
    assert reading(tmp_path, "a: " + "[" * 60_000).faults


def test_the_place_of_a_wrong_byte_is_told(tmp_path: Path) -> None:
    (fault,) = reading(tmp_path, b"a: x\nb: \xe9\n").faults
    assert (fault.line, fault.column) == (2, 4)


def test_hidden_characters_do_not_keep_the_rest_of_the_file_from_being_read(tmp_path: Path) -> None:
    document = reading(tmp_path, "\ufeffa: x\x00y\nb: p\u2028q\x85r # \u202e\nc: \x07\nc: d\n")
    assert [(fault.line, fault.column) for fault in document.faults] == [
        (1, 1), (1, 5), (2, 5), (2, 7), (2, 12), (3, 4), (2, 10), (4, 1),
    ]  # fmt: skip
    assert document.value == {"a": "x y", "b": "p q r # \u202e", "c": None}


def test_every_alias_anchor_and_tag_is_told(tmp_path: Path) -> None:
    document = reading(tmp_path, "a: &x 1\nb: *x\nc: !y z\nd: [&p !!set q]\n---\ne: f\n---\ng: h\n")
    assert [fault.line for fault in document.faults] == [1, 2, 3, 4, 5, 7]


def test_a_syntax_fault_does_not_hide_what_stood_before_it(tmp_path: Path) -> None:
    document = reading(tmp_path, "a: &x 1\nb: 'x\n")
    assert [fault.line for fault in document.faults] == [1, 2]


def test_a_lone_carriage_return_ends_no_line_so_that_places_stay_right(tmp_path: Path) -> None:
    document = reading(tmp_path, "titel: een\rtwee\r\r\nlijst: {\r\n")
    assert [(fault.line, fault.column) for fault in document.faults] == [(1, 11), (2, 8)]
