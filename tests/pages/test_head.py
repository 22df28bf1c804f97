"""What machines read in the head of a page: neutral in a preview, right for a reference manager, harmless always."""

import json
import struct
import zlib
from typing import Any

from lxml import html

from infobox.catalogue.identity import Site
from infobox.catalogue.infobox import Infobox
from infobox.entries.model import KINDS, Entry
from infobox.exports import preview
from infobox.pages import head as metadata

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


def test_previews_name_the_kind_and_the_code_never_the_subject(real: Infobox) -> None:
    for kind in ("standaarden", "instrumenten", "bouwstenen", "kaders", "organisaties"):
        for entry in real.of_kind(kind).values():
            head = _head(real, kind, entry)
            shown = " ".join(
                str(each) for each in head.xpath("//meta[starts-with(@property, 'og:')]/@content[. != '']")
            )
            shown = shown.replace(f"{SITE.url}{kind}/{entry.id}/", "")
            assert entry.titel not in shown
            about = f"{KINDS[kind].capitalize()} {getattr(entry, 'code', '')}".strip()
            assert _named(head, "og:title") == [f"{about} · {SITE.name}"]


def test_a_page_written_by_hand_previews_with_its_own_title(real: Infobox) -> None:
    head = html.fromstring(f"<head>{metadata.head(SITE, real, title='Privacy', canonical='', meta={})}</head>")
    assert _named(head, "og:title") == ["Privacy · Infobox Proef"]
    same = html.fromstring(f"<head>{metadata.head(SITE, real, title=SITE.name, canonical='', meta={})}</head>")
    assert _named(same, "og:title") == [SITE.name]


def test_without_an_address_of_its_own_a_page_promises_no_picture_and_no_feed(real: Infobox) -> None:
    head = _head(real, "standaarden", real.standaarden["vakmanschap"], Site("Infobox Proef"))
    assert _named(head, "og:image") == _named(head, "og:url") == []
    assert head.xpath("//link") == []


def test_a_reference_manager_is_given_the_original(real: Infobox) -> None:
    head = _head(real, "instrumenten", real.instrumenten["artikel-van-goor-naber-2016"])
    assert _named(head, "citation_author") == ["van Goor, Roel", "Naber, Pauline"]
    assert _named(head, "citation_journal_title") == ["Journal of Social Intervention: Theory and Practice"]
    assert _named(head, "citation_doi") == ["10.18352/jsi.475"]
    assert _named(head, "citation_publication_date") == ["2016"]
    report = _head(real, "instrumenten", real.instrumenten["bouwstenen-lerend-systeem"])
    assert _named(report, "citation_isbn") == ["978-90-5830-665-4"]


def test_a_standaard_describes_itself_in_dublin_core(real: Infobox) -> None:
    entry = real.standaarden["vakmanschap"]
    head = _head(real, "standaarden", entry)
    assert _named(head, "DC.title") == [entry.titel]
    assert _named(head, "DC.date") == ["2026-11-21"]
    assert _named(head, "DC.identifier") == [f"{SITE.url}standaarden/vakmanschap/"]


def test_json_ld_names_the_work_and_its_makers(real: Infobox) -> None:
    record = _json_ld(_head(real, "instrumenten", real.instrumenten["artikel-van-goor-naber-2016"]))
    assert record["@type"] == "WebPage"
    assert record["identifier"] == real.instrumenten["artikel-van-goor-naber-2016"].code
    work = record["mainEntity"]
    assert (work["@type"], work["datePublished"]) == ("ScholarlyArticle", "2016")
    assert work["author"][0] == {"@type": "Person", "name": "Roel van Goor"}
    lirik = _json_ld(_head(real, "instrumenten", real.instrumenten["lirik"]))["mainEntity"]
    assert lirik["author"] == [{"@type": "Organization", "name": "Nederlands Jeugdinstituut"}]


def test_every_entry_page_carries_json_that_can_be_read(real: Infobox) -> None:
    for kind in ("standaarden", "instrumenten", "bouwstenen", "kaders", "organisaties"):
        for entry in real.of_kind(kind).values():
            assert _json_ld(_head(real, kind, entry))["name"] == entry.titel


def test_no_title_can_end_the_element_it_stands_in(real: Infobox) -> None:
    hostile = '</script><script>alert(1)</script><!-- " onload="x & \u2028'
    entry = real.standaarden["vakmanschap"].model_copy(update={"titel": hostile})
    infobox = Infobox(**{**{kind: real.of_kind(kind) for kind in KINDS}, "standaarden": {entry.id: entry}})  # type: ignore[arg-type]
    text = str(
        metadata.head(SITE, infobox, title=hostile, canonical="", meta={"soort": "standaarden", "wie": entry.id})
    )
    assert text.count("<script") == 1
    assert text.count("</script>") == 1
    head = html.fromstring(f"<head>{text}</head>")
    assert _json_ld(head)["name"] == hostile
    assert _named(head, "DC.title") == [hostile]


def test_the_preview_is_a_picture_of_the_mark() -> None:
    picture = preview.image()
    assert picture == preview.image()
    chunks, position = [], 8
    while position < len(picture):
        (length,) = struct.unpack(">I", picture[position : position + 4])
        kind, body = picture[position + 4 : position + 8], picture[position + 8 : position + 8 + length]
        assert struct.unpack(">I", picture[position + 8 + length : position + 12 + length]) == (
            zlib.crc32(kind + body),
        )
        chunks.append((kind, body))
        position += 12 + length
    assert [kind for kind, _ in chunks] == [b"IHDR", b"IDAT", b"IEND"]
    rows = zlib.decompress(chunks[1][1])
    assert len(rows) == preview.HEIGHT * (1 + 3 * preview.WIDTH)
    middle = rows[265 * (1 + 3 * preview.WIDTH) + 1 :][3 * 600 : 3 * 600 + 3]
    assert middle == b"\xff\xb3\x7a"
    assert len(picture) < 20_000
