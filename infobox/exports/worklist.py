"""The lists for editors as files: CSV for a spreadsheet, JSON for programs. The same rows as the page *Beheer*."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from infobox import inert
from infobox.catalogue.infobox import Infobox
from infobox.exports.source import Source
from infobox.pages.beheer import Beheer, Filled, Row

FOLDER = "beheer"
COLUMNS = ("lijst", "code", "waarover", "wat", "organisatie", "voor", "getal", "bestand", "pagina")
OWNER = "beheer"


def addresses(_: Infobox) -> Iterator[tuple[str, str]]:
    """(address, owner) of both files."""
    for form in ("csv", "json"):
        yield f"/{FOLDER}/beheer.{form}", OWNER


def files(source: Source) -> Iterator[tuple[str, str]]:
    """(path, text)."""
    yield f"{FOLDER}/beheer.csv", as_csv(source.beheer, source.site.url)
    yield f"{FOLDER}/beheer.json", as_json(source.beheer, source.site.url)


def as_csv(beheer: Beheer, url: str = "") -> str:
    """One table of all lists. No cell is a formula; the mark in front tells a spreadsheet that it is UTF-8."""
    text = io.StringIO()
    table = csv.writer(text, delimiter=";", lineterminator="\r\n")
    table.writerow(COLUMNS)
    for one in beheer.lists:
        for row in one.rows:
            record = {"lijst": one.lijst.title, **_record(row, url)}
            table.writerow([inert.cell(_cell(record.get(column, ""))) for column in COLUMNS])
    return "\ufeff" + text.getvalue()


def as_json(beheer: Beheer, url: str = "") -> str:
    """Every list with what it is, why it matters and what to do, and its rows; what is not known is left out."""
    return json.dumps({"lijsten": [_list(one, url) for one in beheer.lists]}, ensure_ascii=False, indent=1) + "\n"


def _list(one: Filled, url: str) -> dict[str, Any]:
    told = {"naam": one.lijst.name, "titel": one.lijst.title, "wat": one.lijst.what}
    told |= {"waarom": one.lijst.why, "doen": one.lijst.todo, "getal": one.lijst.counted}
    return {**told, "regels": [_record(row, url) for row in one.rows]}


def _record(row: Row, url: str) -> dict[str, Any]:
    every = {
        "code": row.code,
        "waarover": row.about,
        "wat": row.matter,
        "organisatie": list(row.organisaties),
        "voor": row.day.isoformat() if row.day else "",
        "getal": row.number,
        "bestand": row.file,
        "pagina": f"{url or '/'}{row.page}" if row.page else "",
    }
    return {key: value for key, value in every.items() if value not in ("", [], None)}


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(value)
    return f"{value:g}" if isinstance(value, int | float) else str(value)
