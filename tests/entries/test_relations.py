"""The relations between entries follow from the models; the rules about relations hold for each of them."""

from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from pydantic import Field

from infobox.entries.documents import Document, Loc, from_text
from infobox.entries.lifecycle import relations_lead_to_active_entries
from infobox.entries.model import MODELS
from infobox.entries.reading import Reading
from infobox.entries.records import Entry, Record
from infobox.entries.relations import Relation, relations
from infobox.entries.rules import REPEATABLE, entries_are_listed_once
from infobox.entries.values import BegripId, OrganisatieId, StandaardId
from tests.conftest import TODAY
from tests.entries.examples import example
from tests.small_project import Plain

KNOWN = {
    ("standaarden", "aspecten.*.bronnen.*.bron", "bronnen"),
    ("standaarden", "begin.*", "instrumenten"),
    ("standaarden", "verwant.*.standaard", "standaarden"),
    ("standaarden", "bronnen.*.bron", "bronnen"),
    ("situaties", "veiligheid.contacten.*", "contacten"),
    ("situaties", "veiligheid.bronnen.*.bron", "bronnen"),
    ("situaties", "stappen.*.instrument", "instrumenten"),
    ("situaties", "stappen.*.standaard", "standaarden"),
    ("situaties", "stappen.*.bronnen.*.bron", "bronnen"),
    ("situaties", "standaarden.*", "standaarden"),
    ("situaties", "begrippen.*", "begrippen"),
    ("instrumenten", "organisaties.*", "organisaties"),
    ("instrumenten", "standaarden.*.standaard", "standaarden"),
    ("instrumenten", "bouwstenen.*.bouwsteen", "bouwstenen"),
    ("instrumenten", "actualiteit.opvolger", "instrumenten"),
    ("instrumenten", "bronnen.*.bron", "bronnen"),
    ("bouwstenen", "standaarden.*", "standaarden"),
    ("bouwstenen", "bronnen.*.bron", "bronnen"),
    ("kaders", "instrument", "instrumenten"),
    ("kaders", "onderdelen.*.bouwsteen", "bouwstenen"),
    ("kaders", "onderdelen.*.standaarden.*", "standaarden"),
    ("kaders", "bronnen.*.bron", "bronnen"),
    ("organisaties", "bronnen.*.bron", "bronnen"),
    ("begrippen", "instrumenten.*", "instrumenten"),
    ("begrippen", "bronnen.*.bron", "bronnen"),
    ("contacten", "bronnen.*.bron", "bronnen"),
    ("thesaurus", "ingangen.*.begrippen.*", "begrippen"),
    ("thesaurus", "ingangen.*.situaties.*", "situaties"),
    ("thesaurus", "ingangen.*.standaarden.*", "standaarden"),
    ("thesaurus", "ingangen.*.bouwstenen.*", "bouwstenen"),
    ("thesaurus", "ingangen.*.instrumenten.*", "instrumenten"),
    ("thesaurus", "ingangen.*.organisaties.*", "organisaties"),
    ("thesaurus", "ingangen.*.contacten.*", "contacten"),
}

# Relations that may be there twice in one list: the same bron, for another place in it; two items of somebody's list
# that are the same bouwsteen; what helps at more than one step.
TWICE = {
    *((one.kind, one.pattern) for one in relations() if one.target == "bronnen"),
    ("kaders", "onderdelen.*.bouwsteen"),
    ("situaties", "stappen.*.instrument"),
    ("situaties", "stappen.*.standaard"),
}

ALL = sorted(relations(), key=lambda one: (one.kind, one.pattern))
IN_LISTS = [one for one in ALL if "*" in one.pattern]


def named(one: Relation) -> str:
    return f"{one.kind}-{one.pattern}"


def test_every_relation_is_derived_with_its_place_and_target() -> None:
    found = [(one.kind, one.pattern, one.target) for one in relations()]
    assert KNOWN - set(found) == set()
    assert len(found) == len(set(found))


class Part(Record):
    """A record in a record."""

    wie: OrganisatieId | None = None
    ook: list[OrganisatieId] | None = None


class Made(Entry):
    """Every way in which a model can refer."""

    een: StandaardId
    misschien: StandaardId | None = None
    lijst: list[StandaardId] = []
    lijst_of_niets: list[StandaardId] | None = None
    uitgelegd: list[StandaardId] | None = Field(None, title="Uitgelegd", min_length=1)
    lijsten: list[list[BegripId]] = []
    deel: Part
    deel_of_niets: Part | None = None
    delen: list[Part] = []
    delen_of_niets: list[Part] | None = None
    tekst: str = ""


