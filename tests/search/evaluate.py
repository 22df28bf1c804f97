"""How well the search finds what professionals type: `python -m tests.search.evaluate SITE [--material INDEX]`.

Per kind of query: hit@1, hit@3 and the mean reciprocal rank, for the rows that were tuned on and those set aside; with
--material also for the theme's own worker on its own index of the same content.
"""

import argparse
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from mkdocs.utils import get_theme_dir

from infobox.catalogue.dutch import first_letter
from infobox.catalogue.infobox import Infobox
from infobox.entries.kinds import entry_path
from tests.reading import infobox_of
from tests.search.node import WORKER, ask
from tests.search.rows import DANGER, OFF_TOPIC, Row, rows

DATA = Path(__file__).parents[2] / "data"


@dataclass(frozen=True)
class Outcome:
    """A row, the rank of the first right result (0: not found), how many results there were, and the first three."""

    row: Row
    rank: int
    results: int
    first: tuple[str, ...]


@dataclass(frozen=True)
class Score:
    """The measures of some outcomes; for off-topic words, `results` is what counts."""

    rows: int
    hit1: float
    hit3: float
    mrr: float
    results: float


def outcomes(
    answers: Iterable[Mapping[str, Any]], asked: Sequence[Row], infobox: Infobox, shared: bool = False
) -> list[Outcome]:
    """What became of each row. With `shared`, a part of a shared page that holds the entry is right too."""
    found = []
    for row, answer in zip(asked, answers, strict=True):
        expected = {_address(name, infobox) for name in row.expected if name != DANGER} - {""}
        if shared:
            expected |= {part for name in row.expected for part in _shared_part(name, infobox)}
        places = [_places(item) for item in answer["items"]]
        rank = next((number for number, place in enumerate(places, 1) if place & expected), 0)
        if DANGER in row.expected:
            rank = int(bool(answer.get("danger")))
        first = tuple(item[0]["location"] for item in answer["items"][:3])
        found.append(Outcome(row, rank, len(places), first))
    return found


def score(found: Sequence[Outcome]) -> Score:
    """Their measures together."""
    total = len(found)
    return Score(
        total,
        sum(outcome.rank == 1 for outcome in found) / total,
        sum(0 < outcome.rank <= 3 for outcome in found) / total,
        sum(1 / outcome.rank for outcome in found if outcome.rank) / total,
        sum(outcome.results for outcome in found) / total,
    )


def answerable(row: Row, infobox: Infobox) -> bool:
    """Whether something of what a row expects is still there; one that expects nothing always is."""
    return not row.expected or any(name == DANGER or _address(name, infobox) for name in row.expected)


def _address(name: str, infobox: Infobox) -> str:
    """Where an entry is by its code or kind/id, also one that has another name by now; '' when it is no more."""
    kind, _, entry_id = name.rpartition("/")
    if kind and entry_id in infobox.of_kind(kind):
        return entry_path(kind, entry_id)
    found = infobox.former_names.get((kind, entry_id)) or infobox.by_code.get(name)
    return entry_path(found[0], found[1].id) if found and found[1].id in infobox.of_kind(found[0]) else ""


def _shared_part(name: str, infobox: Infobox) -> set[str]:
    """What the theme's index knows of an entry without a page: the letter it stands under, the page with numbers."""
    kind, _, entry_id = name.partition("/")
    if kind == "begrippen":
        return {f"begrippen/#letter-{first_letter(infobox.begrippen[entry_id].titel).lower()}"}
    return {"hulp/"} if kind == "contacten" else set()


def _places(item: Sequence[Mapping[str, Any]]) -> set[str]:
    """Addresses that one result leads to: itself, and the page when it is an anchor of an entry that has one.

    The theme's own worker gives the parts of a page together; every part as good as the first counts for it.
    """
    best = item[0]["score"]
    shown = [part["location"] for part in item if part["score"] >= best]
    return {
        *shown,
        *(place.split("#")[0] for place in shown if place.split("/")[0] not in ("begrippen", "hulp", "bronnen")),
    }


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("--material", type=Path, metavar="INDEX", help="search_index.json of the theme's own plugin")
    parser.add_argument("--misses", action="store_true", help="list tuned rows that are not in the first three")
    parser.add_argument("--aside", action="store_true", help="show the kinds of the rows that were set aside")
    options = parser.parse_args()
    infobox = infobox_of(DATA, date.today())
    asked = [row for row in rows() if answerable(row, infobox)]
    typed = [row.typed for row in asked]
    answers = {"ours": ask(options.site / WORKER, typed)}
    searches = {"ours": outcomes(answers["ours"], asked, infobox)}
    if options.material:
        worker = next((Path(get_theme_dir("material")) / "assets/javascripts/workers").glob("search.*.min.js"))
        answers["Material"] = ask(worker, typed, setup=options.material)
        searches["Material"] = outcomes(answers["Material"], asked, infobox, shared=True)
    for name, found in searches.items():
        for file in dict.fromkeys(row.file for row in asked):
            for title, half in (("tuned on", False), ("set aside", True)):
                chosen = [o for o in found if o.row.file == file and o.row.set_aside is half]
                print(f"\n{name}, {file}, rows {title}\n{'kind':22} rows  hit@1  hit@3    MRR")
                if not half or options.aside:
                    for kind in dict.fromkeys(o.row.kind for o in chosen):
                        _line(kind, score([o for o in chosen if o.row.kind == kind]))
                _line("all but off-topic", score([o for o in chosen if o.row.kind != OFF_TOPIC]))
                _line(OFF_TOPIC, score([o for o in chosen if o.row.kind == OFF_TOPIC]))
        alarms = [
            row.typed
            for row, answer in zip(asked, answers[name], strict=True)
            if answer.get("danger") and DANGER not in row.expected
        ]
        print(f"\n{len(alarms)} alarms at rows that are no danger of {len(asked)}")
        if options.misses:
            for o in found:
                if not o.row.set_aside and o.row.expected and not 0 < o.rank <= 3:
                    print(f"{o.row.file}, {o.row.kind}: {o.row.typed!r} gave {', '.join(o.first) or 'nothing'}")
            print(
                *(
                    f"alarm: {text!r}"
                    for row, text in zip(asked, typed, strict=True)
                    if not row.set_aside and text in alarms
                ),
                sep="\n",
            )


def _line(kind: str, measured: Score) -> None:
    if kind == OFF_TOPIC:
        print(f"{kind:22} {measured.rows:4}  {measured.results:.2f} results on average")
    else:
        print(f"{kind:22} {measured.rows:4}  {measured.hit1:5.2f}  {measured.hit3:5.2f}  {measured.mrr:5.2f}")


if __name__ == "__main__":
    main()
