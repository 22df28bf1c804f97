"""An index in parts, for a site of which it would be too much to fetch whole: words first, and the rest by need.

What stays together is what every query looks through: the words, the kind of each document, the thesaurus. A part
holds a run of words: where they stand, and the phrases that begin with one of them. The title of a document comes with
its texts. What few queries ask for (all addresses, all names, all codes), and what people say, is a file each. How the
browser finds out which files a query needs is in engine/index.js: an answer is only given when none is absent.
"""

import json
import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from infobox.search.words import STOP_WORDS, words

PART = 3000  # letters of one: a query needs some ten of them, and little of what else is in them
SHARD = 8  # documents whose titles and texts share a file: ten results seldom stand together
LONGER, ALONE = 1, 2  # how a word begins phrases: with others after it, by itself; 3 is both
MOST_RELATED = 3  # of what belongs to a result: so many are shown with it
_WITHIN = re.compile(r"\(([^)]*)\)|'([^']{5,60})'")  # what engine/index.js takes for a shorter title, and more
_FIRST = re.compile(r"[(:?!]|\.\s")
_TITLE, _NAME, _KEYWORD = range(3)  # in the order in which the browser gets to know them


@dataclass
class Part:
    """A run of words. `phrases`: [sort, document, place among its own, text]."""

    places: list[str] = field(default_factory=list)
    weights: str = ""
    phrases: list[list[Any]] = field(default_factory=list)
    about: dict[str, list[Any]] = field(default_factory=dict)

    def written(self) -> dict[str, object]:
        """As the browser reads it."""
        return {"places": " ".join(self.places), "weights": self.weights, "phrases": self.phrases, "about": self.about}


def apart(
    index: Mapping[str, Any], postings: Mapping[str, tuple[str, str]], owners: Sequence[int | None]
) -> tuple[dict[str, Any], dict[str, object]]:
    """(what stays of an index, name of a file -> what it holds).

    `postings` has the places and weights of each word, as they are written; `owners` the document that each is a part
    of.
    """
    kinds, paths, titles, codes = index["documents"]
    # Documents in parts are few, and numbers of parts are looked for in all of them.
    stays = {number for part, owner in enumerate(owners) if owner is not None for number in (part, owner)}
    explaining = {number for number, kind in enumerate(kinds) if index["kinds"][kind][-1]}

    def about(documents: Iterable[int]) -> dict[str, list[Any]]:
        return {str(n): [titles[n], index["related"].get(str(n), [])] for n in documents if n in explaining}

    by_word: dict[str, list[list[Any]]] = defaultdict(list)
    begins: dict[str, int] = defaultdict(int)
    loose: list[list[Any]] = []
    letters: set[str] = set()
    for entry in _entries(index, stays):
        heads: dict[str, int] = defaultdict(int)
        for head, how in _heads(entry, letters):
            heads[head] |= how
        for head, how in heads.items():
            (by_word[head] if head in postings else loose).append(entry)
            begins[head] |= how

    parts, bounds = [Part()], [0]
    size = 0
    for number, (word, (places, weights)) in enumerate(postings.items()):
        phrases = by_word.get(word, [])
        more = len(places) + len(weights) + len(json.dumps(phrases, ensure_ascii=False))
        if size and size + more > PART:
            parts.append(Part())
            bounds.append(number)
            size = 0
        size += more
        part = parts[-1]
        part.places.append(places)
        part.weights += weights
        part.phrases += phrases
        part.about |= about(document for sort, document, *_ in phrases if sort != _KEYWORD)

    led = {document for _, documents, *_ in index["thesaurus"] for document in documents}
    core = {
        **{name: value for name, value in index.items() if name not in ("names", "keywords", "places", "weights")},
        "documents": [kinds, *(_only(stays, told) for told in (paths, titles, codes))],
        "related": {},
        "about": about(sorted({*led, *(entry[1] for entry in loose)})),
        "phrases": loose,
        "letters": "".join(sorted(letters)),
        "begins": "".join(str(begins.get(word, 0)) for word in postings),
        "bounds": bounds,
        "shard": SHARD,
    }
    files: dict[str, object] = {f"deel-{number}": part.written() for number, part in enumerate(parts)}
    files["codes"] = {code.lower(): number for number, code in enumerate(codes) if code}
    files["paden"] = [path if owner is None else "" for path, owner in zip(paths, owners, strict=True)]
    parts_of = {number for number, owner in enumerate(owners) if owner is not None}
    files["namen"] = [text for sort, _, _, text in _entries(index, parts_of) if sort != _KEYWORD]
    return core, files


def told(index: Mapping[str, Any], owners: Sequence[int | None]) -> Iterator[list[Any]]:
    """What a result says of a document beside its texts: [path, title, code, the same of what belongs to it]."""
    _, paths, titles, codes = index["documents"]
    for number, owner in enumerate(owners):
        others = index["related"].get(str(number), [])[:MOST_RELATED]
        related = [[other, paths[other], titles[other], codes[other]] for other in others]
        yield [paths[number], titles[number], codes[number], related] if owner is None else []


def _only(stays: Container[int], told: Sequence[str]) -> list[str]:
    return [one if number in stays else "" for number, one in enumerate(told)]


def _entries(index: Mapping[str, Any], stays: Container[int]) -> Iterator[list[Any]]:
    """Every phrase that names a document, but the titles of those that stay."""
    _, _, titles, _ = index["documents"]
    yield from ([_TITLE, number, 0, title] for number, title in enumerate(titles) if number not in stays)
    for sort, name in ((_NAME, "names"), (_KEYWORD, "keywords")):
        for number, texts in index[name].items():
            yield from ([sort, int(number), at, text] for at, text in enumerate(texts.split(" | ")))


def _heads(entry: Sequence[Any], letters: set[str]) -> Iterator[tuple[str, int]]:
    """The words that a phrase, or a shorter one in it, begins with, and how; '' for a phrase of small words only.

    How: ALONE when no telling word follows, LONGER when any does. Single letters that stand in front ('e-learning') are
    passed over, and told.
    """
    sort, _, _, text = entry
    shorter = [_FIRST.split(text, maxsplit=1)[0], *(a or b for a, b in _WITHIN.findall(text))] if sort == _TITLE else []
    for one in [text, *shorter]:
        all_words = list(words(one))
        head = next((at for at, word in enumerate(all_words) if len(word) > 1 and word not in STOP_WORDS), None)
        letters |= {word for word in all_words[:head] if len(word) == 1}
        if head is None:
            yield "", 0
        else:
            rest = all_words[head + 1 :]
            yield all_words[head], (LONGER if rest else 0) | (0 if set(rest) - STOP_WORDS else ALONE)
