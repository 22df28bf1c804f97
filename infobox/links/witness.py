"""A plugin for LinkChecker: it tells what was answered, and leaves the next step of a redirect to us.

LinkChecker's own report says "403 Forbidden" or "Redirected", not which headers, title or words came with it, and it
follows a redirect to any address, a private one too. This plugin adds one line of JSON to the info of each address and
stops at a redirect; `run.py` decides whether the next address may be visited, and when.

The file is copied to LinkChecker's plugin folder and runs inside its process: it imports nothing of ours.
"""

import json
import re
import time
import zlib
from html import unescape
from typing import Any, Protocol

from linkcheck import LinkCheckerError
from linkcheck.checker.httpurl import HttpUrl
from linkcheck.plugins import _ConnectionPlugin

MARK = "infobox "
HEADERS = ("location", "content-type", "content-length", "retry-after", "server", "cf-mitigated", "set-cookie")
MOST_BYTES = 512 * 1024
START = 64
SKETCH = 64
_TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)
_REFRESH = re.compile(
    r"""<meta[^>]+http-equiv=["']?refresh["']?[^>]*content=["']?\s*0?\s*;\s*url=['"]?([^"'>]+)""", re.IGNORECASE
)
_UNSEEN = re.compile(r"<(script|style|noscript)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>", re.IGNORECASE | re.DOTALL)


# To show a certificate, LinkChecker connects again to a server that has hung up ("Connection: close"); through a proxy
# it then speaks TLS to the proxy itself, and every such page seems to have a bad certificate. We never show one.
HttpUrl._add_ssl_info = lambda self: None


class Response(Protocol):
    """What is used of an answer of `requests`."""

    status_code: int
    encoding: str | None
    headers: Any
    raw: Any  # the answer of urllib3


def tell(response: Response, seconds: float) -> dict[str, Any]:
    """What an answer says: status, headers, and for a page its title, words and onward address.

    At most half a megabyte of a page is read, a few bytes of anything else, and never for longer than `seconds`; an
    answer that breaks off or does not end gives `error`.
    """
    headers = {name: response.headers[name][:2000] for name in HEADERS if name in response.headers}
    told: dict[str, Any] = {"status": response.status_code, "headers": headers}
    if response.status_code != 200:
        return told
    kind = headers.get("content-type", "").lower()
    page, plain = "html" in kind, "text/plain" in kind
    try:
        body, complete = _read(response, MOST_BYTES if page or plain else START, seconds)
    except Exception as error:  # whatever goes wrong in the body is what we are here to tell
        return {**told, "error": f"{type(error).__name__}: {error}"[:240]}
    length = headers.get("content-length", "")
    told["size"] = len(body) if complete else int(length) if length.isdigit() else -1
    text = body.decode(response.encoding or "utf-8", errors="replace")
    told["start"] = text[:START].lstrip("\ufeff \r\n\t")[:16]
    if plain:
        told["text"] = text
    elif page:
        found = _TITLE.search(text)
        told["title"] = " ".join(unescape(found[1]).split())[:300] if found else ""
        told["sketch"] = sketch(text)
        if refresh := _REFRESH.search(text):
            told["refresh"] = unescape(refresh[1]).strip()
    return told


def _read(response: Response, most: int, seconds: float) -> tuple[bytes, bool]:
    deadline = time.monotonic() + seconds
    body = b""
    while chunk := response.raw.read1(8192, decode_content=True):  # what is there; `read` would wait for all 8192
        body += chunk
        if len(body) >= most:
            return body[:most], False
        if time.monotonic() > deadline:
            raise TimeoutError("the body does not end")
    return body, True


def sketch(html: str) -> list[int]:
    """The smallest hashes of the visible words, three by three: nearly the same for nearly the same page.

    Words with digits are left out, since clocks, counters and echoed addresses change from one answer to the next.
    """
    words = [word for word in unescape(_UNSEEN.sub(" ", html)).lower().split() if not re.search(r"[\d/]", word)]
    shingles = {zlib.crc32(" ".join(words[i : i + 3]).encode()) for i in range(max(1, len(words) - 2))} if words else ()
    return sorted(shingles)[:SKETCH]


class Witness(_ConnectionPlugin):  # type: ignore[misc]  # LinkChecker has no types
    """Runs after each answer of a server, before LinkChecker follows a redirect."""

    def __init__(self, config: Any) -> None:
        super().__init__(config)
        self._interval: float = config["interval"]

    def applies_to(self, url_data: Any) -> bool:
        """Answers over http and https only."""
        return url_data.is_http() and url_data.url_connection is not None

    def check(self, url_data: Any) -> None:
        """Tell what was answered; raise at a redirect, so that it is not followed."""
        told = tell(url_data.url_connection, url_data.aggregate.config["timeout"])
        url_data.add_info(MARK + json.dumps(told))
        # LinkChecker pauses up to six times as long as asked, counted from the request; we count from the answer.
        url_data.aggregate.times[url_data.urlparts[1]] = time.time() + self._interval
        if url_data.is_redirect():
            raise LinkCheckerError("redirect")

    @classmethod
    def read_config(cls, configparser: Any) -> dict[str, str]:
        """The pause between an answer and the next request at the same host, in seconds."""
        return {"interval": configparser.getfloat(cls.__name__, "interval")}
