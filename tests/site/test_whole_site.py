"""The built site as a whole: every page, every link, everything the data says."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from lxml import html

from infobox.catalogue.destinations import destination, host
from infobox.catalogue.infobox import Infobox
from infobox.entries.kinds import SHOWN, entry_path
from infobox.pages.render import Renderer
from infobox.site.build import shown
from tests.site_fixtures import EDITION, ROOT, build_site, built_site, copy_edition, parsed

pytestmark = pytest.mark.site


@pytest.fixture(scope="module")
def site() -> Path:
    return built_site()


@pytest.fixture(scope="module")
def pages(site: Path) -> Mapping[str, html.HtmlElement]:
    """Address from the root -> page, for every HTML file that does more than lead on: '' is the home page."""
    found = {
        path.relative_to(site).as_posix().removesuffix("index.html"): parsed(path) for path in site.rglob("*.html")
    }
    return {address: page for address, page in found.items() if page.find(".//a[@id='verder']") is None}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as it is built for an address below a folder, with a repository."""
    return build_site(
        tmp_path_factory.mktemp("published") / "site",
        root=copy_edition(tmp_path_factory.mktemp("published") / "project"),
        INFOBOX_SITE_URL="https://site.test/infobox/",
        INFOBOX_REPO_URL="https://forge.test/team/infobox",
        INFOBOX_EDIT_URI="edit/main/docs/",
    )


