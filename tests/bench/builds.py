"""How long a build takes, next to plain Material, Zensical, Hugo and a bare loop over the same finished pages.

Run with `make bench`. Each size is generated once (generate.py); then all builders take turns, so that what else the
machine does falls on all of them alike. Times are medians. CPU is that of the program and all it starts; memory is the
largest of any one process. What others build from is `infobox export pages`, written before the clock starts.
"""

import argparse
import itertools
import json
import math
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import yaml

from tests.bench.generate import ROOT, generate

HERE = Path(__file__).parent
PLACE = ROOT / ".bench"
OTHERS = PLACE / "venv"  # of the builders that the project itself does not need
BEST = "Material"  # what everything is held against: plain Material with its search
SIZES = (152, 1_000, 5_000)
RUNS = 3


@dataclass(frozen=True)
class Run:
    """One build. `pages` is how many pages came out, to see that all builders built the same."""

    cpu: float
    wall: float
    megabytes: float
    pages: int


@dataclass(frozen=True)
class Builder:
    """`command` for a folder to write in; `above` is where it looks for pages, below that folder."""

    name: str
    command: Callable[[Path, Path], Sequence[str]]


def builders() -> Iterator[Builder]:
    """Every builder. The first path is the folder of a size, the second where the site must come."""
    python = sys.executable
    yield Builder("Infobox", lambda size, site: [python, "-m", "infobox", "build", "--site", str(site)])
    for name, config in (("Material", "material.yml"), ("Material, no search", "material-no-search.yml")):
        yield Builder(
            name,
            lambda size, site, config=config: [  # type: ignore[misc] # the name of its own time
                *(python, "-m", "mkdocs", "build", "-q", "-f", str(size / config), "--site-dir", str(site))
            ],
        )
    zensical = OTHERS / "bin" / "zensical"
    yield Builder("Zensical", lambda size, _: [str(zensical), "build", "-c", "-f", str(size / "zensical.yml")])
    hugo = OTHERS / "bin" / "hugo"
    yield Builder(
        "Hugo, one bare template", lambda size, site: [str(hugo), "-s", str(size / "hugo"), "-d", str(site), "--quiet"]
    )
    loop = "tests.bench.loop"
    yield Builder("Jinja2 + Markdown, a loop", lambda size, site: [python, "-m", loop, str(size / "pages"), str(site)])


def main() -> None:
    """Measure, print a table, and write everything as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="how many instrumenten (152 1000 5000)")
    parser.add_argument("--runs", type=int, default=RUNS, help="how often each builds each size (3)")
    parser.add_argument("--only", nargs="+", default=[], help="parts of names of builders; Material always runs")
    parser.add_argument("--json", type=Path, default=PLACE / "bench.json", help="where all figures go (.bench/)")
    options = parser.parse_args()
    set_up()
    wanted = options.only or [""]
    chosen = [one for one in builders() if one.name == BEST or any(part in one.name for part in wanted)]
    found: dict[str, dict[int, list[Run]]] = {one.name: {} for one in chosen}
    pages = {}
    for number in options.sizes:
        pages[number] = lay_out(number)
        for turn in range(options.runs):
            for one in chosen[turn % len(chosen) :] + chosen[: turn % len(chosen)]:
                found[one.name].setdefault(number, []).append(measured(one, number))
                print(f"{number:6} {one.name:26} {found[one.name][number][-1]}", file=sys.stderr, flush=True)
    told = report(found, pages)
    options.json.write_text(json.dumps(told, indent=1, ensure_ascii=False), encoding="utf-8")
    print(*table(told), sep="\n")


def set_up() -> None:
    """Install the other builders, in an environment of their own."""
    PLACE.mkdir(exist_ok=True)
    stamp, lock = OTHERS / "lock", HERE / "builders.txt"
    if stamp.is_file() and stamp.read_bytes() == lock.read_bytes():
        return
    subprocess.run([sys.executable, "-m", "venv", "--clear", OTHERS], check=True)
    hashed = ["--no-deps", "--require-hashes", "--only-binary=:all:", "-r", str(lock)]
    subprocess.run([OTHERS / "bin" / "python", "-m", "pip", "install", "-qq", *hashed], check=True)
    shutil.copy(lock, stamp)


def lay_out(number: int) -> int:
    """Generate one size, with what each builder needs; gives how many pages it has."""
    size = PLACE / str(number)
    shutil.rmtree(size, ignore_errors=True)
    project, pages = size / "project", size / "pages"
    generate(project, number)
    for command in (["addresses", "--update"], ["export", "pages", str(pages)]):
        subprocess.run(
            [sys.executable, "-m", "infobox", *command], cwd=project, env=_environment(), check=True, stdout=sys.stderr
        )
    for path in [path for path in pages.rglob("*") if path.is_file() and path.suffix != ".md"]:
        path.unlink()  # what pages lead to: to copy it is no part of building pages
    _plain(size)
    _hugo(size, pages)
    return sum(1 for _ in pages.rglob("*.md"))


def _plain(size: Path) -> None:
    """Settings for plain Material and Zensical: the language, extensions and navigation of the site, nothing else."""
    own = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), Loader=_AsItIs)  # noqa: S506 - ours, plain
    plain: dict[str, Any] = {
        "site_name": own["site_name"],
        "site_url": "https://infobox.test/",
        "docs_dir": "pages",
        "theme": {"name": "material", "language": "nl", "font": False},
        "nav": own["nav"],
        "not_in_nav": "*.md\n",  # as in ours, and with all of them every builder takes minutes
        "markdown_extensions": own["markdown_extensions"],
    }
    for name, plugins in (("material", [{"search": {"lang": "nl"}}]), ("material-no-search", []), ("zensical", None)):
        more: dict[str, Any] = {} if plugins is None else {"plugins": plugins}
        more |= {"site_dir": "site"} if name == "zensical" else {}
        (size / f"{name}.yml").write_text(yaml.safe_dump(plain | more, sort_keys=False), encoding="utf-8")


def _hugo(size: Path, pages: Path) -> None:
    """A site for Hugo with the least that shows a page."""
    (size / "hugo" / "layouts" / "_default").mkdir(parents=True)
    page = "<!doctype html><title>{{ .Title }}</title><main>{{ .Content }}</main>\n"
    for name in ("single", "list"):
        (size / "hugo" / "layouts" / "_default" / f"{name}.html").write_text(page, encoding="utf-8")
    settings = {
        "baseURL": "https://infobox.test/",
        "contentDir": "content",
        "disableKinds": ["taxonomy", "term", "rss", "sitemap"],
        "markup": {"goldmark": {"renderer": {"unsafe": True}, "parser": {"attribute": {"title": True}}}},
    }
    (size / "hugo" / "hugo.json").write_text(json.dumps(settings), encoding="utf-8")
    for path in pages.rglob("*.md"):
        # What Hugo calls a section has its page in _index.md; else index.md would take its folder's pages for files.
        target = size / "hugo" / "content" / path.relative_to(pages)
        target = target.with_name("_index.md") if target.name == "index.md" else target
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)


class _AsItIs(yaml.SafeLoader):
    """Reads mkdocs.yml; what it takes from the environment is left out."""


_AsItIs.add_multi_constructor("", lambda *_: "")


def measured(builder: Builder, number: int) -> Run:
    """Build once; when that does not succeed, everything ends."""
    size, site = PLACE / str(number), PLACE / str(number) / "site"
    shutil.rmtree(site, ignore_errors=True)
    command = builder.command(size, site)
    where = size / "project" if builder.name == "Infobox" else ROOT
    start = time.perf_counter()
    with subprocess.Popen(
        command, cwd=where, env=_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as run:
        said = run.stderr.read() if run.stderr else b""
        _, status, used = os.wait4(run.pid, 0)
        run.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    if run.returncode:
        sys.exit(f"{builder.name}: {said.decode(errors='replace')[-2000:]}")
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Run(round(used.ru_utime + used.ru_stime, 3), round(wall, 3), round(used.ru_maxrss / unit, 1), _pages(site))


def _pages(site: Path) -> int:
    """Pages that a reader reads: none that only lead on, and not the one for what is not there."""
    leads_on = b'<a id="verder" href='  # in pages of ours that do
    return sum(path.name != "404.html" and leads_on not in path.read_bytes() for path in site.rglob("*.html"))


def _environment() -> dict[str, str]:
    """The same for all, and nothing of the machine's own settings of the site."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("INFOBOX_")}
    return clean | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)}


