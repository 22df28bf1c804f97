"""What a colleague would point at in a text. It stops nothing: whether it is right is for people to say."""

import re
from collections.abc import Callable, Iterator, Mapping

from infobox.entries.documents import Document, Loc
from infobox.entries.reading import Reading
from infobox.entries.standaard import Betekenis
from infobox.findings import Finding

# The texts that editors of this site write themselves, in full sentences, and to nobody in particular.
WRITTEN: Mapping[str, tuple[str, ...]] = {
    "standaarden": (
        *("vraag", "omschrijving", "gespreksvragen.*", "verwant.*.waarom", "aspecten.*.tekst"),
        *(f"betekenis.{who}" for who in Betekenis.model_fields),
    ),
    "instrumenten": ("standaarden.*.waarom",),
    "lessets": ("voor", "doel", "blokken.*.tekst", "blokken.*.vragen.*"),
}
ALIKE = 6  # first words

_READER = re.compile(r"\b(je|jij|jou|jouw|jullie|u|uw)\b", re.IGNORECASE)
_UNFINISHED = re.compile(r"\b(TODO|TBD|lorem ipsum)\b", re.IGNORECASE)  # as an editor leaves it in a text
_PRAISE = "(is|zijn) (relevant|nuttig|belangrijk|handig|bruikbaar) voor"
_EMPTY = re.compile(rf"\b({_PRAISE}|(past|sluit aan) bij deze standaard)", re.IGNORECASE)
_OF_A_LINK = re.compile(r"\b(web)?adres(sen)?\b|\b(de|een) (link|kopie|website|oude(re)? site)\b", re.IGNORECASE)


def reasons_are_their_own(read: Reading) -> Iterator[Finding]:
    """Two reasons that begin alike, or one that says nothing of its instrument, were made by filling in a form."""
    first: dict[str, str] = {}
    for document, loc, text in _texts(read, {"instrumenten": WRITTEN["instrumenten"]}):
        if match := _EMPTY.search(text):
            hint = "schrijf wat dit instrument bij deze standaard doet"
            yield document.finding(document.place(loc, match[0]), f"'{match[0]}' zegt niets over dit instrument", hint)
        opening = " ".join(re.findall(r"\w+", text.lower())[:ALIKE])
        place = document.finding(document.place(loc), "", "")
        other = first.setdefault(opening, f"{place.path}:{place.line}")
        if other != f"{place.path}:{place.line}":
            hint = "schrijf wat hier anders is; wie beide leest, leert zo niets nieuws"
            yield document.finding(document.place(loc), f"deze reden begint net als die in {other}", hint)


def texts_speak_to_nobody(read: Reading) -> Iterator[Finding]:
    """Professionals, trainers and gemeenten read the same line: it says who does something, not 'u' or 'je'."""
    for document, loc, text in _texts(read, WRITTEN):
        if match := _READER.search(text):
            hint = "zeg wie iets doet: het team, de professional, de gemeente"
            place = document.place(loc, match[0])
            yield document.finding(place, f"'{match[0]}' spreekt de lezer aan; deze teksten doen dat nergens", hint)


def texts_are_finished(read: Reading) -> Iterator[Finding]:
    """A text ends its last sentence, and holds nothing that somebody still wanted to write."""
    for document, loc, text in _texts(read, WRITTEN):
        if text.rstrip()[-1:] not in (".", "?", "!"):
            yield document.finding(document.place(loc), "de laatste zin is niet af", "eindig met een punt")
    for kind in read.documents.values():
        for document in kind.values():
            if match := _UNFINISHED.search(document.source):
                line = document.source.count("\n", 0, match.start()) + 1
                column = match.start() - document.source.rfind("\n", 0, match.start())
                message = f"hier staat nog '{match[0]}'"
                yield Finding(document.path, line, column, message, "schrijf het af, of haal het weg")


def an_address_has_no_age(read: Reading) -> Iterator[Finding]:
    """Whether a text is of its time is one thing, where it stands another: what is said of a link stands there."""
    for document in read.documents.get("instrumenten", {}).values():
        loc: Loc = ("actualiteit", "toelichting")
        text = next((text for text, _ in document.find("actualiteit.toelichting")), "")
        if match := _OF_A_LINK.search(text):
            message = f"'{match[0]}' gaat over het adres, niet over de inhoud"
            yield document.finding(document.place(loc, match[0]), message, "zet dit bij link, als toelichting")
        for status, where in document.find("actualiteit.status"):
            if status == "mogelijk-verouderd" and not text:
                message = "er staat niet waarom de inhoud mogelijk verouderd is"
                yield document.finding(document.place(where), message, "zet eronder: toelichting, met wat daarop wijst")


