"""A small project that a test may change as an editor would: the right dataset of broken/, two pages, and its lock."""

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from infobox.catalogue import lock
from infobox.catalogue.rules import Case
from infobox.entries.relations import relations
from infobox.site import project
from tests.conftest import GOOD, TODAY

INDEX = """\
---
title: Begin
description: De eerste bladzijde.
---

Zie {{ standaard("S01") }} en {{ instrument("wegwijzer") }}.
"""
EXPLANATION = """\
---
title: Uitleg
description: Hoe deze proef werkt.
---

# Uitleg

## Codes { #codes }

Elke standaard heeft een code.
"""

Record = dict[str, Any]


class Plain(yaml.SafeDumper):
    """Writes a value that occurs twice two times: our data has no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _begin(root: Path) -> None:
    """Write the data and the pages that every test begins with."""
    shutil.copytree(GOOD, root / "data")
    (root / "docs").mkdir()
    (root / "docs" / "index.md").write_text(INDEX, encoding="utf-8")
    (root / "docs" / "uitleg.md").write_text(EXPLANATION, encoding="utf-8")


@cache
def _lock() -> str:
    """The lock of what every test begins with."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        _begin(root)
        return lock.text(project.examine(root / "data", root / "docs", TODAY).published())


class Small:
    """The project in `root`. Entries are read and written as plain dictionaries."""

    def __init__(self, root: Path) -> None:
        self.root, self.data, self.docs = root, root / "data", root / "docs"
        self.lock = root / lock.NAME
        _begin(root)
        self.lock.write_text(_lock(), encoding="utf-8")

    def file(self, kind: str, entry_id: str) -> Path:
        return self.data / kind / f"{entry_id}.yml"

    def page(self, name: str) -> Path:
        return self.docs / f"{name}.md"

    def record(self, kind: str, entry_id: str) -> Record:
        record: Record = yaml.safe_load(self.file(kind, entry_id).read_text(encoding="utf-8"))
        return record

    def write(self, kind: str, entry_id: str, record: Record) -> None:
        text = yaml.dump(record, Dumper=Plain, allow_unicode=True, sort_keys=False)
        self.file(kind, entry_id).write_text(text, encoding="utf-8")

    def change(self, kind: str, entry_id: str, edit: Callable[[Record], Any]) -> None:
        record = self.record(kind, entry_id)
        edit(record)
        self.write(kind, entry_id, record)

    def set(self, kind: str, entry_id: str, **fields: Any) -> None:
        """Give an entry other values for some of its keys."""
        self.change(kind, entry_id, lambda record: record.update(fields))

    def add(self, kind: str, entry_id: str, *, like: str, **fields: Any) -> None:
        """A new entry that says the same as another one, but for what may not be the same twice."""
        record = {**self.record(kind, like), "titel": f"Nieuw: {entry_id}", **fields}
        if "link" in record:
            record["link"] = {**record["link"], "url": f"https://www.instituut.nl/{entry_id}"}
        for key in ("standaarden", "bouwstenen", "verwant"):
            for one in record.get(key, []):
                if isinstance(one, dict) and "waarom" in one:
                    one["waarom"] = f"Dit is wat {entry_id} doet, en nergens anders: {next(iter(one.values()))}."
        self.write(kind, entry_id, record)

    def rename(self, kind: str, old: str, new: str, *, tell: bool = True) -> None:
        """Give an entry another id, in every relation too; with `tell` it says what it was."""
        self.file(kind, old).rename(self.file(kind, new))
        self.repoint(kind, old, new)
        if tell:
            self.set(kind, new, levensloop={"was": [old]})

    def repoint(self, kind: str, old: str, new: str) -> None:
        """Let every relation that names `old` name `new`."""
        for relation in relations():
            if relation.target == kind:
                for path in sorted((self.data / relation.kind).glob("*.yml")):
                    record = self.record(relation.kind, path.stem)
                    if _replaced(record, relation.pattern.split("."), old, new):
                        self.write(relation.kind, path.stem, record)

    def retire(self, kind: str, entry_id: str, *successors: str, status: str = "vervallen") -> None:
        """Withdraw or split an entry, as the site asks: with a reason, a day and a word for the reader."""
        told: Record = {"status": status, "reden": "Reden van de proef.", "datum": TODAY}
        if successors:
            told["vervangen_door"] = list(successors)

        def edit(record: Record) -> None:
            record["levensloop"] = told
            record["wijzigingen"].append({"datum": TODAY, "tekst": f"Proef: {status}."})

        self.change(kind, entry_id, edit)

    def case(self) -> Case:
        """What the rules look at."""
        return project.examine(self.data, self.docs, TODAY)

    def findings(self) -> list[str]:
        """What `infobox check` says of the whole project, a line each."""
        return [str(finding) for finding in project.check(self.case())]

    def give_out(self) -> None:
        """Write the lock of what the project publishes now, whatever it published before."""
        self.lock.write_text(lock.text(self.case().published()), encoding="utf-8")


def _replaced(value: Any, parts: list[str], old: str, new: str) -> bool:
    """Whether something at a dotted path was `old`, and is `new` now."""
    head, *rest = parts
    keys: list[Any] = []
    if head == "*" and isinstance(value, list):
        keys = list(range(len(value)))
    elif isinstance(value, dict) and head in value:
        keys = [head]
    changed = False
    for key in keys:
        if rest:
            changed |= _replaced(value[key], rest, old, new)
        elif value[key] == old:
            value[key], changed = new, True
    return changed
