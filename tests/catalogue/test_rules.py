"""Codes and addresses are given out once, for ever; the lock says to whom."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from infobox.catalogue.lock import parse
from infobox.catalogue.rules import MANY_LOST, codes_ever
from infobox.entries.naming import next_free_code
from tests.small_project import Small


@pytest.fixture
def small(tmp_path: Path) -> Small:
    return Small(tmp_path / "project")


def without_lines_of(small: Small, *codes: str) -> None:
    """Let the lock forget codes, as when a branch added entries without them."""
    lines = small.lock.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(tuple(f"/{code.lower()}/" for code in codes))]
    small.lock.write_text("".join(kept), encoding="utf-8")


@pytest.mark.parametrize(
    ("kind", "taken", "free"),
    [
        ("instrumenten", ["I001", "I007", "S09", "Ixxx", "I", ""], "I008"),
        ("instrumenten", ["I027", "I998"], "I999"),
        ("instrumenten", ["I999"], "I1000"),
        ("instrumenten", ["I1000", "I999"], "I1001"),
        ("standaarden", ["S10", "I500"], "S11"),
        ("standaarden", ["S99"], "S100"),
        ("situaties", [], "W01"),
        ("bouwstenen", [], "B1"),
    ],
)
def test_the_first_free_code_follows_the_highest(kind: str, taken: Iterable[str], free: str) -> None:
    assert next_free_code(kind, taken) == free


def test_a_kind_without_codes_has_none_free() -> None:
    with pytest.raises(KeyError):
        next_free_code("begrippen", [])


def test_a_code_is_taken_that_is_was_or_has_an_address_also_by_a_file_that_cannot_be_read(small: Small) -> None:
    small.set("instrumenten", "handboek", levensloop={"was": ["I040", "oud"]})
    small.file("instrumenten", "kapot").write_text("code: I050\ntitel: [\n", encoding="utf-8")
    locked = parse("/i060/ instrumenten/ooit\n/over/ docs/over.md\n# einde\n", "adressen.lock")
    taken = codes_ever(small.case().documents, locked)
    assert {"I001", "I002", "I040", "I050", "I060", "S01", "B1"} <= taken
    assert next_free_code("instrumenten", taken) == "I061"


def test_the_published_entry_keeps_a_code_and_the_new_one_is_told_which_to_write(small: Small) -> None:
    for name in ("aanpak", "zorgkaart"):  # before and behind it in the alphabet
        small.add("instrumenten", name, like="handboek", code="I002")
    taken = "de code I002 is al van data/instrumenten/handboek.yml"
    assert small.findings() == [
        f"data/instrumenten/aanpak.yml:1:7: {taken}; schrijf: code: I003",
        f"data/instrumenten/zorgkaart.yml:1:7: {taken}; schrijf: code: I004",
    ]
    small.set("instrumenten", "aanpak", code="I003")
    small.set("instrumenten", "zorgkaart", code="I004")
    assert small.findings() == []


def test_what_to_write_is_free_also_when_the_lock_alone_remembers(small: Small) -> None:
    with small.lock.open("a", encoding="utf-8") as file:
        file.write("/i153/ instrumenten/handboek\n")
    small.set("instrumenten", "handboek", levensloop={"was": ["I153"]})
    small.add("instrumenten", "aanpak", like="handboek", code="I001", levensloop={})
    (found,) = small.findings()
    assert found.endswith("de code I001 is al van data/instrumenten/wegwijzer.yml; schrijf: code: I154")


def test_a_published_entry_that_takes_the_code_of_another_gets_its_own_back(small: Small) -> None:
    small.set("instrumenten", "handboek", code="I001")
    taken = "de code I001 is al van data/instrumenten/wegwijzer.yml"
    assert small.findings() == [f"data/instrumenten/handboek.yml:1:7: {taken}; schrijf: code: I002"]


def test_without_a_word_of_the_lock_the_first_file_keeps_the_code(small: Small) -> None:
    without_lines_of(small, "I002")
    small.add("instrumenten", "aanpak", like="handboek", code="I002")
    (found,) = small.findings()
    assert found.startswith("data/instrumenten/handboek.yml:1:7: de code I002 is al van data/instrumenten/aanpak.yml")
    assert found.endswith("schrijf: code: I003")


def test_the_code_of_a_withdrawn_entry_stays_its_own(small: Small) -> None:
    small.retire("instrumenten", "handboek")
    small.add("instrumenten", "aanpak", like="wegwijzer", code="I002")
    (found,) = small.findings()
    assert found.startswith("data/instrumenten/aanpak.yml:1:7: de code I002 is al van data/instrumenten/handboek.yml")


def test_a_code_of_an_entry_that_is_gone_is_not_given_to_another(small: Small) -> None:
    small.file("instrumenten", "handboek").unlink()
    small.add("instrumenten", "aanpak", like="wegwijzer", code="I002")
    found = [each.partition(": ")[2] for each in small.findings()]
    assert found[0] == (
        "het adres /i002/ is van instrumenten/handboek, maar zou naar instrumenten/aanpak gaan; "
        "geef een code of naam nooit opnieuw uit; kies een andere"
    )


def test_a_code_that_is_given_up_may_lead_on(small: Small) -> None:
    small.set("instrumenten", "handboek", code="I200")
    (found,) = small.findings()
    assert found.endswith(
        "het adres /i002/ (van instrumenten/handboek) zou verdwijnen; "
        "zet in data/instrumenten/handboek.yml weer: code: I002, of zet er: levensloop: {was: [I002]}"
    )
    small.set("instrumenten", "handboek", levensloop={"was": ["I002"]})
    assert small.findings() == []


@pytest.mark.parametrize("name", ["S01", "s01", "Instrumenten"])
def test_addresses_that_differ_only_in_capitals_are_one_too_many(small: Small, name: str) -> None:
    small.page(name).write_text("# Een pagina\n", encoding="utf-8")
    (found,) = small.findings()
    assert found.startswith(f"docs/{name}.md:1:1: ")
    assert f"/{name}/" in found or f"/{name.lower()}/" in found
    assert found.endswith("geef een van de twee een andere naam")


def test_two_owners_of_one_address_are_told_at_the_file_that_can_have_another_name(small: Small) -> None:
    small.page("uitleg").write_text("---\nwas: [hulp]\n---\n## Codes { #codes }\n", encoding="utf-8")
    (found,) = small.findings()
    assert found.startswith("docs/uitleg.md:1:1: het adres /hulp/ zou van ")


def test_a_page_written_by_hand_keeps_its_address_and_anchors_too(small: Small) -> None:
    page = small.page("uitleg")
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("{ #codes }", ""), encoding="utf-8")
    (found,) = small.findings()
    assert "het adres /uitleg/#codes (van docs/uitleg.md#codes) zou verdwijnen" in found
    assert found.startswith("docs/uitleg.md:8:1: "), "at the heading that lost it"
    assert 'zet het anker terug achter de kop waar het hoort: { #codes } (of <span id="codes"></span>)' in found
    page.write_text(text.replace("{ #codes }", '\n\n<span id="codes"></span>'), encoding="utf-8")
    assert small.findings() == []
    page = page.rename(page.with_name("lezen.md"))
    (found,) = small.findings()
    assert "zet docs/uitleg.md terug; bij een nieuwe naam staat daar bovenaan: was: [uitleg]" in found
    page.write_text(page.read_text(encoding="utf-8").replace("---\n", "---\nwas: [uitleg]\n", 1), encoding="utf-8")
    assert small.findings() == []


def test_a_page_with_a_fault_is_not_said_to_lose_what_it_has(small: Small) -> None:
    small.page("uitleg").write_bytes(b"## Codes { #codes }\n\ncaf\xe9")
    assert [each.partition(";")[0] for each in small.findings()] == ["docs/uitleg.md:1:1: deze pagina is geen UTF-8"]


@pytest.mark.parametrize("fault", ["herkomst: bron\n", "titel: meldcode\n"])
def test_an_entry_with_a_fault_is_not_said_to_lose_what_it_has(small: Small, fault: str) -> None:
    path = small.file("begrippen", "meldcode")
    path.write_text(path.read_text(encoding="utf-8").replace(fault, ""), encoding="utf-8")
    assert [each.partition(":")[0] for each in small.findings()] == ["data/begrippen/meldcode.yml"]


def test_a_renamed_entry_with_a_fault_is_not_said_to_lose_its_former_name(small: Small) -> None:
    small.rename("begrippen", "meldcode", "code-voor-melden")
    small.set("begrippen", "code-voor-melden", herkomst="x")
    (found,) = small.findings()
    assert found.startswith("data/begrippen/code-voor-melden.yml:")


def test_a_section_of_every_page_is_kept_by_the_template(small: Small) -> None:
    small.lock.write_text("/instrumenten/*/#weg instrumenten\n# einde\n", encoding="utf-8")
    (found,) = small.findings()
    assert found == (
        "adressen.lock:1:1: het adres /instrumenten/*/#weg (van instrumenten) zou verdwijnen; "
        "dit onderdeel hoort op elke pagina van de soort; zet het terug in de sjabloon"
    )


def test_a_product_keeps_its_address(small: Small) -> None:
    small.lock.write_text("/i002/origineel.csl instrumenten/handboek\n# einde\n", encoding="utf-8")
    (found,) = small.findings()
    assert found == (
        "adressen.lock:1:1: het adres /i002/origineel.csl (van instrumenten/handboek) zou verdwijnen; "
        "dit bestand hoort bij elk onderwerp van deze soort; zet het terug in het programma"
    )


@pytest.mark.parametrize(
    ("kind", "entry_id", "was"),
    [
        ("instrumenten", "handboek", "oud-boek"),
        ("instrumenten", "handboek", "begrippen/oud-boek"),
        ("begrippen", "meldcode", "oude-code"),
        ("contacten", "noodnummer", "oud-nummer"),
        ("contacten", "noodnummer", "organisaties/meldkamer"),
    ],
)
def test_a_former_name_that_is_forgotten_is_told_with_the_line_to_write(
    small: Small, kind: str, entry_id: str, was: str
) -> None:
    small.set(kind, entry_id, levensloop={"was": [was]})
    small.give_out()
    small.set(kind, entry_id, levensloop={"status": "actief"})
    (found,) = small.findings()
    assert f"(van {kind}/{entry_id}) zou verdwijnen; " in found
    assert found.endswith(f"zet in data/{kind}/{entry_id}.yml weer: levensloop: {{was: [{was}]}}")


def test_an_address_that_was_given_back_to_its_own_entry_is_fine(small: Small) -> None:
    """Whoever has an address keeps it, whatever another entry says it was called before."""
    small.set("instrumenten", "handboek", levensloop={"was": ["wegwijzer"]})
    assert [each.partition(":")[0] for each in small.findings()] == ["data/instrumenten/handboek.yml"]


def test_new_addresses_are_no_fault(small: Small) -> None:
    small.lock.write_text("/ docs/index.md\n# einde\n", encoding="utf-8")
    assert small.findings() == []


def test_the_lock_tells_its_faults_beside_all_others(small: Small) -> None:
    small.lock.unlink()
    small.set("begrippen", "meldcode", herkomst="x")
    found = [each.partition(";")[0] for each in small.findings()]
    assert found[0] == "adressen.lock:1:1: dit bestand ontbreekt"
    assert found[1].startswith("data/begrippen/meldcode.yml:")


def test_of_many_addresses_that_vanish_the_first_are_told_and_the_rest_counted(small: Small) -> None:
    lines = small.lock.read_text(encoding="utf-8").splitlines()
    small.lock.write_text("\n".join([*lines[:-1], *(f"/oud{n}/ begrippen/oud{n}" for n in range(5000)), lines[-1]]))
    found = small.findings()
    assert len(found) == MANY_LOST + 1
    assert "adressen.lock:1:1: van nog 4800 adressen is niet gekeken wat ermee gebeurt; los eerst op" in found[0]
