"""What a run leaves on a disk: broken files block nobody, a full or closed one loses nothing, two are never at once."""

import errno
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infobox import disk
from infobox.__main__ import main
from infobox.links import command, hold
from infobox.links.engine import Settings
from infobox.links.evidence import Answer, Evidence
from infobox.links.run import DiskError, Journal
from infobox.links.state import LinkState, is_due, moment, read_state, salvage, update, write_state
from tests.links.conftest import DAY_ONE
from tests.links.server import Request, World
from tests.links.world import page

pytestmark = pytest.mark.slow

PAGES = [f"http://site-{number}.test/pagina" for number in range(6)]
NO_VISIT = "http://10.0.0.1/"  # refused at once: the shortest run
GOOD = Evidence("https://a.nl/", (Answer("https://a.nl/", 200, title="Een"),))
GONE = Evidence("https://b.nl/", (Answer("https://b.nl/", 404),))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small_world: tuple[World, Settings]) -> Path:
    """Six addresses that work, in a project where the next run is to be."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data" / "bronnen").mkdir(parents=True)
    (tmp_path / "docs").mkdir()
    (tmp_path / "links").mkdir()
    for number, url in enumerate(PAGES):
        (tmp_path / "data" / "bronnen" / f"b{number}.yml").write_text(f"url: {url}\n")
    (tmp_path / "docs" / "index.md").write_text(f"Zie <{NO_VISIT}>.\n")
    return tmp_path


RUN = [
    *("links", "run", "--pauses", "0", "--interval", "0", "--timeout", "2", "--contact", "https://a.nl"),
    *("--extra-domain", "test"),
]


def _run(capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str, list[str]]:
    code = main([*RUN, *more])
    said = capsys.readouterr()
    return code, said.out, said.err.splitlines()


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# The journal


def _journal(path: Path) -> bytes:
    journal = Journal.open(path, DAY_ONE)
    for evidence in (GOOD, GONE):
        journal.add(0, evidence)
    return path.read_bytes()


def test_a_journal_is_read_as_it_was_written(tmp_path: Path) -> None:
    before = _journal(tmp_path / "j.jsonl")
    journal = Journal.open(tmp_path / "j.jsonl", DAY_ONE + timedelta(hours=1))
    assert journal.seen == {"https://a.nl/": (0, GOOD), "https://b.nl/": (0, GONE)}
    assert journal.when == dict.fromkeys(journal.seen, moment(DAY_ONE))
    assert journal.note == ""
    assert (tmp_path / "j.jsonl").read_bytes() == before


@pytest.mark.parametrize(
    ("broken", "kept"),
    [
        (lambda lines: [lines[0], b'{"ronde": 0, "bewijs": 5}', *lines[1:]], 2),
        (lambda lines: [lines[0], b'{"ronde": "nul", "bewijs": {"address": "x"}}', *lines[1:]], 2),
        (lambda lines: [lines[0], b'{"ronde": 0}', b"[]", b"5", *lines[1:]], 2),
        (lambda lines: [lines[0], b"\xff\xfe", *lines[1:]], 2),
        (lambda lines: [lines[0], b"[" * 100_000, *lines[1:]], 2),
        (lambda lines: [lines[0], lines[1].replace(b"200", b'"veel"'), lines[2]], 1),
        (lambda lines: [b"onzin", *lines[1:]], 0),
        (lambda lines: [b'{"begonnen": 5}', *lines[1:]], 0),
        (lambda lines: [b'{"begonnen": "2026-99-99T99:99Z"}', *lines[1:]], 0),
        (lambda lines: [b"\0" * 4096], 0),
    ],
)
def test_what_is_broken_in_a_journal_is_set_aside_and_the_rest_is_used(
    tmp_path: Path, broken: Callable[[list[bytes]], list[bytes]], kept: int
) -> None:
    path = tmp_path / "staat.lopend.jsonl"
    lines = _journal(path).splitlines()
    raw = b"\n".join(broken(lines)) + b"\n"
    path.write_bytes(raw)
    journal = Journal.open(path, DAY_ONE)
    aside = "staat.lopend.kapot-20261121T0300Z.jsonl"
    assert len(journal.seen) == kept
    assert journal.note.startswith(f"{path} was kapot en heet nu {aside}; ")
    assert (tmp_path / aside).read_bytes() == raw
    assert path.exists() == bool(kept)
    again = Journal.open(path, DAY_ONE)
    assert (again.note, again.seen) == ("", journal.seen)


@pytest.mark.parametrize("cut", [1, 20, 200])
def test_a_line_that_a_kill_cut_off_costs_that_line_only(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "j.jsonl"
    path.write_bytes(_journal(path)[:-cut])
    journal = Journal.open(path, DAY_ONE)
    assert list(journal.seen) == ["https://a.nl/"]
    assert journal.note == ""
    journal.add(0, GONE)
    assert list(Journal.open(path, DAY_ONE).seen) == ["https://a.nl/", "https://b.nl/"]


@settings(deadline=None)
@given(st.data())
def test_whatever_a_journal_holds_it_is_opened(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "j.jsonl"
        raw = bytearray(_journal(path))
        for _ in range(data.draw(st.integers(0, 4))):
            at = data.draw(st.integers(0, len(raw)))
            raw[at : at + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=12))
        path.write_bytes(data.draw(st.sampled_from([bytes(raw), bytes(raw), data.draw(st.binary(max_size=60))])))
        journal = Journal.open(path, DAY_ONE)
        journal.add(0, GOOD)
        assert Journal.open(path, DAY_ONE).seen.keys() == journal.seen.keys()


@pytest.mark.parametrize("make", [lambda p: p.mkdir(), os.mkfifo, lambda p: p.symlink_to("nergens")])
def test_what_is_no_file_at_all_is_set_aside(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "j.jsonl")
    journal = Journal.open(tmp_path / "j.jsonl", DAY_ONE)
    assert journal.note
    journal.add(0, GOOD)
    assert list(Journal.open(tmp_path / "j.jsonl", DAY_ONE).seen) == ["https://a.nl/"]


@pytest.mark.parametrize("days", [-2, -1 / 12, 2])
def test_a_journal_of_another_day_is_not_used_not_even_of_one_to_come(tmp_path: Path, days: float) -> None:
    path = tmp_path / "j.jsonl"
    _journal(path)
    journal = Journal.open(path, DAY_ONE + timedelta(days=days))
    assert (journal.seen, journal.note, path.exists()) == ({}, "", False)


# The state


def _state(*days: int, evidence: Evidence = GONE) -> LinkState:
    state: LinkState | None = None
    for day in days:
        state = update(state, evidence, DAY_ONE + timedelta(days=day), "")
    assert state
    return state


def test_the_same_evidence_of_the_same_moment_counts_once() -> None:
    """A run that is killed after it wrote the state, and before it removed its journal, is finished by the next."""
    assert _state(0, 1, 1, 1) == _state(0, 1)


def test_a_state_of_days_to_come_is_checked_again_and_forgotten() -> None:
    ahead = _state(400, evidence=GOOD)
    assert is_due("https://a.nl/", ahead, DAY_ONE)
    assert not is_due("https://a.nl/", ahead, DAY_ONE + timedelta(days=400))
    later = update(_state(400, 401), GONE, DAY_ONE, "")
    assert later == _state(0)


BROKEN_STATES = [
    b"",
    b"{",
    b"[]",
    b"5",
    b'{"iets": 1}',
    b'{"adressen": []}',
    b'{"adressen": null}',
    b"\xff\xfe",
    b"[" * 100_000,
    b"\0" * 5000,
    b'<<<<<<< HEAD\n{"adressen": {}}\n',
    b'{"adressen": {"https://a.nl/": {"grootte": ' + b"9" * 5000 + b"}}}",
]


@pytest.mark.parametrize("raw", BROKEN_STATES)
def test_a_broken_state_is_set_aside_with_one_line_and_the_run_goes_on(
    project: Path, capsys: pytest.CaptureFixture[str], raw: bytes
) -> None:
    (project / "links" / "staat.json").write_bytes(raw)
    code, out, err = _run(capsys, "--only", "docs/index.md")
    assert (code, out) == (0, "1 van 7 adressen bezocht: 1 ongeldig.\n")
    assert len(err) == 1
    assert err[0].startswith("infobox: links/staat.json is kapot: ")
    aside = next(name for name in _names(project / "links") if "kapot" in name)
    assert f"het bestand heet nu {aside}; " in err[0]
    assert (project / "links" / aside).read_bytes() == raw
    assert _names(project / "links") == sorted([aside, "staat.json"])
    assert list(read_state(project / "links" / "staat.json")) == [NO_VISIT]


def test_of_a_state_what_is_whole_is_kept(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = project / "links" / "staat.json"
    fine = _state(-9, -8, evidence=GOOD)
    write_state(path, dict.fromkeys(PAGES, fine))
    written = json.loads(path.read_text())
    written["adressen"][PAGES[3]]["laatst_geprobeerd"] = "gisteren"
    path.write_text(json.dumps(written))
    code, _, err = _run(capsys, "--only", "docs/index.md")
    assert code == 0
    assert f"adressen > {PAGES[3]} > laatst_geprobeerd" in err[0]
    states = read_state(path)
    assert list(states) == [NO_VISIT, *(url for url in PAGES if url != PAGES[3])]
    assert list(states.values())[1:] == [fine] * 5


def test_a_pull_request_sets_nothing_aside(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "links" / "staat.json").write_bytes(b"{")
    for arguments in (
        ["init", "-q"],
        ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "x", "--allow-empty"],
    ):
        subprocess.run(["git", *arguments], check=True)
    code, out, err = _run(capsys, "--changed-since", "HEAD")
    assert (code, out) == (0, "0 van 7 adressen bezocht.\n")
    assert len(err) == 1
    assert _names(project / "links") == ["staat.json"]


@settings(deadline=None)
@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=5) | st.floats(),
        lambda x: (
            st.lists(x, max_size=3)
            | st.dictionaries(
                st.sampled_from(["adressen", "https://a.nl/", "klasse", "mislukt", "oordeel", "reeks", "x"]),
                x,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_whatever_a_state_holds_it_is_read(value: object) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "staat.json"
        path.write_text(json.dumps(value))
        states, _ = salvage(path)
        write_state(path, states)
        assert salvage(path) == (states, "")


# Two at once


def test_a_lock_is_held_by_one_and_ends_with_it(tmp_path: Path) -> None:
    slot = tmp_path / "staat.slot"
    with disk.alone(slot):
        assert slot.read_text() == f"{os.getpid()}\n"
        with pytest.raises(disk.BusyError, match=str(os.getpid())), disk.alone(slot):
            pass
        assert slot.exists()
    assert not slot.exists()
    with disk.alone(slot):
        pass


def test_of_two_runs_at_once_the_second_says_so_and_visits_nobody(
    project: Path, small_world: tuple[World, Settings], capsys: pytest.CaptureFixture[str]
) -> None:
    world, _ = small_world
    world.hosts["site-0.test"] = page(pagina=_silence)
    first = subprocess.Popen(
        [sys.executable, "-m", "infobox", *RUN[:-4], *RUN[-4:], "--timeout", "60"], stderr=subprocess.PIPE
    )
    journal = project / "links" / "staat.lopend.jsonl"
    _until(lambda: journal.exists() and journal.read_bytes().count(b"bewijs") == 6)
    seen = journal.read_bytes()
    visits = len(world.visits)
    code, out, err = _run(capsys)
    assert (code, out) == (2, "")
    assert err == [f"infobox: er loopt al een controle van deze links (proces {first.pid}); wacht tot die klaar is"]
    assert len(world.visits) == visits
    assert journal.read_bytes() == seen

    first.kill()  # and its lock is no more than a file
    first.communicate()
    assert (project / "links" / "staat.slot").exists()
    world.hosts["site-0.test"] = page()
    code, out, err = _run(capsys)
    assert (code, out, err) == (0, "7 van 7 adressen bezocht: 6 werkt, 1 ongeldig.\n", [])
    assert _names(project / "links") == ["staat.json"]
    assert [world.counts[url] for url in PAGES] == [2, 1, 1, 1, 1, 1]


def test_what_killed_processes_left_in_the_temporary_folder_is_removed_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    code = "from infobox.links.hold import scratch\nwith scratch() as home:\n  print(home, flush=True); input()"
    living, killed = (
        subprocess.Popen(
            [sys.executable, "-c", code],
            env={**os.environ, "TMPDIR": str(tmp_path)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for _ in range(2)
    )
    homes = [Path(process.stdout.readline().decode().strip()) for process in (living, killed) if process.stdout]
    killed.kill()
    killed.communicate()
    (tmp_path / "van-iemand-anders").mkdir()
    (tmp_path / "infobox-links-link").symlink_to(tmp_path / "van-iemand-anders")
    (tmp_path / "infobox-links-nieuw").mkdir()
    (tmp_path / "infobox-links-oud").mkdir()
    os.utime(tmp_path / "infobox-links-oud", (0, 0))
    assert all(home.exists() for home in homes)
    with hold.scratch() as mine:
        assert _names(tmp_path) == sorted(
            [homes[0].name, mine.name, "infobox-links-link", "infobox-links-nieuw", "van-iemand-anders"]
        )
    living.communicate(b"\n")
    assert not homes[0].exists()


def test_many_at_once_never_take_a_folder_of_the_living(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def work(_: int) -> bool:
        with hold.scratch() as home:
            (home / "bestand").write_text("x")
            time.sleep(0.001)
            return (home / "bestand").exists() and (home / hold.SLOT).exists()

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(400)))
    assert _names(tmp_path) == []


def test_what_a_killed_process_left_beside_a_file_is_removed(tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    for name in (f".staat.json.{gone.pid}", f".staat.json.{os.getpid()}", ".staat.json.x", f".ander.json.{gone.pid}"):
        (tmp_path / name).touch()
    hold.sweep_beside(tmp_path / "staat.json")
    assert f".staat.json.{gone.pid}" not in _names(tmp_path)
    assert len(_names(tmp_path)) == 3


# A disk that is full, or closed


def _silence(r: Request) -> None:
    r.wait(60)


def _until(true: Callable[[], bool], seconds: float = 300) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def _small_files(most: int) -> Callable[[], None]:
    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    return limit


def test_on_a_full_disk_what_was_seen_is_kept_and_the_next_run_goes_on(
    project: Path, small_world: tuple[World, Settings], capsys: pytest.CaptureFixture[str]
) -> None:
    """The system itself refuses the letters past a limit, in the middle of a line of the journal."""
    world, _ = small_world
    path = project / "links" / "staat.json"
    write_state(path, {PAGES[0]: _state(-9, evidence=GOOD)})
    before = path.read_bytes()
    other = Journal.open(project / "links" / "staat.lopend.jsonl", datetime.now(UTC))
    for number in range(150):
        other.add(0, Evidence(f"https://ander-{number}.nl/", (Answer(f"https://ander-{number}.nl/", 404),)))
    size = (project / "links" / "staat.lopend.jsonl").stat().st_size
    done = subprocess.run(
        [sys.executable, "-m", "infobox", *RUN],
        capture_output=True,
        text=True,
        preexec_fn=_small_files(size + 3000),
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "infobox: de schijf is vol (links/staat.lopend.jsonl); "
        "wat gezien is blijft bewaard, de volgende keer gaat het hier verder\n"
    )
    assert path.read_bytes() == before
    journal = Journal.open(project / "links" / "staat.lopend.jsonl", datetime.now(UTC))
    kept = journal.seen.keys() & set(PAGES)
    assert 0 < len(kept) < 6
    assert len(journal.seen.keys() - set(PAGES) - {NO_VISIT}) == 150
    assert journal.note == ""

    code, out, err = _run(capsys)
    assert (code, out, err) == (0, "7 van 7 adressen bezocht: 6 werkt, 1 ongeldig.\n", [])
    assert {url: world.counts[url] for url in kept} == dict.fromkeys(kept, 1)
    assert read_state(path)[PAGES[0]].eerst_gezien == "2026-11-12T03:00Z"
    assert _names(project / "links") == ["staat.json"]


def _refuse(number: int) -> Callable[..., None]:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return refuse


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "de schijf is vol"),
        (errno.EDQUOT, "de schijf is vol"),
        (errno.EROFS, "hier mag niet geschreven worden"),
        (errno.EIO, "schrijven of lezen lukt niet: Input/output error"),
    ],
)
def test_what_the_matter_is_with_a_disk_is_said_in_dutch(number: int, said: str) -> None:
    assert str(DiskError(Path("x"), OSError(number, os.strerror(number)))) == f"{said} (x)"


@pytest.mark.parametrize(("what", "where"), [("write_state", "links/staat.json"), ("write_whole", "verslag.md")])
def test_when_state_or_report_cannot_be_written_no_visit_is_made_twice(
    project: Path, small_world: tuple[World, Settings], capsys: pytest.CaptureFixture[str], what: str, where: str
) -> None:
    world, _ = small_world
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(command, what, _refuse(errno.ENOSPC))
        code, out, err = _run(capsys, "--report", "verslag.md", "--only", "data/bronnen/b0.yml")
    assert (code, out) == (2, "")
    assert err == [
        f"infobox: de schijf is vol ({where}); wat gezien is blijft bewaard, de volgende keer gaat het hier verder"
    ]
    visits = len(world.visits)
    code, out, err = _run(capsys, "--report", "verslag.md", "--only", "data/bronnen/b0.yml", "--due")
    assert (code, err) == (0, [])
    assert len(world.visits) == visits
    assert list(read_state(project / "links" / "staat.json")) == PAGES[:1]
    assert (project / "verslag.md").exists()


def test_without_room_for_a_temporary_folder_the_run_says_so(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "mkdtemp", _refuse(errno.ENOSPC))
    code, out, err = _run(capsys)
    assert (code, out, len(err)) == (2, "", 1)
    assert err[0].startswith(f"infobox: de schijf is vol ({tempfile.gettempdir()}); ")
    assert _names(project / "links") == []


@contextmanager
def _as_nobody() -> Iterator[None]:
    """Without the rights of root, who may write anywhere."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.mark.usefixtures("project")
