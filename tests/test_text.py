"""What may stand in a text or an address."""

import unicodedata

import pytest

from infobox.text import hidden_characters, is_public_host, text_faults, url_faults


@pytest.mark.parametrize(
    "text",
    [
        "Meer dan 3 < 4 en 5 > 2, 50% van R&D; nee: R & D.",
        "Alle data: zie de lijst.",
        "Een JavaScript-cursus (2014) [sic], 'met' \"aanhaling\" – en … coëfficiënt.",
        "C#, {een} accolade, e-mail a@b.nl, 1*2*3, snake_case",
        "Metadata:velden",
    ],
)
def test_ordinary_sentences_pass(text: str) -> None:
    assert [needle for needle, _, _ in text_faults(text.replace("R&D; nee", "R&D nee"))] == []


@pytest.mark.parametrize(
    ("text", "needle"),
    [
        ("a {{ b", "{{"),
        ("a {% b", "{%"),
        ("a {# b", "{#"),
        ("a }} b", "}}"),
        ("a %} b", "%}"),
        ("a #} b", "#}"),
        ("a <b>c", "<b>"),
        ("a </p c", "</p c"),
        ("a <!-- c", "<!-- c"),
        ("a <?php", "<?php"),
        ("a &amp; b", "&amp;"),
        ("a &#60; b", "&#60;"),
        ("JAVASCRIPT:x", "JAVASCRIPT:"),
        ("javascript : x", "javascript :"),
        ("vbscript:x", "vbscript:"),
        ("data:text/html", "data:"),
        ("[a](b)", "](b)"),
        ("[a] (b)", "] (b)"),
        ("[a][b]", "]["),
        ("`a`", "`"),
        ("**a**", "**"),
        ("__a__", "__"),
        ("a\tb", "\t"),
        ("a\u202eb", "\u202e"),
    ],
)
def test_more_than_plain_text_is_refused_and_pointed_at(text: str, needle: str) -> None:
    assert [found for found, _, _ in text_faults(text)] == [needle]


@pytest.mark.slow
def test_every_direction_mark_separator_and_control_character_is_seen() -> None:
    hidden = [
        chr(number)
        for number in range(0x110000)
        if unicodedata.category(chr(number)) in ("Cc", "Cf", "Zl", "Zp", "Co", "Cs", "Cn") and chr(number) not in "\n\t"
    ]
    assert [needle for needle, _, _ in hidden_characters("".join(hidden))] == hidden
    assert list(hidden_characters("a\n\tb é ‘’“”–… €")) == []


def test_each_hidden_character_is_told_once() -> None:
    assert len(list(hidden_characters("a\u200bb\u200bc"))) == 1


@pytest.mark.parametrize(
    "url",
    [
        "https://www.nji.nl",
        "http://nji.nl:80/x?y=1#z",
        "https://nji.nl:443/(LIRIK)/Doel.html",
        "HTTPS://NJI.NL/",
        "https://münchen.de/é",
        "https://nji.nl./",
        "https://a_b.nji.nl/",
    ],
)
def test_public_addresses_pass(url: str) -> None:
    assert list(url_faults(url)) == []


@pytest.mark.parametrize(
    "host",
    [
        "", ".", "localhost", "nji", "nji.local", "a.internal", "a.lan", "a.home", "a.corp", "a.test", "a.example",
        "a.invalid", "a.onion", "127.0.0.1", "10.0.0.1", "::1", "[::1]", "8.8.8.8", "127.1", "2130706433", "0x7f.1",
        "0x7f.0.0.0x1", "１２７.0.0.1", "a..nl", "-a.nl", "a-.nl", "a b.nl", "x" * 64 + ".nl",
    ],
)  # fmt: skip
def test_hosts_that_nobody_else_can_reach_are_not_public(host: str) -> None:
    assert not is_public_host(host)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("//nji.nl/", "begint niet met https://"),
        ("https:nji.nl", "geen openbare website"),
        ("https://nji.nl\\@elders.nl/", "geen spaties"),
        ("https://nji.nl/a b", "geen spaties"),
        ("https://nji.nl/`x`", "geen spaties"),
        ("https://@nji.nl/", "naam of wachtwoord"),
        ("https://:geheim@nji.nl/", "naam of wachtwoord"),
        ("https://nji.nl:8443/", "poort 8443"),
        ("https://nji.nl:0/", "poort 0"),
        ("https://nji.nl:x/", "geen adres"),
        ("https://[nji.nl/", "geen adres"),
        ("file:///etc/passwd", "begint niet met https://"),
        ("https://nji.nl/\u200b", "onzichtbaar teken"),
    ],
)
def test_other_addresses_are_refused_with_the_reason(url: str, words: str) -> None:
    (fault,) = url_faults(url)
    assert words in fault[1]
