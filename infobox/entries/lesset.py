"""A lesset: a trainer's ordered selection, in blocks with a time and questions; all of it chosen by the editors."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from infobox.entries.records import Entry, Record, Zoekwoorden
from infobox.entries.values import (
    BegripId,
    BouwsteenId,
    InstrumentId,
    LessetCode,
    Line,
    ShortLine,
    ShortText,
    SituatieId,
    StandaardId,
    fault,
)

USES = ("standaarden", "situaties", "instrumenten", "bouwstenen", "begrippen")  # in the order in which they are shown


class Blok(Record):
    """A part of a training: what to do, for how long, with what, and what to ask."""

    titel: ShortLine = Field(title="Titel", description="Kort: wat de groep doet.")
    minuten: int = Field(ge=1, le=480, title="Minuten", description="Een richttijd van de redactie.")
    tekst: ShortText = Field(title="Tekst", description="Een tot drie zinnen voor de trainer; @codes worden links.")
    standaarden: list[StandaardId] = Field([], title="Standaarden", description="Ids van wat erbij hoort.")
    situaties: list[SituatieId] = Field([], title="Situaties", description="Ids van casussen voor dit blok.")
    instrumenten: list[InstrumentId] = Field([], title="Instrumenten", description="Ids van wat erbij hoort.")
    bouwstenen: list[BouwsteenId] = Field([], title="Bouwstenen", description="Ids van wat erbij hoort.")
    begrippen: list[BegripId] = Field([], title="Begrippen", description="Ids van wat erbij hoort.")
    vragen: list[Line] = Field([], title="Vragen", description="Wat de trainer de groep kan vragen.")

    @model_validator(mode="after")
    def _rests_on_something(self) -> "Blok":
        if not any(getattr(self, kind) for kind in USES):
            raise fault(
                self.titel,
                f"blok '{self.titel}' verwijst naar niets op deze site",
                "zet erbij waar het op rust, bijvoorbeeld: begrippen: [meldcode]",
            )
        return self


class Lesset(Entry):
    """A selection for one training."""

    code: LessetCode = Field(title="Code", description="T en twee cijfers; wordt nooit hergebruikt.")
    voor: Line = Field(title="Voor", description="Voor wie en waarvoor, in één zin.")
    doel: ShortText = Field(title="Doel", description="Wat deelnemers na afloop kunnen of weten.")
    herkomst: Literal["redactie"] = Field(
        title="Herkomst", description="Altijd 'redactie': keuze, doel, tijden en vragen zijn van ons."
    )
    blokken: Annotated[list[Blok], Field(min_length=2, max_length=12)] = Field(
        title="Blokken", description="Twee tot twaalf delen, in volgorde."
    )
    zoekwoorden: Zoekwoorden = []

    @property
    def minuten(self) -> int:
        """How long all blocks take together."""
        return sum(blok.minuten for blok in self.blokken)
