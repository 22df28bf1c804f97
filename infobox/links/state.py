"""What is known of each address over time, and what may be said of it. One sorted JSON file, meant to be reviewed."""

import json
import os
import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, ConfigDict, TypeAdapter, ValidationError

from infobox.disk import UnfitFileError, read_bounded, write_whole
from infobox.inert import plain
from infobox.links.classify import Klasse, classify
from infobox.links.drift import differs, same_kind
from infobox.links.evidence import Evidence

Oordeel = Literal["werkt", "verhuisd", "hapert", "stuk", "onbekend", "met-de-hand", "thuis", "ongeldig"]

STATE = Path("links/staat.json")  # from the root of the project

UNKNOWN: tuple[Klasse, ...] = ("afgeschermd", "zachte-404")
FAILED: tuple[Klasse, ...] = ("weg", "storing", "dns", "certificaat")
GONE_RUNS, GONE_SPAN = 2, timedelta(hours=24)
FAILED_RUNS, FAILED_SPAN = 3, timedelta(days=7)
MOST_BYTES = 32 * 1024 * 1024  # ten times what 5,000 addresses take
HOME_HOLDS = timedelta(days=180)
MOST_TRIES = 6  # failed tries kept: the first, and the last five
FRESH = timedelta(days=7)  # what worked is tried again after a week and at most three days
FRESH_UNKNOWN = timedelta(days=14)
SPREAD_HOURS = 72
CLOCKS = timedelta(hours=1)  # how much two clocks may differ
_FORM = "%Y-%m-%dT%H:%MZ"


def _written(text: str) -> str:
    """The same, when it is a moment as the state writes it. Raises ValueError."""
    if moment(parse_moment(text)) != text:
        raise ValueError("not as the state writes it")
    return text


def _copy(text: str) -> str:
    """The same, when it is the address of one copy in the archive: it becomes a link. Raises ValueError."""
    if not COPY.fullmatch(text):
        raise ValueError("not the address of a copy")
    return text


Moment = Annotated[str, AfterValidator(_written)]
DayOrNever = Annotated[str, AfterValidator(lambda text: text and date.fromisoformat(text).isoformat())]
MomentOrNever = Annotated[str, AfterValidator(lambda text: text and _written(text))]

COPY = re.compile(r"https://web\.archive\.org/web/[0-9]{14}/[^\s\"'<>]{1,3000}")
CopyOrNone = Annotated[str, AfterValidator(lambda text: text and _copy(text))]


