"""MkDocs at the door: hostile data that slipped past the check, faults that stop a build, the navigation."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import html
from mkdocs.exceptions import Abort

from infobox.catalogue.infobox import Infobox
from tests.conftest import TODAY
from tests.poison import BLOCKS, HOSTILE, SCRIPT, hostile_site, poisoned
from tests.site_fixtures import build_site, built_site, lay_out_sample, parsed


def _pages(site: Path) -> Iterator[tuple[str, html.HtmlElement, str]]:
    for path in sorted(site.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        yield (
            path.relative_to(site).as_posix(),
            html.fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8")),
            text,
        )


@pytest.mark.site
def test_hostile_data_past_the_check_comes_out_as_harmless_text() -> None:
    wrong, texts = [], 0
    for name, page, text in _pages(hostile_site()):
        wrong += [
            (name, "script", script.text)
            for script in page.xpath("//script[not(contains(@type, 'json'))]")
            if "alert" in (script.text or "")
        ]
        wrong += [(name, "handler", a) for a in page.xpath("//@*[starts-with(name(), 'on')]")]
        wrong += [(name, "address", link) for link in page.xpath("//@href | //@src") if _runs(str(link))]
        wrong += [(name, "image", str(link)) for link in page.xpath("//img/@src") if str(link) == "x"]
        wrong += [(name, "heading", "") for _ in page.xpath("//h1[position() > 1] | //h1[normalize-space()='binnen']")]
        wrong += [(name, "markup", "") for _ in page.xpath("//*[text()='gevaarvet' or text()='gevaarcode']")]
        if re.search(r"\b49\b", "".join(page.xpath("//body//text()[not(ancestor::script)]"))):
            wrong.append((name, "evaluated", "49"))
        texts += text.count("7*7") + text.count("7&#42;7")
    assert wrong == []
    assert texts > 300


def _runs(link: str) -> bool:
    return bool(re.match(r"\s*(javascript|vbscript|data)\s*:", link, re.IGNORECASE))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose data and pages a test may break, with the site of yesterday."""
    root = lay_out_sample(tmp_path / "project")
    (root / "site").mkdir()
    (root / "site" / "index.html").write_text("the site of yesterday", encoding="utf-8")
    return root


def stopped(project: Path, capsys: pytest.CaptureFixture[str], today: date = TODAY) -> str:
    """What a build says that stops before it touches the site."""
    with pytest.raises(Abort, match=r"er is niets gebouwd"):
        build_site(project / "site", root=project, today=today)
    assert [path.name for path in (project / "site").iterdir()] == ["index.html"]
    assert (project / "site" / "index.html").read_text(encoding="utf-8") == "the site of yesterday"
    return capsys.readouterr().err


def test_a_fault_in_the_data_stops_the_build_and_leaves_the_site(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = project / "data" / "instrumenten" / "handboek.yml"
    text = file.read_text(encoding="utf-8")
    line = 1 + text[: text.index("- standaard: zien")].count("\n")
    file.write_text(text.replace("- standaard: zien", "- standaard: zein", 1), encoding="utf-8")
    other = project / "data" / "begrippen" / "meldcode.yml"
    other.write_text(other.read_text(encoding="utf-8") + "kleur: rood\n", encoding="utf-8")
    said = stopped(project, capsys)
    assert f"data/instrumenten/handboek.yml:{line}:16: standaard 'zein' bestaat niet; bedoelt u 'zien'?" in said, said
    assert "data/begrippen/meldcode.yml:" in said
    assert "'kleur'" in said


def test_a_wrong_macro_stops_the_build_and_names_page_and_line(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = project / "docs" / "over.md"
    lines = page.read_text(encoding="utf-8").splitlines()
    page.write_text("\n".join([*lines, "", '{{ instrument("weegwijser") }}', ""]), encoding="utf-8")
    said = stopped(project, capsys)
    assert f"docs/over.md:{len(lines) + 2}:1: instrument 'weegwijser' bestaat niet; bedoelt u 'weegwijzer'?" in said


def test_states_of_links_that_cannot_be_read_stop_the_build(project: Path) -> None:
    (project / "links" / "staat.json").write_text("{", encoding="utf-8")
    with pytest.raises(Abort, match=r"staat\.json is geen staat van links: .*; er is niets gebouwd"):
        build_site(project / "site", root=project, today=TODAY)


def test_what_lies_in_the_future_depends_on_the_day_that_the_build_is_told(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = stopped(project, capsys, date(2026, 6, 14))
    assert "data/standaarden/zien.yml" in said
    assert "2026-06-15 ligt in de toekomst" in said


@pytest.mark.site
def test_only_entries_of_sections_are_in_the_navigation(sample: Infobox) -> None:
    page = parsed(built_site() / "instrumenten" / "signaalkaart" / "index.html")
    links = {urljoin("instrumenten/signaalkaart/", str(link)) for link in page.xpath("//header//@href")}
    assert {"standaarden/", "instrumenten/", "hulp/", "situaties/"} <= links
    assert [link for link in links if re.match(r"(instrumenten|organisaties|kaders|situaties)/.", link)] == []
    beside = parsed(built_site() / "standaarden" / "wegen" / "index.html").find_class("sectie")[0]
    section = {urljoin("standaarden/wegen/", str(link)) for link in beside.xpath(".//@href")}
    assert {f"standaarden/{entry_id}/" for entry_id in sample.standaarden if entry_id != "wegen"} <= section
    assert "standaarden/melden/" not in section


def test_poison_reaches_the_fields_it_should(sample: Infobox) -> None:
    sick = poisoned(sample)
    assert sick.instrumenten["signaalkaart"].titel == HOSTILE
    assert sick.instrumenten["signaalkaart"].link is not None
    assert sick.instrumenten["signaalkaart"].link.url == SCRIPT
    assert sick.standaarden["wegen"].aspecten[0].tekst == BLOCKS
    assert sick.standaarden["wegen"].betekenis.trainer == HOSTILE
    assert sick.contacten["veilig-thuis-telefoon"].nummer == HOSTILE
    assert sick.instrumenten["signaalkaart"].soort == "checklist"
    assert sick.retired["instrumenten"]["werkmap"].levensloop.reden == HOSTILE


@pytest.mark.slow
@pytest.mark.parametrize(("anchor", "there"), [("uitgave", True), ("nergens", False)])
def test_a_link_to_a_part_of_a_page_that_the_data_makes_is_followed(
    project: Path, caplog: pytest.LogCaptureFixture, anchor: str, there: bool
) -> None:
    page = project / "docs" / "over.md"
    link = f"\n\n[Zie daar](instrumenten/signaalkaart.md#{anchor})\n"
    page.write_text(page.read_text(encoding="utf-8") + link, encoding="utf-8")
    if there:
        build_site(project / "site", root=project, today=TODAY)
    else:
        with pytest.raises(Abort):
            build_site(project / "site", root=project, today=TODAY)
    assert (f"does not contain an anchor '#{anchor}'" in caplog.text) is not there
