"""One YAML file, read with suspicion: its values, and the place of each of them.

Stricter than YAML: no anchors, aliases, tags, repeated keys, second documents, files over 64 kB or hidden characters.
What YAML guesses (0612 is a number, `no` is false) stays visible, so that the model can refuse it instead of the
reader seeing something else than the editor typed.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from infobox.disk import UnfitFileError, printable, read_bounded
from infobox.entries import mending
from infobox.entries.shapes import FILES, Shape
from infobox.findings import MANY, Finding
from infobox.text import hidden_characters, quoted

MAX_BYTES = 64 * 1024
MAX_DEPTH = 12
MOST_BLOCKS = 10  # stretches that are left out of one file before the rest is given up
SUFFIX = ".yml"
BOM = "\ufeff"
MOST_SHOWN = 300  # letters of a value that a message repeats

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
class _Places:
    """Where values and keys stand in a text, and how texts are written; see `Document.style`."""

    values: dict[Loc, tuple[int, int]] = field(default_factory=dict)  # loc -> start, end
    keys: dict[Loc, int] = field(default_factory=dict)
    styles: dict[Loc, str] = field(default_factory=dict)


@dataclass
class Document:
    """A file of data: `kind` and `id` from its path, `value` as plain Python, `faults` found while reading.

    A file that is no YAML is read as it was meant, as far as that can be guessed; `skipped` are the keys at the
    margin of which nothing is known.
    """

    path: str
    kind: str
    id: str
    source: str = ""
    value: dict[str, Any] = field(default_factory=dict)
    is_read: bool = False  # whether `value` is what the file says; if not, `faults` tells why
    faults: list[Finding] = field(default_factory=list)
    line: int = 0  # how many lines of the file stand before `source`
    skipped: set[str] = field(default_factory=set)
    hollow: set[str] = field(default_factory=set)  # keys at the margin of which a part is told, and not read
    _text: str = ""  # `source` as it was meant, line for line
    _kept: _Places | None = field(default_factory=_Places)
    _found: dict[str, tuple[tuple[str, Loc], ...]] = field(default_factory=dict)  # see `find`

    @property
    def _places(self) -> _Places:
        """Where everything stands. Of a file without faults it is not kept, for it takes much memory, but looked up."""
        if self._kept is None:
            again = Document(self.path, self.kind, self.id, _text=self._text)
            node = yaml.compose(self._text, Loader=yaml.CSafeLoader)
            assert isinstance(node, yaml.MappingNode)
            _mapping(again, node, ())
            self._kept = again._kept
        assert self._kept is not None
        return self._kept

    def forget(self) -> None:
        """Keep only what the file says, not where; who asks for a place has it looked up again."""
        self._kept = None

    def place(self, loc: Loc, needle: str = "") -> Place:
        """Where the value at `loc` stands, or the nearest thing around it; with `needle`, that part of the value."""
        while loc and loc not in self._places.values:
            loc = loc[:-1]
        start, end = self._places.values.get(loc, (0, 0))
        if needle:
            found = self._text.find(needle, start, end)
            start = found if found >= 0 else start
        return self._at(start)

    def key_place(self, loc: Loc) -> Place:
        """Where the key that ends `loc` stands."""
        return self._at(self._places.keys[loc]) if loc in self._places.keys else self.place(loc)

    def find(self, pattern: str) -> Iterator[tuple[str, Loc]]:
        """Every text at a dotted path like `standaarden.*.waarom`, with where it is; other values are passed over."""
        if pattern.partition(".")[0] not in self.value:
            return iter(())  # nearly always
        if self._kept is not None:  # it may have a fault, and change
            return _find(self.value, pattern.split("."), ())
        if pattern not in self._found:
            self._found[pattern] = tuple(_find(self.value, pattern.split("."), ()))
        return iter(self._found[pattern])

    def text(self, key: str) -> str:
        """The text of a top-level key, or '' when it is absent or something else."""
        value = self.value.get(key)
        return value if isinstance(value, str) else ""

    def written(self, loc: Loc) -> str:
        """The letters of the value at `loc`, as they stand in the file; '' when nothing stands there."""
        start, end = self._places.values.get(loc, (0, 0))
        return self._text[start:end]

    def places(self) -> Iterator[tuple[Loc, Place]]:
        """(loc, where it begins) of every key and every item of a list."""
        for loc, index in self._places.keys.items():
            yield loc, self._at(index)
        for loc, (start, _) in self._places.values.items():
            if loc and isinstance(loc[-1], int):
                yield loc, self._at(start)

    def style(self, loc: Loc) -> str:
        """How the text at `loc` is written: '' bare, a quote, '>' or '|'; 'flow' for a list or record in brackets."""
        return self._places.styles.get(loc, "")

    def is_flow(self, loc: Loc) -> bool:
        """Whether a list or record is written in brackets."""
        return self.style(loc) == "flow"

    def ends(self) -> tuple[set[int], dict[int, int]]:
        """The lines, from 1, that are the inside of a text, where a '#' is a letter; and line -> where its last key or
        value ends, after which only a comment can stand."""
        inside: set[int] = set()
        ends: dict[int, int] = {}
        for loc, (start, end) in self._places.values.items():
            if not self.is_flow(loc) and isinstance(self._value_at(loc), dict | list):
                continue
            first, last = self._at(start), self._at(len(self._text[:end].rstrip()))
            if not self.is_flow(loc):
                inside |= set(range(first.line + 1, last.line + 1))
                if last.line > first.line:  # a text that goes on below: no comment behind it, but behind `>-`
                    header = first.column + 1 if self.style(loc) in (">", "|") else len(self._text)
                    ends[first.line] = max(ends.get(first.line, 0), header)
            ends[last.line] = max(ends.get(last.line, 0), last.column - 1)
        for index in self._places.keys.values():
            place = self._at(index)
            ends[place.line] = max(ends.get(place.line, 0), place.column)
        return inside, ends

    def _value_at(self, loc: Loc) -> Any:
        value: Any = self.value
        for part in loc:
            value = value[part]
        return value

    def rename(self, loc: Loc, key: str) -> None:
        """Read a key as another one, of the same record: what stands below it moves along."""
        record: Any = self.value
        for part in loc[:-1]:
            record = record[part]
        items = [(key if name == loc[-1] else name, value) for name, value in record.items()]
        record.clear()
        record.update(items)
        for places in (self._places.values, self._places.keys):
            for old in [one for one in places if one[: len(loc)] == loc]:
                places[(*loc[:-1], key, *old[len(loc) :])] = places.pop(old)  # type: ignore[assignment]

    def finding(self, place: Place, message: str, hint: str) -> Finding:
        """A finding in this file."""
        return Finding(self.path, self.line + place.line, place.column, message, hint)

    def _at(self, index: int) -> Place:
        before = self._text[:index]
        return Place(before.count("\n") + 1, index - (before.rfind("\n") + 1) + 1)


Documents: TypeAlias = Mapping[str, Mapping[str, Document]]  # kind -> id -> document


def read(path: Path, name: str, earlier: Document | None = None) -> Document:
    """The document at `path`; `name` is how findings call it (posix). Never raises for what is in the file.

    `earlier` is what stood there before, without a fault: with the same text, it is given again.
    """
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
    if "\n" not in document.source:
        document.source = document.source.replace("\r", "\n")  # lines as an old Mac ends them
    if earlier is not None and earlier.source == document.source:
        return earlier
    _parse(document, FILES.get(document.kind, Shape()))
    return document


def from_text(source: str, path: str, line: int = 0, shape: Shape | None = None) -> Document:
    """The document that a piece of a file is; `line` is how many lines of the file stand before it."""
    document = Document(path=path, kind="", id="", source=source, line=line)
    _parse(document, shape or Shape())
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
        code = document.value.get("code")
        return code.raw if isinstance(code, Guess) else str(code) if isinstance(code, str | int) else ""
    match = re.search(r"^code: *(\w+)", document.source, re.MULTILINE)
    return match[1] if match else ""


def _parse(document: Document, shape: Shape) -> None:
    if document.source.startswith(BOM):
        document.faults.append(
            document.finding(Place(1, 1), "het bestand begint met een BOM", "sla het bestand op als UTF-8 zonder BOM")
        )
        document.source = document.source.removeprefix(BOM)
    for number, line in enumerate(document.source.split("\n"), start=1):
        for needle, message, hint in hidden_characters(line):
            document.faults.append(document.finding(Place(number, line.index(needle) + 1), message, hint))
    document.source = _NOT_FOR_YAML.sub(" ", document.source)  # told above; the rest of the file is still read
    document._text = document.source
    _take(document, mending.whole(document._text))
    if _is_no_record(document._text, shape):
        title = next((line.strip() for line in document._text.split("\n") if line.strip()), "")
        message = "dit is gewone tekst; in dit bestand hoort voor elk stukje tekst een sleutel"
        hint = f"zet voor elk stuk tekst de sleutel waar het bij hoort; begin met: titel: {quoted(title[:80])}"
        document.faults.append(document.finding(Place(1, 1), message, hint))
        document.skipped.update(shape.keys)
        return
    node = _composed(document, shape)
    if document.skipped and node is None:
        return
    if not isinstance(node, yaml.MappingNode):
        document.faults.append(
            document.finding(
                Place(1, 1), "het bestand is leeg, of er staan geen sleutels in", "begin met: titel: (hoe het heet)"
            )
        )
        return
    document.value = _mapping(document, node, ())
    document.is_read = not document.skipped
    if document.is_read and not document.faults:
        document.forget()


def _take(document: Document, edits: list[mending.Edit]) -> None:
    """Read a document with these edits in it, and tell each of them."""
    document._text = mending.applied(document._text, edits)
    told = {fault.line for fault in document.faults if "spaties" in fault.hint}  # how far a line stands from the margin
    document.hollow |= {edit.hollow for edit in edits if edit.hollow}
    document.skipped |= {edit.skipped for edit in edits if edit.skipped}
    if len(edits) > MANY:
        here = Place(edits[MANY].line + 1, 1)
        message = f"er zijn nog {len(edits) - MANY} regels die zo niet te lezen zijn"
        document.faults.append(document.finding(here, message, "verbeter eerst de regels hierboven"))
    for edit in edits[:MANY]:
        fault = document.finding(Place(edit.line + 1, edit.column), edit.message, edit.hint)
        if not (fault.line in told and "spaties" in fault.hint):
            document.faults.append(fault)


def _is_no_record(text: str, shape: Shape) -> bool:
    """Whether no line at the margin begins with a key: somebody pasted a text."""
    lines = [line for line in text.split("\n") if line.strip() and not line.startswith(("#", "---"))]
    keys = [line for line in lines if re.match(r"[\s{\"'-]*[A-Za-z_][\w-]*[\"']? *:( |$)", line)]
    words = {re.split(r"\W", line.strip(" -{\"'"), maxsplit=1)[0].lower() for line in lines}
    return (
        bool(shape.keys) and len(lines) > 1 and not (keys and words & shape.keys.keys()) and _nodes(text)[1] is not None
    )


def _composed(document: Document, shape: Shape) -> yaml.Node | None:
    """The nodes of a document; what YAML cannot read is mended where what was meant is clear, and else left out."""
    for _ in range(MOST_BLOCKS):
        text = document._text
        node, problem = _nodes(text)
        if problem is None:
            return node
        edits = mending.mended(text, shape, lambda one: _nodes(one)[1] is None)
        node, problem = _nodes(mending.applied(text, edits))
        if problem is None:
            _take(document, edits)
            return node
        place, message, hint = problem
        document.faults.append(document.finding(place, message, hint))
        if hint in _STOPPERS or not _leave_out(document, place.line - 1, shape):
            break
    document.skipped |= {*shape.keys, ""}
    return None


def _nodes(text: str) -> tuple[yaml.Node | None, tuple[Place, str, str] | None]:
    """The nodes of a text, or the first thing in it that cannot be read, or may not: where, what, and what to do."""
    try:
        if forbidden := next(_forbidden(text), None):
            return None, forbidden
        return yaml.compose(text, Loader=yaml.CSafeLoader), None
    except yaml.MarkedYAMLError as error:
        return None, _syntax_fault(error)


def _leave_out(document: Document, line: int, shape: Shape) -> bool:
    """Blank the stretch under the key at the margin that holds a line; False when there is nothing to blank."""
    lines = document._text.split("\n")
    starts = [
        (number, match[1])
        for number, one in enumerate(lines)
        if (match := re.match(r"([A-Za-z_][\w-]*) *:( |$)", one)) and match[1] in shape.keys
    ]
    above = [(number, key) for number, key in starts if number <= line]
    first, key = above[-1] if above else (0, "")
    last = next((number for number, _ in starts if number > max(line, first)), len(lines))
    if not any(one.strip() for one in lines[first:last]):
        return False
    document.skipped.add(key)
    document._text = "\n".join([*lines[:first], *[""] * (last - first), *lines[last:]])
    return True


_STOP_ALIAS = "schrijf de waarde op beide plekken voluit"
_STOP_TAG = "haal het label met het uitroepteken weg"
_STOP_DOCUMENT = "haal de regel '---' weg, of maak van elk deel een eigen bestand"
_STOP_DEPTH = "gebruik de opbouw van een bestaand bestand"
_STOPPERS = {_STOP_ALIAS, _STOP_TAG, _STOP_DOCUMENT, _STOP_DEPTH}


def _forbidden(text: str) -> Iterator[tuple[Place, str, str]]:
    """What YAML can do and our data may not, found in the stream of events: nothing is built from it yet."""
    depth = documents = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        place = _place_of(event)
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents == 2:
                yield place, "de regel '---' deelt het bestand in tweeën", _STOP_DOCUMENT
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if isinstance(event, yaml.AliasEvent):
            yield place, f"een verwijzing met een sterretje (*{anchor}) kan hier niet", _STOP_ALIAS
            continue
        if anchor:
            yield place, f"een merkteken (&{anchor}) kan hier niet", _STOP_ALIAS
        if tag:
            yield place, f"een label ({_short_tag(tag)}) kan hier niet", _STOP_TAG
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                yield place, f"er staan meer dan {MAX_DEPTH} lagen in elkaar", _STOP_DEPTH
                return
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _place_of(event: yaml.Event) -> Place:
    mark = event.start_mark
    return Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)


def _short_tag(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")


_SYNTAX = (
    ("mapping values are not allowed", "hier staat een dubbele punt die niet te begrijpen is",
     "zet de hele waarde tussen aanhalingstekens, of op een nieuwe regel na '>-'"),
    ("found character that cannot start any token", "met dit teken kan een waarde niet beginnen",
     "zet de waarde tussen aanhalingstekens"),
    ("found a tab", "hier staat een tab", "gebruik spaties om in te springen"),
    ("found unexpected end of stream", "een aanhalingsteken of haakje wordt niet gesloten",
     "sluit het af, of haal het eerste weg"),
    ("could not find expected ':'", "hier ontbreekt een dubbele punt", "schrijf 'sleutel: waarde'"),
    ("did not find expected key", "de inspringing klopt hier niet",
     "zet sleutels die bij elkaar horen even ver van de kantlijn"),
    ("did not find expected '-' indicator", "in deze lijst staat een regel die niet met '- ' begint",
     "zet '- ' voor de regel, of spring anders in"),
    ("did not find expected ',' or", "een lijst tussen haken wordt niet gesloten",
     "zet er ']' of '}' achter, of een komma tussen de delen"),
    ("did not find expected node content", "hier ontbreekt een waarde", "vul de waarde in"),
    ("found undefined tag handle", "een label met een uitroepteken (!) kan hier niet", _STOP_TAG),
)  # fmt: skip

# YAML notices these at the end of what it was reading; the editor mends them where it began.
_NOTICED_LATER = ("found unexpected end of stream", "could not find expected ':'", "did not find expected ',' or")


def _syntax_fault(error: yaml.MarkedYAMLError) -> tuple[Place, str, str]:
    problem = error.problem or ""
    noticed_later = any(english in problem for english in _NOTICED_LATER)
    mark = (error.context_mark if noticed_later else None) or error.problem_mark
    place = Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
    for english, message, hint in _SYNTAX:
        if english in problem:
            return place, f"de opbouw klopt hier niet: {message}", hint
    return (
        place,
        "de opbouw klopt hier niet",
        "kijk rond deze regel naar inspringing, aanhalingstekens en dubbele punten",
    )


def _mapping(document: Document, node: yaml.MappingNode, loc: Loc) -> dict[str, Any]:
    document._places.values[loc] = (node.start_mark.index, node.end_mark.index)
    document._places.styles[loc] = "flow" if node.flow_style else ""
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
        if key in result and (above := _meant_below(document, loc, key, result)):
            document._places.keys[(*loc, above, key)] = start.index
            result[above][key] = _value(document, value_node, (*loc, above, key))
            message = f"deze regel hoort bij '{above}', maar springt niet in"
            document.faults.append(
                document.finding(Place(start.line + 1, start.column + 1), message, "zet er 2 spaties voor")
            )
            continue
        if key in result:
            document.faults.append(
                document.finding(
                    Place(start.line + 1, start.column + 1),
                    f"de sleutel '{key}' staat hier voor de tweede keer",
                    "voeg de twee samen of haal er een weg",
                )
            )
            continue
        document._places.keys[(*loc, key)] = start.index
        result[key] = _value(document, value_node, (*loc, key))
    return result


def _meant_below(document: Document, loc: Loc, key: str, result: dict[str, Any]) -> str:
    """The key just above whose record a second key at the margin belongs to, when that one still lacks it; else ''."""
    above = next(reversed(result), "")
    shape = FILES.get(document.kind, Shape()).keys.get(above, Shape())
    fits = not loc and isinstance(result[above], dict) and not shape.listed
    return above if fits and key in shape.keys and key not in result[above] else ""


def _value(document: Document, node: yaml.Node, loc: Loc) -> Any:
    if isinstance(node, yaml.MappingNode):
        return _mapping(document, node, loc)
    document._places.values[loc] = (node.start_mark.index, node.end_mark.index)
    if isinstance(node, yaml.ScalarNode):
        document._places.styles[loc] = node.style or ""
    elif isinstance(node, yaml.CollectionNode):
        document._places.styles[loc] = "flow" if node.flow_style else ""
    if isinstance(node, yaml.SequenceNode):
        return [_value(document, item, (*loc, number)) for number, item in enumerate(node.value)]
    if isinstance(node, yaml.ScalarNode) and node.tag.endswith(":str"):
        lost = list(_lost(document, node, loc))
        document.faults += lost
        if not node.style and (parts := re.match(r"-(?=[^\W\d])", node.value)):
            place = Place(node.start_mark.line + 1, node.start_mark.column + 1)
            items = re.split(r"\s-\s?", node.value[parts.end() :])
            hint = f"schrijf: - {items[0]}"
            document.faults.append(document.finding(place, "na het streepje hoort een spatie", hint))
            return items
        if drawn_in := _drawn_in(document, node):
            document.faults.append(drawn_in)
            return str(node.value).partition(" - ")[0]
        tail = re.match(r"\s+#.*", document._text[node.end_mark.index :].partition("\n")[0])
        if lost and tail and not node.style:
            return f"{node.value}{tail[0]}"  # as it was meant
    return _scalar(node.tag.rsplit(":", 1)[-1], node.value)


_CURLY = {"“": "”“", "„": "”“", "‘": "’‘", "‚": "’‘", "«": "»", "”": "”", "’": "’"}
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def _lost(document: Document, node: yaml.ScalarNode, loc: Loc) -> Iterator[Finding]:
    """What YAML takes, or leaves out, without a word, and what no reader should see: a tail after #, a stray quote."""
    text, start = node.value.strip(), node.start_mark
    place = Place(start.line + 1, start.column + 1)
    before = f"{loc[-1]}: " if loc and isinstance(loc[-1], str) else "- "
    if not node.style:
        tail = document._text[node.end_mark.index :].partition("\n")[0]
        told = re.match(r"(\s+)(#.*)", tail)
        if told and (not re.match(r"#+\s", told[2]) or (len(told[1]) == 1 and not _ID.fullmatch(text))):
            where = Place(node.end_mark.line + 1, node.end_mark.column + len(told[1]) + 1)
            hint = f"hoort het bij de tekst, schrijf: {before}{quoted(f'{text} {told[2]}'[:MOST_SHOWN])}"
            message = f"'{told[2][:60]}' komt niet op de site: alles na een spatie en een # valt weg"
            yield document.finding(where, message, f"is het een opmerking, zet haar op een eigen regel; {hint}")
    if len(text) > 1 and text[-1] in _CURLY.get(text[0], "") and not node.style:
        message = f"de aanhalingstekens om deze waarde ({text[0]} en {text[-1]}) komen zo op de site"
        yield document.finding(place, message, f"schrijf: {before}{quoted(text[1:-1][:MOST_SHOWN])}")
    elif node.style in (">", "|") and re.fullmatch('"[^"]+"|“[^“”]+”', text):
        message = "de aanhalingstekens om deze tekst komen zo op de site"
        yield document.finding(place, message, "haal het eerste en het laatste aanhalingsteken weg")
    elif not node.style and (bare := _without_stray_quote(text)) != text:
        yield document.finding(
            place, "hier staat een los aanhalingsteken", f"schrijf: {before}{quoted(bare[:MOST_SHOWN])}"
        )


def _drawn_in(document: Document, node: yaml.ScalarNode) -> Finding | None:
    """An item of a list that stands too far from the margin, and so becomes text of the line above it."""
    if node.style or node.start_mark.line == node.end_mark.line:
        return None
    lines = document._text[: node.end_mark.index].split("\n")
    for number in range(node.start_mark.line + 1, node.end_mark.line + 1):
        if re.match(r" *- \S", lines[number]):
            hint = f"zet '{lines[number].strip()[:60]}' even ver van de kantlijn als de regel erboven"
            return document.finding(Place(number + 1, 1), "deze regel springt te ver in", hint)
    return None


def _without_stray_quote(text: str) -> str:
    """A text without the quote at its end that nothing opens; `Thomas'` and `10"` in the middle may stay."""
    if re.search(r"\w['’]$", text) and not re.search(r"(^|[\s(])['‘]|['’]\w", text):
        return text[:-1] if text.count("'") + text.count("’") == 1 and " " not in text else text
    if text.count('"') == 1 and text.endswith('"'):
        return text[:-1]
    if text.endswith(("”", "“")) and not re.search('[“„”"]', text[:-1]):
        return text[:-1]
    return text


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
