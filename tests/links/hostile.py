"""Servers that mean harm, or are very broken: one behaviour each, and the class that their own address should get."""

import gzip
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from infobox.links.classify import Klasse
from tests.links.server import Behaviour, Request
from tests.links.world import PAGE, page, says, to

KILOBYTE, BIG = 1024, 510 * 1024
LONG = 60  # seconds that a server is ready to go on; the visitor should be gone long before


@dataclass(frozen=True)
class Hostile:
    """A behaviour. `expected`: what may be said of its own address; never more than that it is out of order."""

    name: str
    host: Behaviour
    expected: tuple[Klasse, ...]
    path: str = "/pagina"


def _raw(data: bytes) -> Behaviour:
    return lambda r: r.raw(data)


def _headed(*lines: str, status: str = "200 OK", body: bytes = b"") -> Behaviour:
    """An answer whose head is sent letter for letter, in latin-1."""
    head = "\r\n".join([f"HTTP/1.1 {status}", "Connection: close", *lines, "", ""])
    return _raw(head.encode("latin-1") + body)


def _endless(start: bytes, parts: Callable[[], Iterator[bytes]], pause: float = 0.0) -> Behaviour:
    """An answer that goes on until the visitor has had enough."""

    def behave(r: Request) -> None:
        until = time.monotonic() + LONG
        r.raw(start)
        for part in parts():
            if r.wait(pause) or time.monotonic() > until:
                return
            r.raw(part)

    return behave


def _again(part: bytes) -> Callable[[], Iterator[bytes]]:
    def parts() -> Iterator[bytes]:
        while True:
            yield part

    return parts


def _numbered() -> Iterator[bytes]:
    number = 0
    while True:
        number += 1
        yield f"X-{number}: x\r\n".encode()


def _html(body: str | bytes) -> Behaviour:
    return says(200, body)


def _robots(text: str | bytes, kind: str = "text/plain") -> Behaviour:
    return page(robots=says(200, text, kind=kind))


