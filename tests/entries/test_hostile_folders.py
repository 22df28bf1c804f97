"""Every folder of hostile.py, checked as a person does: a clear end, in time, in little memory, and no traceback."""

import re

import pytest

from tests.entries.hostile import HOSTILE, project, run

pytestmark = pytest.mark.slow

LARGE = [name for name in HOSTILE if name.startswith("100,000")]
HARMLESS = {
    "page of fences", "page of single backticks", "page of open tags", "page of open headings", "page of comments",
    "page of spaces", "page of stars", "page of addresses", "page of front matter", "folder as page",
}  # fmt: skip


EXPLAINED = re.compile(r"Uitleg: /meldingen/#[a-z0-9-]+")  # below the findings: where they are explained


@pytest.mark.parametrize("name", [name for name in HOSTILE if name not in LARGE])
def test_a_hostile_folder_gives_findings_and_nothing_worse(name: str) -> None:
    with project(HOSTILE[name]) as root:
        one = run(root, "check")
    assert "Traceback" not in one.said
    assert one.code == (0 if name in HARMLESS else 1), one.said
    assert len(one.said.splitlines()) < 120
    assert one.seconds < 20
    assert one.megabytes < 200
    if one.code:
        *findings, total = (line for line in one.said.splitlines() if not EXPLAINED.fullmatch(line))
        assert all(re.match(r"(data|docs|adressen\.lock)\S*:\d+:\d+: \S", finding) for finding in findings), findings
        assert re.fullmatch(r"\d+ fout(en)? gevonden\.", total)


@pytest.mark.parametrize("name", ["100,000 stray files in docs"])
def test_a_hundred_thousand_of_something_are_counted(name: str) -> None:
    with project(HOSTILE[name]) as root:
        one = run(root, "check")
    said = [line for line in one.said.splitlines() if not EXPLAINED.fullmatch(line)]
    assert (one.code, len(said)) == (1, 22)
    assert "er staan nog 99980 " in one.said
    assert one.megabytes < 200
