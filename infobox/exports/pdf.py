"""PDFs to print and to keep: the whole infobox, each standaard, bouwsteen and lesset, and a poster.

There are only any where the extra `pdf` is installed and somebody wants them; their addresses are promised everywhere.
"""

from collections.abc import Iterator

from infobox.catalogue.infobox import Infobox
from infobox.catalogue.paper import BOOK, POSTER, papers
from infobox.exports.printed import book, document, paper_of, poster
from infobox.exports.source import Source
from infobox.exports.typesetting import typesetter

BOOK_TEMPLATE, POSTER_TEMPLATE = "boek.typ", "poster.typ"


def addresses(infobox: Infobox) -> Iterator[tuple[str, str]]:
    """(address, owner) of every PDF, whether there are any or not."""
    yield f"/{BOOK}", "docs/index.md"
    yield f"/{POSTER}", "standaarden"
    yield from ((f"/{path}", f"{kind}/{entry.id}") for path, kind, entry in papers(infobox))


def files(source: Source) -> Iterator[tuple[str, bytes]]:
    """(path, PDF) of all of them, on a site that has any."""
    if source.site.papers:
        yield from typeset(source)


def typeset(source: Source) -> Iterator[tuple[str, bytes]]:
    """(path, PDF) of all of them; a former name has that of what it is called now. Raises ImportError without typst."""
    made: dict[str, bytes] = {}
    with typesetter() as setter:
        yield BOOK, setter.pdf(BOOK_TEMPLATE, document(book(source), source))
        yield POSTER, setter.pdf(POSTER_TEMPLATE, poster(source))
        for path, kind, entry in papers(source.infobox):
            owner = f"{kind}/{entry.id}"
            if owner not in made:
                made[owner] = setter.pdf(BOOK_TEMPLATE, document(paper_of(kind, entry, source), source))
            yield path, made[owner]
