"""Words of strangers, fuzzed: nothing in them acts on Markdown, a log, a terminal or a spreadsheet."""

import re
import unicodedata

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from infobox import inert
from infobox.findings import Finding, as_github, as_text

BAITS = [
    *("@gebruiker", "@org/team", "#123", "GH-123", "org/repo#1", "d6cd1e2bd19e03a81132a23b2025920577f84e37"),
    *(
        "https://boos.nl",
        "www.boos.nl",
        "<https://boos.nl>",
        "iemand@boos.nl",
        "[x](https://boos.nl)",
        "[x]: //boos.nl",
    ),
    *("![x](https://boos.nl/x.png)", "<img src=x onerror=alert(1)>", "<!--", "-->", "<script>", "</code>", "&lt;b&gt;"),
    *(
        "`",
        "``",
        "```",
        "~~~",
        "    code",
        "\\`",
        "\\",
        "**",
        "__",
        "# kop",
        "- punt",
        "1. punt",
        "> citaat",
        "---",
        "|a|b|",
    ),
    *("::error::x", "  ::set-output name=a::b", "##[error]x", "##[add-mask]e", "::stop-commands::x", "%0A::error::x"),
    *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\uff1d1", "=cmd|' /C calc'!A0", "%x"),
    *("\x1b[31m", "\x1b]0;x\x07", "\x00", "\x08", "\x7f", "\x9b31m", "\u202e", "\u2066", "\u200b", "\ufeff", "\ud800"),
    *("\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\u0301" * 40, "\U000e0041", "\ue000", "", " "),
]
words = st.lists(
    st.one_of(
        st.sampled_from(BAITS), st.text(max_size=8), st.characters(categories=["Cc", "Cf", "Zs", "Zl", "Zp", "Cs"])
    ),
    max_size=8,
).map("".join)

UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def _seen(text: str) -> bool:
    return all(unicodedata.category(letter) not in UNSEEN for letter in text)


def _inline(markdown: str) -> list[Token]:
    """What CommonMark makes of an entry of a report: one point of a list with one line in it."""
    block, *rest = [token for token in MarkdownIt("commonmark").parse(markdown) if token.type != "inline"]
    assert [block.type, *(token.type for token in rest)] == [
        *("bullet_list_open", "list_item_open", "paragraph_open"),
        *("paragraph_close", "list_item_close", "bullet_list_close"),
    ]
    inline = [token for token in MarkdownIt("commonmark").parse(markdown) if token.type == "inline"]
    assert len(inline) == 1
    return inline[0].children or []


@settings(deadline=None)
@given(words)
def test_in_markdown_they_are_one_piece_of_code_and_nothing_else(text: str) -> None:
    tokens = _inline(f"- regel 7: {inert.markdown(text)}. Wat te doen: {inert.markdown(text)}.\n")
    assert [token.type for token in tokens] == ["text", "code_inline", "text", "code_inline", "text"]
    assert [token.content for token in tokens[::2]] == ["regel 7: ", ". Wat te doen: ", "."]
    assert tokens[1].content == (inert.plain(text) or "-")
    assert _seen(tokens[1].content)


@settings(deadline=None)
@given(words, st.sampled_from(["https://a.nl/", "http://a.nl/b?c=", "", "//"]))
def test_an_address_in_markdown_is_a_link_to_itself_or_words(text: str, start: str) -> None:
    written = inert.markdown_link(start + text)
    tokens = _inline(f"- {written}\n")
    if tokens[0].type == "link_open":
        assert [token.type for token in tokens] == ["link_open", "text", "link_close"]
        assert written == f"<{inert.address(start + text)}>"
        assert re.fullmatch(r"<https?://[a-z.:/?=\x21-\x7e]+>", written)
    else:
        assert [token.type for token in tokens] == ["code_inline"]


@settings(deadline=None)
@given(words)
def test_in_a_log_or_terminal_they_are_one_line_without_commands(text: str) -> None:
    for shown in (inert.line(text), str(Finding(text, 1, 1, text, text)), as_text([Finding("p", 1, 1, text, text)])):
        assert all(letter.isprintable() or letter == "\n" for letter in shown)
        assert "##[" not in shown
        assert not any(each.strip().startswith("::") for each in shown.splitlines())
    assert inert.line(text).count("\n") == 0


@settings(deadline=None)
@given(words, words)
def test_in_an_annotation_there_is_one_command_ours(text: str, path: str) -> None:
    shown = as_github([Finding(path, 1, 2, text, text)])
    head, message = re.fullmatch(r"::error file=([^:,\r\n]*),line=1,col=2::([^\r\n]*)", shown, re.DOTALL).groups()  # type: ignore[union-attr]
    assert all(letter.isprintable() for letter in shown)
    assert "##[" not in shown
    for part in (head, message):
        assert re.fullmatch(r"([^%]|%25|%0A|%0D|%3A|%2C)*", part)


@settings(deadline=None)
@given(words)
def test_in_a_spreadsheet_they_are_no_formula(text: str) -> None:
    shown = inert.cell(text)
    assert shown[:1] not in {"=", "+", "-", "@", "|", "%", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r"}
    assert _seen(shown)


@settings(deadline=None)
@given(words)
def test_what_is_kept_is_one_short_visible_line_and_stays_the_same(text: str) -> None:
    kept = inert.plain(text)
    assert _seen(kept)
    assert len(kept) <= inert.MOST
    assert kept == kept.strip()
    assert inert.plain(kept) == kept
    assert not re.search("[\u0300-\u036f]{3}", kept)


@settings(deadline=None)
@given(words)
def test_an_address_can_be_written_in_yaml_in_any_form_and_in_markdown(text: str) -> None:
    url = inert.address(f"https://a.nl/{text}")
    assert url.isascii()
    assert url.isprintable()
    for written in (f"url: {url}", f"url: '{url}'", f'url: "{url}"', f"{{url: '{url}'}}"):
        assert yaml.safe_load(written) == {"url": url}
    if "?" not in url:  # of this letter PyYAML wants no plain text between brackets, in an ordinary address either
        assert yaml.safe_load(f"[{url}, {url}]") == [url, url]
        assert yaml.safe_load(f"{{url: {url}}}") == {"url": url}
    tokens = _inline(f"- [tekst]({url})\n")
    assert [token.type for token in tokens] == ["link_open", "text", "link_close"]
    assert inert.address(url) == url


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Een stuk\n over\tveiligheid ", "Een stuk over veiligheid"),
        ("'café' – “ja” 👍 100%", "'café' – “ja” 👍 100%"),
        ("a\u202eb\u200bc\x1b[31m", "abc[31m"),
        ("x" * 400, "x" * 299 + "…"),
    ],
)
def test_ordinary_words_stay_as_they_are(text: str, kept: str) -> None:
    assert inert.plain(text) == kept


def test_an_ordinary_address_is_a_link_and_stays_as_it_is() -> None:
    for url in ("https://a.nl/", "https://www.a-b.nl/c_d/e~f.pdf?g=h&i=%20j;k#l", "http://a.nl:80/@naam/$1+2"):
        assert inert.address(url) == url
        assert inert.markdown_link(url) == f"<{url}>"
    assert inert.address("https://a.nl/b_(c)'*[d]!,") == "https://a.nl/b_%28c%29%27%2A%5Bd%5D%21%2C"
