"""One YAML file, read with suspicion: its values, and the place of each of them.

Stricter than YAML: no anchors, aliases, tags, repeated keys, second documents, files over 64 kB or hidden characters.
What YAML guesses (0612 is a number, `no` is false) stays visible, so that the model can refuse it instead of the
reader seeing something else than the editor typed.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from infobox.disk import UnfitFileError, printable, read_bounded
from infobox.findings import Finding
from infobox.text import hidden_characters

MAX_BYTES = 64 * 1024
MAX_DEPTH = 12
SUFFIX = ".yml"
BOM = "\ufeff"

# YAML refuses these characters or takes them for the end of a line.
_NOT_FOR_YAML = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")

Loc: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True)
class Place:
    """Where something stands in a file; both count from 1."""

    line: int
    column: int


@dataclass(frozen=True)
class Guess:
    """A bare scalar that YAML would turn into something else than its letters; `kind` says into what, in Dutch."""

    raw: str
    kind: str


@dataclass
class Document:
    """A file of data: `kind` and `id` from its path, `value` as plain Python, `faults` found while reading."""

    path: str
    kind: str
    id: str
    source: str = ""
    value: dict[str, Any] = field(default_factory=dict)
    is_read: bool = False  # whether `value` is what the file says; if not, `faults` tells why
    faults: list[Finding] = field(default_factory=list)
    line: int = 0  # how many lines of the file stand before `source`

    @cached_property
    def _places(self) -> "_Places":
        """Where everything stands. Read again from the source: most files have no fault, and it takes much memory."""
        found = _Places()
        if self.is_read:
            node = yaml.compose(self.source, Loader=yaml.CSafeLoader)
            assert node is not None
            found.add(node, ())
        return found

    def place(self, loc: Loc, needle: str = "") -> Place:
        """Where the value at `loc` stands, or the nearest thing around it; with `needle`, that part of the value."""
        values = self._places.values
        while loc and loc not in values:
            loc = loc[:-1]
        start, end = values.get(loc, (0, 0))
        if needle:
            found = self.source.find(needle, start, end)
            start = found if found >= 0 else start
        return self._at(start)

    def key_place(self, loc: Loc) -> Place:
        """Where the key that ends `loc` stands."""
        keys = self._places.keys
        return self._at(keys[loc]) if loc in keys else self.place(loc)

    def find(self, pattern: str) -> Iterator[tuple[str, Loc]]:
        """Every text at a dotted path like `standaarden.*.waarom`, with where it is; other values are passed over."""
        yield from _find(self.value, pattern.split("."), ())

    def text(self, key: str) -> str:
        """The text of a top-level key, or '' when it is absent or something else."""
        value = self.value.get(key)
        return value if isinstance(value, str) else ""

    def finding(self, place: Place, message: str, hint: str) -> Finding:
        """A finding in this file."""
        return Finding(self.path, self.line + place.line, place.column, message, hint)

    def _at(self, index: int) -> Place:
        before = self.source[:index]
        return Place(before.count("\n") + 1, index - (before.rfind("\n") + 1) + 1)


@dataclass
class _Places:
    """Where values and keys stand in a source: loc -> start and end, loc -> start."""

    values: dict[Loc, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Loc, int] = field(default_factory=dict)

    def add(self, node: yaml.Node, loc: Loc) -> None:
        """Add a value and all that is in it; of a key that stands there twice, the first counts."""
        self.values[loc] = (node.start_mark.index, node.end_mark.index)
        if isinstance(node, yaml.SequenceNode):
            for number, item in enumerate(node.value):
                self.add(item, (*loc, number))
        elif isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if isinstance(key, yaml.ScalarNode) and (inside := (*loc, key.value)) not in self.keys:
                    self.keys[inside] = key.start_mark.index
                    self.add(value, inside)


Documents: TypeAlias = Mapping[str, Mapping[str, Document]]  # kind -> id -> document


def read(path: Path, name: str) -> Document:
    """The document at `path`; `name` is how findings call it (posix). Never raises for what is in the file."""
    document = Document(path=name, kind=path.parent.name, id=printable(path.stem))
    try:
        raw = read_bounded(path, MAX_BYTES)
    except UnfitFileError as error:
        document.faults.append(document.finding(Place(1, 1), error.message, error.hint))
        return document
    document.source = raw.decode("utf-8", errors="replace")
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line_start = raw.rfind(b"\n", 0, error.start) + 1
        place = Place(raw.count(b"\n", 0, error.start) + 1, error.start - line_start + 1)
        document.faults.append(
            document.finding(
                place, "hier staat een teken dat geen UTF-8 is", "sla het bestand op als UTF-8 (zonder BOM)"
            )
        )
        return document
    document.source = document.source.replace("\r\n", "\n")
    _parse(document)
    return document


def from_text(source: str, path: str, line: int = 0) -> Document:
    """The document that a piece of a file is; `line` is how many lines of the file stand before it."""
    document = Document(path=path, kind="", id="", source=source, line=line)
    _parse(document)
    return document


def former_names(documents: Documents) -> dict[str, dict[str, str]]:
    """Kind -> id that an entry had before -> its id now, from `levensloop.was`."""
    return {
        kind: {old: document.id for document in files.values() for old, _ in document.find("levensloop.was.*")}
        for kind, files in documents.items()
    }


def code_in(document: Document) -> str:
    """The code that a file gives its entry, or ''; also when the file cannot be read: it is in use all the same."""
    if document.is_read:
        return document.text("code")
    match = re.search(r"^code: *(\w+)", document.source, re.MULTILINE)
    return match[1] if match else ""


def _parse(document: Document) -> None:
    if document.source.startswith(BOM):
        document.faults.append(
            document.finding(Place(1, 1), "het bestand begint met een BOM", "sla het bestand op als UTF-8 zonder BOM")
        )
        document.source = document.source.removeprefix(BOM)
    for number, line in enumerate(document.source.split("\n"), start=1):
        for needle, message, hint in hidden_characters(line):
            document.faults.append(document.finding(Place(number, line.index(needle) + 1), message, hint))
    document.source = _NOT_FOR_YAML.sub(" ", document.source)  # told above; the rest of the file is still read
    try:
        document.faults.extend(_forbidden(document))
        if any(fault.hint in _STOPPERS for fault in document.faults):
            return
        node = yaml.compose(document.source, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        document.faults.append(_syntax_fault(document, error))
        return
    if not isinstance(node, yaml.MappingNode):
        document.faults.append(
            document.finding(
                Place(1, 1), "het bestand is leeg of geen lijst van sleutels", "begin elke regel met 'sleutel: waarde'"
            )
        )
        return
    document.value = _mapping(document, node)
    document.is_read = True


_STOP_ALIAS = "schrijf de waarde op beide plekken voluit"
_STOP_TAG = "haal het label met het uitroepteken weg"
_STOP_DOCUMENT = "maak van elk deel een eigen bestand"
_STOP_DEPTH = "gebruik de opbouw van een bestaand bestand"
_STOPPERS = {_STOP_ALIAS, _STOP_TAG, _STOP_DOCUMENT, _STOP_DEPTH}


def _forbidden(document: Document) -> Iterator[Finding]:
    """What YAML can do and our data may not, found in the stream of events: nothing is built from it yet."""
    depth = documents = 0
    for event in yaml.parse(document.source, Loader=yaml.CSafeLoader):
        place = _place_of(event)
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents == 2:
                yield document.finding(place, "er staan twee YAML-documenten in het bestand ('---')", _STOP_DOCUMENT)
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if isinstance(event, yaml.AliasEvent):
            yield document.finding(place, f"een verwijzing binnen YAML (*{anchor}) mag hier niet", _STOP_ALIAS)
            continue
        if anchor:
            yield document.finding(place, f"een anker van YAML (&{anchor}) mag hier niet", _STOP_ALIAS)
        if tag:
            yield document.finding(place, f"een label van YAML ({_short_tag(tag)}) mag hier niet", _STOP_TAG)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                yield document.finding(place, f"er staan meer dan {MAX_DEPTH} lagen in elkaar", _STOP_DEPTH)
                return
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _place_of(event: yaml.Event) -> Place:
    mark = event.start_mark
    return Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)


def _short_tag(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")


_SYNTAX = (
    ("mapping values are not allowed", "hier staat een dubbele punt die YAML niet begrijpt",
     "zet de hele waarde tussen aanhalingstekens of zet ze op een nieuwe regel na '>-'"),
    ("found character that cannot start any token", "met dit teken kan een waarde niet beginnen",
     "zet de waarde tussen aanhalingstekens; gebruik spaties en geen tabs om in te springen"),
    ("found a tab", "hier staat een tab", "gebruik spaties om in te springen"),
    ("found unexpected end of stream", "een aanhalingsteken of haakje wordt niet gesloten",
     "sluit het af, of haal het eerste weg"),
    ("could not find expected ':'", "hier ontbreekt een dubbele punt", "schrijf 'sleutel: waarde'"),
    ("did not find expected key", "de inspringing klopt hier niet",
     "zet sleutels die bij elkaar horen even ver van de kantlijn"),
    ("did not find expected '-' indicator", "in deze lijst staat een regel die niet met '- ' begint",
     "zet '- ' voor de regel, of spring anders in"),
    ("did not find expected ',' or", "een lijst of record tussen haken wordt niet gesloten",
     "zet er ']' of '}' achter, of een komma tussen de delen"),
    ("did not find expected node content", "hier ontbreekt een waarde", "vul de waarde in of haal de regel weg"),
    ("found undefined tag handle", "een label van YAML (!) mag hier niet", _STOP_TAG),
)  # fmt: skip

# YAML notices these at the end of what it was reading; the editor mends them where it began.
_NOTICED_LATER = ("found unexpected end of stream", "could not find expected ':'", "did not find expected ',' or")


def _syntax_fault(document: Document, error: yaml.MarkedYAMLError) -> Finding:
    problem = error.problem or ""
    noticed_later = any(english in problem for english in _NOTICED_LATER)
    mark = (error.context_mark if noticed_later else None) or error.problem_mark
    place = Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
    for english, message, hint in _SYNTAX:
        if english in problem:
            return document.finding(place, f"geen geldige YAML: {message}", hint)
    return document.finding(
        place, "geen geldige YAML", "kijk rond deze regel naar inspringing, aanhalingstekens en dubbele punten"
    )


def _mapping(document: Document, node: yaml.MappingNode) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        start = key_node.start_mark
        if not isinstance(key_node, yaml.ScalarNode):
            document.faults.append(
                document.finding(
                    Place(start.line + 1, start.column + 1),
                    "een sleutel is hier geen woord maar een lijst",
                    "gebruik de opbouw van een bestaand bestand",
                )
            )
            continue
        key = key_node.value
        if key in result:
            document.faults.append(
                document.finding(
                    Place(start.line + 1, start.column + 1),
                    f"de sleutel '{key}' staat hier voor de tweede keer",
                    "voeg de twee samen of haal er een weg",
                )
            )
            continue
        result[key] = _value(document, value_node)
    return result


def _value(document: Document, node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return _mapping(document, node)
    if isinstance(node, yaml.SequenceNode):
        return [_value(document, item) for item in node.value]
    return _scalar(node.tag.rsplit(":", 1)[-1], node.value)


def _scalar(kind: str, raw: str) -> Any:
    """What a bare scalar means: text, a whole number, true or false, a date, nothing; everything else is a Guess."""
    if kind == "str":
        return raw
    if kind == "null":
        return None
    if kind == "int" and re.fullmatch(r"0|-?[1-9][0-9]{0,17}", raw):
        return int(raw)
    if kind == "bool" and raw in ("true", "false"):
        return raw == "true"
    if kind == "timestamp":
        try:
            return date.fromisoformat(raw)
        except ValueError:
            return Guess(raw, "datum")
    dutch = {"int": "getal", "float": "getal", "bool": "ja of nee", "timestamp": "datum"}
    return Guess(raw, dutch.get(kind, "iets anders"))


def _find(value: Any, parts: list[str], loc: Loc) -> Iterator[tuple[str, Loc]]:
    if not parts:
        if isinstance(value, str):
            yield value, loc
    elif parts[0] == "*" and isinstance(value, list):
        for number, item in enumerate(value):
            yield from _find(item, parts[1:], (*loc, number))
    elif isinstance(value, dict) and parts[0] in value:
        yield from _find(value[parts[0]], parts[1:], (*loc, parts[0]))
