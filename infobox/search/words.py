"""Words as the search sees them: small letters without accents, taken apart where they join, without stop words.

`theme/assets/zoeken/words.js` does the same to what a reader types; a test holds the two together.
"""

import re
import unicodedata
from collections.abc import Iterator

# Function words, and the words questions are made of. They find nothing; a title made of them is found as a phrase.
STOP_WORDS = frozenset(
    """
    aan al alle allemaal als ander andere anders ben bent bij bijv binnen buiten daar dan dat de deze die dit
    doe doen doet door dus een eens eigenlijk elk elke en er erop eruit ervan even ga gaan gaat gebeurt gebruik
    gebruiken gedaan geen graag had hadden heb hebben hebt heeft heel helpt hem het hier hij hoe hoef hoeft hun
    iemand iets ik in is ja je jij jouw jullie kan kon kun kunnen kunt maak maakt maar mag me meer men met mij
    mijn moest moet moeten mogen na naar niet niets nog nu of om omdat onder ons onze ook op over per precies
    soms stel te tegen ten ter tijdens toch toen tot tussen u uit uw vaak van vanuit veel verschil via vind
    vinden vindt volgens voor vooral waar waaraan waarbij waardoor waarom waarop waarvan wanneer want waren was
    wat we weer weet welk welke werd werden weten wie wij wil wilde willen word worden wordt zal ze zegt zei
    zelf zich zien ziet zij zijn zit zo zoals zonder zou zouden
    """.split()  # noqa: SIM905 - words read better than quotes
)

_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ð": "d", "đ": "d", "ł": "l", "þ": "th"})
_WORD = re.compile(r"[a-z0-9]+")
_DIGITS = re.compile(r"(?<=[0-9])[ .-](?=[0-9])")


def fold(text: str) -> str:
    """Small letters, without accents."""
    decomposed = unicodedata.normalize("NFKD", text).lower().translate(_LETTERS)
    return "".join(character for character in decomposed if not "\u0300" <= character <= "\u036f")


def words(text: str) -> Iterator[str]:
    """Every word of a text, folded. A number that is written in pieces is one word: '0800-2000' is 08002000."""
    return (match[0] for match in _WORD.finditer(_DIGITS.sub("", fold(text).replace("'", "").replace("\u2019", ""))))


def content_words(text: str) -> Iterator[str]:
    """The words of a text that say what it is about."""
    return (word for word in words(text) if word not in STOP_WORDS and len(word) > 1)
