"""Feeds: valid Atom, of the site, of entries and of lists, with addresses and ids that never change."""

from pathlib import Path

import pytest
from lxml import etree

from infobox.catalogue.addresses import WITH_FEED, parts
from infobox.catalogue.identity import Site
from infobox.catalogue.infobox import Infobox
from infobox.entries.values import DOELGROEPEN
from infobox.exports import feeds
from infobox.exports.source import Source
from tests.conftest import REAL, SAMPLE, TODAY
from tests.reading import infobox_of
from tests.small_project import Small

SITE = Site("Infobox Proef", "https://infobox.test/pad/")
ATOM = {"a": feeds.NAMESPACE}
SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parents[1] / "atom.rng"))


def made(infobox: Infobox, site: Site = SITE) -> dict[str, bytes]:
    return dict(feeds.files(Source(infobox, {}, site)))


def read(infobox: Infobox) -> dict[str, etree._Element]:
    return {path: etree.fromstring(xml) for path, xml in made(infobox).items()}


def test_the_site_each_coded_entry_and_each_list_has_a_feed(sample: Infobox) -> None:
    promised = dict(feeds.addresses(sample))
    assert [f"/{path}" for path in read(sample)] == list(promised)
    assert promised["/nieuw/atom.xml"] == "docs/nieuw.md"
    assert promised["/s02/atom.xml"] == "standaarden/wegen"
    assert promised["/s04/atom.xml"] == "standaarden/melden"  # withdrawn: who reads its feed hears of it
    coded = {code: kind for code, (kind, _) in sample.by_code.items()}
    of_entries = {f"/{code.lower()}/atom.xml" for code, kind in coded.items() if kind in WITH_FEED}
    assert set(promised) - of_entries == {
        "/nieuw/atom.xml",
        "/i009/atom.xml",  # a former code
        "/begrippen/atom.xml",
        "/instrumenten/doelgroep/professional/atom.xml",
        "/instrumenten/doelgroep/beleidsmedewerker/atom.xml",
        "/instrumenten/doelgroep/leidinggevende/atom.xml",
        "/instrumenten/doelgroep/trainer/atom.xml",
    }
    assert set(WITH_FEED) == {"standaarden", "instrumenten", "bouwstenen", "lessets"}
    assert not any(address.startswith("/w") for address in promised), "who is in danger leaves no trace in a feed"


def links(feed: etree._Element) -> list[str]:
    return [
        (each.get("href") or "").removeprefix(SITE.url)
        for each in feed.iterfind("a:entry/a:link[@rel='alternate']", ATOM)
    ]


@pytest.mark.parametrize(
    ("tekst", "leads_to"),
    [
        ("Omschrijving herschreven.", "standaarden/eerste/#wijzigingen"),
        ("Aspect a2 is korter.", "standaarden/eerste/#a2"),
        ("'Het {title}' is herschreven.", "standaarden/eerste/#a2"),
        ("Aspecten a1 en a2 zijn korter.", "standaarden/eerste/#wijzigingen"),
        ("Aspect a77 is korter.", "standaarden/eerste/#wijzigingen"),
    ],
)
def test_an_entry_leads_to_the_part_that_changed_when_that_is_known(tmp_path: Path, tekst: str, leads_to: str) -> None:
    small = Small(tmp_path / "project")
    second = parts(small.case().infobox.standaarden["eerste"])[1]
    assert second.anker == "a2"
    change = {"datum": TODAY, "tekst": tekst.format(title=second.titel.lower())}
    small.set("standaarden", "eerste", wijzigingen=[change])
    assert links(read(small.case().infobox)["s01/atom.xml"]) == [leads_to]


def test_the_feed_of_a_list_holds_its_entries_only_and_leads_to_the_one_that_changed(sample: Infobox) -> None:
    found = read(sample)
    for doelgroep in DOELGROEPEN:
        feed = found[f"instrumenten/doelgroep/{doelgroep}/atom.xml"]
        told = "".join(each.text or "" for each in feed.iterfind(".//a:content", ATOM))
        named = {one.titel for one in sample.instrumenten.values() if f">{one.titel}</a>" in told}
        assert named <= {one.titel for one in sample.instrumenten.values() if doelgroep in one.doelgroepen}
        assert "standaarden)" not in told
    begrippen = links(found["begrippen/atom.xml"])
    assert begrippen
    assert all(one.startswith(("begrippen/#", "nieuw/#d-")) for one in begrippen)
    assert any(one.startswith("begrippen/#") for one in begrippen)


