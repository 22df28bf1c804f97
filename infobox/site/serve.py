"""`infobox serve`: the site while somebody edits, for a browser on this machine. An open page follows by itself.

Each change makes another edition of the site (edition.py), in a process beside this one (workshop.py), while the one
of before goes on answering; only an edition with nothing wrong in it takes its place. A page is made when it is asked
for. Faults are shown in the page that is open. What does that stands in no published site: it is added to pages as
they are sent, and asks no more than the policy of a page allows.
"""

import json
import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from infobox.catalogue import frames
from infobox.disk import written
from infobox.findings import DataError, Finding
from infobox.site.build import BuildError
from infobox.site.workshop import Workshop

CODE = ("infobox", "macros.py")
WATCHED = ("data", "docs", "edities", "links", *CODE, "mkdocs.yml", "adressen.lock")
FRAMES = Path(frames.FOLDER)  # pages that may run nothing: they are sent as they are, and follow the page around them
OWN = "/.bewerken/"  # no address of a site begins with a dot
ADDED = {"bewerken.js": "text/javascript", "bewerken.css": "text/css"}
CALM = 0.03  # seconds without a change before an edition is made: an editor may write several files
PAUSE = 0.05  # seconds between two looks at the files, or longer where looking takes long
BREATH = 0.005  # seconds between two pages that are looked through, for who waits for a page
FIRST = 1.0  # seconds after an edition is shown in which nobody looks through it: open pages ask for themselves
_ADDED_TO_PAGES = (
    '<link rel="stylesheet" href="{}bewerken.css"><script src="{}bewerken.js" data-versie="{}" defer></script>'
)
_NO_SITE = """<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><title>Nog geen site</title></head>
<body><main><h1>Er is nog geen site om te laten zien</h1>
<p>{}</p><p>Deze pagina ververst zichzelf.</p></main></body></html>
"""

Look = Mapping[str, tuple[int, int]]  # file -> when it was written, how large it is


@dataclass
class Shown:
    """What a browser gets to see now. `version` is another text for each edition.

    `make` is told of each file of `site` that is asked for, before anybody looks whether it is there.
    """

    site: Path | None = None
    version: str = "0"
    make: Callable[[Path, str], bool] = lambda _site, _path: False
    findings: list[Finding] = field(default_factory=list)
    trouble: str = ""

    def state(self) -> bytes:
        """The same for the program in an open page."""
        told = {"versie": self.version, "fouten": list(map(asdict, self.findings)), "storing": self.trouble}
        return json.dumps(told).encode()


def serve(root: Path, port: int, say: Callable[[str], None]) -> None:
    """Show the project in `root` at http://127.0.0.1:`port` until Ctrl-C, in another edition after each change."""
    with tempfile.TemporaryDirectory(prefix="infobox-") as folder, Workshop(root) as workshop:
        shown = Shown(make=workshop.make)
        with answering(shown, port) as address:
            say(address)
            try:
                for now in changes(root):
                    say("Bouwen ...")
                    start = time.monotonic()
                    code = {path: seen for path, seen in now.items() if Path(path).relative_to(root).parts[0] in CODE}
                    is_new = renew(workshop, Path(folder), shown, code)
                    _say_how_it_went(shown, f"Klaar in {time.monotonic() - start:.1f} s: {address}", say)
                    if is_new:
                        threading.Thread(target=prove, args=(workshop, shown, say, FIRST), daemon=True).start()
            finally:
                shown.site = None  # nothing is said any more of what was not looked through


def _say_how_it_went(shown: Shown, well: str, say: Callable[[str], None]) -> None:
    for finding in shown.findings:
        say(str(finding))
    say(shown.trouble or (f"{len(shown.findings)} fout(en)" if shown.findings else well))


def renew(workshop: Workshop, folder: Path, shown: Shown, code: Look) -> bool:
    """Make an edition, and show it when nothing is wrong with it; gives whether it is shown."""
    site = folder / f"{time.time_ns()}"
    site.mkdir()
    before = shown.site
    try:
        workshop.renew(site, code)
    except (DataError, BuildError) as error:
        tell(shown, error)
    else:
        shown.site, shown.version, shown.findings, shown.trouble = site, site.name, [], ""
    for old in folder.iterdir():
        if old.is_dir() and old not in (shown.site, before):  # that of before may be on its way to a browser
            shutil.rmtree(old, ignore_errors=True)
    return shown.site == site


def prove(workshop: Workshop, shown: Shown, say: Callable[[str], None], wait: float = 0) -> None:
    """Look through the rest of an edition while it is shown, as long as it is, and tell what is wrong with it.

    `wait` is how many seconds others go first.
    """
    site = shown.site
    time.sleep(wait)
    try:
        while site and shown.site == site and workshop.prove(site):
            time.sleep(BREATH)
    except (DataError, BuildError) as error:
        if shown.site == site:
            tell(shown, error)
            say(str(error))


