"""Rules about addresses and codes: what was given out stays, and stays with whom it was given to.

The same shape as the rules of entries/rules.py. They look at the Infobox of all entries without a fault of their own,
so they are told in one run with every other fault; what a file with a fault would give out is passed over.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from infobox.catalogue import addresses, edities
from infobox.catalogue.comparison import BESIDE
from infobox.catalogue.frames import FOLDER
from infobox.catalogue.infobox import Infobox
from infobox.catalogue.lock import NAME, Locked
from infobox.entries.documents import Document, Documents, code_in, former_names
from infobox.entries.kinds import CODED, DIVIDED, SHORT_LINK, SHOWN, entry_path
from infobox.entries.naming import codes_used, next_free_code
from infobox.entries.reading import Reading
from infobox.findings import Finding, nearest

MANY_LOST = 200  # addresses that are told one by one


@dataclass(frozen=True)
class Case(Reading):
    """What was read, and what follows from it. `products` are the addresses of files that are no page, with owners."""

    infobox: Infobox
    locked: Locked
    products: Mapping[str, str]

    def claims(self) -> Iterator[tuple[str, str]]:
        """Every (address, owner) that the site would give out."""
        yield from self._claims

    @cached_property
    def _claims(self) -> tuple[tuple[str, str], ...]:
        return (*addresses.claims(self.infobox, self.pages), *self.products.items())

    def published(self) -> dict[str, str]:
        """Address -> owner, sorted by address."""
        return dict(sorted(self.claims()))


def the_lock_is_whole(case: Case) -> Iterator[Finding]:
    """The file of addresses is there, can be read, and was not cut short."""
    yield from case.locked.faults


def edities_stay(case: Case) -> Iterator[Finding]:
    """An editie that was given out is there, and says what it said then."""
    yield from case.infobox.edities.faults
    told = {fault.path for fault in case.infobox.edities.faults}
    for editie, message in _changed_edities(case).items():
        path = f"{edities.FOLDER}/{editie}{edities.SUFFIX}"
        if path not in told:
            yield Finding(path, 1, 1, message, edities.restore(editie))


def _changed_edities(case: Case) -> Mapping[str, str]:
    """Editie -> what is wrong, for each whose file is not the one that the lock knows."""
    digests = {editie.id: editie.sha256 for editie in case.infobox.edities.every}
    wrong = {}
    for address, (owner, _) in case.locked.owners.items():
        editie, _, digest = owner.removeprefix(f"{edities.FOLDER}/").partition("#")
        if address != f"/{edities.FOLDER}/{editie}/{edities.DATA}":
            continue
        if editie not in digests:
            wrong[editie] = "deze editie ontbreekt"
        elif digests[editie] != digest:
            wrong[editie] = "deze editie is anders dan toen zij werd uitgegeven"
    return wrong


def codes_are_given_out_once(case: Case) -> Iterator[Finding]:
    """A code belongs to one entry, for ever; who has an address with it keeps it."""
    taken = codes_ever(case.documents, case.locked)
    for document, owner in _late_holders(case):
        given_out = _codes_given_to(case, document)
        free = given_out[0] if given_out else next_free_code(document.kind, taken)
        taken.add(free)
        message = f"de code {owner.text('code')} is al van {owner.path}"
        yield document.finding(document.place(("code",)), message, f"schrijf: code: {free}")


def codes_ever(documents: Documents, locked: Locked) -> set[str]:
    """Every code that is in use, was in use, or has an address."""
    return codes_used(documents) | locked.codes.keys()


def addresses_have_one_owner(case: Case) -> Iterator[Finding]:
    """No two owners of one address, also when only capitals differ: a server or a disk may take them for the same."""
    unclear = _unclear(case)
    owners: dict[str, tuple[str, str]] = {}
    for address, owner in sorted(case.claims()):
        other_address, other = owners.setdefault(address.casefold(), (address, owner))
        if other != owner and not _unframed(address).startswith(unclear):
            one = f"het adres {address} zou"
            same = one if address == other_address else f"de adressen {other_address} en {address} zouden"
            file = min(_file(owner), _file(other), key=lambda name: ("docs/" not in name, "data/" not in name))
            message = f"{same} van {other} en van {owner} zijn"
            yield Finding(file, 1, 1, message, "geef een van de twee een andere naam")


def addresses_stay(case: Case) -> Iterator[Finding]:
    """An address that was given out does not vanish and does not go to somebody else."""
    published = case.published()
    heirs = addresses.heirs(case.infobox, case.pages)
    unclear = _unclear(case)
    new = {owner for owner in published.values() if BESIDE not in owner}
    new -= {owner for owner, _ in case.locked.owners.values()}
    frozen = tuple(f"/{edities.FOLDER}/{editie}/" for editie in _changed_edities(case))  # told by themselves
    told = more = 0
    for address, (owner, line) in case.locked.owners.items():
        now = published.get(address)
        page = case.locked.owners.get(address.partition("#")[0], ("", 0))[0]
        if _unframed(address).startswith((*unclear, *frozen)) or (
            now is None and page and page != owner and _has_other_faults(case, page)
        ):
            continue
        if now in (owner, _follow(owner, heirs)):
            continue
        if told >= MANY_LOST:
            more += 1
        elif now is not None:
            told += 1
            message = f"het adres {address} is van {owner}, maar zou naar {now} gaan"
            yield Finding(NAME, line, 1, message, "geef een code of naam nooit opnieuw uit; kies een andere")
        elif not any(_has_other_faults(case, one) for one in owner.split(BESIDE)):
            if any(_is_told_at_the_page(address, one, published, case) for one in owner.split(BESIDE)):
                continue
            told += 1
            message = f"het adres {address} (van {owner}) zou verdwijnen"
            path, here = _where_lost(owner, line, case)
            yield Finding(path, here, 1, message, _remedy(address, owner, new, case))
    if more:
        message = f"van nog {more} adressen is niet gekeken wat ermee gebeurt"
        yield Finding(NAME, 1, 1, message, "los eerst op wat hierboven staat")


RULES: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    the_lock_is_whole,
    edities_stay,
    codes_are_given_out_once,
    addresses_have_one_owner,
    addresses_stay,
)


def _owner(document: Document) -> str:
    return f"{document.kind}/{document.id}"


def _shared_codes(case: Case) -> Mapping[str, list[Document]]:
    """Code in small letters -> the files that all say it is theirs."""
    holders: dict[str, list[Document]] = {}
    for kind in CODED:
        for document in case.documents[kind].values():
            if code := document.text("code"):
                holders.setdefault(code.casefold(), []).append(document)
    return {code: found for code, found in holders.items() if len(found) > 1}


def _late_holders(case: Case) -> Iterator[tuple[Document, Document]]:
    """(file, owner) for each file with a code that is another's: of who had it first, or else of the first file."""
    for code, holders in sorted(_shared_codes(case).items()):
        first = case.locked.codes.get(code.upper())
        owner = next((one for one in holders if _owner(one) == first), holders[0])
        yield from ((one, owner) for one in holders if one is not owner)


