"""The calendar of reviews: it holds what is due; lines, letters and names are as RFC 5545 wants them."""

import dataclasses
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from infobox.catalogue.identity import Site
from infobox.catalogue.infobox import Infobox
from infobox.catalogue.upkeep import Agreement, due
from infobox.entries.kinds import KINDS
from infobox.exports import reviews
from infobox.exports.source import Source
from tests.conftest import TODAY
from tests.small_project import Small

AGREED = {"standaarden": Agreement("redactie", 12)}
SITE = Site("Infobox; Proef, één", "https://infobox.test/pad/", agreements=AGREED)


def written(infobox: Infobox, site: Site = SITE) -> bytes:
    [(path, content)] = reviews.files(Source(infobox, {}, site))
    assert f"/{path}" in dict(reviews.addresses(infobox))
    return content


def events(content: bytes) -> Mapping[str, Mapping[str, object]]:
    read = Calendar.from_ical(content)
    assert not read.errors
    return {str(one["UID"]): one for one in read.walk("VEVENT")}


def test_a_calendar_reads_every_day_that_is_due(sample: Infobox) -> None:
    found = events(written(sample))
    expected = {(day, entry.titel) for kind, entry, day in due(sample.entries(), AGREED) if not KINDS[kind].private}
    days = {(one.decoded("DTSTART"), str(one["SUMMARY"])) for one in found.values()}  # type: ignore[attr-defined]
    assert all(any(day == when and titel in told for when, told in days) for day, titel in expected)
    assert len(found) == len(due(sample.entries(), AGREED)) > len(expected) > 0
    assert all(isinstance(day, date) for day, _ in days)
    assert str(found["s02-nakijken@infobox.test"]["URL"]) == f"{SITE.url}standaarden/wegen/"


def test_a_page_whose_reader_may_be_watched_is_named_by_its_code_only(sample: Infobox) -> None:
    content = written(sample).replace(b"\r\n ", b"").decode()
    [private] = [entry for kind, entry, _ in due(sample.entries(), AGREED) if kind == "situaties"]
    assert private.titel not in content
    assert "SUMMARY:Nakijken: W" in content


def test_lines_end_and_break_as_they_should(sample: Infobox) -> None:
    content = written(sample)
    lines = content.split(b"\r\n")
    assert lines.pop() == b""
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= reviews.LONGEST
    assert any(line.startswith(b" ") for line in lines), "some line is longer"
    assert b"Infobox\\; Proef\\, \xc3\xa9\xc3\xa9n" in content


@pytest.mark.parametrize("line", ["x" * 74, "x" * 75, "x" * 76, "é" * 80, "x" * 74 + "é", "🙂" * 60, ""])
def test_a_folded_line_is_whole_again_when_it_is_unfolded(line: str) -> None:
    pieces = reviews.folded(line).split(b"\r\n")
    assert max(map(len, pieces)) <= reviews.LONGEST
    assert b"".join([pieces[0], *(piece[1:] for piece in pieces[1:])]).decode() == line


def test_another_day_and_another_name_make_no_other_event(tmp_path: Path) -> None:
    small = Small(tmp_path / "project")
    small.set("standaarden", "eerste", herzien_voor=date(2027, 3, 1))
    before = events(written(small.case().infobox))
    small.rename("standaarden", "eerste", "andere-naam")
    small.set("standaarden", "andere-naam", herzien_voor=date(2027, 4, 1))
    after = events(written(small.case().infobox))
    assert list(before) == list(after) == ["s01-nakijken@infobox.test"]
    assert after["s01-nakijken@infobox.test"].decoded("DTSTART") == date(2027, 4, 1)  # type: ignore[attr-defined]


def test_without_an_address_or_without_a_day_there_is_none(sample: Infobox, good: Infobox) -> None:
    assert list(reviews.files(Source(sample, {}, dataclasses.replace(SITE, url="")))) == []
    assert list(reviews.files(Source(good, {}, SITE))) == []


def test_nothing_in_it_depends_on_the_day_of_the_build(sample: Infobox) -> None:
    assert written(sample) == written(sample)
    assert all(str(one["DTSTAMP"].dt.date()) <= TODAY.isoformat() for one in events(written(sample)).values())  # type: ignore[attr-defined]
