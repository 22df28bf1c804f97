"""The reply on a pull request: what changes for readers and what has to be done, in Markdown that does nothing.

It is made in two halves. Where a stranger's change was read, facts and findings are written down (`written`); where a
token can write, they are read with suspicion (`read`) and become sentences (`markdown`). So no sentence, link or
picture of a stranger comes through, only words in a sentence of ours. This module needs nothing that is installed.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from string import Formatter
from typing import Any

from infobox import inert, messages

MOST_BYTES = 512 * 1024  # of the file between the halves
MOST_FACTS, MOST_FINDINGS = 2000, 200
MOST_SHOWN = 25  # of one section; the rest is counted
MOST_LETTERS = 4000  # of one text
MOST_COMMENT = 55_000  # bytes; GitHub takes 65,536 letters
VERSION = 1

# Section -> its heading, and what stands there when nothing does ('' leaves it out).
SECTIONS: Mapping[str, tuple[str, str]] = {
    "lezers": ("Wat er voor lezers verandert", "Niets dat een lezer ziet."),
    "adressen": ("Adressen en telefoonnummers", ""),
    "verdwijnt": ("Wat er verdwijnt", "Niets."),
    "dubbel": ("Lijkt op iets dat er al is", ""),
    "leesbaar": ("Hoe het leest (advies)", ""),
    "aanwijzing": ("Aanwijzingen (houden niets tegen)", ""),
    "techniek": ("Ook veranderd", ""),
}

_SEEN = ("adressen", "verdwijnt")  # readers see that too

# What differs -> its section, and its sentence.
SENTENCES: Mapping[str, tuple[str, str]] = {
    "erbij": ("lezers", "Nieuw, een {soort}: {onderwerp}. Er staat: {tekst}"),
    "plek-omdat": ("lezers", "{pagina} krijgt er een instrument bij: {instrument}, omdat: {waarom}"),
    "plek": ("lezers", "{pagina} krijgt er een instrument bij: {instrument}"),
    "plek-weg": ("lezers", "{pagina} noemt {instrument} niet meer"),
    "reden": ("lezers", "{pagina} geeft bij {instrument} een andere reden. Was: {oud}. Wordt: {nieuw}"),
    "titel": ("lezers", "{oud} heet voortaan {nieuw}"),
    "verandert": ("lezers", "{onderwerp}, {veld}. Was: {oud}. Wordt: {nieuw}"),
    "ingevuld": ("lezers", "{onderwerp}, {veld}. Erbij: {nieuw}"),
    "weggehaald": ("lezers", "{onderwerp}, {veld}. Eraf: {oud}"),
    "volgorde": ("lezers", "{onderwerp}, {veld}: dezelfde zinnen, in een andere volgorde of indeling"),
    "wijziging": ("lezers", "Bij {onderwerp} lezen bezoekers onder wijzigingen: {nieuw}"),
    "hernoemd": ("lezers", "{onderwerp} krijgt een ander adres: {oud} wordt {nieuw}. Het oude blijft werken"),
    "vervallen": ("lezers", "{onderwerp} vervalt. De pagina blijft, en zegt waarom: {reden}"),
    "vervallen-door": ("lezers", "{onderwerp} vervalt. De pagina blijft, wijst naar {nieuw} en zegt waarom: {reden}"),
    "gesplitst-door": ("lezers", "{onderwerp} wordt een keuze uit {nieuw}. De pagina zegt waarom: {reden}"),
    "terug": ("lezers", "{onderwerp} telt weer mee"),
    "pagina-erbij": ("lezers", "Nieuwe pagina: {bestand}"),
    "pagina": ("lezers", "Andere tekst op {bestand}; regels erbij: {erbij}, eraf: {eraf}"),
    "onleesbaar": ("lezers", "{bestand}: wat hier verandert, is te zien zodra de meldingen zijn opgelost"),
    "adres-nieuw": ("adressen", "{onderwerp}: nieuw adres {adres} ({staat})"),
    "adres-anders": ("adressen", "{onderwerp}: {adres_oud} wordt {adres_nieuw} ({staat})"),
    "blijft-staan": ("adressen", "{bestand}: {melding}"),
    "adres-weg": ("adressen", "{onderwerp}: {adres} staat er niet meer"),
    "nummer-nieuw": (
        "adressen",
        "{onderwerp}: nieuw nummer {nieuw}. Laat iemand het eerst bellen",
    ),
    "nummer-anders": (
        "adressen",
        "{onderwerp}: nummer {oud} wordt {nieuw}. Laat iemand het eerst bellen",
    ),
    "verdwijnt": ("verdwijnt", "{soort}: {onderwerp}"),
    "pagina-weg": ("verdwijnt", "pagina: {bestand}"),
    "lijkt-op": ("dubbel", "{onderwerp} lijkt op {ander}; de titels zijn voor {procent} procent gelijk"),
    "zelfde-adres": ("dubbel", "{onderwerp} leidt naar hetzelfde adres als {ander}: {adres}"),
    "leest": (
        "leesbaar",
        "{onderwerp}, {veld}: leesgemak {gemak}, {niveau}; gemiddeld {gemiddeld} woorden per zin",
    ),
    "lange-zin": ("leesbaar", "{onderwerp}, {veld}: een zin van {aantal} woorden (meer dan {grens}): {zin}"),
    "aanwijzing": ("aanwijzing", "{bestand}: {melding}. Wat te doen: {wat}"),
    "bestanden": (
        "techniek",
        "Bestanden buiten de teksten: {aantal}. Laat iemand die de techniek kent daarnaar kijken",
    ),
}

STATES: Mapping[str, str] = {
    "nieuw": "nog niet bezocht",
    "werkt": "werkt",
    "met-de-hand": "door een mens bekeken",
    "verhuisd": "werkt, en stuurt door naar een ander adres",
    "hapert": "deed het de laatste keer niet; open het zelf",
    "stuk": "werkt niet",
    "onbekend": "niet vanzelf te controleren; open het zelf",
    "ongeldig": "mag hier niet staan",
}

# Words that mean nothing to GitHub by themselves, and so may stand in a sentence as they are; all others are set apart.
_BARE: Mapping[str, re.Pattern[str]] = {
    **dict.fromkeys(("procent", "gemak", "gemiddeld", "aantal", "grens", "erbij", "eraf"), re.compile("[0-9]{1,6}")),
    **dict.fromkeys(("soort", "niveau"), re.compile("[a-z]{1,24}( [a-z]{1,24}){0,3}")),
    "veld": re.compile(r"[A-Za-zé'-]{1,40}(,? [A-Za-zé'-]{1,40}){0,9}"),
}
_PATH = re.compile(r"(data|docs|links)(/[A-Za-z0-9][A-Za-z0-9._-]{0,99}){1,4}")


class StrangeError(Exception):
    """The file between the halves is not what we write; the text says in what way."""


@dataclass(frozen=True)
class Suggestion:
    """What a line (from 1) of a file may become with one click; `text` is all of the line."""

    path: str
    line: int
    text: str


@dataclass(frozen=True)
class Note:
    """A finding: where, what is wrong, what to do."""

    path: str
    line: int
    message: str
    hint: str


@dataclass(frozen=True)
class Reply:
    """What is to be said: facts as (what, words), findings, and what can be accepted with one click."""

    facts: Sequence[tuple[str, Mapping[str, str]]]
    findings: Sequence[Note]
    suggestions: Sequence[Suggestion]
    more: int = 0  # findings that are counted, not told


def made(
    facts: Iterable[tuple[str, Mapping[str, str]]], findings: Sequence[Note], suggestions: Iterable[Suggestion]
) -> Reply:
    """A reply within the bounds that `read` holds it to."""
    kept = [(what, {key: text[:MOST_LETTERS] for key, text in words.items()}) for what, words in facts]
    notes = [Note(one.path, one.line, one.message[:MOST_LETTERS], one.hint[:MOST_LETTERS]) for one in findings]
    short = [one for one in suggestions if len(one.text) <= MOST_LETTERS and _PATH.fullmatch(one.path)]
    most = MOST_FACTS
    while True:  # whoever changes this much is not read to the end anyway
        told = min(most, MOST_FINDINGS)
        reply = Reply(kept[:most], notes[:told], short[:told], len(notes[told:]))
        if len(written(reply)) <= MOST_BYTES:
            return reply
        most //= 2


def written(reply: Reply) -> bytes:
    """The file between the halves."""
    record = {
        "version": VERSION,
        "facts": [{"what": what, "words": dict(words)} for what, words in reply.facts],
        "findings": [asdict(one) for one in reply.findings],
        "suggestions": [asdict(one) for one in reply.suggestions],
        "more": reply.more,
    }
    return json.dumps(record, indent=1).encode()


def read(raw: bytes) -> Reply:
    """The reply in a file that anybody may have written. Raises StrangeError for whatever `written` would not write."""
    record = _parsed(raw)
    _keys(record, {"version": int, "facts": list, "findings": list, "suggestions": list, "more": int})
    if record["version"] != VERSION or not 0 <= record["more"] <= 10**6:
        raise StrangeError("een andere versie")
    for name, most in (("facts", MOST_FACTS), ("findings", MOST_FINDINGS), ("suggestions", MOST_FINDINGS)):
        if len(record[name]) > most:
            raise StrangeError(f"te veel {name}")
    return Reply(
        [_fact(one) for one in record["facts"]],
        [Note(**_placed(one, {"message": str, "hint": str})) for one in record["findings"]],
        [_suggestion(one) for one in record["suggestions"]],
        record["more"],
    )


def _parsed(raw: bytes) -> Any:
    if len(raw) > MOST_BYTES:
        raise StrangeError("te groot")
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        raise StrangeError("geen JSON") from None


def _keys(record: Any, types: Mapping[str, type]) -> None:
    if not isinstance(record, dict) or record.keys() != types.keys():
        raise StrangeError("andere sleutels")
    for key, wanted in types.items():
        if type(record[key]) is not wanted or (wanted is str and len(record[key]) > MOST_LETTERS):
            raise StrangeError(f"een ander soort '{key}'")


def _fact(record: Any) -> tuple[str, dict[str, str]]:
    _keys(record, {"what": str, "words": dict})
    what, words = record["what"], record["words"]
    if what not in SENTENCES:
        raise StrangeError("een zin die wij niet kennen")
    _keys(words, dict.fromkeys(slots(what), str))
    for slot, text in words.items():
        if (slot in _BARE and not _BARE[slot].fullmatch(text)) or (slot == "staat" and text not in STATES):
            raise StrangeError(f"een vreemd woord bij '{slot}'")
    return what, words


def slots(what: str) -> set[str]:
    """The words that a sentence asks for."""
    return {name for _, name, _, _ in Formatter().parse(SENTENCES[what][1]) if name}


def _placed(record: Any, more: Mapping[str, type]) -> dict[str, Any]:
    _keys(record, {"path": str, "line": int, **more})
    if not 1 <= record["line"] <= 10**6:
        raise StrangeError("een regel die er niet is")
    return dict(record)


def _suggestion(record: Any) -> Suggestion:
    found = Suggestion(**_placed(record, {"text": str}))
    if not _PATH.fullmatch(found.path) or not found.text.isprintable():
        raise StrangeError("een voorstel buiten de teksten")
    return found


def markdown(reply: Reply, preview: str = "", site: str = "") -> str:
    """The comment. `preview`: where the built site is to be had; `site`: where messages are explained. Both ours."""
    parts = ["## Wat dit voorstel doet", "", *_told(reply)]
    for section, (heading, otherwise) in SECTIONS.items():
        told = [_sentence(what, words) for what, words in reply.facts if SENTENCES[what][0] == section]
        if told or otherwise:
            below = section == "lezers" and any(SENTENCES[what][0] in _SEEN for what, _ in reply.facts)
            nothing = "Alleen wat hieronder staat." if below else otherwise
            parts += ["", f"### {heading}", "", *(_bounded(told) if told else [nothing])]
    if reply.findings:
        parts += [
            "",
            "### Wat er nog moet gebeuren",
            "",
            *_bounded([_finding(one, site) for one in reply.findings], reply.more),
        ]
    if preview:
        parts += ["", "### Voorproef", "", f"De site zoals die wordt, als zip bij [deze controle]({preview})."]
        parts += ["Pak de zip uit en open `index.html`. Niet doen als er iets buiten de teksten veranderde."]
    return _within(parts)


def _told(reply: Reply) -> list[str]:
    """The first lines: whether it can be taken over."""
    number = len(reply.findings) + reply.more
    if not number:
        return ["De controle vindt geen fouten. Een tweede lezer kan dit overnemen als de inhoud klopt."]
    found = "één fout" if number == 1 else f"{number} fouten"
    lines = [f"De controle vindt {found}. Onderaan staat wat er nog moet gebeuren."]
    if reply.suggestions:
        ready = "één daarvan" if len(reply.suggestions) == 1 else f"{len(reply.suggestions)} daarvan"
        lines[0] += f" Voor {ready} staat de verbetering klaar bij de regel zelf: kies daar *Commit suggestion*."
    return lines


def _bounded(lines: list[str], more: int = 0) -> list[str]:
    rest = max(0, len(lines) - MOST_SHOWN) + more
    return [f"- {one}" for one in lines[:MOST_SHOWN]] + ([f"- en nog {rest}"] if rest else [])


def _sentence(what: str, words: Mapping[str, str]) -> str:
    return SENTENCES[what][1].format(**{slot: _word(slot, text) for slot, text in words.items()})


def _word(slot: str, text: str) -> str:
    if slot in _BARE:
        return text
    if slot == "staat":
        return STATES[text]
    if slot.startswith("adres"):
        return _link(text)
    return inert.markdown(text)


def _link(url: str) -> str:
    """A link, but not to GitHub: there it would leave a trace at somebody else's issue."""
    ours = re.match(r"https?://([\w.-]*\.)?(github|githubusercontent)\.\w+([/:?#]|$)", url, re.IGNORECASE)
    return inert.markdown(url) if ours else inert.markdown_link(url)


