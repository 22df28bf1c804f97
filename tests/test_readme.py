"""README and the Makefile tell the same story."""

import re
import subprocess

from tests.conftest import ROOT


def test_readme_names_the_two_commands_and_make_knows_them() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z-]+)\b", readme, re.MULTILINE))
    assert {"serve", "test"} <= named
    assert named - targets == set()
    answer = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    listed = {line.split()[1]: line.split(maxsplit=2)[2] for line in answer.splitlines()}
    assert listed.keys() >= {"serve", "site", "check", "test", "fix", "lock", "help"}
    assert named <= listed.keys()
    assert all(listed.values())