def test_in_a_place_that_may_only_be_read_it_is_said_before_anybody_is_visited(
    small_world: tuple[World, Settings], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    world, _ = small_world
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "links").mkdir()
        (Path(folder) / "links" / "staat.json").write_text('{"adressen": {}}')
        (Path(folder) / "links").chmod(0o555)
        Path(folder).chmod(0o755)
        monkeypatch.chdir(folder)
        (Path(folder) / "data").mkdir()
        (Path(folder) / "docs").mkdir()
        with _as_nobody():
            code, out, err = _run(capsys)
        assert _names(Path(folder) / "links") == ["staat.json"]
        (Path(folder) / "links").chmod(0o755)
    assert (code, out) == (2, "")
    assert err == [
        "infobox: hier mag niet geschreven worden (links/staat.slot); "
        "wat gezien is blijft bewaard, de volgende keer gaat het hier verder"
    ]
    assert world.visits == []


def test_a_place_that_is_no_folder_is_told_in_one_line(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "bestand").touch()
    code, out, err = _run(capsys, "--state", "bestand/staat.json")
    assert (code, out, len(err)) == (2, "", 1)
    assert err[0].startswith("infobox: schrijven of lezen lukt niet: ")


def test_a_journal_that_cannot_be_written_raises_what_the_command_explains(tmp_path: Path) -> None:
    path = tmp_path / "links"
    path.touch()
    with pytest.raises(DiskError, match="schrijven of lezen lukt niet"):
        Journal(path / "j.jsonl", begun=moment(DAY_ONE)).add(0, GOOD)
