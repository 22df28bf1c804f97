"""The model: what hostile text meets in every field, and what it does not know it says nothing about."""

from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

import pytest
from pydantic import BaseModel, ValidationError

from infobox.entries.documents import Loc
from infobox.entries.kinds import KINDS
from infobox.entries.model import MODELS
from tests.conftest import TODAY
from tests.entries.examples import KNOWN, SENTENCE, example

HOSTILE = ("{{ 7*7 }}", "<script>", "javascript:", "[x](javascript:1)")


def text_fields(model: type[BaseModel]) -> Iterator[Loc]:
    """Where a file of this kind can hold text, with 0 for the place in a list. The id is the name of the file."""
    for name, field in model.model_fields.items():
        if name != "id":
            yield from _texts((name,), field.annotation)


def _texts(loc: Loc, annotation: Any) -> Iterator[Loc]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for deeper in text_fields(annotation):
            yield *loc, *deeper
    elif annotation is str or get_origin(annotation) is Literal:
        yield loc
    else:
        here = (*loc, 0) if get_origin(annotation) is list else loc
        for part in get_args(annotation):
            yield from _texts(here, part)


def with_value(record: dict[str, Any], loc: Loc, value: str) -> dict[str, Any]:
    here: Any = record
    for part in loc[:-1]:
        here = here[part]
    here[loc[-1]] = value
    return record


FIELDS = [(kind, loc) for kind, model in MODELS.items() for loc in text_fields(model)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_with_every_field_is_accepted(kind: str) -> None:
    assert MODELS[kind].model_validate(example(MODELS[kind]), context=KNOWN)


def test_the_fields_with_text_are_found_at_every_depth() -> None:
    found = {(kind, ".".join(map(str, loc))) for kind, loc in FIELDS}
    assert {
        ("standaarden", "betekenis.trainer"),
        ("standaarden", "aspecten.0.bronnen.0.toelichting"),
        ("standaarden", "gespreksvragen.0"),
        ("instrumenten", "uitgave.bestanden.0.via"),
        ("instrumenten", "standaarden.0.waarom"),
        ("instrumenten", "overige_links.0.url"),
        ("kaders", "onderdelen.0.standaarden.0"),
        ("contacten", "bereikbaarheid"),
    } <= found
    assert len(found) > 100


# One field in four belongs to the quick tests; `make test` tries them all.
TRIED = [
    pytest.param(kind, loc, id=f"{kind}-{'.'.join(map(str, loc))}", marks=[] if number % 4 == 0 else pytest.mark.slow)
    for number, (kind, loc) in enumerate(FIELDS)
]


@pytest.mark.parametrize(("kind", "loc"), TRIED)
def test_code_and_markup_are_refused_in_every_text_field(kind: str, loc: Loc) -> None:
    model = MODELS[kind]
    record = example(model)
    for hostile in HOSTILE:
        for value in (hostile, f"{hostile} {SENTENCE}"[:80], f"{SENTENCE[: 79 - len(hostile)]} {hostile}"):
            with pytest.raises(ValidationError) as caught:
                model.model_validate(with_value(record, loc, value), context=KNOWN)
            assert loc in [error["loc"] for error in caught.value.errors()], value


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_has_a_title_and_an_explanation_for_editors(kind: str) -> None:
    def bare(model: type[BaseModel]) -> Iterator[str]:
        for name, field in model.model_fields.items():
            if not field.title and not _inherits_title(field.metadata, field.annotation):
                yield f"{model.__name__}.{name}"
            for part in _models(field.annotation):
                yield from bare(part)

    assert list(bare(MODELS[kind])) == []


def _inherits_title(metadata: list[Any], annotation: Any) -> bool:
    return any(getattr(each, "title", None) for each in metadata)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) is not Literal:
        for part in get_args(annotation):
            yield from _models(part)


def test_entries_cannot_be_changed_after_loading() -> None:
    entry = MODELS["bronnen"].model_validate(example(MODELS["bronnen"]), context=KNOWN)
    with pytest.raises(ValidationError, match="frozen"):
        setattr(entry, "titel", "anders")  # noqa: B010 - an assignment would not pass the type checker either


def test_without_the_things_around_a_file_nothing_is_validated() -> None:
    with pytest.raises(TypeError, match="Known"):
        MODELS["bronnen"].model_validate(example(MODELS["bronnen"]))


def test_today_itself_is_not_the_future() -> None:
    record = example(MODELS["instrumenten"]) | {"jaar": TODAY.year}
    assert MODELS["instrumenten"].model_validate(record, context=KNOWN)
