"""Pages of docs/ and finished pages: what a stranger writes is words, or a finding; what would run does not get out."""

import functools
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from infobox.catalogue.rules import Case
from infobox.entries.docs import page
from infobox.pages.trial import pages_call_macros_well
from infobox.site.policy import Policy, PolicyError
from tests.conftest import GOOD, TODAY
from tests.fuzz.hostile import CALLS, EXPRESSIONS, MACROS, MARKDOWN, MARKUP, TAGS, YAML, right_pages, soup, spoiled
from tests.fuzz.test_texts import markdown
from tests.fuzz.test_yaml import told_well
from tests.reading import case_of

pytestmark = pytest.mark.slow

ALL = [*MARKDOWN, *MARKUP, *MACROS]
SPOILED = st.sampled_from(right_pages()).flatmap(lambda text: spoiled(text, [*ALL, *YAML]))
PAGES = SPOILED | soup(ALL, 20) | soup(MARKDOWN, 12).map("---\ntitle: x\n---\nZie https://a.nl/b en {}".format)
POLICY = Policy(())
RUNS = re.compile(
    r"[\x00-\x20]*j\s*a\s*v\s*a\s*s\s*c\s*r\s*i\s*p\s*t\s*:|[\x00-\x20]*(vbscript|data)\s*:", re.IGNORECASE
)


@functools.cache
def right_case() -> Case:
    return case_of(GOOD, TODAY)


@given(PAGES)
def test_a_page_is_read_and_every_place_in_it_is_right(text: str) -> None:
    read = page(text, "map/pagina", "docs/map/pagina.md")
    told_well(list(read.faults), text)
    lines = read.source.split("\n")
    assert all(lines[one.line - 1][one.column - 1 :].startswith(one.written) for one in read.addresses)
    assert read.front + read.body == text.removeprefix("\ufeff").replace("\r\n", "\n")
    assert len(set(read.anchors)) == len(read.anchors)
    for words in (read.text, *(section.text for section in read.sections)):
        assert "\n" not in words
        assert len(words) <= 2 * len(text)


@given(PAGES | soup(MACROS, 12) | st.lists(CALLS | st.just("\n"), max_size=6).map(" ".join))
def test_macros_of_a_page_are_tried_and_what_is_wrong_is_told(text: str) -> None:
    read = page(text, "pagina", "docs/pagina.md")
    found = list(pages_call_macros_well(replace(right_case(), pages={"pagina": read})))
    told_well(found, text)
    assert len(found) < 300
    assert not any("__" in finding.message for finding in found)


NO_CALL = (
    " + ",
    " - ",
    " * ",
    " / ",
    " // ",
    " ** ",
    " ~ ",
    " | ",
    " and ",
    " in ",
    ".__",
    ".format",
    ".x",
    " if ",
    "(*",
)


@given(EXPRESSIONS)
@example('standaard(-"x")')
@example('standaard("S01") ~ "x"')
@example("standaard([[[[[[[[[[[[1]]]]]]]]]]]])")
def test_only_a_macro_with_plain_values_is_carried_out(expression: str) -> None:
    found = list(
        pages_call_macros_well(replace(right_case(), pages={"p": page(f"{{{{ {expression} }}}}", "p", "docs/p.md")}))
    )
    told_well(found, expression)
    if any(sign in expression for sign in NO_CALL):
        assert found


class Seen(HTMLParser):
    """What another parser than ours makes of a page: everything in it that could run, or leave the site."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = dict(attrs).get("type") or ""
        if tag in ("iframe", "object", "embed", "base", "frame", "applet", "style"):
            self.found.append(tag)
        if tag == "script" and kind.strip() not in ("application/json", "application/ld+json"):
            self.found.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name in ("style", "srcdoc"):
                self.found.append(name)
            if name in ("href", "src", "action", "formaction", "xlink:href", "data") and RUNS.match(value or ""):
                self.found.append(f"{name}={value}")


HEAD = '<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>x</title></head><body><main>'


@given(
    soup(MARKUP, 16)
    | st.lists(TAGS | st.sampled_from(MARKUP), max_size=3).map("".join)
    | PAGES.map(lambda text: markdown().reset().convert(text))
)
@example('<a href="JAVA\tSCRIPT:a()">x</a>')
@example('<svg><a xlink:href=" \x01javascript:a()">x</a></svg>')
@example('<math><mi href="java\nscript:a()">x</mi></math>')
def test_what_would_run_is_refused_whoever_reads_the_page(text: str) -> None:
    """Two parsers that know nothing of each other: what ours lets through, the other finds nothing in."""
    try:
        finished = POLICY.applied(f"{HEAD}{text}</main></body></html>")
    except PolicyError:
        return
    assert Seen(finished).found == []
    assert finished.count("Content-Security-Policy") >= 1
