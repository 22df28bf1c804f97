"""Copies in the Wayback Machine: of an address the one nearest to the day it was last seen, asked for politely.

One question at a time, with a long pause, so many in a run and no more; the first time the archive asks for rest, the
others wait for another run. What it answers is as hostile as any other answer until it is checked.
"""

import asyncio
import json
import re
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from urllib.parse import quote, urlencode

from infobox.links.address import host_of, normalise
from infobox.links.engine import Settings, engine
from infobox.links.evidence import Answer, Evidence
from infobox.links.names import Names
from infobox.links.state import COPY, LinkState, moment, parse_moment
from infobox.links.visit import Visitor

AVAILABLE = "https://archive.org/wayback/available"
MOST = 100  # questions in a run
AGAIN = timedelta(days=30)  # an archive grows slowly
NEAR = 30  # days; a copy that lies nearer to the day an address was seen is good enough

_COPY = re.compile(r"https?://web\.archive\.org(?::(?:80|443))?/web/([0-9]{14})/(\S+)")
_FIRST = ("stuk", "onbekend", "hapert")  # whose readers need a copy now


@dataclass(frozen=True)
class Copy:
    """One copy: where it is and the day it was made (jjjj-mm-dd); both '' when the archive has none."""

    address: str = ""
    day: str = ""


@dataclass(frozen=True)
class Told:
    """What came of asking: how many questions, how many copies, and in Dutch what stopped it, or ''."""

    asked: int = 0
    found: int = 0
    stopped: str = ""


def wanted(states: Mapping[str, LinkState], now: datetime) -> list[str]:
    """The addresses to ask for, those of which a reader needs a copy first; at most `MOST`."""
    found = [url for url, state in states.items() if state.oordeel != "ongeldig" and _is_wanted(state, now)]
    return sorted(found, key=lambda url: (_turn(states[url]), states[url].kopie_gezocht_op, url))[:MOST]


def _is_wanted(state: LinkState, now: datetime) -> bool:
    if not state.kopie_gezocht_op:
        return True
    asked = parse_moment(state.kopie_gezocht_op)
    near = state.kopie and abs((date.fromisoformat(state.kopie_van) - _seen(state)).days) <= NEAR
    return not near and not timedelta() <= now - asked < AGAIN


def _turn(state: LinkState) -> int:
    return _FIRST.index(state.oordeel) if state.oordeel in _FIRST else len(_FIRST)


def _seen(state: LinkState) -> date:
    """The day whose copy is wanted: the last on which anybody saw it work, else the first on which it was asked for."""
    return date.fromisoformat(state.seen_on or state.eerst_gezien[:10])


def question(url: str, day: date, archive: str = AVAILABLE) -> str:
    """The address that asks for the copy of `url` nearest to a day."""
    return f"{archive}?{urlencode({'url': url, 'timestamp': f'{day:%Y%m%d}'}, quote_via=quote)}"


def copy_in(text: str, url: str) -> Copy:
    """The copy of `url` that an answer tells of. Raises ValueError for what is no answer to this question."""
    try:
        told = json.loads(text)["archived_snapshots"]
        if not told:
            return Copy()
        nearest = told["closest"]
        where, whole = str(nearest["url"]), nearest["available"] is True and str(nearest["status"]) == "200"
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("this is no answer of the archive") from error
    match = _COPY.fullmatch(where)
    if not match:
        raise ValueError("this is no copy in the archive")
    if not whole or _bare(host_of(normalise(match[2]))) != _bare(host_of(url)):
        return Copy()  # of an error, or of somebody else's page
    day = datetime.strptime(match[1], "%Y%m%d%H%M%S").date()
    address = f"https://web.archive.org/web/{match[1]}/{match[2]}"
    if not COPY.fullmatch(address):
        raise ValueError("this is no address to link to")
    return Copy(address, day.isoformat())


def _bare(host: str) -> str:
    return host.removeprefix("www.")


def look(
    states: Mapping[str, LinkState], settings: Settings, now: datetime, archive: str = AVAILABLE
) -> tuple[dict[str, LinkState], Told]:
    """The states with the copies that the archive tells of, and what came of asking. Raises EngineError."""
    asked: dict[str, str] = {}
    for url in wanted(states, now):
        with suppress(ValueError):  # too long to ask for
            asked[normalise(question(url, _seen(states[url]), archive))] = url
    answers = asyncio.run(_answers(asked, replace(settings, interval=settings.archive_interval))) if asked else {}
    new, found, stopped = dict(states), 0, ""
    for address, evidence in answers.items():
        url = asked[address]
        try:
            copy = copy_in(_text(evidence.last), url)
        except ValueError:
            stopped = stopped or _why(evidence)
            continue
        found += bool(copy.address)
        new[url] = replace(states[url], kopie_gezocht_op=moment(now))
        if copy.address:
            new[url] = replace(new[url], kopie=copy.address, kopie_van=copy.day)
    number = sum(evidence.last.asked and bool(evidence.hops) for evidence in answers.values())
    return new, Told(number, found, stopped)


def _text(last: Answer) -> str:
    if last.status != 200:
        raise ValueError("this is no answer")
    return last.text


def _why(evidence: Evidence) -> str:
    if evidence.robots or evidence.refused:
        return f"het archief laat dit niet toe: {evidence.robots or evidence.refused}"
    if evidence.last.status == 429:
        return "het archief vroeg om rust; een volgende keer verder"
    return "het archief gaf geen antwoord dat te begrijpen is; een volgende keer verder"


async def _answers(addresses: Iterable[str], settings: Settings) -> dict[str, Evidence]:
    """The answer to each question, one after another; those for which there was no time are left out."""
    answers: dict[str, Evidence] = {}

    def heard(evidence: Evidence) -> None:
        if not evidence.put_off:
            answers[evidence.address] = evidence

    with engine(settings) as ready:
        until = time.monotonic() + settings.host_seconds
        visitor = Visitor(ready, Names(settings.timeout, settings.resolver), until)
        await visitor.visit_all(addresses, heard, whole=True)
    return answers
