"""The site as a search engine that a browser can add (OpenSearch 1.1)."""

from collections.abc import Iterator
from urllib.parse import urljoin

from markupsafe import escape

from infobox.catalogue.infobox import Infobox
from infobox.exports.source import Source

PATH = "zoeken/opensearch.xml"


def addresses(_: Infobox) -> Iterator[tuple[str, str]]:
    """(address, owner) of the description."""
    yield f"/{PATH}", "docs/zoeken.md"


def files(source: Source) -> Iterator[tuple[str, str]]:
    """(path, XML); nothing when the address of the site is not known."""
    if source.site.url:
        yield PATH, description(source.site.url, source.site.name, source.site.short_name)


def description(site_url: str, name: str, short_name: str) -> str:
    """The description of the search; only for a site that knows its own address, because it holds nothing else."""
    page, image, own = (escape(urljoin(site_url, path)) for path in ("zoeken/", "assets/beeldmerk.svg", PATH))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"  <ShortName>{escape(short_name[:16].strip())}</ShortName>\n"
        f"  <LongName>{escape(name[:48].strip())}</LongName>\n"
        f"  <Description>Zoeken in {escape(name)}</Description>\n"
        "  <Language>nl</Language>\n"
        "  <InputEncoding>UTF-8</InputEncoding>\n"
        f'  <Image width="64" height="64" type="image/svg+xml">{image}</Image>\n'
        f'  <Url type="text/html" method="get" template="{page}?q={{searchTerms}}"/>\n'
        f'  <Url type="application/opensearchdescription+xml" rel="self" template="{own}"/>\n'
        "</OpenSearchDescription>\n"
    )
