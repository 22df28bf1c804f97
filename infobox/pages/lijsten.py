"""The register of lists for editors: a generator of rows each, what it is, why it matters, and what to do about it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from statistics import median

from infobox.catalogue.destinations import host
from infobox.catalogue.dutch import STATUSSEN, count_nl, date_nl
from infobox.entries.instrument import Link
from infobox.entries.kinds import KINDS
from infobox.entries.notes import notes
from infobox.entries.relations import relations
from infobox.links.advice import ADVICE, Soort
from infobox.links.collect import Address
from infobox.pages.beheer import Lijst, Look, Row

HARDEST = 50  # texts
OLDEST = 25  # instruments
OFTEN = 3  # files; a word that stands in so many is a word of the field
LONG = 13  # letters; a word of so many is seldom one that everybody knows
MOST_WORDS = 60
THIN = 3  # a part of the median: who has less than a third of the instruments that others have

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_EVERYDAY = re.compile(r"(heid|heden|lijke?|ende|ingen|aties?|ische?)$")  # what long words of any text end with


def due_reviews(look: Look) -> Iterator[Row]:
    """What somebody has to look at again, first what comes first."""
    found = [(review, kind, entry) for kind, entry in look.entries() if (review := look.review(kind, entry)).before]
    for review, kind, entry in sorted(found, key=lambda one: str(one[0].before)):
        seen = f"nagekeken op {date_nl(review.on)}" if review.on else "nog nooit nagekeken"
        yield look.row(kind, entry, seen + (f"; door: {review.owner}" if review.owner else ""), day=review.before)


def never_reviewed(look: Look) -> Iterator[Row]:
    """What nobody has read again since it was put on the site."""
    for kind, entry in look.entries():
        if kind != "thesaurus" and not (review := look.review(kind, entry)).on:
            who = f"eigenaar: {review.owner}" if review.owner else "geen eigenaar bekend"
            yield look.row(kind, entry, f"{KINDS[kind].singular}; {who}")


def words_not_reviewed(look: Look) -> Iterator[Row]:
    """Lists of words that nobody who knows the language or the field has read."""
    for woorden in look.case.infobox.thesaurus.values():
        if not woorden.nagekeken:
            yield look.row("thesaurus", woorden, f"taal: {woorden.taal}; {len(woorden.ingangen)} regels")


def links_that_are(soort: Soort) -> Callable[[Look], Iterator[Row]]:
    """The addresses of which this is known, each once, at the first file that has it."""

    def rows(look: Look) -> Iterator[Row]:
        for address in look.by_soort.get(soort, ()):
            state = look.states.get(address.url)
            why = f" ({state.reden})" if state and state.reden else ""
            new = f"; nieuw adres: {state.voorstel}" if state and state.oordeel == "verhuisd" else ""
            copy = f"; kopie van {state.kopie_van}: {state.kopie}" if state and state.kopie else ""
            yield look.row_at(address.uses[0].path, f"{address.url}{why}{new}{copy}{_elsewhere(address)}")

    return rows


def _elsewhere(address: Address) -> str:
    others = len({use.path for use in address.uses}) - 1
    return f"; ook in {count_nl(others, 'ander bestand', 'andere bestanden')}" if others else ""


def links_never_seen(look: Look) -> Iterator[Row]:
    """The sites with addresses that nobody and nothing has visited, those with most first."""
    sites: dict[str, list[Address]] = {}
    for address in look.by_soort.get("nieuw", ()):
        sites.setdefault(host(address.url) or address.url, []).append(address)
    for site, addresses in sorted(sites.items(), key=lambda one: (-len(one[1]), one[0])):
        first = addresses[0]
        matter = f"{count_nl(len(addresses), 'adres', 'adressen')}, zoals {first.url}"
        yield replace(look.row_at(first.uses[0].path, matter, number=len(addresses)), about=site, code="")


def pages_that_changed(look: Look) -> Iterator[Row]:
    """Addresses that still answer, with something else than before."""
    for address in look.addresses:
        state = look.states.get(address.url)
        if state and state.afwijking:
            what = f"{address.url}: {state.afwijking}, gezien op {state.afwijking_op[:10]}"
            yield look.row_at(address.uses[0].path, what + _elsewhere(address))


def exceptions(look: Look) -> Iterator[Row]:
    """Exceptions for links, with the day on which they end."""
    for one in sorted(look.exemptions, key=lambda one: one.tot):
        yield Row(one.adres, f"{one.klasse}: {one.reden}", "links/uitzonderingen.yml", day=one.tot)


def not_at_home(look: Look) -> Iterator[Row]:
    """Instruments of which the link is not the maker's own page of it."""
    for instrument in look.case.infobox.instrumenten.values():
        if matter := _weakness(instrument.link):
            yield look.row("instrumenten", instrument, matter)


def _weakness(link: Link | None) -> str:
    if link is None:
        return "geen adres bekend"
    kinds = {"kopie": "een kopie bij een derde", "organisatie": "alleen een beginpagina"}
    said = [kinds.get(link.soort, ""), "een ouder webadres" if link.oud_adres else ""]
    return f"{'; '.join(filter(None, said))}: {link.url}" if any(said) else ""


