"""A project as a whole, read once and checked: its data, its hand-written pages, the addresses it promised."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from infobox.catalogue import edities, lock
from infobox.catalogue import rules as address_rules
from infobox.catalogue.infobox import Infobox, assemble
from infobox.catalogue.rules import Case
from infobox.catalogue.upkeep import Agreement, read_agreements
from infobox.entries import notes as entry_notes
from infobox.entries import rules as entry_rules
from infobox.entries.docs import Page
from infobox.entries.documents import Document
from infobox.entries.documents import read as read_document
from infobox.entries.load import load
from infobox.entries.memory import Memory
from infobox.exports.register import product_addresses
from infobox.findings import DataError, Finding
from infobox.links.exceptions import EXEMPTIONS, Exemption, read_exemptions
from infobox.links.state import LinkState
from infobox.pages import trial
from infobox.pages.beheer import Beheer, Look
from infobox.pages.lijsten import LISTS
from infobox.site import contact, house_style

# The register of rules. Each is a generator of findings over a Case, with the rule as its docstring.
RULES = (*entry_rules.RULES, *address_rules.RULES, *trial.RULES)

AGREEMENTS = Path("beheer/afspraken.yml")  # from the root of the project


@dataclass(frozen=True)
class Project:
    """A project with nothing wrong in it."""

    infobox: Infobox
    pages: Mapping[str, Page]
    security: contact.Setting
    style: house_style.HouseStyle
    case: Case
    agreements: Mapping[str, Agreement]
    exemptions: tuple[Exemption, ...]

    def beheer(self, states: Mapping[str, LinkState]) -> Beheer:
        """The lists for editors, with what was seen of links."""
        return Beheer(LISTS, Look(self.case, states, self.exemptions, self.agreements))


def read(data: Path, docs: Path, today: date, memory: Memory | None = None) -> Project:
    """The project whose data is in `data`, with lock and mkdocs.yml beside it, and its pages in `docs`.

    This is what stands between an editor and the site: `infobox check` and every build go through it. Raises DataError
    with every finding of every rule, and NotADirectoryError when there is no folder `data`. `memory` is what was read
    of the same project before, and only saves time.
    """
    case = examine(data, docs, today, memory)
    setting = contact.read(data.parent)
    look = house_style.read(data.parent)
    agreements, wrong = read_agreements(_beside(data.parent, AGREEMENTS))
    exemptions, wrong_too = read_exemptions(_beside(data.parent, EXEMPTIONS))
    if findings := [*check(case), *setting.faults, *look.faults, *wrong, *wrong_too]:
        raise DataError(findings)
    return Project(case.infobox, case.pages, setting, look.style, case, agreements, tuple(exemptions))


def _beside(root: Path, path: Path) -> Document:
    """A file beside the data; an empty one when it is not there."""
    name = path.as_posix()
    return read_document(root / path, name) if (root / path).exists() else Document(name, "", "")


def notes(made: Project) -> list[Finding]:
    """What stops nothing, and is worth a look: of the settings, and of the texts. A build does not ask for it."""
    return [*contact.notes(made.security, made.case.today), *entry_notes.notes(made.case)]


def examine(data: Path, docs: Path, today: date, memory: Memory | None = None) -> Case:
    """Everything that rules look at; each file is opened once."""
    locked = lock.read(data.parent / lock.NAME)
    reading = load(data, docs, today, locked.codes, memory)
    infobox = assemble(reading.entries, edities.read(data.parent / edities.FOLDER))
    return Case(**vars(reading), infobox=infobox, locked=locked, products=product_addresses(infobox))


def check(case: Case) -> list[Finding]:
    """Every finding: of each file by itself, and of each rule."""
    return sorted({*case.findings, *(finding for rule in RULES for finding in rule(case))})
