"""Folders that nobody writes by hand, and what reading each of them takes: `python -m tests.entries.hostile`."""

import atexit
import functools
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from infobox import clock
from tests.conftest import GOOD, TODAY

Maker = Callable[[Path], None]


@dataclass(frozen=True)
class Outcome:
    """What `infobox check` did: its exit code, all that it said, seconds of a processor, and MB."""

    code: int
    said: str
    seconds: float
    megabytes: float


def _many(folder: str, name: str, number: int = 100_000, content: bytes = b"") -> Maker:
    def make(root: Path) -> None:
        for one in range(number):
            descriptor = os.open(root / folder / name.format(one), os.O_CREAT | os.O_WRONLY)
            os.write(descriptor, content)
            os.close(descriptor)

    return make


def _many_folders(folder: str) -> Maker:
    def make(root: Path) -> None:
        for one in range(100_000):
            os.mkdir(root / folder / f"m{one}")  # noqa: PTH102 - a hundred thousand times

    return make


def _nested(folder: str, depth: int, name: str = "m") -> Maker:
    def make(root: Path) -> None:
        here = os.open(root / folder, os.O_RDONLY)
        for _ in range(depth):
            os.mkdir(name, dir_fd=here)
            inner = os.open(name, os.O_RDONLY, dir_fd=here)
            os.close(here)
            here = inner
        os.close(here)

    return make


def _sized(path: str, megabytes: int) -> Maker:
    def make(root: Path) -> None:
        with (root / path).open("wb") as file:
            file.truncate(megabytes * 1024 * 1024)

    return make


def _fifo(path: str) -> Maker:
    return lambda root: os.mkfifo(root / path)


def _link(path: str, to: str) -> Maker:
    def make(root: Path) -> None:
        (root / path).unlink(missing_ok=True)
        (root / path).symlink_to(to)

    return make


def _folder(path: str) -> Maker:
    return lambda root: (root / path).mkdir()


def _bytes(path: bytes, content: bytes) -> Maker:
    def make(root: Path) -> None:
        Path(os.fsdecode(os.fsencode(root) + b"/" + path)).write_bytes(content)

    return make


def _instead(path: str, make: Maker) -> Maker:
    def made(root: Path) -> None:
        (root / path).unlink()
        make(root)

    return made


LOCK = "adressen.lock"


