"""A file in the house style: keys in the order of the model, texts folded, quotes only where they are needed.

Only the looks change. What was written is read again and compared; when anything would mean something else, or a
comment would get lost, the file stays as it is.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from infobox.entries.documents import Document, Loc, from_text
from infobox.entries.fields import LAST
from infobox.entries.schema import is_tie, tie
from infobox.entries.shapes import FILES, Shape
from infobox.text import quoted

WIDTH = 100  # letters of a line, unless one word is longer
SHORT = 86  # a folded text becomes one line when that is no longer
_FIRST = ("id", "code", "nummer", "titel")  # of a file; `nummer` only beside a code
_COMMENT = re.compile(r"(?:^|\s)(#.*)$")


class _OddError(Exception):
    """Something that this writer has no form for."""


def tidied(document: Document) -> str:
    """The text of a file in the house style, or as it is when that would not be the same file."""
    shape = FILES[document.kind]
    try:
        lines = _Writer(document).text().split("\n")
    except _OddError:
        return document.source
    text = "\n".join((tie(document.kind), *(line for line in lines if not is_tie(line))))
    again = from_text(text, document.path, shape=shape)
    same = again.is_read and not again.faults and _plain(again.value) == _plain(document.value)
    return text if same and sorted(_comments(again)) == sorted(_comments(document)) else document.source


def _plain(value: Any) -> Any:
    """A value that differs when its type does: 1 is not true, and the order of keys says nothing."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return type(value).__name__, value


def _comments(document: Document) -> list[str]:
    return [text for _, _, text in _found(document) if not is_tie(text)]


def _found(document: Document) -> Iterator[tuple[int, str, str]]:
    """(line, what stands before it, comment) of every comment; lines count from 1."""
    inside, ends = document.ends()
    for number, line in enumerate(document.source.split("\n"), start=1):
        if number in inside or "#" not in line:
            continue
        if line.lstrip().startswith("#"):
            yield number, "", line.strip()
        elif number in ends and (match := _COMMENT.search(line, ends[number])):
            yield number, line[: match.start(1)].rstrip(), match[1].rstrip()


