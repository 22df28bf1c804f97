"""The process in which editions are made: questions come in over its standard input, answers go out, as lines of JSON.

workshop.py starts it and asks. What was read stays here for the next edition.
"""

import gc
import json
import sys
from contextlib import redirect_stdout
from dataclasses import asdict
from pathlib import Path
from typing import Any

from infobox.findings import DataError
from infobox.site.build import BuildError
from infobox.site.edition import Edition
from infobox.site.handover import Kept


class Bench:
    """What this process works at: the edition that is shown, and what it leaves to the next."""

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
