"""The lists for editors: what is in them, on the sample; and that page, CSV and JSON come from the same rows."""

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from lxml import html

from infobox.catalogue.identity import Site
from infobox.exports.worklist import as_csv, as_json
from infobox.links.advice import ADVICE
from infobox.links.state import STATE, LinkState, read_state
from infobox.pages.beheer import Beheer, Filled, Lijst, Look, Row
from infobox.pages.lijsten import LISTS
from infobox.pages.render import Renderer
from infobox.site import project
from tests.conftest import SAMPLE, TODAY

NEW = "De casusregisseur let op de tijd en belt ieder."


@pytest.fixture(scope="module")
def states() -> Mapping[str, LinkState]:
    return read_state(SAMPLE / STATE)


@pytest.fixture(scope="module")
def made() -> project.Project:
    return project.read(SAMPLE / "data", SAMPLE / "docs", TODAY)


@pytest.fixture(scope="module")
def beheer(made: project.Project, states: Mapping[str, LinkState]) -> Beheer:
    return made.beheer(states)


def _list(beheer: Beheer, name: str) -> Filled:
    return next(one for one in beheer.lists if one.lijst.name == name)


def _about(beheer: Beheer, name: str) -> list[str]:
    return [row.about for row in _list(beheer, name).rows]


def test_every_list_says_what_it_is_why_it_matters_and_what_to_do() -> None:
    assert len({one.name for one in LISTS}) == len(LISTS)
    assert [one.name for one in LISTS if not (one.what and one.why and one.todo and one.title)] == []
    assert [soort for soort, advice in ADVICE.items() if not advice.what] == []


def test_what_must_be_reviewed_comes_in_the_order_of_its_day_and_says_who(beheer: Beheer) -> None:
    rows = _list(beheer, "nakijken").rows
    days = [row.day for row in rows if row.day]
    assert days == sorted(days)
    assert len(days) == len(rows)
    assert {row.file for row in _list(beheer, "nakijken").due(date(2026, 10, 1))} == {
        "data/situaties/kind-vertelt.yml",
        "data/instrumenten/signaalkaart.yml",
        "data/contacten/noodnummer-112.yml",
    }
    assert _list(beheer, "nakijken").due(date(2026, 9, 30)) == []
    zien = next(row for row in rows if row.code == "S01")
    assert (zien.day, zien.matter) == (  # as agreed for its kind
        date(2027, 1, 31),
        "nagekeken op 31 januari 2026; door: redactie van het voorbeeld",
    )


def test_what_nobody_reviewed_is_in_one_list_and_what_somebody_did_is_not(beheer: Beheer) -> None:
    files = {row.file for row in _list(beheer, "nooit-nagekeken").rows}
    assert "data/instrumenten/weegwijzer.yml" in files
    assert "data/instrumenten/signaalkaart.yml" not in files
    assert "data/instrumenten/werkmap.yml" not in files  # withdrawn


def test_links_stand_in_the_list_of_what_is_known_of_them(beheer: Beheer) -> None:
    def addresses(soort: str) -> list[str]:
        return [row.matter.split()[0].rstrip(";") for row in _list(beheer, f"links-{soort}").rows]

    assert addresses("stuk") == [
        "https://archief.gemeente-voorbeeldstad.nl/wijkteam",
        "https://www.gemeente-voorbeeldstad.nl/oud/wijkteam",
        "https://www.voorbeeld-kopie.nl/handboek.pdf",
    ]
    assert addresses("verhuisd") == ["https://www.voorbeeld-academie.nl/weegwijzer"]
    assert addresses("dicht") == ["https://www.voorbeeld-gids.nl/gemeenten"]
    assert addresses("hapert") != []
    copy = next(row.matter for row in _list(beheer, "links-stuk").rows if "handboek.pdf" in row.matter)
    assert "kopie van 2026-10-30: https://web.archive.org/web/20261030120000/" in copy
    assert _list(beheer, "links-verhuisd").rows[0].matter.endswith("ook in 1 ander bestand")
    assert "voorbeeld-instituut.nl" in _about(beheer, "links-nieuw")
    assert _about(beheer, "links-veranderd") == ["Terugkijken zonder schuld"]


def test_before_any_run_every_site_waits_to_be_visited(made: project.Project) -> None:
    assert made.beheer({}).never_visited
    assert {"voorbeeld-academie.nl", "voorbeeld-chat.nl"} <= set(_about(made.beheer({}), "links-nieuw"))


def test_exceptions_end_on_a_day(beheer: Beheer) -> None:
    [row] = _list(beheer, "uitzonderingen").rows
    assert (row.about, row.day) == ("https://www.voorbeeld-gids.nl/gemeenten", date(2027, 5, 1))