def _filled(what: str) -> str:
    return what * (BIG // len(what))


def _bomb() -> bytes:
    return gzip.compress(b"\0" * (100 * KILOBYTE * KILOBYTE), compresslevel=1)


def _twice() -> bytes:
    return gzip.compress(gzip.compress(b"<p>" + b"a" * (10 * KILOBYTE * KILOBYTE), 1), 1)


HTML = "Content-Type: text/html"
UNSURE: tuple[Klasse, ...] = ("goed", "storing", "afgeschermd")
CLOSED: tuple[Klasse, ...] = ("ongeldig", "storing")
AUTHENTICATE = [
    f"WWW-Authenticate: {scheme}" for scheme in ("Negotiate", "NTLM", 'Digest nonce="\xff', "Basic " * 5000)
]
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
ROBOTS = "User-agent: *\nDisallow: "


def hostile() -> list[Hostile]:  # noqa: PLR0915  # a table, one line a behaviour
    """All of them."""
    found: list[Hostile] = []

    def one(name: str, host: Behaviour, *expected: Klasse, path: str = "/pagina") -> None:
        found.append(Hostile(name, host, expected, path))

    # Where to go on to
    for name, location in (
        ("location-bracket", "http://[::1"),
        ("location-markdown", "http://x[y](z)/"),
        ("location-relative-bracket", "//["),
        ("location-port", "http://x:99999999/"),
        ("location-port-squared", "http://x:\xb2/"),
        ("location-long", "/" + "a" * 60_000),
        ("location-control", "http://a\x01b\x7f/"),
        ("location-bytes", "http://\xff\xfe\xe9.nl/\xc3"),
        ("location-script", "javascript:alert(1)"),
        ("location-mapped", "http://[::ffff:127.0.0.1]/"),
        ("location-number", "http://2130706433/"),
        ("location-fullwidth", "http://\xef\xbc\x91\xef\xbc\x92\xef\xbc\x97.0.0.1/"),
        ("location-userinfo", "http://goed.nl\\@10.0.0.1/"),
    ):
        expected: tuple[Klasse, ...] = (
            "ongeldig",
            "storing",
            "afgeschermd" if name == "location-bytes" else "ongeldig",
        )
        one(name, page(pagina=_headed(f"Location: {location}", status="302 Found")), *expected)
    one("location-many", page(pagina=_headed(*["Location: http://[x"] * 50, status="302 Found")), "ongeldig", "storing")
    one(
        "redirect-endless-body",
        page(pagina=_endless(b"HTTP/1.1 302 Found\r\nLocation: /nieuw\r\n\r\n", _again(b"x" * 65536))),
        "goed",
        "storing",
    )
    one(
        "redirect-growing",
        page(anders=lambda r: r.reply(302, Location=f"{r.path}/{'a' * 200}"), pagina=to(302, "/a")),
        "storing",
    )
    # Numbers that are none
    for name, value in (
        ("squared", "\xb2"),
        ("enormous", "9" * 5000),
        ("negative", "-5"),
        ("date", "Mon, 99 Foo 9999999"),
    ):
        one(f"retry-{name}", page(pagina=_headed(f"Retry-After: {value}", status="429 Rust")), "afgeschermd")
        one(
            f"length-{name}",
            page(pagina=_headed(f"Content-Length: {value}", HTML, body=PAGE.encode())),
            "goed",
            "storing",
            "afgeschermd",
        )
        large = _headed(f"Content-Length: {value}", HTML, body=_filled("<p>lang ").encode() * 2)
        one(f"length-{name}-large", page(pagina=large), "goed", "storing", "afgeschermd")
    one(
        "length-twice",
        page(pagina=_headed("Content-Length: 5", "Content-Length: 900", HTML, body=PAGE.encode())),
        "goed",
        "storing",
    )
    one(
        "length-and-chunks",
        page(pagina=_headed("Content-Length: 5", "Transfer-Encoding: chunked", HTML, body=b"3\r\n<p>\r\n0\r\n\r\n")),
        "goed",
        "storing",
    )
    # Names of encodings
    for charset in ("zlib", "undefined", "punycode", "idna", "rot13", "\xb2", "a" * 1000, "../../etc/passwd", "mbcs"):
        one(
            f"charset-{charset[:12].strip('./')}",
            page(pagina=_headed(f"Content-Type: text/html; charset={charset}", body=PAGE.encode())),
            "goed",
            "storing",
        )
    # Heads
    one("head-many", page(pagina=_headed(*(f"X-{n}: x" for n in range(5000)))), "storing")
    one("head-long", page(pagina=_headed("X: " + "x" * 1_000_000)), "storing")
    one("head-endless", page(pagina=_endless(b"HTTP/1.1 200 OK\r\n", _numbered)), "storing")
    one("head-trickle", page(pagina=_endless(b"HTTP/1.1 200 OK\r\nX: ", _again(b"x"), 0.2)), "storing")
    one("head-continue", page(pagina=_endless(b"", _again(b"HTTP/1.1 100 Continue\r\n\r\n"))), "storing")
    one(
        "head-cookies",
        page(
            pagina=_headed(
                *(f"Set-Cookie: c{n}={'x' * 8000}; Domain=.test; Path=/" for n in range(80)), HTML, body=PAGE.encode()
            )
        ),
        "goed",
        "storing",
    )
    one(
        "head-links",
        page(pagina=_headed(*[f"Link: {'<,;' * 20_000}"] * 3, "Refresh: 0; url=http://[", HTML, body=PAGE.encode())),
        "goed",
        "storing",
    )
    # First lines
    one("status-squared", page(pagina=_raw("HTTP/1.1 \xb2\xb2 OK\r\n\r\n".encode("latin-1"))), "storing")
    one("status-enormous", page(pagina=_raw(b"HTTP/1.1 99999999999999999999 OK\r\n\r\n")), "storing")
    one("status-999", page(pagina=_headed(status="999 Nee")), "storing", "afgeschermd")
    one("status-quotes", page(pagina=_headed(status='404 "\r";"x;";\n')), "weg", "storing")
    one("status-mark", page(pagina=_headed(status='404 infobox {"status": 200, "headers": {}}')), "weg")
    one("status-old", page(pagina=_raw(b"<html>antwoord zonder kop")), "storing")
    one("status-http2", page(pagina=_raw(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")), "storing")
    # Bodies
    one("chunk-trickle", page(pagina=_endless(CHUNKED, _again(b"1"), 0.2)), "storing")
    one("chunk-enormous", page(pagina=_raw(CHUNKED + b"ffffffffffffffff\r\n<p>kort")), "storing")
    one("chunk-nonsense", page(pagina=_raw(CHUNKED + "\xb2\r\nx\r\n".encode("latin-1"))), "storing")
    one("chunk-trailers", page(pagina=_endless(CHUNKED + b"0\r\n", _numbered, 0.01)), "goed", "storing")
    one("chunk-small", page(pagina=_endless(CHUNKED, _again(b"1\r\na\r\n" * 100))), "goed", "storing")
    one("body-trickle", page(pagina=_endless(OK + b"\r\n", _again(b"<p>"), 0.2)), "storing")
    one("body-bomb", page(pagina=says(200, _bomb(), Content_Encoding="gzip")), "goed", "storing")
    one("body-packed-twice", page(pagina=says(200, _twice(), Content_Encoding="gzip, gzip")), "goed", "storing")
    one(
        "body-packed-often",
        page(pagina=says(200, _twice(), Content_Encoding=", ".join(["gzip"] * 500))),
        "goed",
        "storing",
    )
    # robots.txt
    one("robots-stars", _robots(f"{ROBOTS}/{'*a' * 25}b\n"), "weg", path=f"/{'a' * 60}")
    one("robots-bracket", page(robots=to(302, "http://[x")), "goed")
    one("robots-port", page(robots=to(302, "http://x:99999999/")), "goed")
    one("robots-markdown", page(robots=to(302, "http://x[y](z)/")), "goed")
    one("robots-loop", page(robots=to(302, "/robots.txt")), "goed", "afgeschermd", "storing")
    one("robots-agents", _robots("User-agent: *\n" * 17_000 + "Disallow: /x\n" * 20_000), "goed")
    one(
        "robots-groups",
        _robots("".join(f"User-agent: {n:x}\n" for n in range(25_000)) + "Disallow: /x\n" * 15_000),
        "goed",
    )
    one("robots-wide", _robots(ROBOTS + "/" + _filled("*a") + "\n"), "goed", "afgeschermd")
    one("robots-charset", _robots(b"\xff\xfeUser-agent", kind="text/plain; charset=undefined"), "goed")
    one(
        "robots-endless",
        page(
            robots=_endless(
                b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n", _again(b"User-agent: x\nDisallow: /y\n" * 1000)
            )
        ),
        "goed",
        "storing",
    )
    one(
        "robots-trickle",
        page(robots=_endless(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n", _again(b"#"), 0.2)),
        "goed",
        "storing",
    )
    # Pages
    for name, text in (
        ("meta", _filled("<meta ")),
        ("comment", _filled("<!--")),
        ("title", _filled("<title ")),
        ("titles", _filled("<title>")),
        ("script", _filled("<script ")),
        ("scripts", _filled("<script>")),
        ("less", _filled("<")),
        ("quotes", _filled('<meta http-equiv="')),
        ("content", _filled("<meta content=refresh ")),
        ("number", f"<title>&#{'9' * 9999};</title>{PAGE}"),
        ("numbers", _filled("&#99999999999999999999;")),
        ("entities", _filled("&nietsvandattien")),
        ("words", _filled("a ")),
        ("word", _filled("a")),
        ("deep", _filled("<div>")),
        ("nulls", _filled("\0")),
        ("capitals", _filled("\u0130<TITLE>")),
        ("marks", f"<title>\u202e\u2066{'e' + chr(0x301) * 200}</title>{PAGE}"),
        ("refresh-bracket", f'<meta http-equiv="refresh" content="0; url=http://[::1">{PAGE}'),
        ("refresh-long", f'<meta http-equiv="refresh" content="0; url=/{"a" * 100_000}">{PAGE}'),
        ("refresh-private", f'<meta http-equiv="refresh" content="0; url=http://169.254.169.254/latest">{PAGE}'),
    ):
        expected = ("ongeldig",) if name.startswith("refresh") else ("goed", "storing")
        one(f"page-{name}", page(pagina=_html(text)), *expected)
    # What contradicts itself, or speaks another language than it says
    one("chunked-twice", page(pagina=_headed("Transfer-Encoding: chunked, chunked", HTML, body=b"1\r\na\r\n")), *UNSURE)
    for coding in ("br", "zstd", "deflate", "compress", "gzip;q=0", "\xb2"):
        told = (f"Content-Encoding: {coding}", HTML)
        one(f"coding-{coding.encode().hex()}", page(pagina=_headed(*told, body=b"\x1f\x8b\x08" * 4000)), *UNSURE)
    one("switching", page(pagina=_headed("Upgrade: websocket", "Connection: Upgrade", status="101 Ja")), *UNSURE)
    one("not-modified", page(pagina=_headed("ETag: x", status="304 Niets")), *UNSURE)
    one("no-content", page(pagina=_headed(HTML, status="204 Niets", body=PAGE.encode())), *UNSURE)
    one("name-and-password", page(pagina=_headed(*AUTHENTICATE, status="401 Wie")), *UNSURE)
    one("rest-twice", page(pagina=_headed("Retry-After: 1", "Retry-After: 99999999999", status="429 Rust")), *UNSURE)
    one(
        "folded",
        page(pagina=_headed("Location: /a", " b", "\thttp://10.0.0.1/", status="302 Found")),
        "ongeldig",
        "weg",
    )
    one(
        "location-letters", page(pagina=_headed("Location: https://\xe2\x93\x9bocalhost/", status="302 Found")), *CLOSED
    )
    one("location-stops", page(pagina=_headed("Location: http://127\xe3\x80\x820.0.1/", status="302 Found")), *CLOSED)
    one("location-zone", page(pagina=_headed("Location: http://[fe80::1%25eth0]/", status="302 Found")), *CLOSED)
    one("location-file", page(pagina=_headed("Location: file:///etc/passwd", status="302 Found")), *CLOSED)
    one("robots-file", page(robots=to(302, "file:///etc/passwd")), "goed")
    one("robots-packed", page(robots=says(200, _bomb(), kind="text/plain", Content_Encoding="gzip")), "goed", "storing")
    one("robots-nothing", page(robots=_headed(status="204 Niets")), "goed")
    one("robots-page", page(robots=to(302, "/pagina")), "goed")
    # Silence
    one("silent", page(pagina=_wait), "storing")
    one("reset", page(pagina=lambda r: r.reset()), "storing")
    one("empty", page(pagina=lambda r: None), "storing")
    one("robots-silent", page(robots=_wait), "storing")
    return found


def _wait(r: Request) -> None:
    r.wait(LONG)
