"""The recipes of CONTRIBUTING, carried out to the letter in a copy of the project, by another Python."""

import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from infobox.catalogue.frames import FOLDER
from tests.conftest import ROOT, TODAY
from tests.search.node import WORKER, ask, places
from tests.site_fixtures import SITE_URL, parsed

pytestmark = pytest.mark.site

PARTS = (
    "adressen.lock", "CONTRIBUTING.md", "data", "docs", "edities", "infobox", "links", "macros.py", "mkdocs.yml",
    "pyproject.toml", "tests",
)  # fmt: skip
LES = "tests/sample/data/lessen/kweepeer.yml"
# What the project's own tests say of a copy in which every recipe is carried out.
OWN_TESTS = (
    "tests/test_real_data.py", "tests/test_sample.py", "tests/test_architecture.py", "tests/test_messages.py",
    "tests/entries/test_kinds.py", "tests/entries/test_rules.py", "tests/entries/test_model.py",
    "tests/entries/test_relations.py", "tests/catalogue/test_infobox.py", "tests/exports/test_titles.py",
    "tests/pages/test_macros.py", "tests/pages/test_render.py", "tests/pages/test_linkstates.py",
)  # fmt: skip


@dataclass(frozen=True)
class Step:
    """`text` goes before, after or instead of the first line of a file that starts with `line`; else it is the file."""

    file: str
    where: str | None
    line: str
    text: str

    def carry_out(self, root: Path) -> None:
        path = root / self.file
        if self.where is None:
            assert not path.exists(), f"{self.file} is there already"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(self.text, encoding="utf-8")
            return
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        place = next((number for number, line in enumerate(lines) if line.startswith(self.line)), None)
        assert place is not None, f"{self.file} has no line {self.line!r}"
        stop = place + (self.where == "instead of")
        start = place + (self.where == "after")
        lines[start : max(start, stop)] = [self.text]
        path.write_text("".join(lines), encoding="utf-8")


def steps(text: str) -> Iterator[Step]:
    """Every step of every recipe: a numbered line that names a file, and the block under it."""
    pattern = re.compile(
        r"^\d+\. In `(?P<file>[^`]+)`(?:, (?P<where>before|after|instead of) `(?P<line>[^`]+)`)?[^\n]*:\n\n"
        r"(?P<indent> {3,4})(?P<fence>`{3,})\w+\n(?P<text>.*?)^(?P=indent)(?P=fence)$",
        re.MULTILINE | re.DOTALL,
    )
    for match in pattern.finditer(text):
        text = re.sub(rf"(?m)^{match['indent']}", "", match["text"])
        yield Step(match["file"], match["where"], match["line"] or "", text)


