"""The values that fields are made of: texts, addresses, days, references; each checked where it is written.

References to other entries, `@codes` in texts and dates are checked against the `Known` that is passed as validation
context, so one pass finds every fault of a file.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, Literal, get_args

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationInfo,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

from infobox.entries.kinds import ANCHOR_PATTERN, CODED, ID_PATTERN, KINDS, code_meant, fold, references, slug
from infobox.entries.privacy import privacy_faults
from infobox.entries.urls import address_faults
from infobox.findings import did_you_mean
from infobox.text import Fault, quoted, text_faults

EARLIEST_YEAR = 1900
REFERENCE_MARK = "x-verwijst-naar"  # in a JSON Schema: the kind whose id stands here
MOST_WORDS = 3  # of what somebody types in one go; a sentence may hold a comma
MOST_CHOICES = 12  # ids that a message lists


@dataclass(frozen=True)
class Known:
    """What exists around one file: ids per kind, code -> id, the day of today.

    `named` holds, per kind, what else an entry is called (folded, see kinds.fold) -> its id; `gone` the ids of what is
    withdrawn or split -> what came in its place.
    """

    ids: Mapping[str, Collection[str]]
    codes: Mapping[str, str]
    today: date
    named: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    gone: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)


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
    _faults([*text_faults(text), *privacy_faults(text), *_left_overs(text), *_reference_faults(text, _known(info))])
    return text


_LEFT = re.compile(
    r"\b(TODO|FIXME|XXX+|TBD|PM:)(?!\w)|\b(lorem ipsum|nog (in te vullen|invullen|aanvullen|nakijken))\b", re.IGNORECASE
)
_LISTED = re.compile(r"(^|\s)([•▪◦‣●■□])\s")
_EMPTY_WORDS = (
    "...",
    "…",
    "-",
    "–",
    "?",
    "??",
    "x",
    "xxx",
    "n.v.t.",
    "nvt",
    "n.b.",
    "nb",
    "geen",
    "onbekend",
    "niet bekend",
    "null",
    "none",
)
_ADDRESS = re.compile(r"https?://\S+")


def _left_overs(text: str) -> Iterator[Fault]:
    """What an editor meant to fill in, or to write otherwise."""
    if text.strip().casefold() in _EMPTY_WORDS:
        yield (
            text.strip(),
            f"'{text.strip()}' is geen tekst voor een lezer",
            "vul in wat hier hoort; niet bekend? haal de regel weg",
        )
    elif match := _LEFT.search(text):
        yield match[0], f"'{match[0]}' staat er nog", "maak de tekst af, of haal dit stukje weg"
    if match := _LISTED.search(text):
        hint = "maak er zinnen van; bij een instrument kan elk punt ook op een eigen regel onder 'kernpunten', na '- '"
        yield match[2], "een opsomming kan niet in een tekst", hint
    if (match := _ADDRESS.fullmatch(text.strip())) and "." in match[0]:
        bare = re.sub(r"^https?://", "", match[0]).rstrip("/")
        yield "", "hier hoort de naam van een site en geen heel adres", f"schrijf: {bare}"
    elif (match := _ADDRESS.search(text)) and not text[: match.start()].endswith("]("):  # that one is told as markup
        hint = "haal het uit de tekst en zet het bij 'link', 'overige_links' of 'bronnen'"
        yield match[0], "een adres in een tekst wordt geen link", hint


def _dialled(number: object) -> object:
    """A number as people here dial it: digits, with hyphens or spaces between; words may stand in its place."""
    raw = str(getattr(number, "raw", number)).strip()  # 0800.2000 was read as a number
    if re.fullmatch(r"(tel:)?\s*[+0-9(][0-9 ().+/-]*", raw, re.IGNORECASE) and not re.fullmatch("[0-9][0-9 -]*", raw):
        bare = re.sub(r"^tel:\s*", "", raw, flags=re.IGNORECASE)
        bare = re.sub(r"^(\+|00)31[ .-]*(\(0\)|0)?[ .-]*", "0", bare)
        bare = re.sub(r"[^0-9]+", "-", re.sub(r"^(0[89]00)[ .-]*", r"\1-", bare)).strip("-")
        raise fault("", "dit nummer kan een telefoon zo niet bellen", f"schrijf: {quoted(bare)}")
    return number


_LOOSE = re.compile(r"(?<![\w@./-])@[ ]?([A-Za-z][ -]?[0-9]{1,4}|[a-z0-9]+(?:-[a-z0-9]+)*)(?![\w@-]|\.\w)")


def _reference_faults(text: str, known: Known) -> Iterator[Fault]:
    """References that lead nowhere, and what was meant for one and is none."""
    right = set()
    for written, code in references(text):
        right.add(written)
        if code not in known.codes:
            meant = next((one for kind in CODED if (one := code_meant(kind, code)) in known.codes), "")
            hint = f"schrijf: @{meant}" if meant else did_you_mean(code, known.codes, "kijk de code na op de site")
            yield written, f"'{written}' verwijst naar niets", hint
    for match in _LOOSE.finditer(text):
        if match[0] in right:
            continue
        code = next((one for kind in CODED if (one := code_meant(kind, match[1].replace(" ", ""))) in known.codes), "")
        if not code and match[1][0].islower():
            ids = {known.named.get(kind, {}).get(fold(match[1]), "") for kind in CODED} - {""}
            code = next((one for one, entry_id in known.codes.items() if entry_id in ids), "")
        if code:
            yield match[0], f"'{match[0]}' wordt geen verwijzing", f"schrijf: @{code}"


def _one_line(text: str) -> str:
    if "\n" in text.strip("\n"):
        raise fault(
            "", "deze tekst moet op één regel passen", "haal de witregel weg; gebruik >- om een lange regel te breken"
        )
    return text


def _one_word_group(text: str) -> str:
    parts = [part.strip() for part in re.split("[,;] ", text)]
    if len(parts) > 1 and all(len(part.split()) <= MOST_WORDS for part in parts):
        lines = " en ".join(f"'- {part}'" for part in parts)
        raise fault("", "elk zoekwoord hoort op een eigen regel", f"schrijf onder elkaar: {lines}")
    return text


def _address(url: str, info: ValidationInfo) -> str:
    if (source := _known(info).named.get("bronnen", {}).get(fold(url))) and "." not in url:
        raise fault("", "dit is een bron van de site en geen adres", f"schrijf: bron: {source}")
    _faults(address_faults(url))
    return url


def _as_text(value: Any) -> Any:
    """A whole number as its digits: an ISBN needs no quotes."""
    return str(value) if type(value) is int else value


def _isbn(text: str) -> str:
    """An ISBN of 10 or 13 digits whose last one is right; spaces become hyphens."""
    bare = re.sub(r"^ISBN(-1[03])?:? *", "", text, flags=re.IGNORECASE)
    if not re.fullmatch(r"[0-9][0-9 -]*[0-9Xx]", bare):
        raise fault(
            "",
            f"'{_excerpt(text)}' is geen ISBN",
            "schrijf alleen de cijfers en streepjes, zoals in de uitgave; niet bekend? haal de regel weg",
        )
    digits = re.sub("[ -]", "", bare).upper()
    if len(digits) not in (10, 13):
        message = f"een ISBN heeft 10 of 13 cijfers, en hier staan er {len(digits)}"
        raise fault("", message, "neem het ISBN opnieuw over uit de uitgave; meestal zijn het er 13")
    right = _last_of_10(digits) if len(digits) == 10 else _last_of_13(digits)
    if digits[-1] != right:
        last = f"het laatste cijfer is {digits[-1]}, en bij de andere cijfers hoort {right}"
        message = f"het ISBN {_excerpt(bare)} kan niet: {last}"
        raise fault("", message, "neem het ISBN opnieuw over uit de uitgave")
    written = re.sub("[ -]+", "-", bare).upper()
    if bare != text:
        raise fault("", "voor het ISBN staat een woord te veel", f"schrijf: {written}")
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
        raise fault("", "rond de DOI staat iets te veel", f"schrijf: {bare}")
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
        text = core_schema.no_info_before_validator_function(_as_text, handler(source))  # `2` may mean the second
        return core_schema.with_info_after_validator_function(self._exists, text)

    def __get_pydantic_json_schema__(
        self, core: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {**handler(core), REFERENCE_MARK: self.kind}

    def _exists(self, entry_id: str, info: ValidationInfo) -> str:
        if entry_id not in _known(info).ids.get(self.kind, frozenset()):
            raise fault("", *self._meant(entry_id, _known(info)))
        return entry_id

    def _meant(self, written: str, known: Known) -> tuple[str, str]:
        """Message and hint for an id that does not exist: a code, a title, an abbreviation, a former name, a slip."""
        singular, ids = KINDS[self.kind].singular, known.ids.get(self.kind, frozenset())
        bare = written.strip("/ ").rpartition("/")[2].removesuffix(".yml") if "://" not in written else written
        code = code_meant(self.kind, bare)
        named = known.named.get(self.kind, {})
        meant = named.get(fold(bare)) or (named.get(fold(code)) if code else None)
        if meant and meant in known.gone.get(self.kind, {}):
            onward = " of ".join(known.gone[self.kind][meant])
            hint = f"schrijf: {onward}" if onward else "haal deze verwijzing weg"
            return f"{singular} '{written}' ({meant}) is vervallen of gesplitst", hint
        if meant:
            told = f"hier hoort het id van een {singular}, en '{written}' is dat niet"
            if re.fullmatch(ID_PATTERN, written):
                told = f"{singular} '{written}' bestaat niet"
            return told, f"schrijf: {meant}"
        if "://" in written:
            return (
                f"hier hoort het id van een {singular}, en geen adres",
                f"schrijf: url: {written}" if self.kind == "bronnen" else "zet adressen bij 'link' of 'bronnen'",
            )
        message = f"{singular} '{written}' bestaat niet"
        if other := next((KINDS[kind].singular for kind, all_ids in known.ids.items() if written in all_ids), None):
            message = f"'{written}' is een {other} en geen {singular}"
        near = did_you_mean(written, ids, "")
        if near:
            return message, near
        if len(ids) <= MOST_CHOICES:
            codes = {entry_id: f"{entry_id} ({code})" for code, entry_id in known.codes.items()}
            return message, f"kies uit: {', '.join(codes.get(one, one) for one in sorted(ids))}"
        new = f", of maak het eerst: data/{self.kind}/{slug(written)}.yml" if slug(written) else ""
        return message, f"kies een bestand uit data/{self.kind}/, zonder .yml{new}"


Text = Annotated[str, Field(min_length=1, max_length=1500), AfterValidator(_plain_text)]
Line = Annotated[str, Field(min_length=1, max_length=250), AfterValidator(_plain_text), AfterValidator(_one_line)]
Zoekwoord = Annotated[Line, AfterValidator(_one_word_group)]
# Bounds of their own: a Field(max_length=...) on a field of type Text or Line would lose to the bounds of the type.
Nummer = Annotated[Line, BeforeValidator(_dialled)]
Samenvatting = Annotated[str, Field(min_length=80, max_length=700), AfterValidator(_plain_text)]
ShortText = Annotated[str, Field(min_length=1, max_length=500), AfterValidator(_plain_text)]
ShortLine = Annotated[str, Field(min_length=1, max_length=80), AfterValidator(_plain_text), AfterValidator(_one_line)]
Waarom = Annotated[str, Field(min_length=30, max_length=200), AfterValidator(_plain_text), AfterValidator(_one_line)]
Url = Annotated[str, Field(min_length=1, max_length=2000), AfterValidator(_address)]
Isbn = Annotated[str, Field(min_length=1, max_length=100), AfterValidator(_isbn), BeforeValidator(_as_text)]
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
LessetCode = Annotated[str, Field(pattern=rf"^{CODED['lessets'].pattern}$")]
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
