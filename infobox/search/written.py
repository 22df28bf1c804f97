"""A page in docs/ as text to search in: what stands between the markup, per anchored heading."""

import re

from infobox.search.found import Section, WrittenPage
from infobox.text import FRONT_MATTER

_CODE_BLOCK = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^(#{1,6})\s+(.+?)(?:\s*\{\s*#([\w-]+)[^}]*\})?\s*$", re.MULTILINE)
_TITLE = re.compile(r"^title:\s*\"?(.*?)\"?\s*$", re.MULTILINE)
_NOT_READ = (
    (re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL), ""),  # macros
    (re.compile(r"<!--.*?-->|</?[A-Za-z][^>]*>", re.DOTALL), ""),
    (re.compile(r"!?\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\{:?\s*[.#][^}]*\}"), ""),  # attr_list
    (re.compile(r"^\s*(?:[-*+>|]|\d+\.|!!!.*$)\s*", re.MULTILINE), ""),
    (re.compile(r"[*_`|]"), ""),
)


def written_page(address: str, markdown: str) -> WrittenPage:
    """The page at `address`: its title from the front matter, and a section for each heading with an anchor.

    A heading without an anchor has no address of its own; its text belongs to what stands before it.
    """
    front = match[0] if (match := FRONT_MATTER.match(markdown)) else ""
    title = match[1] if (match := _TITLE.search(front)) else address
    body = _CODE_BLOCK.sub("", markdown.removeprefix(front))
    headings = [match for match in _HEADING.finditer(body) if match[3]]
    starts = [match.start() for match in headings] + [len(body)]
    sections = [
        Section(f"{address}#{match[3]}", plain(match[2]), plain(body[match.end() : end]))
        for match, end in zip(headings, starts[1:], strict=True)
    ]
    return WrittenPage(address, plain(title), plain(body[: starts[0]]), sections)


def plain(markdown: str) -> str:
    """Markdown as the words a reader sees, on one line."""
    text = _HEADING.sub(r"\2.", markdown)
    for pattern, instead in _NOT_READ:
        text = pattern.sub(instead, text)
    return " ".join(text.split())
