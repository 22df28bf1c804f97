"""What the model refuses, said in Dutch, at the place where the editor can mend it."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from infobox.entries.documents import Document, Guess, Loc
from infobox.entries.fields import LAST
from infobox.entries.values import SHAPES
from infobox.findings import Finding, did_you_mean

MAX_SHOWN = 60  # characters of a wrong value that a message repeats

_WANTED = {
    "string_type": ("tekst", "zet de waarde tussen aanhalingstekens"),
    "int_type": ("een heel getal", "schrijf alleen het getal, zonder aanhalingstekens"),
    "bool_type": ("true of false", "schrijf true of false, zonder aanhalingstekens"),
    "date_type": ("een dag", "schrijf jjjj-mm-dd, zonder aanhalingstekens"),
    "list_type": ("een lijst", "zet elk deel op een eigen regel die begint met '- '"),
    "model_type": ("een record", "schrijf er sleutels onder, ingesprongen"),
}


def dutch_findings(document: Document, model: type[BaseModel], error: ValidationError) -> Iterator[Finding]:
    """Each fault of the model as a finding in `document`."""
    for details in error.errors():
        yield from _finding(document, model, details)


def _finding(document: Document, model: type[BaseModel], details: ErrorDetails) -> Iterator[Finding]:
    loc: Loc = details["loc"]
    kind, value, bounds = details["type"], details["input"], details.get("ctx", {})
    name = _name(loc)
    if kind == "faults":
        for needle, message, hint in bounds["faults"]:
            yield document.finding(document.place(loc, needle), message, hint)
        return
    place = document.place(loc)
    if kind == "extra_forbidden":
        fields = _fields_at(model, loc[:-1])
        hint = did_you_mean(str(loc[-1]), fields, f"kies uit: {', '.join(fields)}")
        yield document.finding(document.key_place(loc), f"de sleutel '{loc[-1]}' bestaat hier niet", hint)
    elif kind == "missing":
        description = _fields_at(model, loc[:-1]).get(str(loc[-1]), "")
        yield document.finding(document.place(loc[:-1]), f"'{name}' ontbreekt", f"voeg toe: {loc[-1]}: ({description})")
    elif value is None or value == "" or (isinstance(value, str) and not value.strip()):
        yield document.finding(document.key_place(loc), f"'{name}' is leeg", "vul een waarde in, of haal de regel weg")
    elif kind == "too_short" and value == []:
        yield document.finding(document.key_place(loc), f"'{name}' is leeg", "zet er minstens één regel met '- ' onder")
    elif kind in _WANTED:
        wanted, hint = _WANTED[kind]
        yield document.finding(place, f"'{name}' moet {wanted} zijn, maar hier staat {_shown(value)}", hint)
    else:
        message, hint = _limits(kind, name, value, bounds)
        yield document.finding(place, message, hint)


def _limits(kind: str, name: str, value: Any, bounds: Mapping[str, Any]) -> tuple[str, str]:
    match kind:
        case "literal_error":
            allowed = [choice.strip("'") for choice in bounds["expected"].replace(" or ", ", ").split(", ")]
            hint = did_you_mean(value if isinstance(value, str) else "", allowed, f"kies uit: {', '.join(allowed)}")
            choices = f" (kies uit: {', '.join(allowed)})" if hint.startswith("bedoelt") else ""
            return f"{_shown(value)} is geen waarde voor '{name}'", hint + choices
        case "string_too_short":
            return f"'{name}' telt {len(value.strip())} tekens", f"schrijf er minstens {bounds['min_length']}"
        case "string_too_long":
            return f"'{name}' telt {len(value.strip())} tekens", f"houd het op hoogstens {bounds['max_length']}"
        case "too_short":
            return (
                f"'{name}' telt {_parts(bounds['actual_length'])}",
                f"er horen er minstens {bounds['min_length']} te zijn",
            )
        case "too_long":
            return (
                f"'{name}' telt {_parts(bounds['actual_length'])}",
                f"er mogen er hoogstens {bounds['max_length']} zijn",
            )
        case "string_pattern_mismatch":
            return f"'{value}' heeft niet de vorm van '{name}'", f"schrijf het als {SHAPES[bounds['pattern']]}"
        case "greater_than_equal" | "less_than_equal":
            limit = bounds.get("ge", bounds.get("le"))
            return f"{value} kan niet bij '{name}'", f"de grens is {limit}"
    # A field that can fail in a new way needs words for it here: ours to mend (exit 2), never an editor's.
    raise NotImplementedError(f"no Dutch for the fault {kind!r}")


def _name(loc: Loc) -> str:
    """The key an editor knows; for an item of a list, the list's key and which one."""
    if loc and isinstance(loc[-1], int):
        return f"{_name(loc[:-1])} {loc[-1] + 1}"
    return str(loc[-1]) if loc else "dit bestand"


def _parts(number: int) -> str:
    return "1 deel" if number == 1 else f"{number} delen"


def _shown(value: Any) -> str:
    if isinstance(value, Guess):
        return f"{_short(value.raw)} (YAML leest dat als {value.kind})"
    if isinstance(value, bool):
        return f"{str(value).lower()} (YAML leest dat als ja of nee)"
    if isinstance(value, dict):
        return "een record"
    if isinstance(value, list):
        return "een lijst"
    return f"'{_short(value)}'" if isinstance(value, str) else f"{value}"


def _short(text: str) -> str:
    """Enough of a value to find it again."""
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…"


def _fields_at(model: type[BaseModel], loc: Loc) -> dict[str, str]:
    """Field -> description of the model that holds the record at `loc`."""
    current: type[BaseModel] = model
    for part in loc:
        if isinstance(part, str):
            current = _model_in(current.model_fields[part].annotation) or current
    fields = sorted(current.model_fields.items(), key=lambda item: item[0] in LAST)
    return {name: field.description or "" for name, field in fields if name != "id"}


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        if found := _model_in(argument):
            return found
    return None
