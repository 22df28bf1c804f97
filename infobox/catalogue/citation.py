"""How to cite: an entry of this site and the original publication, in APA style.

Only what is attested is cited. What came after 'e.a.' stays that; without a year it says 'z.d.' (zonder datum).
"""

import re
from dataclasses import dataclass

from infobox.catalogue import destinations
from infobox.catalogue.dutch import date_nl
from infobox.catalogue.history import last_change
from infobox.catalogue.identity import Site
from infobox.catalogue.infobox import Infobox
from infobox.catalogue.makers import Maker, apa_list, maker
from infobox.entries.instrument import Instrument, Uitgave
from infobox.entries.records import Entry

_ISSUE = re.compile(r"^(?P<journal>.+), (?P<volume>\d+)\((?P<number>\d+)\), (?P<pages>[\d–-]+)$")


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


def cite_entry(entry: Entry, site: Site) -> Citation:
    """The page of an entry that has a code; dated with its last change."""
    day = last_change(entry)
    code = str(getattr(entry, "code", ""))
    when = f"{day.year}, {date_nl(day).rsplit(' ', 1)[0]}" if day else "z.d."
    url = f" {site.url}{code.lower()}/" if site.url else ""
    return Citation(f"{site.name}. ({when}).", entry.titel, f"({code}).{url}")


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
