"""An instrument: something that exists and helps, where it serves, and where a reader finds it."""

from typing import Literal

from pydantic import Field, model_validator

from infobox.entries.records import Bronnen, Entry, Record, Zoekwoorden
from infobox.entries.values import (
    BouwsteenId,
    Doelgroep,
    Doi,
    Herkomst,
    InstrumentCode,
    InstrumentId,
    Isbn,
    Line,
    LinkSoort,
    OrganisatieId,
    PastDate,
    Samenvatting,
    Soort,
    StandaardId,
    Status,
    Text,
    Url,
    Waarom,
    Year,
    fault,
)


class Inzet(Record):
    """An instrument at a standaard: where, and why there."""

    standaard: StandaardId = Field(title="Standaard", description="Id van de standaard.")
    waarom: Waarom = Field(title="Waarom", description="Eén regel: waarom dit instrument juist hier staat.")


class Steun(Record):
    """An instrument at a bouwsteen."""

    bouwsteen: BouwsteenId = Field(title="Bouwsteen", description="Id van de bouwsteen.")
    herkomst: Herkomst = Field(title="Herkomst", description="'bron' als een bron ze verbindt, anders 'redactie'.")
    kern: bool = Field(False, title="Kern", description="true: hoort bij de eerste keuze voor deze bouwsteen.")
    waarom: Waarom | None = Field(None, title="Waarom", description="Eén regel: wat dit instrument hier doet.")


class Link(Record):
    """Where a reader finds an instrument."""

    url: Url = Field(title="Adres", description="Volledig, met https://.")
    soort: LinkSoort = Field(
        title="Soort",
        description="pagina: het instrument zelf; verwijspagina: beschrijft het; kopie: staat bij een derde; "
        "organisatie: alleen een startpagina.",
    )
    oud_adres: bool = Field(
        False,
        title="Oud adres",
        description="true: het webadres is van een oudere site of misschien verplaatst. Over de inhoud zegt dat niets.",
    )
    toelichting: Text | None = Field(
        None, title="Toelichting", description="Waar de link heen gaat, of waar te zoeken als zij niet werkt."
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
    isbn: Isbn | None = Field(None, title="ISBN", description="10 of 13 cijfers, met streepjes.")
    doi: Doi | None = Field(None, title="DOI", description="Zonder https://doi.org/.")
    omvang: Line | None = Field(None, title="Omvang", description="Bijvoorbeeld 44 pagina's.")
    prijs: Line | None = Field(None, title="Prijs", description="Zoals vermeld.")
    licentie: Line | None = Field(None, title="Licentie", description="Zoals vermeld.")
    bestanden: list[Bestand] = Field([], title="Bestanden", description="Wat er te downloaden is bij de uitgever.")
    verschenen_op: PastDate | None = Field(None, title="Verschenen op", description="Datum op de vindplaats.")
    verschenen_bij: Line | None = Field(None, title="Verschenen bij", description="De site met die datum.")
    toelichting: Text | None = Field(None, title="Toelichting", description="Wat verder bekend is over de uitgave.")


class Actualiteit(Record):
    """Whether what an instrument says is still current, as far as known; its address is no sign of that (`Link`)."""

    status: Status = Field(
        title="Status",
        description="Van de inhoud, niet van het webadres. 'gangbaar' betekent: geen aanwijzing van veroudering, niet: "
        "gecontroleerd.",
    )
    toelichting: Text | None = Field(
        None, title="Toelichting", description="Waarom, of wat niet bekend is. Over het adres: bij link."
    )
    opvolger: InstrumentId | None = Field(None, title="Opvolger", description="Id van het instrument dat ervoor kwam.")

    @model_validator(mode="after")
    def _successor(self) -> "Actualiteit":
        if self.status == "opgevolgd" and self.opvolger is None:
            raise fault(
                "",
                "de status is 'opgevolgd', maar 'opvolger' ontbreekt",
                "zet erbij: opvolger: <id van het instrument>",
            )
        return self


class Instrument(Entry):
    """Something that exists and helps: a law, a guideline, a training, a report ..."""

    code: InstrumentCode = Field(title="Code", description="I en drie cijfers; wordt nooit hergebruikt.")
    taal_van_titel: Literal["en"] | None = Field(
        None, title="Taal van de titel", description="en: de hele titel is Engels; voorleessoftware zegt hem dan goed."
    )
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
    zoekwoorden: Zoekwoorden = Field([])
    bronnen: Bronnen
