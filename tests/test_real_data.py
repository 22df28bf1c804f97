"""The data of the site itself."""

from datetime import date
from pathlib import Path

from infobox.load import load

DATA = Path(__file__).parent.parent / "data"


def test_the_whole_dossier_is_there() -> None:
    infobox = load(DATA, date.today())
    counts = {kind: infobox.count(kind) for kind in ("instrumenten", "standaarden", "bouwstenen", "organisaties")}
    assert counts == {"instrumenten": 152, "standaarden": 11, "bouwstenen": 8, "organisaties": 65}
    assert (infobox.count("begrippen"), infobox.count("contacten"), infobox.count("bronnen")) == (53, 6, 5)
