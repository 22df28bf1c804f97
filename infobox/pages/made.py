"""Pages made from data, as another builder's Markdown and as finished HTML.

A template is HTML, with its headings as Markdown writes them: `## Kop { id="kop" }`, below an empty line. So a page can
be exported, and be finished here in one pass: to the letter what Python-Markdown would make of it, ten times as fast.
The quotes are what tells a heading from a line of data that looks like one: in data they are escaped.
"""

import re
from dataclasses import dataclass

from infobox.pages.macros import Macro, macros
from infobox.pages.render import Renderer
from infobox.pages.stubs import Stub

_HEADING = re.compile(r"\n\n## (?P<title>.+) \{ id=\"(?P<anchor>[^\"]+)\" \}\n\s*")
_EMPTY_LINES = re.compile(r"\n{3,}(?!</)")  # inside an element they stand before its end, and Markdown leaves those


@dataclass(frozen=True)
class Heading:
    """A heading of the second level; `title` is HTML."""

    title: str
    anchor: str


@dataclass(frozen=True)
class Finished:
    """The content of a page."""

    html: str
    headings: tuple[Heading, ...]


class Made:
    """The pages of one Infobox."""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer
        self._libraries: dict[str, dict[str, Macro]] = {}

    def library(self, root: str) -> dict[str, Macro]:
        """The macros of a page from where `root` leads to the site's root."""
        if root not in self._libraries:
            self._libraries[root] = macros(self._renderer, lambda: root)
        return self._libraries[root]

    def text(self, stub: Stub, root: str | None = None) -> str:
        """The content of a page as Markdown; links begin with `root`, or else with the way from its address."""
        return self.library(stub.root if root is None else root)[stub.macro](*stub.arguments)

    def finished(self, stub: Stub, permalink: str) -> Finished:
        """The content of a page as HTML. `permalink` is what the link beside a heading is called."""
        return finished(self.text(stub), permalink)


def finished(text: str, permalink: str) -> Finished:
    """What a template gave, as HTML."""
    headings = []

    def heading(match: re.Match[str]) -> str:
        headings.append(one := Heading(match["title"], match["anchor"]))
        link = f'<a class="headerlink" href="#{one.anchor}" title="{permalink}">&para;</a>'
        return f'\n\n<h2 id="{one.anchor}">{one.title}{link}</h2>\n'

    html = _HEADING.sub(heading, f"\n\n{text.strip()}\n")
    return Finished(_EMPTY_LINES.sub("\n\n", html).strip(), tuple(headings))
