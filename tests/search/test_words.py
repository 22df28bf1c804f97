"""Words are seen alike where the index is made (Python) and where it is searched (JavaScript)."""

import json

import pytest

from infobox.catalogue.infobox import Infobox
from infobox.search.found import documents
from infobox.search.words import STOP_WORDS, content_words, words
from tests.conftest import REAL
from tests.search.node import engine

pytestmark = pytest.mark.slow

TRICKY = (
    "", " ", "Één gezin, één plan!", "crème brûlée", "ouder(s) & kind", "0800-2000", "0800 20 00", "2021-2024", "1.2.3",
    "'s Heeren Loo", "ma’s", "Straße", "İstanbul", "ﬁets", "x²", "١٢٣",
    "שלום", "日本", "👩‍👩‍👧 gezin", "a\u0301\u0308b", "A-B_c/d.e",
    "@S03", "NJi/VNG", "½ dag", "Ǆ", "ﬀ", "Œuvre æon øre", "№5", "e\u200bn",
)  # fmt: skip


@pytest.mark.parametrize("data", ["sample", REAL])
def test_both_languages_take_every_text_apart_into_the_same_words(data: str, request: pytest.FixtureRequest) -> None:
    infobox: Infobox = request.getfixturevalue(data)
    texts = [
        text
        for document in documents(infobox)
        for part in (document, *document.parts)
        for text in (*part.texts.values(), *part.said)
    ]
    texts += [text for lijst in infobox.thesaurus.values() for ingang in lijst.ingangen for text in ingang.woorden]
    texts += TRICKY
    told = zip(texts, engine("search.words(text)", texts), strict=True)
    assert [(text, found) for text, found in told if found != list(words(text))] == []


def test_a_number_written_in_pieces_is_one_word() -> None:
    assert list(words("Bel 0800-2000 of 0800 20 00")) == ["bel", "08002000", "of", "08002000"]


def test_stop_words_are_folded_and_say_nothing() -> None:
    assert all(list(words(word)) == [word] for word in STOP_WORDS)
    assert list(content_words("Wat moet ik doen bij vermoeden van mishandeling?")) == ["vermoeden", "mishandeling"]


def test_forms_of_a_word_share_a_stem() -> None:
    families = [
        ["mishandeling", "mishandelingen"], ["plan", "plannen"], ["competentie", "competenties"], ["kind", "kinderen"],
        ["bouwsteen", "bouwstenen"], ["afspraak", "afspraken"], ["risicotaxatie", "risicotaxaties"],
    ]  # fmt: skip
    for family in families:
        assert len(set(map(str, engine("search.stem(text)", family)))) == 1, family


def test_a_participle_leads_to_its_infinitive() -> None:
    assert engine("search.infinitive(text)", ["mishandeld", "monitort", "plan"]) == ["mishandelen", "monitoren", ""]


def test_words_that_sound_alike_have_the_same_sound() -> None:
    pairs = [
        ("sexueel", "seksueel"), ("taksatie", "taxatie"), ("kindermishandelling", "kindermishandeling"),
        ("meldkode", "meldcode"), ("tijdelijk", "teidelijk"), ("systeem", "sisteem"),
    ]  # fmt: skip
    for one, other in pairs:
        heard = engine("search.sound(text)", [one, other])
        assert heard[0] == heard[1], (one, other)
    assert len(set(map(str, engine("search.sound(text)", ["scheiding", "schade", "regie", "visie"])))) == 4


def test_edits_are_counted_and_a_swap_of_neighbours_is_one() -> None:
    pairs = [("plan", "plan", 0), ("plna", "plan", 1), ("stalkng", "stalking", 1), ("veiligheid", "vrijheid", 3)]
    for one, other, edits in pairs:
        assert engine(f"search.distance(text, {json.dumps(other)}, 2)", [one]) == [edits]


def test_a_verb_that_te_takes_apart_is_one_word_again() -> None:
    typed = ["dreigt ons op te blazen", "in te trappen en af te maken", "te veel", "op te", "hij heeft te doen"]
    whole = engine("search.meaning.whole(search.words(text)).join(' ')", typed)
    assert whole == ["dreigt ons opblazen", "intrappen en afmaken", "te veel", "op te", "hij heeft te doen"]


@pytest.mark.parametrize("word", ["constructor", "hasOwnProperty", "__proto__", "toString"])
def test_a_stem_is_a_word_whatever_the_word(word: str) -> None:
    assert engine("typeof search.stem(text)", [word]) == ["string"]


def test_a_word_that_is_made_of_another_is_no_form_of_it() -> None:
    assert engine("search.derived(text)", ["geweldig", "geweldige", "slagerij", "geweld", "veiligheid"]) == [
        True, True, True, False, False,
    ]  # fmt: skip


def test_what_verbs_begin_and_end_with_does_not_tell_them_apart() -> None:
    assert engine("search.telling(text)", ["verlenen", "verlengen", "opgezocht", "mishandeling"]) == [3, 4, 4, 12]
