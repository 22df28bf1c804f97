"""Looking at a built site: its pages, its words, its links; the sample's and the real one's alike."""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from lxml import html

from infobox.catalogue import lock
from infobox.catalogue.infobox import Infobox
from infobox.catalogue.paper import BOOK
from infobox.exports import security
from infobox.site import contact
from tests.site_fixtures import parsed

Pages = Mapping[str, html.HtmlElement]
NOWHERE = "http://site.invalid/"  # where a site stands that does not know its own address


@dataclass(frozen=True)
class Built:
    """A site in `folder`, the project it was built from, and the address it was built for."""

    folder: Path
    project: Path
    infobox: Infobox
    address: str = NOWHERE

    @functools.cached_property
    def pages(self) -> Pages:
        """Address from the root -> page, for every HTML file that does more than lead on: '' is the home page."""
        return {name: page for name, page in self.everything.items() if not leads_on(page)}

    @functools.cached_property
    def everything(self) -> Pages:
        """The same with the pages that only lead on."""
        files = sorted(self.folder.rglob("*.html"))
        return {path.relative_to(self.folder).as_posix().removesuffix("index.html"): parsed(path) for path in files}


def leads_on(page: html.HtmlElement) -> bool:
    """Whether a page is a redirect."""
    return page.find(".//a[@id='verder']") is not None


def text_of(element: html.HtmlElement) -> str:
    """The words of an element, on one line; data for a script are no words."""
    return " ".join("".join(element.xpath(".//text()[not(parent::script)]")).split())


def main_of(page: html.HtmlElement) -> html.HtmlElement:
    """What a page is about, without the parts around it."""
    (main,) = page.iter("main")
    return main


def links_of(pages: Pages) -> Iterator[tuple[str, str]]:
    """(page, address) of everything that pages link to or load. 404.html counts from the root, at any depth."""
    for address, page in pages.items():
        if address != "404.html":
            for link in page.xpath("//@href | //@src"):
                yield address, str(link)


def leading_nowhere(folder: Path, links: Iterable[tuple[str, str]], base: str) -> Iterator[str]:
    """Of (page, address) pairs on the site at `base`: those that lead to a file or an anchor that is not there."""
    for page, link in links:
        target, anchor = urldefrag(urljoin(f"{base}{page}", link))
        if link.startswith("//"):
            yield f"{page}: {link} names another site"
        elif not target.startswith(base):
            if urlsplit(target).scheme not in ("http", "https", "tel", "mailto", "data"):
                yield f"{page}: {link}"
            elif urlsplit(target).hostname == urlsplit(base).hostname:
                yield f"{page}: {link} leaves the folder of the site"
        else:
            name = unquote(urlsplit(target).path.removeprefix(urlsplit(base).path))
            file = file_of(folder, name)
            if not file.is_file() or "//" in name:
                yield f"{page}: {link}"
            elif "=" in anchor:  # no anchor, but a set for the script of the page; only that page takes one
                if name != "lesset-maken/":
                    yield f"{page}: {link} (no page takes this)"
            elif anchor and file.suffix == ".html" and unquote(anchor) not in ids_of(file):
                yield f"{page}: {link} (no such anchor)"


def file_of(folder: Path, name: str) -> Path:
    """The file that a server gives for an address from the root."""
    return folder / (f"{name}index.html" if name == "" or name.endswith("/") else name)


@functools.cache
def ids_of(file: Path) -> frozenset[str]:
    """Every anchor of a page."""
    return frozenset(map(str, parsed(file).xpath("//@id")))


NEEDS_AN_ADDRESS = re.compile(r"\.(xml|zip|ttl|jsonld|ics)$|/qr(-\*)?\.svg$")


def unanswered(folder: Path, project: Path, *, with_address: bool) -> Iterator[str]:
    """The addresses of a project's lock that give no file, or whose anchor is not in it. Reads the lock, not the data.

    Feeds, packages, QR codes, the description of the search, linked data and the calendar are there only when the site
    has an address of its own, security.txt only when it says where to write, PDFs only where typst is installed.
    """
    without = () if contact.read(project).security else (security.PATH,)
    for address in lock.read(project / lock.NAME).owners:
        path, _, anchor = address.removeprefix("/").partition("#")
        if path.endswith(".pdf") and not (folder / BOOK).exists():
            continue
        if path in without or (not with_address and NEEDS_AN_ADDRESS.search(path)):
            continue
        if path.endswith("/*.json"):  # one for each entry that has a page or a part of one
            kind = path.split("/")[-2]
            named = {one.parent.name for one in (folder / kind).glob("*/index.html")}
            written = {one.stem for one in (folder / path).parent.glob("*.json")}
            yield from (f"/{path} ({name})" for name in (named - written) or ([] if written else ["none"]))
            continue
        if path.endswith("-*.svg"):  # one for each part of the entry, and it has some
            yield from () if any((folder / path).parent.glob("qr-?*.svg")) else (f"/{path}",)
            continue
        every, _, _ = path.partition("*/")
        names = (
            [path] if every == path else [f"{every}{each.parent.name}/" for each in (folder / every).glob("*/*.html")]
        )
        for name in names:
            file = file_of(folder, name)
            if not file.is_file():
                yield f"/{name}"
            elif anchor and anchor not in ids_of(file) and not (name != path and leads_on(parsed(file))):
                yield f"/{name}#{anchor}"