def _page(unit: bytes, number: int) -> Maker:
    """A page of many of one thing, on lines of a hundred of them."""
    lines = (unit * 100 for _ in range(number // 100))
    return _bytes(b"docs/x.md", b"\n".join(lines))


HOSTILE: Mapping[str, Maker] = {
    "pipe as entry": _fifo("data/begrippen/x.yml"),
    "folder as entry": _folder("data/begrippen/x.yml"),
    "device as entry": _link("data/begrippen/x.yml", "/dev/zero"),
    "broken link as entry": _link("data/begrippen/x.yml", "nergens"),
    "link to itself as entry": _link("data/begrippen/x.yml", "x.yml"),
    "90 MB entry": _sized("data/begrippen/x.yml", 90),
    "entry not UTF-8": _bytes(b"data/begrippen/x.yml", b"titel: caf\xe9\n"),
    "name of entry not UTF-8": _bytes(b"data/begrippen/caf\xe9.yml", b"titel: x\n"),
    "name of entry with an escape code": _bytes(b"data/begrippen/a\x1b[31m\nb.yml", b"titel: x\n"),
    "stray name not UTF-8": _bytes(b"data/caf\xe9", b""),
    "link to a folder as kind": lambda root: (root / "data/extra").symlink_to(root / "data/begrippen"),
    "pipe as page": _fifo("docs/x.md"),
    "folder as page": _folder("docs/x.md"),
    "device as page": _link("docs/x.md", "/dev/zero"),
    "broken link as page": _link("docs/x.md", "nergens"),
    "link to a secret as page": _link("docs/x.md", "/etc/passwd"),
    "link to a folder in docs": _link("docs/x", "/etc"),
    "link to docs in docs": _link("docs/x", "."),
    "90 MB page": _sized("docs/x.md", 90),
    "page not UTF-8": _bytes(b"docs/x.md", b"caf\xe9\n"),
    "name of page not UTF-8": _bytes(b"docs/caf\xe9.md", b"# Kop\n"),
    "script in docs": _bytes(b"docs/x.js", b"alert(1)"),
    "ready page in docs": _bytes(b"docs/x.html", b"<script>alert(1)</script>"),
    "picture that runs in docs": _bytes(b"docs/x.svg", b"<svg onload='alert(1)'/>"),
    "page under another name": _bytes(b"docs/x.markdown", b"{{ lipsum }}"),
    "1,200 folders in data": _nested("data", 1200),
    "1,200 folders in docs": _nested("docs", 1200),
    "40 long folders in data": _nested("data", 40, "m" * 250),
    "40 long folders in docs": _nested("docs", 40, "m" * 250),
    "100,000 stray files in data": _many("data", "{}.txt"),
    "100,000 stray files in a kind": _many("data/begrippen", "{}.txt"),
    "100,000 stray folders in data": _many_folders("data"),
    "100,000 stray folders in a kind": _many_folders("data/begrippen"),
    "100,000 stray files in docs": _many("docs", "{}.txt"),
    "100,000 entries": _many("data/begrippen", "x{}.yml", content=b"titel: x\n"),
    "100,000 pages": _many("docs", "x{}.md", content=b"# Kop\n"),
    "lock is a pipe": _instead(LOCK, _fifo(LOCK)),
    "lock is a folder": _instead(LOCK, _folder(LOCK)),
    "lock is a device": _link(LOCK, "/dev/zero"),
    "lock is a broken link": _link(LOCK, "nergens"),
    "lock of 100 MB": _sized(LOCK, 100),
    "lock not UTF-8": _bytes(LOCK.encode(), b"/x/ caf\xe9\n# einde\n"),
    "lock with nonsense": _bytes(LOCK.encode(), b"\0\x1b[31m<<<<<<<\n=======\n/ / /\n" * 100),
    "page of fences": _bytes(b"docs/x.md", b"```\n" * 16_000),
    "page of single backticks": _page(b"` `` ``` ", 7_000),
    "page of open braces": _page(b"{{ ", 21_000),
    "page of brackets": _bytes(b"docs/x.md", b"{{ " + b"(" * 3_900),
    "page of open tags": _page(b"<h1><a ", 9_000),
    "page of open headings": _page(b"<h1 id=a>", 7_000),
    "page of comments": _page(b"<!-- ", 13_000),
    "page of lists in lists": _bytes(b"docs/x.md", b"{{ soorten(" + b"[" * 1_500 + b"]" * 1_500 + b") }}"),
    "page of spaces": _bytes(b"docs/x.md", (b"# a" + b" " * 3_900 + b"{ #b\n") * 16),
    "page of one line": _bytes(b"docs/x.md", b"woord " * 10_000),
    "page of stars": _page(b"[![", 20_000),
    "page of addresses": _page(b"((", 30_000),
    "page of macros": _page(b"{{ instrumenten() }}", 3_000),
    "page of front matter": _bytes(b"docs/x.md", b"---\n" + b"a:\n- " * 10_000 + b"\n---\n"),
    "page of open front matter": _bytes(b"docs/x.md", b"---\n" * 16_000),
}


@contextmanager
def project(make: Maker) -> Iterator[Path]:
    """The right dataset with one page and a lock, and what `make` adds; gone afterwards, however deep it is."""
    root = Path(tempfile.mkdtemp(prefix="infobox-hostile-"))
    try:
        shutil.copytree(_right(), root, dirs_exist_ok=True)
        make(root)
        yield root
    finally:
        subprocess.run(["rm", "-rf", str(root)], check=True)  # too deep or too many for Python's own


@functools.cache
def _right() -> Path:
    """A project with nothing wrong; removed when the program ends."""
    folder = tempfile.TemporaryDirectory(prefix="infobox-right-")
    atexit.register(folder.cleanup)
    root = Path(folder.name)
    shutil.copytree(GOOD, root / "data")
    (root / "docs").mkdir()
    (root / "docs" / "index.md").write_text("# Begin { #begin }\n", encoding="utf-8")
    run(root, "addresses", "--update")
    return root


# `infobox`, and in the end its seconds of a processor and its peak in kB. Linux keeps a peak for each program;
# `getrusage` may tell that of its parent.
TELLING = """
import pathlib, re, resource, sys, time
from infobox.__main__ import main
code = main(sys.argv[1:])
status = pathlib.Path("/proc/self/status")
peak = re.search(r"VmHWM:\\s+(\\d+)", status.read_text()) if status.exists() else None
memory = peak[1] if peak else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(time.process_time(), memory, file=sys.stderr)
sys.exit(code)
"""


def run(root: Path, *arguments: str) -> Outcome:
    """`infobox` as a process of its own, in `root`."""
    done = subprocess.run(
        [sys.executable, "-c", TELLING, *arguments],
        cwd=root,
        env=os.environ | {clock.TODAY: TODAY.isoformat()},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=600,
    )
    *said, told = (done.stdout + done.stderr).splitlines() or ["0 0"]
    seconds, memory = told.split()
    return Outcome(done.returncode, "\n".join(said), float(seconds), float(memory) / 1024)


def main() -> int:
    """Make each folder, check it, and tell what it took."""
    chosen = [name for name in HOSTILE if not sys.argv[1:] or any(word in name for word in sys.argv[1:])]
    for name in chosen:
        with project(HOSTILE[name]) as root:
            try:
                one = run(root, "check")
            except (subprocess.TimeoutExpired, ValueError) as error:
                print(f"| {name} | {type(error).__name__} |", flush=True)
                continue
        lines = one.said.splitlines()
        first = "Traceback" if "Traceback" in one.said else lines[0][:150] if lines else ""
        print(
            f"| {name} | {one.code} | {one.seconds:.1f} s | {one.megabytes:.0f} MB | {len(lines)} | {first} |",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
