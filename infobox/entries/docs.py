"""The hand-written pages of docs/, each read once into what others need of it: one grammar for all of them.

A page is front matter and Markdown. Addresses inside it are explicit: `## Kop { #kop }`, or an `id` in HTML. Code, in a
fence or between backticks, holds no headings, anchors or links.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from infobox.disk import UnfitFileError, below, is_ordinary, printable, read_bounded
from infobox.entries.documents import BOM, Document, Place, from_text
from infobox.findings import Finding, counted

NOT_A_PAGE = "README"
SUFFIX = ".md"
PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp")  # no .svg: opened by itself it can run
MOST = 64 * 1024  # bytes of one page, seven times the longest there is
MOST_LETTERS = 4_000  # of one line
MOST_PAGES = 2_000
_PAGE_NAME = re.compile(r"[A-Za-z0-9_./-]+")

# Every pattern looks only so far ahead, so that a page that opens ten thousand things and closes none is read soon too.
# As Python-Markdown reads them: a fence starts at the margin and ends with its like; code is no paragraph long. What
# ends far from where it began is looked for in a list of ends, not read up to there: see `_fences` and `_code`.
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)??---[ \t]*\n", re.DOTALL)
_FENCE = re.compile(r"^(?:`{3,}|~{3,})", re.MULTILINE)
_FENCE_END = re.compile(r"^(`{3,}|~{3,})[ \t]*$", re.MULTILINE)
_TICKS = re.compile(r"`+")
_END_OF_PARAGRAPH = re.compile(r"\n(?=[ \t]*\n)")
_LONGEST_COMMENT = 8000
_HEADING = re.compile(
    r"^(#{1,6})[ \t]*(?P<title>\S.*?)(?:[ \t]{1,9}#+)?(?:[ \t]{1,9}\{:?(?P<attributes>[^{}\n]*)\})?"
    r"(?:[ \t]{1,9}#+)?[ \t]{0,9}$",
    re.MULTILINE,
)
_ID = re.compile(r"(?:^|\s)(?:#|id=[\"']?)([^\s\"'=]+)")
_HTML_HEADING = re.compile(
    r"<h([1-6])(?P<attributes>\b[^>]{0,500})>(?P<title>.{0,500}?)</h\1\s{0,9}>", re.DOTALL | re.IGNORECASE
)
_HTML_ID = re.compile(r"<[a-z][^<>]{0,500}?\sid\s{0,9}=\s{0,9}(?:\"([^\"]+)\"|'([^']+)'|([^\s>\"']+))", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"'`|\\^{}]+", re.IGNORECASE)

_TARGET = re.compile(
    r"\]\([ \t]{0,9}<?([^\s()<>]{1,2000})"
    r"|<(https?://[^\s<>]{1,2000})>"
    r"|^ {0,3}\[[^\]\n]{1,200}\]:[ \t]{1,9}<?([^\s<>]{1,2000})"
    r"|\b(?:href|src)\s{0,9}=\s{0,9}[\"']([^\"'<>]{1,2000})",
    re.MULTILINE | re.IGNORECASE,
)

_START_OF_LINE = re.compile(r"^[ \t]*(?:[-*+>|]|\d+\.|!!!.*$)[ \t]*", re.MULTILINE)
_MACRO = re.compile(r"\{\{.{0,1000}?\}\}|\{%.{0,1000}?%\}|\{#.{0,1000}?#\}", re.DOTALL)
_NAMES_ENTRY = re.compile(r"\{\{ {0,9}\w{1,40}\([\"']([A-Z]\d{1,4})[\"']\) {0,9}\}\}")
_NOT_READ = (
    (re.compile(r"</?[A-Za-z][^<>]{0,1000}>"), ""),
    (re.compile(r"!?\[([^\]]{0,1000})\]\([^)]{0,2000}\)"), r"\1"),
    (re.compile(r"\{:?\s{0,9}[.#][^}]{0,1000}\}"), ""),  # attr_list
    (re.compile(r"[*_`|]"), ""),
)


@dataclass(frozen=True)
class Section:
    """A stretch of a page under a heading with an anchor, up to the next of them: its words, without markup."""

    anchor: str
    title: str
    text: str


@dataclass(frozen=True)
class WrittenAddress:
    """An external address as it stands in a page; line and column count from 1."""

    written: str
    line: int
    column: int


@dataclass(frozen=True)
class Page:
    """A page of docs/: `name` is its path in docs/ without '.md', `path` how findings call the file.

    `body` is the Markdown below the front matter and `body_line` the line it starts on; `text` what stands before the
    first section. `faults` were found while reading.
    """

    name: str
    path: str
    front: str = ""
    body: str = ""
    body_line: int = 1
    title: str = ""
    description: str = ""
    was: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    text: str = ""
    sections: tuple[Section, ...] = ()
    addresses: tuple[WrittenAddress, ...] = ()
    searched: bool = True  # `zoeken: nee` in the front matter: about the site itself, no answer to a reader
    faults: tuple[Finding, ...] = field(default=(), compare=False)

    @property
    def url(self) -> str:
        """Where the page is, from the site's root: '' for the home page, 'over/'."""
        name = self.name.removesuffix("index").rstrip("/")
        return f"{name}/" if name else ""

    @property
    def source(self) -> str:
        """The whole file."""
        return self.front + self.body


