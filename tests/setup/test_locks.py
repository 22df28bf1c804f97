"""The lock files: complete, hashed, the same versions in both, and no word about where packages come from."""

import re
import tomllib

import pytest

from tests.conftest import ROOT

FILES = ("requirements.txt", "requirements-test.txt", "requirements-uv.txt", "requirements-pdf.txt")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PIN = re.compile(r"^([a-z0-9-]+)(?:\[[a-z0-9,-]+\])?==\S+(?: ; [^\\]+)?(?= \\$)", re.MULTILINE)


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def names(requirements: list[str]) -> set[str]:
    found = (re.match(r"[A-Za-z0-9._-]+", each) for each in requirements)
    return {re.sub(r"[-_.]+", "-", each[0]).lower() for each in found if each}


@pytest.mark.parametrize("name", FILES)
def test_every_line_is_a_pin_with_hashes(name: str) -> None:
    lines = [line for line in text(name).splitlines() if not line.lstrip().startswith("#")]
    blocks = re.split(r"\n(?=\S)", "\n".join(lines))
    assert [each for each in blocks if not PIN.match(each) or "--hash=sha256:" not in each] == []


@pytest.mark.parametrize("name", FILES)
def test_no_server_is_named(name: str) -> None:
    assert re.findall(r"(?m)^.*(?:://|^-|--(?:index|extra|find|trusted)).*$", text(name)) == []


@pytest.mark.parametrize("larger", ["requirements-test.txt", "requirements-pdf.txt"])
def test_all_locks_hold_the_versions_of_the_site(larger: str) -> None:
    site, more = ({match[0] for match in PIN.finditer(text(name))} for name in (FILES[0], larger))
    without_extras = {re.sub(r"\[.*?\]", "", each) for each in more}
    assert {re.sub(r"\[.*?\]", "", each) for each in site} - without_extras == set()


def test_the_locks_hold_what_the_project_asks_for_and_what_builds_it() -> None:
    site, test = ({match[1] for match in PIN.finditer(text(name))} for name in FILES[:2])
    needed = names(PROJECT["project"]["dependencies"] + PROJECT["build-system"]["requires"])
    assert needed - site == set()
    extras = PROJECT["project"]["optional-dependencies"]
    assert needed | names(extras["test"]) <= test
    assert names(extras["pdf"]) <= {match[1] for match in PIN.finditer(text("requirements-pdf.txt"))}
    assert names(extras["pdf"]) & site == set(), "nobody needs it for a site"


def test_the_lock_for_uv_holds_uv_alone() -> None:
    assert [match[1] for match in PIN.finditer(text("requirements-uv.txt"))] == ["uv"]
