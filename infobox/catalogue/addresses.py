"""Every address that the site gives out, and where it leads: pages, short links, former names, anchors.

Addresses are written from the site's root: '/s03/', '/standaarden/vakmanschap/#a2'. The owner of one is what a reader
finds there: 'standaarden/vakmanschap', 'standaarden/vakmanschap#a2', a page of docs/, or a kind for its overview.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from infobox.catalogue import comparison
from infobox.catalogue.derived import derived_pages, derived_parts, pages_of_edities
from infobox.catalogue.edities import Edities, anchor_of
from infobox.catalogue.infobox import Infobox, code_of
from infobox.entries.docs import Page
from infobox.entries.kinds import CODED, DIVIDED, KINDS, SHOWN, entry_path
from infobox.entries.model import Onderdeel
from infobox.entries.records import Entry, VervallenDeel
from infobox.entries.standaard import Aspect
from infobox.entries.values import DOELGROEPEN

FEED = "atom.xml"  # beside the page it belongs to
SITE_FEED = f"nieuw/{FEED}"
WITH_FEED = tuple(kind for kind, one in KINDS.items() if one.cited and one.code)  # kinds of which each entry has a feed
DATA_FOLDER = "api/v1"  # of what programs read
TABLES_FOLDER = "gegevens"  # of what goes into a spreadsheet, and of linked data


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


def redirects(infobox: Infobox, pages: Mapping[str, Page]) -> Iterator[Redirect]:
    """Short links in lower case, then former names. A short link in capitals is the same page, written twice."""
    for name, page in pages.items():
        for old in page.was:
            path = page_address(name).removeprefix("/")
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
        elif old_kind in SHOWN and SHOWN[old_kind].own_page:
            yield redirect(f"{old_kind}/{name}/", kind, entry)
    for pair in comparison.addresses(infobox):
        if pair.path != pair.target:
            yield Redirect(pair.path, pair.target, pair.titel, pair.owner)


def feed_path(code: str) -> str:
    """Where the feed of an entry stands."""
    return f"{code.lower()}/{FEED}"


def group_feeds() -> Iterator[tuple[str, str, str]]:
    """(page, kind, doelgroep or '') of every list that has one feed for all of it; `page` from the root."""
    yield "begrippen/", "begrippen", ""
    yield from ((f"instrumenten/doelgroep/{one}/", "instrumenten", one) for one in DOELGROEPEN)


def lasting_path(kind: str, entry: Entry, anchor: str = "") -> str:
    """The address of an entry that slides and paper can hold, from the root: 's03/', 's03/#a2', 'begrippen/#meldcode'.

    What has a code keeps it, whatever it is called.
    """
    code = code_of(entry).lower()
    path = f"{code}/" if code else entry_path(kind, entry.id)
    return f"{path}#{anchor}" if anchor else path


def data_path(kind: str, entry: Entry) -> str:
    """Where programs read an entry, from the root."""
    return f"{DATA_FOLDER}/{kind}/{entry.id}.json"


def data_of_page(page: str) -> Iterator[tuple[str, str]]:
    """(path, media type) of the files that say what a page says that is no entry; `page` and path from the root."""
    for kind, shown in SHOWN.items():
        if page == f"{shown.overview}/":
            yield f"{DATA_FOLDER}/{kind}.json", "application/json"
            yield f"{TABLES_FOLDER}/{kind}.csv", "text/csv"
    if page == "begrippen/":
        yield f"{TABLES_FOLDER}/begrippen.ttl", "text/turtle"
        yield f"{TABLES_FOLDER}/begrippen.jsonld", "application/ld+json"
    if page == "beheer/":
        yield "beheer/beheer.json", "application/json"
        yield "beheer/beheer.csv", "text/csv"
    whole = {"": "index", "gegevens/": "index", "matrix/": "matrix", "nieuw/": "wijzigingen"}
    if page in whole:
        yield f"{DATA_FOLDER}/{whole[page]}.json", "application/json"


def cited_folders(infobox: Infobox) -> Iterator[tuple[str, str, Entry]]:
    """(folder, kind, entry) for everything that is cited: where the files to cite it with stand, former names too."""
    cited = [kind for kind, one in KINDS.items() if one.cited]
    for kind in cited:
        for entry in infobox.with_retired(kind).values():
            yield folder_beside(kind, entry), kind, entry
    for (old_kind, name), (kind, entry) in infobox.former_names.items():
        if kind not in cited:
            continue
        if not old_kind:
            yield name.lower(), kind, entry
        elif old_kind in cited and old_kind not in CODED:
            yield f"{old_kind}/{name}", kind, entry


def folder_beside(kind: str, entry: Entry) -> str:
    """The folder of the files that belong to an entry: 's03', 'begrippen/meldcode'."""
    return code_of(entry).lower() or f"{kind}/{entry.id}"


def parts(entry: Entry) -> list[Aspect | Onderdeel]:
    """The parts of an entry that have an address of their own."""
    return [part for keys in DIVIDED.values() for part in getattr(entry, keys.living, ())]


def retired_parts(entry: Entry) -> list[VervallenDeel]:
    """The parts of an entry that are no more, and whose address stays."""
    return [part for keys in DIVIDED.values() for part in getattr(entry, keys.gone, ())]


def successor_of_part(infobox: Infobox, entry: Entry, name: str) -> MovedPart:
    """Where a part went that is no more: `name` is an anchor of `entry`'s page, or id#anchor of another one."""
    kind = next(kind for kind, keys in DIVIDED.items() if hasattr(entry, keys.living))
    page, _, anchor = name.rpartition("#")
    other = infobox.of_kind(kind)[page or entry.id]
    part = next(part for part in parts(other) if part.anker == anchor)
    return MovedPart(anchor, part.titel, f"{entry_path(kind, other.id)}#{anchor}", f"{kind}/{other.id}#{anchor}")