def read_pages(directory: Path) -> dict[str, Page]:
    """Name -> page, for every page in `directory`, each file opened once; none when there is no such folder."""
    found: dict[str, Page] = {}
    for path, shown in _walked(directory):
        if len(found) == MOST_PAGES:
            break
        if _is_page(shown):
            name = shown.removesuffix(SUFFIX)
            found[name] = _read(path, name, f"{directory.name}/{shown}")
    return found


def stray_pages(directory: Path) -> Iterator[Finding]:
    """What stands between the pages and would be left out, or published as it is: only pages and pictures belong."""
    yield from counted(_stray(directory), directory.name, "bestanden")


def _stray(directory: Path) -> Iterator[Finding]:
    number = 0
    for path, shown in _walked(directory):
        name = f"{directory.name}/{shown}"
        if _is_page(shown):
            number += 1
            if number > MOST_PAGES:
                yield Finding(name, 1, 1, "deze pagina is er een te veel", f"houd het op hoogstens {MOST_PAGES}")
            elif not _PAGE_NAME.fullmatch(shown):
                hint = "gebruik alleen letters zonder accent, cijfers en streepjes"
                yield Finding(name, 1, 1, "deze bestandsnaam mag niet", hint)
            elif "/" in shown and path.stem == NOT_A_PAGE:
                yield Finding(name, 1, 1, "deze bestandsnaam mag hier niet", "noem de pagina index.md")
        elif not is_ordinary(path):
            yield Finding(name, 1, 1, "dit is geen gewoon bestand", "haal het weg; koppelingen horen hier niet")
        elif shown != f"{NOT_A_PAGE}{SUFFIX}" and path.suffix not in PICTURES:
            hint = f"pagina's eindigen op {SUFFIX}, plaatjes op {', '.join(PICTURES)}"
            yield Finding(name, 1, 1, "dit bestand hoort hier niet", hint)


def _walked(directory: Path) -> Iterator[tuple[Path, str]]:
    """Every file in the folder of pages with its name in there; hidden ones are passed over, as MkDocs does."""
    depth = len(directory.parts)
    for path in below(directory) if directory.is_dir() else ():
        parts = path.parts[depth:]
        if not any(part.startswith(".") for part in parts):
            yield path, printable("/".join(parts))


def _is_page(shown: str) -> bool:
    return shown.endswith(SUFFIX) and shown != f"{NOT_A_PAGE}{SUFFIX}"


