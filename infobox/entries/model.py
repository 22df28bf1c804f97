"""The entries: what an editor may write, field by field. Frozen; unknown keys are refused; every field is described.

Titles and descriptions are Dutch: they are shown to editors. References to other entries, `@codes` in texts and dates
are checked against the `Known` that is passed as validation context, so one pass finds every fault of a file.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from infobox.findings import did_you_mean
from infobox.text import references, text_faults, url_faults

ID_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"
EARLIEST_YEAR = 1900


@dataclass(frozen=True)
class Known:
    """What exists around one file: ids per kind, the codes given out, the day of today, and old id -> new per kind."""

    ids: Mapping[str, frozenset[str]]
    codes: frozenset[str]
    today: date
    renamed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def _known(info: ValidationInfo) -> Known:
    if not isinstance(info.context, Known):
        raise TypeError("validate entries with a Known as context")
    return info.context


def _faults(faults: Iterable[tuple[str, str, str]]) -> None:
    found = list(faults)
    if found:
        raise PydanticCustomError("faults", "{count} faults", {"count": len(found), "faults": found})


def _fault(needle: str, message: str, hint: str) -> PydanticCustomError:
    return PydanticCustomError("faults", "1 fault", {"faults": [(needle, message, hint)]})


def _plain_text(text: str, info: ValidationInfo) -> str:
    codes = _known(info).codes
    _faults(
        [
            *text_faults(text),
            *(
                (written, f"'{written}' verwijst naar niets", did_you_mean(code, codes, "kijk de code na op de site"))
                for written, code in references(text)
                if code not in codes
            ),
        ]
    )
    return text


def _one_line(text: str) -> str:
    if "\n" in text.strip("\n"):
        raise _fault(
            "", "deze tekst moet op één regel passen", "haal de witregel weg; gebruik >- om een lange regel te breken"
        )
    return text


def _address(url: str) -> str:
    _faults(url_faults(url))
    return url


def _not_in_future(day: date, info: ValidationInfo) -> date:
    if day > _known(info).today:
        raise _fault("", f"{day.isoformat()} ligt in de toekomst", "vul de dag in waarop het echt is gebeurd")
    return day


def _year_not_in_future(year: int, info: ValidationInfo) -> int:
    if year > _known(info).today.year:
        raise _fault("", f"{year} ligt in de toekomst", "vul het jaar in waarin het echt is gebeurd")
    return year


def _reference_to(kind: str) -> Any:
    singular = KINDS[kind]

    def check(entry_id: str, info: ValidationInfo) -> str:
        ids = _known(info).ids.get(kind, frozenset())
        if entry_id not in ids:
            if new := _known(info).renamed.get(kind, {}).get(entry_id):
                raise _fault("", f"{singular} '{entry_id}' heet nu '{new}'", f"schrijf hier: {new}")
            hint = did_you_mean(entry_id, ids, f"kies een bestaand bestand uit data/{kind}/, zonder .yml")
            raise _fault("", f"{singular} '{entry_id}' bestaat niet", hint)
        return entry_id

    return AfterValidator(check)


# Folder in data/ -> what one of them is called; the order is the order of the site.
KINDS = {
    "standaarden": "standaard",
    "instrumenten": "instrument",
    "bouwstenen": "bouwsteen",
    "kaders": "kader",
    "organisaties": "organisatie",
    "begrippen": "begrip",
    "contacten": "contact",
    "bronnen": "bron",
    "thesaurus": "woordenlijst",
}

UNSEEN = frozenset({"thesaurus"})  # kinds that only the search reads: no page shows them, no address leads to them
SEEN = tuple(kind for kind in KINDS if kind not in UNSEEN)  # kinds whose entries have an address

Text = Annotated[str, Field(min_length=1, max_length=1500), AfterValidator(_plain_text)]
Line = Annotated[str, Field(min_length=1, max_length=250), AfterValidator(_plain_text), AfterValidator(_one_line)]
# Bounds of their own: a Field(max_length=...) on a field of type Text or Line would lose to the bounds of the type.
Samenvatting = Annotated[str, Field(min_length=80, max_length=700), AfterValidator(_plain_text)]
ShortText = Annotated[str, Field(min_length=1, max_length=500), AfterValidator(_plain_text)]
ShortLine = Annotated[str, Field(min_length=1, max_length=80), AfterValidator(_plain_text), AfterValidator(_one_line)]
Waarom = Annotated[str, Field(min_length=30, max_length=200), AfterValidator(_plain_text), AfterValidator(_one_line)]
Url = Annotated[str, Field(min_length=1, max_length=2000), AfterValidator(_address)]
PastDate = Annotated[date, AfterValidator(_not_in_future)]
Year = Annotated[int, Field(ge=EARLIEST_YEAR), AfterValidator(_year_not_in_future)]
Anchor = Annotated[str, Field(pattern=r"^[a-z][0-9]{1,2}$")]
EntryName = Annotated[str, Field(pattern=rf"^([a-z]+/)?{ID_PATTERN}$")]
FormerName = Annotated[str, Field(pattern=rf"^(([a-z]+/)?{ID_PATTERN}|[SIB][0-9]{{1,3}})$")]
PartName = Annotated[str, Field(pattern=rf"^({ID_PATTERN}#)?[a-z][0-9]{{1,2}}$")]

StandaardId = Annotated[str, _reference_to("standaarden")]
InstrumentId = Annotated[str, _reference_to("instrumenten")]
BouwsteenId = Annotated[str, _reference_to("bouwstenen")]
OrganisatieId = Annotated[str, _reference_to("organisaties")]
BegripId = Annotated[str, _reference_to("begrippen")]
ContactId = Annotated[str, _reference_to("contacten")]
BronId = Annotated[str, _reference_to("bronnen")]

Soort = Literal[
    "wet", "kader", "richtlijn", "protocol", "visie", "handreiking", "methode", "screeningsinstrument", "checklist",
    "format", "zelfscan", "training", "boek", "artikel", "rapport", "praktijkvoorbeeld", "campagne", "video", "website",
    "databank", "register", "overzicht",
]  # fmt: skip
Doelgroep = Literal["professional", "beleidsmedewerker", "leidinggevende", "trainer"]
LinkSoort = Literal["pagina", "verwijspagina", "kopie", "organisatie"]
Status = Literal["gangbaar", "mogelijk-verouderd", "opgevolgd", "onbekend"]
Herkomst = Literal["bron", "redactie"]
LevensloopStatus = Literal["actief", "vervallen", "gesplitst"]

SOORTEN: tuple[Soort, ...] = get_args(Soort)
DOELGROEPEN: tuple[Doelgroep, ...] = get_args(Doelgroep)


class Record(BaseModel):
    """A part of an entry."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, str_strip_whitespace=True)


