"""The lock: every address that was ever given out, in a file that a reviewer can read. None of them may vanish.

One line per address, sorted: the address, a space, its owner (see addresses.py). `infobox addresses --update` writes.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path

from infobox.catalogue import addresses
from infobox.catalogue.infobox import Infobox
from infobox.entries.written import Prose
from infobox.findings import Finding, nearest

NAME = "adressen.lock"
HEADER = """\
# Elk adres dat deze site heeft uitgegeven, met het onderwerp dat er staat. Een adres verdwijnt nooit.
# Gemaakt door 'infobox addresses --update'; verander dit bestand niet met de hand.
# '*' staat voor elke pagina van een soort. Codes werken ook in hoofdletters: /S03/ is hetzelfde als /s03/.
"""


def read(path: Path) -> dict[str, tuple[str, int]]:
    """Address -> (owner, line) of a lock file; empty when there is no file."""
    if not path.is_file():
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()
    return {
        address: (owner, number)
        for number, line in enumerate(lines, start=1)
        if line and not line.startswith("#")
        for address, _, owner in [line.partition(" ")]
    }


def text(published: Mapping[str, str]) -> str:
    """The lock file for these addresses."""
    return HEADER + "".join(f"{address} {owner}\n" for address, owner in sorted(published.items()))


def update(path: Path, published: Mapping[str, str]) -> None:
    """Write the lock; the old one stays until the new one is complete."""
    fresh = path.with_name(f"{path.name}.nieuw")
    fresh.write_text(text(published), encoding="utf-8")
    fresh.replace(path)


def check(path: Path, infobox: Infobox, prose: Mapping[str, Prose]) -> Iterator[Finding]:
    """A finding for each locked address that is gone or leads elsewhere, and for each address with two owners."""
    yield from _collisions(infobox, prose)
    published = addresses.published(infobox, prose)
    heirs = addresses.heirs(infobox, prose)
    locked = read(path)
    new = set(published.values()) - {owner for owner, _ in locked.values()}
    for address, (owner, line) in locked.items():
        now = published.get(address)
        if now is None:
            message = f"het adres {address} (van {owner}) zou verdwijnen"
            yield Finding(path.name, line, 1, message, _remedy(address, owner, new, infobox))
        elif _follow(owner, heirs) != now:
            message = f"het adres {address} is van {owner}, maar zou naar {now} gaan"
            yield Finding(path.name, line, 1, message, "geef een code of naam nooit opnieuw uit; kies een andere")


def vanished(path: Path, here: AbstractSet[str], former: AbstractSet[str]) -> Iterator[Finding]:
    """The same for pages alone, when faults keep the data from being compared whole: files that are simply gone.

    `here` and `former` are 'kind/id' of the files that exist, and of the names that they had before.
    """
    locked = read(path)
    new = set(here) - {owner for owner, _ in locked.values()}
    for address, (owner, line) in locked.items():
        kind, _, name = owner.partition("/")
        if name and address == f"/{owner}/" and owner not in here and owner not in former:
            yield Finding(path.name, line, 1, f"het adres {address} zou verdwijnen", _page_remedy(kind, name, new))


def _follow(owner: str, heirs: Mapping[str, str]) -> str:
    seen = {owner}
    while (owner := heirs.get(owner, owner)) not in seen:
        seen.add(owner)
    return owner


def _collisions(infobox: Infobox, prose: Mapping[str, Prose]) -> Iterator[Finding]:
    """Two owners of one address, also when only capitals differ: a server or a disk may take them for the same."""
    owners: dict[str, tuple[str, str]] = {}
    for address, owner in sorted(addresses.claims(infobox, prose)):
        other_address, other = owners.setdefault(address.casefold(), (address, owner))
        if other != owner:
            same = f"het adres {address}" if address == other_address else f"de adressen {other_address} en {address}"
            file = min(_file(owner), _file(other), key=lambda name: ("docs/" not in name, "data/" not in name))
            message = f"{same} zou van {other} en van {owner} zijn"
            yield Finding(file, 1, 1, message, "geef een van de twee een andere naam")


def _file(owner: str) -> str:
    page = owner.partition("#")[0]
    return page if page.startswith("docs/") or "/" not in page else f"data/{page}.yml"


def _remedy(address: str, owner: str, new: set[str], infobox: Infobox) -> str:
    page, _, anchor = owner.partition("#")
    kind, _, name = page.partition("/")
    if kind == "docs":
        if anchor:
            return f'zet het anker terug in {page}: een kop met {{ #{anchor} }}, of <span id="{anchor}"></span>'
        return f"zet {page} terug; bij een nieuwe naam staat daar bovenaan: was: [{name.removesuffix('.md')}]"
    if anchor and name in infobox.with_retired(kind):
        gone = "vervallen_aspecten" if kind == "standaarden" else "vervallen_onderdelen"
        here = f"zet bij het deel dat het nu is: was: [{anchor}] (op een andere pagina: [{name}#{anchor}])"
        return f"{here}, of zet het bij '{gone}'"
    if "*" in address or not name:
        return "dit onderdeel hoort op elke pagina van de soort; zet het terug in de sjabloon"
    return _page_remedy(kind, name, new)


def _page_remedy(kind: str, name: str, new: set[str]) -> str:
    successor = _probably_renamed(kind, name, new)
    if successor:
        return f"heet het nu {successor}? Zet in data/{successor}.yml: levensloop: {{was: [{name}]}}"
    return (
        f"zet data/{kind}/{name}.yml terug met levensloop: {{status: vervallen, reden: ..., datum: ...}}, "
        f"of zet bij de nieuwe naam: levensloop: {{was: [{name}]}}"
    )


def _probably_renamed(kind: str, name: str, new: set[str]) -> str | None:
    """The new entry that most looks like the one that vanished: of the same kind, and the only one or the nearest."""
    candidates = sorted(owner for owner in new if owner.startswith(f"{kind}/") and "#" not in owner)
    return candidates[0] if len(candidates) == 1 else nearest(f"{kind}/{name}", candidates)
