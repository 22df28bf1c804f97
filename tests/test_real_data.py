"""The real content: what holds for every entry that an editor may ever write. No entry by name, no number of entries.

Each test gathers what is wrong with the place where it stands, so that an editor knows what to mend.
"""

import re
from collections.abc import Iterator
from datetime import date

from infobox.catalogue.infobox import Infobox
from infobox.entries.kinds import KINDS
from infobox.pages.macros import macros
from infobox.pages.render import Renderer
from infobox.pages.stubs import stubs
from infobox.site import project
from tests.conftest import ROOT

FILES = sorted((ROOT / "data").rglob("*.yml"))


def editorial(infobox: Infobox) -> Iterator[tuple[str, str]]:
    """Every text that the editors of this site wrote themselves, with where it stands."""
    for each in infobox.standaarden.values():
        yield f"{each.id} vraag", each.vraag
        yield f"{each.id} omschrijving", each.omschrijving
        yield from ((f"{each.id} gespreksvraag", text) for text in each.gespreksvragen)
        yield from ((f"{each.id} betekenis", str(text)) for text in each.betekenis.model_dump().values())
        yield from ((f"{each.id} verwant {verwant.standaard}", verwant.waarom) for verwant in each.verwant)
        for aspect in each.aspecten:
            yield f"{each.id} {aspect.anker}", f"{aspect.titel}. {aspect.tekst}"
    for instrument in infobox.instrumenten.values():
        for inzet in instrument.standaarden:
            yield f"{instrument.id} bij {inzet.standaard}", inzet.waarom


def test_the_check_finds_nothing() -> None:
    case = project.examine(ROOT / "data", ROOT / "docs", date.today())
    assert list(map(str, project.check(case))) == []


def test_editors_are_told_of_every_kind_and_every_macro_they_can_call(real: Infobox) -> None:
    fields, macro_page = ((ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("bijdragen.md", "macros.md"))
    assert [kind for kind in KINDS if f'{{{{ velden("{kind}") }}}}' not in fields] == []
    whole_pages = {"nieuw", *re.findall(r"\{\{ (\w+)\(", "".join(stub.text for stub in stubs(real)))}
    told = set(re.findall(r"(?m)^\{\{ (\w+)\(", macro_page))
    assert macros(Renderer(real), str).keys() - whole_pages - told == set()


def test_each_file_is_an_entry(real: Infobox) -> None:
    entries = {f"{kind}/{entry}" for kind in KINDS for entry in real.with_retired(kind)}
    assert entries ^ {f"{path.parent.name}/{path.stem}" for path in FILES} == set()


def test_every_waarom_names_what_this_instrument_does_and_none_is_a_pattern(real: Infobox) -> None:
    """Two reasons that share their first six words, or all but a title, were made by filling in a form."""
    reasons = [
        (f"{each.id} bij {inzet.standaard}", inzet.waarom)
        for each in real.instrumenten.values()
        for inzet in each.standaarden
    ]
    openings: dict[str, list[str]] = {}
    for where, text in reasons:
        openings.setdefault(" ".join(re.findall(r"\w+", text.lower())[:6]), []).append(where)
    assert {opening: places for opening, places in openings.items() if len(places) > 1} == {}
    empty = r"(is|zijn) (relevant|nuttig|belangrijk|handig|bruikbaar) voor|(past|sluit aan) bij deze standaard"
    assert [(where, text) for where, text in reasons if re.search(empty, text, re.IGNORECASE)] == []


def test_editors_do_not_address_the_reader(real: Infobox) -> None:
    spoken = re.compile(r"\b(je|jij|jou|jouw|jullie|u|uw)\b", re.IGNORECASE)
    assert [(where, match[0]) for where, text in editorial(real) if (match := spoken.search(text))] == []


def test_no_editorial_line_stops_halfway(real: Infobox) -> None:
    assert [where for where, text in editorial(real) if text.rstrip()[-1] not in ".?!"] == []


def test_what_is_said_of_an_address_stands_with_the_link_and_not_with_the_age_of_the_content(real: Infobox) -> None:
    of_an_address = re.compile(r"\b(web)?adres(sen)?\b|\b(de|een) (link|kopie|website|oude(re)? site)\b", re.IGNORECASE)
    found = []
    for each in real.instrumenten.values():
        if match := of_an_address.search(each.actualiteit.toelichting or ""):
            found.append((each.id, match[0], "zet dit bij link: toelichting"))
        if each.actualiteit.status == "mogelijk-verouderd" and not each.actualiteit.toelichting:
            found.append((each.id, "mogelijk-verouderd", "zet erbij waarom"))
    assert found == []


def test_nothing_of_the_workshop_is_left() -> None:
    trace = re.compile(r"\b00[0-4]_[a-z]|_b53af3fc|\.txt\b|dossier/|\bTODO\b|\blorem ipsum\b", re.IGNORECASE)
    found = []
    for path in (*FILES, *sorted((ROOT / "docs").rglob("*.md"))):
        text = re.sub(r"https?://\S+", "", path.read_text(encoding="utf-8"))
        found += [(path.relative_to(ROOT).as_posix(), match[0]) for match in trace.finditer(text)]
    assert found == []


def test_help_is_one_call_away(real: Infobox) -> None:
    strip = {each.nummer for each in real.contacten.values() if each.in_strook}
    assert {"112", "0800-2000"} - strip == set()
