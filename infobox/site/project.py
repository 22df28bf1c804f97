"""A project as a whole, read and checked: its data, its hand-written pages, the addresses it promised."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from infobox.catalogue import history, lock
from infobox.catalogue.infobox import Infobox
from infobox.entries import written
from infobox.entries.load import former_names, load, read_documents
from infobox.findings import DataError, Finding
from infobox.pages import trial as prose
from infobox.pages.macros import macros
from infobox.pages.render import Renderer


def read(data: Path, docs: Path, today: date) -> Infobox:
    """The Infobox in `data`, with nothing wrong in it, in `docs` or with the lock beside `data`.

    This is what stands between an editor and the site: `infobox check` and every build go through it. Raises DataError
    with every finding; those of pages and lock come only when the data is in order, because they are about entries.
    """
    try:
        infobox = load(data, today)
    except DataError as error:
        raise DataError([*error.findings, *_vanished(data)]) from None
    findings = [*history.check(infobox), *lock.check(data.parent / lock.NAME, infobox, written.pages(docs))]
    if docs.is_dir():
        findings += prose.check(docs, macros(Renderer(infobox), str))
    if findings:
        raise DataError(findings)
    return infobox


def _vanished(data: Path) -> Iterator[Finding]:
    """Pages whose file is gone, told along with the faults: whoever renames a file then sees both at once."""
    documents = read_documents(data)
    here = {f"{kind}/{name}" for kind, files in documents.items() for name in files}
    former = {f"{kind}/{name}" for kind, names in former_names(documents).items() for name in names}
    yield from lock.vanished(data.parent / lock.NAME, here, former)
