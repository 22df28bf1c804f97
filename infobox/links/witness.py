"""A way to start LinkChecker, and a plugin for it: it tells what was answered, and leaves the next step to us.

LinkChecker's own report says "403 Forbidden" or "Redirected", not which headers, title or words came with it, and it
follows a redirect to any address, a private one too. This plugin adds one line of JSON to the info of each address and
stops at a redirect; `visit.py` decides whether the next address may be visited, and when.

What a server sends is read here first, so here it is bounded: in size, in time, and in what reading it may cost.
Nothing in this file looks at a letter more than a few times, however a page is written.

The file is copied to LinkChecker's plugin folder and runs inside its process: it imports nothing of ours. It is also
the program that is started, so that the door is in the wall before LinkChecker does anything, plugin or no plugin.
"""

import hashlib
import json
import os
import re
import runpy
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from html import unescape
from typing import Any, Protocol
from urllib.parse import urlsplit
from urllib.request import getproxies

import requests
import urllib3.util.connection
from linkcheck import LinkCheckerError
from linkcheck.checker.httpurl import HttpUrl
from linkcheck.plugins import _ConnectionPlugin

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

MARK = "infobox "
ORDERS = "INFOBOX_LINKS"  # the environment variable in which `engine.py` says where to connect, and until when
HEADERS = ("location", "content-type", "content-length", "retry-after", "server", "cf-mitigated", "set-cookie")
LONGEST_HEADER = 2000
LONGEST_ADDRESS = 2000
MOST_BYTES = 512 * 1024
MOST_DOCUMENT = 16 * 1024 * 1024
MOST_MEMORY = 2 * 1024**3
START = 64
SKETCH = 64
TICK = 0.25  # seconds
_BODILESS = ("script", "style", "noscript")
_NUMBER = re.compile(r"[0-9]{1,18}")
_OPENS = re.compile(r"[a-z/!?]")
_TAG = re.compile(r"[a-z]{1,10}\b")
_ATTRIBUTE = re.compile(r"""([a-z-]{1,20})\s{0,20}=\s{0,20}(?:"([^"]*)"?|'([^']*)'?|([^\s"'>]+))""", re.IGNORECASE)
_AT_ONCE = re.compile(r"\s{0,20}0?\s{0,20}[;,]\s{0,20}url\s{0,20}=\s{0,20}['\"]?([^'\">]+)", re.IGNORECASE)
_LONG_REFERENCE = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{8,});?")
_ENCODING = re.compile(
    r"utf-?8|utf-?16(-?[bl]e)?|us-ascii|ascii|(iso-?8859-|latin-?)\d{1,2}|(windows-|cp)(125\d|437|85\d)|macroman"
    r"|koi8-[ru]|gb(2312|k|18030)|big5(-?hkscs)?|euc-(jp|kr)|shift[_-]jis",
    re.IGNORECASE,
)

