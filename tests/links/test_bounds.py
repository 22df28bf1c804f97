"""What one address may cost: parsers that look at a letter once, and a guard around all that nobody foresaw."""

import asyncio
import time
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from infobox.links import engine as engines
from infobox.links import visit
from infobox.links.address import normalise, refusal
from infobox.links.classify import classify
from infobox.links.engine import Engine, EngineError, Settings
from infobox.links.evidence import Answer, Evidence
from infobox.links.names import Names
from infobox.links.robots import LONGEST, MOST_RULES, rules_from
from infobox.links.run import Journal, NoNetworkError, hosts_of, run
from infobox.links.visit import PUT_OFF, Visitor, rest
from infobox.links.witness import Page, sketch, spelled, tell
from tests.links.conftest import DAY_ONE
from tests.links.server import Request, World

pytestmark = pytest.mark.slow

PAGES = [f"http://site-{number}.test/pagina" for number in range(6)]
BIG = 512 * 1024


def _quick(seconds: float, begin: float) -> None:
    assert time.process_time() - begin < seconds


# Headers


@settings(deadline=None)
@given(st.text() | st.from_regex(r"[+-]?\d{1,15}", fullmatch=True))
@example("²")
@example("٣")
@example("9" * 5000)
@example("Fri, 31 Dec 9999 23:59:59 -2359")
def test_whatever_rest_is_asked_for_it_is_between_none_and_a_day(asked: str) -> None:
    assert 0 <= rest(asked, DAY_ONE) <= 24 * 3600


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        ("120", 120),
        (" 5 ", 5),
        ("0", 0),
        ("999999", 86400),
        ("Sat, 21 Nov 2026 03:10:00 GMT", 600),
        ("Sat, 21 Nov 2026 03:10:00", 600),
        ("Sat, 21 Nov 2020 03:10:00 GMT", 0),
        *[(nonsense, 60) for nonsense in ("", "²", "-5", "1.5", "+3", "morgen", "1e3", "Mon, 99 Foo 99999")],
    ],
)
def test_the_rest_that_is_asked_for_is_given(asked: str, seconds: int) -> None:
    assert rest(asked, DAY_ONE) == seconds


class _Body:
    def __init__(self, body: bytes) -> None:
        self.body = body

    def read1(self, most: int, decode_content: bool) -> bytes:
        part, self.body = self.body[:most], self.body[most:]
        return part


def _answer(body: bytes = b"", encoding: str | None = None, **headers: str) -> SimpleNamespace:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return SimpleNamespace(status_code=200, encoding=encoding, headers=named, raw=_Body(body))


@settings(deadline=None)
@given(
    st.binary(max_size=300),
    st.none()
    | st.text(max_size=20)
    | st.sampled_from(["zlib", "undefined", "idna", "punycode", "utf-8", "latin-1", "utf_7"]),
    st.sampled_from(["text/html", "text/plain", "image/png", ""]),
    st.text(max_size=20) | st.from_regex(r"\d{1,30}"),
    st.text(max_size=30),
)
def test_whatever_an_answer_says_it_is_told(
    body: bytes, encoding: str | None, kind: str, length: str, location: str
) -> None:
    told = tell(_answer(body, encoding, content_type=kind, content_length=length, location=location), 5)
    assert told["size"] == len(body) or kind in ("image/png", "")
    assert isinstance(Answer("https://a.nl/", **{**told, "sketch": tuple(told.get("sketch", ()))}).target, str)


def test_a_header_is_read_as_it_was_meant_and_one_too_long_stays_too_long() -> None:
    told = tell(_answer(location="/caf\u00c3\u00a9", content_type="a" * 9000), 5)
    assert told["headers"]["location"] == "/café"
    assert len(told["headers"]["content-type"]) == 2001
    with pytest.raises(ValueError, match="too long"):
        normalise("https://a.nl/" + "a" * 2000)


@settings(deadline=None)
@given(st.text() | st.text(st.sampled_from("htps:/[]@.%²\\?#&1x\x00\u3002")), st.text(max_size=20))
def test_whatever_an_address_is_it_is_one_or_it_is_refused(text: str, base: str) -> None:
    for url in (text, f"http://{text}", f"http://a.nl/{text}", f"https://{base}.nl/{text}"):
        answer = Answer("https://a.nl/b", 302, headers={"location": url})
        for each in (url, answer.target):
            try:
                normal = normalise(each)
            except ValueError:
                continue
            if not refusal(normal):
                assert normal.isascii()
                assert normal.isprintable()
                assert " " not in normal
                assert normalise(normal) == normal
                assert (urlsplit(normal).hostname or "").rpartition(".")[2].isalpha()