def _finding(note: Note, site: str) -> str:
    where = f"{inert.markdown(note.path)} regel {note.line}"
    explained = messages.address_of(note.message, site) if site else ""
    more = f" ([uitleg]({explained}))" if explained else ""
    return f"{where}: {inert.markdown(note.message)}. {_todo(note.hint)}{more}"


def _within(lines: Sequence[str]) -> str:
    kept: list[str] = []
    size = 0
    for line in lines:
        size += len(line.encode()) + 1
        if size > MOST_COMMENT:
            return "\n".join([*kept, "", "Er is meer; het hele verslag staat bij de controle zelf."]) + "\n"
        kept.append(line)
    return "\n".join(kept) + "\n"


def suggested(one: Suggestion) -> str:
    """The body of a comment at a line, with what that line may become."""
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", one.text)), default=0))
    return f"De controle weet wat hier hoort te staan:\n\n{fence}suggestion\n{one.text}\n{fence}\n"


@dataclass(frozen=True)
class Offer:
    """What became of a filled form: a new file (`name` is its id), or notes for who filled it in and no file."""

    name: str
    text: str
    notes: Sequence[Note]


_NAME = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
MOST_FILE = 64 * 1024  # as the check takes it


def offered(offer: Offer) -> bytes:
    """The file between the halves, for a filled form."""
    notes = [Note(one.path, one.line, one.message[:MOST_LETTERS], one.hint[:MOST_LETTERS]) for one in offer.notes]
    record = {
        "version": VERSION,
        "name": offer.name,
        "lines": offer.text.split("\n") if offer.text else [],
        "notes": [asdict(one) for one in notes[:MOST_FINDINGS]],
    }
    return json.dumps(record, indent=1).encode()


