"""What is said of accessibility: only what was declared, and only what a test holds."""

import ast
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from infobox.catalogue.identity import Accessibility
from infobox.pages.wcag import CRITERIA
from infobox.site.declared import DeclarationError, declared
from tests.conftest import ROOT
from tests.site.looking import Built, text_of

GOOD = {"status": "B", "datum": date(2026, 11, 1), "contact": "https://a.nl/toegankelijk"}


def test_a_declaration_is_taken_over_as_it_is() -> None:
    assert declared({"toegankelijkheid": GOOD}) == Accessibility("B", date(2026, 11, 1), "https://a.nl/toegankelijk")
    assert declared({}) is None


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("B", "schrijf precies"),
        ({"status": "B"}, "schrijf precies"),
        (GOOD | {"extra": 1}, "schrijf precies"),
        (GOOD | {"status": "E"}, "kies er één"),
        (GOOD | {"datum": "1 november 2026"}, "jjjj-mm-dd"),
        (GOOD | {"contact": "javascript:alert(1)"}, "https://"),
        (GOOD | {"contact": 'https://a.nl/"><script>'}, "https://"),
        (GOOD | {"contact": None}, "https://"),
    ],
)
def test_what_is_no_declaration_is_refused_with_the_remedy(told: Any, said: str) -> None:
    with pytest.raises(DeclarationError, match=said):
        declared({"toegankelijkheid": told})


def test_every_criterion_says_how_it_was_looked_at_by_tests_that_are_there() -> None:
    assert [one.number for one in CRITERIA if not (one.tests or one.absent or one.person)] == []
    assert len({one.number for one in CRITERIA}) == 55  # A and AA of WCAG 2.2
    named = {test for one in CRITERIA for test in one.tests}
    assert (
        named - {f"{file}::{name}" for file in {each.partition("::")[0] for each in named} for name in _tests(file)}
        == set()
    )


def _tests(file: str) -> set[str]:
    tree = ast.parse(Path(ROOT / "tests" / file).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.site
def test_the_page_shows_status_day_and_contact(plain: Built) -> None:
    page = plain.pages["toegankelijkheid/"]
    assert "Status: B, voldoet gedeeltelijk. Vastgesteld op 1 november 2026." in text_of(page)
    assert page.xpath("//main//a[@href='https://www.voorbeeld-instituut.nl/toegankelijk']")
    assert len(page.xpath("//main//tbody/tr")) == len(CRITERIA)
