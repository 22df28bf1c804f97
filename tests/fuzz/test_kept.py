"""What is kept: the lock and the state of links. Written and read it is the same; spoiled it is told, never a crash."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from infobox.catalogue import lock
from infobox.links.classify import KLASSEN
from infobox.links.evidence import Answer, Evidence
from infobox.links.state import (
    LinkState,
    Oordeel,
    is_due,
    judge,
    moment,
    read_state,
    salvage,
    update,
    write_state,
)
from tests.fuzz.hostile import LETTERS, soup, spoiled

pytestmark = pytest.mark.slow

WORD = st.text(LETTERS, min_size=1, max_size=12)
PUBLISHED = st.dictionaries(WORD.map(lambda word: f"/{word}"), WORD, min_size=1, max_size=12)
LINES = [
    "<<<<<<< HEAD\n",
    "=======\n",
    ">>>>>>> main\n",
    "||||||| a\n",
    "# einde\n",
    "#\n",
    "\n",
    "\r",
    "/a b\n",
    "/a c\n",
    " ",
    "/",
]
RIGHT_LOCK = lock.text({"/": "docs/index.md", "/i001/": "instrumenten/a", "/i001/#a1": "instrumenten/a#a1"})


@given(PUBLISHED)
def test_a_lock_that_is_written_is_read_as_it_was(published: dict[str, str]) -> None:
    locked = lock.parse(lock.text(published), lock.NAME)
    assert locked.faults == ()
    assert {address: owner for address, (owner, _) in locked.owners.items()} == published


@given(spoiled(RIGHT_LOCK, LINES) | soup(LINES, 20))
@example("onzin\n" * 80)
def test_a_spoiled_lock_is_told_line_by_line(text: str) -> None:
    locked = lock.parse(text, lock.NAME)
    lines = text.splitlines()
    assert len(locked.faults) <= lock.MANY + 1
    assert all(0 <= fault.line <= len(lines) + 1 and str(fault).isprintable() for fault in locked.faults)
    for address, (owner, line) in locked.owners.items():
        assert lines[line - 1] == f"{address} {owner}"
    again = lock.parse(lock.text({address: owner for address, (owner, _) in locked.owners.items()}), lock.NAME)
    assert {address: owner for address, (owner, _) in again.owners.items()} == {
        address: owner for address, (owner, _) in locked.owners.items()
    }


@given(PUBLISHED, st.data())
def test_each_line_that_goes_is_missed(published: dict[str, str], data: st.DataObject) -> None:
    gone = data.draw(st.sets(st.sampled_from(sorted(published))))
    before = lock.parse(lock.text(published), lock.NAME)
    now = lock.parse(lock.text({one: owner for one, owner in published.items() if one not in gone}), lock.NAME)
    assert len(list(lock.lost(before, now))) == len(gone)


@given(st.binary(max_size=200) | soup(LINES, 10).map(lambda text: text.encode(errors="surrogatepass")))
def test_whatever_stands_where_the_lock_should_be_it_is_told(raw: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / lock.NAME
        path.write_bytes(raw)
        assert lock.read(path).faults or lock.read(path).owners


# The state

MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))
MOMENT = MOMENTS.map(moment)
KLASSE = st.sampled_from(KLASSEN)
TEXT = st.text(LETTERS | st.sampled_from(' "\\<'), max_size=20)
STATES: st.SearchStrategy[LinkState] = st.builds(
    LinkState,
    klasse=KLASSE,
    oordeel=st.sampled_from(get_args(Oordeel)),
    eerst_gezien=MOMENT,
    laatst_geprobeerd=MOMENT,
    reden=TEXT,
    laatst_goed=st.just("") | MOMENT,
    reeks=st.integers(0, 99),
    mislukt=st.lists(st.tuples(MOMENT, KLASSE), max_size=4).map(lambda tries: tuple(sorted(tries))),
    eindadres=TEXT,
    voorstel=TEXT,
    gecontroleerd_op=st.just("") | st.dates().map(lambda day: day.isoformat()),
    titel=TEXT,
    soort=TEXT,
    grootte=st.integers(-1, 2**60),
    afwijking=TEXT,
    afwijking_op=st.just("") | MOMENT,
)
ADDRESS = TEXT.map(lambda text: f"https://a.nl/{text}")


@contextmanager
def kept(raw: str | bytes = "") -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "staat.json"
        if raw:
            path.write_bytes(raw if isinstance(raw, bytes) else raw.encode(errors="surrogatepass"))
        yield path


@given(st.dictionaries(ADDRESS, STATES, max_size=4))
def test_a_state_that_is_written_is_read_as_it_was(states: dict[str, LinkState]) -> None:
    with kept() as path:
        write_state(path, states)
        assert read_state(path) == {
            url: LinkState(**{**vars(state), "grootte": state.grootte or -1}) for url, state in states.items()
        }
        first = path.read_bytes()
        write_state(path, read_state(path))
        assert path.read_bytes() == first


RIGHT_STATE = json.dumps(
    {
        "adressen": {
            "https://a.nl/": {
                "klasse": "weg",
                "oordeel": "hapert",
                "eerst_gezien": "2026-11-01T03:00Z",
                "laatst_geprobeerd": "2026-11-21T03:00Z",
                "mislukt": [["2026-11-21T03:00Z", "weg"]],
                "reeks": 1,
                "grootte": 12,
            }
        }
    },
    indent=1,
)
JSON = [
    "{",
    "}",
    "[",
    "]",
    '"',
    ",",
    ":",
    "null",
    "NaN",
    "1e999",
    "9" * 5000,
    "-",
    "\\ud800",
    "\\u0000",
    "[" * 2000,
    "\x00",
    "true",
]


@given(spoiled(RIGHT_STATE, JSON) | soup(JSON, 10) | st.binary(max_size=80))
@example('{"adressen": ' + "[" * 200_000)
@example('{"adressen": {"a": {"grootte": ' + "9" * 5000 + "}}}")
@example(RIGHT_STATE.replace("https://a.nl/", "\\ud800"))
def test_a_spoiled_state_is_told_and_what_is_whole_of_it_can_be_kept(text: str | bytes) -> None:
    with kept(text) as path:
        states, wrong = salvage(path)
        assert wrong.isprintable()
        assert states or wrong or json.loads(text)["adressen"] == {} if text else True
        write_state(path, states)
        assert salvage(path)[1] == ""


ANSWER = st.builds(
    Answer,
    address=st.sampled_from(["https://a.nl/", "https://a.nl/b", "https://b.nl/index.html", "https://b.nl/cookies"]),
    status=st.sampled_from([0, 200, 200, 204, 301, 302, 403, 404, 410, 429, 500, 999]),
    error=st.sampled_from(["", "", "", "SSLError: x", "ReadTimeout", "NameResolutionError: x", "put off", "\x1b[31m"]),
    headers=st.dictionaries(
        st.sampled_from(["location", "content-type", "cf-mitigated", "set-cookie"]), st.text(max_size=12)
    ),
    size=st.integers(-1, 10**12),
    title=st.text(max_size=400),
    sketch=st.just(()) | st.just((1, 2, 3)),
    refresh=st.just("") | st.text(max_size=8),
    fault=st.just("") | st.text(max_size=8),
)
EVIDENCE = st.builds(
    Evidence,
    address=st.just("https://a.nl/"),
    hops=st.lists(ANSWER, max_size=3).map(tuple),
    refused=st.just("") | TEXT,
    robots=st.just("") | TEXT,
    too_many_hops=st.booleans(),
    nonsense=st.none() | ANSWER,
    fault=st.just("") | TEXT,
)


@given(st.none() | STATES, st.lists(st.tuples(EVIDENCE, st.integers(-400, 400)), min_size=1, max_size=6), st.dates())
def test_whatever_is_seen_in_whatever_order_the_state_can_be_kept_and_judged(
    state: LinkState | None, seen: list[tuple[Evidence, int]], looked: object
) -> None:
    when = datetime(2026, 11, 21, 3, tzinfo=UTC)
    for evidence, hours in seen:
        when += timedelta(hours=hours)
        state = update(state, evidence, when, str(looked) if hours % 2 else "")
        assert state.oordeel == judge(state)
        assert 0 <= len(state.mislukt) <= 6
        assert state.reeks >= 0
        assert state.eerst_gezien <= state.laatst_geprobeerd
        assert all(moment_ <= state.laatst_geprobeerd for moment_, _ in state.mislukt)
        assert is_due("https://a.nl/", state, when - timedelta(days=2))
        with kept() as path:
            write_state(path, {"https://a.nl/": state})
            assert read_state(path)["https://a.nl/"].oordeel == state.oordeel
