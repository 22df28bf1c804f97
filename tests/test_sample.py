"""The sample holds all that the code can meet; see its README."""

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from infobox.catalogue import lock
from infobox.catalogue.infobox import Infobox
from infobox.entries.instrument import Instrument
from infobox.entries.kinds import KINDS, SHOWN
from infobox.entries.model import MODELS
from infobox.entries.records import Entry
from infobox.site import project
from tests.conftest import SAMPLE, TODAY


def test_it_is_right_and_its_lock_is_up_to_date() -> None:
    case = project.examine(SAMPLE / "data", SAMPLE / "docs", TODAY)
    assert list(map(str, project.check(case))) == []
    assert (SAMPLE / lock.NAME).read_text(encoding="utf-8") == lock.text(case.published()), "see its README"


def test_it_has_entries_of_every_kind(sample: Infobox) -> None:
    assert [kind for kind in KINDS if not sample.count(kind)] == []


def test_every_field_is_filled_in_somewhere(sample: Infobox) -> None:
    filled = {name for kind in KINDS for entry in sample.with_retired(kind).values() for name in _filled(entry)}
    every = {name for model in MODELS.values() for name in _fields(model)}
    assert every - filled == set()


def _filled(record: Any) -> Iterator[tuple[str, str]]:
    """(model, field) of every field that holds something else than what it holds when left out, at any depth."""
    if isinstance(record, list):
        for item in record:
            yield from _filled(item)
    elif isinstance(record, BaseModel):
        for name, field in type(record).model_fields.items():
            value = getattr(record, name)
            if field.is_required() or value != field.get_default():
                yield type(record).__name__, name
            yield from _filled(value)


def _fields(model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    for name, field in model.model_fields.items():
        yield model.__name__, name
        for inner in _models_in(field.annotation):
            yield from _fields(inner)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _models_in(argument)


def test_everything_that_can_happen_has_happened(sample: Infobox) -> None:
    everything = [entry for kind in SHOWN for entry in sample.with_retired(kind).values()]
    assert {entry.levensloop.status for entry in everything} == {"actief", "vervallen", "gesplitst"}
    assert {bool(entry.levensloop.vervangen_door) for entry in everything if _gone(entry)} == {True, False}
    assert {_form(name) for entry in everything for name in entry.levensloop.was} == {"id", "kind/id", "code"}
    assert [one.id for one in sample.succeeded_by("handboek-tweede-druk")] == ["handboek"]


@pytest.mark.parametrize("kind", ["standaarden", "situaties", "instrumenten"])
def test_of_each_of_the_large_kinds_one_has_another_name_and_one_is_no_more(sample: Infobox, kind: str) -> None:
    assert any(entry.levensloop.was for entry in sample.of_kind(kind).values())
    assert sample.retired[kind]


def _gone(entry: Entry) -> bool:
    return entry.levensloop.status != "actief"


def _form(name: str) -> str:
    return "code" if name[:1].isupper() else "kind/id" if "/" in name else "id"


def test_instruments_are_with_and_without_what_may_be_left_out(sample: Infobox) -> None:
    instruments: list[Instrument] = list(sample.instrumenten.values())
    for name in ("jaar", "link", "uitgave", "organisaties", "auteurs"):
        assert {bool(getattr(one, name)) for one in instruments} == {True, False}, name
    assert {one.link.soort for one in instruments if one.link} == {"pagina", "verwijspagina", "kopie", "organisatie"}
    assert {one.actualiteit.status for one in instruments} == {
        "gangbaar",
        "mogelijk-verouderd",
        "opgevolgd",
        "onbekend",
    }
