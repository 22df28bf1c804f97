"""A run: three passes in which only what failed goes on, a journal that survives an interruption, and "no network"."""

import asyncio
import errno
import json
import os
import socket
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import RawIOBase
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from infobox.disk import write_whole
from infobox.links.address import host_of, refusal
from infobox.links.classify import classify
from infobox.links.engine import EngineError, Settings, engine
from infobox.links.evidence import Evidence
from infobox.links.hold import set_aside
from infobox.links.names import Names
from infobox.links.state import FAILED, moment, parse_moment
from infobox.links.visit import Visitor

STALE = timedelta(hours=24)  # an older journal tells of a run that is over
MANY_HOSTS = 5  # when so many sites are silent and none speaks, it is us
CANARIES = 12
OTHERS = 6  # hosts that are asked whether it is us
BIGGEST = 64 * 1024 * 1024  # bytes of a journal


class NoNetworkError(Exception):
    """Nothing can be reached: this says something about us, not about any address."""


class DiskError(Exception):
    """What was seen cannot be written down; the text says why, in Dutch."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(f"{why(error)} ({path})")


def why(error: OSError) -> str:
    """What is the matter with a disk, in Dutch."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return "de schijf is vol"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "hier mag niet geschreven worden"
    return f"schrijven of lezen lukt niet: {error.strerror or type(error).__name__}"


@dataclass
class Journal:
    """What a run has seen so far, line by line in a file, so that an interrupted run goes on where it was.

    `path` None: nothing is kept. The file is gone when the run is finished.
    """

    path: Path | None
    seen: dict[str, tuple[int, Evidence]] = field(default_factory=dict)  # address -> pass, evidence
    when: dict[str, str] = field(default_factory=dict)  # address -> the moment of the run that saw it
    begun: str = ""  # when the run began
    note: str = ""  # Dutch: what was the matter with the file

    @classmethod
    def open(cls, path: Path | None, now: datetime) -> "Journal":
        """The journal at `path`, with what an interrupted run of the last 24 hours left in it.

        What cannot be read is set aside. Raises DiskError.
        """
        journal = cls(path, begun=moment(now))
        try:
            if path and os.path.lexists(path):
                journal._read(path, now)
        except OSError as error:
            raise DiskError(path or Path(), error) from error
        return journal

    def _read(self, path: Path, now: datetime) -> None:
        if not path.is_file() or path.stat().st_size > BIGGEST:
            self._set_aside(path)
            return
        *lines, torn = path.read_bytes().split(b"\n")
        if not lines:
            path.unlink()  # killed at its first letters
            return
        begun = _moment(_value(lines[0]), "begonnen")
        if begun and not timedelta() <= now - begun <= STALE:
            path.unlink()  # it tells of a run that is over, or of a clock that was wrong
            return
        whole = [begun is not None, *(self._take(_value(line), begun, now) for line in lines[1:] if begun)]
        if not all(whole):
            self._set_aside(path)
        if not self.seen:
            path.unlink(missing_ok=True)
        elif torn or not all(whole):
            write_whole(path, "".join([self._head(begun or now), *map(self._line, self.seen)]))

    def _take(self, value: object, begun: datetime, now: datetime) -> bool:
        """Take over one line; whether it is whole."""
        if not isinstance(value, dict) or not isinstance(value.get("ronde"), int):
            return False
        try:
            evidence = Evidence.from_json(value["bewijs"])
        except (KeyError, ValueError):
            return False
        when = _moment(value, "op") or begun
        if when <= now:
            self.seen[evidence.address] = (value["ronde"], evidence)
            self.when[evidence.address] = moment(when)
        return True

    def _set_aside(self, path: Path) -> None:
        name = set_aside(path, self.begun).name
        self.note = f"{path} was kapot en heet nu {name}; de controle gaat verder met wat er heel van was"

    def add(self, number: int, evidence: Evidence) -> None:
        """Note what pass `number` saw. Raises DiskError."""
        self.seen[evidence.address] = (number, evidence)
        self.when[evidence.address] = self.begun
        if not self.path:
            return
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("ab", buffering=0) as file:
                before = file.tell()
                head = "" if before else self._head(parse_moment(self.begun))
                _write(file, (head + self._line(evidence.address)).encode(), before)
        except OSError as error:
            raise DiskError(self.path, error) from error

    def _head(self, begun: datetime) -> str:
        return json.dumps({"begonnen": moment(begun)}) + "\n"

    def _line(self, address: str) -> str:
        number, evidence = self.seen[address]
        return json.dumps({"ronde": number, "op": self.when[address], "bewijs": evidence.to_json()}) + "\n"

    def close(self) -> None:
        """The run is over and its outcome is written."""
        if self.path:
            self.path.unlink(missing_ok=True)


def _write(file: RawIOBase, data: bytes, before: int) -> None:
    """Write all of it, or leave the file as it was."""
    try:
        while data:
            data = data[file.write(data) or 0 :]
    except OSError:
        with suppress(OSError):
            file.truncate(before)
        raise


def _value(line: bytes) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _moment(value: object, key: str) -> datetime | None:
    try:
        return parse_moment(value[key])  # type: ignore[index]  # what it is not, is caught
    except (KeyError, TypeError, ValueError):
        return None


