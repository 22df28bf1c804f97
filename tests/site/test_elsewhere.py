"""What `infobox export pages` writes, built by plain Material: every page, no link that leads nowhere, and finished."""

import re
import shutil
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


@pytest.fixture
def unfinished(elsewhere: Path, tmp_path: Path) -> Path:
    """A copy, to finish."""
    return Path(shutil.copytree(elsewhere, tmp_path / "site"))


def finish(site: Path, *more: str) -> int:
    """`infobox finish`, with the data of the sample."""
    project = sample_project()
    return main(["finish", str(site), "--data", str(project / "data"), "--docs", str(project / "docs"), *more])


def read_through(site: Path, told: str) -> list[str]:
    """What a maintainer passes on after reading the scripts that a refusal names."""
    listed = site.parent / "scripts.txt"
    listed.write_text("".join(f"{one}  # read\n" for one in re.findall(r"sha256-[^)]+", told)), encoding="utf-8")
    return ["--scripts", str(listed)]


def test_a_script_that_nobody_read_keeps_every_page_as_it_was(
    unfinished: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(unfinished)
    assert finish(unfinished) == 1
    told = capsys.readouterr().err
    assert "var palette=__md_get" in told
    assert "er is niets gewijzigd" in told
    assert contents(unfinished) == before


def test_every_page_gets_head_help_and_policy_and_a_second_time_nothing(
    unfinished: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = [
        page for page in pages(unfinished) if "Content-Security-Policy" not in (unfinished / page).read_text("utf-8")
    ]
    finish(unfinished)
    scripts = read_through(unfinished, capsys.readouterr().err)
    assert finish(unfinished, *scripts) == 0
    assert capsys.readouterr().out.startswith(f"{len(made) + 1} pagina's afgemaakt")  # the page of 404 too
    for page in made:
        tree = parsed(unfinished / page)
        policies = tree.xpath("//head/meta[@http-equiv='Content-Security-Policy']/@content")
        assert len(policies) == 1
        assert "default-src 'none'" in policies[0]
        assert tree.xpath("//body/aside[@class='strook']//a[@href='tel:112']")
        assert tree.xpath("//head/meta[@property='og:title']")
    standaard = parsed(unfinished / "standaarden/zien/index.html")
    assert standaard.xpath("//meta[@property='og:url']/@content") == [f"{UNDER}standaarden/zien/"]
    assert standaard.xpath("//script[@type='application/ld+json']")
    done = contents(unfinished)
    assert finish(unfinished, *scripts) == 0
    assert contents(unfinished) == done


def test_what_is_no_script_of_the_builder_is_refused_too(unfinished: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = unfinished / "hulp" / "index.html"
    page.write_text(page.read_text("utf-8").replace("</body>", "<img src=https://elders.test/x.png></body>"), "utf-8")
    finish(unfinished)
    scripts = read_through(unfinished, capsys.readouterr().err)
    assert finish(unfinished, *scripts) == 1
    assert "iets dat van een andere site komt: https://elders.test/x.png" in capsys.readouterr().err


def test_a_folder_without_a_site_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert finish(tmp_path) == 2
    assert "index.html is er niet" in capsys.readouterr().err


def contents(site: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}
