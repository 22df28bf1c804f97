"""Every external address of the site, once, with every place that uses it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

from infobox.entries.documents import Document, Loc
from infobox.findings import Finding
from infobox.links.address import normalise

Rol = Literal["lezer", "bron"]

_ADDRESS = re.compile(r"https?://[^\s<>\"'`|\\^{}]+", re.IGNORECASE)
_CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]*`", re.MULTILINE | re.DOTALL)


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


def collect(documents: Iterable[Document], pages: Mapping[str, str]) -> list[Address]:
    """All addresses of data files and of Markdown pages (path -> text), sorted, each once."""
    uses: dict[str, list[Use]] = {}
    for use in [*_in_data(documents), *_in_pages(pages)]:
        uses.setdefault(spelling(use.written), []).append(use)
    return [Address(url, tuple(sorted(uses[url]))) for url in sorted(uses)]


def spelling(written: str) -> str:
    """The one spelling of an address; what is no address stays as it is, and the run will say so."""
    try:
        return normalise(written)
    except ValueError:
        return written


def _in_data(documents: Iterable[Document]) -> Iterator[Use]:
    for document in documents:
        for text, loc, looked in texts(document.value, (), ""):
            for written in addresses_in(text):
                place = document.place(loc, written)
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


def _in_pages(pages: Mapping[str, str]) -> Iterator[Use]:
    for path, text in pages.items():
        plain = _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
        for match in _ADDRESS.finditer(plain):
            written = _trim(match[0])
            line = text.count("\n", 0, match.start()) + 1
            column = match.start() - text.rfind("\n", 0, match.start())
            yield Use(path, line, column, "", "lezer", written)


def addresses_in(text: str) -> Iterator[str]:
    """The addresses in a text, as written."""
    for match in _ADDRESS.finditer(text):
        yield match[0] if match[0] == text.strip() else _trim(match[0])


def _trim(address: str) -> str:
    """Without the punctuation of the sentence around it; a bracket stays when it was opened inside the address."""
    while address and (address[-1] in ".,;:!?*_]" or (address[-1] == ")" and address.count("(") < address.count(")"))):
        address = address[:-1]
    return address
