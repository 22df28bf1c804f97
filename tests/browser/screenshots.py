"""Pictures of every kind of page, to look at before a change of the design goes in.

`python -m tests.browser.screenshots DIR` builds the site and fills DIR with a picture of each kind of page, on a phone
and a desktop, in light, dark and forced colours, and on paper.
"""

import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import ARGUMENTS, find
from tests.site_fixtures import PAGE_KINDS, built_site, served

WIDTHS = {"phone": 360, "desktop": 1440}
SCHEMES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
}


def take(browser: Browser, address: str, folder: Path) -> int:
    """Write the pictures into `folder`; gives how many."""
    folder.mkdir(parents=True, exist_ok=True)
    number = 0
    for scheme, colours in SCHEMES.items():
        for device, width in WIDTHS.items():
            context = browser.new_context(viewport={"width": width, "height": 900}, **colours)
            page = context.new_page()
            for path in (*PAGE_KINDS, "zoeken/?q=meldcode", "zonder-internet/", "nergens/"):
                page.goto(address + path)
                page.evaluate("document.fonts.ready")
                if "?q=" in path:
                    page.locator(".zoek-resultaten a").first.wait_for()
                page.screenshot(path=folder / f"{_name(path)}-{device}-{scheme}.png", full_page=True)
                number += 1
                if (device, scheme) == ("desktop", "light"):
                    page.pdf(path=folder / f"{_name(path)}-print.pdf", format="A4")
                    number += 1
            context.close()
    return number


def _name(path: str) -> str:
    return path.partition("?")[0].strip("/").replace("/", "-") or "home"


def main(arguments: list[str]) -> int:
    """Run the recipe; 2 when no folder is named."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    with sync_playwright() as playwright, served(built_site()) as address:
        browser = playwright.chromium.launch(executable_path=find(), args=list(ARGUMENTS))
        print(f"{take(browser, address, Path(arguments[0]))} pictures in {arguments[0]}")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
