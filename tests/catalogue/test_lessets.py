"""What can be in a trainer's own set, under every name it ever had, and how a set of ours is written in an address."""

from urllib.parse import parse_qsl

from infobox.catalogue.infobox import Infobox, code_of
from infobox.catalogue.lessets import Choice, choices, in_address
from infobox.entries.lesset import USES


def every(infobox: Infobox) -> dict[str, Choice]:
    return {choice.code: choice for _, found in choices(infobox) for choice in found}


def test_everything_with_an_address_for_slides_can_be_chosen_and_aspects_too(sample: Infobox) -> None:
    found = every(sample)
    entries = [entry for kind in USES for entry in sample.with_retired(kind).values()]
    assert {code_of(entry) or entry.id for entry in entries} <= set(found)
    assert (found["S01-a3"].titel, found["S01-a3"].lasting) == ("Vastleggen wat is gezien", "s01/#a3")
    assert found["meldcode"].lasting == "begrippen/#meldcode"
    assert len(found) == sum(len(some) for _, some in choices(sample)), "no two share a code"


def test_what_had_another_code_or_anchor_is_found_under_it(sample: Infobox) -> None:
    found = every(sample)
    assert found["I002"].was == ("I009",)
    assert "S01-a5" in found["S01-a3"].was
    assert "S01-a4" in found["S02-a6"].was, "an aspect that moved to another standaard"


def test_what_is_no_more_says_so_and_names_what_came_in_its_place(sample: Infobox) -> None:
    found = every(sample)
    assert found["S04"].gone == "standaard S04 is vervallen."
    assert [titel for titel, _ in found["S04"].onward] == [
        one.titel for _, one in sample.successors(*sample.by_code["S04"])
    ]
    assert found["S01"].gone == ""


def test_only_what_has_a_qr_code_names_where_it_stands(sample: Infobox) -> None:
    found = every(sample)
    assert (found["S01-a1"].folder, found["meldcode"].folder, found["W01"].folder) == ("s01", "begrippen/meldcode", "")


def test_a_lesset_of_ours_in_an_address_holds_its_blocks_in_order(sample: Infobox) -> None:
    [lesset] = sample.lessets.values()
    pairs = parse_qsl(in_address(lesset, sample), strict_parsing=True)
    assert pairs[:3] == [("v", "1"), ("t", lesset.titel), ("n", lesset.doel)]
    assert pairs[3:6] == [("k", "Kijken (20 minuten)"), ("n", lesset.blokken[0].tekst), ("c", "S01.I001.meldcode")]
    assert [value for key, value in pairs if key == "n"][-2:] == [
        "Vragen aan de groep:\n" + "\n".join(lesset.blokken[0].vragen),
        lesset.blokken[1].tekst,
    ]
    assert lesset.minuten == sum(blok.minuten for blok in lesset.blokken) == 45
