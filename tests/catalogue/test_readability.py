"""How a text reads: sentences, words and syllables as a reader would count them, and the measure that follows."""

import pytest

from infobox.__main__ import main
from infobox.catalogue.readability import Measured, is_prose, sentences, syllables, words
from tests.conftest import SAMPLE

COUNTED = {
    "kind": 1, "huis": 1, "moeder": 2, "veiligheid": 3, "oppervlakkig": 4, "ideeën": 3, "reünie": 3, "coördinatie": 5,
    "kinderen": 3, "mooie": 2, "nieuw": 1, "sneeuw": 1, "groei": 1, "aaien": 2, "professional": 4, "wijkteam": 2,
    "samenwerking": 4, "hulpverleningsplan": 5, "meldcode": 3, "NJi": 1, "2014": 1, "blauw": 1, "vertrouwenspersoon": 5,
}  # fmt: skip


@pytest.mark.parametrize("word", COUNTED)
def test_syllables_are_counted_as_a_reader_would(word: str) -> None:
    assert syllables(word) == COUNTED[word]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Een kind vertelt iets. Wat nu? Blijf rustig!", 3),
        ("Zie dr. Jansen en prof. De Vries, blz. 12.", 1),
        ("Van P. Naber en R. van Goor.", 1),
        ("Bel 112 (bij direct gevaar). \"Nu.\" zei zij.", 2),
        ("Eerste alinea\n\nTweede alinea", 2),
        ("Versie 2.0 is er. @S03 gaat daarover.", 2),
        ("", 0),
    ],
)  # fmt: skip
def test_sentences_end_where_a_reader_stops(text: str, number: int) -> None:
    assert len(sentences(text)) == number


def test_words_with_a_hyphen_or_apostrophe_are_one() -> None:
    assert words("Kind- en gezin: foto's, ex-partner (2).") == ["Kind", "en", "gezin", "foto's", "ex-partner", "2"]


def test_the_measure_is_that_of_douma() -> None:
    read = Measured("De kat zit op de mat. De kat is dik.")  # 10 words in 2 sentences, of 1 syllable each
    assert read.ease == pytest.approx(206.835 - 0.93 * 5 - 77)
    assert read.level == "zeer makkelijk"


def test_long_words_and_long_sentences_read_harder() -> None:
    easy = Measured("Het team kijkt of het kind veilig is. Dan maakt het team een plan.")
    long = Measured("Het team kijkt of het kind veilig is en dan maakt het team een plan.")
    hard = Measured("De hulpverleningsorganisatie inventariseert veiligheidsrisico's. Daarna formuleert zij plannen.")
    assert easy.ease > long.ease > hard.ease
    assert hard.level == "zeer moeilijk"


def test_a_title_or_a_list_of_words_is_no_prose() -> None:
    text = "Een lijst voor teams die samen willen kijken naar veiligheid."
    assert is_prose(("samenvatting",), text)
    assert not is_prose(("titel",), text)
    assert not is_prose(("wijzigingen", 0, "tekst"), text)
    assert not is_prose(("samenvatting",), text.rstrip("."))
    assert not is_prose(("samenvatting",), "Te kort.")


def test_the_command_tells_figures_and_the_hardest_at_their_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["leesbaar", "--data", str(SAMPLE / "data"), "--meest", "2"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert any(one.startswith("instrumenten, samenvatting: ") for one in said)
    assert sum(one.startswith("data/") for one in said) == 2
    path = SAMPLE / "data/instrumenten/weegwijzer.yml"
    assert main(["leesbaar", str(path), "--data", str(SAMPLE / "data")]) == 0
    said = [one for one in capsys.readouterr().out.splitlines() if one.startswith("data/")]
    assert said
    assert {one.split(":")[0] for one in said} == {"data/instrumenten/weegwijzer.yml"}
    assert "data/instrumenten/weegwijzer.yml:7:15" in "".join(said)
