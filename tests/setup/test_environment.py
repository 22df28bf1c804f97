"""When `.venv` is good as it is, and what uv is told of the machine's pip."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tools import environment

pytestmark = pytest.mark.slow

NEEDED = ("Makefile", "pyproject.toml", "requirements.txt", "requirements-test.txt", "requirements-pdf.txt", "tools")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with an environment that is complete for the site, as far as its stamp tells."""
    folder = tmp_path / "checkout"
    folder.mkdir()
    for name in NEEDED:
        copy: Callable[[Path, Path], object] = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
        copy(ROOT / name, folder / name)
    (folder / ".venv" / "bin").mkdir(parents=True)
    (folder / ".venv" / "bin" / "python").symlink_to(sys.executable)
    stamp = [sys.executable, "-c", "from tools.environment import stamp; print(stamp('site'), end='')"]
    text = subprocess.run(stamp, cwd=folder, capture_output=True, text=True, check=True).stdout
    (folder / ".venv" / ".site").write_text(text, encoding="utf-8")
    return folder


def good(folder: Path, level: str = "site") -> bool:
    command = [sys.executable, str(folder / "tools" / "environment.py"), "check", level]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.returncode == 0


def run_make(folder: Path, *asked: str) -> subprocess.CompletedProcess[str]:
    """What `make` does when a person types it: not as a part of the one that runs these tests."""
    own = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
    return subprocess.run(["make", *asked], cwd=folder, env=own, capture_output=True, text=True, check=False)


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_complete_environment_is_left_alone(checkout: Path) -> None:
    assert good(checkout)
    done = run_make(checkout, ".venv/.site", "PYTHON=there-is-no-such-python")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_one_for_the_site_is_not_one_for_the_tests(checkout: Path) -> None:
    assert not good(checkout, "test")


def test_one_that_was_cut_off_is_not_good(checkout: Path) -> None:
    (checkout / ".venv" / ".site").unlink()
    assert not good(checkout)


def test_one_that_was_moved_is_not_good(checkout: Path) -> None:
    assert not good(checkout.rename(checkout.with_name("moved")))


def test_one_that_was_copied_is_not_good(checkout: Path) -> None:
    other = checkout.with_name("other")
    shutil.copytree(checkout, other, symlinks=True)
    assert good(checkout)
    assert not good(other)


def test_one_from_other_locks_is_not_good(checkout: Path) -> None:
    change(checkout / "requirements.txt", "==", "==1")
    assert not good(checkout)


@pytest.mark.parametrize("lock", ["requirements-test.txt", "requirements-pdf.txt"])
def test_the_lock_for_tests_or_pdfs_does_not_concern_the_site(lock: str, checkout: Path) -> None:
    change(checkout / lock, "==", "==1")
    assert good(checkout)


def test_the_project_counts_and_the_settings_of_its_tools_do_not(checkout: Path) -> None:
    change(checkout / "pyproject.toml", "line-length = 120", "line-length = 99")
    assert good(checkout)
    change(checkout / "pyproject.toml", "infobox.__main__:main", "infobox.__main__:other")
    assert not good(checkout)


def test_a_python_that_is_missing_or_too_old_is_told_in_one_line(checkout: Path) -> None:
    shutil.rmtree(checkout / ".venv")
    old = checkout / "python3.9"
    old.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    old.chmod(0o755)
    for python in ("there-is-no-such-python", str(old)):
        for target in (".venv/.site", ".venv/.test", "lock"):
            told, ended = run_make(checkout, target, f"PYTHON={python}").stderr.splitlines()
            assert told == f"Python 3.11 or newer is needed, and '{python}' is not: make PYTHON=python3.12 ..."
            assert ended.startswith("make: ***")


OLD = """:env:.find-links='/here'
global.find-links='/there'
global.index-url='https://mirror.example/simple'
install.index-url='https://nearer.example/simple'
"""
NEW = """global.find-links='/there'
global.index-url='https://mirror.example/simple'
install.index-url='https://nearer.example/simple'
:env:.find-links='/here'
"""


@pytest.mark.parametrize("listing", [OLD, NEW], ids=["pip 22.3", "pip 26.3"])
def test_settings_win_as_they_do_in_pip(listing: str) -> None:
    assert environment.settings_in(listing) == {"index-url": "https://nearer.example/simple", "find-links": "/here"}


def test_no_settings_are_no_settings() -> None:
    assert environment.settings_in("") == {}
    assert environment.settings_in("WARNING: something about a file\nhash.algorithm='sha512'\n") == {}


def test_uv_is_told_what_pip_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable, _ in environment.TOLD_TO_UV.values():
        monkeypatch.delenv(variable, raising=False)
    settings = {
        "index-url": "https://mirror.example/simple",
        "extra-index-url": "\nhttps://a.example/simple\nhttps://b.example/simple",
        "find-links": "/one /two",
        "cert": "/etc/own.pem",
        "timeout": "60",
    }
    told = environment.uv_environment(settings)
    assert told["UV_DEFAULT_INDEX"] == "https://mirror.example/simple"
    assert told["UV_INDEX"] == "https://a.example/simple https://b.example/simple"
    assert told["UV_FIND_LINKS"] == "/one,/two"
    assert told["SSL_CERT_FILE"] == "/etc/own.pem"
    assert told.keys() - os.environ.keys() <= {variable for variable, _ in environment.TOLD_TO_UV.values()} | {
        "UV_INDEX_STRATEGY",
        "UV_HTTP_RETRIES",
        "UV_NO_PROGRESS",
    }


def test_who_has_told_uv_something_else_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://own.example/simple")
    told = environment.uv_environment({"index-url": "https://mirror.example/simple"})
    assert told["UV_DEFAULT_INDEX"] == "https://own.example/simple"
