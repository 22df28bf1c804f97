"""Where to report a hole in the site, for those who look for it in the usual place (RFC 9116)."""

from collections.abc import Iterator
from urllib.parse import urljoin

from infobox.catalogue.infobox import Infobox
from infobox.exports.source import Source

PATH = ".well-known/security.txt"


def addresses(_: Infobox) -> Iterator[tuple[str, str]]:
    """(address, owner) of the file, also while nobody has said where to write."""
    yield f"/{PATH}", "docs/colofon.md"


def files(source: Source) -> Iterator[tuple[str, str]]:
    """(path, text); nothing when no contact is known. The day it ends is the one that somebody wrote in mkdocs.yml."""
    if security := source.site.security:
        lines = [f"Contact: {security.contact}", f"Expires: {security.until.isoformat()}T00:00:00Z"]
        lines += ["Preferred-Languages: nl, en"]
        if source.site.url:
            lines.append(f"Canonical: {urljoin(source.site.url, PATH)}")
        yield PATH, "".join(f"{line}\n" for line in lines)