def tell(shown: Shown, error: DataError | BuildError) -> None:
    """Show what is wrong."""
    shown.findings = error.findings if isinstance(error, DataError) else []
    shown.trouble = "" if shown.findings else str(error)


def changes(root: Path) -> Iterator[Look]:
    """The files that a site is made of: once at once, and then after each change of one, when it is calm again."""
    made: Look | None = None
    while True:
        start = time.monotonic()
        now = look(root)
        took = time.monotonic() - start
        if now == made:
            time.sleep(max(PAUSE, 4 * took))  # so that looking never takes more than a fifth of the time
            continue
        while True:
            time.sleep(CALM)
            if (later := look(root)) == now:
                break
            now = later
        made = now
        yield now


def look(root: Path) -> Look:
    """Every file that a site is made of."""
    return {
        path: (told.st_mtime_ns, told.st_size)
        for name in WATCHED
        for path, told in written(str(root / name))
        if "__pycache__" not in path
    }


@contextmanager
def answering(shown: Shown, port: int) -> Iterator[str]:
    """The address of a server of what is shown; it ends with the block."""

    class Handler(_Handler):
        now = shown

    with _Server(("127.0.0.1", port), Handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


class _Server(ThreadingHTTPServer):
    """Says nothing of a browser that went on to another page before it was answered."""

    request_queue_size = 64  # a browser asks for many files at once, and a busy machine takes its time

    def handle_error(self, request: object, client_address: object) -> None:
        """Tell what went wrong with us."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(SimpleHTTPRequestHandler):
    """Answers from what is shown at the moment of the question; a build that is under way is never waited for."""

    now: Shown

    def do_GET(self) -> None:
        """A page with our program in it, or a file as it is."""
        path = urlsplit(self.path).path
        if path.startswith(OWN):
            self._answer_own(path.removeprefix(OWN))
            return
        version, site = self.now.version, self.now.site
        if site is None:
            text = "De eerste bouw is bezig, of er zijn eerst fouten te verhelpen."
            self._send(
                HTTPStatus.SERVICE_UNAVAILABLE, "text/html; charset=utf-8", _followed(_NO_SITE.format(text), version)
            )
            return
        file = self._made(site)
        if file.suffix == ".html" and file.is_file() and FRAMES not in file.relative_to(site).parents:
            self._send(HTTPStatus.OK, "text/html; charset=utf-8", _followed(file.read_text(encoding="utf-8"), version))
        else:
            super().do_GET()

    def do_HEAD(self) -> None:
        """What GET would say of a file of the site."""
        if self.now.site is None:
            self.send_error(HTTPStatus.SERVICE_UNAVAILABLE)
        else:
            self._made(self.now.site)
            super().do_HEAD()

    def _made(self, site: Path) -> Path:
        """The file that is asked for, which stands there now if there is one."""
        self.directory = str(site)
        file = Path(super().translate_path(self.path))
        if urlsplit(self.path).path.endswith("/"):
            file /= "index.html"
        path = file.relative_to(site).as_posix()
        if not self._see_to(site, path):
            self._see_to(site, f"{path}/index.html")  # who forgets the slash is sent on to the page
        return file

    def _see_to(self, site: Path, path: str) -> bool:
        try:
            return self.now.make(site, path)
        except (DataError, BuildError) as error:
            tell(self.now, error)
            return False

    def translate_path(self, path: str) -> str:
        """Where a file of the site is that is shown now."""
        self.directory = str(self.now.site)
        return super().translate_path(path)

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        """A site has no lists of files."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def _answer_own(self, name: str) -> None:
        if name == "stand.json":
            self._send(HTTPStatus.OK, "application/json", self.now.state())
        elif name in ADDED:
            self._send(HTTPStatus.OK, ADDED[name], Path(__file__).with_name(name).read_bytes())
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The page of the site that says so, when there is one."""
        page = self.now.site / "404.html" if self.now.site else None
        if code == HTTPStatus.NOT_FOUND and page is not None:
            self._see_to(page.parent, page.name)
        if code == HTTPStatus.NOT_FOUND and page is not None and page.is_file():
            self._send(code, "text/html; charset=utf-8", _followed(page.read_text(encoding="utf-8"), self.now.version))
        else:
            super().send_error(code, message, explain)

    def _send(self, code: int, kind: str, body: bytes) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        """Nothing may be kept: the next look is at another site."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing: who edits wants to see findings, not requests."""


def _followed(page: str, version: str) -> bytes:
    """A page that notices when another version is built."""
    added = _ADDED_TO_PAGES.format(OWN, OWN, version)
    return page.replace("</body>", f"{added}</body>", 1).encode()