@pytest.mark.parametrize("data", ["sample", REAL])
def test_every_feed_is_valid_atom(data: str, request: pytest.FixtureRequest) -> None:
    for path, feed in read(request.getfixturevalue(data)).items():
        assert SCHEMA.validate(feed), (path, SCHEMA.error_log)
        ids = [each.text for each in feed.iterfind(".//a:id", ATOM)]
        assert len(ids) == len(set(ids)), "RFC 4287, 4.2.6: ids are unique"
        for address in [*ids, *(link.get("href") for link in feed.iterfind(".//a:link", ATOM))]:
            assert address is not None
            assert address.startswith(SITE.url), "every address is absolute and our own"
        for link in [feed, *feed.iterfind("a:entry", ATOM)]:
            kinds = [
                (each.get("rel"), each.get("type"), each.get("hreflang")) for each in link.iterfind("a:link", ATOM)
            ]
            assert len(kinds) == len(set(kinds)), "RFC 4287, 4.1.1: no two alternates of the same type and language"
        assert [link.get("href") for link in feed.iterfind("a:link[@rel='self']", ATOM)] == [SITE.url + path]
        assert feed.findtext("a:updated", namespaces=ATOM) == max(
            each.text or "" for each in feed.iterfind("a:entry/a:updated", ATOM)
        )


def test_the_validator_refuses_what_atom_does_not_allow(sample: Infobox) -> None:
    feed = read(sample)["nieuw/atom.xml"]
    for broken in ("a:id", "a:title", "a:updated", "a:author", "a:entry/a:id", "a:entry/a:updated"):
        copy = etree.fromstring(etree.tostring(feed))
        element = copy.find(broken, ATOM)
        assert element is not None
        element.getparent().remove(element)  # type: ignore[union-attr]
        assert not SCHEMA.validate(copy), f"without {broken}"
    copy = etree.fromstring(etree.tostring(feed))
    copy.find("a:updated", ATOM).text = "22 november 2026"  # type: ignore[union-attr]
    assert not SCHEMA.validate(copy)


def test_two_builds_give_the_same_feeds(sample: Infobox) -> None:
    assert made(sample) == made(infobox_of(SAMPLE / "data", TODAY))


def test_the_feed_of_a_standaard_says_in_words_what_happened_to_it(sample: Infobox) -> None:
    content = read(sample)["s02/atom.xml"].findall(".//a:content", ATOM)
    assert [each.text for each in content] == [
        "Link bekeken; staat nu ook bij Wegen hoe veilig het is (S02).",
        "Vervallen; melden staat nu bij Wegen hoe veilig het is (S02).",
        "Het aspect over afspraken komt van Zien wat er speelt (S01) en staat nu hier.",
        "Opgenomen in de eerste uitgave van het voorbeeld.",
    ]


def test_the_feed_of_the_site_names_what_changed_and_counts_what_is_much(sample: Infobox) -> None:
    days = {
        entry.findtext("a:title", namespaces=ATOM): entry.findtext("a:content", namespaces=ATOM) or ""
        for entry in read(sample)["nieuw/atom.xml"].iterfind("a:entry", ATOM)
    }
    assert (
        f'Toegevoegd bij <a href="{SITE.url}standaarden/leren/">Leren van wat er gebeurt (S03)</a>. '
        f'(<a href="{SITE.url}instrumenten/training-nabespreken/">Training nabespreken</a>)'
    ) in days["Wijzigingen van 15 juni 2026"]
    first = days["Wijzigingen van 2 maart 2026"]
    assert " instrumenten, " in first
    assert "Signaalkaart" not in first


def test_special_characters_survive(tmp_path: Path) -> None:
    small = Small(tmp_path / "project")
    tekst = "Aspect a1 is 'korter' & beter; 1 < 2, 3 > 2."
    small.set("standaarden", "eerste", wijzigingen=[{"datum": TODAY, "tekst": tekst}])
    content = read(small.case().infobox)["s01/atom.xml"].findtext(".//a:content", namespaces=ATOM) or ""
    assert content == tekst


def test_special_characters_survive_in_a_feed_of_many_too(tmp_path: Path) -> None:
    small = Small(tmp_path / "project")
    tekst = "Aspect a1 is 'korter' & beter; 1 < 2, 3 > 2."
    small.set("standaarden", "eerste", wijzigingen=[{"datum": TODAY, "tekst": tekst}])
    feed = read(small.case().infobox)["nieuw/atom.xml"]
    content = "".join(each.text or "" for each in feed.iterfind(".//a:content", ATOM))
    assert tekst in "".join(map(str, etree.HTML(content).itertext()))


def test_ids_stay_when_a_page_is_renamed_or_a_text_is_mended(tmp_path: Path) -> None:
    small = Small(tmp_path / "project")

    def ids() -> list[str | None]:
        return [each.text for each in read(small.case().infobox)["s01/atom.xml"].iterfind("a:entry/a:id", ATOM)]

    before = ids()
    assert before == [f"{SITE.url}s01/#{TODAY.isoformat()}"]
    small.rename("standaarden", "eerste", "andere-naam")
    small.change("standaarden", "andere-naam", lambda record: record["wijzigingen"][0].update(tekst="Opgenomen."))
    assert ids() == before


def test_without_an_address_of_its_own_the_site_has_no_feeds_but_promises_them(sample: Infobox) -> None:
    assert made(sample, Site("Infobox")) == {}
    assert {f"/{path}" for path in made(sample)} == set(dict(feeds.addresses(sample)))
