"""What the model refuses, in the words of an editor. The wordings themselves are pinned in broken/."""

from datetime import date
from typing import Annotated, Any

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from infobox.entries.documents import Document
from infobox.entries.faults import MAX_SHOWN, dutch_findings
from infobox.findings import Finding


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
    return list(dutch_findings(Document("data/x.yml", "x", "x"), Whole, caught.value))


@pytest.mark.parametrize(
    ("value", "message", "hint"),
    [
        ({"jaar": 0}, "0 kan niet bij 'jaar'", "de grens is 1"),
        ({"jaar": 6}, "6 kan niet bij 'jaar'", "de grens is 5"),
        ({"jaar": date(2014, 1, 1)}, "'jaar' moet een heel getal zijn, maar hier staat 2014-01-01", ""),
        ({"jaarr": 3}, "de sleutel 'jaarr' bestaat hier niet", "bedoelt u 'jaar'?"),
        ({"idd": 3}, "de sleutel 'idd' bestaat hier niet", "kies uit: jaar, delen, deel"),
        ({"delen": [{}]}, "'naam' ontbreekt", "voeg toe: naam: (Hoe het heet.)"),
        ({"delen": [{"naam": "a", "name": 1}]}, "de sleutel 'name' bestaat hier niet", "bedoelt u 'naam'?"),
        ({"deel": {}}, "'naam' ontbreekt", "voeg toe: naam: (Hoe het heet.)"),
        ({"delen": [7]}, "'delen 1' moet een record zijn, maar hier staat 7", ""),
        ({"delen": [None]}, "'delen 1' is leeg", ""),
        ({"delen": [{"naam": " a bc "}]}, "'naam' telt 4 tekens", "houd het op hoogstens 3"),
        ({"delen": [{"naam": "a"}, {"naam": "b"}]}, "'delen' telt 2 delen", "er mogen er hoogstens 1 zijn"),
        ({"jaar": "x" * 100}, f"'jaar' moet een heel getal zijn, maar hier staat '{'x' * MAX_SHOWN}…'", ""),
    ],
)
def test_a_refusal_is_told_in_dutch_with_a_remedy(value: dict[str, Any], message: str, hint: str) -> None:
    (finding,) = findings(value)
    assert finding.message == message
    assert hint in finding.hint


def test_a_refusal_without_dutch_words_is_a_fault_of_ours() -> None:
    class Odd(BaseModel):
        getal: Annotated[int, Field(multiple_of=2)]

    with pytest.raises(ValidationError) as caught:
        Odd.model_validate({"getal": 3})
    with pytest.raises(NotImplementedError, match="multiple_of"):
        list(dutch_findings(Document("data/x.yml", "x", "x"), Odd, caught.value))
