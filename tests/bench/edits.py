"""From a file that is saved to a pixel that changed, in a real browser, at several sizes.

    python -m tests.bench.edits                     # 152 and 1,000 instrumenten, 12 edits each
    python -m tests.bench.edits --sizes 1000 --edits 20 --json edits.json

A project of each size is generated and served by `infobox serve`; a tab is open on a page that the edit changes. The
clock starts just before the file is written, and stops at the first frame that shows the new text. The columns: the
text or title that is changed; the median and the slowest, in seconds; the processor seconds of the process that makes
editions (by Linux's own count), which other work on the machine does not make longer; and how many seconds a second of
work took meanwhile: 1.0 on a machine that does nothing else. With more, the first two say little.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from infobox import clock
from tests.bench.generate import ROOT, TODAY, generate
from tests.browser.chromium import ARGUMENTS, ensure, find

PATIENCE = 120_000  # ms
PAUSE = 3.0  # seconds between two edits: a person reads what came of the first
# Asked before every frame, in the page that is open and in the one that takes its place.
HEAD = f"{'size':>6} {'what is edited':<38} edits  median  slowest  processor  stretch"
SEEN = """(text) => document.body && document.body.textContent.includes(text)"""


@dataclass
class Edit:
    """What one edit took: seconds by the clock, and of the processor."""

    kind: str
    seconds: float
    processor: float
    stretch: float


@dataclass
class Serving:
    """A project that is served, and the tab that is open on it."""

    root: Path
    page: Page
    address: str
    process: int

    def processor(self) -> float:
        """The processor seconds of everything that the server started, until now."""
        ticks = 0
        for task in Path(f"/proc/{self.process}/task").iterdir():
            for child in (task / "children").read_text(encoding="ascii").split():
                fields = Path(f"/proc/{child}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
                ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def edit(self, kind: str, path: Path, text: str, sought: str) -> Edit:
        """Save a file, and wait for a text that only its new edition holds."""
        stretched = stretch()
        before, start = self.processor(), time.perf_counter()
        path.write_text(text, encoding="utf-8")
        self.page.wait_for_function(SEEN, arg=sought, timeout=PATIENCE, polling="raf")
        self.page.evaluate("() => new Promise(requestAnimationFrame)")
        seconds, processor = time.perf_counter() - start, self.processor() - before
        return Edit(kind, seconds, processor, (stretched + stretch()) / 2)


def stretch() -> float:
    """How many seconds a second of work takes now."""
    start, until = time.perf_counter(), time.process_time() + 0.2
    begun = time.process_time()
    while time.process_time() < until:
        pass
    return (time.perf_counter() - start) / (time.process_time() - begun)


@contextmanager
def serving(root: Path) -> Iterator[Serving]:
    """Serve a project, and open its first instrument."""
    ensure()
    environment = os.environ | {clock.TODAY: TODAY.isoformat()}
    command = [sys.executable, "-m", "infobox", "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            address = server.stdout.readline().strip()
            for line in server.stdout:
                if line.startswith("Klaar"):
                    break
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=find(), args=list(ARGUMENTS))
                yield Serving(root, browser.new_page(), address, server.pid)
                browser.close()
        finally:
            server.terminate()


def edits_of(project: Serving, number: int) -> Iterator[Edit]:
    """So many edits: a title and a text of an instrument, a title of a standaard, a page of docs/, in turn."""
    instrument = min((project.root / "data" / "instrumenten").glob("*.yml"))
    standaard = min((project.root / "data" / "standaarden").glob("*.yml"))
    named = re.findall(r"(?m)^ *- standaard: (.+)$", instrument.read_text(encoding="utf-8"))[0]
    written = project.root / "docs" / "over.md"
    ways: list[tuple[str, Path, str, Callable[[str, str], str]]] = [
        ("title of an instrument, on its page", instrument, f"instrumenten/{instrument.stem}/", _titled),
        ("title of an instrument, at a standaard", instrument, f"standaarden/{named}/", _titled),
        ("title of a standaard, on its page", standaard, f"standaarden/{standaard.stem}/", _titled),
        ("sentence of a page in docs/", written, "over/", lambda text, word: f"{text}\nEen zin: {word}.\n"),
    ]
    for at in range(number):
        kind, path, where, change = ways[at % len(ways)]
        project.page.goto(project.address + where)
        time.sleep(PAUSE)
        word = f"Proefwoord{at}"
        yield project.edit(kind, path, change(path.read_text(encoding="utf-8"), word), word)


def _titled(text: str, word: str) -> str:
    return re.sub(r"(?m)^titel: .*$", f"titel: {word} en zo", text, count=1)


def table(size: int, done: list[Edit]) -> Iterator[str]:
    """What to read of the edits at one size, kind by kind and all together."""
    for kind in [*dict.fromkeys(edit.kind for edit in done), "all"]:
        these = [edit for edit in done if kind in ("all", edit.kind)]
        seconds, processor = [edit.seconds for edit in these], [edit.processor for edit in these]
        stretched = statistics.median(edit.stretch for edit in these)
        yield (
            f"{size:>6} {kind:<38} {len(these):>5} {statistics.median(seconds):>7.2f} {max(seconds):>8.2f}"
            f" {statistics.median(processor):>10.2f} {stretched:>8.1f}"
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[152, 1000], help="instrumenten (152 1000)")
    parser.add_argument("--edits", type=int, default=12, help="edits at each size (12)")
    parser.add_argument("--json", type=Path, help="write every edit to this file too")
    options = parser.parse_args()
    print(HEAD, flush=True)
    everything = {}
    for size in options.sizes:
        with tempfile.TemporaryDirectory(prefix="infobox-edits-") as folder:
            root = Path(folder) / "project"
            generate(root, size, ROOT)
            update = [sys.executable, "-m", "infobox", "addresses", "--update"]
            environment = os.environ | {clock.TODAY: TODAY.isoformat()}
            subprocess.run(update, cwd=root, env=environment, check=True, stdout=subprocess.DEVNULL)
            with serving(root) as project:
                done = list(edits_of(project, options.edits))
        print(*table(size, done), sep="\n", flush=True)
        everything[size] = [asdict(edit) for edit in done]
    if options.json:
        options.json.write_text(json.dumps(everything, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