def read_offer(raw: bytes) -> Offer:
    """The offer in a file that anybody may have written. Raises StrangeError for what `offered` would not write."""
    record = _parsed(raw)
    _keys(record, {"version": int, "name": str, "lines": list, "notes": list})
    if record["version"] != VERSION or len(record["notes"]) > MOST_FINDINGS:
        raise StrangeError("een andere versie")
    if not all(isinstance(line, str) and line.isprintable() for line in record["lines"]):
        raise StrangeError("een regel met vreemde tekens")
    text = "\n".join(record["lines"])
    notes = [Note(**_placed(one, {"message": str, "hint": str})) for one in record["notes"]]
    is_file = bool(_NAME.fullmatch(record["name"])) and len(record["name"]) <= 80 and bool(text)
    if len(text.encode()) > MOST_FILE or is_file == bool(notes) or (notes and (record["name"] or text)):
        raise StrangeError("geen bestand en geen vragen, of allebei")
    return Offer(record["name"], text, notes)


def asking(offer: Offer) -> str:
    """The comment for who filled in a form that is not complete."""
    told = [f"- {inert.markdown(one.path)}: {inert.markdown(one.message)}. {_todo(one.hint)}" for one in offer.notes]
    return _within(
        [
            "Dank u wel voor het voorstel. Er is nog iets nodig voordat het op de site kan:",
            "",
            *told[:MOST_SHOWN],
            "",
            "Verander het bericht hierboven (de drie puntjes, *Edit*). Daarna wordt het vanzelf opnieuw bekeken.",
            "De kopjes met ### ervoor moeten blijven staan.",
        ]
    )


def _todo(hint: str) -> str:
    return f"Wat te doen: {inert.markdown(hint)}"
