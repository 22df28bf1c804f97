"""What beginners do wrong: every row of beginners.yml is tried on the sample, and told well."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
import yaml
from jinja2 import Environment

from infobox.entries.memory import Memory
from infobox.findings import Finding
from infobox.messages import anchor_of
from infobox.pages.sandbox import Sandbox
from infobox.site import project
from tests.conftest import SAMPLE, TODAY

ROWS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("beginners.yml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Mistake:
    """A row: one edit of the sample, and what is to be said of it."""

    row: dict[str, Any]

    @property
    def path(self) -> str:
        name = str(self.row["in"])
        return name if name.startswith(("data/", "docs/")) else f"data/{name}.yml"

    @property
    def edited(self) -> tuple[str, str]:
        """The text of the file before and after."""
        old, new = self.row.get("van", ""), self.row.get("naar", "")
        if like := self.row.get("like"):
            text = (SAMPLE / "data" / f"{like}.yml").read_text(encoding="utf-8")
            for one, other in self.row.get("anders", {}).items():
                assert one in text
                text = text.replace(one, other)
            return "", text
        before = (SAMPLE / self.path).read_text(encoding="utf-8") if (SAMPLE / self.path).exists() else ""
        assert old in before, f"{old!r} is not in {self.path}"
        return before, before.replace(old, new, 1) if old else str(new)

    @property
    def line(self) -> int:
        """Where it is to be told: the first line that the edit changes, unless the row knows better."""
        before, after = self.edited
        pairs = zip(before.split("\n"), after.split("\n"), strict=False)
        first = next((number for number, (one, other) in enumerate(pairs, start=1) if one != other), 1)
        return int(self.row.get("regel", first))

    def is_told_by(self, finding: Finding) -> bool:
        """Whether a finding stands at the right line and holds every piece; `schrijf: …` is how it ends."""
        said = str(finding)
        right = [
            "schrijf: " in said and said.endswith(piece.removeprefix("schrijf: "))
            if piece.startswith("schrijf: ")
            else piece in said
            for piece in self.row["zegt"]
        ]
        return (finding.path, finding.line) == (self.row.get("waar", self.path), self.line) and all(right)


def findings(mistake: Mistake, root: Path, memory: Memory) -> list[Finding]:
    """What the check says of the sample with this one mistake in it; the sample in `root` is left as it was."""
    path, (before, after) = root / mistake.path, mistake.edited
    there, existed = path.parent.exists(), path.exists()
    path.parent.mkdir(exist_ok=True)
    path.write_text(after, encoding="utf-8")
    try:
        return project.check(project.examine(root / "data", root / "docs", TODAY, memory))
    finally:
        path.write_text(before, encoding="utf-8") if existed else path.unlink()
        if not there:
            path.parent.rmdir()


@pytest.fixture(scope="module")
def memory() -> Memory:
    """What no row touches is read once for all rows: that is most of a check."""
    return Memory()


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The sample. Its pages are compiled once for all rows."""
    root = tmp_path_factory.mktemp("beginners") / "project"
    shutil.copytree(SAMPLE, root)
    compiled: dict[str, Any] = {}

    def compile_once(sandbox: Sandbox, source: str) -> Any:
        if source not in compiled:
            compiled[source] = Environment.compile(sandbox, source)
        return compiled[source]

    with mock.patch.object(Sandbox, "compile", compile_once):
        yield root


# One row in eight belongs to the quick tests; `make test` tries them all.
TRIED = [pytest.param(row, marks=[] if number % 8 == 0 else pytest.mark.slow) for number, row in enumerate(ROWS)]


NAMES = [f"{row['in']}: {str(row.get('naar') or row.get('like'))[:40]!r}" for row in ROWS]


@pytest.mark.parametrize("row", TRIED, ids=NAMES)
def test_a_beginners_mistake_is_told_well(row: dict[str, Any], root: Path, memory: Memory) -> None:
    mistake = Mistake(row)
    found = findings(mistake, root, memory)
    assert len(found) == row.get("meldingen", 1), "\n".join(map(str, found))
    assert [one.message for one in found if not anchor_of(one.message)] == []
    if found:
        assert any(mistake.is_told_by(one) for one in found), "\n".join(map(str, found))
