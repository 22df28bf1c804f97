"""An edition is to the byte what a build makes, whatever was edited and whatever editions went before."""

import tempfile
from collections import Counter
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from infobox import clock
from infobox.findings import DataError, Finding
from infobox.site import in_browser
from infobox.site.bench import Bench
from infobox.site.build import BuildError
from tests.conftest import TODAY
from tests.site.editor import Editor
from tests.site_fixtures import REPO_URL, SITE_URL, build_site, lay_out_sample

pytestmark = [pytest.mark.site, pytest.mark.slow]
OF_THE_WHOLE = {in_browser.PROGRAM, in_browser.PACKED}  # made of a whole site, and nothing for who edits
SETTINGS = {"INFOBOX_SITE_URL": SITE_URL, "INFOBOX_REPO_URL": REPO_URL}
Outcome = dict[str, bytes] | list[Finding] | str  # every file; or what an editor must mend; or that we could not


def outcome_of_a_build(root: Path, target: Path) -> Outcome:
    """What a build of everything comes to, with nothing known beforehand."""
    try:
        build_site(target, root=root, today=TODAY, **SETTINGS)
    except (Abort, SystemExit) as error:
        return error.__cause__.findings if isinstance(error.__cause__, DataError) else "stopped"
    return files(target)


def outcome_of_an_edition(bench: Bench, target: Path) -> Outcome:
    """The same, of the next edition, of which everything is asked for."""
    target.mkdir()
    try:
        bench.renew(target)
        while bench.prove(target):
            pass
        assert bench.edition is not None
        for path in bench.edition.paths():
            assert bench.make(target, path), path
    except DataError as error:
        return error.findings
    except BuildError:
        return "stopped"
    return files(target)


def files(site: Path) -> dict[str, bytes]:
    found = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    return {path: content for path, content in found.items() if path not in OF_THE_WHOLE}


def differences(one: Outcome, other: Outcome) -> object:
    """What to tell when two outcomes are not the same."""
    if isinstance(one, dict) and isinstance(other, dict):
        return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))
    return [one if not isinstance(one, dict) else "a site", other if not isinstance(other, dict) else "a site"]


@pytest.mark.parametrize(("seed", "edits"), [(1, 6), pytest.param(2, 200, marks=pytest.mark.nightly)])
def test_every_edition_is_what_a_build_of_everything_makes(
    seed: int, edits: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {**SETTINGS, clock.TODAY: TODAY.isoformat(), "NO_MKDOCS_2_WARNING": "1"}.items():
        monkeypatch.setenv(name, value)
    root = lay_out_sample(tmp_path / "project")
    editor, bench, seen = Editor(root, seed), Bench(root), Counter[str]()
    for number in range(edits + 1):
        with tempfile.TemporaryDirectory(dir=tmp_path) as folder:
            built = outcome_of_a_build(root, Path(folder) / "built")
            made = outcome_of_an_edition(bench, Path(folder) / "edition")
        assert made == built, (number, editor.said, differences(built, made))
        seen[editor.said.partition(":")[0]] += 1
        if isinstance(built, dict):
            editor.keep()
            editor.edit()
            seen["right"] += 1
        elif editor.random.random() < 0.7:
            editor.mend()
        else:
            editor.edit()  # worse still
    assert seen["right"] > edits / 4
    assert seen["mend"]
