"""A file that is no YAML, read as its writer meant it: line by line, with what the keys of its kind say.

Nothing is written: what was meant is a text with as many lines, in which the rest of the file can be looked at, and a
fault for each line that had to be read otherwise, with the exact text to type.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from infobox.entries.shapes import Shape
from infobox.text import quoted

BULLETS = "•·▪◦‣●○■□▫➢➤✓–—−*+"
MOST_EDITS = 40  # of one file that are tried one by one
LONGEST_SHOWN = 300  # letters of a line that a message repeats

_CONFLICT = re.compile(r"^(<{7}|={7}|>{7}|\|{7})(?: .*)?$")
_FENCE = re.compile(r"^\s*(`{3,}|~{3,})\w*\s*$")
_KEY = re.compile(r"([A-Za-z_][\w-]*)[ ]*:(?= |$)")
_BLOCK = re.compile(r"[>|][+-]?[1-9]?[+-]?[ ]*(#.*)?$")
_NO_COLON = re.compile(r"([A-Za-z_][\w-]*)[ ]*(?:[:;=][ ]*|[ ]+|$)(.*)")
_MARKED = re.compile(r"(?:\*{1,2}|_{1,2}|`)([a-z_]+)(?:\*{1,2}|_{1,2}|`)? *:(?:\*{1,2}|_{1,2})? *(.*)")
_BULLET = re.compile(rf"([{re.escape(BULLETS)}])[\s\u00a0]+(.*)")
_TIGHT = re.compile(r"-(?=[^\s\-0-9])(.*)")
_URL = re.compile(r"https?://[^\s<>()\[\]\"']+")
_ELISION = re.compile(r"'[a-z]{1,2}\b")  # 't, 's, 'n, 'ns
_STARTS = {"[": "]", "{": "}", "(": ")"}

_BULLETED = "deze regel begint met een {sign} dat de site niet kent ({mark})"
_BELOW = "doe zo ook met de regels eronder; "
_TOO_TIGHT = "na het streepje hoort een spatie"
_ALIKE = frozenset(
    [_TOO_TIGHT]
    + [_BULLETED.format(sign=sign, mark=mark) for mark in BULLETS for sign in ("streepje", "opsommingsteken")]
)

Parses = Callable[[str], bool]


@dataclass
class Edit:
    """Lines to read otherwise (number from 0 -> text), and what is told about the first of them."""

    lines: dict[int, str]
    column: int
    message: str
    hint: str
    hollow: str = ""  # the key at the margin under which something is told, and not read
    skipped: str = ""  # the key at the margin that is told itself, and not read

    @property
    def line(self) -> int:
        """The first of its lines, from 0."""
        return min(self.lines)


def whole(source: str) -> list[Edit]:
    """What is always wrong, also where YAML takes it: marks of a merge, fences of code, odd spaces to indent with."""
    return [*_conflicts(source.split("\n")), *_odd_indents(source.split("\n")), *_fences(source.split("\n"))]


def applied(source: str, edits: list[Edit]) -> str:
    """The text with the edits in it; it keeps its number of lines."""
    lines = source.split("\n")
    for edit in edits:
        for number, text in edit.lines.items():
            lines[number] = text
    return "\n".join(lines)


def mended(source: str, shape: Shape, parses: Parses) -> list[Edit]:
    """The edits that a text needs to be read, as far as they can be guessed; each of them is needed."""
    edits = _Walk(source, shape, parses).edits()
    if len(edits) > MOST_EDITS or not parses(applied(source, edits)):
        return edits
    for edit in list(edits):
        without = [other for other in edits if other is not edit]
        if parses(applied(source, without)):
            edits = without
    return edits


def _conflicts(lines: list[str]) -> Iterator[Edit]:
    """The marks that git leaves: what stands between them twice is read once, as it was before."""
    hidden: dict[int, str] = {}
    second = False
    for number, line in enumerate(lines):
        match = _CONFLICT.match(line)
        if match and (match[1][0] in "<|>" or hidden):
            second = match[1][0] in "=|" or (second and match[1][0] != ">")
            hidden[number] = ""
            if match[1][0] == ">":
                yield _conflict(hidden)
                hidden, second = {}, False
        elif hidden and second:
            hidden[number] = ""
    if hidden:
        yield _conflict(hidden)


def _conflict(hidden: dict[int, str]) -> Edit:
    message = "hier staan twee versies door elkaar, na het samenvoegen van voorstellen"
    hint = "kies een van de twee en haal de regels weg die beginnen met <<<<<<<, ======= en >>>>>>>"
    return Edit(dict(hidden), 1, message, hint)


def _odd_indents(lines: list[str]) -> Iterator[Edit]:
    told: Edit | None = None
    for number, line in enumerate(lines):
        blank = re.match(r"[ ]*([^\S ])\s*", line)
        if not blank or not line.strip():
            continue
        text = line.replace("\t", "  ", 1) if blank[1] == "\t" else line
        text = " " * (len(text) - len(text.lstrip())) + text.lstrip()
        if told and number - 1 in told.lines:
            told.lines[number] = text
            continue
        if told:
            yield told
        what = "een tab" if blank[1] == "\t" else "een vaste spatie (uit een tekstverwerker of van een webpagina)"
        message = f"voor deze regel staat {what}"
        told = Edit({number: text}, 1, message, "haal de ruimte voor de tekst weg en typ gewone spaties, twee per keer")
    if told:
        yield told


def _fences(lines: list[str]) -> Iterator[Edit]:
    numbers = [number for number, line in enumerate(lines) if _FENCE.match(line)]
    if numbers and all(not line.strip() or number in numbers for number, line in enumerate(lines[: numbers[0] + 1])):
        hint = "haal deze regel weg" + (", en ook die onderaan" if len(numbers) > 1 else "")
        fence = lines[numbers[0]].strip()
        yield Edit(dict.fromkeys(numbers, ""), 1, f"de regel '{fence}' hoort niet in het bestand", hint)


@dataclass
class _Level:
    """A record or a list that is being read: where its lines begin."""

    indent: int
    listed: bool
    shape: Shape


@dataclass
class _Open:
    """A key without a value on its line."""

    key: str
    indent: int
    shape: Shape
    level: _Level | None = None


@dataclass
class _Walk:
    source: str
    shape: Shape
    parses: Parses
    found: list[Edit] = field(default_factory=list)

    def edits(self) -> list[Edit]:
        self.lines = self.source.split("\n")
        self.stack = [_Level(0, False, self.shape)]
        self.gone: list[_Level] = []
        self.opened: _Open | None = None
        self.text: tuple[str, int] | None = None  # the key whose plain text may go on, and its indent
        self.quiet = -1  # the line whose indent follows from an edit above it
        number = 0
        while number < len(self.lines):
            number = self._line(number)
        return self.found

    def _line(self, number: int) -> int:
        """Read a line, and what belongs to it; gives the number of the next."""
        line = self.lines[number]
        rest = line.strip(" ")
        if not rest or rest.startswith("#"):
            return number + 1
        if rest in ("---", "..."):
            if any(one.strip() and not one.startswith("#") for one in self.lines[:number]):
                again = self._begins_again(number)
                hint = "haal deze regel weg"
                if again:
                    hint = (
                        "hieronder begint een tweede bestand: zet dat in een eigen bestand, of haal alles hieronder weg"
                    )
                self._tell(number, "", 1, f"de regel '{rest}' hoort hier niet", hint)
                if again:
                    self.found[-1].lines |= dict.fromkeys(range(number, len(self.lines)), "")
                    return len(self.lines)
            return number + 1
        indent = len(line) - len(line.lstrip(" "))
        if (rest.startswith("{") and (inner := _KEY.match(rest[1:])) and not self.parses(f"k: {rest}")) or (
            rest.startswith("{") and (inner := _KEY.match(rest[1:])) and inner[1] in self.shape.keys
        ):
            rest = self._tell(number, " " * indent + rest.strip("{} "), indent + 1, "accolades horen hier niet")
        rest = self._with_a_dash(number, rest, indent)
        if self.found and number in self.found[-1].lines:  # where it is read now
            line = self.found[-1].lines[number]
            indent = len(line) - len(line.lstrip(" "))
        dashed = rest == "-" or rest.startswith("- ")
        if dashed:
            return self._item(number, indent, rest)
        return self._keyed(number, indent, rest)

    def _begins_again(self, number: int) -> bool:
        """Whether below a line of dashes another entry begins: with the key that the file begins with too."""
        rest = (self.lines[at] for at in range(number + 1, len(self.lines)))
        below = _KEY.match(next((line for line in rest if line.strip() and not line.startswith("#")), ""))
        first = next(filter(None, map(_KEY.match, self.lines)), None) if below else None
        return bool(below and first and below[1] == first[1])

    def _with_a_dash(self, number: int, rest: str, indent: int) -> str:
        """The line as an item of a list, when it begins with what a word processor puts there."""
        here = self._list_indent()
        if here is None:
            return rest
        if match := _BULLET.match(rest):
            sign = "streepje" if match[1] in "–—−" else "opsommingsteken"
            message = _BULLETED.format(sign=sign, mark=match[1])
            return self._tell(number, " " * here + f"- {match[2]}", indent + 1, message)
        if (match := _TIGHT.match(rest)) and not _KEY.match(rest):
            return self._tell(number, " " * here + f"- {match[1]}", indent + 1, _TOO_TIGHT)
        return rest

    def _list_indent(self) -> int | None:
        """Where an item would stand, if one can stand here."""
        if self.opened and (self.opened.shape.listed or not self.opened.shape.keys):
            return self.opened.indent + 2
        return next((level.indent for level in reversed(self.stack) if level.listed), None)

    # --- lists -----------------------------------------------------------------------------------------------------

    def _item(self, number: int, indent: int, rest: str) -> int:
        inside = rest[1:].lstrip(" ")
        column = indent + len(rest) - len(inside)
        level = self._list_at(number, indent, inside)
        if level is None:  # the dash is one too many
            text = f"{inside}"
            base = self.opened.indent + 2 if self.opened and not self.opened.shape.listed else self.stack[-1].indent
            key = self.opened.key if self.opened else ""
            message = f"bij '{key}' hoort geen streepje" if key else "hier hoort geen streepje"
            self._tell(number, " " * base + text, indent + 1, message)
            self.quiet = number + 1
            return self._keyed(number, base, text)
        if level.indent != indent:
            line = " " * level.indent + rest
            if number != self.quiet:
                message = "deze regel springt anders in dan de rest van de lijst"
                self._tell(number, line, 1, message, _spaces(level.indent, indent))
            else:
                self.found[-1].lines[number] = line
            column += level.indent - indent
            self.quiet = number + 1
        while inside.startswith("- ") and not level.shape.keys:
            inside = inside[1:].lstrip(" ")
            rest = self._tell(number, " " * level.indent + f"- {inside}", indent + 1, "er staat een streepje te veel")
        self.text = None
        if match := _KEY.match(inside):
            self._push(_Level(column, False, level.shape))
            return self._value(number, column, match[1], inside[match.end() :].strip(" "), f"- {match[1]}: ")
        known = _NO_COLON.match(inside)
        if known and known[1] in level.shape.keys and known[2] and self._goes_on_with_keys(number, column):
            line = " " * level.indent + f"- {known[1]}: {known[2]}"
            self._push(_Level(level.indent + 2, False, level.shape))
            self._tell(number, line, column + 1, f"na '{known[1]}' hoort een dubbele punt en een spatie")
            return number + 1
        if inside and level.shape.keys and self._goes_on_with_keys(number, column):
            key = "url" if "url" in level.shape.keys and "://" in inside else level.shape.first
            line = " " * level.indent + f"- {key}: {inside}"
            self._push(_Level(level.indent + 2, False, level.shape))
            self._tell(number, line, column + 1, f"voor '{_short(inside)}' ontbreekt een sleutel")
            return number + 1
        if not inside:
            self.opened = _Open("", indent + 1, Shape(level.shape.keys, level.shape.required))
            return number + 1
        return self._value(number, level.indent, "", inside, "- ")

    def _goes_on_with_keys(self, number: int, column: int) -> bool:
        following = next((one for one in self.lines[number + 1 :] if one.strip()), "")
        here = len(following) - len(following.lstrip(" "))
        return here >= column and bool(_KEY.match(following.strip(" ")))

    def _list_at(self, number: int, indent: int, inside: str) -> _Level | None:
        """The list that an item belongs to; None when its dash does not belong there at all."""
        key = _KEY.match(inside)
        if self.opened is not None:
            opened, self.opened = self.opened, None
            plain = not opened.shape.listed and bool(opened.shape.keys)
            if plain and indent >= opened.indent:
                self.opened = opened
                return None
            if indent >= opened.indent and opened.key:
                level = _Level(self._usual(number, indent, opened.indent), True, opened.shape)
                self._push(level)
                return level
        if len(self.stack) == 1 and key and key[1] in self.shape.keys:
            return None
        lists = [level for level in [*self.stack, *self.gone] if level.listed]
        exact = [level for level in lists if level.indent == indent and level in self.stack]
        fits = [level for level in lists if key and key[1] in level.shape.keys] or lists
        if not lists:
            self._push(_Level(indent, True, Shape()))
            return self.stack[-1]
        level = exact[-1] if exact else min(reversed(fits), key=lambda one: abs(one.indent - indent))
        self._push(level)
        return level

    def _usual(self, number: int, indent: int, above: int) -> int:
        """Where the items of a list stand: as the first one, unless the others agree on a usual place."""
        others = []
        for line in self.lines[number + 1 :]:
            here = len(line) - len(line.lstrip(" "))
            if line.strip() and (here < above or (here == above and not line.strip().startswith("-"))):
                break
            if line.strip().startswith("- ") and here <= above + 3:
                others.append(here)
        usual = (above, above + 2)
        return others[0] if indent not in usual and others and others[0] in usual else indent

    def _push(self, level: _Level) -> None:
        """Make a level the innermost one; what stood deeper is remembered for lines that stand a little off."""
        deeper = [one for one in self.stack if one.indent >= level.indent and one is not level]
        if not level.listed:  # a list may stand as far from the margin as the key above it
            deeper = [one for one in deeper if not (one.listed and one.indent < level.indent)]
        else:
            deeper = [one for one in deeper if one.indent > level.indent or one.listed]
        self.stack = [one for one in self.stack if one not in deeper and one is not level]
        self.gone = [*deeper, *(one for one in self.gone if one not in deeper)][:10]
        self.stack.append(level)

    # --- keys ------------------------------------------------------------------------------------------------------

    def _keyed(self, number: int, indent: int, rest: str) -> int:
        if (marked := _MARKED.match(rest)) and any(marked[1] in level.shape.keys for level in self.stack):
            line = " " * indent + f"{marked[1]}: {marked[2]}"
            rest = self._tell(number, line, indent + 1, "een sleutel staat er zonder opmaak")
        match = _KEY.match(rest)
        if match and (level := self._record_at(number, indent, match[1])):
            if level.indent != indent:
                self._reindent(number, level, rest)
            self.text = None
            return self._value(number, level.indent, match[1], rest[match.end() :].strip(" "), f"{match[1]}: ")
        if self.text and indent > self.text[1]:
            return number + 1
        if self.opened and indent > self.opened.indent:  # its text begins on the next line
            self.text = (self.opened.key, self.opened.indent)
            self.opened = None
            return number + 1
        if (known := _NO_COLON.match(rest)) and (level := self._record_with(known[1], indent)):
            line = f"{known[1]}: {known[2].strip()}".rstrip()
            self._tell(
                number, " " * level.indent + line, indent + 1, f"na '{known[1]}' hoort een dubbele punt en een spatie"
            )
            self._push(level)
            self.text = None
            return self._value(number, level.indent, known[1], known[2].strip(), f"{known[1]}: ")
        return self._stray(number, rest)

    def _reindent(self, number: int, level: _Level, rest: str) -> None:
        line = " " * level.indent + rest
        if self.quiet == number and self.found:
            self.found[-1].lines[number] = line
        else:
            now = len(self.lines[number]) - len(self.lines[number].lstrip(" "))
            self._tell(number, line, 1, "deze regel springt niet goed in", _spaces(level.indent, now))
        self.quiet = number + 1

    def _record_at(self, number: int, indent: int, key: str) -> _Level | None:
        """The record whose key stands here, or the one nearby that it must be meant for."""
        if self.opened is not None:
            opened = self.opened
            meant = key in opened.shape.keys and key not in self.shape.keys
            if indent > opened.indent or (meant and not opened.shape.listed):
                self.opened = None
                level = _Level(indent if indent > opened.indent else opened.indent + 2, False, opened.shape)
                self._push(level)
                return level
        records = [level for level in [*self.stack, *self.gone] if not level.listed]
        exact = [level for level in self.stack if not level.listed and level.indent == indent]
        inner = self.stack[-1]
        if indent < inner.indent and key in inner.shape.keys and self._splits(number, inner):
            return inner
        if exact and (key in exact[-1].shape.keys or not any(key in one.shape.keys for one in records)):
            self.opened = None
            self._push(exact[-1])
            return exact[-1]
        knowing = [level for level in records if key in level.shape.keys]
        if not knowing:
            return None
        self.opened = None
        level = min(sorted(knowing, key=lambda one: -one.indent), key=lambda one: abs(one.indent - indent))
        self._push(level)
        return level

    def _splits(self, number: int, level: _Level) -> bool:
        """Whether a record goes on below a line that has its value and stands too far to the left."""
        rest = self.lines[number].strip(" ")
        match = _KEY.match(rest)
        has_value = bool(match and rest[match.end() :].strip(" ").strip(">|-+"))
        return not level.listed and has_value and self._goes_on_with_keys(number, level.indent)

    def _record_with(self, key: str, indent: int) -> _Level | None:
        fits = [level for level in self.stack if not level.listed and key in level.shape.keys]
        return min(fits, key=lambda level: abs(level.indent - indent), default=None)

    def _stray(self, number: int, rest: str) -> int:
        """A line that is no key, no item and no text of anything: it must be the text above it that goes on."""
        key, indent = (self.opened.key, self.opened.indent) if self.opened else (self.text or ("", 0))
        if not key:
            return number + 1
        here = " " * (indent + 2)
        lines = {number: here + rest}
        message = f"deze regel hoort bij '{key}', maar springt niet in"
        hint = f"zet er {indent + 2} spaties voor, en ook voor de regels eronder die bij de tekst horen"
        edit = Edit(lines, 1, message, hint)
        self.found.append(edit)
        self.opened, self.text = None, (key, indent)
        number += 1
        while number < len(self.lines) and not self._begins_something(self.lines[number]):
            if self.lines[number].strip():
                lines[number] = here + self.lines[number].strip()
            number += 1
        return number

    def _begins_something(self, line: str) -> bool:
        match = _KEY.match(line.strip(" "))
        known = match is not None and any(match[1] in level.shape.keys for level in self.stack)
        bare = any(line.strip() in level.shape.keys for level in self.stack)  # a key that lost its colon
        return known or bare or line.lstrip(" ").startswith(("- ", "#"))

    # --- values ----------------------------------------------------------------------------------------------------

    def _value(self, number: int, indent: int, key: str, value: str, before: str) -> int:
        """Look at what stands behind a key or a dash; gives the number of the next line."""
        level = self.stack[-1]
        shape = level.shape.keys.get(key, Shape()) if key else Shape()
        if not value or value.startswith("#"):
            self.opened = _Open(key, indent, shape)
            return number + 1
        self.opened = None
        if _BLOCK.match(value):
            return self._block(number + 1, indent, key)
        if shape.keys and not shape.listed and self._goes_on_deeper(number, indent):
            return self._hollow(number, indent, key, value, shape)
        if key and value[0] in ">|" and self._goes_on_deeper(number, indent):
            return self._block_with_more(number, indent, key, value)
        if self.parses(f"k: {value}"):
            self.text = (key, indent)
            return number + 1
        last = self._continued(number, indent, value)
        if last > number:
            return last + 1
        if key and self._second_key(number, indent, value, before):
            return number + 1
        meant = _meant(value, key)
        shown = f"{before}{quoted(meant, number=shape.number)}"
        holds = shape if key else level.shape
        whole = self._closed(value) if value[0] in "[{" and (holds.listed or holds.keys) else ""
        if whole:
            shown = f"{before}{whole}"
        elif shape.listed and value.startswith("- "):
            parts = [part.strip() for part in value[2:].split(" - ")]
            hint = "zet elk deel op een eigen regel eronder: " + " en ".join(f"'  - {quoted(part)}'" for part in parts)
            line = " " * indent + f"{before}[{', '.join(map(quoted, parts))}]"
            self._tell(number, line, indent + 1, f"achter '{key}:' kan geen streepje staan", hint)
            return number + 1
        elif shape.listed and value[0] == "[":
            parts = [quoted(part.strip(" '\"")) for part in value.strip("[] ").split(",") if part.strip(" '\"")]
            shown = f"{before}[{', '.join(parts)}]"
        new = " " * (indent if not before.startswith("- ") or not key else indent - 2) + shown
        if not key:
            new = " " * indent + shown
        line = self.lines[number] if not self.found or number not in self.found[-1].lines else ""
        column = (line.find(value) + 1) or 1
        self._tell(number, new, column, _why(value), self._how(shown, indent))
        self.text = (key, indent)
        return number + 1

    def _second_key(self, number: int, indent: int, value: str, before: str) -> bool:
        """Whether another key of the same record stands behind a value: it belongs on the next line."""
        keys = "|".join(map(re.escape, self.stack[-1].shape.keys))
        found = re.match(rf"([^\s'\"\[{{>|].*?)[\s,;]+(({keys}):(?: .*)?)$", value)
        if not found or not self.parses(f"k: {found[1]}"):
            return False
        margin = next((one for one in reversed(self.lines[: number + 1]) if re.match(r"[A-Za-z_]", one)), "")
        message = f"op deze regel staan twee sleutels: '{before.strip(' :-')}' en '{found[3]}'"
        hint = f"zet op een eigen regel eronder, {_standing(indent)}: {found[2]}"
        dashed = before.startswith("- ")
        self._tell(number, " " * (indent - 2 * dashed) + f"{before}{found[1]}", indent + 1, message, hint)
        self.found[-1].hint = hint
        if indent:
            self.found[-1].hollow = margin.partition(":")[0].strip()
        else:
            self.found[-1].skipped = found[3]
        return True

    def _goes_on_deeper(self, number: int, indent: int) -> bool:
        following = next((one for one in self.lines[number + 1 :] if one.strip()), "")
        return len(following) - len(following.lstrip(" ")) > indent

    def _hollow(self, number: int, indent: int, key: str, value: str, shape: Shape) -> int:
        """A value where a record goes on below: the value belongs under one of its keys."""
        first = "url" if "url" in shape.keys and "://" in value else shape.first
        message = f"achter '{key}:' kan hier niets staan, want eronder staan eigen regels"
        hint = f"zet op een eigen regel eronder, met {indent + 2} spaties ervoor: {first}: {value}"
        self._tell(number, " " * indent + f"{key}:", indent + 1, message, hint)
        self.found[-1].hollow = "" if indent else key
        self.opened = _Open(key, indent, shape)
        return number + 1

    def _block_with_more(self, number: int, indent: int, key: str, value: str) -> int:
        """`>- Text`, `> -` and the like, with the rest of the text below."""
        more = re.sub(r"^[>|][+-]?[\s_-]*", "", value)
        line = " " * indent + (f"{key}: {more}" if more else f"{key}: >-")
        message = "achter >- kan geen tekst staan" if more else f"'{value}' kan hier niet"
        hint = f"zet de tekst op de regels eronder; schrijf: {key}: >-" if more else f"schrijf: {key}: >-"
        self._tell(number, line, indent + 1, message, hint)
        if not more:
            return self._block(number + 1, indent, key)
        self.text = (key, indent)
        return number + 1

    def _closed(self, value: str) -> str:
        """A list or record between brackets with the bracket or comma that it lacks; '' when that does not help."""
        commas = re.sub(r"([\]}\w'\"]) +(?=[a-z_]+: )", r"\1, ", value)
        for one in (value, commas):
            for tail in ("", "]", "}", "]}", "}]"):
                if self.parses(f"k: {one}{tail}"):
                    return f"{one}{tail}"
        return ""

    def _how(self, shown: str, indent: int) -> str:
        if len(shown) <= LONGEST_SHOWN:
            return f"schrijf: {shown}"
        return f"zet achter de dubbele punt alleen >- en de tekst op de regel eronder, met {indent + 2} spaties ervoor"

    def _continued(self, number: int, indent: int, value: str) -> int:
        """The last line of a value between quotes or brackets that goes on below, or `number` when it does not."""
        if value[0] not in "'\"[{":
            return number
        text = value
        for after in range(number + 1, min(number + 60, len(self.lines))):
            line = self.lines[after]
            if line.strip() and len(line) - len(line.lstrip(" ")) <= indent:
                return number
            text += f"\n  {line.strip()}"
            if self.parses(f"k: {text}"):
                return after
        return number

    def _block(self, number: int, indent: int, key: str) -> int:
        """The lines of a text under `>-`: those that are indented, and those that should have been."""
        told: Edit | None = None
        while number < len(self.lines):
            line = self.lines[number]
            here = len(line) - len(line.lstrip(" "))
            if line.strip() and here <= indent:
                if self._begins_something(line):
                    return number
                if told is None:
                    message = f"deze regel hoort bij '{key}', maar springt niet in"
                    hint = f"zet er {indent + 2} spaties voor, en ook voor de regels eronder die bij de tekst horen"
                    told = Edit({}, 1, message, hint)
                    self.found.append(told)
                told.lines[number] = " " * (indent + 2) + line.strip()
            number += 1
        return number

    # --- telling ---------------------------------------------------------------------------------------------------

    def _tell(self, number: int, line: str, column: int, message: str, hint: str = "") -> str:
        """Note that a line is to be read otherwise; gives its new text, without the indent."""
        hint = hint or f"schrijf: {line}" if len(line) <= LONGEST_SHOWN else hint or "zet het op zijn plaats"
        above = self.found[-1] if self.found else None
        if above and above.message == message and number - 1 == max(above.lines) and message in _ALIKE:
            above.lines[number] = line  # the same again, on the next line: told once
            above.hint = f"{_BELOW}{above.hint.removeprefix(_BELOW)}"
        elif self.found and number in self.found[-1].lines:  # a second thing about the same line
            self.found[-1].lines[number] = line
            if len(line) <= LONGEST_SHOWN:
                self.found[-1].hint = f"schrijf: {line}"
        else:
            self.found.append(Edit({number: line}, column, message, hint))
        return line.strip(" ")


def _standing(indent: int) -> str:
    return f"met {indent} spaties ervoor" if indent else "zonder spaties ervoor"


def _spaces(wanted: int, now: int) -> str:
    words = {0: "haal de spaties voor deze regel weg", 1: "zet 1 spatie voor deze regel"}
    there = f" (nu zijn het er {now})" if now else ""
    return words.get(wanted, f"zet precies {wanted} spaties voor deze regel") + there


def _meant(value: str, key: str) -> str:
    """The text that somebody meant who forgot, or doubled, a quote."""
    url = _URL.search(value)
    if key == "url" and url:
        return url[0]
    text = value.strip()
    if marked := re.match(r"(?:![^\s]+|&[a-z0-9_-]+)\s+(.+)", text):
        return marked[1]  # a tag or an anchor of YAML, and then the text; an anchor has no capital, a name has
    if len(text) > 1 and text[0] in "'\"“‘`" and text[-1] in "'\"”’`" and not _ELISION.match(text):
        return text[1:-1]
    if text[0] == "'" and text.count("'") == 1 and not _ELISION.match(text):
        return text[1:]
    if text[0] == '"' and text.count('"') == 1:
        return text[1:]
    return text


def _why(value: str) -> str:
    first, last = value[0], value[-1]
    if first in _STARTS and value.count(first) != value.count(_STARTS[first]):
        return f"het haakje {first} wordt niet gesloten"
    if first in _STARTS and re.search(r"[\]}\w'\"] +[a-z_]+: ", value):
        return "tussen twee delen ontbreekt een komma"
    if first in "'\"":
        if value.count(first) == 1:
            return f"het aanhalingsteken ({first}) aan het begin wordt niet gesloten"
        return f"de aanhalingstekens ({first}) staan hier niet alleen aan het begin en het eind"
    if ": " in value or last == ":":
        return "een dubbele punt met een spatie erachter kan niet zomaar in een tekst"
    return f"een tekst kan niet zomaar beginnen met het teken {first}"


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
