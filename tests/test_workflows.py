"""The workflows: actions pinned by commit, rights as small as they can be, and jobs that editors see named in Dutch."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PINNED = re.compile(r"uses: [\w-]+/[\w./-]+@[0-9a-f]{40} # v\d+(\.\d+)*$")
MAY_WRITE = {"adressen", "voorstel", "bijwerken", "publish"}  # none of them meets a page of somebody else


def jobs() -> Iterator[tuple[Path, str, dict[str, Any]]]:
    for path in WORKFLOWS:
        for name, job in yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].items():
            yield path, name, job


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_by_its_commit_and_says_its_version(path: Path) -> None:
    used = [
        line.strip().removeprefix("- ") for line in path.read_text(encoding="utf-8").splitlines() if "uses:" in line
    ]
    assert [line for line in used if not PINNED.fullmatch(line)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_has_no_rights_but_those_its_jobs_ask_for(path: Path) -> None:
    assert yaml.safe_load(path.read_text(encoding="utf-8"))["permissions"] in ({}, {"contents": "read"})


def test_only_jobs_that_visit_nobody_may_write() -> None:
    writing = {name for _, name, job in jobs() if "write" in job.get("permissions", {}).values()}
    assert writing == MAY_WRITE


def test_every_checkout_says_whether_it_keeps_its_token() -> None:
    silent = [
        f"{path.name}: {name}"
        for path, name, job in jobs()
        for step in job["steps"]
        if step.get("uses", "").startswith("actions/checkout@") and "persist-credentials" not in step.get("with", {})
    ]
    assert silent == []


def test_no_job_that_reads_keeps_its_token() -> None:
    keeping = {
        name
        for _, name, job in jobs()
        for step in job["steps"]
        if step.get("with", {}).get("persist-credentials") is True
    }
    assert keeping <= MAY_WRITE


def test_every_job_has_a_name_for_people() -> None:
    assert [f"{path.name}: {name}" for path, name, job in jobs() if "name" not in job] == []
