"""The site's pages as plain Markdown, every macro written out: what another generator needs to build the same site.

MkDocs 1.x is frozen and Material ends in May 2027; this is the way out that does not lean on either.
"""

import re
from collections.abc import Iterable, Iterator

from infobox.entries.docs import Page
from infobox.pages.made import Made
from infobox.pages.render import Renderer, root_of
from infobox.pages.sandbox import Sandbox
from infobox.pages.stubs import stubs

_OUR_TEMPLATE = re.compile(r"^template:.*\n", re.MULTILINE)  # of our theme; another builder stops when it has none


def markdown(renderer: Renderer, written: Iterable[Page], *, from_file: bool = False) -> Iterator[tuple[str, str]]:
    """Each page as (path in docs, Markdown): those that people wrote, then those that the data makes.

    Links in HTML lead on from the address of a page, as MkDocs leaves them, or `from_file`, as Zensical reads them.
    """
    made = Made(renderer)
    for page in written:
        path = f"{page.name}.md"
        root = _root_of_file(path) if from_file else root_of(page.url)
        yield path, _OUR_TEMPLATE.sub("", page.front) + Sandbox(made.library(root)).from_string(page.body).render()
    for stub in stubs(renderer.infobox):
        root = _root_of_file(stub.path) if from_file else stub.root
        yield stub.path, f"{stub.front}{made.text(stub, root)}\n"


def _root_of_file(path: str) -> str:
    return "../" * path.count("/")
