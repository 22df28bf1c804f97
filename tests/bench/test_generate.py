"""What is generated is a project like any other: nothing wrong with it, and like what it was made of."""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from infobox.catalogue import lock
from infobox.catalogue.infobox import Infobox
from infobox.entries.kinds import KINDS
from infobox.site import project
from tests.bench.builds import Run, report, table
from tests.bench.generate import TODAY, generate
from tests.conftest import SAMPLE

pytestmark = pytest.mark.slow

NUMBER = 300  # so that every fate comes about
LAST = """\
code: I990
titel: Het laatste met drie cijfers
soort: rapport
samenvatting: Dit rapport gaat over kweeperen, en staat hier omdat het een hoge code heeft. Meer zegt het niet.
doelgroepen: [trainer]
standaarden:
  - standaard: wegen
    waarom: Heeft een code waarna er bijna geen meer zijn met drie cijfers.
actualiteit: {status: gangbaar}
bronnen:
  - url: https://www.voorbeeld-instituut.nl/laatste
wijzigingen:
  - datum: 2026-11-20
    tekst: Toegevoegd.
"""


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Infobox:
    """The sample with many more entries, and codes that are almost used up."""
    folder = tmp_path_factory.mktemp("grown")
    root, target = folder / "sample", folder / "project"
    shutil.copytree(SAMPLE, root)
    (root / "data" / "instrumenten" / "laatste.yml").write_text(LAST, encoding="utf-8")
    counts = generate(target, NUMBER, root=root)
    assert counts["instrumenten"] == NUMBER
    case = project.examine(target / "data", target / "docs", TODAY)
    lock.update(target / lock.NAME, case.published())
    return project.read(target / "data", target / "docs", TODAY).infobox


def test_codes_go_on_beyond_999(grown: Infobox) -> None:
    codes = {code for code, (kind, _) in grown.by_code.items() if kind == "instrumenten"}
    assert len(codes) == NUMBER
    assert {"I990", "I999", "I1000", "I1200"} <= codes


def test_entries_lead_the_lives_that_entries_lead(grown: Infobox) -> None:
    fates = Counter(one.levensloop.status for one in grown.with_retired("instrumenten").values())
    assert 0 < fates["vervallen"] < fates["actief"] / 10
    assert grown.former_names
    assert any("@I" in change.tekst for one in grown.instrumenten.values() for change in one.wijzigingen)


def test_proportions_are_those_of_what_it_was_made_of(grown: Infobox, sample: Infobox) -> None:
    def relations(infobox: Infobox) -> float:
        return sum(len(one.standaarden) for one in infobox.instrumenten.values()) / infobox.count("instrumenten")

    def letters(infobox: Infobox) -> float:
        return sum(len(one.samenvatting) for one in infobox.instrumenten.values()) / infobox.count("instrumenten")

    assert relations(grown) == pytest.approx(relations(sample), rel=0.2)
    assert letters(grown) == pytest.approx(letters(sample), rel=0.2)
    share = grown.count("organisaties") / grown.count("instrumenten")
    assert share == pytest.approx(sample.count("organisaties") / sample.count("instrumenten"), rel=0.2)
    assert [grown.count(kind) for kind in ("standaarden", "kaders")] == [
        sample.count(kind) for kind in ("standaarden", "kaders")
    ]


def test_the_same_seed_gives_the_same(tmp_path: Path) -> None:
    for name in ("one", "other"):
        generate(tmp_path / name, 40, root=SAMPLE)
    for kind in KINDS:
        one, other = (sorted((tmp_path / name / "data" / kind).iterdir()) for name in ("one", "other"))
        assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]


def test_medians_and_exponents_are_told() -> None:
    def runs(*cpu: float) -> list[Run]:
        return [Run(one, one, 100, 10) for one in cpu]

    found = {
        "Material": {10: runs(1, 9, 2), 100: runs(20, 20, 20)},
        "Ours": {10: runs(1, 1, 3), 100: runs(100, 90, 99)},
    }
    told = report(found, {10: 10, 100: 100})
    assert told["builders"]["Ours"]["sizes"][10]["cpu_ratio"] == 0.5
    assert told["builders"]["Ours"]["sizes"][100]["cpu_ratio_of_each_turn"] == [5, 4.5, 4.95]
    assert told["builders"]["Ours"]["exponents"] == {"10-100": 2}
    assert any(line.split()[:3] == ["Ours", "exponent", "10-100:"] for line in table(told))
