"""What happened to an entry is told in full, and leads a reader on in one step."""

from pathlib import Path
from typing import Any

import pytest

from infobox.entries.load import load
from infobox.pages.render import entry_path
from infobox.search.found import documents
from tests.changed_project import TODAY, Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def test_the_data_as_it_is_keeps_every_address(project: Project) -> None:
    assert project.findings() == []


def test_a_renamed_file_that_does_not_say_so_is_stopped_with_the_old_address_and_the_remedy(project: Project) -> None:
    project.rename("instrumenten", "lirik", "licht-instrument", tell=False)
    found = project.findings()
    assert len(found) == 2
    assert "adressen.lock:" in found[0]
    assert "het adres /i027/ is van instrumenten/lirik, maar zou naar instrumenten/licht-instrument gaan" in found[0]
    assert "het adres /instrumenten/lirik/ (van instrumenten/lirik) zou verdwijnen" in found[1]
    assert "Zet in data/instrumenten/licht-instrument.yml: levensloop: {was: [lirik]}" in found[1]


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("instrumenten", "lirik", "licht-instrument"),
        ("standaarden", "veiligheid-inschatten", "veiligheid-beoordelen"),
        ("kaders", "drie-voorwaarden", "voorwaarden"),
        ("organisaties", "nji", "jeugdinstituut"),
        ("begrippen", "stalking", "belaging"),
    ],
)
def test_a_renamed_file_that_says_so_is_fine(project: Project, kind: str, old: str, new: str) -> None:
    project.rename(kind, old, new)
    assert project.findings() == []


def test_a_name_given_up_twice_leads_to_the_name_of_now(project: Project) -> None:
    project.rename("instrumenten", "lirik", "tweede-naam")
    project.rename("instrumenten", "tweede-naam", "derde-naam", tell=False)
    project.change("instrumenten", "derde-naam", lambda record: record.update(levensloop={"was": ["tweede-naam"]}))
    assert any("/instrumenten/lirik/ (van instrumenten/lirik) zou verdwijnen" in each for each in project.findings())
    project.change("instrumenten", "derde-naam", lambda record: record["levensloop"]["was"].append("lirik"))
    assert project.findings() == []


def test_a_file_that_is_thrown_away_is_stopped_with_how_to_withdraw_it(project: Project) -> None:
    project.file("instrumenten", "lirik-wijkteams").unlink()
    found = project.findings()
    assert [each.split(":")[3].split(" (")[0] for each in found] == [
        " het adres /i028/",
        " het adres /instrumenten/lirik-wijkteams/",
    ]
    assert "zet data/instrumenten/lirik-wijkteams.yml terug met levensloop: {status: vervallen" in found[0]


def test_an_entry_that_is_withdrawn_or_split_keeps_its_addresses(project: Project) -> None:
    project.retire("instrumenten", "lirik-wijkteams", "lirik")
    project.retire("instrumenten", "veiligheid-voorop", "lirik", "nji-wijkteams-veiligheid", status="gesplitst")
    assert project.findings() == []


def test_being_withdrawn_is_told_in_full(project: Project) -> None:
    project.change("instrumenten", "lirik-wijkteams", lambda record: record.update(levensloop={"status": "vervallen"}))
    (found,) = project.findings()
    assert "de status is 'vervallen', maar 'reden' ontbreekt" in found
    project.change("instrumenten", "lirik-wijkteams", lambda record: record["levensloop"].update(reden="Zo."))
    assert "maar 'datum' ontbreekt" in project.findings()[0]


def test_a_reason_without_a_status_is_not_passed_over(project: Project) -> None:
    project.change("instrumenten", "lirik", lambda record: record.update(levensloop={"reden": "Oud."}))
    assert "'reden' past niet bij iets dat actief is; zet erbij: status: vervallen" in project.findings()[0]


def test_a_split_names_two_parts(project: Project) -> None:
    project.retire("instrumenten", "lirik-wijkteams", "lirik", status="gesplitst")
    assert "een splitsing heeft minstens twee delen" in project.findings()[0]


def test_a_change_that_readers_should_see_is_in_the_history(project: Project) -> None:
    project.retire("instrumenten", "lirik-wijkteams")
    project.change("instrumenten", "lirik-wijkteams", lambda record: record["wijzigingen"].clear())
    assert "'wijzigingen' ontbreekt" in project.findings()[0]
    first = {"datum": TODAY.replace(day=20), "tekst": "Opgenomen."}
    project.change("instrumenten", "lirik-wijkteams", lambda record: record["wijzigingen"].append(first))
    assert "het vervallen staat niet bij de wijzigingen; voeg bij 'wijzigingen' een regel toe" in project.findings()[0]


