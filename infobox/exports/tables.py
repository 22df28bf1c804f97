"""The data as tables, for a spreadsheet: one for each kind, and one for each list of records within entries.

A row is an entry, or one record of such a list, with the entry it belongs to, the place of the list in it and its
number. A column is a field, under the key of data/; records within records are dotted (`link.url`). Together the tables
hold all that the entries hold. Here as CSV; `workbook.py` puts the same tables into one workbook.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from infobox import inert
from infobox.catalogue.addresses import TABLES_FOLDER
from infobox.catalogue.identity import Site
from infobox.catalogue.infobox import Infobox, code_of
from infobox.entries import records
from infobox.entries.fields import LAST
from infobox.entries.kinds import SHOWN, entry_path
from infobox.entries.model import MODELS
from infobox.entries.records import Entry
from infobox.exports.source import Source

FOLDER = TABLES_FOLDER  # beside the page about data
Form = Literal["tekst", "lijst", "getal", "dag", "ja-nee"]
Value = str | int | float | date | bool | list[str] | None

CONTINUED = "\n\t"  # within an item of a list; no text of the data has a tab


@dataclass(frozen=True)
class Column:
    """`key` as in data/; `form` says how its cells are written; `derived`: it follows from others and is not read back.

    `title` and `told` explain it to whoever opens the table.
    """

    key: str
    title: str
    told: str
    form: Form
    derived: bool = False
    by: str = ""  # of records told in short: their field that names an entry with a code


@dataclass(frozen=True)
class Table:
    """`name` is that of its file; `rows` have a value for each column, None where nothing is known."""

    name: str
    title: str
    told: str
    columns: tuple[Column, ...]
    rows: list[list[Value]] = field(default_factory=list)


@dataclass(frozen=True)
class _List:
    """A list of records within entries: where it stands in one, and what its records are."""

    path: tuple[str, ...]  # of attributes; '*' for each record of a list on the way
    info: FieldInfo
    record: type[BaseModel]

    def table(self, kind: str) -> str:
        """The table that it is in: one for all kinds when they share the record, else one of the kind."""
        shared = self.record.__module__ == records.__name__
        return f"{'alle' if shared else kind}-{self.path[-1].replace('_', '-')}"


_ID = Column("id", "Id", "De naam van het bestand en van het adres.", "tekst")
_PAGE = Column("pagina", "Pagina", "Waar het op de site staat.", "tekst", derived=True)
_BELONGS = (
    Column("soort", "Soort", "Van welke soort het onderwerp is.", "tekst"),
    _ID,
    Column("plaats", "Plaats", "Waar de lijst in het onderwerp staat; een getal is het hoeveelste deel.", "tekst"),
    Column("nr", "Nummer", "Het hoeveelste van die lijst.", "getal"),
)
_AHEAD = ("id", "code", "titel", "levensloop.status")  # of the columns of a kind


def addresses(_: Infobox) -> Iterator[tuple[str, str]]:
    """(address, owner) of every table."""
    for name, owner in _owners().items():
        yield f"/{FOLDER}/{name}.csv", owner


def files(source: Source) -> Iterator[tuple[str, str]]:
    """(path, CSV) of every table."""
    for table in tables(source.infobox, source.site):
        yield f"{FOLDER}/{table.name}.csv", as_csv(table)


def tables(infobox: Infobox, site: Site) -> list[Table]:
    """A table for each kind that has pages, in the order of the site, then one for each list of records."""
    made = {kind: _table_of_kind(kind) for kind in SHOWN}
    parts: dict[str, Table] = {}
    for kind, table in made.items():
        lists = _lists(MODELS[kind])
        for one in lists:
            parts.setdefault(one.table(kind), _table_of_list(one, kind))
        for entry in infobox.with_retired(kind).values():
            table.rows.append([_value_in_entry(kind, entry, column, infobox, site) for column in table.columns])
            for one in lists:
                part = parts[one.table(kind)]
                for place, found in _found(entry, one.path):
                    own = [_cell(_at(found[1], column.key)) for column in part.columns[len(_BELONGS) :]]
                    part.rows.append([kind, entry.id, place, found[0], *own])
    return [*made.values(), *parts.values()]


def as_csv(table: Table) -> str:
    """The table as CSV, with the mark in front that tells a spreadsheet it is UTF-8. No cell is a formula."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.key for column in table.columns])
    for row in table.rows:
        writer.writerow([inert.whole_cell(written(value)) for value in row])
    return "\ufeff" + text.getvalue()


