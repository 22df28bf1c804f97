"""What mkdocs.yml says of reporting holes: `extra: beveiliging:`, with `contact` and `geldig_tot`.

MkDocs leaves `extra` to others. It is read here and not from MkDocs, because the check does without, and points at the
line. The day stands in the file and is not counted from the day of the build: two builds of the same stay the same.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from infobox.catalogue.identity import Security
from infobox.disk import UnfitFileError, read_bounded
from infobox.entries.documents import Document, Loc, Place, from_text
from infobox.findings import Finding, did_you_mean
from infobox.text import url_faults

NAME = "mkdocs.yml"
MOST = 64 * 1024  # bytes
KEYS = ("contact", "geldig_tot")
SOON = timedelta(days=30)
LONG = timedelta(days=366)  # RFC 9116 asks for less than a year

_BLOCK = re.compile(r"^extra:[^\n]*\n(?:(?:[ \t#][^\n]*)?\n)*", re.MULTILINE)
_HERE: Loc = ("extra", "beveiliging")
_FORM = "schrijf 'contact:' en 'geldig_tot:' (jjjj-mm-dd) onder 'beveiliging:'"
_CONTACT = "schrijf een adres dat begint met https://, mailto: of tel:+"
_OTHER = re.compile(r"mailto:[A-Za-z0-9.+_-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+|tel:\+[0-9][0-9-]{5,20}")


@dataclass(frozen=True)
class Setting:
    """What is set, what is wrong with it, and where it stands."""

    security: Security | None = None
    faults: tuple[Finding, ...] = ()
    line: int = 1
    column: int = 1


def read(root: Path) -> Setting:
    """The setting of the project in `root`; an empty one when there is none, or no file that can be read."""
    try:
        source = read_bounded(root / NAME, MOST).decode("utf-8").replace("\r\n", "\n")
    except (UnfitFileError, UnicodeDecodeError):
        return Setting()  # MkDocs says what is the matter with its own file
    block = _BLOCK.search(source if source.endswith("\n") else f"{source}\n")
    if block is None or "beveiliging" not in block[0]:
        return Setting()
    document = from_text(block[0], NAME, line=source.count("\n", 0, block.start()))
    extra = document.value.get("extra")
    told: Any = extra.get("beveiliging") if isinstance(extra, dict) else None
    lines = _lines_of("beveiliging", block[0])
    ours = [fault for fault in document.faults if fault.line - document.line in lines]  # the rest is MkDocs' to judge
    if told is None:
        return Setting(faults=tuple(ours))
    faults = [*ours, *(_faults(document, told) if document.is_read else ())]
    if faults:
        return Setting(faults=tuple(faults))
    place = document.finding(document.key_place((*_HERE, "geldig_tot")), "", "")
    return Setting(Security(told["contact"], told["geldig_tot"]), line=place.line, column=place.column)


def _lines_of(key: str, block: str) -> range:
    """The lines of a block, from 1, that a key and what is in it take; all when it has no line of its own."""
    lines = block.split("\n")
    for number, line in enumerate(lines, start=1):
        if match := re.match(rf"( +){key} *:", line):
            inside = re.compile(rf" {{{len(match[1]) + 1},}}|\s*(#|$)")
            last = next(
                (after for after, one in enumerate(lines[number:], number) if not inside.match(one)), len(lines)
            )
            return range(number, last + 1)
    return range(1, len(lines) + 1)


def notes(setting: Setting, today: date) -> Iterator[Finding]:
    """What somebody has to do soon. It stops nothing: a day that passes is nobody's fault in the data."""
    if not setting.security:
        return
    until = setting.security.until
    told, hint = "", "kijk of het contact nog klopt en schrijf een nieuwe dag, hoogstens een jaar verder"
    if until < today:
        told = f"het adres voor meldingen van lekken gold tot {until.isoformat()}; nu mag niemand er meer op bouwen"
    elif until < today + SOON:
        told = f"het adres voor meldingen van lekken geldt nog maar tot {until.isoformat()}"
    elif until > today + LONG:
        told = f"het adres voor meldingen van lekken geldt tot {until.isoformat()}; langer dan een jaar is te lang"
    if told:
        yield Finding(NAME, setting.line, setting.column, told, hint)


def _faults(document: Document, told: Any) -> Iterator[Finding]:
    def at(place: Place, message: str, hint: str) -> Finding:
        return document.finding(place, message, hint)

    if not isinstance(told, dict):
        yield at(document.place(_HERE), "'beveiliging' heeft geen sleutels", _FORM)
        return
    for key in told.keys() - set(KEYS):
        place = document.key_place((*_HERE, key))
        yield at(place, f"de sleutel '{key}' bestaat hier niet", did_you_mean(key, KEYS, _FORM))
    for key in KEYS:
        place = document.place((*_HERE, key))
        if not told.get(key):
            yield at(document.place(_HERE), f"bij 'beveiliging' ontbreekt '{key}'", _FORM)
        elif key == "contact":
            yield from (at(place, *fault) for fault in _contact_faults(told[key]))
        elif not isinstance(told[key], date):
            yield at(place, f"'{key}' is geen dag", "schrijf jjjj-mm-dd, zonder aanhalingstekens")


def _contact_faults(text: object) -> Iterator[tuple[str, str]]:
    if isinstance(text, str) and text.startswith("https://") and text.isascii():
        yield from ((message, hint) for _, message, hint in url_faults(text))
    elif not isinstance(text, str) or not _OTHER.fullmatch(text):
        yield "dit is geen adres om lekken te melden", _CONTACT
