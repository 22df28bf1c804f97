"""A new file for an editor to fill in: the fields of its kind, explained, with the first code that was never used."""

from collections.abc import Collection
from datetime import date
from pathlib import Path

from infobox.entries.fields import fields_of
from infobox.entries.kinds import SHOWN, entry_path
from infobox.entries.model import MODELS


class UnfitNameError(Exception):
    """A name that may not become an address; the text says why, in Dutch."""


def create(path: Path, *, code: str, locked: Collection[str], today: date) -> None:
    """Write a file to fill in at `path`, data/<kind>/<id>.yml; `code` is '' for a kind without codes.

    Nothing is overwritten. `locked` are the addresses that were ever given out. Raises UnfitNameError, and
    FileExistsError with a Dutch text.
    """
    kind, entry_id = path.parent.name, path.stem
    if kind in SHOWN and f"/{entry_path(kind, entry_id)}" in locked and not path.exists():
        address = f"/{entry_path(kind, entry_id)}"
        raise UnfitNameError(f"het adres {address} is al eens uitgegeven; kies een andere naam")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text(kind, code, today))
    except FileExistsError:
        raise FileExistsError(f"{path} bestaat al en is niet veranderd") from None


def text(kind: str, code: str, today: date) -> str:
    """The file: what is required stands ready to be filled in, the rest behind a '#'."""
    lines = ["# Vul in wat achter de dubbele punt hoort. Haal weg wat niet nodig is. Regels met '#' telt de site niet."]
    for field in fields_of(MODELS[kind]):
        if "." in field.key or field.key == "wijzigingen":
            continue
        explanation = f"{field.titel}. {field.uitleg}" + (f" Kies uit: {field.waarden}." if field.waarden else "")
        if field.key == "code":
            lines.append(f"code: {code}")
        else:
            lines += ["", f"# {explanation}", f"{'' if field.required else '# '}{field.key}:"]
    return "\n".join([*lines, "", "wijzigingen:", f"  - datum: {today.isoformat()}", "    tekst: Toegevoegd.", ""])
