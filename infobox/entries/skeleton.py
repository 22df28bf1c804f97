"""A new file for an editor to fill in: the fields of its kind, explained, with the first code that was never used."""

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path

from infobox.entries.fields import fields_of
from infobox.entries.kinds import SHOWN, entry_path
from infobox.entries.model import MODELS
from infobox.entries.schema import tie
from infobox.entries.shapes import FILES, Shape
from infobox.text import quoted

Filled = Mapping[str, str | list[str]]  # key -> a text, or the ids of a list


class UnfitNameError(Exception):
    """A name that may not become an address; the text says why, in Dutch."""


def create(path: Path, *, code: str, locked: Collection[str], today: date, filled: Filled | None = None) -> None:
    """Write a file to fill in at `path`, data/<kind>/<id>.yml; `code` is '' for a kind without codes.

    `filled` are values that are known already. Nothing is overwritten. `locked` are the addresses that were ever given
    out. Raises UnfitNameError, and FileExistsError with a Dutch text.
    """
    kind, entry_id = path.parent.name, path.stem
    if kind in SHOWN and f"/{entry_path(kind, entry_id)}" in locked and not path.exists():
        address = f"/{entry_path(kind, entry_id)}"
        raise UnfitNameError(f"het adres {address} is al eens uitgegeven; kies een andere naam")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text(kind, code, today, filled or {}))
    except FileExistsError:
        raise FileExistsError(f"{path} bestaat al en is niet veranderd") from None


def text(kind: str, code: str, today: date, filled: Filled) -> str:
    """The file: what is required stands ready to be filled in, the rest behind a '#', both with what goes inside."""
    how = "# Vul in wat achter de dubbele punt hoort. Haal weg wat niet nodig is. Regels met '#' telt de site niet."
    lines = [tie(kind), how]
    for field in fields_of(MODELS[kind]):
        if "." in field.key or field.key == "wijzigingen":
            continue
        explanation = f"{field.titel}. {field.uitleg}" + (f" Kies uit: {field.waarden}." if field.waarden else "")
        if field.key == "code":
            lines.append(f"code: {code}")
            continue
        lines += ["", f"# {explanation}"]
        shape = FILES[kind].keys[field.key]
        if given := filled.get(field.key):
            lines += [f"{field.key}: {quoted(given)}"] if isinstance(given, str) else [f"{field.key}:"]
            inside = given if isinstance(given, list) else []
            first = shape.first
            for item in inside:
                lines += (
                    [f"  - {first}: {item}", *(f"    {key}:" for key in shape.required - {first})]
                    if first
                    else [f"  - {item}"]
                )
            continue
        mark = "" if field.required else "# "
        lines += [f"{mark}{line}" for line in _empty(field.key, shape)]
    return "\n".join([*lines, "", "wijzigingen:", f"  - datum: {today.isoformat()}", "    tekst: Toegevoegd.", ""])


def _empty(key: str, shape: Shape) -> list[str]:
    """A key to fill in, with the keys of its record below it: those that are required, or else the first."""
    inner = [one for one in shape.keys if one in shape.required] or list(shape.keys)[:2]
    if not inner:
        return [f"{key}:"] if not shape.listed else [f"{key}:", "  -"]
    if key == "bronnen":
        inner = ["url"]
    dash = "- " if shape.listed else ""
    nested = [line for one in inner for line in _empty(one, shape.keys[one])]
    return [f"{key}:", *(f"  {dash if not number else ' ' * len(dash)}{line}" for number, line in enumerate(nested))]
