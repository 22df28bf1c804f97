"""Sizes and times of the search at several sizes, in a real browser: `python -m tests.search.bench`.

Times are from a key to the results in the page; they depend on the machine, so nothing asserts them. The first word and
the first sentence are answered with nothing loaded before, on loopback.
"""

import gzip
import shutil
import statistics
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from infobox.search.pack import INDEX, LANGUAGES, SENTENCES, pack
from infobox.search.script import WORKER
from tests.browser.chromium import ARGUMENTS, find
from tests.reading import infobox_of
from tests.search.generated import generated
from tests.site_fixtures import DATA, real_site, served

TYPED = (
    "ouderenmishandeling",
    "wat moet ik doen bij vermoeden van mishandeling",
    "huislijk gewelt",
    "nji risicotaxatie",
    "mijn man controleert mijn telefoon de hele dag",
    "babam annemi dovuyor",
)
IN_PAGE = """async (texts) => {
    const target = document.querySelector("[data-search-answer]");
    const long = [];
    new PerformanceObserver((list) => long.push(...list.getEntries().map((entry) => entry.duration)))
        .observe({entryTypes: ["longtask"]});
    const worker = new Worker(document.querySelector("[data-search-form]").dataset.searchWorker);
    const links = {page: (path) => path, query: (text) => text};
    const press = (query) => new Promise((resolve) => {
        const start = performance.now();
        worker.onmessage = ({data}) => {
            if (data.query !== query) return;
            window.searchView.render(target, data, {kind: "", most: 10}, links, () => {});
            resolve(performance.now() - start);
        };
        worker.postMessage({query, finished: false, kind: "", most: 10});
    });
    const load = await press("meldcode");
    const sentence = await press("kind durft niet naar huis");
    const first = [], later = [];
    for (const text of texts) {
        for (let end = 1; end <= text.length; end += 1) {
            (end === 1 ? first : later).push(await press(text.slice(0, end)));
        }
    }
    return {load, sentence, first, later, long};
}"""


def compressed(path: Path) -> int:
    """Bytes of a file as a server sends it."""
    return len(gzip.compress(path.read_bytes(), 9))


def measure(browser: Browser, site: Path, name: str) -> None:
    """Print a line for the search of `site`."""
    with served(site) as address, browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}zoeken/")
        page.wait_for_load_state("networkidle")
        seen = page.evaluate(IN_PAGE, list(TYPED))
    sizes = " + ".join(
        f"{path} {compressed(site / path) / 1000:.1f} kB" for path in (INDEX, WORKER, SENTENCES, LANGUAGES)
    )
    print(
        f"{name:>12}: {sizes}; first word {seen['load']:.0f} ms, first sentence {seen['sentence']:.0f} ms; "
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
        measure(browser, real_site(), "real site")
        for number in (1000, 5000):
            site = Path(folder) / str(number)
            shutil.copytree(real_site(), site)
            for path, text in pack(infobox, list(generated(infobox, number))).items():
                (site / path).write_text(text, encoding="utf-8")
            measure(browser, site, f"{number:,} entries")
        browser.close()


if __name__ == "__main__":
    main()
