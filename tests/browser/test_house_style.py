"""The pages of a gemeente with a style of its own, as axe-core sees them: every letter can be read, light and dark."""

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import visit
from tests.browser.rules import violations
from tests.conftest import TODAY
from tests.site.test_house_style import STYLES, dressed
from tests.site_fixtures import build_site, served

pytestmark = [pytest.mark.site, pytest.mark.browser]

PAGES = ("", "standaarden/wegen/", "instrumenten/signaalkaart/", "situaties/kind-vertelt/", "hulp/")


@pytest.mark.parametrize("style", STYLES, ids=lambda path: path.stem)
def test_a_style_that_passed_the_check_breaks_no_rule_of_wcag(style: Path, browser: Browser, tmp_path: Path) -> None:
    root = dressed(tmp_path / "project", style.read_text(encoding="utf-8"))
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    with served(build_site(tmp_path / "site", root=root, today=TODAY)) as address:
        found: dict[tuple[str, str], list[str]] = {}
        for scheme in schemes:
            with browser.new_context(color_scheme=scheme, reduced_motion="reduce") as context:
                tab = visit(context, address)
                found |= {(scheme, path): violations(tab.open(path)) for path in PAGES}
                assert tab.complaints == []
    assert {where: what for where, what in found.items() if what} == {}
