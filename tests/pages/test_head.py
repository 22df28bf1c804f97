"""What machines read in the head of a page: neutral in a preview, right for a reference manager, harmless always."""

import json
import struct
from typing import Any

from lxml import html

from infobox.catalogue.identity import LICENCE, Site
from infobox.catalogue.infobox import Infobox
from infobox.entries.kinds import KINDS, SHOWN
from infobox.entries.records import Entry
from infobox.exports.register import product_files
from infobox.exports.source import Source
from infobox.pages import head as metadata
from tests.conftest import ROOT

SITE = Site("Infobox Proef", "https://infobox.test/")
WITH_A_PAGE = tuple(kind for kind, shown in SHOWN.items() if shown.own_page)


def _head(infobox: Infobox, kind: str, entry: Entry, site: Site = SITE) -> html.HtmlElement:
    canonical = f"{site.url}{kind}/{entry.id}/" if site.url else ""
    meta = {"soort": kind, "wie": entry.id}
    return html.fromstring(
        f"<head>{metadata.head(site, infobox, title=entry.titel, canonical=canonical, meta=meta)}</head>"
    )


def _page(infobox: Infobox, path: str) -> html.HtmlElement:
    tags = metadata.head(SITE, infobox, title="Titel", canonical=SITE.url + path, meta={})
    return html.fromstring(f"<head>{tags}</head>")


def _named(head: html.HtmlElement, name: str) -> list[str]:
    return [str(each) for each in head.xpath(f"//meta[@name='{name}' or @property='{name}']/@content")]


def _json_ld(head: html.HtmlElement) -> dict[str, Any]:
    (script,) = head.xpath("//script[@type='application/ld+json']")
    record: dict[str, Any] = json.loads(script.text)
    return record


def test_previews_name_the_kind_and_the_code_never_the_subject(sample: Infobox) -> None:
    for kind in WITH_A_PAGE:
        for entry in sample.with_retired(kind).values():
            head = _head(sample, kind, entry)
            shown = " ".join(
                str(each) for each in head.xpath("//meta[starts-with(@property, 'og:')]/@content[. != '']")
            )
            shown = shown.replace(f"{SITE.url}{kind}/{entry.id}/", "")
            assert entry.titel not in shown
            about = f"{KINDS[kind].singular.capitalize()} {getattr(entry, 'code', '')}".strip()
            assert _named(head, "og:title") == [f"{about} · {SITE.name}"]


def test_a_page_written_by_hand_previews_with_its_own_title(sample: Infobox) -> None:
    head = html.fromstring(f"<head>{metadata.head(SITE, sample, title='Privacy', canonical='', meta={})}</head>")
    assert _named(head, "og:title") == ["Privacy · Infobox Proef"]
    same = html.fromstring(f"<head>{metadata.head(SITE, sample, title=SITE.name, canonical='', meta={})}</head>")
    assert _named(same, "og:title") == [SITE.name]


def test_without_an_address_of_its_own_a_page_promises_no_picture_and_no_feed(sample: Infobox) -> None:
    head = _head(sample, "standaarden", sample.standaarden["wegen"], Site("Infobox Proef"))
    assert _named(head, "og:image") == _named(head, "og:url") == []
    assert head.xpath("//link[not(@rel='license')]") == []


def test_a_reference_manager_is_given_the_original(sample: Infobox) -> None:
    head = _head(sample, "instrumenten", sample.instrumenten["artikel-terugkijken"])
    assert _named(head, "citation_author") == ["Yilmaz, Fatma", "van der Meer, Gijs"]
    assert _named(head, "citation_journal_title") == ["Tijdschrift voor Voorbeelden"]
    assert [_named(head, f"citation_{name}") for name in ("volume", "issue")] == [["12"], ["3"]]
    assert _named(head, "citation_doi") == ["10.5555/voorbeeld.475"]
    assert _named(head, "citation_publication_date") == ["2020"]
    book = _head(sample, "instrumenten", sample.instrumenten["signaalkaart"])
    assert _named(book, "citation_isbn") == ["978-90-0000-000-5"]


