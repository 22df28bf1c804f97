"""A new site takes the place of the old one in one step: killed at any moment, one of the two is there, whole."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from infobox.site import build as building
from infobox.site.build import OURS, BuildError, mend

pytestmark = pytest.mark.slow

# Swaps old for new, and ends as a kill would right before step `argv[2]` of it.
SWAP = """
import os, pathlib, shutil, signal, sys
from infobox.site import build
target, at = pathlib.Path(sys.argv[1]), int(sys.argv[2])
steps = 0
def counted(function):
    def step(*arguments, **named):
        global steps
        if steps == at:
            os.kill(os.getpid(), signal.SIGKILL)
        steps += 1
        return function(*arguments, **named)
    return step
os.rename, os.unlink, os.rmdir = counted(os.rename), counted(os.unlink), counted(os.rmdir)
build._swap(target.with_name("site.nieuw"), target)
"""


def fill(folder: Path, word: str) -> None:
    folder.mkdir()
    for name in ("a", "b", "c", OURS):
        (folder / name).write_text(word, encoding="utf-8")


def word_of(site: Path) -> set[str]:
    return {path.read_text(encoding="utf-8") for path in site.iterdir()}


@pytest.mark.parametrize("step", range(9))
def test_a_kill_at_any_step_leaves_a_whole_site(tmp_path: Path, step: int) -> None:
    target = tmp_path / "site"
    fill(target, "oud")
    fill(tmp_path / "site.nieuw", "nieuw")
    done = subprocess.run([sys.executable, "-c", SWAP, str(target), str(step)], check=False)
    mend(target)
    assert word_of(target) in ({"oud"}, {"nieuw"})
    assert len(list(target.iterdir())) == 4
    assert not (tmp_path / "site.oud").exists()
    if done.returncode == 0:
        assert word_of(target) == {"nieuw"}
    else:
        assert done.returncode == -signal.SIGKILL


def test_enough_steps_were_tried_to_see_a_swap_through(tmp_path: Path) -> None:
    target = tmp_path / "site"
    fill(target, "oud")
    fill(tmp_path / "site.nieuw", "nieuw")
    assert subprocess.run([sys.executable, "-c", SWAP, str(target), "8"], check=False).returncode == 0


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project that MkDocs cannot build: enough to see what a build does before it starts."""
    (tmp_path / "mkdocs.yml").write_text("site_name: Leeg\nplugins: []\n", encoding="utf-8")
    return tmp_path


def test_a_folder_of_somebody_else_is_left_alone(project: Path) -> None:
    theirs = project / "foto"
    theirs.mkdir()
    (theirs / "vakantie.jpg").write_bytes(b"x")
    with pytest.raises(BuildError, match="niet leeg en niet van ons"):
        building.build(project, theirs)
    assert (theirs / "vakantie.jpg").read_bytes() == b"x"


def test_a_file_in_the_place_of_the_site_is_left_alone(project: Path) -> None:
    (project / "site").write_text("geen map", encoding="utf-8")
    with pytest.raises(BuildError, match="is geen map"):
        building.build(project, project / "site")
    assert (project / "site").read_text(encoding="utf-8") == "geen map"


def test_two_builds_of_one_site_do_not_meet(project: Path) -> None:
    with building._alone(project / "site"), pytest.raises(BuildError, match="een andere bouw is bezig"):
        building.build(project, project / "site")


def test_a_build_that_was_killed_blocks_no_later_one(project: Path) -> None:
    (project / ".site.bezig").write_text("left behind", encoding="utf-8")
    with building._alone(project / "site"):
        pass
    assert not (project / ".site.bezig").exists()


def test_a_full_disk_is_one_clear_line(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("infobox.site.build.subprocess.run", full)
    with pytest.raises(BuildError, match=r"schrijven lukt niet: de schijf is vol .*; de site is zoals zij was"):
        building.build(project, project / "site")


def test_a_web_server_can_read_what_a_careful_user_built(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        fill(tmp_path / "site", "x")
        (tmp_path / "site" / "map").mkdir()
    finally:
        os.umask(before)
    building._readable(tmp_path / "site")
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "site").rglob("*")}
    assert modes == {0o644, 0o755}
