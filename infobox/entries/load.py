"""data/ and docs/ in, a Reading out: every file opened once, its faults told in Dutch."""

import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from infobox.disk import below, is_ordinary, printable
from infobox.entries.docs import read_pages, stray_pages
from infobox.entries.documents import SUFFIX, Document, Documents, Place, code_in, former_names, read
from infobox.entries.faults import dutch_findings
from infobox.entries.kinds import ID_PATTERN, KINDS
from infobox.entries.model import MODELS
from infobox.entries.reading import Reading
from infobox.entries.records import Entry
from infobox.entries.values import Known
from infobox.findings import Finding, counted, did_you_mean

MOST_ENTRIES = 10_000  # of one kind; twice what the site was measured with
MOST_LETTERS = 100  # of a name that is compared with those that exist


def load(data: Path, docs: Path | None, today: date) -> Reading:
    """What stands in `data` and `docs`. `today` bounds the dates an editor may write.

    Raises NotADirectoryError when there is no folder `data`; what is wrong in a file becomes a finding.
    """
    documents = read_documents(data)
    pages = read_pages(docs) if docs else {}
    findings = [
        *_stray_files(data),
        *(stray_pages(docs) if docs else ()),
        *(fault for page in pages.values() for fault in page.faults),
    ]
    known = Known(
        ids={kind: frozenset(documents[kind]) for kind in KINDS},
        codes=frozenset(code_in(document) for kind in KINDS for document in documents[kind].values()) - {""},
        today=today,
        renamed=former_names(documents),
    )
    entries: dict[str, list[Entry]] = {kind: [] for kind in KINDS}
    for kind, model in MODELS.items():
        for document in documents[kind].values():
            faults = [*document.faults, *_name_faults(document)]
            if document.is_read:
                try:
                    entry = model.model_validate({**document.value, "id": _id(document)}, context=known)
                except ValidationError as error:
                    faults += dutch_findings(document, model, error)
                else:
                    if not faults:
                        entries[kind].append(entry)
            findings += faults
    return Reading(today, documents, entries, pages, tuple(findings))


def read_documents(directory: Path) -> Documents:
    """Kind -> id -> the file as it stands, with the place of each value; not yet checked against the model.

    Raises NotADirectoryError when there is no such directory.
    """
    if not directory.is_dir():
        raise NotADirectoryError(directory)
    return {
        kind: {printable(path.stem): read(path, _name(directory, path)) for path in _files(directory / kind)}
        for kind in KINDS
    }


def _files(folder: Path) -> list[Path]:
    """The ordinary files of a kind, at most MOST_ENTRIES of them; a folder that is a link is told as a stray file."""
    if folder.is_symlink() or not folder.is_dir():
        return []
    return [folder / name for name in _names(folder)[:MOST_ENTRIES]]


def _names(folder: Path) -> list[str]:
    with os.scandir(folder) as entries:
        return sorted(one.name for one in entries if one.name.endswith(SUFFIX) and one.is_file(follow_symlinks=False))


def _name(directory: Path, path: Path) -> str:
    return f"{directory.resolve().name}/{printable(path.relative_to(directory).as_posix())}"


def _stray_files(directory: Path) -> Iterator[Finding]:
    """Files that would be left out without a word; many of them are counted, not named one by one."""
    top = directory.resolve().name
    yield from counted(_stray_folders(directory), top, "mappen")
    yield from counted(_stray(directory), top, "bestanden")
    for kind in KINDS:
        folder = directory / kind
        if folder.is_dir() and not folder.is_symlink() and (number := len(_names(folder))) > MOST_ENTRIES:
            message = f"er staan {number} bestanden in deze map; naar {number - MOST_ENTRIES} daarvan is niet gekeken"
            yield Finding(f"{top}/{kind}", 1, 1, message, "zet alleen bestanden neer die de redactie heeft geschreven")


def _stray_folders(directory: Path) -> Iterator[Finding]:
    for name in _folders(directory):
        if name not in KINDS:
            shown = printable(name)
            hint = did_you_mean(shown[:MOST_LETTERS], KINDS, f"kies uit: {', '.join(KINDS)}")
            yield Finding(_name(directory, directory / name), 1, 1, f"de map '{shown}' hoort hier niet", hint)
        elif name in KINDS:
            for inner in _folders(directory / name):
                path = _name(directory, directory / name / inner)
                yield Finding(path, 1, 1, "een map hoort hier niet", "haal haar weg; elk bestand staat los")


def _folders(directory: Path) -> list[str]:
    with os.scandir(directory) as entries:
        return sorted(one.name for one in entries if one.is_dir(follow_symlinks=False))


def _stray(directory: Path) -> Iterator[Finding]:
    depth, top = len(directory.parts), directory.resolve().name
    for path in below(directory):
        parts = path.parts[depth:]
        in_place = len(parts) == 2 and parts[1].endswith(SUFFIX)  # a folder that is no kind is told once
        if parts == ("README.md",) or (in_place and is_ordinary(path)):
            continue
        hint = f"zet het als <naam>{SUFFIX} in de map van zijn soort"
        if in_place or not is_ordinary(path):
            hint = "haal het weg; hier horen alleen gewone bestanden"
        yield Finding(f"{top}/{printable('/'.join(parts))}", 1, 1, "dit bestand hoort hier niet", hint)


def _id(document: Document) -> str:
    """The id of an entry; a name that is no text, which is told apart, does not stop the look at what is inside."""
    return document.id if document.id.isprintable() and document.id.isascii() else "naam"


def _name_faults(document: Document) -> Iterator[Finding]:
    if not re.fullmatch(ID_PATTERN, document.id):
        yield document.finding(
            Place(1, 1),
            f"de bestandsnaam '{document.id}' mag niet",
            "gebruik alleen kleine letters zonder accent, cijfers en streepjes",
        )
    written = document.value.get("id", document.id)
    if written is not None and written != document.id:
        yield document.finding(
            document.place(("id",)),
            f"het id '{written}' is anders dan de bestandsnaam '{document.id}'",
            "haal de regel met 'id' weg",
        )
