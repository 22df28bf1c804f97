"""What an editie says, as facts for a page: from the file of that day, whatever the models are called now.

Titles of fields are those of the models of today, and the key itself for what no model has any more. What an entry
names is called as it was called in that editie.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from infobox.catalogue.dutch import date_nl
from infobox.catalogue.edities import Editie, Edities, Stand
from infobox.catalogue.infobox import Infobox
from infobox.entries.fields import LAST, fields_of
from infobox.entries.kinds import KINDS, REFERENCE, SHOWN
from infobox.entries.model import MODELS
from infobox.entries.records import Entry
from infobox.entries.relations import relations
from infobox.pages.facts import Fact

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_IN_THE_HEAD = ("titel", "code")


class FormerTexts:
    """The texts of every editie, as pages show them."""

    def __init__(self, edities: Edities) -> None:
        self._edities = edities
        self._titles = {kind: {one.key: one.titel for one in fields_of(model)} for kind, model in MODELS.items()}
        self._targets = {(one.kind, one.pattern.replace(".*", "")): one.target for one in relations()}

    def facts(self, stand: Stand) -> tuple[Fact, ...]:
        """All that was said of an entry, but for its title and code; what every kind has stands last."""
        told = self._edities.whole(stand.since.id)
        codes = {one.code: one.titel for one in told.values() if one.code}
        kind = stand.name.partition("/")[0]

        def text(value: Any, target: str) -> str:
            match value:
                case bool():
                    return "ja" if value else "nee"
                case str() if target and f"{target}/{value}" in told:
                    return told[f"{target}/{value}"].titel
                case str() if _DAY.fullmatch(value):
                    return date_nl(date.fromisoformat(value))
            return REFERENCE.sub(lambda match: _named(match, codes), str(value))

        def inside(record: Mapping[str, Any], path: str) -> Iterator[Fact]:
            for key, value in sorted(record.items(), key=lambda item: item[0] in LAST):
                if path == "" and key in _IN_THE_HEAD:
                    continue
                here = f"{path}{key}"
                title = self._titles.get(kind, {}).get(here, key.replace("_", " ").capitalize())
                values: list[Any] = value if isinstance(value, list) else [value]
                if values and all(isinstance(one, dict) for one in values):
                    yield Fact(title, records=tuple(tuple(inside(one, f"{here}.")) for one in values))
                else:
                    target = self._targets.get((kind, here), "")
                    yield Fact(title, texts=tuple(text(one, target) for one in values))

        return tuple(inside(stand.tekst, ""))


def _named(match: re.Match[str], codes: Mapping[str, str]) -> str:
    return f"{codes[match[1]]} ({match[1]})" if match[1] in codes else match[0]


def per_kind(edities: Edities, editie: Editie) -> dict[str, list[Stand]]:
    """Everything that an editie says, under its kinds, each in the order of codes or titles."""
    groups: dict[str, list[Stand]] = {kind: [] for kind in KINDS}
    for stand in sorted(edities.whole(editie.id).values(), key=_order):
        groups.setdefault(stand.name.partition("/")[0], []).append(stand)
    return {kind: stands for kind, stands in groups.items() if stands}


def _order(stand: Stand) -> tuple[int, str, str]:
    return (len(stand.code), stand.code, stand.titel.casefold())


def changed_since(infobox: Infobox) -> list[tuple[str, Entry]]:
    """(kind, entry) of all that is new or says something else than in the newest editie; nothing without one."""
    return [
        (kind, entry)
        for kind in (SHOWN if infobox.edities.every else ())
        for entry in infobox.with_retired(kind).values()
        if not infobox.editie_of(kind, entry)
    ]


def now_of(infobox: Infobox, stand: Stand) -> tuple[str, Entry] | None:
    """What an entry of an editie is now: (kind, entry); None when nobody says what became of it."""
    kind, _, entry_id = stand.name.partition("/")
    if kind in SHOWN and entry_id in infobox.with_retired(kind):
        return kind, infobox.with_retired(kind)[entry_id]
    return infobox.former_names.get((kind, entry_id))
