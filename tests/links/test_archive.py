"""Copies in the Wayback Machine: which are asked for, what is believed of an answer, and how politely it is asked."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infobox.__main__ import main
from infobox.links import archive
from infobox.links.archive import MOST, Copy, Told, copy_in, look, question, wanted
from infobox.links.engine import Settings
from infobox.links.state import LinkState, read_state
from tests.links.server import Behaviour, Request, World, ca_file, running
from tests.links.world import page, says

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
URL = "https://site-1.test/pagina"
WORKS = LinkState("goed", "werkt", "2026-11-01T03:00Z", "2026-11-20T03:00Z", laatst_goed="2026-11-20T03:00Z")
ASK = "https://archief.test/wayback/available"


def answer(about: str = URL, day: str = "20261119120000", **more: object) -> str:
    closest = {"available": True, "url": f"http://web.archive.org/web/{day}/{about}", "timestamp": day, "status": "200"}
    return json.dumps({"url": about, "archived_snapshots": {"closest": closest | more}})


# Which, and when


def test_the_copy_is_asked_for_that_is_nearest_to_the_day_it_was_seen() -> None:
    asked = urlsplit(question("https://a.nl/b?c=d&e=f#g", date(2026, 11, 20)))
    assert (asked.scheme, asked.hostname, asked.path) == ("https", "archive.org", "/wayback/available")
    assert parse_qs(asked.query) == {"url": ["https://a.nl/b?c=d&e=f#g"], "timestamp": ["20261120"]}


def test_what_readers_need_now_is_asked_first_and_never_more_than_so_many() -> None:
    broken = replace(WORKS, klasse="weg", oordeel="stuk")
    states = {f"https://a{number:03}.nl/": WORKS for number in range(MOST + 20)} | {"https://z.nl/": broken}
    chosen = wanted(states, NOW)
    assert (len(chosen), chosen[0]) == (MOST, "https://z.nl/")
    assert wanted({"https://a.nl/": replace(WORKS, klasse="ongeldig", oordeel="ongeldig")}, NOW) == []


@pytest.mark.parametrize(
    ("copied", "asked", "again"),
    [
        ("", "", True),
        ("", "2026-11-01T03:00Z", False),  # there was none, and that is not long ago
        ("", "2026-10-20T03:00Z", True),
        ("2026-11-19", "2026-10-20T03:00Z", False),  # near enough
        ("2026-06-01", "2026-10-20T03:00Z", True),  # far off
        ("2026-06-01", "2026-11-01T03:00Z", False),
    ],
)
def test_it_is_asked_again_after_a_month_unless_the_copy_is_near(copied: str, asked: str, again: bool) -> None:
    kopie = "https://web.archive.org/web/20261119120000/https://a.nl/" if copied else ""
    state = replace(WORKS, kopie=kopie, kopie_van=copied, kopie_gezocht_op=asked)
    assert bool(wanted({"https://a.nl/": state}, NOW)) is again


# What is believed


def test_a_copy_is_read_and_its_address_is_safe() -> None:
    copy = Copy("https://web.archive.org/web/20261119120000/https://site-1.test/pagina", "2026-11-19")
    assert copy_in(answer(), URL) == copy
    assert copy_in(answer("http://www.site-1.test:80/pagina"), URL).day == "2026-11-19"
    assert copy_in('{"archived_snapshots": {}}', URL) == Copy()


@pytest.mark.parametrize(
    "text",
    [answer(status="404"), answer(available=False), answer("https://elders.test/x"), answer(available="ja")],
)
def test_an_error_or_somebody_elses_page_is_no_copy(text: str) -> None:
    assert copy_in(text, URL) == Copy()


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "null", "<html>", '{"archived_snapshots": 3}', '{"archived_snapshots": {"closest": []}}',
        "[" * 100_000,
        answer(url="https://kwaad.test/web/20261119120000/https://site-1.test/"), answer(url="javascript:alert(1)"),
        answer(url="https://web.archive.org/web/20261119120000/https://site-1.test/ onclick=x"),
        answer(day="20261399120000"), answer("x" * 4000), answer(url=None),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        copy_in(text, URL)


@pytest.mark.slow
@given(st.text() | st.recursive(st.none() | st.text(), lambda inner: st.dictionaries(st.text(), inner)).map(json.dumps))
def test_whatever_is_answered_it_is_a_copy_or_refused(text: str) -> None:
    try:
        copy = copy_in(text, URL)
    except ValueError:
        return
    assert copy == Copy() or copy.address.startswith("https://web.archive.org/web/")


# Asked for real, on loopback


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[World, Settings]]:
    world = World({f"site-{number}.test": page() for number in range(3)})
    with running(world):
        for name, value in world.environment.items():
            monkeypatch.setenv(name, value)
        settings = Settings(
            ca_file=ca_file(world, tmp_path), timeout=2, interval=0, archive_interval=0, extra_domain="test"
        )
        yield world, settings


def _archive(answers: Mapping[str, Behaviour]) -> Behaviour:
    def behave(request: Request) -> None:
        asked = parse_qs(urlsplit(request.url).query).get("url", [""])[0]
        answers.get(asked, says(404))(request)

    return behave


def _json(text: str) -> Behaviour:
    return lambda request: request.reply(200, text, kind="application/json")


@pytest.mark.slow
def test_copies_are_kept_what_is_not_known_is_asked_again_later(world: tuple[World, Settings]) -> None:
    internet, settings = world
    urls = [f"https://site-{number}.test/pagina" for number in range(3)]
    internet.hosts["archief.test"] = _archive(
        {urls[0]: _json(answer(urls[0])), urls[1]: _json('{"archived_snapshots": {}}'), urls[2]: says(503)}
    )
    states, told = look(dict.fromkeys(urls, WORKS), settings, NOW, ASK)
    assert told == Told(3, 1, "het archief gaf geen antwoord dat te begrijpen is; een volgende keer verder")
    assert (states[urls[0]].kopie_van, states[urls[0]].kopie_gezocht_op) == ("2026-11-19", "2026-11-21T03:00Z")
    assert (states[urls[1]].kopie, states[urls[1]].kopie_gezocht_op) == ("", "2026-11-21T03:00Z")
    assert states[urls[2]] == WORKS
    assert wanted(states, NOW + timedelta(days=1)) == [urls[2]]
    assert {visit.host for visit in internet.visits} == {"archief.test"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("behaviour", "stopped"),
    [
        (
            page(anders=says(429, "", Retry_After="3600"), robots=says(404)),
            "het archief vroeg om rust; een volgende keer verder",
        ),
        (page(robots=says(200, "User-agent: *\nDisallow: /\n", kind="text/plain")), "het archief laat dit niet toe"),
    ],
)
def test_when_the_archive_wants_rest_or_nobody_the_others_are_not_asked(
    world: tuple[World, Settings], behaviour: Behaviour, stopped: str
) -> None:
    internet, settings = world
    internet.hosts["archief.test"] = behaviour
    before = dict.fromkeys([f"https://site-{number}.test/pagina" for number in range(8)], WORKS)
    states, told = look(before, settings, NOW, ASK)
    assert states == before
    assert told.stopped.startswith(stopped)
    assert len([visit for visit in internet.visits if visit.host == "archief.test"]) <= 2


@pytest.mark.slow
def test_two_questions_have_the_pause_of_an_archive_between_them(world: tuple[World, Settings]) -> None:
    internet, settings = world
    urls = [f"https://site-{number}.test/pagina" for number in range(8)]  # so many that they are asked in turn
    internet.hosts["archief.test"] = _archive({url: _json(answer(url)) for url in urls})
    look(dict.fromkeys(urls, WORKS), replace(settings, archive_interval=0.5), NOW, ASK)
    visits = [visit for visit in internet.visits if visit.host == "archief.test"]
    assert len(visits) == 9  # robots.txt, and the questions
    assert all(later.start - earlier.end >= 0.5 for earlier, later in pairwise(visits))


@pytest.mark.slow
def test_the_first_run_is_one_command_with_one_report(
    tmp_path: Path, world: tuple[World, Settings], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    internet, settings = world
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data" / "bronnen").mkdir(parents=True)
    for number in range(3):
        (tmp_path / "data" / "bronnen" / f"b{number}.yml").write_text(f"url: https://site-{number}.test/pagina\n")
    internet.hosts["site-1.test"] = page(pagina=says(403))
    internet.hosts["site-2.test"] = page(pagina=says(404))
    internet.hosts["archief.test"] = _archive(
        {"https://site-0.test/pagina": _json(answer("https://site-0.test/pagina"))}
    )
    options = ["--ca-file", str(settings.ca_file), "--pauses", "0", "--interval", "0", "--timeout", "2"]
    options += ["--contact", "https://voorbeeld.test/", "--extra-domain", "test", "--archief", ASK]
    assert main(["links", "first", *options]) == 0
    out = capsys.readouterr().out
    assert "3 adressen gevraagd aan het archief: 1 kopieën gevonden." in out
    assert "Het verslag staat in links/verslag.md." in out
    assert "3 van 3 adressen bezocht" in out
    report = (tmp_path / "links" / "verslag.md").read_text()
    assert "| Werkt | 1 |" in report
    assert "- `site-1.test`: 1" in report
    assert "infobox links run --thuis" in report
    assert read_state(Path("links/staat.json"))["https://site-0.test/pagina"].kopie_van == "2026-11-19"

    (tmp_path / "data" / "bronnen" / "b3.yml").write_text("url: https://site-0.test/nieuw\n")
    visits = len(internet.visits)
    assert main(["links", "first", *options]) == 0  # again: only what was never visited
    assert "1 van 4 adressen bezocht: 1 werkt." in capsys.readouterr().out
    assert "site-1.test" not in {visit.host for visit in internet.visits[visits:]}

    internet.hosts["site-1.test"] = page()  # at home it is let in
    assert main(["links", "run", "--thuis", *options[:-2]]) == 0
    assert "1 van 4 adressen bezocht: 1 werkt." in capsys.readouterr().out
    internet.hosts["site-1.test"] = page(pagina=says(403))  # and the robot goes on being shut out
    assert main(["links", "run", "--only", "data/bronnen/b1.yml", *options[:-2]]) == 0
    assert "1 thuis" in capsys.readouterr().out
    assert read_state(Path("links/staat.json"))["https://site-1.test/pagina"].thuis_op != ""


def test_nobody_is_asked_unless_told_to() -> None:
    assert archive.AVAILABLE.startswith("https://archive.org/")
    assert not Settings().extra_domain
