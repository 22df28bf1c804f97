"""Every address that the site gives out, and where it leads: pages, short links, former names, anchors.

Addresses are written from the site's root: '/s03/', '/standaarden/vakmanschap/#a2'. The owner of one is what a reader
finds there: 'standaarden/vakmanschap', 'standaarden/vakmanschap#a2', a page of docs/, or a kind for its overview.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from infobox.catalogue.infobox import Infobox
from infobox.entries.model import SEEN, Aspect, Entry, Onderdeel, VervallenDeel
from infobox.entries.written import Prose
from infobox.pages.render import entry_path
from infobox.pages.stubs import SHARED, stubs

# The parts of a page that stand on every page of a kind; one line of the lock holds each for all of them.
SECTIONS: dict[str, tuple[str, ...]] = {
    "standaarden": (
        "aspecten", "betekenis", "voor-professional", "voor-beleidsmedewerker", "voor-leidinggevende", "voor-trainer",
        "instrumenten", "gesprek", "verwant", "bronnen", "wijzigingen", "citeren",
    ),
    "instrumenten": ("standaarden", "uitgave", "bronnen", "wijzigingen", "citeren"),
    "bouwstenen": ("standaarden", "instrumenten", "bronnen", "wijzigingen", "citeren"),
    "kaders": ("onderdelen", "bronnen", "wijzigingen"),
    "organisaties": ("instrumenten", "bronnen", "wijzigingen"),
}  # fmt: skip


@dataclass(frozen=True)
class Redirect:
    """A page that only leads on: `path` and `target` from the root, without a leading slash.

    `anchors` are those of the target, with their titles: who comes for one of them is led to it.
    """

    path: str
    target: str
    title: str
    owner: str
    anchors: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class MovedPart:
    """An aspect or onderdeel that stood at `anker` of a page before; `path` and `owner` are where it stands now."""

    anker: str
    titel: str
    path: str
    owner: str


def redirects(infobox: Infobox, prose: Mapping[str, Prose]) -> Iterator[Redirect]:
    """Short links in lower case, then former names. A short link in capitals is the same page, written twice."""
    for name, page in prose.items():
        for old in page.was:
            path = _prose_address(name).removeprefix("/")
            anchors = tuple((anchor, f"onderdeel {anchor}") for anchor in page.anchors)
            yield Redirect(f"{old}/", path, page.title or name, f"docs/{name}.md", anchors)
    moved = moved_parts(infobox)

    def redirect(path: str, kind: str, entry: Entry) -> Redirect:
        owner = f"{kind}/{entry.id}"
        inside = (*parts(entry), *retired_parts(entry), *moved.get(owner, []))
        anchors = tuple((part.anker, part.titel) for part in inside)
        return Redirect(path, entry_path(kind, entry.id), entry.titel, owner, anchors)

    for code, (kind, entry) in infobox.by_code.items():
        yield redirect(f"{code.lower()}/", kind, entry)
    for (old_kind, name), (kind, entry) in infobox.former_names.items():
        if not old_kind:
            yield redirect(f"{name.lower()}/", kind, entry)
        elif old_kind not in SHARED:
            yield redirect(f"{old_kind}/{name}/", kind, entry)


def parts(entry: Entry) -> list[Aspect | Onderdeel]:
    """The parts of an entry that have an address of their own."""
    found: list[Aspect | Onderdeel] = getattr(entry, "aspecten", None) or getattr(entry, "onderdelen", [])
    return found


def retired_parts(entry: Entry) -> list[VervallenDeel]:
    """The parts of an entry that are no more, and whose address stays."""
    found: list[VervallenDeel] = getattr(entry, "vervallen_aspecten", None) or getattr(
        entry, "vervallen_onderdelen", []
    )
    return found


def successor_of_part(infobox: Infobox, entry: Entry, name: str) -> MovedPart:
    """Where a part went that is no more: `name` is an anchor of `entry`'s page, or id#anchor of another one."""
    kind = "standaarden" if hasattr(entry, "aspecten") else "kaders"
    page, _, anchor = name.rpartition("#")
    other = infobox.of_kind(kind)[page or entry.id]
    part = next(part for part in parts(other) if part.anker == anchor)
    return MovedPart(anchor, part.titel, f"{entry_path(kind, other.id)}#{anchor}", f"{kind}/{other.id}#{anchor}")


