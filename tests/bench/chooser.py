"""What the chooser of instruments costs a reader's browser: the longest frame of each thing done, at several sizes.

A project of the given size is generated and built, unless `--site` gives one that is built already; each act is done
some times, in a tab of its own on a phone of 360 px. Told are the longest task of the page's main thread by the time it
took of the processor (from the browser's trace: what else the machine does is not in it), as the median of all runs and
the longest; and the browser's own measure of frames that last longer than 50 ms by the clock (long animation frames),
which a busy machine makes longer. `--slower 4` brakes the processor.
"""

import argparse
import json
import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.generate import generate
from tests.browser.chromium import ARGUMENTS, ensure, find
from tests.site_fixtures import build_site, served

WATCH = """() => {
    window.frames_ = [];
    new PerformanceObserver((list) => window.frames_.push(...list.getEntries().map((one) => one.duration)))
        .observe({ type: "long-animation-frame", buffered: true });
}"""
TICK = "[data-kiezer] input[name={0}]:not(:checked):not(:disabled) >> nth=0"
TASKS = ("RunTask", "ThreadControllerImpl::RunTask")  # what the browser calls a task in its trace
FRAME = 50  # milliseconds
WAIT = 1200  # milliseconds: the pause after typing, the answer, and the frames that show it

Measures = dict[str, list[float]]

ACTS: dict[str, Callable[[Page], object]] = {
    "open a side": lambda page: page.evaluate("() => document.querySelector('[data-kant=soort]').open = true"),
    "tick a soort": lambda page: page.locator(TICK.format("soort")).evaluate("(box) => box.click()"),
    "tick a second": lambda page: page.locator(TICK.format("soort")).evaluate("(box) => box.click()"),
    "sort by title": lambda page: _select(page, "titel"),
    "newest first": lambda page: _select(page, "jaar"),
    "clear all": lambda page: page.locator("[data-kiezer] button[type=reset]").evaluate("(button) => button.click()"),
    "type a word": lambda page: page.locator("[name=woord]").press_sequentially("meldcode", delay=60),
    "type on": lambda page: page.locator("[name=woord]").press_sequentially(" kindermishandeling", delay=60),
    "clear again": lambda page: page.locator("[data-kiezer] button[type=reset]").evaluate("(button) => button.click()"),
    "show more": lambda page: page.locator("[data-meer]").evaluate("(button) => button.click()"),
    "back": lambda page: page.evaluate("() => history.back()"),
}


def _select(page: Page, value: str) -> None:
    page.locator("[name=volgorde]").evaluate(
        "(one, value) => { one.value = value; one.dispatchEvent(new Event('input', {bubbles: true})); }", value
    )


def measure(browser: Browser, address: str, slower: float, runs: int) -> tuple[Measures, Measures]:
    """Act -> the longest task of each run, in ms of the processor; act -> all frames over 50 ms, by the clock."""
    tasks: Measures = {}
    frames: Measures = {}
    for _ in range(runs):
        with browser.new_context(viewport={"width": 360, "height": 740}) as context:
            page = context.new_page()
            page.add_init_script(f"({WATCH})()")
            if slower > 1:
                context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
            for name, act in {
                "load": lambda page: page.goto(f"{address}instrumenten/", wait_until="load"),
                **ACTS,
            }.items():
                browser.start_tracing(page=page, categories=["toplevel"])
                act(page)
                page.wait_for_timeout(WAIT)
                tasks.setdefault(name, []).append(_longest(json.loads(browser.stop_tracing())["traceEvents"]))
                frames.setdefault(name, []).extend(page.evaluate("() => window.frames_.splice(0)"))
    return tasks, frames


def _longest(events: list[dict[str, Any]]) -> float:
    """The longest task of a page's main thread, in ms of processor time."""
    named = [one for one in events if one["name"] == "thread_name" and one["args"]["name"] == "CrRendererMain"]
    threads = {(one["pid"], one["tid"]) for one in named}
    tasks = (one for one in events if one["name"] in TASKS and (one["pid"], one["tid"]) in threads)
    return max((one.get("tdur", 0) / 1000 for one in tasks), default=0)


@contextmanager
def built(number: int, site: Path | None) -> Iterator[Path]:
    """A site of so many instruments."""
    if site:
        yield site
        return
    with tempfile.TemporaryDirectory(prefix="infobox-kiezer-") as folder:
        generate(Path(folder) / "project", number)
        yield build_site(Path(folder) / "site", root=Path(folder) / "project", today=date.today())


def main() -> None:
    """Prints a table, and ends with 1 when a task took more than 50 ms on a processor that is not braked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--number", type=int, default=5000)
    parser.add_argument("--site", type=Path, help="a built site, instead of one that is generated")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--slower", type=float, default=1)
    asked = parser.parse_args()
    ensure()
    print(json.dumps({"day": date.today().isoformat(), "runs": asked.runs, "slower": asked.slower}))
    with built(asked.number, asked.site) as site, served(site) as address, sync_playwright() as playwright:
        rows = (site / "instrumenten/index.html").read_text(encoding="utf-8").count("data-heeft=")
        browser = playwright.chromium.launch(executable_path=find(), args=list(ARGUMENTS))
        print(
            f"{rows} instruments\n{'act':<14} {'median task':>12} {'longest':>8} {'frames > 50 ms':>15} {'longest':>8}"
        )
        tasks, frames = measure(browser, address, asked.slower, asked.runs)
        for name, longest in tasks.items():
            slow = frames[name]
            print(
                f"{name:<14} {statistics.median(longest):>12.0f} {max(longest):>8.0f}"
                f" {len(slow):>15} {max(slow, default=0):>8.0f}"
            )
        browser.close()
    if any(statistics.median(longest) > FRAME for longest in tasks.values()) and asked.slower == 1:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
