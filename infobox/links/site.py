"""The links inside the built site: LinkChecker walks through it over http, as a visitor would; anchors are ours.

LinkChecker's own AnchorCheck fetches and parses a page again for every anchor that points to it: nine minutes for this
site, where one look at each page takes a second.
"""

import csv
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

from infobox.findings import Finding
from infobox.links.engine import EngineError

ENTRANCES = ("index.html", "404.html")  # a visitor comes in here; all other pages must be reachable
_CONFIGURATION = """\
[checking]
recursionlevel=-1
robotstxt=0
threads=4
[filtering]
checkextern=0
ignorewarnings=http-redirected,url-content-too-large
[output]
log=csv
verbose=1
status=0
[csv]
parts=urlname,parentname,result,warningstring,valid,url,line
separator=;
"""


def check_site(site: Path) -> list[Finding]:
    """Every link in `site` that leads nowhere, and every page that no link leads to. Raises EngineError."""
    with _served(site) as address, tempfile.TemporaryDirectory() as folder:
        rows = list(_walk(address, [name for name in ENTRANCES if (site / name).exists()], Path(folder)))
    pages = sorted(site.rglob("*.html"))
    reached = {_file(site, row["url"]) for row in rows}
    return sorted(
        [
            *(_broken(site, row) for row in rows if row["valid"] != "True" or row["warningstring"]),
            *(_orphan(site, page) for page in pages if page not in reached),
            *_anchors(site, pages),
        ]
    )


@contextmanager
def _served(site: Path) -> Iterator[str]:
    class Handler(SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            self.send_header("LinkChecker", "as fast as you like")  # else it waits up to 0.6 seconds per page
            super().end_headers()

        def log_message(self, *args: object) -> None:
            """Silence."""

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def _walk(address: str, entrances: list[str], home: Path) -> Iterator[dict[str, str]]:
    home.chmod(0o755)  # LinkChecker started as root goes on as `nobody`
    configuration = home / "linkcheckerrc"
    configuration.write_text(_CONFIGURATION, encoding="utf-8")
    configuration.chmod(0o644)
    environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    done = subprocess.run(  # noqa: S603  # our own program, no shell
        [sys.executable, "-m", "linkcheck", "--config", str(configuration), *(f"{address}/{e}" for e in entrances)],
        env={
            **environment,
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home),
            "XDG_DATA_HOME": str(home),
            "LC_ALL": "C.UTF-8",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode not in (0, 1):
        raise EngineError(done.stderr.strip())
    yield from csv.DictReader((line for line in done.stdout.splitlines() if not line.startswith("#")), delimiter=";")


def _file(site: Path, url: str) -> Path:
    path = unquote(urlsplit(url).path).lstrip("/")
    return site / path / "index.html" if path == "" or path.endswith("/") else site / path


def _anchors(site: Path, pages: list[Path]) -> Iterator[Finding]:
    """Links to a part of a page that the page does not have."""
    trees = {page: html.parse(page).getroot() for page in pages}
    parts = {page: {*tree.xpath("//@id"), *tree.xpath("//a/@name")} for page, tree in trees.items()}
    for page, tree in trees.items():
        here = f"http://site/{page.relative_to(site).as_posix()}"
        for link in tree.xpath("//a[contains(@href, '#')]"):
            target, _, part = urljoin(here, link.get("href")).partition("#")
            goal = _file(site, target)
            if target.startswith("http://site/") and part and goal in parts and unquote(part) not in parts[goal]:
                yield Finding(
                    page.as_posix(),
                    link.sourceline or 1,
                    1,
                    f"de link '{link.get('href')}' wijst naar een onderdeel dat er niet is",
                    "verbeter het anker, of zet het op de pagina",
                )


def _broken(site: Path, row: dict[str, str]) -> Finding:
    page = _file(site, row["parentname"]).as_posix() if row["parentname"] else site.as_posix()
    line = int(row["line"]) if row["line"].isdigit() else 1
    reason = row["result"] if row["valid"] != "True" else row["warningstring"]
    return Finding(
        page, line, 1, f"de link '{row['urlname']}' leidt nergens heen ({reason})", "verbeter de link of maak de pagina"
    )


def _orphan(site: Path, page: Path) -> Finding:
    where = page.relative_to(site).as_posix()
    return Finding(page.as_posix(), 1, 1, f"geen enkele pagina linkt naar {where}", "zet er ergens een link naar")
