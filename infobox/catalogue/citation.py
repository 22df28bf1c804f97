"""How to cite: an entry of this site and the original publication, in APA style.

Only what is attested is cited. What came after 'e.a.' stays that; without a year it says 'z.d.' (zonder datum).
"""

import re
from dataclasses import dataclass
from datetime import date

from infobox.catalogue import addresses, destinations
from infobox.catalogue.dutch import date_nl
from infobox.catalogue.edities import Editie
from infobox.catalogue.history import last_change
from infobox.catalogue.identity import Site
from infobox.catalogue.infobox import Infobox, code_of
from infobox.catalogue.makers import Maker, apa_list, maker
from infobox.entries.instrument import Instrument, Uitgave
from infobox.entries.model import Onderdeel
from infobox.entries.records import Entry
from infobox.entries.standaard import Aspect

_ISSUE = re.compile(r"^(?P<journal>.+), (?P<volume>\d+)\((?P<number>\d+)\), (?P<pages>[\d–-]+)$")
_MARKUP = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]"} | {"<": "&lt;", "&": "&amp;"})


@dataclass(frozen=True)
class Citation:
    """A citation in three parts, because the title is set in italics."""

    before: str
    titel: str
    after: str

    def __str__(self) -> str:
        return " ".join(part for part in (self.before, self.titel, self.after) if part)


@dataclass(frozen=True)
class Original:
    """The publication behind an instrument, as reference managers want it; '' is: not attested."""

    id: str
    titel: str
    soort: str
    makers: tuple[Maker, ...]
    year: str
    publisher: str
    place: str
    journal: str
    volume: str
    number: str
    pages: str
    isbn: str
    doi: str
    url: str


@dataclass(frozen=True)
class OwnPage:
    """A page of this site, or a part of one, as somebody who writes about it needs it.

    `within` names the entry that a part belongs to. `since` is the day from which the text stands as it does, or None
    when nothing says so. `url` is '' as long as the site has no address. `editie` is the newest one that says the same,
    or ''.
    """

    id: str
    site: str
    titel: str
    code: str
    within: str
    since: date | None
    url: str
    editie: str = ""


def own_page(kind: str, entry: Entry, site: Site, part: Aspect | Onderdeel | None = None, editie: str = "") -> OwnPage:
    """What there is to say of the page of `entry`, or of one `part` of it; `editie` is the newest that says it."""
    anchor = part.anker if part else ""
    return OwnPage(
        id=addresses.folder_beside(kind, entry).replace("/", "-") + (f"-{anchor}" if anchor else ""),
        site=site.name,
        titel=part.titel if part else entry.titel,
        code=code_of(entry),
        within=entry.titel if part else "",
        since=last_change(entry),
        url=site.url and site.url + addresses.lasting_path(kind, entry, anchor),
        editie=editie,
    )


def cite_page(page: OwnPage) -> Citation:
    """A page of this site in APA style, dated with its last change."""
    known = ", ".join(filter(None, (page.code, page.editie and f"editie {page.editie}")))
    where = f"In {page.within} ({known})." if page.within else f"({known})." if known else ""
    titel = page.titel if (where and not page.within) or page.titel.endswith((".", "?", "!")) else f"{page.titel}."
    return Citation(f"{page.site}. ({_when(page.since)}).", titel, f"{where} {page.url}".strip())


def cite_editie(site: Site, editie: Editie) -> Citation:
    """An editie as a whole in APA style, dated with its day."""
    url = site.url and site.url + editie.page
    return Citation(f"{site.name}. ({_when(editie.datum)}).", f"Editie {editie.id}.", url)


def _when(day: date | None) -> str:
    return f"{day.year}, {date_nl(day).rsplit(' ', 1)[0]}" if day else "z.d."


def link_in_markdown(page: OwnPage) -> str:
    """A link to a page of this site as people write it in Markdown; no character of its title is markup."""
    words = f"{page.code} {page.titel}".strip()
    return f"[{words.translate(_MARKUP)}]({page.url})"


def original(instrument: Instrument, infobox: Infobox) -> Original:
    """The publication behind `instrument`. A copy on somebody else's site is not its address."""
    uitgave = instrument.uitgave or Uitgave()
    organisations = [infobox.organisaties[key] for key in instrument.organisaties if key in infobox.organisaties]
    known = infobox.names_of_organisaties
    makers = [maker(name, known) for name in instrument.auteurs] or [Maker(one.titel) for one in organisations]
    issue = _ISSUE.match(uitgave.tijdschrift or "")
    place = destinations.destination(instrument, infobox)
    return Original(
        id=instrument.id,
        titel=instrument.titel,
        soort=instrument.soort,
        makers=tuple(makers),
        year=str(instrument.jaar or ""),
        publisher=uitgave.uitgever or ", ".join(one.titel for one in organisations),
        place=uitgave.plaats or "",
        journal=issue["journal"] if issue else uitgave.tijdschrift or "",
        volume=issue["volume"] if issue else "",
        number=issue["number"] if issue else "",
        pages=issue["pages"] if issue else "",
        isbn=uitgave.isbn or "",
        doi=uitgave.doi or "",
        url=place.url if place and place.soort in ("pagina", "verwijspagina") else "",
    )


def cite_original(one: Original) -> Citation:
    """The original publication in APA style."""
    year = f"({one.year or 'z.d.'})."
    makers = apa_list(one.makers)
    before = f"{makers}{'' if makers.endswith('.') else '.'} {year}" if makers else ""
    publisher = one.publisher if one.publisher not in {maker.name for maker in one.makers} else ""
    source = publisher
    if one.journal:
        issue = f", {one.volume}({one.number}), {one.pages}" if one.volume else ""
        source = f"{one.journal}{issue}"
    tail = [
        "" if makers else year,
        f"{source}." if source else "",
        f"https://doi.org/{one.doi}" if one.doi else one.url,
    ]
    titel = one.titel if one.titel.endswith((".", "?", "!")) else f"{one.titel}."
    return Citation(before, titel, " ".join(part for part in tail if part))
