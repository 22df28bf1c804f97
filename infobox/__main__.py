"""The command line. Exit 0: fine. 1: faults in the data, all of them printed. 2: a fault of ours."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from infobox.findings import DataError, Finding
from infobox.links import command as links
from infobox.load import load, read_documents
from infobox.model import KINDS


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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="infobox", description="De infobox: controleren, bouwen.")
    commands = parser.add_subparsers(required=True, metavar="opdracht")

    check = commands.add_parser("check", help="controleer data/; toon alle fouten tegelijk")
    check.add_argument("--data", type=Path, default=Path("data"), metavar="MAP", help="map met gegevens (data)")
    check.add_argument("--format", choices=FORMATS, default="text", help="hoe de fouten worden getoond (text)")
    check.set_defaults(command=_check)

    links.register(commands, lambda data: [d for files in read_documents(data).values() for d in files.values()])
    return parser


def _check(options: argparse.Namespace) -> int:
    infobox = load(options.data, date.today())
    if options.format == "text":
        print("Geen fouten: " + ", ".join(f"{infobox.count(kind)} {kind}" for kind in KINDS) + ".")
    else:
        print(FORMATS[options.format]([]))
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
