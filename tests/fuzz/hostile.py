"""What people and servers may come up with: pieces that mean something to a parser, and ways to spoil what is right."""

import functools

from hypothesis import strategies as st

from tests.conftest import GOOD, SAMPLE

MARKUP = [
    *("<script>", "</script>", "<script src=//x>", "<img src=x onerror=a()>", "<svg/onload=a()>", "<iframe>", "<!--"),
    *("-->", "<![CDATA[", "]]>", "<style>", "</style>", "<title>", "</title>", "<noscript>", "</noscript>"),
    *(
        "<textarea>",
        "</textarea>",
        "<a href='javascript:a()'>",
        "<a href=JaVa\tScript:a()>",
        "<meta http-equiv=refresh",
    ),
    *(" content='0;url=//x'>", "<base href=//x>", "<p style='x'>", "<x on click=a()>", "<math><mi xlink:href=data:x>"),
    *("<div", " onclick=a()", "/onclick=a()", ">", "<", '"', "'", "`", "=", "&lt;", "&#60;", "&#x3c", "&amp;", "&"),
    *("<template>", "<object data=x>", "<embed src=x>", "<form action=//x>", "<link rel=stylesheet href=//x>", "<?php"),
    *("<h1 id=x>", "<p>", "</p>", "</div>", "</body>", "</html>", "<plaintext>", "<xmp>", "\x00", "\x0c", "\ufeff"),
]
MARKDOWN = [
    *("# Kop { #kop }", "## ", "- ", "1. ", "> ", "```", "~~~", "`", "``", "**", "__", "*", "_", "|", "| - |", "---"),
    *(
        "[x](https://a.nl/b)",
        "[x](javascript:a())",
        "![x](x.png)",
        "[x]: //boos.nl",
        "<https://a.nl/b>",
        "[x][y]",
        "!!! ",
    ),
    *("{ #x }", "{: onclick=a() }", "{ .x style=y }", "https://a.nl/b?c=(d)", "HTTP://A.NL", "\\", "    ", "\t", "***"),
    *(
        '<h2 id="x">',
        '<div markdown="1">',
        "</div>",
        "<!-- ",
        " -->",
        ":   ",
        "^[",
        "[^1]",
        "[TOC]",
        "\n",
        "\n\n",
        "\r\n",
    ),
]
MACROS = [
    *("{{", "}}", "{%", "%}", "{#", "#}", "{% raw %}", "{% endraw %}", "{{ standaard(", '"S01"', ") }}", "{{ aantal("),
    *('"standaarden"', "{{ lipsum.__globals__ }}", "{{ self }}", "{% for x in range(9) %}", "{{ 9**9**9 }}", "[" * 30),
    *(
        "{{ [].__class__ }}",
        "{{ x|attr('y') }}",
        "{{ telefoon(",
        "soort=",
        "-}}",
        "{{-",
        "{% include 'x' %}",
        "loop",
        ",",
    ),
]
YAML = [
    *(
        ": ",
        ":",
        "- ",
        "-",
        "? ",
        "&a ",
        "*a",
        "!!python/object:os.system ",
        "!x ",
        "|",
        ">-",
        "|2",
        "'",
        '"',
        "#",
        "%",
        "@",
    ),
    *(
        "---\n",
        "...\n",
        "<<: *a",
        "{",
        "}",
        "[",
        "]",
        ",",
        "\t",
        "\n",
        "\n  ",
        "\r",
        "\x85",
        "\u2028",
        "\ufeff",
        "\x00",
        "~",
    ),
    *(
        "0612",
        "0x1F",
        "1e9",
        ".inf",
        "nee",
        "ja",
        "2026-11-21",
        "T00:00:00Z",
        " 03:00:00",
        "2026-99-99",
        "12:30:45",
        "null",
        "9" * 30,
        "\U0001f600",
    ),
    *(
        "{{ 7*7 }}",
        "<b>",
        "@S01",
        "@S99",
        "@",
        "https://",
        "https://a.nl/",
        "titel",
        "bronnen",
        "code",
        "id",
        "é",
        "\u202e",
    ),
]
EXPRESSIONS: st.SearchStrategy[str] = st.recursive(
    st.sampled_from(
        ['"S01"', "'S99'", "12", "-3", "x", "standaard", "aantal", "lipsum", "self", "none", "[]", "{}", "()"]
    ),
    lambda inner: st.one_of(
        st.builds("{}({})".format, st.sampled_from(["standaard", "aantal", "instrumenten", "x", "range"]), inner),
        st.builds(
            "{}({}={})".format, st.sampled_from(["instrumenten", "velden"]), st.sampled_from(["soort", "x"]), inner
        ),
        st.builds(
            "{} {} {}".format, inner, st.sampled_from(["+", "-", "*", "/", "//", "**", "~", "|", "and", "in"]), inner
        ),
        st.builds("{}.{}".format, inner, st.sampled_from(["__class__", "__globals__", "format", "x"])),
        st.builds("{}[{}]".format, inner, inner),
        st.builds("[{}, {}]".format, inner, inner),
        st.builds("({} if {} else {})".format, inner, inner, inner),
        st.builds("standaard(*{})".format, inner),
        st.builds("-{}".format, inner),
    ),
    max_leaves=6,
)
CALLS = st.builds("{{{{ {} }}}}".format, EXPRESSIONS)
_VALUES = [
    "javascript:a()",
    "JAVA\tSCRIPT:a()",
    " \x01javascript:a()",
    "data:text/html,x",
    "vbscript:x",
    "/x",
    "//boos.nl",
    "a()",
]
TAGS = st.builds(
    "<{}{}{}={}{}{}>".format,
    st.sampled_from(
        ["p", "a", "img", "div", "svg", "input", "script", "iframe", "math", "form", "x-y", "TITLE", "textarea"]
    ),
    st.sampled_from([" ", "/", "\n", " x ", ' y="" ', " y='>' "]),
    st.sampled_from(
        [
            "href",
            "src",
            "onclick",
            "onload",
            "OnError",
            "style",
            "srcdoc",
            "xlink:href",
            "action",
            "title",
            "on",
            "data-x",
        ]
    ),
    st.sampled_from(['"', "'", ""]),
    st.sampled_from(_VALUES),
    st.sampled_from(['"', "'", ""]),
)
LETTERS = st.characters(categories=["L", "N", "P", "S"])