def moved_parts(infobox: Infobox) -> Mapping[str, list[MovedPart]]:
    """Owner of a page -> the parts that once stood there under an anchor that is not in use any more."""
    moved: dict[str, list[MovedPart]] = {}
    for kind in ("standaarden", "kaders"):
        for entry in infobox.with_retired(kind).values():
            for part in parts(entry):
                for name in part.was:
                    page, _, anchor = name.rpartition("#")
                    here = MovedPart(
                        anchor,
                        part.titel,
                        f"{entry_path(kind, entry.id)}#{part.anker}",
                        f"{kind}/{entry.id}#{part.anker}",
                    )
                    moved.setdefault(f"{kind}/{page or entry.id}", []).append(here)
    return moved


def claims(infobox: Infobox, prose: Mapping[str, Prose]) -> Iterator[tuple[str, str]]:
    """Every (address, owner) that the site gives out; an address that comes twice is a collision."""
    yield from _page_claims(infobox, prose)
    anchors = _anchors(infobox)
    for kind in SEEN:
        for entry in infobox.with_retired(kind).values():
            yield from _with_anchors(f"/{entry_path(kind, entry.id)}", f"{kind}/{entry.id}", anchors)
    for redirect in redirects(infobox, {}):
        yield from _with_anchors(f"/{redirect.path}", redirect.owner, anchors)
    for (old_kind, name), (kind, entry) in infobox.former_names.items():
        if old_kind in SHARED:
            yield f"/{entry_path(old_kind, name)}", f"{kind}/{entry.id}"


def _page_claims(infobox: Infobox, prose: Mapping[str, Prose]) -> Iterator[tuple[str, str]]:
    """Pages that are no entry: overviews, pages of docs/ under all their names, and what every page of a kind has."""
    for stub in stubs(infobox):
        if not stub.source:
            name = stub.path.removesuffix(".md").removesuffix("/index")
            yield f"/{name}/", name
    for kind, sections in SECTIONS.items():
        yield from ((f"/{kind}/*/#{section}", kind) for section in sections)
    for name, page in prose.items():
        for path in (name, *page.was):
            yield _prose_address(path), f"docs/{name}.md"
            yield from ((f"{_prose_address(path)}#{anchor}", f"docs/{name}.md#{anchor}") for anchor in page.anchors)


def _anchors(infobox: Infobox) -> Mapping[str, Mapping[str, str]]:
    """Owner of a page -> anchor -> owner of what it leads to."""
    moved = moved_parts(infobox)
    return {
        owner: {
            **{part.anker: f"{owner}#{part.anker}" for part in (*parts(entry), *retired_parts(entry))},
            **{part.anker: part.owner for part in moved.get(owner, [])},
        }
        for kind in SEEN
        for entry in infobox.with_retired(kind).values()
        for owner in [f"{kind}/{entry.id}"]
    }


def _with_anchors(address: str, owner: str, anchors: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    yield address, owner
    yield from ((f"{address}#{anchor}", part) for anchor, part in anchors[owner].items())


def published(infobox: Infobox, prose: Mapping[str, Prose]) -> dict[str, str]:
    """Address -> owner, sorted by address."""
    return dict(sorted(claims(infobox, prose)))


def heirs(infobox: Infobox, prose: Mapping[str, Prose]) -> dict[str, str]:
    """Owner as it was called before -> as it is called now, for every change that the data explains."""
    changed = {f"docs/{old}.md": f"docs/{name}.md" for name, page in prose.items() for old in page.was}
    changed |= {
        f"docs/{old}.md#{anchor}": f"docs/{name}.md#{anchor}"
        for name, page in prose.items()
        for old in page.was
        for anchor in page.anchors
    }
    for (old_kind, name), (kind, entry) in infobox.former_names.items():
        if old_kind:
            changed[f"{old_kind}/{name}"] = f"{kind}/{entry.id}"
            for part in (*parts(entry), *retired_parts(entry)):
                changed[f"{old_kind}/{name}#{part.anker}"] = f"{kind}/{entry.id}#{part.anker}"
    for owner, moved in moved_parts(infobox).items():
        old_names = [old for old, new in changed.items() if new == owner]
        changed |= {f"{name}#{part.anker}": part.owner for part in moved for name in (owner, *old_names)}
    return changed


def _prose_address(name: str) -> str:
    return "/" if name == "index" else f"/{name}/"
