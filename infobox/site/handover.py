"""What the doorway hands to macros.py and to its own later events: one object on MkDocs' settings, one accessor."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from infobox.entries.docs import Page
from infobox.findings import Finding
from infobox.links.state import LinkState
from infobox.pages.made import Made
from infobox.pages.render import Renderer
from infobox.site.house_style import HouseStyle

_NAME = "infobox_handover"


@dataclass(frozen=True)
class Handover:
    """What a build was made of: the renderer of its Infobox, the hand-written pages by name, the pages made from data,
    the house style, the states of links.

    `refused` gathers what was found in finished pages of docs/ that no page may hold.
    """

    renderer: Renderer
    pages: Mapping[str, Page]
    made: Made
    style: HouseStyle
    states: Mapping[str, LinkState]
    refused: list[Finding] = field(default_factory=list)


def hand_over(config: Any, made: Handover) -> None:
    """Put it on the configuration of a build."""
    setattr(config, _NAME, made)


def taken_from(config: Any) -> Handover:
    """What was put there. Raises TypeError when MkDocs runs without our hooks."""
    made = getattr(config, _NAME, None)
    if not isinstance(made, Handover):
        raise TypeError("MkDocs runs without infobox/site/hooks.py; see `hooks` in mkdocs.yml")
    return made
