"""What people are asked to look at, and the exceptions they wrote down."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from infobox.entries.documents import read
from infobox.links.collect import Address, Use
from infobox.links.evidence import Answer, Evidence
from infobox.links.exceptions import Exemption, exempt, read_exemptions, superfluous
from infobox.links.report import blocking, markdown, todo, totals
from infobox.links.state import LinkState, update
from tests.links.conftest import DAY_ONE

LATER = DAY_ONE + timedelta(days=100)


def _address(name: str, *paths: str) -> Address:
    url = f"https://{name}.nl/"
    return Address(
        url, tuple(Use(path, 7, 8, "", "bron" if path.endswith("b.yml") else "lezer", url) for path in paths)
    )


def _state(evidence: Evidence, days: tuple[int, ...] = (0,)) -> LinkState:
    state: LinkState | None = None
    for day in days:
        state = update(state, evidence, DAY_ONE + timedelta(days=day), "")
    assert state is not None
    return state


def _answers(*answers: Answer, refused: str = "") -> Evidence:
    return Evidence(answers[0].address if answers else "", answers, refused=refused)


ADDRESSES = [_address(name, "data/a.yml") for name in ("dicht", "goed", "nieuw", "stuk", "verhuisd", "vreemd", "zacht")]
STATES = {
    "https://dicht.nl/": _state(_answers(Answer("https://dicht.nl/", 403))),
    "https://goed.nl/": _state(_answers(Answer("https://goed.nl/", 200))),
    "https://stuk.nl/": _state(_answers(Answer("https://stuk.nl/", 404)), (0, 2)),
    "https://verhuisd.nl/": _state(
        _answers(Answer("https://verhuisd.nl/", 301, headers={"location": "/b"}), Answer("https://verhuisd.nl/b", 200))
    ),
    "https://vreemd.nl/": _state(_answers(refused="poort 99")),
    "https://zacht.nl/": _state(
        _answers(Answer("https://zacht.nl/x", 302, headers={"location": "/"}), Answer("https://zacht.nl/", 200))
    ),
}


def test_everything_that_needs_a_person_is_listed_and_nothing_else() -> None:
    early = {item.address.url: item.what for item in todo(ADDRESSES, STATES, [], DAY_ONE)}
    assert early == {
        "https://stuk.nl/": "stuk sinds 2026-11-21: de pagina bestaat niet (404)",
        "https://verhuisd.nl/": "verhuisd",
        "https://vreemd.nl/": "ongeldig: poort 99",
        "https://zacht.nl/": "waarschijnlijk weg: stuurt door naar de beginpagina",
    }
    late = {item.address.url for item in todo(ADDRESSES, STATES, [], LATER)}
    assert late - set(early) == {"https://dicht.nl/"}


def test_the_report_is_grouped_by_file_with_edit_links_and_proposals() -> None:
    addresses = [_address("stuk", "data/a.yml", "data/b.yml"), _address("verhuisd", "data/b.yml")]
    text = markdown(todo(addresses, STATES, [], DAY_ONE), [], STATES, "https://git.nl/edit/main/")
    lines = [line for line in text.splitlines() if line.startswith(("###", "- "))]
    assert lines[0] == "### [data/a.yml](https://git.nl/edit/main/data/a.yml)"
    assert lines[1].startswith("- regel 7: <https://stuk.nl/> - stuk sinds 2026-11-21")
    assert "https://web.archive.org/web/https://stuk.nl/" in lines[1]
    assert lines[2] == "### [data/b.yml](https://git.nl/edit/main/data/b.yml)"
    assert lines[3].startswith("- regel 7 (bron): <https://stuk.nl/>")
    assert "vervang door `https://verhuisd.nl/b`" in lines[4]
    assert "1 adressen stuk." in text


def test_nothing_to_do_is_an_empty_report() -> None:
    assert markdown([], [], STATES, "") == ""


def test_a_changed_page_is_reported() -> None:
    first = update(None, _answers(Answer("https://goed.nl/", 200, title="Een")), DAY_ONE, "")
    second = update(first, _answers(Answer("https://goed.nl/", 200, title="Twee")), DAY_ONE, "")
    items = todo([_address("goed", "data/a.yml")], {"https://goed.nl/": second}, [], DAY_ONE)
    assert [item.what for item in items] == ["veranderd op 2026-11-21: titel was 'Een', is nu 'Twee'"]


def test_a_pull_request_is_stopped_only_by_what_does_not_exist() -> None:
    known = [address for address in ADDRESSES if address.url in STATES]
    found = [str(finding) for finding in blocking(known, STATES, [], DAY_ONE)]
    assert found == [
        "data/a.yml:7:8: het adres https://stuk.nl/ is weg: de pagina bestaat niet (404); "
        "kijk het adres na in de browser",
        "data/a.yml:7:8: het adres https://vreemd.nl/ is ongeldig: poort 99; kijk het adres na in de browser",
    ]


def test_totals_count_every_verdict() -> None:
    assert totals(STATES) == {"onbekend": 2, "ongeldig": 1, "stuk": 1, "verhuisd": 1, "werkt": 1}


EXEMPTIONS = """\
uitzonderingen:
  - adres: https://stuk.nl/
    klasse: weg
    reden: Komt in januari terug.
    tot: 2026-12-31
