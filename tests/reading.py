"""An Infobox for a test, from a folder of data alone: no pages, no lock."""

from datetime import date
from pathlib import Path

from infobox.catalogue.infobox import Infobox, assemble
from infobox.catalogue.lock import Locked
from infobox.catalogue.rules import Case, codes_are_given_out_once
from infobox.entries import rules
from infobox.entries.load import load
from infobox.findings import DataError


def case_of(data: Path, today: date, docs: Path | None = None) -> Case:
    """What rules look at, for the data in a folder, with the pages in another when one is given."""
    reading = load(data, docs, today)
    return Case(**vars(reading), infobox=assemble(reading.entries), locked=Locked(), products={})


def infobox_of(data: Path, today: date) -> Infobox:
    """The Infobox of the data in a folder. Raises DataError with every finding of files and of rules across entries."""
    case = case_of(data, today)
    found = [f for rule in (*rules.RULES, codes_are_given_out_once) for f in rule(case)]
    if findings := [*case.findings, *found]:
        raise DataError(findings)
    return case.infobox