_ELISION = re.compile(r"['’](?:[a-z]{1,3}\b(?!['’])|[0-9]{2}\b)")  # 's avonds, 't, 'em, '90
_PAIRS = (('"', '"'), ("“„", "”“"), ("«", "»"), ("(", ")"), ("[", "]"))
_ALONE = {'"': re.compile(r"[0-9]$"), ")": re.compile(r"(?:^|[\s(])\w{1,2}$")}  # 10", and a) or 1)


def marks_come_in_pairs(read: Reading) -> Iterator[Finding]:
    """A quotation mark or bracket has its other half in the same text."""
    for document, loc, text in _every_text(read):
        if (number := _loose(text)) is not None:
            word = re.split(r"\s", text[:number])[-1] + re.split(r"\s", text[number:])[0]
            message = f"bij het teken {text[number]} ontbreekt het tweede"
            yield document.finding(document.place(loc, word), message, "zet het tweede erbij, of haal dit weg")


def texts_are_plain(read: Reading) -> Iterator[Finding]:
    """What other programs make a heading, a list, slanted letters or a picture of stays as it is on this site."""
    for document, loc, text in _every_text(read):
        if match := _MARKED.search(text):
            found = match[0].strip()
            hint = "schrijf het in gewone woorden en zinnen"
            yield document.finding(document.place(loc, found), f"'{found}' komt zo op de site", hint)


_MARKED = re.compile(
    r"(?:^|\n)#{1,6} \S+|(?<=[.:;!?] )- \S+|(?<![\w/])_\w[^_\n]*_(?!\w)|[\U0001F300-\U0001FAFF\u2600-\u27BF]"
)


def _loose(text: str) -> int | None:
    """Where the first mark without its other half stands. Apostrophes and inches stand alone."""
    for opening, closing in _PAIRS:
        waiting: list[int] = []
        for match in re.finditer(f"[{re.escape(opening + closing)}]", text):
            number, mark = match.start(), match[0]
            if not waiting and _ALONE[mark].search(text, max(0, number - 4), number) if mark in _ALONE else False:
                continue
            if mark in closing and waiting:
                waiting.pop()
            elif mark in opening:
                waiting.append(number)
            else:
                return number
        if waiting:
            return waiting[0]
    return _loose_single(text)


def _loose_single(text: str) -> int | None:
    """The same for single marks, which are apostrophes more often."""
    waiting: list[int] = []
    for match in re.finditer(r"['’‘‚]", text):
        number = match.start()
        before, after = text[max(0, number - 1) : number], text[match.end() : match.end() + 1]
        if before.isalnum() and after.isalnum():
            continue  # foto's
        if match[0] in "‘‚" or (before in ("", " ", "(", "\n") and after.isalnum()):
            if not _ELISION.match(text, number):
                waiting.append(number)
        elif waiting:
            waiting.pop()
        elif before.lower() not in "sxz" and not before.isdigit():
            return number  # Thomas' may stand alone, and so may 6'
    return waiting[0] if waiting else None


def _every_text(read: Reading) -> Iterator[tuple[Document, Loc, str]]:
    """Every text of every file, addresses and codes among them: those hold no such marks."""
    for kind in read.documents.values():
        for document in kind.values():
            yield from ((document, loc, text) for loc, text in _strings(document.value, ()))


def _strings(value: object, loc: Loc) -> Iterator[tuple[Loc, str]]:
    if isinstance(value, str):
        if "://" not in value:
            yield loc, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _strings(inner, (*loc, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _strings(inner, (*loc, number))


NOTES: tuple[Callable[[Reading], Iterator[Finding]], ...] = (
    reasons_are_their_own,
    texts_speak_to_nobody,
    texts_are_finished,
    an_address_has_no_age,
    marks_come_in_pairs,
    texts_are_plain,
)


def notes(read: Reading) -> list[Finding]:
    """Every note, in the order of the files."""
    return sorted({note for rule in NOTES for note in rule(read)})


def _texts(read: Reading, written: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[Document, Loc, str]]:
    for kind, patterns in written.items():
        for document in read.documents.get(kind, {}).values():
            for pattern in patterns:
                for text, loc in document.find(pattern):
                    yield document, loc, text