@dataclass(frozen=True)
class LinkState:
    """One address. Moments are UTC, written as 2026-11-21T03:00Z; '' is never."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    klasse: Klasse
    oordeel: Oordeel
    eerst_gezien: Moment
    laatst_geprobeerd: Moment
    reden: str = ""  # why, in words
    laatst_goed: MomentOrNever = ""
    reeks: int = 0  # failed tries since it last worked
    mislukt: tuple[tuple[Moment, Klasse], ...] = ()  # those tries: when, and what came
    eindadres: str = ""  # where a visitor ends, when that is elsewhere
    voorstel: str = ""  # the address to write instead
    gecontroleerd_op: DayOrNever = ""  # a person looked, says the data
    titel: str = ""
    soort: str = ""  # media type
    grootte: int = -1  # bytes
    afwijking: str = ""  # what changed in a page that still answers
    afwijking_op: MomentOrNever = ""
    inhoud: str = ""  # a fingerprint of what it says, see drift.py
    thuis_op: MomentOrNever = ""  # last seen working from a place that is not shut out
    kopie: CopyOrNone = ""  # the copy in the Wayback Machine nearest to the day it was last seen
    kopie_van: DayOrNever = ""  # the day of that copy
    kopie_gezocht_op: MomentOrNever = ""  # when the archive was asked

    @property
    def seen_on(self) -> str:
        """The last day (jjjj-mm-dd) that anybody saw it work, a program or a person; '' for never."""
        return max(self.laatst_goed[:10], self.gecontroleerd_op)


class StateError(Exception):
    """The file of states cannot be used; the text says why, in Dutch."""


def moment(when: datetime) -> str:
    """A moment as the state writes it. Raises ValueError for a moment without a time zone."""
    if when.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return when.astimezone(UTC).strftime(_FORM)


def parse_moment(text: str) -> datetime:
    """The moment that `moment` wrote."""
    return datetime.strptime(text, _FORM).replace(tzinfo=UTC)


def update(
    before: LinkState | None, evidence: Evidence, now: datetime, looked: str, *, at_home: bool = False
) -> LinkState:
    """The state after one more run. `looked` is the day a person looked (jjjj-mm-dd) or ''. `at_home`: the run was made
    from a place that sites let in.

    The same evidence of the same moment counts once. What `before` says of days to come was said by a wrong clock.
    """
    before = _until(before, now) if before else None
    outcome = classify(evidence)
    last, works = evidence.last, outcome.klasse in ("goed", "verhuisd")
    reached = last.address if works and last.address != evidence.address else ""
    failures = () if works else before.mislukt if before else ()
    count = 0 if works else before.reeks if before else 0
    if outcome.klasse in FAILED and moment(now) not in {when for when, _ in failures}:
        failures = _shorten((*failures, (moment(now), outcome.klasse)))
        count += 1
    new = LinkState(
        klasse=outcome.klasse,
        oordeel="onbekend",
        reden=plain(outcome.reden),
        eerst_gezien=before.eerst_gezien if before else moment(now),
        laatst_geprobeerd=moment(now),
        laatst_goed=moment(now) if works else before.laatst_goed if before else "",
        reeks=count,
        mislukt=failures,
        eindadres=reached,
        voorstel=outcome.voorstel,
        gecontroleerd_op=looked,
        titel=plain(last.title) if works else before.titel if before else "",
        soort=plain(last.content_type, 100) if works else before.soort if before else "",
        grootte=last.size if works else before.grootte if before else -1,
        inhoud=last.print if works else "",
        thuis_op=moment(now) if works and at_home else before.thuis_op if before else "",
        kopie=before.kopie if before else "",
        kopie_van=before.kopie_van if before else "",
        kopie_gezocht_op=before.kopie_gezocht_op if before else "",
    )
    return replace(_with_drift(before, new, works), oordeel=judge(new))


def _until(state: LinkState, now: datetime) -> LinkState:
    """The same, without what lies after `now`."""
    limit = moment(now)
    failures = tuple((when, klasse) for when, klasse in state.mislukt if when <= limit)
    return replace(
        state,
        eerst_gezien=min(state.eerst_gezien, limit),
        laatst_goed=state.laatst_goed if state.laatst_goed <= limit else "",
        thuis_op=state.thuis_op if state.thuis_op <= limit else "",
        kopie_gezocht_op=state.kopie_gezocht_op if state.kopie_gezocht_op <= limit else "",
        mislukt=failures,
        reeks=max(0, state.reeks - (len(state.mislukt) - len(failures))),
    )


def judge(state: LinkState) -> Oordeel:
    """What may be said of an address: broken only after tries on different days, and a person outranks "unknown"."""
    if state.klasse == "ongeldig":
        return "ongeldig"
    if state.klasse in ("goed", "verhuisd"):
        return "werkt" if state.klasse == "goed" else "verhuisd"
    if state.klasse in UNKNOWN:
        last_failure = state.mislukt[-1][0][:10] if state.mislukt else ""
        if state.gecontroleerd_op and state.gecontroleerd_op >= last_failure:
            return "met-de-hand"
        if state.klasse == "afgeschermd" and _seen_from_home(state) and state.thuis_op[:10] >= last_failure:
            return "thuis"
        return "stuk" if _broken(state.mislukt) else "onbekend"
    return "stuk" if _broken(state.mislukt) else "hapert"


def _seen_from_home(state: LinkState) -> bool:
    """Whether it was seen working from a place that sites let in, not too long ago."""
    return bool(state.thuis_op) and parse_moment(state.laatst_geprobeerd) - parse_moment(state.thuis_op) <= HOME_HOLDS


def _broken(failures: Iterable[tuple[str, Klasse]]) -> bool:
    tries = [(parse_moment(when), klasse) for when, klasse in failures]
    gone = [when for when, klasse in tries if klasse == "weg"]
    if len(gone) >= GONE_RUNS and gone[-1] - gone[0] >= GONE_SPAN:
        return True
    return len(tries) >= FAILED_RUNS and tries[-1][0] - tries[0][0] >= FAILED_SPAN


def _shorten(failures: tuple[tuple[str, Klasse], ...]) -> tuple[tuple[str, Klasse], ...]:
    return failures if len(failures) <= MOST_TRIES else (failures[0], *failures[-MOST_TRIES + 1 :])


def _with_drift(before: LinkState | None, new: LinkState, works: bool) -> LinkState:
    """Keep, find or forget that a page changed under its address; a person who looked since then settles it."""
    if before is None:
        return new
    what = before.afwijking
    when = before.afwijking_op
    difference = differs(before.inhoud, new.inhoud) if works else ""
    if works and before.soort and new.soort and before.soort != new.soort:
        what, when = f"soort was '{plain(before.soort, 100)}', is nu '{new.soort}'", new.laatst_geprobeerd
    elif works and before.titel and _letters(before.titel) != _letters(new.titel):
        what, when = f"titel was '{plain(before.titel)}', is nu '{new.titel}'", new.laatst_geprobeerd
    elif difference:
        what, when = difference, new.laatst_geprobeerd
    if before.inhoud and (not new.inhoud or (same_kind(before.inhoud, new.inhoud) and not difference)):
        new = replace(new, inhoud=before.inhoud)  # what is held against it stays, or many small steps would go unseen
    settled = bool(when) and new.gecontroleerd_op >= when[:10]
    return new if settled else replace(new, afwijking=what, afwijking_op=when)


def _letters(title: str) -> str:
    return "".join(letter for letter in title.casefold() if letter.isalpha())


def is_due(url: str, state: LinkState | None, now: datetime) -> bool:
    """Whether an address is to be visited again: new and failing ones always, others spread over days by their name.

    A visit that is still to come has not been.
    """
    if state is None or state.klasse in (*FAILED, "ongeldig"):
        return True
    rest = FRESH_UNKNOWN if state.klasse in UNKNOWN else FRESH
    spread = timedelta(hours=zlib.crc32(url.encode()) % SPREAD_HOURS)
    rested = now - parse_moment(state.laatst_geprobeerd)
    return rested >= rest + spread or rested < -CLOCKS


def read_state(path: Path) -> dict[str, LinkState]:
    """The state by address; empty when there is no file yet. Raises StateError for a file that is not ours."""
    states, wrong = salvage(path)
    if wrong:
        raise StateError(f"{path} is geen staat van links: {wrong}")
    return states


def salvage(path: Path) -> tuple[dict[str, LinkState], str]:
    """The addresses in a state that are whole, and what is the matter with the file, or ''."""
    if not os.path.lexists(path):
        return {}, ""
    try:
        raw = read_bounded(path, MOST_BYTES)
    except UnfitFileError as error:
        return {}, f"{error.message}; {error.hint}"
    try:
        entries = json.loads(raw)["adressen"].items()
    except (KeyError, TypeError, AttributeError):
        return {}, "'adressen' ontbreekt"
    except json.JSONDecodeError as error:
        return {}, f"het is geen JSON (regel {error.lineno}, teken {error.colno})"
    except (ValueError, RecursionError):  # no UTF-8, a number of thousands of digits, a thousand brackets
        return {}, "het is geen JSON"
    states: dict[str, LinkState] = {}
    wrong = ""
    for url, value in entries:
        try:
            url.encode()
            states[url] = _state(value)
        except UnicodeEncodeError:
            wrong = wrong or "een adres erin is geen tekst"
        except ValidationError as error:
            where = " > ".join(map(str, ("adressen", url, *error.errors()[0]["loc"])))
            wrong = wrong or f"{plain(where)} klopt niet"
    return states, wrong


def _state(value: object) -> LinkState:
    """One address as it was written. Raises ValidationError."""
    return _STATE.validate_json(json.dumps(value), strict=True)


_STATE = TypeAdapter(LinkState)


def write_state(path: Path, states: Mapping[str, LinkState]) -> None:
    """Write the state, whole or not at all: sorted, one key a line, what is empty left out."""
    shown = {url: _shown(states[url]) for url in sorted(states)}
    write_whole(path, json.dumps({"adressen": shown}, ensure_ascii=False, indent=2) + "\n")


def _shown(state: LinkState) -> dict[str, Any]:
    return {key: value for key, value in asdict(state).items() if value not in ("", (), -1, 0)}
