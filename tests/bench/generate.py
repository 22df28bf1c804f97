"""A project of any size with the proportions of a real one: its own entries, and as many more in their likeness.

Each entry that is added is drawn from a real one: as many relations of each kind, changes, sources and texts, and every
text of the same length, in words that follow each other in the real texts. So the proportions are those of the data,
whatever they are today. What the data cannot show yet, because it is young, stands in `LIVES`. The same seed gives the
same project. Names of people are never made up: those of the likeness are kept.
"""

import argparse
import itertools
import random
import re
import shutil
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from infobox.entries.documents import Documents
from infobox.entries.kinds import CODED, DIVIDED, KINDS, fold
from infobox.entries.lifecycle import is_retired
from infobox.entries.load import read_documents
from infobox.entries.relations import relations

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 25)  # what happens to entries that are added, happened before it; the real ones go on changing
# What grows with the number of instrumenten. The other kinds are the order of the site, which stays.
GROWING = ("instrumenten", "organisaties", "begrippen", "situaties")
# What happens to entries in some years, as shares of those that are added. An assumption: nothing has happened yet.
LIVES = {"renamed": 0.03, "withdrawn": 0.02, "split": 0.005}
OWN_CHANGES = 0.3  # of those that are added: told of by a text of their own, beside what was told of many at once
NAMES_ANOTHER = 0.1  # of those texts: name the code of another entry
YEARS = 3  # over which they are spread
AS_IT_WAS = {"auteurs", "medewerkers", "uitgave", "levensloop", "wijzigingen"}  # no other words for these
MOST_LETTERS = 60_000  # of one file: the check reads no more
_PLAIN = re.compile(r"[\w.,;:!?()'’/@-]+")  # what stands beside anything without becoming markup


@dataclass
class Words:
    """Which words follow which in the texts of a project."""

    random: random.Random
    after: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    first: list[str] = field(default_factory=list)

    def learn(self, text: str) -> None:
        """Add the words of one text."""
        words = [word for word in text.split() if _PLAIN.fullmatch(word)] or ["Tekst"]
        self.first.append(words[0])
        for one, other in itertools.pairwise(words):
            self.after[one].append(other)

    def like(self, text: str) -> str:
        """Another text, of the same length to the letter."""
        words, length = [self.random.choice(self.first)], 0
        while length < len(text):
            length = sum(map(len, words)) + len(words)
            words.append(self.random.choice(self.after.get(words[-1]) or self.first))
        cut = " ".join(words)[: len(text) - 1]
        if "@" in cut[cut.rfind(" ") :]:  # half a code names nothing
            cut = cut[: cut.rfind(" ")]
        return f"{cut.rstrip().ljust(len(text) - 1, 'n')}."


