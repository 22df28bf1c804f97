"""Documents in, the files that the search loads out: one index to find with, and texts to show, in shards.

The index holds, for each word, the documents it stands in and how heavily it counts there; no text that is only read.
Stems are made in the browser, of the index's words and of the query's by the same code, so the two cannot disagree.
What Python and JavaScript must both know (digits, weights, kinds, letters of codes, small words) stands in the index.
Of a site with many documents the index holds only the words; where they stand, and what documents are called, is in
files of their own (apart.py).
"""

import hashlib
import json
import math
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Any

from infobox.catalogue.dutch import dialled
from infobox.catalogue.infobox import Infobox
from infobox.entries.kinds import CODED, KINDS, REFERENCE, SHOWN
from infobox.entries.model import DUTCH, Woordenlijst, Zoekingang
from infobox.search import apart, script
from infobox.search.found import EXPLANATION, FIELDS, SEARCH_KINDS, SearchDocument, searched
from infobox.search.words import (
    BY,
    COUNTING,
    EVERYDAY,
    LIGHT_WORDS,
    LINKS,
    NUMBER_SIGNS,
    ORDINALS,
    PERSONS,
    QUESTIONS,
    SELF,
    STOP_WORDS,
    content_words,
    fold,
    words,
)

INDEX = "zoeken/index.json"
SENTENCES = (
    "zoeken/zinnen.json"  # what words mean, sentences, danger: for who types more than one word, or an unknown one
)
LANGUAGES = "zoeken/talen.json"  # words of other languages than Dutch: for who types one
SHARD = 40  # documents whose texts share a file: small enough to fetch for a few results, large enough to compress
WHOLE = 1000  # documents and parts of them: of a site with more, the index comes in parts

# Digits of the postings: a number is written in base 32, its last digit with one of the first 32 characters and the
# others with one of the last 32, so that numbers need no separator.
_DIGITS = "0123456789abcdefghijklmnopqrstuvABCDEFGHIJKLMNOPQRSTUVwxyzWXYZ-_"
_SHARED = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"  # how many letters a word shares with the one before it; words are in small ones
_STEP = 1.7  # from one weight to the next
_LEAST = 0.25
_SHOWN = ("samenvatting", "vraag", "waarom", "tekst")
_THESAURUS_WEIGHT = 4.0  # a little under zoekwoorden, which somebody chose for this one entry
_TARGETS = tuple(name for name in Zoekingang.model_fields if name in KINDS)  # what a word of the thesaurus leads to


def pack(
    infobox: Infobox, documents: Sequence[SearchDocument], missing: str = "", whole: int = WHOLE
) -> dict[str, str]:
    """Path -> text of every file of the search: the index, the texts, and the program.

    `missing` is the address to report a missing word at, which the words are added to, or '' when there is none. An
    index of more than `whole` documents comes in parts.
    """
    flat, owners = _flatten(documents)
    numbers = {(document.kind, document.id): number for number, document in enumerate(flat)}
    vocabulary = _postings([*_occurrences(flat), *_thesaurus_words(infobox, numbers)])
    dutch: list[Woordenlijst] = []
    others: list[Woordenlijst] = []
    for lijst in infobox.thesaurus.values():
        (dutch if lijst.taal == DUTCH else others).append(lijst)
    elsewhere = _alarming_elsewhere(others, vocabulary)
    sentences: dict[str, Any] = {
        "said": {str(number): "|".join(document.said) for number, document in enumerate(flat) if document.said},
        "sentences": list(_leading([lijst for lijst in dutch if lijst.zinnen], numbers)),
        **_meanings(dutch, numbers),
        "by": BY,
        "links": LINKS,
        "persons": PERSONS,
        "questions": QUESTIONS,
        "self": SELF,
        "everyday": " ".join(sorted(EVERYDAY)),
        "elsewhere": " ".join(elsewhere),
    }
    postings = {word: _written(places) for word, places in vocabulary.items()}
    index = {
        **_about_documents(flat, owners, numbers),
        **_about_words(postings),
        "thesaurus": list(_leading([lijst for lijst in infobox.thesaurus.values() if not lijst.zinnen], numbers)),
        "alarming": " ".join([*_alarming(dutch), *elsewhere]),
        "numbers": [
            [contact.titel, contact.nummer, dialled(contact.nummer)]
            for contact in infobox.contacten.values()
            if contact.in_strook
        ],
        "browse": [[kind.title, f"{kind.overview}/"] for kind in SHOWN.values() if kind.browse],
        "shard": SHARD,
        "beside": apart.MOST_RELATED,
        "missing": missing,
    }
    texts: list[list[Any]] = [[_read(text, infobox) for text in _shown(document)] for document in flat]
    parts: dict[str, object] = {}
    if len(flat) > whole:
        texts = [[told, *text] for told, text in zip(apart.told(index, owners), texts, strict=True)]
        index, parts = apart.apart(index, postings, owners)
        said, sentences["said"] = sentences["said"], {}
        parts["gezegd"] = {"said": said, "titles": {number: flat[int(number)].texts["titel"] for number in said}}
    shard = index["shard"]
    parts |= {f"tekst-{at // shard}": texts[at : at + shard] for at in range(0, len(texts), shard)}
    languages = _meanings(others, numbers)
    version = hashlib.sha256(_json([index, sentences, languages, parts]).encode()).hexdigest()[:8]
    # The version is in the names of parts, and in the other files: nothing is ever taken for a part of another build.
    return {
        INDEX: _json({**index, "version": version}),
        SENTENCES: _json({**sentences, "version": version}),
        LANGUAGES: _json({**languages, "version": version}),
        **{f"zoeken/{_numbered(name, version)}.json": _json(part) for name, part in parts.items()},
        **script.files(),
    }