def moved_parts(infobox: Infobox) -> Mapping[str, list[MovedPart]]:
    """Owner of a page -> the parts that once stood there under an anchor that is not in use any more."""
    moved: dict[str, list[MovedPart]] = {}
    for kind in DIVIDED:
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


def claims(infobox: Infobox, pages: Mapping[str, Page]) -> Iterator[tuple[str, str]]:
    """Every (address, owner) that the site gives out; an address that comes twice is a collision."""
    yield from _page_claims(infobox, pages)
    yield from derived_parts(infobox)
    yield from ((f"/{pair.path}", pair.owner) for pair in comparison.addresses(infobox) if pair.path == pair.target)
    anchors = anchors_of_pages(infobox)
    for kind in SHOWN:
        for entry in infobox.with_retired(kind).values():
            yield from _with_anchors(f"/{entry_path(kind, entry.id)}", f"{kind}/{entry.id}", anchors)
    for redirect in redirects(infobox, {}):
        yield from _with_anchors(f"/{redirect.path}", redirect.owner, anchors)
    for (old_kind, name), (kind, entry) in infobox.former_names.items():
        if old_kind in SHOWN and not SHOWN[old_kind].own_page:
            yield f"/{entry_path(old_kind, name)}", f"{kind}/{entry.id}"


def _page_claims(infobox: Infobox, pages: Mapping[str, Page]) -> Iterator[tuple[str, str]]:
    """Pages that are no entry: overviews, pages of docs/ under all their names, and what every page of a kind has."""
    for kind, shown in SHOWN.items():
        yield f"/{shown.overview}/", shown.overview
        yield from ((f"/{kind}/*/#{section}", kind) for section in shown.sections)
    yield from ((page.address, page.name) for page in (*derived_pages(), *pages_of_edities(infobox)))
    yield from _frozen_texts(infobox.edities)
    for name, page in pages.items():
        for path in (name, *page.was):
            yield page_address(path), f"docs/{name}.md"
            yield from ((f"{page_address(path)}#{anchor}", f"docs/{name}.md#{anchor}") for anchor in page.anchors)


def _frozen_texts(edities: Edities) -> Iterator[tuple[str, str]]:
    """(address, owner) of each text of an editie; the page of its kind is its owner's."""
    for editie in edities.every:
        for name, tekst in editie.changed.items():
            path = f"{editie.page}{name.partition('/')[0]}"
            yield f"/{path}/#{anchor_of(name, tekst)}", f"{path}#{anchor_of(name, tekst)}"


def anchors_of_pages(infobox: Infobox) -> Mapping[str, Mapping[str, str]]:
    """Owner of a page -> each anchor it ever had -> owner of what that leads to."""
    moved = moved_parts(infobox)
    return {
        owner: {
            **{part.anker: f"{owner}#{part.anker}" for part in (*parts(entry), *retired_parts(entry))},
            **{part.anker: part.owner for part in moved.get(owner, [])},
        }
        for kind in SHOWN
        for entry in infobox.with_retired(kind).values()
        for owner in [f"{kind}/{entry.id}"]
    }


def _with_anchors(address: str, owner: str, anchors: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    yield address, owner
    yield from ((f"{address}#{anchor}", part) for anchor, part in anchors.get(owner, {}).items())


def published(infobox: Infobox, pages: Mapping[str, Page]) -> dict[str, str]:
    """Address -> owner, sorted by address."""
    return dict(sorted(claims(infobox, pages)))


def heirs(infobox: Infobox, pages: Mapping[str, Page]) -> dict[str, str]:
    """Owner as it was called before -> as it is called now, for every change that the data explains."""
    changed = {f"docs/{old}.md": f"docs/{name}.md" for name, page in pages.items() for old in page.was}
    changed |= {
        f"docs/{old}.md#{anchor}": f"docs/{name}.md#{anchor}"
        for name, page in pages.items()
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


def page_address(name: str) -> str:
    """The address of a page of docs/ by its name."""
    return "/" if name == "index" else f"/{name}/"
