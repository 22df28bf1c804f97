"""A finished page, looked at once more: what it may run is a short list that somebody read, and the policy says so.

The first defence escapes everything that comes from data; this is the second, and knows nothing of the first. A page
that holds anything else that could run, or that sends its reader to somebody else unasked, is refused: the build stops.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from lxml import html
from lxml.etree import ParserError

_PLACE = re.compile(r"<meta charset=[^>]*>", re.IGNORECASE)
_DATA = frozenset({"application/json", "application/ld+json"})
_RUNS = re.compile(r"[\s\x00-\x20]*(javascript|vbscript|data|blob|file)\s*:", re.IGNORECASE)
_LINE_ENDS = re.compile(r"[\t\n\r]")  # a browser takes these out of an address before it looks
_ELSEWHERE = re.compile(r"[\s\x00-\x20]*([a-z][a-z0-9+.-]*:)?(//|\\\\)", re.IGNORECASE)
_FRAMES = ("iframe", "frame", "frameset", "object", "embed", "applet", "base", "portal")
_LOADED = {"stylesheet", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch", "icon", "manifest"}
_FETCHED = ("src", "srcset", "data", "poster", "action", "formaction", "background", "ping")


class PolicyError(Exception):
    """A page holds what no page may hold; `faults` say what, in Dutch."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("; ".join(faults))


class Policy:
    """What pages of the site may do. `reviewed` are the inline scripts of the theme, each a file that somebody read."""

    def __init__(self, reviewed: tuple[Path, ...]) -> None:
        self._reviewed = reviewed

    @cached_property
    def hashes(self) -> tuple[str, ...]:
        """The scripts that may stand in a page, as a policy names them."""
        return tuple(
            sorted(f"'sha256-{_digest(path.read_text(encoding='utf-8').rstrip())}'" for path in self._reviewed)
        )

    @cached_property
    def text(self) -> str:
        """The policy itself, the same for every page."""
        return "; ".join(
            (
                "default-src 'none'",
                " ".join(("script-src 'self'", *self.hashes)),
                "style-src 'self'",
                "img-src 'self'",
                "font-src 'self'",
                "connect-src 'self'",
                "worker-src 'self'",
                "manifest-src 'self'",
                "base-uri 'none'",
                "form-action 'self'",
            )
        )

    def applied(self, page: str) -> str:
        """The page with its policy right after the character set. Raises PolicyError for what may not be there."""
        if not _PLACE.search(page):
            raise PolicyError(["de pagina heeft geen <meta charset>, dus geen plaats voor het beleid"])
        if faults := list(self.faults(page)):
            raise PolicyError(faults)
        meta = f'<meta http-equiv="Content-Security-Policy" content="{self.text}">'
        return _PLACE.sub(lambda match: match[0] + meta, page, count=1)

    def faults(self, page: str) -> Iterator[str]:
        """What a page holds that no page of ours may hold."""
        try:
            tree = html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8"))
        except ParserError:
            yield "de pagina is leeg"
            return
        for element in tree.iter():
            if isinstance(element.tag, str):
                yield from self._in_element(element)

    def _in_element(self, element: html.HtmlElement) -> Iterator[str]:
        tag = element.tag.lower()
        if tag == "script" and element.get("src") is None and (element.get("type") or "").strip() not in _DATA:
            if f"'sha256-{_digest(element.text or '')}'" not in self.hashes:
                yield f"een script in de pagina zelf dat niemand heeft nagekeken: {_short(element.text or '')}"
        elif tag in _FRAMES:
            yield f"een element <{tag}>"
        elif tag == "style":
            yield "opmaak in de pagina zelf (<style>)"
        elif tag == "meta" and (element.get("http-equiv") or "").lower() == "refresh":
            target = (element.get("content") or "").partition("=")[2]
            if _ELSEWHERE.match(target) or _RUNS.match(target):
                yield f"een doorverwijzing naar elders: {_short(target)}"
        for name, value in element.attrib.items():
            key = str(name).lower()
            if key.startswith("on"):
                yield f"een opdracht in het kenmerk '{key}'"
            elif key in ("style", "srcdoc"):
                yield f"het kenmerk '{key}'"
            elif key in ("href", "xlink:href", *_FETCHED) and _RUNS.match(_LINE_ENDS.sub("", str(value))):
                yield f"een adres dat een opdracht is: {_short(str(value))}"
            elif (key in _FETCHED and _ELSEWHERE.match(str(value))) or (
                tag == "link" and key == "href" and _loads(element) and _ELSEWHERE.match(str(value))
            ):
                yield f"iets dat van een andere site komt: {_short(str(value))}"


def _loads(link: html.HtmlElement) -> bool:
    """Whether a browser fetches what a link names by itself."""
    kinds = set((link.get("rel") or "").lower().split())
    return bool(kinds & _LOADED)


def _digest(body: str) -> str:
    return base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()


def _short(text: str) -> str:
    """Enough of it to find it again, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:60]}…"
