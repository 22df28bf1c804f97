"""Files of data: whatever stands in one, it is read, or told; and what is told stands where it is told."""

import functools
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from infobox.entries.documents import MAX_DEPTH, from_text, read
from infobox.entries.kinds import SHOWN
from infobox.findings import Finding
from infobox.links.exceptions import read_exemptions
from infobox.pages.macros import macros
from infobox.pages.render import Renderer
from infobox.site import contact
from infobox.site.policy import Policy
from infobox.site.project import check
from tests.fuzz.hostile import LETTERS, YAML, right_files, soup, spoiled
from tests.small_project import Small

pytestmark = pytest.mark.slow

SPOILED_FILES = st.sampled_from(right_files()).flatmap(lambda file: st.tuples(st.just(file), spoiled(file[2], YAML)))
PLAIN = st.text(LETTERS | st.just(" "), max_size=30)
VALUES: st.SearchStrategy[Any] = st.recursive(
    PLAIN | st.integers(-(10**17), 10**17) | st.booleans() | st.none() | st.dates(date(1000, 1, 1)),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(PLAIN, inner, max_size=4),
    max_leaves=12,
)


def told_well(findings: list[Finding], source: str) -> None:
    """Each finding is a line of Dutch for an editor, at a place in the file."""
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for finding in findings:
        assert 1 <= finding.line <= len(lines) + 1
        assert finding.column >= 1
        assert finding.message
        assert finding.hint
        assert str(finding).isprintable()
        assert not any(word in finding.message for word in ("Error", "Traceback", "pydantic", "expected"))


@given(st.dictionaries(PLAIN, VALUES, max_size=5))
def test_what_is_written_is_what_is_read(value: dict[str, Any]) -> None:
    written = yaml.safe_dump(value, allow_unicode=True, sort_keys=False)
    document = from_text(written, "x.yml")
    if any("lagen in elkaar" in fault.message for fault in document.faults):
        return
    told_well(document.faults, document.source)
    # What looks as if a part of it got lost is told, and read as it was meant: a lone quote, a '#', a list in a text.
    if not document.faults:
        assert document.value == value
    if not any(mark in written for mark in "\"'#-:[]{}"):
        assert document.faults == []


@given(
    st.integers(1, 20) | st.integers(1, 400),
    st.sampled_from([("[", "]"), ("{a: ", "}"), ("[[", "]]"), ("[{a: ", "}]"), ("[", "")]),
)
def test_depth_is_bounded_however_it_is_made(depth: int, pair: tuple[str, str]) -> None:
    begin, end = pair
    document = from_text(f"a: {begin * depth}{end * depth}\n", "x.yml")
    told_well(document.faults, document.source)
    deep = 1 + depth * sum(begin.count(one) for one in "[{")
    if end and deep <= MAX_DEPTH:
        assert document.is_read
        assert document.faults == []
    else:  # told, and read as the text that it may have been
        assert document.faults
        assert not isinstance(document.value.get("a"), list | dict)


@given(st.text(st.sampled_from("0123456789-+_.:xoeE"), max_size=22) | st.sampled_from(YAML) | st.dates().map(str))
@example("0612")
@example("1_000")
def test_a_bare_word_means_what_its_letters_say_or_it_is_a_guess(raw: str) -> None:
    document = from_text(f"a: {raw}\n", "x.yml")
    value = document.value.get("a")
    if isinstance(value, int | date) and not isinstance(value, bool) and not document.faults:
        assert str(value) == raw.strip()


@given(soup(YAML) | st.binary(max_size=200))
@example("titel: een\r\rb: : ")
@example("a: " + "[" * 30_000)
def test_whatever_is_in_a_file_it_is_read_or_told(content: str | bytes) -> None:
    raw = content if isinstance(content, bytes) else content.encode(errors="surrogatepass")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.yml"
        path.write_bytes(raw)
        document = read(path, "data/begrippen/x.yml")
    assert document.is_read or document.faults
    told_well(document.faults, raw.decode(errors="replace"))


@functools.cache
def small() -> Small:
    folder = tempfile.TemporaryDirectory()
    project = Small(Path(folder.name))
    project.kept = folder  # type: ignore[attr-defined]  # for as long as the project
    return project


@given(SPOILED_FILES)
def test_a_spoiled_file_gives_findings_and_a_right_one_a_page(spoilt: tuple[tuple[str, str, str], str]) -> None:
    (kind, entry_id, _), text = spoilt
    project = small()
    path = project.file(kind, entry_id)
    before = path.read_bytes() if path.exists() else None
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8", errors="surrogatepass", newline="")
    try:
        case = project.case()
        found = check(case)
        told_well([finding for finding in found if finding.path.endswith(f"/{entry_id}.yml")], text)
        if not found and entry_id in case.infobox.of_kind(kind):
            made = macros(Renderer(case.infobox), str)
            shown = SHOWN.get(kind)
            if shown:
                page = made["pagina"](kind, entry_id) if shown.own_page else made["overzicht"](kind)
                assert list(Policy(()).faults(page)) == []
    finally:
        path.write_bytes(before) if before is not None else path.unlink()


@given(
    soup(YAML)
    | spoiled("uitzonderingen:\n- adres: https://a.nl/\n  klasse: weg\n  reden: x\n  tot: 2027-01-01\n", YAML)
)
@example("uitzonderingen:\n- {adres: a, klasse: weg, reden: x, tot: 2027-01-01T00:00:00Z}\n")
@example("uitzonderingen:\n- {adres: 1, klasse: [], reden: {}, tot: 2027-01-01}\n")
def test_exceptions_are_read_or_told(text: str) -> None:
    exemptions, faults = read_exemptions(from_text(text, "links/uitzonderingen.yml"))
    told_well(faults, text)
    assert all(type(one.tot) is date and one.adres and one.reden for one in exemptions)


@given(
    spoiled(
        "site_name: x\nextra:\n  beveiliging:\n    contact: https://www.a.nl/\n    geldig_tot: 2027-01-01\nnav: []\n",
        YAML,
    )
)
@example('extra:\n  beveiliging:\n    contact: "mailto:a@b.nl\\nX: y"\n    geldig_tot: 2027-01-01\n')
@example('extra:\n  beveiliging:\n    contact: "mailto:a@b\\n.nl"\n    geldig_tot: 2027-01-01\n')
@example('extra:\n  beveiliging:\n    contact: "mailto:a@b.\\nnl"\n    geldig_tot: 2027-01-01\n')
def test_a_contact_is_read_or_told_and_is_one_line(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / contact.NAME).write_text(text, encoding="utf-8", errors="surrogatepass", newline="")
        setting = contact.read(Path(folder))
    told_well(list(setting.faults), text)
    if setting.security:
        assert setting.security.contact.isascii()
        assert setting.security.contact.isprintable()
        assert " " not in setting.security.contact
        list(contact.notes(setting, date.max))
        list(contact.notes(setting, date.min))
