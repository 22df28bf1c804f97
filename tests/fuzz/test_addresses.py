"""Addresses and where they lead: what an editor may write can be visited, and no redirect leads where nobody may go."""

import asyncio
import ipaddress
from collections.abc import AsyncGenerator, Mapping, Sequence
from pathlib import Path
from unittest import mock
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html
from markupsafe import escape

from infobox.entries.docs import addresses_in
from infobox.links.address import host_of, normalise, refusal
from infobox.links.classify import KLASSEN, classify
from infobox.links.engine import Engine, Settings
from infobox.links.evidence import REDIRECTS, Answer, Evidence
from infobox.links.names import Names, is_closed, judge
from infobox.links.state import update
from infobox.links.visit import MOST_HOPS, Visitor
from infobox.text import is_public_host, url_faults
from tests.fuzz.hostile import soup
from tests.links.conftest import DAY_ONE

pytestmark = pytest.mark.slow

PIECES = [
    *(
        "http://",
        "https://",
        "//",
        "/",
        ":",
        "@",
        "?",
        "#",
        "[",
        "]",
        "%",
        "%2f",
        "..",
        ".",
        "&",
        "=",
        "(",
        ")",
        ",",
        ";",
    ),
    *(
        "a.nl",
        "www.a.nl",
        "localhost",
        "127.0.0.1",
        "0x7f.1",
        "[::1]",
        "2130706433",
        "é.nl",
        "xn--",
        "xn--4ca",
        ".local",
    ),
    *(
        ":80",
        ":443",
        ":99999999",
        ":²",
        "user:wachtwoord@",
        "\\",
        "\t",
        "\n",
        "\r",
        " ",
        "\x00",
        "\u3002",
        "\uff0e",
        "ß",
    ),
    *(
        "javascript:",
        "data:",
        "ftp://",
        "mailto:",
        "_",
        "-",
        "'",
        '"',
        "<",
        ">",
        "a" * 70,
        "\u200b",
        "\u202e",
        "\ud800",
        "①",
    ),
]
ADDRESSES = soup(PIECES, 8) | soup(PIECES, 6).map(lambda text: f"https://www.a.nl/{text}")
WEB = ("https://a.test/", "https://a.test/b", "https://b.test/", "http://b.test/c?d", "https://c.test/robots.txt")


@given(ADDRESSES)
def test_what_an_editor_may_write_can_be_visited_and_stays_one_attribute(url: str) -> None:
    assert refusal(url) or not list(url_faults(url))
    if list(url_faults(url)) or len(url) > 2000:
        return
    normal = normalise(url)
    assert normalise(normal) == normal
    assert refusal(normal) == ""
    assert normal.isascii()
    parts = urlsplit(normal)
    assert parts.scheme in ("http", "https")
    assert is_public_host(parts.hostname or "")
    [link] = html.fragment_fromstring(f'<a href="{escape(url)}">x</a>', create_parent="div").iter("a")
    assert dict(link.attrib) == {"href": url}


@given(
    st.sampled_from(["a.nl", "www.a-b.nl", "é.nl"]),
    st.sampled_from(["", "/", "/b", "/b/?c=d%20e", "?q", "/é"]),
    st.tuples(st.sampled_from(["", "."]), st.sampled_from(["", ":443"]), st.sampled_from(["", "#deel"])),
    st.booleans(),
)
def test_spellings_of_one_page_are_one_address(host: str, rest: str, more: tuple[str, str, str], up: bool) -> None:
    dot, port, part = more
    scheme, name = ("HTTPS", host.upper()) if up else ("https", host)
    assert normalise(f" {scheme}://{name}{dot}{port}{rest}{part}\n") == normalise(f"https://{host}{rest}")


@given(st.ip_addresses(), st.sampled_from(["", "[{}]", "{}.", "{}.nl", "a.{}", "{}:80"]))
def test_a_number_is_no_website(address: object, form: str) -> None:
    for host in {str(address), str(int(address))}:  # type: ignore[call-overload]
        url = f"https://{form.format(host) if form in ('', '[{}]', '{}.', '{}:80') and form else host}/"
        assert list(url_faults(url))


