"""A new file for an editor to fill in: the fields of its kind, explained, with the first code that was never used."""

import re
from collections.abc import Collection
from datetime import date
from pathlib import Path

from infobox.entries.fields import fields_of
from infobox.entries.model import ID_PATTERN, MODELS
from infobox.pages.render import entry_path


def create(path: Path, code: str, locked: Collection[str], today: date) -> None:
    """Write a file to fill in at `path`, data/<kind>/<id>.yml; `code` is '' for a kind without codes.

    `locked` are the addresses that were ever given out. Raises KeyError for a kind that does not exist, ValueError for
    an id that cannot be an address (in Dutch), and FileExistsError when there is such a file: nothing is overwritten.
    """
    kind, entry_id = path.parent.name, path.stem
    content = text(kind, code, today)
    if not re.fullmatch(ID_PATTERN, entry_id):
        raise ValueError(f"'{entry_id}' kan geen adres zijn; gebruik kleine letters, cijfers en streepjes")
    address = f"/{entry_path(kind, entry_id)}"
    if address in locked and not path.exists():
        raise ValueError(f"het adres {address} is al eens uitgegeven; kies een andere naam")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(content)
    except FileExistsError:
        raise FileExistsError(f"{path} bestaat al en is niet veranderd") from None


def codes_in(locked: Collection[str]) -> set[str]:
    """The codes that addresses were ever given out for: '/i027/' is I027."""
    return {address.strip("/").upper() for address in locked if re.fullmatch(r"/[a-z]\d+/", address)}


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
