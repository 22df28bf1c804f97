"""Which lines a branch added or changed, asked of git."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

from infobox.inert import plain
from infobox.links.collect import Address, Use


class RevisionError(Exception):
    """Git does not know the revision, or there is no git. Carries what it said."""


def added_lines(root: Path, revision: str, *paths: str) -> dict[str, set[int]]:
    """File -> numbers of the lines that differ from `revision`, for the files under `paths`."""
    git = shutil.which("git")
    if not git or revision.startswith("-"):
        raise RevisionError("git is er niet" if not git else f"'{revision}' is geen revisie")
    command = [
        git,
        "-C",
        str(root),
        "-c",
        "core.quotePath=off",
        "diff",
        "--unified=0",
        "--no-color",
        "--no-ext-diff",
        "--relative",
        revision,
        "--",
        *paths,
    ]
    result = subprocess.run(command, capture_output=True, check=False)  # noqa: S603  # no shell, no option
    if result.returncode:
        raise RevisionError(plain(result.stderr.decode(errors="replace")))
    return _added(result.stdout.decode(errors="replace"))


def _added(diff: str) -> dict[str, set[int]]:
    """What git says was added. A line of a file may look like one of git's: so those of a hunk are counted off."""
    lines: dict[str, set[int]] = {}
    path = ""
    inside = 0  # lines of the hunk that are still to come
    for line in diff.split("\n"):
        if inside and line[:1] in ("+", "-"):
            inside -= 1
        elif line.startswith("+++ "):
            path = line.removeprefix("+++ b/") if line != "+++ /dev/null" else ""
        elif hunk := re.match(r"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@", line):
            start, count = int(hunk[2]), int(hunk[3] or 1)
            inside = int(hunk[1] or 1) + count
            if path:
                lines.setdefault(path, set()).update(range(start, start + count))
    return lines


def only(addresses: Iterable[Address], wanted: Callable[[Use], bool]) -> list[Address]:
    """The addresses with only the uses that are wanted; an address without any is left out."""
    kept = ((address.url, tuple(use for use in address.uses if wanted(use))) for address in addresses)
    return [Address(url, uses) for url, uses in kept if uses]
