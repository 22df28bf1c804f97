"""What reference managers take, in BibTeX and RIS: the original publications, one file each and all together, and the
pages of this site about them."""

import re
from collections.abc import Iterable, Iterator

from infobox.catalogue.addresses import cited_folders
from infobox.catalogue.citation import Original, OwnPage, original, own_page
from infobox.catalogue.dutch import date_nl
from infobox.catalogue.infobox import Infobox, code_of
from infobox.entries.instrument import Instrument
from infobox.exports.source import Source

_BIBTEX_TYPES = {"boek": "book", "rapport": "techreport"}
_RIS_TYPES = {"boek": "BOOK", "rapport": "RPRT", "website": "WEB", "databank": "DBASE", "video": "VIDEO", "wet": "STAT"}

_ALL, _PAGE = "instrumenten/alle", "pagina"


def addresses(infobox: Infobox) -> Iterator[tuple[str, str]]:
    """(address, owner) of every file, also below codes that an instrument had before."""
    for suffix in _WRITERS:
        for path, instrument in _paths(infobox):
            yield f"/{path}.{suffix}", f"instrumenten/{instrument.id}"
        yield f"/{_ALL}.{suffix}", "instrumenten"
        for folder, kind, entry in cited_folders(infobox):
            yield f"/{folder}/{_PAGE}.{suffix}", f"{kind}/{entry.id}"


def files(source: Source) -> Iterator[tuple[str, str]]:
    """(path, text) in both formats: each original, below its short link; all of them together; each page."""
    infobox = source.infobox
    for folder, kind, entry in cited_folders(infobox):
        page = own_page(kind, entry, source.site, editie=infobox.editie_of(kind, entry))
        yield f"{folder}/{_PAGE}.bib", bibtex_of_page(page)
        yield f"{folder}/{_PAGE}.ris", ris_of_page(page)
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
    return _ris_lines(tags)


def bibtex_of_page(page: OwnPage) -> str:
    """A page of this site as one BibTeX record, UTF-8; the note says what its date means."""
    fields = {
        "author": f"{{{_tex(page.site)}}}",
        "title": f"{{{_tex(page.titel)}}}",
        "year": str(page.since.year) if page.since else "",
        "month": str(page.since.month) if page.since else "",
        "edition": page.editie,
        "note": _tex(_note(page)),
        "url": _verbatim(page.url),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{page.id},\n{lines}}}\n"


def ris_of_page(page: OwnPage) -> str:
    """A page of this site as one RIS record, UTF-8: a tag a line, lines end with CR LF."""
    tags = [
        ("TY", "ELEC"),
        ("AU", page.site),
        ("PY", str(page.since.year) if page.since else ""),
        ("DA", page.since.strftime("%Y/%m/%d") if page.since else ""),
        ("TI", page.titel),
        ("ET", page.editie),
        ("N1", _note(page)),
        ("LA", "nl"),
        ("UR", page.url),
        ("ID", page.id),
    ]
    return _ris_lines(tags)


def _note(page: OwnPage) -> str:
    since = f"Tekst sinds {date_nl(page.since)}" if page.since else ""
    return ". ".join(filter(None, [page.code, since]))


def _ris_lines(tags: Iterable[tuple[str, str]]) -> str:
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
