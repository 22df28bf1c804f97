"""What every product is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from infobox.catalogue.identity import Site
from infobox.catalogue.infobox import Infobox
from infobox.entries.docs import Page
from infobox.pages.beheer import Beheer


@dataclass(frozen=True)
class Source:
    """The Infobox, the hand-written pages by name, the site as it speaks of itself, and the lists for editors."""

    infobox: Infobox
    pages: Mapping[str, Page]
    site: Site
    beheer: Beheer = field(default_factory=Beheer)
