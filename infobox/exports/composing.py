"""Entries as blocks for paper: what text comes in which order. How it looks is for templates/papier/ to say."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from lxml import html

from infobox.catalogue.addresses import lasting_path, parts
from infobox.catalogue.bibliography import describe
from infobox.catalogue.citation import cite_page, own_page
from infobox.catalogue.destinations import destination, host, is_web
from infobox.catalogue.dutch import DOELEN, SOORT_PLURALS, STATUSSEN, count_nl, date_nl
from infobox.catalogue.history import last_change
from infobox.catalogue.infobox import by_soort, code_of, per_doel
from infobox.entries.instrument import Instrument
from infobox.entries.kinds import KINDS, REFERENCE
from infobox.entries.lesset import USES, Lesset
from infobox.entries.model import Begrip, Bouwsteen, Bron, Contact, Kader, Organisatie
from infobox.entries.records import Bronverwijzing, Entry
from infobox.entries.situatie import Situatie
from infobox.entries.standaard import Standaard
from infobox.entries.values import DOELGROEPEN
from infobox.exports.blocks import Block, Run, heading, joined, listing, paragraph, run, spaced
from infobox.exports.source import Source
from infobox.pages.facts import Fact, facts, facts_of_part

LICENCE = "De teksten zijn vrij te gebruiken met naamsvermelding (CC BY 4.0)."
_FEW = 40  # of a kind with no more entries each has a line in the contents
_TOLD = ("nieuw", "werkt", "mens")  # states of links that need no word beside them


class Composer:
    """Makes blocks; `inside` are the owners ('kind/id') that stand in the same document, and are led to there."""

    def __init__(self, source: Source, inside: frozenset[str]) -> None:
        self._source, self._inside = source, inside
        self._infobox, self._site, self._links = source.infobox, source.site, source.renderer.links
        self._kinds: dict[str, Callable[[Any, int], Iterator[Block]]] = {
            "standaarden": self._standaard,
            "bouwstenen": self._bouwsteen,
            "lessets": self._lesset,
            "situaties": self._situatie,
            "instrumenten": self._instrument,
            "begrippen": self._begrip,
            "kaders": self._kader,
            "organisaties": self._organisatie,
            "contacten": self._contact,
            "bronnen": self._bron,
        }

    def entry(self, kind: str, entry: Entry, level: int) -> Iterator[Block]:
        """Everything of one entry, its title as a heading of `level`."""
        yield self._title(kind, entry, level)
        if entry.levensloop.status == "actief":
            made = self._kinds.get(kind)
            yield from made(entry, level + 1) if made else self._plain(kind, entry)
        else:
            yield from self._gone(kind, entry)

    def chapter(self, kind: str) -> Iterator[Block]:
        """Everything of a kind; instrumenten per soort, each below the heading of that."""
        if kind == "standaarden":
            yield from self.part("redactionele_ordening")
        if kind == "lessets":
            yield from self.part("redactie_van_lesset")
        if kind == "instrumenten":
            for soort, instruments in by_soort(self._infobox.instrumenten.values()):
                yield heading(2, [run(f"{SOORT_PLURALS[soort]} ({len(instruments)})")], f"soort-{soort}")
                for one in instruments:
                    yield from self.entry(kind, one, 3)
            return
        for entry in self._infobox.of_kind(kind).values():
            yield from self.entry(kind, entry, 2)

    def colophon(self, kind: str, entry: Entry) -> Iterator[Block]:
        """How to come back to it and how to cite it, at the end of a document of one entry."""
        page = own_page(kind, entry, self._site)
        cited = cite_page(page)
        yield heading(2, [run("Adres en verwijzing")])
        runs = [run(f"{cited.before} "), run(cited.titel, italic=True), *self._linked(f" {cited.after}", page.url)]
        yield paragraph([run("Verwijzing (APA): ", bold=True), *runs])
        since = last_change(entry)
        if since:
            yield paragraph([run("Tekst sinds: ", bold=True), run(f"{date_nl(since)}.")])
        yield paragraph([run(LICENCE)])
        yield from self.part("disclaimer")

    def part(self, name: str) -> Iterator[Block]:
        """A part of the site's pages that is a notice, in the words of the site."""
        made = html.fragment_fromstring(self._source.renderer.part(name, self._site.url or "./"), create_parent=True)
        yield {"is": "note", "blocks": [paragraph(list(self._of_html(one))) for one in made.iter("p")]}

    def _of_html(self, element: html.HtmlElement) -> Iterator[Run]:
        if element.text:
            yield run(spaced(element.text))
        for child in element:
            address = child.get("href", "")
            to = address if is_web(address) else ""
            yield run(spaced(child.text_content()), to=to, bold=child.tag == "strong")
            if child.tail:
                yield run(spaced(child.tail))

    def inline(self, text: str) -> list[Run]:
        """A text of one paragraph, with titles for `@codes` that lead on."""
        runs, end = [], 0
        for match in REFERENCE.finditer(text):
            kind, entry = self._infobox.by_code.get(match[1], ("", None))
            runs.append(run(spaced(text[end : match.start()])))
            runs.append(self._to(kind, entry) if entry else run(match[0]))
            end = match.end()
        return [run for run in (*runs, run(spaced(text[end:]))) if run["text"]]

    def _prose(self, text: str, style: str = "") -> Iterator[Block]:
        for part in re.split(r"\n\s*\n", text.strip()):
            if part:
                yield paragraph(self.inline(part), style)

    def _to(self, kind: str, entry: Entry, text: str = "", **style: Any) -> Run:
        """A way to an entry: in this document when it stands there, else to its page."""
        if lang := getattr(entry, "taal_van_titel", None):
            style["lang"] = lang
        if f"{kind}/{entry.id}" in self._inside:
            return run(text or entry.titel, at=f"{kind}/{entry.id}", **style)
        return run(text or entry.titel, to=self._address(kind, entry), **style)

    def _address(self, kind: str, entry: Entry, anchor: str = "") -> str:
        return self._site.url and self._site.url + lasting_path(kind, entry, anchor)

    def _linked(self, text: str, url: str) -> list[Run]:
        """A text that ends with an address, that as a link."""
        if url and text.endswith(url):
            return [run(text.removesuffix(url)), run(url, to=url)]
        return [run(text)]

    def _named(self, kind: str, entry: Entry) -> list[Run]:
        """The code and title of an entry, as in a list."""
        before = [run(f"{code_of(entry)} ", bold=True)] if code_of(entry) else []
        return [*before, self._to(kind, entry)]

    def _out(self, url: str, *, whole: bool = False) -> list[Run]:
        """A link that leaves the site, with what is known of it when that is not good."""
        if not is_web(url):
            return [run(url)]
        said = self._links.said(url)
        after = [] if said.soort in _TOLD else [run(f" ({said.text})")]
        return [run(url if whole else host(url), to=url), *after]

    def _title(self, kind: str, entry: Entry, level: int) -> Block:
        runs = [run(f"{code_of(entry)} ", code=True)] if code_of(entry) else []
        lang = getattr(entry, "taal_van_titel", None)
        runs.append(run(entry.titel, **({"lang": lang} if lang else {})))
        return heading(
            level, runs, f"{kind}/{entry.id}", in_contents=KINDS[kind].own_page and self._infobox.count(kind) <= _FEW
        )

    def _gone(self, kind: str, entry: Entry) -> Iterator[Block]:
        life = entry.levensloop
        since = f" sinds {date_nl(life.datum)}" if life.datum else ""
        runs = [run(f"Deze pagina is {life.status}{since}. ", bold=True), *self.inline(life.reden or "")]
        blocks = [paragraph(runs)]
        if onward := self._infobox.successors(kind, entry):
            blocks.append(paragraph([run("Ga verder met: "), *joined(self._named(*one) for one in onward)]))
        yield {"is": "note", "blocks": blocks}

    def _bronnen(self, records: Iterable[Bronverwijzing], before: Iterable[Run] = ()) -> Block:
        def one(record: Bronverwijzing) -> list[Run]:
            if record.bron:
                runs = [self._to("bronnen", self._infobox.with_retired("bronnen")[record.bron])]
            else:
                runs = self._out(record.url or "", whole=True)
            return [*runs, *([run(f" ({record.toelichting})")] if record.toelichting else [])]

        found = [one(record) for record in records]
        label = "Bron: " if len(found) == 1 else "Bronnen: "
        return paragraph([*before, run(label, bold=True), *joined(found, "; ")], "soft")

    def _instrument_line(self, instrument: Instrument, reason: str | None) -> list[Block]:
        """An instrument in a list: its title and facts, and why it is there."""
        facts: list[list[Run]] = [[run(instrument.code, bold=True)]]
        if instrument.organisaties:
            facts.append([run(", ".join(self._short(key) for key in instrument.organisaties))])
        if instrument.jaar:
            facts.append([run(str(instrument.jaar))])
        if instrument.actualiteit.status != "gangbaar":
            facts.append([run(STATUSSEN[instrument.actualiteit.status].lower())])
        doel = destination(instrument, self._infobox)
        facts.append(self._out(doel.url) if doel else [run("geen adres bekend")])
        soft = [{**one, "soft": True} for one in joined([[run("")], *facts], " · ")]
        first = paragraph([self._to("instrumenten", instrument, bold=True), *soft])
        return [first, *([paragraph(self.inline(reason))] if reason else [])]

    def _short(self, key: str) -> str:
        one = self._infobox.organisaties[key]
        return one.afkorting or one.titel

    def _plain(self, kind: str, entry: Entry) -> Iterator[Block]:
        """Every field of an entry of a kind that has no way of its own here, as on a page without a template."""
        yield from self._prose(entry.in_short, "lead")
        yield from self._facts(facts(self._infobox, kind, entry))
        for part in parts(entry):
            yield paragraph([run(part.titel, bold=True)])
            yield from self._prose(part.tekst or "")
            yield from self._facts(facts_of_part(self._infobox, kind, part))
        if bronnen := getattr(entry, "bronnen", None):
            yield self._bronnen(bronnen)

    def _facts(self, found: Iterable[Fact]) -> Iterator[Block]:
        for fact in found:
            title = run(f"{fact.title}: ", bold=True)
            texts = [self._out(text, whole=True) if is_web(text) else self.inline(text) for text in fact.texts]
            values = texts or [self._named(*named) for named in fact.entries]
            yield paragraph([title, *joined(values, "; ")])
            if fact.records:
                yield listing(list(self._facts(inside)) for inside in fact.records)

    def _standaard(self, entry: Standaard, level: int) -> Iterator[Block]:
        infobox = self._infobox
        pairs = infobox.instruments_at_standaard(entry.id)
        reasons = {instrument.id: inzet.waarom for instrument, inzet in pairs}
        yield paragraph(self.inline(entry.vraag), "lead")
        yield from self._prose(entry.omschrijving)
        if level == 2:
            yield from self.part("redactionele_ordening")
        if entry.begin:
            yield heading(level, [run("Begin hiermee")])
            yield listing(self._instrument_line(infobox.instrumenten[one], reasons[one]) for one in entry.begin)
            told = "Gekozen door de redactie om mee te beginnen. Het is geen oordeel over de andere."
            yield paragraph([run(told)], "soft")
        yield heading(level, [run("Wat erbij hoort")])
        for aspect in entry.aspecten:
            yield heading(level + 1, [run(aspect.titel)])
            yield from self._prose(aspect.tekst)
            address = self._address("standaarden", entry, aspect.anker)
            here = [run("Vast adres: ", bold=True), run(address, to=address), run(" · ")] if address else []
            yield self._bronnen(aspect.bronnen, here)
        yield heading(level, [run("Wat betekent dit voor …")])
        for doelgroep in DOELGROEPEN:
            yield heading(level + 1, [run(doelgroep.capitalize())])
            yield from self._prose(getattr(entry.betekenis, doelgroep))
        yield heading(level, [run("Gespreksvragen")])
        yield listing(([paragraph(self.inline(one))] for one in entry.gespreksvragen), numbered=True)
        yield paragraph([run("De vragen zijn van de redactie.")], "soft")
        yield heading(level, [run("Instrumenten")])
        told = f"{instruments_nl(len(pairs))}, naar wat een lezer ermee wil. Bij elk staat waarom het hier staat."
        yield paragraph([run(told)])
        for doel, instruments in per_doel([one for one, _ in pairs], DOELEN).items():
            yield heading(level + 1, [run(f"{doel} ({len(instruments)})")])
            yield listing(self._instrument_line(one, reasons[one.id]) for one in instruments)
        yield heading(level, [run("Verwant")])
        verwant = [
            [*self._named("standaarden", infobox.standaarden[one.standaard]), run(". "), *self.inline(one.waarom)]
            for one in entry.verwant
        ]
        stenen = [self._named("bouwstenen", steen) for steen in infobox.bouwstenen_at_standaard(entry.id)]
        lijsten = [
            [run(f"{onderdeel.titel}, in "), self._to("kaders", kader)]
            for kader, onderdeel in infobox.onderdelen_at_standaard(entry.id)
        ]
        yield listing([paragraph(one)] for one in (*verwant, *stenen, *lijsten))
        if entry.officieel:
            yield paragraph([run("Officiële standaard: "), *self.inline(entry.officieel)])
        else:
            told = "Met welke officiële kwaliteitsstandaard dit overeenkomt, is nog niet bekend."
            yield paragraph([run(told)])
        yield self._bronnen(entry.bronnen)

    def _bouwsteen(self, entry: Bouwsteen, level: int) -> Iterator[Block]:
        infobox = self._infobox
        place = f"Bouwsteen {entry.nummer} van {infobox.count('bouwstenen')}"
        yield paragraph([run(f"{place} · Naber en Van Goor (2014), p. {entry.paginas}")], "soft")
        yield from self._prose(entry.samenvatting, "lead")
        known = "De inhoud is niet bekend." if entry.attestatie == "alleen-titel" else "De inhoud is beschreven."
        runs = [run(f"{known} ", bold=True), *self.inline(entry.attestatie_toelichting)]
        yield {"is": "note", "blocks": [paragraph(runs)]}
        pairs = infobox.instruments_at_bouwsteen(entry.id)
        yield heading(level, [run("Instrumenten")])
        told = (
            f"{instruments_nl(len(pairs))}. Welk instrument bij welke bouwsteen past, heeft de redactie bepaald, "
            "behalve waar staat dat de bron het verband legt."
        )
        yield paragraph([run(told)])
        kern = [pair for pair in pairs if pair[1].kern]
        for some in (kern, [pair for pair in pairs if not pair[1].kern]):
            if some and kern:
                yield heading(level + 1, [run(f"{'Eerst' if some is kern else 'Verder'} ({len(some)})")])
            if some:
                yield listing(
                    self._instrument_line(
                        one, steun.waarom or ("De bron legt dit verband." if steun.herkomst == "bron" else None)
                    )
                    for one, steun in some
                )
        yield heading(level, [run("Standaarden")])
        yield listing([paragraph(self._named("standaarden", infobox.standaarden[one]))] for one in entry.standaarden)
        yield self._bronnen(entry.bronnen)

    def _lesset(self, entry: Lesset, level: int) -> Iterator[Block]:
        facts = f"{count_nl(len(entry.blokken), 'blok', 'blokken')} · {entry.minuten} minuten"
        yield paragraph([run(facts)], "soft")
        yield paragraph(self.inline(entry.voor), "lead")
        yield paragraph([run("Doel. ", bold=True), *self.inline(entry.doel)])
        if level == 2:
            yield from self.part("redactie_van_lesset")
        for number, blok in enumerate(entry.blokken, start=1):
            yield heading(level, [run(f"{number}. {blok.titel} ({blok.minuten} minuten)")])
            yield from self._prose(blok.tekst)
            yield listing([paragraph(self._stof(kind, one))] for kind in USES for one in getattr(blok, kind))
            if blok.vragen:
                yield paragraph([run("Vragen aan de groep", bold=True)])
                yield listing([paragraph(self.inline(vraag))] for vraag in blok.vragen)

    def _stof(self, kind: str, entry_id: str) -> list[Run]:
        """Something that a blok uses, with the address for paper."""
        entry = self._infobox.with_retired(kind)[entry_id]
        before = [] if code_of(entry) else [run(f"{KINDS[kind].singular.capitalize()} ", bold=True)]
        address = self._address(kind, entry)
        return [*before, *self._named(kind, entry), *([run(" "), run(address, to=address)] if address else [])]

    def _situatie(self, entry: Situatie, level: int) -> Iterator[Block]:
        infobox = self._infobox
        yield paragraph(self.inline(entry.voor), "lead")
        first = [infobox.contacten[one] for one in entry.veiligheid.contacten]
        blocks = [
            paragraph([run("Eerst: is iemand nu in gevaar? ", bold=True), *self.inline(entry.veiligheid.tekst)]),
            paragraph(joined(([run(f"{one.titel}: "), run(one.nummer, bold=True)] for one in first), " · ")),
        ]
        yield {"is": "note", "blocks": blocks}
        items = []
        for stap in entry.stappen:
            step = list(self._prose(stap.tekst))
            if stap.instrument:
                step.append(paragraph(self._named("instrumenten", infobox.instrumenten[stap.instrument])))
            if stap.standaard:
                step.append(paragraph(self._named("standaarden", infobox.standaarden[stap.standaard])))
            items.append([*step, self._bronnen(stap.bronnen)])
        yield heading(level, [run("Dan, stap voor stap")])
        yield listing(items, numbered=True)
        yield paragraph([run("Wat deze site niet weet. ", bold=True), *self.inline(entry.niet_bekend)])
        more = [self._named("standaarden", infobox.standaarden[one]) for one in entry.standaarden]
        more += [self._named("begrippen", infobox.begrippen[one]) for one in entry.begrippen]
        yield paragraph([run("Meer hierover: ", bold=True), *joined(more)])
        yield self._bronnen(entry.veiligheid.bronnen)

    def _instrument(self, entry: Instrument, _: int) -> Iterator[Block]:
        infobox = self._infobox
        told = describe(entry, infobox)
        yield paragraph([run(" ".join([told.makers, *told.rest]))], "soft")
        yield from self._prose(entry.samenvatting)
        if entry.actualiteit.status != "gangbaar" or entry.actualiteit.opvolger:
            runs = [run(f"{STATUSSEN[entry.actualiteit.status]}. ", bold=True)]
            runs += self.inline(entry.actualiteit.toelichting or "")
            if entry.actualiteit.opvolger:
                after = infobox.instrumenten[entry.actualiteit.opvolger]
                runs += [run(" Zie: "), *self._named("instrumenten", after), run(".")]
            yield paragraph(runs)
        if entry.kernpunten:
            yield listing(list(self._prose(punt)) for punt in entry.kernpunten)
        at = [self._named("standaarden", infobox.standaarden[one.standaard]) for one in entry.standaarden]
        at += [self._named("bouwstenen", infobox.bouwstenen[one.bouwsteen]) for one in entry.bouwstenen]
        if at:
            yield paragraph([run("Helpt bij: ", bold=True), *joined(at, "; ")])
        doel = destination(entry, infobox)
        where = self._out(doel.url, whole=True) if doel else [run("geen adres bekend")]
        address = self._address("instrumenten", entry)
        here = [run(" · "), run("Op de site: ", bold=True), run(address, to=address)] if address else []
        yield paragraph([run("Te vinden: ", bold=True), *where, *here], "soft")
        yield self._bronnen(entry.bronnen)

    def _begrip(self, entry: Begrip, _: int) -> Iterator[Block]:
        yield from self._prose(entry.omschrijving)
        if entry.herkomst == "redactie":
            told = "Uitleg van de redactie: de bron noemt het woord, maar omschrijft het niet."
            yield paragraph([run(told)], "soft")
        if entry.synoniemen:
            yield paragraph([run("Ook: ", bold=True), run(", ".join(entry.synoniemen))])
        if entry.instrumenten:
            found = ([self._to("instrumenten", self._infobox.instrumenten[one])] for one in entry.instrumenten)
            yield paragraph([run("Meer in: ", bold=True), *joined(found, "; ")])
        yield self._bronnen(entry.bronnen)

    def _kader(self, entry: Kader, level: int) -> Iterator[Block]:
        yield paragraph([run(f"{entry.maker}{f' · {entry.jaar}' if entry.jaar else ''}")], "soft")
        yield from self._prose(entry.omschrijving)
        titles = "De titels staan hier zoals in de bron."
        if entry.verwoording != "bron":
            titles = "De titels zijn in eigen woorden van de redactie."
        yield paragraph([run(f"{titles} Welke standaarden erbij horen, heeft de redactie bepaald.")], "soft")
        for onderdeel in entry.onderdelen:
            yield heading(level, [run(onderdeel.titel)])
            yield from self._prose(onderdeel.tekst or "")
            at = (
                [self._named("bouwstenen", self._infobox.bouwstenen[onderdeel.bouwsteen])]
                if onderdeel.bouwsteen
                else []
            )
            at += [self._named("standaarden", self._infobox.standaarden[one]) for one in onderdeel.standaarden]
            yield paragraph([run("Ernaast: ", bold=True), *joined(at, "; ")])
        yield self._bronnen(entry.bronnen)

    def _organisatie(self, entry: Organisatie, _: int) -> Iterator[Block]:
        short = f"{entry.afkorting} · " if entry.afkorting else ""
        yield paragraph([run(f"{short}{entry.soort}")], "soft")
        yield from self._prose(entry.omschrijving)
        yield from self._prose(entry.opmerking or "")
        where = self._out(entry.link.url, whole=True) if entry.link else [run("geen adres van een site aangetroffen")]
        note = f" ({entry.link_opmerking})" if entry.link_opmerking else ""
        yield paragraph([run("Site: ", bold=True), *where, run(note)])
        if found := self._infobox.instruments_of_organisatie(entry.id):
            named = (self._named("instrumenten", one) for one in found)
            yield paragraph([run(f"{instruments_nl(len(found))}: ", bold=True), *joined(named, "; ")])
        yield self._bronnen(entry.bronnen)

    def _contact(self, entry: Contact, _: int) -> Iterator[Block]:
        yield paragraph([run(entry.nummer, bold=True)], "lead")
        yield from self._prose(entry.wanneer)
        if entry.link:
            yield paragraph(self._out(entry.link.url, whole=True))
        if facts := [one for one in (entry.bereikbaarheid, entry.kosten) if one]:
            yield paragraph([run(" · ".join(facts))])
        yield self._bronnen(entry.bronnen)

    def _bron(self, entry: Bron, _: int) -> Iterator[Block]:
        facts = [entry.site, entry.soort, *([date_nl(entry.datum)] if entry.datum else [])]
        yield paragraph([run(" · ".join(facts))], "soft")
        yield from self._prose(entry.omschrijving)
        if entry.url:
            yield paragraph(self._out(entry.url, whole=True))


def instruments_nl(number: int) -> str:
    """How many instrumenten."""
    return count_nl(number, "instrument", "instrumenten")
