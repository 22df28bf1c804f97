"""LinkChecker as a program: a list of addresses in, an answer for each of them out.

What its options do was read in LinkChecker 10.6 and seen on a loopback server; CONTRIBUTING tells why each is set.
"""

import asyncio
import csv
import json
import os
import re
import shutil
import sys
from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Mapping, Sequence
from contextlib import aclosing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infobox.inert import plain
from infobox.links.evidence import Answer
from infobox.links.hold import scratch
from infobox.links.names import Resolver, ask_system

MARK = "infobox "  # how witness.py begins its line
ORDERS = "INFOBOX_LINKS"  # where it looks for what it may do
PLUGIN = Path("linkchecker", "plugins", "witness.py")  # in the folder where LinkChecker looks for them
VISIT = 3  # one request, from the first letter to the last, in timeouts
BIGGEST_ROW = 16 * 1024 * 1024


Places = Mapping[str, Sequence[str]]  # host -> the addresses it may be connected to


class EngineError(Exception):
    """LinkChecker itself failed. Carries what it said."""


class _BrokenError(Exception):
    """One LinkChecker broke down. `started`: it was at work, so one of its addresses did it."""

    def __init__(self, said: str, started: bool) -> None:
        self.started = started
        super().__init__(said)


@dataclass(frozen=True)
class Settings:
    """How addresses are visited."""

    user_agent: str = "Infobox-controle/1.0"
    ca_file: Path | None = None  # certificates to trust, instead of those of the system
    timeout: int = 20  # seconds without a word from the server
    interval: float = 1.0  # seconds between an answer of a host and the next request to it
    archive_interval: float = 5.0  # the same, for an archive that everybody asks
    pauses: tuple[float, ...] = (0, 120, 900)  # seconds before each pass
    extra_domain: str = ""  # a top-level domain that is not public but may be visited (tests)
    host_seconds: float = 600  # a host gets no more of our time than this, in one pass
    run_seconds: float = 6000  # after this, what was not visited waits for the next run
    resolver: Resolver = ask_system  # who knows where a name leads


@dataclass(frozen=True)
class Engine:
    """LinkChecker with its settings written out, ready to be started. `home` is a folder of its own."""

    home: Path
    settings: Settings

    async def ask(
        self, addresses: Sequence[str], in_turn: bool = False, places: Places | None = None
    ) -> AsyncGenerator[Answer]:
        """Ask for each address once and give each answer as it comes. `places`: where each host may be connected to.

        Either all at the same time, and then what LinkChecker gives no answer for (it broke down, or something took all
        of its time) is asked again by itself, so that the one who did it is alone with it; or `in_turn`, with the pause
        of the settings between them, and then what has no answer gives none. Raises EngineError when it does not start.
        """
        waiting = dict.fromkeys(addresses)
        fault = ""
        try:
            async with aclosing(self._listen(addresses, in_turn, places or {})) as rows:
                async for row in rows:
                    if row["urlname"] in waiting:
                        del waiting[row["urlname"]]
                        yield _answer(row)
        except _BrokenError as error:
            if not error.started:
                raise EngineError(str(error)) from None
            fault = str(error)
        if in_turn:
            return
        for address in list(waiting):
            if len(addresses) == 1:
                yield Answer(address, fault=fault) if fault else Answer(address, error="Timeout: no answer in time")
            else:
                async with aclosing(self.ask([address], places=places)) as again:
                    async for answer in again:
                        yield answer

    async def _listen(
        self, addresses: Sequence[str], in_turn: bool, places: Places
    ) -> AsyncGenerator[Mapping[str, str]]:
        """The rows that LinkChecker writes, until it is done or its time is over. Raises _BrokenError."""
        threads = 0 if in_turn or len(addresses) == 1 else len(addresses)  # who is slow takes a thread, its own
        patience = 4 * self.settings.timeout + 30 + (len(addresses) * (self.settings.interval + 2) if in_turn else 0)
        process = await self._start(threads, places)
        assert process.stdin
        assert process.stdout
        assert process.stderr
        complaints = asyncio.create_task(_end_of(process.stderr))
        started = False
        try:
            async with asyncio.timeout(patience):
                with suppress(ConnectionError):  # it is gone already: its code tells
                    process.stdin.write("\n".join(addresses).encode())
                    await process.stdin.drain()
                process.stdin.close()
                async for row in _rows(process.stdout):
                    started = True
                    if row:
                        yield row
                said = await complaints
                if await process.wait() not in (0, 1):
                    raise _BrokenError(said or f"LinkChecker stopte met code {process.returncode}", started)
        except TimeoutError:
            pass
        except ValueError as error:  # a row longer than anything that we tell
            raise _BrokenError(str(error), started) from None
        finally:
            complaints.cancel()
            if process.returncode is None:
                process.kill()
                await process.wait()

    async def _start(self, threads: int, places: Places) -> asyncio.subprocess.Process:
        orders = {"places": places, "parent": os.getpid(), "seconds": VISIT * self.settings.timeout}
        try:
            return await asyncio.create_subprocess_exec(
                *(sys.executable, str(self.home / PLUGIN), "--config", str(self.home / "linkcheckerrc")),
                *("--threads", str(threads), "--stdin"),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                env={**self._environment(), ORDERS: json.dumps(orders)},
                limit=BIGGEST_ROW,
            )
        except OSError as error:
            raise EngineError(str(error)) from None

    def _environment(self) -> Mapping[str, str]:
        return {
            **{name: value for name, value in os.environ.items() if name != "NETRC"},  # we visit without passwords
            "HOME": str(self.home),
            "XDG_CONFIG_HOME": str(self.home),
            "XDG_DATA_HOME": str(self.home),
            "LC_ALL": "C.UTF-8",
            "LANGUAGE": "C",
            "PYTHONDONTWRITEBYTECODE": "1",
        }


