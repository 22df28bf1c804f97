"""Editions of a project, made in a process of its own, which is asked over its standard input, a line of JSON a time.

So whoever looks is answered while an edition is read, and nothing that MkDocs does to a process reaches the one that
answers. What was read stays there for the next edition. A process knows the code it started with: other code, another
process, and the edition of before lasts until that one has made a better.
"""

import gc
import json
import os
import subprocess
import sys
import threading
from contextlib import redirect_stdout
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any

from infobox.findings import DataError, Finding
from infobox.site.build import BuildError
from infobox.site.edition import Edition
from infobox.site.handover import Kept


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
            [sys.executable, "-m", __name__, str(root)],
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


class Bench:
    """What that process works at: the edition that is shown, and what it leaves to the next."""

    def __init__(self, root: Path) -> None:
        self._root, self._kept = root, Kept()
        self.edition: Edition | None = None
        self._before: Edition | None = None  # a page of it may be on its way to a browser
        self._proved: dict[str, str] = {}  # pages with their text, that were right in this edition or in an earlier one
        self._to_prove: list[str] = []

    def renew(self, folder: Path) -> bool:
        """Make another edition. A page that somebody wrote or changed is looked through now, the others later."""
        edition = Edition(self._root, folder, self._kept)
        edition.prove([path for path, text in edition.written.items() if self._proved.get(path) != text])
        self._before, self.edition = self.edition, edition
        self._proved, self._to_prove = edition.written, list(edition.written)
        return True

    def make(self, folder: Path, path: str) -> bool:
        """See to it that a file stands in its place, if there is such a file."""
        return any(one and one.folder == folder and one.make(path) for one in (self.edition, self._before))

    def prove(self, folder: Path) -> bool:
        """Look through one more page that somebody wrote; gives whether there are more."""
        if self.edition is None or self.edition.folder != folder:
            return False
        if self._to_prove:
            path = self._to_prove.pop()
            text = self._proved.pop(path)
            self.edition.prove([path])
            self._proved[path] = text
            return True
        gc.collect()  # what the edition of before held; now nobody waits for it
        return False


def work(root: Path) -> None:
    """Answer questions until there are no more."""
    gc.disable()
    bench, answers = Bench(root), sys.stdout
    ways = {"renew": bench.renew, "make": bench.make, "prove": bench.prove}
    with redirect_stdout(sys.stderr):
        for line in sys.stdin:
            what, folder, *more = json.loads(line)
            print(json.dumps(_answer(ways[what], Path(folder), *filter(None, more))), file=answers, flush=True)


def _answer(way: Any, *arguments: Any) -> dict[str, Any]:
    try:
        return {"done": way(*arguments)}
    except DataError as error:
        return {"findings": list(map(asdict, error.findings))}
    except BuildError as error:
        return {"stopped": str(error)}


if __name__ == "__main__":
    work(Path(sys.argv[1]))
