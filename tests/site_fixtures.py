"""The site, built once for every test that looks at it, and a server on loopback to open it from."""

import atexit
import functools
import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from unittest import mock

from lxml import html
from mkdocs.commands.build import build
from mkdocs.config import load_config

from infobox.catalogue import lock
from infobox.entries.kinds import SHOWN

ROOT = Path(__file__).parent.parent
EDITION = Path(__file__).parent / "edition"

# One page of each kind that the data of the edition makes, and every overview and hand-written page.
ENTRY_PAGES = (
    "standaarden/veiligheid-inschatten/",
    "situaties/kind-bang-om-naar-huis/",
    "instrumenten/lirik/",
    "bouwstenen/zorgen-voor-veiligheid/",
    "organisaties/nji/",
    "kaders/vier-inspectiethemas/",
)
OVERVIEW_PAGES = tuple(f"{kind.overview}/" for kind in SHOWN.values())
DERIVED_PAGES = ("staat-van-de-links/", "matrix/", "wat-ontbreekt/", "instrumenten/soort/training/")
PROSE_PAGES = (
    "",
    *(f"{path.stem}/" for path in sorted((EDITION / "docs").glob("*.md")) if path.stem not in ("index", "zoeken")),
)
PAGE_KINDS = ("", "begin-hier/", *OVERVIEW_PAGES, *DERIVED_PAGES, *ENTRY_PAGES)


def copy_edition(root: Path) -> Path:
    """Make a project of the edition in `root`: its content, with the package, the theme and the settings of the real one."""
    for name in ("data", "docs", "links"):
        shutil.copytree(EDITION / name, root / name)
    shutil.copytree(ROOT / "infobox", root / "infobox", ignore=shutil.ignore_patterns("__pycache__"))
    for source, name in (
        (EDITION / lock.NAME, lock.NAME),
        (EDITION / "mkdocs.yml", "mkdocs.yml"),
        (ROOT / "mkdocs.yml", "mkdocs.basis.yml"),
        (ROOT / "macros.py", "macros.py"),
    ):
        shutil.copy(source, root / name)
    return root


def build_site(target: Path, *, root: Path = ROOT, **environment: str) -> Path:
    """Build the project in `root` into `target`, strictly. Raises mkdocs' Abort on a finding or a warning."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("INFOBOX_")}
    with mock.patch.dict(os.environ, clean | {"NO_MKDOCS_2_WARNING": "1"} | environment, clear=True):
        config = load_config(str(root / "mkdocs.yml"), site_dir=str(target), strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    return target


@functools.cache
def built_site() -> Path:
    """The sample as a reader gets it, without any setting; removed when the tests end."""
    return build_site(_folder() / "site", root=copy_edition(_folder() / "edition"))


@functools.cache
def real_site() -> Path:
    """The real project, built without any setting; over it only invariants are tested."""
    return build_site(_folder() / "site")


def _folder() -> Path:
    folder = tempfile.TemporaryDirectory(prefix="infobox-site-")
    atexit.register(folder.cleanup)
    return Path(folder.name)


@contextmanager
def served(site: Path, prefix: str = "/") -> Iterator[str]:
    """The address of `site` on a server of our own, below `prefix`; the server ends with the block."""

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
