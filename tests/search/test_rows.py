"""What people type finds what they look for: the rows of the files on the real site.

Over the real site there are totals only, with room for an edit of the content; what one query must find is tested on
the sample.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import pytest

from infobox.catalogue.infobox import Infobox
from infobox.entries.kinds import KINDS, SHOWN
from tests.conftest import REAL
from tests.search.evaluate import Outcome, answerable, outcomes, score
from tests.search.node import WORKER, ask, places
from tests.search.rows import DANGER, NO_DANGER, OFF_TOPIC, Row, rows
from tests.site_fixtures import built_site, real_site

pytestmark = pytest.mark.site

WITHOUT_PAGES = tuple(f"{kind.overview}/" for kind in SHOWN.values() if not kind.own_page)


def found_on_sample(typed: Sequence[str]) -> list[list[str]]:
    """The addresses that the search of the sample gives, for each query."""
    return [places(answer) for answer in ask(built_site() / WORKER, typed, finished=True)]


@pytest.fixture(scope="module")
def asked(real: Infobox) -> list[Row]:
    return [row for row in rows() if answerable(row, real)]


@pytest.fixture(scope="module")
def answers(asked: list[Row]) -> list[dict[str, Any]]:
    return ask(real_site() / WORKER, [row.typed for row in asked], finished=True)


@pytest.fixture(scope="module")
def found(asked: list[Row], answers: list[dict[str, Any]], real: Infobox) -> list[Outcome]:
    return outcomes(answers, asked, real)


def half(found: list[Outcome], file: str, *, set_aside: bool) -> list[Outcome]:
    return [o for o in found if o.row.file == file and o.row.set_aside is set_aside and o.row.expected]


def test_there_are_enough_rows_and_half_of_them_is_set_aside() -> None:
    listed = rows()
    enough = {"zoektests": 200, "dagelijks": 200, "eigen-woorden": 180, "ongezien": 240, "nogmaals": 60, "vers": 45}
    for file, least in enough.items():
        here = [row for row in listed if row.file == file]
        assert len([row for row in here if row.expected]) >= least
        assert 0.4 < sum(row.set_aside for row in here) / len(here) < 0.6
    assert [row for row in listed if not row.expected and row.kind not in (OFF_TOPIC, NO_DANGER)] == []


def test_nearly_every_row_is_about_something_that_is_there(asked: list[Row]) -> None:
    assert len(asked) >= 0.95 * len(rows())


@pytest.mark.parametrize(
    ("file", "set_aside", "hit3", "hit1"),
    [
        ("zoektests", False, 0.95, 0.88),
        ("zoektests", True, 0.95, 0.86),
        ("dagelijks", False, 0.90, 0.82),
        ("dagelijks", True, 0.87, 0.74),
        ("eigen-woorden", False, 0.90, 0.82),
        ("eigen-woorden", True, 0.87, 0.74),
        ("ongezien", False, 0.93, 0.88),
        ("ongezien", True, 0.92, 0.86),
        ("nogmaals", False, 0.86, 0.74),
        ("nogmaals", True, 0.68, 0.54),
    ],
)
def test_what_people_type_is_found(found: list[Outcome], file: str, set_aside: bool, hit3: float, hit1: float) -> None:
    measured = score(half(found, file, set_aside=set_aside))
    assert measured.hit3 >= hit3
    assert measured.hit1 >= hit1


def test_the_tuned_half_of_all_rows_is_found(found: list[Outcome]) -> None:
    tuned = [o for o in found if o.row.expected and not o.row.set_aside]
    assert score(tuned).hit3 >= 0.93


def test_danger_is_flagged_and_little_else(found: list[Outcome]) -> None:
    danger = [o for o in found if DANGER in o.row.expected]
    calm = [o for o in found if DANGER not in o.row.expected]
    assert sum(o.flagged for o in danger) >= 0.98 * len(danger)
    assert sum(o.flagged for o in calm) <= 0.03 * len(calm)
    assert sum(o.flagged for o in calm if o.row.file == "zoektests" or o.row.kind in (OFF_TOPIC, NO_DANGER)) <= 2


def test_off_topic_words_find_next_to_nothing(found: list[Outcome]) -> None:
    off_topic = [o for o in found if o.row.kind == OFF_TOPIC]
    assert score([o for o in off_topic if o.row.file != "nogmaals"]).results <= 0.3
    # Half of these hold a word of the field (training hardlopen), and what that word finds is no fault.
    assert score([o for o in off_topic if o.row.file == "nogmaals"]).results <= 1.7


# Everyday words that resemble words of the field: these were looked at while tuning.
EVERYDAY = """
    belasting, voetbal, recept, hypotheek, auto, fiets, weer, muziek, film, restaurant, hotel, computer,
    telefoonhoesje, schaatsen, tuinieren, kat, hond, paard, boom, bloemen, brood, kaas, wijn, bier, trein,
    vliegtuig, rijbewijs, paspoort aanvragen, energierekening, zorgverzekering, tandarts, griep, diabetes,
    kapper, schoenen, jurk, verjaardag, kerst, sinterklaas, pizza, chocolade, gamen, netflix, instagram,
    aandelen, crypto, makelaar, verbouwing, keuken, behang, verf, loodgieter, internetprovider, wifi, laptop,
    printer, camera, sterrenkunde, wiskunde, natuurkunde
