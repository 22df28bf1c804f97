"""The days by which entries have to be looked at again, as a calendar to subscribe to (iCalendar, RFC 5545).

An event is named by an address that lasts, so a new day moves it and does not add one. There is a calendar only where
the site's own address is known and at least one entry has such a day: an empty one is not allowed.
"""

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from infobox.catalogue.addresses import folder_beside
from infobox.catalogue.history import last_change
from infobox.catalogue.identity import Site
from infobox.catalogue.infobox import Infobox, code_of
from infobox.catalogue.upkeep import CALENDAR, due, review_of
from infobox.entries.kinds import KINDS, SHOWN, entry_path
from infobox.entries.records import Entry
from infobox.exports.source import Source

OWNER = "beheer"
LONGEST = 75  # bytes of a line
_PLAIN = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n", "\r": ""})


def addresses(_: Infobox) -> Iterator[tuple[str, str]]:
    """(address, owner) of the calendar, also while there is nothing to put in it."""
    yield f"/{CALENDAR}", OWNER


def files(source: Source) -> Iterator[tuple[str, bytes]]:
    """(path, calendar); nothing without an address of the site or without any day."""
    site = source.site
    days = due(source.infobox.entries(), site.agreements) if site.url else []
    if days:
        lines = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            f"PRODID:-//{_text(site.name)}//nakijken//NL",
            "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH",
            f"NAME:{_text(site.name)}: nakijken",
            f"X-WR-CALNAME:{_text(site.name)}: nakijken",
        ]
        for kind, entry, day in days:
            lines += _event(kind, entry, day, site)
        lines.append("END:VCALENDAR")
        yield CALENDAR, b"".join(map(folded, lines))


def _event(kind: str, entry: Entry, day: date, site: Site) -> Iterator[str]:
    """One whole day, which keeps nobody from anything else. Of who may be watched, it names the code only."""
    code, owner = code_of(entry) or "", review_of(kind, entry, site.agreements).owner
    name = code if KINDS[kind].private and code else f"{code} {entry.titel}".strip()
    looked = max(filter(None, (entry.herzien_op, last_change(entry))), default=date(1970, 1, 1))
    told = f"Staat in data/{kind}/{entry.id}.yml." + (f" Wie: {owner}." if owner else "")
    yield "BEGIN:VEVENT"
    yield f"UID:{folder_beside(kind, entry).replace('/', '-')}-nakijken@{urlsplit(site.url).hostname}"
    yield f"DTSTAMP:{looked:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"SUMMARY:{_text(f'Nakijken: {name}')}"
    yield f"DESCRIPTION:{_text(told)}"
    if kind in SHOWN:
        yield f"URL:{site.url}{entry_path(kind, entry.id)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(words: str) -> str:
    return words.translate(_PLAIN)


def folded(line: str) -> bytes:
    """A line as it goes out: UTF-8, in pieces of at most 75 bytes that break no letter, each with CR LF."""
    pieces, piece = [], b""
    for letter in line:
        raw = letter.encode()
        if len(piece) + len(raw) > LONGEST:
            pieces.append(piece)
            piece = b" "
        piece += raw
    return b"".join(one + b"\r\n" for one in (*pieces, piece))
