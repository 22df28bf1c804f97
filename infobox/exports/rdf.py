"""RDF in two notations, Turtle and JSON-LD, of the same nodes. Only what our products say is here: no reader, no graph.

rdflib would do this too, with five packages more in every build; the tests read both notations with it.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

PREFIXES: Mapping[str, str] = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
LANGUAGE = "nl"


@dataclass(frozen=True)
class Iri:
    """A thing by its absolute address."""

    address: str


@dataclass(frozen=True)
class Text:
    """Words in Dutch."""

    words: str


@dataclass(frozen=True)
class Node:
    """What is said of a thing: its class, and (property, value) in order; both as `prefix:name`.

    `address` is '' for a thing without one, that only stands within another.
    """

    address: str
    kind: str
    said: Sequence[tuple[str, "Value"]]


Value = Iri | Text | Node | str | date | bool


def turtle(nodes: Sequence[Node]) -> str:
    """The nodes in Turtle."""
    blocks = [f"<{_iri(node.address)}> {_inside(node, 1)} .\n" for node in nodes]
    used = _used(nodes)
    head = "".join(f"@prefix {name}: <{address}> .\n" for name, address in PREFIXES.items() if name in used)
    return "\n".join([head, *blocks])


def json_ld(nodes: Sequence[Node]) -> str:
    """The nodes in JSON-LD, with all that a reader needs to know in the file itself."""
    used = _used(nodes)
    context = {name: address for name, address in PREFIXES.items() if name in used}
    document = {"@context": context, "@graph": [_object(node) for node in nodes]}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _used(nodes: Iterable[Node]) -> set[str]:
    """The prefixes that the nodes use."""
    found = set()
    for node in nodes:
        found |= {node.kind.partition(":")[0], *(name.partition(":")[0] for name, _ in node.said)}
        found |= {"xsd" for _, value in node.said if isinstance(value, date)}
        found |= _used(value for _, value in node.said if isinstance(value, Node))
    return found


def _inside(node: Node, depth: int) -> str:
    indent = "  " * depth
    return f" ;\n{indent}".join([f"a {node.kind}", *(f"{name} {_term(value, depth)}" for name, value in node.said)])


def _term(value: Value, depth: int) -> str:
    match value:
        case Node(address=""):
            return f"[ {_inside(value, depth + 1)} ]"
        case Node(address=address) | Iri(address=address):
            return f"<{_iri(address)}>"
        case Text(words=words):
            return f"{_quoted(words)}@{LANGUAGE}"
        case bool():
            return "true" if value else "false"
        case date():
            return f'"{value.isoformat()}"^^xsd:date'
    return _quoted(value)


def _quoted(words: str) -> str:
    """A literal; JSON escapes nothing that Turtle would not understand."""
    return json.dumps(words, ensure_ascii=False)


def _iri(address: str) -> str:
    """An address in which nothing ends it."""
    return re.sub(
        r"[\x00-\x20<>\"{}|^`\\]", lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), address
    )


def _object(node: Node) -> dict[str, Any]:
    made: dict[str, Any] = {"@id": _iri(node.address)} if node.address else {}
    made["@type"] = node.kind
    for name, value in node.said:
        made.setdefault(name, []).append(_json(value))
    return {key: one[0] if isinstance(one, list) and len(one) == 1 else one for key, one in made.items()}


def _json(value: Value) -> Any:
    match value:
        case Node(address=""):
            return _object(value)
        case Node(address=address) | Iri(address=address):
            return {"@id": _iri(address)}
        case Text(words=words):
            return {"@value": words, "@language": LANGUAGE}
        case date():
            return {"@value": value.isoformat(), "@type": "xsd:date"}
    return value
