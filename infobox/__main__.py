"""The command line. Exit 0: fine. 1: faults in the data, all of them printed. 2: a fault of ours."""

import argparse
import json
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from infobox.catalogue import addresses, lock
from infobox.entries import skeleton, written
from infobox.entries.checks import next_free_code
from infobox.entries.load import load, read_documents
from infobox.entries.model import KINDS
from infobox.exports import markdown as exports
from infobox.findings import DataError, Finding, did_you_mean
from infobox.links import command as links
from infobox.pages.render import Renderer
from infobox.site import project
from infobox.site.build import NOINDEX, BuildError, build

FIRST_CODES = {"standaarden": "S00", "instrumenten": "I000", "bouwstenen": "B0"}  # one before the first


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except DataError as error:
        print(FORMATS[options.format](error.findings))
        return 1
    except NotADirectoryError as error:
        print(f"infobox: er is geen map '{error.args[0]}'", file=sys.stderr)
        return 2
    except BuildError as error:
        print(f"infobox: de site is niet gebouwd\n{error}", file=sys.stderr)
        return 2
    except Exception:  # a fault of ours: Python's own exit code for it would read as a fault in the data
        traceback.print_exc()
        print("infobox: dit is een fout in het programma, niet in de gegevens", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="infobox", description="De infobox: controleren, bouwen.")
    commands = parser.add_subparsers(required=True, metavar="opdracht")

    check = commands.add_parser("check", help="controleer data/; toon alle fouten tegelijk")
    check.add_argument("--data", type=Path, default=Path("data"), metavar="MAP", help="map met gegevens (data)")
    check.add_argument("--format", choices=FORMATS, default="text", help="hoe de fouten worden getoond (text)")
    check.add_argument(
        "--docs", type=Path, default=Path("docs"), metavar="MAP", help="map met geschreven pagina's (docs)"
    )
    check.set_defaults(command=_check)

    new = commands.add_parser("new", help="maak een leeg bestand voor een nieuw onderwerp, met de eerste vrije code")
    new.add_argument("soort", metavar="soort", help=", ".join(KINDS))
    new.add_argument("id", help="kleine letters, cijfers en streepjes; wordt het adres")
    new.add_argument("--data", type=Path, default=Path("data"), metavar="MAP", help="map met gegevens (data)")
    new.set_defaults(command=_new, format="text")

    given_out = commands.add_parser("addresses", help="vergelijk de adressen van de site met adressen.lock")
    given_out.add_argument("--update", action="store_true", help="zet nieuwe adressen in adressen.lock")
    given_out.set_defaults(command=_addresses, format="text")

    site = commands.add_parser("build", help="bouw de site in site/ en tel de pagina's")
    site.add_argument("--site", type=Path, default=Path("site"), metavar="MAP", help="waar de site komt (site)")
    site.set_defaults(command=_build, format="text")

    export = commands.add_parser("export", help="schrijf de pagina's als gewone Markdown, voor een andere bouwer")
    export.add_argument("soort", choices=["pages"], help="wat er geschreven wordt")
    export.add_argument("map", type=Path, metavar="MAP", help="nieuwe of lege map")
    export.set_defaults(command=_export, format="text")

    links.register(commands, lambda data: [d for files in read_documents(data).values() for d in files.values()])
    return parser


def _check(options: argparse.Namespace) -> int:
    infobox = project.read(options.data, options.docs, date.today())
    if options.format == "text":
        print("Geen fouten: " + ", ".join(f"{infobox.count(kind)} {kind}" for kind in KINDS) + ".")
    else:
        print(FORMATS[options.format]([]))
    return 0


def _new(options: argparse.Namespace) -> int:
    locked = lock.read(options.data.parent / lock.NAME)
    path = options.data / options.soort / f"{options.id}.yml"
    if "/" in options.id or "\\" in options.id:
        print(f"infobox: '{options.id}' kan geen adres zijn; gebruik kleine letters, cijfers en streepjes")
        return 1
    try:
        skeleton.create(path, _free_code(options.data, options.soort, locked), locked, date.today())
    except KeyError:
        hint = did_you_mean(options.soort, KINDS, f"kies uit: {', '.join(KINDS)}")
        print(f"infobox: de soort '{options.soort}' bestaat niet; {hint}")
        return 1
    except (ValueError, FileExistsError) as error:
        print(f"infobox: {error}")
        return 1
    print(f"{path} staat klaar; vul het in en draai daarna: infobox check")
    return 0


def _free_code(data: Path, kind: str, locked: Mapping[str, object]) -> str:
    """The first code of a kind that was never used; it also counts what stands in a file with faults."""
    if kind not in FIRST_CODES:
        return ""
    in_use = {document.text("code") for document in read_documents(data)[kind].values()}
    return next_free_code(FIRST_CODES[kind], in_use | skeleton.codes_in(locked))


def _addresses(options: argparse.Namespace) -> int:
    """Give the state of the lock; with --update, add what is new. Nothing is written while an address would vanish."""
    path = Path(lock.NAME)
    infobox, pages = load(Path("data"), date.today()), written.pages(Path("docs"))
    if findings := list(lock.check(path, infobox, pages)):
        raise DataError(findings)
    published = addresses.published(infobox, pages)
    locked = lock.read(path)
    new = sorted(set(published) - set(locked))
    if options.update:
        lock.update(path, published)
        print(f"{path}: {len(published)} adressen, {len(new)} nieuw.")
        return 0
    if path.is_file() and path.read_text(encoding="utf-8") == lock.text(published):
        print(f"{path} is bij: {len(published)} adressen.")
        return 0
    print(*new, sep="\n")
    print(f"{path} loopt achter ({len(new)} nieuwe adressen); draai: infobox addresses --update")
    return 1


def _build(options: argparse.Namespace) -> int:
    counts = build(Path.cwd(), options.site)
    pages = sum(NOINDEX not in page.read_text(encoding="utf-8") for page in options.site.rglob("*.html"))
    print(
        f"{pages} pagina's in {options.site}/: "
        + ", ".join(f"{number} {kind}" for kind, number in counts.items())
        + "."
    )
    return 0


def _export(options: argparse.Namespace) -> int:
    """Write every page; a folder that holds something is left alone."""
    if options.map.exists() and any(options.map.iterdir()):
        print(f"infobox: de map {options.map} is niet leeg; kies een andere", file=sys.stderr)
        return 2
    docs = Path("docs")
    pages = list(exports.pages(Renderer(project.read(Path("data"), docs, date.today())), docs))
    for name, text in pages:
        path = options.map / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    print(f"{len(pages)} pagina's in {options.map}/.")
    return 0


def _as_text(findings: list[Finding]) -> str:
    total = "1 fout" if len(findings) == 1 else f"{len(findings)} fouten"
    return "\n".join([*map(str, findings), f"{total} gevonden."])


def _as_github(findings: list[Finding]) -> str:
    """Workflow commands: GitHub shows each at its line of a pull request."""
    return "\n".join(
        f"::error file={_property(f.path)},line={f.line},col={f.column}::{_data(f'{f.message}; {f.hint}')}"
        for f in findings
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _as_json(findings: list[Finding]) -> str:
    keys = ("path", "line", "column", "message", "hint")
    return json.dumps([{key: getattr(f, key) for key in keys} for f in findings], ensure_ascii=False, indent=2)


FORMATS: dict[str, Callable[[list[Finding]], str]] = {"text": _as_text, "github": _as_github, "json": _as_json}


if __name__ == "__main__":
    sys.exit(main())
