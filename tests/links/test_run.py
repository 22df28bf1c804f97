"""A run that is interrupted, a host that asks for rest, and no network at all."""

import itertools
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from infobox.links.classify import classify
from infobox.links.engine import EngineError, Settings
from infobox.links.run import Journal, NoNetworkError, hosts_of, run
from tests.links.conftest import DAY_ONE
from tests.links.server import Behaviour, Request, World, overlapping
from tests.links.world import page, says, to

pytestmark = pytest.mark.slow

PAGES = [f"https://site-{number}.test/pagina" for number in range(6)]


def _hangs(r: Request) -> None:
    r.wait(60)


def test_killed_halfway_the_next_run_goes_on_and_loses_nothing(
    small_world: tuple[World, Settings], tmp_path: Path
) -> None:
    world, settings = small_world
    world.hosts["site-5.test"] = page(pagina=_hangs)  # hangs until the visitor is gone
    (tmp_path / "data" / "bronnen").mkdir(parents=True)
    for number, url in enumerate(PAGES):
        (tmp_path / "data" / "bronnen" / f"b{number}.yml").write_text(f"url: {url}\n")
    command = [
        *(sys.executable, "-m", "infobox", "links", "run", "--ca-file", str(settings.ca_file), "--pauses", "0"),
        *("--interval", "0", "--contact", "https://voorbeeld.test/", "--extra-domain", "test", "--timeout"),
    ]
    journal, state = tmp_path / "links" / "staat.lopend.jsonl", tmp_path / "links" / "staat.json"
    first = subprocess.Popen([*command, "60"], cwd=tmp_path, env={**os.environ}, start_new_session=True)
    deadline = time.monotonic() + 30
    while not (journal.exists() and journal.read_text().count('"bewijs"') == 5) and time.monotonic() < deadline:
        time.sleep(0.05)
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    assert not state.exists()
    with journal.open("a") as file:
        file.write('{"ronde": 0, "bewi')  # as a kill in the middle of a line leaves it

    world.hosts["site-5.test"] = page()
    second = subprocess.run([*command, "5"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (second.returncode, second.stdout) == (0, "6 van 6 adressen bezocht: 6 werkt.\n"), second.stderr
    assert second.stderr == ""  # no bar: this is not a terminal
    assert list(json.loads(state.read_text())["adressen"]) == PAGES
    assert [world.counts[url] for url in PAGES] == [1, 1, 1, 1, 1, 2]
    assert sorted(path.name for path in state.parent.iterdir()) == ["staat.json"]


def test_a_journal_of_yesterday_or_of_something_else_is_not_used(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    line = {"ronde": 0, "bewijs": {"address": "https://a.nl/", "hops": [], "nonsense": None}}
    for begin in ('{"begonnen": "2026-11-19T03:00Z"}', '{"iets": 1}', "[]", ""):
        path.write_text(f"{begin}\n{json.dumps(line)}\n")
        assert Journal.open(path, DAY_ONE).seen == {}
    path.write_text(f'{{"begonnen": "2026-11-20T23:00Z"}}\n{json.dumps(line)}\n')
    assert list(Journal.open(path, DAY_ONE).seen) == ["https://a.nl/"]
    assert Journal.open(path, DAY_ONE + timedelta(days=2)).seen == {}


@pytest.mark.usefixtures("no_proxy")
def test_without_a_network_nothing_is_said_about_any_address() -> None:
    with pytest.raises(NoNetworkError):
        run(["https://bestaat-niet.test/"], Settings(extra_domain="test"), Journal(None), ["bestaat-niet.test"])


def test_a_network_that_goes_silent_under_way_says_nothing_either(
    small_world: tuple[World, Settings], tmp_path: Path
) -> None:
    world, settings = small_world
    world.hosts.update({f"site-{number}.test": lambda r: r.reset() for number in range(6)})
    journal = Journal.open(tmp_path / "j.jsonl", DAY_ONE)
    with pytest.raises(NoNetworkError):
        run(PAGES, settings, journal, hosts_of(PAGES, "test"))
    assert journal.seen == {}


def test_a_host_that_asks_for_rest_gets_it(small_world: tuple[World, Settings]) -> None:
    world, settings = small_world
    world.hosts["site-0.test"] = page(pagina=says(429, Retry_After="600"))
    addresses = [f"https://site-0.test/{name}" for name in ("pagina", "nieuw", "ander")]
    seen = run(addresses, replace(settings, pauses=(0,)), Journal(None), [])
    assert {classify(evidence).klasse for evidence in seen.values()} == {"afgeschermd"}
    assert world.asked("site-0.test") == ["https://site-0.test/robots.txt", "https://site-0.test/pagina"]


def test_the_pause_between_two_requests_at_a_host_is_kept(small_world: tuple[World, Settings]) -> None:
    world, settings = small_world
    run(
        [f"https://site-0.test/p{number}" for number in range(2)],
        replace(settings, interval=1.0, pauses=(0,)),
        Journal(None),
        [],
    )
    visits = sorted(world.visits, key=lambda visit: visit.start)
    assert len(visits) == 3
    assert all(after.start - before.end >= 0.95 for before, after in itertools.pairwise(visits))


def test_robots_txt_that_leads_into_a_private_network_is_left_there(small_world: tuple[World, Settings]) -> None:
    world, settings = small_world
    world.hosts["site-0.test"] = page(robots=to(302, "http://10.0.0.1/robots.txt"))
    seen = run(["https://site-0.test/pagina"], settings, Journal(None), [])
    assert classify(seen["https://site-0.test/pagina"]).klasse == "goed"
    assert {visit.host for visit in world.visits} == {"site-0.test"}


def test_what_is_wrong_with_linkchecker_itself_is_told(small_world: tuple[World, Settings], tmp_path: Path) -> None:
    _, settings = small_world
    broken = replace(settings, timeout=0)  # LinkChecker refuses this
    with pytest.raises(EngineError, match="timeout"):
        run(PAGES, broken, Journal(None), [])


BUSY = [f"https://site-0.test/stuk-{number}" for number in range(9)]


def test_a_host_with_many_addresses_is_asked_in_turn(small_world: tuple[World, Settings]) -> None:
    world, settings = small_world
    world.delay = 0.05
    world.hosts["site-0.test"] = page(anders=says(200, "<p>een heel ander stuk dan de rest"))
    seen = run(BUSY, replace(settings, interval=0.1, pauses=(0,)), Journal(None), [])
    assert all(evidence.last.status == 200 for evidence in seen.values())
    assert world.asked("site-0.test")[1:10] == sorted(BUSY)
    visits = sorted(world.visits, key=lambda visit: visit.start)
    assert all(after.start - before.end >= 0.09 for before, after in itertools.pairwise(visits))


@pytest.mark.parametrize(
    ("trouble", "expected", "asked_after"),
    [(says(429, Retry_After="600"), "afgeschermd", 0), (lambda r: r.reset(), "storing", 4)],
)
def test_at_the_first_trouble_the_rest_of_a_list_is_not_pressed_on(
    small_world: tuple[World, Settings], trouble: Behaviour, expected: str, asked_after: int
) -> None:
    world, settings = small_world
    fine = {f"stuk-{number}": says(200, "<p>een stuk") for number in range(9)}
    world.hosts["site-0.test"] = page(**{**fine, "stuk-4": trouble})
    seen = run(BUSY, replace(settings, interval=0.5, pauses=(0,)), Journal(None), [])
    assert classify(seen[BUSY[4]]).klasse == expected
    assert {classify(seen[url]).klasse for url in BUSY[5:]} == {"goed" if asked_after else "afgeschermd"}
    assert len({url for url in world.asked("site-0.test") if url in BUSY[5:]}) == asked_after
    assert overlapping(world.visits) == []
