"""Edities: what every entry said on a day, in a file that never changes again, so that it can be cited.

A file of `edities/` holds the entries that say something else than in the editie before it; what an editie says as a
whole is put together from its own file and all before it. Each file names the digest of the one before, and the lock
holds that of each. Nobody writes them by hand: `infobox editie` does.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from infobox.disk import UnfitFileError, below, printable, read_bounded
from infobox.entries.kinds import ID_PATTERN, KINDS, SHOWN, former_name
from infobox.entries.records import Entry
from infobox.findings import Finding

FOLDER = "edities"  # of the project, and of the site
SUFFIX = ".json"
DATA = "editie.json"  # the file itself, below the page of its editie
LIST = f"{FOLDER}/edities.json"
VERSION = "1"
MOST = 16 * 1024 * 1024  # bytes; ten times what all entries say together
DEEPEST = 12  # values inside each other
MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
# What an entry holds for who looks after it, or for the search: no reader of an editie misses it.
NOT_SAID = frozenset({"id", "was", "zoekwoorden", "herzien_op", "herzien_voor", "eigenaar", "gecontroleerd_op"})
_NAME = re.compile(rf"[a-z]+/{ID_PATTERN}")
_CODE = re.compile(r"[A-Z][0-9]{1,6}")
_KEYS = ("versie", "editie", "datum", "vorige", "weg", "onderwerpen")

Tekst = Mapping[str, Any]  # what an entry said: keys of data/, values as JSON has them


class NotAnEditieError(Exception):
    """A file is no editie; the text says in Dutch what is not as it should be."""


@dataclass(frozen=True)
class Editie:
    """One editie. `id` is its month, '2026-11'; `vorige` the id of the one before, or ''.

    `changed` holds what was new or said something else than in the one before: 'standaarden/zien' -> its text; `gone`
    what was there then, and is not any more. `source` is the file, and `sha256` its digest.
    """

    id: str
    datum: date
    vorige: str
    sha256: str
    changed: Mapping[str, Tekst]
    gone: tuple[str, ...]
    source: str = field(repr=False)

    @property
    def path(self) -> str:
        """The file, from the root of the project."""
        return f"{FOLDER}/{self.id}{SUFFIX}"

    @property
    def page(self) -> str:
        """Where it stands, from the root of the site."""
        return f"{FOLDER}/{self.id}/"

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of which something was new or changed, in the order of the site."""
        found = {name.partition("/")[0] for name in self.changed}
        return (*(kind for kind in KINDS if kind in found), *sorted(found - KINDS.keys()))

    @property
    def owner(self) -> str:
        """What the lock calls the file: with its digest, so that an address stays with the text that it gave."""
        return f"{FOLDER}/{self.id}#{self.sha256}"


@dataclass(frozen=True)
class Stand:
    """What an entry said, word for word the same in every editie from `since` until `until`."""

    name: str
    tekst: Tekst
    since: Editie
    until: Editie

    @property
    def titel(self) -> str:
        """What it was called."""
        return str(self.tekst["titel"])

    @property
    def code(self) -> str:
        """Its code, or '' for a kind without codes."""
        return str(self.tekst.get("code", ""))

    @property
    def anchor(self) -> str:
        """Where it stands on its page: the code in small letters, or the id of what has none."""
        return anchor_of(self.name, self.tekst)

    @property
    def path(self) -> str:
        """Where its text stands, from the root of the site."""
        return f"{self.since.page}{self.name.partition('/')[0]}/#{self.anchor}"


