"""Every page of the site before checkers that nobody here wrote: the Nu HTML Checker, and axe in Chromium.

`python -m tests.validate` builds the real site and the sample, and prints what is wrong. The Nu HTML Checker (Java; in
`tools/validate`) reads every page, style sheet and picture. Axe, with its rules for WCAG 2.2 A and AA and those of best
practice, looks at every page of the real site on a phone in light and on a desktop in dark, and at each kind of page of
the sample in three widths, light, dark and forced colours, at rest and with everything open. `--only html` or
`--only axe` does one of them.
"""

import argparse
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import ARGUMENTS, ensure, find
from tests.browser.rules import violations
from tests.browser.test_axe import PAGES
from tests.conftest import ROOT
from tests.site_fixtures import built_site, real_site, served

CHECKER = ROOT / "tools" / "validate" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
# What the checker does not know yet, though it is in a standard.
UNKNOWN = {
    "CSS: “field-sizing”: Property “field-sizing” doesn't exist.": "CSS Basic User Interface 4",
    "CSS: “paint-order”: Property “paint-order” doesn't exist.": "SVG 2, Fill and Stroke 3",
}
WIDTHS = (360, 768, 1280)
Scheme = Literal["light", "dark", "forced"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark", "forced")
OPEN_ALL = "() => { for (const one of document.querySelectorAll('details')) one.open = true; }"


def of_html(site: Path) -> list[str]:
    """What the Nu HTML Checker calls an error in any file of a site, as 'file:line: message'."""
    checks = ("--skip-non-html", "--also-check-css", "--also-check-svg", "--errors-only", "--exit-zero-always")
    done = subprocess.run(
        ["java", "-Xss4m", "-jar", str(CHECKER), *checks, "--format", "json", str(site)],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    found: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    return [
        f"{one['url'].partition(site.name + '/')[2]}:{one.get('lastLine', 1)}: {one['message']}"
        for one in found
        if one["message"] not in UNKNOWN
    ]


def every_page(site: Path) -> list[str]:
    """The address of every page that is for readers, from the root of a site."""
    pages = (path for path in site.rglob("*.html") if '<a id="verder"' not in path.read_text(encoding="utf-8"))
    return sorted(str(path.relative_to(site)).removesuffix("index.html") for path in pages)


def of_axe(browser: Browser) -> Iterator[tuple[str, list[str]]]:
    """(where and how, violations) of every look at a page."""
    with served(real_site()) as address:
        for width, scheme in ((360, "light"), (1280, "dark")):
            yield from _looks(browser, address, every_page(real_site()), width, scheme)
    with served(built_site()) as address:
        for width in WIDTHS:
            for scheme in SCHEMES:
                yield from _looks(browser, address, LOOKED_AT, width, scheme, unfold=True)


SEARCHES = ("zoeken/?q=meldcode", "zoeken/?q=qqqqq", "zoeken/?q=hij+slaat+mij")
FILTERED = (
    "instrumenten/?soort=training",
    "instrumenten/?woord=hij+slaat+mij",
    "instrumenten/?woord=zeppelin&soort=training",
)
LOOKED_AT = [*PAGES, *SEARCHES, *FILTERED, "zonder-internet/", "nergens/"]


def _looks(
    browser: Browser, address: str, paths: list[str], width: int, scheme: str, *, unfold: bool = False
) -> Iterator[tuple[str, list[str]]]:
    colours: dict[str, Any] = {"forced_colors": "active"} if scheme == "forced" else {"color_scheme": scheme}
    with browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce", **colours) as context:
        page = context.new_page()
        for path in paths:
            page.goto(address + path, wait_until="load")
            if "?q=" in path:
                page.locator(".zoek-resultaten a, .zoek-hulp a, .zoek-nood a").first.wait_for()
            if path in FILTERED:
                page.locator("[data-keuze]:visible").wait_for()
            yield f"{path or '(home)'} {width} {scheme}", violations(page)
            if unfold:
                yield f"{path or '(home)'} {width} {scheme}, open", _unfolded(page)


def _unfolded(page: Page) -> list[str]:
    page.evaluate(OPEN_ALL)
    return violations(page)


def main(arguments: list[str]) -> int:
    """Run the checkers; 1 when anything is wrong, 2 when a checker is not there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=("html", "axe"), help="one of the two")
    only = parser.parse_args(arguments).only
    wrong = 0
    if only != "axe":
        if not CHECKER.exists():
            print(f"{CHECKER.relative_to(ROOT)} is not there: npm ci --prefix tools/validate", file=sys.stderr)
            return 2
        for name, site in (("the real site", real_site()), ("the sample", built_site())):
            faults = of_html(site)
            wrong += len(faults)
            print(f"Nu HTML Checker, {name}: {len(every_page(site))} pages, {len(faults)} errors")
            for message, number in Counter(fault.partition(": ")[2] for fault in faults).most_common():
                example = next(fault for fault in faults if fault.endswith(message))
                print(f"  {number} x {example}")
    if only != "html":
        ensure()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find(), args=list(ARGUMENTS))
            looked = 0
            for where, found in of_axe(browser):
                looked += 1
                wrong += len(found)
                for fault in found:
                    print(f"  {where}: {fault}")
            print(f"axe: {looked} looks, {wrong} violations" if only else f"axe: {looked} looks")
            browser.close()
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
