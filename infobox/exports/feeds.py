"""Atom feeds (RFC 4287): of the site, of each standaard, instrument and bouwsteen, of the begrippen, of each doelgroep.

One entry for each day with changes, which leads to what changed. Addresses in a feed are absolute, so there are feeds
only where the site's own address is known. Ids are made of an address that never changes and the day: a better text or
a new name does not make old news new.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lxml import etree
from markupsafe import Markup, escape

from infobox.catalogue.addresses import (
    FEED,
    SITE_FEED,
    WITH_FEED,
    cited_folders,
    folder_beside,
    group_feeds,
    parts,
    retired_parts,
)
from infobox.catalogue.dutch import DOELGROEP_PLURALS, date_nl
from infobox.catalogue.history import MANY, Change, History, Named, by_day, in_kinds, plain
from infobox.catalogue.identity import Site
from infobox.catalogue.infobox import Infobox, code_of
from infobox.entries.instrument import Instrument
from infobox.entries.kinds import REFERENCE, entry_path
from infobox.exports.source import Source

NAMESPACE = "http://www.w3.org/2005/Atom"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
HISTORY = "wijzigingen"  # the anchor of what changed, on every page of an entry

_ANCHOR = re.compile(r"\b[a-z][0-9]{1,2}\b")


@dataclass(frozen=True)
class Channel:
    """One feed: its own `path`, and the `page` that its entries belong to; both from the root.

    `about` is the one thing that it is about, or None when it is about many.
    """

    path: str
    page: str
    title: str
    about: Named | None = None


def addresses(infobox: Infobox) -> Iterator[tuple[str, str]]:
    """(address, owner) of every feed, also while the site has no address of its own."""
    yield f"/{SITE_FEED}", "docs/nieuw.md"
    for folder, kind, entry in cited_folders(infobox):
        if kind in WITH_FEED:
            yield f"/{folder}/{FEED}", f"{kind}/{entry.id}"
    for page, _, _ in group_feeds():
        yield f"/{page}{FEED}", page.rstrip("/")


def files(source: Source) -> Iterator[tuple[str, bytes]]:
    """(path, XML) of every feed, also at a former code; nothing when the address of the site is not known."""
    infobox, site = source.infobox, source.site
    if not site.url:
        return
    history = History(infobox)
    channel = Channel(SITE_FEED, "nieuw/", f"{site.name}: wat er nieuw is")
    yield channel.path, _feed(infobox, site, channel, history.changes)
    for folder, kind, entry in cited_folders(infobox):
        if kind in WITH_FEED:
            title = f"{code_of(entry)} {entry.titel}: wat er nieuw is"
            channel = Channel(f"{folder}/{FEED}", f"{folder_beside(kind, entry)}/", title, (kind, entry))
            yield channel.path, _feed(infobox, site, channel, history.at(kind, entry))
    for page, kind, doelgroep in group_feeds():
        about = f"instrumenten voor {DOELGROEP_PLURALS[doelgroep].lower()}" if doelgroep else kind  # type: ignore[index]
        channel = Channel(f"{page}{FEED}", page, f"{site.name}: wat er nieuw is bij {about}")
        yield channel.path, _feed(infobox, site, channel, list(_of_group(history.changes, kind, doelgroep)))


def _of_group(changes: list[Change], kind: str, doelgroep: str) -> Iterator[Change]:
    """The changes of the entries of a kind; with a doelgroep only of the instrumenten that are for it."""
    for change in changes:
        inside = tuple(
            (one, entry)
            for one, entry in change.entries
            if one == kind and (not doelgroep or (isinstance(entry, Instrument) and doelgroep in entry.doelgroepen))
        )
        if inside:
            yield Change(change.datum, change.tekst, inside)


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
        _add(entry, "link", rel="alternate", type="text/html", href=site.url + _what_changed(channel, day, group))
        if channel.about:
            _add(entry, "content", "\n".join(plain(change.tekst, infobox) for change in group), type="text")
        else:
            items = Markup("").join(Markup("<li>{}</li>").format(_told(change, infobox, site)) for change in group)
            _add(entry, "content", str(Markup("<ul>{}</ul>").format(items)), type="html")
    etree.indent(feed)
    written: bytes = etree.tostring(feed, xml_declaration=True, encoding="utf-8")
    return written + b"\n"


def _what_changed(channel: Channel, day: date, group: list[Change]) -> str:
    """Where the changes of a day lead, from the root: the one thing that changed, or else the list of that day."""
    changed = {(kind, entry.id): (kind, entry) for change in group for kind, entry in change.entries}
    about = channel.about
    if len(changed) == 1:
        about = next(iter(changed.values()))
        anchors = {_part_named(about, change.tekst) for change in group}
        if len(anchors) == 1 and (anchor := anchors.pop()):
            return f"{entry_path(about[0], about[1].id)}#{anchor}"
    if about is None:
        return f"nieuw/#d-{day.isoformat()}"
    path = entry_path(about[0], about[1].id)
    return path if "#" in path else f"{path}#{HISTORY}"


def _part_named(about: Named, tekst: str) -> str:
    """The anchor of the one part of an entry that a text names, by that anchor or by its title; '' for none or more."""
    inside = (*parts(about[1]), *retired_parts(about[1]))
    written = set(_ANCHOR.findall(tekst))
    found = {part.anker for part in inside if part.anker in written or part.titel.casefold() in tekst.casefold()}
    return found.pop() if len(found) == 1 else ""


def _told(change: Change, infobox: Infobox, site: Site) -> Markup:
    """A change with links to what it is about; in the feed of one thing that goes without saying."""

    def link(kind: str, titel: str, entry_id: str) -> Markup:
        return Markup('<a href="{}">{}</a>').format(site.url + entry_path(kind, entry_id), titel)

    told, end = Markup(""), 0
    for match in REFERENCE.finditer(change.tekst):
        told += escape(change.tekst[end : match.start()])
        kind, entry = infobox.by_code.get(match[1], ("", None))
        told += link(kind, f"{entry.titel} ({match[1]})", entry.id) if entry else escape(match[1])
        end = match.end()
    titles = [
        escape(f"{len(entries)} {kind}")
        if len(entries) > MANY
        else Markup("; ").join(link(kind, entry.titel, entry.id) for entry in entries)
        for kind, entries in in_kinds(change).items()
    ]
    return Markup("{}{} ({})").format(told, change.tekst[end:], Markup(", ").join(titles))


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    child = etree.SubElement(parent, name, attributes)
    child.text = text
    return child
