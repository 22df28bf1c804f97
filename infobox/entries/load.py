"""data/ and docs/ in, a Reading out: every file opened once, its faults told in Dutch."""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from infobox.disk import below, is_ordinary, printable
from infobox.entries.docs import read_pages, stray_pages
from infobox.entries.documents import SUFFIX, Document, Documents, Place, code_in, read
from infobox.entries.faults import dutch_findings, empty_keys, likely_kind, unknown_keys
from infobox.entries.kinds import CODED, ID_PATTERN, KINDS, code_meant, slug
from infobox.entries.lifecycle import is_retired
from infobox.entries.memory import Around, Memory, Noted
from infobox.entries.model import MODELS
from infobox.entries.naming import codes_used, names, next_free_code
from infobox.entries.reading import Reading
from infobox.entries.records import Entry
from infobox.findings import Finding, counted, did_you_mean, nearest

MOST_ENTRIES = 10_000  # of one kind; twice what the site was measured with
MOST_LETTERS = 100  # of a name that is compared with those that exist


def load(
    data: Path,
    docs: Path | None,
    today: date,
    given: Mapping[str, str] | None = None,
    memory: Memory | None = None,
) -> Reading:
    """What stands in `data` and `docs`. `today` bounds the dates an editor may write.

    `given` are the codes that were ever given out, with their owners ('instrumenten/lirik'). `memory` is of the same
    project, and only saves time. Raises NotADirectoryError when there is no folder `data`; what is wrong in a file
    becomes a finding.
    """
    memory = memory or Memory()
    documents = read_documents(data, memory)
    pages = read_pages(docs) if docs else {}
    findings = [
        *_stray_files(data),
        *(stray_pages(docs) if docs else ()),
        *(fault for page in pages.values() for fault in page.faults),
        *_copies(documents),
        *_in_the_wrong_folder(documents),
    ]
    of_keys = {
        document.path: [] if memory.is_whole(document) else list(unknown_keys(document, MODELS[kind]))
        for kind, files in documents.items()
        for document in files.values()
    }
    codes = _codes(documents, given or {})
    around: Around = {
        "ids": {kind: dict.fromkeys(documents[kind], True) for kind in KINDS},
        "codes": {code: owner.rpartition("/")[2] for owner, code in codes.items()},
        "named": names(documents),
        "gone": {kind: dict(_gone(files.values())) for kind, files in documents.items()},
    }
    taken = codes_used(documents) | (given or {}).keys()
    entries: dict[str, list[Entry]] = {kind: [] for kind in KINDS}
    for kind, model in MODELS.items():
        free = next_free_code(kind, taken) if kind in CODED else ""
        for document in documents[kind].values():
            if before := memory.entry(document, today, around):
                entries[kind].append(before)
                continue
            noted = Noted(around, today)
            faults = [*document.faults, *_name_faults(document), *of_keys[document.path]]
            if document.value or document.is_read:
                entry = None
                try:
                    entry = model.model_validate({**document.value, "id": _id(document)}, context=noted.known)
                except ValidationError as error:
                    code = codes.get(f"{kind}/{document.id}", free)
                    faults = _without_doubles(faults, list(dutch_findings(document, model, error, today, code)))
                faults += empty_keys(document, {fault.line for fault in faults})
                if entry and not faults:
                    entries[kind].append(entry)
                    memory.keep(document, entry, today, noted)
                if not document.is_read:
                    document.value = {}  # a part of it: what rules would say of it is not so
            findings += faults
    memory.forget(but={document.path for files in documents.values() for document in files.values()})
    return Reading(today, documents, entries, pages, tuple(findings))


def _codes(documents: Documents, given: Mapping[str, str]) -> dict[str, str]:
    """Owner -> code, of every entry with one: the code that was meant, or that it had before it lost it."""
    codes: dict[str, str] = {}
    for kind in CODED:
        for document in documents[kind].values():
            if code := code_meant(kind, code_in(document)):
                codes[f"{kind}/{document.id}"] = code
    former = {
        name for files in documents.values() for one in files.values() for name, _ in one.find("levensloop.was.*")
    }
    shared = {code for code, number in Counter(codes.values()).items() if number > 1}
    for code, owner in given.items():
        kind, _, entry_id = owner.partition("/")
        is_there = kind in CODED and entry_id in documents[kind]
        if is_there and code not in former and (owner not in codes or codes[owner] in shared):
            codes[owner] = code
    return codes


