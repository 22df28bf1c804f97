"""The PDFs of a project in a folder, without a site around them."""

from importlib import import_module  # MkDocs takes a tenth of a second, and no other command has to wait for it
from pathlib import Path

from infobox import clock
from infobox.exports.pdf import typeset
from infobox.exports.source import Source
from infobox.exports.typesetting import available
from infobox.links.state import STATE, StateError, read_state
from infobox.site import project
from infobox.site.build import BuildError
from infobox.site.declared import DeclarationError, declared
from infobox.site.named import named

MISSING = "om pdf's te maken ontbreekt een pakket; haal het op met: make .venv/.pdf"


def print_all(root: Path, folder: Path) -> list[Path]:
    """Write every PDF of the project in `root` below `folder`, under the names that they have on the site.

    Files of the same name are replaced. Raises DataError for faults in the data, BuildError when something else is
    amiss, OSError when the disk will not.
    """
    if not available():
        raise BuildError(MISSING)
    made = project.read(root / "data", root / "docs", clock.today())
    try:
        config = import_module("infobox.site.edition").settings(root)
        site = named(config, made, declared(config.extra))
        states = read_state(root / STATE)
    except (StateError, DeclarationError) as error:
        raise BuildError(str(error)) from None
    files = {folder / path: content for path, content in typeset(Source(made.infobox, made.pages, site, states=states))}
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return list(files)
