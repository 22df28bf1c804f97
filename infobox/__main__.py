"""The command line. Exit 0: fine. 1: faults in the data, all of them printed. 2: a fault of ours."""

import argparse
import json
import sys
import traceback
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from infobox import prose
from infobox.build import BuildError, build
from infobox.findings import DataError, Finding
from infobox.links import command as links
from infobox.load import load, read_documents
from infobox.macros import macros
from infobox.model import KINDS
from infobox.render import Renderer


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

    site = commands.add_parser("build", help="bouw de site in site/ en tel de pagina's")
    site.add_argument("--site", type=Path, default=Path("site"), metavar="MAP", help="waar de site komt (site)")
    site.set_defaults(command=_build, format="text")

    links.register(commands, lambda data: [d for files in read_documents(data).values() for d in files.values()])
    return parser


def _check(options: argparse.Namespace) -> int:
    infobox = load(options.data, date.today())
    if options.docs.is_dir() and (findings := list(prose.check(options.docs, macros(Renderer(infobox), str)))):
        raise DataError(findings)
    if options.format == "text":
        print("Geen fouten: " + ", ".join(f"{infobox.count(kind)} {kind}" for kind in KINDS) + ".")
    else:
        print(FORMATS[options.format]([]))
    return 0


def _build(options: argparse.Namespace) -> int:
    infobox = load(Path("data"), date.today())
    counts = build(Path.cwd(), options.site, infobox)
    pages = len(list(options.site.rglob("*.html")))
    print(
        f"{pages} pagina's in {options.site}/: "
        + ", ".join(f"{number} {kind}" for kind, number in counts.items())
        + "."
    )
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
