"""The whole, loaded: relations that follow from the data, and the one function that counts."""

import pytest

from infobox.catalogue.infobox import Infobox, by_soort
from infobox.entries.model import KINDS, SOORTEN


def test_every_kind_is_counted_by_the_same_function(good: Infobox) -> None:
    assert {kind: good.count(kind) for kind in KINDS} == {
        "standaarden": 2,
        "instrumenten": 2,
        "bouwstenen": 1,
        "kaders": 1,
        "organisaties": 1,
        "begrippen": 1,
        "contacten": 1,
        "bronnen": 1,
        "thesaurus": 1,
    }


@pytest.mark.parametrize("kind", ["instrument", "count", "by_code", ""])
def test_a_kind_that_does_not_exist_is_an_error(good: Infobox, kind: str) -> None:
    with pytest.raises(KeyError):
        good.of_kind(kind)


def test_codes_lead_to_their_kind_and_entry(good: Infobox) -> None:
    assert {code: (kind, entry.id) for code, (kind, entry) in good.by_code.items()} == {
        "S01": ("standaarden", "eerste"),
        "S02": ("standaarden", "tweede"),
        "I001": ("instrumenten", "wegwijzer"),
        "I002": ("instrumenten", "handboek"),
        "B1": ("bouwstenen", "leren"),
    }


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


def test_the_core_of_a_bouwsteen_comes_first(real: Infobox) -> None:
    for bouwsteen in real.bouwstenen:
        kern = [steun.kern for _, steun in real.instruments_at_bouwsteen(bouwsteen)]
        assert kern == sorted(kern, reverse=True)


def test_a_successor_knows_what_it_came_after(real: Infobox) -> None:
    pairs = {(new, old.id) for new in real.instrumenten for old in real.succeeded_by(new)}
    assert ("leidraad-werken-aan-veiligheid", "kwaliteitskader-werken-aan-veiligheid") in pairs
    assert pairs == {
        (each.actualiteit.opvolger, each.id) for each in real.instrumenten.values() if each.actualiteit.opvolger
    }


def test_instruments_are_grouped_in_the_fixed_order_and_none_is_lost(real: Infobox) -> None:
    groups = by_soort(real.instrumenten.values())
    soorten = [soort for soort, _ in groups]
    assert soorten == [soort for soort in SOORTEN if soort in soorten]
    assert sum(len(members) for _, members in groups) == real.count("instrumenten")
    assert {each.soort for soort, members in groups for each in members if each.soort != soort} == set()
