"""Building the whole site beside the old one."""

import re
from dataclasses import asdict
from pathlib import Path

import pytest

from infobox import clock
from infobox.__main__ import main
from infobox.catalogue.infobox import Infobox
from infobox.entries.kinds import SHOWN
from infobox.findings import DataError, Finding
from infobox.site.build import OURS, BuildError, build, is_indexed, shown
from tests.conftest import TODAY
from tests.site_fixtures import sample_project

pytestmark = pytest.mark.slow


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project that MkDocs can build and that shows no entry at all, with a site of yesterday."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Leeg\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: Leeg\nplugins: []\n", encoding="utf-8")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("yesterday", encoding="utf-8")
    (tmp_path / "site" / OURS).touch()
    return tmp_path


def assert_untouched(project: Path) -> None:
    assert (project / "site" / "index.html").read_text(encoding="utf-8") == "yesterday"
    assert sorted(path.name for path in project.iterdir()) == ["docs", "mkdocs.yml", "site"]


def tell(project: Path, **told: object) -> None:
    """Give the project a hook that reports what the data would have held."""
    hook = f"from infobox.site.build import report\ndef on_config(config):\n    report(**{told!r})\n"
    (project / "docs" / "told.py").write_text(hook, encoding="utf-8")
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as configuration:
        configuration.write("hooks: [docs/told.py]\n")


def test_a_warning_fails_the_build_and_leaves_the_site(project: Path) -> None:
    tell(project, counts={})
    (project / "docs" / "index.md").write_text("[nergens](nergens.md)\n", encoding="utf-8")
    with pytest.raises(BuildError, match=re.escape("nergens.md")):
        build(project, project / "site")
    assert_untouched(project)


def test_a_site_that_lacks_entries_is_not_believed(project: Path) -> None:
    tell(project, counts=dict.fromkeys(SHOWN, 1))
    with pytest.raises(BuildError, match=r"toont niet alles van: standaarden, situaties, instrumenten, .*begrippen"):
        build(project, project / "site")
    assert_untouched(project)


def test_a_build_without_our_hooks_is_not_believed(project: Path) -> None:
    with pytest.raises(BuildError, match="zonder infobox/site/hooks"):
        build(project, project / "site")
    assert_untouched(project)


def test_faults_in_the_data_come_back_from_the_build(project: Path) -> None:
    fault = Finding("data/begrippen/a.yml", 3, 1, "'titel' ontbreekt", "voeg hem toe")
    tell(project, findings=[asdict(fault)])
    with pytest.raises(DataError) as caught:
        build(project, project / "site")
    assert caught.value.findings == [fault]
    assert_untouched(project)


def test_a_whole_site_takes_the_place_of_the_old_one(project: Path) -> None:
    tell(project, counts=dict.fromkeys(SHOWN, 0))
    (project / "site.nieuw").mkdir()
    (project / "site.nieuw" / OURS).touch()
    (project / "site.nieuw" / "half.html").write_text("left behind", encoding="utf-8")
    counts = build(project, project / "site")
    assert set(counts.values()) == {0}
    assert "Leeg" in (project / "site" / "index.html").read_text(encoding="utf-8")
    assert not (project / "site" / "half.html").exists()
    assert not (project / "site.nieuw").exists()


@pytest.mark.site
def test_the_command_builds_the_site_and_counts_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], sample: Infobox
) -> None:
    monkeypatch.chdir(sample_project())
    monkeypatch.setenv(clock.TODAY, TODAY.isoformat())
    assert main(["build", "--site", str(tmp_path / "site")]) == 0
    said = capsys.readouterr().out
    assert said.rstrip().endswith(": " + ", ".join(f"{sample.count(kind)} {kind}" for kind in SHOWN) + ".")
    assert "3 standaarden, 2 situaties, 8 instrumenten, 3 bouwstenen" in said
    pages = sum(map(is_indexed, (tmp_path / "site").rglob("*.html")))
    assert said.startswith(f"{pages} pagina's in ")
    assert shown(tmp_path / "site") == {kind: sample.count(kind) for kind in SHOWN}
