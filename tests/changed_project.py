"""A copy of the whole project that a test may change as an editor would, check and build."""

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from infobox import lock, written
from infobox.findings import DataError
from infobox.history import check as check_history
from infobox.load import load
from tests.site_fixtures import ROOT, build_site

TODAY = date(2026, 11, 21)
PARTS = ("data", "docs", "infobox", "macros.py", "mkdocs.yml", lock.NAME)


class Plain(yaml.SafeDumper):
    """Writes a value that occurs twice two times: our data has no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


class Project:
    """The project in `root`. Entries are read and written as plain dictionaries."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in PARTS:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, root / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, root / name)

    def file(self, kind: str, entry_id: str) -> Path:
        return self.root / "data" / kind / f"{entry_id}.yml"

    def change(self, kind: str, entry_id: str, edit: Callable[[dict[str, Any]], Any]) -> None:
        path = self.file(kind, entry_id)
        record = yaml.safe_load(path.read_text(encoding="utf-8"))
        edit(record)
        path.write_text(yaml.dump(record, Dumper=Plain, allow_unicode=True, sort_keys=False), encoding="utf-8")

    def rename(self, kind: str, old: str, new: str, *, tell: bool = True) -> None:
        """Give an entry another id, in every relation too; with `tell` it says what it was."""
        self.file(kind, old).rename(self.file(kind, new))
        for path in (self.root / "data").rglob("*.yml"):
            text = path.read_text(encoding="utf-8")
            path.write_text(
                re.sub(rf"(^ *(?:- |\w+: |- \w+: )){re.escape(old)}$", rf"\g<1>{new}", text, flags=re.MULTILINE),
                encoding="utf-8",
            )
        if tell:
            self.change(kind, new, lambda record: record.update(levensloop={"was": [old]}))

    def retire(self, kind: str, entry_id: str, *successors: str, status: str = "vervallen") -> None:
        """Withdraw or split an entry, as the site asks: with a reason, a day and a word for the reader."""

        def edit(record: dict[str, Any]) -> None:
            record["levensloop"] = {"status": status, "reden": "Reden van de proef.", "datum": TODAY}
            if successors:
                record["levensloop"]["vervangen_door"] = list(successors)
            record["wijzigingen"].append({"datum": TODAY, "tekst": f"Proef: {status}."})

        self.change(kind, entry_id, edit)

    def findings(self) -> list[str]:
        """What `infobox check` says about data and addresses, a line each."""
        try:
            infobox = load(self.root / "data", TODAY)
        except DataError as error:
            return [str(finding) for finding in error.findings]
        found = [
            *check_history(infobox),
            *lock.check(self.root / lock.NAME, infobox, written.pages(self.root / "docs")),
        ]
        return [str(finding) for finding in sorted(found)]

    def build(self, target: Path, **environment: str) -> Path:
        return build_site(target, self.root, **environment)