def written(value: Value) -> str:
    """A value in letters: 'ja', a day as 2026-11-21, a line for each item of a list; '' for what is not known."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return "\n".join(item.replace("\n", CONTINUED) for item in value)
    return str(value)


def _at(value: Any, path: str) -> Any:
    """What stands at a dotted path in a record; None when a record on the way is not there."""
    for name in path.split("."):
        value = None if value is None else getattr(value, name)
    return value


def _owners() -> Mapping[str, str]:
    """Name of every table -> owner of its address."""
    owners = {kind: kind for kind in SHOWN}
    for kind in SHOWN:
        for one in _lists(MODELS[kind]):
            owners.setdefault(one.table(kind), FOLDER if one.table(kind).startswith("alle-") else kind)
    return owners


def _table_of_kind(kind: str) -> Table:
    columns = {column.key: column for column in (_ID, *_columns(MODELS[kind]), *_named_elsewhere(kind))}
    ahead = [columns.pop(key) for key in _AHEAD if key in columns]
    told = f"Elke regel is een {SHOWN[kind].singular}. Lijsten van meer dan losse woorden staan in een eigen tabel."
    return Table(kind, SHOWN[kind].title, told, (*ahead, _PAGE, *columns.values()))


def _table_of_list(one: _List, kind: str) -> Table:
    name = one.table(kind)
    whose = "Alle soorten" if name.startswith("alle-") else kind.capitalize()
    title = f"{whose}: {(one.info.title or one.path[-1]).lower()}"
    told = f"Elke regel is er een van de lijst '{one.path[-1]}' van het onderwerp dat ervoor staat."
    return Table(name, title, told, (*_BELONGS, *_columns(one.record)))


def _named_elsewhere(kind: str) -> Iterator[Column]:
    """Columns that say in short what stands in a table of its own: how much, or the codes of what is named."""
    for one in _lists(MODELS[kind]):
        if "*" not in one.path:
            key = ".".join(one.path)
            told = f"Verkort: codes, of hoeveel het er zijn. Alles staat in '{one.table(kind)}'."
            by = _names(one)
            yield Column(key, one.info.title or key, told, "lijst" if by else "getal", derived=True, by=by)


def _names(one: _List) -> str:
    """The field by which a record names an entry with a code: the kind in the singular, as in `standaard: wegen`."""
    coded = [shown.singular for shown in SHOWN.values() if shown.code]
    fields = {name for name, info in one.record.model_fields.items() if info.is_required()}
    return next((name for name in coded if name in fields), "")


def _value_in_entry(kind: str, entry: Entry, column: Column, infobox: Infobox, site: Site) -> Value:
    if column.key == _PAGE.key:
        return f"{site.url or '/'}{entry_path(kind, entry.id)}"
    value = _at(entry, column.key)
    if not column.derived:
        return _cell(value)
    if not value or not column.by:
        return len(value) if value else None
    named = next(folder for folder, shown in SHOWN.items() if shown.singular == column.by)
    return [code_of(infobox.with_retired(named)[getattr(record, column.by)]) for record in value]


def _cell(value: Any) -> Value:
    return (value or None) if isinstance(value, str | list) else value


def _found(entry: Entry, path: tuple[str, ...]) -> Iterator[tuple[str, tuple[int, BaseModel]]]:
    """(place of the list, (number, record)) of every record of the lists at `path`."""
    at: list[tuple[str, Any]] = [("", entry)]
    for name in path:
        if name == "*":
            at = [(f"{place}.{number}", item) for place, items in at for number, item in enumerate(items, start=1)]
        else:
            at = [(f"{place}.{name}".lstrip("."), getattr(one, name)) for place, one in at if one is not None]
    for place, items in at:
        yield from ((place, (number, record)) for number, record in enumerate(items, start=1))


def _columns(model: type[BaseModel], prefix: str = "", title: str = "") -> Iterator[Column]:
    """A column for each field that fits in a cell; records unfolded, what all kinds share last."""
    for name, info in sorted(model.model_fields.items(), key=lambda item: item[0] in LAST):
        if prefix + name == _ID.key and issubclass(model, Entry):
            continue
        record, is_list = _record(info), _is_list(info)
        own = f"{title}{info.title or name}"
        if record is None:
            yield Column(prefix + name, own, info.description or "", "lijst" if is_list else _form(info))
        elif not is_list:
            yield from _columns(record, f"{prefix}{name}.", f"{own}: ")


def _lists(model: type[BaseModel]) -> tuple[_List, ...]:
    """Every list of records within a model, also within records of such a list."""
    return tuple(_lists_in(model, ()))


def _lists_in(model: type[BaseModel], path: tuple[str, ...]) -> Iterator[_List]:
    for name, info in model.model_fields.items():
        record = _record(info)
        if record is None:
            continue
        if _is_list(info):
            yield _List((*path, name), info, record)
            yield from _lists_in(record, (*path, name, "*"))
        else:
            yield from _lists_in(record, (*path, name))


def _record(info: FieldInfo) -> type[BaseModel] | None:
    found = (part for part in _parts(info.annotation) if isinstance(part, type) and issubclass(part, BaseModel))
    return next(found, None)


def _is_list(info: FieldInfo) -> bool:
    return any(get_origin(part) is list for part in _parts(info.annotation))


_FORMS: Mapping[Any, Form] = {bool: "ja-nee", int: "getal", float: "getal", date: "dag"}


def _form(info: FieldInfo) -> Form:
    return next(
        (_FORMS[part] for part in _parts(info.annotation) if isinstance(part, type) and part in _FORMS), "tekst"
    )


def _parts(annotation: Any) -> Iterator[Any]:
    """A type and the types within it; the values of a Literal are no types."""
    yield annotation
    if get_origin(annotation) is not Literal:
        for argument in get_args(annotation):
            yield from _parts(argument)
