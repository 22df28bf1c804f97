"""What git knows of another revision of the project: a file of it, what differs from it, or all of it in a folder."""

import os
import subprocess
from pathlib import Path


class UnknownRevisionError(Exception):
    """Git does not know the revision; the text is its name."""


def git(root: Path, revision: str, *arguments: str, may_lack: bool = False, index: Path | None = None) -> str:
    """What git prints in `root`; '' when it fails and `may_lack`. Raises UnknownRevisionError.

    `index` stands in for the index of the user, which is left alone.
    """
    if revision.startswith("-"):  # git would take it for an option
        raise UnknownRevisionError(revision)
    done = subprocess.run(  # noqa: S603 - git of the user, no shell
        ["git", *arguments],  # noqa: S607
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        env={**os.environ, **({"GIT_INDEX_FILE": str(index)} if index else {})},
    )
    if done.returncode and not may_lack:
        raise UnknownRevisionError(revision)
    return done.stdout if not done.returncode else ""


def changed_files(root: Path, revision: str) -> list[str]:
    """The files that differ from a revision, from `root`, new ones too. Raises UnknownRevisionError."""
    quoted = ("-c", "core.quotePath=off")
    known = git(root, revision, *quoted, "diff", "--name-only", "--no-renames", "--relative", revision, "--")
    new = git(root, revision, *quoted, "ls-files", "--others", "--exclude-standard")
    return sorted({*known.splitlines(), *new.splitlines()})


def lay_out(root: Path, revision: str, folder: Path) -> None:
    """Put the project as it was at a revision in an empty folder. Raises UnknownRevisionError."""
    below = git(root, revision, "rev-parse", "--show-prefix").strip().rstrip("/")
    index = folder / ".index"
    git(root, revision, "read-tree", f"{revision}:{below}", index=index)
    top = git(root, revision, "rev-parse", "--show-toplevel").strip()
    git(Path(top), revision, "checkout-index", "--all", "--quiet", f"--prefix={folder}/", index=index)
    index.unlink()
