"""Every page made from data, as a stub: safe front matter and one macro call. The macro renders it (see made.py)."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import escape

from infobox.catalogue import comparison
from infobox.catalogue.derived import derived_pages, pages_of_edities, pages_of_pairs
from infobox.catalogue.dutch import first_sentence
from infobox.catalogue.edities import FOLDER
from infobox.catalogue.infobox import Infobox, code_of
from infobox.entries.kinds import KINDS, SHOWN, entry_path
from infobox.entries.records import Entry
from infobox.pages.render import root_of

FEWEST = 4  # words of a sentence that says by itself what something is


@dataclass(frozen=True)
class Stub:
    """A page to be: `path` in docs/, the call that renders it, and the file of data it comes from, or ''.

    `meta` is its front matter. Titles and descriptions in it are HTML: themes print them as they are.
    """

    path: str
    macro: str
    arguments: tuple[str, ...]
    meta: Mapping[str, Any]
    source: str = ""

    @property
    def root(self) -> str:
        """The way from the page to the site's root."""
        return root_of(self.path.removesuffix(".md").removesuffix("index"))

    @property
    def front(self) -> str:
        """The front matter as text."""
        lines = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in self.meta.items())
        return f"---\n{lines}\n---\n"

    @property
    def text(self) -> str:
        """The page as an editor could write it."""
        return f"{self.front}{{{{ {self.macro}({', '.join(map(repr, self.arguments))}) }}}}\n"


def stubs(infobox: Infobox) -> Iterator[Stub]:
    """Every page made from data: the overviews, then a page per entry."""
    for kind, shown in SHOWN.items():
        # An index page makes a section of the navigation; the other overviews are ordinary pages at the same address.
        path = f"{shown.overview}/index.md" if shown.in_navigation else f"{shown.overview}.md"
        hide = ["navigation", "toc"] if shown.wide else []
        way_out = {"verlaten": "ja"} if shown.private else {}
        meta = _meta(title=shown.title, description=shown.description, class_=kind, hide=hide, **way_out)
        yield Stub(path, "overzicht", (kind,), meta)
        if not shown.own_page:
            continue
        for entry in infobox.with_retired(kind).values():
            crumbs = [] if shown.in_navigation else [{"titel": shown.title, "pad": f"{shown.overview}/"}]
            window = {"venster": f"{shown.title} {code_of(entry)}".strip()} if shown.private else {}
            meta = _meta(
                title=entry.titel,
                description=_description(entry),
                class_=kind,
                wie=entry.id,
                kruimels=crumbs,
                **way_out,
                **window,
            )
            path, source = f"{entry_path(kind, entry.id).rstrip('/')}.md", f"data/{kind}/{entry.id}.yml"
            yield Stub(path, "pagina", (kind, entry.id), meta, source)
    frozen = tuple(pages_of_edities(infobox))
    above = {kind.overview: kind.title for kind in SHOWN.values()}
    above |= {one.name: one.title for one in (*derived_pages(), *frozen)}
    for page in (*derived_pages(), *pages_of_pairs(infobox), *frozen):
        crumbs = [{"titel": above[page.below], "pad": f"{page.below}/"}] if page.below in above else []
        more = {"robots": "noindex"} if page.gone else {}
        more |= {"verlaten": "ja"} if page.private else {}
        more |= {"venster": _harmless(page.window)} if page.window else {}
        meta = _meta(title=page.title, description=page.description, class_="lijst", kruimels=crumbs, **more)
        yield Stub(f"{page.name}.md", page.macro, page.arguments, meta)


def navigation(infobox: Infobox, kind: str) -> list[str]:
    """The pages of a kind that stand below its overview in the navigation."""
    paths = [entry_path(kind, entry_id) for entry_id in infobox.of_kind(kind)] if KINDS[kind].in_navigation else []
    return [f"{path.rstrip('/')}.md" for path in paths]


def outside_navigation(infobox: Infobox) -> list[str]:
    """The pages that stand nowhere in the navigation, as patterns.

    It is on every page, so with every entry it would weigh too much; and what is no more is in no list.
    """
    own = [f"/{kind}/**" for kind, shown in SHOWN.items() if shown.own_page and not shown.in_navigation]
    derived = [*(f"/{page.name}.md" for page in derived_pages()), f"/{comparison.PAGE}/**", f"/{FOLDER}/**"]
    retired = [
        f"/{entry_path(kind, entry_id).rstrip('/')}.md"
        for kind, shown in SHOWN.items()
        if shown.in_navigation
        for entry_id in infobox.retired.get(kind, {})
    ]
    return [*own, *derived, *retired]


def _description(entry: Entry) -> str:
    """One sentence for search engines: with the name where two could have the same one, without a code or in a word."""
    sentence, _ = first_sentence(entry.in_short)
    tells = code_of(entry) and len(sentence.split()) >= FEWEST
    return sentence if tells else f"{entry.titel}: {sentence}"


def _meta(*, title: str, description: str, class_: str, **more: Any) -> Mapping[str, Any]:
    # Themes print front matter as it is, and macros renders a title with braces: hence both kinds of escaping.
    return {"title": _harmless(title), "description": _harmless(description), "soort": class_, **more}


def _harmless(text: str) -> str:
    return str(escape(text)).replace("{", "&#123;").replace("}", "&#125;")