class Bronverwijzing(Record):
    """Where a fact is attested: one of our bronnen, or a page on the web."""

    bron: BronId | None = Field(None, title="Bron", description="Id van een bestand in data/bronnen/.")
    url: Url | None = Field(None, title="Adres", description="De pagina waarop het is gelezen.")
    toelichting: Line | None = Field(None, title="Toelichting", description="Waar in de bron, of wat er staat.")

    @model_validator(mode="after")
    def _exactly_one(self) -> "Bronverwijzing":
        if (self.bron is None) == (self.url is None):
            raise _fault("", "een bron heeft óf 'bron' óf 'url'", "vul precies een van de twee in")
        return self


Bronnen = Annotated[
    list[Bronverwijzing],
    Field(min_length=1, title="Bronnen", description="Waar de feiten vandaan komen. Nooit leeg."),
]
Zoekwoorden = Annotated[
    list[Line],
    Field(title="Zoekwoorden", description="Woorden die mensen typen en die niet op de pagina staan."),
]


class Levensloop(Record):
    """What happened to an entry since its address was given out; rules across entries are in lifecycle.py."""

    was: list[FormerName] = Field(
        [], title="Was", description="Vroegere namen: oud-id, soort/oud-id, of een code die niet meer wordt gebruikt."
    )
    status: LevensloopStatus = Field(
        "actief", title="Status", description="Een vervallen of gesplitste pagina blijft bestaan, buiten de lijsten."
    )
    reden: Line | None = Field(None, title="Reden", description="Waarom, in één zin voor de lezer.")
    datum: PastDate | None = Field(None, title="Datum", description="Sinds wanneer.")
    vervangen_door: list[EntryName] = Field(
        [], title="Vervangen door", description="Ids (of soort/id) van wat ervoor in de plaats kwam."
    )

    @model_validator(mode="after")
    def _told_in_full(self) -> "Levensloop":
        told = {"reden": self.reden, "datum": self.datum, "vervangen_door": self.vervangen_door}
        if self.status == "actief":
            if extra := [key for key, value in told.items() if value]:
                hint = "zet erbij: status: vervallen (of gesplitst), of haal de regel weg"
                raise _fault(extra[0], f"'{extra[0]}' past niet bij iets dat actief is", hint)
            return self
        for key in ("reden", "datum"):
            if not told[key]:
                raise _fault("", f"de status is '{self.status}', maar '{key}' ontbreekt", f"voeg '{key}' toe")
        if self.status == "gesplitst" and len(self.vervangen_door) < 2:
            hint = "noem bij 'vervangen_door' minstens twee ids, of kies status: vervallen"
            raise _fault("vervangen_door", "een splitsing heeft minstens twee delen", hint)
        return self


