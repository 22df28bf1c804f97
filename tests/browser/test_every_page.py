"""What must hold on every page of the real site, met by a browser that has seen nothing. For the night: minutes."""

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import visit
from tests.browser.rules import KEPT
from tests.site_fixtures import real_site, served
from tests.validate import every_page

pytestmark = [pytest.mark.browser, pytest.mark.nightly]


def test_no_page_keeps_anything_unasked(browser: Browser) -> None:
    """No cookie, storage, cache, database or worker, wherever a visit goes; what one page left, the next would show."""
    site = real_site()
    pages = every_page(site)
    assert len(pages) > 300
    with served(site) as address, browser.new_context(viewport={"width": 360, "height": 800}) as context:
        tab = visit(context, address)
        for path in pages:
            tab.open(path)
            assert (tab.page.evaluate(KEPT), context.cookies(), context.service_workers) == ([], [], []), path
        assert tab.strangers() == []
