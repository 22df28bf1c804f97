"""A piece of the site on somebody else's page: the code is made, pasted and shown; nothing else can be framed."""

import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import visit

pytestmark = [pytest.mark.site, pytest.mark.browser]

Elsewhere = tuple[str, Callable[[str], None]]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport={"width": 900, "height": 800}) as made:
        yield made


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    """Another site, on a port of its own: its address, and what puts code in its one page."""
    pages = {"/": ""}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = f"<!doctype html><title>Les</title><link rel='icon' href='data:,'>{pages['/']}".encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/", lambda code: pages.update({"/": code})
        finally:
            server.shutdown()
            thread.join()


def made_code(page: Page) -> str:
    return page.locator("#inbed-code").inner_text()


def test_the_code_of_what_was_chosen_shows_it_elsewhere(
    context: BrowserContext, address: str, elsewhere: Elsewhere
) -> None:
    own = visit(context, address)
    page = own.open("inbedden/?wat=i001")
    expect(page.locator("#inbed-wat")).to_have_value("i001")
    page.get_by_label("Wat", exact=True).select_option("s02/instrumenten")
    page.get_by_label("Hoogte").select_option("720")
    code = made_code(page)
    assert f'src="{address}ingebed/s02/instrumenten/"' in code
    assert 'height="720"' in code
    title = page.locator("#inbed-kijk a").inner_text().partition(": ")[2]
    assert own.complaints == []

    lesson, paste = elsewhere
    paste(code)
    other = visit(context, lesson)
    frame = other.open("").frame_locator("iframe")
    expect(frame.locator("h1")).to_have_text(title)
    expect(frame.locator("footer")).to_contain_text("Uit: Infobox Voorbeeld")
    assert other.complaints == []
    assert [url for url in other.requests if not url.startswith((address, lesson, "data:"))] == []

    with context.expect_page() as opened:
        frame.locator("main a").first.click()
    opened.value.wait_for_load_state()
    assert opened.value.url.startswith(f"{address}instrumenten/")
    assert other.page.url == lesson, "the lesson stays where it was"
    assert opened.value.evaluate("window.opener") is None


@pytest.mark.parametrize("path", ["standaarden/wegen/", "inbedden/", "s02/", ""])
def test_no_other_page_can_be_framed(context: BrowserContext, address: str, elsewhere: Elsewhere, path: str) -> None:
    lesson, paste = elsewhere
    paste(f'<iframe src="{address}{path}" title="Proef"></iframe>')
    other = visit(context, lesson)
    with other.page.expect_console_message(lambda said: "frame-ancestors 'none'" in said.text):
        other.open("")
    expect(other.page.frame_locator("iframe").locator("main, #verder")).to_have_count(0)


def test_without_scripts_the_page_says_how_the_address_is_made(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as plain:
        page = visit(plain, address).open("inbedden/")
        expect(page.locator("#inbed-wat")).to_be_hidden()
        assert re.fullmatch(r'<iframe src="\S+/ingebed/s01/" title="[^"]+".*></iframe>', made_code(page))
        expect(page.locator("main")).to_contain_text("in kleine letters")
        page.locator("#inbed-kijk a").click()
        assert page.url == f"{address}ingebed/s01/"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_frame_fits_where_it_is_narrow_in_any_colours(browser: Browser, address: str, scheme: str) -> None:
    with browser.new_context(viewport={"width": 280, "height": 500}, color_scheme=scheme) as narrow:  # type: ignore[arg-type]
        for path in ("s02", "s02/instrumenten", "i001", "begrippen/meldcode", "hulp", "begrippen"):
            seen = visit(narrow, address)
            page = seen.open(f"ingebed/{path}/")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
            assert seen.complaints == [], path
            assert seen.strangers() == [], path
            assert {one.removeprefix(address).partition("?")[0] for one in seen.requests} <= {
                f"ingebed/{path}/",
                "assets/ingebed.css",
                "favicon.ico",
            }, path


def test_the_page_that_makes_the_code_fits_on_a_phone(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 320, "height": 640}) as phone:
        page = visit(phone, address).open("inbedden/?wat=s02/instrumenten")
        box = page.locator("#inbed-wat").bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 320
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