class Wijziging(Record):
    """One change, told to a reader."""

    datum: PastDate = Field(title="Datum", description="De dag waarop het op de site kwam.")
    tekst: Line = Field(title="Tekst", description="Wat er voor de lezer veranderde; @codes noemen andere onderwerpen.")


class VervallenDeel(Record):
    """An aspect or onderdeel that is no more; its address stays and says so."""

    anker: Anchor = Field(title="Anker", description="Het anker dat het had.")
    titel: Line = Field(title="Titel", description="De titel die het had.")
    reden: Line = Field(title="Reden", description="Waarom, in één zin voor de lezer.")
    datum: PastDate = Field(title="Datum", description="Sinds wanneer.")
    vervangen_door: list[PartName] = Field(
        [], title="Vervangen door", description="Ankers op deze pagina (a3) of op een andere (id#a3)."
    )


class Entry(Record):
    """One file. `id` is the file's stem; it may be repeated inside the file, and must then be equal."""

    id: str = Field(title="Id", description="De bestandsnaam zonder .yml. Hoeft niet in het bestand te staan.")
    titel: Line = Field(title="Titel", description="Hoe het heet, zoals de lezer het ziet. Uniek binnen zijn soort.")
    levensloop: Levensloop = Field(
        Levensloop(), title="Levensloop", description="Alleen na hernoemen, verhuizen, splitsen of vervallen."
    )
    wijzigingen: list[Wijziging] = Field([], title="Wijzigingen", description="Wat er wanneer veranderde.")


class Verwant(Record):
    """A related standaard, and why."""

    standaard: StandaardId = Field(title="Standaard", description="Id van de verwante standaard.")
    waarom: Waarom = Field(title="Waarom", description="Waar de twee elkaar raken.")


class Aspect(Record):
    """A part of a standaard with its own permanent address."""

    anker: Anchor = Field(title="Anker", description="a1, a2 ... Blijft voor altijd bij dit aspect.")
    titel: ShortLine = Field(title="Titel", description="Kort.")
    tekst: ShortText = Field(title="Tekst", description="Een tot drie zinnen, eigen woorden.")
    was: list[PartName] = Field([], title="Was", description="Vroegere ankers: a2, of id#a2 van een andere standaard.")
    bronnen: Bronnen


