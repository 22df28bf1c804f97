"""`infobox new`: a file to fill in, with the first code that was never given out."""

import argparse
import re
from pathlib import Path
from typing import Any

from infobox import clock
from infobox.catalogue import lock
from infobox.catalogue.rules import codes_ever
from infobox.entries import skeleton
from infobox.entries.kinds import CODED, ID_PATTERN, KINDS
from infobox.entries.load import read_documents
from infobox.entries.naming import next_free_code
from infobox.findings import did_you_mean


def register(commands: Any) -> None:
    """Add `new` to the command line."""
    new = commands.add_parser("new", help="maak een leeg bestand voor een nieuw onderwerp, met de eerste vrije code")
    new.add_argument("soort", metavar="soort", help=", ".join(KINDS))
    new.add_argument("id", help="kleine letters, cijfers en streepjes; wordt het adres")
    new.add_argument("--data", type=Path, default=Path("data"), metavar="MAP", help="map met gegevens (data)")
    new.set_defaults(command=_new, format="text")


def _new(options: argparse.Namespace) -> int:
    if options.soort not in KINDS:
        hint = did_you_mean(options.soort, KINDS, f"kies uit: {', '.join(KINDS)}")
        print(f"infobox: de soort '{options.soort}' bestaat niet; {hint}")
        return 1
    locked = lock.read(options.data.parent / lock.NAME)
    taken = codes_ever(read_documents(options.data), locked)
    code = next_free_code(options.soort, taken) if options.soort in CODED else ""
    if not re.fullmatch(ID_PATTERN, options.id):
        print(f"infobox: '{options.id}' kan geen adres zijn; gebruik kleine letters, cijfers en streepjes")
        return 1
    path = options.data / options.soort / f"{options.id}.yml"
    try:
        skeleton.create(path, code=code, locked=locked.owners, today=clock.today())
    except (skeleton.UnfitNameError, FileExistsError) as error:
        print(f"infobox: {error}")
        return 1
    print(f"{path} staat klaar; vul het in en draai daarna: infobox check")
    return 0
