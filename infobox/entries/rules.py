"""Rules across entries. A rule is a generator of findings; its docstring says what it holds. `RULES` is the register.

Rules look at documents, not at entries: a file with another fault still takes part, so one run finds everything.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from infobox.entries import lifecycle, likeness, prose
from infobox.entries.documents import Document, Documents, Loc
from infobox.entries.kinds import DIVIDED
from infobox.entries.likeness import by_age
from infobox.entries.reading import Reading
from infobox.entries.relations import relations
from infobox.entries.urls import same_page
from infobox.findings import Finding

NUMMERS = range(1, 9)  # of the bouwstenen
Rule = Callable[[Reading], Iterator[Finding]]

# Relations that may name the same entry twice in one list: how their patterns end, with the reason.
REPEATABLE = {
    "bronnen.*.bron": "a bron may be named once per place in it",
    "onderdelen.*.bouwsteen": "two items of somebody's list may be the same bouwsteen",
    "stappen.*.instrument": "an instrument may help at more than one step",
    "stappen.*.standaard": "idem",
}
# What else stands once in a list: (kind, pattern).
ONCE = (
    ("instrumenten", "doelgroepen.*"),
    ("thesaurus", "ingangen.*.woorden.*"),
    *((kind, f"{parts.living}.*.anker") for kind, parts in DIVIDED.items()),
)


def bouwstenen_have_their_own_number(read: Reading) -> Iterator[Finding]:
    """Each bouwsteen has the number that its code says."""
    documents = read.documents
    for document in _all(documents, "bouwstenen"):
        number, code = document.value.get("nummer"), document.text("code")
        if type(number) is int and number in NUMMERS and re.fullmatch("B[0-9]", code) and code != f"B{number}":
            yield document.finding(
                document.place(("nummer",)),
                f"het nummer is {number}, maar de code is {code}",
                f"schrijf code: B{number}",
            )


def own_pages_belong_to_one_entry(read: Reading) -> Iterator[Finding]:
    """An address that is the instrument itself (soort: pagina) is claimed once."""
    documents = read.documents
    owners: dict[str, Document] = {}
    for document in by_age(_all(documents, "instrumenten")):
        link = document.value.get("link")
        if not isinstance(link, dict) or link.get("soort") != "pagina" or not isinstance(link.get("url"), str):
            continue
        other = owners.setdefault(same_page(link["url"]), document)
        if other is not document:
            yield document.finding(
                document.place(("link", "url")),
                f"dit adres is al de eigen pagina van {other.path}",
                "maak er soort: verwijspagina van, of voeg de twee samen",
            )


def entries_are_listed_once(read: Reading) -> Iterator[Finding]:
    """A relation to the same entry stands once in a file."""
    documents = read.documents
    listed = [
        (relation.kind, relation.pattern)
        for relation in relations()
        if "*" in relation.pattern and not relation.pattern.endswith(tuple(REPEATABLE))
    ]
    for kind, pattern in (*listed, *ONCE):
        # Within one list: that of the innermost star. Words of the thesaurus are once in a whole file.
        outer = 0 if (kind, pattern) in ONCE else _list_depth(pattern)
        for document in _all(documents, kind):
            seen: set[tuple[Loc, str]] = set()
            for value, loc in document.find(pattern):
                if (loc[:outer], value) in seen:
                    yield document.finding(
                        document.place(loc), f"'{value}' staat hier twee keer", "haal er een weg, of kies een andere"
                    )
                seen.add((loc[:outer], value))


def standaarden_do_not_relate_to_themselves(read: Reading) -> Iterator[Finding]:
    """A standaard is not its own relative."""
    documents = read.documents
    for document in _all(documents, "standaarden"):
        for value, loc in document.find("verwant.*.standaard"):
            if value == document.id:
                yield document.finding(
                    document.place(loc), "een standaard kan niet aan zichzelf verwant zijn", "haal deze verwijzing weg"
                )


def standaarden_have_instruments(read: Reading) -> Iterator[Finding]:
    """A standaard that points to nothing is of no use to a reader."""
    documents = read.documents
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


def successors_do_not_go_in_circles(read: Reading) -> Iterator[Finding]:
    """Following 'opvolger' always ends."""
    documents = read.documents
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


def begrippen_stand_in_a_tree(read: Reading) -> Iterator[Finding]:
    """A begrip is no form of itself, and is not akin to itself or to what it is a form of."""
    begrippen = read.documents.get("begrippen", {})
    broader = {name: [(str(value), loc) for value, loc in one.find("breder.*")] for name, one in begrippen.items()}
    for name, document in begrippen.items():
        above = _above(name, broader)
        for value, loc in broader[name]:
            if value == name or name in _above(value, broader):
                message = f"'{name}' valt zo onder zichzelf"
                hint = "volg 'breder' van begrip tot begrip, en haal weg wat terugleidt"
                yield document.finding(document.place(loc), message, hint)
        for value, loc in document.find("verwant.*"):
            if value == name:
                message, hint = "een begrip kan niet aan zichzelf verwant zijn", "haal deze regel weg"
                yield document.finding(document.place(loc), message, hint)
            elif value in above or name in _above(str(value), broader):
                message = f"'{value}' is al breder of smaller dan dit begrip"
                yield document.finding(document.place(loc), message, "haal deze regel weg")


def _above(name: str, broader: Mapping[str, list[tuple[str, Loc]]]) -> set[str]:
    """Every begrip that one is a form of, however far up; itself only when that leads in a circle."""
    found: set[str] = set()
    left = [value for value, _ in broader.get(name, ())]
    while left:
        here = left.pop()
        if here not in found:
            found.add(here)
            left += [value for value, _ in broader.get(here, ())]
    return found


def reasons_are_specific(read: Reading) -> Iterator[Finding]:
    """A 'waarom' that fits two places says nothing about either."""
    documents = read.documents
    patterns = (
        ("instrumenten", "standaarden.*.waarom"),
        ("instrumenten", "bouwstenen.*.waarom"),
        ("standaarden", "verwant.*.waarom"),
    )
    seen: dict[str, tuple[Document, Loc]] = {}
    for kind, pattern in patterns:
        for document in by_age(_all(documents, kind)):
            for value, loc in document.find(pattern):
                other, other_loc = seen.setdefault(" ".join(value.lower().split()), (document, loc))
                if (other, other_loc) != (document, loc):
                    line = other.place(other_loc).line
                    yield document.finding(
                        document.place(loc),
                        f"deze 'waarom' staat ook in {other.path}, regel {line}",
                        "schrijf wat juist dit instrument juist hier doet",
                    )


def steps_rest_on_known_sources(read: Reading) -> Iterator[Finding]:
    """What a situatie tells a reader to do is attested: its sources are those of another entry too."""
    known = {
        url
        for kind, files in read.documents.items()
        if kind != "situaties"
        for document in files.values()
        for pattern in ("bronnen.*.url", "aspecten.*.bronnen.*.url", "link.url", "overige_links.*.url")
        for url, _ in document.find(pattern)
    }
    if any(not one.is_read and "://" not in one.source for files in read.documents.values() for one in files.values()):
        return  # an empty file, or none of text: what it attested is not known
    unread = " ".join(one.source for files in read.documents.values() for one in files.values() if not one.is_read)
    for document in _all(read.documents, "situaties"):
        for pattern in ("veiligheid.bronnen.*.url", "stappen.*.bronnen.*.url"):
            for url, loc in document.find(pattern):
                if url not in known and url not in unread:
                    yield document.finding(
                        document.place(loc),
                        "deze bron staat bij geen enkel ander onderwerp",
                        "gebruik een bron die bij een instrument, begrip of nummer staat, of zet haar daar eerst bij",
                    )


def starting_points_serve_their_standaard(read: Reading) -> Iterator[Finding]:
    """What a standaard tells a reader to begin with, is an instrument that says why it serves that standaard."""
    for document in _all(read.documents, "standaarden"):
        for name, loc in document.find("begin.*"):
            instrument = read.documents["instrumenten"].get(name)
            if instrument is None or not instrument.is_read:
                continue
            if document.id not in {value for value, _ in instrument.find("standaarden.*.standaard")}:
                yield document.finding(
                    document.place(loc),
                    f"'{name}' hoort niet bij deze standaard",
                    f"zet in {instrument.path} onder 'standaarden': - standaard: {document.id}, met een waarom",
                )


RULES: tuple[Rule, ...] = (
    bouwstenen_have_their_own_number,
    own_pages_belong_to_one_entry,
    entries_are_listed_once,
    standaarden_do_not_relate_to_themselves,
    standaarden_have_instruments,
    successors_do_not_go_in_circles,
    begrippen_stand_in_a_tree,
    reasons_are_specific,
    steps_rest_on_known_sources,
    starting_points_serve_their_standaard,
    *likeness.RULES,
    *lifecycle.RULES,
    *prose.RULES,
)


def _all(documents: Documents, kind: str) -> Iterable[Document]:
    return documents.get(kind, {}).values()


def _list_depth(pattern: str) -> int:
    """How many steps lead to the innermost list of a pattern: 1 for `standaarden.*.standaard`."""
    parts = pattern.split(".")
    return len(parts) - 1 - parts[::-1].index("*")
