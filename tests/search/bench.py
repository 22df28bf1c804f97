"""Sizes and times of the search at several sizes, in a real browser: `python -m tests.search.bench`.

Times are from a key to the results in the page, with the index loaded; they depend on the machine, so nothing asserts
them. `load` is from focus to an index that answers, on loopback.
"""

import gzip
import shutil
import statistics
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from infobox.search.pack import INDEX, pack
from tests.browser.chromium import ARGUMENTS, find
from tests.reading import infobox_of
from tests.search.generated import generated
from tests.search.node import ASSETS
from tests.site_fixtures import DATA, built_site, served

TYPED = (
    "ouderenmishandeling",
    "wat moet ik doen bij vermoeden van mishandeling",
    "huislijk gewelt",
    "nji risicotaxatie",
)
IN_PAGE = """async (texts) => {
    const box = document.querySelector("[data-md-component=search-query]");
    const meta = document.querySelector(".md-search-result");
    const long = [];
    new PerformanceObserver((list) => long.push(...list.getEntries().map((entry) => entry.duration)))
        .observe({entryTypes: ["longtask"]});
    const press = (text) => new Promise((resolve) => {
        const start = performance.now();
        const observer = new MutationObserver(() => { observer.disconnect(); resolve(performance.now() - start); });
        observer.observe(meta, {childList: true, subtree: true, characterData: true});
        box.value = text;
        box.dispatchEvent(new KeyboardEvent("keyup", {key: text.slice(-1)}));
    });
    box.focus();
    const load = await press("q");
    const first = [], later = [];
    for (const text of texts) {
        await press("");
        for (let end = 1; end <= text.length; end += 1) {
            (end === 1 ? first : later).push(await press(text.slice(0, end)));
        }
        await new Promise((resolve) => setTimeout(resolve, 400));
    }
    return {load, first, later, long};
}"""


def compressed(path: Path) -> int:
    """Bytes of a file as a server sends it."""
    return len(gzip.compress(path.read_bytes(), 9))


def measure(browser: Browser, site: Path, name: str) -> None:
    """Print a line for the search of `site`."""
    with served(site) as address, browser.new_context() as context:
        page = context.new_page()
        page.goto(address)
        page.wait_for_load_state("networkidle")
        seen = page.evaluate(IN_PAGE, list(TYPED))
    code = sum(compressed(path) for path in ASSETS.rglob("*.js") if path.name not in ("page.js", "box.js", "help.js"))
    index = compressed(site / INDEX)
    print(
        f"{name:>12}: index {index / 1000:.1f} kB + code {code / 1000:.1f} kB; load {seen['load']:.0f} ms; "
        f"first key {_spread(seen['first'])}; later keys {_spread(seen['later'])}; "
        f"long tasks {len(seen['long'])}, longest {max(seen['long'], default=0):.0f} ms"
    )


def _spread(times: Sequence[float]) -> str:
    ordered = sorted(times)
    worst = ordered[int(len(ordered) * 0.95)]
    return f"median {statistics.median(ordered):.0f}, 95 % {worst:.0f}, longest {ordered[-1]:.0f} ms"


def main() -> None:
    """Measure the real site, and copies of it with 1,000 and 5,000 entries in the index."""
    infobox = infobox_of(DATA, date.today())
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=find(), args=list(ARGUMENTS))
        measure(browser, built_site(), "real site")
        for number in (1000, 5000):
            site = Path(folder) / str(number)
            shutil.copytree(built_site(), site)
            for path, text in pack(infobox, list(generated(infobox, number)), "begrippen/").items():
                (site / path).write_text(text, encoding="utf-8")
            measure(browser, site, f"{number:,} entries")
        browser.close()


if __name__ == "__main__":
    main()