def _codes_given_to(case: Case, document: Document) -> list[str]:
    """The codes that were given out to an entry and that nobody uses now."""
    former = {name for name, _ in document.find("levensloop.was.*")}
    used = {code_in(other) for other in case.documents[document.kind].values()} | former
    return [code for code, owner in case.locked.codes.items() if owner == _owner(document) and code not in used]


def _unclear(case: Case) -> tuple[str, ...]:
    """Where the addresses begin that say nothing until other faults are mended: a code or a name of two entries."""
    codes = [code for document, _ in _late_holders(case) for code in _codes_given_to(case, document)]
    codes += [code for kind, code in case.infobox.former_names if not kind and code in case.infobox.by_code]
    names = [
        entry_path(kind, name)
        for kind, name in case.infobox.former_names
        if kind in SHOWN and name in case.infobox.with_retired(kind)
    ]
    return tuple(f"/{path}" for path in (*names, *(f"{code.lower()}/" for code in (*_shared_codes(case), *codes))))


def _has_other_faults(case: Case, owner: str) -> bool:
    """Whether what an owner gives out is not known now, because its own file, or that of its heir, has a fault."""
    page = owner.partition("#")[0]
    kind, _, name = page.partition("/")
    if kind == "docs":
        return any(one.faults for one in case.pages.values() if one.path == page or name.removesuffix(".md") in one.was)
    files = case.documents.get(kind, {})
    if name in files:
        return not case.is_whole(kind, name) or _has_a_part_twice(files[name])
    heir = former_names(case.documents).get(kind, {}).get(name)
    return heir is not None and not case.is_whole(kind, heir)


def _has_a_part_twice(document: Document) -> bool:
    """Whether an anchor is of two parts of an entry, which is told there."""
    parts = DIVIDED.get(document.kind)
    anchors = [anchor for anchor, _ in document.find(f"{parts.living}.*.anker")] if parts else []
    return len(set(anchors)) < len(anchors)


def _follow(owner: str, heirs: Mapping[str, str]) -> str:
    if BESIDE in owner:
        return BESIDE.join(_follow(one, heirs) for one in owner.split(BESIDE))
    seen = {owner}
    while (owner := heirs.get(owner, owner)) not in seen:
        seen.add(owner)
    return owner