"""


def _read(tmp_path: Path, text: str) -> tuple[list[Exemption], list[str]]:
    path = tmp_path / "uitzonderingen.yml"
    path.write_text(text)
    exemptions, faults = read_exemptions(read(path, "links/uitzonderingen.yml"))
    return exemptions, [str(fault) for fault in faults]


def test_an_exception_holds_for_its_class_until_its_day(tmp_path: Path) -> None:
    exemptions, faults = _read(tmp_path, EXEMPTIONS)
    assert faults == []
    assert exempt(exemptions, "https://stuk.nl/", "weg", date(2026, 12, 31))
    assert not exempt(exemptions, "https://stuk.nl/", "weg", date(2027, 1, 1))
    assert not exempt(exemptions, "https://stuk.nl/", "dns", date(2026, 12, 1))
    assert "https://stuk.nl/" not in {item.address.url for item in todo(ADDRESSES, STATES, exemptions, DAY_ONE)}


@pytest.mark.parametrize(
    ("old", "new", "today", "said"),
    [
        ("2026-12-31", "2026-12-01", date(2026, 12, 2), "liep af op 2026-12-01"),
        ("klasse: weg", "klasse: dns", date(2026, 12, 2), "is niet nodig: de klasse is nu 'weg', niet 'dns'"),
        ("stuk.nl", "elders.nl", date(2026, 12, 2), "is niet nodig: het adres wordt nergens gebruikt"),
        ("", "", date(2026, 12, 2), ""),
    ],
)
def test_an_exception_that_is_not_needed_is_a_finding(
    tmp_path: Path, old: str, new: str, today: date, said: str
) -> None:
    exemptions, _ = _read(tmp_path, EXEMPTIONS.replace(old, new))
    found = [str(f) for f in superfluous("links/uitzonderingen.yml", exemptions, ADDRESSES, STATES, today)]
    assert len(found) == bool(said)
    assert all(said in text and text.startswith("links/uitzonderingen.yml:2:5: ") for text in found)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("uitzonderingen: nee niet\n", "is geen lijst"),
        ("uitzonderingen:\n  - iets\n", "dit is geen uitzondering"),
        (EXEMPTIONS.replace("    reden: Komt in januari terug.\n", ""), "ontbreekt 'reden'"),
        (EXEMPTIONS.replace("    tot: 2026-12-31\n", ""), "ontbreekt 'tot'"),
        (EXEMPTIONS.replace("2026-12-31", "ooit"), "'tot' is geen dag"),
        (EXEMPTIONS.replace("klasse: weg", "klasse: wegg"), "'wegg' is geen klasse; bedoelt u 'weg'?"),
        (EXEMPTIONS + "    wie: ik\n", "de sleutel 'wie' bestaat hier niet"),
        ("a: 1\na: 2\n", "staat hier voor de tweede keer"),
    ],
)
def test_a_wrong_exception_is_a_fault_at_its_line(tmp_path: Path, text: str, said: str) -> None:
    exemptions, faults = _read(tmp_path, text)
    assert exemptions == []
    assert len(faults) == 1
    assert said in faults[0]
