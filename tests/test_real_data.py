"""The data of the site itself: all of the dossier, in plain words, saying why."""

import re
from collections.abc import Iterator

import pytest

from infobox.catalogue.dutch import SOORT_PLURALS
from infobox.catalogue.infobox import Infobox
from infobox.entries.model import KINDS
from tests.conftest import ROOT

FILES = sorted((ROOT / "data").rglob("*.yml"))


def editorial(infobox: Infobox) -> Iterator[tuple[str, str]]:
    """Every text that the editors of this site wrote themselves, with where it stands."""
    for each in infobox.standaarden.values():
        yield f"{each.id} vraag", each.vraag
        yield f"{each.id} omschrijving", each.omschrijving
        yield from ((f"{each.id} gespreksvraag", text) for text in each.gespreksvragen)
        yield from ((f"{each.id} betekenis", str(text)) for text in each.betekenis.model_dump().values())
        yield from ((f"{each.id} verwant {verwant.standaard}", verwant.waarom) for verwant in each.verwant)
        for aspect in each.aspecten:
            yield f"{each.id} {aspect.anker}", f"{aspect.titel}. {aspect.tekst}"
    for instrument in infobox.instrumenten.values():
        for inzet in instrument.standaarden:
            yield f"{instrument.id} bij {inzet.standaard}", inzet.waarom


def test_the_whole_dossier_is_there(real: Infobox) -> None:
    assert {kind: real.count(kind) for kind in KINDS} == {
        "standaarden": 11,
        "instrumenten": 152,
        "bouwstenen": 8,
        "kaders": 5,
        "organisaties": 65,
        "begrippen": 53,
        "contacten": 6,
        "bronnen": 5,
        "thesaurus": 7,
    }


def test_each_file_is_an_entry(real: Infobox) -> None:
    assert sorted(f"{path.parent.name}/{path.stem}" for path in FILES) == sorted(
        f"{kind}/{entry}" for kind in KINDS for entry in real.of_kind(kind)
    )


@pytest.mark.parametrize(
    ("kind", "letter", "width"), [("standaarden", "S", 2), ("instrumenten", "I", 3), ("bouwstenen", "B", 1)]
)
def test_codes_are_given_out_without_gaps(real: Infobox, kind: str, letter: str, width: int) -> None:
    codes = sorted(code for code, (owner, _) in real.by_code.items() if owner == kind)
    assert codes == [f"{letter}{number:0{width}d}" for number in range(1, real.count(kind) + 1)]


def test_every_waarom_names_what_this_instrument_does_and_none_is_a_pattern(real: Infobox) -> None:
    """Two reasons that share their first six words, or all but a title, were made by filling in a form."""
    reasons = [
        (f"{each.id} bij {inzet.standaard}", inzet.waarom)
        for each in real.instrumenten.values()
        for inzet in each.standaarden
    ]
    openings: dict[str, list[str]] = {}
    for where, text in reasons:
        openings.setdefault(" ".join(re.findall(r"\w+", text.lower())[:6]), []).append(where)
    assert {opening: places for opening, places in openings.items() if len(places) > 1} == {}
    empty = r"(is|zijn) (relevant|nuttig|belangrijk|handig|bruikbaar) voor|(past|sluit aan) bij deze standaard"
    assert [(where, text) for where, text in reasons if re.search(empty, text, re.IGNORECASE)] == []


def test_editors_do_not_address_the_reader(real: Infobox) -> None:
    spoken = re.compile(r"\b(je|jij|jou|jouw|jullie|u|uw)\b", re.IGNORECASE)
    assert [(where, match[0]) for where, text in editorial(real) if (match := spoken.search(text))] == []


def test_no_editorial_line_stops_halfway(real: Infobox) -> None:
    assert [where for where, text in editorial(real) if text.rstrip()[-1] not in ".?!"] == []


@pytest.mark.parametrize("trace", ["_b53af3fc", ".txt", "dossier/", "TODO", "lorem"])
def test_nothing_of_the_workshop_is_left_in_the_data(trace: str) -> None:
    assert [
        path.name for path in FILES if trace.lower() in re.sub(r"https?://\S+", "", path.read_text("utf-8")).lower()
    ] == []


def test_the_file_names_of_the_dossier_stand_nowhere() -> None:
    name = re.compile(r"\b00[0-4]_|_b53af3fc")
    assert [path.name for path in FILES if name.search(path.read_text(encoding="utf-8"))] == []


def test_no_sentence_pretends_to_quote_the_official_standards(real: Infobox) -> None:
    assert {each.herkomst for each in real.standaarden.values()} == {"redactie"}
    assert {each.officieel for each in real.standaarden.values()} == {None}


def test_each_standaard_has_what_the_design_promises(real: Infobox) -> None:
    wrong = [
        each.id
        for each in real.standaarden.values()
        if not (
            3 <= len(each.aspecten) <= 6
            and 3 <= len(each.gespreksvragen) <= 6
            and each.verwant
            and each.vraag.endswith("?")
        )
    ]
    assert wrong == []
    assert [each for each in real.standaarden if len(real.instruments_at_standaard(each)) < 3] == []


def test_anchors_count_up_within_their_page(real: Infobox) -> None:
    for standaard in real.standaarden.values():
        assert [each.anker for each in standaard.aspecten] == [f"a{n + 1}" for n in range(len(standaard.aspecten))]
    for kader in real.kaders.values():
        assert [each.anker for each in kader.onderdelen] == [f"o{n + 1}" for n in range(len(kader.onderdelen))]


def test_the_lists_of_others_are_complete(real: Infobox) -> None:
    assert {each.id: len(each.onderdelen) for each in real.kaders.values()} == {
        "acht-bouwstenen": 8,
        "vier-inspectiethemas": 4,
        "zes-verbeterpunten": 6,
        "drie-voorwaarden": 3,
        "drie-verantwoordelijkheden": 3,
    }


def test_help_is_one_call_away(real: Infobox) -> None:
    strip = {each.nummer for each in real.contacten.values() if each.in_strook}
    assert {"112", "0800-2000"} <= strip


def test_the_bouwstenen_that_the_sources_describe_say_so(real: Infobox) -> None:
    veiligheid = next(each for each in real.bouwstenen.values() if each.code == "B7")
    assert veiligheid.attestatie == "inhoud"
    assert "Veiligheidscheck" in veiligheid.samenvatting
    assert "Signs of Safety" in veiligheid.samenvatting
    assert "eigen kracht" in veiligheid.samenvatting.lower()


def test_each_soort_that_is_used_has_a_heading(real: Infobox) -> None:
    assert {each.soort for each in real.instrumenten.values()} <= SOORT_PLURALS.keys()
