"""Documents in, the files that the search loads out: one index to find with, and texts to show, in shards.

The index holds, for each word, the documents it stands in and how heavily it counts there; no text that is only read.
Stems are made in the browser, of the index's words and of the query's by the same code, so the two cannot disagree.
"""

import hashlib
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from infobox.catalogue.dutch import dialled
from infobox.catalogue.infobox import Infobox
from infobox.entries.kinds import CODED, KINDS, SHOWN
from infobox.entries.model import Zoekingang
from infobox.search.found import FIELDS, SEARCH_KINDS, SearchDocument
from infobox.search.words import STOP_WORDS, content_words, words

INDEX = "zoeken/index.json"
SHARD = 40  # documents whose texts share a file: small enough to fetch for a few results, large enough to compress

# Digits of the postings: a number is written in base 32, its last digit with one of the first 32 characters and the
# others with one of the last 32, so that numbers need no separator.
_DIGITS = "0123456789abcdefghijklmnopqrstuvABCDEFGHIJKLMNOPQRSTUVwxyzWXYZ-_"
_STEP = 1.35  # from one weight to the next: nobody notices a third
_LEAST = 0.1
_SHOWN = ("samenvatting", "vraag", "waarom", "tekst")
_THESAURUS_WEIGHT = 4.0  # a little under zoekwoorden, which somebody chose for this one entry
_PARTS_COUNT = 0.6  # how much the words of a part count for the whole
_TARGETS = tuple(name for name in Zoekingang.model_fields if name in KINDS)  # what a word of the thesaurus leads to


def pack(infobox: Infobox, documents: Sequence[SearchDocument], begrippen: str, missing: str = "") -> dict[str, str]:
    """Path -> text of every file of the search.

    `begrippen` is the address of the list of terms; `missing` the address to report a missing word at, which the words
    are added to, or '' when there is none.
    """
    flat, owners = _flatten(documents)
    numbers = {(document.kind, document.id): number for number, document in enumerate(flat)}
    kinds = list(SEARCH_KINDS)
    vocabulary = _postings([*_occurrences(flat, owners), *_thesaurus_words(infobox, numbers)])
    texts = [_shown(document) for document in flat]
    version = hashlib.sha256(_json(texts).encode()).hexdigest()[:8]
    strip = [contact for contact in infobox.contacten.values() if contact.in_strook]
    index = {
        "kinds": [[kind.label, kind.alone, kind.with_more, int(kind.explains)] for kind in SEARCH_KINDS.values()],
        "codes": [[KINDS[kind].singular, code.letter.lower(), code.digits] for kind, code in CODED.items()],
        "documents": [
            [kinds.index(document.kind), document.address, document.texts["titel"], document.code, document.note,
             -1 if owner is None else owner]
            for document, owner in zip(flat, owners, strict=True)
        ],
        "names": _phrases(flat, "namen"),
        "said": {
            str(number): document.said for number, document in enumerate(flat) if document.said
        },
        "keywords": _phrases(flat, "zoekwoorden"),
        "related": {
            str(number): [numbers[target] for target in document.related]
            for number, document in enumerate(flat) if document.related
        },
        "thesaurus": [
            ["|".join(ingang.woorden), _targets(ingang, numbers), *([ingang.soorten] if ingang.soorten else [])]
            for ingang in _ingangen(infobox)
            if _targets(ingang, numbers) or ingang.soorten
        ],
        "same": [[ingang.als, "|".join(ingang.woorden)] for ingang in _ingangen(infobox) if ingang.als],
        "danger": [text for ingang in _ingangen(infobox) if ingang.gevaar for text in ingang.woorden],
        "numbers": [[contact.titel, contact.nummer, dialled(contact.nummer)] for contact in strip],
        "browse": [[kind.title, f"{kind.overview}/"] for kind in SHOWN.values() if kind.browse],
        "vocabulary": " ".join(vocabulary),
        "postings": " ".join(vocabulary.values()),
        "digits": _DIGITS,
        "least": _LEAST,
        "step": _STEP,
        "stop": " ".join(sorted(STOP_WORDS)),
        "shard": SHARD,
        "version": version,
        "terms": begrippen,
        "missing": missing,
    }  # fmt: skip
    # The version is in the name: an index that a browser kept never gets the texts of another build.
    shards = {
        f"zoeken/tekst-{version}-{start // SHARD}.json": _json(texts[start : start + SHARD])
        for start in range(0, len(texts), SHARD)
    }
    return {INDEX: _json(index), **shards}


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


def _ingangen(infobox: Infobox) -> Iterator[Zoekingang]:
    for lijst in infobox.thesaurus.values():
        yield from lijst.ingangen


def _targets(ingang: Zoekingang, numbers: Mapping[tuple[str, str], int]) -> list[int]:
    return [numbers[kind, name] for kind in _TARGETS for name in getattr(ingang, kind)]


def _phrases(flat: Sequence[SearchDocument], field: str) -> dict[str, str]:
    """Number of a document -> its phrases, kept apart by bars."""
    return {str(number): document.texts[field] for number, document in enumerate(flat) if document.texts.get(field)}


def _shown(document: SearchDocument) -> list[str]:
    return [document.texts[name] for name in _SHOWN if document.texts.get(name)]


def _postings(occurrences: Iterable[tuple[str, int, float]]) -> dict[str, str]:
    """Word -> where it stands and how heavily, as digits; words in alphabetical order."""
    heaviness: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for word, number, heavy in occurrences:
        heaviness[word][number] += heavy
    return {word: "".join(_digits(heaviness[word])) for word in sorted(heaviness)}


def _thesaurus_words(infobox: Infobox, numbers: Mapping[tuple[str, str], int]) -> Iterator[tuple[str, int, float]]:
    """Single words of the thesaurus, so that they are found inflected, misspelt and in compounds too."""
    for ingang in _ingangen(infobox):
        for text in ingang.woorden:
            if len(found := list(words(text))) == 1 and len(found[0]) > 3:
                for number in _targets(ingang, numbers):
                    yield found[0], number, _THESAURUS_WEIGHT


def _occurrences(flat: Sequence[SearchDocument], owners: Sequence[int | None]) -> Iterator[tuple[str, int, float]]:
    """(word, document, how heavily): the weighed frequency of BM25F. What a part holds counts for its whole as well."""
    for field in FIELDS:
        counts = [Counter(content_words(document.texts.get(field.name, ""))) for document in flat]
        lengths = [count.total() for count in counts]
        average = sum(lengths) / max(1, sum(map(bool, lengths))) or 1
        for number, (count, length) in enumerate(zip(counts, lengths, strict=True)):
            longer = 1 - field.length + field.length * length / average
            owner = owners[number]
            for word, times in count.items():
                heavy = field.weight * times / longer
                yield word, number, heavy
                if owner is not None:
                    yield word, owner, min(heavy, 2) * _PARTS_COUNT


def _digits(places: Mapping[int, float]) -> Iterator[str]:
    previous = -1
    for number in sorted(places):
        delta, previous = number - previous, number
        digits = _DIGITS[delta % 32]
        while delta := delta // 32:
            digits = _DIGITS[32 + delta % 32] + digits
        yield digits + _DIGITS[weight_step(places[number])]


def weight_step(heavy: float) -> int:
    """A weight as a whole number of steps, 0 to 31: the browser reads `_LEAST * _STEP ** step`."""
    return max(0, min(31, round(math.log(max(heavy, _LEAST) / _LEAST, _STEP))))
