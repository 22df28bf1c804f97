"""The data for programs: every file holds to its schema, counts are those of the site, old names are answered."""

import json
import re
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_pydantic import OpenAPI

from infobox.catalogue.facets import MATRICES, crossed
from infobox.catalogue.identity import Site
from infobox.catalogue.infobox import Infobox
from infobox.entries.kinds import SHOWN
from infobox.exports import api
from infobox.exports.source import Source
from tests.conftest import REAL, ROOT

SITE = Site(name="Infobox Voorbeeld", url="https://infobox.test/voorbeeld/")


@pytest.fixture(scope="module")
def files(sample: Infobox) -> dict[str, Any]:
    return {path.removeprefix("api/v1/"): json.loads(text) for path, text in api.files(Source(sample, {}, SITE))}


def test_every_file_says_its_version_first(files: dict[str, Any]) -> None:
    others = {name: file for name, file in files.items() if not name.startswith("schema/") and name != "openapi.json"}
    assert {next(iter(file.items())) for file in others.values()} == {("versie", "1")}


@pytest.mark.parametrize("kind", SHOWN)
def test_every_entry_holds_to_the_schema_of_its_kind(kind: str, files: dict[str, Any], sample: Infobox) -> None:
    Draft202012Validator.check_schema(files[f"schema/{kind}.json"])
    alone = Draft202012Validator(files[f"schema/{kind}.json"])
    whole = {"$ref": f"#/components/schemas/{kind}", "components": files["openapi.json"]["components"]}
    for entry in sample.with_retired(kind).values():
        file = files[f"{kind}/{entry.id}.json"]
        for validator in (alone, Draft202012Validator(whole)):
            assert [error.message for error in validator.iter_errors(file)] == []
        broken = {**file, "gegevens": {key: value for key, value in file["gegevens"].items() if key != "titel"}}
        assert not alone.is_valid(broken)


# What who reads the files leans on: the keys of each, in this order. Within a version nothing goes, and nothing moves.
ENVELOPES = {
    "index.json": ["versie", "naam", "adres", "licentie", "gewijzigd", "soorten", "bestanden"],
    "instrumenten.json": ["versie", "soort", "aantal", "instrumenten"],
    "relaties.json": ["versie", "relaties"],
    "matrix.json": ["versie", "matrix"],
    "wijzigingen.json": ["versie", "wijzigingen"],
    "standaarden/zien.json": ["versie", "soort", "pagina", "kort", "licentie", "citeren", "gegevens"],
}
ITEMS = {
    ("index.json", "soorten"): ["soort", "titel", "aantal", "lijst", "schema"],
    ("instrumenten.json", "instrumenten"): ["id", "code", "titel", "in_het_kort", "status", "pagina", "bestand"],
    ("relaties.json", "relaties"): ["van", "als", "naar"],
    ("wijzigingen.json", "wijzigingen"): ["datum", "tekst", "onderwerpen"],
}


def test_the_envelope_of_this_version_stays(files: dict[str, Any]) -> None:
    assert {name: list(files[name]) for name in ENVELOPES} == ENVELOPES
    assert {key: list(files[key[0]][key[1]][0]) for key in ITEMS} == ITEMS


def schema_of(name: str, file: dict[str, Any]) -> str:
    """Where the schema of a file stands; what moved to another kind holds to that of what it is now."""
    if "/" in name:
        return f"schema/{file['soort']}.json"
    return f"schema/{'lijst' if name.removesuffix('.json') in SHOWN else name.removesuffix('.json')}.json"


@pytest.mark.parametrize("data", ["sample", REAL])
def test_every_file_holds_to_its_published_schema(data: str, request: pytest.FixtureRequest) -> None:
    source = Source(request.getfixturevalue(data), {}, SITE)
    found = {path.removeprefix("api/v1/"): json.loads(text) for path, text in api.files(source)}
    validators: dict[str, Draft202012Validator] = {}
    for name, file in found.items():
        if name.startswith("schema/"):
            Draft202012Validator.check_schema(file)
        elif name != "openapi.json":
            told = schema_of(name, file)
            validator = validators.setdefault(told, Draft202012Validator(found[told]))
            assert [error.message for error in validator.iter_errors(file)] == [], name
    assert set(validators) == {name for name in found if name.startswith("schema/")}, "every schema is of some file"


@pytest.mark.parametrize("name", ["index", "lijst", "relaties", "matrix", "wijzigingen"])
def test_a_file_that_lacks_something_does_not_hold_to_its_schema(name: str, files: dict[str, Any]) -> None:
    file = files["begrippen.json" if name == "lijst" else f"{name}.json"]
    validator = Draft202012Validator(files[f"schema/{name}.json"])
    assert validator.is_valid(file)
    for key in file:
        assert not validator.is_valid({other: value for other, value in file.items() if other != key}), key
    assert not validator.is_valid({**file, "versie": "2"})