# robots.txt


def _robots(text: str) -> Answer:
    return Answer("https://a.nl/robots.txt", 200, headers={"content-type": "text/plain"}, text=text)


RULE = "User-agent: *\nDisallow: "


@pytest.mark.parametrize(
    "text",
    [
        f"{RULE}/{'*a' * 25}b",
        f"{RULE}/{'a*' * 25}b$",
        f"{RULE}/" + "*a" * (BIG // 2),
        f"{RULE}/" + "*" * BIG,
        f"{RULE}/{'*a' * 900}b\n" * (BIG // 1850),
        "User-agent: *\n" * 17_000 + "Disallow: /x\n" * 20_000,
        "".join(f"User-agent: {'infobox-controle'[a:b]}\n" for a in range(16) for b in range(a + 1, 17))
        + "Disallow: /x\n" * 30_000,
        "\n" * BIG,
        ":" * BIG,
        "%" * BIG,
        "User-agent: *\nDisallow: /%" + "%2a" * (BIG // 3),
    ],
)
def test_no_robots_txt_takes_long(text: str) -> None:
    begin = time.process_time()
    rules = rules_from(_robots(text), "Infobox-controle")
    for number in range(3):
        rules.forbids(f"https://a.nl/{'a' * 1990}{number}")
    _quick(1.5, begin)
    assert len(rules.rules) <= MOST_RULES


def test_groups_of_one_name_count_together_and_a_shared_group_for_each() -> None:
    text = f"{RULE}/a\n\nUser-agent: x\nUser-agent: *\nDisallow: /b\n\nUser-agent: y\nDisallow: /c"
    closed = {
        path for path in ("/a", "/b", "/c", "/d") if rules_from(_robots(text), "z").forbids(f"https://a.nl{path}")
    }
    assert closed == {"/a", "/b"}
    assert rules_from(_robots(text), "x").rules == (("/b", False),)


def test_a_rule_too_long_closes_what_it_begins_with_and_opens_nothing() -> None:
    long = "/a" + "b" * LONGEST
    assert rules_from(_robots(f"{RULE}{long}"), "x").forbids(f"https://a.nl{long}")
    assert not rules_from(_robots(f"{RULE}{long}"), "x").forbids("https://a.nl/ander")
    assert rules_from(_robots(f"{RULE}/\nAllow: {long}"), "x").forbids(f"https://a.nl{long}")


@settings(deadline=None)
@given(st.text(st.sampled_from("/ab*$"), max_size=8), st.text(st.sampled_from("/ab$"), max_size=9))
def test_a_pattern_matches_as_its_plainest_reading_says(pattern: str, path: str) -> None:
    def fits(pattern: str, path: str) -> bool:
        if pattern == "$":
            return not path
        if not pattern:
            return True
        if pattern[0] == "*":
            return any(fits(pattern[1:], path[at:]) for at in range(len(path) + 1))
        return path[:1] == pattern[0] and fits(pattern[1:], path[1:])

    rules = rules_from(_robots(f"{RULE}/{pattern}"), "x")
    assert bool(rules.forbids(f"https://a.nl/{path}")) == fits(f"/{pattern}", f"/{path}")


@settings(deadline=None)
@given(
    st.text()
    | st.lists(
        st.sampled_from(
            ["user-agent", "Allow", "disallow", ":", "*", "/", "$", "%", "#", "\n", "\r", " ", "x", "\u2028", "\0"]
        )
    ).map("".join)
)
def test_whatever_a_robots_txt_says_it_is_read(text: str) -> None:
    rules_from(_robots(text), "Infobox-controle").forbids("https://a.nl/x?y")


# Pages


@pytest.mark.parametrize(
    "part",
    [
        *(
            "<meta ",
            "<!--",
            "<title",
            "<title ",
            "<title>",
            "<script ",
            "<script>",
            "<style><script>",
            "<",
            "<<!-->",
            "</",
        ),
        *(
            '<meta http-equiv="',
            "<meta http-equiv=refresh content='",
            '<meta refresh a="',
            "<meta refresh a=>",
            "&",
            "&#",
        ),
        *("&#x", "&#99999999999;", "&nietsvandattien", "a ", "a", "İ<TITLE>", "İ", "\0", "<a b=", "><!--", "--><!--"),
    ],
)
def test_no_page_takes_long(part: str) -> None:
    text = (part * BIG)[:BIG]
    begin = time.process_time()
    tell(_answer(text.encode()[:BIG], "utf-8", content_type="text/html"), 60)
    _quick(2.5, begin)


@pytest.mark.parametrize(
    ("html", "title", "words", "refresh"),
    [
        ("<title>Een &amp; twee</title><p>Drie</p>", "Een & twee", "Een & twee Drie", ""),
        ("<TITLE lang=nl>\n A  b</TITLE >x", "A b", "A b x", ""),
        ("<!-- <title>nee</title> --><title>ja</title>", "ja", "ja", ""),
        ("<script>var a = '<title>nee</title>'</script><title>ja</title>", "ja", "ja", ""),
        ("<style>b</style><noscript>c</noscript>d<!-- e", "", "d !-- e", ""),
        ("1 < 2 en <b>vet</b>", "", "1 2 en vet", ""),
        ("<title>open", "", "open", ""),
        ("a &#99999999999; b &#65;", "", "a \ufffd b A", ""),
        ("<meta http-equiv=refresh content='0; url=/nieuw'>x", "", "x", "/nieuw"),
        ('<META content="0;URL=\'/b?c&amp;d\'" HTTP-EQUIV="Refresh">x', "", "x", "/b?c&d"),
        ("<meta http-equiv=refresh content=0;url=/nieuw>x", "", "x", "/nieuw"),
        ("<meta http-equiv=refresh content='30; url=/later'>x", "", "x", ""),
        ("<meta http-equiv=refresh content='0'>x", "", "x", ""),
        ("<meta name=refresh content='0; url=/nee'>x", "", "x", ""),
        ("<!-- <meta http-equiv=refresh content='0; url=/nee'> -->x", "", "x", ""),
    ],
)
def test_a_page_is_read_as_a_reader_sees_it(html: str, title: str, words: str, refresh: str) -> None:
    read = Page(html)
    assert (read.title, " ".join(read.words.split()), read.refresh) == (title, words, refresh)


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<",
                ">",
                "title",
                "/title",
                "meta",
                "script",
                "</script",
                "!--",
                "--",
                "http-equiv=",
                "refresh",
                "content=",
                "0;url=",
                '"',
                "'",
                "&#",
                "9" * 30,
                ";",
                " ",
                "x",
                "İ",
                "\ud800",
                "\0",
            ]
        ),
        max_size=30,
    ).map("".join)
)
def test_whatever_a_page_is_it_is_read(html: str) -> None:
    read = Page(html)
    assert isinstance(sketch(html), list)
    assert len(read.title) <= 300
    assert len(spelled(html)) <= 2 * len(html) + 10


