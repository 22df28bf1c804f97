"""A finished page, looked at once more: what it may run is a short list that somebody read, and the policy says so.

The first defence escapes everything that comes from data; this is the second, and knows nothing of the first. A page
that holds anything else that could run, or that sends its reader to somebody else unasked, is refused: the build stops.
"""

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from lxml import etree

ALLOWED = Path(__file__).with_name("scripts.allow")
THEME = Path(__file__).parents[1] / "theme"

_PLACE = re.compile(r"<meta charset=[^>]*>", re.IGNORECASE)
_DATA = frozenset({"application/json", "application/ld+json"})
_RUNS = re.compile(r"(javascript|vbscript|data|blob|file):", re.IGNORECASE)
_IGNORED = re.compile(r"^[\x00-\x20]+|[\t\n\r]+")  # a browser takes these out of an address before it looks
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_FRAMES = ("iframe", "frame", "frameset", "object", "embed", "applet", "base", "portal", "fencedframe")
_LOADED = {"stylesheet", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch", "icon", "manifest"}
_FETCHED = ("src", "srcset", "imagesrcset", "data", "poster", "action", "formaction", "background", "ping", "manifest")
_WORDS = re.compile(r"title|alt|content|placeholder|value|label|summary|aria-.*|data-.*|class|id|name")
# What the parser may see as text and a browser as a tag, or the other way round: both are counted.
_TAGS = re.compile(rf"<(script|style|meta|{'|'.join(_FRAMES)})(?=[\s/>])", re.IGNORECASE)
_HANDLER = re.compile(r"""<[a-z](?:[^<>"']|"[^"]*"|'[^']*')*?(?<=[\s"'/])(on[a-z]+)\s*=""", re.IGNORECASE)
_LOOKED_AT = frozenset({"script", "style", "link", *_FRAMES})  # whatever their attributes
_WORD = frozenset(
    {"class", "id", "title", "name", "aria-label", "aria-hidden", "aria-current", "content"}
)  # some of _WORDS
_COMMAND_OR_NOT = frozenset(
    {"href", "rel", "lang", "role", "tabindex", "scope", "property"}
)  # only a command is wrong there
_INCLUDED = re.compile(r"<script>\{% include \"([^\"]+)\" %\}</script>")
_HASH = re.compile(r"'?(sha256-[A-Za-z0-9+/]{43}=)'?")


class PolicyError(Exception):
    """A page holds what no page may hold; `faults` say what, in Dutch."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("; ".join(faults))


class Policy:
    """What pages of the site may do.

    `reviewed` are the inline scripts of the theme, each a file that somebody read. With `allowed`, a list of hashes, a
    script counts only as long as it is the one that was read: a change of the file alone allows nothing. Pages of
    another builder come with scripts of their own: `others` are the hashes of those that somebody read, and their style
    sheets may hold their icons. On a page that is only `read` nothing runs at all, and nothing can be sent.
    """

    def __init__(
        self,
        reviewed: tuple[Path, ...],
        allowed: Path | None = None,
        others: frozenset[str] | None = None,
        *,
        read: bool = False,
    ) -> None:
        self._reviewed, self._allowed, self._others, self._read = reviewed, allowed, others, read

    @cached_property
    def hashes(self) -> tuple[str, ...]:
        """The scripts that may stand in a page, as a policy names them."""
        there = {hash_of(path.read_text(encoding="utf-8").rstrip()) for path in self._reviewed}
        there = there & listed(self._allowed) if self._allowed else there
        return tuple(sorted(f"'{one}'" for one in there | (self._others or frozenset())))

    @cached_property
    def text(self) -> str:
        """The policy itself, the same for every page."""
        if self._read:
            return "default-src 'none'; style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'"
        return "; ".join(
            (
                "default-src 'none'",
                " ".join(("script-src 'self'", *self.hashes)),
                "style-src 'self'",
                "img-src 'self'" if self._others is None else "img-src 'self' data:",
                "font-src 'self'",
                "connect-src 'self'",
                "worker-src 'self'",
                "manifest-src 'self'",
                "base-uri 'none'",
                "form-action 'self'",
            )
        )

    def applied(self, page: str, *, leads_on: bool = False) -> str:
        """The page with its policy right after the character set. Raises PolicyError for what may not be there.

        `leads_on` is for the pages that we make to lead to another one: only they may do so by themselves.
        """
        if not _PLACE.search(page):
            raise PolicyError(["de pagina heeft geen <meta charset>, dus geen plaats voor het beleid"])
        if faults := list(self.faults(page, leads_on=leads_on)):
            raise PolicyError(faults)
        meta = f'<meta http-equiv="Content-Security-Policy" content="{self.text}">'
        return _PLACE.sub(lambda match: match[0] + meta, page, count=1)

    def faults(self, page: str, *, leads_on: bool = True) -> Iterator[str]:
        """What a page holds that no page of ours may hold."""
        tree = etree.fromstring(page.encode(), parser=self._parser) if page.strip() else None
        if tree is None:
            yield "de pagina is leeg"
            return
        seen: Counter[str] = Counter()
        told = False
        for element in tree.iter(etree.Element):
            tag = element.tag.lower()
            seen[tag] += 1
            if tag in _LOOKED_AT or not _is_plain(element):
                for fault in self._in_element(element, leads_on=leads_on):
                    told = True
                    yield fault
        if not told:
            yield from _hidden(page, seen)

    @cached_property
    def _parser(self) -> etree.HTMLParser:
        return etree.HTMLParser(encoding="utf-8", huge_tree=True)

    def _in_element(self, element: etree._Element, *, leads_on: bool) -> Iterator[str]:
        tag = element.tag.lower()
        if tag == "script":
            yield from self._in_script(element)
        elif tag in _FRAMES:
            yield f"een element <{tag}>"
        elif tag == "style":
            yield "opmaak in de pagina zelf (<style>)"
        elif tag == "meta" and (element.get("http-equiv") or "").strip().lower() == "refresh":
            target = _address((element.get("content") or "").partition("=")[2].strip(" '\""))
            if not leads_on or _ELSEWHERE.match(target):
                yield f"een doorverwijzing (<meta http-equiv=refresh>): {_short(target)}"
        for name, value in element.items():
            if name in _WORD:
                continue
            key, address = str(name).lower(), _address(str(value))
            if key.startswith("on"):
                yield f"een opdracht in het kenmerk '{key}'"
            elif key in ("style", "srcdoc"):
                yield f"het kenmerk '{key}'"
            elif not _WORDS.fullmatch(key) and _RUNS.match(address):
                yield f"een adres dat een opdracht is: {_short(str(value))}"
            elif (key in _FETCHED or (tag == "link" and key == "href" and _loads(element))) and _leaves(key, address):
                yield f"iets dat van een andere site komt: {_short(str(value))}"

    def _in_script(self, element: etree._Element) -> Iterator[str]:
        if self._read:
            yield "een script, op een pagina die alleen te lezen is"
        elif element.get("src") is None and (element.get("type") or "").strip() not in _DATA:
            body = "".join(map(str, element.itertext()))
            if f"'{hash_of(body)}'" not in self.hashes:
                yield f"een script in de pagina zelf dat niemand heeft nagekeken: {_short(body)} ({hash_of(body)})"


def _is_plain(element: etree._Element) -> bool:
    """Whether the attributes of an element can do nothing, seen at a glance; so it is nearly always."""
    for name, value in element.items():
        if name in _WORD:
            continue
        if name not in _COMMAND_OR_NOT or (":" in str(value) and _RUNS.match(_address(str(value)))):
            return False
    return True


# Every inline script there is; a new one is read first, and then put on the list.
POLICY = Policy(reviewed=(THEME / "partials" / "first.js",), allowed=ALLOWED)
# Pages that another site may show in a frame.
FRAMED = Policy(reviewed=(), read=True)


def _hidden(page: str, seen: Counter[str]) -> Iterator[str]:
    """What stands in the text of a page and is no element for our parser: a browser may think otherwise."""
    written = Counter(match[1].lower() for match in _TAGS.finditer(page))
    for tag, number in sorted(written.items()):
        if number > seen[tag]:
            yield f"een verborgen element <{tag}>"
    if match := _HANDLER.search(page):
        yield f"een verborgen opdracht in het kenmerk '{match[1].lower()}'"


def _address(value: str) -> str:
    """An address as a browser reads it."""
    return _IGNORED.sub("", value).replace("\\", "/")


def _leaves(key: str, address: str) -> bool:
    """Whether an address, or one of a list of them, is on another site."""
    every = address.split(",") if key.endswith("srcset") else [address]
    return any(_ELSEWHERE.match(one.strip()) for one in every)


def listed(allowed: Path) -> set[str]:
    """The hashes in a list, which has one a line, with a note below a # of what it is and where it comes from."""
    lines = allowed.read_text(encoding="utf-8").splitlines()
    return {match[1] for line in lines if (match := _HASH.fullmatch(line.partition("#")[0].strip()))}


def _loads(link: etree._Element) -> bool:
    """Whether a browser fetches what a link names by itself."""
    kinds = set((link.get("rel") or "").lower().split())
    return bool(kinds & _LOADED)


def hash_of(script: str) -> str:
    """A script as a policy names it."""
    return f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}"


def _short(text: str) -> str:
    """Enough of it to find it again, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:60]}…"


def unread(theme: Path, allowed: Path = ALLOWED) -> Iterator[tuple[str, str]]:
    """(hash, where) of each script that the theme puts in pages and that is not on the list: to read, and to add."""
    known = listed(allowed)
    for path in sorted(theme.rglob("*.html")):
        for name in _INCLUDED.findall(path.read_text(encoding="utf-8")):
            script = (theme / name).read_text(encoding="utf-8").rstrip()
            if (one := hash_of(script)) not in known:
                yield one, f"{name}, in {path.relative_to(theme).as_posix()}"


if __name__ == "__main__":
    for digest, where in unread(THEME):
        print(f"{digest}  # {where}")  # noqa: T201 - a command