def test_a_standaard_describes_itself_in_dublin_core(sample: Infobox) -> None:
    entry = sample.standaarden["wegen"]
    head = _head(sample, "standaarden", entry)
    assert _named(head, "DC.title") == [entry.titel]
    assert _named(head, "DC.date") == ["2026-06-15"]
    assert _named(head, "DC.identifier") == [f"{SITE.url}standaarden/wegen/"]


def test_json_ld_names_the_work_and_its_makers(sample: Infobox) -> None:
    record = _json_ld(_head(sample, "instrumenten", sample.instrumenten["artikel-terugkijken"]))
    assert (record["@type"], record["identifier"]) == ("WebPage", "I005")
    work = record["mainEntity"]
    assert (work["@type"], work["datePublished"]) == ("ScholarlyArticle", "2020")
    assert work["author"][1] == {"@type": "Person", "name": "Gijs van der Meer"}
    by_an_organisation = _json_ld(_head(sample, "instrumenten", sample.instrumenten["handboek"]))["mainEntity"]
    assert by_an_organisation["author"] == [{"@type": "Organization", "name": "Voorbeeldinstituut"}]


def test_a_page_of_what_is_no_more_asks_not_to_be_indexed(sample: Infobox) -> None:
    for kind in WITH_A_PAGE:
        for entry in sample.with_retired(kind).values():
            asked = _named(_head(sample, kind, entry), "robots") == ["noindex"]
            assert asked == (entry.id in sample.retired[kind]), entry.id


def test_every_entry_page_carries_json_that_can_be_read(sample: Infobox) -> None:
    for kind in WITH_A_PAGE:
        for entry in sample.with_retired(kind).values():
            assert _json_ld(_head(sample, kind, entry))["name"] == entry.titel


def test_no_title_can_end_the_element_it_stands_in(sample: Infobox) -> None:
    hostile = '</script><script>alert(1)</script><!-- " onload="x & \u2028'
    entry = sample.standaarden["wegen"].model_copy(update={"titel": hostile})
    infobox = Infobox({**sample.active, "standaarden": {entry.id: entry}})
    text = str(
        metadata.head(SITE, infobox, title=hostile, canonical="", meta={"soort": "standaarden", "wie": entry.id})
    )
    assert text.count("<script") == 1
    assert text.count("</script>") == 1
    head = html.fromstring(f"<head>{text}</head>")
    assert _json_ld(head)["name"] == hostile
    assert _named(head, "DC.title") == [hostile]


def test_the_preview_is_a_picture_of_the_size_that_pages_say() -> None:
    picture = (ROOT / "infobox" / "theme" / metadata.PICTURE).read_bytes()
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", picture[16:24]) == (metadata.WIDTH, metadata.HEIGHT)
    assert len(picture) < 20_000


def test_every_kind_of_page_says_where_its_data_is_and_under_which_licence(sample: Infobox) -> None:
    files = {f"{SITE.url}{path}" for path, _ in product_files(Source(sample, {}, SITE))}
    pages = {"": "index.json", "begrippen/": "begrippen.json", "hulp/": "contacten.json", "matrix/": "matrix.json",
             "nieuw/": "wijzigingen.json", "beheer/": "beheer.json"}  # fmt: skip
    for page, name in pages.items():
        made = _page(sample, page)
        found = [link.get("href", "") for link in made.iterfind(".//link[@rel='alternate']")]
        assert found[0].endswith(f"/{name}")
        assert set(found) <= files, "what is promised is there"
        assert [link.get("href") for link in made.iterfind(".//link[@rel='license']")] == [LICENCE]
    entry = _head(sample, "begrippen", sample.begrippen["meldcode"])
    assert _json_ld(entry)["license"] == LICENCE


def test_what_the_whole_says_of_itself_can_be_read_and_points_to_what_is_there(sample: Infobox) -> None:
    files = {f"{SITE.url}{path}" for path, _ in product_files(Source(sample, {}, SITE))}
    for page, kind in {"": "WebSite", "begrippen/": "DefinedTermSet", "gegevens/": "Dataset"}.items():
        made = _page(sample, page)
        told = _json_ld(made)
        assert (told["@type"], told["url"]) == (kind, SITE.url + page)
        assert {one["contentUrl"] for one in told.get("distribution", [])} <= files
