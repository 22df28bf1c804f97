"""What holds on every built site, whatever its content is: on the sample, plain and published, and on the real one.

Each test gathers what is wrong, so that it says at once where. None of them knows an entry by name or a number.
"""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from lxml import html
from openpyxl import load_workbook

from infobox.catalogue.destinations import destination, host
from infobox.entries.kinds import SHOWN, entry_path
from infobox.pages.render import Renderer
from infobox.site.build import shown
from tests.conftest import ROOT
from tests.site.looking import NOWHERE, Built, leading_nowhere, links_of, main_of, text_of, unanswered

pytestmark = pytest.mark.site


def test_each_entry_has_its_page_or_its_anchor(any_site: Built) -> None:
    assert shown(any_site.folder) == {kind: any_site.infobox.count(kind) for kind in SHOWN}
    lost = []
    for kind in SHOWN:
        for entry_id, entry in any_site.infobox.with_retired(kind).items():
            path, _, anchor = entry_path(kind, entry_id).partition("#")
            page = any_site.pages.get(path)
            found = [] if page is None else page.xpath("//*[@id=$id]", id=anchor) if anchor else page.xpath("//h1")
            if not found or " ".join(entry.titel.split()) not in text_of(found[0]):
                lost.append((kind, entry_id))
    assert lost == []


def test_every_address_that_was_given_out_answers(any_site: Built) -> None:
    known = any_site.address != NOWHERE
    assert list(unanswered(any_site.folder, any_site.project, with_address=known)) == []


def test_every_internal_link_and_anchor_leads_somewhere(any_site: Built) -> None:
    links = list(links_of(any_site.everything))
    assert len(links) > len(any_site.everything)
    for base in (
        {any_site.address, f"{any_site.address}infobox/"} if any_site.address == NOWHERE else {any_site.address}
    ):
        assert list(leading_nowhere(any_site.folder, links, base)) == []


def test_the_page_for_a_wrong_address_finds_its_way_from_any_depth(any_site: Built) -> None:
    links = [
        str(link) for link in any_site.pages["404.html"].xpath("//@href | //@src") if not str(link).startswith("#")
    ]
    assert len(links) > 20
    asked = (("a/b/c/", link) for link in links)
    assert list(leading_nowhere(any_site.folder, asked, any_site.address)) == []
    inside = urlsplit(any_site.address).path
    assert [link for link in links if link.startswith("/") and not link.startswith(inside)] == []


def test_stylesheets_find_their_fonts_and_pictures(any_site: Built) -> None:
    wrong = []
    for sheet in any_site.folder.rglob("*.css"):
        addresses = re.findall(r"url\(['\"]?([^)'\"]+)", sheet.read_text(encoding="utf-8"))
        files = [address for address in addresses if not address.startswith(("data:", "#"))]
        wrong += [f"{sheet.name}: {file}" for file in files if not (sheet.parent / file).is_file()]
    assert wrong == []


def test_each_page_has_one_heading_and_says_in_dutch_what_it_is(any_site: Built) -> None:
    wrong = []
    for address, page in any_site.pages.items():
        if len(page.xpath("//h1[normalize-space()]")) != 1:
            wrong.append((address, "heading"))
        if page.get("lang") != "nl":
            wrong.append((address, "language"))
        if not any(map(text_of, page.xpath("//title"))):
            wrong.append((address, "title"))
        if not any(len(str(said).split()) > 2 for said in page.xpath("//meta[@name='description']/@content")):
            wrong.append((address, "description"))
    assert wrong == []


def test_no_two_pages_have_the_same_title(any_site: Built) -> None:
    titles = Counter(text_of(page.xpath("//title")[0]) for page in any_site.pages.values())
    assert [title for title, number in titles.items() if number > 1] == []


def test_an_anchor_stands_once_on_a_page(any_site: Built) -> None:
    repeated = {
        address: ids
        for address, page in any_site.everything.items()
        if (ids := [i for i, n in Counter(map(str, page.xpath("//@id"))).items() if n > 1])
    }
    assert repeated == {}


def test_each_page_carries_its_policy_before_anything_it_governs(any_site: Built) -> None:
    wrong = []
    for address, page in any_site.everything.items():
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


def test_pages_api_tables_and_workbook_count_the_same(any_site: Built) -> None:
    book = load_workbook(any_site.folder / "gegevens" / "infobox.xlsx", read_only=True)
    on_screen = shown(any_site.folder)
    for kind in SHOWN:
        told = json.loads((any_site.folder / "api" / "v1" / f"{kind}.json").read_text(encoding="utf-8"))
        with (any_site.folder / "gegevens" / f"{kind}.csv").open(encoding="utf-8-sig", newline="") as table:
            in_csv = [row["levensloop.status"] for row in csv.DictReader(table, delimiter=";")]
        head, *rows = book[kind].iter_rows(values_only=True)
        in_book = [row[head.index("levensloop.status")] for row in rows]
        listed = [row["status"] for row in told[kind]]
        assert listed == in_csv == in_book, kind
        assert told["aantal"] == listed.count("actief") == on_screen[kind], kind


NOT_FETCHED = {"canonical", "alternate feed", "alternate", "cite-as", "license"}  # links that only say something


