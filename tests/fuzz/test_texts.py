"""Texts: whatever one holds, on a page it is the same letters, and in a record of a reference manager one field."""

import functools
import re
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markdown import Markdown
from pydantic_core import PydanticCustomError

from infobox import inert
from infobox.catalogue.infobox import Infobox
from infobox.entries.kinds import REFERENCE
from infobox.entries.values import _doi, _isbn
from infobox.exports.references import bibtex, ris
from infobox.pages.render import Renderer, unmarked
from infobox.text import hidden_characters, text_faults
from tests.conftest import ROOT, SAMPLE, TODAY
from tests.exports.test_reference_injection import fields_in, hostile
from tests.fuzz.hostile import MACROS, MARKDOWN, MARKUP, YAML, soup
from tests.reading import infobox_of

pytestmark = pytest.mark.slow

CODES = ["@S01", "@I002", "@B7", "@s01", "@S011"]
TEXTS = st.one_of(
    soup([*MARKUP, *MARKDOWN, *MACROS, *YAML, *CODES]),
    soup([*CODES, "<b>", "&amp;", '"', "<", " ", "x"], 8),
    soup(["`", "``", "*", "**", "_", "__", "[", "](x)", "]: x", "\\", "x", " ", "!", "{: .x }", "~~", "<", "|"], 8),
)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@functools.cache
def sample() -> Infobox:
    return infobox_of(SAMPLE / "data", TODAY)


@functools.cache
def markdown() -> Markdown:
    """Markdown as the site has it."""
    told = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("!ENV", ""), yaml.SafeLoader)
    given = [one if isinstance(one, dict) else {one: {}} for one in told["markdown_extensions"]]
    configs: dict[str, Any] = {name: options for one in given for name, options in one.items()}
    return Markdown(extensions=list(configs), extension_configs=configs)


def letters(text: str) -> str:
    """The letters of a text, without what white space a parser may change."""
    return re.sub(r"\s+", "", _NOT_XML.sub("", text))


@given(TEXTS)
def test_on_a_page_a_text_is_itself_and_links_of_ours(text: str) -> None:
    infobox = sample()
    text = _NOT_XML.sub("", text)
    shown = html.fragment_fromstring(str(Renderer(infobox).inline(text, "../")), create_parent="div")
    assert {element.tag for element in shown.iter()} <= {"div", "a"}
    for link in shown.iter("a"):
        assert set(link.attrib) == {"href"}
        assert re.fullmatch(r"\.\./[a-z]+/(#?[a-z0-9-]+/?)", link.get("href") or "")
        link.text = "@"
    known = REFERENCE.sub(lambda match: "@" if match[1] in infobox.by_code else match[0], text)
    assert letters(shown.text_content()) == letters(known)


@given(TEXTS)
def test_a_text_that_passes_stays_plain_in_markdown(text: str) -> None:
    """The second defence by itself: what the first lets through gives no element but those of a paragraph."""
    written = " ".join(str(unmarked(text)).split())
    made = markdown().reset().convert(f"Zie {written} hier.")
    tags = {element.tag for element in html.fragment_fromstring(made, create_parent="div").iter()}
    assert tags <= {"div", "p"}, made


@given(TEXTS)
def test_what_is_hidden_is_told_and_what_is_told_is_there(text: str) -> None:
    told = {needle for needle, _, _ in hidden_characters(text)}
    assert told <= set(text)
    assert all(letter.isprintable() or letter.isspace() for letter in set(text) - told)
    for needle, message, hint in text_faults(text):
        assert needle in text
        assert message
        assert hint


@given(TEXTS)
def test_a_record_for_a_reference_manager_keeps_its_fields(text: str) -> None:
    plain = hostile("Gewoon 12")
    assert fields_in(bibtex(hostile(text))).keys() <= fields_in(bibtex(plain)).keys()
    tags = [line[:6] for line in ris(hostile(text)).split("\r\n")]
    allowed = {line[:6] for line in ris(plain).split("\r\n")} | {"EP  - "}
    assert set(tags) <= allowed
    assert tags[0] == "TY  - "
    assert tags.count("ER  - ") == 1
    assert not re.search("[\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", ris(hostile(text)).replace("\r\n", ""))


@given(TEXTS, st.integers(1, 60))
def test_words_of_others_take_a_bounded_place_wherever_they_are_shown(text: str, times: int) -> None:
    long = text * times
    size = len(long)
    assert len(inert.plain(long)) <= inert.MOST
    assert len(inert.markdown(long)) <= 3 * inert.MOST + 5
    assert len(inert.line(long)) <= 10 * size + 6
    assert len(inert.annotation(long)) <= 12 * size
    assert len(inert.address(long)) <= 12 * size
    assert len(inert.cell(long)) <= max(size, inert.MOST) + 1


def or_refused(check: Any, text: str) -> str:
    try:
        return str(check(text))
    except PydanticCustomError as error:
        [(needle, message, hint)] = (error.context or {})["faults"]
        assert needle in text
        assert message
        assert hint
        return ""


@given(
    st.text(st.sampled_from("0123456789Xx- ISBN:9"), max_size=20)
    | st.from_regex(r"97[89][0-9]{10}|[0-9]{9}[0-9Xx]|97[89]-?[0-9]{2}-[0-9]{4} [0-9]{3}-[0-9]", fullmatch=True)
)
def test_an_isbn_is_one_or_it_is_refused(text: str) -> None:
    if right := or_refused(_isbn, text):
        assert re.fullmatch(r"[0-9][0-9-]*[0-9X]", right)
        digits = right.replace("-", "")
        if len(digits) == 13:
            assert sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10 == 0
        else:
            values = [10 if digit == "X" else int(digit) for digit in digits]
            assert sum(value * (10 - place) for place, value in enumerate(values)) % 11 == 0
        assert or_refused(_isbn, right) == right


@given(
    soup(
        ["10.", "10.5555/", "doi:", "https://doi.org/", "/", ".", "x", "<", ">", "}", "\n", '"', "%", "(", ")", " "], 8
    )
)
def test_a_doi_is_one_or_it_is_refused(text: str) -> None:
    if right := or_refused(_doi, text):
        assert re.fullmatch(r"10\.[0-9.]+/[!-~]+", right)
        assert not set(right) & set('"{}\\^`| \n')
        assert or_refused(_doi, right) == right
