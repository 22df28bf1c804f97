"""The Infobox as documents to search in: one per entry, per aspect or onderdeel, and per section of a written page."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from infobox.catalogue.derived import derived_pages
from infobox.catalogue.infobox import Infobox, code_of
from infobox.entries.docs import Page
from infobox.entries.instrument import Instrument
from infobox.entries.kinds import KINDS, REFERENCE, SHOWN, Sought, entry_path
from infobox.entries.lesset import Lesset
from infobox.entries.model import Begrip, Bouwsteen, Bron, Contact, Kader, Organisatie
from infobox.entries.records import Entry
from infobox.entries.situatie import Situatie
from infobox.entries.standaard import Standaard


@dataclass(frozen=True)
class Field:
    """A field to search in. `length` (0-1): how much less a long text counts than a short one."""

    name: str
    weight: float
    length: float
    why: str


FIELDS = (
    Field("titel", 9, 0.4, "what an entry is called is what people type; in a short title a word says more"),
    Field("namen", 8, 0.2, "abbreviation and synoniemen: other names of the same thing, each as good as the title"),
    Field("zoekwoorden", 5, 0.2, "editors chose them because people type them, but they are wider than a name"),
    Field("vraag", 3, 0.4, "a standaard in the words of its reader"),
    Field("organisaties", 3, 0, "many remember who made a thing better than its title"),
    Field("auteurs", 3, 0, "idem; nobody types an author for another reason"),
    Field("soort", 3, 0, "'training meldcode': the kind is half of such a query"),
    Field("samenvatting", 2, 0.6, "every word was chosen, but it also names what a thing is not about"),
    Field(
        "waarom", 1.2, 0.6, "why an instrument is used at a standaard: often the only place with the reader's problem"
    ),
    Field("jaar", 1, 0, "tells two editions apart, finds nothing by itself"),
    Field("doelgroep", 0.8, 0, "almost every entry has the same ones"),
    Field("tekst", 1, 0.7, "running text: aspecten, kernpunten, betekenis, sections"),
)


# Entries come before prose; the standaarden lead to everything else; a term explains and points on. Who types the name
# of an organisatie and something else, wants the something else. The numbers stand in the table of kinds.
EXPLANATION = "uitleg"  # what is no entry: pages of docs/, and entries that are no more
SEARCH_KINDS: Mapping[str, Sought] = {
    **{folder: kind.sought for folder, kind in KINDS.items() if kind.sought},
    EXPLANATION: Sought("Uitleg", 0.3, 0.3),
}


@dataclass(frozen=True)
class SearchDocument:
    """Something that can be found. `texts` is field -> text; `related`: where more is; `parts`: with own addresses."""

    kind: str
    id: str
    address: str
    texts: Mapping[str, str]
    code: str = ""
    note: str = ""
    related: Sequence[tuple[str, str]] = ()
    parts: Sequence["SearchDocument"] = field(default_factory=tuple)
    said: Sequence[str] = ()  # whole sentences in which people say this; a typed sentence is held against each


def documents(infobox: Infobox, pages: Iterable[Page] = ()) -> list[SearchDocument]:
    """Every document, in the order of the site; parts inside the entry they belong to."""
    found = [
        _under_former_names(_MAKERS.get(kind, _entry)(entry, infobox, entry_path(kind, entry.id)), kind, entry)
        for kind in SEARCH_KINDS
        if kind != EXPLANATION
        for entry in infobox.of_kind(kind).values()
    ]
    gone = [
        _retired(entry, entry_path(kind, entry.id))
        for kind in SEARCH_KINDS
        for entry in infobox.retired.get(kind, {}).values()
    ]
    overviews = [
        SearchDocument(
            EXPLANATION, f"{kind.overview}/", f"{kind.overview}/", {"titel": kind.title, "tekst": kind.description}
        )
        for kind in SHOWN.values()
    ]
    derived = [
        SearchDocument(
            EXPLANATION, page.name, page.address[1:],
            {"titel": page.title, "zoekwoorden": _words(page.sought), "samenvatting": page.description},
        )
        for page in derived_pages()
        if page.sought
    ]  # fmt: skip
    return [*found, *gone, *overviews, *derived, *(_written(page) for page in pages if page.searched)]


def _under_former_names(document: SearchDocument, kind: str, entry: Entry) -> SearchDocument:
    """Who types what an entry was called before, finds what it is called now."""
    document = replace(document, kind=kind)
    if not entry.levensloop.was:
        return document
    known = document.texts.get("zoekwoorden", "")
    former = _words([known, *(name.rpartition("/")[2].replace("-", " ") for name in entry.levensloop.was)])
    return replace(document, texts={**document.texts, "zoekwoorden": former})


def _retired(entry: Entry, address: str) -> SearchDocument:
    """An entry that is no more: found by its name and code, below everything that is there."""
    texts = {"titel": f"{entry.titel} ({entry.levensloop.status})", "tekst": _text(entry.levensloop.reden or "")}
    return SearchDocument(EXPLANATION, f"vervallen-{entry.id}", address, texts, code=getattr(entry, "code", ""))


def _standaard(standaard: Standaard, infobox: Infobox, address: str) -> SearchDocument:
    betekenis = standaard.betekenis
    return SearchDocument(
        "standaarden",
        standaard.id,
        address,
        {
            "titel": standaard.titel,
            "vraag": standaard.vraag,
            "samenvatting": _text(standaard.omschrijving),
            "zoekwoorden": _words(standaard.zoekwoorden),
            "tekst": _text(betekenis.professional, betekenis.beleidsmedewerker, betekenis.leidinggevende,
                           betekenis.trainer, *standaard.gespreksvragen),
        },
        code=standaard.code,
        parts=[
            SearchDocument(
                "standaarden", f"{standaard.id}#{aspect.anker}", f"{address}#{aspect.anker}",
                {"titel": aspect.titel, "tekst": _text(aspect.tekst)},
            )
            for aspect in standaard.aspecten
        ],
    )  # fmt: skip


def _instrument(instrument: Instrument, infobox: Infobox, address: str) -> SearchDocument:
    makers = [infobox.organisaties[name] for name in instrument.organisaties]
    year = f"{instrument.jaar or ''}"
    return SearchDocument(
        "instrumenten",
        instrument.id,
        address,
        {
            "titel": instrument.titel,
            "zoekwoorden": _words(instrument.zoekwoorden),
            "organisaties": _words(name for maker in makers for name in (maker.titel, maker.afkorting or "")),
            "auteurs": _words(instrument.auteurs),
            "soort": instrument.soort,
            "samenvatting": _text(instrument.samenvatting),
            "waarom": _text(*(inzet.waarom for inzet in instrument.standaarden)),
            "jaar": year,
            "doelgroep": " ".join(instrument.doelgroepen),
            "tekst": _text(*instrument.kernpunten),
        },
        code=instrument.code,
        note=" · ".join(
            filter(None, [instrument.soort, *(maker.afkorting or maker.titel for maker in makers[:2]), year])
        ),
    )


def _situatie(situatie: Situatie, infobox: Infobox, address: str) -> SearchDocument:
    # Its steps name what helps, which is found by itself; what it is about, people say in sentences.
    texts = {"titel": situatie.titel, "zoekwoorden": _words(situatie.zoekwoorden), "vraag": situatie.voor}
    said = tuple(situatie.anders_gezegd)
    return SearchDocument("situaties", situatie.id, address, texts, code=situatie.code, said=said)


def _bouwsteen(bouwsteen: Bouwsteen, infobox: Infobox, address: str) -> SearchDocument:
    texts = {
        "titel": bouwsteen.titel,
        "zoekwoorden": _words(bouwsteen.zoekwoorden),
        "samenvatting": _text(bouwsteen.samenvatting),
    }
    return SearchDocument("bouwstenen", bouwsteen.id, address, texts, code=bouwsteen.code)


def _lesset(lesset: Lesset, infobox: Infobox, address: str) -> SearchDocument:
    # What it uses is found by itself, and better; so only what it is for, and the titles of its parts.
    texts = {
        "titel": lesset.titel,
        "zoekwoorden": _words([*lesset.zoekwoorden, "lesset", "les"]),
        "samenvatting": _text(lesset.voor, lesset.doel),
        "tekst": _text(*(blok.titel for blok in lesset.blokken)),
    }
    note = f"{len(lesset.blokken)} blokken, {lesset.minuten} minuten"
    return SearchDocument("lessets", lesset.id, address, texts, code=lesset.code, note=note)


def _kader(kader: Kader, infobox: Infobox, address: str) -> SearchDocument:
    texts = {
        "titel": kader.titel,
        "organisaties": kader.maker,
        "jaar": f"{kader.jaar or ''}",
        "samenvatting": _text(kader.omschrijving),
    }
    parts = [
        SearchDocument(
            "kaders", f"{kader.id}#{onderdeel.anker}", f"{address}#{onderdeel.anker}",
            {"titel": onderdeel.titel, "tekst": _text(onderdeel.tekst or "")},
        )
        for onderdeel in kader.onderdelen
    ]  # fmt: skip
    return SearchDocument("kaders", kader.id, address, texts, parts=parts)


def _organisatie(organisatie: Organisatie, infobox: Infobox, address: str) -> SearchDocument:
    texts = {
        "titel": organisatie.titel,
        "namen": organisatie.afkorting or "",
        "zoekwoorden": _words(organisatie.zoekwoorden),
        "soort": organisatie.soort,
        "samenvatting": _text(organisatie.omschrijving),
    }
    return SearchDocument("organisaties", organisatie.id, address, texts, note=organisatie.soort)


def _begrip(begrip: Begrip, infobox: Infobox, address: str) -> SearchDocument:
    texts = {
        "titel": begrip.titel,
        "namen": _words(begrip.synoniemen),
        "zoekwoorden": _words(begrip.zoekwoorden),
        "samenvatting": _text(begrip.omschrijving),
    }
    related = [("instrumenten", name) for name in begrip.instrumenten]
    return SearchDocument("begrippen", begrip.id, address, texts, related=related)


def _contact(contact: Contact, infobox: Infobox, address: str) -> SearchDocument:
    texts = {"titel": contact.titel, "namen": contact.nummer, "samenvatting": _text(contact.wanneer)}
    return SearchDocument("contacten", contact.id, address, texts, note=contact.nummer)


def _bron(bron: Bron, infobox: Infobox, address: str) -> SearchDocument:
    texts = {
        "titel": bron.titel,
        "organisaties": bron.site,
        "soort": bron.soort,
        "samenvatting": _text(bron.omschrijving),
    }
    return SearchDocument("bronnen", bron.id, address, texts, note=bron.soort)


def _entry(entry: Entry, infobox: Infobox, address: str) -> SearchDocument:
    """An entry of a kind that needs nothing special: its title, its zoekwoorden, and every other text that it shows."""
    shown = {key: value for key, value in entry.model_dump().items() if key not in _NOT_SHOWN}
    texts = {
        "titel": entry.titel,
        "zoekwoorden": _words(shown.pop("zoekwoorden", ())),
        "samenvatting": _text(shown.pop("samenvatting", "") or shown.pop("omschrijving", "") or ""),
        "tekst": _text(*_texts_in(shown)),
    }
    return SearchDocument("", entry.id, address, texts, code=code_of(entry))


_NOT_SHOWN = {"id", "titel", "code", "levensloop", "wijzigingen", "bronnen", "eigenaar"}


def _texts_in(value: Any) -> Iterator[str]:
    """Every text with more than one word in plain values: what a reader reads, not what refers or chooses."""
    if isinstance(value, str):
        if " " in value.strip():
            yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in _NOT_SHOWN:
                yield from _texts_in(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts_in(item)


# Kinds that are searched in their own way.
_MAKERS: Mapping[str, Callable[[Any, Infobox, str], SearchDocument]] = {
    "standaarden": _standaard,
    "situaties": _situatie,
    "instrumenten": _instrument,
    "bouwstenen": _bouwsteen,
    "lessets": _lesset,
    "kaders": _kader,
    "organisaties": _organisatie,
    "begrippen": _begrip,
    "contacten": _contact,
    "bronnen": _bron,
}


def _written(page: Page) -> SearchDocument:
    parts = [
        SearchDocument(EXPLANATION, address, address, {"titel": section.title, "tekst": section.text})
        for section in page.sections
        for address in [f"{page.url}#{section.anchor}"]
    ]
    return SearchDocument(EXPLANATION, page.url, page.url, {"titel": page.title, "tekst": page.text}, parts=parts)


def _words(words: Iterable[str]) -> str:
    """Words and phrases in one text; the bar keeps phrases apart."""
    return " | ".join(filter(None, words))


def searched(text: str) -> str:
    """A text without the codes of references: a reader sees a title there, not a code."""
    return REFERENCE.sub("", text)


def _text(*texts: str) -> str:
    """Running text on one line; references are still codes: they are read as titles, and not searched."""
    return " ".join(" ".join(texts).split())