def _numbered(name: str, version: str) -> str:
    """The name of a part of the index in this version, as engine/worker.js asks for it."""
    what, dash, number = name.partition("-")
    return f"{what}-{version}{dash}{number}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _flatten(documents: Sequence[SearchDocument]) -> tuple[list[SearchDocument], list[int | None]]:
    """Documents and their parts in one list, and for each the number of the document it is a part of."""
    flat: list[SearchDocument] = []
    owners: list[int | None] = []
    for document in documents:
        owner = len(flat)
        flat += [document, *document.parts]
        owners += [None, *([owner] * len(document.parts))]
    return flat, owners


def _about_documents(
    flat: Sequence[SearchDocument], owners: Sequence[int | None], numbers: Mapping[tuple[str, str], int]
) -> dict[str, Any]:
    """Kinds and documents. The address of a part is only its anchor: it follows the document it is a part of."""
    kinds = list(SEARCH_KINDS)
    paths = [
        document.address if owner is None else document.address.removeprefix(flat[owner].address)
        for document, owner in zip(flat, owners, strict=True)
    ]
    return {
        "kinds": [
            [sought.label, KINDS[kind].title if kind != EXPLANATION else sought.label, sought.alone, sought.with_more,
             int(sought.explains)]
            for kind, sought in SEARCH_KINDS.items()
        ],
        "codes": [
            [KINDS[kind].singular, code.letter.lower(), code.digits, _PART_NAMES.get(kind, "")]
            for kind, code in CODED.items()
        ],
        "documents": [
            [kinds.index(document.kind) for document in flat],
            paths,
            [document.texts["titel"] for document in flat],
            [document.code for document in flat],
        ],
        "names": _phrases(flat, "namen"),
        "keywords": _phrases(flat, "zoekwoorden"),
        "related": {
            str(number): [numbers[target] for target in document.related]
            for number, document in enumerate(flat)
            if document.related
        },
    }  # fmt: skip


_PART_NAMES = {"standaarden": "aspect", "kaders": "onderdeel"}  # how people call one part


def _written(places: Mapping[int, float]) -> tuple[str, str]:
    """Where a word stands and how heavily, in digits."""
    return "".join(_digits(places)), "".join(_DIGITS[weight_step(places[number])] for number in sorted(places))


