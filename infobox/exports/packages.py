"""Each standaard and bouwsteen as a zip with plain pages, for learning systems that unpack one and open `index.html`.

Its pages link to each other, and to the site for all else: so there are packages only where the site has an address.
"""

import zipfile
from collections.abc import Iterator
from io import BytesIO

from infobox.catalogue.frames import frames, packages
from infobox.catalogue.infobox import Infobox
from infobox.entries.records import Entry
from infobox.exports.embedded import on_its_own, page
from infobox.exports.source import Source

INDEX, SHEET = "index.html", "opmaak.css"
_BEGINNING = (1980, 1, 1, 0, 0, 0)  # the oldest day a zip can tell: the same pages are the same zip


def addresses(infobox: Infobox) -> Iterator[tuple[str, str]]:
    """(address, owner) of every package, whether the site has an address or not."""
    yield from ((f"/{path}", f"{kind}/{entry.id}") for path, kind, entry in packages(infobox))


def files(source: Source) -> Iterator[tuple[str, bytes]]:
    """(path, zip) of every package. A former name of an entry has that of what it is called now."""
    infobox, site = source.infobox, source.site
    if not site.url:
        return
    renderer = source.renderer
    shown = {frame.owner: frame for frame in frames(infobox) if frame.kind == "instrumenten" and frame.offered}
    rendered: dict[str, str] = {}  # an instrument is in many packages
    zipped: dict[str, bytes] = {}
    for path, kind, entry in packages(infobox):
        owner = f"{kind}/{entry.id}"
        if owner not in zipped:
            inside = [shown[f"instrumenten/{one}"] for one in _instruments(infobox, kind, entry)]
            for frame in inside:
                if frame.owner not in rendered:
                    rendered[frame.owner] = page(renderer, frame, site.url, SHEET)
            index = on_its_own(renderer.render("pakket.html", site.url, kind=kind, entry=entry, sheet=SHEET))
            pages = {INDEX: index, SHEET: source.frame_sheet}
            pages |= {f"{frame.path}.html": rendered[frame.owner] for frame in inside}
            zipped[owner] = _zip(pages)
        yield path, zipped[owner]


def _instruments(infobox: Infobox, kind: str, entry: Entry) -> list[str]:
    at = infobox.instruments_at_standaard if kind == "standaarden" else infobox.instruments_at_bouwsteen
    return [pair[0].id for pair in at(entry.id)]


def _zip(pages: dict[str, str]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in sorted(pages.items()):
            entry = zipfile.ZipInfo(name, _BEGINNING)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(entry, text.encode())
    return made.getvalue()
