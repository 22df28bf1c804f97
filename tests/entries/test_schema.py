"""The schemas for editors: every file of data holds to them, and what the model refuses at sight they refuse too."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from infobox.__main__ import main
from infobox.entries.kinds import KINDS
from infobox.entries.schema import schema
from tests.conftest import ROOT, SAMPLE

NO_IDS: dict[str, list[str]] = {}


def as_an_editor_sees_it(value: Any) -> Any:
    """A day is a text in JSON."""
    if isinstance(value, dict):
        return {str(key): as_an_editor_sees_it(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_an_editor_sees_it(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "data", [SAMPLE / "data", pytest.param(ROOT / "data", marks=pytest.mark.slow)], ids=["sample", "real"]
)
def test_every_file_holds_to_the_schema_of_its_kind(kind: str, data: Path) -> None:
    validator = Draft202012Validator(schema(kind, NO_IDS))
    validator.check_schema(validator.schema)
    files = sorted((data / kind).glob("*.yml"))
    assert files
    for path in files:
        record = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
        assert [error.message for error in validator.iter_errors(as_an_editor_sees_it(record))] == [], path.name


@pytest.mark.parametrize(
    ("key", "value"),
    [("soort", "lijstje"), ("jaar", "2019"), ("jaar", None), ("titl", "x"), ("bronnen", []), ("link", "https://x.nl")],
)
def test_what_can_be_seen_in_one_file_is_refused(key: str, value: object) -> None:
    path = SAMPLE / "data" / "instrumenten" / "weegwijzer.yml"
    record = as_an_editor_sees_it(yaml.safe_load(path.read_text(encoding="utf-8")))
    validator = Draft202012Validator(schema("instrumenten", NO_IDS))
    assert validator.is_valid(record)
    assert not validator.is_valid({**record, key: value})


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_explained_in_dutch(kind: str) -> None:
    made = schema(kind, NO_IDS)
    records = [made, *made.get("$defs", {}).values()]
    bare = [key for record in records for key, one in record["properties"].items() if not one.get("description")]
    assert bare == []
    assert all("description" not in record for record in records[1:]), "a docstring is for programmers"


def test_the_command_writes_them_all_with_the_ids_there_are(tmp_path: Path) -> None:
    assert main(["schema", str(tmp_path / "schema"), "--ids", "--data", str(SAMPLE / "data")]) == 0
    assert {path.stem for path in (tmp_path / "schema").iterdir()} == set(KINDS)
    made = json.loads((tmp_path / "schema" / "instrumenten.json").read_text(encoding="utf-8"))
    assert made["properties"]["organisaties"]["items"]["examples"] == sorted(
        path.stem for path in (SAMPLE / "data" / "organisaties").glob("*.yml")
    )


@pytest.mark.parametrize("kind", KINDS)
def test_the_schemas_in_the_project_are_those_of_the_models(kind: str) -> None:
    there = json.loads((ROOT / "schema" / f"{kind}.json").read_text(encoding="utf-8"))
    assert there == schema(kind, NO_IDS), "make them again: .venv/bin/infobox schema schema"
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    assert settings["yaml.schemas"][f"./schema/{kind}.json"] == f"data/{kind}/*.yml"
