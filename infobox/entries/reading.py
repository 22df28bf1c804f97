"""Everything that people wrote, read once: the files of data, what is right in them, and the pages of docs/."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from infobox.entries.docs import Page
from infobox.entries.documents import Documents
from infobox.entries.records import Entry
from infobox.findings import Finding


@dataclass(frozen=True)
class Reading:
    """What rules look at. `entries` holds, per kind, only those without a fault of their own.

    `findings` are the faults of single files: everything that could be seen without looking at another one.
    """

    today: date
    documents: Documents
    entries: Mapping[str, list[Entry]]
    pages: Mapping[str, Page]
    findings: tuple[Finding, ...]

    def is_whole(self, kind: str, entry_id: str) -> bool:
        """Whether a file with this name exists and has no fault of its own."""
        return any(entry.id == entry_id for entry in self.entries.get(kind, ()))
