"""Sets that trainers make themselves: what can be in one, and how one is written in an address.

A set is in the part of the address after the #, which no server gets to see: `v` the version, `t` the title, then in
their order `c` codes with dots between them, `k` a heading, `n` a note. Its other reader is assets/lesset-maken.js.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from infobox.catalogue import addresses
from infobox.catalogue.dutch import first_sentence
from infobox.catalogue.infobox import Infobox, code_of
from infobox.entries.kinds import KINDS, entry_path
from infobox.entries.lesset import USES, Lesset
from infobox.entries.records import Entry
from infobox.entries.standaard import Standaard

VERSION = 1


@dataclass(frozen=True)
class Choice:
    """Something that can be in a set. `code` names it there for good: 'S03', 'S03-a2' for a part, 'meldcode'.

    `path` is its page and `lasting` the address for slides, both from the root; `folder` is where its QR code stands,
    or ''. `was` are codes that it had. What is no more has a `gone`, which says so to a reader, and `onward`, which is
    (title, path) of what came in its place.
    """

    code: str
    kind: str
    titel: str
    tekst: str
    path: str
    lasting: str
    folder: str
    was: tuple[str, ...] = ()
    gone: str = ""
    onward: tuple[tuple[str, str], ...] = ()


def name_of(entry: Entry) -> str:
    """What an entry is called in a set: its code, or its id when it has none."""
    return code_of(entry) or entry.id


def in_address(lesset: Lesset, infobox: Infobox) -> str:
    """A lesset of ours as a trainer's own set, to change: what stands after the # of the page."""
    pairs = [("v", str(VERSION)), ("t", lesset.titel), ("n", lesset.doel)]
    for blok in lesset.blokken:
        pairs += [("k", f"{blok.titel} ({blok.minuten} minuten)"), ("n", blok.tekst)]
        used = [infobox.with_retired(kind)[entry_id] for kind in USES for entry_id in getattr(blok, kind)]
        pairs += [("c", ".".join(map(name_of, used)))]
        pairs += [("n", "\n".join(["Vragen aan de groep:", *blok.vragen]))] if blok.vragen else []
    return urlencode(pairs)


def choices(infobox: Infobox) -> Iterator[tuple[str, list[Choice]]]:
    """(kind, everything of it that can be in a set), parts after the entry they belong to, what is no more last."""
    former = _former(infobox)
    for kind in USES:
        yield (
            kind,
            [
                choice
                for entry in infobox.with_retired(kind).values()
                for choice in _of_entry(infobox, kind, entry, former)
            ],
        )


def _of_entry(infobox: Infobox, kind: str, entry: Entry, former: Mapping[str, list[str]]) -> Iterator[Choice]:
    owner, name = f"{kind}/{entry.id}", name_of(entry)
    path, lasting = entry_path(kind, entry.id), addresses.lasting_path(kind, entry)
    text = entry.vraag if isinstance(entry, Standaard) else first_sentence(entry.in_short)[0]
    folder = addresses.folder_beside(kind, entry) if KINDS[kind].cited else ""
    gone: str = ""
    onward: tuple[tuple[str, str], ...] = ()
    if entry.levensloop.status != "actief":
        gone = f"{KINDS[kind].singular} {name} is {entry.levensloop.status}."
        onward = tuple((one.titel, entry_path(other, one.id)) for other, one in infobox.successors(kind, entry))
    yield Choice(name, kind, entry.titel, text, path, lasting, folder, tuple(former.get(owner, ())), gone, onward)
    for part in addresses.parts(entry):
        was = tuple(former.get(f"{owner}#{part.anker}", ()))
        at = f"#{part.anker}"
        yield Choice(
            f"{name}-{part.anker}",
            kind,
            part.titel,
            part.tekst or "",
            path + at,
            lasting + at,
            folder,
            was,
            gone,
            onward,
        )
    for past in addresses.retired_parts(entry):
        new = [addresses.successor_of_part(infobox, entry, one) for one in past.vervangen_door]
        yield Choice(
            f"{name}-{past.anker}",
            kind,
            past.titel,
            past.reden,
            f"{path}#{past.anker}",
            f"{lasting}#{past.anker}",
            folder,
            gone=f"Onderdeel {past.anker} van {name} is vervallen.",
            onward=tuple((one.titel, one.path) for one in new),
        )


def _former(infobox: Infobox) -> Mapping[str, list[str]]:
    """Owner, as addresses have them -> what it was called in a set before."""
    found: dict[str, list[str]] = {}
    for (old_kind, name), (kind, entry) in infobox.former_names.items():
        if kind not in USES:
            continue
        if not old_kind:
            found.setdefault(f"{kind}/{entry.id}", []).append(name)
            for part in addresses.parts(entry):
                found.setdefault(f"{kind}/{entry.id}#{part.anker}", []).append(f"{name}-{part.anker}")
        elif old_kind in USES and not KINDS[old_kind].code:
            found.setdefault(f"{kind}/{entry.id}", []).append(name)
    for page, moved in addresses.moved_parts(infobox).items():
        kind, _, entry_id = page.partition("/")
        if kind in USES and entry_id in infobox.with_retired(kind):
            name = name_of(infobox.with_retired(kind)[entry_id])
            for gone in moved:
                found.setdefault(gone.owner, []).append(f"{name}-{gone.anker}")
    return found
