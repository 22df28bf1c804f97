"""The tables as one workbook (XLSX): a sheet for each, with fixed heads, filters, links, and a note on every column.

Text is written as text, whatever it begins with. Nothing in the file depends on the day or the machine.
"""

import io
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from infobox import inert
from infobox.catalogue.infobox import Infobox
from infobox.entries.kinds import SHOWN
from infobox.exports.source import Source
from infobox.exports.tables import FOLDER, Column, Table, Value, tables, written

PATH = f"{FOLDER}/infobox.xlsx"
FIRST = "leeswijzer"
LONGEST_NAME = 31  # of a sheet, says Excel
LONGEST_LINK = 2000
WIDTHS = {"getal": 9, "dag": 12, "ja-nee": 9}
WIDE, NARROW = 44, 18  # characters
MADE = datetime(1980, 1, 1)


def addresses(_: Infobox) -> Iterator[tuple[str, str]]:
    """(address, owner) of the workbook."""
    yield f"/{PATH}", FOLDER


def files(source: Source) -> Iterator[tuple[str, bytes]]:
    """(path, content)."""
    yield PATH, workbook(tables(source.infobox, source.site), source.site.name)


def workbook(made: list[Table], name: str) -> bytes:
    """The tables as the bytes of one file, after a sheet that says what there is."""
    content = io.BytesIO()
    book = Workbook(
        content,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    book.set_properties({"title": name, "created": MADE, "comments": "CC BY 4.0"})
    looks = {
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "as text": book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True}),
        "day": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"}),
        "link": book.add_format({"font_color": "#0b5394", "underline": 1, "valign": "top"}),
        "title": book.add_format({"bold": True, "font_size": 14}),
    }
    _guide(book.add_worksheet(FIRST), made, name, looks)
    for table in made:
        _sheet(book.add_worksheet(sheet_name(table)), table, looks)
    book.close()
    return content.getvalue()


def sheet_name(table: Table) -> str:
    """What its sheet is called."""
    return table.name[:LONGEST_NAME]


def _guide(sheet: Worksheet, made: list[Table], name: str, looks: Mapping[str, Format]) -> None:
    sheet.write_string(0, 0, name, looks["title"])
    told = (
        "Alle gegevens van deze site. Teksten: CC BY 4.0. Wat in een lijst staat, staat op een eigen regel in de cel."
    )
    sheet.write_string(1, 0, told)
    for at, head in enumerate(("Blad", "Wat het is", "Regels", "Uitleg")):
        sheet.write_string(3, at, head, looks["head"])
    for row, table in enumerate(made, start=4):
        sheet.write_url(row, 0, f"internal:'{sheet_name(table)}'!A1", looks["link"], sheet_name(table))
        sheet.write_string(row, 1, table.title, looks["text"])
        sheet.write_number(row, 2, len(table.rows))
        sheet.write_string(row, 3, table.told, looks["text"])
    for at, width in enumerate((30, 44, 9, 90)):
        sheet.set_column(at, at, width)
    sheet.freeze_panes(4, 0)


def _sheet(sheet: Worksheet, table: Table, looks: Mapping[str, Format]) -> None:
    for at, column in enumerate(table.columns):
        sheet.write_string(0, at, column.key, looks["head"])
        sheet.write_comment(0, at, _note(column), {"author": "", "x_scale": 2})
        sheet.set_column(at, at, _width(table, at))
    for row, values in enumerate(table.rows, start=1):
        for at, value in enumerate(values):
            _write(sheet, row, at, value, looks)
    sheet.freeze_panes(1, 2 if table.name in SHOWN else 0)
    sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.columns) - 1)


def _note(column: Column) -> str:
    """What stands behind the head of a column."""
    forms = {"lijst": "Elk op een eigen regel.", "dag": "Een dag.", "ja-nee": "ja of nee."}
    return " ".join(filter(None, [f"{column.title}.", column.told, forms.get(column.form, "")]))


def _width(table: Table, at: int) -> int:
    longest = max((len(row[at]) for row in table.rows if isinstance(row[at], str)), default=0)  # type: ignore[arg-type]
    return WIDTHS.get(table.columns[at].form, WIDE if longest > NARROW else NARROW)


def _write(sheet: Worksheet, row: int, at: int, value: Value, looks: Mapping[str, Format]) -> None:
    if value is None:
        return
    if isinstance(value, date):
        sheet.write_datetime(row, at, datetime(value.year, value.month, value.day), looks["day"])
    elif isinstance(value, int | float) and not isinstance(value, bool):
        sheet.write_number(row, at, value)
    else:
        text = written(value)
        if isinstance(value, str) and _is_link(value):
            sheet.write_url(row, at, value, looks["link"], value)
        else:
            sheet.write_string(row, at, text, looks["as text" if inert.is_formula(text) else "text"])


def _is_link(text: str) -> bool:
    """Whether a text is an address of the web, short enough for a spreadsheet to follow."""
    return len(text) <= LONGEST_LINK and re.fullmatch(r"https?://[^\s\"<>]+", text) is not None
