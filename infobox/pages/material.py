"""What this site knows of addresses, for who holds teaching material against it: ours, and those of others.

It stands in the page itself (templates/lesmateriaal.html): the material is looked at in the browser, and nothing is
asked of anybody. Its reader is assets/lesmateriaal.js.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from markupsafe import Markup

from infobox.catalogue import edities
from infobox.catalogue.addresses import lasting_path, page_address, published, retired_parts, successor_of_part
from infobox.catalogue.derived import derived_parts
from infobox.catalogue.dutch import date_nl
from infobox.catalogue.history import plain
from infobox.catalogue.infobox import Infobox, code_of
from infobox.entries.docs import Page
from infobox.entries.kinds import SHOWN, entry_path
from infobox.entries.records import Entry
from infobox.pages.linkstates import HEADINGS, LinkStates


def known(infobox: Infobox, pages: Mapping[str, Page], links: LinkStates) -> dict[str, Any]:
    """Plain values, keys in Dutch.

    `onderwerpen`: owner -> {titel, code, adres, wijzigingen: [[day, text]]}, and of what is no more {weg, verder:
    [[titel, path]]}. `adressen`: every address of ours -> owner, or [owner, path] when it is another one now.
    `onderdelen`: kind -> anchors on each of its pages. `buiten`: address of others -> [soort, words, [titles of who
    uses it]].
    """
    owners = {f"{kind}/{entry.id}": (kind, entry) for kind in SHOWN for entry in infobox.with_retired(kind).values()}
    return {
        "onderwerpen": {
            **{owner: _told(infobox, *named) for owner, named in owners.items()},
            **dict(_parts_gone(infobox, owners)),
        },
        "adressen": dict(_addresses(infobox, pages, owners)),
        "onderdelen": {kind: list(shown.sections) for kind, shown in SHOWN.items()},
        "buiten": {
            used.url: [used.said.soort, used.said.text, [entry.titel for _, entry in used.entries][:3]]
            for group in links.groups(tuple(HEADINGS)).values()
            for used in group
        },
    }


def in_page(values: Mapping[str, Any]) -> Markup:
    """Values as JSON that no reader of HTML can take for a tag or a comment, and no Jinja for a call."""
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    for signs in ("<", ">", "&", "{{", "{%", "{#"):
        text = text.replace(signs, f"{signs[:-1]}\\u{ord(signs[-1]):04x}")
    return Markup(text)  # noqa: S704 - escaped just now


def _told(infobox: Infobox, kind: str, entry: Entry) -> dict[str, Any]:
    own = sorted(entry.wijzigingen, key=lambda one: one.datum)  # what others changed that names it, is theirs
    told: dict[str, Any] = {
        "titel": entry.titel,
        "code": code_of(entry),
        "adres": lasting_path(kind, entry),
        "wijzigingen": [[one.datum.isoformat(), plain(one.tekst, infobox)] for one in own],
    }
    if entry.levensloop.status != "actief":
        told["weg"] = _gone(entry.levensloop.status, entry.levensloop.datum, entry.levensloop.reden)
        told["verder"] = [[one.titel, entry_path(other, one.id)] for other, one in infobox.successors(kind, entry)]
    return told


def _gone(status: str, since: date | None, reason: str | None) -> str:
    when = f" sinds {date_nl(since)}" if since else ""
    return f"{status.capitalize()}{when}. {reason or ''}".strip()


def _parts_gone(infobox: Infobox, owners: Mapping[str, tuple[str, Entry]]) -> Iterator[tuple[str, dict[str, Any]]]:
    for owner, (kind, entry) in owners.items():
        for part in retired_parts(entry):
            onward = [successor_of_part(infobox, entry, name) for name in part.vervangen_door]
            yield (
                f"{owner}#{part.anker}",
                {
                    "titel": part.titel,
                    "code": code_of(entry),
                    "adres": lasting_path(kind, entry, part.anker),
                    "wijzigingen": [],
                    "weg": _gone("vervallen", part.datum, part.reden),
                    "verder": [[one.titel, one.path] for one in onward],
                },
            )


def _addresses(
    infobox: Infobox, pages: Mapping[str, Page], owners: Mapping[str, tuple[str, Entry]]
) -> Iterator[tuple[str, Any]]:
    elsewhere = {address for address, _ in derived_parts(infobox)}  # of an entry, but not where it is
    for address, owner in published(infobox, pages).items():
        name, _, anchor = owner.partition("#")
        if "*" in address or (anchor and name.startswith(f"{edities.FOLDER}/")):  # a text of then: its page says enough
            continue
        if name in owners and address not in elsewhere:
            kind, entry = owners[name]
            now = {entry_path(kind, entry.id), lasting_path(kind, entry)}
            best = lasting_path(kind, entry, anchor)
        elif name.startswith("docs/"):
            page = page_address(name.removeprefix("docs/").removesuffix(".md")).removeprefix("/")
            now, best = {page}, f"{page}#{anchor}" if anchor else page
        else:
            yield address, owner
            continue
        here = {f"{one}#{anchor}" for one in now} if anchor else now
        yield address, owner if address.removeprefix("/") in here else [owner, best]