class Betekenis(Record):
    """What a standaard means in practice, for each reader."""

    professional: Text = Field(title="Professional", description="Voor wie met gezinnen werkt.")
    beleidsmedewerker: Text = Field(title="Beleidsmedewerker", description="Voor wie beleid maakt bij de gemeente.")
    leidinggevende: Text = Field(title="Leidinggevende", description="Voor wie een team aanstuurt.")
    trainer: Text = Field(title="Trainer", description="Voor wie schoolt en traint.")


class Standaard(Entry):
    """One of the standaarden of our own, editorial ordering."""

    code: str = Field(pattern=r"^S[0-9]{2}$", title="Code", description="S en twee cijfers; wordt nooit hergebruikt.")
    vraag: Line = Field(title="Vraag", description="Eén zin die een lezer zou vragen.")
    omschrijving: Text = Field(title="Omschrijving", description="Twee tot vier zinnen.")
    herkomst: Literal["redactie"] = Field(title="Herkomst", description="Altijd 'redactie': de ordening is van ons.")
    officieel: Line | None = Field(
        None, title="Officieel", description="Verwijzing naar de officiële standaard, zodra die bekend is."
    )
    aspecten: list[Aspect] = Field(min_length=3, max_length=6, title="Aspecten", description="Wat erbij hoort.")
    vervallen_aspecten: list[VervallenDeel] = Field(
        [], title="Vervallen aspecten", description="Aspecten die er niet meer zijn; hun adres blijft."
    )
    betekenis: Betekenis = Field(title="Betekenis", description="Wat het in de praktijk vraagt, per doelgroep.")
    gespreksvragen: list[Line] = Field(
        min_length=3, max_length=6, title="Gespreksvragen", description="Vragen voor een gesprek in het team."
    )
    verwant: list[Verwant] = Field([], title="Verwant", description="Standaarden die hieraan raken.")
    zoekwoorden: Zoekwoorden = []
    bronnen: Bronnen


class Inzet(Record):
    """An instrument at a standaard: where, and why there."""

    standaard: StandaardId = Field(title="Standaard", description="Id van de standaard.")
    waarom: Waarom = Field(title="Waarom", description="Eén regel: waarom dit instrument juist hier staat.")


class Steun(Record):
    """An instrument at a bouwsteen."""

    bouwsteen: BouwsteenId = Field(title="Bouwsteen", description="Id van de bouwsteen.")
    herkomst: Herkomst = Field(title="Herkomst", description="'bron' als een bron ze verbindt, anders 'redactie'.")
    kern: bool = Field(False, title="Kern", description="true: hoort bij de eerste keuze voor deze bouwsteen.")


class Link(Record):
    """Where a reader finds an instrument."""

    url: Url = Field(title="Adres", description="Volledig, met https://.")
    soort: LinkSoort = Field(
        title="Soort",
        description="pagina: het instrument zelf; verwijspagina: beschrijft het; kopie: staat bij een derde; "
        "organisatie: alleen een startpagina.",
    )
    gecontroleerd_op: PastDate | None = Field(
        None, title="Gecontroleerd op", description="De dag waarop iemand heeft gekeken. Weglaten als niemand keek."
    )


class OverigeLink(Record):
    """A further address of the same instrument."""

    url: Url = Field(title="Adres", description="Volledig, met https://.")
    gecontroleerd_op: PastDate | None = Field(None, title="Gecontroleerd op", description="De dag waarop iemand keek.")


class Bestand(Record):
    """A file that the publisher offers, as attested."""

    formaat: Line = Field(title="Formaat", description="Bijvoorbeeld pdf.")
    naam: Line | None = Field(None, title="Naam", description="Welk bestand, als er meer zijn.")
    grootte: Line | None = Field(None, title="Grootte", description="Zoals vermeld: 807 kB.")
    via: Line | None = Field(None, title="Via", description="De site die het aanbiedt.")


