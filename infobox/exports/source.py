"""What every product is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from infobox.catalogue.identity import Site
from infobox.catalogue.infobox import Infobox
from infobox.entries.docs import Page
from infobox.links.state import LinkState
from infobox.pages.beheer import Beheer
from infobox.pages.render import Renderer


@dataclass(frozen=True)
class Source:
    """The Infobox, the hand-written pages by name, the site as it speaks of itself, and the lists for editors.

    `states` are those of links, by address; `frame_sheet` is the style sheet of pages that others may frame.
    """

    infobox: Infobox
    pages: Mapping[str, Page]
    site: Site
    beheer: Beheer = field(default_factory=Beheer)
    states: Mapping[str, LinkState] = field(default_factory=dict)
    frame_sheet: str = ""

    @cached_property
    def renderer(self) -> Renderer:
        """What renders templates for products, made once for all of them."""
        return Renderer(self.infobox, self.states, self.site, beheer=self.beheer, pages=self.pages)
