"""A list of others beside our division: for each part and each standaard, whether a source shows that they touch.

It is a file of its own, not of the site: what nobody has shown yet stays 'nog niet aangetoond', and is never guessed.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from infobox.entries.documents import Document
from infobox.findings import Finding, did_you_mean
from infobox.text import quoted

OPEN = "nog niet aangetoond"
_ANSWER = re.compile(rf"{OPEN}|nee|ja, \S.{{2,}}")
_HOW = f"schrijf: {OPEN}, nee, of ja met een komma en waar het staat: ja, bladzijde 12"


@dataclass(frozen=True)
class Part:
    """A part of the list, letter for letter, and its cells: id of a standaard -> what is known."""

    number: str
    title: str
    cells: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Beside:
    """The list: what it is called, where it can be read, and its parts."""

    title: str
    source: str
    parts: tuple[Part, ...]

    def open_cells(self) -> int:
        """How many cells nobody has looked at."""
        return sum(text == OPEN for part in self.parts for text in part.cells.values())

    def done(self) -> list[Part]:
        """The parts of which every cell was looked at, and that touch a standaard: fit to become part of a kader."""
        return [
            part
            for part in self.parts
            if OPEN not in part.cells.values() and any(text.startswith("ja") for text in part.cells.values())
        ]


def beside(document: Document, standaarden: Mapping[str, str]) -> tuple[Beside, list[Finding]]:
    """The list in a file, with a cell for each standaard (id -> title), and what is wrong with what was filled in."""
    faults = list(document.faults)
    for key in ("titel", "bron"):
        if not document.text(key):
            hint = f"zet erbij: {key}: (hoe de lijst heet, of waar zij te lezen is)"
            faults.append(document.finding(document.place(()), f"'{key}' ontbreekt", hint))
    written = document.value.get("onderdelen")
    if not isinstance(written, list) or not written:
        hint = "zet erbij: onderdelen: met per onderdeel een nummer en een titel"
        faults.append(document.finding(document.place(()), "'onderdelen' ontbreekt", hint))
        written = []
    parts: list[Part] = []
    for place, one in enumerate(written):
        record = one if isinstance(one, dict) else {}
        number, title = str(record.get("nummer") or ""), str(record.get("titel") or "")
        if not number or not title:
            here = document.place(("onderdelen", place))
            faults.append(
                document.finding(here, "'nummer' of 'titel' ontbreekt", "neem ze letterlijk over uit de lijst")
            )
        if number in {part.number for part in parts}:
            here = document.place(("onderdelen", place, "nummer"))
            faults.append(
                document.finding(here, f"'{number}' staat hier twee keer", "geef elk onderdeel een eigen nummer")
            )
        cells = record.get("naast")
        cells = cells if isinstance(cells, dict) else {}
        faults += _wrong(document, place, cells, standaarden)
        parts.append(Part(number, title, {one: str(cells.get(one) or OPEN) for one in standaarden}))
    return Beside(document.text("titel"), document.text("bron"), tuple(parts)), faults


def _wrong(
    document: Document, place: int, cells: Mapping[str, object], standaarden: Mapping[str, str]
) -> Iterator[Finding]:
    for key, text in cells.items():
        loc = ("onderdelen", place, "naast", key)
        if key not in standaarden:
            hint = did_you_mean(key, standaarden, f"kies uit: {', '.join(standaarden)}")
            yield document.finding(document.key_place(loc), f"standaard '{key}' bestaat niet", hint)
        elif not isinstance(text, str) or not _ANSWER.fullmatch(text):
            shown = text if isinstance(text, str) else "iets anders"
            yield document.finding(document.place(loc), f"'{shown}' is geen waarde voor '{key}'", _HOW)


def written(made: Beside, standaarden: Mapping[str, str]) -> str:
    """The file, with every cell: what was filled in stays, the rest is open. Written and read again it is the same."""
    lines = [f"titel: {quoted(made.title)}", f"bron: {quoted(made.source)}", "", "# Per standaard een van deze drie:"]
    lines += [
        f"#   {OPEN}   |   nee   |   ja, (waar het staat)",
        *(f"# {one}: {standaarden[one]}" for one in standaarden),
    ]
    lines += ["onderdelen:"]
    for part in made.parts:
        lines += [f"  - nummer: '{part.number}'", f"    titel: {quoted(part.title)}", "    naast:"]
        lines += [f"      {one}: {quoted(text)}" for one, text in part.cells.items()]
    return "\n".join([*lines, ""])