class Uitgave(Record):
    """Publication details, only as attested."""

    plaats: Line | None = Field(None, title="Plaats", description="Plaats van uitgave.")
    uitgever: Line | None = Field(None, title="Uitgever", description="Wie het uitgaf.")
    opdrachtgever: Line | None = Field(None, title="Opdrachtgever", description="Voor wie het is gemaakt.")
    tijdschrift: Line | None = Field(
        None, title="Tijdschrift", description="Tijdschrift, jaargang, nummer, bladzijden."
    )
    isbn: Line | None = Field(None, title="ISBN", description="Met streepjes.")
    doi: Line | None = Field(None, title="DOI", description="Zonder https://doi.org/.")
    omvang: Line | None = Field(None, title="Omvang", description="Bijvoorbeeld 44 pagina's.")
    prijs: Line | None = Field(None, title="Prijs", description="Zoals vermeld.")
    licentie: Line | None = Field(None, title="Licentie", description="Zoals vermeld.")
    bestanden: list[Bestand] = Field([], title="Bestanden", description="Wat er te downloaden is bij de uitgever.")
    verschenen_op: PastDate | None = Field(None, title="Verschenen op", description="Datum op de vindplaats.")
    verschenen_bij: Line | None = Field(None, title="Verschenen bij", description="De site met die datum.")
    toelichting: Text | None = Field(None, title="Toelichting", description="Wat verder bekend is over de uitgave.")


class Actualiteit(Record):
    """Whether an instrument is still current, as far as known."""

    status: Status = Field(
        title="Status", description="'gangbaar' betekent: geen aanwijzing van veroudering, niet: gecontroleerd."
    )
    toelichting: Text | None = Field(None, title="Toelichting", description="Waarom, of wat niet bekend is.")
    opvolger: InstrumentId | None = Field(None, title="Opvolger", description="Id van het instrument dat ervoor kwam.")

    @model_validator(mode="after")
    def _successor(self) -> "Actualiteit":
        if self.status == "opgevolgd" and self.opvolger is None:
            raise _fault(
                "",
                "de status is 'opgevolgd', maar 'opvolger' ontbreekt",
                "zet erbij: opvolger: <id van het instrument>",
            )
        return self


class Instrument(Entry):
    """Something that exists and helps: a law, a guideline, a training, a report ..."""

    code: str = Field(pattern=r"^I[0-9]{3}$", title="Code", description="I en drie cijfers; wordt nooit hergebruikt.")
    soort: Soort = Field(title="Soort", description="Een van de vaste soorten.")
    organisaties: list[OrganisatieId] = Field([], title="Organisaties", description="Ids van de makers of uitgevers.")
    auteurs: list[Line] = Field([], title="Auteurs", description="Zoals vermeld, in volgorde.")
    medewerkers: list[Line] = Field([], title="Medewerkers", description="Wie meewerkte, zoals vermeld.")
    jaar: Year | None = Field(
        None, title="Jaar", description="Getal zonder aanhalingstekens. Weglaten als niet vermeld."
    )
    samenvatting: Samenvatting = Field(title="Samenvatting", description="Twee of drie zinnen, eigen woorden.")
    kernpunten: list[Text] = Field([], title="Kernpunten", description="Wat verder van belang is, eigen woorden.")
    doelgroepen: list[Doelgroep] = Field(min_length=1, title="Doelgroepen", description="Voor wie het is bedoeld.")
    standaarden: list[Inzet] = Field(min_length=1, title="Standaarden", description="Waar het dient, en waarom daar.")
    bouwstenen: list[Steun] = Field([], title="Bouwstenen", description="Bij welke bouwstenen het hoort.")
    link: Link | None = Field(None, title="Link", description="Waar de lezer het vindt. Weglaten als er geen adres is.")
    overige_links: list[OverigeLink] = Field([], title="Overige links", description="Verdere adressen.")
    uitgave: Uitgave | None = Field(
        None, title="Uitgave", description="Gegevens van de publicatie, alleen als vermeld."
    )
    actualiteit: Actualiteit = Field(title="Actualiteit", description="Of het nog geldt, voor zover bekend.")
    zoekwoorden: Zoekwoorden = []
    bronnen: Bronnen


