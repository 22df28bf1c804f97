"""Edities on the site: a page each, the texts of then, and the way there from every entry."""

import hashlib
import json

import pytest

from infobox.catalogue.infobox import Infobox
from infobox.entries.kinds import SHOWN, entry_path
from infobox.pages.macros import macros
from infobox.pages.render import Renderer
from tests.conftest import SAMPLE
from tests.site.looking import Built, main_of, text_of
from tests.site_fixtures import SITE_URL

pytestmark = pytest.mark.site


def test_an_editie_lists_all_that_it_says_and_each_leads_to_its_text(plain: Built) -> None:
    page = main_of(plain.pages["edities/2026-10/"])
    links = {text_of(one): str(one.get("href")) for one in page.xpath(".//ul//a")}
    assert links["Terugkijken zonder schuld"] == "../../edities/2026-10/instrumenten/#i005"
    assert links["meldcode"] == "../../edities/2026-06/begrippen/#meldcode", "unchanged since then"
    assert links["Voorbeeldinstituut"] == "../../edities/2026-10/organisaties/#voorbeeld-instituut"
    said = text_of(page)
    assert "Wat deze site zei op 31 oktober 2026." in said
    assert "Vergeleken met editie 2026-06" in said


def test_a_text_of_then_says_what_it_said_and_where_to_read_what_is_said_now(plain: Built) -> None:
    then = main_of(plain.pages["edities/2026-06/standaarden/"]).get_element_by_id("s01")
    assert "Wie dicht bij gezinnen werkt, ziet vaak als eerste dat er iets niet klopt. Zie ook Wegen" in text_of(then)
    assert "(S02)" in text_of(then), "a code is read as what had it then"
    assert "Staat zo in editie 2026-06." in text_of(then)
    assert [str(link) for link in then.xpath(".//a/@href")] == ["../../../standaarden/zien/"]
    longer = main_of(plain.pages["edities/2026-06/standaarden/"]).get_element_by_id("s02")
    assert "Staat zo in de edities 2026-06 tot en met 2026-10." in text_of(longer)


def test_what_had_another_name_leads_to_what_it_is_called_now(plain: Built) -> None:
    then = main_of(plain.pages["edities/2026-06/organisaties/"]).get_element_by_id("kennisinstituut")
    assert then.xpath(".//a/@href") == ["../../../organisaties/voorbeeld-instituut/"]
    gone = text_of(main_of(plain.pages["edities/2026-10/"]))
    assert "Niet meer onder deze naam: Voorbeeldinstituut" in gone


def test_every_entry_leads_to_its_text_in_an_editie_without_a_script(plain: Built, sample: Infobox) -> None:
    lacking = []
    for kind, shown in SHOWN.items():
        for entry in sample.with_retired(kind).values():
            page = main_of(plain.pages[f"{kind}/{entry.id}/" if shown.own_page else f"{shown.overview}/"])
            where = page if shown.own_page else page.get_element_by_id(entry.id)
            if not any("edities/2026-" in str(link) for link in where.xpath(".//a/@href")):
                lacking.append(entry_path(kind, entry.id))
    assert lacking == []


def test_a_reference_names_the_editie_only_while_the_text_is_the_same(plain: Built) -> None:
    same, changed = (plain.pages[f"standaarden/{one}/"].get_element_by_id("citaat-pagina") for one in ("zien", "wegen"))
    assert "(S01, editie 2026-10)." in text_of(same)
    assert "(S02)." in text_of(changed)
    assert "edition = {2026-10}" in (plain.folder / "s01/pagina.bib").read_text(encoding="utf-8")
    assert "ET  - 2026-10" in (plain.folder / "s01/pagina.ris").read_text(encoding="utf-8")
    assert "edition" not in (plain.folder / "s02/pagina.bib").read_text(encoding="utf-8")
    api = json.loads((plain.folder / "api/v1/standaarden/zien.json").read_text(encoding="utf-8"))
    assert api["citeren"] == text_of(same)


def test_without_an_editie_the_page_says_so(sample: Infobox, plain: Built) -> None:
    none = "Er is nog geen editie uitgegeven."
    assert none in macros(Renderer(sample), lambda: "../")["edities"]()
    said = text_of(main_of(plain.pages["edities/"]))
    assert none not in said
    assert "Sinds editie 2026-10 zijn 4 onderwerpen nieuw of veranderd." in said


def test_old_texts_are_kept_from_search_engines_and_their_reader_can_get_away(plain: Built) -> None:
    old, whole = (plain.pages[f"edities/2026-06/{one}"] for one in ("contacten/", ""))
    assert old.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert whole.xpath("//meta[@name='robots']") == []
    assert "Gebruik altijd de nummers van nu" in text_of(main_of(old))
    way_out = "//script[contains(@src, 'verlaten')]"
    assert len(old.xpath(way_out)) == len(plain.pages["hulp/"].xpath(way_out)) == 1
    assert whole.xpath(way_out) == []


def test_the_file_is_given_out_byte_for_byte_with_its_digest(published: Built) -> None:
    listed = json.loads((published.folder / "edities/edities.json").read_text(encoding="utf-8"))
    assert [one["editie"] for one in listed["edities"]] == ["2026-06", "2026-10"]
    for one in listed["edities"]:
        given = (published.folder / "edities" / one["bestand"]).read_bytes()
        assert given == (SAMPLE / f"edities/{one['editie']}.json").read_bytes()
        assert hashlib.sha256(given).hexdigest() == one["sha256"]
        assert one["pagina"] == f"{SITE_URL}edities/{one['editie']}/"
