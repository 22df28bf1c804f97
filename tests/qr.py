"""Reads QR codes with a decoder that knows nothing of what wrote them."""

import re

import zxingcpp
from lxml import etree

SCALE = 4  # pixels a module


def read(pixels: memoryview) -> list[str]:
    """The texts of all QR codes in a picture: rows of grey, of which a buffer knows the shape."""
    found = zxingcpp.read_barcodes(pixels, formats=zxingcpp.BarcodeFormat.QRCode)  # type: ignore[arg-type] # any buffer
    return [one.text for one in found]


def drawn(svg: bytes) -> memoryview:
    """A picture made of lines of modules, as pixels. Raises AssertionError for what no QR code is made of."""
    root = etree.fromstring(svg)
    size = int(root.get("viewBox", "").split()[2])
    ground, lines = root.iterchildren()
    assert (ground.get("fill"), lines.get("stroke")) == ("#fff", "#000")
    rows = [bytearray(b"\xff" * size) for _ in range(size)]
    x = y = 0.0
    for command, numbers in re.findall(r"([Mmh])([-\d. ]+)", lines.get("d", "")):
        first, *rest = map(float, numbers.split())
        if command == "h":
            rows[int(y)][int(x) : int(x + first)] = bytes(int(first))
            x += first
        else:
            x, y = (first, rest[0]) if command == "M" else (x + first, y + rest[0])
    pixels = b"".join(bytes(grey for grey in row for _ in range(SCALE)) * SCALE for row in rows)
    return memoryview(pixels).cast("B", (size * SCALE, size * SCALE))