def _gone(files: Iterable[Document]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(id, ids of what came in its place) of everything that is withdrawn or split."""
    for document in files:
        if is_retired(document):
            yield document.id, tuple(text for text, _ in document.find("levensloop.vervangen_door.*"))


def _copies(documents: dict[str, dict[str, Document]]) -> Iterator[Finding]:
    """Files that say the same as another one, to the letter: told once, and left out."""
    for files in documents.values():
        seen: dict[str, Document] = {}
        for document in sorted(files.values(), key=lambda one: (len(one.id), one.id)):
            if not document.source.strip() or seen.setdefault(document.source, document) is document:
                continue
            other = seen[document.source]
            del files[document.id]
            hint = "haal dit bestand weg, of maak er iets anders van: een eigen titel, code en inhoud"
            yield document.finding(Place(1, 1), f"dit bestand is een kopie van {other.path}", hint)


def _in_the_wrong_folder(documents: dict[str, dict[str, Document]]) -> Iterator[Finding]:
    """Files that are of another kind than their folder says: read as what they are."""
    for kind in KINDS:
        for document in list(documents[kind].values()):
            right = likely_kind(document)
            if right != kind:
                del documents[kind][document.id]
                name = f"{document.path.partition('/')[0]}/{right}/{document.id}{SUFFIX}"
                message = f"dit is een {KINDS[right].singular}, en staat in de map met {kind}"
                fault = document.finding(Place(1, 1), message, f"verplaats het naar: {name}")
                yield fault
                if document.id not in documents[right]:
                    document.kind = right
                    document.faults.append(fault)
                    documents[right][document.id] = document


def _without_doubles(faults: list[Finding], more: list[Finding]) -> list[Finding]:
    """All of them, but of two about one line that give the exact text to type, only what the model says."""
    exact = {fault.line for fault in more if "schrijf: " in fault.hint}
    same = {(fault.line, fault.column) for fault in more if "schrijf alleen" in fault.hint}
    doubles = [one for one in faults if one.line in exact or (one.line, one.column) in same]
    return [one for one in faults if not (one in doubles and "schrijf: " in one.hint)] + more


def read_documents(directory: Path, memory: Memory | None = None) -> dict[str, dict[str, Document]]:
    """Kind -> id -> the file as it stands, with the place of each value; not yet checked against the model.

    A file that stands in `memory`, and is the same, is not parsed again. Raises NotADirectoryError when there is no
    such directory.
    """
    if not directory.is_dir():
        raise NotADirectoryError(directory)
    earlier, top = (memory or Memory()).document, directory.resolve().name
    documents: dict[str, dict[str, Document]] = {kind: {} for kind in KINDS}
    for kind, files in documents.items():
        for path in _files(directory / kind):
            name = f"{top}/{kind}/{printable(path.name)}"
            files[printable(path.stem)] = read(path, name, earlier(name))
    return documents


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
            hint = did_you_mean(shown[:MOST_LETTERS].lower(), KINDS, f"kies uit: {', '.join(KINDS)}")
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
        hint = _right_place(top, parts)
        if in_place or not is_ordinary(path):
            hint = "haal het weg; hier horen alleen gewone bestanden"
        yield Finding(f"{top}/{printable('/'.join(parts))}", 1, 1, "dit bestand hoort hier niet", hint)


_OF_OFFICE = {".doc": "Word", ".docx": "Word", ".odt": "Writer", ".rtf": "Word", ".xls": "Excel", ".xlsx": "Excel"}


def _right_place(top: str, parts: tuple[str, ...]) -> str:
    """Where a file should stand that stands elsewhere, or has another ending."""
    folder, name = parts[0] if len(parts) > 1 else "", printable(parts[-1])
    suffix = Path(name).suffix.lower()
    if suffix in _OF_OFFICE or suffix == ".pdf":
        what = f"een bestand van {_OF_OFFICE[suffix]}" if suffix in _OF_OFFICE else "een pdf"
        return f"hier hoort geen {what.removeprefix('een ')}; zet de tekst in een bestand dat eindigt op {SUFFIX}"
    if re.search(r"~$|\.(bak|orig|old|swp|tmp)$", name, flags=re.IGNORECASE):
        return "haal het weg: het is een reservekopie, en die horen niet bij het voorstel"
    stem = re.sub(r"(\.ya?ml)?(\.(txt|ya?ml|yml|json|md|bak))?$", "", name, flags=re.IGNORECASE)
    stem = slug(stem[:MOST_LETTERS]) or "<naam>"
    kind = folder if folder in KINDS else nearest(folder[:MOST_LETTERS].lower(), KINDS) if folder else None
    if kind is None:
        return f"zet het in de map van zijn soort; een instrument wordt: {top}/instrumenten/{stem}{SUFFIX}"
    return f"geef het deze plaats en naam: {top}/{kind}/{stem}{SUFFIX}"


def _id(document: Document) -> str:
    """The id of an entry; a name that is no text, which is told apart, does not stop the look at what is inside."""
    return document.id if document.id.isprintable() and document.id.isascii() else "naam"


def _name_faults(document: Document) -> Iterator[Finding]:
    if not re.fullmatch(ID_PATTERN, document.id):
        yield document.finding(
            Place(1, 1),
            f"de bestandsnaam '{document.id}' mag niet",
            "gebruik alleen kleine letters zonder accent, cijfers en streepjes"
            + (f"; schrijf: {slug(document.id)}{SUFFIX}" if slug(document.id) else ""),
        )
    written = document.value.get("id", document.id)
    if written is not None and written != document.id:
        yield document.finding(
            document.place(("id",)),
            f"het id '{written}' is anders dan de bestandsnaam '{document.id}'",
            "haal de regel met 'id' weg",
        )