@dataclass(frozen=True)
class Edities:
    """Every editie that can be read, the oldest first. `faults` are of files that are none."""

    every: tuple[Editie, ...] = ()
    faults: tuple[Finding, ...] = ()

    @property
    def latest(self) -> Editie | None:
        """The newest; None as long as there is none."""
        return self.every[-1] if self.every else None

    @cached_property
    def _stands(self) -> Mapping[str, list[Stand]]:
        found: dict[str, list[Stand]] = {}
        open_now: dict[str, tuple[Tekst, Editie]] = {}

        def close(name: str, until: Editie) -> None:
            tekst, since = open_now.pop(name)
            found.setdefault(name, []).append(Stand(name, tekst, since, until))

        for before, editie in zip((None, *self.every), self.every, strict=False):
            for name in (*editie.changed, *editie.gone):
                if before and name in open_now:
                    close(name, before)
            open_now |= {name: (tekst, editie) for name, tekst in editie.changed.items()}
        for name in list(open_now):
            close(name, self.every[-1])
        return found

    def stands(self, kind: str, entry: Entry) -> list[Stand]:
        """Everything that an entry ever said in an editie, under all its names; the newest first."""
        if not self.every:
            return []
        former = [former_name(kind, name) for name in entry.levensloop.was]
        names = [f"{kind}/{entry.id}", *(f"{old}/{name}" for old, name in former if old)]
        found = [stand for name in dict.fromkeys(names) for stand in self._stands.get(name, [])]
        return sorted(found, key=lambda stand: stand.since.id, reverse=True)

    @cached_property
    def _whole(self) -> Mapping[str, Mapping[str, Stand]]:
        whole: dict[str, dict[str, Stand]] = {editie.id: {} for editie in self.every}
        order = list(whole)
        for stands in self._stands.values():
            for stand in stands:
                for one in order[order.index(stand.since.id) : order.index(stand.until.id) + 1]:
                    whole[one][stand.name] = stand
        return whole

    def whole(self, editie: str) -> Mapping[str, Stand]:
        """All that an editie says: 'standaarden/zien' -> its text. Raises KeyError when there is no such editie."""
        return self._whole[editie]

    def says(self, kind: str, entry: Entry) -> str:
        """The newest editie, when it says of an entry what the entry says now; else ''."""
        if self.latest is None:
            return ""
        stand = self.whole(self.latest.id).get(f"{kind}/{entry.id}")
        return self.latest.id if stand and stand.tekst == said(entry) else ""


def anchor_of(name: str, tekst: Tekst) -> str:
    """The anchor of a text on the page of its kind."""
    return str(tekst.get("code", "")).lower() or name.partition("/")[2]


def said(entry: Entry) -> Tekst:
    """What an entry says to readers, as values of JSON; what is not filled in is no key."""
    pruned = _pruned(entry.model_dump(mode="json", exclude_none=True, exclude_defaults=True))
    assert isinstance(pruned, dict)
    return pruned


def _pruned(value: Any) -> Any:
    match value:
        case dict():
            kept = {key: _pruned(inside) for key, inside in value.items() if key not in NOT_SAID}
            return {key: inside for key, inside in kept.items() if inside not in ({}, [], "")}
        case list():
            return [_pruned(inside) for inside in value]
    return value


def all_said(every: Mapping[str, Mapping[str, Entry]]) -> dict[str, Tekst]:
    """Name -> what it says, of every entry with an address; `every` is kind -> id -> entry."""
    return {f"{kind}/{entry.id}": said(entry) for kind in SHOWN for entry in every[kind].values()}


def freeze(now: Mapping[str, Tekst], day: date, edities: Edities) -> str:
    """The file of a new editie of this day, that says `now`. `edities` are those before it."""
    before = edities.whole(edities.latest.id) if edities.latest else {}
    changed = {name: tekst for name, tekst in sorted(now.items()) if name not in before or before[name].tekst != tekst}
    head = {
        "versie": VERSION,
        "editie": f"{day:%Y-%m}",
        "datum": day.isoformat(),
        "vorige": {"editie": edities.latest.id, "sha256": edities.latest.sha256} if edities.latest else None,
        "weg": sorted(before.keys() - now.keys()),
    }
    # A line for each entry: so a reviewer sees what an editie brings, and git keeps little of it.
    lines = [f'"{key}": {_json(value)},' for key, value in head.items()]
    inside = ",\n".join(f'"{name}": {_json(tekst)}' for name, tekst in changed.items())
    return "\n".join(["{", *lines, '"onderwerpen": {', inside, "}", "}", ""])


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def read(folder: Path) -> Edities:
    """Every editie in a folder; none when it is not there. What is wrong with a file becomes a finding."""
    faults: list[Finding] = []
    every: list[Editie] = []
    for path in below(folder) if folder.is_dir() and not folder.is_symlink() else ():
        name = f"{FOLDER}/{printable(path.relative_to(folder).as_posix())}"
        if name == f"{FOLDER}/README.md":
            continue
        if path.parent != folder or path.suffix != SUFFIX or not MONTH.fullmatch(path.stem):
            hint = f"haal het weg; in {FOLDER}/ staan alleen edities, met een naam als 2026-11{SUFFIX}"
            faults.append(Finding(name, 1, 1, "dit bestand hoort hier niet", hint))
            continue
        try:
            every.append(parse(read_bounded(path, MOST), path.stem))
        except UnfitFileError as error:
            faults.append(Finding(name, 1, 1, error.message, restore(path.stem)))
        except NotAnEditieError as error:
            faults.append(Finding(name, 1, 1, f"dit is geen hele editie: {error}", restore(path.stem)))
    every.sort(key=lambda editie: editie.id)
    return Edities(tuple(every), (*faults, *_broken_chains(every, {fault.path for fault in faults})))