@dataclass
class Growth:
    """What is made of a project: `values` are its entries as an editor would write them, by kind and id."""

    documents: Documents
    number: int
    random: random.Random
    words: Words
    values: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    origin: dict[tuple[str, str], str] = field(default_factory=dict)  # (kind, id) -> the id of its likeness
    retired: set[tuple[str, str]] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)  # texts and titles: none may come twice

    def grow(self) -> None:
        """Add to each kind that grows what it takes to reach its number."""
        for kind in KINDS:
            self.values[kind] = {name: one.value for name, one in self.documents[kind].items()}
            self.seen |= {kind + fold(one.text("titel")) for one in self.documents[kind].values()}
        for kind in GROWING:
            self._name(kind)
        for kind in GROWING:
            others = self._others(kind)
            for (of, name), like in self.origin.items():
                if of == kind:
                    self._fill(kind, name, like, others)
        for kind, name in sorted(self.retired):
            self._retire(kind, name)

    def _name(self, kind: str) -> None:
        """Give each entry to be a name, a code, and a fate."""
        real = [name for name, one in self.documents[kind].items() if not is_retired(one)]
        there = len(self.documents[kind])
        wanted = self.number * there // len(self.documents["instrumenten"])
        code = CODED.get(kind)
        if code is not None:
            used = max(int(one["code"][1:]) for one in self.values[kind].values())
            wanted = min(wanted, there + 10**code.most - 1 - used)
        for at in range(max(0, wanted - there)):
            like = real[at % len(real)]
            name = f"{like}-{at // len(real) + 2}"
            self.origin[kind, name] = like
            self.values[kind][name] = {"code": code.write(used + at + 1)} if code else {}
            if self.random.random() < LIVES["withdrawn"] + LIVES["split"]:
                self.retired.add((kind, name))

    def _others(self, kind: str) -> Mapping[str, Mapping[str, list[str]]]:
        """Pattern of a relation -> real id -> every active entry in its likeness, itself first."""
        found: dict[str, Mapping[str, list[str]]] = {}
        for relation in relations():
            if relation.kind == kind and relation.target in GROWING:
                alike: dict[str, list[str]] = {name: [name] for name in self.documents[relation.target]}
                for (of, name), like in self.origin.items():
                    if of == relation.target and (of, name) not in self.retired:
                        alike[like].append(name)
                found[relation.pattern] = alike
        return found

    def _fill(self, kind: str, name: str, like: str, others: Mapping[str, Mapping[str, list[str]]]) -> None:
        number = name.rpartition("-")[2]
        given = self.values[kind][name]
        made = {key: self._value(kind, key, value, number, others) for key, value in self._real(kind, like).items()}
        made |= given | {"titel": self._title(kind, made["titel"], number)}
        if "afkorting" in made:
            made["afkorting"] += number
        made["wijzigingen"] = self._changes(made.get("wijzigingen", []))
        if self.random.random() < LIVES["renamed"]:
            made["levensloop"] = {"was": [f"eerder-{name}"]}
        self.values[kind][name] = made

    def _real(self, kind: str, like: str) -> dict[str, Any]:
        return {
            key: value for key, value in self.documents[kind][like].value.items() if key not in ("id", "levensloop")
        }

    def _value(
        self, kind: str, path: str, value: Any, number: str, others: Mapping[str, Mapping[str, list[str]]]
    ) -> Any:
        key = path.rpartition(".")[2]
        if path.split(".", maxsplit=1)[0] in AS_IT_WAS:
            return value
        if isinstance(value, dict):
            return {
                name: self._value(kind, f"{path}.{name}", one, number, others)
                for name, one in value.items()
                if name not in ("was", *(parts.gone for parts in DIVIDED.values()))
            }
        if isinstance(value, list):
            return [self._value(kind, f"{path}.*", one, number, others) for one in value]
        if not isinstance(value, str):
            return value
        if path in others:
            return self.random.choice(others[path][value])
        if key == "url":  # what a situatie rests on must be known from elsewhere
            return value if kind == "situaties" else f"{value.rstrip('/')}/{number}"
        made = self._text(value) if value.count(" ") > 2 else value
        return made.replace(",", "") if path.startswith("zoekwoorden") else made  # else it would be a list of words

    def _text(self, text: str) -> str:
        made = self.words.like(text)
        while made in self.seen:
            made = self.words.like(text)
        self.seen.add(made)
        return made

    def _title(self, kind: str, title: str, number: str) -> str:
        made = f"{title.rstrip('.')} {number}" if title.count(" ") < 3 else title.rstrip(".")
        while (kind + fold(made)) in self.seen:
            made += f" {number}"
        self.seen.add(kind + fold(made))
        return made

    def _changes(self, real: list[Any]) -> list[Any]:
        """What was told of many at once, and for some a text of their own on a day of their own."""
        if not real or self.random.random() >= OWN_CHANGES:
            return real
        day = TODAY - timedelta(days=self.random.randrange(365 * YEARS))
        text = self._text("Aangepast na een tweede uitgave, met een nieuw adres.")
        if self.random.random() < NAMES_ANOTHER:
            text += f" Zie ook @{self.random.choice(list(self.values['instrumenten'].values()))['code']}."
        return [*real, {"datum": day, "tekst": text}]

    def _retire(self, kind: str, name: str) -> None:
        """Withdraw an entry, or split it, with what came in its place."""
        alike = [one for (of, one), like in self.origin.items() if of == kind and like == self.origin[kind, name]]
        alive = [self.origin[kind, name], *(one for one in alike if (kind, one) not in self.retired)]
        share = LIVES["split"] / (LIVES["withdrawn"] + LIVES["split"])
        split = len(alive) > 1 and self.random.random() < share
        day = TODAY - timedelta(days=self.random.randrange(365))
        life: dict[str, Any] = {
            "status": "gesplitst" if split else "vervallen",
            "reden": self._text("Er kwam een nieuwe uitgave, waarin dit een hoofdstuk is geworden."),
            "datum": day,
            "vervangen_door": self.random.sample(alive, 2 if split else 1),
        }
        entry = self.values[kind][name]
        entry["levensloop"] = life
        entry["wijzigingen"] = [
            *entry["wijzigingen"],
            {"datum": day, "tekst": self._text("Opgegaan in een nieuwe uitgave.")},
        ]


def texts(value: Any) -> Iterator[str]:
    """Every running text in plain values."""
    if isinstance(value, str):
        if value.count(" ") > 2:
            yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            if key not in AS_IT_WAS:
                yield from texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)


def generate(target: Path, number: int, root: Path = ROOT, seed: int = 9) -> dict[str, int]:
    """Lay out in `target`, which must not exist, a project like the one in `root` with `number` instrumenten.

    Gives how many entries of each kind it has. Fewer than `root` has is not possible: then it is as large as `root`.
    Its lock is not right yet: `infobox addresses --update` makes it so.
    """
    target.mkdir(parents=True)
    for name in ("docs", "links", "edities"):
        shutil.copytree(root / name, target / name)
    for name in ("mkdocs.yml", "adressen.lock"):
        shutil.copy(root / name, target / name)
    for name in ("infobox", "macros.py"):
        (target / name).symlink_to(ROOT / name)
    documents, chance = read_documents(root / "data"), random.Random(seed)  # noqa: S311 - no secret
    words = Words(chance)
    for kind in GROWING:
        for document in documents[kind].values():
            for text in texts(document.value):
                words.learn(text)
    growth = Growth(documents, number, chance, words)
    growth.grow()
    shutil.copytree(root / "data", target / "data")
    for kind, name in growth.origin:
        path = target / "data" / kind / f"{name}.yml"
        path.write_text(written(growth.values[kind][name]), encoding="utf-8")
    return {kind: len(values) for kind, values in growth.values.items()}


def written(value: Mapping[str, Any]) -> str:
    """An entry as YAML."""
    text: str = yaml.dump(dict(value), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
    assert len(text) < MOST_LETTERS
    return text


class _Dumper(yaml.SafeDumper):
    """Writes everything in full: our files know no anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=Path)
    parser.add_argument("number", type=int)
    parser.add_argument("--seed", type=int, default=9)
    options = parser.parse_args()
    for kind, count in generate(options.target, options.number, seed=options.seed).items():
        print(f"{count:6} {kind}")
