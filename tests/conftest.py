"""What several test modules share: the real data, and the small right dataset that wrong files are laid over."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from infobox.catalogue.infobox import Infobox
from tests.reading import infobox_of

ROOT = Path(__file__).parent.parent
EDITION = Path(__file__).parent / "edition"  # a whole small project; see its README
BROKEN = Path(__file__).parent / "broken"
GOOD = BROKEN / "_goed"
TODAY = date(2026, 11, 21)  # the day that the edition and the wrong datasets are pinned to

Write = Callable[..., Path]


@pytest.fixture(scope="session")
def real() -> Infobox:
    return infobox_of(ROOT / "data", date.today())


@pytest.fixture(scope="session")
def edition() -> Infobox:
    """The Infobox of the frozen edition."""
    return infobox_of(EDITION / "data", TODAY)


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
