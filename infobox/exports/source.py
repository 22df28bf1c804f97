"""What every product is made of."""

from collections.abc import Mapping
from dataclasses import dataclass

from infobox.catalogue.identity import Site
from infobox.catalogue.infobox import Infobox
from infobox.entries.docs import Page


@dataclass(frozen=True)
class Source:
    """The Infobox, the hand-written pages by name, and the site as it speaks of itself."""

    infobox: Infobox
    pages: Mapping[str, Page]
    site: Site