_DOCUMENT = re.compile(r"application/(pdf|msword|rtf|vnd\.(openxmlformats|oasis|ms-)[a-z0-9.-]+)")
# When a document was made, and its name for the moment: some sites make it anew for every visitor.
_MADE = re.compile(
    rb"/(CreationDate|ModDate) ?\([^)]{0,60}\)|/ID ?\[[^\]]{0,200}\]"
    rb"|<xmp:(CreateDate|ModifyDate|MetadataDate)>[^<]{0,60}"
)

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
    answer that breaks off or does not end gives `error`. A document is read whole for its `digest` when it lets itself
    be read: within the time, and not too big.
    """
    headers = {name: _header(response.headers[name]) for name in HEADERS if name in response.headers}
    told: dict[str, Any] = {"status": response.status_code, "headers": headers}
    if response.status_code != 200:
        return told
    kind = headers.get("content-type", "").lower()
    page, plain = "html" in kind, "text/plain" in kind or "application/json" in kind
    document = bool(_DOCUMENT.match(kind))
    try:
        if document:
            body, complete = _read_document(response, seconds)
        else:
            body, complete = _read(response, MOST_BYTES if page or plain else START, seconds)
    except Exception as error:  # whatever goes wrong in the body is what we are here to tell
        return {**told, "error": f"{type(error).__name__}: {error}"[:240]}
    length = headers.get("content-length", "").strip()
    told["size"] = len(body) if complete else int(length) if _NUMBER.fullmatch(length) else -1
    if document and complete:
        told["digest"] = hashlib.sha256(_MADE.sub(b"", body)).hexdigest()
    text = (body[:START] if document else body).decode(_encoding(response.encoding), errors="replace")
    told["start"] = text[:START].lstrip("\ufeff \r\n\t")[:16]
    if plain:
        told["text"] = text
    elif page:
        read = Page(text)
        told["title"], told["sketch"] = read.title, sketch_of(read.words)
        if read.refresh:
            told["refresh"] = read.refresh
    return told


def _header(value: str) -> str:
    """A header as it was meant: it is read as latin-1, and written as UTF-8 by most. One too long stays too long."""
    with suppress(UnicodeError):
        value = value.encode("latin-1").decode("utf-8")
    return value[: LONGEST_HEADER + 1]


def _encoding(name: str | None) -> str:
    """An encoding that a server names, when it is one for pages: Python knows others, and names without any."""
    return name if name and _ENCODING.fullmatch(name) and _known(name) else "utf-8"


def _known(name: str) -> bool:
    try:
        b"".decode(name)
    except LookupError:
        return False
    return True


def _read(response: Response, most: int, seconds: float) -> tuple[bytes, bool]:
    deadline = time.monotonic() + seconds
    body = bytearray()
    while chunk := response.raw.read1(8192, decode_content=True):  # what is there; `read` would wait for all 8192
        body += chunk
        if len(body) >= most:
            return bytes(body[:most]), False
        if time.monotonic() > deadline:
            break
    if time.monotonic() > deadline:
        raise TimeoutError("the body does not end")
    return bytes(body), True


def _read_document(response: Response, seconds: float) -> tuple[bytes, bool]:
    """A document, and whether it is whole. One that is too long, too slow or breaks off is there, if it did begin."""
    deadline = time.monotonic() + seconds
    body, chunk = bytearray(), b"-"
    try:
        while chunk and len(body) <= MOST_DOCUMENT and time.monotonic() <= deadline:
            chunk = response.raw.read1(65536, decode_content=True)
            body += chunk
    except Exception:
        if len(body) < START:
            raise
        chunk = b"-"
    if chunk and len(body) < START:
        raise TimeoutError("the body does not end")
    return bytes(body), not chunk


class Page:
    """A page, read once from left to right: its title, the words that a reader sees, where it sends on to at once."""

    def __init__(self, html: str) -> None:
        self.title = ""
        self.refresh = ""
        self._html = html
        low = html.lower()
        self._low = low if len(low) == len(html) else "".join(map(_low, html))  # as long, letter for letter
        self._missing: set[str] = set()
        self.words = spelled(" ".join(self._visible()))

    def _visible(self) -> Iterator[str]:
        html, at, titled = self._html, 0, False
        while (start := html.find("<", at)) >= 0:
            yield html[at:start]
            end, name = self._end(start)
            if name == "title" and not titled:
                titled = True
                close = self._find("</title", end)
                self.title = " ".join(spelled(html[end:close]).split())[:300] if close >= 0 else ""
            elif name == "meta" and not self.refresh:
                self.refresh = _refresh(html[start:end])
            at = end
        yield html[at:]

    def _end(self, start: int) -> tuple[int, str]:
        """Where the tag that opens at `start` is over, with what nobody sees after it, and its name."""
        if self._low.startswith("<!--", start):
            close = self._find("-->", start + 4)
            return (close + 3, "") if close >= 0 else (self._closed(start), "")
        if not _OPENS.match(self._low, start + 1):
            return start + 1, ""
        match = _TAG.match(self._low, start + 1)
        name = match[0] if match else ""
        end = self._closed(start)
        if name in _BODILESS and (close := self._find(f"</{name}", end)) >= 0:
            return self._closed(close), ""
        return end, name

    def _closed(self, start: int) -> int:
        """Just after the next `>`; a `<` without one is a letter like any other."""
        close = self._find(">", start)
        return close + 1 if close >= 0 else start + 1

    def _find(self, what: str, start: int) -> int:
        """As `find`, but what is not there is looked for once, not again for every tag."""
        if what in self._missing:
            return -1
        if (found := self._low.find(what, start)) < 0:
            self._missing.add(what)
        return found


def _low(letter: str) -> str:
    low = letter.lower()
    return low if len(low) == 1 else letter


def _refresh(tag: str) -> str:
    """The target of `<meta http-equiv=refresh>` that sends on at once."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(tag[: 2 * LONGEST_ADDRESS]):
        found.setdefault(match[1].lower(), match[2] or match[3] or match[4] or "")
    if found.get("http-equiv", "").strip().lower() != "refresh":
        return ""
    target = _AT_ONCE.match(spelled(found.get("content", "")))
    return target[1].strip()[: LONGEST_ADDRESS + 1] if target else ""


def spelled(text: str) -> str:
    """Text with its character references spelled out. A number too long for a letter is none."""
    return unescape(_LONG_REFERENCE.sub("\ufffd", text))


def sketch(html: str) -> list[int]:
    """The smallest hashes of the visible words, three by three: nearly the same for nearly the same page."""
    return sketch_of(Page(html).words)


def sketch_of(text: str) -> list[int]:
    """The sketch of visible words.

    Words with digits are left out, since clocks, counters and echoed addresses change from one answer to the next.
    """
    words = [word for word in text.lower().split() if not re.search(r"[\d/]", word)]
    shingles = {zlib.crc32(" ".join(words[i : i + 3]).encode(errors="replace")) for i in range(max(1, len(words) - 2))}
    return sorted(shingles)[:SKETCH] if words else []


