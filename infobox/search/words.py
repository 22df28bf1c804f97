"""Words as the search sees them: small letters without accents, taken apart where they join, without stop words.

`engine/words.js` does the same to what a reader types; a test holds the two together. The lists of words that both need
go to the browser with the index.
"""

import re
import unicodedata
from collections.abc import Iterator

# Function words, and the words questions are made of. They find nothing; a title made of them is found as a phrase.
STOP_WORDS = frozenset(
    """
    aan al alle allemaal als ander andere anders ben bent bij bijv binnen buiten daar dan dat de deze die dit
    doe doen doet door dus een eens eigenlijk elk elke en er erop eruit ervan even ga gaan gaat gebeurt gebruik
    gebruiken gedaan geen graag had hadden heb haar hebben hebt heeft heel helpt hem het hier hij hoe hoef hoeft hun
    iemand iets ik in is ja je jij jouw jullie kan kon kun kunnen kunt maak maakt maar mag me meer men met mij
    mijn moest moet moeten mogen na naar niet niets nog nu of om omdat onder ons onze ook op over per precies
    soms stel te tegen ten ter tijdens toch toen tot tussen u uit uw vaak van vanuit veel verschil via vind
    vinden vindt volgens voor vooral waar waaraan waarbij waardoor waarom waarop waarvan wanneer want waren was
    wat we weer weet welk welke werd werden weten wie wij wil wilde willen word worden wordt zal ze zegt zei
    zelf zich zien ziet zij zijn zit zo zoals zonder zou zouden
    """.split()  # noqa: SIM905 - words read better than quotes
)

# Words of questions that also name something: beside other words they count for little.
LIGHT_WORDS = frozenset(
    """
    beginnen belangrijk best bestaan bestaat beter betekenis betekent collega eerst eerste gebeuren geef genoeg geven
    goed hoor hoort horen houd houden juiste ken kennen kent kies kiezen kom komen komt krijg krijgen laat laten leg
    leggen lezen mensen neem nemen nodig regelen regel soort soorten staan staat stellen uitleg vertel vertellen voel
    weten zeg zeggen zet zetten zien zoek zoeken
    """.split()  # noqa: SIM905
)

# Numbers as people say them, from nul and from eerste; and what may stand between a name and its number.
COUNTING = "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien".split()  # noqa: SIM905
ORDINALS = "nulde eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde".split()  # noqa: SIM905
NUMBER_SIGNS = ("nummer", "nr", "no", "van")

# After these stands who did it: 'geslagen door haar man'.
BY = ("door", "by", "przez")

# Small words that stand in a subject as often as in a sentence.
LINKS = """
    de het een van voor in met op over bij naar tussen en of om te uit aan door als is zijn wat welke welk hoe waar wie
    waarom wanneer er the a of for and to on with how what
""".split()  # noqa: SIM905

# Who types one of these speaks of somebody, and not of a subject.
PERSONS = "ik me mij mijn mn we wij ons hij hem zij ze haar iemand my me he she him her".split()  # noqa: SIM905

_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ð": "d", "đ": "d", "ł": "l", "þ": "th", "ı": "i"})
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
