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


def markdown(renderer: Renderer, written: Iterable[Page]) -> Iterator[tuple[str, str]]:
    """Each page as (path in docs, Markdown): those that people wrote, then those that the data makes."""
    made = Made(renderer)
    for page in written:
        body = Sandbox(made.library(root_of(page.url))).from_string(page.body).render()
        yield f"{page.name}.md", _OUR_TEMPLATE.sub("", page.front) + body
    for stub in stubs(renderer.infobox):
        yield stub.path, f"{stub.front}{made.text(stub)}\n"
