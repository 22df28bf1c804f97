"""A sentence is taken as a whole: what its words mean, who does what to whom, none of it outweighed by the rest."""

from pathlib import Path

import pytest

from infobox.catalogue.infobox import Infobox
from infobox.search.found import SearchDocument, documents
from infobox.search.pack import pack
from tests.search.node import WORKER, ask, places
from tests.site_fixtures import built_site

pytestmark = pytest.mark.slow

SAID = {
    "vader-slaat": ("vader slaat zijn kind", "kind krijgt klappen van vader"),
    "kind-slaat": ("kind slaat zijn vader", "vader is bang voor zijn kind"),
    "geld-weg": ("er is steeds geld weg bij oma", "kleinzoon pint van de rekening van oma"),
    "afspraken": ("afspraken maken met het gezin", "wat schrijven we op"),
}


@pytest.fixture(scope="module")
def worker(sample: Infobox, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = [SearchDocument("situaties", name, f"{name}/", {"titel": name}, said=said) for name, said in SAID.items()]
    folder = tmp_path_factory.mktemp("search")
    for path, text in pack(sample, [*documents(sample), *made]).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder / WORKER


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("vader slaat zijn kind", "vader-slaat/"),
        ("een stiefvader mept een kind", "vader-slaat/"),  # another word for the same, and all that begins so
        ("papa haalt soms zomaar uit naar het kind", "vader-slaat/"),  # words with others between them
        ("mijn kind mept haar vader", "kind-slaat/"),  # who does it
        ("een vader wordt gemept door zijn kind", "kind-slaat/"),  # and who undergoes it
        ("the father beats the kind", "vader-slaat/"),  # another language
        ("stiefvaader mept het kind", "vader-slaat/"),  # a slip
        ("vadermeptkind", "vader-slaat/"),  # joined
        ("vadermeptinkind", "vader-slaat/"),  # with words of two letters between them
        ("nou eh ik liep dus net door de supermarkt en toen mept die vader zomaar zijn kind", "vader-slaat/"),
        ("hij pint steeds van de rekening van oma", "geld-weg/"),
        ("welke afspraken schrijven we op met dit gezin", "afspraken/"),
    ],
)
def test_the_nearest_sentence_leads(worker: Path, typed: str, first: str) -> None:
    [answer] = ask(worker, [typed], finished=True)
    assert places(answer)[:1] == [first]


def test_words_said_of_anything_beside_a_word_that_is_nowhere_find_nothing(worker: Path) -> None:
    typed = ["plan moestuin", "veilig docker", "boek wachtwoord vergeten", "kind kaart vliegtuig"]
    assert [places(answer) for answer in ask(worker, typed, finished=True)] == [[], [], [], []]


def test_what_is_known_of_such_a_query_is_offered(worker: Path) -> None:
    [answer] = ask(worker, ["boek wachtwoord signaalkaart vliegtuig moestuin"], finished=True)
    assert places(answer) == []
    assert "signaalkaart" in answer["suggestions"]


def test_an_act_is_said_of_somebody(worker: Path) -> None:
    nobody, somebody = ask(worker, ["bierviltje pint hypotheekrente", "hij pint bij oma"], finished=True)
    assert places(nobody) == []
    assert places(somebody)[:1] == ["geld-weg/"]


def test_a_question_about_the_work_is_answered_by_what_it_names_first(sample: Infobox, tmp_path: Path) -> None:
    told = SearchDocument("situaties", "w", "w/", {"titel": "Onrust"}, said=("wat staat er in de meldcode voor mij",))
    for path, text in pack(sample, [*documents(sample), told]).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    [answer] = ask(tmp_path / WORKER, ["wat staat er in de meldcode"], finished=True)
    assert places(answer)[:1] == ["begrippen/#meldcode"]
    assert "w/" in places(answer)[:2]


def test_a_sentence_about_something_else_finds_nothing(worker: Path) -> None:
    typed = ["hoe laat vertrekt de laatste trein naar zwolle", "mijn wasmachine lekt water op de vloer"]
    assert [places(answer) for answer in ask(worker, typed, finished=True)] == [[], []]


def test_who_it_is_about_says_not_that_something_is_the_matter(worker: Path) -> None:
    [answer] = ask(worker, ["een stiefvader koopt een cadeau"], finished=True)
    assert "vader-slaat/" not in places(answer)


@pytest.mark.site
def test_an_answer_does_not_depend_on_what_was_asked_before() -> None:
    typed = [
        "meldcode",
        "my dad beats me",
        "kind zegt dat het klappen krijgt",
        "spoed",
        "help",
        "blauwe plek",
        "xyqqzwk",
    ]
    forth = {answer["query"]: (places(answer), answer["danger"]) for answer in ask(built_site() / WORKER, typed)}
    back = {answer["query"]: (places(answer), answer["danger"]) for answer in ask(built_site() / WORKER, typed[::-1])}
    alone = {
        text: (places(answer), answer["danger"]) for text in typed for answer in ask(built_site() / WORKER, [text])
    }
    assert forth == back == alone


@pytest.mark.site
def test_a_word_of_the_site_is_answered_by_the_index_alone() -> None:
    word, more, strange = (ask(built_site() / WORKER, [text])[0] for text in ("meldcode", "kind klappen", "beats"))
    assert word["files"] == ["index.json"]
    assert sorted(more["files"]) == ["index.json", "zinnen.json"]
    assert sorted(strange["files"]) == ["index.json", "talen.json", "zinnen.json"]


@pytest.mark.site
def test_without_the_sentences_words_are_still_found(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for name in ("assets/zoeken/worker.js", "zoeken/index.json"):
        (site / name).parent.mkdir(parents=True)
        (site / name).write_bytes((built_site() / name).read_bytes())
    [answer] = ask(site / WORKER, ["meldcode zaterdag"])
    assert places(answer)[0] == "begrippen/#meldcode"