@given(st.ip_addresses() | st.ip_addresses(network="2002::/16") | st.ip_addresses(network="64:ff9b::/96"))
def test_what_is_not_public_is_never_connected_to(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    """Held against Python's own registries: closed where they say so, and one closed address is enough."""
    mapped = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    if not address.is_global or address.is_multicast or (mapped and not mapped.is_global):
        assert is_closed(str(address))
    if is_closed(str(address)):
        for found in ([str(address)], ["8.8.8.8", str(address)], [str(address), "8.8.8.8"]):
            assert judge("a.nl", found).addresses == ()


@given(st.text(max_size=30) | st.from_regex(r"[0-9a-fx.:]{1,25}(%[a-z0-9]{1,5})?", fullmatch=True))
def test_what_is_no_address_is_never_connected_to(text: str) -> None:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        assert is_closed(text)


@given(soup([*PIECES, "Zie ", " (", "). ", "\n"], 14))
def test_an_address_in_a_text_stands_where_it_is_said_to(text: str) -> None:
    for written, start in addresses_in(text):
        assert text[start:].startswith(written)
        assert (
            not written or written.lower().startswith(("http://", "https://")) or written in ("http", "https", "http:/")
        )


class _Web(Engine):
    """A web that answers as a test says, and remembers what was asked and where it would connect."""

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        super().__init__(Path(), Settings(extra_domain="test", interval=0))
        self.answers, self.asked = answers, list[str]()

    async def ask(
        self, addresses: Sequence[str], in_turn: bool = False, places: Mapping[str, Sequence[str]] | None = None
    ) -> AsyncGenerator[Answer]:
        hosts = [host_of(address) for address in addresses]
        assert in_turn or len(set(hosts)) == len(hosts)
        for address in addresses:
            self.asked.append(address)
            assert set((places or {}).get(host_of(address), ())) <= {"8.8.8.8"}
            known = self.answers.get(address)
            yield known or Answer(address, 404)


def resolver(host: str) -> list[str]:
    return ["10.0.0.1"] if host.startswith("c") else ["8.8.8.8"]


LOCATIONS = st.sampled_from([*WEB, "/b", "?d", "..", "//b.test/", "http://127.0.0.1/", "http://[::1"]) | ADDRESSES
ANSWERS = st.builds(
    lambda status, location, refresh: Answer("", status, headers={"location": location}, refresh=refresh, sketch=(1,)),
    st.sampled_from([*REDIRECTS, *REDIRECTS, 200, 404, 429, 500]),
    LOCATIONS,
    st.just("") | LOCATIONS,
)


@given(st.dictionaries(st.sampled_from([*WEB, "https://a.test/robots.txt", "https://b.test/robots.txt"]), ANSWERS))
@example({"https://a.test/robots.txt": Answer("", 302, headers={"location": "http://127.0.0.1/"})})
@example({"https://a.test/robots.txt": Answer("", 302, headers={"location": "https://c.test/"})})
@example({"https://a.test/": Answer("", 301, headers={"location": "http://[::1"})})
def test_whatever_leads_to_whatever_every_visit_ends_and_none_is_where_nobody_may_go(web: dict[str, Answer]) -> None:
    engine = _Web({url: Answer(**{**vars(answer), "address": url}) for url, answer in web.items()})
    seen: dict[str, Evidence] = {}

    async def visit() -> None:
        visitor = Visitor(engine, Names(5, resolver))
        await visitor.visit_all(WEB, lambda one: seen.update({one.address: one}))

    with mock.patch("infobox.links.visit.TICK", 0.001):
        asyncio.run(asyncio.wait_for(visit(), 60))
    assert seen.keys() == set(WEB)
    assert len(engine.asked) == len(set(engine.asked))
    for url in engine.asked:
        assert refusal(url, "test") == ""
        assert resolver(host_of(url)) == ["8.8.8.8"]
    for evidence in seen.values():
        assert len(evidence.hops) <= MOST_HOPS + 1
        assert evidence.fault == ""
        assert classify(evidence).klasse in KLASSEN
        assert update(None, evidence, DAY_ONE, "").klasse in KLASSEN
