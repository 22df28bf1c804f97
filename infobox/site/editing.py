"""`infobox rename | withdraw | split | url | seen | reviewed | tidy`: shown first, tried as a whole, then written.

A change is tried in a copy of the project. When the check finds anything there that it did not find before, nothing is
written.
"""

import argparse
import difflib
import shutil
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from infobox import clock
from infobox.catalogue import edities, lock
from infobox.disk import write_all
from infobox.entries import rewriting
from infobox.entries.kinds import KINDS
from infobox.entries.rewriting import CannotError, Plan
from infobox.entries.tidying import tidied
from infobox.findings import DataError, Finding
from infobox.site import project

MOST_SHOWN = 400  # lines of a change; the rest is counted


def register(commands: Any) -> None:
    """Add these commands to the command line."""
    rename = _command(commands, "rename", _rename, "geef een onderwerp een andere naam, overal")
    rename.add_argument("onderwerp", help="id, soort/id of code van nu")
    rename.add_argument("nieuw", help="het nieuwe id: kleine letters, cijfers en streepjes")

    withdraw = _command(commands, "withdraw", _withdraw, "laat een onderwerp vervallen; de pagina blijft")
    withdraw.add_argument("onderwerp", help="id, soort/id of code")
    withdraw.add_argument("--reden", required=True, help="waarom, in één zin voor de lezer")
    withdraw.add_argument("--door", metavar="ID", help="wat ervoor in de plaats komt")

    split = _command(commands, "split", _withdraw, "splits een onderwerp in twee of meer andere, die er al zijn")
    split.add_argument("onderwerp", help="id, soort/id of code")
    split.add_argument("delen", nargs="+", metavar="ID", help="de delen, elk met een eigen bestand")
    split.add_argument("--reden", required=True, help="waarom, in één zin voor de lezer")

    url = _command(commands, "url", _url, "vervang een adres van een andere site, overal waar het staat")
    url.add_argument("oud", help="het adres van nu")
    url.add_argument("nieuw", help="het nieuwe adres")
    url.add_argument("--gezien", action="store_true", help="iemand heeft het nieuwe adres vandaag bekeken")

    seen = _command(commands, "seen", _seen, "zeg dat iemand een adres vandaag opende en vond wat er hoort")
    seen.add_argument("adres", help="het adres, zoals het in de gegevens staat")

    reviewed = _command(commands, "reviewed", _reviewed, "zeg dat iemand een onderwerp vandaag opnieuw las")
    reviewed.add_argument("onderwerp", nargs="+", help="id, soort/id of code")
    reviewed.add_argument("--voor", type=_day, metavar="DAG", help="voor welke dag dat weer moet (jjjj-mm-dd)")

    rekey = _command(commands, "rekey", _rekey, "geef een sleutel een andere naam in alle bestanden van een soort")
    rekey.add_argument("soort", choices=list(KINDS), help="de map in data/")
    rekey.add_argument("oud", help="de sleutel van nu, zoals jaar of standaarden.*.waarom")
    rekey.add_argument("nieuw", help="hoe die voortaan heet, zonder wat erboven staat")

    tidy = _command(commands, "tidy", _tidy, "zet sleutels in hun volgorde en breek lange regels af; de inhoud blijft")
    tidy.add_argument("bestanden", nargs="*", type=Path, help="bestanden in data/; zonder: alle")


def _command(commands: Any, name: str, run: Callable[..., Plan], words: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=words)
    parser.add_argument("--data", type=Path, default=Path("data"), metavar="MAP", help="map met gegevens (data)")
    parser.add_argument("--docs", type=Path, default=Path("docs"), metavar="MAP", help="map met geschreven pagina's")
    parser.add_argument("--yes", action="store_true", help="schrijf zonder te vragen")
    parser.add_argument("--dry-run", action="store_true", help="laat alleen zien wat er zou veranderen")
    parser.set_defaults(command=_run, plan=run, format="text")
    return parser


def _run(options: argparse.Namespace) -> int:
    """Plan, show, try, ask, write. Exit 0: written, or nothing to do. 1: it cannot be done as asked."""
    case = project.examine(options.data, options.docs, clock.today())
    try:
        plan: Plan = options.plan(case, options)
    except CannotError as error:
        print(f"infobox: {error}")
        return 1
    changed = plan.changed()
    if not changed:
        print("Er is niets te veranderen.")
        return 0
    roots = {"data": options.data, "docs": options.docs}
    show(plan, changed)
    new = tried(plan, changed, roots, clock.today(), project.check(case))
    if new:
        print("Zo kan het niet; er is niets veranderd. De controle zou dit melden:")
        raise DataError(new)
    for note in plan.notes:
        print(f"Kijk na: {note}")
    if options.dry_run:
        print(f"{_files(len(changed))} zouden veranderen; er is niets geschreven.")
        return 0
    if not options.yes and not _agreed():
        print("Er is niets geschreven.")
        return 1
    write_all({_place(path, roots): plan.after[path] for path in changed})
    print(f"{_files(len(changed))} veranderd. De controle heeft er niets nieuws op aan te merken.")
    return 0


