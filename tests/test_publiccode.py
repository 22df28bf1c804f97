"""publiccode.yml: what the standard asks is there, nothing is made up, and the same comes out each time."""

import re
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from tools.publiccode import main, text

REPOSITORY = "https://forge.test/team/infobox"
TEXT = {"type": "string", "minLength": 1}
# Written from the text of the standard, core part: mandatory keys, lists of allowed values, lengths.
STANDARD: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["publiccodeYmlVersion", "name", "url", "platforms", "categories", "developmentStatus", "softwareType",
                 "description", "legal", "maintenance", "localisation"],
    "properties": {
        "publiccodeYmlVersion": {"pattern": r"^0\.\d+(\.\d+)?$"},
        "name": TEXT,
        "url": {"type": "string", "pattern": "^https?://"},
        "platforms": {"type": "array", "minItems": 1, "items": TEXT},
        "categories": {
            "type": "array",
            "minItems": 1,
            "items": {"enum": ["knowledge-management", "educational-content", "content-management", "website-builder"]},
        },
        "developmentStatus": {"enum": ["concept", "development", "beta", "stable", "obsolete"]},
        "softwareType": {"enum": ["standalone/web", "standalone/other", "library", "addon", "configurationFiles"]},
        "intendedAudience": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "countries": {"type": "array", "items": {"pattern": "^[a-z]{2}$"}},
                "scope": {"type": "array", "items": {"enum": ["local-authorities", "welfare", "education", "society"]}},
            },
        },
        "description": {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": "^[a-z]{2,3}(-[A-Za-z0-9]+)*$"},
            "additionalProperties": {
                "type": "object",
                "required": ["shortDescription", "longDescription", "features"],
                "properties": {
                    "shortDescription": {"type": "string", "maxLength": 150, "pattern": r"^[^\n]+$"},
                    "longDescription": {"type": "string", "minLength": 150, "maxLength": 10000},
                    "features": {"type": "array", "minItems": 1, "items": TEXT},
                },
            },
        },
        "legal": {"type": "object", "required": ["license"], "properties": {"license": {"const": "MIT"}}},
        "maintenance": {
            "type": "object",
            "required": ["type"],
            "properties": {
                "type": {"enum": ["internal", "contract", "community", "none"]},
                "contacts": {"type": "array", "minItems": 1, "items": {"type": "object", "required": ["name"]}},
            },
            "if": {"properties": {"type": {"enum": ["internal", "community"]}}},
            "then": {"required": ["contacts"]},
        },
        "localisation": {
            "type": "object",
            "required": ["localisationReady", "availableLanguages"],
            "properties": {"localisationReady": {"type": "boolean"}, "availableLanguages": {"minItems": 1}},
        },
    },
}  # fmt: skip


@pytest.mark.parametrize("contact", ["", "Iemand van de redactie"])
def test_the_file_holds_to_the_standard_and_names_nobody_who_was_not_named(contact: str) -> None:
    written = text(REPOSITORY, contact)
    found = yaml.safe_load(written)
    assert [error.message for error in Draft202012Validator(STANDARD).iter_errors(found)] == []
    assert found["url"] == REPOSITORY
    assert found["maintenance"] == (
        {"type": "internal", "contacts": [{"name": contact}]} if contact else {"type": "none"}
    )
    assert re.findall(r"\S+@\S+", written) == []
    assert written == text(REPOSITORY, contact)


@pytest.mark.parametrize("key", STANDARD["required"])
def test_without_a_key_that_is_asked_it_does_not_hold(key: str) -> None:
    found = yaml.safe_load(text(REPOSITORY))
    del found[key]
    assert not Draft202012Validator(STANDARD).is_valid(found)


def test_what_is_no_address_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["infobox"])
    assert ended.value.code == 2
    assert "no address of a repository" in capsys.readouterr().err
    assert main([REPOSITORY]) == 0
    assert capsys.readouterr().out == text(REPOSITORY)
