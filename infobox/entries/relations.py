"""The relations between entries, read from the marks in the models: nobody types them a second time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from infobox.entries.model import MODELS
from infobox.entries.values import Reference


@dataclass(frozen=True)
class Relation:
    """Entries of `kind` name one of `target` at `pattern`, a dotted path as `Document.find` takes it."""

    kind: str
    pattern: str
    target: str


def relations(models: Mapping[str, type[BaseModel]] | None = None) -> tuple[Relation, ...]:
    """Every relation of every kind, in the order of the models; or those of `models`."""
    if models is None:
        return _RELATIONS
    return tuple(Relation(kind, *found) for kind, model in models.items() for found in _in_model(model))


def _in_model(model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    for name, info in model.model_fields.items():
        for mark in info.metadata:  # pydantic moves the marks of a bare field here
            if isinstance(mark, Reference):
                yield name, mark.kind
        for path, target in _in_annotation(info.annotation):
            yield f"{name}{path}", target


def _in_annotation(annotation: Any) -> Iterator[tuple[str, str]]:
    """(path below the field, kind) of each reference in a type: in lists, in records, behind `| None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for path, target in _in_model(annotation):
            yield f".{path}", target
        return
    for mark in getattr(annotation, "__metadata__", ()):
        if isinstance(mark, Reference):
            yield "", mark.kind
    inside = ".*" if get_origin(annotation) is list else ""
    for argument in get_args(annotation):
        for path, target in _in_annotation(argument):
            yield inside + path, target


_RELATIONS = relations(MODELS)
