"""A run: three passes in which only what failed goes on, a journal that survives an interruption, and "no network"."""

import asyncio
import json
import socket
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from infobox.links.address import host_of, refusal
from infobox.links.classify import classify
from infobox.links.engine import EngineError, Settings, engine
from infobox.links.evidence import Evidence
from infobox.links.state import FAILED, moment, parse_moment
from infobox.links.visit import Visitor

STALE = timedelta(hours=24)  # an older journal tells of a run that is over
MANY_HOSTS = 5  # when so many sites are silent and none speaks, it is us
CANARIES = 12


class NoNetworkError(Exception):
    """Nothing can be reached: this says something about us, not about any address."""


@dataclass
class Journal:
    """What a run has seen so far, line by line in a file, so that an interrupted run goes on where it was.

    `path` None: nothing is kept. The file is gone when the run is finished.
    """

    path: Path | None
    seen: dict[str, tuple[int, Evidence]] = field(default_factory=dict)  # address -> pass, evidence
    begun: str = ""  # when the run began

    @classmethod
    def open(cls, path: Path | None, now: datetime) -> "Journal":
        """The journal at `path`, with what an interrupted run of the last 24 hours left in it."""
        journal = cls(path, begun=moment(now))
        if path and path.exists():
            journal._read(path, now)
            if not journal.seen:
                path.unlink()
        return journal

    def _read(self, path: Path, now: datetime) -> None:
        lines = [value for line in path.read_text(encoding="utf-8").splitlines() if (value := _whole(line))]
        if not lines or now - parse_moment(lines[0].get("begonnen", moment(now - 2 * STALE))) > STALE:
            return
        for line in lines[1:]:
            self.seen[line["bewijs"]["address"]] = (line["ronde"], Evidence.from_json(line["bewijs"]))

    def add(self, number: int, evidence: Evidence) -> None:
        """Note what pass `number` saw."""
        self.seen[evidence.address] = (number, evidence)
        if self.path:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="utf-8") as file:
                if not file.tell():
                    file.write(json.dumps({"begonnen": self.begun}) + "\n")
                file.write(json.dumps({"ronde": number, "bewijs": evidence.to_json()}) + "\n")

    def close(self) -> None:
        """The run is over and its outcome is written."""
        if self.path:
            self.path.unlink(missing_ok=True)


def _whole(line: str) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except json.JSONDecodeError:  # the line that was being written when the run was killed
        return {}
    return value if isinstance(value, dict) else {}


def run(
    addresses: Sequence[str],
    settings: Settings,
    journal: Journal,
    known_hosts: Iterable[str],
    told: Callable[[int, int, int], None] = lambda number, done, total: None,
) -> dict[str, Evidence]:
    """The evidence of each address after all passes; `told` hears pass, done and total as it goes.

    `known_hosts` are hosts that should exist, asked to tell our own silence from theirs. Raises NoNetworkError, with
    the journal holding only what really answered, and EngineError.
    """
    hosts = sorted(set(known_hosts))[:CANARIES]
    try:
        asyncio.run(_passes(addresses, settings, journal, hosts, told))
    except* EngineError as group:
        raise EngineError("; ".join(sorted({str(error) for error in _leaves(group)}))) from None
    return {address: journal.seen[address][1] for address in addresses}


def _leaves(group: BaseExceptionGroup[Any]) -> Iterable[BaseException]:
    for error in group.exceptions:
        if isinstance(error, BaseExceptionGroup):
            yield from _leaves(error)
        else:
            yield error


async def _passes(
    addresses: Sequence[str],
    settings: Settings,
    journal: Journal,
    hosts: Sequence[str],
    told: Callable[[int, int, int], None],
) -> None:
    if addresses and not await _online(hosts, settings):
        raise NoNetworkError
    with engine(settings) as ready:
        for number, pause in enumerate(settings.pauses):
            pending = [address for address in addresses if _goes_on(journal.seen.get(address), number)]
            if not pending:
                continue
            await asyncio.sleep(pause)
            silent: list[Evidence] = []
            done = 0

            def seen(evidence: Evidence, number: int = number, total: int = len(pending)) -> None:
                nonlocal done
                done += 1
                if evidence.answered or evidence.refused:
                    journal.add(number, evidence)
                else:
                    silent.append(evidence)  # noqa: B023  # used within this pass only
                told(number, done, total)

            await Visitor(ready).visit_all(pending, seen)
            if silent and (_all_silent(silent, len(pending)) or not await _online(hosts, settings)):
                raise NoNetworkError
            for evidence in silent:
                journal.add(number, evidence)


def _goes_on(seen: tuple[int, Evidence] | None, number: int) -> bool:
    """Whether an address takes part in pass `number`: not seen yet, or failed in an earlier pass."""
    if seen is None:
        return True
    last, evidence = seen
    return last < number and (classify(evidence).klasse in FAILED or evidence.last.status == 429)


def _all_silent(silent: Sequence[Evidence], total: int) -> bool:
    return len(silent) == total and len({host_of(evidence.address) for evidence in silent}) >= MANY_HOSTS


async def _online(hosts: Sequence[str], settings: Settings) -> bool:
    """Whether anything at all can be reached: the proxy when there is one, else any of the hosts."""
    places = {_door(host) for host in hosts}
    tries = [asyncio.create_task(_reaches(*place, seconds=min(settings.timeout, 10))) for place in places]
    try:
        for attempt in asyncio.as_completed(tries):
            if await attempt:
                return True
        return not tries
    finally:
        for attempt in tries:
            attempt.cancel()


def _door(host: str) -> tuple[str, int]:
    proxy = getproxies().get("https") or getproxies().get("http")
    if proxy and not proxy_bypass(host):
        parts = urlsplit(proxy if "//" in proxy else f"//{proxy}")
        return parts.hostname or "", parts.port or 80
    return host, 443


async def _reaches(host: str, port: int, seconds: float) -> bool:
    try:
        async with asyncio.timeout(seconds):
            _, writer = await asyncio.open_connection(host, port)
            writer.close()
            return True
    except (ConnectionRefusedError, ConnectionResetError):
        return True  # someone said no
    except (OSError, TimeoutError, socket.gaierror):
        return False


def hosts_of(addresses: Iterable[str], extra_domain: str) -> set[str]:
    """The hosts of the addresses that may be visited."""
    return {host_of(address) for address in addresses if not refusal(address, extra_domain)}
