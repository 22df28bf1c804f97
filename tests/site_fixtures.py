"""The sites that tests look at, each built once: the sample and the real one; and a server on loopback."""

import atexit
import functools
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from unittest import mock

from lxml import html
from mkdocs.commands.build import build
from mkdocs.config import load_config

from infobox import clock
from infobox.disk import BusyError, alone
from infobox.entries.kinds import SHOWN
from infobox.site.headers import caching, headers
from infobox.site.policy import POLICY
from tests.conftest import ROOT, SAMPLE, SHARED, TODAY

DATA = ROOT / "data"
SITE_URL = "https://infobox.test/voorbeeld/"  # below a folder, as on a forge's own pages
REPO_URL = "https://forge.test/team/infobox"

# Pages of the sample: one of each kind that the data makes, every overview, every hand-written page.
ENTRY_PAGES = (
    "standaarden/wegen/",
    "situaties/kind-vertelt/",
    "instrumenten/signaalkaart/",
    "bouwstenen/oog-voor-veiligheid/",
    "lessets/eerste-bezoek/",
    "organisaties/voorbeeld-instituut/",
    "kaders/drie-stappen/",
)
RETIRED_PAGES = (
    "standaarden/melden/",
    "situaties/kind-zwijgt/",
    "instrumenten/werkmap/",
    "organisaties/voorbeeld-stichting/",
)
OVERVIEW_PAGES = tuple(f"{kind.overview}/" for kind in SHOWN.values())
DERIVED_PAGES = (
    "staat-van-de-links/",
    "beheer/",
    "matrix/",
    "inbedden/",
    "wat-ontbreekt/",
    "instrumenten/soort/training/",
    "teamverkenning/",
    "lesset-maken/",
    "lesmateriaal/",
    "vergelijken/",
    "vergelijken/bouwstenen/drie-stappen/",
)
PROSE_PAGES = (
    "",
    *(f"{path.stem}/" for path in sorted((SAMPLE / "docs").glob("*.md")) if path.stem not in ("index", "README")),
)
PAGE_KINDS = ("", "begin-hier/", *OVERVIEW_PAGES, *DERIVED_PAGES, *ENTRY_PAGES, *RETIRED_PAGES)


def lay_out_sample(root: Path) -> Path:
    """Put the sample in `root` as a project of its own that can be built and changed; the code is the real code."""
    shutil.copytree(SAMPLE, root, dirs_exist_ok=True)
    shutil.copy(ROOT / "mkdocs.yml", root / "mkdocs-echt.yml")  # what the sample's mkdocs.yml inherits
    for name in ("infobox", "macros.py"):
        (root / name).symlink_to(ROOT / name)
    return root


def build_site(target: Path, *, root: Path = ROOT, today: date | None = None, **environment: str) -> Path:
    """Build the project in `root` into `target`, strictly. Raises mkdocs' Abort on a finding or a warning."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("INFOBOX_")}
    day = {clock.TODAY: today.isoformat()} if today else {}
    with mock.patch.dict(os.environ, clean | {"NO_MKDOCS_2_WARNING": "1"} | day | environment, clear=True):
        config = load_config(str(root / "mkdocs.yml"), site_dir=str(target), strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    return target


@functools.cache
def sample_project() -> Path:
    """The sample as a project on disk, for tests that only read it; removed when the tests end."""
    return once("sample", lay_out_sample)


@functools.cache
def built_site() -> Path:
    """The sample as a reader gets it, without any setting; removed when the tests end."""
    return once("site", lambda target: build_site(target, root=sample_project(), today=TODAY))


@functools.cache
def built_site_with_address() -> Path:
    """The sample as it is published: with an address of its own, below a folder, and a repository."""
    settings = {"INFOBOX_SITE_URL": SITE_URL, "INFOBOX_REPO_URL": REPO_URL, "INFOBOX_EDIT_URI": "edit/main/docs/"}
    return once("published", lambda target: build_site(target, root=sample_project(), today=TODAY, **settings))


@functools.cache
def real_site() -> Path:
    """The real project, built as it stands today: for invariants that hold whatever the content is."""
    return once("real", build_site)


def once(name: str, make: Callable[[Path], object]) -> Path:
    """The folder `name` that `make` fills: once for all processes of a run of tests, which only read it."""
    shared = os.environ.get(SHARED)
    if not shared:
        made = folder(f"infobox-{name}-") / name
        make(made)
        return made
    made = Path(shared) / name
    while not made.exists():
        try:
            with alone(made.with_suffix(".lock")):
                if not made.exists():
                    new = Path(tempfile.mkdtemp(dir=shared)) / name
                    make(new)
                    new.rename(made)
        except BusyError:
            time.sleep(0.1)
    return made


def folder(prefix: str) -> Path:
    """A new folder, removed when the tests end."""
    folder = tempfile.TemporaryDirectory(prefix=prefix)
    atexit.register(folder.cleanup)
    return Path(folder.name)


@contextmanager
def served(site: Path, prefix: str = "/") -> Iterator[str]:
    """The address of `site` on a server of our own, below `prefix`; the server ends with the block.

    It sends what we advise a server to send, so nothing on a page may need more.
    """

    class Handler(SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            inside = path.startswith(prefix)
            return super().translate_path(path[len(prefix) - 1 :] if inside else "/outside-the-site")

        def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
            body = (site / "404.html").read_bytes()
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def end_headers(self) -> None:
            for name, value in (headers(POLICY, self.path) | {"Cache-Control": caching(self.path)}).items():
                self.send_header(name, value)
            super().end_headers()

        def log_message(self, *arguments: object) -> None:
            pass

    handler = functools.partial(Handler, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{prefix}"
        finally:
            server.shutdown()
            thread.join()


@functools.cache
def parsed(page: Path) -> html.HtmlElement:
    """A built page as a tree; read once."""
    return html.fromstring(page.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
