"""`infobox check | build | addresses | export | finish | offline | pdf | headers`: what needs a project as a whole."""

import argparse
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from infobox import clock, findings
from infobox.catalogue import frames, lock
from infobox.catalogue.identity import Site
from infobox.catalogue.rules import addresses_stay, edities_stay
from infobox.disk import reason
from infobox.entries.kinds import KINDS
from infobox.exports.markdown import markdown
from infobox.exports.source import Source
from infobox.findings import DataError, as_github
from infobox.links.state import STATE, StateError, read_state
from infobox.pages.render import Renderer
from infobox.site import editing, project, proposal, release, review, todo
from infobox.site.build import OURS, BuildError, build, is_indexed
from infobox.site.elsewhere import UnfinishedError, finish
from infobox.site.files import other_files
from infobox.site.headers import FORMS
from infobox.site.offline import offline
from infobox.site.policy import POLICY, THEME, listed
from infobox.site.printing import print_all
from infobox.site.revision import UnknownRevisionError
from infobox.site.serve import serve
from infobox.site.since import left_behind


def register(commands: Any) -> None:
    """Add these commands to the command line."""
    check = commands.add_parser("check", help="controleer data/; toon alle fouten tegelijk")
    _folders(check)
    check.add_argument(
        "--format", choices=tuple(findings.FORMATS), default="text", help="hoe de fouten worden getoond (text)"
    )
    check.add_argument(
        "--since",
        metavar="REVISIE",
        help="noem adressen die sinds deze revisie maar op één plek zijn vervangen",
    )
    check.set_defaults(command=_check)

    site = commands.add_parser("build", help="bouw de site in site/ en tel de pagina's")
    site.add_argument("--site", type=Path, default=Path("site"), metavar="MAP", help="waar de site komt (site)")
    site.set_defaults(command=_build, format="text")

    serving = commands.add_parser("serve", help="laat de site zien op deze computer, en volg elke wijziging")
    serving.add_argument("--port", type=int, default=8000, metavar="NUMMER", help="de poort; 0 kiest een vrije (8000)")
    serving.set_defaults(command=_serve, format="text")

    given_out = commands.add_parser("addresses", help="vergelijk de adressen van de site met adressen.lock")
    _folders(given_out)
    given_out.add_argument("--update", action="store_true", help="zet nieuwe adressen in adressen.lock")
    given_out.add_argument(
        "--since", metavar="REVISIE", help="kijk of er sinds deze revisie van git geen adres uit adressen.lock verdween"
    )
    given_out.add_argument(
        "--format", choices=tuple(findings.FORMATS), default="text", help="hoe fouten worden getoond (text)"
    )
    given_out.set_defaults(command=_addresses)

    editing.register(commands)
    todo.register(commands)
    review.register(commands)
    proposal.register(commands)
    release.register(commands)

    export = commands.add_parser(
        "export", help="schrijf wat een andere bouwer nodig heeft: pagina's als Markdown, en de rest"
    )
    export.add_argument("soort", choices=["pages"], help="wat er geschreven wordt")
    export.add_argument(
        "--voor", choices=["mkdocs", "zensical"], default="mkdocs", help="hoe de bouwer links in HTML leest (mkdocs)"
    )
    export.add_argument("map", type=Path, metavar="MAP", help="nieuwe of lege map")
    _folders(export)
    export.set_defaults(command=_export, format="text")

    elsewhere = commands.add_parser(
        "finish", help="zet in de pagina's van een andere bouwer wat zij van ons nodig hebben: kop, hulp en beleid"
    )
    elsewhere.add_argument("map", type=Path, metavar="MAP", help="de site die de andere bouwer maakte")
    elsewhere.add_argument(
        "--scripts",
        type=Path,
        metavar="BESTAND",
        help="de scripts van die bouwer die iemand heeft nagekeken: op elke regel een hash, met achter # wat het is",
    )
    _folders(elsewhere)
    elsewhere.set_defaults(command=_finish, format="text")

    zipped = commands.add_parser("offline", help="maak van de gebouwde site één zip die zonder internet werkt")
    zipped.add_argument("zip", type=Path, metavar="BESTAND", help="waar de zip komt, bijvoorbeeld infobox.zip")
    zipped.add_argument("--site", type=Path, default=Path("site"), metavar="MAP", help="de gebouwde site (site)")
    zipped.set_defaults(command=_offline, format="text")

    paper = commands.add_parser(
        "pdf", help="zet alle pdf's in een map: de hele infobox, de poster, elk onderwerp apart"
    )
    paper.add_argument("map", type=Path, metavar="MAP", help="waar ze komen")
    paper.set_defaults(command=_pdf, format="text")

    server = commands.add_parser("headers", help="schrijf wat een webserver bij elk bestand moet meesturen")
    server.add_argument("server", choices=sorted(FORMS), help="voor welke server")
    server.set_defaults(command=_headers, format="text")


