"""Every file of the site that is not a page of the theme: redirects, feeds, references, the picture for previews."""

from collections.abc import Iterator, Mapping

from infobox.catalogue import citation
from infobox.catalogue.identity import Site
from infobox.catalogue.infobox import Infobox
from infobox.entries.written import Prose
from infobox.exports import feeds, preview, redirects


def extra_files(infobox: Infobox, site: Site, prose: Mapping[str, Prose]) -> Iterator[tuple[str, str | bytes]]:
    """(path from the root, content). `prose` are the hand-written pages, for the names that they had before."""
    yield from redirects.files(infobox, site, prose)
    yield from feeds.files(infobox, site)
    yield from citation.files(infobox)
    yield preview.PATH, preview.image()
