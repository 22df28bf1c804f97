"""The lock of published addresses, the command that writes it, and the first free code."""

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from infobox.__main__ import main
from infobox.catalogue import addresses, lock
from infobox.catalogue.infobox import Infobox
from infobox.entries import written
from infobox.entries.load import load
from tests.changed_project import Project
from tests.conftest import ROOT


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    project = Project(tmp_path)
    monkeypatch.chdir(tmp_path)
    return project


def test_the_lock_in_the_repository_is_up_to_date(real: Infobox) -> None:
    published = addresses.published(real, written.pages(ROOT / "docs"))
    outdated = "adressen.lock loopt achter: draai 'infobox addresses --update' en neem het bestand mee"
    assert (ROOT / lock.NAME).read_text(encoding="utf-8") == lock.text(published), outdated


def test_every_entry_page_short_link_and_part_is_in_the_lock(real: Infobox) -> None:
    locked = lock.read(ROOT / lock.NAME)
    owners = {address: owner for address, (owner, _) in locked.items()}
    assert owners["/s03/"] == owners["/standaarden/veiligheid-inschatten/"] == "standaarden/veiligheid-inschatten"
    assert owners["/s03/#a2"] == "standaarden/veiligheid-inschatten#a2"
    assert owners["/begrippen/#meldcode"] == "begrippen/meldcode"
    assert owners["/hulp/#noodnummer-112"] == "contacten/noodnummer-112"
    assert owners["/uitleg/#codes"] == "docs/uitleg.md#codes"
    assert {f"/{code.lower()}/" for code in real.by_code} <= owners.keys()
    assert list(owners) == sorted(owners)


