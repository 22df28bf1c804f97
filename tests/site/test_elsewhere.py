"""What `infobox export pages` writes, built by plain Material: every page, and no link that leads nowhere."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import yaml
from lxml import html
from mkdocs.commands.build import build
from mkdocs.config import load_config

from infobox.__main__ import main
from tests.conftest import ROOT
from tests.site_fixtures import built_site, parsed, sample_project

pytestmark = pytest.mark.site
UNDER = "https://infobox.test/een/pad/"  # not at the root: a link that leaves it leads to somebody else
SETTINGS = """\
site_name: Elders
site_url: {url}
docs_dir: pages
theme: {{name: material, language: nl, font: false}}
not_in_nav: "*.md"
plugins: []
"""


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, exported and built with plain Material."""
    folder, project = tmp_path_factory.mktemp("elsewhere"), sample_project()
    where = ["--data", str(project / "data"), "--docs", str(project / "docs")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INFOBOX_TODAY", "2026-11-21")
        assert main(["export", "pages", str(folder / "pages"), *where]) == 0
    ours = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("!ENV", ""), Loader=yaml.CSafeLoader)
    settings = SETTINGS.format(url=UNDER) + yaml.safe_dump({"markdown_extensions": ours["markdown_extensions"]})
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    build(load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site")))
    return folder / "site"


def addresses(site: Path) -> Iterator[tuple[str, str]]:
    """(page, address) of everything that a page leads to."""
    for page in pages(site):
        for element in parsed(site / page).iter():
            for value in (element.get("href"), element.get("src")):
                if value is not None and not value.startswith("#__"):
                    yield page, urljoin(UNDER + page.removesuffix("index.html"), value.strip())


def pages(site: Path) -> list[str]:
    """Every page, by its path."""
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html") if path.name != "404.html")


def test_every_page_and_every_redirect_is_there(elsewhere: Path) -> None:
    assert pages(elsewhere) == pages(built_site())


def test_every_link_leads_to_a_page_and_a_part_that_is_there(elsewhere: Path) -> None:
    dead = []
    for page, address in addresses(elsewhere):
        if urlsplit(address).netloc == urlsplit(UNDER).netloc:
            path, _, part = address.partition("#")
            file = elsewhere / unquote(urlsplit(path).path).removeprefix(urlsplit(UNDER).path)
            file = file / "index.html" if path.endswith("/") or "/?" in path else file
            if (
                not path.startswith(UNDER)
                or not file.is_file()
                or (part and "=" not in part and not has(file, unquote(part)))
            ):
                dead.append((page, address))
    assert dead == []


def has(page: Path, part: str) -> bool:
    """Whether a page has a part of that name."""
    tree: html.HtmlElement = parsed(page)
    return any(part in (element.get("id"), element.get("name")) for element in tree.iter())
