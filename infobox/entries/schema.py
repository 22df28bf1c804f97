"""The models as JSON Schema, for editors that complete keys and explain them: one file for each kind.

What a schema cannot say (that an id exists, that a code is free) stays with the check.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from infobox.entries.kinds import KINDS
from infobox.entries.model import MODELS
from infobox.entries.values import REFERENCE_MARK

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TIE = "# yaml-language-server: $schema="


def tie(kind: str) -> str:
    """The first line of a file of a kind: a comment by which editors with the YAML extension find its schema."""
    return f"{_TIE}../../schema/{kind}.json"


def is_tie(line: str) -> bool:
    """Whether a line says which schema a file has, the right one or another."""
    return line.startswith(_TIE)


def schema(kind: str, ids: Mapping[str, Iterable[str]]) -> dict[str, Any]:
    """The schema of a file of a kind; `ids` are the names of the files there are, for completion. KeyError: no kind."""
    made = MODELS[kind].model_json_schema()
    made["properties"].pop("id")
    made["required"] = [key for key in made["required"] if key != "id"]
    for record in made.get("$defs", {}).values():
        record.pop("description", None)  # a docstring: for programmers
        record.pop("title", None)
    told = f"Een {KINDS[kind].singular}: een bestand in data/{kind}/."
    return {
        "$schema": DIALECT,
        **_for_editors(made, ids),
        "title": KINDS[kind].singular.capitalize(),
        "description": told,
    }


def _for_editors(node: Any, ids: Mapping[str, Iterable[str]]) -> Any:
    """Without `null`, which stands for a line that is not there, and with the ids that a reference can be."""
    if isinstance(node, list):
        return [_for_editors(item, ids) for item in node]
    if not isinstance(node, dict):
        return node
    made = {key: _for_editors(value, ids) for key, value in node.items() if key not in ("default", REFERENCE_MARK)}
    if REFERENCE_MARK in node:
        made |= {"examples": sorted(ids[node[REFERENCE_MARK]])} if node[REFERENCE_MARK] in ids else {}
    choices = [one for one in made.get("anyOf", []) if one != {"type": "null"}]
    if len(choices) == 1:
        made = {**choices[0], **{key: value for key, value in made.items() if key != "anyOf"}}
    return made
