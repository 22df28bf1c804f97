"""A QR code for everything that is cited, and for each part with an address: sharp at any size, for slides and paper.

A code holds the whole address, host and all. So there is none as long as the site has no address.
"""

from collections.abc import Iterator
from io import BytesIO

import segno

from infobox.catalogue.addresses import anchors_of_pages, cited_folders, lasting_path
from infobox.catalogue.infobox import Infobox
from infobox.exports.source import Source

NAME = "qr.svg"
QUIET = 4  # modules of white around it, as the standard wants; it makes the picture right on a dark page too


def addresses(infobox: Infobox) -> Iterator[tuple[str, str]]:
    """(address, owner) of every code, whether the site has an address or not; '*' is any part."""
    anchors = anchors_of_pages(infobox)
    for folder, kind, entry in cited_folders(infobox):
        owner = f"{kind}/{entry.id}"
        yield f"/{folder}/{NAME}", owner
        if anchors[owner]:
            yield f"/{folder}/{_of_part('*')}", owner


def files(source: Source) -> Iterator[tuple[str, bytes]]:
    """(path, SVG) of every code. A former name of an entry has the code of what it is called now."""
    if not source.site.url:
        return
    anchors = anchors_of_pages(source.infobox)
    for folder, kind, entry in cited_folders(source.infobox):
        yield f"{folder}/{NAME}", svg(source.site.url + lasting_path(kind, entry))
        for anchor in anchors[f"{kind}/{entry.id}"]:
            yield f"{folder}/{_of_part(anchor)}", svg(source.site.url + lasting_path(kind, entry, anchor))


def _of_part(anchor: str) -> str:
    """The name of the code of a part."""
    return f"qr-{anchor}.svg"


def svg(text: str) -> bytes:
    """A text as a QR code of which fifteen in a hundred modules may be lost.

    The mask is fixed: to weigh all eight takes three times as long, and a reader undoes any of them.
    """
    picture = BytesIO()
    code = segno.make_qr(text, error="m", boost_error=False, mask=3)
    code.save(
        picture, kind="svg", border=QUIET, light="#fff", xmldecl=False, omitsize=True, svgclass=None, lineclass=None
    )
    return picture.getvalue()
