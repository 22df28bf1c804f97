"""Reads a PNG far enough for a decoder of QR codes: one channel of eight bits, as rows of grey."""

import struct
import zlib


def grey(png: bytes) -> memoryview:
    """The red of every pixel, as a buffer that knows its shape. Raises AssertionError for another kind of PNG."""
    chunks: dict[bytes, bytes] = {}
    at = 8
    while at < len(png):
        size, name = struct.unpack(">I4s", png[at : at + 8])
        chunks[name] = chunks.get(name, b"") + png[at + 8 : at + 8 + size]
        at += size + 12
    width, height, depth, colour, *_ = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    assert (depth, colour) in ((8, 2), (8, 6)), "not eight bits of red, green and blue"
    channels = 3 if colour == 2 else 4
    raw = zlib.decompress(chunks[b"IDAT"])
    above, rows = bytearray(width), []
    for start in range(0, len(raw), width * channels + 1):
        row = bytearray(raw[start + 1 : start + 1 + width * channels : channels])
        _undo(raw[start], row, above)
        rows.append(row)
        above = row
    return memoryview(b"".join(rows)).cast("B", (height, width))


def _undo(filtered: int, row: bytearray, above: bytearray) -> None:
    """Undo what PNG does to a row to make it smaller."""
    left = upper_left = 0
    if filtered == 2:
        row[:] = bytes((a + b) & 255 for a, b in zip(row, above, strict=True))
        return
    for index, value in enumerate(row if filtered else ()):
        up = above[index]
        if filtered == 1:
            guess = left
        elif filtered == 3:
            guess = (left + up) // 2
        else:
            near = left + up - upper_left
            guess = min((left, up, upper_left), key=lambda one: abs(near - one))
        left, upper_left = (value + guess) & 255, up
        row[index] = left
