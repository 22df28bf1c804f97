"""The links inside the built site: LinkChecker walks through it over http, as a visitor would; anchors are ours.

LinkChecker's own AnchorCheck fetches and reads a page again for every anchor that points to it; one look at each page
is enough.
"""

import csv
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

from lxml import html

from infobox.catalogue.frames import FOLDER
from infobox.findings import Finding
from infobox.links.engine import EngineError
from infobox.links.hold import scratch

ENTRANCES = ("index.html", "404.html")  # a visitor comes in here, or by a short link; all else must be reachable
PROCESSES = 2  # reading pages is what takes LinkChecker its time
_CONFIGURATION = """\
[checking]
recursionlevel=1
robotstxt=0
threads=4
maxrequestspersecond=10000
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
    pages = {page: html.parse(page).getroot() for page in sorted(site.rglob("*.html"))}
    names = [quote(path.relative_to(site).as_posix()) for path in [*pages, *sorted(site.rglob("*.css"))]]
    with _served(site) as address, ThreadPoolExecutor(PROCESSES) as pool:
        shares = [[f"{address}/{name}" for name in names[start::PROCESSES]] for start in range(PROCESSES)]
        rows = [row for walk in pool.map(_walk, shares) for row in walk]
    broken = {_broken(site, row) for row in rows if row["valid"] != "True" or row["warningstring"]}
    return sorted([*broken, *_orphans(site, pages), *_anchors(site, pages), *_nonsense(pages)])


@contextmanager
def _served(site: Path) -> Iterator[str]:
    class Handler(SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            self.send_header("LinkChecker", "as fast as you like")  # else it waits up to 0.6 seconds per page
            super().end_headers()

        def log_message(self, *args: object) -> None:
            """Silence."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """LinkChecker hangs up on what it need not read."""

    with Server(("127.0.0.1", 0), partial(Handler, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def _walk(addresses: list[str]) -> list[dict[str, str]]:
    """What LinkChecker says of these pages and of everything they link to."""
    environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    with scratch() as home:
        home.chmod(0o755)  # LinkChecker started as root goes on as `nobody`
        configuration = home / "linkcheckerrc"
        configuration.write_text(_CONFIGURATION, encoding="utf-8")
        configuration.chmod(0o644)
        done = subprocess.run(  # noqa: S603  # our own program, no shell
            [sys.executable, "-m", "linkcheck", "--config", str(configuration), "--stdin"],
            env={
                **environment,
                "HOME": str(home),
                "XDG_CONFIG_HOME": str(home),
                "XDG_DATA_HOME": str(home),
                "LC_ALL": "C.UTF-8",
            },
            input="\n".join(addresses),
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode not in (0, 1):
        raise EngineError(done.stderr.strip())
    lines = (line for line in done.stdout.splitlines() if not line.startswith("#"))
    return list(csv.DictReader(lines, delimiter=";"))


def _orphans(site: Path, pages: Mapping[Path, html.HtmlElement]) -> Iterator[Finding]:
    """Pages that a visitor who comes in at an entrance cannot reach.

    A page that only leads on is for paper, and one to frame is for other sites.
    """
    new = {site / name for name in ENTRANCES} & pages.keys()
    reached: set[Path] = set()
    while new:
        reached |= new
        links = {_file(site, target) for page in new for target, _, _ in _links(site, page, pages[page])}
        new = (links & pages.keys()) - reached
    unreached = (page for page in pages.keys() - reached if pages[page].find(".//a[@id='verder']") is None)
    for page in sorted(page for page in unreached if site / FOLDER not in page.parents):
        where = page.relative_to(site).as_posix()
        yield Finding(page.as_posix(), 1, 1, f"geen enkele pagina linkt naar {where}", "zet er ergens een link naar")


def _links(site: Path, page: Path, tree: html.HtmlElement) -> Iterator[tuple[str, str, html.HtmlElement]]:
    """The links of a page to the site itself: address, part of the page, and the element."""
    here = f"http://site/{page.relative_to(site).as_posix()}"
    for link in tree.xpath("//a[@href]"):
        target, _, part = _joined(here, link.get("href")).partition("#")
        if target.startswith("http://site/"):
            yield target, unquote(part), link


def _joined(here: str, written: str) -> str:
    """Where a link leads, or '' when it is no address; see `_nonsense`."""
    try:
        return urljoin(here, written)
    except ValueError:
        return ""


def _nonsense(pages: Mapping[Path, html.HtmlElement]) -> Iterator[Finding]:
    """Links that are no address at all."""
    for page, tree in pages.items():
        for link in tree.xpath("//a[@href]"):
            if not _joined("http://site/", link.get("href")):
                message = f"de link '{link.get('href')}' is geen adres"
                yield Finding(page.as_posix(), link.sourceline or 1, 1, message, "kopieer het adres opnieuw")


def _file(site: Path, url: str) -> Path:
    path = unquote(urlsplit(url).path).lstrip("/")
    return site / path / "index.html" if path == "" or path.endswith("/") else site / path


def _anchors(site: Path, pages: Mapping[Path, html.HtmlElement]) -> Iterator[Finding]:
    """Links to a part of a page that the page does not have. `#v=1&c=S03` is no part, but a set for a page's script."""
    parts = {page: {*tree.xpath("//@id"), *tree.xpath("//a/@name")} for page, tree in pages.items()}
    for page, tree in pages.items():
        for target, part, link in _links(site, page, tree):
            goal = _file(site, target)
            if part and "=" not in part and goal in parts and part not in parts[goal]:
                message = f"de link '{link.get('href')}' wijst naar een onderdeel dat er niet is"
                hint = "verbeter het anker, of zet het op de pagina"
                yield Finding(page.as_posix(), link.sourceline or 1, 1, message, hint)


def _broken(site: Path, row: dict[str, str]) -> Finding:
    page = _file(site, row["parentname"]).as_posix() if row["parentname"] else site.as_posix()
    line = int(row["line"]) if re.fullmatch("[0-9]{1,9}", row["line"]) else 1
    reason = row["result"] if row["valid"] != "True" else row["warningstring"]
    return Finding(
        page, line, 1, f"de link '{row['urlname']}' leidt nergens heen ({reason})", "verbeter de link of maak de pagina"
    )