class Bouwsteen(Entry):
    """One of the eight bouwstenen of Naber and Van Goor (2014)."""

    code: str = Field(pattern=r"^B[0-9]$", title="Code", description="B en het nummer.")
    nummer: int = Field(ge=1, le=8, title="Nummer", description="Zoals in de bron.")
    paginas: Line = Field(title="Pagina's", description="Bladzijden in de publicatie.")
    samenvatting: Samenvatting = Field(title="Samenvatting", description="Eigen woorden, binnen wat bekend is.")
    attestatie: Literal["alleen-titel", "inhoud"] = Field(
        title="Attestatie", description="Of de inhoud bekend is, of alleen de titel."
    )
    attestatie_toelichting: Text = Field(title="Toelichting", description="Wat wel en niet bekend is, voor de lezer.")
    standaarden: list[StandaardId] = Field(
        min_length=1, title="Standaarden", description="Waar de bouwsteen aan raakt."
    )
    zoekwoorden: Zoekwoorden = []
    bronnen: Bronnen


class Onderdeel(Record):
    """One item of a kader, laid beside our standaarden."""

    anker: Anchor = Field(title="Anker", description="o1, o2 ... Blijft voor altijd bij dit onderdeel.")
    titel: Line = Field(title="Titel", description="Zoals in de bron, of eigen woorden (zie verwoording).")
    tekst: Text | None = Field(None, title="Tekst", description="Wat erover bekend is.")
    was: list[PartName] = Field([], title="Was", description="Vroegere ankers: o2, of id#o2 van een ander kader.")
    bouwsteen: BouwsteenId | None = Field(None, title="Bouwsteen", description="Als het onderdeel een bouwsteen is.")
    standaarden: list[StandaardId] = Field(
        min_length=1, title="Standaarden", description="Waar het onderdeel aan raakt."
    )


class Kader(Entry):
    """A list that others made and that can be laid beside ours."""

    volgorde: int = Field(ge=1, title="Volgorde", description="Plaats op de overzichtspagina.")
    maker: Line = Field(title="Maker", description="Wie de lijst maakte.")
    jaar: Year | None = Field(None, title="Jaar", description="Alleen als vermeld.")
    omschrijving: Text = Field(title="Omschrijving", description="Wat het is, en wat het niet is.")
    verwoording: Herkomst = Field(
        title="Verwoording", description="'bron': titels letterlijk; 'redactie': eigen woorden."
    )
    instrument: InstrumentId | None = Field(None, title="Instrument", description="De publicatie waar het uit komt.")
    onderdelen: list[Onderdeel] = Field(min_length=2, title="Onderdelen", description="In de volgorde van de bron.")
    vervallen_onderdelen: list[VervallenDeel] = Field(
        [], title="Vervallen onderdelen", description="Onderdelen die er niet meer zijn; hun adres blijft."
    )
    bronnen: Bronnen


class Organisatie(Entry):
    """A publisher, institute, inspectorate or partner."""

    afkorting: Line | None = Field(None, title="Afkorting", description="Als die gangbaar is.")
    soort: Line = Field(title="Soort", description="Wat voor organisatie.")
    omschrijving: Text = Field(title="Omschrijving", description="Wat de organisatie doet, eigen woorden.")
    opmerking: Text | None = Field(None, title="Opmerking", description="Wat de lezer verder moet weten.")
    link: OverigeLink | None = Field(None, title="Link", description="De site. Weglaten als er geen adres bekend is.")
    link_opmerking: Line | None = Field(None, title="Opmerking bij de link", description="Waar het adres vandaan komt.")
    zoekwoorden: Zoekwoorden = []
    bronnen: Bronnen


