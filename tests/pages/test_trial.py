"""The written pages: a wrong macro call is told with page, line and remedy, in Dutch."""

from pathlib import Path

import pytest

from infobox.catalogue.infobox import Infobox
from infobox.findings import Finding
from infobox.pages import trial as prose
from infobox.pages.macros import Macro, macros
from infobox.pages.render import Renderer
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def library(good: Infobox) -> dict[str, Macro]:
    return macros(Renderer(good), str)


def check(folder: Path, library: dict[str, Macro], text: str) -> list[Finding]:
    page = folder / "docs" / "map" / "pagina.md"
    page.parent.mkdir(parents=True)
    page.write_text(text, encoding="utf-8")
    return list(prose.check(folder / "docs", library))


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
        ("standaard(S01)", "de macro 'S01' bestaat niet", "kies uit: aantal, begrip,"),
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
        ('velden("x")', "'x' is geen waarde voor 'soort'", "kies uit: standaarden, instrumenten"),
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
            "kijk de haakjes en aanhalingstekens van de macro na",
        ),
        ('standaard("S01) ', "deze macro is niet goed geschreven", "kijk de haakjes"),
    ],
)
def test_a_wrong_call_is_told_at_its_line(
    call: str, message: str, hint: str, tmp_path: Path, library: dict[str, Macro]
) -> None:
    text = (
        f"---\ntitle: Een {{{{ titel }}}}\n---\n# Kop\n\n{{{{ standaarden() }}}}\n\nTekst {{{{ {call} }}}} en meer.\n"
    )
    (finding,) = check(tmp_path, library, text)
    assert (finding.path, finding.line, finding.message) == ("docs/map/pagina.md", 8, message)
    assert finding.hint.startswith(hint)


@pytest.mark.parametrize("text", ["a\n{% if %}\n", "a\n{% include 'x' %}\n", "a\n{{ 'x'|geenfilter }}\n"])
def test_other_jinja_that_cannot_work_is_told_too(text: str, tmp_path: Path, library: dict[str, Macro]) -> None:
    (finding,) = check(tmp_path, library, text)
    assert finding.line == 2


def test_each_wrong_page_is_told_and_right_ones_are_not(tmp_path: Path, library: dict[str, Macro]) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "b.md").write_text('{{ standaard("s01") }} {{ instrument("wegwijzer") }}', encoding="utf-8")
    (folder / "c.md").write_text("\n{{ x }}", encoding="utf-8")
    (folder / "d.md").write_bytes(b"caf\xe9")
    found = check(tmp_path, library, "{{ y }}")
    assert [(each.path, each.line) for each in found] == [("docs/c.md", 2), ("docs/d.md", 1), ("docs/map/pagina.md", 1)]


def test_the_pages_of_the_site_itself_are_right(real: Infobox) -> None:
    assert list(prose.check(ROOT / "docs", macros(Renderer(real), str))) == []
