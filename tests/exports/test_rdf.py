"""The begrippen as SKOS and the data in DCAT: both notations say the same, and hold to the Dutch profiles."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyshacl import validate
from rdflib import DCAT, DCTERMS, OWL, RDF, SKOS, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from infobox.catalogue.identity import Site
from infobox.catalogue.infobox import Infobox
from infobox.exports import dcat, skos
from infobox.exports.rdf import Iri, Node, Text, json_ld, turtle
from infobox.exports.register import product_files
from infobox.exports.source import Source
from tests.conftest import REAL

SITE = Site("Infobox Proef", "https://infobox.test/pad/")
SHAPES = Path(__file__).with_name("shapes")
MAKERS = {"begrippen": skos.files, "catalogus": dcat.files}


def graph(files: Callable[..., object], infobox: Infobox, end: str) -> Graph:
    found = dict(files(Source(infobox, {}, SITE)))  # type: ignore[call-overload]
    [text] = [text for path, text in found.items() if path.endswith(f".{end}")]
    return Graph().parse(data=text, format={"ttl": "turtle", "jsonld": "json-ld"}[end])


def faults(data: Graph, shapes: str) -> str:
    conforms, _, told = validate(
        data, shacl_graph=Graph().parse(SHAPES / f"{shapes}.ttl"), advanced=True, allow_warnings=True
    )
    return "" if conforms else str(told)


@pytest.fixture(scope="module")
def terms(sample: Infobox) -> Graph:
    return graph(skos.files, sample, "ttl")


@pytest.mark.parametrize("files", MAKERS.values(), ids=MAKERS)
def test_both_notations_say_the_same(files: Callable[..., object], sample: Infobox) -> None:
    assert isomorphic(graph(files, sample, "ttl"), graph(files, sample, "jsonld"))


@pytest.mark.parametrize("data", ["sample", REAL])
@pytest.mark.parametrize(("files", "shapes"), [(skos.files, "nl-sbb"), (dcat.files, "dcat-ap-nl")])
def test_it_holds_to_the_dutch_profile(
    files: Callable[..., object], shapes: str, data: str, request: pytest.FixtureRequest
) -> None:
    assert faults(graph(files, request.getfixturevalue(data), "ttl"), shapes) == ""


ZIEN = URIRef(f"{SITE.url}begrippen/#veiligheidsplan")
BOVEN = URIRef(f"{SITE.url}begrippen/#meldcode")
VERWANT = URIRef(f"{SITE.url}begrippen/#ouderenmishandeling")


@pytest.mark.parametrize(
    ("less", "more"),
    [
        ((ZIEN, SKOS.definition, None), None),
        ((ZIEN, SKOS.prefLabel, None), (ZIEN, SKOS.prefLabel, Literal("zonder taal"))),
        ((ZIEN, SKOS.inScheme, None), None),
        ((None, SKOS.narrower, ZIEN), None),
        (None, (BOVEN, SKOS.broader, ZIEN)),
        (None, (ZIEN, SKOS.related, BOVEN)),
        (None, (ZIEN, SKOS.altLabel, Literal("veiligheidsplan", "nl"))),
        (None, (ZIEN, SKOS.prefLabel, Literal("meldcode", "nl"))),
    ],
)
def test_the_shapes_refuse_what_the_profile_does_not_allow(terms: Graph, less: Any, more: Any) -> None:
    broken = Graph()
    for triple in terms:
        broken.add(triple)
    if less:
        assert list(broken.triples(less)), "there is something to take away"
        broken.remove(less)
    if more:
        broken.add(more)
    assert faults(broken, "nl-sbb")


def test_every_begrip_is_there_with_what_it_says(terms: Graph, sample: Infobox) -> None:
    assert len(set(terms.subjects(RDF.type, SKOS.Concept))) == len(sample.with_retired("begrippen"))
    gone = set(terms.subjects(OWL.deprecated, Literal(True)))
    assert len(set(terms.subjects(RDF.type, SKOS.Concept)) - gone) == sample.count("begrippen")
    assert set(terms.objects(ZIEN, SKOS.broader)) == {BOVEN}
    assert set(terms.objects(VERWANT, SKOS.related)) >= {ZIEN}, "also where the other one says it"
    assert Literal("1G1P", "nl") in set(
        terms.objects(URIRef(f"{SITE.url}begrippen/#een-gezin-een-plan"), SKOS.hiddenLabel)
    )
    assert set(terms.objects(URIRef(f"{SITE.url}begrippen/#meldpunt"), DCTERMS.isReplacedBy)) == {BOVEN}
    assert "(S02)" in str(terms.value(BOVEN, SKOS.definition)), "a reference is told in words"


def test_every_file_of_the_catalogue_is_there(sample: Infobox) -> None:
    told = graph(dcat.files, sample, "ttl")
    there = {f"{SITE.url}{path}" for path, _ in product_files(Source(sample, {}, SITE))}
    found = {str(address) for address in told.objects(None, DCAT.downloadURL)}
    assert len(found) > 10
    assert found <= there


def test_no_text_and_no_address_ends_what_it_stands_in() -> None:
    hostile = 'een "tekst" \\ met\n<iri> @nl ^^xsd:date . } ]'
    node = Node(
        "https://a.test/<>", "skos:Concept", [("skos:note", Text(hostile)), ("dct:source", Iri('https://b.test/"> .'))]
    )
    read = [Graph().parse(data=turtle([node]), format="turtle"), Graph().parse(data=json_ld([node]), format="json-ld")]
    assert isomorphic(*read)
    assert set(read[0].objects(None, SKOS.note)) == {Literal(hostile, "nl")}
    assert len(read[0]) == 3


def test_without_an_address_there_are_no_files_but_they_are_promised(sample: Infobox) -> None:
    for product in (skos, dcat):
        assert list(product.files(Source(sample, {}, Site("Infobox")))) == []
        found = [f"/{path}" for path, _ in product.files(Source(sample, {}, SITE))]
        assert found == [address for address, _ in product.addresses(sample)]
