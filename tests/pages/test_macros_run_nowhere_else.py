"""The same macros in the check, in the export and in MkDocs itself: nothing of Jinja but what the sandbox allows."""

from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest

from infobox.catalogue.infobox import Infobox
from infobox.entries.docs import page
from infobox.exports.markdown import markdown
from infobox.pages import sandbox
from infobox.pages.render import Renderer
from infobox.pages.sandbox import NotAMacroError, Sandbox, TooMuchError
from infobox.pages.trial import pages_call_macros_well
from infobox.site import project
from tests.conftest import GOOD, TODAY
from tests.reading import case_of
from tests.site_fixtures import build_site, lay_out_sample

SPREE = "{{ lipsum.__globals__.os.popen('touch %s').read() }}"


def test_the_check_runs_no_program_and_tells_the_line(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    mark = tmp_path / "mark"
    (tmp_path / "docs" / "a.md").write_text(f"a\n\n{SPREE % mark}\n", encoding="utf-8")
    (finding,) = pages_call_macros_well(case_of(GOOD, TODAY, tmp_path / "docs"))
    assert (finding.path, finding.line, finding.message) == ("docs/a.md", 3, "dit tussen accolades kan hier niet")
    assert not mark.exists()


@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        ("a\n{% for a in range(10**9) %}{% for b in range(10**9) %}x{% endfor %}{% endfor %}", 2, "accolades kan hier"),
        ("a\n{{ 'a' * 10**9 }}", 2, "accolades kan hier"),
        ("a\n{{ 9 ** 9 ** 9 }}", 2, "accolades kan hier"),
        ("a\n\n" + "{{ soorten() }}\n" * 201, 203, "te veel macro's"),
        ("{{ aantal(" + "9" * 5000 + ") }}", 1, "accolades kan hier"),
        ("{{ soorten(" + "(" * 1000, 1, "accolades kan hier"),
        ("{{ aantal(" + "[" * 30 + "]" * 30 + ") }}", 1, "accolades kan hier"),
        ("{{ aantal(" + "-" * 500 + "1) }}", 1, "accolades kan hier"),
    ],
)
def test_a_bomb_is_a_finding_at_its_line(tmp_path: Path, body: str, line: int, message: str) -> None:
    case = replace(case_of(GOOD, TODAY), pages={"a": page(body, "a", "docs/a.md")})
    (finding,) = pages_call_macros_well(case)
    assert message in finding.message
    assert finding.line == line


def test_the_export_runs_no_program_either(tmp_path: Path, sample: Infobox) -> None:
    mark = tmp_path / "mark"
    with pytest.raises(NotAMacroError):
        list(markdown(Renderer(sample), [page(SPREE % mark, "a", "docs/a.md")]))
    assert not mark.exists()


def test_what_macros_say_together_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    box = Sandbox({"lang": lambda: "x" * 1000})
    source = "{{ lang() }}\n" * 100
    assert len(box.from_string(source).render()) == 100_100
    monkeypatch.setattr(sandbox, "MOST_LETTERS", 50_000)
    with pytest.raises(TooMuchError):
        box.from_string(source).render()
    monkeypatch.undo()
    monkeypatch.setattr(sandbox, "MOST_SECONDS", -1)
    with pytest.raises(TooMuchError):
        box.from_string(source).render()


@pytest.mark.site
@pytest.mark.parametrize("what", ["{{ lipsum }}", "{{ config.site_name }}", "{{ page.meta }}", SPREE])
def test_mkdocs_itself_runs_them_in_the_sandbox_also_when_nothing_was_checked(tmp_path: Path, what: str) -> None:
    root, mark = lay_out_sample(tmp_path / "sample"), tmp_path / "mark"
    with (root / "docs" / "over.md").open("a", encoding="utf-8") as file:
        file.write(f"\n{what % mark if '%s' in what else what}\n")
    unchecked = tuple(rule for rule in project.RULES if rule is not pages_call_macros_well)
    with mock.patch.object(project, "RULES", unchecked), pytest.raises(SystemExit) as stopped:
        build_site(tmp_path / "site", root=root, today=TODAY)
    assert stopped.value.code == 100  # how mkdocs-macros stops
    assert not mark.exists()


@pytest.mark.site
def test_a_title_is_plain_text_and_runs_nothing(tmp_path: Path) -> None:
    root, mark = lay_out_sample(tmp_path / "sample"), tmp_path / "mark"
    over = root / "docs" / "over.md"
    text = over.read_text(encoding="utf-8")
    start = text.index("title:")
    title = f'title: "{SPREE % mark}"'
    over.write_text(text[:start] + title + text[text.index("\n", start) :], encoding="utf-8")
    site = build_site(tmp_path / "site", root=root, today=TODAY)
    assert "{{ lipsum.__globals__" in (site / "over" / "index.html").read_text(encoding="utf-8")
    assert not mark.exists()
