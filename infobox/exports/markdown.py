"""The site's pages as plain Markdown, every macro written out: what another generator needs to build the same site.

MkDocs 1.x is frozen and Material ends in May 2027; this is the way out that does not lean on either.
"""

import re
from collections.abc import Iterable, Iterator

from infobox.entries.docs import Page
from infobox.entries.docs import page as page_of
from infobox.pages.macros import macros
from infobox.pages.render import Renderer, root_of
from infobox.pages.sandbox import Sandbox
from infobox.pages.stubs import stubs

_OUR_TEMPLATE = re.compile(r"^template:.*\n", re.MULTILINE)  # of our theme; another builder stops when it has none


def markdown(renderer: Renderer, written: Iterable[Page]) -> Iterator[tuple[str, str]]:
    """Each page as (path in docs, Markdown): those that people wrote, then those that the data makes."""
    for page in written:
        yield f"{page.name}.md", _written_out(renderer, page)
    for stub in stubs(renderer.infobox):
        yield stub.path, _written_out(renderer, page_of(stub.text, stub.path.removesuffix(".md"), stub.path))


def _written_out(renderer: Renderer, page: Page) -> str:
    root = root_of(page.url)
    return _OUR_TEMPLATE.sub("", page.front) + Sandbox(macros(renderer, lambda: root)).from_string(page.body).render()