@contextmanager
def engine(settings: Settings) -> Iterator[Engine]:
    """LinkChecker, ready; its folder is removed afterwards."""
    with scratch() as home:
        (home / PLUGIN).parent.mkdir(parents=True)
        shutil.copyfile(Path(__file__).with_name("witness.py"), home / PLUGIN)
        ca_file = home / "ca.pem"
        if settings.ca_file:
            shutil.copyfile(settings.ca_file, ca_file)
        (home / "linkcheckerrc").write_text(
            _configuration(settings, str(ca_file) if settings.ca_file else "1"), encoding="utf-8"
        )
        for path in (home, *home.rglob("*")):  # LinkChecker started as root goes on as `nobody`, who must read this
            path.chmod(0o755 if path.is_dir() else 0o644)
        yield Engine(home, settings)


def _configuration(settings: Settings, verify: str) -> str:
    sections: dict[str, dict[str, object]] = {
        "checking": {
            "recursionlevel": 0,
            "robotstxt": 0,  # robots.py does this: LinkChecker would ask with another User-Agent and call "no" valid
            "timeout": settings.timeout,
            "useragent": settings.user_agent,
            "allowedschemes": "http,https",
            "sslverify": verify,
            "maxrequestspersecond": 1 / max(settings.interval, 0.001),
        },
        "filtering": {"checkextern": 1},
        "output": {"log": "csv", "verbose": 1, "status": 0},
        "csv": {"parts": "urlname,result,infostring", "separator": ";"},
        "Witness": {"interval": settings.interval},
    }
    return "\n".join(
        line
        for name, options in sections.items()
        for line in (f"[{name}]", *(f"{key}={value}" for key, value in options.items()))
    )


async def _end_of(stream: asyncio.StreamReader) -> str:
    """The last line of what a program says; it may say as much as it likes."""
    kept = b""
    while part := await stream.read(4096):
        kept = (kept + part)[-4096:]
    lines = [line for line in kept.decode(errors="replace").splitlines() if line.strip()]
    told = [line for line in lines if "Error" in line]
    return plain((told or lines or [""])[-1])


async def _rows(stream: asyncio.StreamReader) -> AsyncIterator[dict[str, str]]:
    """The rows of the CSV as they are written, an empty one for its head; one ends where its quotes are balanced."""
    columns: list[str] = []
    row = ""
    csv.field_size_limit(BIGGEST_ROW)
    while line := (await stream.readline()).decode("utf-8", errors="replace"):
        row += line
        if row.count('"') % 2:
            continue
        if not row.startswith("#"):
            cells = next(csv.reader([row], delimiter=";"), [])
            if not columns:
                columns = cells
                yield {}
            elif len(cells) >= len(columns):
                yield dict(zip(columns, cells, strict=False))
        row = ""


def _answer(row: Mapping[str, str]) -> Answer:
    try:
        told: dict[str, Any] = {}
        for line in row["infostring"].splitlines():
            if line.startswith(MARK):
                told = json.loads(line.removeprefix(MARK))
        if not told and re.match("[0-9]{3} ", row["result"]):
            raise EngineError("de plugin is niet geladen; mag ieder bij de map voor tijdelijke bestanden?")
        if not told:
            return Answer(row["urlname"], error=row["result"] or "geen antwoord")
        return Answer(row["urlname"], **{**told, "sketch": tuple(told.get("sketch", ()))})
    except (ValueError, TypeError, AttributeError) as error:
        return Answer(row["urlname"], fault=plain(f"{type(error).__name__}: {error}"))
