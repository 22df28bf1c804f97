"""Every hostile server at once, six innocent ones among each eight; and runs that are killed. `make attack`: more."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.links.attack import INNOCENT, attack
from tests.links.hostile import hostile
from tests.links.kills import kill

pytestmark = pytest.mark.slow

BOUND = 60  # seconds in which the last of the innocent has been visited, on a slow machine too


@pytest.fixture
def environment() -> Iterator[None]:
    """What an attack changes in the environment is changed back."""
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)


@pytest.mark.usefixtures("environment")
def test_whatever_a_server_does_it_does_to_itself(tmp_path: Path) -> None:
    behaviours = hostile()
    assert len({each.name for each in behaviours}) == len(behaviours)
    came = dict(zip((each.name for each in behaviours), attack(behaviours, tmp_path, beside=8), strict=True))
    assert len(came) >= 40
    assert {name: one.innocent for name, one in came.items() if one.innocent != INNOCENT} == {}
    expected = {each.name: each.expected for each in behaviours}
    assert {name: one.klasse for name, one in came.items() if one.klasse not in expected[name]} == {}
    assert max(one.seconds for one in came.values()) < BOUND


def test_a_run_that_is_killed_at_any_moment_loses_nothing() -> None:
    with tempfile.TemporaryDirectory() as folder:  # not of pytest: LinkChecker started as root goes on as nobody
        count = kill(3, seed=7, folder=Path(folder))
    assert count.losses == []
    assert count.kills == 3