def test_a_new_entry_makes_the_lock_outdated_until_it_is_updated(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(project.file("begrippen", "stalking"), project.file("begrippen", "belaging"))
    project.change("begrippen", "belaging", lambda record: record.update(titel="Belaging"))
    assert main(["addresses"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "/begrippen/#belaging",
        "adressen.lock loopt achter (1 nieuwe adressen); draai: infobox addresses --update",
    ]
    assert main(["check"]) == 0  # an editor in a browser is not stopped for it
    assert main(["addresses", "--update"]) == 0
    assert main(["addresses"]) == 0
    assert "/begrippen/#belaging begrippen/belaging\n" in Path(lock.NAME).read_text(encoding="utf-8")


def test_an_address_that_would_vanish_is_never_updated_away(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    before = Path(lock.NAME).read_bytes()
    project.file("begrippen", "triage").unlink()
    assert main(["addresses", "--update"]) == 1
    assert "het adres /begrippen/#triage (van begrippen/triage) zou verdwijnen" in capsys.readouterr().out
    assert Path(lock.NAME).read_bytes() == before
    assert main(["check", "--format", "github"]) == 1
    assert capsys.readouterr().out.startswith("::error file=adressen.lock,line=")


def test_a_first_lock_is_written_where_there_was_none(project: Project) -> None:
    before = Path(lock.NAME).read_bytes()
    Path(lock.NAME).unlink()
    assert main(["addresses"]) == 1
    assert main(["addresses", "--update"]) == 0
    assert Path(lock.NAME).read_bytes() == before
    assert [path.name for path in Path().glob("*.nieuw")] == []


def test_a_code_that_was_given_out_is_never_given_to_another_entry(project: Project) -> None:
    project.file("instrumenten", "lirik-wijkteams").unlink()
    project.change("instrumenten", "lirik", lambda record: record.update(code="I028"))
    found = [each for each in project.findings() if "/i028/" in each]
    assert found[0].endswith(
        "het adres /i028/ is van instrumenten/lirik-wijkteams, maar zou naar instrumenten/lirik gaan; "
        "geef een code of naam nooit opnieuw uit; kies een andere"
    )


def test_a_code_in_two_files_is_stopped_and_the_first_free_one_is_named(project: Project) -> None:
    project.change("instrumenten", "lirik", lambda record: record.update(code="I028"))
    found = [each for each in project.findings() if "de code I028" in each]
    assert found[0].endswith("gebruik de eerste vrije code: I153")


def test_the_code_of_a_withdrawn_entry_stays_its_own(project: Project) -> None:
    project.retire("instrumenten", "lirik-wijkteams")
    project.change("instrumenten", "lirik", lambda record: record.update(code="I028"))
    assert any("de code I028 is al van" in each for each in project.findings())


def test_a_code_that_is_given_up_may_lead_on(project: Project) -> None:
    def edit(record: dict[str, object]) -> None:
        record.update(code="I200", levensloop={"was": ["I027"]})

    project.change("instrumenten", "lirik", edit)
    assert project.findings() == []


@pytest.mark.parametrize("name", ["S03", "s03", "Instrumenten"])
def test_addresses_that_differ_only_in_capitals_are_one_too_many(project: Project, name: str) -> None:
    (project.root / "docs" / f"{name}.md").write_text("# Een pagina\n", encoding="utf-8")
    (found,) = project.findings()
    assert found.startswith(f"docs/{name}.md:1:1: ")
    assert f"/{name}/" in found or f"/{name.lower()}/" in found
    assert found.endswith("geef een van de twee een andere naam")


def test_a_page_written_by_hand_keeps_its_address_and_anchors_too(project: Project) -> None:
    page = project.root / "docs" / "uitleg.md"
    page.write_text(page.read_text(encoding="utf-8").replace("{ #codes }", ""), encoding="utf-8")
    (found,) = project.findings()
    assert "het adres /uitleg/#codes (van docs/uitleg.md#codes) zou verdwijnen" in found
    assert 'zet het anker terug in docs/uitleg.md: een kop met { #codes }, of <span id="codes"></span>' in found
    page.write_text(page.read_text(encoding="utf-8") + '\n<span id="codes"></span>\n', encoding="utf-8")
    assert project.findings() == []
    page.rename(page.with_name("lezen.md"))
    assert "zet docs/uitleg.md terug; bij een nieuwe naam staat daar bovenaan: was: [uitleg]" in project.findings()[0]
    page = page.with_name("lezen.md")
    page.write_text(page.read_text(encoding="utf-8").replace("---\n", "---\nwas: [uitleg]\n", 1), encoding="utf-8")
    assert project.findings() == []


def test_anchors_in_examples_are_not_addresses(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A { #een }\n\n```text\n## B { #twee }\n```\n\n## C\n", encoding="utf-8")
    (tmp_path / "README.md").write_text("# Not a page { #drie }\n", encoding="utf-8")
    assert {name: page.anchors for name, page in written.pages(tmp_path).items()} == {"a": ("een",)}


def test_a_section_of_every_page_is_kept_by_the_template(real: Infobox, tmp_path: Path) -> None:
    file = tmp_path / lock.NAME
    file.write_text("/instrumenten/*/#weg instrumenten\n", encoding="utf-8")
    (found,) = lock.check(file, real, {})
    assert "dit onderdeel hoort op elke pagina van de soort; zet het terug in de sjabloon" in str(found)


def test_new_makes_a_file_with_the_first_code_that_was_never_used(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "instrumenten", "proef"]) == 0
    assert "data/instrumenten/proef.yml staat klaar" in capsys.readouterr().out.replace(os.sep, "/")
    text = project.file("instrumenten", "proef").read_text(encoding="utf-8")
    assert "code: I153\n" in text
    assert f"wijzigingen:\n  - datum: {date.today().isoformat()}\n    tekst: Toegevoegd.\n" in text
    assert main(["check"]) == 1
    faults = capsys.readouterr().out.splitlines()
    assert all(line.startswith("data/instrumenten/proef.yml:") for line in faults[:-1])
    assert any("'samenvatting' is leeg" in line for line in faults)


def test_new_knows_the_codes_that_only_the_lock_remembers(project: Project) -> None:
    with Path(lock.NAME).open("a", encoding="utf-8") as file:
        file.write("/i317/ instrumenten/ooit\n")
    assert main(["new", "instrumenten", "proef"]) == 0
    assert "code: I318\n" in project.file("instrumenten", "proef").read_text(encoding="utf-8")


def test_new_never_overwrites(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    before = project.file("instrumenten", "lirik").read_bytes()
    assert main(["new", "instrumenten", "lirik"]) == 1
    assert "bestaat al en is niet veranderd" in capsys.readouterr().out
    assert project.file("instrumenten", "lirik").read_bytes() == before


@pytest.mark.parametrize(
    ("kind", "entry_id", "message"),
    [
        ("instrument", "proef", "de soort 'instrument' bestaat niet; bedoelt u 'instrumenten'?"),
        ("instrumenten", "Proef 1", "'Proef 1' kan geen adres zijn"),
        ("instrumenten", "../proef", "'../proef' kan geen adres zijn"),
    ],
)
def test_new_refuses_what_cannot_be_an_address(
    project: Project, capsys: pytest.CaptureFixture[str], kind: str, entry_id: str, message: str
) -> None:
    assert main(["new", kind, entry_id]) == 1
    assert message in capsys.readouterr().out


def test_new_does_not_give_out_an_address_again(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.rename("begrippen", "stalking", "belaging")
    assert main(["new", "begrippen", "stalking"]) == 1
    assert "het adres /begrippen/#stalking is al eens uitgegeven; kies een andere naam" in capsys.readouterr().out


@pytest.mark.parametrize("kind", ["standaarden", "bouwstenen", "begrippen", "contacten"])
def test_a_new_file_of_any_kind_is_yaml_that_the_check_can_explain(
    project: Project, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    assert main(["new", kind, "proef"]) == 0
    capsys.readouterr()
    assert main(["check"]) == 1
    assert "geen geldige YAML" not in capsys.readouterr().out


def test_loading_the_changed_data_still_finds_what_was_renamed(project: Project) -> None:
    project.rename("instrumenten", "lirik", "licht-instrument")
    infobox = load(project.root / "data", date.today())
    assert addresses.heirs(infobox, {})["instrumenten/lirik"] == "instrumenten/licht-instrument"
