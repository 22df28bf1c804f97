"""Rules for what people write in pages of docs/: what Markdown passes over without a word, and what is private."""

import re
from collections.abc import Callable, Iterator

from infobox.entries.docs import Page, readable
from infobox.entries.kinds import KINDS, references
from infobox.entries.privacy import privacy_faults
from infobox.entries.reading import Reading
from infobox.entries.urls import meant
from infobox.findings import Finding

_BARE_LINK = re.compile(r"\]\((www\.[^)\s]+)\)")
_SETTINGS = {"titel": "title", "title": "title", "omschrijving": "description", "beschrijving": "description"}
_FRONT_LINE = re.compile(r"([A-Za-z]+) *: *\S")


def pages_begin_well(read: Reading) -> Iterator[Finding]:
    """A page begins with its settings, between two lines of dashes, under names that exist."""
    for page in read.pages.values():
        lines = page.source.split("\n")
        if not page.front:
            if lines[0].strip() == "---":
                end = next((n for n, one in enumerate(lines[1:], start=2) if not _FRONT_LINE.match(one)), 1)
                hint = "zet onder de instellingen een regel met drie streepjes: ---"
                yield Finding(page.path, end, 1, "onder de instellingen van deze pagina ontbreekt een regel", hint)
                continue
            first = next(((number, line) for number, line in enumerate(lines, start=1) if line.strip()), (1, ""))
            match = _FRONT_LINE.match(first[1])
            if match and match[1].lower() in _SETTINGS:
                hint = "zet er een regel met drie streepjes boven, en net zo een onder de instellingen: ---"
                yield Finding(page.path, first[0], 1, "boven de instellingen van deze pagina ontbreekt een regel", hint)
            continue
        for number, line in enumerate(page.front.split("\n"), start=1):
            match = _FRONT_LINE.match(line)
            right = _SETTINGS.get(match[1].lower(), "") if match else ""
            if match and right and match[1] != right:
                rest = line[match.end() - 1 :]
                message = f"de instelling '{match[1]}' bestaat niet"
                yield Finding(page.path, number, 1, message, f"schrijf: {right}: {rest}")


def pages_tell_nothing_private(read: Reading) -> Iterator[Finding]:
    """No number or address of one person stands in a page."""
    for page, number, line in _lines(read):
        for needle, message, hint in privacy_faults(line):
            yield Finding(page.path, number, line.index(needle) + 1, message, hint)


def links_of_pages_can_be_followed(read: Reading) -> Iterator[Finding]:
    """A link is whole, and a reference to an entry is written as a macro: in a page, `@S03` stays what it is."""
    letters = {kind.code.letter: kind for kind in KINDS.values() if kind.code and kind.macro}
    for page, number, line in _lines(read):
        for match in _BARE_LINK.finditer(line):
            found = meant(match[1])
            hint = f"schrijf: ]({found.url if found else 'https://' + match[1]})"
            message = "dit adres begint niet met https://, en wordt gezocht op deze site"
            yield Finding(page.path, number, match.start(1) + 1, message, hint)
        for written, code in references(line):
            if kind := letters.get(code[0]):
                message = f"'{written}' wordt op deze pagina geen link"
                hint = f'schrijf: {{{{ {kind.singular}("{code}") }}}}'
                yield Finding(page.path, number, line.index(written) + 1, message, hint)


RULES: tuple[Callable[[Reading], Iterator[Finding]], ...] = (
    pages_begin_well,
    pages_tell_nothing_private,
    links_of_pages_can_be_followed,
)


def _lines(read: Reading) -> Iterator[tuple[Page, int, str]]:
    """(page, number, line) of every line below the settings, without code."""
    for page in read.pages.values():
        for number, line in enumerate(readable(page).split("\n"), start=page.body_line):
            if line.strip():
                yield page, number, line
