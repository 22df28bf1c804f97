"""Proposed addresses, written into the data."""

from pathlib import Path

from infobox.entries.documents import read
from infobox.links.collect import collect
from infobox.links.evidence import Answer, Evidence
from infobox.links.fix import fix, proposals
from infobox.links.state import update
from tests.links.conftest import DAY_ONE

DATA = """\
# een opmerking bovenaan
code:   I001   # vreemde spaties
link:
  url: "https://oud.nl/a#deel"   # hier kijkt de lezer
bronnen:
  - {url: https://oud.nl/a, toelichting: 'zie https://oud.nl/a, en verder'}

  - url: https://blijft.nl/
"""


def _moved(old: str, new: str) -> Evidence:
    return Evidence(old, (Answer(old, 301, headers={"location": new}), Answer(new, 200)))


def test_only_the_letters_of_the_address_change(tmp_path: Path) -> None:
    path = tmp_path / "data" / "instrumenten" / "x.yml"
    path.parent.mkdir(parents=True)
    path.write_bytes(DATA.replace("\n", "\r\n").encode())
    addresses = collect([read(path, "data/instrumenten/x.yml")], [])
    states = {
        "https://oud.nl/a": update(None, _moved("https://oud.nl/a", "https://nieuw.nl/b?c=1"), DAY_ONE, ""),
        "https://blijft.nl/": update(None, _moved("https://blijft.nl/", "http://10.0.0.1/"), DAY_ONE, ""),
    }
    made = fix(tmp_path, proposals(addresses, states))
    expected = DATA.replace("https://oud.nl/a", "https://nieuw.nl/b?c=1")
    assert path.read_bytes().decode() == expected.replace("\n", "\r\n")
    assert [(use.line, use.written, new) for use, new in made] == [
        (4, "https://oud.nl/a#deel", "https://nieuw.nl/b?c=1#deel"),
        (6, "https://oud.nl/a", "https://nieuw.nl/b?c=1"),
        (6, "https://oud.nl/a", "https://nieuw.nl/b?c=1"),
    ]


def test_a_file_that_has_changed_since_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "data" / "instrumenten" / "x.yml"
    path.parent.mkdir(parents=True)
    path.write_text("url: https://oud.nl/a\n")
    addresses = collect([read(path, "data/instrumenten/x.yml")], [])
    states = {"https://oud.nl/a": update(None, _moved("https://oud.nl/a", "https://nieuw.nl/"), DAY_ONE, "")}
    path.write_text("titel: Anders\nurl: https://oud.nl/a\n")
    assert fix(tmp_path, proposals(addresses, states)) == []
    assert path.read_text() == "titel: Anders\nurl: https://oud.nl/a\n"
