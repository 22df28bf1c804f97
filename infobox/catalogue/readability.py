"""How a Dutch text reads: words in a sentence, syllables in a word, and what follows from them. Advice, never a fault.

The measure is Flesch's, with the weights that Douma (1960) gave it for Dutch: 100 is very easy, 0 very hard.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from statistics import median
from typing import Any

from infobox.entries.documents import Document, Loc

LONG = 20  # words; a sentence with more is worth a second look
FEWEST = 8  # words; of less than this nothing can be said
NO_PROSE = {
    "titel",
    "wijzigingen",
    "levensloop",
    "zoekwoorden",
    "synoniemen",
    "url",
    "woorden",
    "vulwoorden",
    "auteurs",
    "eigenaar",
}

_SENTENCE = re.compile(r"(?<=[.?!])['\")]?\s+(?=[\"'(@A-ZÀ-Ý0-9])|\n\s*\n")
_SHORT_FORM = re.compile(
    r"\b(?:[A-Z]|bijv|bv|drs|dr|mr|prof|ca|nr|art|blz|e\.a|o\.a|d\.w\.z|m\.b\.t|i\.p\.v|t\.a\.v)\.$"
)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# Letters that sound as one, the longest first; a mark on a vowel (ë, ï) begins a sound of its own. 'Team' and
# 'professional' are in half of our texts.
_SOUND = re.compile(
    r"(?<=t)ea(?=m)|(?<=[st])io(?=n)|aai|ooi|oei|eeu|ieu|[aeiou][ëïöü]|aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|au|ou|ai|oi|[aeiouyáéíóúàèâêîôûäëïöü]",
    re.IGNORECASE,
)
_LEVELS = ((80, "zeer makkelijk"), (65, "makkelijk"), (55, "gewoon"), (45, "vrij moeilijk"), (30, "moeilijk"))


def sentences(text: str) -> list[str]:
    """The sentences of a text. A full stop after an initial or a short form ends none."""
    found: list[str] = []
    for part in filter(None, map(str.strip, _SENTENCE.split(text))):
        if found and _SHORT_FORM.search(found[-1]):
            found[-1] = f"{found[-1]} {part}"
        else:
            found.append(part)
    return [" ".join(one.split()) for one in found]


def words(text: str) -> list[str]:
    """The words of a text; one with a hyphen or an apostrophe is one."""
    return _WORD.findall(text)


def syllables(word: str) -> int:
    """How many syllables a Dutch word has; of a number or a short form it is one."""
    return sum(2 if re.fullmatch("[aeiou][ëïöü]", sound[0]) else 1 for sound in _SOUND.finditer(word.lower())) or 1


@dataclass(frozen=True)
class Measured:
    """How one text reads."""

    text: str

    @cached_property
    def sentences(self) -> list[str]:
        """Its sentences, in order."""
        return sentences(self.text)

    @cached_property
    def words_per_sentence(self) -> float:
        """The mean; 0.0 for a text without words."""
        return len(words(self.text)) / max(1, len(self.sentences))

    @cached_property
    def ease(self) -> float:
        """206.835 - 0.93 x words per sentence - 77 x syllables per word."""
        every = words(self.text)
        if not every:
            return 100.0
        return 206.835 - 0.93 * self.words_per_sentence - 77 * sum(map(syllables, every)) / len(every)

    @property
    def level(self) -> str:
        """The measure in a word or two."""
        return next((name for least, name in _LEVELS if self.ease >= least), "zeer moeilijk")

    @cached_property
    def long_sentences(self) -> list[str]:
        """Those of more than LONG words, the longest first."""
        return sorted((one for one in self.sentences if len(words(one)) > LONG), key=lambda one: -len(words(one)))


def is_prose(loc: Loc, text: str) -> bool:
    """Whether something can be said of how a text reads: a sentence, and no title or list of words."""
    return not NO_PROSE & set(loc) and text.rstrip()[-1:] in (".", "?", "!") and len(words(text)) >= FEWEST


def prose(documents: Iterable[Document]) -> Iterator[tuple[Document, Loc, Measured]]:
    """Every text of these files that readers read as sentences, with where it is."""
    for document in documents:
        if document.kind != "thesaurus":
            for loc, text in _texts(document.value, ()):
                if is_prose(loc, text):
                    yield document, loc, Measured(text)


def _texts(value: Any, loc: Loc) -> Iterator[tuple[Loc, str]]:
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*loc, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*loc, number))


@dataclass(frozen=True)
class Figures:
    """Of a group of texts: how many, their median ease, and how many have more than 15 words a sentence on average."""

    texts: int
    ease: float
    wordy: int
    long_sentences: int
    longest: int

    @classmethod
    def of(cls, texts: Iterable[Measured]) -> "Figures":
        """The figures of these texts; there is at least one."""
        every = list(texts)
        return cls(
            texts=len(every),
            ease=median(one.ease for one in every),
            wordy=sum(one.words_per_sentence > 15 for one in every),
            long_sentences=sum(len(one.long_sentences) for one in every),
            longest=max(len(words(sentence)) for one in every for sentence in one.sentences),
        )
