"""The begrippen as SKOS, by the Dutch profile for it (NL-SBB, SKOS-AP-NL), in Turtle and JSON-LD.

A begrip is named by its address, so there are files only where the site's own address is known.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from infobox.catalogue.history import last_change, plain
from infobox.catalogue.identity import LICENCE, Site
from infobox.catalogue.infobox import Infobox
from infobox.entries.kinds import entry_path
from infobox.entries.model import Begrip
from infobox.entries.records import Bronverwijzing
from infobox.exports.rdf import Iri, Node, Text, Value, json_ld, turtle
from infobox.exports.source import Source
from infobox.exports.tables import FOLDER

KIND = "begrippen"
PATH = f"{FOLDER}/{KIND}"
_EDITORS = "Uitleg van de redactie: de bron noemt het woord, maar omschrijft het niet."
_SCHEME = (
    "Woorden uit het werk van lokale teams bij huiselijk geweld en kindermishandeling, kort uitgelegd. "
    "Wat breder en verwant is, staat er voor zover een bron het zegt."
)


def addresses(_: Infobox) -> Iterator[tuple[str, str]]:
    """(address, owner) of both files, also while the site has no address of its own."""
    yield from ((f"/{PATH}.{end}", KIND) for end in ("ttl", "jsonld"))


def files(source: Source) -> Iterator[tuple[str, str]]:
    """(path, text) in both notations; nothing when the address of the site is not known."""
    if source.site.url:
        nodes = list(concepts(source.infobox, source.site))
        yield f"{PATH}.ttl", turtle(nodes)
        yield f"{PATH}.jsonld", json_ld(nodes)


def concepts(infobox: Infobox, site: Site) -> Iterator[Node]:
    """The list as a whole, then every begrip, those that are no more too."""
    top = [begrip for begrip in infobox.begrippen.values() if not begrip.breder]
    changed = max(filter(None, map(last_change, infobox.begrippen.values())), default=None)
    scheme: list[tuple[str, Value]] = [
        ("dct:title", Text(f"Begrippen van {site.name}")),
        ("rdfs:comment", Text(_SCHEME)),
        ("dct:license", Iri(LICENCE)),
        *([("dct:modified", changed)] if changed else []),
        *(("skos:hasTopConcept", Iri(_address(begrip, site))) for begrip in top),
    ]
    yield Node(_scheme(site), "skos:ConceptScheme", scheme)
    for entry in infobox.with_retired(KIND).values():
        assert isinstance(entry, Begrip)
        yield Node(_address(entry, site), "skos:Concept", list(_said(entry, infobox, site)))


def _scheme(site: Site) -> str:
    return f"{site.url}{KIND}/"


def _address(begrip: Begrip, site: Site) -> str:
    return site.url + entry_path(KIND, begrip.id)


def _said(begrip: Begrip, infobox: Infobox, site: Site) -> Iterator[tuple[str, Value]]:
    others = list(dict.fromkeys(one for one in begrip.synoniemen if one != begrip.titel))
    hidden = dict.fromkeys(one for one in begrip.zoekwoorden if one not in (begrip.titel, *others))
    active = begrip.levensloop.status == "actief"
    yield "skos:prefLabel", Text(begrip.titel)
    yield from (("skos:altLabel", Text(one)) for one in others)
    yield from (("skos:hiddenLabel", Text(one)) for one in hidden)
    yield "skos:definition", Text(plain(begrip.omschrijving, infobox))
    if begrip.herkomst == "redactie":
        yield "skos:scopeNote", Text(_EDITORS)
    yield "skos:inScheme", Iri(_scheme(site))
    if active and not begrip.breder:
        yield "skos:topConceptOf", Iri(_scheme(site))
    if active:
        yield from (("skos:broader", Iri(_address(one, site))) for one in infobox.broader(begrip))
        yield from (("skos:narrower", Iri(_address(one, site))) for one in infobox.narrower(begrip.id))
        yield from (("skos:related", Iri(_address(one, site))) for one in infobox.related(begrip.id))
    else:
        yield "owl:deprecated", True
        if begrip.levensloop.reden:
            yield "skos:historyNote", Text(plain(begrip.levensloop.reden, infobox))
        for name in begrip.levensloop.vervangen_door:
            kind, _, entry_id = name.rpartition("/")
            yield "dct:isReplacedBy", Iri(site.url + entry_path(kind or KIND, entry_id))
    for key in begrip.instrumenten:
        yield "rdfs:seeAlso", Iri(site.url + entry_path("instrumenten", key))
    yield from (("dct:source", _document(record, infobox, site)) for record in begrip.bronnen)
    for change in begrip.wijzigingen:
        yield "skos:changeNote", Text(f"{change.datum.isoformat()}: {plain(change.tekst, infobox)}")
    if changed := last_change(begrip):
        yield "dct:modified", changed


def _document(record: Bronverwijzing, infobox: Infobox, site: Site) -> Node:
    """Where a begrip is attested, as a document with a name and an address."""
    if record.bron:
        name, address = infobox.bronnen[record.bron].titel, site.url + entry_path("bronnen", record.bron)
    else:
        address = record.url or ""
        name = (urlsplit(address).hostname or "").removeprefix("www.")
    note: list[tuple[str, Value]] = [("rdfs:comment", Text(record.toelichting))] if record.toelichting else []
    return Node("", "foaf:Document", [("dct:title", Text(name)), *note, ("foaf:page", Iri(address))])
