"""The sample with something hostile in every field that holds text, as if it had slipped past the check."""

import functools
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal, get_origin
from unittest import mock

from pydantic import BaseModel

from infobox.catalogue.edities import Edities
from infobox.catalogue.infobox import Infobox, assemble
from infobox.entries.kinds import KINDS
from infobox.entries.records import Entry
from infobox.site.project import read
from tests.conftest import TODAY
from tests.site_fixtures import build_site, folder, sample_project

HOSTILE = (
    "{{ 7*7 }} {% raw %} <script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:1) ![y](javascript:2) "
    "<javascript:3> **gevaarvet** `gevaarcode` \" onmouseover=\"alert(1) ' onfocus='alert(1) {: onclick=alert(1) } "
    "&lt;b&gt; </p></div></li></title><h1>binnen</h1> \\[z](javascript:4) --> ]]> }}{{"
)
BLOCKS = (
    HOSTILE
    + "\n\n# kop\n\n- punt\n\n```\ncode\n```\n\n    ingesprongen <script>alert(2)</script>\n\n[x]: javascript:5\n"
)
SCRIPT = 'JaVaScRiPt:alert(1)//"><script>alert(3)</script>{{ 7*7 }}'


def poisoned(infobox: Infobox, *, blocks: str = BLOCKS, line: str = HOSTILE) -> Infobox:
    """The same entries with something hostile in every field that holds text, made without any check."""
    ids = {entry_id for kind in KINDS for entry_id in infobox.with_retired(kind)}
    entries: dict[str, list[Entry]] = {
        kind: [_poison(entry, ids, (blocks, line)) for entry in infobox.with_retired(kind).values()] for kind in KINDS
    }
    edities = (replace(one, changed=_poison_said(one.changed, (blocks, line))) for one in infobox.edities.every)
    return assemble(entries, Edities(tuple(edities)))


def _poison_said(value: Any, words: tuple[str, str]) -> Any:
    """What editions say, hostile too; codes and anchors make addresses, which the check sees to."""
    if isinstance(value, dict):
        return {
            key: inside if key in ("code", "anker") else _poison_said(inside, words) for key, inside in value.items()
        }
    if isinstance(value, list):
        return [_poison_said(inside, words) for inside in value]
    return words[len(value) < 40] if isinstance(value, str) else value


def _poison(record: Any, ids: set[str], words: tuple[str, str]) -> Any:
    changed: dict[str, Any] = {}
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        if name in ("id", "code", "anker", "was", "vervangen_door") or get_origin(field.annotation) is Literal:
            continue
        changed[name] = _poison_value(name, value, ids, words)
    return type(record).model_construct(**{**dict(record), **changed})


def _poison_value(name: str, value: Any, ids: set[str], words: tuple[str, str]) -> Any:
    if isinstance(value, BaseModel):
        return _poison(value, ids, words)
    if isinstance(value, list):
        if name == "doelgroepen":
            return value
        return [_poison_value(name, item, ids, words) for item in value]
    if isinstance(value, str) and value not in ids:
        if name == "url":
            return SCRIPT
        return words[name not in ("omschrijving", "samenvatting", "tekst", "wanneer")]
    return value


@functools.cache
def hostile_site() -> Path:
    """A site of the sample with all that; removed when the tests end."""
    hostile = poisoned(read(sample_project() / "data", sample_project() / "docs", TODAY).infobox)
    with mock.patch("infobox.site.project.assemble", return_value=hostile):
        target = folder("infobox-hostile-") / "site"
        return build_site(target, root=sample_project(), today=TODAY, INFOBOX_REPO_URL="https://forge.test/a/b")