def report(found: Mapping[str, Mapping[int, Sequence[Run]]], pages: Mapping[int, int]) -> dict[str, Any]:
    """Everything that was measured, and what follows from it."""
    sizes = list(pages)
    told: dict[str, Any] = {
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "pages": pages,
        "builders": {},
    }
    for name, by_size in found.items():
        rows: dict[int, dict[str, Any]] = {}
        for number in sizes:
            runs, best = by_size[number], found[BEST][number]
            rows[number] = {
                "cpu": median(run.cpu for run in runs),
                "cpu_least_most": [min(run.cpu for run in runs), max(run.cpu for run in runs)],
                "wall": median(run.wall for run in runs),
                "megabytes": max(run.megabytes for run in runs),
                "pages": runs[-1].pages,
                "cpu_ratio": round(median(run.cpu for run in runs) / median(run.cpu for run in best), 2),
                "cpu_ratio_of_each_turn": [round(a.cpu / b.cpu, 2) for a, b in zip(runs, best, strict=True)],
                "wall_ratio": round(median(run.wall for run in runs) / median(run.wall for run in best), 2),
                "runs": [vars(run) for run in runs],
            }
        exponents = {
            f"{one}-{other}": round(
                math.log(rows[other]["cpu"] / rows[one]["cpu"]) / math.log(pages[other] / pages[one]), 2
            )
            for one, other in itertools.pairwise(sizes)
        }
        told["builders"][name] = {"sizes": rows, "exponents": exponents}
    return told


def table(told: Mapping[str, Any]) -> Iterator[str]:
    """The same for who reads it."""
    yield f"Python {told['python']}, {told['cores']} cores. CPU and wall in seconds; ratios to {BEST} with its search."
    yield "The exponent is how CPU grows with the number of pages: 1 is twice as long for twice as many."
    for number, pages in told["pages"].items():
        yield ""
        yield f"{number} instrumenten, {pages} pages"
        yield f"{'':28}{'CPU':>8}{'least':>8}{'most':>8}{'ratio':>7}{'wall':>8}{'ratio':>7}{'MB':>7}{'pages':>8}"
        for name, one in told["builders"].items():
            row = one["sizes"][number]
            least, most = row["cpu_least_most"]
            yield (
                f"{name:28}{row['cpu']:8.2f}{least:8.2f}{most:8.2f}{row['cpu_ratio']:7.2f}"
                f"{row['wall']:8.2f}{row['wall_ratio']:7.2f}{row['megabytes']:7.0f}{row['pages']:8}"
            )
    yield ""
    for name, one in told["builders"].items():
        if one["exponents"]:
            said = ", ".join(f"{between}: {value}" for between, value in one["exponents"].items())
            yield f"{name:28}exponent {said}"


if __name__ == "__main__":
    main()
