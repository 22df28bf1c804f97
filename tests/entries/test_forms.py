"""The forms of the repository are those that follow from the models, and a filled one is read as it was filled in."""

import yaml

from infobox.entries.fields import fields_of
from infobox.entries.forms import FORMS, PROPOSAL, Asked, answers, label_of, missing, several, template
from infobox.entries.instrument import Instrument
from tests.conftest import ROOT
from tests.site.filled import GOOD, filled

FOLDER = ROOT / ".github" / "ISSUE_TEMPLATE"


def test_the_forms_of_the_repository_follow_from_the_models() -> None:
    """When not: infobox forms .github/ISSUE_TEMPLATE"""
    assert {path.stem: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.yml")} == {
        name: template(form) for name, form in FORMS.items()
    }


def test_a_form_is_one_that_github_takes() -> None:
    for form in FORMS.values():
        made = yaml.safe_load(template(form))
        ids = [one["id"] for one in made["body"]]
        labels = [one["attributes"]["label"] for one in made["body"]]
        assert len(set(ids)) == len(ids)
        assert len(set(labels)) == len(labels)
        assert all(one.replace("-", "").replace("_", "").isalnum() and one.isascii() for one in ids)
        for one in made["body"]:
            if one["type"] == "dropdown":
                assert len(set(one["attributes"]["options"])) == len(one["attributes"]["options"]) > 1


def test_all_that_an_instrument_must_have_is_asked() -> None:
    asked = {one.key for one in PROPOSAL.asked}
    own = {"code", "wijzigingen"}  # given by us
    required = {one.key for one in fields_of(Instrument) if one.required and "." not in one.key} - own
    assert {
        key for key in required if key not in asked and not any(one.startswith(f"{key}.") for one in asked)
    } == set()


def test_a_filled_form_is_read_as_it_was_filled_in() -> None:
    read = answers(PROPOSAL, filled(GOOD))
    assert read == {one.key: GOOD[one.key] for one in PROPOSAL.asked}
    assert list(missing(PROPOSAL, read)) == []
    assert answers(PROPOSAL, filled(GOOD).replace("\n", "\r\n")) == read


def test_what_was_left_empty_is_missing_by_the_name_it_has_on_the_form() -> None:
    read = answers(PROPOSAL, filled({**GOOD, "samenvatting": "_No response_", "jaar": "_No response_"}))
    assert read is not None
    assert (read["samenvatting"], read["jaar"]) == ("", "")
    assert list(missing(PROPOSAL, read)) == ["Samenvatting"]


def test_a_heading_that_somebody_typed_is_text() -> None:
    sly = "Een lijst.\n\n### Titel\n\nIets anders"
    read = answers(PROPOSAL, filled({**GOOD, "samenvatting": sly}))
    assert read is not None
    assert (read["samenvatting"], read["titel"]) == (sly, GOOD["titel"])


def test_another_message_is_no_form() -> None:
    assert answers(PROPOSAL, "Er is een fout op de site. ### Samenvatting") is None
    assert answers(PROPOSAL, filled(GOOD).replace("### Soort", "## Soort", 1)) is None
    assert answers(PROPOSAL, "") is None


def test_a_list_is_what_stands_between_commas_or_on_lines() -> None:
    assert several("S03, S04\n- S05;S03 ,, ") == ["S03", "S04", "S05"]


def test_a_field_in_a_record_is_called_after_both() -> None:
    assert label_of(PROPOSAL, Asked("link.soort")) == "Link: soort"
