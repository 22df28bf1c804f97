"""The command line: a list of the rooms with commands. Exit 0: fine. 1: faults in the data, all printed. 2: ours."""

import argparse
import io
import os
import sys
import traceback
from collections.abc import Callable, Sequence

from infobox.catalogue import command as catalogue
from infobox.clock import NoDayError
from infobox.disk import reason
from infobox.findings import FORMATS, DataError
from infobox.links import command as links
from infobox.site import command as site
from infobox.site.build import BuildError

SITE_URL = "INFOBOX_SITE_URL"  # where messages are explained
ROOMS = (site, catalogue, links)  # in the order in which --help shows them


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without our letters gets their numbers
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except DataError as error:
        print(FORMATS[options.format](error.findings, os.environ.get(SITE_URL, "")))
        return 1
    except BrokenPipeError:  # whoever read along has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except NotADirectoryError as error:
        print(f"infobox: er is geen map '{error.filename or error.args[0]}'", file=sys.stderr)
        return 2
    except BuildError as error:
        print(f"infobox: de site is niet gebouwd\n{error}", file=sys.stderr)
        return 2
    except NoDayError as error:
        print(f"infobox: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("infobox: afgebroken", file=sys.stderr)
        return 130
    except Exception as error:  # a fault of ours: Python's own exit code for it would read as a fault in the data
        if isinstance(error, OSError) and error.errno:  # or one of the machine
            where = f" ('{error.filename}')" if error.filename else ""
            print(f"infobox: dit lukt niet: {reason(error)}{where}", file=sys.stderr)
            return 2
        traceback.print_exc()
        print("infobox: dit is een fout in het programma, niet in de gegevens", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="infobox", description="De infobox: controleren, bouwen.")
    commands = parser.add_subparsers(required=True, metavar="opdracht")
    for room in ROOMS:
        room.register(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
