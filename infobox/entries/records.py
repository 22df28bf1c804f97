"""What every kind of entry has, and the records that several kinds share."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from infobox.entries.values import (
    Anchor,
    BronId,
    EntryName,
    FormerName,
    LevensloopStatus,
    Line,
    PartName,
    PastDate,
    Url,
    Zoekwoord,
    fault,
)


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
            raise fault("", "een bron heeft óf 'bron' óf 'url'", "vul precies een van de twee in")
        return self


Bronnen = Annotated[
    list[Bronverwijzing],
    Field(min_length=1, title="Bronnen", description="Waar de feiten vandaan komen. Nooit leeg."),
]
Zoekwoorden = Annotated[
    list[Zoekwoord],
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
                raise fault(extra[0], f"'{extra[0]}' past niet bij iets dat actief is", hint)
            return self
        for key in ("reden", "datum"):
            if not told[key]:
                raise fault("", f"de status is '{self.status}', maar '{key}' ontbreekt", f"voeg '{key}' toe")
        if self.status == "gesplitst" and len(self.vervangen_door) < 2:
            hint = "noem bij 'vervangen_door' minstens twee ids, of kies status: vervallen"
            raise fault("vervangen_door", "een splitsing heeft minstens twee delen", hint)
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
    herzien_op: PastDate | None = Field(
        None,
        title="Herzien op",
        description="De dag waarop iemand alles opnieuw heeft gelezen. Weglaten als niemand dat deed.",
    )
    herzien_voor: date | None = Field(
        None, title="Herzien voor", description="Voor welke dag iemand het opnieuw moet nakijken."
    )
    eigenaar: Line | None = Field(
        None, title="Eigenaar", description="Welke rol of organisatie het nakijkt. Geen naam van een mens."
    )

    @model_validator(mode="after")
    def _reviewed_before_it_is_due(self) -> "Entry":
        if self.herzien_op and self.herzien_voor and self.herzien_voor < self.herzien_op:
            hint = "schrijf bij 'herzien_voor' een dag die na 'herzien_op' komt"
            raise fault("herzien_voor", "'herzien_voor' ligt voor 'herzien_op'", hint)
        return self

    @property
    def in_short(self) -> str:
        """The text that says what it is: every kind has one, each under a name that suits it."""
        texts = (getattr(self, key, "") for key in ("samenvatting", "omschrijving", "voor"))
        return str(next(filter(None, texts), self.titel))
