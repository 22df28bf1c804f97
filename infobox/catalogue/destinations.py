"""Where a page sends its reader: straight to the owner, never to somebody's copy when the owner is known."""

from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from infobox.catalogue.infobox import Infobox
from infobox.entries.instrument import Instrument
from infobox.entries.model import Organisatie

DestinationSoort = Literal["pagina", "verwijspagina", "organisatie", "uitgever"]


@dataclass(frozen=True)
class Destination:
    """An address to send a reader to. `soort` says what is there; for 'uitgever' `organisatie` is the publisher."""

    url: str
    soort: DestinationSoort
    organisatie: Organisatie | None = None


def destination(instrument: Instrument, infobox: Infobox) -> Destination | None:
    """Where to read `instrument`, or None when no address but a copy's is known.

    A copy on a third party's site stays a source; the reader goes to the site of the first organisatie that has one.
    """
    link = instrument.link
    if link is not None and link.soort != "kopie" and is_web(link.url):
        return Destination(link.url, link.soort)
    for organisatie_id in instrument.organisaties:
        organisatie = infobox.organisaties[organisatie_id]
        if organisatie.link is not None and is_web(organisatie.link.url):
            return Destination(organisatie.link.url, "uitgever", organisatie)
    return None


def is_web(url: str) -> bool:
    """Whether an address may become a link at all. The check refuses others; this is the second defence."""
    return url.lower().startswith(("https://", "http://"))


def host(url: str) -> str:
    """The site of an address as a reader knows it: without www, in its own script."""
    name = (urlsplit(url).hostname or "").removeprefix("www.")
    try:
        return name.encode("ascii").decode("idna")
    except UnicodeError:
        return name
