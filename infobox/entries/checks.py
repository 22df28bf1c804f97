"""Rules across entries. A rule is a generator of findings; its docstring says what it holds. `RULES` is the register.

Rules read documents, not entries: a file with another fault still takes part, so one run finds everything.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from urllib.parse import urlsplit

from infobox.entries import lifecycle
from infobox.entries.documents import Document, Loc
from infobox.findings import Finding

Documents = Mapping[str, Mapping[str, Document]]  # kind -> id -> document
NUMMERS = range(1, 9)  # of the bouwstenen
Rule = Callable[[Documents], Iterator[Finding]]


def run(documents: Documents) -> list[Finding]:
    """Every finding of every rule."""
    return [finding for rule in (*RULES, *lifecycle.RULES) for finding in rule(documents)]


def codes_are_given_out_once(documents: Documents) -> Iterator[Finding]:
    """A code belongs to one entry, for ever."""
    everything = [document for kind in documents for document in _all(documents, kind)]
    taken = {code for document in everything if (code := document.text("code"))}
    taken |= {name for document in everything for name, _ in document.find("levensloop.was.*")}
    for kind in documents:
        for document, loc, other in _repeated(_all(documents, kind), "code"):
            code = document.text("code")
            yield document.finding(
                document.place(loc),
                f"de code {code} is al van {other.path}",
                f"gebruik de eerste vrije code: {next_free_code(code, taken)}",
            )


def next_free_code(like: str, taken: Iterable[str]) -> str:
    """The first code after the highest one given out with the same letter and width."""
    letter, width = like[:1], len(like) - 1
    numbers = [int(code[1:]) for code in taken if code[:1] == letter and code[1:].isdigit()]
    return f"{letter}{max(numbers, default=0) + 1:0{width}d}"


def titles_are_unique(documents: Documents) -> Iterator[Finding]:
    """Two entries of a kind with the same title cannot be told apart."""
    for kind in documents:
        for document, loc, other in _repeated(_all(documents, kind), "titel"):
            yield document.finding(
                document.place(loc),
                f"de titel staat ook in {other.path}",
                "maak duidelijk waarin de twee verschillen, of voeg ze samen",
            )


def bouwstenen_have_their_own_number(documents: Documents) -> Iterator[Finding]:
    """Each bouwsteen has the number that its code says."""
    for document in _all(documents, "bouwstenen"):
        number, code = document.value.get("nummer"), document.text("code")
        if type(number) is int and number in NUMMERS and re.fullmatch("B[0-9]", code) and code != f"B{number}":
            yield document.finding(
                document.place(("nummer",)),
                f"het nummer is {number}, maar de code is {code}",
                f"schrijf code: B{number}",
            )


def own_pages_belong_to_one_entry(documents: Documents) -> Iterator[Finding]:
    """An address that is the instrument itself (soort: pagina) is claimed once."""
    owners: dict[str, Document] = {}
    for document in _all(documents, "instrumenten"):
        link = document.value.get("link")
        if not isinstance(link, dict) or link.get("soort") != "pagina" or not isinstance(link.get("url"), str):
            continue
        other = owners.setdefault(_same_page(link["url"]), document)
        if other is not document:
            yield document.finding(
                document.place(("link", "url")),
                f"dit adres is al de eigen pagina van {other.path}",
                "maak er soort: verwijspagina van, of voeg de twee samen",
            )


def _same_page(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{parts.query}"


def entries_are_listed_once(documents: Documents) -> Iterator[Finding]:
    """A relation to the same entry stands once in a file."""
    for kind, pattern in (
        ("instrumenten", "standaarden.*.standaard"),
        ("instrumenten", "bouwstenen.*.bouwsteen"),
        ("instrumenten", "organisaties.*"),
        ("instrumenten", "doelgroepen.*"),
        ("standaarden", "verwant.*.standaard"),
        ("standaarden", "aspecten.*.anker"),
        ("kaders", "onderdelen.*.anker"),
        ("bouwstenen", "standaarden.*"),
        ("begrippen", "instrumenten.*"),
        ("thesaurus", "ingangen.*.woorden.*"),
    ):
        for document in _all(documents, kind):
            seen: set[str] = set()
            for value, loc in document.find(pattern):
                if value in seen:
                    yield document.finding(
                        document.place(loc), f"'{value}' staat hier twee keer", "haal er een weg, of kies een andere"
                    )
                seen.add(value)


def standaarden_do_not_relate_to_themselves(documents: Documents) -> Iterator[Finding]:
    """A standaard is not its own relative."""
    for document in _all(documents, "standaarden"):
        for value, loc in document.find("verwant.*.standaard"):
            if value == document.id:
                yield document.finding(
                    document.place(loc), "een standaard kan niet aan zichzelf verwant zijn", "haal deze verwijzing weg"
                )


def standaarden_have_instruments(documents: Documents) -> Iterator[Finding]:
    """A standaard that points to nothing is of no use to a reader."""
    used = {
        value for document in _all(documents, "instrumenten") for value, _ in document.find("standaarden.*.standaard")
    }
    unread = " ".join(document.source for document in _all(documents, "instrumenten") if not document.is_read)
    for document in _all(documents, "standaarden"):
        if document.id not in used and document.id not in unread and not lifecycle.is_retired(document):
            yield document.finding(
                document.place(()),
                "geen enkel instrument verwijst naar deze standaard",
                f"zet bij minstens één instrument onder 'standaarden': - standaard: {document.id}",
            )


def successors_do_not_go_in_circles(documents: Documents) -> Iterator[Finding]:
    """Following 'opvolger' always ends."""
    after = {
        document.id: value
        for document in _all(documents, "instrumenten")
        for value, _ in document.find("actualiteit.opvolger")
    }
    for document in _all(documents, "instrumenten"):
        trail, here = [document.id], after.get(document.id)
        while here is not None and here not in trail:
            trail.append(here)
            here = after.get(here)
        if here == document.id and document.id == min(trail):
            yield document.finding(
                document.place(("actualiteit", "opvolger")),
                f"de opvolgers lopen in een kring: {' > '.join([*trail, here])}",
                "haal bij de nieuwste van deze instrumenten 'opvolger' weg",
            )


def reasons_are_specific(documents: Documents) -> Iterator[Finding]:
    """A 'waarom' that fits two places says nothing about either."""
    patterns = (("instrumenten", "standaarden.*.waarom"), ("standaarden", "verwant.*.waarom"))
    seen: dict[str, tuple[Document, Loc]] = {}
    for kind, pattern in patterns:
        for document in _all(documents, kind):
            for value, loc in document.find(pattern):
                other, other_loc = seen.setdefault(" ".join(value.lower().split()), (document, loc))
                if (other, other_loc) != (document, loc):
                    line = other.place(other_loc).line
                    yield document.finding(
                        document.place(loc),
                        f"deze 'waarom' staat ook in {other.path}, regel {line}",
                        "schrijf wat juist dit instrument juist hier doet",
                    )


RULES: tuple[Rule, ...] = (
    codes_are_given_out_once,
    titles_are_unique,
    bouwstenen_have_their_own_number,
    own_pages_belong_to_one_entry,
    entries_are_listed_once,
    standaarden_do_not_relate_to_themselves,
    standaarden_have_instruments,
    successors_do_not_go_in_circles,
    reasons_are_specific,
)


def _all(documents: Documents, kind: str) -> Iterable[Document]:
    return documents.get(kind, {}).values()


def _repeated(documents: Iterable[Document], key: str) -> Iterator[tuple[Document, Loc, Document]]:
    seen: dict[str, Document] = {}
    for document in documents:
        value = " ".join(document.text(key).casefold().split())
        if value and seen.setdefault(value, document) is not document:
            yield document, (key,), seen[value]
