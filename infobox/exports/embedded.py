"""Pages that another site may show in a frame: small, without a script, with a style sheet of their own.

Whoever reads one is on a page of somebody else: so every link opens in a window of its own, and every page says where
it is from and whom to call.
"""

from collections.abc import Iterator

from infobox.catalogue.frames import SHEET, Frame, frames
from infobox.catalogue.infobox import Infobox
from infobox.exports.source import Source
from infobox.pages.render import Renderer, root_of

_IN_PROSE, _ON_ITS_OWN = '<a href="', '<a target="_blank" rel="noopener" href="'


def addresses(infobox: Infobox) -> Iterator[tuple[str, str]]:
    """(address, owner) of every page to frame."""
    yield from ((f"/{frame.address}", frame.owner) for frame in frames(infobox))


def files(source: Source) -> Iterator[tuple[str, str]]:
    """(path, HTML) of every page to frame, and their style sheet."""
    yield SHEET, source.frame_sheet
    for frame in frames(source.infobox):
        root = root_of(frame.address)
        yield f"{frame.address}index.html", page(source.renderer, frame, root, f"{root}{SHEET}")


def page(renderer: Renderer, frame: Frame, root: str, sheet: str) -> str:
    """One page to frame. Its links begin with `root`; `sheet` is its style sheet."""
    return on_its_own(renderer.render("ingebed.html", root, frame=frame, sheet=sheet))


def on_its_own(text: str) -> str:
    """A page of which links inside sentences open in a window of their own too; the templates see to the others."""
    return text.replace(_IN_PROSE, _ON_ITS_OWN)
