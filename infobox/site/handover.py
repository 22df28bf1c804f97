"""What the doorway hands to macros.py and to its own later events: one object on MkDocs' settings, one accessor.

Beside it may lie what a program that builds time and again keeps from one build to the next.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from infobox.entries.docs import Page
from infobox.entries.memory import Memory
from infobox.findings import Finding
from infobox.pages.made import Made
from infobox.pages.render import Renderer
from infobox.site.house_style import HouseStyle

_NAME, _KEPT = "infobox_handover", "infobox_kept"


@dataclass(frozen=True)
class Handover:
    """What a build was made of: the renderer of its Infobox, the hand-written pages by name, the pages made from data,
    the house style. `others` gives (path, content) of every file that is no page; see files.py.

    `refused` gathers what was found in finished pages of docs/ that no page may hold.
    """

    renderer: Renderer
    pages: Mapping[str, Page]
    made: Made
    style: HouseStyle
    others: Iterator[tuple[str, str | bytes]]
    refused: list[Finding] = field(default_factory=list)


@dataclass
class Kept:
    """What saves time in the next build of the same project with the same code, and changes nothing in it."""

    memory: Memory = field(default_factory=Memory)
    renderer: Renderer | None = None


def keep(config: Any, kept: Kept) -> None:
    """Have a build use what earlier ones left, and make only what is asked for."""
    setattr(config, _KEPT, kept)


def kept_for(config: Any) -> Kept | None:
    """What was kept for a build; None for a build of everything at once."""
    return getattr(config, _KEPT, None)


def hand_over(config: Any, made: Handover) -> None:
    """Put it on the configuration of a build."""
    setattr(config, _NAME, made)


def taken_from(config: Any) -> Handover:
    """What was put there. Raises TypeError when MkDocs runs without our hooks."""
    made = getattr(config, _NAME, None)
    if not isinstance(made, Handover):
        raise TypeError("MkDocs runs without infobox/site/hooks.py; see `hooks` in mkdocs.yml")
    return made
