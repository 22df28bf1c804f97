"""`infobox links collect | run | fix`: the only module here that reads the clock, the environment and files."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from infobox.disk import write_whole
from infobox.entries.docs import read_pages
from infobox.entries.documents import read
from infobox.entries.load import read_documents
from infobox.findings import DataError, Finding
from infobox.links import changes, fix, report
from infobox.links.collect import Address, collect
from infobox.links.engine import EngineError, Settings
from infobox.links.exceptions import Exemption, read_exemptions, superfluous
from infobox.links.inside import check_site
from infobox.links.run import Journal, NoNetworkError, hosts_of, run
from infobox.links.state import STATE, LinkState, StateError, is_due, read_state, update, write_state


class OptionError(Exception):
    """What was asked for cannot be done; the text says why, in Dutch."""


EXEMPTIONS = Path("links/uitzonderingen.yml")
AGENT = "Infobox-controle/1.0"


def register(commands: Any) -> None:
    """Add `links` and `inside` to the command line."""
    inside = commands.add_parser("inside", help="loop alle links binnen de gebouwde site na")
    inside.add_argument("--site", type=Path, default=Path("site"), metavar="MAP", help="de gebouwde site (site)")
    inside.set_defaults(command=_calmly(_inside), format="text")
    links = commands.add_parser("links", help="externe adressen: verzamelen, controleren, verbeteren")
    inner = links.add_subparsers(required=True, metavar="opdracht")
    for name, command, text in (
        ("collect", _collect, "toon alle externe adressen, met elke plek, als JSON"),
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
            _run_options(parser)


def _run_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--only", metavar="BESTAND", help="alleen de adressen in dit bestand")
    add(
        "--changed-since",
        metavar="REVISIE",
        help="alleen wat sinds deze revisie van git is veranderd; de staat blijft zo",
    )
    add("--due", action="store_true", help="alleen wat aan de beurt is")
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
    repository = os.environ.get("GITHUB_REPOSITORY", "")
    server = os.environ.get("GITHUB_SERVER_URL", "")
    return os.environ.get("INFOBOX_SITE_URL", "") or (f"{server}/{repository}" if repository and server else "")


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
        except (StateError, OptionError) as error:
            said = str(error)
        except KeyboardInterrupt:
            said = "onderbroken; de volgende keer gaat het hier verder"
        print(f"infobox: {said}", file=sys.stderr)
        return 2

    return calm


def _inside(options: argparse.Namespace) -> int:
    if not options.site.is_dir():
        raise OptionError(f"er is geen map '{options.site}'; bouw eerst de site: infobox build")
    if found := check_site(options.site):
        raise DataError(found)
    print(f"Alle links binnen {options.site}/ komen ergens uit.")
    return 0


def _collect(options: argparse.Namespace) -> int:
    addresses = [address.to_json() for address in _addresses(options)]
    print(json.dumps({"adressen": addresses}, ensure_ascii=False, indent=2))
    return 0


def _addresses(options: argparse.Namespace) -> list[Address]:
    """Every external address, also those in files with faults: they are on the site, or were until now."""
    documents = read_documents(options.data)
    return collect(
        (document for files in documents.values() for document in files.values()), read_pages(options.docs).values()
    )


def _run(options: argparse.Namespace) -> int:
    return check(options, datetime.now(UTC))


def check(options: argparse.Namespace, now: datetime) -> int:
    """Visit what is asked for, as if it were `now`; write state and report. Raises what `_calmly` explains."""
    if not options.contact:
        raise OptionError("een controle noemt een adres waar wij te vinden zijn: zet INFOBOX_SITE_URL of --contact")
    if "link" in options.contact.lower():
        raise OptionError(
            "een contactadres met 'link' erin wordt door sommige sites geweerd: geef een ander met --contact"
        )
    everything = _addresses(options)
    states = read_state(options.state)
    exemptions, faults = _exemptions(options.exceptions)
    if faults:
        raise DataError(faults)
    wanted = _wanted(options, everything, states, now)
    settings = Settings(
        user_agent=f"{AGENT} (+{options.contact})",
        ca_file=options.ca_file,
        timeout=options.timeout,
        interval=options.interval,
        pauses=options.pauses,
        extra_domain=options.extra_domain,
    )
    kept = not options.changed_since
    journal = Journal.open(options.state.with_suffix(".lopend.jsonl") if kept else None, now)
    hosts = hosts_of((address.url for address in everything), options.extra_domain)
    with _progress() as told:
        seen = run([address.url for address in wanted], settings, journal, hosts, told)
    new = {a.url: update(states.get(a.url), seen[a.url], now, a.gecontroleerd_op) for a in wanted}
    states = {a.url: _looked(state, a) for a in everything if (state := {**states, **new}.get(a.url))}
    if kept:
        write_state(options.state, states)
    journal.close()
    notes = list(superfluous(options.exceptions.as_posix(), exemptions, everything, states, now.date()))
    shown = wanted if options.changed_since else everything
    items = report.todo(shown, states, exemptions, now)
    if options.report:
        write_whole(options.report, report.markdown(items, notes, states, options.edit))
    counts = report.totals({address.url: states[address.url] for address in wanted})
    summary = ", ".join(f"{number} {name}" for name, number in counts.items())
    blocking = list(report.blocking(wanted, states, exemptions, now)) if options.changed_since else []
    if blocking:
        raise DataError(blocking)
    print(f"{len(wanted)} van {len(everything)} adressen bezocht" + (f": {summary}." if summary else "."))
    return 0


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
    if options.due:
        wanted = [address for address in wanted if is_due(address.url, states.get(address.url), now)]
    return wanted


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
    states = read_state(options.state)
    made = fix.fix(options.data.parent, fix.proposals(_addresses(options), states))
    for use, new in made:
        print(f"{use.path}:{use.line}: {use.written} -> {new}")
    print(f"{len(made)} adressen vervangen.")
    return 0
