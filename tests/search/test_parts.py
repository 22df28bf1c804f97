"""An index in parts answers what a whole one answers, from a little of it; and says so when a part fails."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from infobox.catalogue.infobox import Infobox
from infobox.entries.docs import read_pages
from infobox.search.found import SearchDocument, documents
from infobox.search.pack import INDEX, WHOLE, pack
from infobox.search.script import WORKER
from tests.conftest import SAMPLE
from tests.search.generated import generated
from tests.search.node import ask

TYPED = (
    "meldcode", "meld code", "mildkode", "Meldcodes", "vader slaat kind", "signaalkart", "werkmap", "vbi", "i002",
    "standaard 2", "aspect 1 van standaard 2", "wegen veiligheid samen", "weegwijzer zaterdag", "kaart en gesprek",
    "wat moet ik doen als een kind bang is", "hij heeft een mes", "my father beats me", "huiselijkgeweldmelden",
    "weegwijzer inst", "xyqqzwk", "vegeligtijdspan", "het veiligheidsplan", "intervisie", "112", "s", "e-learning",
)  # fmt: skip


@pytest.fixture(scope="module")
def found(sample: Infobox) -> list[SearchDocument]:
    return documents(sample, read_pages(SAMPLE / "docs").values())


@pytest.fixture(scope="module")
def parts(sample: Infobox, found: list[SearchDocument], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return laid_out(tmp_path_factory.mktemp("parts"), pack(sample, found, whole=0))


def laid_out(folder: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def answers(site: Path, typed: Sequence[str], **more: Any) -> list[dict[str, Any]]:
    """What the page has in the end; how long it took and what was fetched is left out."""
    told = ask(site / WORKER, typed, settle=120, most=100, **more)
    return [{key: one for key, one in answer.items() if key not in ("milliseconds", "files")} for answer in told]


@pytest.fixture(scope="module")
def whole(sample: Infobox, found: list[SearchDocument], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return laid_out(tmp_path_factory.mktemp("whole"), pack(sample, found))


@pytest.mark.parametrize(("finished", "typed"), [(True, TYPED), (False, TYPED[::4])])
def test_an_index_in_parts_gives_the_same_answers(
    whole: Path, parts: Path, finished: bool, typed: Sequence[str]
) -> None:
    told = answers(whole, typed, finished=finished)
    assert answers(parts, typed, finished=finished) == told
    assert sum(bool(one["results"]) for one in told) > len(typed) / 4


def test_the_chooser_gets_the_same_addresses(whole: Path, parts: Path) -> None:
    typed = ["kaart", "weegwijzer", "samen wegen"]
    told = answers(parts, typed, below="instrumenten/")
    assert told == answers(whole, typed, below="instrumenten/")
    assert all(one["paths"] for one in told)


def test_only_a_large_site_comes_in_parts(sample: Infobox, found: list[SearchDocument]) -> None:
    assert len(found) < WHOLE
    assert "deel-" not in " ".join(pack(sample, found))
    assert "deel-" in " ".join(pack(sample, found, whole=0))


@pytest.mark.slow
def test_an_answer_takes_a_little_of_a_large_index(sample: Infobox, tmp_path: Path) -> None:
    site = laid_out(tmp_path, pack(sample, list(generated(sample, 1500))))
    [word] = ask(site / WORKER, ["signaalkaart"])
    assert word["results"]
    taken = sum((site / "zoeken" / name).stat().st_size for name in word["files"])
    assert taken < sum(path.stat().st_size for path in (site / "zoeken").iterdir()) / 4


def test_what_people_say_comes_after_a_first_answer(parts: Path) -> None:
    [first] = ask(parts / WORKER, ["hij heeft een mes bij mijn moeder"])
    assert first["danger"], "this is not waited for"
    assert "zinnen.json" in first["files"]
    assert not any(name.startswith("gezegd-") for name in first["files"])


def without(parts: Path, target: Path, name: str) -> Path:
    """A copy in which one sort of file cannot be read: a server that stumbles, not one that has another edition."""
    for path in parts.rglob("*"):
        if path.is_file():
            (target / path.relative_to(parts)).parent.mkdir(parents=True, exist_ok=True)
            text = "" if path.name.startswith(name) else path.read_text(encoding="utf-8")
            (target / path.relative_to(parts)).write_text(text, encoding="utf-8")
    return target


@pytest.mark.parametrize("name", ["deel-", "tekst-"])
def test_without_its_parts_it_says_that_searching_fails(parts: Path, tmp_path: Path, name: str) -> None:
    [answer] = ask(without(parts, tmp_path, name) / WORKER, ["signaalkaart"], settle=120)
    assert answer["failed"] is True
    assert answer["results"] == []


@pytest.mark.parametrize("name", ["zinnen", "gezegd-"])
def test_without_sentences_words_are_found_and_it_says_that_something_may_be_missing(
    parts: Path, tmp_path: Path, name: str
) -> None:
    [answer] = ask(without(parts, tmp_path, name) / WORKER, ["meldcode en signaalkaart"], settle=120)
    assert answer["partly"] is True
    assert answer["results"]


def test_files_of_two_builds_are_never_mixed(sample: Infobox, found: list[SearchDocument], tmp_path: Path) -> None:
    here, there = pack(sample, found, whole=0), pack(sample, found[:-1], whole=0)
    assert not {path for path in here if "-" in path} & {path for path in there if "-" in path}
    site = laid_out(tmp_path, {**here, INDEX: there[INDEX]})
    [answer] = ask(site / WORKER, ["meldcode"], settle=120)
    assert answer["failed"] is True, "the index is of another build than the parts"
    site = laid_out(tmp_path, {**here, "zoeken/zinnen.json": there["zoeken/zinnen.json"]})
    [answer] = ask(site / WORKER, ["hij heeft een mes"], settle=120)
    assert answer["failed"] is True, "the sentences are of another build than the index"


def test_an_index_of_before_is_fetched_anew(sample: Infobox, found: list[SearchDocument], tmp_path: Path) -> None:
    """A page that is open while the site is renewed: the parts that its index names are gone."""
    site = laid_out(tmp_path, pack(sample, found, whole=0))
    old = laid_out(tmp_path / "old", pack(sample, found[:-1], whole=0)) / INDEX
    [answer] = ask(site / WORKER, ["meldcode"], settle=120, once={"index.json": old})
    assert answer["results"][0]["path"] == "begrippen/#meldcode"
    assert answer["files"].count("index.json") == 2