def _broken_chains(every: Iterable[Editie], unread: set[str]) -> Iterator[Finding]:
    """A finding for each editie that does not go on from the one before it."""
    before: Editie | None = None
    for editie in every:
        told = json.loads(editie.source)["vorige"]
        meant = {"editie": before.id, "sha256": before.sha256} if before else None
        if told != meant and f"{FOLDER}/{editie.vorige}{SUFFIX}" not in unread:
            what = f"editie {before.id}, zoals die er nu staat" if before else "een lege lijst"
            message = f"deze editie volgt niet op {what}"
            yield Finding(editie.path, 1, 1, message, restore(editie.vorige or editie.id))
        before = editie


def restore(editie: str) -> str:
    """What to do about the file of an editie that is not what it was."""
    return f"zet het terug zoals het op main staat: git checkout origin/main -- {FOLDER}/{editie}{SUFFIX}"


def parse(raw: bytes, month: str) -> Editie:
    """The editie that a file is. Raises NotAnEditieError."""
    try:
        source = raw.decode("utf-8")
        read = json.loads(source)
    except (ValueError, RecursionError):
        raise NotAnEditieError("het is geen JSON") from None
    if not isinstance(read, dict) or tuple(read) != _KEYS:
        raise NotAnEditieError(f"er horen deze sleutels in, in deze volgorde: {', '.join(_KEYS)}")
    if read["versie"] != VERSION:
        raise NotAnEditieError(f"de versie is niet {VERSION}")
    try:
        datum = date.fromisoformat(read["datum"])
    except (TypeError, ValueError):
        raise NotAnEditieError("bij 'datum' staat geen dag") from None
    if read["editie"] != month or f"{datum:%Y-%m}" != month:
        raise NotAnEditieError("de maand van 'editie' en 'datum' is niet die van de bestandsnaam")
    vorige = read["vorige"]
    if vorige is not None and not (
        isinstance(vorige, dict)
        and {key: type(value) for key, value in vorige.items()} == {"editie": str, "sha256": str}
        and MONTH.fullmatch(vorige["editie"])
    ):
        raise NotAnEditieError("bij 'vorige' staat geen editie met haar sha256")
    names = [*read["weg"], *read["onderwerpen"]] if isinstance(read["weg"], list) else [None]
    if not isinstance(read["onderwerpen"], dict) or not all(
        isinstance(name, str) and _NAME.fullmatch(name) for name in names
    ):
        raise NotAnEditieError("bij 'weg' en 'onderwerpen' staat iets dat geen soort en naam is")
    for name, tekst in read["onderwerpen"].items():
        if not isinstance(tekst, dict) or not isinstance(tekst.get("titel"), str) or not _is_plain(tekst):
            raise NotAnEditieError(f"de tekst van {name} is geen onderwerp")
        if not _CODE.fullmatch(str(tekst.get("code", "A1"))):
            raise NotAnEditieError(f"de code van {name} is geen code")
    return Editie(
        month,
        datum,
        vorige["editie"] if vorige else "",
        hashlib.sha256(raw).hexdigest(),
        read["onderwerpen"],
        tuple(read["weg"]),
        source,
    )


def _is_plain(value: Any, depth: int = 0) -> bool:
    """Whether a value holds only texts, numbers, yes and no, in lists and records that are not too deep."""
    if depth > DEEPEST:
        return False
    match value:
        case dict():
            return all(_is_plain(inside, depth + 1) for inside in value.values())
        case list():
            return all(_is_plain(inside, depth + 1) for inside in value)
    return isinstance(value, str | int | float | bool)