class Copy:
    """The whole project, and the sample laid out in it as a project of its own; commands run with the copy's code."""

    def __init__(self, root: Path) -> None:
        self.root, self.proof = root, root / "proef"
        self._path = os.pathsep.join(filter(None, [str(root), os.environ.get("PYTHONPATH", "")]))
        root.mkdir()
        forgotten = shutil.ignore_patterns("__pycache__", "browser", "setup")
        for name in PARTS:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, root / name, ignore=forgotten)
            else:
                shutil.copy(source, root / name)

    def python(self, *arguments: str, within: Path | None = None, **settings: str) -> subprocess.CompletedProcess[str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("INFOBOX_")}
        return subprocess.run(
            [sys.executable, *arguments], cwd=within or self.root, capture_output=True, text=True, check=False,
            env=clean | {"PYTHONPATH": self._path, "PYTHONDONTWRITEBYTECODE": "1"} | settings,
        )  # fmt: skip

    def infobox(self, *arguments: str, real: bool = False, **settings: str) -> subprocess.CompletedProcess[str]:
        """A command on the sample, or on the real data and pages."""
        if not real:
            settings["INFOBOX_TODAY"] = TODAY.isoformat()
        return self.python("-m", "infobox", *arguments, within=self.root if real else self.proof, **settings)

    def lay_out(self) -> None:
        done = self.python(
            "-c", "from pathlib import Path; from tests.site_fixtures import *; lay_out_sample(Path('proef'))"
        )
        assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """A copy in which everything that the recipes say is done, and the commands that end each of them."""
    made = Copy(tmp_path_factory.mktemp("recipes") / "project")
    for step in steps((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")):
        step.carry_out(made.root)
    done = made.python("-m", "ruff", "check", "--fix-only", "--quiet", ".")
    assert done.returncode == 0, done.stdout + done.stderr
    sample = made.root / "tests" / "sample"
    day, folders = TODAY.isoformat(), ("--data", str(sample / "data"), "--docs", str(sample / "docs"))
    for done in (
        made.python("-m", "infobox", "meldingen", "docs/meldingen.md"),
        made.infobox("addresses", "--update", real=True),
        made.python("-m", "infobox", "addresses", "--update", *folders, INFOBOX_TODAY=day),
    ):
        assert done.returncode == 0, done.stdout + done.stderr
    made.lay_out()
    _use_it(made.proof)
    return made


def _use_it(proof: Path) -> None:
    """What an editor does with what is new: `@L01` in a text, macros on a page."""
    home, standaard = proof / "docs" / "index.md", proof / "data" / "standaarden" / "leren.yml"
    called = '\nZie {{ les("L01") }}.\n\n{{ uitleg("meldcode") }}\n\n{{ velden("lessen") }}\n'
    home.write_text(home.read_text(encoding="utf-8") + called, encoding="utf-8")
    text = standaard.read_text(encoding="utf-8")
    changed = re.sub(r"(?m)^omschrijving: (>-\n  )?", r"\g<0>Zie ook @L01. ", text, count=1)
    assert changed != text
    standaard.write_text(changed, encoding="utf-8")


@pytest.fixture(scope="module")
def site(copy: Copy) -> Path:
    done = copy.infobox("build", INFOBOX_SITE_URL=SITE_URL)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    return copy.proof / "site"


def faults(copy: Copy, **changed: str) -> list[str]:
    """What the check says when lines of the lesson say something else, as file, line and message."""
    path = copy.proof / "data" / "lessen" / "kweepeer.yml"
    before = text = path.read_text(encoding="utf-8")
    for key, value in changed.items():
        text, count = re.subn(rf"(?m)^{key}: .*$", f"{key}: {value}", text)
        assert count == 1
    path.write_text(text, encoding="utf-8")
    try:
        done = copy.infobox("check", "--format", "json")
        assert done.returncode == 1, done.stdout + done.stderr
        return [f"{each['path']}:{each['line']}: {each['message']}" for each in json.loads(done.stdout)]
    finally:
        path.write_text(before, encoding="utf-8")


def text_of(page: Path) -> str:
    return " ".join(str(parsed(page).text_content()).split())


def test_every_recipe_is_read_with_all_of_its_steps() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    recipes = text.partition("\n## Recipes\n")[2].partition("\n## ")[0]
    numbered = re.findall(r"(?m)^\d+\. ", recipes)
    found = list(steps(recipes))
    assert len(found) == len(numbered) == len(list(steps(text)))
    headings = re.findall(r"(?m)^### (?:Add an?|Change (?:a|the)) (.+)$", recipes)
    assert headings == [
        "kind", "field", "relation", "rule", "product", "macro", "link class", "words of a redirect", "card's look",
        "policy",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("where", "line", "becomes"),
    [
        ("before", "twee", "een\nnieuw\ntwee = 2\ndrie\n"),
        ("after", "twee", "een\ntwee = 2\nnieuw\ndrie\n"),
        ("instead of", "twee", "een\nnieuw\ndrie\n"),
        (None, "", "nieuw\n"),
    ],
)
def test_a_step_is_carried_out_where_it_says(where: str | None, line: str, becomes: str, tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.py"
    told = f", {where} `{line}`" if where else ""
    [step] = steps(f"Text.\n\n1. In `a/b.py`{told}, for a reason:\n\n   ```python\n   nieuw\n   ```\n\nText.\n")
    if where:
        path.parent.mkdir()
        path.write_text("een\ntwee = 2\ndrie\n", encoding="utf-8")
    step.carry_out(tmp_path)
    assert path.read_text(encoding="utf-8") == becomes
    with pytest.raises(AssertionError, match=r"b\.py"):
        Step("a/b.py", where, "nergens", "").carry_out(tmp_path)


def test_the_check_is_green_and_counts_the_new_kind(copy: Copy) -> None:
    for real, counted in ((False, "1 lessen"), (True, "0 lessen")):
        done = copy.infobox("check", real=real)
        assert done.returncode == 0, done.stdout + done.stderr
        assert counted in done.stdout


def test_the_recipes_are_written_as_the_house_writes(copy: Copy) -> None:
    for command in (["check"], ["format", "--check"]):
        done = copy.python("-m", "ruff", *command, "infobox", "tests", "macros.py")
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_tests_that_know_of_all_kinds_rules_and_macros_are_green(copy: Copy) -> None:
    done = copy.python("-m", "pytest", "-q", "-m", "not site", "-p", "no:cacheprovider", *OWN_TESTS)
    assert done.returncode == 0, done.stdout[-5000:]


def test_a_new_kind_has_a_page_with_every_field(site: Path) -> None:
    page = site / "lessen" / "kweepeer" / "index.html"
    said = text_of(page)
    assert parsed(page).findtext(".//h1") == "Een ochtend over de kweepeer"
    for text in ("L01", "nergens anders in het voorbeeld", f"{SITE_URL}l01/", "voorbeeld-instituut.nl", "Toegevoegd."):
        assert text in said
    assert parsed(page).xpath("//dt[text()='Duur']/following-sibling::dd/p/text()") == ["90"]
    assert {"bronnen", "wijzigingen", "citeren"} <= set(parsed(page).xpath("//@id"))


def test_it_has_an_overview_in_the_menu_and_a_short_link(site: Path) -> None:
    overview = parsed(site / "lessen" / "index.html")
    assert overview.xpath("//main//a[text()='Een ochtend over de kweepeer']/@href") == ["../lessen/kweepeer/"]
    assert "Lessen met een vast adres." in text_of(site / "lessen" / "index.html")
    assert parsed(site / "over" / "index.html").xpath("//nav//a[@href='../lessen/']")
    for short in ("l01", "L01"):
        (onward,) = parsed(site / short / "index.html").xpath("//a[@id='verder']/@href")
        assert onward == "../lessen/kweepeer/"


def test_its_code_is_a_link_in_texts_and_its_name_a_macro(site: Path) -> None:
    for page in (site / "standaarden" / "leren" / "index.html", site / "index.html"):
        links = parsed(page).xpath("//main//a[contains(@href, 'lessen/kweepeer/')]")
        assert [link.text for link in links] == ["Een ochtend over de kweepeer"]


def test_the_search_finds_it(site: Path) -> None:
    by_word, by_code, by_field = ask(site / WORKER, ["kweepeer", "L01", "fries"])
    assert places(by_word)[0] == "lessen/kweepeer/"
    assert places(by_code)[0] == "lessen/kweepeer/"
    assert places(by_field)[0] == "instrumenten/handboek-tweede-druk/"


def test_its_addresses_are_in_the_lock(copy: Copy) -> None:
    real = (copy.root / "adressen.lock").read_text(encoding="utf-8").splitlines()
    assert {"/lessen/ lessen", "/lessen/*/#bronnen lessen", "/titels.txt docs/index.md"} <= set(real)
    sample = (copy.proof / "adressen.lock").read_text(encoding="utf-8").splitlines()
    assert {"/l01/ lessen/kweepeer", "/lessen/kweepeer/ lessen/kweepeer"} <= set(sample)
    done = copy.infobox("addresses")
    assert done.returncode == 0, done.stdout


def test_a_file_for_another_one_gets_the_next_code_and_every_field(copy: Copy) -> None:
    done = copy.infobox("new", "lessen", "tweede")
    assert done.returncode == 0, done.stdout + done.stderr
    made = copy.proof / "data" / "lessen" / "tweede.yml"
    text = made.read_text(encoding="utf-8")
    made.unlink()
    assert "\ncode: L02\n" in text
    assert "# Duur. Hoeveel minuten de les duurt.\n# duur:\n" in text


def test_what_is_new_names_it_on_the_page_and_in_the_feed(site: Path) -> None:
    assert "Een ochtend over de kweepeer" in text_of(site / "nieuw" / "index.html")
    assert "Een ochtend over de kweepeer" in (site / "nieuw" / "atom.xml").read_text(encoding="utf-8")


def test_a_new_field_is_shown_and_explained(copy: Copy, site: Path) -> None:
    said = "//dt[text()='Taal']/following-sibling::dd/text()"
    assert parsed(site / "instrumenten" / "handboek-tweede-druk" / "index.html").xpath(said) == ["Fries"]
    assert parsed(site / "instrumenten" / "handboek" / "index.html").xpath(said) == []
    assert "Alleen als het niet Nederlands is." in text_of(site / "bijdragen" / "index.html")


def test_the_pages_for_editors_tell_of_the_kind_and_the_macro(copy: Copy) -> None:
    done = copy.infobox("export", "pages", "pagina-s", real=True)
    assert done.returncode == 0, done.stdout + done.stderr
    fields = (copy.root / "pagina-s" / "bijdragen.md").read_text(encoding="utf-8")
    assert "Hoeveel minuten de les duurt." in fields
    macros = (copy.root / "pagina-s" / "macros.md").read_text(encoding="utf-8")
    assert re.search(r'\{\{ uitleg\("meldcode"\) \}\}\n```\n+<p>[^<]{20,}', macros)


def test_a_new_relation_is_shown_at_both_ends(site: Path) -> None:
    les = parsed(site / "lessen" / "kweepeer" / "index.html")
    assert les.xpath("//dt[text()='Standaarden']/following-sibling::dd//a/@href") == ["../../standaarden/wegen/"]
    standaard = parsed(site / "standaarden" / "wegen" / "index.html")
    assert standaard.xpath("//main//a[@href='../../lessen/kweepeer/']")


def test_a_new_relation_sees_what_is_withdrawn_doubled_or_missing(copy: Copy) -> None:
    assert faults(copy, standaarden="[leren, leren, melden, nergens]") == [
        "data/lessen/kweepeer.yml:7: 'leren' staat hier twee keer",
        "data/lessen/kweepeer.yml:7: 'melden' is vervallen en telt niet meer mee",
        "data/lessen/kweepeer.yml:7: standaard 'nergens' bestaat niet",
    ]


def test_a_new_rule_is_told_at_its_line(copy: Copy) -> None:
    assert faults(copy, duur="300") == ["data/lessen/kweepeer.yml:4: een les van 300 minuten is te lang"]


def test_a_new_product_is_in_the_site(site: Path) -> None:
    assert "Een ochtend over de kweepeer" in (site / "titels.txt").read_text(encoding="utf-8").splitlines()


def test_a_new_macro_answers_on_a_page(copy: Copy, site: Path) -> None:
    begrip = yaml.safe_load((copy.proof / "data" / "begrippen" / "meldcode.yml").read_text(encoding="utf-8"))
    before_a_link = " ".join(begrip["omschrijving"].partition("@")[0].split())
    paragraphs = [p.text_content() for p in parsed(site / "index.html").xpath("//main//p")]
    assert [text for text in paragraphs if text.startswith(before_a_link)]


def test_a_new_link_class_is_judged_and_said(copy: Copy) -> None:
    program = """
        from datetime import UTC, datetime
        from pathlib import Path
        from infobox.catalogue.infobox import Infobox
        from infobox.links.classify import KLASSEN, classify
        from infobox.links.evidence import Answer, Evidence
        from infobox.links.state import update
        from infobox.pages.linkstates import LinkStates
        from tests.conftest import SAMPLE, TODAY
        from tests.reading import infobox_of
        url = "https://www.voorbeeld-academie.nl/weegwijzer"
        seen = Evidence(address=url, hops=(Answer(url, status=401),))
        state = update(None, seen, datetime(2026, 11, 21, tzinfo=UTC), looked="")
        links = LinkStates(infobox_of(SAMPLE / "data", TODAY), {url: state})
        print("besloten" in KLASSEN, state.klasse, state.oordeel, links.said(url).text, sep="|")
    """
    done = copy.python("-c", textwrap.dedent(program))
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "True|besloten|onbekend|vraagt om een wachtwoord; nog niet met de hand bekeken"


def test_a_redirect_says_its_new_words(site: Path) -> None:
    assert parsed(site / "s01" / "index.html").findtext(".//h1") == "Deze pagina heeft een ander adres gekregen"


def test_a_card_says_and_looks_what_it_was_told(site: Path) -> None:
    cards = parsed(site / "standaarden" / "index.html").find_class("kaart")
    assert cards
    assert [card.find_class("kaart__soort")[0].text for card in cards] == ["Standaard"] * len(cards)
    assert ".kaart__soort {" in (site / "assets" / "stijl.css").read_text(encoding="utf-8")


def test_the_policy_of_every_page_holds_what_was_added(site: Path) -> None:
    pages = [page for page in site.rglob("*.html") if FOLDER not in page.relative_to(site).parts]  # those run nothing
    assert len(pages) > 50
    without = [page for page in pages if "; media-src 'self'; " not in page.read_text(encoding="utf-8")]
    assert without == []
