"""What browsers and search engines ask a site for by themselves: its name and icons, and what they may visit."""

import json
from collections.abc import Iterator

from infobox.catalogue.identity import Site
from infobox.catalogue.infobox import Infobox
from infobox.exports.source import Source

MANIFEST = "site.webmanifest"
ROBOTS = "robots.txt"
ICONS = {size: f"assets/iconen/icoon-{size}.png" for size in (192, 512)}


def addresses(_: Infobox) -> Iterator[tuple[str, str]]:
    """(address, owner) of the files."""
    for path in (MANIFEST, ROBOTS):
        yield f"/{path}", "docs/index.md"


def files(source: Source) -> Iterator[tuple[str, str]]:
    """(path, text)."""
    yield MANIFEST, manifest(source.site)
    sitemap = f"Sitemap: {source.site.url}sitemap.xml\n" if source.site.url else ""
    yield ROBOTS, f"User-agent: *\nAllow: /\n{sitemap}"


def manifest(site: Site) -> str:
    """The description of a web application (W3C): a name and icons for a bookmark, nothing that runs."""
    icons = [{"src": path, "sizes": f"{size}x{size}", "type": "image/png"} for size, path in ICONS.items()]
    colours = {"background_color": site.colour, "theme_color": site.colour}
    start = {"lang": "nl", "start_url": "./", "scope": "./", "display": "browser"}
    return (
        json.dumps({"name": site.name, "short_name": site.short_name} | start | colours | {"icons": icons}, indent=1)
        + "\n"
    )
