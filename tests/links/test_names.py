"""Where a name may lead, and that nothing else is ever connected to: without a proxy, through the real programs."""

import asyncio
import ipaddress
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infobox.links.names import Names, Place, is_closed, judge, look_up
from tests.links.server import World
from tests.links.wire import PUBLIC, laid
from tests.links.world import page, to

OPEN = ["8.8.8.8", "93.184.216.34", "172.32.0.1", "100.128.0.1", "2a00:1450::1", "2606:4700::1111"]
CLOSED = [
    *("0.0.0.1", "10.0.0.1", "100.64.0.1", "100.127.255.254", "127.0.0.1"),
    *("127.255.255.254", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1"),
    *("192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.51.100.7"),
    *("203.0.113.9", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"),
    *("::", "::1", "::127.0.0.1", "::10.0.0.1", "::ffff:127.0.0.1"),
    *("::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "64:ff9b::7f00:1", "64:ff9b::10.0.0.1", "64:ff9b:1::1"),
    *("100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "2002:a00:1::1"),
    *("2002:c0a8:101::5", "3fff::1", "fc00::1", "fd12::1", "fe80::1"),
    *("fe80::1%eth0", "fec0::1", "feff::1", "ff02::1", "ff0e::1"),
    *("geen-adres", "127.1"),
]


@pytest.mark.parametrize("address", OPEN)
def test_an_address_of_the_public_internet_is_open(address: str) -> None:
    assert not is_closed(address)
    assert judge("a.nl", [address]) == Place((address,))


@pytest.mark.parametrize("address", CLOSED)
def test_an_address_of_any_other_kind_is_closed_also_beside_an_open_one(address: str) -> None:
    assert is_closed(address)
    assert judge("a.nl", [address]).refused == "'a.nl' leidt naar een adres binnen een eigen netwerk"
    assert judge("a.nl", ["8.8.8.8", address]).addresses == ()


@pytest.mark.parametrize("address", ["::8.8.8.8", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"])
def test_an_address_that_stands_for_another_is_never_connected_to(address: str) -> None:
    assert judge("a.nl", [address]).addresses == ()
    assert judge("a.nl", [address, "8.8.8.8"]).addresses == ("8.8.8.8",)


@pytest.mark.slow
@settings(deadline=None)
@given(st.ip_addresses().map(str))
def test_no_address_is_open_that_python_calls_private(address: str) -> None:
    """Two tables, made by others and by us, agree on what is not public."""
    parsed = ipaddress.ip_address(address)
    known = parsed.is_private or parsed.is_multicast or parsed.is_reserved or parsed.is_loopback or parsed.is_link_local
    if known or parsed.is_unspecified or getattr(parsed, "is_site_local", False):
        assert judge("a.nl", [address]).addresses == ()


def test_a_name_is_looked_up_once_however_often_it_is_asked_for() -> None:
    asked: list[str] = []

    def resolver(host: str) -> Sequence[str]:
        asked.append(host)
        return ["8.8.8.8"] if len(asked) == 1 else ["127.0.0.1"]

    async def ask() -> list[Place]:
        names = Names(5, resolver)
        return [await names.place("a.nl"), *await asyncio.gather(names.place("a.nl"), names.place("a.nl"))]

    assert asyncio.run(ask()) == [Place(("8.8.8.8",))] * 3
    assert asked == ["a.nl"]


def test_a_resolver_that_keeps_silent_holds_up_nobody() -> None:
    def resolver(host: str) -> Sequence[str]:
        if host != "snel.nl":
            time.sleep(3)
        return ["8.8.8.8"]

    async def ask() -> list[Place]:
        names = Names(0.5, resolver)
        return await asyncio.gather(
            *(names.place(f"traag-{number}.nl") for number in range(20)), names.place("snel.nl")
        )

    begin = time.monotonic()
    *slow, fast = asyncio.run(ask())
    assert time.monotonic() - begin < 2.5
    assert fast == Place(("8.8.8.8",))
    assert {place.error for place in slow} == {"NameResolutionError: no answer in time"}


def test_a_name_that_is_not_there_is_not_there() -> None:
    def resolver(host: str) -> Sequence[str]:
        raise OSError("nee")

    assert asyncio.run(look_up("a.nl", 5, resolver)) == Place(error="NameResolutionError: nee")
    assert asyncio.run(look_up("a.nl", 5, lambda host: [])).error


@pytest.mark.usefixtures("no_proxy")
def test_the_name_of_this_machine_itself_is_refused() -> None:
    assert asyncio.run(look_up("localhost", 5)).refused == "'localhost' leidt naar een adres binnen een eigen netwerk"


HONEST = [f"eerlijk-{number}.test" for number in range(6)]
INSIDE = {
    "tien": "10.0.0.5",
    "zelf": "127.0.0.1",
    "link": "169.254.169.254",
    "nat": "100.64.1.1",
    "site": "fec0::1",
    "groep": "ff02::1",
    "nat64": "64:ff9b::7f00:1",
    "zes-vier": "2002:7f00:1::1",
    "verpakt": "::ffff:127.0.0.1",
    "oud": "::127.0.0.1",
    "niets": "::",
}
NAMES: dict[str, list[list[str] | str]] = {
    **{host: [[PUBLIC[0]]] for host in HONEST},
    **{f"{name}.test": [[address]] for name, address in INSIDE.items()},
    "gemengd.test": [[PUBLIC[0], "192.168.1.1"]],
    "draait.test": [[PUBLIC[1]], ["127.0.0.1"]],  # rebinding: public to who asks first, and then inside
    "draait-later.test": [[PUBLIC[1]], [PUBLIC[1]], ["127.0.0.1"]],  # also to who asks twice before going there
    "stuurt.test": [[PUBLIC[0]]],
    "stuurt-robots.test": [[PUBLIC[0]]],
    "stuurt-zelf.test": [[PUBLIC[0]]],
    "traag.test": ["slow"],
}


@pytest.mark.slow
def test_only_the_address_that_was_looked_up_and_judged_is_connected_to(tmp_path: Path) -> None:
    """The whole command, with the real LinkChecker, on a wire that notes every name and every connection."""
    world = World(
        {
            **{host: page() for host in [*HONEST, "gemengd.test", "draait.test", "draait-later.test"]},
            "stuurt.test": page(pagina=to(302, "http://tien.test/beheer")),
            "stuurt-robots.test": page(robots=to(302, "http://zelf.test/robots.txt")),
            "stuurt-zelf.test": page(pagina=to(302, "http://draait.test/nieuw")),
        }
    )
    (tmp_path / "data" / "bronnen").mkdir(parents=True)
    (tmp_path / "docs").mkdir()
    hosts = [*NAMES, "bestaat-niet.test"]
    for number, host in enumerate(hosts):
        (tmp_path / "data" / "bronnen" / f"b{number}.yml").write_text(f"url: http://{host}/pagina\n")
    options = [
        "--pauses",
        "0,0",
        "--interval",
        "0",
        "--timeout",
        "2",
        "--extra-domain",
        "test",
        "--contact",
        "https://a.nl",
    ]
    with laid(world, NAMES, tmp_path) as wire:
        done = subprocess.run(
            [sys.executable, "-m", "infobox", "links", "run", *options],
            cwd=tmp_path,
            env=dict(wire.environment),
            capture_output=True,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, "")
    states = json.loads((tmp_path / "links" / "staat.json").read_text())["adressen"]
    klassen = {url.split("/")[2].removesuffix(".test"): state["klasse"] for url, state in states.items()}
    assert klassen == {
        **{host.removesuffix(".test"): "goed" for host in HONEST},
        **dict.fromkeys(INSIDE, "ongeldig"),
        "gemengd": "ongeldig",
        "draait": "goed",
        "draait-later": "goed",
        "stuurt": "ongeldig",
        "stuurt-robots": "goed",
        "stuurt-zelf": "goed",
        "traag": "dns",
        "bestaat-niet": "dns",
    }
    assert set(wire.noted("connect")) == set(PUBLIC)
    assert set(wire.noted("connect", "linkcheck")) == set(PUBLIC)
    assert wire.noted("name", "linkcheck") == []  # it has nothing to look up
    looked_up = wire.noted("name")
    assert {host for host in looked_up if looked_up.count(host) > 1} <= {"traag.test", "bestaat-niet.test"}
    assert set(looked_up) == set(hosts)