"""


def test_everyday_words_are_not_taken_for_slips_of_the_finger() -> None:
    typed = [word.strip() for word in EVERYDAY.replace("\n", " ").split(",")]
    assert sum(answer["total"] for answer in ask(real_site() / WORKER, typed, finished=True)) / len(typed) < 0.5


def test_results_end_where_they_are_no_longer_worth_reading(answers: list[dict[str, Any]]) -> None:
    wrong = []
    for answer in answers:
        scores = [result["score"] for result in answer["results"]]
        if scores != sorted(scores, reverse=True):
            wrong.append((answer["query"], "order"))
        if scores and scores[-1] < 0.1 * min(scores[0], 2.5 * scores[min(2, len(scores) - 1)]):
            wrong.append((answer["query"], "end"))
    assert wrong == []


def test_an_entry_is_listed_once_and_a_result_says_what_it_is(answers: list[dict[str, Any]]) -> None:
    wrong = []
    for answer in answers:
        pages = places(answer)
        entries = [page if page.startswith(WITHOUT_PAGES) else page.split("#")[0] for page in pages]
        if len(entries) != len(set(entries)):
            wrong.append((answer["query"], "twice"))
        if not all(result["label"] and result["kind"] for result in answer["results"]):
            wrong.append((answer["query"], "kind"))
    assert wrong == []


@pytest.mark.parametrize("data", ["sample", REAL])
def test_a_code_stands_first_however_it_is_typed(data: str, request: pytest.FixtureRequest) -> None:
    infobox: Infobox = request.getfixturevalue(data)
    entries = {
        code: f"{kind}/{entry.id}/"
        for code, (kind, entry) in infobox.by_code.items()
        if entry.id in infobox.of_kind(kind)
    }
    typed = {
        text: code for code in entries for text in (code, code.lower(), f"{code[0].lower()}{int(code[1:])}", f"@{code}")
    }
    site = built_site() if data == "sample" else real_site()
    wrong = {
        text: places(answer)[:1]
        for (text, code), answer in zip(typed.items(), ask(site / WORKER, list(typed)), strict=True)
        if places(answer)[:1] != [entries[code]] or code not in answer["results"][0]["label"]
    }
    assert wrong == {}


def test_every_entry_of_the_sample_is_found_first_by_its_title(sample: Infobox) -> None:
    entries = {
        entry.titel: (f"{kind}/{entry.id}/" if SHOWN[kind].own_page else f"{SHOWN[kind].overview}/#{entry.id}")
        for kind in ("standaarden", "situaties", "instrumenten", "bouwstenen", "kaders", "begrippen")
        for entry in sample.of_kind(kind).values()
    }
    firsts = dict(zip(entries, (places[:1] for places in found_on_sample(list(entries))), strict=True))
    assert {title: found for title, found in firsts.items() if found != [entries[title]]} == {}


def test_most_standaarden_are_found_first_by_their_title(real: Infobox) -> None:
    titles = {entry.titel: entry.id for entry in real.standaarden.values()}
    results = ask(real_site() / WORKER, list(titles))
    firsts = [place for answer in results for place in places(answer)[:1]]
    right = {f"standaarden/{entry_id}/" for entry_id in titles.values()} & set(firsts)
    assert len(right) >= 0.9 * len(titles)


def test_words_of_the_thesaurus_lead_where_their_editors_said(real: Infobox) -> None:
    wanted: dict[str, set[str]] = defaultdict(set)
    for lijst in real.thesaurus.values():
        for ingang in (ingang for ingang in lijst.ingangen if not ingang.als):
            targets = {f"{kind}/{name}" for kind in KINDS for name in getattr(ingang, kind, [])}
            for word in ingang.woorden:
                wanted[word] |= targets
    asked = [Row("", "thesaurus", word, tuple(targets)) for word, targets in wanted.items() if targets]
    found = outcomes(ask(real_site() / WORKER, [row.typed for row in asked]), asked, real)
    assert score(found).hit3 >= 0.9, [o.row.typed for o in found if not 0 < o.rank <= 3]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("meldcode", "begrippen/#meldcode"),
        ("Meldcodes", "begrippen/#meldcode"),
        ("meld code", "begrippen/#meldcode"),
        ("meldkode", "begrippen/#meldcode"),
        ("meldcode zaterdag", "begrippen/#meldcode"),
        ("weegwijzer", "instrumenten/weegwijzer/"),
        ("weeglijst", "instrumenten/weegwijzer/"),  # as it was called before
        ("vbi", "organisaties/voorbeeld-instituut/"),
        ("intervisie", "bouwstenen/samen-leren/"),
        ("112", "hulp/#noodnummer-112"),
    ],
)
def test_a_name_is_found_by_its_forms_slips_and_other_names(typed: str, first: str) -> None:
    [places] = found_on_sample([typed])
    assert first in places[:2]


def test_a_query_about_something_else_finds_nothing() -> None:
    typed = ["treinkaartje utrecht", "fietsband plakken methode", "voetbal", "zaterdag", "xyzzy"]
    assert {text: places for text, places in zip(typed, found_on_sample(typed), strict=True) if places} == {}


def test_an_entry_that_is_no_more_is_found_below_what_is_there() -> None:
    [places] = found_on_sample(["werkmap kijken en wegen"])
    assert "instrumenten/werkmap/" in places
