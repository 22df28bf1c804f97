"""The sample as a project of one test, to change as an editor would, to check and to build."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from infobox.site import project
from tests.conftest import TODAY
from tests.site_fixtures import build_site, lay_out_sample


class Plain(yaml.SafeDumper):
    """Writes a value that occurs twice two times: our data has no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


class Project:
    """The sample in `root`. Entries are read and written as plain dictionaries."""

    def __init__(self, root: Path) -> None:
        self.root = lay_out_sample(root)

    def file(self, kind: str, entry_id: str) -> Path:
        return self.root / "data" / kind / f"{entry_id}.yml"

    def change(self, kind: str, entry_id: str, edit: Callable[[dict[str, Any]], Any]) -> None:
        path = self.file(kind, entry_id)
        record = yaml.safe_load(path.read_text(encoding="utf-8"))
        edit(record)
        path.write_text(yaml.dump(record, Dumper=Plain, allow_unicode=True, sort_keys=False), encoding="utf-8")

    def rename(self, kind: str, old: str, new: str, *, tell: bool = True) -> None:
        """Give an entry another id, in every relation too; with `tell` it says what it was."""
        value = re.compile(rf"(^ *- |: |\[|, ){re.escape(old)}(?=$|[\],}}#])", re.MULTILINE)
        words = re.compile(r"woorden: \[.*?\]|^ *titel: .*")  # text, even when it looks like an id

        def renamed(line: str) -> str:
            start = match.end() if (match := words.search(line)) else 0
            return line[:start] + value.sub(rf"\g<1>{new}", line[start:])

        self.file(kind, old).rename(self.file(kind, new))
        for path in (self.root / "data").rglob("*.yml"):
            text = path.read_text(encoding="utf-8")
            lines = text.splitlines(keepends=True)
            path.write_text("".join(map(renamed, lines)), encoding="utf-8")
        self.repoint(kind, old, new)
        if tell:
            self.change(kind, new, lambda record: record.setdefault("levensloop", {}).setdefault("was", []).append(old))

    def repoint(self, kind: str, old: str, new: str) -> None:
        """Let the thesaurus, which has its relations in lists on one line, name `new` instead of `old`."""
        pattern = re.compile(rf"(\b{kind}: \[[^\]]*?(?<![\w-])){re.escape(old)}(?![\w-])")
        for path in (self.root / "data" / "thesaurus").glob("*.yml"):
            path.write_text(pattern.sub(rf"\g<1>{new}", path.read_text(encoding="utf-8")), encoding="utf-8")

    def retire(self, kind: str, entry_id: str, *successors: str, status: str = "vervallen") -> None:
        """Withdraw or split an entry, as the site asks: with a reason, a day and a word for the reader."""

        def forget(record: dict[str, Any]) -> None:
            for ingang in record["ingangen"]:
                ingang[kind] = [name for name in ingang.get(kind, []) if name != entry_id]
            record["ingangen"] = [
                {key: value for key, value in ingang.items() if value}
                for ingang in record["ingangen"]
                if any(value for key, value in ingang.items() if key != "woorden")
            ]

        def edit(record: dict[str, Any]) -> None:
            record["levensloop"] = {"status": status, "reden": "Reden van de proef.", "datum": TODAY}
            if successors:
                record["levensloop"]["vervangen_door"] = list(successors)
            record["wijzigingen"].append({"datum": TODAY, "tekst": f"Proef: {status}."})

        for path in sorted((self.root / "data" / "thesaurus").glob("*.yml")):
            if entry_id in path.read_text(encoding="utf-8"):
                self.change("thesaurus", path.stem, forget)
        self.change(kind, entry_id, edit)
        if successors:
            self.repoint(kind, entry_id, successors[0])

    def findings(self) -> list[str]:
        """What `infobox check` says about the project on the day of the sample, a line each."""
        case = project.examine(self.root / "data", self.root / "docs", TODAY)
        return [str(finding) for finding in project.check(case)]

    def build(self, target: Path, **environment: str) -> Path:
        """The project, built on the day of the sample."""
        return build_site(target, root=self.root, today=TODAY, **environment)
