"""Atom feeds (RFC 4287): one for the site, one for each standaard. One entry for each day with changes.

Addresses in a feed are absolute, so there are feeds only where the site's own address is known. Ids are made of the
short link, which never changes, and the day: a better text or a new name does not make old news new.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from lxml import etree

from infobox.catalogue.addresses import SITE_FEED, WITH_FEED, feed_path
from infobox.catalogue.dutch import date_nl
from infobox.catalogue.history import MANY, Change, History, by_day, in_kinds, plain
from infobox.catalogue.identity import Site
from infobox.catalogue.infobox import Infobox
from infobox.exports.source import Source

NAMESPACE = "http://www.w3.org/2005/Atom"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True)
class Channel:
    """One feed: its own `path`, and the `page` that its entries belong to; both from the root."""

    path: str
    page: str
    title: str


def addresses(infobox: Infobox) -> Iterator[tuple[str, str]]:
    """(address, owner) of every feed, also while the site has no address of its own."""
    yield f"/{SITE_FEED}", "docs/nieuw.md"
    for code, (kind, entry) in infobox.by_code.items():
        if kind in WITH_FEED:
            yield f"/{feed_path(code)}", f"{kind}/{entry.id}"


def files(source: Source) -> Iterator[tuple[str, bytes]]:
    """(path, XML) of every feed; nothing when the address of the site is not known."""
    infobox, site = source.infobox, source.site
    if not site.url:
        return
    history = History(infobox)
    channel = Channel(SITE_FEED, "nieuw/", f"{site.name}: wat er nieuw is")
    yield channel.path, _feed(infobox, site, channel, history.changes)
    for code, (kind, entry) in infobox.by_code.items():
        if kind in WITH_FEED:
            channel = Channel(feed_path(code), f"{code.lower()}/", f"{code} {entry.titel}: wat er nieuw is")
            yield channel.path, _feed(infobox, site, channel, history.at(kind, entry))


def _feed(infobox: Infobox, site: Site, channel: Channel, found: list[Change]) -> bytes:
    home = site.url + channel.page
    feed = etree.Element("feed", {XML_LANG: "nl"}, xmlns=NAMESPACE)
    _add(feed, "id", home)
    _add(feed, "title", channel.title)
    _add(feed, "updated", _moment(max((change.datum for change in found), default=date(1970, 1, 1))))
    _add(_add(feed, "author"), "name", site.name)
    _add(feed, "link", rel="self", type="application/atom+xml", href=site.url + channel.path)
    _add(feed, "link", rel="alternate", type="text/html", hreflang="nl", href=home)
    for day, group in by_day(found):
        entry = _add(feed, "entry")
        _add(entry, "id", f"{home}#{day.isoformat()}")
        _add(entry, "title", f"Wijzigingen van {date_nl(day)}")
        _add(entry, "updated", _moment(day))
        _add(entry, "link", rel="alternate", type="text/html", href=f"{site.url}nieuw/#d-{day.isoformat()}")
        lines = (
            [plain(change.tekst, infobox) for change in group] if channel.path != SITE_FEED else _lines(group, infobox)
        )
        _add(entry, "content", "\n".join(lines), type="text")
    etree.indent(feed)
    written: bytes = etree.tostring(feed, xml_declaration=True, encoding="utf-8")
    return written + b"\n"


def _lines(group: Iterable[Change], infobox: Infobox) -> Iterator[str]:
    """Each change with what it is about; in the feed of one standaard that goes without saying."""
    for change in group:
        titles = [
            f"{len(entries)} {kind}" if len(entries) > MANY else "; ".join(entry.titel for entry in entries)
            for kind, entries in in_kinds(change).items()
        ]
        yield f"{plain(change.tekst, infobox)} ({', '.join(titles)})"


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    child = etree.SubElement(parent, name, attributes)
    child.text = text
    return child