def thin(look: Look) -> Iterator[Row]:
    """Standaarden and bouwstenen that have much less than the others, or of which only the title is known."""
    infobox = look.case.infobox
    for kind, instruments in (
        ("standaarden", infobox.instruments_at_standaard),
        ("bouwstenen", infobox.instruments_at_bouwsteen),
    ):
        numbers = {one: len(instruments(one)) for one in infobox.of_kind(kind)}
        few = median(numbers.values()) / THIN if numbers else 0
        for one, number in sorted(numbers.items(), key=lambda pair: pair[1]):
            entry = infobox.of_kind(kind)[one]
            title_only = getattr(entry, "attestatie", "") == "alleen-titel"
            said = ["weinig instrumenten" if number < few else "", "alleen de titel is bekend" if title_only else ""]
            if any(said):
                yield look.row(kind, entry, "; ".join(filter(None, said)), number=number)


def words_without_begrip(look: Look) -> Iterator[Row]:
    """Long words, short forms and search words that come back, and that the list of begrippen does not have."""
    infobox, used = look.case.infobox, dict[str, set[str]]()
    for document, _, text in look.prose:
        for word in _WORD.findall(text.text):
            if sum(map(str.isupper, word)) > 1 or (len(word) >= LONG and not _EVERYDAY.search(word)):
                used.setdefault(word if word.isupper() else word.lower(), set()).add(document.path)
    for kind, entry in look.entries():
        for word in getattr(entry, "zoekwoorden", ()):
            used.setdefault(word.lower(), set()).add(f"data/{kind}/{entry.id}.yml")
    named = [(one.titel, *one.synoniemen, *one.zoekwoorden) for one in infobox.begrippen.values()]
    named += [(one.titel, one.afkorting or "", *one.zoekwoorden) for one in infobox.organisaties.values()]
    known = {word.casefold() for texts in named for text in texts for word in (text, *_WORD.findall(text))}
    found = [
        (word, sorted(files)) for word, files in used.items() if len(files) >= OFTEN and word.casefold() not in known
    ]
    for word, where in sorted(found, key=lambda one: (-len(one[1]), one[0].casefold()))[:MOST_WORDS]:
        matter = f"in {len(where)} bestanden, zoals {', '.join(where[:OFTEN])}"
        yield Row(word, matter, "", page="begrippen/", number=len(where))


def orphans(look: Look) -> Iterator[Row]:
    """What no other entry names, and what names nothing that has a page itself: only a list leads there."""
    named: dict[str, set[str]] = {}
    joined: set[tuple[str, str]] = set()
    for relation in relations():
        for document in look.case.documents.get(relation.kind, {}).values():
            found = [text for text, _ in document.find(relation.pattern)]
            named.setdefault(relation.target, set()).update(found)
            if found and KINDS[relation.target].own_page:
                joined.add((relation.kind, document.id))
    for kind, names in named.items():
        for entry in look.case.infobox.of_kind(kind).values():
            if entry.id not in names and (kind, entry.id) not in joined:
                yield look.row(kind, entry, f"geen enkel ander onderwerp noemt deze {KINDS[kind].singular}")


def no_longer_current(look: Look) -> Iterator[Row]:
    """Instruments that were followed up or may be out of date, and the oldest of the others."""
    infobox = look.case.infobox
    every = sorted(infobox.instrumenten.values(), key=lambda one: (one.jaar or 9999, one.titel.casefold()))
    old = {one.id for one in every[:OLDEST] if one.jaar}
    for one in every:
        status = one.actualiteit.status
        if status != "gangbaar" or one.id in old:
            after = infobox.instrumenten.get(one.actualiteit.opvolger or "")
            said = STATUSSEN[status] + (f"; opvolger: {after.titel}" if after else "")
            yield look.row("instrumenten", one, f"{said}; uit {one.jaar or 'een onbekend jaar'}", number=one.jaar)


def notes_of_the_check(look: Look) -> Iterator[Row]:
    """What the check would point at in texts, though it stops nothing."""
    for note in notes(look.case):
        yield look.row_at(note.path, f"regel {note.line}: {note.message}; {note.hint}")


def hardest_texts(look: Look) -> Iterator[Row]:
    """The texts that are hardest to read."""
    for document, loc, text in sorted(look.prose, key=lambda one: one[2].ease)[:HARDEST]:
        where = ", ".join(str(key + 1 if isinstance(key, int) else key) for key in loc)
        long = f"; de langste zin: {text.long_sentences[0]}" if text.long_sentences else ""
        yield look.row_at(document.path, f"{where}: {text.level}{long}", number=round(text.ease))


_WAITING: tuple[Soort, ...] = ("stuk", "verdacht", "verhuisd")
_SHOWN: tuple[Soort, ...] = ("stuk", "verdacht", "verhuisd", "hapert", "dicht", "nieuw")

