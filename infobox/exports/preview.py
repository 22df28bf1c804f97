"""The picture for link previews, drawn at build time by the standard library alone: the site's mark, no words."""

import struct
import zlib

PATH = "assets/voorbeeld.png"
WIDTH, HEIGHT = 1200, 630
ALT = "Beeldmerk van de site: een huis met een informatieteken"

_GROUND, _HOUSE, _DOT, _STEM = b"\xfb\xfa\xf7", b"\x0f\x4c\x5c", b"\xff\xb3\x7a", b"\xff\xff\xff"
_SCALE = 10  # of assets/beeldmerk.svg, which is 48 by 48
_LEFT, _TOP = (WIDTH - 48 * _SCALE) // 2, (HEIGHT - 48 * _SCALE) // 2


def image() -> bytes:
    """A PNG of WIDTH by HEIGHT; the same bytes every time."""
    margin, blank = _GROUND * _LEFT, b"\0" + _GROUND * WIDTH
    mark = range(_LEFT, WIDTH - _LEFT)
    rows = b"".join(
        b"\0" + margin + b"".join(_colour(x, y) for x in mark) + margin if _TOP <= y < HEIGHT - _TOP else blank
        for y in range(HEIGHT)
    )
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows, 9)) + _chunk(b"IEND", b"")
    )


def _colour(x: int, y: int) -> bytes:
    """The mark, in the units of its SVG: a house, and in it the dot and the stem of an i."""
    u, v = (x - _LEFT) / _SCALE, (y - _TOP) / _SCALE
    if (u - 24) ** 2 + (v - 19) ** 2 <= 3.6**2:
        return _DOT
    if 20.4 <= u <= 27.6 and 26 <= v <= 44.5:
        return _STEM
    roof = 3.5 + abs(u - 24) * (20.2 - 3.5) / 20.5
    return _HOUSE if 3.5 <= u <= 44.5 and roof <= v <= 44.5 else _GROUND


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
