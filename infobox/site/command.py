"""`infobox check | build | addresses | export`: what needs a project as a whole."""

import argparse
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from infobox import clock
from infobox.catalogue import lock
from infobox.catalogue.rules import addresses_stay
from infobox.entries.kinds import KINDS
from infobox.exports.markdown import markdown
from infobox.findings import FORMATS, DataError
from infobox.pages.render import Renderer
from infobox.site import editing, project
from infobox.site.build import NOINDEX, build
from infobox.site.since import UnknownRevisionError, left_behind


def register(commands: Any) -> None:
    """Add these commands to the command line."""
    check = commands.add_parser("check", help="controleer data/; toon alle fouten tegelijk")
    _folders(check)
    check.add_argument("--format", choices=tuple(FORMATS), default="text", help="hoe de fouten worden getoond (text)")
    check.add_argument(
        "--since",
        metavar="REVISIE",
        help="noem adressen die sinds deze revisie maar op één plek zijn vervangen",
    )
    check.set_defaults(command=_check)

    site = commands.add_parser("build", help="bouw de site in site/ en tel de pagina's")
    site.add_argument("--site", type=Path, default=Path("site"), metavar="MAP", help="waar de site komt (site)")
    site.set_defaults(command=_build, format="text")

    given_out = commands.add_parser("addresses", help="vergelijk de adressen van de site met adressen.lock")
    _folders(given_out)
    given_out.add_argument("--update", action="store_true", help="zet nieuwe adressen in adressen.lock")
    given_out.add_argument(
        "--since", metavar="REVISIE", help="kijk of er sinds deze revisie van git geen adres uit adressen.lock verdween"
    )
    given_out.add_argument("--format", choices=tuple(FORMATS), default="text", help="hoe fouten worden getoond (text)")
    given_out.set_defaults(command=_addresses)

    editing.register(commands)

    export = commands.add_parser("export", help="schrijf de pagina's als gewone Markdown, voor een andere bouwer")
    export.add_argument("soort", choices=["pages"], help="wat er geschreven wordt")
    export.add_argument("map", type=Path, metavar="MAP", help="nieuwe of lege map")
    _folders(export)
    export.set_defaults(command=_export, format="text")


def _folders(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, default=Path("data"), metavar="MAP", help="map met gegevens (data)")
    parser.add_argument("--docs", type=Path, default=Path("docs"), metavar="MAP", help="map met geschreven pagina's")


def _check(options: argparse.Namespace) -> int:
    infobox = project.read(options.data, options.docs, clock.today()).infobox
    if options.since:
        case = project.examine(options.data, options.docs, clock.today())
        try:
            beside = list(left_behind(case, options.data.parent.resolve(), options.since))
        except UnknownRevisionError:
            print(f"infobox: git kent '{options.since}' niet", file=sys.stderr)
            return 2
        for one in beside:
            print(f"Let op: {one}", file=sys.stdout if options.format == "text" else sys.stderr)
    if options.format == "text":
        print("Geen fouten: " + ", ".join(f"{infobox.count(kind)} {kind}" for kind in KINDS) + ".")
    else:
        print(FORMATS[options.format]([]))
    return 0


def _build(options: argparse.Namespace) -> int:
    counts = build(Path.cwd(), options.site)
    pages = sum(NOINDEX not in page.read_text(encoding="utf-8") for page in options.site.rglob("*.html"))
    shown = ", ".join(f"{number} {kind}" for kind, number in counts.items())
    print(f"{pages} pagina's in {options.site}/: {shown}.")
    return 0


def _addresses(options: argparse.Namespace) -> int:
    """Give the state of the lock; with --update, add what is new. Nothing is written while an address would vanish."""
    path = options.data.parent / lock.NAME
    if options.since:
        return _compare(options, path)
    case = project.examine(options.data, options.docs, clock.today())
    found = project.check(case)
    if options.update and not path.exists():
        found = [finding for finding in found if finding not in case.locked.faults]  # the first lock of a project
    if found:
        raise DataError(found)
    published = case.published()
    new = sorted(set(published) - set(case.locked.owners))
    if options.update:
        lock.update(path, published)
        print(f"{path}: {len(published)} adressen, {len(new)} nieuw.")
        return 0
    if not new:
        print(f"{path} is bij: {len(published)} adressen.")
        return 0
    print(*new, sep="\n")
    print(f"{path} loopt achter ({len(new)} nieuwe adressen); draai: infobox addresses --update")
    return 1


def _compare(options: argparse.Namespace, path: Path) -> int:
    """Hold the lock, and what the site gives out now, against the lock of another revision."""
    done = subprocess.run(  # noqa: S603 - git of the user, no shell, no option
        ["git", "show", "--end-of-options", f"{options.since}:./{path.name}"],  # noqa: S607
        cwd=path.parent.resolve(),
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        print(f"infobox: git kent geen {path.name} in '{options.since}'", file=sys.stderr)
        return 2
    case = project.examine(options.data, options.docs, clock.today())
    before, now = lock.parse(done.stdout, path.name), case.locked
    # Where it stands now, for who edited the lock itself: then the rule would find nothing against the lock of now.
    places = {one: (owner, now.owners.get(one, ("", 1))[1]) for one, (owner, _) in before.owners.items()}
    moved = addresses_stay(replace(case, locked=lock.Locked(places)))
    if found := [*now.faults, *lock.lost(before, now), *moved]:
        raise DataError(found)
    print(f"{path}: geen adres verdwenen sinds {options.since}.")
    return 0


def _export(options: argparse.Namespace) -> int:
    """Write every page; a folder that holds something is left alone."""
    if options.map.exists() and any(options.map.iterdir()):
        print(f"infobox: de map {options.map} is niet leeg; kies een andere", file=sys.stderr)
        return 2
    made = project.read(options.data, options.docs, clock.today())
    pages = list(markdown(Renderer(made.infobox), made.pages.values()))
    for name, text in pages:
        path = options.map / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    print(f"{len(pages)} pagina's in {options.map}/.")
    return 0
