"""data/ and docs/ in, a Reading out: every file opened once, its faults told in Dutch."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from infobox.disk import below
from infobox.entries.docs import read_pages
from infobox.entries.documents import SUFFIX, Document, Documents, Place, code_in, former_names, read
from infobox.entries.faults import dutch_findings
from infobox.entries.kinds import ID_PATTERN, KINDS
from infobox.entries.model import MODELS
from infobox.entries.reading import Reading
from infobox.entries.records import Entry
from infobox.entries.values import Known
from infobox.findings import Finding, did_you_mean

MANY_STRAY = 20  # more stray files than this are counted


def load(data: Path, docs: Path | None, today: date) -> Reading:
    """What stands in `data` and `docs`. `today` bounds the dates an editor may write.

    Raises NotADirectoryError when there is no folder `data`; what is wrong in a file becomes a finding.
    """
    documents = read_documents(data)
    pages = read_pages(docs) if docs else {}
    findings = [*_stray_files(data), *(fault for page in pages.values() for fault in page.faults)]
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
        kind: {path.stem: read(path, _name(directory, path)) for path in _files(directory / kind)} for kind in KINDS
    }


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob(f"*{SUFFIX}") if path.is_file()) if folder.is_dir() else []


def _name(directory: Path, path: Path) -> str:
    return f"{directory.resolve().name}/{path.relative_to(directory).as_posix()}"


def _stray_files(directory: Path) -> Iterator[Finding]:
    """Files that would be left out without a word; many of them are counted, not named one by one."""
    told = 0
    for folder in sorted(path for path in directory.iterdir() if path.is_dir() and path.name not in KINDS):
        hint = did_you_mean(folder.name, KINDS, f"kies uit: {', '.join(KINDS)}")
        yield Finding(_name(directory, folder), 1, 1, f"de map '{folder.name}' hoort hier niet", hint)
    for folder in sorted(path for kind in KINDS for path in (directory / kind).glob("*") if path.is_dir()):
        yield Finding(_name(directory, folder), 1, 1, "een map hoort hier niet", "haal haar weg; elk bestand staat los")
    for path in below(directory):
        parts = path.relative_to(directory).parts
        if parts == ("README.md",) or (len(parts) == 2 and path.suffix == SUFFIX and _is_ordinary(path)):
            continue
        told += 1
        if told <= MANY_STRAY:
            hint = f"zet het als <naam>{SUFFIX} in de map van zijn soort"
            yield Finding(_name(directory, path), 1, 1, "dit bestand hoort hier niet", hint)
    if told > MANY_STRAY:
        message = f"er staan nog {told - MANY_STRAY} bestanden die hier niet horen"
        yield Finding(directory.resolve().name, 1, 1, message, "haal ze weg, of zet ze in de map van hun soort")


def _id(document: Document) -> str:
    """The id of an entry; a name that is no text, which is told apart, does not stop the look at what is inside."""
    return document.id if document.id.isprintable() and document.id.isascii() else "naam"


def _is_ordinary(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


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
