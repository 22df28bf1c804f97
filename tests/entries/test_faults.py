"""What the model refuses, in the words of an editor. The wordings themselves are pinned in broken/."""

from datetime import date
from typing import Annotated, Any

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from infobox.entries.documents import Document, from_text
from infobox.entries.faults import MAX_SHOWN, dutch_findings, unknown_keys
from infobox.findings import Finding
from tests.conftest import TODAY


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    naam: str = Field(max_length=3, description="Hoe het heet.")


class Whole(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    id: str = ""
    jaar: Annotated[int, Field(ge=1, le=5)] = 1
    delen: list[Part] | None = Field(None, max_length=1)
    deel: None | Part = None  # noqa: RUF036 - the record must be found wherever it stands in the union


def findings(value: dict[str, Any]) -> list[Finding]:
    with pytest.raises(ValidationError) as caught:
        Whole.model_validate(value)
    return list(dutch_findings(Document("data/x.yml", "x", "x"), Whole, caught.value, TODAY))


@pytest.mark.parametrize(
    ("value", "message", "hint"),
    [
        ({"jaar": 0}, "0 is geen jaartal van vier cijfers", "schrijf: jaar: 2000"),
        ({"jaar": 6}, "6 is geen jaartal van vier cijfers", "schrijf: jaar: 2006"),
        ({"jaar": date(2014, 1, 1)}, "'jaar' moet een getal zijn, en hier staat '2014-01-01'", "schrijf: jaar: 2014"),
        ({"delen": [{}]}, "'naam' ontbreekt", "voeg toe: naam: (Hoe het heet.)"),
        ({"deel": {}}, "'naam' ontbreekt", "voeg toe: naam: (Hoe het heet.)"),
        ({"delen": [7]}, "bij '7' ontbreekt een sleutel", "schrijf: - naam: 7"),
        ({"delen": [None]}, "'delen 1' is leeg", ""),
        ({"delen": [{"naam": " a bc "}]}, "'naam' telt 4 tekens", "houd het op hoogstens 3"),
        ({"delen": [{"naam": "a"}, {"naam": "b"}]}, "'delen' telt 2 delen", "er mogen er hoogstens 1 zijn"),
        ({"jaar": "x" * 100}, f"'jaar' moet een getal zijn, en hier staat '{'x' * MAX_SHOWN}…'", ""),
    ],
)
def test_a_refusal_is_told_in_dutch_with_a_remedy(value: dict[str, Any], message: str, hint: str) -> None:
    (finding,) = findings(value)
    assert finding.message == message
    assert hint in finding.hint


@pytest.mark.parametrize(
    ("source", "messages", "read"),
    [
        ("jaarr: 3\n", [("de sleutel 'jaarr' bestaat hier niet", "schrijf: jaar:")], {"jaar": 3}),
        ("Jaar: 3\n", [("de sleutel 'Jaar' bestaat hier niet", "schrijf: jaar:")], {"jaar": 3}),
        ("idd: 3\n", [("de sleutel 'idd' bestaat hier niet", "kies uit: jaar, delen, deel")], {}),
        (
            "delen:\n  - naam: a\n    name: b\n",
            [("de sleutel 'name' bestaat hier niet", "bedoelt u 'naam'? die staat er al")],
            {"delen": [{"naam": "a"}]},
        ),
        ("deel:\n  name: b\n", [("de sleutel 'name' bestaat hier niet", "schrijf: naam:")], {"deel": {"naam": "b"}}),
    ],
)
def test_a_wrong_key_is_told_once_and_read_as_it_was_meant(
    source: str, messages: list[tuple[str, str]], read: dict[str, Any]
) -> None:
    document = from_text(source, "data/x.yml")
    assert [(one.message, one.hint) for one in unknown_keys(document, Whole)] == messages
    assert document.value == read


def test_a_refusal_without_dutch_words_is_a_fault_of_ours() -> None:
    class Odd(BaseModel):
        getal: Annotated[int, Field(multiple_of=2)]

    with pytest.raises(ValidationError) as caught:
        Odd.model_validate({"getal": 3})
    with pytest.raises(NotImplementedError, match="multiple_of"):
        list(dutch_findings(Document("data/x.yml", "x", "x"), Odd, caught.value, TODAY))
