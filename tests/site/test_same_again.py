"""A build depends on nothing but the files: not on the day, the hash seed, the history, or a second reading."""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from infobox import clock
from tests.conftest import TODAY
from tests.site.looking import Built
from tests.site_fixtures import build_site, lay_out_sample

pytestmark = pytest.mark.site

READS = """
import atexit, collections, json, os, sys
reads = collections.Counter()
def hook(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes, os.PathLike)):
        path = os.fspath(arguments[0])
        path = path.decode() if isinstance(path, bytes) else path
        if path.endswith(".yml") and os.sep + "data" + os.sep in os.path.abspath(path):
            reads[os.path.relpath(path)] += 1
sys.addaudithook(hook)
atexit.register(lambda: os.environ.get("READS") and open(os.environ["READS"], "w").write(json.dumps(reads)))
"""


@dataclass(frozen=True)
class Again:
    """A build by the command, on another day, with another hash seed, each opening of a data file counted."""

    root: Path
    site: Path
    said: str
    code: int
    reads: dict[str, int]


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> Again:
    folder = tmp_path_factory.mktemp("again")
    root = lay_out_sample(folder / "project")
    (folder / "sitecustomize.py").write_text(READS, encoding="utf-8")
    clean = {name: value for name, value in os.environ.items() if not name.startswith("INFOBOX_")}
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder / "site")],
        cwd=root,
        env=clean
        | {
            "PYTHONPATH": str(folder),
            "READS": str(folder / "reads.json"),
            "PYTHONHASHSEED": "4711",
            "SOURCE_DATE_EPOCH": "86400",
            "NO_MKDOCS_2_WARNING": "1",
            clock.TODAY: "2031-01-02",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    reads = json.loads((folder / "reads.json").read_text(encoding="utf-8"))
    return Again(root, folder / "site", done.stdout + done.stderr, done.returncode, reads)


def _files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def _differences(one: Path, other: Path) -> list[str]:
    here, there = _files(one), _files(other)
    return sorted(name for name in here.keys() | there.keys() if here.get(name) != there.get(name))


def test_a_strict_build_has_no_warning(again: Again) -> None:
    assert again.code == 0, again.said
    assert [line for line in again.said.splitlines() if re.search("WARN|ERROR|Traceback", line)] == []


def test_two_builds_are_equal_to_the_byte(plain: Built, again: Again) -> None:
    assert _differences(plain.folder, again.site) == []


def test_a_build_opens_each_data_file_once(again: Again) -> None:
    every = {path.relative_to(again.root).as_posix() for path in (again.root / "data").rglob("*.yml")}
    assert again.reads.keys() == every
    assert {path: number for path, number in again.reads.items() if number != 1} == {}


def test_a_shallow_clone_gives_the_same_site_as_the_folder(plain: Built, tmp_path: Path) -> None:
    origin = tmp_path / "origin"
    shutil.copytree(lay_out_sample(tmp_path / "project"), origin, ignore=shutil.ignore_patterns("__pycache__"))

    def git(*arguments: str, cwd: Path = origin) -> None:
        who = ("-c", "user.name=Proef", "-c", "user.email=proef@infobox.test", "-c", "protocol.file.allow=always")
        subprocess.run(["git", *who, *arguments], cwd=cwd, check=True, capture_output=True)

    git("init", "--quiet")
    git("add", "docs", "infobox", "macros.py", "mkdocs.yml", "mkdocs-echt.yml")
    git("commit", "--quiet", "--message", "first", "--date", "2020-01-01T00:00:00Z")
    git("add", ".")
    git("commit", "--quiet", "--message", "second")
    git("clone", "--quiet", "--depth", "1", origin.as_uri(), str(tmp_path / "shallow"), cwd=tmp_path)
    shallow = build_site(tmp_path / "site", root=tmp_path / "shallow", today=TODAY)
    assert _differences(plain.folder, shallow) == []
