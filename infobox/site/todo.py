"""`infobox beheer`: what there is to do, for a terminal, a spreadsheet, a program, or as the message on the forge."""

import argparse
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from infobox import clock, inert
from infobox.disk import write_whole
from infobox.exports.worklist import as_csv, as_json
from infobox.findings import did_you_mean
from infobox.links import report
from infobox.links.exceptions import EXEMPTIONS, superfluous
from infobox.links.state import STATE, StateError, read_state
from infobox.pages.beheer import Beheer, Filled, Look, Row
from infobox.pages.lijsten import LISTS
from infobox.site import project

SOON = timedelta(days=14)  # who keeps a site does not look every day
MOST_ROWS = 15  # of a list, in a message
PAGE = "beheer/"
OF_LINKS = "links-"  # how the names of lists of links begin


def register(commands: Any) -> None:
    """Add `beheer` to the command line."""
    parser = commands.add_parser("beheer", help="zeg wat er te doen is om de site bij te houden, lijst voor lijst")
    parser.add_argument("lijst", nargs="?", default="", help=", ".join(one.name for one in LISTS))
    parser.add_argument("--data", type=Path, default=Path("data"), metavar="MAP", help="map met gegevens (data)")
    parser.add_argument("--docs", type=Path, default=Path("docs"), metavar="MAP", help="map met geschreven pagina's")
    parser.add_argument("--als", choices=("tekst", "csv", "json"), default="tekst", help="in welke vorm (tekst)")
    parser.add_argument("--bericht", type=Path, metavar="BESTAND", help="schrijf het ene bericht voor de redactie")
    parser.add_argument("--site", default="", metavar="ADRES", help="waar de site staat, voor links in het bericht")
    parser.add_argument("--edit", default="", metavar="ADRES", help="begin van de bewerk-adressen in het bericht")
    parser.set_defaults(command=_beheer, format="text")


def _beheer(options: argparse.Namespace) -> int:
    names = [one.name for one in LISTS]
    if options.lijst and options.lijst not in names:
        hint = did_you_mean(options.lijst, names, f"kies uit: {', '.join(names)}")
        print(f"infobox: de lijst '{inert.line(options.lijst)}' bestaat niet; {hint}", file=sys.stderr)
        return 2
    today = clock.today()
    made = project.read(options.data, options.docs, today)
    try:
        states = read_state(options.data.parent / STATE)
    except StateError as error:
        print(f"infobox: {error}", file=sys.stderr)
        return 2
    look = Look(made.case, states, made.exemptions, made.agreements, places=bool(options.bericht))
    beheer = Beheer([one for one in LISTS if options.lijst in ("", one.name)], look)
    if options.bericht:
        write_whole(options.bericht, message(beheer, look, today, options.site, options.edit))
        print(f"{options.bericht}: {len(_waiting(beheer, today))} lijsten vragen nu aandacht.")
    elif options.als == "csv":
        sys.stdout.write(as_csv(beheer, options.site).replace("\r\n", "\n"))
    elif options.als == "json":
        sys.stdout.write(as_json(beheer, options.site))
    else:
        _tell(beheer, whole=bool(options.lijst))
    return 0


def _tell(beheer: Beheer, *, whole: bool) -> None:
    for one in beheer.lists:
        print(f"{one.lijst.title}: {len(one.rows)}  (infobox beheer {one.lijst.name})")
        for row in one.rows if whole else ():
            day = f" voor {row.day.isoformat()}" if row.day else ""
            print(inert.line(f"  {row.file or '-'}: {row.code} {row.about}:{day} {row.matter}".replace(":  ", ": ")))
    if whole:
        for one in beheer.lists:
            print(f"Wat te doen: {one.lijst.todo}")


def _waiting(beheer: Beheer, today: date) -> list[Filled]:
    """The lists with something that somebody should do now, or soon."""
    return [one for one in beheer.lists if one.lijst.waits and one.due(today + SOON)]


def message(beheer: Beheer, look: Look, today: date, site: str, edit: str) -> str:
    """The rolling message: what asks for somebody now, how long every list is, and the links by file; '' for nothing.

    It is never cut off inside a line. `site` and `edit` are addresses, or ''.
    """
    now = datetime(today.year, today.month, today.day, 23, 59, tzinfo=UTC)
    items = report.todo(look.addresses, look.states, look.exemptions, now)
    extra = list(superfluous(EXEMPTIONS.as_posix(), look.exemptions, look.addresses, look.states, today))
    waiting = _waiting(beheer, today)
    if not waiting and not items and not extra:
        return ""
    lines = ["Gemaakt door de controle. Dit bericht wordt bijgewerkt, en sluit zichzelf als niets aandacht vraagt.", ""]
    for one in waiting:
        due = one.due(today + SOON)
        lines += [f"### {one.lijst.title}: {len(due)}", "", f"{one.lijst.what} {one.lijst.todo}", ""]
        if one.lijst.name.startswith(OF_LINKS):
            lines += ["De adressen staan hieronder, per bestand.", ""]
            continue
        lines += [_line(row, edit) for row in due[:MOST_ROWS]]
        lines += [f"- en nog {len(due) - MOST_ROWS}"] if len(due) > MOST_ROWS else []
        lines.append("")
    lines += ["### Alle lijsten", "", "| lijst | regels |", "| --- | --- |"]
    lines += [f"| {_title(one, site)} | {len(one.rows)} |" for one in beheer.lists]
    lines += ["", *report.lines(items, extra, look.states, edit)]
    return report.shortened(lines)


def _title(one: Filled, site: str) -> str:
    return (
        f"[{one.lijst.title}]({inert.address(site.rstrip('/'))}/{PAGE}#{one.lijst.name})" if site else one.lijst.title
    )


def _line(row: Row, edit: str) -> str:
    day = f", voor {row.day.isoformat()}" if row.day else ""
    file = f" ({report.file_link(row.file, edit)})" if row.file else ""
    return f"- {inert.markdown(f'{row.code} {row.about}'.strip())}{day}: {inert.markdown(row.matter)}{file}"