# A guard around every visit


class _Scripted(Engine):
    """An engine that answers what a test says."""

    async def ask(
        self, addresses: Sequence[str], in_turn: bool = False, places: Mapping[str, Sequence[str]] | None = None
    ) -> AsyncGenerator[Answer]:
        for address in addresses:
            yield Answer(address, 404) if address.endswith("robots.txt") else Answer(address, 200, title="Goed")


def _visited(urls: Sequence[str], **changes: object) -> dict[str, Evidence]:
    seen: dict[str, Evidence] = {}
    chosen = replace(Settings(extra_domain="test", interval=0, resolver=lambda host: ["8.8.8.8"]), **changes)  # type: ignore[arg-type]
    ready = _Scripted(Path(), chosen)

    async def visit_all() -> None:
        await Visitor(ready, Names(5, chosen.resolver)).visit_all(urls, lambda each: seen.update({each.address: each}))

    asyncio.run(visit_all())
    return seen


@pytest.mark.usefixtures("no_proxy")
def test_what_nobody_foresaw_at_one_address_says_nothing_about_any(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(url: str, extra_domain: str = "") -> str:
        if "site-3" in url:
            raise RuntimeError("dit had niemand gedacht\u202e")
        return ""

    monkeypatch.setattr(visit, "refusal", stumble)
    seen = _visited(PAGES)
    assert {url: classify(evidence).klasse for url, evidence in seen.items()} == {
        url: "afgeschermd" if "site-3" in url else "goed" for url in PAGES
    }
    assert seen[PAGES[3]].stumble == "RuntimeError: dit had niemand gedacht"


@pytest.mark.usefixtures("no_proxy")
def test_a_host_gets_so_much_time_and_no_more() -> None:
    urls = [f"http://veel.test/{number}" for number in range(4)]
    seen = _visited([*urls, PAGES[0]], host_seconds=-1)
    assert all(evidence.put_off for evidence in seen.values())
    seen = _visited([*urls, PAGES[0]], host_seconds=5)
    assert not any(evidence.put_off for evidence in seen.values())


def test_a_run_that_is_over_leaves_the_rest_for_next_time(small_world: tuple[World, Settings]) -> None:
    world, chosen = small_world
    journal = Journal(None)
    assert run(PAGES, replace(chosen, run_seconds=-1), journal, []) == {}
    assert world.visits == []
    seen = run(PAGES, replace(chosen, run_seconds=0.001, pauses=(0,)), journal, [])
    assert seen == {}
    assert PUT_OFF not in str(journal.seen)


def test_linkchecker_that_breaks_down_on_one_address_is_started_again_for_the_others(
    small_world: tuple[World, Settings], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What no guard inside LinkChecker holds, a dead process, costs the one address that did it."""
    deadly = tmp_path / "witness.py"
    source = Path(engines.__file__).with_name("witness.py").read_text(encoding="utf-8")
    deadly.write_text(
        source.replace(
            "def tell(", 'def tell(*a):\n    if "dood" in a[0].url: os._exit(9)\n    return _tell(*a)\n\ndef _tell('
        )
    )
    monkeypatch.setattr(engines, "__file__", str(tmp_path / "engine.py"))
    seen = run([*PAGES, "http://site-3.test/dood"], replace(small_world[1], pauses=(0,)), Journal(None), [])
    assert {classify(seen[url]).klasse for url in PAGES} == {"goed"}
    assert classify(seen["http://site-3.test/dood"]).reden == "de controle kan dit antwoord niet lezen"


def test_what_the_plugin_stumbles_over_is_told_and_costs_nobody_anything(
    small_world: tuple[World, Settings], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    source = Path(engines.__file__).with_name("witness.py").read_text(encoding="utf-8")
    (tmp_path / "witness.py").write_text(
        source.replace(
            "def tell(", 'def tell(*a):\n    if "val" in a[0].url: 1 / 0\n    return _tell(*a)\n\ndef _tell('
        )
    )
    monkeypatch.setattr(engines, "__file__", str(tmp_path / "engine.py"))
    seen = run([*PAGES, "http://site-3.test/val"], replace(small_world[1], pauses=(0,)), Journal(None), [])
    assert {classify(seen[url]).klasse for url in PAGES} == {"goed"}
    assert seen["http://site-3.test/val"].stumble == "ZeroDivisionError: division by zero"


def test_without_its_plugin_linkchecker_is_not_believed(
    small_world: tuple[World, Settings], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    source = Path(engines.__file__).with_name("witness.py").read_text(encoding="utf-8")
    (tmp_path / "witness.py").write_text(source.replace("class Witness(_ConnectionPlugin)", "class Witness(object)"))
    monkeypatch.setattr(engines, "__file__", str(tmp_path / "engine.py"))
    with pytest.raises(EngineError, match="de plugin is niet geladen"):
        run(PAGES[:1], small_world[1], Journal(None), [])


# Their silence and ours


def _silence(r: Request) -> None:
    r.reset()


def test_five_silent_hosts_do_not_end_a_run_in_which_others_speak(small_world: tuple[World, Settings]) -> None:
    """In the second pass only the silent are left; that they all keep silent says nothing about our network."""
    world, chosen = small_world
    dead = [f"http://dood-{number}.test/pagina" for number in range(5)]
    world.hosts.update({f"dood-{number}.test": _silence for number in range(5)})
    seen = run([PAGES[0], *dead], chosen, Journal(None), [])
    assert classify(seen[PAGES[0]]).klasse == "goed"
    assert {classify(seen[url]).klasse for url in dead} == {"storing"}


def test_when_only_the_silent_are_due_somebody_else_is_asked(small_world: tuple[World, Settings]) -> None:
    world, chosen = small_world
    dead = [f"http://dood-{number}.test/pagina" for number in range(5)]
    world.hosts.update({f"dood-{number}.test": _silence for number in range(5)})
    once = replace(chosen, pauses=(0,))
    seen = run(dead, once, Journal(None), hosts_of([PAGES[0], *dead], "test"))
    assert {classify(seen[url]).klasse for url in dead} == {"storing"}
    with pytest.raises(NoNetworkError):
        run(dead, once, Journal(None), hosts_of(dead, "test"))
