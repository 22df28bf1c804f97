"""The lock of addresses as a file: what is read in it, whatever happened to it, and how it is written."""

import os
import re
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from infobox.catalogue import lock
from infobox.catalogue.lock import END, Locked, lost, parse
from tests.conftest import ROOT
from tests.small_project import Small

RESTORE = "zet het terug zoals het op main staat: git checkout origin/main -- adressen.lock"
PUBLISHED = {"/": "docs/index.md", "/i001/": "instrumenten/een", "/i001/#a1": "instrumenten/een#a1"}
GOOD = lock.text(PUBLISHED)


def said(locked: Locked) -> list[str]:
    return [str(fault) for fault in locked.faults]


def owners(locked: Locked) -> dict[str, str]:
    return {address: owner for address, (owner, _) in locked.owners.items()}


def test_what_is_written_is_read_back_with_its_lines(tmp_path: Path) -> None:
    path = tmp_path / lock.NAME
    lock.update(path, dict(reversed(PUBLISHED.items())))
    assert path.read_text(encoding="utf-8") == GOOD
    assert GOOD.splitlines()[3:] == [
        "/ docs/index.md",
        "/i001/ instrumenten/een",
        "/i001/#a1 instrumenten/een#a1",
        "# einde",
    ]
    found = lock.read(path)
    assert (owners(found), found.faults) == (PUBLISHED, ())
    assert found.owners["/i001/"] == ("instrumenten/een", 5)
    assert [each.name for each in tmp_path.iterdir()] == [lock.NAME]


def test_a_write_that_fails_leaves_the_old_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / lock.NAME
    path.write_text(GOOD, encoding="utf-8")

    def full(_: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="no space"):
        lock.update(path, {"/": "docs/anders.md"})
    assert path.read_text(encoding="utf-8") == GOOD
    assert [each.name for each in tmp_path.iterdir()] == [lock.NAME]


def test_line_ends_of_windows_make_no_difference() -> None:
    assert parse(GOOD.replace("\n", "\r\n"), lock.NAME) == parse(GOOD, lock.NAME)


def test_codes_are_read_from_short_links_alone() -> None:
    locked = parse("/i1000/ instrumenten/een\n/i002/#a1 x\n/s01/atom.xml x\n/over/ docs/over.md\n# einde\n", lock.NAME)
    assert locked.codes == {"I1000": "instrumenten/een"}


def test_a_lock_that_is_missing_is_told(tmp_path: Path) -> None:
    found = lock.read(tmp_path / lock.NAME)
    assert said(found) == [f"adressen.lock:1:1: dit bestand ontbreekt; {RESTORE}"]
    assert found.owners == {}