def show(plan: Plan, changed: list[str]) -> None:
    """Print what would become of each file, line by line."""
    lines: list[str] = []
    for path in changed:
        before, after = plan.before[path], plan.after[path]
        if after is None:
            lines.append(f"--- {path} verdwijnt")
            continue
        lines.append(f"+++ {path}" + ("" if before else " (nieuw)"))
        if before:
            lines += list(difflib.unified_diff(before.split("\n"), after.split("\n"), lineterm="", n=1))[2:]
    print(*lines[:MOST_SHOWN], sep="\n")
    if len(lines) > MOST_SHOWN:
        print(f"... en nog {len(lines) - MOST_SHOWN} regels.")


def tried(plan: Plan, changed: list[str], roots: dict[str, Path], today: date, before: list[Finding]) -> list[Finding]:
    """What the check finds after a change, in a copy, and did not find before it."""
    with tempfile.TemporaryDirectory() as folder:
        copies = {name: Path(folder) / root.resolve().name for name, root in roots.items()}
        for name, root in roots.items():
            if root.is_dir():
                shutil.copytree(root, copies[name], symlinks=True)
        locked = roots["data"].parent / lock.NAME
        if locked.is_file():
            shutil.copy(locked, Path(folder) / lock.NAME)
        if (frozen := roots["data"].parent / edities.FOLDER).is_dir():
            shutil.copytree(frozen, Path(folder) / edities.FOLDER, symlinks=True)
        for path in changed:
            place, text = _place(path, copies), plan.after[path]
            if text is None:
                place.unlink()
            else:
                place.write_text(text, encoding="utf-8")
        known = {(one.path, one.message) for one in before}
        found = project.check(project.examine(copies["data"], copies["docs"], today))
        return [one for one in found if (one.path, one.message) not in known]


def _place(path: str, roots: dict[str, Path]) -> Path:
    """Where a file stands that a finding names: the folder of data or of pages may be called otherwise."""
    top, _, rest = path.partition("/")
    root = next(root for root in roots.values() if root.resolve().name == top)
    return root / rest


def _agreed() -> bool:
    if not sys.stdin.isatty():
        print("Voeg --yes toe om dit te schrijven.")
        return False
    return input("Zo schrijven? (j/n) ").strip().lower() in ("j", "ja")


def _files(number: int) -> str:
    return "1 bestand" if number == 1 else f"{number} bestanden"


def _rename(case: Any, options: argparse.Namespace) -> Plan:
    return rewriting.renamed(case, rewriting.find(case, options.onderwerp), options.nieuw)


def _withdraw(case: Any, options: argparse.Namespace) -> Plan:
    document = rewriting.find(case, options.onderwerp)
    names = getattr(options, "delen", None) or ([options.door] if getattr(options, "door", None) else [])
    if hasattr(options, "delen") and len(names) < 2:
        raise CannotError("een splitsing heeft minstens twee delen; voor één opvolger is er infobox withdraw --door")
    successors = [rewriting.find(case, name, "" if "/" in name else document.kind) for name in names]
    return rewriting.withdrawn(case, document, options.reden, successors, clock.today())


def _url(case: Any, options: argparse.Namespace) -> Plan:
    return rewriting.readdressed(case, options.oud, options.nieuw, clock.today() if options.gezien else None)


def _seen(case: Any, options: argparse.Namespace) -> Plan:
    return rewriting.looked_at(case, options.adres, clock.today())


def _reviewed(case: Any, options: argparse.Namespace) -> Plan:
    if options.voor and options.voor <= clock.today():
        raise CannotError("de dag bij --voor is geweest; noem een dag die nog komt")
    return rewriting.reviewed(
        case, [rewriting.find(case, one) for one in options.onderwerp], clock.today(), options.voor
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("schrijf de dag als jjjj-mm-dd") from None


def _rekey(case: Any, options: argparse.Namespace) -> Plan:
    return rewriting.rekeyed(case, options.soort, options.oud, options.nieuw)


def _tidy(case: Any, options: argparse.Namespace) -> Plan:
    wanted = {path.name for path in options.bestanden}
    plan = Plan()
    wrong = {finding.path for finding in case.findings}  # mended first, so that its lines stay where they were told
    for files in case.documents.values():
        for document in files.values():
            if document.path in wrong or not document.is_read or (wanted and Path(document.path).name not in wanted):
                continue
            plan.set(document.path, document.source, tidied(document))
    return plan
