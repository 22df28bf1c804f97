"""What may be said of an address, over days."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from infobox.links.evidence import Answer, Evidence
from infobox.links.state import LinkState, StateError, is_due, read_state, update, write_state
from tests.links.conftest import DAY_ONE

URL = "https://site.nl/stuk"


def _seen(status: int = 200, title: str = "Een stuk", kind: str = "text/html", error: str = "") -> Evidence:
    return Evidence(URL, (Answer(URL, 0 if error else status, error, {"content-type": kind}, title=title),))


GOOD, GONE, BUSY, CLOSED = _seen(), _seen(404), _seen(503), _seen(403)
NO_NAME = _seen(error="NameResolutionError")


def _days(*tries: tuple[float, Evidence], looked: str = "") -> list[str]:
    state: LinkState | None = None
    found: list[str] = []
    for day, evidence in tries:
        state = update(state, evidence, DAY_ONE + timedelta(days=day), looked)
        found.append(state.oordeel)
    return found


def test_gone_is_broken_only_after_two_tries_a_day_apart() -> None:
    assert _days((0, GONE), (0.5, GONE), (0.99, GONE), (1, GONE)) == ["hapert", "hapert", "hapert", "stuk"]


def test_trouble_is_broken_only_after_three_tries_over_a_week() -> None:
    assert _days((0, BUSY), (8, NO_NAME)) == ["hapert", "hapert"]
    assert _days((0, BUSY), (3, NO_NAME), (6.9, BUSY), (7, BUSY)) == ["hapert", "hapert", "hapert", "stuk"]


def test_one_good_answer_wipes_the_slate() -> None:
    assert _days((0, GONE), (2, GOOD), (4, GONE)) == ["hapert", "werkt", "hapert"]


def test_what_shuts_us_out_is_unknown_and_neither_heals_nor_breaks() -> None:
    assert _days((0, CLOSED), (30, CLOSED), (60, CLOSED)) == ["onbekend"] * 3
    assert _days((0, GONE), (1, CLOSED), (2, GONE)) == ["hapert", "onbekend", "stuk"]
    assert _days((0, GONE), (2, GONE), (3, CLOSED)) == ["hapert", "stuk", "stuk"]


def test_a_person_who_looked_outranks_unknown_but_not_gone() -> None:
    assert _days((0, CLOSED), looked="2026-11-01") == ["met-de-hand"]
    assert _days((0, GONE), (2, GONE), (3, CLOSED), looked="2026-11-01") == ["hapert", "stuk", "stuk"]
    assert _days((0, GONE), (2, GONE), (3, CLOSED), looked="2026-11-24")[2] == "met-de-hand"


def test_what_was_seen_from_home_holds_for_half_a_year_and_until_something_is_wrong() -> None:
    home = update(None, GOOD, DAY_ONE, "", at_home=True)
    assert (home.oordeel, home.thuis_op) == ("werkt", "2026-11-21T03:00Z")

    def later(state: LinkState, day: float, evidence: Evidence) -> LinkState:
        return update(state, evidence, DAY_ONE + timedelta(days=day), "")

    assert later(home, 1, CLOSED).oordeel == "thuis"
    assert later(later(home, 1, CLOSED), 180, CLOSED).oordeel == "thuis"
    assert later(home, 181, CLOSED).oordeel == "onbekend"
    assert later(later(home, 1, GONE), 2, CLOSED).oordeel == "onbekend"
    assert later(home, 1, GONE).oordeel == "hapert"
    assert later(home, 1, GOOD).thuis_op == home.thuis_op
    assert later(update(None, GOOD, DAY_ONE, ""), 1, CLOSED).oordeel == "onbekend"  # seen by the robot, not from home


def test_many_failures_keep_the_first_and_the_last_ones() -> None:
    state: LinkState | None = None
    for day in range(30):
        state = update(state, BUSY, DAY_ONE + timedelta(days=day), "")
    assert state is not None
    assert (state.reeks, len(state.mislukt)) == (30, 6)
    assert state.mislukt[0][0] == "2026-11-21T03:00Z"
    assert state.mislukt[-1][0] == "2026-12-20T03:00Z"


@pytest.mark.parametrize(
    ("later", "said"),
    [
        (_seen(title="Iets heel anders"), "titel was 'Een stuk', is nu 'Iets heel anders'"),
        (_seen(title="Een stuk (3)"), ""),
        (_seen(title="", kind="application/pdf"), "soort was 'text/html', is nu 'application/pdf'"),
    ],
)
def test_a_changed_title_or_type_is_reported_until_a_person_looked(later: Evidence, said: str) -> None:
    first = update(None, GOOD, DAY_ONE, "")
    second = update(first, later, DAY_ONE + timedelta(days=7), "")
    third = update(second, later, DAY_ONE + timedelta(days=14), "")
    looked = update(third, later, DAY_ONE + timedelta(days=15), "2026-11-28")
    assert (second.oordeel, second.afwijking) == ("werkt", said)
    assert third.afwijking == said
    assert (looked.afwijking, looked.afwijking_op) == ("", "")


def test_failing_addresses_are_always_due_and_good_ones_spread_over_days() -> None:
    good, gone, closed = (update(None, evidence, DAY_ONE, "") for evidence in (GOOD, GONE, CLOSED))
    hour = timedelta(hours=1)
    assert is_due(URL, None, DAY_ONE)
    assert is_due(URL, gone, DAY_ONE + hour)
    assert not is_due(URL, good, DAY_ONE + timedelta(days=7) - hour)
    assert is_due(URL, good, DAY_ONE + timedelta(days=10))
    assert not is_due(URL, closed, DAY_ONE + timedelta(days=13))
    assert is_due(URL, closed, DAY_ONE + timedelta(days=17))
    days = {next(d for d in range(20) if is_due(f"{URL}{n}", good, DAY_ONE + timedelta(days=d))) for n in range(40)}
    assert days <= {7, 8, 9, 10}
    assert len(days) >= 3


def test_the_state_is_sorted_holds_no_empty_values_and_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "links" / "staat.json"
    states = {
        url: update(None, evidence, DAY_ONE, "") for url, evidence in (("https://b.nl/", GONE), ("https://a.nl/", GOOD))
    }
    write_state(path, states)
    assert read_state(path) == states
    written = json.loads(path.read_text(encoding="utf-8"))
    assert list(written["adressen"]) == ["https://a.nl/", "https://b.nl/"]
    assert written["adressen"]["https://b.nl/"] == {
        "klasse": "weg",
        "oordeel": "hapert",
        "reden": "de pagina bestaat niet (404)",
        "eerst_gezien": "2026-11-21T03:00Z",
        "laatst_geprobeerd": "2026-11-21T03:00Z",
        "reeks": 1,
        "mislukt": [["2026-11-21T03:00Z", "weg"]],
    }
    assert path.read_text(encoding="utf-8").endswith("}\n")
    assert [p.name for p in path.parent.iterdir()] == ["staat.json"]


FINE = {
    "klasse": "weg",
    "oordeel": "hapert",
    "eerst_gezien": "2026-11-21T03:00Z",
    "laatst_geprobeerd": "2026-11-21T03:00Z",
    "mislukt": [["2026-11-21T03:00Z", "weg"]],
}


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b'{"iets": 1}', b"{}", b"\xff", b'{"adressen": []}'])
def test_a_file_that_is_no_state_is_refused(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "staat.json"
    path.write_bytes(raw)
    with pytest.raises(StateError, match=r"staat\.json is geen staat van links: "):
        read_state(path)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("klasse", "goedd"),
        ("oordeel", None),
        ("eerst_gezien", "ooit"),
        ("laatst_geprobeerd", "2026-11-21"),
        ("reeks", "1"),
        ("mislukt", [["2026-11-21T03:00Z"]]),
        ("mislukt", "weg"),
        ("titel", 3),
        ("vreemd", "x"),
        ("kopie", "javascript:alert(1)"),
        ("kopie", "https://web.archive.org/web/20261119120000/https://a.nl/ x"),
        ("kopie_van", "gisteren"),
    ],
)
def test_an_entry_with_a_wrong_value_is_refused_by_its_place(tmp_path: Path, key: str, value: object) -> None:
    path = tmp_path / "staat.json"
    path.write_text(json.dumps({"adressen": {URL: FINE}}), encoding="utf-8")
    assert read_state(path)[URL].mislukt == (("2026-11-21T03:00Z", "weg"),)
    path.write_text(json.dumps({"adressen": {URL: {**FINE, key: value}}}), encoding="utf-8")
    with pytest.raises(StateError, match=f"adressen > {URL} > {key}"):
        read_state(path)


def test_a_fault_of_ours_is_not_told_as_one_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("ours")

    (tmp_path / "staat.json").write_text("{}", encoding="utf-8")
    monkeypatch.setattr("infobox.links.state.read_bounded", broken)
    with pytest.raises(ValueError, match="ours"):
        read_state(tmp_path / "staat.json")


def test_a_state_that_is_not_there_yet_is_empty(tmp_path: Path) -> None:
    assert read_state(tmp_path / "staat.json") == {}


def test_a_moment_has_a_time_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        update(None, GOOD, datetime(2026, 11, 21), "")


def test_an_address_keeps_when_it_was_first_seen_and_last_good() -> None:
    first = update(None, GOOD, DAY_ONE, "")
    second = update(first, GONE, DAY_ONE + timedelta(days=1), "")
    assert (second.eerst_gezien, second.laatst_goed) == ("2026-11-21T03:00Z", "2026-11-21T03:00Z")
    assert (second.titel, second.soort) == ("Een stuk", "text/html")
    assert replace(second, reeks=0).mislukt == (("2026-11-22T03:00Z", "weg"),)
