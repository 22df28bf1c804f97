"""Every file of the site that no builder makes of a page: redirects, references, feeds, pictures, the search,
and what a web server should send."""

from collections.abc import Iterator

from infobox.exports.register import product_files
from infobox.exports.source import Source
from infobox.search.found import documents
from infobox.search.pack import pack
from infobox.site.headers import HOSTED, TO_FRAME, netlify
from infobox.site.policy import FRAMED, POLICY


def other_files(source: Source, repository: str = "") -> Iterator[tuple[str, str | bytes]]:
    """(path from the root, content), pages that lead on with their policy. `repository`: where a missing word is told.

    Raises PolicyError when one of those pages holds what no page may hold.
    """
    before: str | bytes = ""
    for path, content in product_files(source):
        if content is not before:  # the same page comes twice for who types capitals
            before, finished = content, _with_policy(path, content)
        yield path, finished
    yield HOSTED, netlify(POLICY)
    found = documents(source.infobox, [page for page in source.pages.values() if page.searched])
    missing = f"{repository.rstrip('/')}/issues/new?title=Zoekterm%20ontbreekt:%20{{}}" if repository else ""
    yield from pack(source.infobox, found, missing=missing).items()


def _with_policy(path: str, content: str | bytes) -> str | bytes:
    if isinstance(content, str) and path.endswith(".html"):
        if f"/{path}".startswith(TO_FRAME):
            return FRAMED.applied(content)
        return POLICY.applied(content, leads_on=True)
    return content
