"""What a robots.txt closes."""

import pytest

from infobox.links.evidence import Answer
from infobox.links.robots import rules_from


def _forbids(text: str, path: str) -> bool:
    answer = Answer("https://a.nl/robots.txt", 200, headers={"content-type": "text/plain"}, text=text)
    return bool(rules_from(answer, "Infobox-controle").forbids(f"https://a.nl{path}"))


@pytest.mark.parametrize(
    ("text", "path", "forbidden"),
    [
        ("User-agent: *\nDisallow: /", "/x", True),
        ("User-agent: *\nDisallow:", "/x", False),
        ("User-agent: *\nDisallow: /a # niet hier\n\nAllow: /a/b", "/a/b/c", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", False),
        ("User-agent: *\nDisallow: /*?", "/x?y=1", True),
        ("User-agent: *\nDisallow: /*?", "/x", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf.html", False),
        ("User-agent: *\nDisallow: /caf%C3%A9", "/caf%C3%A9/menu", True),
        ("User-agent: anders\nDisallow: /", "/x", False),
        ("User-agent: infobox-controle\nDisallow: /x\n\nUser-agent: *\nDisallow: /", "/y", False),
        ("User-agent: anders\nUser-agent: infobox\nDisallow: /x", "/x", True),
        ("Disallow: /\nonzin\n", "/x", False),
        ("\ufeffUser-agent: *\nDisallow: /", "/x", True),
        ("User-agent:*\n\n\nDisallow:/\x00", "/x", False),
        ("User-agent: *\nDisallow: /x\nUser-agent: *\nAllow: /x", "/x", False),
        ("USER-AGENT: *\nDISALLOW: //x", "/x", False),
        ("User-agent: *\nDisallow: /%78", "/x", True),
        ("", "/x", False),
    ],
)
def test_the_longest_rule_wins_and_wildcards_work(text: str, path: str, forbidden: bool) -> None:
    assert _forbids(text, path) is forbidden


@pytest.mark.parametrize(
    ("status", "closed"), [(404, False), (410, False), (401, True), (403, True), (429, True), (503, True)]
)
def test_what_a_status_of_robots_txt_means(status: int, closed: bool) -> None:
    rules = rules_from(Answer("https://a.nl/robots.txt", status), "Infobox-controle")
    assert bool(rules.forbids("https://a.nl/x")) is closed
    assert rules.failed is None


def test_no_answer_at_all_is_passed_on() -> None:
    answer = Answer("https://a.nl/robots.txt", error="ConnectTimeout")
    assert rules_from(answer, "Infobox-controle").failed == answer
