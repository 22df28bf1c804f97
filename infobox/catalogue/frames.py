"""What another site may show in a frame: every entry that is cited, and lists. One table, for files, lock and page."""

from collections.abc import Iterator
from dataclasses import dataclass

from infobox.catalogue.addresses import cited_folders, folder_beside
from infobox.catalogue.dutch import DOELGROEP_PLURALS
from infobox.catalogue.infobox import Infobox, code_of
from infobox.entries.kinds import KINDS, SHOWN, entry_path
from infobox.entries.records import Entry
from infobox.entries.values import DOELGROEPEN

FOLDER = "ingebed"  # from the root; nothing else stands in it, and what stands in it may be framed by anybody
SHEET = "assets/ingebed.css"
PACKED = ("standaarden", "bouwstenen")  # kinds of which each entry has its instrumenten as a list, and as a package
# Kinds that can be shown as a whole: not so many that nobody reads them, or each short.
LISTED = tuple(kind for kind, one in KINDS.items() if one.in_navigation or (one.browse and not one.own_page))


@dataclass(frozen=True)
class Frame:
    """One page to frame. `path` is below `FOLDER`: 's03', 's03/instrumenten', 'instrumenten/doelgroep/trainer'.

    It shows `entry`, or without one all of a kind, or the instrumenten for a doelgroep; `with_instruments` those at the
    entry. `page` is what it is a part of, from the root. What is not `offered` is there because it was given out.
    """

    path: str
    title: str
    page: str
    owner: str
    kind: str
    entry: Entry | None = None
    with_instruments: bool = False
    doelgroep: str = ""
    offered: bool = True

    @property
    def address(self) -> str:
        """Where it stands, from the root."""
        return f"{FOLDER}/{self.path}/"


def frames(infobox: Infobox) -> Iterator[Frame]:
    """Every page to frame: the lists, then the entries, each under all its names."""
    for kind in LISTED:
        overview = SHOWN[kind].overview
        yield Frame(overview, SHOWN[kind].title, f"{overview}/", overview, kind)
    for one in DOELGROEPEN:
        name = f"instrumenten/doelgroep/{one}"
        title = f"Instrumenten voor {DOELGROEP_PLURALS[one].lower()}"
        yield Frame(name, title, f"{name}/", name, "instrumenten", doelgroep=one)
    for folder, kind, entry in cited_folders(infobox):
        title = f"{code_of(entry)} {entry.titel}".strip()
        page, owner = entry_path(kind, entry.id), f"{kind}/{entry.id}"
        offered = folder == folder_beside(kind, entry) and entry.levensloop.status == "actief"
        yield Frame(folder, title, page, owner, kind, entry, offered=offered)
        if kind in PACKED:
            more = f"Instrumenten bij {title}"
            yield Frame(f"{folder}/instrumenten", more, page, owner, kind, entry, True, offered=offered)


def packages(infobox: Infobox) -> Iterator[tuple[str, str, Entry]]:
    """(path, kind, entry) of every package for a learning system, former names too."""
    for folder, kind, entry in cited_folders(infobox):
        if kind in PACKED:
            yield f"{folder}/pakket.zip", kind, entry
