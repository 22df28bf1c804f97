"""A standaard: one of the eleven of our own, editorial ordering."""

from typing import Annotated, Literal

from pydantic import Field

from infobox.entries.records import Bronnen, Entry, Record, VervallenDeel, Zoekwoorden
from infobox.entries.values import (
    Anchor,
    InstrumentId,
    Line,
    PartName,
    ShortLine,
    ShortText,
    StandaardCode,
    StandaardId,
    Text,
    Waarom,
)


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

    code: StandaardCode = Field(title="Code", description="S en twee cijfers; wordt nooit hergebruikt.")
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
    begin: Annotated[list[InstrumentId], Field(max_length=3)] = Field(
        [], title="Begin", description="Hoogstens drie ids: waar een lezer begint. De keuze is van de redactie."
    )
    verwant: list[Verwant] = Field([], title="Verwant", description="Standaarden die hieraan raken.")
    zoekwoorden: Zoekwoorden = Field([])
    bronnen: Bronnen
