"""What happened to an entry is told in full, and leads a reader on in one step."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from infobox.search.found import documents
from tests.conftest import TODAY
from tests.small_project import Record, Small


@pytest.fixture
def small(tmp_path: Path) -> Small:
    """The small project with one instrument more, `gids` (I003), that nothing refers to; `handboek` is free as well."""
    small = Small(tmp_path / "project")
    small.add("instrumenten", "gids", like="handboek", code="I003")
    small.give_out()
    return small


def test_the_project_as_it_is_keeps_every_address(small: Small) -> None:
    assert small.findings() == []


def test_a_renamed_file_that_does_not_say_so_is_stopped_with_the_old_address_and_the_remedy(small: Small) -> None:
    small.rename("instrumenten", "wegwijzer", "kaart", tell=False)
    found = [each.partition(": ")[2] for each in small.findings()]
    moved = "is van instrumenten/wegwijzer, maar zou naar instrumenten/kaart gaan"
    assert [each for each in found if moved not in each] == [
        "het adres /instrumenten/wegwijzer/ (van instrumenten/wegwijzer) zou verdwijnen; "
        "heet het nu instrumenten/kaart? Zet in data/instrumenten/kaart.yml: levensloop: {was: [wegwijzer]}",
        "hier hoort een code of een bestandsnaam, en geen titel ('wegwijzer'); schrijf: {{ instrument(\"kaart\") }}",
    ]
    assert f"het adres /i001/ {moved}; geef een code of naam nooit opnieuw uit; kies een andere" in found


@pytest.mark.parametrize(
    ("kind", "old"),
    [
        ("instrumenten", "wegwijzer"),
        ("standaarden", "eerste"),
        ("situaties", "vermoeden"),
        ("bouwstenen", "leren"),
        ("kaders", "lijst"),
        ("organisaties", "instituut"),
        ("begrippen", "meldcode"),
        ("contacten", "noodnummer"),
        ("bronnen", "bericht"),
    ],
)
def test_a_renamed_file_that_says_so_is_fine(small: Small, kind: str, old: str) -> None:
    small.rename(kind, old, "andere-naam")
    assert small.findings() == []


def test_a_name_given_up_twice_leads_to_the_name_of_now(small: Small) -> None:
    small.rename("instrumenten", "handboek", "tweede-naam")
    small.rename("instrumenten", "tweede-naam", "derde-naam")
    assert any(
        "/instrumenten/handboek/ (van instrumenten/handboek) zou verdwijnen" in each for each in small.findings()
    )
    small.set("instrumenten", "derde-naam", levensloop={"was": ["tweede-naam", "handboek"]})
    assert small.findings() == []


def test_a_file_that_is_thrown_away_is_stopped_with_how_to_withdraw_it(small: Small) -> None:
    small.file("instrumenten", "handboek").unlink()
    (found,) = small.findings()
    assert "het adres /instrumenten/handboek/ (van instrumenten/handboek) zou verdwijnen; " in found
    assert "zet data/instrumenten/handboek.yml terug met levensloop: {status: vervallen" in found


def test_an_entry_that_is_withdrawn_or_split_keeps_its_addresses(small: Small) -> None:
    small.retire("instrumenten", "handboek", "wegwijzer")
    assert small.findings() == []
    small.retire("instrumenten", "gids", "wegwijzer", "begrippen/meldcode", status="gesplitst")
    assert small.findings() == []


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ({"status": "vervallen"}, "de status is 'vervallen', maar 'reden' ontbreekt"),
        ({"status": "vervallen", "reden": "Zo."}, "de status is 'vervallen', maar 'datum' ontbreekt"),
        ({"status": "gesplitst", "datum": TODAY}, "de status is 'gesplitst', maar 'reden' ontbreekt"),
        ({"reden": "Oud."}, "'reden' past niet bij iets dat actief is; zet erbij: status: vervallen"),
        ({"datum": TODAY}, "'datum' past niet bij iets dat actief is"),
        ({"vervangen_door": ["wegwijzer"]}, "'vervangen_door' past niet bij iets dat actief is"),
        (
            {"status": "gesplitst", "reden": "Zo.", "datum": TODAY, "vervangen_door": ["wegwijzer"]},
            "een splitsing heeft minstens twee delen",
        ),
    ],
)
def test_being_withdrawn_is_told_in_full(small: Small, told: Record, message: str) -> None:
    small.set("instrumenten", "handboek", levensloop=told)
    assert message in small.findings()[0]


def test_every_entry_with_an_address_says_when_it_came(small: Small) -> None:
    def forget(record: Record) -> None:
        del record["wijzigingen"]

    for kind, entry_id in (("bronnen", "bericht"), ("contacten", "noodnummer"), ("situaties", "vermoeden")):
        small.change(kind, entry_id, forget)
    found = small.findings()
    assert [each.split(";")[0] for each in found] == [
        "data/bronnen/bericht.yml:1:1: 'wijzigingen' ontbreekt",
        "data/contacten/noodnummer.yml:1:1: 'wijzigingen' ontbreekt",
        "data/situaties/vermoeden.yml:1:1: 'wijzigingen' ontbreekt",
    ]
    assert f"'  - datum: {TODAY.isoformat()}' en '    tekst: Toegevoegd.'" in found[0]


def test_a_list_of_changes_may_not_be_empty(small: Small) -> None:
    small.set("bronnen", "bericht", wijzigingen=[])
    (found,) = small.findings()
    assert "'wijzigingen' ontbreekt" in found


def test_a_withdrawal_without_any_change_is_told_at_once(small: Small) -> None:
    small.retire("instrumenten", "handboek")
    small.change("instrumenten", "handboek", lambda record: record.pop("wijzigingen"))
    assert [each.partition(";")[0].partition(": ")[2] for each in small.findings()] == [
        "'wijzigingen' ontbreekt",
        "het vervallen staat niet bij de wijzigingen",
    ]


def test_a_withdrawal_that_readers_do_not_hear_of_is_told_in_one_run_with_other_faults(small: Small) -> None:
    small.retire("instrumenten", "handboek")
    small.set("instrumenten", "handboek", wijzigingen=[{"datum": TODAY - timedelta(days=1), "tekst": "Opgenomen."}])
    small.set("begrippen", "meldcode", herkomst="x")
    small.lock.write_text(small.lock.read_text(encoding="utf-8").replace("# einde\n", ""), encoding="utf-8")
    small.page("uitleg").write_text("## Codes { #codes }\n\n{{ standaard('S99') }} {{ begrip('meldcode') }}\n")
    small.file("contacten", "noodnummer").write_text("titel: [\n", encoding="utf-8")
    found = [each.partition(";")[0].partition(": ")[2] for each in small.findings()]
    assert found == [
        "het einde van dit bestand ('# einde') ontbreekt",
        "'x' is geen waarde voor 'herkomst'",
        "'bronnen' ontbreekt",
        "'nummer' ontbreekt",
        "'volgorde' ontbreekt",
        "'wanneer' ontbreekt",
        "'wijzigingen' ontbreekt",
        "het haakje [ wordt niet gesloten",
        "het vervallen staat niet bij de wijzigingen",
        "standaard 'S99' bestaat niet",
    ]
    day = f"'  - datum: {TODAY.isoformat()}' en '    tekst: ' met wat de lezer moet weten"
    assert any(each.endswith(f"zet bij 'wijzigingen': {day}") for each in small.findings())


def test_a_successor_that_is_itself_withdrawn_is_a_chain(small: Small) -> None:
    small.retire("instrumenten", "handboek", "gids")
    small.retire("instrumenten", "gids", "wegwijzer")
    (found,) = small.findings()
    assert found.startswith("data/instrumenten/handboek.yml:")
    assert found.endswith("'gids' is zelf niet meer actief; noem waar dat naar verwijst: wegwijzer")


def test_successors_in_a_circle_are_found_at_both_ends(small: Small) -> None:
    small.retire("instrumenten", "handboek", "gids")
    small.retire("instrumenten", "gids", "handboek")
    assert [each.partition(":")[0] for each in small.findings()] == [
        "data/instrumenten/gids.yml",
        "data/instrumenten/handboek.yml",
    ]


@pytest.mark.parametrize(
    ("successor", "message"),
    [
        ("wegwijser", "'wegwijser' bestaat niet in data/instrumenten/; bedoelt u 'wegwijzer'?"),
        ("begrippen/meldcod", "'meldcod' bestaat niet in data/begrippen/; bedoelt u 'meldcode'?"),
        ("nergens/iets", "'iets' bestaat niet in data/nergens/"),
        ("handboek", "een onderwerp kan zichzelf niet vervangen"),
    ],
)
def test_a_successor_is_there(small: Small, successor: str, message: str) -> None:
    small.retire("instrumenten", "handboek", successor)
    (found,) = small.findings()
    assert message in found


def test_nothing_refers_to_an_entry_that_is_withdrawn(small: Small) -> None:
    small.retire("instrumenten", "wegwijzer", "handboek")
    found = small.findings()
    assert sorted({each.partition(":")[0] for each in found}) == [
        "data/begrippen/meldcode.yml",
        "data/kaders/lijst.yml",
        "data/situaties/vermoeden.yml",
    ]
    said = re.compile(r".*'wegwijzer' is vervallen en telt niet meer mee; schrijf: (- |instrument: )handboek")
    assert all(said.fullmatch(each) for each in found)


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["handboek"], "'handboek' is de naam van nu; haal deze regel weg"),
        (["I002"], "'I002' is de naam van nu; haal deze regel weg"),
        (["wegwijzer"], "'wegwijzer' is in gebruik: data/instrumenten/wegwijzer.yml"),
        (["begrippen/meldcode"], "'meldcode' is in gebruik: data/begrippen/meldcode.yml"),
        (["I001"], "'I001' is in gebruik: data/instrumenten/wegwijzer.yml"),
        (["instrument/x"], "de soort 'instrument' bestaat niet; bedoelt u 'instrumenten'?"),
        (["Oude Naam"], "schrijf: - oude-naam"),
        (["I0999"], "schrijf het als een oud id, soort/id of een code"),
    ],
)
def test_a_former_name_is_nobodys_name_now(small: Small, names: list[str], message: str) -> None:
    small.set("instrumenten", "handboek", levensloop={"was": names})
    (found,) = small.findings()
    assert message in found


def test_a_former_name_leads_to_one_place(small: Small) -> None:
    for entry_id in ("handboek", "wegwijzer"):
        small.set("instrumenten", entry_id, levensloop={"was": ["oud"]})
    (found,) = small.findings()
    assert "ook data/instrumenten/handboek.yml zegt dat het vroeger 'oud' was; laat bij een splitsing" in found


def _aspect(record: Record, anchor: str) -> Record:
    found: Record = next(each for each in record["aspecten"] if each["anker"] == anchor)
    return found


def _longer(small: Small) -> None:
    """A fourth aspect, so that one can be missed."""

    def add(record: Record) -> None:
        record["aspecten"].append({**_aspect(record, "a3"), "anker": "a4", "titel": "Nagaan"})

    small.change("standaarden", "eerste", add)
    small.give_out()


def test_an_aspect_that_vanishes_is_stopped_at_both_of_its_addresses(small: Small) -> None:
    _longer(small)
    small.change("standaarden", "eerste", lambda record: record["aspecten"].pop())
    found = small.findings()
    assert [each.split("het adres ")[1].split(" ")[0] for each in found] == ["/s01/#a4", "/standaarden/eerste/#a4"]
    assert "was: [a4] (op een andere pagina: [eerste#a4]), of zet het bij 'vervallen_aspecten'" in found[0]


def test_an_aspect_may_move_to_another_anchor_another_page_or_be_withdrawn(small: Small) -> None:
    _longer(small)

    def moved_here(record: Record) -> None:
        gone = record["aspecten"].pop()
        _aspect(record, "a2").update(anker="a7", was=["a2"])
        told = {"reden": "Proef.", "datum": TODAY, "vervangen_door": ["a7", "tweede#a1"]}
        record["vervallen_aspecten"] = [{"anker": gone["anker"], "titel": gone["titel"], **told}]

    small.change("standaarden", "eerste", moved_here)
    small.change("standaarden", "tweede", lambda record: _aspect(record, "a2").update(was=["eerste#a9"]))
    assert small.findings() == []


@pytest.mark.parametrize(
    ("was", "message"),
    [
        (["a1"], "het anker 'a1' staat nog in data/standaarden/eerste.yml"),
        (["tweede#a1"], "het anker 'a1' staat nog in data/standaarden/tweede.yml"),
        (["tweed#a9"], "'tweed' bestaat niet in data/standaarden/; bedoelt u 'tweede'?"),
        (["A2"], "schrijf: - a2"),
    ],
)
def test_a_former_anchor_is_no_anchor_now(small: Small, was: list[str], message: str) -> None:
    small.change("standaarden", "eerste", lambda record: _aspect(record, "a2").update(was=was))
    assert message in small.findings()[0]


def test_a_former_anchor_leads_to_one_place(small: Small) -> None:
    for page in ("eerste", "tweede"):
        small.change("standaarden", page, lambda record: _aspect(record, "a2").update(was=["eerste#a9"]))
    assert "ook data/standaarden/eerste.yml zegt dat het 'eerste#a9' was" in small.findings()[0]


@pytest.mark.parametrize(
    ("anchor", "successor", "message"),
    [
        ("a1", "a2", "het anker 'a1' is nog in gebruik"),
        ("a9", "a8", "'a8' is geen deel dat er is"),
        ("a9", "tweede#a8", "'tweede#a8' is geen deel dat er is"),
        ("a9", "nergens#a1", "'nergens#a1' is geen deel dat er is"),
    ],
)
def test_a_withdrawn_aspect_leads_to_a_living_one(small: Small, anchor: str, successor: str, message: str) -> None:
    gone = {"anker": anchor, "titel": "Oud", "reden": "Proef.", "datum": TODAY, "vervangen_door": [successor]}
    small.set("standaarden", "eerste", vervallen_aspecten=[gone])
    (found,) = small.findings()
    assert message in found


def test_a_withdrawn_part_does_not_lead_into_a_withdrawn_page(small: Small) -> None:
    small.add("kaders", "tweede-lijst", like="lijst")
    gone = {"anker": "o9", "titel": "Oud", "reden": "Proef.", "datum": TODAY, "vervangen_door": ["lijst#o1"]}
    small.set("kaders", "tweede-lijst", vervallen_onderdelen=[gone])
    assert small.findings() == []
    small.retire("kaders", "lijst")
    (found,) = small.findings()
    assert "'lijst' is niet meer actief; noem een deel van een actieve pagina" in found


def test_withdrawn_entries_are_in_no_count_list_or_relation_but_keep_their_code(small: Small) -> None:
    before = small.case().infobox
    small.retire("instrumenten", "handboek", "wegwijzer")
    after = small.case().infobox
    assert after.count("instrumenten") == before.count("instrumenten") - 1
    assert "handboek" not in after.instrumenten
    for standaard in after.standaarden:
        assert "handboek" in {each.id for each, _ in before.instruments_at_standaard(standaard)}
        assert "handboek" not in {each.id for each, _ in after.instruments_at_standaard(standaard)}
    assert after.by_code["I002"][1].id == "handboek"
    assert after.with_retired("instrumenten")["handboek"].levensloop.status == "vervallen"
    successors = after.successors("instrumenten", after.retired["instrumenten"]["handboek"])
    assert [(kind, entry.id) for kind, entry in successors] == [("instrumenten", "wegwijzer")]


def test_the_search_knows_former_names_and_what_is_no_more(small: Small) -> None:
    small.rename("instrumenten", "wegwijzer", "andere-naam")
    small.retire("instrumenten", "handboek", "andere-naam")
    found: dict[str, Any] = {each.address: each for each in documents(small.case().infobox)}
    assert "wegwijzer" in found["instrumenten/andere-naam/"].texts["zoekwoorden"].split(" | ")
    gone = found["instrumenten/handboek/"]
    assert (gone.kind, gone.code) == ("uitleg", "I002")
    assert gone.texts["titel"].endswith("(vervallen)")
