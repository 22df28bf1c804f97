"""A right record of any kind, made from its model: every field filled in."""

from datetime import date
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from infobox.entries.kinds import CODED, KINDS
from infobox.entries.model import MODELS
from infobox.entries.values import Known
from tests.conftest import TODAY

# Eighty letters: short enough for a title, long enough for a samenvatting. It is also the only id that exists.
SENTENCE = "Een gewone zin die nergens te kort is en nergens te lang, van precies tachtig xx"
KNOWN = Known(ids={kind: frozenset({SENTENCE}) for kind in KINDS}, codes={"S01": SENTENCE}, today=TODAY)
SHAPED = {
    "code": {MODELS[kind].__name__: code.write(1) for kind, code in CODED.items()},
    "anker": "a1",
    "isbn": "978-90-0000-000-5",
    "doi": "10.5555/voorbeeld.475",
    "url": "https://www.instituut.nl/",
    "was": {"Levensloop": "oude-naam", "Aspect": "a2", "Onderdeel": "o2"},
    "vervangen_door": {"Levensloop": "nieuwe-naam", "VervallenDeel": "andere-pagina#a2"},
}


def example(model: type[BaseModel]) -> dict[str, Any]:
    """A right record with every field filled in."""
    record = {name: _value(name, field.annotation, model) for name, field in model.model_fields.items()}
    if {"bron", "url"} <= record.keys() and model.__name__ == "Bronverwijzing":
        del record["url"]
    return record


def _value(name: str, annotation: Any, model: type[BaseModel]) -> Any:
    parts = [part for part in get_args(annotation) if part is not type(None)]
    if get_origin(annotation) is Literal:
        return "vervallen" if "vervallen" in parts else parts[0]  # the one that goes with every other field
    if get_origin(annotation) is list:
        return [_value(name, parts[0], model) for _ in range(3)]
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return example(annotation)
    if annotation in (int, bool, date):
        return {int: 2014 if name == "jaar" else 1, bool: True, date: TODAY}[annotation]
    if annotation is str:
        shaped = SHAPED.get(name, SENTENCE)
        return shaped[model.__name__] if isinstance(shaped, dict) else shaped
    return _value(name, parts[0], model)
