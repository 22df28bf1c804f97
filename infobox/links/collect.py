"""Every external address of the site, once, with every place that uses it."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

from infobox.entries.docs import Page, addresses_in
from infobox.entries.documents import Document, Loc, Place
from infobox.findings import Finding
from infobox.links.address import normalise

Rol = Literal["lezer", "bron"]


@dataclass(frozen=True, order=True)
class Use:
    """One place where an address stands. `written` is the address letter for letter."""

    path: str
    line: int
    column: int
    entry: str  # kind/id, or '' on a page of docs/
    rol: Rol  # 'lezer': a link for the reader; 'bron': where a fact was read
    written: str
    gecontroleerd_op: str = ""  # the day a person looked, as in the data

    def finding(self, message: str, hint: str) -> Finding:
        """A finding at this place."""
        return Finding(self.path, self.line, self.column, message, hint)


@dataclass(frozen=True)
class Address:
    """An address in its one spelling, and its uses in file order."""

    url: str
    uses: tuple[Use, ...]

    @property
    def gecontroleerd_op(self) -> str:
        """The last day a person looked at it, at any place; '' for never."""
        return max(use.gecontroleerd_op for use in self.uses)

    def to_json(self) -> dict[str, Any]:
        """Plain values, for `infobox links collect`."""
        return asdict(self)


def collect(documents: Iterable[Document], pages: Iterable[Page], *, places: bool = True) -> list[Address]:
    """All addresses of data files and of pages of docs/, sorted, each once.

    Without `places` a use in a file of data has no line (0): looking that up takes most of the time.
    """
    uses: dict[str, list[Use]] = {}
    for use in [*_in_data(documents, places=places), *_in_pages(pages)]:
        uses.setdefault(spelling(use.written), []).append(use)
    return [Address(url, tuple(sorted(uses[url]))) for url in sorted(uses)]


def spelling(written: str) -> str:
    """The one spelling of an address; what is no address stays as it is, and the run will say so."""
    try:
        return normalise(written)
    except ValueError:
        return written


def _in_data(documents: Iterable[Document], *, places: bool) -> Iterator[Use]:
    for document in documents:
        for text, loc, looked in texts(document.value, (), ""):
            for written, _ in addresses_in(text):
                place = document.place(loc, written) if places else Place(0, 0)
                rol: Rol = "bron" if document.kind == "bronnen" or "bronnen" in loc else "lezer"
                entry = f"{document.kind}/{document.id}"
                yield Use(document.path, place.line, place.column, entry, rol, written, looked)


def texts(value: Any, loc: Loc, looked: str) -> Iterator[tuple[str, Loc, str]]:
    """Every text inside plain values, where it is, and the day a person looked at the record it stands in, or ''."""
    if isinstance(value, str):
        yield value, loc, looked
    elif isinstance(value, dict):
        day = value.get("gecontroleerd_op")
        for key, item in value.items():
            yield from texts(item, (*loc, key), day.isoformat() if isinstance(day, date) else "")
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from texts(item, (*loc, number), looked)


def _in_pages(pages: Iterable[Page]) -> Iterator[Use]:
    for page in pages:
        for found in page.addresses:
            yield Use(page.path, found.line, found.column, "", "lezer", found.written)
