"""The written pages: a wrong macro call is told with page, line and remedy, in Dutch."""

import shutil
from pathlib import Path

import pytest

from infobox.findings import Finding
from infobox.pages.trial import pages_call_macros_well
from tests.conftest import GOOD, SAMPLE, TODAY
from tests.reading import case_of


def check(folder: Path, text: str) -> list[Finding]:
    """What is found in the pages of `folder`, with one more page that holds `text`."""
    page = folder / "docs" / "map" / "pagina.md"
    page.parent.mkdir(parents=True)
    page.write_text(text, encoding="utf-8")
    case = case_of(GOOD, TODAY, folder / "docs")
    return sorted([*case.findings, *pages_call_macros_well(case)])


@pytest.mark.parametrize(
    ("call", "message", "hint"),
    [
        ('standaard("S09")', "standaard 'S09' bestaat niet", "gebruik een code"),
        ('instrument("wegwijser")', "instrument 'wegwijser' bestaat niet", "bedoelt u 'wegwijzer'?"),
        ('begrip("xyz")', "begrip 'xyz' bestaat niet", "gebruik een code of een bestandsnaam uit data/begrippen/"),
        (
            'bouwsteen("S01")',
            "bouwsteen 'S01' bestaat niet",
            "gebruik een code of een bestandsnaam uit data/bouwstenen/",
        ),
        ("standaard(3)", "standaard '3' bestaat niet", "gebruik een code of een bestandsnaam uit data/standaarden/"),
        ('standaard(["S01"])', "standaard '['S01']' bestaat niet", "gebruik een code"),
        ('standard("S01")', "de macro 'standard' bestaat niet", "bedoelt u 'standaard'?"),
        ("xyz", "de macro 'xyz' bestaat niet", "kies uit: aantal, begrip,"),
        ("standaard(S01)", "om 'S01' horen aanhalingstekens", 'schrijf: {{ standaard("S01") }}'),
        ("standaard()", "'standaard' is verkeerd aangeroepen", "verwacht wordt: wie"),
        ('standaard("S01", "S02")', "'standaard' is verkeerd aangeroepen", "verwacht wordt: wie"),
        ('standaarden("S01")', "'standaarden' is verkeerd aangeroepen", "verwacht wordt: niets tussen de haakjes"),
        ('standaard(wei="S01")', "'standaard' kent geen 'wei'", "kies uit: wie"),
        ('hulp(wie="x")', "'hulp' kent geen 'wie'", "kies uit: niets"),
        ('instrumenten(soorten="wet")', "'instrumenten' kent geen 'soorten'", "bedoelt u 'soort'?"),
        ('instrumenten(soort="boekk")', "'boekk' is geen waarde voor 'soort'", "bedoelt u 'boek'?"),
        ('instrumenten(soort="")', "'' is geen waarde voor 'soort'", "kies uit: wet, kader"),
        (
            'instrumenten(bouwsteen="B1", soort="wet", doelgroep="x")',
            "'x' is geen waarde voor 'doelgroep'",
            "kies uit:",
        ),
        ("instrumenten(doelgroep=[])", "'[]' is geen waarde voor 'doelgroep'", "kies uit: professional"),
        ('aantal("standaard")', "'standaard' is geen waarde voor 'soort'", "bedoelt u 'standaarden'?"),
        ('velden("x")', "'x' is geen waarde voor 'soort'", "kies uit: standaarden, situaties, instrumenten"),
        ('pagina("begrippen", "meldcode")', "'begrippen' is geen waarde voor 'soort'", "kies uit: standaarden"),
        ('overzicht("x")', "'x' is geen waarde voor 'soort'", "kies uit: standaarden"),
        ('telefoon("113")', "contact '113' bestaat niet", "gebruik een code of een bestandsnaam uit data/contacten/"),
        ("1 / 0", "dit tussen accolades kan hier niet", "gebruik alleen een macro met zijn argumenten"),
        ('"a" + 1', "dit tussen accolades kan hier niet", "gebruik alleen een macro"),
        ("[][0]", "dit tussen accolades kan hier niet", "gebruik alleen een macro"),
        ('standaard("S01").titel', "dit tussen accolades kan hier niet", "gebruik alleen een macro"),
        (
            'standaard("S01"',
            "deze macro is niet goed geschreven",
            'schrijf: {{ standaard("S01") }}',
        ),
        ('standaard("S01) ', "deze macro is niet goed geschreven", 'schrijf: {{ standaard("S01") }}'),
    ],
)
def test_a_wrong_call_is_told_at_its_line(call: str, message: str, hint: str, tmp_path: Path) -> None:
    text = (
        f"---\ntitle: Een {{{{ titel }}}}\n---\n# Kop\n\n{{{{ standaarden() }}}}\n\nTekst {{{{ {call} }}}} en meer.\n"
    )
    (finding,) = check(tmp_path, text)
    assert (finding.path, finding.line, finding.message) == ("docs/map/pagina.md", 8, message)
    assert finding.hint.startswith(hint)


@pytest.mark.parametrize("text", ["a\n{% if %}\n", "a\n{% include 'x' %}\n", "a\n{{ 'x'|geenfilter }}\n"])
def test_other_jinja_that_cannot_work_is_told_too(text: str, tmp_path: Path) -> None:
    (finding,) = check(tmp_path, text)
    assert finding.line == 2


def test_each_wrong_page_is_told_and_right_ones_are_not(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "b.md").write_text('{{ standaard("s01") }} {{ instrument("wegwijzer") }}', encoding="utf-8")
    (folder / "c.md").write_text("\n{{ x }}", encoding="utf-8")
    (folder / "d.md").write_bytes(b"caf\xe9")
    found = check(tmp_path, "{{ y }}")
    assert [(each.path, each.line) for each in found] == [("docs/c.md", 2), ("docs/d.md", 1), ("docs/map/pagina.md", 1)]


def test_pages_that_call_every_kind_of_macro_are_right() -> None:
    case = case_of(SAMPLE / "data", TODAY, SAMPLE / "docs")
    assert list(pages_call_macros_well(case)) == []


def test_an_entry_that_is_there_with_a_fault_of_its_own_is_not_said_to_be_missing(tmp_path: Path) -> None:
    shutil.copytree(GOOD, tmp_path / "data")
    file = tmp_path / "data" / "instrumenten" / "wegwijzer.yml"
    file.write_text(file.read_text(encoding="utf-8") + "kleur: rood\n", encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text('{{ instrument("wegwijzer") }} {{ instrument("weg") }}', encoding="utf-8")
    case = case_of(tmp_path / "data", TODAY, tmp_path / "docs")
    assert [finding.message for finding in case.findings] == ["de sleutel 'kleur' bestaat hier niet"]
    assert [finding.message for finding in pages_call_macros_well(case)] == ["instrument 'weg' bestaat niet"]


def test_every_wrong_call_of_a_page_is_told_in_one_run(tmp_path: Path) -> None:
    found = check(tmp_path, '{{ standaard("S09") }}\n\n{{ begrip("xyz") }} {{ soorten() }}\n{{ kader("x") }}\n')
    assert [(each.line, each.message) for each in found] == [
        (1, "standaard 'S09' bestaat niet"),
        (3, "begrip 'xyz' bestaat niet"),
        (4, "kader 'x' bestaat niet"),
    ]