def test_a_successor_that_is_itself_withdrawn_is_a_chain(project: Project) -> None:
    project.retire("instrumenten", "lirik-wijkteams", "veiligheid-voorop")
    project.retire("instrumenten", "veiligheid-voorop", "lirik")
    (found,) = project.findings()
    assert found.startswith("data/instrumenten/lirik-wijkteams.yml:")
    assert found.endswith("'veiligheid-voorop' is zelf niet meer actief; noem waar dat naar verwijst: lirik")


def test_successors_in_a_circle_are_found_at_both_ends(project: Project) -> None:
    project.retire("instrumenten", "lirik-wijkteams", "veiligheid-voorop")
    project.retire("instrumenten", "veiligheid-voorop", "lirik-wijkteams")
    assert [each.partition(":")[0] for each in project.findings()] == [
        "data/instrumenten/lirik-wijkteams.yml",
        "data/instrumenten/veiligheid-voorop.yml",
    ]


@pytest.mark.parametrize(
    ("successor", "message"),
    [
        ("lirik-wijkteam", "'lirik-wijkteam' bestaat niet in data/instrumenten/; bedoelt u 'lirik-wijkteams'?"),
        ("begrippen/stalkin", "'stalkin' bestaat niet in data/begrippen/; bedoelt u 'stalking'?"),
        ("veiligheid-voorop", "een onderwerp kan zichzelf niet vervangen"),
    ],
)
def test_a_successor_is_there(project: Project, successor: str, message: str) -> None:
    project.retire("instrumenten", "veiligheid-voorop", successor)
    assert message in project.findings()[0]


def test_nothing_refers_to_an_entry_that_is_withdrawn(project: Project) -> None:
    project.retire("instrumenten", "lirik", "lirik-wijkteams")
    assert [each.partition(":")[0] for each in project.findings()] == [
        "data/begrippen/risicotaxatie.yml",
        "data/begrippen/veiligheidstaxatie.yml",
    ]
    assert project.findings()[0].endswith("'lirik' is niet meer actief; verwijs naar lirik-wijkteams")


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["lirik"], "'lirik' is de naam van nu; haal deze regel weg"),
        (["lirik-wijkteams"], "'lirik-wijkteams' is in gebruik: data/instrumenten/lirik-wijkteams.yml"),
        (["I028"], "'I028' is in gebruik: data/instrumenten/lirik-wijkteams.yml"),
        (["instrument/x"], "de soort 'instrument' bestaat niet; bedoelt u 'instrumenten'?"),
        (["Oude Naam"], "schrijf het als een oud id, soort/id of een code, zoals lirik of I027"),
    ],
)
def test_a_former_name_is_nobodys_name_now(project: Project, names: list[str], message: str) -> None:
    project.change("instrumenten", "lirik", lambda record: record.update(levensloop={"was": names}))
    assert message in project.findings()[0]


def test_a_former_name_leads_to_one_place(project: Project) -> None:
    for entry_id in ("lirik", "lirik-wijkteams"):
        project.change("instrumenten", entry_id, lambda record: record.update(levensloop={"was": ["oud"]}))
    (found,) = project.findings()
    assert "ook data/instrumenten/lirik-wijkteams.yml zegt dat het vroeger 'oud' was; laat bij een splitsing" in found


def _aspect(record: dict[str, Any], anchor: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in record["aspecten"] if each["anker"] == anchor)
    return found


def test_an_aspect_that_vanishes_is_stopped_at_both_of_its_addresses(project: Project) -> None:
    project.change("standaarden", "vakmanschap", lambda record: record["aspecten"].pop())
    found = project.findings()
    assert [each.split("het adres ")[1].split(" ")[0] for each in found] == ["/s09/#a6", "/standaarden/vakmanschap/#a6"]
    assert "was: [a6] (op een andere pagina: [vakmanschap#a6]), of zet het bij 'vervallen_aspecten'" in found[0]


def test_an_aspect_may_move_to_another_anchor_another_page_or_be_withdrawn(project: Project) -> None:
    def moved_here(record: dict[str, Any]) -> None:
        _aspect(record, "a5").update(anker="a7", was=["a5"])
        gone = record["aspecten"].pop()
        told = {"reden": "Proef.", "datum": TODAY, "vervangen_door": ["a7", "leren-en-monitoren#a1"]}
        record["vervallen_aspecten"] = [{"anker": gone["anker"], "titel": gone["titel"], **told}]

    project.change("standaarden", "vakmanschap", moved_here)
    project.change(
        "standaarden", "leren-en-monitoren", lambda record: _aspect(record, "a2").update(was=["vakmanschap#a9"])
    )
    assert project.findings() == []


