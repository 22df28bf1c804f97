"""The matrices as pictures for slides: SVG that stands by itself, with letters that can be read from the back."""

from collections.abc import Iterator, Mapping
from textwrap import wrap

from lxml import etree

from infobox.catalogue.facets import BY_KEY, MATRICES, crossed
from infobox.catalogue.identity import Site
from infobox.catalogue.infobox import Infobox
from infobox.exports.source import Source

NAMESPACE = "http://www.w3.org/2000/svg"
WIDTH, HEIGHT = 1600, 900  # at least, as a slide: more rows or columns make it larger, never the letters smaller
MARGIN, TITLE, FOOT, ROW = 40, 110, 60, 46
NARROWEST, WIDEST = 36, 220  # a column
LETTERS, LINE = 20, 24
LEAN = 0.71  # how far a text of length 1 that leans by 45 degrees reaches, to the right and up
TYPEFACES = "'Source Sans 3', 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
NO_VERDICT = "Geen oordeel over kwaliteit."
INK, SOFT, PAPER = "#1b2a2e", "#4a5b60", "#ffffff"
LIGHTEST, DARKEST = (0xD9, 0xE9, 0xEB), (0x0F, 0x4C, 0x5C)


def path(across: str) -> str:
    """Where the picture of one matrix stands."""
    return f"matrix/{across}.svg"


def addresses(_: Infobox) -> Iterator[tuple[str, str]]:
    """(address, owner) of every picture."""
    yield from ((f"/{path(across)}", "matrix") for across in MATRICES)


def files(source: Source) -> Iterator[tuple[str, bytes]]:
    """(path, SVG) of every picture."""
    for across, title in MATRICES.items():
        yield path(across), picture(source.infobox, source.site, across, title)


def picture(infobox: Infobox, site: Site, across: str, title: str) -> bytes:
    """How many instruments each standaard has of each value of a facet."""
    table = crossed(infobox, "standaard", across)
    rows = {BY_KEY["standaard"].name(infobox, one): numbers for one, numbers in table.items()}
    heads = [BY_KEY[across].name(infobox, value) for value in next(iter(table.values()), {})]
    left = MARGIN + _length(max(rows, key=len, default="")) + 20
    column, lines, leans = _columns(heads, WIDTH - MARGIN - left)
    reach = [_length(max(head, key=len)) * LEAN * leans for head in lines]
    top = TITLE + (round(max(reach)) + LINE if leans else 2 * LINE)
    width = max(WIDTH, MARGIN + max((left + column * at + round(one) for at, one in enumerate(reach, 1)), default=0))
    height = max(HEIGHT, top + ROW * len(rows) + FOOT)
    says = f"{site.name}: hoeveel instrumenten er zijn. Een streepje betekent: niets gevonden. {NO_VERDICT}"

    svg = etree.Element("svg", xmlns=NAMESPACE)
    _set(svg, viewBox=f"0 0 {width} {height}", width=width, height=height, role="img", font_family=TYPEFACES)
    _add(svg, "title", title)
    _add(svg, "desc", f"{says} {_in_words(rows, heads)}")
    _add(svg, "rect", x=0, y=0, width=width, height=height, fill=PAPER)
    _text(svg, title, x=MARGIN, y=56, font_size=34, font_weight=700)
    _text(svg, says, x=MARGIN, y=90, fill=SOFT)
    for at, head in enumerate(lines):
        x, y = left + column * at + column // 2, top - 12
        for up, line in enumerate(reversed(head)):
            if leans:
                _text(svg, line, x=x + 6, y=y - LINE * up + 6 * len(head), transform=f"rotate(-45 {x} {y})")
            else:
                _text(svg, line, x=x, y=y - LINE * up, text_anchor="middle")
    most = max((number for numbers in rows.values() for number in numbers.values()), default=0)
    for line_number, (name, numbers) in enumerate(rows.items()):
        y = top + ROW * line_number
        _text(svg, name, x=MARGIN, y=y + ROW // 2 + 7)
        for at, number in enumerate(numbers.values()):
            x, (fill, ink) = left + column * at, _shade(number, most)
            _add(svg, "rect", x=x + 1, y=y + 1, width=column - 2, height=ROW - 2, fill=fill)
            middle = {"x": x + column // 2, "y": y + ROW // 2 + 7, "text_anchor": "middle"}
            _text(svg, str(number or "–"), fill=ink, font_weight=600, **middle)
    if site.url:
        _text(svg, f"{site.url}matrix/", x=MARGIN, y=height - 22, fill=SOFT)
    etree.indent(svg)
    written: bytes = etree.tostring(svg, xml_declaration=True, encoding="utf-8")
    return written + b"\n"


def _columns(heads: list[str], room: int) -> tuple[int, list[list[str]], bool]:
    """How wide a column is, the lines of each head, and whether heads lean over by 45 degrees because they must."""
    longest = _length(max(heads, key=len, default=""))
    width = min(WIDEST, room // max(1, len(heads)))
    if longest + LETTERS <= width:
        return width, [[head] for head in heads], False
    width = max(NARROWEST, min(WIDEST // 2, (room - round(_length(heads[-1]) * LEAN)) // len(heads)))
    fits = width > 2 * LINE / LEAN  # two lines that lean need this much
    return width, [wrap(head, 26) if fits else [head] for head in heads], True


def _in_words(rows: Mapping[str, Mapping[str, int]], heads: list[str]) -> str:
    """The whole table for who hears it."""
    told = []
    for name, numbers in rows.items():
        found = (f"{head} {number}" for head, number in zip(heads, numbers.values(), strict=True) if number)
        told.append(f"{name}: {', '.join(found) or 'niets'}.")
    return " ".join(told)


def _length(text: str) -> int:
    """About how wide a text is, with room to spare for another typeface."""
    return round(len(text) * LETTERS * 0.52)


def _shade(number: int, most: int) -> tuple[str, str]:
    """The colour of a cell, darker for more, and of what is written on it."""
    if not number:
        return "#f4f4f1", SOFT
    part = (number / most) ** 0.7  # a few high numbers would else leave all others alike
    colour = [round(low + (high - low) * part) for low, high in zip(LIGHTEST, DARKEST, strict=True)]
    return "#" + "".join(f"{one:02x}" for one in colour), PAPER if _light(colour) < 0.2 else INK


def _light(colour: list[int]) -> float:
    """The relative luminance of WCAG: below 0.2 white letters stand out more, above it dark ones."""
    red, green, blue = (
        one / 255 / 12.92 if one / 255 <= 0.04045 else ((one / 255 + 0.055) / 1.055) ** 2.4 for one in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _text(svg: etree._Element, text: str, **attributes: object) -> None:
    _add(svg, "text", text, **{"fill": INK, "font_size": LETTERS} | attributes)


def _add(svg: etree._Element, name: str, text: str | None = None, **attributes: object) -> None:
    element = etree.SubElement(svg, name)
    element.text = text
    _set(element, **attributes)


def _set(element: etree._Element, **attributes: object) -> None:
    for name, value in attributes.items():
        element.set(name.replace("_", "-"), str(value))