class Door:
    """The only way out of this process: to the addresses that were looked up for it, and for no longer than agreed.

    When the process that gave the orders is gone, this one goes too: nobody would hear what it sees.
    """

    def __init__(self, orders: dict[str, Any]) -> None:
        self._places: dict[str, list[str]] = orders["places"]
        self._parent: int = orders["parent"]
        self._seconds: float = orders["seconds"]
        self._proxies = {urlsplit(proxy if "//" in proxy else f"//{proxy}").hostname for proxy in getproxies().values()}
        self._lock = threading.Lock()
        self._until: dict[int, float] = {}  # thread -> when its request must be over
        self._open: dict[int, list[socket.socket]] = {}  # thread -> doubles of its connections, to shut them with

    def install(self) -> None:
        """Put this door in the wall."""
        send, check, close = HttpUrl._send_request, HttpUrl.check, HttpUrl.close_connection

        def in_time(url: Any, request: Any, **options: Any) -> None:
            until = time.monotonic() + self._seconds
            with self._lock:
                self._until[threading.get_ident()] = until
            send(url, request, **options)
            if time.monotonic() > until:  # what was shut halfway looks like an answer that is over
                raise TimeoutError("the answer does not end")

        def guarded(url: Any) -> None:
            try:
                check(url)
            except Exception as error:  # LinkChecker would stop, and with it every address in its list
                url.set_result(f"{type(error).__name__}: {error}"[:240], valid=False)

        def closed(url: Any) -> None:
            close(url)
            if hasattr(url, "session"):
                url.session.close()  # no connection outlives its request, so none is without a double
            self._shut(threading.get_ident(), over=True)

        urllib3.util.connection.create_connection = self._enter(urllib3.util.connection.create_connection)
        HttpUrl._send_request, HttpUrl.check, HttpUrl.close_connection = in_time, guarded, closed
        HttpUrl.check_content = lambda url: False  # the plugin has read what we need
        # A redirect is ours to follow: `requests` would first read all of its body, and stumble over a bad address.
        requests.Session.resolve_redirects = lambda *args, **options: iter(())  # type: ignore
        # Nobody visits a page as somebody: no cookie of one host, however large, goes with a request to another.
        for module in (requests.sessions, requests.adapters):
            setattr(module, "extract_cookies_to_jar", lambda *args: None)  # noqa: B010  # the stubs do not know it
        if resource:
            with suppress(ValueError, OSError):
                resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
        threading.Thread(target=self._watch, daemon=True).start()

    def _enter(self, connect: Callable[..., socket.socket]) -> Callable[..., socket.socket]:
        def enter(address: tuple[str, int], timeout: Any = None, *rest: Any, **options: Any) -> socket.socket:
            host = address[0].strip("[]").rstrip(".").lower()
            if host in self._proxies:
                return self._watched(connect(address, timeout, *rest, **options))
            return self._connect(host, address[1], timeout)

        return enter

    def _connect(self, host: str, port: int, timeout: Any) -> socket.socket:
        refusal: OSError = ConnectionError("nobody looked this name up")
        for place in self._places.get(host, ()):
            connection = socket.socket(socket.AF_INET6 if ":" in place else socket.AF_INET, socket.SOCK_STREAM)
            connection.settimeout(timeout)
            try:
                self._watched(connection).connect((place, port))
            except OSError as error:
                connection.close()
                refusal = error
            else:
                return connection
        raise refusal

    def _watched(self, connection: socket.socket) -> socket.socket:
        with self._lock:
            self._open.setdefault(threading.get_ident(), []).append(connection.dup())
        return connection

    def _shut(self, thread: int, over: bool) -> None:
        """Close the doubles of a thread; when its request is not `over`, whoever waits for a letter more is told."""
        with self._lock:
            doubles = self._open.pop(thread, ())
            if over:
                self._until.pop(thread, None)
        for double in doubles:
            with suppress(OSError):
                if not over:
                    double.shutdown(socket.SHUT_RDWR)
            double.close()

    def _watch(self) -> None:
        while os.getppid() == self._parent:
            time.sleep(TICK)
            with self._lock:
                late = [thread for thread, until in self._until.items() if until < time.monotonic()]
            for thread in late:
                self._shut(thread, over=False)
        os._exit(3)


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
        told = _guarded(lambda: tell(url_data.url_connection, url_data.aggregate.config["timeout"]))
        url_data.add_info(MARK + json.dumps(told))
        # LinkChecker pauses up to six times as long as asked, counted from the request; we count from the answer.
        url_data.aggregate.times[url_data.urlparts[1]] = time.time() + self._interval
        if url_data.is_redirect():
            raise LinkCheckerError("redirect")

    @classmethod
    def read_config(cls, configparser: Any) -> dict[str, str]:
        """The pause between an answer and the next request at the same host, in seconds."""
        return {"interval": configparser.getfloat(cls.__name__, "interval")}


def _guarded(told: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """An answer that we stumble over is an answer we cannot use; those to the others are told as ever."""
    try:
        return told()
    except Exception as error:  # LinkChecker would stop, and with it every address in its list
        return {"fault": f"{type(error).__name__}: {error}"[:240]}


def start() -> None:
    """Put the door in the wall, and go on as LinkChecker."""
    Door(json.loads(os.environ[ORDERS])).install()
    runpy.run_module("linkcheck", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    start()
