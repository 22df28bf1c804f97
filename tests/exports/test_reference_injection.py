"""What a reference manager reads: whatever stands in a field, it is one field of one record."""

import re

import pytest

from infobox.catalogue.citation import Original
from infobox.catalogue.makers import Maker
from infobox.exports.references import bibtex, ris

BREAKS = (
    "x},\n  note = {ingevoegd",
    "x}}\n@book{nog,\n  title = {een}",
    "x\nER  - \nTY  - BOOK\nTI  - ingevoegd",
    "x\r\nAU  - Iemand",
    "x\u2028UR  - https://elders.nl",
    "x\x85N1  - ingevoegd",
    "\\input{/etc/passwd}",
    "{{{",
    "}}}",
    "a % b",
    "50% & meer_van # $ ~ ^",
)


def hostile(text: str) -> Original:
    """A publication with the same text in every field that holds text."""
    return Original(
        id="veilig",
        titel=text,
        soort="boek",
        makers=(Maker(text), Maker("Jan Jansen and Piet Pieters")),
        year=text,
        publisher=text,
        place=text,
        journal="",
        volume=text,
        number=text,
        pages=text,
        isbn=text,
        doi=text,
        url=text,
    )


def fields_in(record: str) -> dict[str, str]:
    """The fields of a record, taken apart as BibTeX does: by braces that balance, a backslash protecting the next."""
    head = re.match(r"@(\w+)\{([^,]+),\n", record)
    assert head
    found, rest = {}, record[head.end() :]
    while match := re.match(r"  (\w+) = \{", rest):
        depth, at = 1, match.end()
        while depth:
            if rest[at] == "\\":
                at += 2
                continue
            depth += {"{": 1, "}": -1}.get(rest[at], 0)
            at += 1
        found[match[1]] = rest[match.end() : at - 1]
        assert rest[at : at + 2] == ",\n"
        rest = rest[at + 2 :]
    assert rest == "}\n"
    return found


@pytest.mark.parametrize("text", BREAKS)
def test_nothing_ends_a_field_of_bibtex(text: str) -> None:
    fields = fields_in(bibtex(hostile(text)))
    assert set(fields) <= {
        "author", "title", "year", "volume", "number", "pages", "publisher", "address", "isbn", "doi", "url",
    }  # fmt: skip
    assert not any("\n" in value for value in fields.values())
    assert not re.search(r"\s", fields["url"] + fields["doi"])
    assert "\\input" not in bibtex(hostile(text))


@pytest.mark.parametrize("text", BREAKS)
def test_nothing_begins_a_tag_of_ris(text: str) -> None:
    lines = ris(hostile(text)).splitlines()
    assert [line[:6] for line in lines if not re.match(r"[A-Z][A-Z0-9]  - ", line)] == []
    assert [line[:2] for line in lines].count("TY") == [line[:2] for line in lines].count("ER") == 1
    assert len({line[:2] for line in lines}) >= len(lines) - 2
