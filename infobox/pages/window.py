"""What stands in the tab of a browser and above a page in what search engines find."""

from collections.abc import Iterable
from textwrap import shorten

from infobox.catalogue.identity import Site

LONGEST = 70  # letters; search engines and tabs cut off what is longer, and then the end of it is lost


def window_title(site: Site, title: str, *, above: Iterable[str] = (), code: str = "") -> str:
    """`title` with as much of what is `above` it and of the name of the site as fits in LONGEST letters.

    Where there is no room for what is above it the `code` takes its place, so that a title stays one of a kind.
    """
    coded = f" ({code})" if code else ""
    for end in ("".join(f" - {one}" for one in (*above, site.name)), f"{coded} - {site.name}"):
        if len(title + end) <= LONGEST:
            return title + end
    end = f"{coded} - {site.short_name}"
    return shorten(title, LONGEST - len(end), placeholder="…") + end
