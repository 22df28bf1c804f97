"""What the plugin in LinkChecker tells of an answer, asked of real answers."""

import time
from configparser import RawConfigParser
from types import SimpleNamespace

import pytest
import requests
from linkcheck import LinkCheckerError

from infobox.links.evidence import Answer
from infobox.links.witness import Witness, sketch, tell
from tests.links.conftest import Visited

pytestmark = pytest.mark.slow


def _told(visited: Visited, host: str, path: str = "/pagina") -> dict[str, object]:
    verify = str(visited.settings.ca_file)
    with requests.get(
        f"https://{host}.test{path}", stream=True, verify=verify, timeout=5, allow_redirects=False
    ) as answer:
        return tell(answer, seconds=1)


def test_a_page_tells_title_words_and_size(visited: Visited) -> None:
    told = _told(visited, "goed")
    assert (told["status"], told["title"], told["size"]) == (200, "Een stuk over veiligheid", 249)
    assert told["sketch"]


def test_a_redirect_tells_where_to(visited: Visited) -> None:
    assert _told(visited, "permanent-301")["headers"] == {
        "location": "/nieuw",
        "content-type": "text/html; charset=utf-8",
        "content-length": "0",
    }


def test_an_immediate_refresh_is_told(visited: Visited) -> None:
    assert _told(visited, "meta-refresh")["refresh"] == "/nieuw"


def test_plain_text_is_told_whole(visited: Visited) -> None:
    assert _told(visited, "robots-closed", "/robots.txt")["text"] == "User-agent: *\nDisallow: /\n"


@pytest.mark.parametrize("host", ["slow-body", "wrong-length", "bad-gzip"])
def test_a_body_that_breaks_off_or_never_ends_is_an_error(visited: Visited, host: str) -> None:
    assert _told(visited, host)["error"]


def test_of_a_huge_body_only_the_beginning_is_read(visited: Visited) -> None:
    assert _told(visited, "huge-body")["size"] == 400_000_000


def test_pages_that_differ_in_a_clock_say_the_same() -> None:
    words = " ".join(f"woord{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(200))
    one = Answer("a", 200, sketch=tuple(sketch(f"<p>{words} om 12:01 op /een</p><script>x</script>")))
    same = Answer("b", 200, sketch=tuple(sketch(f"<p>{words} om 13:45 op /twee</p>")))
    other = Answer("c", 200, sketch=tuple(sketch(f"<p>{words[:900]} en dan iets heel anders dan net</p>")))
    assert one.says_the_same_as(same)
    assert not one.says_the_same_as(other)
    assert not one.says_the_same_as(Answer("d", 200))


def test_at_a_redirect_linkchecker_is_stopped_before_it_follows(visited: Visited) -> None:
    told: list[str] = []
    url = "https://permanent-301.test/pagina"
    with requests.get(
        url, stream=True, verify=str(visited.settings.ca_file), timeout=5, allow_redirects=False
    ) as answer:
        seen = SimpleNamespace(
            url_connection=answer,
            aggregate=SimpleNamespace(config={"timeout": 1}, times={}),
            urlparts=["https", "permanent-301.test"],
            add_info=told.append,
            is_http=lambda: True,
            is_redirect=lambda: True,
        )
        settings = RawConfigParser()
        settings.read_string("[Witness]\ninterval=100")
        witness = Witness(Witness.read_config(settings))
        assert witness.applies_to(seen)
        with pytest.raises(LinkCheckerError):
            witness.check(seen)
    assert seen.aggregate.times["permanent-301.test"] > time.time() + 90
    assert told[0].startswith('infobox {"status": 301')
