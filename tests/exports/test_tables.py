"""The data as tables: read back, CSV and workbook give the records that went in; nothing in them is a formula."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from itertools import pairwise
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from infobox import inert
from infobox.catalogue.identity import Site
from infobox.catalogue.infobox import Infobox
from infobox.entries.kinds import SHOWN
from infobox.exports import api, tables, workbook
from infobox.exports.source import Source
from infobox.exports.tables import CONTINUED, Column, Table, Value
from tests.conftest import REAL, SAMPLE, TODAY
from tests.reading import infobox_of

SITE = Site("Infobox Proef", "https://infobox.test/pad/")
Rows = Mapping[str, list[dict[str, Value]]]  # table -> its rows, by key of a column

READ: Mapping[str, Callable[[str], Value]] = {
    "tekst": str,
    "lijst": lambda cell: [item.replace(CONTINUED, "\n") for item in re.split(r"\n(?!\t)", cell)],
    "getal": int,
    "dag": date.fromisoformat,
    "ja-nee": lambda cell: {"ja": True, "nee": False}[cell],
}


def rows_of_csv(found: Mapping[str, str], made: list[Table]) -> Rows:
    rows = {}
    for table in made:
        text = found[f"gegevens/{table.name}.csv"]
        assert text.startswith("\ufeff")
        head, *lines = csv.reader(io.StringIO(text[1:], newline=""), delimiter=";")
        assert head == [column.key for column in table.columns]
        rows[table.name] = [
            {
                column.key: READ[column.form](inert.from_cell(cell)) if cell else None
                for column, cell in zip(table.columns, line, strict=True)
            }
            for line in lines
        ]
    return rows


def rows_of_workbook(book: Workbook, made: list[Table]) -> Rows:
    rows = {}
    for table in made:
        head, *lines = book[workbook.sheet_name(table)].iter_rows(values_only=True)
        assert list(head) == [column.key for column in table.columns]
        rows[table.name] = [
            {column.key: in_workbook(column, cell) for column, cell in zip(table.columns, line, strict=True)}
            for line in lines
        ]
    return rows


def in_workbook(column: Column, cell: Any) -> Value:
    if isinstance(cell, str):
        return READ[column.form](cell)
    return cell.date() if isinstance(cell, datetime) else cell


def entries(rows: Rows, made: list[Table]) -> dict[str, dict[str, Any]]:
    """The records that the tables tell of, by kind and id: what reads them, from nothing but the tables."""
    derived = {table.name: {column.key for column in table.columns if column.derived} for table in made}
    found: dict[str, dict[str, Any]] = {}
    for kind in SHOWN:
        for row in rows[kind]:
            entry: dict[str, Any] = {}
            for key, value in row.items():
                if key not in derived[kind] and value is not None:
                    put(entry, key.split("."), value)
            found[f"{kind}/{row['id']}"] = entry
    lists = [row for table in made if table.name not in SHOWN for row in rows[table.name]]
    for row in sorted(lists, key=lambda row: (str(row["plaats"]).count("."), row["nr"])):
        record: dict[str, Any] = {}
        for key, value in row.items():
            if key not in ("soort", "id", "plaats", "nr") and value is not None:
                put(record, key.split("."), value)
        put(found[f"{row['soort']}/{row['id']}"], [*str(row["plaats"]).split("."), str(row["nr"])], record)
    return found


def put(entry: dict[str, Any], path: list[str], value: Any) -> None:
    here: Any = entry
    for name, after in pairwise(path):
        here = here[int(name) - 1] if name.isdigit() else here.setdefault(name, [] if after.isdigit() else {})
    if path[-1].isdigit():
        assert len(here) == int(path[-1]) - 1, "every record stands behind the one before it"
        here.append(value)
    else:
        here[path[-1]] = value


def known(value: Any) -> Any:
    """A record without what is not known."""
    if isinstance(value, dict):
        return {key: kept for key, one in value.items() if (kept := known(one)) not in (None, "", [], {})}
    return [known(one) for one in value] if isinstance(value, list) else value


def every_entry(infobox: Infobox) -> Iterator[tuple[str, dict[str, Any]]]:
    for kind in SHOWN:
        for entry in infobox.with_retired(kind).values():
            yield f"{kind}/{entry.id}", known(entry.model_dump())


@pytest.mark.parametrize("data", ["sample", REAL])
def test_read_back_the_tables_give_every_record_whole(data: str, request: pytest.FixtureRequest) -> None:
    infobox = request.getfixturevalue(data)
    source = Source(infobox, {}, SITE)
    made = tables.tables(infobox, SITE)
    expected = dict(every_entry(infobox))
    assert entries(rows_of_csv(dict(tables.files(source)), made), made) == expected
    [(_, content)] = workbook.files(source)
    assert entries(rows_of_workbook(load_workbook(io.BytesIO(content)), made), made) == expected


def test_numbers_are_those_of_the_site_and_its_api(sample: Infobox) -> None:
    source = Source(sample, {}, SITE)
    made = {table.name: table for table in tables.tables(sample, SITE)}
    in_csv = rows_of_csv(dict(tables.files(source)), list(made.values()))
    in_book = rows_of_workbook(book(sample), list(made.values()))
    told = dict(api.files(source))
    for kind in SHOWN:
        active = [[row for row in rows[kind] if row["levensloop.status"] == "actief"] for rows in (in_csv, in_book)]
        assert [len(rows) for rows in active] == [sample.count(kind)] * 2
        assert f'"aantal": {sample.count(kind)},' in told[f"api/v1/{kind}.json"]
    assert {row["id"]: row["standaarden"] for row in in_csv["instrumenten"]}["weegwijzer"] == ["S02"]


def book(infobox: Infobox) -> Workbook:
    [(_, content)] = workbook.files(Source(infobox, {}, SITE))
    return load_workbook(io.BytesIO(content))


def test_every_sheet_has_fixed_heads_filters_links_and_notes(sample: Infobox) -> None:
    opened = book(sample)
    made = tables.tables(sample, SITE)
    guide = opened[workbook.FIRST]
    assert opened.sheetnames == [workbook.FIRST, *(workbook.sheet_name(table) for table in made)]
    leads = [guide[f"A{row}"].hyperlink.location for row in range(5, 5 + len(made))]
    assert leads == [f"'{workbook.sheet_name(table)}'!A1" for table in made]
    for table in made:
        sheet = opened[workbook.sheet_name(table)]
        assert str(sheet.freeze_panes)[-1] == "2", "the head stays in sight"
        assert sheet.auto_filter.ref.startswith("A1:")
        for column, cell in zip(table.columns, sheet[1], strict=True):
            assert column.title in cell.comment.text, (table.name, column.key)
            assert column.told in cell.comment.text
    page = opened["instrumenten"]["E2"]
    assert page.hyperlink.target == page.value
    assert str(page.value).startswith(f"{SITE.url}instrumenten/")


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "|cmd", "'=1", "''=1"])
def test_text_that_looks_like_a_formula_is_text(start: str) -> None:
    column = Column("titel", "Titel", "Hoe het heet.", "tekst")
    table = Table("proef", "Proef", "Een proef.", (column,), [[start]])
    [_, [cell]] = list(csv.reader(io.StringIO(tables.as_csv(table)[1:], newline=""), delimiter=";"))
    assert cell[0] == "'", "a spreadsheet that opens the CSV sees text"
    assert inert.from_cell(cell) == start
    sheet = load_workbook(io.BytesIO(workbook.workbook([table], "Proef")))["proef"]
    assert (sheet["A2"].data_type, str(sheet["A2"].value).replace("_x000D_", "\r")) == ("s", start)


@pytest.mark.parametrize("text", ["'s-Hertogenbosch", "gewoon", "a = b", "'quoted'"])
def test_other_text_is_left_alone(text: str) -> None:
    assert inert.whole_cell(text) == text == inert.from_cell(text)


def test_the_same_data_give_the_same_bytes(sample: Infobox) -> None:
    again = Source(infobox_of(SAMPLE / "data", TODAY), {}, SITE)
    assert list(workbook.files(Source(sample, {}, SITE))) == list(workbook.files(again))
    assert list(tables.files(Source(sample, {}, SITE))) == list(tables.files(again))


def test_what_is_promised_is_written(sample: Infobox) -> None:
    promised = [address for product in (tables, workbook) for address, _ in product.addresses(sample)]
    source = Source(sample, {}, SITE)
    found = [f"/{path}" for product in (tables, workbook) for path, _ in product.files(source)]
    assert sorted(promised) == sorted(found)
    assert len({workbook.sheet_name(table) for table in tables.tables(sample, SITE)}) == len(found) - 1
