"""`infobox editie | release`: freeze what the site says today, and pack all of it into one zip that stays.

What is in the zip follows from the project alone, and it is made without a clock: the same project for the same address
gives the same zip. Its list of checksums comes last, so that whoever has the zip can see that it is whole.
"""

import argparse
import hashlib
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from infobox import clock
from infobox.catalogue import edities
from infobox.catalogue.edities import Editie, all_said
from infobox.catalogue.history import History, in_kinds, plain
from infobox.catalogue.infobox import Infobox
from infobox.catalogue.lock import NAME as LOCK
from infobox.disk import below, is_ordinary, reason, write_whole
from infobox.entries.kinds import SHOWN
from infobox.links.exceptions import EXEMPTIONS
from infobox.links.state import STATE
from infobox.site import offline, project
from infobox.site.build import build

SUMS = "SHA256SUMS"
FILES = ("LICENSE", LOCK, STATE.as_posix(), EXEMPTIONS.as_posix())  # beside data/, and of a piece with it
FOLDERS = ("data", edities.FOLDER)
SITE, DATA, PDF = "site", "gegevens", "pdf"


def register(commands: Any) -> None:
    """Add these commands to the command line."""
    frozen = commands.add_parser("editie", help="leg vast wat de site vandaag zegt, om naar te verwijzen")
    _folders(frozen)
    frozen.set_defaults(command=_freeze, format="text")

    packed = commands.add_parser("release", help="bouw de site en maak er één zip van met alles wat erbij hoort")
    packed.add_argument("map", type=Path, metavar="MAP", help="waar de zip en haar controlegetal komen")
    packed.add_argument(
        "--editie", metavar="MAAND", help="alleen als de gegevens deze editie zijn, bijvoorbeeld 2026-11"
    )
    packed.add_argument("--pdf", type=Path, metavar="MAP", help="map met pdf's die erbij horen")
    packed.add_argument("--sbom", type=Path, metavar="BESTAND", help="de lijst van onderdelen (CycloneDX)")
    packed.add_argument("--site", type=Path, default=Path("site"), metavar="MAP", help="waar de site komt (site)")
    _folders(packed)
    packed.set_defaults(command=_release, format="text")


def _folders(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, default=Path("data"), metavar="MAP", help="map met gegevens (data)")
    parser.add_argument("--docs", type=Path, default=Path("docs"), metavar="MAP", help="map met geschreven pagina's")


def _freeze(options: argparse.Namespace) -> int:
    """Write the file of a new editie, and nothing else. What would change an editie that is there, is refused."""
    today = clock.today()
    infobox = project.read(options.data, options.docs, today).infobox
    latest = infobox.edities.latest
    if latest and latest.datum >= today.replace(day=1):
        print(f"infobox: editie {latest.id} is er al, en verandert niet meer; een volgende kan vanaf {_next(latest)}")
        return 1
    if latest and is_of(infobox, latest):
        print(f"infobox: er is niets veranderd sinds editie {latest.id}; een nieuwe is niet nodig")
        return 1
    path = options.data.parent / edities.FOLDER / f"{today:%Y-%m}{edities.SUFFIX}"
    write_whole(path, edities.freeze(_said(infobox), today, infobox.edities))
    made = edities.read(path.parent).every[-1]
    print(f"{path}: {len(made.changed)} teksten, {path.stat().st_size / 1000:.0f} kB.")
    print("Bied dit bestand aan als voorstel; nieuwe adressen zet 'infobox addresses --update' in de lijst.")
    return 0


def _next(editie: Editie) -> str:
    year, month = divmod(editie.datum.year * 12 + editie.datum.month, 12)
    return date(year, month + 1, 1).isoformat()


def _said(infobox: Infobox) -> dict[str, edities.Tekst]:
    return all_said({kind: infobox.with_retired(kind) for kind in SHOWN})


def is_of(infobox: Infobox, editie: Editie) -> bool:
    """Whether the entries say now what an editie says."""
    then = infobox.edities.whole(editie.id)
    return {name: stand.tekst for name, stand in then.items()} == _said(infobox)


def _release(options: argparse.Namespace) -> int:
    made = project.read(options.data, options.docs, clock.today())
    latest = made.infobox.edities.latest
    editie = latest if latest and is_of(made.infobox, latest) else None
    if options.editie and options.editie != (editie.id if editie else ""):
        now = f"zijn anders dan editie {latest.id}" if latest and not editie else "zijn van geen editie"
        now = f"zijn editie {editie.id}" if editie else now
        print(f"infobox: de gegevens {now}, en niet {options.editie}; er is niets gemaakt", file=sys.stderr)
        return 1
    for given in filter(None, (options.pdf, options.sbom)):
        if not given.exists():
            print(f"infobox: {given} is er niet", file=sys.stderr)
            return 2
    build(options.data.parent.resolve(), options.site)
    name = name_of(made.infobox, editie)
    target = options.map / f"{name}.zip"
    told = Contents(options.data.parent, made.infobox, editie, options.site, options.pdf, options.sbom)
    try:
        number = offline.zipped(((f"{name}/{path}", content) for path, content in with_sums(told.files())), target)
        write_whole(options.map / SUMS, f"{hashlib.sha256(target.read_bytes()).hexdigest()}  {target.name}\n")
    except OSError as error:
        print(f"infobox: {options.map} is niet te schrijven: {reason(error)}", file=sys.stderr)
        return 2
    print(f"{target}: {number} bestanden, {target.stat().st_size / 1e6:.1f} MB.")
    if editie is None:
        since = f" na editie {latest.id}" if latest else "; er is nog geen editie"
        print(f"Let op: dit is een stand van nu{since}. Een editie maakt eerst: infobox editie")
    return 0


