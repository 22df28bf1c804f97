"""Documents for paper as templates take them: everything in one, an entry by itself, a poster."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from infobox.catalogue.addresses import lasting_path
from infobox.catalogue.dutch import count_nl, date_nl
from infobox.catalogue.infobox import code_of
from infobox.entries.kinds import KINDS, SHOWN
from infobox.entries.records import Entry
from infobox.exports.blocks import Block, chapter, listing, paragraph, qr_code, run
from infobox.exports.composing import LICENCE, Composer, instruments_nl
from infobox.exports.source import Source

CHAPTERS = tuple(sorted(SHOWN, key=lambda kind: kind != "contacten"))  # in the order of the site, but help comes first


@dataclass(frozen=True)
class Paper:
    """One document: its title, what is said below it, where it is on the web (from the root) and what stands in it.

    One with a `cover` has that as its first page.
    """

    title: str
    subtitle: str
    lasting: str
    blocks: tuple[Block, ...]
    cover: bool = False


def edition_day(source: Source) -> date | None:
    """The day of the newest change: that of the edition, whatever day it is typeset. None when nothing changed yet."""
    changes = source.renderer.history.changes
    return changes[0].datum if changes else None


def document(paper: Paper, source: Source) -> dict[str, Any]:
    """All that a template needs of a paper."""
    site, day = source.site, edition_day(source)
    address = site.url and site.url + paper.lasting
    return {
        "title": paper.title,
        "subtitle": paper.subtitle,
        "site": site.name,
        "address": address,
        "code": qr_code(address),
        "edition": f"Stand van {date_nl(day)}" if day else "",
        "day": [day.year, day.month, day.day] if day else None,
        "colour": site.colour,
        "licence": LICENCE,
        "cover": paper.cover,
        "blocks": list(paper.blocks),
    }


def paper_of(kind: str, entry: Entry, source: Source) -> Paper:
    """One standaard, bouwsteen or lesset by itself. What is no more says so, and where to go on."""
    composer = Composer(source, frozenset({f"{kind}/{entry.id}"}))
    title = f"{code_of(entry)} {entry.titel}"
    blocks = [*composer.entry(kind, entry, 1), *composer.colophon(kind, entry)]
    return Paper(title, KINDS[kind].singular.capitalize(), lasting_path(kind, entry), tuple(blocks))


def book(source: Source) -> Paper:
    """The whole infobox: every entry of every kind that a reader meets, with what helps first."""
    infobox = source.infobox
    kinds = [kind for kind in CHAPTERS if infobox.of_kind(kind)]
    inside = frozenset(f"{kind}/{one}" for kind in kinds for one in infobox.of_kind(kind))
    composer = Composer(source, inside)
    blocks = [*_about(source, composer), {"is": "contents", "title": "Inhoud"}]
    for kind in kinds:
        blocks += [chapter(KINDS[kind].title, f"hoofdstuk-{kind}"), *composer.chapter(kind)]
    counted = ", ".join(
        count_nl(infobox.count(kind), KINDS[kind].singular, KINDS[kind].title.lower()).replace(" ", "\u00a0", 1)
        for kind in CHAPTERS
        if KINDS[kind].cited
    )
    return Paper(source.site.name, f"De hele infobox op papier: {counted}", "", tuple(blocks), cover=True)


def poster(source: Source) -> dict[str, Any]:
    """All standaarden and bouwstenen on one sheet, each with what its card says on the site, and its QR code."""
    infobox, site = source.infobox, source.site
    composer = Composer(source, frozenset())

    def card(kind: str, entry: Entry, text: str, number: int, *, unknown: bool = False) -> dict[str, Any]:
        address = site.url and site.url + lasting_path(kind, entry)
        return {
            "code": code_of(entry),
            "title": entry.titel,
            "text": composer.inline(text),
            "facts": f"{instruments_nl(number)}{' · inhoud niet bekend' if unknown else ''}",
            "address": address,
            "qr": qr_code(address),
        }

    standaarden = [
        card("standaarden", one, one.vraag, len(infobox.instruments_at_standaard(one.id)))
        for one in infobox.standaarden.values()
    ]
    bouwstenen = [
        card(
            "bouwstenen",
            one,
            "",
            len(infobox.instruments_at_bouwsteen(one.id)),
            unknown=one.attestatie == "alleen-titel",
        )
        for one in infobox.bouwstenen.values()
    ]
    title = (
        f"{count_nl(len(standaarden), 'standaard', 'standaarden')} en "
        f"{count_nl(len(bouwstenen), 'bouwsteen', 'bouwstenen')}"
    )
    help_first = [f"{one.titel}: {one.nummer}" for one in infobox.contacten.values() if one.in_strook]
    return {
        **document(Paper(title, "", "", ()), source),
        "groups": [
            {"title": "Standaarden: waar een lokaal team aan werkt", "cards": standaarden},
            {"title": "Bouwstenen van een lerend systeem", "cards": bouwstenen},
        ],
        "notes": [*composer.part("redactionele_ordening"), *composer.part("disclaimer")],
        "help": help_first,
    }


def _about(source: Source, composer: Composer) -> Iterator[Block]:
    """What this is, before anything else."""
    yield chapter("Wat dit is", "wat-dit-is")
    yield paragraph([run(f"Dit is {source.site.name}, in één bestand om te bewaren of af te drukken.")], "lead")
    day = edition_day(source)
    where = f" op {source.site.url}" if source.site.url else ""
    stand = f"Het is de stand van {date_nl(day)}. " if day else ""
    yield paragraph([run(f"{stand}De nieuwste tekst staat altijd op de site{where}.")])
    yield from composer.part("redactionele_ordening")
    yield from composer.part("disclaimer")
    yield paragraph([run("Wat er staat:")])
    yield listing(
        [paragraph([run(KINDS[kind].title, at=f"hoofdstuk-{kind}"), run(f": {source.infobox.count(kind)}")])]
        for kind in CHAPTERS
        if source.infobox.count(kind)
    )
