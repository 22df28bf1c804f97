"""A situatie: what somebody meets in the work, and what to do first and then; each step with its source."""

from typing import Annotated

from pydantic import Field

from infobox.entries.records import Bronnen, Entry, Record, Zoekwoorden
from infobox.entries.values import (
    BegripId,
    ContactId,
    InstrumentId,
    Line,
    ShortText,
    SituatieCode,
    StandaardId,
)


class Veiligheid(Record):
    """What comes first: whom to call, and when."""

    tekst: ShortText = Field(title="Tekst", description="Een of twee zinnen: wie te bellen, en wanneer.")
    contacten: list[ContactId] = Field(
        min_length=1, title="Contacten", description="Ids uit data/contacten/, in de volgorde van bellen."
    )
    bronnen: Bronnen


class Stap(Record):
    """One step: one sentence, where it is attested, and what helps."""

    tekst: Line = Field(title="Tekst", description="Eén zin: wat te doen.")
    instrument: InstrumentId | None = Field(None, title="Instrument", description="Id van wat daarbij helpt.")
    standaard: StandaardId | None = Field(None, title="Standaard", description="Id van de standaard die meer vertelt.")
    bronnen: Bronnen


class Situatie(Entry):
    """A situation, as somebody in a team would say it."""

    code: SituatieCode = Field(title="Code", description="W en twee cijfers; wordt nooit hergebruikt.")
    voor: Line = Field(title="Voor", description="Voor wie dit is, in één zin.")
    anders_gezegd: Annotated[list[Line], Field(min_length=1)] = Field(
        title="Anders gezegd", description="Hoe mensen het nog meer zeggen of typen. Alleen voor het zoeken."
    )
    veiligheid: Veiligheid = Field(title="Veiligheid", description="Eerst de veiligheid: wie te bellen.")
    stappen: Annotated[list[Stap], Field(min_length=3, max_length=7)] = Field(
        title="Stappen", description="Drie tot zeven stappen, in volgorde, elk met een bron."
    )
    niet_bekend: ShortText = Field(title="Niet bekend", description="Wat de site over deze situatie niet weet.")
    standaarden: Annotated[list[StandaardId], Field(min_length=1)] = Field(
        title="Standaarden", description="Ids van de standaarden die erbij horen."
    )
    begrippen: list[BegripId] = Field([], title="Begrippen", description="Ids van woorden die hier helpen.")
    zoekwoorden: Zoekwoorden = []
