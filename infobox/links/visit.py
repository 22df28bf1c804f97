"""One pass over addresses: hop by hop, robots.txt first, never two requests at one host at once.

Every request goes to LinkChecker, in lists in which each host stands at most once, or, for a host with many addresses,
in a list of that host alone that one thread goes through in turn. So "one at a time" does not lean on what threads do.
"""

import asyncio
import ipaddress
import socket
import time
import zlib
from collections import deque
from collections.abc import Callable, Coroutine, Iterable
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from infobox.links.address import host_of, normalise, refusal
from infobox.links.engine import Engine
from infobox.links.evidence import Answer, Evidence
from infobox.links.robots import Rules, rules_from

T = TypeVar("T")

MOST_HOPS = 6
PROCESSES = 3  # LinkCheckers side by side, each with many hosts
ALONE = 5  # besides these: LinkCheckers with one host each, which mostly wait
BIGGEST_LIST = 48  # hosts in one list
LONGEST_LIST = 25  # addresses of one host in one list
MANY = 6  # with so many addresses waiting, a host gets a LinkChecker of its own
FEW = 16  # hosts
PATIENCE = 1.0  # seconds, or a little over the pause between two requests when that is shorter
TICK = 0.05  # seconds
LONGEST_REST = 24 * 3600


@dataclass
class _Host:
    queue: deque[tuple[str, asyncio.Future[Answer]]] = field(default_factory=deque)
    busy: bool = False
    free_at: float = 0.0
    rest_until: float = 0.0  # the host answered 429
    steady: bool = False  # the last answer came, and was no call for rest


