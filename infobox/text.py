"""What may stand in a text or an address of the data, and what may not. Each fault is (needle, message, hint).

Data is plain text: it never becomes markup, script or Jinja. This is the first defence; rendering, which escapes, is
the second.
"""

import ipaddress
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import urlsplit

Fault = tuple[str, str, str]


_BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BREAKS = {ord("\n"): " ", ord("\t"): " "}
_INVISIBLE = {"Cf", "Zl", "Zp"}  # Unicode categories: format, line separator, paragraph separator
_SCRIPT = re.compile(r"\b((javascript|vbscript)\s*:|data\s*:(?!\s))", re.IGNORECASE)
_HTML = re.compile(r"<[A-Za-z/!?][^\n>]{0,40}>?|&#?\w+;")
_MARKDOWN_LINK = re.compile(r"\]\s*\([^\n)]{0,60}\)?|\]\[|`|\*\*|__")


def hidden_characters(text: str) -> Iterator[Fault]:
    """Characters that an editor cannot see and that change what a reader sees; each kind once."""
    if text.translate(_BREAKS).isprintable():  # so it is nearly always, and this is a hundred times as fast
        return
    for character in dict.fromkeys(text):
        name = f"U+{ord(character):04X}"
        if character in _BIDI:
            yield character, f"hier staat een onzichtbaar teken dat de leesrichting omkeert ({name})", _retype()
        elif unicodedata.category(character) in _INVISIBLE:
            yield character, f"hier staat een onzichtbaar teken ({name})", _retype()
        elif unicodedata.category(character) == "Cc" and character not in "\n\t":
            yield character, f"hier staat een stuurteken ({name})", _retype()
        elif unicodedata.category(character) in ("Cs", "Co", "Cn"):
            yield character, f"hier staat een teken zonder betekenis ({name})", _retype()


def _retype() -> str:
    return "wis dit stukje en typ het opnieuw"


def text_faults(text: str) -> Iterator[Fault]:
    """What makes a text more than plain text."""
    yield from hidden_characters(text)
    for braces in ("{{", "{%", "{#", "}}", "%}", "#}"):
        if braces in text:
            yield braces, f"'{braces}' mag niet in een tekst", "schrijf het anders; codes worden hier nooit uitgevoerd"
            break
    if match := _HTML.search(text):
        found = [f"'{one}'" for one in dict.fromkeys(_HTML.findall(text))]
        looks = "lijkt" if len(found) == 1 else "lijken"
        yield match[0], f"{' en '.join(found)} {looks} op HTML", "haal het weg; in een tekst kan geen opmaak staan"
    if match := _SCRIPT.search(text):
        yield match[0], f"'{match[0]}' lijkt op een opdracht aan de browser", "schrijf gewone tekst"
    if match := _MARKDOWN_LINK.search(text):
        yield (
            match[0],
            f"'{match[0]}' lijkt op opmaak",
            "schrijf gewone tekst; voor een verwijzing is er @S03, @I012 of @B7",
        )
    if "\t" in text:
        yield "\t", "hier staat een tab", "gebruik spaties"


def url_faults(url: str) -> Iterator[Fault]:
    """What makes an address unfit for a reader: not the web, not public, or carrying a password."""
    yield from hidden_characters(url)
    if re.search(r"[\s<>\"{}|\\^`]", url):
        yield (
            url,
            "in een adres mogen geen spaties, aanhalingstekens of haakjes < > { } staan",
            "kopieer het adres opnieuw",
        )
        return
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        yield url, f"'{url}' is geen adres", "kopieer het adres opnieuw uit de browser"
        return
    if parts.scheme not in ("http", "https"):
        yield url, f"'{url}' begint niet met https://", "schrijf het volledige adres, met https:// ervoor"
        return
    if parts.username is not None or parts.password is not None:
        yield url, "er staat een naam of wachtwoord in het adres", "haal alles tussen // en @ weg"
        return
    if port not in (None, 80, 443):
        yield url, f"het adres gebruikt poort {port}", "gebruik het gewone adres zonder poort"
        return
    host = parts.hostname or ""
    if not is_public_host(host):
        yield url, f"'{host}' is geen openbare website", "gebruik een adres dat iedereen kan openen"


def quoted(text: str, *, number: bool = False) -> str:
    """A text as it can be typed behind a key: bare where that can be, between quotes where it must.

    With `number`, a whole number stays one.
    """
    if number and re.fullmatch(r"[0-9]{1,9}", text):
        return text
    if not text:
        return "''"
    if not _NEEDS_QUOTES.search(text):
        return text
    if "'" not in text:
        return f"'{text}'"
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


# What YAML would take for something else than the letters of a text.
_NEEDS_QUOTES = re.compile(
    r"""^[\s\-?:,\[\]{}#&*!|>'"%@`=~<]|:(\s|$)|\s\#|\s$|^[+-]?[.0-9][0-9_.,:]*(?:e[+-]?[0-9]+)?$|^[+-]?0[xob][0-9a-f_]+$"""
    r"""|^(?:true|false|yes|no|on|off|null|y|n)$|^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}""",
    re.IGNORECASE,
)


def is_public_host(host: str) -> bool:
    """Whether a host name can be a site on the public web: a dotted name, no bare number, no local ending."""
    bare = host.strip("[]")
    try:
        ipaddress.ip_address(bare)
        return False
    except ValueError:
        pass
    try:
        labels = host.rstrip(".").encode("idna").decode("ascii").lower().split(".")
    except UnicodeError:
        return False
    if len(labels) < 2 or not all(re.fullmatch(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?", label) for label in labels):
        return False
    local = {"local", "localhost", "internal", "intranet", "lan", "home", "corp", "test", "example", "invalid", "onion"}
    return labels[-1] not in local and not labels[-1][0].isdigit()  # 127.1 and 0x7f.0x1 are addresses too
