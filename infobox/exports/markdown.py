"""The site's pages as plain Markdown, every macro written out: what another generator needs to build the same site.

MkDocs 1.x is frozen and Material ends in May 2027; this is the way out that does not lean on either.
"""

from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from infobox.pages.macros import macros
from infobox.pages.render import Renderer
from infobox.pages.stubs import stubs
from infobox.text import FRONT_MATTER


def pages(renderer: Renderer, docs: Path) -> Iterator[tuple[str, str]]:
    """Each page as (path in docs, Markdown): those that people wrote in `docs`, then those that the data makes."""
    for path in sorted(docs.rglob("*.md")):
        name = path.relative_to(docs).as_posix()
        yield name, _written_out(renderer, name, path.read_text(encoding="utf-8"))
    for stub in stubs(renderer.infobox):
        yield stub.path, _written_out(renderer, stub.path, stub.text)


def root_of(url: str) -> str:
    """The way from the page at `url` to the site's root: '' for the home page, '../../' for standaarden/x/."""
    return "../" * len([part for part in url.split("/") if part not in ("", ".")])


def _written_out(renderer: Renderer, path: str, text: str) -> str:
    front_matter = match[0] if (match := FRONT_MATTER.match(text)) else ""
    root = root_of(path.removesuffix(".md").removesuffix("index"))
    environment = Environment(undefined=StrictUndefined, keep_trailing_newline=True)  # noqa: S701 - macros escape
    environment.globals.update(macros(renderer, lambda: root))
    return front_matter + environment.from_string(text.removeprefix(front_matter)).render()