class Visitor:
    """Visits addresses with an engine and keeps the pace per host. For one pass."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._settings = engine.settings
        self._hosts: dict[str, _Host] = {}
        self._tasks: dict[tuple[str, str], asyncio.Task[Any]] = {}

    async def visit_all(self, addresses: Iterable[str], seen: Callable[[Evidence], None]) -> None:
        """Visit each normalised address once and hand over its evidence as soon as it is complete.

        Raises an ExceptionGroup of EngineError when LinkChecker breaks down.
        """
        async with asyncio.TaskGroup() as group:
            dispatcher = group.create_task(self._dispatch(group))
            async with asyncio.TaskGroup() as visits:
                for address in addresses:
                    visits.create_task(self._visit(address, seen))
            dispatcher.cancel()

    async def _visit(self, address: str, seen: Callable[[Evidence], None]) -> None:
        evidence = await self._follow(address)
        if evidence.last.status == 200 and evidence.last.sketch:
            place = urlsplit(evidence.last.address)
            base = f"{place.scheme}://{place.netloc}"
            nonsense = await self._once("nonsense", base, lambda: self._follow(_nonsense(base)))
            if nonsense.hops:
                evidence = Evidence(address, evidence.hops, nonsense=nonsense.last)
        seen(evidence)

    async def _follow(self, address: str) -> Evidence:
        hops: list[Answer] = []
        url = address
        while True:
            if reason := refusal(url, self._settings.extra_domain) or await self._private(url):
                return Evidence(address, tuple(hops), refused=reason)
            rules = await self._rules(url)
            if rules.failed:
                return Evidence(address, (*hops, rules.failed))
            if reason := rules.forbids(url):
                return Evidence(address, tuple(hops), robots=reason)
            hops.append(await self._once("ask", url, lambda url=url: self._ask(url)))  # type: ignore[misc]
            if not (target := hops[-1].target):
                return Evidence(address, tuple(hops))
            if len(hops) > MOST_HOPS:
                return Evidence(address, tuple(hops), too_many_hops=True)
            try:
                url = normalise(target)
            except ValueError:
                return Evidence(address, tuple(hops), refused="stuurt door naar iets dat geen adres is")

    async def _rules(self, url: str) -> Rules:
        place = urlsplit(url)
        base = f"{place.scheme}://{place.netloc}"
        return await self._once("robots", base, lambda: self._read_rules(f"{base}/robots.txt"))

    async def _read_rules(self, url: str) -> Rules:
        answer = Answer(url)
        for _ in range(MOST_HOPS):
            answer = await self._once("ask", url, lambda url=url: self._ask(url))  # type: ignore[misc]
            if not answer.target:
                break
            url = normalise(answer.target)
            if refusal(url, self._settings.extra_domain) or await self._private(url):
                return Rules()
        return rules_from(answer, self._settings.user_agent.partition("/")[0])

    async def _private(self, url: str) -> str:
        """Why the name behind an address may not be visited: it leads into a private network. Not behind a proxy."""
        place = urlsplit(url)
        if place.scheme in getproxies() and not proxy_bypass(place.netloc):
            return ""
        return await self._once("name", place.hostname or "", lambda: self._look_up(place.hostname or ""))

    async def _look_up(self, host: str) -> str:
        try:
            found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except OSError:
            return ""  # LinkChecker will say so
        if all(ipaddress.ip_address(str(entry[4][0]).partition("%")[0]).is_global for entry in found):
            return ""
        return f"'{host}' leidt naar een adres binnen een eigen netwerk"

    async def _once(self, kind: str, key: str, make: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """What `make` gives; for the same kind and key it is made once."""
        if (kind, key) not in self._tasks:
            self._tasks[kind, key] = asyncio.create_task(make())
        result: T = await self._tasks[kind, key]
        return result

    async def _ask(self, url: str) -> Answer:
        host = self._hosts.setdefault(host_of(url), _Host())
        future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        host.queue.append((url, future))
        return await future

    async def _dispatch(self, group: asyncio.TaskGroup) -> None:
        running: set[asyncio.Task[None]] = set()
        alone: set[asyncio.Task[None]] = set()
        started = 0.0
        while True:
            await asyncio.sleep(TICK)
            running = {task for task in running if not task.done()}
            alone = {task for task in alone if not task.done()}
            self._refuse_resting()
            now = time.monotonic()
            ready = [host for host in self._hosts.values() if host.queue and not host.busy and host.free_at <= now]
            busiest = sorted(ready, key=lambda host: -len(host.queue))[: ALONE - len(alone)]
            for host in [host for host in busiest if host.steady and len(host.queue) >= MANY]:
                alone.add(group.create_task(self._ask_in_turn(host)))
                ready.remove(host)
            if running and len(ready) < FEW and now - started < min(PATIENCE, self._settings.interval + TICK * 8):
                continue  # starting LinkChecker costs more than an answer: let some hosts gather
            while ready and len(running) < PROCESSES:
                running.add(group.create_task(self._ask_each(ready[:BIGGEST_LIST])))
                ready, started = ready[BIGGEST_LIST:], now

    def _refuse_resting(self) -> None:
        """A host that answered 429 is left alone for as long as it asked."""
        for host in self._hosts.values():
            while host.queue and host.rest_until > time.monotonic():
                url, future = host.queue.popleft()
                future.set_result(Answer(url, status=429, asked=False))

    async def _ask_each(self, hosts: list[_Host]) -> None:
        """One address of each of these hosts, all at the same time."""
        jobs = {}
        for host in hosts:
            url, future = host.queue.popleft()
            host.busy = True
            jobs[url] = (host, future)
        async for answer in self._engine.ask(list(jobs)):
            self._answered(*jobs[answer.address], answer)

    async def _ask_in_turn(self, host: _Host) -> None:
        """Many addresses of one host that answers well, one after another; at the first trouble the rest waits."""
        jobs = dict(host.queue.popleft() for _ in range(min(LONGEST_LIST, len(host.queue))))
        host.busy = True
        async with aclosing(self._engine.ask(list(jobs), in_turn=True)) as answers:
            async for answer in answers:
                self._answered(host, jobs.pop(answer.address), answer)
                host.busy = True
                if not host.steady:
                    break
        host.queue.extendleft(reversed(jobs.items()))
        host.steady = host.steady and not jobs
        host.busy = False

    def _answered(self, host: _Host, future: asyncio.Future[Answer], answer: Answer) -> None:
        host.busy = False
        host.free_at = time.monotonic() + self._settings.interval
        host.steady = answer.status not in (0, 429)
        if answer.status == 429:
            wait = answer.headers.get("retry-after", "")
            host.rest_until = time.monotonic() + (min(int(wait), LONGEST_REST) if wait.isdigit() else 60)
        if not future.done():
            future.set_result(answer)


def _nonsense(base: str) -> str:
    """An address that cannot exist; the same one each time for a host, so that its logs stay readable."""
    return f"{base}/deze-pagina-bestaat-niet-{zlib.crc32(base.encode()):08x}"