class Begrip(Entry):
    """A term of the field."""

    omschrijving: Text = Field(title="Omschrijving", description="Eén of twee zinnen.")
    herkomst: Herkomst = Field(title="Herkomst", description="'redactie' als de bron het woord niet omschrijft.")
    synoniemen: list[Line] = Field([], title="Synoniemen", description="Andere woorden ervoor.")
    instrumenten: list[InstrumentId] = Field([], title="Instrumenten", description="Waar er meer over staat.")
    zoekwoorden: Zoekwoorden = []
    bronnen: Bronnen


class Contact(Entry):
    """A number to call, only as attested."""

    nummer: Line = Field(title="Nummer", description="Tussen aanhalingstekens. Of hoe het anders kan.")
    volgorde: int = Field(ge=1, title="Volgorde", description="Plaats in de lijst.")
    in_strook: bool = Field(False, title="In de strook", description="true: staat onderaan elke pagina.")
    wanneer: Text = Field(title="Wanneer", description="Waarvoor.")
    link: OverigeLink | None = Field(None, title="Link", description="Een adres, als het (ook) via een site kan.")
    kosten: Line | None = Field(None, title="Kosten", description="Alleen als vermeld.")
    bereikbaarheid: Line | None = Field(None, title="Bereikbaarheid", description="Alleen als vermeld.")
    bronnen: Bronnen


class Bron(Entry):
    """One of the documents the site started from."""

    site: Line = Field(title="Site", description="Waar het stuk staat of stond.")
    soort: Line = Field(title="Soort", description="Nieuwsbericht, publicatiepagina ...")
    datum: PastDate | None = Field(None, title="Datum", description="Alleen als vermeld.")
    omschrijving: Text = Field(title="Omschrijving", description="Wat het is en wat de site eraan ontleent.")
    url: Url | None = Field(None, title="Adres", description="Alleen als het adres van juist deze pagina bekend is.")


class Zoekingang(Record):
    """Words that people type, and what they look for. Search words only: no page shows them as facts."""

    woorden: list[Line] = Field(
        min_length=1, title="Woorden", description="Wat mensen typen: een afkorting, een oude naam, spreektaal, Engels."
    )
    standaarden: list[StandaardId] = Field([], title="Standaarden", description="Waar ze naar op zoek zijn.")
    bouwstenen: list[BouwsteenId] = Field([], title="Bouwstenen", description="Waar ze naar op zoek zijn.")
    begrippen: list[BegripId] = Field([], title="Begrippen", description="Waar ze naar op zoek zijn.")
    instrumenten: list[InstrumentId] = Field([], title="Instrumenten", description="Waar ze naar op zoek zijn.")
    organisaties: list[OrganisatieId] = Field([], title="Organisaties", description="Waar ze naar op zoek zijn.")
    contacten: list[ContactId] = Field([], title="Contacten", description="Waar ze naar op zoek zijn.")
    soorten: list[Soort] = Field([], title="Soorten", description="Een ander woord voor deze soort instrument.")

    @model_validator(mode="after")
    def _points_somewhere(self) -> "Zoekingang":
        if not any(getattr(self, name) for name in type(self).model_fields if name != "woorden"):
            raise _fault(
                self.woorden[0],
                f"'{self.woorden[0]}' verwijst naar niets",
                "zet erbij waar mensen naar op zoek zijn, bijvoorbeeld: begrippen: [meldcode]",
            )
        return self


class Woordenlijst(Entry):
    """A part of the thesaurus: words of the field that no page holds, and where they lead."""

    ingangen: list[Zoekingang] = Field(min_length=1, title="Ingangen", description="Elke regel: woorden, en waarheen.")


MODELS: dict[str, type[Entry]] = {
    "standaarden": Standaard,
    "instrumenten": Instrument,
    "bouwstenen": Bouwsteen,
    "kaders": Kader,
    "organisaties": Organisatie,
    "begrippen": Begrip,
    "contacten": Contact,
    "bronnen": Bron,
    "thesaurus": Woordenlijst,
}
