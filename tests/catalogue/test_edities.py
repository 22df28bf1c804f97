"""Edities: what was said on a day, put together from files that never change."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from infobox.catalogue import edities, lock
from infobox.catalogue.citation import cite_editie, cite_page, own_page
from infobox.catalogue.edities import Edities, all_said, freeze, parse, said
from infobox.catalogue.identity import Site
from infobox.catalogue.infobox import Infobox
from infobox.catalogue.rules import Case, addresses_stay, edities_stay
from infobox.entries.kinds import SHOWN
from tests.conftest import GOOD, SAMPLE, TODAY
from tests.reading import case_of

SITE = Site("Infobox Proef", "https://infobox.test/")
RESTORE = "zet het terug zoals het op main staat: git checkout origin/main -- edities/2026-06.json"
A: dict[str, Any] = {"titel": "Eerste", "code": "S01", "vraag": "Hoe?"}
B: dict[str, Any] = {"titel": "meldcode"}


def written(folder: Path, *days: tuple[date, dict[str, Any]]) -> Edities:
    """Edities of these days, each of what was said then, as files in a folder and read again."""
    folder.mkdir(exist_ok=True)
    for day, now in days:
        (folder / f"{day:%Y-%m}.json").write_text(freeze(now, day, edities.read(folder)), encoding="utf-8")
    return edities.read(folder)


@pytest.fixture
def three(tmp_path: Path) -> Edities:
    """In February a text changes and another comes; in May the first is called otherwise."""
    return written(
        tmp_path / "edities",
        (date(2026, 1, 31), {"standaarden/een": A}),
        (date(2026, 2, 28), {"standaarden/een": {**A, "vraag": "Wie?"}, "begrippen/meldcode": B}),
        (date(2026, 5, 31), {"standaarden/nieuw": {**A, "vraag": "Wie?"}, "begrippen/meldcode": B}),
    )


def case_with(frozen: Edities, owners: dict[str, tuple[str, int]] | None = None) -> Case:
    case = case_of(GOOD, TODAY)
    files = {f"/{one.page}{edities.DATA}": one.owner for one in frozen.every}
    return replace(
        case, infobox=replace(case.infobox, edities=frozen), locked=lock.Locked(owners or {}), products=files
    )


def test_an_editie_holds_what_changed_and_tells_the_whole(three: Edities) -> None:
    assert three.faults == ()
    assert [set(one.changed) for one in three.every] == [
        {"standaarden/een"},
        {"standaarden/een", "begrippen/meldcode"},
        {"standaarden/nieuw"},
    ]
    assert three.every[2].gone == ("standaarden/een",)
    whole = {
        editie.id: {name: stand.since.id for name, stand in three.whole(editie.id).items()} for editie in three.every
    }
    assert whole == {
        "2026-01": {"standaarden/een": "2026-01"},
        "2026-02": {"standaarden/een": "2026-02", "begrippen/meldcode": "2026-02"},
        "2026-05": {"standaarden/nieuw": "2026-05", "begrippen/meldcode": "2026-02"},
    }
    assert three.whole("2026-02")["standaarden/een"].tekst["vraag"] == "Wie?"


def test_a_text_knows_from_when_until_when_it_stood_and_where(three: Edities) -> None:
    stand = three.whole("2026-05")["begrippen/meldcode"]
    assert (stand.since.id, stand.until.id, stand.path) == ("2026-02", "2026-05", "edities/2026-02/begrippen/#meldcode")
    stand = three.whole("2026-01")["standaarden/een"]
    assert (stand.since.id, stand.until.id, stand.path) == ("2026-01", "2026-01", "edities/2026-01/standaarden/#s01")


def test_what_was_renamed_finds_what_it_said_under_its_former_name(sample: Infobox) -> None:
    frozen = edities.read(SAMPLE / edities.FOLDER)
    entry = sample.organisaties["voorbeeld-instituut"]
    assert [stand.name for stand in frozen.stands("organisaties", entry)] == [
        "organisaties/voorbeeld-instituut",
        "organisaties/kennisinstituut",
    ]


def test_what_nobody_reads_makes_no_other_text(sample: Infobox) -> None:
    instrument = sample.instrumenten["signaalkaart"]
    looked = instrument.model_copy(
        update={"herzien_op": date(2026, 11, 21), "eigenaar": "redactie", "zoekwoorden": ["iets"]}
    )
    assert said(looked) == said(instrument)
    assert said(instrument.model_copy(update={"samenvatting": "Anders."})) != said(instrument)
    assert "gecontroleerd_op" not in json.dumps(said(instrument))
    assert instrument.link is not None
    assert said(instrument)["link"]["url"] == instrument.link.url


def test_a_file_is_the_same_each_time_and_reads_back(sample: Infobox) -> None:
    now = all_said({kind: sample.with_retired(kind) for kind in SHOWN})
    text = freeze(now, date(2026, 11, 21), Edities())
    assert text == freeze(dict(reversed(now.items())), date(2026, 11, 21), Edities())
    assert parse(text.encode(), "2026-11").changed == now
    assert len(text.splitlines()) == len(now) + 9, "a line for each entry"


def test_only_the_newest_editie_is_cited_and_only_for_what_it_says(sample: Infobox) -> None:
    now = all_said({kind: sample.with_retired(kind) for kind in SHOWN})
    first = parse(freeze(now, date(2026, 6, 30), Edities()).encode(), "2026-06")
    entry = sample.standaarden["wegen"]
    same = replace(sample, edities=Edities((first,)))
    assert same.editie_of("standaarden", entry) == "2026-06"
    assert same.editie_of("standaarden", entry.model_copy(update={"id": "elders"})) == ""
    other = {**now, "standaarden/wegen": {**now["standaarden/wegen"], "vraag": "Anders?"}}
    second = parse(freeze(other, date(2026, 7, 31), Edities((first,))).encode(), "2026-07")
    changed = replace(sample, edities=Edities((first, second)))
    assert changed.editie_of("standaarden", entry) == ""
    assert changed.editie_of("standaarden", sample.standaarden["zien"]) == "2026-07"
    assert sample.editie_of("standaarden", entry) == "", "no editie, nothing to name"


def test_a_reference_names_the_editie(sample: Infobox) -> None:
    entry = sample.standaarden["wegen"]
    cited = str(cite_page(own_page("standaarden", entry, SITE, editie="2026-10")))
    assert cited.endswith(" Wegen hoe veilig het is (S02, editie 2026-10). https://infobox.test/s02/")
    part = str(cite_page(own_page("standaarden", entry, SITE, entry.aspecten[0], "2026-10")))
    assert "In Wegen hoe veilig het is (S02, editie 2026-10). https://infobox.test/s02/#" in part
    begrip = str(cite_page(own_page("begrippen", sample.begrippen["meldcode"], SITE, editie="2026-10")))
    assert begrip.endswith(" meldcode (editie 2026-10). https://infobox.test/begrippen/#meldcode")


def test_an_editie_as_a_whole_can_be_cited(three: Edities) -> None:
    assert str(cite_editie(SITE, three.every[0])) == (
        "Infobox Proef. (2026, 31 januari). Editie 2026-01. https://infobox.test/edities/2026-01/"
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "het is geen JSON"),
        ("[" * 100_000, "het is geen JSON"),
        ("[]", "er horen deze sleutels in"),
        ('{"versie": "1"}', "er horen deze sleutels in"),
        ("versie 2", "de versie is niet 1"),
        ("datum", "bij 'datum' staat geen dag"),
        ("maand", "de maand van 'editie' en 'datum' is niet die van de bestandsnaam"),
        ("vorige", "bij 'vorige' staat geen editie"),
        ("naam", "bij 'weg' en 'onderwerpen' staat iets dat geen soort en naam is"),
        ("tekst", "de tekst van standaarden/een is geen onderwerp"),
        ("code", "de code van standaarden/een is geen code"),
        ("diep", "de tekst van standaarden/een is geen onderwerp"),
    ],
)
def test_a_file_that_is_no_whole_editie_is_told(text: str, why: str, tmp_path: Path) -> None:
    deep: Any = "x"
    for _ in range(50):
        deep = [deep]
    right = json.loads(freeze({"standaarden/een": A}, date(2026, 6, 30), Edities()))
    changes: dict[str, dict[str, Any]] = {
        "versie 2": {"versie": "2"},
        "datum": {"datum": "30 juni"},
        "maand": {"datum": "2026-07-01"},
        "vorige": {"vorige": {"editie": "2026-05"}},
        "naam": {"onderwerpen": {"../../etc/passwd": A}},
        "tekst": {"onderwerpen": {"standaarden/een": {"titel": None}}},
        "code": {"onderwerpen": {"standaarden/een": {**A, "code": '"><b>'}}},
        "diep": {"onderwerpen": {"standaarden/een": {**A, "vraag": deep}}},
    }
    source = json.dumps({**right, **changes[text]}) if text in changes else text
    (tmp_path / "2026-06.json").write_text(source, encoding="utf-8")
    found = edities.read(tmp_path)
    assert found.every == ()
    (fault,) = found.faults
    assert str(fault).startswith(f"edities/2026-06.json:1:1: dit is geen hele editie: {why}")
    assert fault.hint == RESTORE


def test_what_is_no_editie_does_not_belong_there(tmp_path: Path) -> None:
    (tmp_path / "map").mkdir()
    for name in ("README.md", "2026-13.json", "2026-06.yml", "map/2026-06.json"):
        (tmp_path / name).write_text("{}", encoding="utf-8")
    (tmp_path / "2026-07.json").symlink_to("/dev/zero")
    told = {fault.path: fault.message for fault in edities.read(tmp_path).faults}
    wrong = "dit bestand hoort hier niet"
    assert told == {
        "edities/2026-06.yml": wrong,
        "edities/2026-07.json": "dit is geen gewoon bestand",
        "edities/2026-13.json": wrong,
        "edities/map/2026-06.json": wrong,
    }
    assert edities.read(tmp_path / "nergens") == Edities()


def test_an_editie_that_was_given_out_never_changes(three: Edities, tmp_path: Path) -> None:
    """Neither its words, nor by going away, nor by being put in the place of another one."""
    right = case_with(three)
    owners = {address: (owner, 1) for address, owner in right.published().items() if address.startswith("/edities/")}
    assert list(edities_stay(case_with(three, owners))) == []

    folder = tmp_path / "edities"
    first = folder / "2026-01.json"
    first.write_text(first.read_text(encoding="utf-8").replace("Hoe?", "Hee?"), encoding="utf-8")
    changed = case_with(edities.read(folder), owners)
    assert [(one.path, one.message) for one in edities_stay(changed)] == [
        ("edities/2026-02.json", "deze editie volgt niet op editie 2026-01, zoals die er nu staat"),
        ("edities/2026-01.json", "deze editie is anders dan toen zij werd uitgegeven"),
    ]
    told = [one.message for one in addresses_stay(changed)]
    assert [one for one in told if "/edities/2026" in one] == [], "told once"

    first.unlink()
    gone = [(one.path, one.message) for one in edities_stay(case_with(edities.read(folder), owners))]
    assert ("edities/2026-01.json", "deze editie ontbreekt") in gone

    rest = sorted(folder.iterdir())
    for path in rest:
        path.unlink()
    again = written(folder, (date(2026, 1, 30), {"standaarden/een": {**A, "vraag": "Wie?"}}))
    said_of = {one.path: one.message for one in edities_stay(case_with(again, owners))}
    assert said_of == {
        "edities/2026-01.json": "deze editie is anders dan toen zij werd uitgegeven",
        "edities/2026-02.json": "deze editie ontbreekt",
        "edities/2026-05.json": "deze editie ontbreekt",
    }
