"""From a name to the addresses that may be connected to. It is looked up once; the connection goes to what was found.

Whoever owns a name decides what it leads to, and may decide otherwise a second later: so the answer that was judged is
the answer that is used. See witness.py, which connects to nothing else.
"""

import asyncio
import ipaddress
import socket
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

Resolver = Callable[[str], Sequence[str]]  # a name -> its addresses; raises OSError

MOST = 4  # addresses of one name that are tried
AT_ONCE = 32  # names looked up at the same time

# What IANA has set apart (special-purpose registries for IPv4 and IPv6, multicast, and what is reserved).
_CLOSED_4 = [
    ipaddress.IPv4Network(each)
    for each in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16"),
        *("192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
    )
]
_OPEN_6 = ipaddress.IPv6Network("2000::/3")  # global unicast; link-local, site-local, multicast lie outside
_CLOSED_6 = [ipaddress.IPv6Network(each) for each in ("2001::/23", "2001:db8::/32", "3fff::/20", "2620:4f:8000::/48")]
# Addresses of IPv6 that stand for one of IPv4: the network, and how far to the right that one ends.
_INSIDE = [
    (ipaddress.IPv6Network("::/96"), 0),
    (ipaddress.IPv6Network("::ffff:0:0/96"), 0),
    (ipaddress.IPv6Network("64:ff9b::/96"), 0),
    (ipaddress.IPv6Network("2002::/16"), 80),
]


@dataclass(frozen=True)
class Place:
    """What a name leads to: addresses to connect to, or a reason not to (Dutch), or what went wrong on the way."""

    addresses: tuple[str, ...] = ()
    refused: str = ""
    error: str = ""


def is_closed(address: str) -> bool:
    """Whether an address is not of one machine on the public internet. What is no address is closed too."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return True
    if isinstance(parsed, ipaddress.IPv4Address):
        return any(parsed in network for network in _CLOSED_4)
    if parsed.scope_id:
        return True
    inside = _inside(parsed)
    if inside is not None:
        return is_closed(str(inside))
    return parsed not in _OPEN_6 or any(parsed in network for network in _CLOSED_6)


def _inside(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    for network, shift in _INSIDE:
        if address in network:
            return ipaddress.IPv4Address((int(address) >> shift) & 0xFFFFFFFF)
    return None


def judge(host: str, found: Sequence[str]) -> Place:
    """The place that a name leads to. One closed address is enough to stay away.

    An address that stands for one of IPv4 is never connected to: what is public has an address of its own.
    """
    if not found:
        return Place(error="NameResolutionError: no address")
    if any(is_closed(address) for address in found):
        return Place(refused=f"'{host}' leidt naar een adres binnen een eigen netwerk")
    direct = [each for each in dict.fromkeys(found) if ":" not in each or _inside(ipaddress.IPv6Address(each)) is None]
    if not direct:
        return Place(error="only addresses that stand for others")  # says as much of our network as of this name
    return Place(tuple(direct[:MOST]))


def ask_system(host: str) -> list[str]:
    """The addresses of a name, as the system knows them."""
    return [str(entry[4][0]) for entry in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)]


class Names:
    """The names of one run, each looked up once. One that could not be found may be asked for again."""

    def __init__(self, seconds: float, resolver: Resolver = ask_system) -> None:
        self._seconds = seconds
        self._resolver = resolver
        self._tasks: dict[str, asyncio.Task[Place]] = {}
        self._looking = asyncio.Semaphore(AT_ONCE)

    async def place(self, host: str) -> Place:
        """What a name leads to."""
        if host not in self._tasks:
            self._tasks[host] = asyncio.create_task(self._look_up(host))
        task = self._tasks[host]
        place = await asyncio.shield(task)
        if place.error and self._tasks.get(host) is task:
            del self._tasks[host]
        return place

    async def _look_up(self, host: str) -> Place:
        async with self._looking:
            return await look_up(host, self._seconds, self._resolver)


async def look_up(host: str, seconds: float, resolver: Resolver = ask_system) -> Place:
    """Look a name up, once, and judge it. A resolver that keeps silent is left behind: it must not hold up others."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Place] = loop.create_future()

    def settle(place: Place) -> None:
        if not answer.done():
            answer.set_result(place)

    def ask() -> None:
        try:
            place = judge(host, resolver(host))
        except (OSError, UnicodeError) as error:
            place = Place(error=f"NameResolutionError: {error}")
        with suppress(RuntimeError):  # nobody waits any more
            loop.call_soon_threadsafe(settle, place)

    threading.Thread(target=ask, daemon=True).start()
    try:
        async with asyncio.timeout(seconds):
            return await answer
    except TimeoutError:
        return Place(error="NameResolutionError: no answer in time")