class _Writer:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.above: dict[Loc, list[str]] = defaultdict(list)
        self.behind: dict[int, str] = {}
        self.tail: list[str] = []
        self.places = dict(document.places())
        starts = sorted(((place.line, len(loc), loc) for loc, place in self.places.items()), key=lambda one: one[:2])
        for number, before, text in _found(document):
            if before:
                self.behind[number] = text
            else:
                self._above(starts, number).append(text)
        covered, _ = document.ends()
        for number, line in enumerate(document.source.rstrip("\n").split("\n"), start=1):
            if not line.strip() and number not in covered:
                at = next((loc for start, _, loc in starts if start > number), None)
                if at is not None and len(at) == 1 and self.above[at][-1:] != [""]:
                    self.above[at].append("")

    def _above(self, starts: list[tuple[int, int, Loc]], number: int) -> list[str]:
        at = next((loc for start, _, loc in starts if start > number), None)
        return self.tail if at is None else self.above[at]

    def text(self) -> str:
        lines = self._record(self.document.value, (), 0, FILES[self.document.kind])
        lines += self.tail
        if self.behind:
            raise _OddError
        return "\n".join(lines) + "\n"

    def _record(self, value: Mapping[str, Any], loc: Loc, indent: int, shape: Shape) -> list[str]:
        lines: list[str] = []
        for key in ordered(value, shape, top=not loc):
            here = (*loc, key)
            lines += [f"{' ' * indent}{text}".rstrip() for text in self.above[here]]
            lines += self._entry(f"{' ' * indent}{key}:", value[key], here, indent, shape.keys.get(key, Shape()))
        return lines

    def _entry(self, head: str, value: Any, loc: Loc, indent: int, shape: Shape) -> list[str]:
        """A key or a dash, and what belongs to it."""
        comment = self.behind.pop(self.places[loc].line, "") if self._owns_comment(loc) else ""
        if isinstance(value, dict | list):
            words = isinstance(value, list) and not any(isinstance(one, dict | list) for one in value)
            if not value or (self.document.is_flow(loc) and _can_flow(value)):
                flow = f"{head} {_flow(value)}"
                if not value or words or len(flow) <= WIDTH:
                    return [_with(flow, comment)]
            if isinstance(value, dict):
                return [_with(head, comment), *self._record(value, loc, indent + 2, shape)]
            return [_with(head, comment), *self._items(value, loc, indent + 2, shape)]
        lines = self._scalar(head, value, loc, indent)
        if comment and len(lines) > 1:
            raise _OddError
        return [_with(lines[0], comment), *lines[1:]]

    def _owns_comment(self, loc: Loc) -> bool:
        """Whether a comment at the end of the line of a key is of that key: the last one that begins there."""
        line = self.places[loc].line
        on_line = [one for one, place in self.places.items() if place.line == line]
        return line in self.behind and max(on_line, key=len) == loc

    def _items(self, value: list[Any], loc: Loc, indent: int, shape: Shape) -> list[str]:
        lines: list[str] = []
        pad = " " * indent
        for number, item in enumerate(value):
            here = (*loc, number)
            lines += [f"{pad}{text}".rstrip() for text in self.above[here]]
            if isinstance(item, list):
                raise _OddError
            if not isinstance(item, dict):
                lines += self._entry(f"{pad}-", item, here, indent, Shape())
            elif self.document.is_flow(here) and _can_flow(item) and len(f"{pad}- {_flow(item)}") <= 2 * WIDTH:
                comment = self.behind.pop(self.places[here].line, "")
                lines.append(_with(f"{pad}- {_flow(item)}", comment))
            else:
                inner = self._record(item, here, indent + 2, shape)
                lines += [f"{pad}- {inner[0].lstrip()}", *inner[1:]]
        return lines

    def _scalar(self, head: str, value: Any, loc: Loc, indent: int) -> list[str]:
        if isinstance(value, bool):
            return [f"{head} {str(value).lower()}"]
        if isinstance(value, date):
            return [f"{head} {value.isoformat()}"]
        if isinstance(value, int):
            return [f"{head} {value}"]
        if not isinstance(value, str):
            raise _OddError
        line = f"{head} {quoted(value)}"
        pad = " " * (indent + 2)
        if self.document.style(loc) == "|":
            return [f"{head} |-", *(f"{pad}{one}".rstrip() for one in value.split("\n"))]
        folded_now = self.document.style(loc) == ">" and (len(line) > SHORT or quoted(value) != value)
        as_typed = re.search(r"^ | $|  | \n|\n ", value)  # spaces that a fold would lose
        if as_typed and "\n" in value:
            raise _OddError
        if "\n" not in value and ((len(line) <= WIDTH and not folded_now) or " " not in value or as_typed):
            return [line]
        folded: list[str] = []
        for number, paragraph in enumerate(value.split("\n")):
            folded += ([""] if number else []) + (list(_wrapped(paragraph, WIDTH - len(pad))) if paragraph else [])
        return [f"{head} >-", *(f"{pad}{one}".rstrip() for one in folded)]


def ordered(value: Mapping[str, Any], shape: Shape, *, top: bool) -> list[str]:
    """The keys of a record in the order of the model; of a file, its code and title first, what happened to it last."""
    first = [key for key in _FIRST if top and key in value and (key != "nummer" or "code" in shape.keys)]
    last = [key for key in LAST if top and key in value]
    known = [key for key in shape.keys if key in value and key not in (*first, *last)]
    return [*first, *known, *(key for key in value if key not in (*first, *last, *known)), *last]


def _with(line: str, comment: str) -> str:
    return f"{line}  {comment}" if comment else line


def _wrapped(text: str, width: int) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _can_flow(value: Any) -> bool:
    """Whether a list or record can stand in brackets on one line."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return all(_can_flow(one) for one in inner) and not (isinstance(value, str) and "\n" in value)


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(inner) for inner in value) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)
    if not isinstance(value, str) or "\n" in value:
        raise _OddError
    bare = quoted(value)
    if bare == value and re.search(r"[\[\]{},]", value):
        return "'" + value.replace("'", "''") + "'"
    return bare
