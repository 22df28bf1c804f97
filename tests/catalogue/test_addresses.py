"""Every address that the site gives out, who owns it, and where a former one leads."""

from pathlib import Path

import pytest

from infobox.catalogue import addresses
from infobox.catalogue.infobox import Infobox
from infobox.entries.docs import page, read_pages
from infobox.entries.kinds import DIVIDED, KINDS, SHOWN, entry_path
from tests.conftest import ROOT, SAMPLE
from tests.small_project import Small


@pytest.fixture(scope="module")
def published(sample: Infobox) -> dict[str, str]:
    return addresses.published(sample, read_pages(SAMPLE / "docs"))


@pytest.mark.parametrize(
    ("address", "owner"),
    [
        ("/", "docs/index.md"),
        ("/begin-hier/#casus", "docs/begin-hier.md#casus"),
        ("/aan-de-slag/#casus", "docs/begin-hier.md#casus"),  # as the page was called before
        ("/standaarden/", "standaarden"),
        ("/standaarden/*/#aspecten", "standaarden"),
        ("/standaarden/wegen/", "standaarden/wegen"),
        ("/standaarden/wegen/#a2", "standaarden/wegen#a2"),
        ("/s02/", "standaarden/wegen"),
        ("/s02/#a2", "standaarden/wegen#a2"),
        ("/standaarden/zien/#a4", "standaarden/wegen#a6"),  # it moved
        ("/s01/#a4", "standaarden/wegen#a6"),
        ("/i002/", "instrumenten/weegwijzer"),
        ("/i009/", "instrumenten/weegwijzer"),  # the code it had before
        ("/instrumenten/weeglijst/", "instrumenten/weegwijzer"),  # the name it had before
        ("/instrumenten/werkmap/", "instrumenten/werkmap"),  # split
        ("/kaders/drie-stappen/#o1", "kaders/drie-stappen#o1"),
        ("/begrippen/#meldcode", "begrippen/meldcode"),
        ("/hulp/#noodnummer-112", "contacten/noodnummer-112"),
    ],
)
def test_an_address_has_an_owner(published: dict[str, str], address: str, owner: str) -> None:
    assert published[address] == owner


def test_every_entry_page_short_link_and_part_is_given_out(published: dict[str, str], sample: Infobox) -> None:
    entries = [(kind, entry) for kind in SHOWN for entry in sample.with_retired(kind).values()]
    assert [entry.id for kind, entry in entries if f"/{entry_path(kind, entry.id)}" not in published] == []
    assert [code for code in sample.by_code if f"/{code.lower()}/" not in published] == []
    parts = [
        f"/{entry_path(kind, entry.id)}#{part.anker}"
        for kind, entry in entries
        if kind in DIVIDED
        for part in (*addresses.parts(entry), *addresses.retired_parts(entry))
    ]
    assert parts
    assert [part for part in parts if part not in published] == []
    assert list(published) == sorted(published)


def test_what_has_no_page_has_no_address(published: dict[str, str]) -> None:
    hidden = [kind for kind in KINDS if kind not in SHOWN]
    assert hidden
    assert [address for address, owner in published.items() if owner.startswith(tuple(hidden))] == []


@pytest.mark.slow
def test_no_address_of_the_sample_or_of_the_site_has_two_owners(sample: Infobox, real: Infobox) -> None:
    for infobox, docs in ((sample, SAMPLE / "docs"), (real, ROOT / "docs")):
        owners: dict[str, set[str]] = {}
        for address, owner in addresses.claims(infobox, read_pages(docs)):
            owners.setdefault(address.casefold(), set()).add(owner)
        assert {address: found for address, found in owners.items() if len(found) > 1} == {}


def test_a_redirect_leads_to_the_page_of_now_with_the_parts_that_are_there(sample: Infobox) -> None:
    pages = read_pages(SAMPLE / "docs")
    found = {redirect.path: redirect for redirect in addresses.redirects(sample, pages)}
    assert (found["s01/"].target, found["s01/"].title) == ("standaarden/zien/", "Zien wat er speelt")
    assert ("a4", "Afspraken op papier") in found["s01/"].anchors
    assert found["i009/"].target == found["instrumenten/weeglijst/"].target == "instrumenten/weegwijzer/"
    assert found["aan-de-slag/"].target == "begin-hier/"
    assert found["aan-de-slag/"].anchors[0] == ("casus", "onderdeel casus")


def test_a_redirect_is_never_an_address_that_something_else_has(sample: Infobox) -> None:
    paths = [redirect.path for redirect in addresses.redirects(sample, read_pages(SAMPLE / "docs"))]
    assert len(paths) == len(set(paths))
    living = {entry_path(kind, entry) for kind in SHOWN for entry in sample.with_retired(kind)}
    assert living.isdisjoint(paths)


@pytest.mark.slow
def test_an_owner_that_changed_its_name_has_an_heir(tmp_path: Path) -> None:
    small = Small(tmp_path / "project")
    small.rename("instrumenten", "wegwijzer", "kaart")
    small.rename("standaarden", "eerste", "begin")
    moved = {"uitleg": page("---\nwas: [hoe]\n---\n## Codes { #codes }\n", "uitleg", "docs/uitleg.md")}
    heirs = addresses.heirs(small.case().infobox, moved)
    assert heirs == {
        "instrumenten/wegwijzer": "instrumenten/kaart",
        "standaarden/eerste": "standaarden/begin",
        "standaarden/eerste#a1": "standaarden/begin#a1",
        "standaarden/eerste#a2": "standaarden/begin#a2",
        "standaarden/eerste#a3": "standaarden/begin#a3",
        "docs/hoe.md": "docs/uitleg.md",
        "docs/hoe.md#codes": "docs/uitleg.md#codes",
    }


def test_a_part_that_moved_from_a_renamed_page_is_found_under_both_names(tmp_path: Path) -> None:
    small = Small(tmp_path / "project")
    small.rename("standaarden", "eerste", "begin")

    def move(record: dict[str, list[dict[str, object]]]) -> None:
        record["aspecten"][0]["was"] = ["begin#a9"]

    small.change("standaarden", "tweede", move)
    heirs = addresses.heirs(small.case().infobox, {})
    assert heirs["standaarden/begin#a9"] == heirs["standaarden/eerste#a9"] == "standaarden/tweede#a1"


def test_where_a_part_went_is_told_with_its_title(sample: Infobox) -> None:
    entry = sample.standaarden["leren"]
    gone = addresses.retired_parts(entry)
    assert gone
    names = [(part, name) for part in gone for name in part.vervangen_door]
    assert names
    for _, name in names:
        found = addresses.successor_of_part(sample, entry, name)
        assert found.owner in addresses.published(sample, {}).values()
        assert found.path == found.owner.replace("#", "/#")
        assert found.titel