@pytest.mark.parametrize(
    ("was", "message"),
    [
        (["a1"], "het anker 'a1' staat nog in data/standaarden/vakmanschap.yml"),
        (["leren-en-monitoren#a1"], "het anker 'a1' staat nog in data/standaarden/leren-en-monitoren.yml"),
        (["leren-en-monitore#a9"], "'leren-en-monitore' bestaat niet in data/standaarden/; bedoelt u"),
        (["A2"], "schrijf het als een anker of id#anker, zoals a2 of vakmanschap#a2"),
    ],
)
def test_a_former_anchor_is_no_anchor_now(project: Project, was: list[str], message: str) -> None:
    project.change("standaarden", "vakmanschap", lambda record: _aspect(record, "a2").update(was=was))
    assert message in project.findings()[0]


def test_a_former_anchor_leads_to_one_place(project: Project) -> None:
    for page in ("vakmanschap", "veiligheid-inschatten"):
        project.change("standaarden", page, lambda record: _aspect(record, "a2").update(was=["vakmanschap#a9"]))
    assert "ook data/standaarden/vakmanschap.yml zegt dat het 'vakmanschap#a9' was" in project.findings()[0]


@pytest.mark.parametrize(
    ("anchor", "successor", "message"),
    [
        ("a1", "a2", "het anker 'a1' is nog in gebruik"),
        ("a9", "a8", "'a8' is geen deel dat er is"),
        ("a9", "leren-en-monitoren#a8", "'leren-en-monitoren#a8' is geen deel dat er is"),
        ("a9", "nergens#a1", "'nergens#a1' is geen deel dat er is"),
    ],
)
def test_a_withdrawn_aspect_leads_to_a_living_one(project: Project, anchor: str, successor: str, message: str) -> None:
    gone = {"anker": anchor, "titel": "Oud", "reden": "Proef.", "datum": TODAY, "vervangen_door": [successor]}
    project.change("standaarden", "vakmanschap", lambda record: record.update(vervallen_aspecten=[gone]))
    assert message in project.findings()[0]


def test_a_withdrawn_part_does_not_lead_into_a_withdrawn_page(project: Project) -> None:
    gone = {"anker": "o9", "titel": "Oud", "reden": "Proef.", "datum": TODAY, "vervangen_door": ["drie-voorwaarden#o1"]}
    project.change("kaders", "zes-verbeterpunten", lambda record: record.update(vervallen_onderdelen=[gone]))
    project.retire("kaders", "drie-voorwaarden")
    assert "'drie-voorwaarden' is niet meer actief; noem een deel van een actieve pagina" in project.findings()[0]


def test_withdrawn_entries_are_in_no_count_list_or_relation_but_keep_their_code(project: Project) -> None:
    before = load(project.root / "data", TODAY)
    project.retire("instrumenten", "lirik-wijkteams", "lirik")
    after = load(project.root / "data", TODAY)
    assert after.count("instrumenten") == before.count("instrumenten") - 1
    assert "lirik-wijkteams" not in after.instrumenten
    for standaard in after.standaarden:
        assert "lirik-wijkteams" not in {each.id for each, _ in after.instruments_at_standaard(standaard)}
    assert after.by_code["I028"][1].id == "lirik-wijkteams"
    assert after.with_retired("instrumenten")["lirik-wijkteams"].levensloop.status == "vervallen"
    successors = after.successors("instrumenten", after.retired["instrumenten"]["lirik-wijkteams"])
    assert [entry.id for _, entry in successors] == ["lirik"]


def test_the_search_knows_former_names_and_what_is_no_more(project: Project) -> None:
    project.rename("instrumenten", "lirik", "licht-instrument")
    project.retire("instrumenten", "lirik-wijkteams", "licht-instrument")
    found = {each.address: each for each in documents(load(project.root / "data", TODAY), entry_path)}
    assert "lirik" in found["instrumenten/licht-instrument/"].texts["zoekwoorden"].split(" | ")
    gone = found["instrumenten/lirik-wijkteams/"]
    assert (gone.kind, gone.code) == ("uitleg", "I028")
    assert gone.texts["titel"].endswith("(vervallen)")
