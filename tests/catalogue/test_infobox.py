"""The whole, loaded: relations that follow from the data, and the one function that counts."""

from datetime import date
from pathlib import Path

import pytest

from infobox.catalogue.infobox import Infobox, assemble, by_soort
from infobox.entries.kinds import KINDS
from infobox.entries.values import SOORTEN
from tests.conftest import GOOD, REAL
from tests.small_project import Small


def test_every_kind_is_counted_by_the_same_function(good: Infobox) -> None:
    assert {kind: good.count(kind) for kind in KINDS} == {
        kind: len(list((GOOD / kind).glob("*.yml"))) for kind in KINDS
    }
    assert (good.count("standaarden"), good.count("instrumenten"), good.count("thesaurus")) == (2, 2, 1)


def test_a_property_with_the_name_of_a_kind_gives_its_active_entries(sample: Infobox) -> None:
    named = [kind for kind in KINDS if hasattr(Infobox, kind)]
    assert len(named) >= 10
    assert {kind: getattr(sample, kind) for kind in named} == {kind: sample.of_kind(kind) for kind in named}


def test_of_nothing_an_empty_whole_is_made() -> None:
    empty = assemble({})
    assert {kind: empty.count(kind) for kind in KINDS} == dict.fromkeys(KINDS, 0)
    assert (empty.by_code, empty.former_names) == ({}, {})


@pytest.mark.parametrize("kind", ["instrument", "count", "by_code", ""])
def test_a_kind_that_does_not_exist_is_an_error(good: Infobox, kind: str) -> None:
    with pytest.raises(KeyError):
        good.of_kind(kind)


def test_codes_lead_to_their_kind_and_entry(good: Infobox) -> None:
    assert {code: (kind, entry.id) for code, (kind, entry) in good.by_code.items()} == {
        "S01": ("standaarden", "eerste"),
        "S02": ("standaarden", "tweede"),
        "W01": ("situaties", "vermoeden"),
        "I001": ("instrumenten", "wegwijzer"),
        "I002": ("instrumenten", "handboek"),
        "B1": ("bouwstenen", "leren"),
    }


def test_former_names_and_codes_lead_to_the_entry_of_now(sample: Infobox) -> None:
    found = {name: (kind, entry.id) for name, (kind, entry) in sample.former_names.items()}
    assert found["instrumenten", "weeglijst"] == found["", "I009"] == ("instrumenten", "weegwijzer")


def test_relations_are_read_in_both_directions(good: Infobox) -> None:
    at_standaard = [(each.id, inzet.waarom) for each, inzet in good.instruments_at_standaard("tweede")]
    assert at_standaard == [
        ("wegwijzer", "Deze wegwijzer laat het team wegen wat het ziet."),
        ("handboek", "Dit handboek laat het team wegen wat het ziet."),
    ]
    assert [each.id for each, _ in good.instruments_at_bouwsteen("leren")] == ["wegwijzer", "handboek"]
    assert [each.id for each in good.instruments_of_organisatie("instituut")] == ["wegwijzer", "handboek"]
    assert [(kader.id, part.anker) for kader, part in good.onderdelen_at_standaard("tweede")] == [("lijst", "o2")]
    assert [each.id for each in good.bouwstenen_at_standaard("eerste")] == ["leren"]
    assert [each.id for each in good.begrippen_with_instrument("wegwijzer")] == ["meldcode"]


def test_an_entry_without_relations_has_none(good: Infobox) -> None:
    found = (
        good.instruments_at_standaard("x"),
        good.instruments_at_bouwsteen("x"),
        good.instruments_of_organisatie("x"),
        good.onderdelen_at_standaard("x"),
        good.bouwstenen_at_standaard("tweede"),
        good.begrippen_with_instrument("handboek"),
        good.succeeded_by("wegwijzer"),
    )
    assert found == ([],) * 7


def test_the_core_of_a_bouwsteen_comes_first(tmp_path: Path) -> None:
    small = Small(tmp_path / "project")
    core = {"bouwsteen": "leren", "herkomst": "redactie", "kern": True}
    small.set("instrumenten", "handboek", bouwstenen=[core])
    found = [(each.id, steun.kern) for each, steun in small.case().infobox.instruments_at_bouwsteen("leren")]
    assert found == [("handboek", True), ("wegwijzer", False)]


def test_a_successor_knows_what_it_came_after(sample: Infobox) -> None:
    assert [old.id for old in sample.succeeded_by("handboek-tweede-druk")] == ["handboek"]


def test_alternatives_are_of_the_same_soort_at_the_same_standaard_and_current_ones_come_first(tmp_path: Path) -> None:
    small = Small(tmp_path / "project")
    small.add("instrumenten", "oud", like="handboek", code="I003", actualiteit={"status": "mogelijk-verouderd"})
    small.add("instrumenten", "nieuw", like="handboek", code="I004")
    small.add("instrumenten", "anders", like="handboek", code="I005", soort="boek")
    found = small.case().infobox
    assert [each.id for each in found.alternatives(found.instrumenten["handboek"])] == ["wegwijzer", "nieuw", "oud"]
    assert [each.id for each in found.alternatives(found.instrumenten["handboek"], most=2)] == ["wegwijzer", "nieuw"]
    assert found.alternatives(found.instrumenten["anders"]) == []


@pytest.mark.parametrize("data", ["sample", REAL])
def test_instruments_are_grouped_in_the_fixed_order_and_none_is_lost(data: str, request: pytest.FixtureRequest) -> None:
    infobox: Infobox = request.getfixturevalue(data)
    groups = by_soort(infobox.instrumenten.values())
    soorten = [soort for soort, _ in groups]
    assert soorten == [soort for soort in SOORTEN if soort in soorten]
    assert sum(len(members) for _, members in groups) == infobox.count("instrumenten")
    assert [each.id for soort, members in groups for each in members if each.soort != soort] == []


def test_what_is_withdrawn_is_apart_and_keeps_its_place(sample: Infobox) -> None:
    assert "werkmap" not in sample.instrumenten
    assert list(sample.with_retired("instrumenten")) == [*sample.instrumenten, *sample.retired["instrumenten"]]
    assert sample.with_retired("instrumenten")["werkmap"].levensloop.datum == date(2026, 9, 7)
    assert sample.by_code["I012"][1].id == "werkmap"
