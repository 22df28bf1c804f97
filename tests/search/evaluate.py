"""How well the search finds what people type: `python -m tests.search.evaluate [SITE] [--material INDEX]`.

Per kind of query: hit@1, hit@3 and the mean reciprocal rank, for the rows that may be tuned on; with --aside also for
those that were set aside, whose rows are never printed; with --material also for the theme's own worker on its own
index of the same content. Without a built site, the files of the search are made from the data as it stands.
"""

import argparse
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from mkdocs.utils import get_theme_dir

from infobox.catalogue.dutch import first_letter
from infobox.catalogue.infobox import Infobox
from infobox.entries.kinds import entry_path
from infobox.search.found import documents
from infobox.search.pack import pack
from infobox.site import project
from tests.search.node import WORKER, ask
from tests.search.rows import DANGER, NO_DANGER, OFF_TOPIC, Row, rows

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Outcome:
    """A row, the rank of the first right result (0: not found), how many results, the first three, and the alarm."""

    row: Row
    rank: int
    results: int
    first: tuple[str, ...]
    flagged: bool


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
        items = _items(answer)
        places = [_places(item) for item in items]
        rank = next((number for number, place in enumerate(places, 1) if place & expected), 0)
        flagged = bool(answer.get("danger"))
        if DANGER in row.expected:
            rank = int(flagged)
        first = tuple(item[0]["location"] for item in items[:3])
        found.append(Outcome(row, rank, answer.get("total", len(places)), first, flagged))
    return found


def _items(answer: Mapping[str, Any]) -> list[list[dict[str, Any]]]:
    """The results as the theme's own worker gives them: for each entry, the parts that were found."""
    if "items" in answer:
        items: list[list[dict[str, Any]]] = answer["items"]
        return items
    return [[{"location": result["path"], "score": result["score"]}] for result in answer["results"]]


def score(found: Sequence[Outcome]) -> Score:
    """Their measures together."""
    total = max(1, len(found))
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


def fresh(target: Path) -> Path:
    """The files of the search in `target`, made from data and docs as they stand; gives the worker."""
    made = project.read(ROOT / "data", ROOT / "docs", date.today())
    for path, text in pack(made.infobox, documents(made.infobox, made.pages.values())).items():
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_text(text, encoding="utf-8")
    return target / WORKER


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path, nargs="?")
    parser.add_argument("--material", type=Path, metavar="INDEX", help="search_index.json of the theme's own plugin")
    parser.add_argument("--misses", action="store_true", help="list tuned rows that are not found first")
    parser.add_argument("--aside", action="store_true", help="show the measures of the rows that were set aside")
    options = parser.parse_args()
    infobox = project.read(ROOT / "data", ROOT / "docs", date.today()).infobox
    asked = [row for row in rows() if answerable(row, infobox) and (options.aside or not row.set_aside)]
    typed = [row.typed for row in asked]
    with tempfile.TemporaryDirectory() as folder:
        worker = options.site / WORKER if options.site else fresh(Path(folder))
        searches = {"ours": outcomes(ask(worker, typed), asked, infobox)}
    if options.material:
        worker = next((Path(get_theme_dir("material")) / "assets/javascripts/workers").glob("search.*.min.js"))
        searches["Material"] = outcomes(ask(worker, typed, setup=options.material), asked, infobox, shared=True)
    for name, found in searches.items():
        for file in dict.fromkeys(row.file for row in asked):
            for title, half in (("tuned on", False), ("set aside", True)):
                if chosen := [o for o in found if o.row.file == file and o.row.set_aside is half]:
                    _table(f"{name}, {file}, rows {title}", chosen)
        if options.misses:
            _misses([o for o in found if not o.row.set_aside])


def _table(title: str, found: Sequence[Outcome]) -> None:
    print(f"\n{title}\n{'kind':22} rows  hit@1  hit@3    MRR")
    for kind in dict.fromkeys(o.row.kind for o in found):
        _line(kind, score([o for o in found if o.row.kind == kind]))
    _line("all that has an answer", score([o for o in found if o.row.expected]))
    calm = [o for o in found if DANGER not in o.row.expected]
    print(f"flagged without danger: {sum(o.flagged for o in calm)} of {len(calm)}")


def _line(kind: str, measured: Score) -> None:
    if kind in (OFF_TOPIC, NO_DANGER):
        print(f"{kind:22} {measured.rows:4}  {measured.results:.2f} results on average")
    else:
        print(f"{kind:22} {measured.rows:4}  {measured.hit1:5.2f}  {measured.hit3:5.2f}  {measured.mrr:5.2f}")


def _misses(found: Sequence[Outcome]) -> None:
    for o in found:
        at = f"{o.row.file}, {o.row.kind}: {o.row.typed!r}"
        if o.row.expected and o.rank != 1:
            print(f"{at} at {o.rank} gave {', '.join(o.first) or 'nothing'}; wanted {', '.join(o.row.expected)}")
        if o.row.kind == OFF_TOPIC and o.results:
            print(f"{at} gave {', '.join(o.first)}")
        if o.flagged and DANGER not in o.row.expected:
            print(f"{at} was flagged")


if __name__ == "__main__":
    main()
