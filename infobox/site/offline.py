"""The built site as one zip that works without a server: unpacked on a disk or a stick, opened with a double click.

Without a server a folder is no page, so links lead to its file; nothing can be fetched, so what the search loads comes
in scripts; and no worker runs, so the program that searches does so in the page (zonder-server.js).
"""

import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from html import escape, unescape
from pathlib import Path, PurePosixPath
from posixpath import normpath
from urllib.parse import urlsplit, urlunsplit

from infobox.disk import whole
from infobox.site.build import OURS
from infobox.site.headers import HOSTED

FOLDER = "infobox"  # what the zip unpacks to: a name that tells nothing
PAGE = "index.html"
STAND_IN = "assets/zonder-server.js"
WORKER = "assets/zoeken/worker.js"
_BEGINNING = (1980, 1, 1, 0, 0, 0)  # the oldest day a zip can tell: the same site is the same zip, whenever it is made
ZIP = "infobox.zip"  # where it stands in a site that offers it
FOR_A_SERVER = frozenset(
    {HOSTED, OURS, ZIP, "bladzijden.js", "bladzijden.bin", "404.html", "robots.txt", "site.webmanifest"}
    | {"sitemap.xml", "sitemap.xml.gz"}
)
_LINK = re.compile(r'(?P<before><(?:a|form|link|script)\b[^>]*?\s(?:href|action|src)=")(?P<address>[^"]*)(?=")')
_LEADS_ON = re.compile(r'(?P<before><meta http-equiv="refresh" content="0; url=)(?P<address>[^"]*)(?=")')
# Asked for as from another site, and so refused where there are no sites.
_FROM_A_SITE = re.compile(r'<link rel="(?:preload|manifest)"[^>]*>\n?')
_ABOUT_THE_ZIP = re.compile(r"<section[^>]* data-zip>.*?</section>\n?", re.DOTALL)
_FIRST = re.compile(r"<script\b")


def offline(site: Path, target: Path) -> int:
    """Write `site` as a zip, and replace `target` in one step; gives the number of files. Raises OSError."""
    return zipped(((f"{FOLDER}/{name}", content) for name, content in files(site)), target)


def zipped(found: Iterable[tuple[str, bytes]], target: Path) -> int:
    """Write (path, content) pairs as a zip, and replace `target` in one step; gives how many. Raises OSError."""
    with whole(target) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        number = 0
        for name, content in found:
            made.writestr(_entry(name), content)
            number += 1
    return number


def files(site: Path) -> Iterator[tuple[str, bytes]]:
    """(path, content) of every file of the edition, in the order of their names."""
    names = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()} - FOR_A_SERVER
    for name in sorted(once(names) | {STAND_IN}):  # there are disks that see no capitals
        content = (Path(__file__).with_name("zonder-server.js") if name == STAND_IN else site / name).read_bytes()
        if name.endswith(".html"):
            yield name, page(content.decode("utf-8"), name, names).encode()
        elif name == WORKER:
            yield name, b"window.infoboxSearch = (self, fetch) => {\n" + content + b"};\n"
        elif name.startswith("zoeken/") and name.endswith(".json"):
            # In a script these two letters would end a line; in JSON they do not.
            text = json.dumps(json.loads(content), ensure_ascii=False, separators=(",", ":"))
            text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
            yield f"{name}.js", f"infoboxHandOver({text});\n".encode()
        else:
            yield name, content


def once(names: set[str]) -> set[str]:
    """The names without those that are there a second time, in capitals."""
    return {name for name in names if name == name.lower() or name.lower() not in names}


def page(text: str, name: str, names: set[str]) -> str:
    """A page of which every link leads to a file, and that brings what stands in for a server."""

    def led(match: re.Match[str]) -> str:
        return match["before"] + escape(_to_file(unescape(match["address"]), name, names))

    for pattern in (_LINK, _LEADS_ON):
        text = pattern.sub(led, text)
    for pattern in (_FROM_A_SITE, _ABOUT_THE_ZIP):
        text = pattern.sub("", text)
    root = "../" * name.count("/")
    return _FIRST.sub(f'<script src="{root}{STAND_IN}"></script>\n<script', text, count=1)


def _to_file(address: str, name: str, names: set[str]) -> str:
    """The address as it is, or with the file of a folder of this site that it leads to."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return address
    found = normpath(str(PurePosixPath(name).parent / parts.path))
    inside = PAGE if found == "." else f"{found}/{PAGE}"
    if inside not in names:
        return address
    return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/{PAGE}"))


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _BEGINNING)
    entry.external_attr = 0o644 << 16
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
