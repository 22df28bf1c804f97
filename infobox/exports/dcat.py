"""The data sets of the site as DCAT-AP-NL describes data sets, in Turtle and JSON-LD, for registers of open data.

What it needs an address for is the site's own, so there are files only where that is known. Who publishes the site is
not known here: it is named by the name of the site, and its page about itself is where to turn to.
"""

from collections.abc import Iterator

from infobox.catalogue.history import History
from infobox.catalogue.identity import Site
from infobox.catalogue.infobox import Infobox
from infobox.entries.kinds import SHOWN
from infobox.exports import api, skos, workbook
from infobox.exports.rdf import Iri, Node, Text, Value, json_ld, turtle
from infobox.exports.source import Source
from infobox.exports.tables import FOLDER

PATH = f"{FOLDER}/catalogus"
_EU = "http://publications.europa.eu/resource/authority"
_LICENCE = Iri(f"{_EU}/licence/CC_BY_4_0")
_PUBLIC = Iri(f"{_EU}/access-right/PUBLIC")
_DUTCH = Iri(f"{_EU}/language/NLD")
_THEME = Iri(f"{_EU}/data-theme/SOCI")
_MEDIA = "https://www.iana.org/assignments/media-types"
_ABOUT = "colofon/"
# file type of the EU's list -> media type
_FORMS = {
    "CSV": "text/csv",
    "JSON": "application/json",
    "JSON_LD": "application/ld+json",
    "RDF_TURTLE": "text/turtle",
    "XLSX": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def addresses(_: Infobox) -> Iterator[tuple[str, str]]:
    """(address, owner) of both files, also while the site has no address of its own."""
    yield from ((f"/{PATH}.{end}", FOLDER) for end in ("ttl", "jsonld"))


def files(source: Source) -> Iterator[tuple[str, str]]:
    """(path, text) in both notations; nothing when the address of the site is not known."""
    if source.site.url:
        nodes = described(source.infobox, source.site)
        yield f"{PATH}.ttl", turtle(nodes)
        yield f"{PATH}.jsonld", json_ld(nodes)


def described(infobox: Infobox, site: Site) -> list[Node]:
    """The catalogue, its two data sets (all of it; the begrippen), their files, and the API."""
    here = f"{site.url}{PATH}.ttl"
    entries = ", ".join(f"{infobox.count(kind)} {kind}" for kind in SHOWN)
    whole = [
        _file(site, "workbook", workbook.PATH, "XLSX", "Alles in een rekenblad."),
        _file(site, "json", f"{api.FOLDER}/index.json", "JSON", "Alles als JSON; dit bestand zegt wat er is."),
        *(
            _file(site, f"csv-{kind}", f"{FOLDER}/{kind}.csv", "CSV", f"{shown.title}, een regel per {shown.singular}.")
            for kind, shown in SHOWN.items()
        ),
    ]
    terms = [
        _file(site, "turtle", f"{skos.PATH}.ttl", "RDF_TURTLE", "De begrippen als SKOS."),
        _file(site, "json-ld", f"{skos.PATH}.jsonld", "JSON_LD", "De begrippen als SKOS."),
    ]
    first = f"Bestaande instrumenten voor lokale teams, redactioneel geordend: {entries}."
    second = f"{infobox.count('begrippen')} woorden uit het vak, kort uitgelegd, met wat breder en verwant is."
    latest = next(iter(History(infobox).changes), None)
    modified: list[tuple[str, Value]] = [("dct:modified", latest.datum)] if latest else []
    all_of_it = [*_told(first, site.url), *modified, *_given(whole)]
    of_terms = [*_told(second, f"{site.url}begrippen/"), *modified, *_given(terms)]
    sets = [
        _set(site, "infobox", site.name, all_of_it),
        _set(site, "begrippen", f"Begrippen van {site.name}", of_terms),
    ]
    service = _service(site, sets)
    catalogue: list[tuple[str, Value]] = [
        ("dct:title", Text(f"Gegevens van {site.name}")),
        ("dct:description", Text("De gegevens van deze site, om mee te nemen.")),
        *_of_everything(site),
        ("dcat:dataset", sets[0]),
        ("dcat:dataset", sets[1]),
        ("dcat:service", service),
        ("foaf:homepage", Iri(f"{site.url}{FOLDER}/")),
    ]
    return [Node(here, "dcat:Catalog", catalogue), *sets, service, *whole, *terms, _publisher(site), _contact(site)]


def _told(words: str, page: str) -> list[tuple[str, Value]]:
    return [("dct:description", Text(words)), ("dcat:landingPage", Iri(page))]


def _given(distributions: list[Node]) -> list[tuple[str, Value]]:
    return [("dcat:distribution", one) for one in distributions]


def _set(site: Site, name: str, title: str, own: list[tuple[str, Value]]) -> Node:
    said: list[tuple[str, Value]] = [
        ("dct:title", Text(title)),
        ("dct:identifier", _of(site, name)),
        *_of_everything(site),
        ("dct:creator", _publisher(site)),
        ("dct:accessRights", _PUBLIC),
        ("dcat:theme", _THEME),
        *(("dcat:keyword", Text(word)) for word in ("huiselijk geweld", "kindermishandeling", "lokale teams")),
        *own,
    ]
    return Node(_of(site, name), "dcat:Dataset", said)


def _service(site: Site, sets: list[Node]) -> Node:
    said: list[tuple[str, Value]] = [
        ("dct:title", Text(f"API van {site.name}")),
        ("dct:description", Text("Vaste bestanden met JSON. Alleen lezen; geen sleutel nodig.")),
        ("dct:identifier", _of(site, "api")),
        *_of_everything(site),
        ("dct:accessRights", _PUBLIC),
        ("dcat:theme", _THEME),
        ("dcat:endpointURL", Iri(f"{site.url}{api.FOLDER}/")),
        ("dcat:endpointDescription", Iri(f"{site.url}{api.FOLDER}/openapi.json")),
        ("foaf:page", Iri(f"{site.url}{FOLDER}/")),
        ("dcat:servesDataset", sets[0]),
    ]
    return Node(_of(site, "api"), "dcat:DataService", said)


def _file(site: Site, name: str, path: str, form: str, told: str) -> Node:
    said: list[tuple[str, Value]] = [
        ("dct:title", Text(told.partition(",")[0].rstrip("."))),
        ("dct:description", Text(told)),
        ("dcat:accessURL", Iri(site.url + path)),
        ("dcat:downloadURL", Iri(site.url + path)),
        ("dcat:mediaType", Iri(f"{_MEDIA}/{_FORMS[form]}")),
        ("dct:format", Iri(f"{_EU}/file-type/{form}")),
        ("dct:license", _LICENCE),
        ("dct:language", _DUTCH),
    ]
    return Node(_of(site, name), "dcat:Distribution", said)


def _of_everything(site: Site) -> list[tuple[str, Value]]:
    """What holds for the catalogue and for all that is in it."""
    return [
        ("dct:publisher", _publisher(site)),
        ("dcat:contactPoint", _contact(site)),
        ("dct:license", _LICENCE),
        ("dct:language", _DUTCH),
    ]


def _publisher(site: Site) -> Node:
    return Node(_of(site, "uitgever"), "foaf:Agent", [("foaf:name", Text(site.name)), ("foaf:homepage", Iri(site.url))])


def _contact(site: Site) -> Node:
    said: list[tuple[str, Value]] = [("vcard:fn", Text(site.name)), ("vcard:hasURL", Iri(site.url + _ABOUT))]
    return Node(_of(site, "contact"), "vcard:Organization", said)


def _of(site: Site, name: str) -> str:
    return f"{site.url}{PATH}.ttl#{name}"