def soup(pieces: list[str], most: int = 14) -> st.SearchStrategy[str]:
    """Pieces in any order, with other letters between them."""
    return st.lists(st.sampled_from(pieces) | st.text(max_size=6), max_size=most).map("".join)


@functools.cache
def right_files() -> tuple[tuple[str, str, str], ...]:
    """(kind, id, text) of files in which nothing is wrong."""
    paths = [*sorted(GOOD.glob("*/*.yml")), *sorted((SAMPLE / "data").glob("*/*.yml"))]
    return tuple((path.parent.name, path.stem, path.read_text(encoding="utf-8")) for path in paths)


@functools.cache
def right_pages() -> tuple[str, ...]:
    """Pages of docs/ in which nothing is wrong."""
    return tuple(path.read_text(encoding="utf-8") for path in sorted((SAMPLE / "docs").glob("*.md")))


@st.composite
def spoiled(draw: st.DrawFn, text: str, pieces: list[str]) -> str:
    """A text with up to four edits of somebody who slips, or means it."""
    for _ in range(draw(st.integers(0, 4))):
        lines = text.split("\n")
        at = draw(st.integers(0, len(text)))
        row = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["put", "put", "cut", "again", "drop", "double", "in", "out"])):
            case "put":
                text = text[:at] + draw(st.sampled_from(pieces) | st.text(max_size=5)) + text[at:]
            case "cut":
                text = text[:at] + text[at + draw(st.integers(1, 30)) :]
            case "again":
                text = text[:at] + text[at : at + draw(st.integers(1, 60))] + text[at:]
            case "drop":
                text = "\n".join(lines[:row] + lines[row + 1 :])
            case "double":
                text = "\n".join([*lines[: row + 1], *lines[row:]])
            case "in":
                text = "\n".join([*lines[:row], f"  {lines[row]}", *lines[row + 1 :]])
            case "out":
                text = "\n".join([*lines[:row], lines[row].lstrip(), *lines[row + 1 :]])
    return text
