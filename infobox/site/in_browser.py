"""The edition that a browser keeps for who asks for it: the whole site in one file, and the program that keeps it.

One file, because then all of it is of one build; the program names its digest, so it never takes another one for it.
Nothing of this is loaded by a page until somebody presses the button on the page about it (assets/bewaren.js).
"""

import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from infobox.site.headers import TYPES, headers
from infobox.site.offline import FOR_A_SERVER, PAGE, once
from infobox.site.policy import POLICY

PROGRAM, PACKED = "bladzijden.js", "bladzijden.bin"
SOURCE = Path(__file__).with_name(PROGRAM)
NOT_FOUND = "404.html"
_PLACE = '"the digest of the edition"'
_TEXTS = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "json": "application/json",
    "webmanifest": "application/manifest+json",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "xml": "application/xml",
    **TYPES,
}
_OTHERS = {
    "woff2": "font/woff2",
    "png": "image/png",
    "ico": "image/x-icon",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def write(site: Path) -> None:
    """Add both files to a finished site. Raises OSError."""
    packed = pack(site)
    (site / PACKED).write_bytes(packed)
    digest = hashlib.sha256(packed).hexdigest()
    program = SOURCE.read_text(encoding="utf-8").replace(_PLACE, json.dumps(digest))
    (site / PROGRAM).write_text(program, encoding="utf-8")


def pack(site: Path) -> bytes:
    """A line of JSON (headers of all files; address, type and length of each), then the files; compressed by gzip."""
    contents = {_address(name): (_type(name), (site / name).read_bytes()) for name in _names(site)}
    table = {
        "program": hashlib.sha256(SOURCE.read_bytes()).hexdigest(),  # another program is another edition too
        "headers": headers(POLICY),
        "files": [(address, kind, len(content)) for address, (kind, content) in contents.items()],
    }
    head = json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode()
    return gzip.compress(b"\n".join((head, b"".join(content for _, content in contents.values()))), 6, mtime=0)


def _names(site: Path) -> Iterator[str]:
    """Every file that a reader can come to but PDFs, the home page last: where that is, all is."""
    names = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    left_out = (FOR_A_SERVER - {NOT_FOUND}) | {PAGE}
    # PDFs are there to be kept by themselves, and together weigh more than the whole site.
    yield from sorted(name for name in once(names - left_out) if not name.endswith(".pdf"))
    yield PAGE


def _address(name: str) -> str:
    """The address of a file from the root of the site; that of a page is its folder."""
    return name.removesuffix(PAGE) if name == PAGE or name.endswith(f"/{PAGE}") else name


def _type(name: str) -> str:
    end = name.rpartition(".")[2]
    return f"{_TEXTS[end]}; charset=utf-8" if end in _TEXTS else _OTHERS.get(end, "application/octet-stream")