LISTS = (
    Lijst(
        "nakijken",
        "Na te kijken voor een dag",
        "Iemand sprak af dat dit voor die dag opnieuw wordt nagekeken.",
        "Wat niemand naleest, klopt op een dag niet meer.",
        "Lees de pagina en haar bronnen na. Zet er herzien_op bij, en een nieuwe dag bij herzien_voor.",
        due_reviews,
        waits=True,
    ),
    Lijst(
        "nooit-nagekeken",
        "Nog nooit nagekeken",
        "Sinds het op de site kwam, heeft niemand gezegd dat het opnieuw is gelezen.",
        "Een lezer ziet dat ook: het staat onderaan elke pagina.",
        "Lees na, te beginnen bij telefoonnummers en situaties. Zet er herzien_op bij.",
        never_reviewed,
    ),
    Lijst(
        "woordenlijsten",
        "Woordenlijsten die niemand nakeek",
        "Woorden waarmee mensen zoeken, in een taal of spreektaal die de makers niet goed kennen.",
        "Een verkeerd woord brengt iemand op de verkeerde plek.",
        "Vraag iemand die de taal of de straattaal spreekt. Haal daarna nagekeken: false weg.",
        words_not_reviewed,
    ),
    *(
        Lijst(
            f"links-{soort}",
            f"Links: {ADVICE[soort].heading[:1].lower()}{ADVICE[soort].heading[1:]}",
            ADVICE[soort].what,
            ADVICE[soort].why,
            ADVICE[soort].todo,
            links_that_are(soort) if soort != "nieuw" else links_never_seen,
            waits=soort in _WAITING,
            counted="adressen" if soort == "nieuw" else "",
        )
        for soort in _SHOWN
    ),
    Lijst(
        "links-veranderd",
        "Links: veranderd sinds de vorige keer",
        "Het adres werkt, maar de titel, de soort of de tekst is anders dan eerst.",
        "Misschien staat er nu een ander stuk, of een nieuwe druk.",
        "Open het adres. Is het nog hetzelfde stuk, zet er dan gecontroleerd_op bij. Pas anders de tekst aan.",
        pages_that_changed,
        waits=True,
    ),
    Lijst(
        "uitzonderingen",
        "Uitzonderingen die aflopen",
        "Links waarvan iemand schreef dat een uitkomst klopt, tot en met een dag.",
        "Na die dag meldt de controle het adres weer.",
        "Kijk of de reden nog geldt. Haal de uitzondering weg, of geef een nieuwe dag.",
        exceptions,
        waits=True,
    ),
    Lijst(
        "niet-bij-de-maker",
        "Niet de eigen pagina van de maker",
        "De link gaat naar een kopie, een beginpagina of een ouder adres, of er is geen.",
        "Een kopie verdwijnt eerder, en is niet altijd de laatste druk.",
        "Zoek de eigen pagina bij de maker, en zet die bij link.",
        not_at_home,
    ),
    Lijst(
        "dun",
        "Dunne standaarden en bouwstenen",
        "Minder dan een derde van wat andere hebben, of alleen de titel is bekend.",
        "Een lezer vindt hier weinig. Dat hoeft niet te betekenen dat er niets is.",
        "Kijk of een instrument dat er al staat hier ook dient. Vraag anders rond.",
        thin,
        counted="instrumenten",
    ),
    Lijst(
        "zonder-begrip",
        "Woorden die niet in de begrippenlijst staan",
        "Lange woorden, afkortingen en zoekwoorden die terugkomen. Een programma koos ze: niet elk is een begrip.",
        "Wie het woord niet kent, kan het nergens opzoeken.",
        "Is het een woord uit het vak, maak er dan een begrip van, of zet het als synoniem bij een ander.",
        words_without_begrip,
        counted="bestanden",
    ),
    Lijst(
        "wezen",
        "Waar niets naar verwijst",
        "Geen enkel ander onderwerp noemt dit, en zelf noemt het er ook geen.",
        "Een lezer komt er alleen via een lijst.",
        "Noem het waar het hoort, of laat het vervallen.",
        orphans,
    ),
    Lijst(
        "oud",
        "Oud, opgevolgd of onbekend",
        f"Wat niet gangbaar heet, en de {OLDEST} oudste instrumenten.",
        "Wat oud is kan nog gelden. Iemand moet dat zeggen.",
        "Zoek of er een nieuwe druk of opvolger is. Zet dat bij actualiteit.",
        no_longer_current,
        counted="jaar",
    ),
    Lijst(
        "opmerkingen",
        "Opmerkingen van de controle",
        "Aanwijzingen bij teksten. De controle houdt er niets om tegen.",
        "Een lezer merkt het wel.",
        "Lees de regel, en doe wat er staat als het klopt.",
        notes_of_the_check,
    ),
    Lijst(
        "moeilijk",
        "Moeilijkste teksten",
        f"De {HARDEST} teksten met het laagste leesgemak: hoe hoger het getal, hoe makkelijker. Boven 55 is goed.",
        "Een lezer heeft een minuut, vaak op een telefoon.",
        "Maak zinnen korter en woorden gewoner. Een lange naam mag blijven staan.",
        hardest_texts,
        counted="leesgemak",
    ),
)
