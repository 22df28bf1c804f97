"""`infobox links collect | run | fix`: the only module here that reads the clock, the environment and files."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from infobox import inert
from infobox.disk import BusyError, alone, write_whole
from infobox.entries.docs import read_pages
from infobox.entries.documents import read
from infobox.entries.load import read_documents
from infobox.findings import DataError, Finding
from infobox.links import archive, changes, fix, report
from infobox.links.collect import Address, collect
from infobox.links.engine import EngineError, Settings
from infobox.links.evidence import Evidence
from infobox.links.exceptions import EXEMPTIONS, Exemption, read_exemptions, superfluous
from infobox.links.hold import set_aside, sweep_beside
from infobox.links.inside import check_site
from infobox.links.run import DiskError, Journal, NoNetworkError, hosts_of, run
from infobox.links.state import (
    STATE,
    LinkState,
    StateError,
    is_due,
    moment,
    parse_moment,
    read_state,
    salvage,
    update,
    write_state,
)


class OptionError(Exception):
    """What was asked for cannot be done; the text says why, in Dutch."""


REPORT = Path("links/verslag.md")
SHUT_OUT = ("afgeschermd", "storing")  # what a robot is told, or made to wait for, where a reader may be let in
SLOWER = 5  # times; an archive that everybody asks gets more rest than a site
AGENT = "Infobox-controle/1.0"
REFUSED = "link"  # some sites shut out every robot whose name holds this


def register(commands: Any) -> None:
    """Add `links` and `inside` to the command line."""
    inside = commands.add_parser("inside", help="loop alle links binnen de gebouwde site na")
    inside.add_argument("--site", type=Path, default=Path("site"), metavar="MAP", help="de gebouwde site (site)")
    inside.set_defaults(command=_calmly(_inside), format="text")
    links = commands.add_parser("links", help="externe adressen: verzamelen, controleren, verbeteren")
    inner = links.add_subparsers(required=True, metavar="opdracht")
    for name, command, text in (
        ("collect", _collect, "toon alle externe adressen, met elke plek, als JSON"),
        ("first", _first, "de eerste keer: bezoek wat nog nooit bezocht is, zoek kopieën, en schrijf een verslag"),
        ("run", _run, "bezoek de adressen en werk de staat bij"),
        ("fix", _fix, "schrijf de nieuwe adressen van verhuisde pagina's in de gegevens"),
    ):
        parser = inner.add_parser(name, help=text)
        parser.add_argument("--data", type=Path, default=Path("data"), metavar="MAP", help="map met gegevens (data)")
        parser.add_argument("--docs", type=Path, default=Path("docs"), metavar="MAP", help="map met pagina's (docs)")
        parser.set_defaults(command=_calmly(command), format="text")
        if name != "collect":
            parser.add_argument("--state", type=Path, default=STATE, metavar="BESTAND", help=f"de staat ({STATE})")
        if name == "run":
            _choices(parser)
        if name == "first":
            parser.set_defaults(only=None, changed_since=None, seen=None, due=False, thuis=False)
        if name in ("first", "run"):
            _run_options(parser)


def _choices(parser: argparse.ArgumentParser) -> None:
    """Which addresses a run visits; without any of these, all."""
    add = parser.add_argument
    add("--only", metavar="BESTAND", help="alleen de adressen in dit bestand")
    add(
        "--changed-since",
        metavar="REVISIE",
        help="alleen wat sinds deze revisie van git is veranderd; de staat blijft zo",
    )
    add("--seen", type=Path, metavar="BESTAND", help="schrijf de staat van wat bezocht is hierheen")
    add("--due", action="store_true", help="alleen wat aan de beurt is")
    add("--thuis", action="store_true", help="van thuis uit: alleen wat de robot op GitHub niet kon zien")


def _run_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add(
        "--archief",
        nargs="?",
        const=archive.AVAILABLE,
        default="",
        metavar="ADRES",
        help="vraag de Wayback Machine naar kopieën",
    )
    add("--report", type=Path, metavar="BESTAND", help="schrijf een verslag (Markdown); leeg als er niets te doen is")
    add("--exceptions", type=Path, default=EXEMPTIONS, metavar="BESTAND", help=f"de uitzonderingen ({EXEMPTIONS})")
    add(
        "--ca-file",
        type=Path,
        metavar="BESTAND",
        help="certificaten om te vertrouwen, in plaats van die van het systeem",
    )
    add("--pauses", type=_pauses, default=Settings.pauses, metavar="0,120,900", help="seconden rust voor elke ronde")
    add("--timeout", type=int, default=Settings.timeout, metavar="S", help="seconden wachten op een site (20)")
    add("--interval", type=float, default=Settings.interval, metavar="S", help="seconden rust per site (1)")
    add("--contact", default=_contact(), metavar="ADRES", help="waar een sitebeheerder ons vindt (INFOBOX_SITE_URL)")
    add("--edit", default="", metavar="ADRES", help="begin van de bewerk-adressen in het verslag")
    add("--extra-domain", default="", metavar="NAAM", help="topdomein dat niet openbaar is en toch mag (proeven)")
    add("--format", choices=("text", "github"), default="text", help="hoe fouten worden getoond (text)")


def _contact() -> str:
    """Where we are to be found: what is set, else the repository, by its number when its name would be refused."""
    told = os.environ
    named = numbered = ""
    if told.get("GITHUB_SERVER_URL") and told.get("GITHUB_REPOSITORY"):
        named = f"{told['GITHUB_SERVER_URL']}/{told['GITHUB_REPOSITORY']}"
    if told.get("GITHUB_API_URL") and told.get("GITHUB_REPOSITORY_ID"):
        numbered = f"{told['GITHUB_API_URL']}/repositories/{told['GITHUB_REPOSITORY_ID']}"
    return told.get("INFOBOX_SITE_URL", "") or (numbered if REFUSED in named.lower() and numbered else named)


def _pauses(text: str) -> tuple[float, ...]:
    return tuple(float(part) for part in text.split(","))


def _calmly(command: Callable[[argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    """What is not a fault in the data is said in one line, with exit 2."""

    def calm(options: argparse.Namespace) -> int:
        try:
            return command(options)
        except NoNetworkError:
            said = "geen netwerk; alle oordelen blijven zoals ze waren"
        except EngineError as error:
            said = f"LinkChecker werkt niet: {error}"
        except changes.RevisionError as error:
            said = f"git: {error}"
        except BusyError as error:
            who = f" (proces {error})" if str(error) else ""
            said = f"er loopt al een controle van deze links{who}; wacht tot die klaar is"
        except DiskError as error:
            said = f"{error}; wat gezien is blijft bewaard, de volgende keer gaat het hier verder"
        except (StateError, OptionError) as error:
            said = str(error)
        except KeyboardInterrupt:
            said = "onderbroken; de volgende keer gaat het hier verder"
        _complain(said)
        return 2

    return calm


def _say(text: str) -> None:
    print(inert.line(text))


def _complain(text: str) -> None:
    print(inert.line(f"infobox: {text}"), file=sys.stderr)


@contextmanager
def _on_disk(path: Path) -> Iterator[None]:
    """What the disk refuses is said of this file. Raises DiskError."""
    try:
        yield
    except OSError as error:
        raise DiskError(path, error) from error


def _inside(options: argparse.Namespace) -> int:
    if not options.site.is_dir():
        raise OptionError(f"er is geen map '{options.site}'; bouw eerst de site: infobox build")
    if found := check_site(options.site):
        raise DataError(found)
    _say(f"Alle links binnen {options.site}/ komen ergens uit.")
    return 0


def _collect(options: argparse.Namespace) -> int:
    addresses = [address.to_json() for address in _addresses(options)]
    # In ASCII, and without the old form of a command to GitHub: whatever an address is, the log shows it as text.
    print(json.dumps({"adressen": addresses}, indent=2).replace("##[", "##\\u005b"))
    return 0


def _addresses(options: argparse.Namespace) -> list[Address]:
    """Every external address, also those in files with faults: they are on the site, or were until now."""
    documents = read_documents(options.data)
    return collect(
        (document for files in documents.values() for document in files.values()), read_pages(options.docs).values()
    )


def _run(options: argparse.Namespace) -> int:
    return check(options, datetime.now(UTC))


def _first(options: argparse.Namespace) -> int:
    """The first run over the live web: what was never visited, the copies, and one report of all that is known."""
    options.archief = options.archief or archive.AVAILABLE
    options.report = options.report or REPORT
    return check(options, datetime.now(UTC), first=True)


def check(options: argparse.Namespace, now: datetime, *, first: bool = False) -> int:
    """Visit what is asked for, as if it were `now`; write state and report. Raises what `_calmly` explains."""
    if not options.contact:
        raise OptionError("een controle noemt een adres waar wij te vinden zijn: zet INFOBOX_SITE_URL of --contact")
    if REFUSED in options.contact.lower():
        raise OptionError(
            "een contactadres met 'link' erin wordt door sommige sites geweerd: geef een ander met --contact"
        )
    if options.changed_since:  # nothing is kept, so others may do the same beside it
        return _check(options, now, first)
    slot = options.state.with_suffix(".slot")
    with ExitStack() as held:
        with _on_disk(slot):
            slot.parent.mkdir(parents=True, exist_ok=True)
            held.enter_context(alone(slot))
            sweep_beside(options.state)
        return _check(options, now, first)


def _check(options: argparse.Namespace, now: datetime, first: bool) -> int:
    everything = _addresses(options)
    kept = not options.changed_since
    with _on_disk(options.state):
        states, wrong = salvage(options.state)
        if wrong:
            name = f"; het bestand heet nu {set_aside(options.state, moment(now)).name}" if kept else ""
            _complain(f"{options.state} is kapot: {wrong}{name}; de controle gaat verder met wat er heel van was")
    exemptions, faults = _exemptions(options.exceptions)
    if faults:
        raise DataError(faults)
    wanted = _wanted(options, everything, {} if first else states, now)
    wanted = [address for address in wanted if not (first and address.url in states)]
    journal = Journal.open(options.state.with_suffix(".lopend.jsonl") if kept else None, now)
    if journal.note:
        _complain(journal.note)
    hosts = hosts_of((address.url for address in everything), options.extra_domain)
    with _on_disk(Path(gettempdir())), _progress() as told:
        seen = run([address.url for address in wanted], _settings(options), journal, hosts, told)
    new = {a.url: _updated(states, a, seen[a.url], journal, at_home=options.thuis) for a in wanted if a.url in seen}
    states = {a.url: _looked(state, a) for a in everything if (state := {**states, **new}.get(a.url))}
    if kept:
        with _on_disk(options.state):
            write_state(options.state, states)
            journal.close()
        if options.archief:
            states = _with_copies(options, states, now)
    return _told(options, now, Seen(everything, wanted, seen, states, exemptions), whole=first)


def _with_copies(options: argparse.Namespace, states: dict[str, LinkState], now: datetime) -> dict[str, LinkState]:
    """The states with copies that the archive tells of; they are written once more. What was seen is safe already."""
    states, told = archive.look(states, _settings(options), now, options.archief)
    with _on_disk(options.state):
        write_state(options.state, states)
    _say(f"{told.asked} adressen gevraagd aan het archief: {told.found} kopieën gevonden.")
    if told.stopped:
        _complain(told.stopped)
    return states


@dataclass(frozen=True)
class Seen:
    """What a run comes home with."""

    everything: list[Address]
    wanted: list[Address]
    evidence: dict[str, Evidence]
    states: dict[str, LinkState]
    exemptions: list[Exemption]


def _told(options: argparse.Namespace, now: datetime, seen: Seen, *, whole: bool) -> int:
    """Write the report and say what came of it. `whole`: of all that is known, not only what asks for somebody."""
    visited = [address for address in seen.wanted if address.url in seen.evidence]
    notes = list(superfluous(options.exceptions.as_posix(), seen.exemptions, seen.everything, seen.states, now.date()))
    shown = seen.wanted if options.changed_since else seen.everything
    items = report.todo(shown, seen.states, seen.exemptions, now)
    if options.report:
        with _on_disk(options.report):
            sweep_beside(options.report)
            text = report.markdown(items, notes, seen.states, options.edit)
            if whole:
                text = report.account(shown, seen.states, items, notes, options.edit)
            write_whole(options.report, text)
        if whole:
            _say(f"Het verslag staat in {options.report}.")
    if options.seen:
        with _on_disk(options.seen):
            write_state(options.seen, {address.url: seen.states[address.url] for address in visited})
    for address in visited:
        if stumble := seen.evidence[address.url].stumble:
            _complain(f"bij {address.url} liep de controle zelf vast ({stumble}); dat zegt niets over dit adres")
    if missed := len(seen.wanted) - len(visited):
        _complain(f"{missed} adressen niet bezocht: de tijd was op; de volgende keer eerst")
    if options.changed_since and (blocking := list(report.blocking(visited, seen.states, seen.exemptions, now))):
        raise DataError(blocking)
    counts = report.totals({address.url: seen.states[address.url] for address in visited})
    summary = ", ".join(f"{number} {name}" for name, number in counts.items())
    _say(f"{len(visited)} van {len(seen.everything)} adressen bezocht" + (f": {summary}." if summary else "."))
    return 0


def _settings(options: argparse.Namespace) -> Settings:
    return Settings(
        user_agent=f"{AGENT} (+{options.contact})",
        ca_file=options.ca_file,
        timeout=options.timeout,
        interval=options.interval,
        archive_interval=SLOWER * options.interval,
        pauses=options.pauses,
        extra_domain=options.extra_domain,
    )


def _updated(
    states: dict[str, LinkState], address: Address, evidence: Evidence, journal: Journal, *, at_home: bool
) -> LinkState:
    """The state after what was seen, when it was seen: a run that was interrupted counts once."""
    when = parse_moment(journal.when[address.url])
    return update(states.get(address.url), evidence, when, address.gecontroleerd_op, at_home=at_home)


def _looked(state: LinkState, address: Address) -> LinkState:
    return replace(state, gecontroleerd_op=address.gecontroleerd_op)


def _exemptions(path: Path) -> tuple[list[Exemption], list[Finding]]:
    return read_exemptions(read(path, path.as_posix())) if path.exists() else ([], [])


def _wanted(
    options: argparse.Namespace, everything: list[Address], states: dict[str, LinkState], now: datetime
) -> list[Address]:
    wanted = everything
    if options.only:
        wanted = changes.only(wanted, lambda use: use.path == options.only)
        if not wanted:
            raise OptionError(f"in '{options.only}' staat geen extern adres")
    if options.changed_since:
        lines = changes.added_lines(Path.cwd(), options.changed_since, str(options.data), str(options.docs))
        wanted = changes.only(wanted, lambda use: use.line in lines.get(use.path, ()))
    if options.thuis:
        wanted = [address for address in wanted if (state := states.get(address.url)) and state.klasse in SHUT_OUT]
    if options.due:
        wanted = [address for address in wanted if is_due(address.url, states.get(address.url), now)]
    return sorted(wanted, key=lambda address: _last_try(states.get(address.url)))


def _last_try(state: LinkState | None) -> str:
    """When an address had its turn: who waited longest comes first, so that no run leaves out the same ones again."""
    return state.laatst_geprobeerd if state else ""


@contextmanager
def _progress() -> Iterator[Callable[[int, int, int], None]]:
    """A bar on a terminal, nothing elsewhere."""
    console = Console(stderr=True)
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task("ronde 1", total=None)
        yield lambda number, done, total: bar.update(
            task, description=f"ronde {number + 1}", completed=done, total=total
        )


def _fix(options: argparse.Namespace) -> int:
    with _on_disk(options.data.parent):
        states = read_state(options.state)
        made = fix.fix(options.data.parent, fix.proposals(_addresses(options), states))
    for use, new in made:
        _say(f"{use.path}:{use.line}: {use.written} -> {new}")
    _say(f"{len(made)} adressen vervangen.")
    return 0
