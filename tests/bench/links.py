"""How long a run over all addresses of the project takes, next to lychee with the same politeness.

Run with `make bench-links LYCHEE=path/of/lychee`. Every host is served from loopback with 50 ms per answer.
"""

import os
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

from infobox.entries.load import read_documents
from infobox.links.address import host_of
from infobox.links.classify import classify
from infobox.links.collect import collect
from infobox.links.engine import Settings
from infobox.links.run import Journal, run
from tests.links.server import NO_PAGE, Request, World, ca_file, overlapping, running

DELAY = 0.05
ROOT = Path(__file__).parents[2]


def main() -> None:
    """Measure both at each interval, and print a table."""
    documents = [document for files in read_documents(ROOT / "data").values() for document in files.values()]
    urls = [address.url for address in collect(documents, [])]
    busiest = Counter(map(host_of, urls)).most_common(1)[0]
    print(f"{len(urls)} addresses, {len(set(map(host_of, urls)))} hosts, the busiest {busiest[0]} with {busiest[1]}")
    print("interval  who      seconds  requests  at once  outcome")
    for interval in (1.0, 0.5):
        _measure("infobox", interval, urls, partial(_ours, urls, interval))
        if lychee := os.environ.get("LYCHEE"):
            _measure("lychee", interval, urls, partial(_lychee, lychee, urls, interval))


def _measure(who: str, interval: float, urls: list[str], visit: Callable[[Path], str]) -> None:
    world = World({host: _host({_key(url) for url in urls}) for host in map(host_of, urls)}, delay=DELAY)
    with running(world), tempfile.TemporaryDirectory() as folder:
        os.environ.update(world.environment)
        for host in world.hosts:
            world.context(host)  # making certificates is no part of what is measured
        ca = ca_file(world, Path(folder))
        start = time.monotonic()
        outcome = visit(ca)
        seconds = time.monotonic() - start
    both = len(overlapping(world.visits))
    print(f"{interval:8} {who:8} {seconds:7.1f} {len(world.visits):9} {both:8}  {outcome}", flush=True)


def _host(known: set[str]) -> Callable[[Request], None]:
    def answer(r: Request) -> None:
        if _key(r.url) in known:
            r.reply(200, f"<title>{r.path}</title><p>{' '.join(r.path.replace('-', ' ').split('/'))} is een stuk")
        else:
            r.reply(404, NO_PAGE)

    return answer


def _key(url: str) -> str:
    parts = urlsplit(url)
    return unquote(f"{parts.hostname}{parts.path or '/'}?{parts.query}")


def _ours(urls: list[str], interval: float, ca: Path) -> str:
    settings = Settings(
        user_agent="Infobox-controle/1.0 (+https://voorbeeld.test/)", ca_file=ca, interval=interval, pauses=(0,)
    )
    seen = run(urls, settings, Journal.open(None, datetime.now(UTC)), map(host_of, urls))
    return str(dict(Counter(classify(evidence).klasse for evidence in seen.values())))


def _lychee(program: str, urls: list[str], interval: float, ca: Path) -> str:
    listed = ca.with_name("urls.txt")
    listed.write_text("\n".join(urls))
    command = [
        *(program, "--no-progress", "--format", "json", "--max-retries", "0", "--host-concurrency", "1"),
        *("--host-request-interval", f"{int(interval * 1000)}ms", "--files-from", "/dev/null", str(listed)),
    ]
    environment = {**os.environ, "SSL_CERT_FILE": str(ca)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    lines = [
        line.strip()
        for line in done.stdout.splitlines()
        if any(f'"{k}"' in line for k in ("total", "successful", "errors"))
    ]
    return " ".join(lines) or done.stderr[-300:]


if __name__ == "__main__":
    main()
