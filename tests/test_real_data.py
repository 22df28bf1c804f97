"""The real content: what holds for every entry that an editor may ever write. No entry by name, no number of entries.

Each test gathers what is wrong with the place where it stands, so that an editor knows what to mend.
"""

import re
from datetime import date

import pytest

from infobox.catalogue.infobox import Infobox
from infobox.entries.kinds import KINDS
from infobox.pages.macros import macros
from infobox.pages.render import Renderer
from infobox.pages.stubs import stubs
from infobox.site import project
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

FILES = sorted((ROOT / "data").rglob("*.yml"))


def test_the_check_finds_nothing() -> None:
    case = project.examine(ROOT / "data", ROOT / "docs", date.today())
    assert list(map(str, project.check(case))) == []


def test_editors_are_told_of_every_kind_and_every_macro_they_can_call(real: Infobox) -> None:
    fields, macro_page = ((ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("bijdragen.md", "macros.md"))
    assert [kind for kind in KINDS if f'{{{{ velden("{kind}") }}}}' not in fields] == []
    whole_pages = {
        "nieuw",
        "editie",
        "teksten_van_editie",
        *re.findall(r"\{\{ (\w+)\(", "".join(stub.text for stub in stubs(real))),
    }
    told = set(re.findall(r"(?m)^\{\{ (\w+)\(", macro_page))
    assert macros(Renderer(real), str).keys() - whole_pages - told == set()


def test_each_file_is_an_entry(real: Infobox) -> None:
    entries = {f"{kind}/{entry}" for kind in KINDS for entry in real.with_retired(kind)}
    assert entries ^ {f"{path.parent.name}/{path.stem}" for path in FILES} == set()


def test_nothing_of_the_workshop_is_left() -> None:
    trace = re.compile(r"\b00[0-4]_[a-z]|_b53af3fc")
    found = []
    for path in (*FILES, *sorted((ROOT / "docs").rglob("*.md"))):
        text = re.sub(r"https?://\S+", "", path.read_text(encoding="utf-8"))
        found += [(path.relative_to(ROOT).as_posix(), match[0]) for match in trace.finditer(text)]
    assert found == []


def test_help_is_one_call_away(real: Infobox) -> None:
    strip = {each.nummer for each in real.contacten.values() if each.in_strook}
    assert {"112", "0800-2000"} - strip == set()