def test_a_reference_is_found_in_lists_records_and_behind_none() -> None:
    found = relations({"proef": Made})
    assert {(one.pattern, one.target) for one in found} == {
        ("een", "standaarden"),
        ("misschien", "standaarden"),
        ("lijst.*", "standaarden"),
        ("lijst_of_niets.*", "standaarden"),
        ("uitgelegd.*", "standaarden"),
        ("lijsten.*.*", "begrippen"),
        ("deel.wie", "organisaties"),
        ("deel.ook.*", "organisaties"),
        ("deel_of_niets.wie", "organisaties"),
        ("deel_of_niets.ook.*", "organisaties"),
        ("delen.*.wie", "organisaties"),
        ("delen.*.ook.*", "organisaties"),
        ("delen_of_niets.*.wie", "organisaties"),
        ("delen_of_niets.*.ook.*", "organisaties"),
    }
    assert len(found) == 14


def document(kind: str, entry_id: str, record: dict[str, Any]) -> Document:
    text = yaml.dump(record, Dumper=Plain, allow_unicode=True, sort_keys=False)
    made = from_text(text, f"data/{kind}/{entry_id}.yml")
    made.kind, made.id = kind, entry_id
    return made


def reading(*documents: Document) -> Reading:
    files: dict[str, dict[str, Document]] = {kind: {} for kind in MODELS}
    for one in documents:
        files[one.kind][one.id] = one
    return Reading(TODAY, files, {}, {}, ())


def only(value: Any, parts: list[str], leaf: str, lengths: list[int]) -> Any:
    """An example with `leaf` at a dotted path, where the lists on the way get these lengths."""
    if not parts:
        return leaf
    head, *rest = parts
    if head == "*":
        length, *others = lengths
        return [only(value[0], rest, leaf, others) for _ in range(length)]
    return {**value, head: only(value[head], rest, leaf, lengths)}


def with_reference(one: Relation, target: str, *, times: int) -> Document:
    """An example of a kind that names `target` so many times in the innermost list of the relation."""
    parts = one.pattern.split(".")
    lengths = [1] * (parts.count("*") - 1) + [times]
    record = only(example(MODELS[one.kind]), parts, target, lengths)
    record.pop("levensloop")
    return document(one.kind, "voorbeeld", record)


def places(findings: Iterator[Any]) -> set[tuple[int, int]]:
    return {(each.line, each.column) for each in findings}


def last(made: Document, pattern: str) -> tuple[int, int]:
    found: list[Loc] = [loc for _, loc in made.find(pattern)]
    place = made.place(found[-1])
    return place.line, place.column


@pytest.mark.parametrize("one", IN_LISTS, ids=named)
def test_what_is_listed_twice_is_found_at_every_relation_but_the_named_ones(one: Relation) -> None:
    twice = with_reference(one, "eerste", times=2)
    wrong = last(twice, one.pattern) in places(entries_are_listed_once(reading(twice)))
    assert wrong == ((one.kind, one.pattern) not in TWICE)
    once = with_reference(one, "eerste", times=1)
    assert last(once, one.pattern) not in places(entries_are_listed_once(reading(once)))


def test_every_exception_has_a_reason_and_a_relation() -> None:
    assert all(REPEATABLE.values())
    idle = [end for end in REPEATABLE if not any(one.pattern.endswith(end) for one in IN_LISTS)]
    assert idle == []


@pytest.mark.parametrize("one", ALL, ids=named)
def test_a_reference_to_what_is_withdrawn_is_found_at_every_relation(one: Relation) -> None:
    told = {"status": "vervallen", "vervangen_door": ["opvolger"]}
    gone = document(one.target, "weg", {"titel": "Weg", "levensloop": told})
    made = with_reference(one, "weg", times=1)
    (found,) = relations_lead_to_active_entries(reading(made, gone))
    key = "- " if one.pattern.endswith("*") else f"{one.pattern.rpartition('.')[2]}: "
    assert (found.path, found.line, found.column) == (made.path, *last(made, one.pattern))
    assert (found.message, found.hint) == ("'weg' is vervallen en telt niet meer mee", f"schrijf: {key}opvolger")
    there = document(one.target, "weg", {"titel": "Weg", "levensloop": {"status": "actief"}})
    assert list(relations_lead_to_active_entries(reading(made, there))) == []