def test_no_page_has_inline_styles_or_handlers_or_takes_anything_from_elsewhere(any_site: Built) -> None:
    wrong = []
    for address, page in any_site.everything.items():
        wrong += [(address, "style") for _ in page.xpath("//*[@style] | //style")]
        wrong += [(address, name) for name in page.xpath("//@*[starts-with(name(), 'on')]")]
        taken = page.xpath("//@src | //@srcset | //form/@action | //object/@data")
        taken += [link.get("href") for link in page.iter("link") if link.get("rel") not in NOT_FETCHED]
        wrong += [(address, str(link)) for link in taken if re.match(r"(?i)(https?:)?//", str(link))]
        wrong += [(address, str(link)) for link in page.xpath("//@href") if not _harmless(str(link))]
    assert wrong == []


def _harmless(link: str) -> bool:
    return urlsplit(link).scheme in ("", "http", "https", "tel", "mailto")


def test_an_instrument_page_says_where_its_button_goes_and_that_listing_is_no_judgement(any_site: Built) -> None:
    wrong = []
    for entry in any_site.infobox.instrumenten.values():
        page = main_of(any_site.pages[entry_path("instrumenten", entry.id)])
        goal, buttons = destination(entry, any_site.infobox), page.find_class("knop")
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


def test_a_standaard_page_says_whose_ordering_it_is_and_why_each_instrument_is_there(any_site: Built) -> None:
    renderer, wrong = Renderer(any_site.infobox), []
    for entry in any_site.infobox.standaarden.values():
        text = text_of(main_of(any_site.pages[entry_path("standaarden", entry.id)]))
        if "redactionele ordening" not in text.lower():
            wrong.append((entry.id, "whose ordering"))
        for instrument, inzet in any_site.infobox.instruments_at_standaard(entry.id):
            why = text_of(html.fragment_fromstring(str(renderer.inline(inzet.waarom, "")), create_parent="p"))
            if " ".join(instrument.titel.split()) not in text or why not in text:
                wrong.append((entry.id, instrument.id))
    assert wrong == []
    assert "Redactionele ordening." in text_of(any_site.pages[""])
    assert "Geen kwaliteitsoordeel." in text_of(any_site.pages[""])


def test_the_numbers_for_help_are_on_every_page_and_can_be_dialled(any_site: Built) -> None:
    wrong = []
    for address, page in any_site.pages.items():
        numbers = {str(link) for link in page.xpath("//a/@href[starts-with(., 'tel:')]")}
        if not {"tel:112", "tel:08002000"} <= numbers:
            wrong.append(address)
    assert wrong == []


def test_every_external_address_in_the_data_arrives_on_the_site(any_site: Built) -> None:
    shown_links = {str(link) for page in any_site.pages.values() for link in main_of(page).xpath(".//@href")}
    attested = {
        url
        for kind in SHOWN
        for entry in any_site.infobox.of_kind(kind).values()
        for url in _addresses(entry.model_dump())
    }
    assert sorted(attested - shown_links) == []


def _addresses(value: Any) -> Iterator[str]:
    """Every address in plain values; that of a copy is a source and not a link, so it is where the sources are."""
    if isinstance(value, dict):
        if isinstance(value.get("url"), str) and value.get("soort") != "kopie":
            yield value["url"]
        for part in value.values():
            yield from _addresses(part)
    elif isinstance(value, list):
        for part in value:
            yield from _addresses(part)


def test_nothing_of_the_machinery_shows(any_site: Built) -> None:
    """Only what no valid text can hold: an editor may write of none, true and false."""
    leak = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|Undefined\b|&(amp|lt|gt|quot|#\d+);|<built-in|\bNoneType\b| object at 0x")
    found = {}
    for address, page in any_site.pages.items():
        content = main_of(page)
        seen = content.xpath(".//text()[not(ancestor::code or ancestor::pre or ancestor::script)]")
        attributes = content.xpath(".//@title | .//@aria-label | .//@alt") + page.xpath(
            "//title/text() | //meta[@name='description']/@content | //nav//text()"
        )
        if match := leak.search(" ".join(map(str, [*seen, *attributes]))):
            found[address] = match[0]
    assert found == {}


def test_nothing_is_left_that_somebody_still_had_to_fill_in(any_site: Built) -> None:
    unfinished = re.compile(r"\bTODO\b|\bFIXME\b|lorem ipsum|\bvul (in|aan)\b\.{3}", re.IGNORECASE)
    found = {
        address: match[0]
        for address, page in any_site.pages.items()
        if (match := unfinished.search(text_of(main_of(page))))
    }
    assert found == {}


def test_nothing_of_the_machine_that_built_it_shows(any_site: Built) -> None:
    parts = (r"\b00[0-4]_[a-z]", r"127\.0\.0\.1", r"localhost", re.escape(str(ROOT)), re.escape(str(any_site.project)))
    private = re.compile("|".join(parts).encode())
    found = {
        path.relative_to(any_site.folder).as_posix(): match[0]
        for path in any_site.folder.rglob("*.html")
        if (match := private.search(path.read_bytes()))
    }
    assert found == {}