def text_of(element: html.HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


def main_of(page: html.HtmlElement) -> html.HtmlElement:
    (main,) = page.iter("main")
    return main


def missing(where: Path, links: Iterator[tuple[str, str]], base: str) -> list[str]:
    """Of (page, address) pairs: those that lead to a file or an anchor of the site in `where` that is not there."""
    wrong = []
    for page, link in links:
        target, anchor = urldefrag(urljoin(f"{base}{page}", link))
        if link.startswith("//"):
            wrong.append(f"{page}: {link} names another site")
        elif not target.startswith(base):
            if urlsplit(target).scheme not in ("http", "https", "tel", "mailto", "data"):
                wrong.append(f"{page}: {link}")
            elif urlsplit(target).hostname == urlsplit(base).hostname:
                wrong.append(f"{page}: {link} leaves the folder of the site")
        else:
            name = unquote(urlsplit(target).path.removeprefix(urlsplit(base).path))
            file = where / (f"{name}index.html" if name == "" or name.endswith("/") else name)
            if not file.is_file() or "//" in name:
                wrong.append(f"{page}: {link}")
            elif anchor and file.suffix == ".html" and not parsed(file).xpath("//*[@id=$id]", id=unquote(anchor)):
                wrong.append(f"{page}: {link} (no such anchor)")
    return wrong


def links_of(pages: Mapping[str, html.HtmlElement]) -> Iterator[tuple[str, str]]:
    for address, page in pages.items():
        if address != "404.html":  # served at any depth, it counts from the root: see below
            for link in page.xpath("//@href | //@src"):
                yield address, str(link)


def test_each_entry_has_its_page_or_its_anchor(
    site: Path, pages: Mapping[str, html.HtmlElement], edition: Infobox
) -> None:
    assert shown(site) == {kind: edition.count(kind) for kind in SHOWN}
    lost = []
    for kind in SHOWN:
        for entry_id, entry in edition.of_kind(kind).items():
            path, _, anchor = entry_path(kind, entry_id).partition("#")
            found = pages[path].xpath("//*[@id=$id]", id=anchor) if anchor else pages[path].xpath("//h1")
            if not found or entry.titel not in text_of(found[0]):
                lost.append((kind, entry_id))
    assert lost == []


@pytest.mark.parametrize("base", ["http://site.invalid/", "http://site.invalid/infobox/"])
def test_every_internal_link_and_anchor_leads_somewhere(
    site: Path, pages: Mapping[str, html.HtmlElement], base: str
) -> None:
    links = list(links_of(pages))
    assert len(links) > 2_000
    assert missing(site, iter(links), base) == []


def test_the_page_for_a_wrong_address_finds_its_way_from_any_depth(site: Path, published: Path) -> None:
    lost = [str(link) for link in parsed(site / "404.html").xpath("//@href | //@src")]
    assert missing(site, (("a/b/c/", link) for link in lost if link != "#inhoud"), "http://site.invalid/") == []
    lost = [str(link) for link in parsed(published / "404.html").xpath("//@href | //@src")]
    assert len(lost) > 20
    assert (
        missing(published, (("a/b/c/", link) for link in lost if link != "#inhoud"), "https://site.test/infobox/") == []
    )
    assert [link for link in lost if link.startswith("/") and not link.startswith("/infobox/")] == []


def test_stylesheets_find_their_fonts_and_pictures(site: Path) -> None:
    wrong = []
    for sheet in site.rglob("*.css"):
        addresses = re.findall(r"url\(['\"]?([^)'\"]+)", sheet.read_text(encoding="utf-8"))
        files = [address for address in addresses if not address.startswith(("data:", "#"))]
        wrong += [f"{sheet.name}: {file}" for file in files if not (sheet.parent / file).is_file()]
    assert wrong == []


def test_each_page_has_one_heading_a_title_of_its_own_and_says_that_it_is_dutch(
    pages: Mapping[str, html.HtmlElement],
) -> None:
    assert {address: n for address, page in pages.items() if (n := len(page.xpath("//h1"))) != 1} == {}
    assert [address for address, page in pages.items() if page.get("lang") != "nl"] == []
    titles = Counter(text_of(page.xpath("//title")[0]) for page in pages.values())
    assert [title for title, number in titles.items() if number > 1] == []
    repeated = {
        address: ids
        for address, page in pages.items()
        if (ids := [i for i, n in Counter(map(str, page.xpath("//@id"))).items() if n > 1])
    }
    assert repeated == {}


def test_each_page_carries_its_policy_before_anything_it_governs(pages: Mapping[str, html.HtmlElement]) -> None:
    wrong = []
    for address, page in pages.items():
        policies = page.xpath("//meta[@http-equiv='Content-Security-Policy']")
        referrer = page.xpath("//meta[@name='referrer']/@content")
        if (
            len(policies) != 1
            or policies[0].xpath("preceding::script | preceding::link | preceding::style")
            or "unsafe" in policies[0].get("content")
            or "default-src 'none'" not in policies[0].get("content")
            or referrer != ["no-referrer"]
        ):
            wrong.append(address)
    assert wrong == []


def test_no_page_has_inline_styles_or_handlers_or_takes_anything_from_elsewhere(
    pages: Mapping[str, html.HtmlElement],
) -> None:
    wrong = []
    for address, page in pages.items():
        wrong += [(address, "style") for _ in page.xpath("//*[@style] | //style")]
        wrong += [(address, name) for name in page.xpath("//@*[starts-with(name(), 'on')]")]
        taken = page.xpath("//@src | //@srcset | //link[not(@rel='canonical')]/@href | //form/@action | //object/@data")
        wrong += [(address, str(link)) for link in taken if re.match(r"(?i)(https?:)?//", str(link))]
        wrong += [(address, str(link)) for link in page.xpath("//@href") if not _harmless(str(link))]
    assert wrong == []


def _harmless(link: str) -> bool:
    return urlsplit(link).scheme in ("", "http", "https", "tel", "mailto")


def test_an_instrument_page_says_where_its_button_goes_and_that_listing_is_no_judgement(
    pages: Mapping[str, html.HtmlElement], edition: Infobox
) -> None:
    wrong = []
    for entry in edition.instrumenten.values():
        page = main_of(pages[entry_path("instrumenten", entry.id)])
        goal, buttons = destination(entry, edition), page.find_class("knop")
        text = text_of(page)
        if [button.get("href") for button in buttons] != ([goal.url] if goal else []):
            wrong.append((entry.id, "button"))
        if goal and host(goal.url) not in text and (goal.organisatie is None or goal.organisatie.titel not in text):
            wrong.append((entry.id, "host"))
        if not goal and not page.find_class("bestemming")[0].xpath(".//strong"):
            wrong.append((entry.id, "no word on the missing address"))
        if "Geen kwaliteitsoordeel." not in text:
            wrong.append((entry.id, "disclaimer"))
    assert wrong == []


def test_a_copy_is_never_where_a_reader_is_sent(pages: Mapping[str, html.HtmlElement], edition: Infobox) -> None:
    copies = {i.link.url for i in edition.instrumenten.values() if i.link and i.link.soort == "kopie"}
    own = {i.link.url for i in edition.instrumenten.values() if i.link and i.link.soort != "kopie"}
    assert copies
    wrong = []
    for address, page in pages.items():
        sent = page.xpath(
            "//a[contains(concat(' ', @class, ' '), ' knop ')]/@href"
            " | //*[contains(concat(' ', @class, ' '), ' regel__uit ')]//@href"
        )
        wrong += [(address, str(link)) for link in sent if link in copies - own]
    assert wrong == []


def test_a_standaard_page_says_whose_ordering_it_is_and_why_each_instrument_is_there(
    pages: Mapping[str, html.HtmlElement], edition: Infobox
) -> None:
    renderer, wrong = Renderer(edition), []
    for entry in edition.standaarden.values():
        text = text_of(main_of(pages[entry_path("standaarden", entry.id)]))
        if "redactionele ordening" not in text.lower():
            wrong.append((entry.id, "whose ordering"))
        for instrument, inzet in edition.instruments_at_standaard(entry.id):
            why = text_of(html.fragment_fromstring(str(renderer.inline(inzet.waarom, "")), create_parent="p"))
            if instrument.titel not in text or why not in text:
                wrong.append((entry.id, instrument.id))
    assert wrong == []
    assert "Redactionele ordening." in text_of(pages[""])
    assert "Geen kwaliteitsoordeel." in text_of(pages[""])


def test_every_external_address_in_the_data_arrives_on_the_site(
    pages: Mapping[str, html.HtmlElement], edition: Infobox
) -> None:
    shown_links = {str(link) for page in pages.values() for link in main_of(page).xpath(".//@href")}
    attested: set[str] = set()
    for kind in SHOWN:
        for entry in edition.of_kind(kind).values():
            attested.update(_addresses(entry.model_dump()))
    assert len(attested) > 50
    assert sorted(attested - shown_links) == []


def _addresses(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("url"), str):
            yield value["url"]
        for part in value.values():
            yield from _addresses(part)
    elif isinstance(value, list):
        for part in value:
            yield from _addresses(part)


def test_nothing_of_the_machinery_shows(pages: Mapping[str, html.HtmlElement]) -> None:
    leak = re.compile(
        r"\bNone\b|\{\{|\}\}|\{%|\{ #|Undefined|&(amp|lt|gt|quot|#\d+);|\[\]|<built-in|\bTrue\b|\bFalse\b"
    )
    found = {}
    for address, page in pages.items():
        content = main_of(page)
        seen = content.xpath(".//text()[not(ancestor::code or ancestor::pre or ancestor::script)]")
        attributes = content.xpath(".//@title | .//@aria-label | .//@alt") + page.xpath(
            "//title/text() | //meta[@name='description']/@content | //nav//text()"
        )
        if match := leak.search(" ".join(map(str, [*seen, *attributes]))):
            found[address] = match[0]
    assert found == {}


def test_nothing_of_the_dossier_or_of_a_building_machine_shows(site: Path) -> None:
    parts = (r"00[0-4]_\w", r"dossier/", r"127\.0\.0\.1", "localhost", re.escape(str(ROOT)))
    private = re.compile("|".join(parts).encode())
    found = {path.name: match[0] for path in site.rglob("*.html") if (match := private.search(path.read_bytes()))}
    assert found == {}


def test_edit_links_lead_to_the_yaml_when_there_is_a_repository(
    published: Path, pages: Mapping[str, html.HtmlElement]
) -> None:
    def edit(page: html.HtmlElement) -> list[str]:
        return [str(link) for link in page.xpath("//a[contains(@rel, 'edit')]/@href")]

    assert [address for address, page in pages.items() if edit(page)] == []
    base = "https://forge.test/team/infobox/edit/main/"
    for address, file in {
        "instrumenten/lirik": "data/instrumenten/lirik.yml",
        "standaarden/veiligheid-inschatten": "data/standaarden/veiligheid-inschatten.yml",
        "organisaties/nji": "data/organisaties/nji.yml",
        "over": "docs/over.md",
    }.items():
        (link,) = edit(parsed(published / address / "index.html"))
        assert urljoin(link, urlsplit(link).path) == base + file
        assert (EDITION / file).is_file()
    assert edit(parsed(published / "begrippen" / "index.html")) == []


def test_a_published_site_names_its_own_address_and_works_below_a_folder(published: Path) -> None:
    home = parsed(published / "instrumenten" / "lirik" / "index.html")
    assert home.xpath("//link[@rel='canonical']/@href") == ["https://site.test/infobox/instrumenten/lirik/"]
    pages = {
        path.relative_to(published).as_posix().removesuffix("index.html"): parsed(path)
        for path in (published / "standaarden").rglob("*.html")
    }
    assert missing(published, links_of(pages), "https://site.test/infobox/") == []


def test_a_page_is_light_enough_for_a_phone_between_two_visits(site: Path) -> None:
    page = site / "instrumenten" / "lirik" / "index.html"
    parts = {
        str(link).partition("?")[0] for link in parsed(page).xpath("//script/@src | //link[@rel='stylesheet']/@href")
    }
    files = [page, *((page.parent / part).resolve() for part in parts), *site.rglob("*.woff2")]
    weight = {file.name: file.stat().st_size for file in files}
    assert len(weight) >= 4
    assert sum(weight.values()) < 150_000, weight  # bytes before compression
    heavy = {p.parent.name: p.stat().st_size for p in site.rglob("*.html") if p.stat().st_size > 160_000}
    assert heavy == {}


READS = """
import atexit, collections, json, os, sys
reads = collections.Counter()
def hook(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes, os.PathLike)):
        path = os.fspath(arguments[0])
        path = path.decode() if isinstance(path, bytes) else path
        if path.endswith(".yml") and os.sep + "data" + os.sep in os.path.abspath(path):
            reads[os.path.relpath(path)] += 1
sys.addaudithook(hook)
atexit.register(lambda: os.environ.get("READS") and open(os.environ["READS"], "w").write(json.dumps(reads)))
"""


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str], dict[str, int]]:
    """Another build: by the command, on another day, with another hash seed, each opening of a data file counted."""
    folder = tmp_path_factory.mktemp("second")
    root = copy_edition(folder / "project")
    (folder / "sitecustomize.py").write_text(READS, encoding="utf-8")
    clean = {name: value for name, value in os.environ.items() if not name.startswith("INFOBOX_")}
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder / "site")],
        cwd=root,
        env=clean
        | {
            "PYTHONPATH": os.pathsep.join((str(folder), str(root))),
            "READS": str(folder / "reads.json"),
            "PYTHONHASHSEED": "4711",
            "SOURCE_DATE_EPOCH": "86400",
            "NO_MKDOCS_2_WARNING": "1",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    return folder / "site", done, json.loads((folder / "reads.json").read_text(encoding="utf-8"))


def test_a_strict_build_has_no_warning(
    second: tuple[Path, subprocess.CompletedProcess[str], dict[str, int]],
) -> None:
    _, done, _ = second
    assert done.returncode == 0, done.stderr
    assert [line for line in (done.stderr + done.stdout).splitlines() if re.search("WARN|ERROR|Traceback", line)] == []


def test_two_builds_are_equal_to_the_byte(
    site: Path, second: tuple[Path, subprocess.CompletedProcess[str], dict[str, int]]
) -> None:
    other, _, _ = second
    files = {path.relative_to(site): path for path in site.rglob("*") if path.is_file()}
    assert files.keys() == {path.relative_to(other) for path in other.rglob("*") if path.is_file()}
    assert [str(name) for name, path in files.items() if path.read_bytes() != (other / name).read_bytes()] == []


def test_a_build_opens_each_data_file_once(
    second: tuple[Path, subprocess.CompletedProcess[str], dict[str, int]],
) -> None:
    _, _, reads = second
    every = {path.relative_to(EDITION).as_posix() for path in (EDITION / "data").rglob("*.yml")}
    assert reads.keys() == every
    assert {path: number for path, number in reads.items() if number != 1} == {}
