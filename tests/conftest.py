"""What several test modules share: the sample, the real data, and the small right dataset for wrong files.

The code is tested on the sample, a small project that never changes with the content. Over the real data there are
only invariants, so that an edit of the content never breaks a test of the code.
"""

import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from infobox.catalogue.infobox import Infobox
from tests.fuzz import profiles
from tests.reading import infobox_of

ROOT = Path(__file__).parent.parent
BROKEN = Path(__file__).parent / "broken"
GOOD = BROKEN / "_goed"
SAMPLE = Path(__file__).parent / "sample"  # a whole project: data, docs, links, lock
REAL = pytest.param("real", marks=pytest.mark.slow)  # beside "sample": the same over the whole content
TODAY = date(2026, 11, 21)  # the day of every test on the sample and on the wrong datasets

SHARED = "TESTS_SHARED"  # the folder that the processes of one run of tests share, in their environment

profiles.load()

Write = Callable[..., Path]


def pytest_configure(config: pytest.Config) -> None:
    """Give the processes of this run one folder, for what is made once and read by all."""
    if not hasattr(config, "workerinput"):
        shared = tempfile.TemporaryDirectory(prefix="infobox-tests-")
        os.environ[SHARED] = shared.name
        config.add_cleanup(shared.cleanup)


@pytest.fixture(scope="session")
def real() -> Infobox:
    return infobox_of(ROOT / "data", date.today())


@pytest.fixture(scope="session")
def sample() -> Infobox:
    return infobox_of(SAMPLE / "data", TODAY)


@pytest.fixture(scope="session")
def good() -> Infobox:
    return infobox_of(GOOD, TODAY)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Gives a function that copies the right dataset, changes one file of it and gives the folder."""
    folder = tmp_path / "data"
    shutil.copytree(GOOD, folder)

    def change(name: str, old: str = "", new: str = "", *, content: str | bytes | None = None) -> Path:
        path = folder / name
        if content is None:
            text = path.read_text(encoding="utf-8")
            assert old in text, f"{old!r} is not in {name}"
            content = text.replace(old, new, 1)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return folder

    return change