def test_weak_places_of_the_content_are_found(beheer: Beheer) -> None:
    assert "Handboek praten over thuis" in _about(beheer, "niet-bij-de-maker")  # a copy
    assert "Weegwijzer" in _about(beheer, "niet-bij-de-maker")  # an older address
    assert "Handboek praten over thuis, tweede druk" in _about(beheer, "niet-bij-de-maker")  # none
    assert {row.matter.split("; ")[-1] for row in _list(beheer, "dun").rows} == {"alleen de titel is bekend"}
    assert any("opvolger: Handboek praten over thuis, tweede druk" in row.matter for row in _list(beheer, "oud").rows)
    ease = [row.number or 0 for row in _list(beheer, "moeilijk").rows]
    assert ease == sorted(ease)


def test_a_word_of_the_field_is_missed_until_a_begrip_has_it(made: project.Project) -> None:
    texts = {
        name: replace(document, value={**document.value, "samenvatting": NEW})
        for name, document in made.case.documents["instrumenten"].items()
    }
    case = replace(made.case, documents={**made.case.documents, "instrumenten": texts})
    assert "casusregisseur" in _about(Beheer(LISTS, Look(case)), "zonder-begrip")
    begrip = made.infobox.begrippen["meldcode"].model_copy(update={"synoniemen": ["casusregisseur"]})
    active = {**made.infobox.active, "begrippen": {**made.infobox.begrippen, "meldcode": begrip}}
    known = replace(case, infobox=replace(made.infobox, active=active))
    assert "casusregisseur" not in _about(Beheer(LISTS, Look(known)), "zonder-begrip")


def test_what_nothing_points_to_is_an_orphan(made: project.Project, beheer: Beheer) -> None:
    named = {"data/bronnen/themapagina.yml", "data/organisaties/voorbeeld-academie.yml"}
    assert not named & {row.file for row in _list(beheer, "wezen").rows}
    without = {name: replace(one, value={}) for name, one in made.case.documents["instrumenten"].items()}
    case = replace(made.case, documents={**made.case.documents, "instrumenten": without})
    found = {row.file for row in _list(Beheer(LISTS, Look(case)), "wezen").rows}
    assert "data/organisaties/voorbeeld-academie.yml" in found


def test_page_csv_and_json_have_the_same_rows(
    made: project.Project, beheer: Beheer, states: Mapping[str, LinkState]
) -> None:
    site = Site(edit="https://forge.test/team/infobox/edit/main/", url="https://infobox.test/")
    renderer = Renderer(made.infobox, states, site, beheer=beheer)
    page = html.fromstring(f"<div>{renderer.render('beheer.html', '../')}</div>")
    told = json.loads(as_json(beheer, site.url))["lijsten"]
    table = list(csv.reader(io.StringIO(as_csv(beheer, site.url).removeprefix("\ufeff")), delimiter=";"))
    every = [row for one in beheer.lists for row in one.rows]
    shown = len(list(page.iter("tr"))) - len(list(page.iter("thead")))
    assert shown == len(every) == sum(len(one["regels"]) for one in told) == len(table) - 1
    assert [one["naam"] for one in told] == [one.name for one in LISTS]
    due = told[0]["regels"][0]
    assert (due["voor"], due["pagina"].startswith("https://infobox.test/")) == ("2026-10-01", True)
    edits = [link.get("href", "") for link in page.iter("a") if link.get("rel") == "edit noopener noreferrer"]
    assert f"{site.edit}data/instrumenten/signaalkaart.yml" in edits
    assert all(one.startswith(site.edit) for one in edits)


def test_what_a_stranger_wrote_is_no_formula_and_no_html(made: project.Project) -> None:
    row = Row("=1+1", "<script>x</script>", "data/x.yml", organisaties=("+31",))
    beheer = Beheer([Lijst("een", "Een", "wat", "waarom", "doen", lambda _: iter([row]))], Look(made.case))
    assert "'=1+1;<script>x</script>;'+31" in as_csv(beheer)
    assert "<script>" not in Renderer(made.infobox, beheer=beheer).render("beheer.html", "../")


def test_the_page_leads_to_the_calendar_where_there_is_one(made: project.Project) -> None:
    with_address = Site("Infobox", "https://infobox.test/")
    leads = 'href="../beheer/nakijken.ics"'
    assert leads in Renderer(made.infobox, site=with_address).render("beheer.html", "../")
    assert leads not in Renderer(made.infobox).render("beheer.html", "../")
