"""Every editie as its file is, byte for byte, and a list of them."""

import json
from collections.abc import Iterator

from infobox.catalogue.edities import DATA, FOLDER, LIST, VERSION, Editie
from infobox.catalogue.infobox import Infobox
from infobox.exports.source import Source


def addresses(infobox: Infobox) -> Iterator[tuple[str, str]]:
    """(address, owner) of the list and of each file."""
    yield f"/{LIST}", FOLDER
    yield from ((f"/{path_of(editie)}", editie.owner) for editie in infobox.edities.every)


def files(source: Source) -> Iterator[tuple[str, str]]:
    """(path, JSON)."""
    every = source.infobox.edities.every
    for editie in every:
        yield path_of(editie), editie.source
    rows = [
        {
            "editie": editie.id,
            "datum": editie.datum.isoformat(),
            "pagina": source.site.url + editie.page,
            "bestand": path_of(editie).removeprefix(f"{FOLDER}/"),
            "sha256": editie.sha256,
        }
        for editie in every
    ]
    yield LIST, json.dumps({"versie": VERSION, "edities": rows}, ensure_ascii=False, indent=1) + "\n"


def path_of(editie: Editie) -> str:
    """Where the file of an editie stands, from the root of the site."""
    return f"{editie.page}{DATA}"
