"""The data as it stands, for programs: static JSON below api/v1/, the models as JSON Schema, and OpenAPI.

Every file is an object with `versie` first; what is added later never takes the place of what is there. Keys are those
of data/. An entry that had another name can be asked for under that name too: a static file cannot lead on.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from infobox.catalogue.addresses import DATA_FOLDER, data_path, lasting_path
from infobox.catalogue.citation import cite_page, own_page
from infobox.catalogue.facets import MATRICES, crossed
from infobox.catalogue.history import History, plain
from infobox.catalogue.identity import LICENCE, Site
from infobox.catalogue.infobox import Infobox, code_of
from infobox.entries.kinds import ID_PATTERN, KINDS, SHOWN, entry_path
from infobox.entries.model import MODELS
from infobox.entries.records import Entry
from infobox.entries.relations import relations
from infobox.exports.source import Source

VERSION = "1"  # of the envelope, and in every file
RELEASE = "1.1.0"  # what is there; told on the page about data, where every release is explained
FOLDER = DATA_FOLDER
DIALECT = "https://json-schema.org/draft/2020-12/schema"
OWNER = "api"
WHOLE = ("index", "relaties", "matrix", "wijzigingen", "openapi")


def addresses(_: Infobox) -> Iterator[tuple[str, str]]:
    """(address, owner) of every file; '*' stands for each entry of a kind."""
    yield from ((f"/{FOLDER}/{name}.json", OWNER) for name in WHOLE)
    for kind in SHOWN:
        yield f"/{FOLDER}/{kind}.json", kind
        yield f"/{FOLDER}/{kind}/*.json", kind
        yield f"/{FOLDER}/schema/{kind}.json", kind
    yield from ((f"/{FOLDER}/schema/{name}.json", OWNER) for name in _ENVELOPES)


def files(source: Source) -> Iterator[tuple[str, str]]:
    """(path, JSON) of every file."""
    infobox, site = source.infobox, source.site
    yield _file("index", _index(infobox, site))
    for kind in SHOWN:
        every = infobox.with_retired(kind)
        rows = [_row(kind, entry, site) for entry in every.values()]
        yield _file(kind, {"soort": kind, "aantal": infobox.count(kind), kind: rows})
        yield _file(f"schema/{kind}", schema(kind))
        for entry in every.values():
            yield _file(f"{kind}/{entry.id}", record(kind, entry, site, infobox.editie_of(kind, entry)))
    for (old_kind, name), (kind, entry) in infobox.former_names.items():
        if old_kind in SHOWN and name not in infobox.with_retired(old_kind):
            yield _file(f"{old_kind}/{name}", record(kind, entry, site, infobox.editie_of(kind, entry)))
    yield _file("relaties", {"relaties": list(_relations(infobox))})
    matrix = {across: crossed(infobox, "standaard", across) for across in MATRICES}
    yield _file("matrix", {"matrix": {"standaard": matrix}})
    yield _file("wijzigingen", {"wijzigingen": list(_changes(infobox))})
    yield from (_file(f"schema/{name}", envelope(name)) for name in _ENVELOPES)
    yield f"{FOLDER}/openapi.json", _json(openapi(infobox, site))


def record(kind: str, entry: Entry, site: Site, editie: str = "") -> dict[str, Any]:
    """What the file of one entry holds, without its version: where it is, how to cite it, and all of its data."""
    return {
        "soort": kind,
        "pagina": site.url + entry_path(kind, entry.id),
        "kort": site.url + lasting_path(kind, entry),
        "licentie": LICENCE,
        "citeren": str(cite_page(own_page(kind, entry, site, editie=editie))),
        "gegevens": entry.model_dump(mode="json", exclude_none=True),
    }


def schema(kind: str) -> dict[str, Any]:
    """The JSON Schema of the file of one entry of a kind; what is not known is no key."""
    data = MODELS[kind].model_json_schema(mode="serialization", ref_template="#/$defs/{model}")
    definitions = data.pop("$defs", {})
    record = {key: {"type": "string"} for key in ("soort", "pagina", "kort", "licentie", "citeren")}
    return {
        "$schema": DIALECT,
        "title": KINDS[kind].singular.capitalize(),
        "type": "object",
        "required": ["versie", *record, "gegevens"],
        "properties": {"versie": {"const": VERSION}, **record, "gegevens": _open(data)},
        "$defs": {name: _open(one) for name, one in definitions.items()},
    }


def envelope(name: str) -> dict[str, Any]:
    """The JSON Schema of a file that is no entry: `lijst` of the list of any kind, else of the file of that name."""
    return {"$schema": DIALECT, "title": _WHOLE_TOLD[name], "type": "object", **_ENVELOPES[name]}


def _exactly(**properties: Any) -> dict[str, Any]:
    """An object that has all of these."""
    return {"type": "object", "required": list(properties), "properties": properties}


_TEXT, _NUMBER, _DAY = {"type": "string"}, {"type": "integer", "minimum": 0}, {"type": "string", "format": "date"}
_NAMED = {"type": "string", "pattern": f"^[a-z]+/{ID_PATTERN}$"}
_VERSION = {"versie": {"const": VERSION}}
_ROW = _exactly(
    id={"type": "string", "pattern": f"^{ID_PATTERN}$"},
    titel=_TEXT,
    in_het_kort=_TEXT,
    status={"enum": ["actief", "vervallen", "gesplitst"]},
    pagina=_TEXT,
    bestand=_TEXT,
)
_ROW["properties"]["code"] = {"type": "string", "pattern": "^[A-Z][0-9]+$"}
_OF_A_KIND = _exactly(soort={"enum": list(SHOWN)}, titel=_TEXT, aantal=_NUMBER, lijst=_TEXT, schema=_TEXT)
_ENVELOPES: Mapping[str, dict[str, Any]] = {
    "index": _exactly(
        **_VERSION,
        naam=_TEXT,
        adres=_TEXT,
        licentie=_TEXT,
        gewijzigd={"anyOf": [_DAY, {"const": ""}]},
        soorten={"type": "array", "items": _OF_A_KIND},
        bestanden={"type": "array", "items": _TEXT},
    ),
    "lijst": {
        **_exactly(**_VERSION, soort={"enum": list(SHOWN)}, aantal=_NUMBER),
        "oneOf": [_exactly(**{kind: {"type": "array", "items": _ROW}}) for kind in SHOWN],
    },
    "relaties": _exactly(
        **_VERSION, relaties={"type": "array", "items": _exactly(van=_NAMED, als=_TEXT, naar=_NAMED)}
    ),
    "matrix": _exactly(
        **_VERSION,
        matrix={"type": "object", "additionalProperties": {"type": "object", "additionalProperties": {
            "type": "object", "additionalProperties": {"type": "object", "additionalProperties": _NUMBER}}}},
    ),
    "wijzigingen": _exactly(
        **_VERSION,
        wijzigingen={
            "type": "array",
            "items": _exactly(datum=_DAY, tekst=_TEXT, onderwerpen={"type": "array", "items": _NAMED}),
        },
    ),
}  # fmt: skip


def openapi(infobox: Infobox, site: Site) -> dict[str, Any]:
    """All files as OpenAPI 3.1. What moved to another kind is answered under its old name, as what it is now."""
    moved = {(old, now) for (old, _), (now, _) in infobox.former_names.items() if old in SHOWN and old != now}
    paths = {
        f"/{name}.json": _operation(_WHOLE_TOLD[name], _told_by(name) if name in _ENVELOPES else {"type": "object"})
        for name in WHOLE
    }
    for name in _ENVELOPES:
        paths[f"/schema/{name}.json"] = _operation(f"JSON Schema: {_WHOLE_TOLD[name]}", {"type": "object"})
    for kind, shown in SHOWN.items():
        paths[f"/{kind}.json"] = _operation(f"Alle {shown.title.lower()}, kort.", _told_by("lijst"))
        paths[f"/schema/{kind}.json"] = _operation(f"JSON Schema van een {shown.singular}.", {"type": "object"})
        found = [_told_by(kind), *(_told_by(now) for old, now in sorted(moved) if old == kind)]
        answer = found[0] if len(found) == 1 else {"anyOf": found}
        one = _operation(f"Een {shown.singular}, met alle gegevens.", answer)
        asked = {
            "name": "id",
            "in": "path",
            "required": True,
            "schema": {"type": "string", "pattern": f"^{ID_PATTERN}$"},
        }
        one["get"]["parameters"] = [asked]
        one["get"]["responses"]["404"] = {"description": "Er is niets met dit id, en het was er nooit."}
        paths[f"/{kind}/{{id}}.json"] = one
    return {
        "openapi": "3.1.0",
        "info": {
            "title": site.name,
            "version": RELEASE,
            "description": "De gegevens van deze site, als vaste bestanden. Alleen lezen; geen sleutel nodig.",
            "license": {"name": "CC BY 4.0", "url": LICENCE},
            **({"contact": {"name": site.name, "url": f"{site.url}bijdragen/"}} if site.url else {}),
        },
        "servers": [{"url": f"{site.url or '/'}{FOLDER}"}],
        "paths": paths,
        "components": {
            "schemas": {kind: _in_components(schema(kind), kind) for kind in SHOWN}
            | {name: _in_components(envelope(name), name) for name in _ENVELOPES}
        },
    }


def _told_by(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


_WHOLE_TOLD = {
    "index": "Wat er is, met aantallen.",
    "lijst": "Alle onderwerpen van een soort, kort.",
    "relaties": "Welk onderwerp welk ander noemt.",
    "matrix": "Hoeveel instrumenten elke standaard heeft, per waarde van een kant.",
    "wijzigingen": "Wat er veranderde, het nieuwste eerst.",
    "openapi": "Dit document.",
}


def _index(infobox: Infobox, site: Site) -> dict[str, Any]:
    kinds = [
        {"soort": kind, "titel": shown.title, "aantal": infobox.count(kind), "lijst": f"{kind}.json",
         "schema": f"schema/{kind}.json"}
        for kind, shown in SHOWN.items()
    ]  # fmt: skip
    changes = History(infobox).changes
    return {
        "naam": site.name,
        "adres": f"{site.url}{FOLDER}/" if site.url else "",
        "licentie": LICENCE,
        "gewijzigd": changes[0].datum.isoformat() if changes else "",
        "soorten": kinds,
        "bestanden": [f"{name}.json" for name in WHOLE if name != "index"],
    }


def _row(kind: str, entry: Entry, site: Site) -> dict[str, Any]:
    code = {"code": code_of(entry)} if code_of(entry) else {}
    return {
        "id": entry.id,
        **code,
        "titel": entry.titel,
        "in_het_kort": entry.in_short,
        "status": entry.levensloop.status,
        "pagina": site.url + entry_path(kind, entry.id),
        "bestand": data_path(kind, entry).removeprefix(f"{FOLDER}/"),
    }


def _relations(infobox: Infobox) -> Iterator[dict[str, str]]:
    for relation in relations():
        if relation.kind not in SHOWN or relation.target not in SHOWN:
            continue
        for entry in infobox.of_kind(relation.kind).values():
            for target in _at(entry.model_dump(), relation.pattern.split(".")):
                yield {
                    "van": f"{relation.kind}/{entry.id}",
                    "als": relation.pattern.replace(".*", ""),
                    "naar": f"{relation.target}/{target}",
                }


def _at(value: Any, path: list[str]) -> Iterator[str]:
    if value is None:
        return
    if not path:
        yield str(value)
    elif path[0] == "*":
        for item in value:
            yield from _at(item, path[1:])
    else:
        yield from _at(value.get(path[0]), path[1:])


def _changes(infobox: Infobox) -> Iterator[dict[str, Any]]:
    for change in History(infobox).changes:
        yield {
            "datum": change.datum.isoformat(),
            "tekst": plain(change.tekst, infobox),
            "onderwerpen": [f"{kind}/{entry.id}" for kind, entry in change.entries],
        }


def _open(node: Any) -> Any:
    """A schema for who reads: what may be left out is not required, and what is not there is never null."""
    if isinstance(node, list):
        return [_open(item) for item in node]
    if not isinstance(node, dict):
        return node
    made = {key: _open(value) for key, value in node.items() if key not in ("additionalProperties", "default")}
    if "required" in made and "properties" in made:
        made["required"] = [key for key in made["required"] if not _may_be_null(made["properties"][key])]
    choices = [one for one in made.get("anyOf", []) if one != {"type": "null"}]
    if len(choices) == 1:
        made = {**choices[0], **{key: value for key, value in made.items() if key != "anyOf"}}
    return made


def _may_be_null(node: Mapping[str, Any]) -> bool:
    return "anyOf" in node and {"type": "null"} in node["anyOf"]


def _in_components(node: Any, kind: str) -> Any:
    """The same schema inside the document of all of them."""
    if isinstance(node, list):
        return [_in_components(item, kind) for item in node]
    if not isinstance(node, dict):
        return node
    made = {key: _in_components(value, kind) for key, value in node.items() if key != "$schema"}
    if isinstance(made.get("$ref"), str):
        made["$ref"] = made["$ref"].replace("#/$defs/", f"#/components/schemas/{kind}/$defs/")
    return made


def _operation(told: str, answer: Mapping[str, Any]) -> dict[str, Any]:
    content = {"application/json": {"schema": dict(answer)}}
    return {"get": {"summary": told, "responses": {"200": {"description": told, "content": content}}}}


def _file(name: str, content: Mapping[str, Any]) -> tuple[str, str]:
    versioned = {} if "$schema" in content else {"versie": VERSION}
    return f"{FOLDER}/{name}.json", _json({**versioned, **content})


def _json(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
