"""The values that fields are made of: texts, addresses, days, references; each checked where it is written.

References to other entries, `@codes` in texts and dates are checked against the `Known` that is passed as validation
context, so one pass finds every fault of a file.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, Field, GetCoreSchemaHandler, ValidationInfo
from pydantic_core import PydanticCustomError, core_schema

from infobox.entries.kinds import ANCHOR_PATTERN, CODED, ID_PATTERN, KINDS, references
from infobox.findings import did_you_mean
from infobox.text import text_faults, url_faults

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


def fault(needle: str, message: str, hint: str) -> PydanticCustomError:
    """What a validator raises: `needle` is the part of the value to point at, or '' for all of it."""
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
        raise fault(
            "", "deze tekst moet op één regel passen", "haal de witregel weg; gebruik >- om een lange regel te breken"
        )
    return text


def _address(url: str) -> str:
    _faults(url_faults(url))
    return url


def _isbn(text: str) -> str:
    """An ISBN of 10 or 13 digits whose last one is right; spaces become hyphens."""
    bare = re.sub(r"^ISBN(-1[03])?:? *", "", text, flags=re.IGNORECASE)
    if not re.fullmatch(r"[0-9][0-9 -]*[0-9Xx]", bare):
        raise fault("", f"'{_excerpt(text)}' is geen ISBN", "schrijf alleen de cijfers en streepjes: 978-90-5830-665-4")
    digits = re.sub("[ -]", "", bare).upper()
    if len(digits) not in (10, 13):
        message = f"een ISBN heeft 10 of 13 cijfers, en hier staan er {len(digits)}"
        raise fault("", message, "neem het ISBN over uit de uitgave, bijvoorbeeld: 978-90-5830-665-4")
    right = _last_of_10(digits) if len(digits) == 10 else _last_of_13(digits)
    if digits[-1] != right:
        message = f"dit ISBN kan niet: het laatste cijfer is {digits[-1]}, en bij de andere cijfers hoort {right}"
        raise fault("", message, "neem het ISBN opnieuw over uit de uitgave")
    written = re.sub("[ -]+", "-", bare).upper()
    if bare != text:
        raise fault("", "voor het ISBN staat een woord te veel", f"schrijf alleen: {written}")
    return written


def _last_of_10(digits: str) -> str:
    rest = -sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9])) % 11
    return "X" if rest == 10 else str(rest)


def _last_of_13(digits: str) -> str:
    if "X" in digits:
        return "een cijfer"
    return str(-sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits[:12])) % 10)


_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/[A-Za-z0-9._;()/:<>\[\]+~#*=,&%$!?@-]*[A-Za-z0-9)>\]/_-]")


def _doi(text: str) -> str:
    """A DOI by itself, as in 10.18352/jsi.475, without the address that resolves it."""
    bare = re.sub(r"^(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi: *)+", "", text, flags=re.IGNORECASE).rstrip(".,;")
    if not _DOI.fullmatch(bare):
        hint = "schrijf wat na https://doi.org/ komt, bijvoorbeeld: 10.18352/jsi.475"
        raise fault("", f"'{_excerpt(text)}' is geen DOI", hint)
    if bare != text:
        raise fault("", "rond de DOI staat iets te veel", f"schrijf alleen: {bare}")
    return bare


def _excerpt(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"


def _not_in_future(day: date, info: ValidationInfo) -> date:
    if day > _known(info).today:
        raise fault("", f"{day.isoformat()} ligt in de toekomst", "vul de dag in waarop het echt is gebeurd")
    return day


def _year_not_in_future(year: int, info: ValidationInfo) -> int:
    if year > _known(info).today.year:
        raise fault("", f"{year} ligt in de toekomst", "vul het jaar in waarin het echt is gebeurd")
    return year


@dataclass(frozen=True)
class Reference:
    """Makes a text the id of an entry of `kind`. relations.py finds these marks in the models."""

    kind: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.with_info_after_validator_function(self._exists, handler(source))

    def _exists(self, entry_id: str, info: ValidationInfo) -> str:
        singular, ids = KINDS[self.kind].singular, _known(info).ids.get(self.kind, frozenset())
        if entry_id not in ids:
            if new := _known(info).renamed.get(self.kind, {}).get(entry_id):
                raise fault("", f"{singular} '{entry_id}' heet nu '{new}'", f"schrijf hier: {new}")
            hint = did_you_mean(entry_id, ids, f"kies een bestaand bestand uit data/{self.kind}/, zonder .yml")
            raise fault("", f"{singular} '{entry_id}' bestaat niet", hint)
        return entry_id


Text = Annotated[str, Field(min_length=1, max_length=1500), AfterValidator(_plain_text)]
Line = Annotated[str, Field(min_length=1, max_length=250), AfterValidator(_plain_text), AfterValidator(_one_line)]
# Bounds of their own: a Field(max_length=...) on a field of type Text or Line would lose to the bounds of the type.
Samenvatting = Annotated[str, Field(min_length=80, max_length=700), AfterValidator(_plain_text)]
ShortText = Annotated[str, Field(min_length=1, max_length=500), AfterValidator(_plain_text)]
ShortLine = Annotated[str, Field(min_length=1, max_length=80), AfterValidator(_plain_text), AfterValidator(_one_line)]
Waarom = Annotated[str, Field(min_length=30, max_length=200), AfterValidator(_plain_text), AfterValidator(_one_line)]
Url = Annotated[str, Field(min_length=1, max_length=2000), AfterValidator(_address)]
Isbn = Annotated[str, Field(min_length=1, max_length=100), AfterValidator(_isbn)]
Doi = Annotated[str, Field(min_length=1, max_length=250), AfterValidator(_doi)]
PastDate = Annotated[date, AfterValidator(_not_in_future)]
Year = Annotated[int, Field(ge=EARLIEST_YEAR), AfterValidator(_year_not_in_future)]
_FORMER = rf"^(([a-z]+/)?{ID_PATTERN}|{'|'.join(code.pattern for code in CODED.values())})$"
_ENTRY = rf"^([a-z]+/)?{ID_PATTERN}$"
_PART = rf"^({ID_PATTERN}#)?{ANCHOR_PATTERN}$"
Anchor = Annotated[str, Field(pattern=rf"^{ANCHOR_PATTERN}$")]
EntryName = Annotated[str, Field(pattern=_ENTRY)]
FormerName = Annotated[str, Field(pattern=_FORMER)]
PartName = Annotated[str, Field(pattern=_PART)]
StandaardCode = Annotated[str, Field(pattern=rf"^{CODED['standaarden'].pattern}$")]
InstrumentCode = Annotated[str, Field(pattern=rf"^{CODED['instrumenten'].pattern}$")]
SituatieCode = Annotated[str, Field(pattern=rf"^{CODED['situaties'].pattern}$")]
BouwsteenCode = Annotated[str, Field(pattern=rf"^{CODED['bouwstenen'].pattern}$")]

# What a value with one of these shapes looks like, for an editor.
SHAPES = {
    **{rf"^{code.pattern}$": code.example for code in CODED.values()},
    rf"^{ANCHOR_PATTERN}$": "een letter en een getal, zoals a2",
    _ENTRY: "een id of soort/id, zoals lirik of instrumenten/lirik",
    _FORMER: "een oud id, soort/id of een code, zoals lirik of I027",
    _PART: "een anker of id#anker, zoals a2 of vakmanschap#a2",
}

StandaardId = Annotated[str, Reference("standaarden")]
InstrumentId = Annotated[str, Reference("instrumenten")]
BouwsteenId = Annotated[str, Reference("bouwstenen")]
OrganisatieId = Annotated[str, Reference("organisaties")]
BegripId = Annotated[str, Reference("begrippen")]
SituatieId = Annotated[str, Reference("situaties")]
ContactId = Annotated[str, Reference("contacten")]
BronId = Annotated[str, Reference("bronnen")]

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
