"""The fields of a kind, explained to an editor from the model itself: one description, used everywhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

LAST = (
    "levensloop",
    "wijzigingen",
    "herzien_op",
    "herzien_voor",
    "eigenaar",
)  # every kind has them, few editors need them


@dataclass(frozen=True)
class Field:
    """A row for an editor; `key` is dotted for a field inside a record, `waarden` the fixed choices, if any."""

    key: str
    titel: str
    uitleg: str
    required: bool
    waarden: str


def fields_of(model: type[BaseModel], prefix: str = "") -> Iterator[Field]:
    """Every field an editor can write, records unfolded, in the order of the model; what all kinds share comes last."""
    for name, info in sorted(model.model_fields.items(), key=lambda item: item[0] in LAST):
        if name == "id":
            continue
        yield Field(
            prefix + name, info.title or name, info.description or "", info.is_required(), choices(info.annotation)
        )
        record = _record(info)
        if record is not None:
            yield from fields_of(record, f"{prefix}{name}.")


def _record(info: FieldInfo) -> type[BaseModel] | None:
    return next(
        (part for part in _parts(info.annotation) if isinstance(part, type) and issubclass(part, BaseModel)), None
    )


def choices(annotation: Any) -> str:
    """The fixed values that a type allows, between commas; '' when any will do."""
    literals = (part for part in _parts(annotation) if get_origin(part) is Literal)
    return ", ".join(str(choice) for literal in literals for choice in get_args(literal))


def _parts(annotation: Any) -> Iterator[Any]:
    yield annotation
    if get_origin(annotation) is not Literal:
        for argument in get_args(annotation):
            yield from _parts(argument)
