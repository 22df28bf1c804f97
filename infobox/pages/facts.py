"""What is in an entry, field by field, for a page of a kind that has no template of its own."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from infobox.catalogue.dutch import date_nl
from infobox.catalogue.infobox import Infobox
from infobox.entries.kinds import KINDS
from infobox.entries.records import Entry, Record
from infobox.entries.relations import relations

# Each page says these in its own way.
_ELSEWHERE = frozenset({"id", "titel", "code", "levensloop", "wijzigingen", "herzien_op", "herzien_voor", "eigenaar"})
_NOT_SAID = frozenset({"volgorde", "zoekwoorden"})  # how a list is ordered, and what only the search reads
_PLACED_OF_PART = frozenset({"anker", "titel", "tekst", "was"})


@dataclass(frozen=True)
class Fact:
    """A field that an editor filled in: its title, and its values as texts, as entries it names, or as facts again."""

    title: str
    texts: tuple[str, ...] = ()
    entries: tuple[tuple[str, Entry], ...] = ()
    records: tuple[tuple["Fact", ...], ...] = ()


def facts(infobox: Infobox, kind: str, entry: Entry) -> tuple[Fact, ...]:
    """The fields of an entry in the order of its model, but for what every page has a place for."""
    parts = KINDS[kind].parts
    placed = {*_ELSEWHERE, "bronnen", *((parts.living, parts.gone) if parts else ())}
    found = _facts(infobox, entry, "", _targets(kind), placed)
    return tuple(fact for fact in found if fact.texts != (entry.in_short,))


def facts_of_part(infobox: Infobox, kind: str, part: Record) -> tuple[Fact, ...]:
    """The fields of a part of an entry, but for its title and text."""
    parts = KINDS[kind].parts
    assert parts is not None
    return tuple(_facts(infobox, part, f"{parts.living}.*.", _targets(kind), _PLACED_OF_PART))


def _targets(kind: str) -> Mapping[str, str]:
    return {relation.pattern: relation.target for relation in relations() if relation.kind == kind}


def _facts(
    infobox: Infobox, record: Record, path: str, targets: Mapping[str, str], placed: Collection[str]
) -> Iterator[Fact]:
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        if name in placed or name in _NOT_SAID or value in (None, "", []):
            continue
        title, pattern = field.title or name, f"{path}{name}" + (".*" if isinstance(value, list) else "")
        values: list[Any] = value if isinstance(value, list) else [value]
        if target := targets.get(pattern):
            yield Fact(title, entries=tuple((target, infobox.of_kind(target)[one]) for one in values))
        elif isinstance(values[0], Record):
            inside = (tuple(_facts(infobox, one, f"{pattern}.", targets, ())) for one in values)
            yield Fact(title, records=tuple(filter(None, inside)))
        else:
            yield Fact(title, texts=tuple(map(_text, values)))


def _text(value: Any) -> str:
    match value:
        case bool():
            return "ja" if value else "nee"
        case date():
            return date_nl(value)
    return str(value)
