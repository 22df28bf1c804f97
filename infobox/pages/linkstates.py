"""What a reader is told about a link: what was seen and when, in words; never more than was seen."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import TypeAlias

from markupsafe import escape

from infobox.catalogue.destinations import destination
from infobox.catalogue.dutch import date_nl
from infobox.catalogue.facets import Facet
from infobox.catalogue.infobox import Infobox
from infobox.entries.docs import addresses_in
from infobox.entries.instrument import Instrument
from infobox.entries.kinds import KINDS
from infobox.entries.records import Entry
from infobox.links.advice import ADVICE, Soort, soort_of
from infobox.links.collect import spelling, texts
from infobox.links.report import archive_of
from infobox.links.state import LinkState

# The heading of each soort on the page "Staat van de links", in the order of that page.
HEADINGS: dict[Soort, str] = {soort: advice.heading for soort, advice in ADVICE.items()}
SHOWN: tuple[Soort, ...] = ("stuk", "verdacht", "hapert", "verhuisd", "dicht")  # each address; of the others a number

# What else a chooser of instruments can ask of a link.
_OLD_ADDRESS = "oud-adres"
_NO_ADDRESS = "geen-adres"
_ASKED: dict[str, str] = {
    **{str(soort): heading for soort, heading in HEADINGS.items()},
    _OLD_ADDRESS: "Ouder webadres",
    _NO_ADDRESS: "Geen adres bekend",
}


_LINK = re.compile(r'<a href="(https?://[^"]*)"')


@dataclass(frozen=True)
class Said:
    """What stands next to a link. `archive` is where older copies are kept, '' when the link is not in doubt; of one
    of them `copied` is the day, in words."""

    soort: Soort
    text: str
    archive: str = ""
    copied: str = ""


@dataclass(frozen=True)
class Used:
    """An address with the entries that use it, as (kind, entry)."""

    url: str
    said: Said
    entries: tuple[tuple[str, Entry], ...]


class LinkStates:
    """The links of an Infobox with the state of each; an address without a state has not been checked.

    `before` are those of an Infobox that may hold some of the same entries; it saves time.
    """

    def __init__(self, infobox: Infobox, states: Mapping[str, LinkState], before: "LinkStates | None" = None) -> None:
        self._states = states
        self._found: dict[int, tuple[Entry, _Found]] = {}  # by the identity of an entry: nothing changes one
        known = before._found if before else {}
        self._said: dict[str, Said] = {}  # what was asked before: most addresses stand on more than one page
        self._looked: dict[str, str] = {}
        self._entries: dict[str, list[tuple[str, Entry]]] = {}
        for kind in KINDS:
            for entry in infobox.of_kind(kind).values():
                same, found = known.get(id(entry), (None, ()))
                self._found[id(entry)] = entry, found if same is entry else tuple(_addresses(entry))
                self._add(kind, entry)

    def _add(self, kind: str, entry: Entry) -> None:
        for url, looked in self._found[id(entry)][1]:
            self._looked[url] = max(looked, self._looked.get(url, ""))
            users = self._entries.setdefault(url, [])
            if not users or users[-1][1] is not entry:
                users.append((kind, entry))

    def said(self, written: str) -> Said:
        """What may be said of the address `written`."""
        if written not in self._said:
            self._said[written] = self._say(spelling(written))
        return self._said[written]

    def _say(self, url: str) -> Said:
        state, looked = self._states.get(url), self._looked.get(url, "")
        soort = soort_of(state, looked)
        if state is None:
            return Said(soort, f"met de hand bekeken op {_day(looked)}" if looked else "nog niet gecontroleerd")
        seen, copy = _day(state.laatst_geprobeerd), state.kopie or archive_of(url)
        match soort:
            case "werkt":
                return Said(soort, f"werkt, gezien {seen}")
            case "thuis":
                return Said(soort, f"sluit controle uit; van een andere plek gezien {_day(state.thuis_op)}")
            case "verhuisd":
                return Said(soort, f"verhuisd; de oude link leidt nog door, gezien {seen}")
            case "hapert":
                return Said(soort, f"gaf op {seen} geen goed antwoord; wordt opnieuw geprobeerd")
            case "mens":
                day = _day(looked or state.gecontroleerd_op)
                return Said(soort, f"sluit controle uit; met de hand bekeken op {day}")
            case "stuk":
                what = "dit adres klopt niet" if state.oordeel == "ongeldig" else "werkt niet meer"
                return Said(soort, what, copy, _day(state.kopie_van))
            case "verdacht":
                what = f"komt waarschijnlijk niet meer op de goede pagina uit, gezien {seen}"
                return Said(soort, what, copy, _day(state.kopie_van))
        return Said("dicht", "sluit controle uit; nog niet met de hand bekeken")

    def robust(self, written: str) -> dict[str, str]:
        """The attributes of Robust Links for an address: the day it was last seen, and the copy nearest to it.

        Nothing for an address that nobody has seen work: there is no day to name.
        """
        state = self._states.get(spelling(written))
        if state is None or not state.seen_on:
            return {}
        told = {"data-originalurl": written, "data-versiondate": state.seen_on}
        return {**told, "data-versionurl": state.kopie} if state.kopie else told

    def robust_html(self, html: str) -> str:
        """The HTML that Markdown made of a page by people, with those attributes on its links to other sites."""

        def decorated(match: re.Match[str]) -> str:
            told = self.robust(unescape(match[1]))
            return match[0] + "".join(f' {name}="{escape(value)}"' for name, value in told.items())

        return _LINK.sub(decorated, html)

    def side(self) -> Facet:
        """A side to choose instruments from: how the link is that their page sends a reader to."""

        def values(infobox: Infobox, one: Instrument) -> tuple[str, ...]:
            to = destination(one, infobox)
            old = (_OLD_ADDRESS,) if one.link and one.link.oud_adres else ()
            return (self.said(to.url).soort if to else _NO_ADDRESS, *old)

        return Facet("linkstaat", "Staat van de link", values, lambda _, value: _ASKED[value], lambda _: _ASKED)

    def totals(self) -> dict[str, int]:
        """Heading -> number of addresses, in the order of the page; headings without any are left out."""
        groups = self.groups(tuple(HEADINGS))
        return {heading: len(used) for heading, used in groups.items()}

    def groups(self, soorten: tuple[Soort, ...] = SHOWN) -> dict[str, list[Used]]:
        """Heading -> addresses, sorted; headings without any are left out."""
        found: dict[str, list[Used]] = {HEADINGS[soort]: [] for soort in soorten}
        for url in sorted(self._entries):
            said = self._say(url)
            if said.soort in soorten:
                found[HEADINGS[said.soort]].append(Used(url, said, tuple(self._entries[url])))
        return {heading: used for heading, used in found.items() if used}

    @property
    def count(self) -> int:
        """How many different addresses there are."""
        return len(self._entries)

    @property
    def last_run(self) -> str:
        """The day of the last visit to any of them, in words; '' for never."""
        moments = [state.laatst_geprobeerd for url, state in self._states.items() if url in self._entries]
        return _day(max(moments)) if moments else ""


_Found: TypeAlias = tuple[tuple[str, str], ...]  # the addresses of an entry, and the day that somebody looked


def _addresses(entry: Entry) -> Iterator[tuple[str, str]]:
    for text, _, looked in texts(entry.model_dump(exclude_none=True), (), ""):
        for written, _ in addresses_in(text) if "://" in text else ():
            yield spelling(written), looked


def _day(moment: str) -> str:
    return date_nl(date.fromisoformat(moment[:10])) if moment else ""
