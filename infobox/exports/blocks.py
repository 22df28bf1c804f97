"""The pieces of a document for paper: plain data, and no text in it is markup, whatever it holds.

A block is {"is": "heading" | "paragraph" | "list" | "note" | "contents" | "chapter", ...}. A run is a text and
where it leads: "to" an address, or "at" a label in the same document.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from infobox.exports.qr import svg

Run: TypeAlias = dict[str, Any]
Block: TypeAlias = dict[str, Any]


def run(text: str, **more: Any) -> Run:
    """A run; what says nothing is left out."""
    return {"text": text, **{key: value for key, value in more.items() if value}}


def heading(level: int, text: list[Run], label: str = "", *, in_contents: bool = True) -> Block:
    """A heading of `level`; `label` is what others lead to, '' for nothing."""
    return {"is": "heading", "level": level, "text": text, "label": label, "in_contents": in_contents}


def chapter(title: str, label: str) -> Block:
    """A heading of the highest level, on a page of its own."""
    return {"is": "chapter", "text": [run(title)], "label": label}


def paragraph(text: list[Run], style: str = "") -> Block:
    """A paragraph; `style` is '', 'lead' (what is read first) or 'soft' (what few read)."""
    return {"is": "paragraph", "text": text, "style": style}


def listing(items: Iterable[list[Block]], *, numbered: bool = False) -> Block:
    """A list; each item is blocks."""
    return {"is": "list", "items": list(items), "numbered": numbered}


def qr_code(address: str) -> dict[str, str] | None:
    """An address as a QR code, and what is said of it to who cannot see it; None for no address."""
    return {"svg": svg(address).decode(), "alt": f"QR-code van {address}"} if address else None


def joined(parts: Iterable[list[Run]], between: str = ", ") -> list[Run]:
    """Several runs with a text between each."""
    runs: list[Run] = []
    for part in parts:
        runs += [run(between), *part] if runs else part
    return runs


def spaced(text: str) -> str:
    """A text on one line; spaces at its ends stay, for it may be part of a line."""
    return re.sub(r"\s+", " ", text)


def text_of(blocks: Iterable[Block]) -> Iterator[str]:
    """The text of blocks, piece by piece, in the order in which it is read."""
    for block in blocks:
        if "text" in block:
            yield "".join(one["text"] for one in block["text"])
        for item in block.get("items", ()):
            yield from text_of(item)
        yield from text_of(block.get("blocks", ()))
