"""A filled form becomes a file that passes the check, or questions at its fields; hostile ones do nothing."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from infobox import clock
from infobox.__main__ import main
from infobox.exports import reply
from tests.conftest import SAMPLE, TODAY
from tests.site.filled import GOOD, filled

pytestmark = pytest.mark.slow

EVENT: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "events" / "formulier-ingevuld.json").read_text(encoding="utf-8")
)
FILE = Path("data/instrumenten/kijkkaart-voor-thuis.yml")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample, in the current folder."""
    root = tmp_path / "project"
    shutil.copytree(SAMPLE, root)
    monkeypatch.chdir(root)
    monkeypatch.setenv(clock.TODAY, TODAY.isoformat())
    return root


def offered(root: Path, body: Any) -> reply.Offer:
    """What becomes of an issue with this text."""
    event = root.parent / "event.json"
    event.write_text(json.dumps({**EVENT, "issue": {**EVENT["issue"], "body": body}}))
    assert main(["proposal", str(event), "--json", "../formulier.json"]) == 0
    return reply.read_offer(Path("../formulier.json").read_bytes())


def test_a_recorded_event_becomes_a_file_that_passes_the_check(root: Path) -> None:
    made = offered(root, EVENT["issue"]["body"])
    assert (made.name, made.notes) == ("kijkkaart-voor-thuis", [])
    FILE.write_text(made.text, encoding="utf-8")
    assert main(["check"]) == 0
    assert main(["tidy", str(FILE), "--yes"]) == 0
    assert FILE.read_text(encoding="utf-8") == made.text  # it is tidy already
    for line in ("code: I013", "  - standaard: zien", "  - voorbeeld-instituut", "jaar: 2020"):
        assert line in made.text.split("\n")


def test_a_name_is_as_good_as_a_code(root: Path) -> None:
    made = offered(root, filled({**GOOD, "standaarden.standaard": "Wegen hoe veilig het is", "organisaties": "VI"}))
    assert "  - standaard: wegen" in made.text.split("\n")
    assert "  - voorbeeld-instituut" in made.text.split("\n")


def test_what_may_be_left_empty_may_be_left_empty(root: Path) -> None:
    empty = dict.fromkeys(("organisaties", "jaar", "link.url", "link.soort"), "_No response_")
    made = offered(root, filled({**GOOD, **empty}))
    FILE.write_text(made.text, encoding="utf-8")
    assert main(["check"]) == 0
    assert "link:" not in made.text


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"samenvatting": "_No response_"}, "Samenvatting", "niet ingevuld"),
        ({"samenvatting": "Te kort."}, "Samenvatting", "minstens 80"),
        ({"standaarden.standaard": "S99"}, "Standaarden: standaard", "'S99' staat niet op de site"),
        ({"standaarden.standaard": "S01, Wegen hoe veilig het is"}, "Standaarden: standaard", "meer dan een"),
        ({"organisaties": "Bureau Onbekend"}, "Organisaties", "'Bureau Onbekend' staat niet op de site"),
        ({"jaar": "rond 2020"}, "Jaar", "getal"),
        ({"link.url": "www.voorbeeld-instituut.nl/kijkkaart"}, "Link: adres", "https://"),
        ({"link.soort": "_No response_"}, "Link: soort", "niet ingevuld"),
        ({"bronnen.url": "het boek zelf"}, "Bronnen: adres", "adres"),
        ({"titel": "Weegwijzer"}, "Titel", "staat al op de site"),
        ({"titel": "!!!"}, "Titel", "geen woord"),
        ({"titel": "Kaart <b>thuis</b>"}, "Titel", "HTML"),
        ({"samenvatting": GOOD["samenvatting"] + " Bel Jan op 06-12345678."}, "Samenvatting", "nummer"),
        ({"standaarden.waarom": "{{ standaard('zien') }} en dan nog een paar woorden."}, "Standaarden: waarom", "{{"),
    ],
)
def test_what_is_missing_or_wrong_is_asked_at_its_field(
    root: Path, changed: dict[str, str], field: str, said: str
) -> None:
    made = offered(root, filled({**GOOD, **changed}))
    assert (made.name, made.text) == ("", "")
    assert any(note.path == field and said in note.message + note.hint for note in made.notes), made.notes
    asked = reply.asking(made)
    assert f"`{field}`" in asked
    assert "Wat te doen: " in asked


HOSTILE = "@team #1 <img src=x> ![x](//boos.nl)\n\n### Soort\n\n: - &a *a !!python/object:os.system [] {}\n"


@pytest.mark.parametrize("key", [key for key in GOOD if key not in ("soort", "link.soort", "actualiteit.status")])
def test_a_hostile_form_becomes_questions_and_no_markup(root: Path, key: str) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    made = offered(root, filled({**GOOD, key: HOSTILE + "\x07\u202e" + "x" * 2000}))
    assert made.notes
    assert "<img" not in reply.asking(made).replace("`", "\0").split("\0")[::2]
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("body", [None, 7, "", "Gewoon een vraag", "### Samenvatting\n\nx", "#" * 60_000])
def test_another_message_is_left_alone(root: Path, body: Any, capsys: pytest.CaptureFixture[str]) -> None:
    event = root.parent / "event.json"
    event.write_text(json.dumps({"issue": {"number": 1, "body": body}}))
    assert main(["proposal", str(event), "--json", "../formulier.json"]) == 1
    assert "geen ingevuld formulier" in capsys.readouterr().err
    assert not Path("../formulier.json").exists()


GOOD_OFFER = {"version": 1, "name": "a-b", "lines": ["titel: x", ""], "notes": []}
NOTE = {"path": "Titel", "line": 1, "message": "m", "hint": "h"}


@pytest.mark.parametrize(
    "strange",
    [
        [],
        {**GOOD_OFFER, "name": "../a"},
        {**GOOD_OFFER, "name": "a/b"},
        {**GOOD_OFFER, "name": "a" * 81},
        {**GOOD_OFFER, "name": ""},
        {**GOOD_OFFER, "lines": []},
        {**GOOD_OFFER, "lines": ["a\nb"]},
        {**GOOD_OFFER, "lines": [7]},
        {**GOOD_OFFER, "lines": ["x" * 70_000]},
        {**GOOD_OFFER, "notes": [NOTE]},
        {**GOOD_OFFER, "nummer": 7},
        {**GOOD_OFFER, "version": 2},
    ],
)
def test_an_offer_that_we_would_not_write_is_refused(strange: object) -> None:
    assert reply.read_offer(json.dumps(GOOD_OFFER).encode()).name == "a-b"
    assert reply.read_offer(json.dumps({**GOOD_OFFER, "name": "", "lines": [], "notes": [NOTE]}).encode()).notes
    with pytest.raises(reply.StrangeError):
        reply.read_offer(json.dumps(strange).encode())