def _folders(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, default=Path("data"), metavar="MAP", help="map met gegevens (data)")
    parser.add_argument("--docs", type=Path, default=Path("docs"), metavar="MAP", help="map met geschreven pagina's")


def _check(options: argparse.Namespace) -> int:
    made = project.read(options.data, options.docs, clock.today())
    infobox = made.infobox
    notes = project.notes(made)
    if options.format == "github" and notes:
        print(as_github(notes, level="warning"))
    for note in notes if options.format != "github" else ():
        print(f"let op: {note}", file=sys.stderr)
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
        print(findings.FORMATS[options.format]([]))
    return 0


def _build(options: argparse.Namespace) -> int:
    counts = build(Path.cwd(), options.site)
    pages = sum(map(is_indexed, options.site.rglob("*.html")))
    shown = ", ".join(f"{number} {kind}" for kind, number in counts.items())
    print(f"{pages} pagina's in {options.site}/: {shown}.")
    return 0


def _serve(options: argparse.Namespace) -> int:
    """Goes on until somebody ends it."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ended from elsewhere, it cleans up too
    try:
        serve(Path.cwd(), options.port, lambda text: print(text, flush=True))
    except KeyboardInterrupt:
        print("Gestopt.")
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
    then = replace(case, locked=lock.Locked(places))
    if found := [*now.faults, *lock.lost(before, now), *edities_stay(then), *addresses_stay(then)]:
        raise DataError(found)
    print(f"{path}: geen adres verdwenen sinds {options.since}.")
    return 0


def _offline(options: argparse.Namespace) -> int:
    if not (options.site / OURS).exists():
        print(f"infobox: in {options.site} staat geen gebouwde site; draai eerst: infobox build", file=sys.stderr)
        return 2
    try:
        number = offline(options.site, options.zip)
    except OSError as error:
        print(f"infobox: {options.zip} is niet te schrijven: {reason(error)}", file=sys.stderr)
        return 2
    print(f"{options.zip}: {number} bestanden, {options.zip.stat().st_size / 1e6:.1f} MB.")
    return 0


def _pdf(options: argparse.Namespace) -> int:
    try:
        made = print_all(Path.cwd(), options.map)
    except BuildError as error:
        print(f"infobox: {error}", file=sys.stderr)
        return 2
    size = sum(path.stat().st_size for path in made)
    print(f"{len(made)} pdf's in {options.map}/, {size / 1e6:.1f} MB.")
    return 0


def _headers(options: argparse.Namespace) -> int:
    print(FORMS[options.server](POLICY), end="")
    return 0


def _finish(options: argparse.Namespace) -> int:
    """Nothing is changed as long as there is something that nobody read."""
    for path in filter(None, (options.map / "index.html", options.scripts)):
        if not path.is_file():
            print(f"infobox: {path} is er niet", file=sys.stderr)
            return 2
    made = project.read(options.data, options.docs, clock.today())
    scripts = frozenset(listed(options.scripts)) if options.scripts else frozenset()
    try:
        number = finish(options.map, made, scripts)
    except UnfinishedError as error:
        print(*error.faults, sep="\n", file=sys.stderr)
        print(
            "infobox: er is niets gewijzigd; zet de hash van een script dat u hebt gelezen in --scripts",
            file=sys.stderr,
        )
        return 1
    except OSError as error:
        print(f"infobox: {options.map} is niet te schrijven: {reason(error)}", file=sys.stderr)
        return 2
    print(f"{number} pagina's afgemaakt in {options.map}/.")
    return 0


def _export(options: argparse.Namespace) -> int:
    """Write every page and all that pages lead to; a folder that holds something is left alone."""
    if options.map.exists() and any(options.map.iterdir()):
        print(f"infobox: de map {options.map} is niet leeg; kies een andere", file=sys.stderr)
        return 2
    made = project.read(options.data, options.docs, clock.today())
    try:
        states = read_state(options.data.parent / STATE)
    except StateError as error:
        raise BuildError(str(error)) from None
    from_file = options.voor == "zensical"
    site, beheer = Site(agreements=made.agreements), made.beheer(states)
    renderer = Renderer(made.infobox, states, site, beheer=beheer, pages=made.pages)
    pages = list(markdown(renderer, made.pages.values(), from_file=from_file))
    source = Source(made.infobox, made.pages, site, beheer, states, made.style.sheet(frames.SHEET))
    files = list(other_files(source))
    shutil.copytree(options.docs, options.map, ignore=shutil.ignore_patterns("*.md"), dirs_exist_ok=True)
    shutil.copytree(THEME / "assets", options.map / "assets", dirs_exist_ok=True)
    for name, content in (*pages, *files):
        path = options.map / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    print(f"{len(pages)} pagina's en {len(files)} andere bestanden in {options.map}/.")
    return 0
