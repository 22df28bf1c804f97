"""What machines read in the head of a page: neutral in a preview, right for a reference manager, harmless always."""

import json
import struct
from typing import Any

from lxml import html

from infobox.catalogue.identity import Site
from infobox.catalogue.infobox import Infobox
from infobox.entries.kinds import KINDS
from infobox.entries.records import Entry
from infobox.pages import head as metadata
from tests.conftest import ROOT

SITE = Site("Infobox Proef", "https://infobox.test/")


def _head(infobox: Infobox, kind: str, entry: Entry, site: Site = SITE) -> html.HtmlElement:
    canonical = f"{site.url}{kind}/{entry.id}/" if site.url else ""
    meta = {"soort": kind, "wie": entry.id}
    return html.fromstring(
        f"<head>{metadata.head(site, infobox, title=entry.titel, canonical=canonical, meta=meta)}</head>"
    )


def _named(head: html.HtmlElement, name: str) -> list[str]:
    return [str(each) for each in head.xpath(f"//meta[@name='{name}' or @property='{name}']/@content")]


def _json_ld(head: html.HtmlElement) -> dict[str, Any]:
    (script,) = head.xpath("//script[@type='application/ld+json']")
    record: dict[str, Any] = json.loads(script.text)
    return record


def test_previews_name_the_kind_and_the_code_never_the_subject(edition: Infobox) -> None:
    for kind in ("standaarden", "instrumenten", "bouwstenen", "kaders", "organisaties"):
        for entry in edition.of_kind(kind).values():
            head = _head(edition, kind, entry)
            shown = " ".join(
                str(each) for each in head.xpath("//meta[starts-with(@property, 'og:')]/@content[. != '']")
            )
            shown = shown.replace(f"{SITE.url}{kind}/{entry.id}/", "")
            assert entry.titel not in shown
            about = f"{KINDS[kind].singular.capitalize()} {getattr(entry, 'code', '')}".strip()
            assert _named(head, "og:title") == [f"{about} · {SITE.name}"]


def test_a_page_written_by_hand_previews_with_its_own_title(edition: Infobox) -> None:
    head = html.fromstring(f"<head>{metadata.head(SITE, edition, title='Privacy', canonical='', meta={})}</head>")
    assert _named(head, "og:title") == ["Privacy · Infobox Proef"]
    same = html.fromstring(f"<head>{metadata.head(SITE, edition, title=SITE.name, canonical='', meta={})}</head>")
    assert _named(same, "og:title") == [SITE.name]


def test_without_an_address_of_its_own_a_page_promises_no_picture_and_no_feed(edition: Infobox) -> None:
    head = _head(edition, "standaarden", edition.standaarden["vakmanschap"], Site("Infobox Proef"))
    assert _named(head, "og:image") == _named(head, "og:url") == []
    assert head.xpath("//link") == []


def test_a_reference_manager_is_given_the_original(edition: Infobox) -> None:
    head = _head(edition, "instrumenten", edition.instrumenten["artikel-van-goor-naber-2016"])
    assert _named(head, "citation_author") == ["van Goor, Roel", "Naber, Pauline"]
    assert _named(head, "citation_journal_title") == ["Journal of Social Intervention: Theory and Practice"]
    assert _named(head, "citation_doi") == ["10.18352/jsi.475"]
    assert _named(head, "citation_publication_date") == ["2016"]
    report = _head(edition, "instrumenten", edition.instrumenten["bouwstenen-lerend-systeem"])
    assert _named(report, "citation_isbn") == ["978-90-5830-665-4"]


def test_a_standaard_describes_itself_in_dublin_core(edition: Infobox) -> None:
    entry = edition.standaarden["vakmanschap"]
    head = _head(edition, "standaarden", entry)
    assert _named(head, "DC.title") == [entry.titel]
    assert _named(head, "DC.date") == ["2026-11-21"]
    assert _named(head, "DC.identifier") == [f"{SITE.url}standaarden/vakmanschap/"]


def test_json_ld_names_the_work_and_its_makers(edition: Infobox) -> None:
    record = _json_ld(_head(edition, "instrumenten", edition.instrumenten["artikel-van-goor-naber-2016"]))
    assert record["@type"] == "WebPage"
    assert record["identifier"] == edition.instrumenten["artikel-van-goor-naber-2016"].code
    work = record["mainEntity"]
    assert (work["@type"], work["datePublished"]) == ("ScholarlyArticle", "2016")
    assert work["author"][0] == {"@type": "Person", "name": "Roel van Goor"}
    lirik = _json_ld(_head(edition, "instrumenten", edition.instrumenten["lirik"]))["mainEntity"]
    assert lirik["author"] == [{"@type": "Organization", "name": "Nederlands Jeugdinstituut"}]


def test_every_entry_page_carries_json_that_can_be_read(edition: Infobox) -> None:
    for kind in ("standaarden", "instrumenten", "bouwstenen", "kaders", "organisaties"):
        for entry in edition.of_kind(kind).values():
            assert _json_ld(_head(edition, kind, entry))["name"] == entry.titel


def test_no_title_can_end_the_element_it_stands_in(edition: Infobox) -> None:
    hostile = '</script><script>alert(1)</script><!-- " onload="x & \u2028'
    entry = edition.standaarden["vakmanschap"].model_copy(update={"titel": hostile})
    infobox = Infobox({**edition.active, "standaarden": {entry.id: entry}})
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
