"""Changes that touch many files, planned: what is in each file now, and what would be; nothing is written here.

A plan changes letters at places, so that comments and layout stay as they are. It never guesses: what only a person can
decide is raised as a CannotError.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from infobox.entries.documents import SUFFIX, Document, Documents, Loc
from infobox.entries.kinds import DIVIDED, ID_PATTERN, KINDS
from infobox.entries.likeness import ADDRESSES
from infobox.entries.reading import Reading
from infobox.entries.relations import relations
from infobox.entries.shapes import FILES, Shape
from infobox.findings import did_you_mean
from infobox.text import quoted

LOOKED = "gecontroleerd_op"


class CannotError(Exception):
    """A change that cannot be made as it was asked; the text says why and what to do, in Dutch."""


@dataclass
class Plan:
    """Path (as findings call it) -> the text of the file, before and after; '' before for a new one, None for gone."""

    before: dict[str, str] = field(default_factory=dict)
    after: dict[str, str | None] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)  # what a person has to look at afterwards

    def set(self, path: str, before: str, after: str | None) -> None:
        """What becomes of a file."""
        self.before.setdefault(path, before)
        self.after[path] = after

    def changed(self) -> list[str]:
        """The files that would differ, by name."""
        return sorted(path for path, text in self.after.items() if text != self.before[path])


def find(read: Reading, name: str, kind: str = "") -> Document:
    """The file that is meant with an id, soort/id or code. Raises CannotError with what comes near."""
    folder, _, entry_id = name.removesuffix(SUFFIX).removeprefix("data/").rpartition("/")
    kinds = [folder or kind] if folder or kind else list(KINDS)
    found = [
        document
        for one in kinds
        for document in read.documents.get(one, {}).values()
        if document.id == entry_id or (document.text("code") and document.text("code") == entry_id.upper())
    ]
    if len(found) == 1:
        return found[0]
    if found:
        choices = " of ".join(f"{one.kind}/{one.id}" for one in found)
        raise CannotError(f"'{name}' kan meer dan een onderwerp zijn; schrijf {choices}")
    ids = [other for one in kinds for other in read.documents.get(one, {})]
    near = did_you_mean(entry_id, ids, "noem een id, soort/id of code")
    raise CannotError(f"'{name}' bestaat niet; {near}")


def rekeyed(read: Reading, kind: str, old: str, new: str) -> Plan:
    """A key under another name in every file of a kind, once the model calls it so. `old` is like `bronnen.*.url`.

    Only the letters of the key change, so comments and layout stay; a second time there is nothing left. Raises
    CannotError for a name that is no key, and for a file that has both.
    """
    if not re.fullmatch(r"[a-z]+(_[a-z]+)*", new):
        raise CannotError(f"'{new}' kan geen sleutel zijn; gebruik kleine letters en _")
    plan, pattern = Plan(), old.split(".")
    for document in read.documents[kind].values():
        lines = document.source.split("\n")
        places = dict(document.places())
        for loc in sorted(places, key=lambda one: (places[one].line, places[one].column), reverse=True):
            if not _is_at(loc, pattern):
                continue
            if (*loc[:-1], new) in places:
                raise CannotError(f"{document.path} heeft '{pattern[-1]}' en '{new}'; maak er eerst één van")
            line, start = lines[places[loc].line - 1], places[loc].column - 1
            lines[places[loc].line - 1] = line[:start] + line[start:].replace(pattern[-1], new, 1)
        plan.set(document.path, document.source, "\n".join(lines))
    return plan


def _is_at(loc: Loc, pattern: list[str]) -> bool:
    return len(loc) == len(pattern) and all(
        part == ("*" if isinstance(step, int) else step) for part, step in zip(pattern, loc, strict=True)
    )


def renamed(read: Reading, document: Document, new: str) -> Plan:
    """An entry under another id: the file, every reference to it, and its former name in `levensloop`."""
    kind, old = document.kind, document.id
    if not re.fullmatch(ID_PATTERN, new):
        raise CannotError(f"'{new}' kan geen adres zijn; gebruik kleine letters, cijfers en streepjes")
    if new in read.documents[kind]:
        raise CannotError(f"data/{kind}/{new}{SUFFIX} bestaat al; kies een andere naam")
    texts = _Texts(read)
    for other, loc, written in _mentions(read.documents, kind, old):
        texts.replace(other, loc, written, re.sub(rf"(?<![\w-]){re.escape(old)}(?![\w-])", new, written))
    text = _with_former_name(texts.of(document), document, old)
    plan = texts.plan()
    top = document.path.partition("/")[0]
    plan.set(document.path, document.source, None)
    plan.set(f"{top}/{kind}/{new}{SUFFIX}", "", text)
    for page in read.pages.values():
        call = rf"(\{{\{{\s*{KINDS[kind].singular}\(\s*[\"']){re.escape(old)}([\"'])"
        link = rf"((?:\]\(|/){kind}/){re.escape(old)}(\.md)"
        source = re.sub(link, rf"\g<1>{new}\g<2>", re.sub(call, rf"\g<1>{new}\g<2>", page.source))
        plan.set(page.path, page.source, source)
    return plan


def withdrawn(read: Reading, document: Document, reason: str, successors: list[Document], today: date) -> Plan:
    """An entry that is no more, or that was split (two successors): it says so, and nothing refers to it."""
    if _status(document) != "actief":
        raise CannotError(f"{document.path} is al {_status(document)}")
    for one in successors:
        if one is document or _status(one) != "actief":
            raise CannotError(f"{one.path} kan er niet voor in de plaats komen: het moet een ander zijn, dat actief is")
    status = "gesplitst" if len(successors) > 1 else "vervallen"
    names = [one.id if one.kind == document.kind else f"{one.kind}/{one.id}" for one in successors]
    texts = _Texts(read)
    same = [one.id for one in successors if one.kind == document.kind]
    for other, loc, written in sorted(
        _relations_to(read.documents, document), key=lambda one: (one[0].path, one[0].place(one[1]).line), reverse=True
    ):
        _let_go(texts, other, loc, written, same)
    for other in _all(read.documents):
        for name, loc in other.find("levensloop.vervangen_door.*"):
            if name in (f"{document.kind}/{document.id}", document.id if other.kind == document.kind else ""):
                _let_go(texts, other, loc, name, names if other.kind == document.kind else [])
                those = {value for value, _ in other.find("levensloop.vervangen_door.*")}
                left = (those - {name}) | set(names if other.kind == document.kind else [])
                if _status(other) == "gesplitst" and len(left) < 2:  # one part is no split
                    texts.replace(other, ("levensloop", "status"), "gesplitst", "vervallen")
                    texts.notes.append(
                        f"{other.path}: is nu vervallen in plaats van gesplitst, want er is één deel over"
                    )
    lines = [f"  status: {status}", f"  reden: {quoted(reason)}", f"  datum: {today.isoformat()}"]
    lines += [f"  vervangen_door: [{', '.join(names)}]"] if names else []
    text = _with_lines(texts.of(document), "levensloop", lines)
    told = "Gesplitst" if status == "gesplitst" else "Vervallen"
    change = [f"  - datum: {today.isoformat()}", f"    tekst: {quoted(f'{told}; {reason[:1].lower()}{reason[1:]}')}"]
    plan = texts.plan()
    plan.set(document.path, document.source, _with_lines(text, "wijzigingen", change, last=True))
    plan.notes += texts.notes
    return plan


def readdressed(read: Reading, old: str, new: str, seen: date | None) -> Plan:
    """Another address wherever the old one stands, in data and in pages; the day on which somebody looked goes along.

    `seen` is the day on which somebody looked at the new address, or None when nobody did.
    """
    texts = _Texts(read)
    number = 0
    for document in _all(read.documents):
        for pattern in ADDRESSES:
            for url, loc in list(document.find(pattern)):
                bare, mark, part = url.partition("#")
                if url == old or (mark and bare == old):
                    number += 1
                    texts.replace(document, loc, url, new if url == old or "#" in new else f"{new}#{part}")
                    _look_again(texts, document, loc, seen)
    plan = texts.plan()
    bounded = rf"(?<![\w/.-]){re.escape(old)}(?=[\s'\"<>)\]}},;#]|[.](?:\s|$)|$)"
    for page in read.pages.values():
        source, times = re.subn(bounded, lambda _: new, page.source)
        number += times
        plan.set(page.path, page.source, source)
    if not number:
        near = did_you_mean(old, {url for one in _all(read.documents) for p in ADDRESSES for url, _ in one.find(p)}, "")
        raise CannotError(f"het adres {old} staat nergens" + (f"; {near}" if near else ""))
    return plan


def looked_at(read: Reading, address: str, today: date) -> Plan:
    """That somebody opened an address today and found what it is for, wherever the data can say so."""
    texts = _Texts(read)
    for document in _all(read.documents):
        for pattern in ADDRESSES:
            for url, loc in list(document.find(pattern)):
                if address not in (url, url.partition("#")[0]) or LOOKED not in _shape_at(document, loc[:-1]).keys:
                    continue
                if LOOKED in _at(document.value, loc[:-1]):
                    _look_again(texts, document, loc, today)
                    continue
                place = document.key_place(loc)
                if document.is_flow(loc[:-1]):
                    raise CannotError(f"{document.path}:{place.line}: zet de link eerst op eigen regels: infobox tidy")
                texts.insert_after(document, place.line, f"{' ' * (place.column - 1)}{LOOKED}: {today.isoformat()}")
    if not texts.lines:
        near = did_you_mean(
            address, {url for one in _all(read.documents) for p in ADDRESSES for url, _ in one.find(p)}, ""
        )
        raise CannotError(f"het adres {address} staat bij geen enkele link" + (f"; {near}" if near else ""))
    return texts.plan()


def reviewed(read: Reading, documents: Iterable[Document], today: date, before: date | None) -> Plan:
    """That somebody read these files again today; `before` is the day by which that has to be done once more."""
    texts = _Texts(read)
    for document in documents:
        agreed = document.value.get("herzien_voor")
        if before is None and isinstance(agreed, date) and agreed <= today:
            raise CannotError(
                f"{document.path} moest voor {agreed.isoformat()} nagekeken worden; noem een nieuwe dag met --voor"
            )
        last = len(document.source.rstrip("\n").split("\n"))
        for key, day in (("herzien_op", today), ("herzien_voor", before)):
            if day and key in document.value:
                texts.replace(document, (key,), document.written((key,)).strip(), day.isoformat())
            elif day:
                texts.insert_after(document, last, f"{key}: {day.isoformat()}")
    return texts.plan()


def _all(documents: Documents) -> Iterator[Document]:
    for files in documents.values():
        yield from files.values()


def _status(document: Document) -> str:
    return next((status for status, _ in document.find("levensloop.status")), "actief")


def _relations_to(documents: Documents, document: Document) -> Iterator[tuple[Document, Loc, str]]:
    for relation in relations():
        if relation.target == document.kind:
            for other in documents.get(relation.kind, {}).values():
                for name, loc in other.find(relation.pattern):
                    if name == document.id:
                        yield other, loc, name


def _mentions(documents: Documents, kind: str, name: str) -> Iterator[tuple[Document, Loc, str]]:
    """Every place that names an entry: relations, successors, and the parts of it that others name."""
    for document in _all(documents):
        for relation in relations():
            if relation.kind == document.kind and relation.target == kind:
                yield from ((document, loc, value) for value, loc in document.find(relation.pattern) if value == name)
        for value, loc in document.find("levensloop.vervangen_door.*"):
            if value == f"{kind}/{name}" or (value == name and document.kind == kind):
                yield document, loc, value
        if kind in DIVIDED and document.kind == kind:
            parts = DIVIDED[kind]
            for pattern in (f"{parts.living}.*.was.*", f"{parts.gone}.*.vervangen_door.*"):
                for value, loc in document.find(pattern):
                    if value.startswith(f"{name}#"):
                        yield document, loc, value


class _Texts:
    """The texts of files while they change: replacements at places, and lines that go."""

    def __init__(self, read: Reading) -> None:
        self.lines: dict[str, list[str | None]] = {}
        self.documents = {document.path: document for document in _all(read.documents)}
        self.notes: list[str] = []

    def _of(self, document: Document) -> list[str | None]:
        if document.path not in self.lines:
            self.lines[document.path] = list(document.source.split("\n"))
        return self.lines[document.path]

    def of(self, document: Document) -> str:
        """The text of a file as it is by now."""
        return "\n".join(line for line in self._of(document) if line is not None)

    def replace(self, document: Document, loc: Loc, written: str, new: str) -> None:
        """Other letters for a value that stands on one line."""
        place = document.place(loc, written)
        lines = self._of(document)
        line = lines[place.line - 1]
        if line is None or not line[place.column - 1 :].startswith(written):
            # an earlier replacement on the same line moved it
            if line is None or written not in line:
                raise CannotError(f"{document.path}:{place.line}: hier staat '{written}' anders dan verwacht")
            lines[place.line - 1] = line.replace(written, new, 1)
            return
        lines[place.line - 1] = f"{line[: place.column - 1]}{new}{line[place.column - 1 + len(written) :]}"

    def drop(self, document: Document, first: int, last: int) -> None:
        """Lines that go, from 1."""
        for number in range(first, last + 1):
            self._of(document)[number - 1] = None

    def insert_after(self, document: Document, number: int, line: str) -> None:
        """A line below line `number`, from 1."""
        lines = self._of(document)
        lines[number - 1] = f"{lines[number - 1]}\n{line}"

    def plan(self) -> Plan:
        """What becomes of the files that were touched."""
        plan = Plan()
        for path in self.lines:
            plan.set(path, self.documents[path].source, self.of(self.documents[path]))
        return plan


def _let_go(texts: _Texts, document: Document, loc: Loc, name: str, successors: list[str]) -> None:
    """Let a reference name what came instead, or take it away; what has to be there and has no successor is told."""
    here = f"{document.path}:{document.place(loc).line}"
    depth = max((number + 1 for number, part in enumerate(loc) if isinstance(part, int)), default=0)
    record = _shape_at(document, loc[:-1])
    is_item = isinstance(loc[-1], int) or (depth == len(loc) - 1 > 0 and loc[-1] == record.first)
    if not is_item:
        if successors:
            texts.replace(document, loc, name, successors[0])
            texts.notes.append(f"{here}: verwijst nu naar {successors[0]}; kijk of de tekst nog klopt")
        elif str(loc[-1]) in record.required:
            raise CannotError(f"{here}: '{loc[-1]}: {name}' moet naar iets verwijzen; noem met --door wat ervoor komt")
        else:
            texts.drop(document, document.place(loc).line, document.place(loc).line)
        return
    holder = loc[: depth - 1]
    value = _at(document.value, holder)
    used = {str(one.get(loc[-1]) if isinstance(one, dict) else one) for one in value}
    free = [one for one in successors if one not in used]
    if free:
        texts.replace(document, loc, name, free[0])
        texts.notes.append(f"{here}: verwijst nu naar {free[0]}; kijk of de tekst nog klopt")
        return
    _take_out(texts, document, loc[:depth], name)


def _take_out(texts: _Texts, document: Document, item: Loc, name: str) -> None:
    """Take an item out of its list; the key goes when nothing is left and it may."""
    holder, here = item[:-1], f"{document.path}:{document.place(item).line}"
    value = _at(document.value, holder)
    is_last = len(value) == 1
    if is_last and str(holder[-1]) in _shape_at(document, holder[:-1]).required:
        raise CannotError(f"{here}: '{holder[-1]}' zou leeg worden; noem met --door wat ervoor komt")
    if document.is_flow(holder):
        rest = [str(one) for one in value if one != name]
        texts.replace(document, holder, document.written(holder), f"[{', '.join(rest)}]")
        return
    first = document.key_place(holder).line if is_last else document.place(item).line
    texts.drop(document, first, _last_line(document, item))


def _shape_at(document: Document, loc: Loc) -> Shape:
    """The shape of the record at a place."""
    shape = FILES[document.kind]
    for part in loc:
        if isinstance(part, str):
            shape = shape.keys[part]
    return shape


def _last_line(document: Document, loc: Loc) -> int:
    place = document.place(loc)
    return place.line + document.written(loc).rstrip().count("\n")


def _look_again(texts: _Texts, document: Document, loc: Loc, seen: date | None) -> None:
    """The day on which somebody looked at an address was about the old one."""
    record = _at(document.value, loc[:-1])
    looked = (*loc[:-1], LOOKED)
    if not isinstance(record, dict) or LOOKED not in record:
        return
    if seen:
        texts.replace(document, looked, document.written(looked).strip(), seen.isoformat())
        return
    line = document.key_place(looked).line
    if document.source.split("\n")[line - 1].strip().startswith(f"{LOOKED}:"):
        texts.drop(document, line, line)


def _at(value: Any, loc: Iterable[str | int]) -> Any:
    for part in loc:
        value = value[part]
    return value


def _with_former_name(text: str, document: Document, old: str) -> str:
    was = ("levensloop", "was")
    if isinstance(document.value.get("levensloop"), dict) and "was" in document.value["levensloop"]:
        names = [*document.value["levensloop"]["was"], old]
        line = next(n for n, one in enumerate(text.split("\n")) if re.match(r"  was:", one))
        count = document.written(was).rstrip().count("\n") + 1
        lines = text.split("\n")
        span = 1 if "[" in lines[line] else count + 1
        return "\n".join([*lines[:line], f"  was: [{', '.join(names)}]", *lines[line + span :]])
    return _with_lines(text, "levensloop", [f"  was: [{old}]"])


def _with_lines(text: str, key: str, lines: list[str], *, last: bool = False) -> str:
    """The text with lines below a key at the margin: at its beginning, or its end; the key is added when it lacks."""
    found = text.rstrip("\n").split("\n")
    at = next((number for number, one in enumerate(found) if re.match(rf"{key}:", one)), None)
    if at is None:
        before = next((number for number, one in enumerate(found) if one.startswith("wijzigingen:")), len(found))
        return "\n".join([*found[:before], f"{key}:", *lines, *found[before:], ""])
    if last:
        end = next((n for n in range(at + 1, len(found)) if re.match(r"[^\s#-]", found[n])), len(found))
        return "\n".join([*found[:end], *lines, *found[end:], ""])
    return "\n".join([*found[: at + 1], *lines, *found[at + 1 :], ""])
