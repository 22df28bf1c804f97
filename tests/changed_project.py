"""A copy of the frozen edition that a test may change as an editor would, check and build."""

import atexit
import functools
import re
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from infobox.catalogue import lock
from infobox.site import project
from tests.site_fixtures import build_site, copy_edition

TODAY = date(2026, 11, 21)
SITE_URL = "https://infobox.test/"
PARTS = ("data", "docs", "infobox", "macros.py", "mkdocs.yml", "mkdocs.basis.yml", "links", lock.NAME)


class Plain(yaml.SafeDumper):
    """Writes a value that occurs twice two times: our data has no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


class Project:
    """The frozen edition in `root`. Entries are read and written as plain dictionaries."""

    def __init__(self, root: Path) -> None:
        root.mkdir(parents=True, exist_ok=True)
        self.root = copy_edition(root)

    def file(self, kind: str, entry_id: str) -> Path:
        return self.root / "data" / kind / f"{entry_id}.yml"

    def change(self, kind: str, entry_id: str, edit: Callable[[dict[str, Any]], Any]) -> None:
        path = self.file(kind, entry_id)
        record = yaml.safe_load(path.read_text(encoding="utf-8"))
        edit(record)
        path.write_text(yaml.dump(record, Dumper=Plain, allow_unicode=True, sort_keys=False), encoding="utf-8")

    def rename(self, kind: str, old: str, new: str, *, tell: bool = True) -> None:
        """Give an entry another id, in every relation too; with `tell` it says what it was."""
        value = re.compile(rf"(^ *- |: |\[|, ){re.escape(old)}(?=$|[\],}}])", re.MULTILINE)
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
            self.change(kind, new, lambda record: record.update(levensloop={"was": [old]}))

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
        """What `infobox check` says, a line each."""
        case = project.examine(self.root / "data", self.root / "docs", TODAY)
        return [str(finding) for finding in project.check(case)]

    def build(self, target: Path, **environment: str) -> Path:
        return build_site(target, root=self.root, **environment)


def _change(project: Project) -> None:
    """Everything that can happen to an entry, each to one of them."""
    project.rename("instrumenten", "lirik", "licht-instrument")
    project.rename("standaarden", "veiligheid-inschatten", "veiligheid-beoordelen")
    project.rename("begrippen", "stalking", "belaging")
    project.change("begrippen", "belaging", lambda record: record["levensloop"]["was"].append("instrumenten/oud-ding"))
    project.retire(
        "instrumenten",
        "veiligheid-voorop",
        "licht-instrument",
        "handreiking-jso-huiselijk-geweld-wijkteams",
        status="gesplitst",
    )
    project.retire("instrumenten", "lirik-wijkteams", "licht-instrument")
    project.retire("begrippen", "femicide", "partnergeweld")
    project.change("situaties", "partner-controleert-alles", lambda record: record["begrippen"].remove("femicide"))

    def take(record: dict[str, Any]) -> None:
        moved.append(record["aspecten"].pop())

    def give(record: dict[str, Any]) -> None:
        gone = record["aspecten"].pop()
        told = {"reden": "Staat nu bij een ander aspect.", "datum": TODAY, "vervangen_door": ["a5"]}
        record["vervallen_aspecten"] = [{"anker": gone["anker"], "titel": gone["titel"], **told}]
        record["aspecten"].append({**moved[0], "anker": "a7", "was": ["vakmanschap#a6"]})

    moved: list[dict[str, Any]] = []
    project.change("standaarden", "vakmanschap", take)
    project.change("standaarden", "leren-en-monitoren", give)


@functools.cache
def changed_site() -> Path:
    """A site with an address of its own, built after every change that can happen; removed when the tests end."""
    folder = tempfile.TemporaryDirectory(prefix="infobox-changed-")
    atexit.register(folder.cleanup)
    project = Project(Path(folder.name))
    _change(project)
    if findings := project.findings():
        raise AssertionError(findings)
    return project.build(project.root / "site", INFOBOX_SITE_URL=SITE_URL)
