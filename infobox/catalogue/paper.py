"""What there is to print and to keep as a PDF, and where it stands. One table, for files, lock and pages."""

from collections.abc import Iterator

from infobox.catalogue.addresses import cited_folders
from infobox.catalogue.infobox import Infobox
from infobox.entries.kinds import KINDS
from infobox.entries.records import Entry

BOOK, POSTER = "infobox.pdf", "poster.pdf"  # from the root: everything, and the standaarden and bouwstenen on one sheet
PRINTED = tuple(kind for kind, one in KINDS.items() if one.printed)  # kinds of which each entry has one of its own


def paper_path(folder: str) -> str:
    """Where the PDF of an entry stands, by its folder: 's03/s03.pdf'. A file that somebody kept still has a name."""
    return f"{folder}/{folder.rpartition('/')[2]}.pdf"


def papers(infobox: Infobox) -> Iterator[tuple[str, str, Entry]]:
    """(path, kind, entry) of the PDF of every entry that has one, former names too."""
    for folder, kind, entry in cited_folders(infobox):
        if kind in PRINTED:
            yield paper_path(folder), kind, entry
