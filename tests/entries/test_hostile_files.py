"""What a folder can hold besides files that people wrote: told as findings, soon, and with little memory."""

import os
import resource
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from infobox.entries.load import load
from tests.conftest import GOOD, TODAY

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The right dataset with an empty folder for pages beside it."""
    shutil.copytree(GOOD, tmp_path / "data")
    (tmp_path / "docs").mkdir()
    return tmp_path


def messages(folder: Path) -> list[str]:
    return [f"{f.path}: {f.message}" for f in load(folder / "data", folder / "docs", TODAY).findings]


def fifo(path: Path) -> None:
    os.mkfifo(path)


def directory(path: Path) -> None:
    path.mkdir()


def broken_link(path: Path) -> None:
    path.symlink_to("/nergens/te/vinden")


def link_to_a_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(90 * 1024 * 1024)


def bytes_of_no_language(path: Path) -> None:
    path.write_bytes(b"titel: caf\xe9\n")


MAKERS = (fifo, directory, broken_link, link_to_a_device, huge, bytes_of_no_language)


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("place", ["data/begrippen/x.yml", "docs/x.md"])
def test_what_is_no_text_is_told_and_never_waited_for(folder: Path, make: Callable[[Path], None], place: str) -> None:
    make(folder / place)
    before = time.monotonic()
    found = messages(folder)
    assert time.monotonic() - before < 60  # it ended by itself, however busy the machine
    if make is directory and place.startswith("docs"):
        assert found == []  # an empty folder of pages, whatever its name
    else:
        assert [text for text in found if text.startswith(place)], found


def test_a_name_that_is_no_text_is_told(folder: Path) -> None:
    (Path(os.fsdecode(os.fsencode(folder) + b"/data/begrippen/caf\xe9.yml"))).write_text("titel: x\n", encoding="utf-8")
    assert any("mag niet" in text for text in messages(folder))


def test_twelve_hundred_folders_inside_each_other_end_soon(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder / "data")
    for _ in range(1200):
        Path("m").mkdir()
        os.chdir("m")
    os.chdir(folder)
    try:
        assert len(messages(folder)) < 30
    finally:
        subprocess.run(["rm", "-rf", str(folder / "data" / "m")], check=True)  # too deep for Python's own


def test_a_hundred_thousand_stray_files_are_counted(folder: Path) -> None:
    stray = folder / "data" / "begrippen"
    for number in range(100_000):
        os.close(os.open(stray / f"{number}.txt", os.O_CREAT | os.O_WRONLY))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = messages(folder)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < 200 * 1024
    assert len(found) == 21
    assert "data: er staan nog 99980 bestanden die hier niet horen" in found
