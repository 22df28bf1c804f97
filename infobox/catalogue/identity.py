"""The site as its pages speak of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from infobox.catalogue.upkeep import Agreement

LICENCE = "https://creativecommons.org/licenses/by/4.0/deed.nl"  # of our own texts, CC BY 4.0


@dataclass(frozen=True)
class Security:
    """Where somebody who found a hole can write (an address of https, mailto or tel), and until when that holds."""

    contact: str
    until: date


@dataclass(frozen=True)
class Accessibility:
    """What whoever publishes the site declares of it: a status (A to D), since when, and where to complain."""

    status: str
    since: date
    contact: str


@dataclass(frozen=True)
class Site:
    """Its name, its address and its short name.

    The address ends with a slash, or is '' as long as nobody has set it. `short_name` is for where little fits.
    `security` is None when nobody has said where to write, `accessibility` when nobody has declared anything. `colour`
    is that of the head of its pages, `#rrggbb`. `edit` is how the addresses begin at which files of the repository are
    edited, or ''. `agreements` say per kind who reviews it.
    `papers` is whether PDFs stand beside its pages.
    """

    name: str = "Infobox"
    url: str = ""
    short_name: str = "Infobox"
    security: Security | None = None
    accessibility: Accessibility | None = None
    colour: str = "#0f4c5c"
    edit: str = ""
    agreements: Mapping[str, Agreement] = field(default_factory=dict)
    papers: bool = False
