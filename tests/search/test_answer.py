"""What an answer holds beside results: codes however they are said, kinds with counts, words that are really found."""

import pytest

from tests.search.node import WORKER, ask, places
from tests.site_fixtures import built_site

pytestmark = pytest.mark.site


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("standaard 2", "standaarden/wegen/"),
        ("standaard twee", "standaarden/wegen/"),
        ("de tweede standaard", "standaarden/wegen/"),
        ("s 02", "standaarden/wegen/"),
        ("s2", "standaarden/wegen/"),
        ("standaard nr 2", "standaarden/wegen/"),
        ("instrument 2", "instrumenten/weegwijzer/"),
        ("instrument i002", "instrumenten/weegwijzer/"),
        ("bouwsteen een", "bouwstenen/samen-leren/"),
        ("situatie 1", "situaties/kind-vertelt/"),
        ("aspect 1 van standaard 2", "standaarden/wegen/#a1"),
        ("standaard 2 aspect 2", "standaarden/wegen/#a2"),
    ],
)
def test_a_numbered_name_is_a_code(typed: str, first: str) -> None:
    [answer] = ask(built_site() / WORKER, [typed])
    assert places(answer)[:1] == [first]


@pytest.mark.parametrize("typed", ["een standaard", "bouwsteen 9", "s", "standaard 2000", "instrument nul"])
def test_what_is_no_code_gives_none(typed: str) -> None:
    [answer] = ask(built_site() / WORKER, [typed])
    assert all(result["score"] < 900 for result in answer["results"])


def test_kinds_come_with_counts_and_one_can_be_chosen() -> None:
    [everything] = ask(built_site() / WORKER, ["veiligheid"], most=100)
    counts = dict(everything["counts"])
    assert len(counts) > 1
    assert sum(counts.values()) == everything["total"] == len(everything["results"])
    [chosen] = ask(built_site() / WORKER, ["veiligheid"], most=100, kind="Instrumenten")
    assert chosen["total"] == counts["Instrumenten"] == len(chosen["results"])
    assert {result["kind"] for result in chosen["results"]} == {"Instrumenten"}
    assert dict(chosen["counts"]) == counts


def test_only_as_many_come_as_are_asked_for() -> None:
    [few] = ask(built_site() / WORKER, ["veiligheid"], most=2)
    assert len(few["results"]) == 2 < few["total"]


def test_what_is_suggested_is_found() -> None:
    typed = ["vegeligtijdspan", "mildkaad", "weegwajzerr", "ouderenmishondulong"]
    answers = ask(built_site() / WORKER, typed)
    suggested = [text for answer in answers for text in answer.get("suggestions", [])]
    assert "veiligheidsplan" in suggested
    assert [answer["query"] for answer in ask(built_site() / WORKER, suggested) if not answer["results"]] == []


def test_a_begrip_comes_in_one_line_with_what_helps() -> None:
    [answer] = ask(built_site() / WORKER, ["meldcode"], settle=300)
    first = answer["results"][0]
    assert first["kind"] == "Begrippen"
    assert [other["path"] for other in first["related"]] != []
    assert "".join(first["text"]).count(". ") == 0


def test_pages_about_the_site_itself_are_no_answer() -> None:
    answers = ask(built_site() / WORKER, ["privacy", "colofon", "bijdragen", "macro"])
    found = {place.split("/")[0] for answer in answers for place in places(answer)}
    assert not found & {"privacy", "colofon", "bijdragen", "macros", "zoeken", "nieuw"}
