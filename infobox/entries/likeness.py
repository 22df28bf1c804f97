"""Rules for what looks too much like something else: a title, an abbreviation, the name of a site.

Of two that look alike, the newer one is told: it is the one that somebody is writing.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from rapidfuzz.distance import DamerauLevenshtein

from infobox.entries.documents import Document, Documents, Loc
from infobox.entries.kinds import fold
from infobox.entries.reading import Reading
from infobox.entries.urls import host_of
from infobox.findings import Finding

# Where an address of a page stands, in any kind.
ADDRESSES = (
    "url", "link.url", "overige_links.*.url", "bronnen.*.url", "aspecten.*.bronnen.*.url", "veiligheid.bronnen.*.url",
    "stappen.*.bronnen.*.url",
)  # fmt: skip
SHORTEST = 7  # letters of a name that can look like another one
SHORTEST_SWAPPED = 6  # when two letters changed places
_VOWELS = set("aeiouy")
_NEXT_TO = ("qwertyuiop", "asdfghjkl", "zxcvbnm")  # rows of a keyboard


def by_age(documents: Iterable[Document]) -> list[Document]:
    """Documents, the newest last: a code is given out later than the codes before it."""
    return sorted(documents, key=lambda one: (len(one.text("code")), one.text("code"), one.path))


def titles_are_told_apart(read: Reading) -> Iterator[Finding]:
    """Two entries of a kind with the same title, but for an article, a hyphen or capitals, cannot be told apart."""
    for files in read.documents.values():
        yield from _same(files, "titel", "de titel staat ook in", _TITLE)


def abbreviations_are_told_apart(read: Reading) -> Iterator[Finding]:
    """An abbreviation means one organisatie."""
    yield from _same(read.documents["organisaties"], "afkorting", "die afkorting heeft ook", _ABBREVIATION)


_TITLE = "maak duidelijk waarin de twee verschillen, of voeg ze samen"
_ABBREVIATION = (
    "kijk of het dezelfde organisatie is; zo niet, haal de regel weg of schrijf de afkorting die zij zelf gebruikt"
)


def _same(files: Mapping[str, Document], key: str, message: str, hint: str) -> Iterator[Finding]:
    seen: dict[str, Document] = {}
    for document in by_age(files.values()):
        name = fold(document.text(key))
        if not name:
            continue
        other = seen.setdefault(name, document)
        if other is not document:
            shown = f"{message} {other.path}" + (
                f", als '{other.text(key)}'" if other.text(key) != document.text(key) else ""
            )
            yield document.finding(document.place((key,)), shown, hint)


def addresses_are_safe_where_they_can_be(read: Reading) -> Iterator[Finding]:
    """A site that is known with https is not linked to without."""
    found = list(_addresses(read.documents))
    safe = {host_of(url) for _, _, url in found if url.startswith("https://")}
    for document, loc, url in found:
        if url.startswith("http://") and host_of(url) in safe:
            message = "dit adres begint met http://, en elders staat deze site met https://"
            yield document.finding(document.place(loc), message, f"schrijf: {loc[-1]}: https://{url[7:]}")


def hosts_are_no_slips(read: Reading) -> Iterator[Finding]:
    """A site that only one file names, and whose name is a slip of the finger from that of a known one.

    A day on which somebody looked (`gecontroleerd_op`), or an organisatie with that site, says that it is right.
    """
    places: dict[str, list[tuple[Document, Loc, str]]] = defaultdict(list)
    for document, loc, url in _addresses(read.documents):
        places[host_of(url).removeprefix("www.")].append((document, loc, url))
    owned = {
        host_of(url).removeprefix("www.")
        for document in read.documents["organisaties"].values()
        for url, _ in document.find("link.url")
    }
    in_files = {host: {one.path for one, _, _ in here} for host, here in places.items()}
    known = [host for host, files in in_files.items() if len(files) > 1]
    for host, here in places.items():
        if len(in_files[host]) > 1 or (host in owned and here[0][0].kind != "organisaties"):
            continue
        if host in owned or any(_was_looked_at(document, loc) for document, loc, _ in here):
            continue
        meant = next((other for other in known if is_slip(host, other)), None)
        if meant:
            full = host_of(next(url for _, _, url in places[meant]))
            document, loc, url = here[0]
            right = url.replace(host_of(url), full, 1)
            message = f"de site {host_of(url)} staat nergens anders, en lijkt op {full}"
            says = "zet dan bij deze link de dag waarop iemand keek (gecontroleerd_op)"
            if "bronnen" in loc:  # which have no such day
                says = f"maak dan een bestand in data/organisaties/ met dit adres als link: https://{host_of(url)}/"
            hint = f"klopt het zo, {says}; een tikfout? schrijf: {loc[-1]}: {right}"
            yield document.finding(document.place(loc), message, hint)


def is_slip(name: str, other: str) -> bool:
    """Whether a name is one slip of the finger from another one: a letter too few, too many, swapped or beside it."""
    swapped = sorted(name) == sorted(other)  # seldom by chance, so in a short name too: nij.nl is nji.nl
    shortest = min(len(name), len(other))
    if shortest < (SHORTEST_SWAPPED if swapped else SHORTEST) or DamerauLevenshtein.distance(name, other) != 1:
        return False
    if len(name) != len(other) or swapped:
        return True
    place = next(number for number, (one, two) in enumerate(zip(name, other, strict=True)) if one != two)
    one, two = name[place], other[place]
    if place == 0 or not (one.isalpha() and two.isalpha()):
        return False
    return {one, two} <= _VOWELS or any(one + two in row or two + one in row for row in _NEXT_TO)


def _was_looked_at(document: Document, loc: Loc) -> bool:
    record = document.value
    for part in loc[:-1]:
        record = record[part]  # type: ignore[index]
    return bool(record.get("gecontroleerd_op"))


def _addresses(documents: Documents) -> Iterator[tuple[Document, Loc, str]]:
    for files in documents.values():
        for document in files.values():
            for pattern in ADDRESSES:
                for url, loc in document.find(pattern):
                    yield document, loc, url


RULES: tuple[Callable[[Reading], Iterator[Finding]], ...] = (
    titles_are_told_apart,
    abbreviations_are_told_apart,
    addresses_are_safe_where_they_can_be,
    hosts_are_no_slips,
)
