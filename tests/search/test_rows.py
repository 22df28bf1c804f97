"""What professionals type finds what they look for: zoektests.yml against the built site's own index and worker."""

import functools
from collections import defaultdict
from typing import Any

import pytest

from infobox.catalogue.infobox import Infobox
from infobox.entries.model import KINDS
from tests.search.evaluate import Outcome, outcomes, score
from tests.search.node import WORKER, ask
from tests.search.rows import OFF_TOPIC, Row, rows
from tests.site_fixtures import built_site

pytestmark = pytest.mark.site


@pytest.fixture(scope="module")
def found(real: Infobox) -> list[Outcome]:
    return outcomes(_answers(), rows(), real)


@functools.cache
def _answers() -> list[dict[str, Any]]:
    return ask(built_site() / WORKER, [row.typed for row in rows()])


def test_there_are_enough_rows_of_every_kind_and_half_of_them_is_set_aside() -> None:
    listed = rows()
    kinds = {row.kind for row in listed} - {OFF_TOPIC}
    assert len([row for row in listed if row.kind != OFF_TOPIC]) >= 200
    assert len(kinds) == 10
    assert all(sum(row.kind == kind for row in listed) >= 20 for kind in kinds)
    assert 0.4 < sum(row.set_aside for row in listed) / len(listed) < 0.6
    assert all(row.expected for row in listed if row.kind != OFF_TOPIC)


def test_rows_that_were_set_aside_are_found(found: list[Outcome]) -> None:
    measured = score([o for o in found if o.row.set_aside and o.row.kind != OFF_TOPIC])
    assert measured.hit3 >= 0.95
    assert measured.hit1 >= 0.80


def test_rows_that_were_tuned_on_are_found(found: list[Outcome]) -> None:
    measured = score([o for o in found if not o.row.set_aside and o.row.kind != OFF_TOPIC])
    assert measured.hit3 >= 0.95
    assert measured.hit1 >= 0.80


def test_no_kind_of_query_is_left_behind(found: list[Outcome]) -> None:
    kinds = {o.row.kind for o in found} - {OFF_TOPIC}
    weak = {kind: hit3 for kind in kinds if (hit3 := score([o for o in found if o.row.kind == kind]).hit3) < 0.9}
    assert weak == {}


def test_off_topic_words_find_nothing(found: list[Outcome]) -> None:
    assert score([o for o in found if o.row.kind == OFF_TOPIC]).results < 1


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
    answers = ask(built_site() / WORKER, typed)
    assert sum(len(answer["items"]) for answer in answers) / len(typed) < 0.5


def test_a_query_that_is_mostly_about_something_else_finds_nothing() -> None:
    typed = ["treinkaartje utrecht", "fietsband plakken methode", "voetbal training zaterdag"]
    assert [answer["query"] for answer in ask(built_site() / WORKER, typed) if answer["items"]] == []


def test_a_name_is_found_beside_words_that_nobody_knows() -> None:
    [answer] = ask(built_site() / WORKER, ["meldcode zaterdag"])
    assert answer["items"][0][0]["location"] == "begrippen/#meldcode"


def test_results_end_where_they_are_no_longer_worth_reading() -> None:
    for answer in _answers():
        scores = [item[0]["score"] for item in answer["items"]]
        assert scores == sorted(scores, reverse=True)
        assert scores == [] or scores[-1] >= 0.1 * min(scores[0], 2.5 * scores[min(2, len(scores) - 1)])


def test_an_entry_is_listed_once_and_a_result_says_what_it_is() -> None:
    for answer in _answers():
        items = answer["items"]
        pages = [item[0]["location"] for item in items]
        entries = [
            page if page.startswith(("begrippen/", "hulp/", "bronnen/")) else page.split("#")[0] for page in pages
        ]
        assert len(entries) == len(set(entries)), answer["query"]
        assert all(item[0]["title"].startswith('<span class="zoek-soort">') for item in items)


def test_a_code_stands_first_however_it_is_typed(real: Infobox) -> None:
    typed = {"s03": "S03", "S3": "S03", "I027": "I027", "i27": "I027", "b7": "B7"}
    for answer, code in zip(ask(built_site() / WORKER, list(typed)), typed.values(), strict=True):
        kind, entry = real.by_code[code]
        assert answer["items"][0][0]["location"] == f"{kind}/{entry.id}/"
        assert code in answer["items"][0][0]["title"]


def test_every_standaard_is_found_first_by_its_title(real: Infobox) -> None:
    titles = {entry.titel: entry.id for entry in real.standaarden.values()}
    firsts = [answer["items"][0][0]["location"] for answer in ask(built_site() / WORKER, list(titles))]
    assert firsts == [f"standaarden/{entry_id}/" for entry_id in titles.values()]


def test_words_of_the_thesaurus_lead_where_their_editors_said(real: Infobox) -> None:
    wanted: dict[str, set[str]] = defaultdict(set)
    for lijst in real.thesaurus.values():
        for ingang in lijst.ingangen:
            targets = {f"{kind}/{name}" for kind in KINDS for name in getattr(ingang, kind, [])}
            for word in ingang.woorden:
                wanted[word] |= targets
    asked = [Row("thesaurus", word, tuple(targets)) for word, targets in wanted.items() if targets]
    found = outcomes(ask(built_site() / WORKER, [row.typed for row in asked]), asked, real)
    assert len(asked) > 500
    assert score(found).hit3 >= 0.97, [o.row.typed for o in found if not 0 < o.rank <= 3]