def name_of(infobox: Infobox, editie: Editie | None) -> str:
    """What a zip is called, and what it unpacks to: by its editie, or by the day of the last change."""
    if editie:
        return f"infobox-{editie.id}"
    changes = History(infobox).changes
    return f"infobox-stand-{changes[0].datum.isoformat()}" if changes else "infobox-stand"


@dataclass(frozen=True)
class Contents:
    """What a release holds. `root` is the project, `site` the site that was built of it; `editie` what it is, or None.

    `pdf` is a folder with PDFs, `sbom` the file with its bill of materials.
    """

    root: Path
    infobox: Infobox
    editie: Editie | None
    site: Path
    pdf: Path | None = None
    sbom: Path | None = None

    def files(self) -> Iterator[tuple[str, bytes]]:
        """(path, content) of every file but the checksums."""
        pdfs = list(_all_of(self.pdf, ".pdf")) if self.pdf else []
        yield "LEESMIJ.txt", self._read_me(with_pdf=bool(pdfs)).encode()
        yield "WIJZIGINGEN.md", changelog(self.infobox).encode()
        if self.sbom:
            yield "sbom.cdx.json", self.sbom.read_bytes()
        for name in FILES:
            if is_ordinary(self.root / name):
                yield f"{DATA}/{name}", (self.root / name).read_bytes()
        for top in FOLDERS:
            yield from (
                (f"{DATA}/{top}/{name}", content) for name, content in _all_of(self.root / top, ".yml", ".json")
            )
        yield from ((f"{PDF}/{name}", content) for name, content in pdfs)
        yield from ((f"{SITE}/{name}", content) for name, content in offline.files(self.site))

    def _read_me(self, *, with_pdf: bool) -> str:
        latest = self.infobox.edities.latest
        if self.editie:
            what = f"Editie {self.editie.id}, vastgelegd op {self.editie.datum.isoformat()}."
        else:
            after = f" na editie {latest.id}" if latest else ""
            what = f"Geen editie: een stand{after}. Verwijs niet naar deze zip; teksten kunnen nog veranderen."
        parts = [
            (f"{SITE}/index.html", "de site; dubbelklikken is genoeg, internet is niet nodig"),
            (f"{SITE}/api/v1/", "alle gegevens als JSON"),
            (f"{DATA}/", "de gegevens zoals de redactie ze schrijft (YAML), en alle edities"),
            *([(f"{PDF}/", "om af te drukken")] if with_pdf else []),
            ("WIJZIGINGEN.md", "wat er veranderde"),
            *([("sbom.cdx.json", "waar de site mee gemaakt is (CycloneDX)")] if self.sbom else []),
            (SUMS, "controlegetallen van elk bestand; nakijken: sha256sum -c SHA256SUMS"),
        ]
        lines = [f"{path:<18} {told}" for path, told in parts]
        licence = "De eigen teksten mogen worden overgenomen onder CC BY 4.0. De stukken zelf zijn van anderen."
        return "\n".join(["Infobox Werken aan Veiligheid", "", what, "", *lines, "", licence, ""])


def _all_of(folder: Path, *suffixes: str) -> Iterator[tuple[str, bytes]]:
    """(path inside the folder, content) of its ordinary files with one of these endings, in order."""
    for path in below(folder) if folder.is_dir() else ():
        if path.suffix in suffixes and is_ordinary(path) and not path.name.startswith("."):
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def with_sums(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """The same files, and at the end one with the checksum of each, as `sha256sum -c` reads it."""
    sums = []
    for path, content in files:
        sums.append(f"{hashlib.sha256(content).hexdigest()}  {path}\n")
        yield path, content
    yield SUMS, "".join(sums).encode()


def changelog(infobox: Infobox) -> str:
    """What changed, for people, the newest first: under the editie that brought it, and what came after the last."""
    lines = ["# Wijzigingen"]
    section = None
    for change in History(infobox).changes:
        brought = next((one for one in infobox.edities.every if change.datum <= one.datum), None)
        title = f"Editie {brought.id}" if brought else "Nog in geen editie"
        if title != section:
            lines += ["", f"## {title}", ""]
            section = title
        where = "; ".join(f"{kind}: {_named(entries)}" for kind, entries in in_kinds(change).items())
        lines.append(f"- {change.datum.isoformat()} {plain(change.tekst, infobox)} ({where})")
    return "\n".join([*lines, ""])


def _named(entries: list[Any]) -> str:
    most = 5
    return ", ".join(one.titel for one in entries) if len(entries) <= most else str(len(entries))
