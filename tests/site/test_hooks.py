"""MkDocs at the door: hostile data that slipped past the check, faults that stop a build, the navigation."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_origin
from unittest import mock
from urllib.parse import urljoin

import pytest
from lxml import html
from mkdocs.exceptions import Abort
from pydantic import BaseModel

from infobox.catalogue.infobox import Infobox, assemble
from infobox.entries.kinds import KINDS
from infobox.entries.records import Entry
from tests.conftest import TODAY
from tests.search.node import WORKER, ask
from tests.site_fixtures import build_site, built_site, lay_out_sample, parsed, sample_project

HOSTILE = (
    "{{ 7*7 }} {% raw %} <script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:1) ![y](javascript:2) "
    "<javascript:3> **gevaarvet** `gevaarcode` \" onmouseover=\"alert(1) ' onfocus='alert(1) {: onclick=alert(1) } "
    "&lt;b&gt; </p></div></li></title><h1>binnen</h1> \\[z](javascript:4) --> ]]> }}{{"
)
BLOCKS = (
    HOSTILE
    + "\n\n# kop\n\n- punt\n\n```\ncode\n```\n\n    ingesprongen <script>alert(2)</script>\n\n[x]: javascript:5\n"
)
SCRIPT = 'JaVaScRiPt:alert(1)//"><script>alert(3)</script>{{ 7*7 }}'


def poisoned(infobox: Infobox) -> Infobox:
    """The same entries with something hostile in every field that holds text, made without any check."""
    ids = {entry_id for kind in KINDS for entry_id in infobox.with_retired(kind)}
    entries: dict[str, list[Entry]] = {
        kind: [_poison(entry, ids) for entry in infobox.with_retired(kind).values()] for kind in KINDS
    }
    return assemble(entries)


def _poison(record: Any, ids: set[str]) -> Any:
    changed: dict[str, Any] = {}
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        if name in ("id", "code", "anker", "was", "vervangen_door") or get_origin(field.annotation) is Literal:
            continue
        changed[name] = _poison_value(name, value, ids)
    return type(record).model_construct(**{**dict(record), **changed})


def _poison_value(name: str, value: Any, ids: set[str]) -> Any:
    if isinstance(value, BaseModel):
        return _poison(value, ids)
    if isinstance(value, list):
        if name == "doelgroepen":
            return value
        return [_poison_value(name, item, ids) for item in value]
    if isinstance(value, str) and value not in ids:
        if name == "url":
            return SCRIPT
        return BLOCKS if name in ("omschrijving", "samenvatting", "tekst", "wanneer") else HOSTILE
    return value


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory, sample: Infobox) -> Path:
    with mock.patch("infobox.site.project.assemble", return_value=poisoned(sample)):
        target = tmp_path_factory.mktemp("hostile") / "site"
        return build_site(target, root=sample_project(), today=TODAY, INFOBOX_REPO_URL="https://forge.test/a/b")


def _pages(site: Path) -> Iterator[tuple[str, html.HtmlElement, str]]:
    for path in sorted(site.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        yield (
            path.relative_to(site).as_posix(),
            html.fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8")),
            text,
        )


@pytest.mark.site
def test_hostile_data_past_the_check_comes_out_as_harmless_text(hostile_site: Path) -> None:
    wrong, texts = [], 0
    for name, page, text in _pages(hostile_site):
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


@pytest.mark.site
def test_hostile_data_cannot_reach_the_search_results(hostile_site: Path) -> None:
    answers = ask(hostile_site / WORKER, ["meldcode", "gezin", "wegen", "script onerror", "s03"], settle=250)
    live = re.compile(r"<(?!/?mark>|/?span\b)", re.IGNORECASE)
    shown = [text for answer in answers for [item] in answer["items"] for text in (item["title"], item["text"])]
    assert len(shown) > 10
    assert [text for text in shown if live.search(text)] == []


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