def _read(path: Path, name: str, shown: str) -> Page:
    try:
        source = read_bounded(path, MOST).decode("utf-8")
        for number, line in enumerate(source.split("\n"), start=1):
            if len(line) > MOST_LETTERS:
                fault = Finding(shown, number, 1, f"deze regel telt {len(line)} tekens", f"houd het op {MOST_LETTERS}")
                return Page(name, shown, faults=(fault,))
        return page(source, name, shown)
    except UnfitFileError as error:
        return Page(name, shown, faults=(Finding(shown, 1, 1, error.message, error.hint),))
    except UnicodeDecodeError:
        fault = Finding(shown, 1, 1, "deze pagina is geen UTF-8", "sla het bestand op als UTF-8")
        return Page(name, shown, faults=(fault,))


def page(source: str, name: str, path: str) -> Page:
    """The page that `source` is."""
    source = source.removeprefix(BOM).replace("\r\n", "\n")
    front, settings = (match[0], match[1] or "") if (match := _FRONT_MATTER.match(source)) else ("", "title: ''\n")
    body = source[len(front) :]
    unfenced = _blanked(body, _fences(body))
    document = from_text(settings, path, line=1)
    readable = _without_code(unfenced)
    headings = list(_headings(readable))
    starts = [start for start, *_ in headings] + [len(body)]
    first_line = front.count("\n") + 1
    return Page(
        name=name,
        path=path,
        front=front,
        body=body,
        body_line=first_line,
        title=document.text("title"),
        description=document.text("description"),
        was=tuple(value for value, _ in document.find("was.*")),
        anchors=tuple(dict.fromkeys(_anchors(readable))),
        text=plain(unfenced[: starts[0]]),
        sections=tuple(
            Section(anchor, _words(title), plain(unfenced[end:stop]))
            for (_, end, anchor, title), stop in zip(headings, starts[1:], strict=True)
        ),
        addresses=tuple(_addresses(readable, first_line)),
        searched=document.text("zoeken") != "nee",
        faults=(*(_front_faults(document) if front else ()), *_target_faults(readable, path, first_line)),
    )


def readable(page: Page) -> str:
    """The Markdown of a page with spaces where code and comments stand, so that every place stays where it is."""
    return _without_code(_blanked(page.body, _fences(page.body)))


def plain(markdown: str) -> str:
    """Markdown as the words a reader sees, on one line."""
    text = _HEADING.sub(lambda match: f"{match['title']}.", markdown)
    return _words(_START_OF_LINE.sub("", text))


def addresses_in(text: str) -> Iterator[tuple[str, int]]:
    """The external addresses in a text, as (written, where it starts), without the punctuation around them.

    A sentence may speak of https:// itself; that is none.
    """
    for match in _ADDRESS.finditer(text):
        written = match[0] if match[0] == text.strip() else _trim(match[0])
        if not written.endswith("://"):
            yield written, match.start()


def _words(text: str) -> str:
    """A text within a line as the words a reader sees."""
    text = _MACRO.sub("", _NAMES_ENTRY.sub(r"@\1", text))  # a macro that names an entry says what it is about
    text = "".join(_between(text, _comments(text)))
    for pattern, instead in _NOT_READ:
        text = pattern.sub(instead, text)
    return " ".join(text.split())


def _trim(address: str) -> str:
    """Without the punctuation of the sentence around it; a bracket stays when it was opened inside the address."""
    while address and (address[-1] in ".,;:!?*_]" or (address[-1] == ")" and address.count("(") < address.count(")"))):
        address = address[:-1]
    return address


