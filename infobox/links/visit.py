"""One pass over addresses: hop by hop, robots.txt first, never two requests at one host at once.

What one address does stays with that address: each visit is guarded, each host has so much time and no more.
Every request goes to LinkChecker, in lists in which each host stands at most once, or, for a host with many addresses,
in a list of that host alone that one thread goes through in turn. So "one at a time" does not lean on what threads do.
"""

import asyncio
import math
import re
import time
import zlib
from collections import deque
from collections.abc import Callable, Coroutine, Iterable
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from infobox.inert import plain
from infobox.links.address import host_of, normalise, refusal
from infobox.links.engine import Engine
from infobox.links.evidence import Answer, Evidence
from infobox.links.names import Names, Place
from infobox.links.robots import Rules, rules_from

T = TypeVar("T")

MOST_HOPS = 6
PROCESSES = 3  # LinkCheckers side by side, each with many hosts
LINGERING = 10  # seconds; one that is still at it then waits for the slow, and another may start beside it
MOST_PROCESSES = 8
ALONE = 5  # besides these: LinkCheckers with one host each, which mostly wait
BIGGEST_LIST = 48  # hosts in one list
LONGEST_LIST = 25  # addresses of one host in one list
MANY = 6  # with so many addresses waiting, a host gets a LinkChecker of its own
FEW = 16  # hosts
PATIENCE = 1.0  # seconds, or a little over the pause between two requests when that is shorter
TICK = 0.05  # seconds
LONGEST_REST = 24 * 3600
REST = 60  # seconds for a host that asks for rest and does not say how much
PUT_OFF = "put off"  # the error of an answer that was not asked for: the time was over


@dataclass
class _Host:
    queue: deque[tuple[str, asyncio.Future[Answer]]] = field(default_factory=deque)
    busy: bool = False
    free_at: float = 0.0
    rest_until: float = 0.0  # the host answered 429
    steady: bool = False  # the last answer came, and was no call for rest
    asked_at: float = 0.0
    spent: float = 0.0  # seconds in which it had us wait


