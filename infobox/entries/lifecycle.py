"""Rules for what happened to entries: a former name leads to one place, in one step, and that place is there.

Like the rules of rules.py: generators of findings, the docstring is the rule, `RULES` is the register.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from infobox.entries.documents import Document, Documents, Loc, Place
from infobox.entries.kinds import DIVIDED, KINDS, SHOWN, former_name
from infobox.entries.reading import Reading
from infobox.entries.relations import relations
from infobox.findings import Finding, did_you_mean

Name = tuple[str, str]  # (kind, id); a code has the kind ''


def former_names_are_free(read: Reading) -> Iterator[Finding]:
    """What an entry was called before is not the name or code of an entry now."""
    documents = read.documents
    codes = {document.text("code"): document for document in _all(documents)}
    for document, (kind, name), loc in _former(documents):
        if kind and kind not in KINDS:
            hint = did_you_mean(kind, KINDS, f"kies uit: {', '.join(KINDS)}")
            yield document.finding(document.place(loc), f"de soort '{kind}' bestaat niet", hint)
            continue
        living = documents.get(kind, {}).get(name) if kind else codes.get(name)
        if living is document:
            yield document.finding(document.place(loc), f"'{name}' is de naam van nu", "haal deze regel weg")
        elif living:
            yield document.finding(
                document.place(loc),
                f"'{name}' is in gebruik: {living.path}",
                "haal deze regel weg; bij een splitsing krijgt dat bestand status: gesplitst en vervangen_door",
            )


def former_names_lead_to_one_place(read: Reading) -> Iterator[Finding]:
    """A former name belongs to one entry; a split is told by the entry that was split."""
    documents = read.documents
    claimed: dict[Name, Document] = {}
    for document, name, loc in _former(documents):
        other = claimed.setdefault(name, document)
        if other is not document:
            yield document.finding(
                document.place(loc),
                f"ook {other.path} zegt dat het vroeger '{name[1]}' was",
                "laat bij een splitsing het oude bestand staan, met status: gesplitst en vervangen_door",
            )


def successors_are_there(read: Reading) -> Iterator[Finding]:
    """What came in the place of an entry is an active entry: no dead ends, chains or circles."""
    documents = read.documents
    for document in _all(documents):
        for text, loc in document.find("levensloop.vervangen_door.*"):
            kind, name = former_name(document.kind, text)
            yield from _target_faults(documents, document, (kind, name), loc)


def _target_faults(documents: Documents, document: Document, target: Name, loc: Loc) -> Iterator[Finding]:
    kind, name = target
    other = documents.get(kind, {}).get(name)
    place = document.place(loc)
    if other is None:
        known = documents.get(kind, {})
        yield document.finding(
            place, f"'{name}' bestaat niet in data/{kind}/", did_you_mean(name, known, "noem een id dat er is")
        )
    elif other is document:
        yield document.finding(place, "een onderwerp kan zichzelf niet vervangen", "haal deze regel weg")
    elif is_retired(other):
        onward = ", ".join(text for text, _ in other.find("levensloop.vervangen_door.*") if text != document.id)
        hint = f"noem waar dat naar verwijst: {onward}" if onward else "noem een actief onderwerp, of haal de regel weg"
        yield document.finding(place, f"'{name}' is zelf niet meer actief", hint)


def relations_lead_to_active_entries(read: Reading) -> Iterator[Finding]:
    """An entry that is withdrawn or split is in no relation of another one."""
    documents = read.documents
    for relation in relations():
        for document in documents.get(relation.kind, {}).values():
            for name, loc in document.find(relation.pattern):
                other = documents.get(relation.target, {}).get(name)
                if other is not None and is_retired(other):
                    onward = " of ".join(text for text, _ in other.find("levensloop.vervangen_door.*"))
                    key = f"{loc[-1]}: " if isinstance(loc[-1], str) else "- "
                    yield document.finding(
                        document.place(loc),
                        f"'{name}' is {other.value['levensloop']['status']} en telt niet meer mee",
                        f"schrijf: {key}{onward}" if onward else "haal deze verwijzing weg",
                    )


def parts_keep_their_anchors(read: Reading) -> Iterator[Finding]:
    """An anchor is one part for ever: of the page, of what is no more, or moved to one other place."""
    documents = read.documents
    claimed: dict[tuple[str, str, str], Document] = {}
    for kind, parts in DIVIDED.items():
        living, gone = parts.living, parts.gone
        pages = documents.get(kind, {})
        for document in pages.values():
            here = {anchor for anchor, _ in document.find(f"{living}.*.anker")}
            for anchor, loc in document.find(f"{gone}.*.anker"):
                if anchor in here:
                    hint = f"haal het weg bij '{living}', of geef dat een nieuw anker"
                    yield document.finding(document.place(loc), f"het anker '{anchor}' is nog in gebruik", hint)
            for text, loc in document.find(f"{living}.*.was.*"):
                page, anchor = _part_name(document, text)
                yield from _former_part_faults(pages, document, (page, anchor), loc)
                other = claimed.setdefault((kind, page, anchor), document)
                if other is not document:
                    hint = f"laat het oude deel staan bij '{gone}', met vervangen_door"
                    yield document.finding(document.place(loc), f"ook {other.path} zegt dat het '{text}' was", hint)


def _former_part_faults(
    pages: Mapping[str, Document], document: Document, name: tuple[str, str], loc: Loc
) -> Iterator[Finding]:
    page, anchor = name
    if page not in pages:
        hint = did_you_mean(page, pages, "noem een id dat er is")
        yield document.finding(document.place(loc), f"'{page}' bestaat niet in data/{document.kind}/", hint)
    elif anchor in _anchors(pages[page]):
        hint = "haal het daar weg, of haal deze regel weg"
        yield document.finding(document.place(loc), f"het anker '{anchor}' staat nog in {pages[page].path}", hint)


def successors_of_parts_are_there(read: Reading) -> Iterator[Finding]:
    """What came in the place of an aspect or onderdeel is a living one on an active page."""
    documents = read.documents
    for kind, parts in DIVIDED.items():
        living, gone = parts.living, parts.gone
        pages = documents.get(kind, {})
        for document in pages.values():
            for text, loc in document.find(f"{gone}.*.vervangen_door.*"):
                page, anchor = _part_name(document, text)
                if page != document.id and page in pages and is_retired(pages[page]):
                    hint = "noem een deel van een actieve pagina"
                    yield document.finding(document.place(loc), f"'{page}' is niet meer actief", hint)
                elif page not in pages or anchor not in {a for a, _ in pages[page].find(f"{living}.*.anker")}:
                    hint = f"noem een anker uit '{living}', of haal de regel weg"
                    yield document.finding(document.place(loc), f"'{text}' is geen deel dat er is", hint)


def entries_tell_when_they_came(read: Reading) -> Iterator[Finding]:
    """Every entry tells when it came: without that, a reader cannot see what is new."""
    for document in _of_kinds(read, SHOWN):
        if document.is_read and document.value.get("wijzigingen", []) == []:
            hint = (
                "zet onderaan: wijzigingen: met daaronder "
                f"'  - datum: {read.today.isoformat()}' en '    tekst: Toegevoegd.'"
            )
            yield document.finding(Place(1, 1), "'wijzigingen' ontbreekt", hint)


def withdrawals_are_among_the_changes(read: Reading) -> Iterator[Finding]:
    """The day on which an entry was withdrawn or split is among its changes, so that readers hear of it."""
    for document in _of_kinds(read, SHOWN):
        day = _record(document.value.get("levensloop")).get("datum")
        changes = document.value.get("wijzigingen", [])
        if not isinstance(changes, list):
            continue
        if is_retired(document) and isinstance(day, date) and day not in [_record(one).get("datum") for one in changes]:
            hint = f"zet bij 'wijzigingen': '  - datum: {day.isoformat()}' en '    tekst: ' met wat de lezer moet weten"
            place = document.place(("wijzigingen",))
            yield document.finding(place, "het vervallen staat niet bij de wijzigingen", hint)


RULES: tuple[Callable[[Reading], Iterator[Finding]], ...] = (
    former_names_are_free,
    former_names_lead_to_one_place,
    successors_are_there,
    relations_lead_to_active_entries,
    parts_keep_their_anchors,
    successors_of_parts_are_there,
    entries_tell_when_they_came,
    withdrawals_are_among_the_changes,
)


def _all(documents: Documents) -> Iterable[Document]:
    return (document for kind in documents.values() for document in kind.values())


def _of_kinds(read: Reading, kinds: Iterable[str]) -> Iterator[Document]:
    return (document for kind in kinds for document in read.documents.get(kind, {}).values())


def _record(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _former(documents: Documents) -> Iterator[tuple[Document, Name, Loc]]:
    for document in _all(documents):
        for text, loc in document.find("levensloop.was.*"):
            yield document, former_name(document.kind, text), loc


def is_retired(document: Document) -> bool:
    """Whether an entry says that it is withdrawn or split."""
    return any(status in ("vervallen", "gesplitst") for status, _ in document.find("levensloop.status"))


def _part_name(document: Document, text: str) -> tuple[str, str]:
    page, _, anchor = text.rpartition("#")
    return page or document.id, anchor


def _anchors(document: Document) -> set[str]:
    return {
        anchor
        for parts in DIVIDED.values()
        for key in (parts.living, parts.gone)
        for anchor, _ in document.find(f"{key}.*.anker")
    }
