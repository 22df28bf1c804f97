"""The pictures of the matrices: the numbers of the page, whole within the picture, readable, safe."""

import pytest
from lxml import etree

from infobox.catalogue.facets import MATRICES, crossed
from infobox.catalogue.identity import Site
from infobox.catalogue.infobox import Infobox
from infobox.exports.matrices import HEIGHT, WIDTH, addresses, picture

NAMES = {"s": "http://www.w3.org/2000/svg"}
SITE = Site("Infobox <& co>", "https://infobox.test/")


def drawn(infobox: Infobox, across: str) -> etree._Element:
    return etree.fromstring(picture(infobox, SITE, across, MATRICES[across]))


def light(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.slow
@pytest.mark.parametrize("across", MATRICES)
def test_each_cell_holds_the_number_of_the_page(real: Infobox, across: str) -> None:
    written = [text.text for text in drawn(real, across).iterfind("s:text[@text-anchor='middle']", NAMES)]
    cells = [str(number or "–") for row in crossed(real, "standaard", across).values() for number in row.values()]
    assert written[-len(cells) :] == cells


@pytest.mark.slow
@pytest.mark.parametrize("across", MATRICES)
def test_nothing_is_drawn_outside_the_picture_and_it_fills_a_slide(real: Infobox, across: str) -> None:
    svg = drawn(real, across)
    width, height = int(svg.attrib["width"]), int(svg.attrib["height"])
    assert width >= WIDTH
    assert height >= HEIGHT
    outside = []
    for part in svg.iterfind("*", NAMES):
        if "x" not in part.attrib:
            continue
        x, y, long = int(part.attrib["x"]), int(part.attrib["y"]), round(len(part.text or "") * 10)
        right, top, bottom = x + int(part.attrib.get("width", 0)), y, y + int(part.attrib.get("height", 0))
        if "transform" in part.attrib:
            right, top = x + round(long * 0.71), y - round(long * 0.71)
        elif part.attrib.get("text-anchor") == "start":
            right = x + long
        if not (x >= 0 and right <= width and top >= 0 and bottom <= height):
            outside.append(part.text or part.attrib["fill"])
    assert outside == []


@pytest.mark.slow
@pytest.mark.parametrize("across", MATRICES)
def test_each_number_stands_out_from_its_cell(real: Infobox, across: str) -> None:
    svg = drawn(real, across)
    cells = svg.findall("s:rect", NAMES)[1:]
    numbers = svg.findall("s:text[@font-weight='600']", NAMES)
    assert len(cells) == len(numbers) > 0
    for cell, number in zip(cells, numbers, strict=True):
        dark, pale = sorted((light(str(cell.attrib["fill"])), light(str(number.attrib["fill"]))))
        assert (pale + 0.05) / (dark + 0.05) >= 3  # large and bold, so 3 is what WCAG asks


def test_who_hears_it_gets_the_same(good: Infobox) -> None:
    said = drawn(good, "soort").findtext("s:desc", namespaces=NAMES)
    assert said is not None
    for code, name in (("S01", "De eerste standaard"), ("S02", "De tweede standaard")):
        assert f"{code} {name}: " in said


def test_it_says_where_it_comes_from_and_takes_no_markup_from_a_name(good: Infobox) -> None:
    texts = [text.text or "" for text in drawn(good, "soort").iterfind("s:text", NAMES)]
    assert any(text.startswith("Infobox <& co>: ") for text in texts)
    assert texts[-1] == "https://infobox.test/matrix/"


def test_every_picture_has_an_address_of_the_page(good: Infobox) -> None:
    assert dict(addresses(good)) == {f"/matrix/{across}.svg": "matrix" for across in MATRICES}
