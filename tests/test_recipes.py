"""The recipes of CONTRIBUTING, carried out to the letter in a copy of the sample project, by another Python."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, TODAY
from tests.search.node import WORKER, ask
from tests.site_fixtures import lay_out_sample, parsed

pytestmark = pytest.mark.site

RECIPE = re.compile(
    r"^In `(?P<file>[^`]+)`(?:, (?P<where>before|after) `(?P<line>[^\n]+)`)?:\n\n```\w+\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
LES = """\
code: L01
titel: Een ochtend over de kweepeer
omschrijving: De kweepeer staat in deze les voor iets dat nergens anders op de site staat.
standaarden: [leren]
bronnen:
  - url: https://www.voorbeeld-instituut.nl/les
wijzigingen:
  - datum: 2026-11-20
    tekst: Toegevoegd.
"""


class Copy:
    """A project whose package may be changed; commands run in it with its own code."""

    def __init__(self, root: Path) -> None:
        self.root = lay_out_sample(root)
        (root / "infobox").unlink()
        shutil.copytree(ROOT / "infobox", root / "infobox", ignore=shutil.ignore_patterns("__pycache__"))
        self.les = root / "data" / "lessen" / "kweepeer.yml"

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = os.environ | {"PYTHONPATH": str(self.root), "INFOBOX_TODAY": TODAY.isoformat()}
        environment.pop("INFOBOX_SITE_URL", None)
        return subprocess.run(
            [sys.executable, "-m", "infobox", *arguments],
            cwd=self.root, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def carry_out(self) -> int:
        """Do everything that the recipes say; gives how many steps there were."""
        steps = list(RECIPE.finditer((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")))
        for step in steps:
            path = self.root / step["file"]
            if step["where"] is None:
                assert not path.exists(), f"{step['file']} is there already"
                path.write_text(step["text"], encoding="utf-8")
                continue
            lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
            places = [number for number, line in enumerate(lines) if line.startswith(step["line"])]
            assert places, f"{step['file']} has no line {step['line']!r}"
            lines.insert(places[0] + (step["where"] == "after"), step["text"])
            path.write_text("".join(lines), encoding="utf-8")
        return len(steps)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    made = Copy(tmp_path_factory.mktemp("recipes") / "project")
    assert made.carry_out() >= 12
    made.les.parent.mkdir()
    made.les.write_text(LES, encoding="utf-8")
    index = made.root / "docs" / "index.md"
    index.write_text(
        index.read_text(encoding="utf-8")
        + '\n{{ les("L01") }} uit {{ jaartal("handboek") }}\n\n{{ velden("lessen") }}\n',
        encoding="utf-8",
    )
    standaard = made.root / "data" / "standaarden" / "leren.yml"
    standaard.write_text(
        re.sub(r"(?m)^omschrijving: (>-\n  )?", r"\g<0>Zie ook @L01. ", standaard.read_text(encoding="utf-8"), count=1),
        encoding="utf-8",
    )
    return made


@pytest.fixture(scope="module")
def site(copy: Copy) -> Path:
    done = copy.run("build")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    return copy.root / "site"


def test_the_check_is_green_and_counts_the_new_kind(copy: Copy) -> None:
    done = copy.run("check")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 lessen" in done.stdout


def test_a_new_kind_has_a_page_an_overview_and_a_short_link(site: Path) -> None:
    page = parsed(site / "lessen" / "kweepeer" / "index.html")
    assert page.findtext(".//h1") == "Een ochtend over de kweepeer"
    assert "Een ochtend over de kweepeer" in parsed(site / "lessen" / "index.html").text_content()
    (onward,) = parsed(site / "l01" / "index.html").xpath("//a[@id='verder']/@href")
    assert onward == "../lessen/kweepeer/"


def test_its_code_is_a_link_in_texts_and_its_name_a_macro(site: Path) -> None:
    standaard = parsed(site / "standaarden" / "leren" / "index.html")
    assert standaard.xpath("//main//a[contains(@href, 'lessen/kweepeer/')]")
    home = parsed(site / "index.html")
    assert home.xpath("//main//a[contains(@href, 'lessen/kweepeer/')]")


def test_the_search_finds_it(site: Path) -> None:
    (answer,) = ask(site / WORKER, ["kweepeer"])
    assert answer["items"][0][0]["location"] == "lessen/kweepeer/"


def test_its_addresses_come_in_the_lock(copy: Copy) -> None:
    done = copy.run("addresses")
    assert {"/l01/", "/lessen/kweepeer/", "/lessen/", "/titels.txt"} <= set(done.stdout.split())


def test_a_file_for_another_one_gets_the_next_code(copy: Copy) -> None:
    done = copy.run("new", "lessen", "tweede")
    made = copy.root / "data" / "lessen" / "tweede.yml"
    assert done.returncode == 0, done.stdout + done.stderr
    text = made.read_text(encoding="utf-8")
    made.unlink()
    assert "code: L02" in text
    assert "duur" in text


def test_what_is_new_names_it(site: Path) -> None:
    assert "kweepeer" in parsed(site / "nieuw" / "index.html").text_content()


def test_a_new_field_is_explained_and_shown(copy: Copy, site: Path) -> None:
    assert "Hoeveel minuten de les duurt." in parsed(site / "index.html").text_content()
    copy.les.write_text(LES + "duur: 90\n", encoding="utf-8")
    try:
        done = copy.run("build", "--site", "tweede-site")
        assert done.returncode == 0, done.stdout + done.stderr
        page = (copy.root / "tweede-site" / "lessen" / "kweepeer" / "index.html").read_text(encoding="utf-8")
        assert "90 minuten" in page
    finally:
        copy.les.write_text(LES, encoding="utf-8")


def faults(copy: Copy, les: str) -> list[str]:
    copy.les.write_text(les, encoding="utf-8")
    try:
        done = copy.run("check", "--format", "json")
        assert done.returncode == 1, done.stdout + done.stderr
        return [f"{each['path']}:{each['line']}: {each['message']}" for each in json.loads(done.stdout)]
    finally:
        copy.les.write_text(LES, encoding="utf-8")


def test_a_new_relation_sees_what_is_withdrawn_doubled_or_missing(copy: Copy) -> None:
    withdrawn = next(
        path.stem for path in (copy.root / "data" / "standaarden").glob("*.yml")
        if "status: vervallen" in path.read_text(encoding="utf-8") or "status: gesplitst" in path.read_text("utf-8")
    )  # fmt: skip
    found = faults(copy, LES.replace("[leren]", f"[leren, leren, {withdrawn}, nergens]"))
    assert found == [
        "data/lessen/kweepeer.yml:4: 'leren' staat hier twee keer",
        f"data/lessen/kweepeer.yml:4: '{withdrawn}' is niet meer actief",
        "data/lessen/kweepeer.yml:4: standaard 'nergens' bestaat niet",
    ]


def test_a_new_rule_is_told_at_its_line(copy: Copy) -> None:
    assert faults(copy, LES + "duur: 300\n") == ["data/lessen/kweepeer.yml:10: een les van 300 minuten is te lang"]


def test_a_new_product_is_in_the_site(site: Path) -> None:
    assert "Een ochtend over de kweepeer" in (site / "titels.txt").read_text(encoding="utf-8").splitlines()
