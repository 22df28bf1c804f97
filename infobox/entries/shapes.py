"""The shape of a file of each kind, from its model: which keys may stand in which, and where a list belongs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from infobox.entries.model import MODELS


@dataclass(frozen=True)
class Shape:
    """What stands behind a key: the keys of its record, or of each record of its list; none for a plain value."""

    keys: Mapping[str, "Shape"] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    listed: bool = False
    number: bool = False

    @property
    def first(self) -> str:
        """The key that a record of this shape begins with, or ''."""
        return next(iter(self.keys), "")


def _of_model(model: type[BaseModel], *, listed: bool = False) -> Shape:
    fields = {name: info for name, info in model.model_fields.items() if name != "id"}
    keys = {name: _of_annotation(info.annotation) for name, info in fields.items()}
    return Shape(keys, frozenset(name for name, info in fields.items() if info.is_required()), listed)


def _of_annotation(annotation: Any) -> Shape:
    parts = list(_parts(annotation))
    listed = any(get_origin(part) is list for part in parts)
    models = (part for part in parts if isinstance(part, type) and issubclass(part, BaseModel))
    if model := next(models, None):
        return _of_model(model, listed=listed)
    return Shape(listed=listed, number=int in parts)


def _parts(annotation: Any) -> Iterator[Any]:
    """A type and all types inside it."""
    yield annotation
    for argument in get_args(annotation):
        yield from _parts(argument)


FILES: Mapping[str, Shape] = {kind: _of_model(model) for kind, model in MODELS.items()}
