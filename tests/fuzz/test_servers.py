"""What servers say of themselves: robots.txt as the plainest reading of RFC 9309 has it, headers as they come."""

import re
from types import SimpleNamespace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from infobox.links.classify import KLASSEN, classify
from infobox.links.evidence import Answer, Evidence
from infobox.links.robots import rules_from
from infobox.links.state import update
from infobox.links.visit import LONGEST_REST, rest
from infobox.links.witness import HEADERS, LONGEST_HEADER, SKETCH, START, tell
from tests.fuzz.hostile import MARKUP, soup
from tests.links.conftest import DAY_ONE

pytestmark = pytest.mark.slow

NAME = "Infobox-controle"
PATTERNS = st.text(st.sampled_from("a*$/b"), max_size=4).map(lambda text: f"/{text}")
GROUPS = st.lists(
    st.tuples(
        st.lists(
            st.sampled_from(["*", "infobox", "Infobox-Controle", "controle", "googlebot"]), min_size=1, max_size=3
        ),
        st.lists(st.tuples(st.booleans(), PATTERNS), max_size=4),
    ),
    max_size=4,
)
NOISE = st.sampled_from(["", "  ", "# een opmerking", "Sitemap: https://a.nl/x", "Crawl-delay: 9", "onzin", "\x00"])


def allowed(groups: list[tuple[list[str], list[tuple[bool, str]]]], path: str) -> bool:
    """RFC 9309, word for word: the groups for the most specific name, of them the longest rule, allow wins a tie."""
    named = [name.lower() for names, _ in groups for name in names if name != "*" and name.lower() in NAME.lower()]
    ours = max(named, key=len) if named else "*"
    rules = [rule for names, inside in groups if ours in [name.lower() for name in names] for rule in inside]
    best = (-1, True)
    for opens, written in rules:
        pattern = re.sub(r"\*+", "*", written)
        whole = pattern.endswith("$")
        expression = ".*".join(map(re.escape, pattern.removesuffix("$").split("*")))
        if re.match(f"{expression}{'$' if whole else ''}", path):
            best = max(best, (len(pattern), opens))
    return best[1]


@given(
    GROUPS,
    st.text(st.sampled_from("a/b$"), max_size=4),
    st.lists(NOISE, min_size=9, max_size=9),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
@example([(["infobox"], [(False, "/a")]), (["infobox-controle"], [])], "a", [""] * 9, "\n")
@example([(["*"], [(False, "/a*a$")])], "a", [""] * 9, "\n")
@example([(["*"], [(False, "/a**b"), (True, "/a*b")])], "aab", [""] * 9, "\n")
def test_robots_txt_is_read_as_the_standard_says(
    groups: list[tuple[list[str], list[tuple[bool, str]]]], path: str, noise: list[str], end: str
) -> None:
    lines = []
    for at, (names, rules) in enumerate(groups):
        lines += [f"User-Agent : {name}" for name in names]
        lines.append(noise[at])
        lines += [f"{'Allow' if opens else ' DISALLOW'}: {pattern} # {noise[at + 4]}" for opens, pattern in rules]
        if not rules:
            lines.append("Disallow:")
    answer = Answer("https://a.nl/robots.txt", 200, headers={"content-type": "text/plain"}, text=end.join(lines))
    assert bool(rules_from(answer, NAME).forbids(f"https://a.nl/{path}")) != allowed(groups, f"/{path}")


class Body:
    def __init__(self, body: bytes) -> None:
        self.body = body

    def read1(self, most: int, decode_content: bool) -> bytes:
        part, self.body = self.body[:most], self.body[most:]
        return part


VALUES = (
    st.text(max_size=30) | st.from_regex(r"[-+]?[0-9٣²]{1,25}", fullmatch=True) | soup([*MARKUP, "\r\n", "é", "Ã©"], 5)
)


@given(
    st.dictionaries(st.sampled_from([*HEADERS, "x"]), VALUES),
    st.sampled_from([200, 200, 200, 0, 204, 301, 404, 429, 500, 999]),
    soup(MARKUP, 20) | soup([*MARKUP, "\x1b[31m", "\u202e", "\n"], 4).map("<title>{}</title>".format),
    st.none()
    | st.text(max_size=10)
    | st.sampled_from(["utf-16", "utf-7", "rot13", "hex", "idna", "cp037", "unicode_escape"]),
    st.sampled_from(["text/html", "text/html; charset=x", "text/plain", "image/png", "", "\x00", "text/html" * 300]),
)
@example({}, 200, "<title>a\x1b[31mb\u202ec</title>", "utf-8", "text/html")
@example({"content-length": "\u00b2", "retry-after": "\u00b2"}, 429, "", "undefined", "text/html")
def test_an_answer_is_told_and_judged_whatever_it_says(
    headers: dict[str, str], status: int, body: str, encoding: str | None, kind: str
) -> None:
    raw = body.encode(errors="surrogatepass")
    given_headers = {**headers, "content-type": kind}
    told = tell(SimpleNamespace(status_code=status, encoding=encoding, headers=given_headers, raw=Body(raw)), 5)
    assert len(told.get("start", "")) <= START
    assert len(told.get("sketch", ())) <= SKETCH
    assert all(len(value) <= LONGEST_HEADER + 1 for value in told["headers"].values())
    answer = Answer("https://a.nl/", **{**told, "sketch": tuple(told.get("sketch", ()))})
    evidence = Evidence("https://a.nl/", (answer,))
    assert Evidence.from_json(evidence.to_json()) == evidence
    assert classify(evidence).klasse in KLASSEN
    state = update(None, evidence, DAY_ONE, "")
    assert state.titel.isprintable()
    assert state.soort.isprintable()
    assert state.reden.isprintable()
    assert 0 <= rest(headers.get("retry-after", ""), DAY_ONE) <= LONGEST_REST
    rules_from(answer, NAME).forbids("https://a.nl/b?c")