def test_a_lock_that_is_no_utf_8_is_told(tmp_path: Path) -> None:
    (tmp_path / lock.NAME).write_bytes(GOOD.encode() + b"/caf\xe9/ docs/caf\xe9.md\n")
    assert said(lock.read(tmp_path / lock.NAME)) == [f"adressen.lock:1:1: dit bestand is geen UTF-8; {RESTORE}"]


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _link(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _dangling(path: Path) -> None:
    path.symlink_to("nergens")


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(lock.MOST + 1)


@pytest.mark.slow
@pytest.mark.parametrize(
    "line", ["onzin\n", "/een twee\n/een drie\n", "<<<<<<< a\n/a b\n=======\n/a c\n>>>>>>> main\n"]
)
def test_of_a_lock_of_nonsense_not_every_line_is_kept_in_memory(line: str) -> None:
    source = line * 20_000
    tracemalloc.start()
    try:
        found = parse(source, lock.NAME)
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(found.faults) == lock.MANY + 1
    assert re.search(r"nog \d+ regels die niet kloppen", found.faults[-1].message)
    assert kept < len(source) / 2


@pytest.mark.parametrize("make", [Path.mkdir, _pipe, _link, _dangling, _huge])
def test_what_is_no_lock_at_all_is_told_and_never_waited_for(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / lock.NAME)
    (told,) = said(lock.read(tmp_path / lock.NAME))
    assert told.startswith("adressen.lock:1:1: ")
    assert told.endswith(RESTORE)
    assert "ontbreekt" not in told


@pytest.mark.parametrize("source", ["", "\n\n", lock.HEADER, f"{lock.HEADER}{END}\n"])
def test_a_lock_that_is_empty_is_told(source: str) -> None:
    assert said(parse(source, lock.NAME)) == [f"adressen.lock:1:1: dit bestand is leeg; {RESTORE}"]


@pytest.mark.parametrize("kept", range(4, GOOD.count("\n")))
def test_a_lock_that_was_cut_short_is_told_and_what_is_left_counts(kept: int) -> None:
    lines = GOOD.splitlines(keepends=True)[:kept]
    found = parse("".join(lines), lock.NAME)
    assert said(found) == [
        f"adressen.lock:{kept}:1: het einde van dit bestand ('# einde') ontbreekt; {RESTORE}",
    ]
    assert len(found.owners) == kept - 3


def test_a_lock_that_was_cut_within_a_line_is_told() -> None:
    found = parse(GOOD[: GOOD.index("instrumenten/een") + 6], lock.NAME)
    assert [each.split("; ")[0] for each in said(found)] == [
        "adressen.lock:5:1: het einde van dit bestand ('# einde') ontbreekt",
    ]


@pytest.mark.parametrize("line", ["onzin", "/i002/", "i002 instrumenten/een", "/i002/ instrumenten/een ook", "\x00"])
def test_a_line_that_is_no_address_is_told_and_the_others_count(line: str) -> None:
    found = parse(GOOD.replace("/i001/ ", f"{line}\n/i001/ "), lock.NAME)
    assert said(found) == [f"adressen.lock:5:1: deze regel is geen adres met een onderwerp; {RESTORE}"]
    assert owners(found) == PUBLISHED


def test_the_same_address_twice_is_told_once_for_every_owner_too_many() -> None:
    found = parse("/x/ docs/a.md\n/x/ docs/b.md\n/x/ docs/a.md\n/x/ docs/c.md\n# einde\n", lock.NAME)
    taken = "het adres /x/ is volgens regel 1 van docs/a.md; haal deze regel weg; wie er eerst was, houdt het"
    assert said(found) == [f"adressen.lock:2:1: {taken}", f"adressen.lock:4:1: {taken}"]
    assert found.owners == {"/x/": ("docs/a.md", 1)}


def conflict(label: str, base: str = "") -> str:
    """A lock in which two branches gave out one address, as git leaves it; the second side is that of `label`."""
    return (
        f"/a/ docs/a.md\n<<<<<<< HEAD\n/i003/ instrumenten/kaart\n{base}=======\n/i003/ instrumenten/gids\n"
        f"/i004/ instrumenten/ander\n>>>>>>> {label}\n/z/ docs/z.md\n# einde\n"
    )


def test_every_conflict_marker_is_told_and_all_lines_between_them_count() -> None:
    found = parse(conflict("tak", base="||||||| 1f2e3d\n/b/ docs/b.md\n"), lock.NAME)
    markers = {2: "<<<<<<<", 4: "|||||||", 6: "=======", 9: ">>>>>>>"}
    assert [each for each in said(found) if "samenvoeging" in each] == [
        f"adressen.lock:{line}:1: hier is een samenvoeging van twee versies niet af; haal deze regel weg ({marker}); "
        "laat de regels met adressen eronder en erboven staan"
        for line, marker in markers.items()
    ]
    assert [each for each in said(found) if "samenvoeging" not in each] == [
        "adressen.lock:7:1: het adres /i003/ is volgens regel 3 van instrumenten/kaart; haal deze regel weg; "
        "wie er eerst was, houdt het"
    ]
    assert owners(found) == {
        "/a/": "docs/a.md",
        "/b/": "docs/b.md",
        "/i003/": "instrumenten/kaart",
        "/i004/": "instrumenten/ander",
        "/z/": "docs/z.md",
    }


@pytest.mark.parametrize("label", ["main", "origin/main", "upstream/main"])
def test_in_a_conflict_with_main_an_address_stays_whose_it_is_on_main(label: str) -> None:
    found = parse(conflict(label), lock.NAME)
    assert owners(found)["/i003/"] == "instrumenten/gids"
    assert [each for each in said(found) if "volgens" in each] == [
        "adressen.lock:3:1: het adres /i003/ is volgens regel 5 van instrumenten/gids; haal deze regel weg; "
        "wie er eerst was, houdt het"
    ]


@pytest.mark.parametrize("label", ["domain", "main-menu", "tak", "9f8e7d6 (tekst)"])
def test_in_any_other_conflict_who_stands_first_keeps_an_address(label: str) -> None:
    assert owners(parse(conflict(label), lock.NAME))["/i003/"] == "instrumenten/kaart"


def test_doing_what_each_finding_says_gives_a_whole_lock() -> None:
    """Every line that is told goes; the rest is a lock again."""
    for label in ("main", "tak"):
        source = conflict(label, base="||||||| 1f2e3d\n/b/ docs/b.md\n")
        told = {fault.line for fault in parse(source, lock.NAME).faults}
        lines = [line for number, line in enumerate(source.splitlines(), start=1) if number not in told]
        assert parse("\n".join(lines), lock.NAME).faults == ()


def test_lines_that_are_gone_are_lost_and_new_ones_and_new_owners_are_not() -> None:
    before = parse("/a/ docs/a.md\n/b/ docs/b.md\n/c/ docs/c.md\n# einde\n", lock.NAME)
    now = parse("/a/ docs/a.md\n/b/ docs/anders.md\n/d/ docs/d.md\n# einde\n", lock.NAME)
    assert [str(finding) for finding in lost(before, now)] == [
        f"adressen.lock:1:1: de regel '/c/ docs/c.md' is uit dit bestand verdwenen; {RESTORE}"
    ]
    assert list(lost(before, before)) == []


def test_the_lock_of_a_project_is_up_to_date_when_nothing_was_added(tmp_path: Path) -> None:
    small = Small(tmp_path / "project")
    before = small.lock.read_bytes()
    small.give_out()
    assert small.lock.read_bytes() == before


def test_the_lock_of_the_site_is_whole() -> None:
    assert said(lock.read(ROOT / lock.NAME)) == []