def _is_told_at_the_page(address: str, owner: str, published: Mapping[str, str], case: Case) -> bool:
    """Whether an address goes with that of the page of its owner, with its short link or with the name it stands
    below; each of those is told by itself."""
    first, *rest = _unframed(address).split("#", maxsplit=1)[0].strip("/").split("/")
    short = [f"/{first}/"] if SHORT_LINK.fullmatch(f"{first}/") and "#" not in address else []
    named = [f"/{entry_path(first, rest[0])}"] if first in SHOWN and rest else []
    above = (_home(owner), *short, *named)
    return any(one != address and one in case.locked.owners and one not in published for one in above)


def _unframed(address: str) -> str:
    """The address that one of a page to frame goes with: '/s03/' for '/ingebed/s03/'."""
    return address.removeprefix(f"/{FOLDER}")


def _home(owner: str) -> str:
    """The address of the page that an owner is, or is a part of; '' when it is no page of its own."""
    kind, _, name = owner.partition("#")[0].partition("/")
    if kind == "docs":
        return addresses.page_address(name.removesuffix(".md"))
    return f"/{entry_path(kind, name)}" if name and kind in SHOWN else ""


def _file(owner: str) -> str:
    page = next((one for one in owner.split(BESIDE) if "/" in one), owner).partition("#")[0]
    return page if page.startswith("docs/") or "/" not in page else f"data/{page}.yml"


def _where_lost(owner: str, line: int, case: Case) -> tuple[str, int]:
    """Where to mend a lost address: at the first heading of its page that has no anchor, or in the lock."""
    path, _, anchor = owner.partition("#")
    page = next((one for one in case.pages.values() if one.path == path), None)
    if page is None or not anchor:
        return NAME, line
    headings = enumerate(page.source.split("\n"), start=1)
    return path, next((number for number, one in headings if re.fullmatch(r"#{2,6} [^{]*", one)), 1)


def _remedy(address: str, owner: str, new: set[str], case: Case) -> str:
    page, _, anchor = owner.partition("#")
    kind, _, name = page.partition("/")
    if kind == "docs":
        if anchor:
            return f'zet het anker terug achter de kop waar het hoort: {{ #{anchor} }} (of <span id="{anchor}"></span>)'
        return f"zet {page} terug; bij een nieuwe naam staat daar bovenaan: was: [{name.removesuffix('.md')}]"
    living = name in case.infobox.with_retired(kind) if kind in SHOWN else False
    if living and not anchor and address != _home(owner):
        return _lost_name_remedy(address, kind, page)
    if anchor and living:
        gone = DIVIDED[kind].gone
        here = f"zet bij het deel dat het nu is: was: [{anchor}] (op een andere pagina: [{name}#{anchor}])"
        return f"{here}, of zet het bij '{gone}'"
    if "*" in address or not name:
        return "dit onderdeel hoort op elke pagina van de soort; zet het terug in de sjabloon"
    return _page_remedy(kind, name, new, case)


def _lost_name_remedy(address: str, kind: str, page: str) -> str:
    """What to do when an entry is there, but not at an address that it had besides its own."""
    if SHORT_LINK.fullmatch(address[1:]):
        code = address.strip("/").upper()
        return f"zet in data/{page}.yml weer: code: {code}, of zet er: levensloop: {{was: [{code}]}}"
    for other in SHOWN:
        start = f"/{entry_path(other, '')}".removesuffix("/")
        name = address.removeprefix(start).strip("/")
        if address.startswith(start) and name and "/" not in name:
            former = name if other == kind else f"{other}/{name}"
            return f"zet in data/{page}.yml weer: levensloop: {{was: [{former}]}}"
    return "dit bestand hoort bij elk onderwerp van deze soort; zet het terug in het programma"


def _page_remedy(kind: str, name: str, new: set[str], case: Case) -> str:
    entries = {f"{kind}/{entry_id}" for entry_id in case.infobox.with_retired(kind)} if kind in SHOWN else set()
    successor = _probably_renamed(kind, name, new & entries)
    if successor:
        return f"heet het nu {successor}? Zet in data/{successor}.yml: levensloop: {{was: [{name}]}}"
    return (
        f"zet data/{kind}/{name}.yml terug met levensloop: {{status: vervallen, reden: ..., datum: ...}}, "
        f"of zet bij de nieuwe naam: levensloop: {{was: [{name}]}}"
    )


def _probably_renamed(kind: str, name: str, new: set[str]) -> str | None:
    """The new entry that most looks like the one that vanished: of the same kind, and the only one or the nearest."""
    candidates = sorted(new)
    return candidates[0] if len(candidates) == 1 else nearest(f"{kind}/{name}", candidates)
