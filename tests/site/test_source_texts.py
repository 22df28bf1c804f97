"""The five texts that the site started from: every fact in them is said on the page that should say it."""

from pathlib import Path

import pytest
import yaml

from tests.site_fixtures import parsed, real_site

FACTS = yaml.safe_load((Path(__file__).parents[1] / "data" / "bronfeiten.yml").read_text(encoding="utf-8"))


def said(page: Path) -> str:
    """The words of a page's own text, small, on one line; menus and the shared tail do not count."""
    article = parsed(page).find(".//article")
    return " ".join(article.text_content().lower().split()) if article is not None else ""


@pytest.mark.site
@pytest.mark.parametrize("source", FACTS)
def test_every_fact_of_a_source_text_is_on_the_site(source: str) -> None:
    site = real_site()
    missing = [
        f"{page}: {word!r} ({fact['feit']})"
        for fact in FACTS[source]
        for page in fact["op"]
        for word in fact["woorden"]
        if word not in said(site / page / "index.html")
    ]
    assert missing == []


def test_each_source_text_has_at_least_twelve_facts() -> None:
    assert {source: len(facts) for source, facts in FACTS.items() if len(facts) < 12} == {}
    assert len(FACTS) == 5