class Visitor:
    """Visits addresses with an engine and keeps the pace per host. For one pass, that ends at `until` (monotonic)."""

    def __init__(self, engine: Engine, names: Names, until: float = math.inf) -> None:
        self._engine = engine
        self._settings = engine.settings
        self._names = names
        self._until = until
        self._hosts: dict[str, _Host] = {}
        self._places: dict[str, tuple[str, ...]] = {}
        self._tasks: dict[tuple[str, str], asyncio.Task[Any]] = {}

    async def visit_all(
        self, addresses: Iterable[str], seen: Callable[[Evidence], None], *, whole: bool = False
    ) -> None:
        """Visit each normalised address once and hand over its evidence as soon as it is complete; `whole`: with texts.

        Raises an ExceptionGroup of EngineError when LinkChecker breaks down.
        """
        async with asyncio.TaskGroup() as group:
            dispatcher = group.create_task(self._dispatch(group))
            async with asyncio.TaskGroup() as visits:
                for address in addresses:
                    visits.create_task(self._visit(address, seen, whole))
            dispatcher.cancel()

    async def _visit(self, address: str, seen: Callable[[Evidence], None], whole: bool) -> None:
        try:
            evidence = await (self._follow(address, whole=True) if whole else self._evidence(address))
        except Exception as error:  # what we did not foresee at one address must not decide for the others
            evidence = Evidence(address, fault=plain(f"{type(error).__name__}: {error}"))
        seen(evidence)

    async def _evidence(self, address: str) -> Evidence:
        evidence = await self._follow(address)
        arrived = not (evidence.refused or evidence.robots or evidence.too_many_hops or evidence.put_off)
        if arrived and evidence.last.status == 200 and evidence.last.sketch:
            base = _base(evidence.last.address)
            nonsense = await self._once("nonsense", base, lambda: self._follow(_nonsense(base)))
            if nonsense.put_off:
                return Evidence(address, put_off=True)
            if nonsense.hops:
                return replace(evidence, nonsense=nonsense.last)
        return evidence

    async def _follow(self, address: str, *, whole: bool = False) -> Evidence:
        hops: list[Answer] = []
        url = address
        while True:
            if reason := refusal(url, self._settings.extra_domain):
                return Evidence(address, tuple(hops), refused=plain(reason))
            place = await self._place(url)
            if place.refused:
                return Evidence(address, tuple(hops), refused=plain(place.refused))
            rules = Rules(failed=Answer(url, error=place.error)) if place.error else await self._rules(url)
            if rules.failed:
                return _ended(address, hops, rules.failed)
            if reason := rules.forbids(url):
                return Evidence(address, tuple(hops), robots=reason)
            answer = await self._once("ask", url, lambda url=url: self._ask(url))  # type: ignore[misc]
            if answer.error == PUT_OFF:
                return _ended(address, hops, answer)
            hops.append(answer if whole else replace(answer, text=""))
            if not (target := answer.target):
                return Evidence(address, tuple(hops))
            if len(hops) > MOST_HOPS:
                return Evidence(address, tuple(hops), too_many_hops=True)
            try:
                url = normalise(target)
            except ValueError:
                return Evidence(address, tuple(hops), refused="stuurt door naar iets dat geen adres is")

    async def _rules(self, url: str) -> Rules:
        base = _base(url)
        return await self._once("robots", base, lambda: self._read_rules(f"{base}/robots.txt"))

    async def _read_rules(self, url: str) -> Rules:
        """The rules of a host. A robots.txt that leads to nowhere we may go is not there."""
        answer = Answer(url)
        for _ in range(MOST_HOPS):
            answer = await self._once("ask", url, lambda url=url: self._ask(url))  # type: ignore[misc]
            if not answer.target:
                break
            try:
                url = normalise(answer.target)
            except ValueError:
                return Rules()
            if refusal(url, self._settings.extra_domain):
                return Rules()
            place = await self._place(url)
            if place.refused or place.error:
                return Rules()
        return rules_from(answer, self._settings.user_agent.partition("/")[0])

    async def _place(self, url: str) -> Place:
        """What the name in an address leads to. Behind a proxy it is the proxy that looks names up, and knows."""
        place = urlsplit(url)
        if {place.scheme, "all"} & getproxies().keys() and not proxy_bypass(place.netloc):
            return Place()
        host = place.hostname or ""
        found = await self._names.place(host)
        self._places[host] = found.addresses
        return found

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
        running: dict[asyncio.Task[None], float] = {}  # -> when it started
        alone: set[asyncio.Task[None]] = set()
        started = 0.0
        while True:
            await asyncio.sleep(TICK)
            running = {task: begun for task, begun in running.items() if not task.done()}
            alone = {task for task in alone if not task.done()}
            self._turn_away()
            now = time.monotonic()
            ready = [host for host in self._hosts.values() if host.queue and not host.busy and host.free_at <= now]
            busiest = sorted(ready, key=lambda host: -len(host.queue))[: ALONE - len(alone)]
            for host in [host for host in busiest if host.steady and len(host.queue) >= MANY]:
                alone.add(group.create_task(self._ask_in_turn(host)))
                ready.remove(host)
            if running and len(ready) < FEW and now - started < min(PATIENCE, self._settings.interval + TICK * 8):
                continue  # starting LinkChecker costs more than an answer: let some hosts gather
            while ready and _room(running, now):
                running[group.create_task(self._ask_each(ready[:BIGGEST_LIST]))] = now
                ready, started = ready[BIGGEST_LIST:], now

    def _turn_away(self) -> None:
        """A host that answered 429 gets the rest that it asked for; one whose time is over waits for the next time."""
        now = time.monotonic()
        for host in self._hosts.values():
            over = host.spent > self._settings.host_seconds or now > self._until
            while host.queue and (over or host.rest_until > now):
                url, future = host.queue.popleft()
                if not future.done():
                    future.set_result(Answer(url, 0 if over else 429, PUT_OFF if over else "", asked=False))

    async def _ask_each(self, hosts: list[_Host]) -> None:
        """One address of each of these hosts, all at the same time."""
        jobs = {}
        for host in hosts:
            url, future = host.queue.popleft()
            host.busy, host.asked_at = True, time.monotonic()
            jobs[url] = (host, future)
        async with aclosing(self._engine.ask(list(jobs), places=self._places_of(jobs))) as answers:
            async for answer in answers:
                self._answered(*jobs.pop(answer.address), answer)

    async def _ask_in_turn(self, host: _Host) -> None:
        """Many addresses of one host that answers well, one after another; at the first trouble the rest waits."""
        jobs = dict(host.queue.popleft() for _ in range(min(LONGEST_LIST, len(host.queue))))
        host.busy, host.asked_at = True, time.monotonic()
        async with aclosing(self._engine.ask(list(jobs), in_turn=True, places=self._places_of(jobs))) as answers:
            async for answer in answers:
                self._answered(host, jobs.pop(answer.address), answer)
                host.busy, host.asked_at = True, host.free_at
                if not host.steady or host.spent > self._settings.host_seconds:
                    break
        host.queue.extendleft(reversed(jobs.items()))
        host.steady = host.steady and not jobs
        host.busy = False

    def _places_of(self, urls: Iterable[str]) -> dict[str, tuple[str, ...]]:
        return {host: self._places.get(host, ()) for host in map(host_of, urls)}

    def _answered(self, host: _Host, future: asyncio.Future[Answer], answer: Answer) -> None:
        now = time.monotonic()
        host.busy = False
        host.spent += max(0.0, now - host.asked_at)
        host.free_at = now + self._settings.interval
        host.steady = answer.status not in (0, 429)
        if answer.status == 429:
            host.rest_until = now + rest(answer.headers.get("retry-after", ""), datetime.now(UTC))
        if not future.done():
            future.set_result(answer)


def _room(running: dict[asyncio.Task[None], float], now: float) -> bool:
    """Whether a LinkChecker more may start: those that only wait for the slow do not count, up to a point."""
    lively = sum(now - begun < LINGERING for begun in running.values())
    return lively < PROCESSES and len(running) < MOST_PROCESSES


def _ended(address: str, hops: list[Answer], answer: Answer) -> Evidence:
    """The evidence of a visit that ends with no answer: it failed, or it waits for a next time."""
    if answer.error == PUT_OFF:
        return Evidence(address, put_off=True)
    return Evidence(address, (*hops, answer))


def rest(asked: str, now: datetime) -> float:
    """The seconds of rest that a Retry-After asks for: a number, or a moment; anything else asks for the usual."""
    asked = asked.strip()
    if re.fullmatch(r"[0-9]{1,12}", asked):
        return min(int(asked), LONGEST_REST)
    try:
        moment = parsedate_to_datetime(asked[:40])
        seconds = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now
    except (ValueError, TypeError, OverflowError, IndexError):
        return REST
    return min(max(seconds.total_seconds(), 0), LONGEST_REST)


def _base(url: str) -> str:
    place = urlsplit(url)
    return f"{place.scheme}://{place.netloc}"


def _nonsense(base: str) -> str:
    """An address that cannot exist; the same one each time for a host, so that its logs stay readable."""
    return f"{base}/deze-pagina-bestaat-niet-{zlib.crc32(base.encode()):08x}"