def references(node: Any) -> list[str]:
    if isinstance(node, list):
        return [one for item in node for one in references(item)]
    if not isinstance(node, dict):
        return []
    own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
    return own + [one for value in node.values() for one in references(value)]


def test_the_description_is_openapi_and_everything_it_points_to_is_there(files: dict[str, Any]) -> None:
    told = files["openapi.json"]
    OpenAPI.model_validate(told)
    assert references(told)
    for reference in references(told):
        here: Any = told
        for step in reference.removeprefix("#/").split("/"):
            here = here[step]


def test_no_address_ends_with_a_slash_and_every_operation_only_reads(files: dict[str, Any]) -> None:
    paths = files["openapi.json"]["paths"]
    assert not [path for path in paths if path.endswith("/")]
    assert {method for operations in paths.values() for method in operations} == {"get"}


def test_the_newest_release_that_is_explained_is_the_one_that_is_there(files: dict[str, Any]) -> None:
    told = (ROOT / "docs" / "gegevens.md").read_text(encoding="utf-8").partition("{ #versies }")[2]
    assert re.search(r"\*\*(\d+\.\d+\.\d+)\*\*", told)[1] == api.RELEASE == files["openapi.json"]["info"]["version"]  # type: ignore[index]
    assert api.RELEASE.partition(".")[0] == api.VERSION


def test_an_entry_is_whole_and_says_where_it_is_and_how_to_cite_it(files: dict[str, Any], sample: Infobox) -> None:
    file = files["standaarden/zien.json"]
    assert file["gegevens"] == sample.standaarden["zien"].model_dump(mode="json", exclude_none=True)
    assert (file["pagina"], file["kort"]) == (f"{SITE.url}standaarden/zien/", f"{SITE.url}s01/")
    assert file["citeren"].endswith(f"Zien wat er speelt (S01). {SITE.url}s01/")
    assert "creativecommons.org" in file["licentie"]


def test_counts_and_matrix_are_those_of_the_site(files: dict[str, Any], sample: Infobox) -> None:
    assert {one["soort"]: one["aantal"] for one in files["index.json"]["soorten"]} == {
        kind: sample.count(kind) for kind in SHOWN
    }
    for kind in SHOWN:
        active = [one for one in files[f"{kind}.json"][kind] if one["status"] == "actief"]
        assert len(active) == files[f"{kind}.json"]["aantal"] == sample.count(kind)
    assert files["matrix.json"]["matrix"]["standaard"] == {
        across: crossed(sample, "standaard", across) for across in MATRICES
    }


def test_an_old_name_gives_what_it_is_called_now(files: dict[str, Any]) -> None:
    assert files["instrumenten/weeglijst.json"] == files["instrumenten/weegwijzer.json"]
    assert files["instrumenten/afsprakenkaart.json"]["soort"] == "begrippen", "it moved to another kind"
    operation = files["openapi.json"]["paths"]["/instrumenten/{id}.json"]["get"]
    answer = operation["responses"]["200"]["content"]["application/json"]["schema"]
    assert [one["$ref"].rpartition("/")[2] for one in answer["anyOf"]] == ["instrumenten", "begrippen"]


def test_relations_lead_from_and_to_what_is_there(files: dict[str, Any]) -> None:
    found = files["relaties.json"]["relaties"]
    assert {"van": "instrumenten/weegwijzer", "als": "standaarden.standaard", "naar": "standaarden/wegen"} in found
    assert {"van": "lessets/eerste-bezoek", "als": "blokken.instrumenten", "naar": "instrumenten/signaalkaart"} in found
    assert {f"{one[side]}.json" for one in found for side in ("van", "naar")} <= set(files)


def test_changes_name_what_changed_newest_first(files: dict[str, Any]) -> None:
    found = files["wijzigingen.json"]["wijzigingen"]
    days = [one["datum"] for one in found]
    assert days == sorted(days, reverse=True)
    assert days[0] == files["index.json"]["gewijzigd"]
    assert {f"{name}.json" for one in found for name in one["onderwerpen"]} <= set(files)


def test_every_path_of_openapi_is_a_file_and_every_file_has_a_path(files: dict[str, Any]) -> None:
    told = files["openapi.json"]
    assert told["openapi"] == "3.1.0"
    assert told["servers"] == [{"url": f"{SITE.url}api/v1"}]
    plain = {path.removeprefix("/") for path in told["paths"] if "{" not in path}
    patterns = {path.removeprefix("/").partition("{")[0] for path in told["paths"] if "{" in path}
    assert plain <= set(files)
    assert {name for name in files if name not in plain} == {
        name for name in files if name.partition("/")[0] + "/" in patterns and name not in plain
    }


def test_every_promised_address_is_written(files: dict[str, Any], sample: Infobox) -> None:
    promised = {address.removeprefix("/api/v1/") for address, _ in api.addresses(sample)}
    assert {address for address in promised if "*" not in address} <= set(files)
    assert {address.partition("*")[0].rstrip("/") for address in promised if "*" in address} == set(SHOWN)
