"""data/ in, an Infobox out; or every fault of every file at once."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from infobox.catalogue.infobox import Infobox
from infobox.entries import checks
from infobox.entries.documents import SUFFIX, Document, Place, read
from infobox.entries.faults import dutch_findings
from infobox.entries.model import ID_PATTERN, KINDS, MODELS, Entry, Known
from infobox.findings import DataError, Finding, did_you_mean


def load(directory: Path, today: date) -> Infobox:
    """The checked Infobox in `directory`; each file is opened once.

    `today` bounds the dates an editor may write. Raises DataError with every finding of every file, and
    NotADirectoryError when there is no such directory.
    """
    documents = read_documents(directory)
    findings = list(_stray_files(directory))
    known = Known(
        ids={kind: frozenset(documents[kind]) for kind in KINDS},
        codes=frozenset(_code(document) for kind in KINDS for document in documents[kind].values()) - {""},
        today=today,
        renamed=former_names(documents),
    )
    entries: dict[str, list[Entry]] = {kind: [] for kind in KINDS}
    for kind, model in MODELS.items():
        for document in documents[kind].values():
            findings.extend(document.faults)
            findings.extend(_name_faults(document))
            if not document.is_read:
                continue
            try:
                entries[kind].append(model.model_validate({**document.value, "id": document.id}, context=known))
            except ValidationError as error:
                findings.extend(dutch_findings(document, model, error))
    findings.extend(checks.run(documents))
    if findings:
        raise DataError(findings)
    return assemble(entries)


def read_documents(directory: Path) -> dict[str, dict[str, Document]]:
    """Kind -> id -> the file as it stands, with the place of each value; not yet checked against the model.

    Raises NotADirectoryError when there is no such directory.
    """
    if not directory.is_dir():
        raise NotADirectoryError(directory)
    return {
        kind: {path.stem: read(path, _name(directory, path)) for path in _files(directory / kind)} for kind in KINDS
    }


def former_names(documents: Mapping[str, Mapping[str, Document]]) -> dict[str, dict[str, str]]:
    """Kind -> id that an entry had before -> its id now, from `levensloop.was`."""
    return {
        kind: {old: document.id for document in files.values() for old, _ in document.find("levensloop.was.*")}
        for kind, files in documents.items()
    }


def assemble(entries: Mapping[str, list[Any]]) -> Infobox:
    """An Infobox of entries per kind, each kind in the order in which a reader meets it."""
    active: dict[str, Any] = {kind: {} for kind in KINDS}
    retired: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
    for kind in KINDS:
        for entry in sorted(entries[kind], key=_order):
            (active if entry.levensloop.status == "actief" else retired)[kind][entry.id] = entry
    return Infobox(**active, retired=retired)


def _order(entry: Entry) -> tuple[Any, ...]:
    """By code or place where an entry has one, else as a Dutch reader looks things up: letters, whatever their case."""
    if code := getattr(entry, "code", None):
        return (code,)
    return (getattr(entry, "volgorde", 0), _letters(entry.titel))


def _letters(text: str) -> str:
    return re.sub(r"[^\w]+", " ", text.casefold()).strip()


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob(f"*{SUFFIX}") if path.is_file()) if folder.is_dir() else []


def _code(document: Document) -> str:
    """The code of an entry; also when its file cannot be read, or every @code to it would seem wrong."""
    if document.is_read:
        return document.text("code")
    match = re.search(r"^code: *(\w+)", document.source, re.MULTILINE)
    return match[1] if match else ""


def _name(directory: Path, path: Path) -> str:
    return f"{directory.resolve().name}/{path.relative_to(directory).as_posix()}"


def _stray_files(directory: Path) -> Iterator[Finding]:
    """Files that would be left out without a word."""
    for path in sorted(directory.rglob("*")):
        parts = path.relative_to(directory).parts
        if path.is_dir() and not path.is_symlink():
            if len(parts) == 1 and parts[0] not in KINDS:
                hint = did_you_mean(parts[0], KINDS, f"kies uit: {', '.join(KINDS)}")
                yield Finding(_name(directory, path), 1, 1, f"de map '{parts[0]}' hoort hier niet", hint)
            continue
        if path.name == "README.md" and len(parts) == 1:
            continue
        if path.is_symlink() or len(parts) != 2 or path.suffix != SUFFIX:
            yield Finding(
                _name(directory, path),
                1,
                1,
                "dit bestand hoort hier niet",
                f"zet het als <naam>{SUFFIX} in de map van zijn soort",
            )


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
