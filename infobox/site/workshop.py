"""Editions of a project, made in a process of its own, which is asked over its standard input, a line of JSON a time.

Here is the side that asks; bench.py is the other. So whoever looks is answered while an edition is read, and nothing
that MkDocs does to a process reaches the one that answers. A process knows the code it started with: other code,
another process, and the edition of before lasts until that one has made a better.
"""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType

from infobox.findings import DataError, Finding
from infobox.site.build import BuildError


class Workshop:
    """Makes editions of the project in `root`, until the block ends. Each method raises DataError or BuildError."""

    def __init__(self, root: Path) -> None:
        self._root, self._lock = root, threading.Lock()
        self._process: _Process | None = None
        self._code: object = None
        self._made: set[Path] = set()  # what stands there needs no process

    def __enter__(self) -> "Workshop":
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        if process := self._process:
            process.kill()  # who waits for an answer has one now
            with self._lock:
                self._process = None
                process.end()

    def renew(self, folder: Path, code: object) -> None:
        """Make an edition of the project as it is now, whose files will stand in `folder`.

        `code` is the same as long as the program is. When it cannot be made, that of before goes on.
        """
        if self._process is None or code != self._code or not self._process.lives:
            process = _Process(self._root)
            try:
                process.ask("renew", str(folder))  # who wants a page of before is answered meanwhile
            except (DataError, BuildError):
                process.end()
                raise
            with self._lock:
                before, self._process, self._code = self._process, process, code
            if before:
                before.end()
        else:
            self._ask("renew", folder)
        self._made = set()

    def make(self, folder: Path, path: str) -> bool:
        """See to it that a file of the edition in `folder` stands there; gives whether it has a file with this path."""
        if folder / path not in self._made:
            if not self._ask("make", folder, path):
                return False
            self._made.add(folder / path)
        return True

    def prove(self, folder: Path) -> bool:
        """Look through one more page of an edition that is shown already; gives whether there are more."""
        return self._ask("prove", folder)

    def _ask(self, what: str, folder: Path, path: str = "") -> bool:
        with self._lock:
            return bool(self._process and self._process.ask(what, str(folder), path))


class _Process:
    """The other side, seen from this one."""

    def __init__(self, root: Path) -> None:
        self._popen = subprocess.Popen(  # noqa: S603 - our own program, no shell
            [sys.executable, "-m", "infobox.site.bench", str(root)],
            cwd=root,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONIOENCODING": "utf-8"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )

    @property
    def lives(self) -> bool:
        """Whether it has not ended."""
        return self._popen.poll() is None

    def ask(self, *question: str) -> bool:
        """Have something done, and wait for it."""
        assert self._popen.stdin is not None
        assert self._popen.stdout is not None
        try:
            self._popen.stdin.write(f"{json.dumps(question)}\n")
            self._popen.stdin.flush()
            line = self._popen.stdout.readline()
        except OSError:  # it ended, or we ended it
            line = ""
        if not line:
            self.kill()
            self._popen.wait()
            raise BuildError("het programma dat de pagina's maakt, is gestopt; na een wijziging begint het weer")
        answer = json.loads(line)
        if findings := answer.get("findings"):
            raise DataError(Finding(**finding) for finding in findings)
        if stopped := answer.get("stopped"):
            raise BuildError(stopped)
        return bool(answer["done"])

    def kill(self) -> None:
        """Let it end; what it was doing is not waited for."""
        self._popen.kill()

    def end(self) -> None:
        """Leave nothing of it. Nobody may be waiting for an answer."""
        self._popen.kill()
        self._popen.communicate()
