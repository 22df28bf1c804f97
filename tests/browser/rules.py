"""What every page is held to, wherever a test meets it: no rule of WCAG broken, nothing too wide, nothing kept."""

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

ALL: dict[str, object] = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
}
CONTRAST: dict[str, object] = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}

WIDER_THAN_WINDOW = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
# Everything by which a page can leave something behind, as names; cookies are for the context to tell.
KEPT = """async () => [
    ...Object.keys(localStorage), ...Object.keys(sessionStorage), ...await caches.keys().catch(() => []),
    ...(await navigator.serviceWorker?.getRegistrations() ?? []).map(String),
    ...(await indexedDB.databases()).map(each => each.name)]"""


def violations(page: Page, rules: dict[str, object] = ALL) -> list[str]:
    """Every violation as 'rule: place (text)'."""
    found = Axe().run(page, options=rules).response["violations"]
    return [f"{rule['id']}: {node['target']} {node['html'][:120]}" for rule in found for node in rule["nodes"]]
