"""One browser and one served site for all tests that a reader's eyes, hands or ears could make."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests.browser.chromium import ARGUMENTS, ensure, find
from tests.site_fixtures import built_site, served


@dataclass
class Visit:
    """A page in the browser, with all that it asked for and complained about."""

    page: Page
    address: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Go to a page of the site, and wait until it is complete."""
        self.page.goto(self.address + path, wait_until="load")
        return self.page

    def strangers(self) -> list[str]:
        """Requests that went anywhere but to the site itself."""
        own = re.compile(re.escape(self.address) + "|data:|blob:" + re.escape(self.address.rstrip("/")))
        return [url for url in self.requests if not own.match(url)]


def visit(context: BrowserContext, address: str) -> Visit:
    """A fresh tab in `context`."""
    result = Visit(context.new_page(), address)

    def heard(message: ConsoleMessage) -> None:
        # The pages look for an optional favicon nowhere, so every error is one of ours; CSP violations are errors too.
        if message.type == "error":
            result.complaints.append(message.text)

    result.page.on("console", heard)
    result.page.on("pageerror", lambda error: result.complaints.append(str(error)))
    result.page.on("request", lambda request: result.requests.append(request.url))
    return result


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    with served(built_site()) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    ensure()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find(), args=list(ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile on a laptop."""
    with browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce") as context:
        yield context
