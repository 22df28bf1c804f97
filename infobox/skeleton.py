"""A new file for an editor to fill in: the fields of its kind, explained, with the first code that was never used."""

import re
from collections.abc import Collection
from datetime import date
from pathlib import Path

from infobox.checks import next_free_code
from infobox.documents import SUFFIX, read
from infobox.fields import fields_of
from infobox.model import ID_PATTERN, MODELS
from infobox.render import entry_path

LETTERS = {"standaarden": "S00", "instrumenten": "I000", "bouwstenen": "B0"}


def create(directory: Path, kind: str, entry_id: str, locked: Collection[str], today: date) -> Path:
    """Write data/<kind>/<entry_id>.yml and give its path. `locked` are the addresses that were ever given out.

    Raises KeyError for a kind that does not exist, ValueError for an id that cannot be an address (in Dutch), and
    FileExistsError when there is such a file: nothing is ever overwritten.
    """
    MODELS[kind]
    if not re.fullmatch(ID_PATTERN, entry_id):
        raise ValueError(
            f"'{entry_id}' kan geen adres zijn; gebruik kleine letters zonder accent, cijfers en streepjes"
        )
    path = directory / kind / f"{entry_id}{SUFFIX}"
    address = f"/{entry_path(kind, entry_id)}"
    if address in locked and not path.exists():
        raise ValueError(f"het adres {address} is al eens uitgegeven; kies een andere naam")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text(kind, _free_code(directory, kind, locked), today))
    except FileExistsError:
        raise FileExistsError(f"{path} bestaat al en is niet veranderd") from None
    return path


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


def _free_code(directory: Path, kind: str, locked: Collection[str]) -> str:
    if kind not in LETTERS:
        return ""
    given_out = {address.strip("/").upper() for address in locked if address.count("/") == 2}
    in_use = {read(path, path.name).text("code") for path in (directory / kind).glob(f"*{SUFFIX}")}
    return next_free_code(LETTERS[kind], given_out | in_use)
