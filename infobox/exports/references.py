"""The original publications as reference managers take them: BibTeX and RIS, one file each and all together."""

import re
from collections.abc import Iterator

from infobox.catalogue.citation import Original, original
from infobox.catalogue.infobox import Infobox, code_of
from infobox.entries.instrument import Instrument
from infobox.exports.source import Source

_BIBTEX_TYPES = {"boek": "book", "rapport": "techreport"}
_RIS_TYPES = {"boek": "BOOK", "rapport": "RPRT", "website": "WEB", "databank": "DBASE", "video": "VIDEO", "wet": "STAT"}

_ALL = "instrumenten/alle"


def addresses(infobox: Infobox) -> Iterator[tuple[str, str]]:
    """(address, owner) of every file, also below codes that an instrument had before."""
    for suffix in _WRITERS:
        for path, instrument in _paths(infobox):
            yield f"/{path}.{suffix}", f"instrumenten/{instrument.id}"
        yield f"/{_ALL}.{suffix}", "instrumenten"


def files(source: Source) -> Iterator[tuple[str, str]]:
    """(path, text): BibTeX and RIS of each original, below its short link, and of all of them together."""
    infobox = source.infobox
    for suffix, (write, between) in _WRITERS.items():
        for path, instrument in _paths(infobox):
            yield f"{path}.{suffix}", write(original(instrument, infobox))
        everything = (write(original(instrument, infobox)) for instrument in infobox.instrumenten.values())
        yield f"{_ALL}.{suffix}", between.join(everything)


def _paths(infobox: Infobox) -> Iterator[tuple[str, Instrument]]:
    former = [(code, entry) for (kind, code), (_, entry) in infobox.former_names.items() if not kind]
    now = [(code_of(entry), entry) for entry in infobox.with_retired("instrumenten").values()]
    for code, entry in (*now, *former):
        if isinstance(entry, Instrument):
            yield f"{code.lower()}/origineel", entry


def bibtex(one: Original) -> str:
    """One BibTeX record, UTF-8. An organisation stands in double braces, so that it is not taken apart."""
    kind = "article" if one.journal else _BIBTEX_TYPES.get(one.soort, "misc")
    publisher = {"techreport": "institution", "misc": "howpublished"}.get(kind, "publisher")
    fields = {
        "author": _bibtex_names(one, editors=False),
        "editor": _bibtex_names(one, editors=True),
        "title": f"{{{_tex(one.titel)}}}",
        "year": _tex(one.year),
        "journal": _tex(one.journal),
        "volume": _tex(one.volume),
        "number": _tex(one.number),
        "pages": _tex(one.pages).replace("-", "--"),
        publisher: "" if kind == "article" else _tex(one.publisher),
        "address": _tex(one.place),
        "isbn": _tex(one.isbn),
        "doi": _verbatim(one.doi),
        "url": _verbatim(one.url),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value and value != "{}")
    return f"@{kind}{{{one.id},\n{lines}}}\n"


def ris(one: Original) -> str:
    """One RIS record, UTF-8: a tag a line, lines end with CR LF."""
    kind = "JOUR" if one.journal else _RIS_TYPES.get(one.soort, "GEN")
    tags = [
        ("TY", kind),
        *(("ED" if maker.editor else "AU", maker.inverted) for maker in one.makers),
        ("PY", one.year),
        ("TI", one.titel),
        ("T2", one.journal),
        ("VL", one.volume),
        ("IS", one.number),
        *(zip(("SP", "EP"), re.split("[–-]", one.pages), strict=False)),
        ("PB", one.publisher),
        ("CY", one.place),
        ("SN", one.isbn),
        ("DO", one.doi),
        ("UR", one.url),
        ("ID", one.id),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in tags if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def _bibtex_names(one: Original, *, editors: bool) -> str:
    names = [
        _name(maker.inverted) if maker.is_person else f"{{{_tex(maker.name)}}}"
        for maker in one.makers
        if maker.editor is editors
    ]
    if names and any(maker.others for maker in one.makers if maker.editor is editors):
        names.append("others")
    return " and ".join(names)


_TEX = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_TEX |= {character: f"\\{character}" for character in "&%$#_"}


def _tex(text: str) -> str:
    """A text for a field: on one line, and nothing in it can end the field."""
    return "".join(_TEX.get(character, character) for character in " ".join(text.split()))


def _verbatim(address: str) -> str:
    """An address or DOI, which readers of BibTeX take as it stands; what could end the field is written as a code."""
    return re.sub(r"[\s{}\\]", lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), address)


def _name(text: str) -> str:
    """The name of a person; a word that would part it into two is put in braces."""
    return re.sub(r"(?<=\s)and(?=\s)", "{and}", _tex(text), flags=re.IGNORECASE)


_WRITERS = {"bib": (bibtex, "\n"), "ris": (ris, "\r\n")}
