"""The process that makes editions: other code asks for another one, and its end is no end of the site."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from infobox import clock
from infobox.findings import DataError
from infobox.site.build import BuildError
from infobox.site.workshop import Workshop
from tests.conftest import TODAY
from tests.site_fixtures import lay_out_sample

pytestmark = [pytest.mark.site, pytest.mark.slow]
PAGE = "instrumenten/signaalkaart/index.html"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(clock.TODAY, TODAY.isoformat())
    return lay_out_sample(tmp_path / "project")


@pytest.fixture
def workshop(root: Path) -> Iterator[Workshop]:
    with Workshop(root) as workshop:
        yield workshop


def change(root: Path, before: str, after: str) -> None:
    path = root / "data" / "instrumenten" / "signaalkaart.yml"
    path.write_text(path.read_text(encoding="utf-8").replace(before, after, 1), encoding="utf-8")


def folder(root: Path, name: str) -> Path:
    (root.parent / name).mkdir()
    return root.parent / name


def test_pages_are_made_when_asked_for_also_of_the_edition_of_before(root: Path, workshop: Workshop) -> None:
    first, second, third = (folder(root, name) for name in ("1", "2", "3"))
    workshop.renew(first, "code")
    assert not (first / PAGE).exists()
    assert workshop.make(first, PAGE)
    change(root, "Signaalkaart", "Seinkaart")
    workshop.renew(second, "code")
    assert workshop.make(second, PAGE)
    assert "Seinkaart" in (second / PAGE).read_text(encoding="utf-8")
    assert workshop.make(first, "index.html")  # a browser asked for it just before
    assert "Signaalkaart" in (first / PAGE).read_text(encoding="utf-8")
    assert not workshop.make(second, "bestaat/niet/index.html")
    assert not workshop.make(third, "index.html")
    while workshop.prove(second):
        pass
    assert not workshop.prove(first)


def test_other_code_starts_afresh_and_what_was_good_lasts_until_that_is_good(root: Path, workshop: Workshop) -> None:
    first, second, third = (folder(root, name) for name in ("1", "2", "3"))
    workshop.renew(first, "code")
    change(root, "code: I001", "code: I001\nkleur: rood")
    with pytest.raises(DataError, match="kleur"):
        workshop.renew(second, "other code")
    assert workshop.make(first, PAGE)
    change(root, "\nkleur: rood", "")
    workshop.renew(third, "other code")
    assert workshop.make(third, PAGE)
    assert (first / PAGE).is_file()
    assert not workshop.make(first, "index.html")  # the process that could is no more


def test_a_process_that_ends_is_told_and_another_one_takes_over(root: Path, workshop: Workshop) -> None:
    first, second = (folder(root, name) for name in ("1", "2"))
    workshop.renew(first, "code")
    assert workshop._process is not None
    workshop._process.kill()
    with pytest.raises(BuildError, match="is gestopt"):
        workshop.make(first, PAGE)
    workshop.renew(second, "code")
    assert workshop.make(second, PAGE)


def test_a_page_that_was_written_wrong_is_told_before_it_is_shown(root: Path, workshop: Workshop) -> None:
    first, second = (folder(root, name) for name in ("1", "2"))
    workshop.renew(first, "code")
    for name in ("over", "colofon"):
        with (root / "docs" / f"{name}.md").open("a", encoding="utf-8") as page:
            page.write("\n<script>alert(1)</script>\n")
    with pytest.raises(DataError) as told:
        workshop.renew(second, "code")
    assert [finding.path for finding in told.value.findings] == ["docs/colofon.md", "docs/over.md"]
    assert workshop.make(first, "over/index.html")
    assert "alert" not in (first / "over" / "index.html").read_text(encoding="utf-8")