def _blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with spaces where the spans are, so that every place stays where it is."""
    parts, at = [], 0
    for start, end in spans:
        parts += [text[at:start], re.sub(r"[^\n]", " ", text[start:end])]
        at = end
    return "".join([*parts, text[at:]])


def _without_code(unfenced: str) -> str:
    """What has no fences any more, without code between backticks and comments."""
    text = _blanked(unfenced, _code(unfenced))
    return _blanked(text, _comments(text))


def _between(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[str]:
    at = 0
    for start, end in spans:
        yield text[at:start]
        at = end
    yield text[at:]


def _fences(body: str) -> Iterator[tuple[int, int]]:
    """Where fenced code stands. A fence that nothing ends is a line like any other."""
    ends: dict[str, list[tuple[int, int]]] = {}
    for match in _FENCE_END.finditer(body):
        ends.setdefault(match[1], []).append((match.start(), match.end()))
    at = 0
    for match in _FENCE.finditer(body):
        if match.start() >= at and (end := _next(ends.get(match[0], []), match.end())):
            yield match.start(), end[1]
            at = end[1]


def _code(text: str) -> Iterator[tuple[int, int]]:
    """Where code between backticks stands: as many at its end as at its begin, in one paragraph."""
    runs = [(match.start(), match.end()) for match in _TICKS.finditer(text)]
    breaks = [match.start() for match in _END_OF_PARAGRAPH.finditer(text)]
    ends: dict[int, list[tuple[int, int]]] = {}
    for run in runs:
        ends.setdefault(run[1] - run[0], []).append(run)
    at = 0
    for start, inside in runs:
        if start >= at and (end := _next(ends[inside - start], inside)):
            paragraph = bisect_left(breaks, inside)
            if paragraph == len(breaks) or breaks[paragraph] >= end[0]:
                yield start, end[1]
                at = end[1]


def _comments(text: str) -> Iterator[tuple[int, int]]:
    at = text.find("<!--")
    while at >= 0:
        end = text.find("-->", at + 4, at + 4 + _LONGEST_COMMENT + 3)
        if end >= 0:
            yield at, end + 3
        at = text.find("<!--", end + 3 if end >= 0 else at + 1)


def _next(spans: Sequence[tuple[int, int]], at: int) -> tuple[int, int] | None:
    """The first span that starts at or after a place; spans are in order."""
    number = bisect_left(spans, (at, 0))
    return spans[number] if number < len(spans) else None


def _headings(text: str) -> Iterator[tuple[int, int, str, str]]:
    """(start, end, anchor, title) of each heading with an anchor, in the order of the page."""
    markdown = [
        (match.start(), match.end(), anchors[-1], match["title"])
        for match in _HEADING.finditer(text)
        if (anchors := _ID.findall(match["attributes"] or ""))
    ]
    html = [
        (match.start(), match.end(), _first(anchor), match["title"])
        for match in _HTML_HEADING.finditer(text)
        if (anchor := _HTML_ID.match(f"<h{match['attributes']}>"))
    ]
    yield from sorted(markdown + html)


def _anchors(text: str) -> Iterator[str]:
    html = [(match.start(), _first(match)) for match in _HTML_ID.finditer(text)]
    markdown = [(start, anchor) for start, _, anchor, _ in _headings(text)]
    yield from (anchor for _, anchor in sorted(html + markdown))


def _first(match: re.Match[str]) -> str:
    return next(group for group in match.groups() if group)


def _addresses(text: str, first_line: int) -> Iterator[WrittenAddress]:
    for written, start in addresses_in(text):
        line = first_line + text.count("\n", 0, start)
        yield WrittenAddress(written, line, start - text.rfind("\n", 0, start))


def _target_faults(text: str, path: str, first_line: int) -> Iterator[Finding]:
    """Links to what is no address: MkDocs stops at them, without saying where."""
    for match in _TARGET.finditer(text):
        group = next(number for number in range(1, 5) if match[number])
        try:
            urlsplit(match[group])
        except ValueError:
            start = match.start(group)
            line, column = first_line + text.count("\n", 0, start), start - text.rfind("\n", 0, start)
            yield Finding(path, line, column, f"'{match[group]}' is geen adres", "kopieer het adres opnieuw")


def _front_faults(document: Document) -> Iterator[Finding]:
    yield from document.faults
    if not document.is_read:
        return
    for key in ("title", "description"):
        if key in document.value and not isinstance(document.value[key], str):
            place = document.place((key,))
            yield document.finding(place, f"'{key}' moet tekst zijn", "zet de waarde tussen aanhalingstekens")
    was = document.value.get("was", [])
    if not isinstance(was, list) or not all(isinstance(name, str) for name in was):
        place = document.place(("was",)) if "was" in document.value else Place(1, 1)
        yield document.finding(place, "'was' moet een lijst van namen zijn", "schrijf: was: [oude-naam]")
