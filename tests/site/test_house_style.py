"""The look of a gemeente: a file of tokens, judged before a page is made, and what the pages then look like."""

import re
from pathlib import Path

import pytest
import yaml
from mkdocs.exceptions import Abort

from infobox.site.house_style import FOLDER, NAME, OURS, PAIRS, SHEET, THEME, contrast, read, too_faint
from tests.conftest import TODAY
from tests.site_fixtures import build_site, built_site, lay_out_sample, parsed

STYLES = sorted((Path(__file__).parent / "huisstijlen").glob("*.yml"))
WRONG = Path(__file__).with_name("wrong_styles.yml")
WORN = re.compile(r"var\((--basis-[a-z0-9-]+)\)")


def dressed(root: Path, style: str) -> Path:
    """The sample as the project of a gemeente with a style of its own."""
    lay_out_sample(root)
    (root / FOLDER).mkdir(exist_ok=True)
    (root / NAME).write_text(style, encoding="utf-8")
    mark = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>'
    (root / FOLDER / "wapen.svg").write_text(mark, encoding="utf-8")
    return root


def said(root: Path, style: str) -> list[str]:
    dressed(root, style)
    (root / FOLDER / "slim.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" onload="a()"/>', encoding="utf-8")
    return list(map(str, read(root).faults))


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#ffffff", "#ffffff", 1), ("#767676", "#ffffff", 4.54), ("#ffffff", "#595959", 7.0)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


def test_our_own_style_can_be_read_and_every_token_is_judged_and_used(tmp_path: Path) -> None:
    style = read(tmp_path).style
    assert list(too_faint(style.colours)) == []
    assert all(set(colour) == {"licht", "donker"} for colour in style.colours.values())
    lines = {"basis.color.default.border-subtle"}  # tells nothing by itself: what it parts has its own heading
    assert {token for pair in PAIRS for token in pair[:2]} | lines == set(style.colours)
    worn = {name for sheet in THEME.rglob("*.css") for name in WORN.findall(sheet.read_text(encoding="utf-8"))}
    tokens = {f"--{name.replace('.', '-')}" for name in style.colours} | {"--basis-text-font-family-default"}
    assert worn == tokens


def test_no_rule_has_a_colour_of_its_own_but_on_paper() -> None:
    for sheet in THEME.rglob("*.css"):
        screen = (
            sheet.read_text(encoding="utf-8")
            .partition("@media print")[0]
            .replace("html.weg-nu { background: #fff; }", "")
        )
        assert re.findall(r"#[0-9a-f]{3,8}\b(?![^{]*\{)", screen) == [], sheet


@pytest.mark.site
@pytest.mark.parametrize("style", STYLES, ids=lambda path: path.stem)
def test_pages_wear_the_style_of_a_gemeente(style: Path, tmp_path: Path) -> None:
    root = dressed(tmp_path / "project", style.read_text(encoding="utf-8"))
    assert read(root).faults == ()
    site = build_site(tmp_path / "site", root=root, today=TODAY)
    told = yaml.safe_load(style.read_text(encoding="utf-8"))
    sheet, ours = ((folder / SHEET).read_text(encoding="utf-8") for folder in (site, built_site()))
    for token, colour in told["kleuren"].items():
        for scheme in colour:
            assert f"--{token.replace('.', '-')}: {colour[scheme]};" in sheet
    assert sheet.partition("/* The look")[2] == ours.partition("/* The look")[2]
    home = parsed(site / "index.html")
    bar = told["kleuren"]["basis.color.accent-1-inverse.bg-default"]
    assert home.xpath("//meta[@name='theme-color']/@content") == [bar["licht"], bar["donker"]]
    mark = f"assets/{FOLDER}/{told['logo']}" if "logo" in told else "assets/logo.svg"
    assert home.xpath("//header//img/@src") == [mark]
    fonts = home.xpath("//link[@as='font']/@href")
    assert fonts == ([] if "lettertype" in told else ["assets/lettertypen/source-sans-3.woff2"])
    assert ("@font-face" in sheet) is not ("lettertype" in told)
    assert (site / mark).is_file()


@pytest.mark.parametrize("wrong", yaml.safe_load(WRONG.read_text(encoding="utf-8")), ids=lambda wrong: wrong["stijl"])
def test_what_cannot_be_worn_is_told_at_its_place(wrong: dict[str, str], tmp_path: Path) -> None:
    assert f"{NAME}:{wrong['gezegd']}" in said(tmp_path, wrong["stijl"])


def test_a_style_that_is_no_yaml_or_no_text_is_told(tmp_path: Path) -> None:
    assert [one.split(":")[0] for one in said(tmp_path, "kleuren: {licht\n")] != []
    (tmp_path / NAME).write_bytes(b"logo: \xff\n")
    assert [fault.message for fault in read(tmp_path).faults] == ["hier staat een teken dat geen UTF-8 is"]


@pytest.mark.site
def test_a_style_that_cannot_be_read_stops_the_build(tmp_path: Path) -> None:
    root = dressed(tmp_path / "project", 'kleuren:\n  basis.color.default.color-document: {licht: "#dddddd"}\n')
    with pytest.raises(Abort, match="er is niets gebouwd"):
        build_site(tmp_path / "site", root=root, today=TODAY)
    assert not (tmp_path / "site").exists()


def test_our_own_file_has_no_more_than_a_gemeente_may_write() -> None:
    assert set(yaml.safe_load(OURS.read_text(encoding="utf-8"))) == {"kleuren", "lettertype", "logo"}
