"""Every behaviour of the test world, seen through the real LinkChecker."""

from datetime import timedelta

import pytest

from infobox.links.classify import classify
from infobox.links.state import LinkState, Oordeel, update
from tests.links.conftest import DAY_ONE, Visited
from tests.links.server import overlapping

pytestmark = pytest.mark.slow

# klasse -> what may be said on the first day, a day later, and after eight days of the same
VERDICTS: dict[str, tuple[Oordeel, Oordeel, Oordeel]] = {
    "goed": ("werkt", "werkt", "werkt"),
    "verhuisd": ("verhuisd", "verhuisd", "verhuisd"),
    "zachte-404": ("onbekend", "onbekend", "onbekend"),
    "weg": ("hapert", "stuk", "stuk"),
    "afgeschermd": ("onbekend", "onbekend", "onbekend"),
    "storing": ("hapert", "hapert", "stuk"),
    "dns": ("hapert", "hapert", "stuk"),
    "certificaat": ("hapert", "hapert", "stuk"),
    "ongeldig": ("ongeldig", "ongeldig", "ongeldig"),
}


def test_every_behaviour_gets_its_class_and_its_proposal(visited: Visited) -> None:
    outcomes = {case.name: classify(visited.evidence[case.url]) for case in visited.cases}
    wrong = {
        case.name: (case.expected, outcome.klasse, outcome.voorstel, outcome.reden)
        for case in visited.cases
        if ((outcome := outcomes[case.name]).klasse, outcome.voorstel) != (case.expected, case.proposal)
    }
    assert not wrong
    assert len(visited.cases) >= 35
    assert {case.expected for case in visited.cases} == set(VERDICTS)


def test_every_behaviour_gets_its_verdict_over_days(visited: Visited) -> None:
    wrong = {}
    for case in visited.cases:
        state: LinkState | None = None
        found = []
        for day in (0, 1, 4, 8):
            state = update(state, visited.evidence[case.url], DAY_ONE + timedelta(days=day), looked="")
            found.append(state.oordeel)
        expected = VERDICTS[case.expected]
        if (found[0], found[1], found[3]) != expected or (found[2] == "stuk") != (case.expected == "weg"):
            wrong[case.name] = found
    assert not wrong


def test_no_host_gets_two_requests_at_once(visited: Visited) -> None:
    assert overlapping(visited.visits) == []


def test_every_request_is_a_get_that_says_who_asks(visited: Visited) -> None:
    assert {visit.method for visit in visited.visits} == {"GET"}
    assert {visit.agent for visit in visited.visits} == {visited.settings.user_agent}
    assert "link" not in visited.settings.user_agent.lower()


def test_what_robots_txt_closes_is_not_asked(visited: Visited) -> None:
    for name in ("robots-closed", "robots-403", "robots-500", "robots-moved"):
        pages = {url for url in visited.asked(f"{name}.test") if not url.endswith(".txt")}
        assert pages == set(), name


@pytest.mark.parametrize("name", ["to-private", "to-loopback", "to-scheme", "to-password", "to-port"])
def test_a_redirect_to_where_we_may_not_go_is_not_followed(visited: Visited, name: str) -> None:
    case = next(case for case in visited.cases if case.name == name)
    assert [hop.address for hop in visited.evidence[case.url].hops] == [case.url]


def test_addresses_that_may_not_be_visited_are_never_asked(visited: Visited) -> None:
    hosts = {visit.host for visit in visited.visits}
    assert hosts.isdisjoint({"192.168.1.1", "10.0.0.1", "127.0.0.1", "beheer.local"})


def test_only_what_failed_is_asked_again(visited: Visited) -> None:
    assert visited.counts["https://goed.test/pagina"] == 1
    assert visited.counts["https://status-403.test/pagina"] == 1
    assert visited.counts["https://always-503.test/pagina"] == 3
    assert visited.counts["https://once-503.test/pagina"] == 2


def test_content_type_size_and_title_are_kept(visited: Visited) -> None:
    page = visited.evidence["https://goed.test/pagina"].last
    assert (page.content_type, page.title) == ("text/html", "Een stuk over veiligheid")
    pdf = visited.evidence["https://pdf.test/stuk.pdf"].last
    assert (pdf.content_type, pdf.size, pdf.start) == ("application/pdf", 16, "%PDF-1.7 en meer")
    assert visited.evidence["https://huge-body.test/pagina"].last.size == 400_000_000
