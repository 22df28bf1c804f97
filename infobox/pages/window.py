"""What stands in the tab of a browser and above a page in what search engines find."""

from collections.abc import Iterable, Mapping
from html import unescape
from textwrap import shorten
from typing import Any

from infobox.catalogue.history import last_change
from infobox.catalogue.identity import Site
from infobox.catalogue.infobox import Infobox, code_of
from infobox.entries.records import Entry

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


def title_of(site: Site, infobox: Infobox, title: str, meta: Mapping[str, Any]) -> str:
    """The title for the window of a page with this title and front matter; `venster` in it goes before the title."""
    entry = _about(infobox, meta)
    own = meta.get("venster")
    above = () if own else [str(crumb["titel"]) for crumb in meta.get("kruimels") or []]
    return window_title(site, unescape(str(own or title)), above=above, code=code_of(entry) if entry else "")


def changed_on(infobox: Infobox, meta: Mapping[str, Any]) -> str | None:
    """The day of the last change of a page, '' when none is known, or None when it is not for search engines."""
    entry = _about(infobox, meta)
    if meta.get("robots") or (entry and entry.levensloop.status != "actief"):
        return None
    day = last_change(entry) if entry else None
    return day.isoformat() if day else ""


def _about(infobox: Infobox, meta: Mapping[str, Any]) -> Entry | None:
    """What a page is about, or None for a page of docs/ and an overview."""
    who = meta.get("wie")
    return infobox.with_retired(str(meta["soort"])).get(str(who)) if who else None
