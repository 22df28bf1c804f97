"""A project as a whole, read and checked: its data, its hand-written pages, the addresses it promised."""

from datetime import date
from pathlib import Path

from infobox import history, lock, prose, written
from infobox.catalogue import Infobox
from infobox.findings import DataError
from infobox.load import load
from infobox.macros import macros
from infobox.render import Renderer


def read(data: Path, docs: Path, today: date) -> Infobox:
    """The Infobox in `data`, with nothing wrong in it, in `docs` or with the lock beside `data`.

    This is what stands between an editor and the site: `infobox check` and every build go through it. Raises DataError
    with every finding; those of pages and lock come only when the data is in order, because they are about entries.
    """
    infobox = load(data, today)
    findings = [*history.check(infobox), *lock.check(data.parent / lock.NAME, infobox, written.pages(docs))]
    if docs.is_dir():
        findings += prose.check(docs, macros(Renderer(infobox), str))
    if findings:
        raise DataError(findings)
    return infobox
