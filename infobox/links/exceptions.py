"""Exceptions that people wrote down: which address, why, and until when. One that is no longer needed is a finding."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from infobox.entries.documents import Document, Place
from infobox.findings import Finding, did_you_mean
from infobox.links.classify import KLASSEN
from infobox.links.collect import Address
from infobox.links.state import LinkState

EXEMPTIONS = Path("links/uitzonderingen.yml")  # from the root of the project
KEYS = ("adres", "klasse", "reden", "tot")
FORM = "schrijf '- adres:', met daaronder 'klasse:', 'reden:' en 'tot:' (jjjj-mm-dd)"


@dataclass(frozen=True)
class Exemption:
    """One exception: as long as it holds, this class at this address is not reported."""

    adres: str
    klasse: str
    reden: str
    tot: date
    place: Place


def read_exemptions(document: Document) -> tuple[list[Exemption], list[Finding]]:
    """The exceptions in a file with the key `uitzonderingen`, and the faults in it."""
    exemptions: list[Exemption] = []
    faults = list(document.faults)
    items = document.value.get("uitzonderingen") or []
    if not isinstance(items, list):
        return [], [*faults, document.finding(Place(1, 1), "'uitzonderingen' is geen lijst", FORM)]
    for number, item in enumerate(items):
        place = document.place(("uitzonderingen", number))
        problem = _problem(item)
        if problem:
            faults.append(document.finding(place, *problem))
        else:
            exemptions.append(Exemption(item["adres"], item["klasse"], item["reden"], item["tot"], place))
    return exemptions, faults


def _problem(item: object) -> tuple[str, str] | None:
    if not isinstance(item, dict):
        return "dit is geen uitzondering", FORM
    for key in KEYS:
        if not item.get(key):
            return f"bij deze uitzondering ontbreekt '{key}'", FORM
    for key in item:
        if key not in KEYS:
            return f"de sleutel '{key}' bestaat hier niet", did_you_mean(str(key), KEYS, FORM)
    for key in ("adres", "klasse", "reden"):
        if not isinstance(item[key], str):
            return f"'{key}' is geen tekst", FORM
    if type(item["tot"]) is not date:  # a moment is a date to Python, and cannot be compared with one
        return "'tot' is geen dag", "schrijf jjjj-mm-dd, zonder aanhalingstekens"
    if item["klasse"] not in KLASSEN:
        return f"'{item['klasse']}' is geen klasse", did_you_mean(
            str(item["klasse"]), KLASSEN, f"kies uit: {', '.join(KLASSEN)}"
        )
    return None


def exempt(exemptions: Iterable[Exemption], url: str, klasse: str, today: date) -> bool:
    """Whether an exception that still holds covers this class at this address."""
    return any(e.adres == url and e.klasse == klasse and e.tot >= today for e in exemptions)


def superfluous(
    path: str,
    exemptions: Iterable[Exemption],
    addresses: Iterable[Address],
    states: Mapping[str, LinkState],
    today: date,
) -> Iterator[Finding]:
    """Exceptions that are over, point at nothing, or cover what is no longer so: the list can only shrink."""
    used = {address.url for address in addresses}
    for e in exemptions:
        state = states.get(e.adres)
        message = ""
        if e.adres not in used:
            message = f"de uitzondering voor {e.adres} is niet nodig: het adres wordt nergens gebruikt"
        elif e.tot < today:
            message = f"de uitzondering voor {e.adres} liep af op {e.tot.isoformat()}"
        elif state and state.klasse != e.klasse:
            message = (
                f"de uitzondering voor {e.adres} is niet nodig: de klasse is nu '{state.klasse}', niet '{e.klasse}'"
            )
        if message:
            yield Finding(
                path, e.place.line, e.place.column, message, "haal haar weg, of kijk opnieuw en geef een nieuwe dag"
            )
