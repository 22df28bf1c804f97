"""LinkChecker as a program: a list of addresses in, an answer for each of them out.

What its options do was read in LinkChecker 10.6 and seen on a loopback server; CONTRIBUTING tells why each is set.
"""

import asyncio
import csv
import json
import os
import shutil
import sys
import tempfile
from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infobox.links.evidence import Answer

MARK = "infobox "  # how witness.py begins its line
THREADS = 12
BIGGEST_ROW = 16 * 1024 * 1024


class EngineError(Exception):
    """LinkChecker itself failed. Carries what it said."""


@dataclass(frozen=True)
class Settings:
    """How addresses are visited."""

    user_agent: str = "Infobox-controle/1.0"
    ca_file: Path | None = None  # certificates to trust, instead of those of the system
    timeout: int = 20  # seconds without a word from the server
    interval: float = 1.0  # seconds between an answer of a host and the next request to it
    pauses: tuple[float, ...] = (0, 120, 900)  # seconds before each pass
    extra_domain: str = ""  # a top-level domain that is not public but may be visited (tests)


@dataclass(frozen=True)
class Engine:
    """LinkChecker with its settings written out, ready to be started. `home` is a folder of its own."""

    home: Path
    settings: Settings

    async def ask(self, addresses: Sequence[str], in_turn: bool = False) -> AsyncGenerator[Answer]:
        """Ask for each address once and give each answer as it comes.

        Either all at the same time, and then an address without an answer within four times the timeout is a time-out;
        or `in_turn`, with the pause of the settings between them, and then what has no answer in time gives none.
        Raises EngineError when LinkChecker breaks down.
        """
        waiting = set(addresses)
        threads = 0 if in_turn or len(addresses) == 1 else min(THREADS, len(addresses))
        patience = 4 * self.settings.timeout + 30 + (len(addresses) * (self.settings.interval + 2) if in_turn else 0)
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "linkcheck", "--config", str(self.home / "linkcheckerrc")),
            *("--threads", str(threads), "--stdin"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=self._environment(),
            limit=BIGGEST_ROW,
        )
        assert process.stdin
        assert process.stdout
        assert process.stderr
        complaints = asyncio.create_task(process.stderr.read())
        try:
            process.stdin.write("\n".join(addresses).encode())
            process.stdin.close()
            async with asyncio.timeout(patience):
                async for row in _rows(process.stdout):
                    if row["urlname"] in waiting:
                        waiting.discard(row["urlname"])
                        yield _answer(row)
                said = (await complaints).decode(errors="replace")
                if await process.wait() not in (0, 1):
                    raise EngineError(said.strip() or f"LinkChecker stopte met code {process.returncode}")
        except TimeoutError:
            pass
        finally:
            complaints.cancel()
            if process.returncode is None:
                process.kill()
                await process.wait()
        for address in () if in_turn else sorted(waiting):
            yield Answer(address, error="Timeout: no answer in time")

    def _environment(self) -> Mapping[str, str]:
        return {
            **os.environ,
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
    with tempfile.TemporaryDirectory(prefix="infobox-links-") as folder:
        home = Path(folder)
        plugins = home / "linkchecker" / "plugins"
        plugins.mkdir(parents=True)
        shutil.copyfile(Path(__file__).with_name("witness.py"), plugins / "witness.py")
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


async def _rows(stream: asyncio.StreamReader) -> AsyncIterator[dict[str, str]]:
    """The rows of the CSV as they are written; a row ends where its quotation marks are balanced."""
    columns: list[str] = []
    row = ""
    csv.field_size_limit(BIGGEST_ROW)
    while line := (await stream.readline()).decode("utf-8", errors="replace"):
        row += line
        if row.count('"') % 2:
            continue
        if not row.startswith("#"):
            cells = next(csv.reader([row], delimiter=";"), [])
            if columns and len(cells) >= len(columns):
                yield dict(zip(columns, cells, strict=False))
            columns = columns or cells
        row = ""


def _answer(row: Mapping[str, str]) -> Answer:
    told: dict[str, Any] = {}
    for line in row["infostring"].splitlines():
        if line.startswith(MARK):
            told = json.loads(line.removeprefix(MARK))
    if not told:
        return Answer(row["urlname"], error=row["result"] or "geen antwoord")
    return Answer(row["urlname"], **{**told, "sketch": tuple(told.get("sketch", ()))})