def _about_words(postings: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    """Every word, where it stands, and how heavily: places and weights apart, since each compresses better alone."""
    return {
        "vocabulary": "".join(_in_front(postings)),
        "places": " ".join(places for places, _ in postings.values()),
        "weights": "".join(weights for _, weights in postings.values()),
        "digits": _DIGITS,
        "shared": _SHARED,
        "least": _LEAST,
        "step": _STEP,
        "stop": " ".join(sorted(STOP_WORDS)),
        "light": " ".join(sorted(LIGHT_WORDS)),
        "counting": COUNTING,
        "ordinals": ORDINALS,
        "signs": NUMBER_SIGNS,
    }


def _leading(lists: Iterable[Woordenlijst], numbers: Mapping[tuple[str, str], int]) -> Iterator[list[object]]:
    """Words that lead somewhere: [the words, the documents, the kinds of instrument they are another word for]."""
    for ingang in (ingang for lijst in lists for ingang in lijst.ingangen if not ingang.als):
        if targets := _targets(ingang, numbers):
            yield ["|".join(ingang.woorden), targets]
        elif ingang.soorten:
            yield ["|".join(ingang.woorden), [], ingang.soorten]


def _alarming(lists: Iterable[Woordenlijst]) -> list[str]:
    """Words that are danger by themselves: whoever types one, is answered with the sentences at hand."""
    dangers = [one for lijst in lists for one in lijst.ingangen if one.gevaar in ("altijd", "los")]
    texts = [text for one in dangers for text in (*one.woorden, *filter(None, [one.als]))]
    return sorted({fold(text) for text in texts if not set(text) & set(" -")})


def _alarming_elsewhere(lists: Iterable[Woordenlijst], vocabulary: Container[str]) -> list[str]:
    """Words that the site holds and that begin a danger in another language: save me."""
    texts = [text for lijst in lists for one in lijst.ingangen if one.gevaar == "altijd" for text in one.woorden]
    found = [list(words(text)) for text in texts]
    return sorted({one[0] for one in found if all(word in vocabulary or word in STOP_WORDS for word in one)})


def _meanings(lists: Sequence[Woordenlijst], numbers: Mapping[tuple[str, str], int]) -> dict[str, object]:
    """What words mean, which say nothing, and which are danger."""
    meanings: dict[str, tuple[list[str], bool, list[int]]] = {}
    for ingang in (ingang for lijst in lists for ingang in lijst.ingangen if ingang.als):
        said, role, targets = meanings.get(ingang.als or "", ([], False, []))
        fresh = [number for number in _targets(ingang, numbers) if number not in targets]
        meanings[ingang.als or ""] = ([*said, *ingang.woorden], role or ingang.rol, [*targets, *fresh])
    return {
        "same": [
            [name, "|".join(dict.fromkeys(said)), int(role), targets]
            for name, (said, role, targets) in meanings.items()
        ],
        "fillers": " ".join(sorted({fold(word) for lijst in lists for word in lijst.vulwoorden if " " not in word})),
        # A meaning that is danger is named; its words stand in `same`.
        "danger": {
            name: "|".join(
                text
                for lijst in lists
                for ingang in lijst.ingangen
                if ingang.gevaar == how
                for text in ([f"={ingang.als}"] if ingang.als else ingang.woorden)
            )
            for name, how in (("always", "altijd"), ("alone", "los"), ("never", "nooit"))
        },
    }


def _ingangen(infobox: Infobox) -> Iterator[Zoekingang]:
    for lijst in infobox.thesaurus.values():
        yield from lijst.ingangen


def _targets(ingang: Zoekingang, numbers: Mapping[tuple[str, str], int]) -> list[int]:
    return [numbers[kind, name] for kind in _TARGETS for name in getattr(ingang, kind)]


def _phrases(flat: Sequence[SearchDocument], field: str) -> dict[str, str]:
    """Number of a document -> its phrases, kept apart by bars."""
    return {str(number): document.texts[field] for number, document in enumerate(flat) if document.texts.get(field)}


def _shown(document: SearchDocument) -> list[str]:
    """What is read beside the title: the note, and the texts to choose an excerpt from."""
    return [document.note, *(document.texts[name] for name in _SHOWN if document.texts.get(name))]


def _read(text: str, infobox: Infobox) -> str:
    """A text as a reader sees it: with titles for the codes of references."""
    return REFERENCE.sub(lambda match: infobox.by_code[match[1]][1].titel if match[1] in infobox.by_code else "", text)


def _postings(occurrences: Iterable[tuple[str, int, float]]) -> dict[str, Mapping[int, float]]:
    """Word -> document -> how heavily it counts there; words in alphabetical order."""
    heaviness: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for word, number, heavy in occurrences:
        heaviness[word][number] += heavy
    return {word: heaviness[word] for word in sorted(heaviness)}


def _thesaurus_words(infobox: Infobox, numbers: Mapping[tuple[str, str], int]) -> Iterator[tuple[str, int, float]]:
    """Single words of the thesaurus, so that they are found inflected, misspelt and in compounds too."""
    for ingang in _ingangen(infobox):
        for text in ingang.woorden if not ingang.als else ():
            if len(found := list(words(text))) == 1 and len(found[0]) > 3:
                for number in _targets(ingang, numbers):
                    yield found[0], number, _THESAURUS_WEIGHT


def _occurrences(flat: Sequence[SearchDocument]) -> Iterator[tuple[str, int, float]]:
    """(word, document, how heavily): the weighed frequency of BM25F."""
    for field in FIELDS:
        counts = [Counter(content_words(searched(document.texts.get(field.name, "")))) for document in flat]
        lengths = [count.total() for count in counts]
        average = sum(lengths) / max(1, sum(map(bool, lengths))) or 1
        for number, (count, length) in enumerate(zip(counts, lengths, strict=True)):
            longer = 1 - field.length + field.length * length / average
            for word, times in count.items():
                yield word, number, field.weight * times / longer


def _in_front(vocabulary: Iterable[str]) -> Iterator[str]:
    """Each word as how many letters it shares with the one before it, and its other letters."""
    before = ""
    for word in vocabulary:
        shared = 0
        while shared < min(len(word), len(before), len(_SHARED) - 1) and word[shared] == before[shared]:
            shared += 1
        yield _SHARED[shared] + word[shared:]
        before = word


def _digits(places: Iterable[int]) -> Iterator[str]:
    previous = -1
    for number in sorted(places):
        delta, previous = number - previous, number
        digits = _DIGITS[delta % 32]
        while delta := delta // 32:
            digits = _DIGITS[32 + delta % 32] + digits
        yield digits


def weight_step(heavy: float) -> int:
    """A weight as a whole number of steps, 0 to 31: the browser reads `_LEAST * _STEP ** step`."""
    return max(0, min(31, round(math.log(max(heavy, _LEAST) / _LEAST, _STEP))))