def run(
    addresses: Sequence[str],
    settings: Settings,
    journal: Journal,
    known_hosts: Iterable[str],
    told: Callable[[int, int, int], None] = lambda number, done, total: None,
) -> dict[str, Evidence]:
    """The evidence of each address after all passes; `told` hears pass, done and total as it goes.

    An address for which there was no time is left out. `known_hosts` are hosts that should exist, asked to tell our own
    silence from theirs. Raises NoNetworkError, with the journal holding only what really answered, EngineError, and
    DiskError.
    """
    made = _Run(settings, journal, sorted(set(known_hosts)), told)
    try:
        asyncio.run(made.passes(addresses))
    except BaseExceptionGroup as group:
        raise _first(group) from None
    return {address: journal.seen[address][1] for address in addresses if address in journal.seen}


def _first(group: BaseExceptionGroup[Any]) -> BaseException:
    """What stopped a run, when it is one of the things that may; else all of it."""
    leaves = list(_leaves(group))
    for error in leaves:
        if isinstance(error, DiskError | EngineError):
            return error
    return group


def _leaves(group: BaseExceptionGroup[Any]) -> Iterable[BaseException]:
    for error in group.exceptions:
        if isinstance(error, BaseExceptionGroup):
            yield from _leaves(error)
        else:
            yield error


@dataclass(frozen=True)
class _Run:
    settings: Settings
    journal: Journal
    hosts: Sequence[str]
    told: Callable[[int, int, int], None]

    async def passes(self, addresses: Sequence[str]) -> None:
        until = time.monotonic() + self.settings.run_seconds
        names = Names(self.settings.timeout, self.settings.resolver)
        if addresses and not await self._online(names):
            raise NoNetworkError
        with engine(self.settings) as ready:
            for number, pause in enumerate(self.settings.pauses):
                pending = [address for address in addresses if _goes_on(self.journal.seen.get(address), number)]
                if not pending:
                    continue
                if time.monotonic() + pause > until:
                    break
                await asyncio.sleep(pause)
                silent = await self._pass(number, pending, Visitor(ready, names, until))
                if silent and not await self._online(names):
                    raise NoNetworkError
                if _all_silent(silent, len(pending)) and not await self._heard(Visitor(ready, names), silent):
                    raise NoNetworkError
                for evidence in silent:
                    self.journal.add(number, evidence)

    async def _pass(self, number: int, pending: Sequence[str], visitor: Visitor) -> list[Evidence]:
        """Visit, and journal what answered. Gives what did not: it may be us."""
        silent: list[Evidence] = []
        done = 0

        def seen(evidence: Evidence) -> None:
            nonlocal done
            done += 1
            if evidence.answered or evidence.refused or evidence.stumble:
                self.journal.add(number, evidence)
            elif not evidence.put_off:
                silent.append(evidence)
            self.told(number, done, len(pending))

        await visitor.visit_all(pending, seen)
        return silent

    async def _heard(self, visitor: Visitor, silent: Sequence[Evidence]) -> bool:
        """Whether anybody else says anything: then the silent are silent, and it is not us."""
        quiet = {host_of(evidence.address) for evidence in silent}
        spoke = [host_of(url) for url, (_, evidence) in self.journal.seen.items() if evidence.answered]
        others = [host for host in dict.fromkeys([*spoke, *self.hosts]) if host not in quiet]
        answers: list[Evidence] = []
        await asyncio.sleep(self.settings.interval)
        await visitor.visit_all([f"https://{host}/robots.txt" for host in others[:OTHERS]], answers.append)
        return any(evidence.answered for evidence in answers)

    async def _online(self, names: Names) -> bool:
        """Whether anything at all can be reached: the proxy when there is one, else any of the hosts."""
        hosts = self.hosts[:CANARIES]
        tries = [asyncio.create_task(self._reaches(host, names)) for host in hosts]
        try:
            for attempt in asyncio.as_completed(tries):
                if await attempt:
                    return True
            return not tries
        finally:
            for attempt in tries:
                attempt.cancel()

    async def _reaches(self, host: str, names: Names) -> bool:
        seconds = min(self.settings.timeout, 10)
        if door := _door(host):
            return await _reaches(*door, seconds)
        place = await names.place(host)
        return bool(place.addresses) and await _reaches(place.addresses[0], 443, seconds)


def _goes_on(seen: tuple[int, Evidence] | None, number: int) -> bool:
    """Whether an address takes part in pass `number`: not seen yet, or failed in an earlier pass."""
    if seen is None:
        return True
    last, evidence = seen
    return last < number and (classify(evidence).klasse in FAILED or evidence.last.status == 429)


def _all_silent(silent: Sequence[Evidence], total: int) -> bool:
    return len(silent) == total and len({host_of(evidence.address) for evidence in silent}) >= MANY_HOSTS


def _door(host: str) -> tuple[str, int] | None:
    """The proxy through which a host is reached, if any."""
    proxy = getproxies().get("https") or getproxies().get("http")
    if proxy and not proxy_bypass(host):
        parts = urlsplit(proxy if "//" in proxy else f"//{proxy}")
        return parts.hostname or "", parts.port or 80
    return None


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
