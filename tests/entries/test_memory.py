"""What is remembered of a project changes nothing that is said of it, whatever happens around a file that stays."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from infobox.entries.load import load
from infobox.entries.memory import Memory
from infobox.entries.reading import Reading
from tests.conftest import SAMPLE, TODAY

INSTRUMENT = "data/instrumenten/signaalkaart.yml"


class Project:
    """The sample, read again and again with one memory."""

    def __init__(self, root: Path) -> None:
        self.root, self._memory = root, Memory()
        shutil.copytree(SAMPLE, root)

    def change(self, name: str, before: str, after: str) -> None:
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after, 1), encoding="utf-8")

    def read(self, days: int = 0) -> Reading:
        """What stands there, as somebody reads it who was here before; who was not, reads the same."""
        today = TODAY + timedelta(days=days)
        found = load(self.root / "data", self.root / "docs", today, memory=self._memory)
        again = load(self.root / "data", self.root / "docs", today)
        assert found.findings == again.findings
        assert found.entries == again.entries
        return found


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "project")


def entry(read: Reading, name: str = INSTRUMENT) -> object:
    kind, stem = Path(name).parent.name, Path(name).stem
    return next((one for one in read.entries[kind] if one.id == stem), None)


def test_a_file_that_stays_is_the_same_entry_and_one_that_changes_is_another(project: Project) -> None:
    first = project.read()
    assert entry(first) is not None
    project.change("data/begrippen/meldcode.yml", "titel: ", "titel: De ")
    second = project.read()
    assert entry(second) is entry(first)
    assert entry(second, "data/begrippen/meldcode.yml") != entry(first, "data/begrippen/meldcode.yml")


def test_a_file_that_stays_has_a_fault_when_what_it_names_is_gone(project: Project) -> None:
    assert project.read().findings == ()
    (project.root / "data/organisaties/voorbeeld-academie.yml").unlink()
    lost = {finding.path for finding in project.read().findings}
    assert INSTRUMENT in lost
    shutil.copy(SAMPLE / "data/organisaties/voorbeeld-academie.yml", project.root / "data/organisaties")
    assert project.read().findings == ()


def test_a_file_that_stays_has_a_fault_when_a_code_in_its_text_is_gone(project: Project) -> None:
    assert project.read().findings == ()
    project.change("data/standaarden/wegen.yml", "code: S02", "code: S09")
    assert INSTRUMENT in {finding.path for finding in project.read().findings}


def test_a_day_that_is_still_to_come_is_a_fault_until_it_comes(project: Project) -> None:
    project.change(INSTRUMENT, "2026-11-02", (TODAY + timedelta(days=1)).isoformat())
    assert project.read().findings != ()
    assert project.read(days=1).findings == ()
    assert project.read().findings != ()


def test_a_fault_stays_until_it_is_mended(project: Project) -> None:
    before = entry(project.read())
    project.change(INSTRUMENT, "code: I001", "code: I001\nkleur: rood")
    said = project.read().findings
    assert project.read().findings == said != ()
    project.change(INSTRUMENT, "\nkleur: rood", "")
    assert project.read().findings == ()
    assert entry(project.read()) == before
