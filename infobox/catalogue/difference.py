"""The difference between two states of the project, as a reader would notice it: a list of facts.

Each fact is a `what` and the words that fill it in; the sentences are those of exports/reply.py. What stands in a file
with a fault is not compared: that it changed is all that is said of it.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from rapidfuzz import fuzz, utils

from infobox.catalogue.infobox import code_of
from infobox.catalogue.readability import LONG, is_prose, sentences, words
from infobox.catalogue.readability import Measured as Text
from infobox.catalogue.rules import Case
from infobox.entries.documents import Document
from infobox.entries.fields import fields_of
from infobox.entries.instrument import Instrument
from infobox.entries.kinds import KINDS, SHOWN, entry_path
from infobox.entries.model import MODELS
from infobox.entries.records import Entry

ALIKE = 85  # percent; of 152 titles, three pairs are more alike than this
MOST_LONG = 3  # long sentences that are shown
RELATIONS = {"standaarden": ("standaard", "standaarden"), "bouwstenen": ("bouwsteen", "bouwstenen")}
_IDENTITY = ("standaard", "bouwsteen", "anker", "url", "bron", "instrument", "datum", "titel")

Keys = tuple[str, ...]


@dataclass(frozen=True)
class Fact:
    """One thing that differs: `what` it is, and the words of its sentence."""

    what: str
    words: Mapping[str, str]


@dataclass
class _Found:
    """What was found so far; `visited` says of an address what is known of it."""

    before: Case
    after: Case
    visited: Mapping[str, str]
    facts: list[Fact] = field(default_factory=list)

    def say(self, what: str, **words: str) -> None:
        """Note a fact, once."""
        fact = Fact(what, words)
        if fact not in self.facts:
            self.facts.append(fact)


def difference(before: Case, after: Case, visited: Mapping[str, str] | None = None) -> list[Fact]:
    """Everything that readers will notice. `visited`: address -> its oordeel, of addresses that are known."""
    found = _Found(before, after, visited or {})
    for kind in KINDS:
        _of_kind(found, kind)
    _pages(found)
    return found.facts


def _of_kind(found: _Found, kind: str) -> None:
    old, new = _whole(found.before, kind), _whole(found.after, kind)
    gone = {one: document for one, document in found.before.documents[kind].items() if one in old}
    for entry_id, document in found.after.documents[kind].items():
        if entry_id not in new:
            was = found.before.documents[kind].get(entry_id)
            if was is None or was.source != document.source:
                found.say("onleesbaar", bestand=document.path)
            gone.pop(entry_id, None)
            continue
        former = entry_id if entry_id in old else _former_id(found, kind, entry_id, old)
        if not former:
            _added(found, kind, document)
            continue
        gone.pop(former, None)
        if former != entry_id:
            address = entry_path(kind, former) if kind in SHOWN else former
            now = entry_path(kind, entry_id) if kind in SHOWN else entry_id
            found.say("hernoemd", onderwerp=subject(found.after, kind, entry_id), oud=f"/{address}", nieuw=f"/{now}")
        was = found.before.documents[kind][former]
        if was.source != document.source or former != entry_id:
            _changed(found, kind, was, document)
    moved = {name for other, name in found.after.infobox.former_names if other == kind}
    for entry_id in gone.keys() - moved:
        found.say("verdwijnt", soort=KINDS[kind].singular, onderwerp=subject(found.before, kind, entry_id))


def _whole(case: Case, kind: str) -> dict[str, Entry]:
    return {entry.id: entry for entry in case.entries.get(kind, ())}


def _former_id(found: _Found, kind: str, entry_id: str, old: Mapping[str, Entry]) -> str:
    """The id that an entry had before, when it says so itself and had it at the time; else ''."""
    names = [text for text, _ in found.after.documents[kind][entry_id].find("levensloop.was.*")]
    return next((name for name in names if name in old and name not in found.after.documents[kind]), "")


def subject(case: Case, kind: str, entry_id: str) -> str:
    """What an entry is called: its code and title; its id where there is none."""
    entry = case.infobox.with_retired(kind).get(entry_id)
    return " ".join(filter(None, (code_of(entry), entry.titel))) if entry else entry_id


def _added(found: _Found, kind: str, document: Document) -> None:
    entry = found.after.infobox.with_retired(kind)[document.id]
    name = subject(found.after, kind, document.id)
    found.say("erbij", soort=KINDS[kind].singular, onderwerp=name, tekst=entry.in_short)
    _relations(found, None, document)
    if kind == "contacten":
        found.say("nummer-nieuw", onderwerp=name, nieuw=document.text("nummer"))
    for keys, _, new in _leaves(None, document.value, ()):
        if keys[-1] == "url":
            _address(found, name, "", new)
    _resemblance(found, kind, document)
    _reading(found, name, kind, {}, document.value)


def _changed(found: _Found, kind: str, was: Document, document: Document) -> None:
    name = subject(found.after, kind, document.id)
    titles = {one.key: one.titel for one in fields_of(MODELS[kind])}
    _status(found, kind, was, document)
    if was.text("titel") != document.text("titel"):
        found.say("titel", oud=was.text("titel"), nieuw=document.text("titel"))
        _resemblance(found, kind, document)
    _relations(found, was, document)
    for keys, old, new in _leaves(was.value, document.value, ()):
        if keys[0] in ("titel", "levensloop") or (kind == "instrumenten" and keys[0] in RELATIONS):
            continue
        label = ", ".join(titles.get(".".join(keys[: n + 1]), keys[n]) for n in range(len(keys)))
        if keys[-1] == "url":
            _address(found, name, old, new)
        elif kind == "contacten" and keys == ("nummer",):
            found.say("nummer-anders", onderwerp=name, oud=old, nieuw=new)
        elif keys == ("wijzigingen", "tekst"):
            if new:
                found.say("wijziging", onderwerp=name, nieuw=new)
        elif keys[0] != "wijzigingen":
            _text(found, name, label, old, new)
    _reading(found, name, kind, was.value, document.value)


def _text(found: _Found, name: str, label: str, old: str, new: str) -> None:
    """What differs in a text, sentence by sentence where there are more."""
    gone = [one for one in sentences(old) if one not in sentences(new)]
    come = [one for one in sentences(new) if one not in sentences(old)]
    if not gone and not come and old != new:
        found.say("volgorde", onderwerp=name, veld=label)
    for one, other in zip(gone, come, strict=False):
        found.say("verandert", onderwerp=name, veld=label, oud=one, nieuw=other)
    for one in gone[len(come) :]:
        found.say("weggehaald", onderwerp=name, veld=label, oud=one)
    for one in come[len(gone) :]:
        found.say("ingevuld", onderwerp=name, veld=label, nieuw=one)


def _status(found: _Found, kind: str, was: Document, document: Document) -> None:
    old, new = _state(was), _state(document)
    if old == new:
        return
    name = subject(found.after, kind, document.id)
    if new == "actief":
        found.say("terug", onderwerp=name)
        return
    entry = found.after.infobox.with_retired(kind)[document.id]
    reason = entry.levensloop.reden or ""
    successors = [subject(found.after, *pair) for pair in _successors(found.after, kind, entry)]
    if successors:
        found.say(f"{new}-door", onderwerp=name, reden=reason, nieuw=", ".join(successors))
    else:
        found.say("vervallen", onderwerp=name, reden=reason)


def _successors(case: Case, kind: str, entry: Entry) -> Iterator[tuple[str, str]]:
    for name in entry.levensloop.vervangen_door:
        folder, _, entry_id = name.rpartition("/")
        yield folder or kind, entry_id


def _state(document: Document) -> str:
    return next((text for text, _ in document.find("levensloop.status")), "actief")


def _relations(found: _Found, was: Document | None, document: Document) -> None:
    """Where an instrument comes to stand, no longer stands, or stands for another reason."""
    if document.kind != "instrumenten":
        return
    name = subject(found.after, document.kind, document.id)
    for key, (inner, kind) in RELATIONS.items():
        old = {one[inner]: one.get("waarom", "") for one in (was.value.get(key, ()) if was else ())}
        new = {one[inner]: one.get("waarom", "") for one in document.value.get(key, ())}
        for target, why in new.items():
            page = subject(found.after, kind, target)
            if target not in old:
                told = {"waarom": why} if why else {}
                found.say("plek-omdat" if why else "plek", pagina=page, instrument=name, **told)
            elif old[target] != why:
                found.say("reden", pagina=page, instrument=name, oud=old[target], nieuw=why)
        for target in old.keys() - new.keys():
            found.say("plek-weg", pagina=subject(found.before, kind, target), instrument=name)


def _address(found: _Found, name: str, old: str, new: str) -> None:
    state = found.visited.get(new, "nieuw")
    if old and new:
        found.say("adres-anders", onderwerp=name, adres_oud=old, adres_nieuw=new, staat=state)
    elif new:
        found.say("adres-nieuw", onderwerp=name, adres=new, staat=state)
    else:
        found.say("adres-weg", onderwerp=name, adres=old)


def _resemblance(found: _Found, kind: str, document: Document) -> None:
    """What looks like this entry, by its title or by the address that readers go to."""
    if not KINDS[kind].own_page:
        return
    name = subject(found.after, kind, document.id)
    link = _link(found.after, kind, document.id)
    for other in found.after.infobox.of_kind(kind).values():
        if other.id == document.id:
            continue
        there = subject(found.after, kind, other.id)
        alike = fuzz.token_sort_ratio(document.text("titel"), other.titel, processor=utils.default_process)
        if alike >= ALIKE:
            found.say("lijkt-op", onderwerp=name, ander=there, procent=str(round(alike)))
        if link and link == _link(found.after, kind, other.id):
            found.say("zelfde-adres", onderwerp=name, ander=there, adres=link)


def _link(case: Case, kind: str, entry_id: str) -> str:
    entry = case.infobox.with_retired(kind).get(entry_id)
    link = getattr(entry, "link", None)
    return str(cast(Instrument, entry).link.url) if link else ""  # type: ignore[union-attr]


def _reading(found: _Found, name: str, kind: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    """How the texts that are new or changed read."""
    titles = {one.key: one.titel for one in fields_of(MODELS[kind])}
    for keys, _, text in _leaves(old, new, ()):
        if not text or kind == "thesaurus" or not is_prose(keys, text):
            continue
        label = ", ".join(titles.get(".".join(keys[: n + 1]), keys[n]) for n in range(len(keys)))
        read = Text(text)
        found.say(
            "leest",
            onderwerp=name,
            veld=label,
            niveau=read.level,
            gemak=str(max(0, round(read.ease))),
            gemiddeld=str(round(read.words_per_sentence)),
        )
        for sentence in read.long_sentences[:MOST_LONG]:
            found.say(
                "lange-zin", onderwerp=name, veld=label, aantal=str(len(words(sentence))), grens=str(LONG), zin=sentence
            )


def _leaves(old: Any, new: Any, keys: Keys) -> Iterator[tuple[Keys, str, str]]:
    """(keys, old, new) of every value that differs, as text; '' where there is none."""
    if isinstance(old, dict) or isinstance(new, dict):
        one, other = (part if isinstance(part, dict) else {} for part in (old, new))
        for key in [*other, *(key for key in one if key not in other)]:
            if key != "id":
                yield from _leaves(one.get(key), other.get(key), (*keys, key))
    elif isinstance(old, list) or isinstance(new, list):
        yield from _items(old or [], new or [], keys)
    elif old != new:
        yield keys, _shown(old), _shown(new)


def _items(old: list[Any], new: list[Any], keys: Keys) -> Iterator[tuple[Keys, str, str]]:
    """Items of a list, each beside the one that it was; what only stands in another order does not differ."""
    if not isinstance(old, list) or not isinstance(new, list):
        yield keys, _shown(old), _shown(new)
        return
    one, other = _by_identity(old), _by_identity(new)
    gone = [key for key in one if key not in other]
    come = [key for key in other if key not in one]
    for key in other:
        if key in one:
            yield from _leaves(one[key], other[key], keys)
    while gone and come and len(gone) == len(come):  # one for the other
        yield from _leaves(one[gone.pop(0)], other[come.pop(0)], keys)
    for key in gone:
        yield from _leaves(one[key], None, keys)
    for key in come:
        yield from _leaves(None, other[key], keys)


def _by_identity(items: list[Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for item in items:
        key = next((item[name] for name in _IDENTITY if name in item), item) if isinstance(item, dict) else item
        key = json.dumps(key, default=str, sort_keys=True)
        number = sum(one.partition("\n")[0] == key for one in found)
        found[f"{key}\n{number}" if number else key] = item
    return found


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return value.isoformat() if isinstance(value, date) else str(value)


def _pages(found: _Found) -> None:
    for path, page in found.after.pages.items():
        was = found.before.pages.get(path)
        if was is None:
            found.say("pagina-erbij", bestand=page.path)
        elif was.source != page.source:
            old, new = was.source.split("\n"), page.source.split("\n")
            less, more = (sum(one not in other for one in this) for this, other in ((old, new), (new, old)))
            found.say("pagina", bestand=page.path, eraf=str(less), erbij=str(more))
    for path in found.before.pages.keys() - found.after.pages.keys():
        found.say("pagina-weg", bestand=found.before.pages[path].path)
