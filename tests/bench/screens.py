"""How long pages are on a phone of 360 by 740, and how often they say the same: `python -m tests.bench.screens`.

Per kind: the shortest, the middle and the longest page, in screens. Of instruments: on how many of them the title, the
line that says what it is, the button and three facts stand in the first screen. And how often a sentence that is no
content stands on all pages together.
"""

import argparse
import statistics
from collections import defaultdict
from pathlib import Path

from lxml import html
from playwright.sync_api import sync_playwright

from infobox.entries.kinds import KINDS
from tests.browser.chromium import ARGUMENTS, ensure, find
from tests.site_fixtures import real_site, served

WIDTH, HEIGHT = 360, 740
FIRST = {
    "title": "main h1",
    "line": "main p.inleiding",
    "button": "main a.knop, main .bestemming:not(:has(> a.knop)) > p:first-child",  # or that there is none
    "facts": "main .kop__makers",
}
SAID = (
    "nog niet gecontroleerd",
    "geen kwaliteitsoordeel",
    "redactionele ordening",
    "ouder webadres",
    "mogelijk verouderd",
)


def pages(site: Path) -> dict[str, list[str]]:
    """Kind -> the addresses of its pages; and the home page, the overviews."""
    found = defaultdict(list, {"home": [""]})
    for kind in KINDS:
        for page in sorted(site.glob(f"{kind}/*/index.html")):
            found[kind].append(f"{kind}/{page.parent.name}/")
        if (site / kind / "index.html").is_file():
            found["overviews"].append(f"{kind}/")
    return found


def main() -> None:
    """Prints both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, help="a built site, instead of one that is built now")
    site = parser.parse_args().site or real_site()
    ensure()
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=list(ARGUMENTS))
        tab = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        print(f"{'kind':<14} pages  least  middle  most screens")
        high: dict[str, int] = dict.fromkeys(FIRST, 0)
        for kind, addresses in pages(site).items():
            screens = []
            for path in addresses:
                tab.goto(address + path, wait_until="load")
                screens.append(tab.evaluate("() => document.documentElement.scrollHeight") / HEIGHT)
                for what, where in FIRST.items() if kind == "instrumenten" else ():
                    place = tab.locator(where).locator("visible=true")
                    box = place.first.bounding_box() if place.count() else None
                    high[what] += bool(box and box["y"] + box["height"] <= HEIGHT)
            least, middle, most = min(screens), statistics.median(screens), max(screens)
            print(f"{kind:<14} {len(screens):>5} {least:>6.1f} {middle:>7.1f} {most:>5.1f}")
        browser.close()
    print("\nin the first screen of instrumenten: " + ", ".join(f"{what} {number}" for what, number in high.items()))
    texts = [html.parse(page).getroot().text_content().lower() for page in site.glob("**/index.html")]
    print("\n" + "\n".join(f"{sum(text.count(said) for text in texts):>6} x {said}" for said in SAID))


if __name__ == "__main__":
    main()
