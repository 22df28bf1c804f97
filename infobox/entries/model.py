"""The entries: what an editor may write, field by field. Frozen; unknown keys are refused; every field is described.

Titles and descriptions are Dutch: they are shown to editors. A kind with much to say has a module of its own.
"""

from typing import Literal

from pydantic import Field, model_validator

from infobox.entries.instrument import Instrument, OverigeLink
from infobox.entries.lesset import Lesset
from infobox.entries.records import Bronnen, Entry, Record, VervallenDeel, Zoekwoorden
from infobox.entries.situatie import Situatie
from infobox.entries.standaard import Standaard
from infobox.entries.values import (
    Anchor,
    BegripId,
    BouwsteenCode,
    BouwsteenId,
    ContactId,
    Herkomst,
    InstrumentId,
    Line,
    Nummer,
    OrganisatieId,
    PartName,
    PastDate,
    Samenvatting,
    SituatieId,
    Soort,
    StandaardId,
    Text,
    Url,
    Year,
    fault,
)


class Bouwsteen(Entry):
    """One of the eight bouwstenen of Naber and Van Goor (2014)."""

    code: BouwsteenCode = Field(title="Code", description="B en het nummer.")
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
    zoekwoorden: Zoekwoorden = Field([])
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
    zoekwoorden: Zoekwoorden = Field([])
    bronnen: Bronnen


class Begrip(Entry):
    """A term of the field."""

    omschrijving: Text = Field(title="Omschrijving", description="Eén of twee zinnen.")
    herkomst: Herkomst = Field(title="Herkomst", description="'redactie' als de bron het woord niet omschrijft.")
    synoniemen: list[Line] = Field([], title="Synoniemen", description="Andere woorden ervoor.")
    breder: list[BegripId] = Field(
        [],
        title="Breder",
        description="Ids van begrippen waar dit een vorm of een deel van is. Alleen als een bron dat zegt.",
    )
    verwant: list[BegripId] = Field(
        [], title="Verwant", description="Ids van begrippen die hieraan raken; aan één kant noemen is genoeg."
    )
    instrumenten: list[InstrumentId] = Field([], title="Instrumenten", description="Waar er meer over staat.")
    zoekwoorden: Zoekwoorden = Field([])
    bronnen: Bronnen


class Contact(Entry):
    """A number to call, only as attested."""

    nummer: Nummer = Field(title="Nummer", description="Tussen aanhalingstekens. Of hoe het anders kan.")
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


Gevaar = Literal["altijd", "los", "nooit"]
DUTCH = "nl"


class Zoekingang(Record):
    """Words that people type, and what they look for. Search words only: no page shows them as facts."""

    woorden: list[Line] = Field(
        min_length=1, title="Woorden", description="Wat mensen typen: een afkorting, een oude naam, spreektaal, Engels."
    )
    situaties: list[SituatieId] = Field([], title="Situaties", description="Waar ze naar op zoek zijn.")
    begrippen: list[BegripId] = Field([], title="Begrippen", description="Waar ze naar op zoek zijn.")
    standaarden: list[StandaardId] = Field([], title="Standaarden", description="Waar ze naar op zoek zijn.")
    bouwstenen: list[BouwsteenId] = Field([], title="Bouwstenen", description="Waar ze naar op zoek zijn.")
    instrumenten: list[InstrumentId] = Field([], title="Instrumenten", description="Waar ze naar op zoek zijn.")
    organisaties: list[OrganisatieId] = Field([], title="Organisaties", description="Waar ze naar op zoek zijn.")
    contacten: list[ContactId] = Field([], title="Contacten", description="Waar ze naar op zoek zijn.")
    soorten: list[Soort] = Field([], title="Soorten", description="Een ander woord voor deze soort instrument.")
    als: Line | None = Field(
        None,
        title="Als",
        description="Het gewone woord waarvoor deze staan; het zoeken leest ze zo. Eindigt een woord op *, dan telt "
        "alles wat zo begint; drie puntjes staan voor een paar woorden ertussen (pakt ... af).",
    )
    rol: bool = Field(
        False, title="Rol", description="true: dit is een mens, en zegt alleen nog niets over wat er aan de hand is."
    )
    gevaar: Gevaar | None = Field(
        None,
        title="Gevaar",
        description="Wie dit typt, ziet eerst 112 en Veilig Thuis. altijd: ook midden in een zin; los: alleen als er "
        "verder niets staat; nooit: met dit woord erbij gaat het over een onderwerp, en niet over iemand.",
    )

    @model_validator(mode="after")
    def _points_somewhere(self) -> "Zoekingang":
        if not any(getattr(self, name) for name in type(self).model_fields if name not in ("woorden", "rol")):
            raise fault(
                self.woorden[0],
                f"'{self.woorden[0]}' verwijst naar niets",
                "zet erbij waar mensen naar op zoek zijn, bijvoorbeeld: begrippen: [meldcode]",
            )
        return self


class Woordenlijst(Entry):
    """A part of the thesaurus: words of the field that no page holds, and where they lead."""

    nagekeken: bool = Field(
        True, title="Nagekeken", description="false: niemand die de taal of het vak kent, heeft deze woorden nagekeken."
    )
    taal: Literal["nl", "en", "tr", "pl", "ar", "andere"] = Field(
        "nl", title="Taal", description="nl, of de taal van deze woorden; ar: Arabisch in Latijnse letters."
    )
    zinnen: bool = Field(
        False,
        title="Zinnen",
        description="true: dit zijn zinnen; ze tellen als iemand een paar woorden of een zin typt.",
    )
    vulwoorden: list[Line] = Field(
        [], title="Vulwoorden", description="Woorden die in een zin niets zeggen; het zoeken slaat ze over."
    )
    ingangen: list[Zoekingang] = Field(min_length=1, title="Ingangen", description="Elke regel: woorden, en waarheen.")


MODELS: dict[str, type[Entry]] = {
    "standaarden": Standaard,
    "situaties": Situatie,
    "instrumenten": Instrument,
    "bouwstenen": Bouwsteen,
    "lessets": Lesset,
    "kaders": Kader,
    "organisaties": Organisatie,
    "begrippen": Begrip,
    "contacten": Contact,
    "bronnen": Bron,
    "thesaurus": Woordenlijst,
}
