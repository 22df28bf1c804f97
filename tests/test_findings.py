"""Findings: how they read, how they sort, what they suggest."""

import pytest

from infobox.findings import DataError, Finding, did_you_mean, nearest


def test_a_finding_reads_as_place_fault_and_remedy() -> None:
    finding = Finding("data/x.yml", 14, 7, "standaard 'a' bestaat niet", "bedoelt u 'b'?")
    assert str(finding) == "data/x.yml:14:7: standaard 'a' bestaat niet; bedoelt u 'b'?"


def test_what_a_finding_quotes_cannot_act_on_a_terminal_or_a_log() -> None:
    assert (
        str(Finding("p", 1, 1, "a\n::error::b\x1b[31m\u202e", "ë…"))
        == "p:1:1: a\\u000a::error::b\\u001b[31m\\u202e; ë…"
    )


def test_an_error_holds_every_finding_once_in_file_order() -> None:
    first, second, third = Finding("a", 2, 1, "x", "y"), Finding("a", 10, 1, "x", "y"), Finding("b", 1, 1, "x", "y")
    error = DataError([third, second, first, second])
    assert error.findings == [first, second, third]
    assert str(error) == f"{first}\n{second}\n{third}"


@pytest.mark.parametrize(
    ("word", "choice"),
    [
        ("veiligheid-inschaten", "veiligheid-inschatten"),
        ("vakmanschap", "vakmanschap"),
        ("veilig", None),
        ("xyz", None),
        ("", None),
    ],
)
def test_only_a_near_choice_is_suggested(word: str, choice: str | None) -> None:
    choices = {"veiligheid-inschatten", "vakmanschap"}
    assert nearest(word, choices) == choice
    assert did_you_mean(word, choices, "kies") == (f"bedoelt u '{choice}'?" if choice else "kies")


def test_between_equals_the_suggestion_is_always_the_same() -> None:
    assert {nearest("abcx", order) for order in (["abcd", "abce"], ["abce", "abcd"])} == {"abcd"}
