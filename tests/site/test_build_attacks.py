"""A build under attack: killed, beside another one, without room, rights, letters or templates. The old site stays."""

import json
import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from infobox import clock
from infobox.disk import alone
from infobox.entries.kinds import SHOWN
from infobox.links.state import STATE, StateError, read_state
from infobox.site.build import EARLIER, OURS, BuildError, build, mend
from tests.conftest import TODAY
from tests.site.kills import files_of, rounds, start
from tests.site_fixtures import lay_out_sample

pytestmark = pytest.mark.slow

OLD = {"index.html": b"yesterday", OURS: b""}


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A project that MkDocs can build in a second and that shows no entry, with a site of yesterday."""
    root = tmp_path / "project"
    (root / "docs").mkdir(parents=True)
    (root / "docs" / "index.md").write_text("# Leeg\n", encoding="utf-8")
    hook = "import os\nfrom infobox.site.build import report\n\n\ndef on_config(config):\n"
    (root / "hook.py").write_text(f"{hook}    report(counts={dict.fromkeys(SHOWN, 0)!r})\n", encoding="utf-8")
    (root / "mkdocs.yml").write_text("site_name: Leeg\nplugins: []\nhooks: [hook.py]\n", encoding="utf-8")
    _old_site(root)
    return root


@pytest.fixture
def sample_root(tmp_path: Path) -> Path:
    """The sample as a project of its own, with a site of yesterday."""
    _old_site(root := lay_out_sample(tmp_path / "sample"))
    return root


def _old_site(root: Path) -> None:
    (root / "site").mkdir()
    for name, content in OLD.items():
        (root / "site" / name).write_bytes(content)


def run(
    root: Path, *arguments: str, prefix: tuple[str, ...] = (), environment: Mapping[str, str] | None = None
) -> tuple[int, str]:
    """`infobox` as a person runs it: the exit code, and all it said."""
    done = subprocess.run(
        [*prefix, sys.executable, "-m", "infobox", *arguments],
        cwd=root,
        env=os.environ | {clock.TODAY: TODAY.isoformat()} | dict(environment or {}),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    return done.returncode, done.stdout + done.stderr


def assert_one_line(said: str) -> None:
    """What a failing build says: that it did not build, and why; never a traceback."""
    assert "Traceback" not in said
    first, why = said.strip().splitlines()
    assert first == "infobox: de site is niet gebouwd"
    assert why


def nothing_left(root: Path) -> bool:
    return [path.name for path in root.iterdir() if path.name.startswith(("site.", ".site"))] == []


def test_kills_in_the_swap_of_real_builds_lose_no_site(tmp_path: Path) -> None:
    hit, _, lost = rounds(lay_out_sample(tmp_path / "sample"), 2, random.Random(7))  # noqa: S311
    assert (lost, hit) == ([], 2)


def test_a_kill_between_the_two_renames_is_mended_by_the_next_build_even_when_that_fails(empty: Path) -> None:
    (empty / "site").rename(empty / "site.oud")
    (empty / "docs" / "index.md").write_text("[nergens](nergens.md)\n", encoding="utf-8")
    with pytest.raises(BuildError):
        build(empty, empty / "site")
    assert files_of(empty / "site") == OLD
    assert nothing_left(empty)


def test_what_was_half_deleted_never_comes_back_as_a_site(empty: Path) -> None:
    """Killed while the old site was deleted; then somebody threw the new one away."""
    (empty / "site" / "index.html").unlink()
    (empty / "site").rename(empty / "site.weg")
    mend(empty / "site")
    assert not (empty / "site").exists()
    assert nothing_left(empty)


def test_a_swap_that_cannot_be_finished_is_undone(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.rename

    def rename(self: Path, to: Path) -> Path:
        if self.name == "site.nieuw":
            raise OSError(13, "Permission denied", str(to))
        return real(self, to)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(BuildError, match=r"u hebt hier de rechten niet voor \('.*/site'\); de site is zoals zij was"):
        build(empty, empty / "site")
    assert files_of(empty / "site") == OLD
    assert nothing_left(empty)


@pytest.mark.parametrize("name", ["site.oud", "site.nieuw", "site.weg"])
def test_a_folder_of_somebody_else_beside_the_site_is_not_deleted(empty: Path, name: str) -> None:
    (empty / name).mkdir()
    (empty / name / "vakantie.jpg").write_bytes(b"x")
    code, said = run(empty, "build")
    assert code == 2
    assert_one_line(said)
    assert "is niet van ons en staat in de weg; geef het een andere naam" in said
    assert files_of(empty / name) == {"vakantie.jpg": b"x"}
    assert files_of(empty / "site") == OLD


def test_a_link_beside_the_site_is_not_followed(empty: Path, tmp_path: Path) -> None:
    (tmp_path / "elders").mkdir()
    (tmp_path / "elders" / OURS).touch()
    (empty / "site.nieuw").symlink_to(tmp_path / "elders")
    (empty / ".site.bezig").symlink_to(tmp_path / "elders" / OURS)
    code, said = run(empty, "build")
    assert code == 2
    assert_one_line(said)
    (empty / ".site.bezig").unlink()
    code, said = run(empty, "build")
    assert code == 2
    assert_one_line(said)
    assert (tmp_path / "elders" / OURS).is_file()


@pytest.mark.parametrize("site", [".", "..", "/", "docs", "docs/site", "data/x", "foto"])
def test_a_place_where_no_site_can_be_is_refused_and_left_alone(empty: Path, site: str) -> None:
    (empty / "foto").mkdir()
    (empty / "foto" / "vakantie.jpg").write_bytes(b"x")
    (empty / "data").mkdir()
    before = files_of(empty)
    code, said = run(empty, "build", "--site", site)
    assert code == 2
    assert_one_line(said)
    assert files_of(empty) == before


@pytest.mark.parametrize("mark", [OURS, str(EARLIER), ""])
def test_a_site_of_ours_is_replaced_also_when_an_earlier_version_built_it(empty: Path, mark: str) -> None:
    shutil.rmtree(empty / "site")
    (empty / "site").mkdir()
    if mark:
        (empty / "site" / mark).parent.mkdir(exist_ok=True)
        (empty / "site" / mark).touch()
        (empty / "site" / "index.html").touch()
    build(empty, empty / "site")
    assert "Leeg" in (empty / "site" / "index.html").read_text(encoding="utf-8")
    assert not (empty / "site" / "zoeken").exists()
    assert (empty / "site" / OURS).is_file()
    assert nothing_left(empty)


def test_the_report_of_a_build_does_not_write_over_a_file_of_somebody_else(empty: Path) -> None:
    (empty / "site.nieuw.json").write_text("van mij", encoding="utf-8")
    (empty / "site.json").write_text("van mij", encoding="utf-8")
    build(empty, empty / "site")
    assert (empty / "site.nieuw.json").read_text(encoding="utf-8") == "van mij"
    assert (empty / "site.json").read_text(encoding="utf-8") == "van mij"
    assert [path.name for path in (empty / "site").iterdir() if path.name.startswith(".")] == [OURS]


def test_two_builds_at_once_end_well_or_say_who_is_busy(empty: Path) -> None:
    both = [start(empty), start(empty)]
    codes = sorted(process.wait(timeout=60) for process in both)
    assert codes in ([0, 0], [0, 2])
    assert "Leeg" in (empty / "site" / "index.html").read_text(encoding="utf-8")
    assert nothing_left(empty)


def test_who_has_to_wait_hears_for_which_process(empty: Path) -> None:
    with alone(empty / ".site.bezig"):
        code, said = run(empty, "build")
    assert code == 2
    assert_one_line(said)
    assert f"een andere bouw is bezig met '{empty / 'site'}' (proces {os.getpid()}); wacht" in said
    assert files_of(empty / "site") == OLD
    assert nothing_left(empty)


@pytest.mark.parametrize("left", ["", "1\n", "999999999\n", "onzin" * 1000, "\0\xff"])
def test_a_lock_that_was_left_behind_blocks_nobody(empty: Path, left: str) -> None:
    (empty / ".site.bezig").write_text(left, encoding="latin-1")
    build(empty, empty / "site")
    assert nothing_left(empty)


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_something_else_in_the_place_of_the_lock_is_told(empty: Path, make: Callable[[Path], None]) -> None:
    make(empty / ".site.bezig")
    code, said = run(empty, "build")
    assert code == 2
    assert_one_line(said)
    assert files_of(empty / "site") == OLD


def test_while_mkdocs_of_a_killed_build_still_writes_no_other_build_starts(empty: Path) -> None:
    go = empty / "go"
    hook = (empty / "hook.py").read_text(encoding="utf-8")
    wait = f"    import time\n    open({str(empty / 'waiting')!r}, 'w')\n    while not os.path.exists({str(go)!r}):"
    (empty / "hook.py").write_text(f"{hook}{wait}\n        time.sleep(0.01)\n", encoding="utf-8")
    process = start(empty)
    until = time.monotonic() + 30
    while not (empty / "waiting").exists() and time.monotonic() < until:
        time.sleep(0.01)
    process.kill()
    process.wait()
    with pytest.raises(BuildError, match=rf"een andere bouw is bezig met .* \(proces {process.pid}\)"):
        build(empty, empty / "site")
    go.touch()
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            build(empty, empty / "site")
            break
        except BuildError:
            time.sleep(0.05)
    assert nothing_left(empty)
    assert "Leeg" in (empty / "site" / "index.html").read_text(encoding="utf-8")


AS_NOBODY = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")


def test_a_place_where_nothing_can_be_written_is_told_and_left_alone(empty: Path) -> None:
    prefix = AS_NOBODY if os.geteuid() == 0 else ()
    empty.chmod(0o555)
    for parent in empty.parents[:3]:
        parent.chmod(parent.stat().st_mode | 0o555)
    try:
        code, said = run(empty, "build", prefix=prefix)
    finally:
        empty.chmod(0o755)
    assert code == 2
    assert_one_line(said)
    assert "schrijven lukt niet: u hebt hier de rechten niet voor" in said
    assert files_of(empty / "site") == OLD


@pytest.mark.parametrize("event", ["on_config(config)", "on_post_build(config)"])
def test_a_full_disk_in_the_middle_of_a_build_is_one_line(empty: Path, event: str) -> None:
    full = f"\n\ndef {event}:\n    raise OSError(28, os.strerror(28), 'site.nieuw/index.html')\n"
    (empty / "hook.py").write_text(f"import os\n{full}", encoding="utf-8")
    code, said = run(empty, "build")
    assert code == 2
    assert_one_line(said)
    assert "schrijven of lezen lukt niet: de schijf is vol" in said
    assert files_of(empty / "site") == OLD
    assert nothing_left(empty)


def test_a_template_that_is_not_there_is_named(empty: Path) -> None:
    load = "jinja2.Environment(loader=jinja2.DictLoader({})).get_template('weg.html')"
    (empty / "hook.py").write_text(f"import jinja2\n\n\ndef on_config(config):\n    {load}\n", encoding="utf-8")
    code, said = run(empty, "build")
    assert code == 2
    assert_one_line(said)
    assert said.strip().endswith("het sjabloon 'weg.html' ontbreekt")
    assert files_of(empty / "site") == OLD


def test_a_fault_of_ours_in_mkdocs_is_a_line_and_no_traceback(empty: Path) -> None:
    (empty / "hook.py").write_text("def on_config(config):\n    raise KeyError('kapot')\n", encoding="utf-8")
    code, said = run(empty, "build")
    assert code == 2
    assert_one_line(said)
    assert "kapot" in said
    assert files_of(empty / "site") == OLD


LETTERS = {"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


def test_a_terminal_without_our_letters_gets_every_finding_and_the_right_code(sample_root: Path) -> None:
    page = sample_root / "docs" / "over.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n{{ standaard('één…') }}\n", encoding="utf-8")
    for command in ("check", "build"):
        code, said = run(sample_root, command, environment=LETTERS)
        assert (code, "Traceback" in said) == (1, False)
        assert "standaard '\\xe9\\xe9n\\u2026' bestaat niet" in said
    assert files_of(sample_root / "site") == OLD


def test_a_web_server_can_read_what_is_built_under_a_strict_umask(empty: Path) -> None:
    for umask in (0o077, 0o777):
        before = os.umask(umask)
        try:
            build(empty, empty / "site")
        finally:
            os.umask(before)
        modes = {(path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in (empty / "site").rglob("*")}
        assert modes == {(True, 0o755), (False, 0o644)}
        assert stat.S_IMODE((empty / "site").stat().st_mode) == 0o755


ADDRESS = "https://www.voorbeeld.nl/"
GOOD_STATE = {
    "klasse": "goed",
    "oordeel": "werkt",
    "eerst_gezien": "2026-11-01T03:00Z",
    "laatst_geprobeerd": "2026-11-01T03:00Z",
}


def _tampered() -> Iterator[tuple[str, bytes]]:
    yield "not json", b"{"
    yield "not utf-8", b'{"adressen": "\xff"}'
    yield "nothing", b""
    yield "a list", b"[]"
    yield "deep", b"[" * 200_000
    yield "deep inside", b'{"adressen": {"a": ' + b'{"a":' * 100_000
    for key, value in {
        "klasse": 5,
        "oordeel": "stuk<script>",
        "eerst_gezien": None,
        "laatst_geprobeerd": "2026-99-99T99:99Z",
        "laatst_goed": "gisteren",
        "mislukt": [["gisteren", "weg"]],
        "reeks": "1",
        "titel": {"a": 1},
        "grootte": 1e400,
        "onbekend": 1,
    }.items():
        text = json.dumps({"adressen": {ADDRESS: {**GOOD_STATE, key: value}}})
        yield f"{key} of a wrong kind", text.encode()


@pytest.mark.parametrize(("name", "content"), [pytest.param(*each, id=each[0]) for each in _tampered()])
def test_a_state_that_was_tampered_with_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / "staat.json").write_bytes(content)
    with pytest.raises(StateError, match=r"staat\.json is geen staat van links: "):
        read_state(tmp_path / "staat.json")


def _100_mb(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _broken_link(path: Path) -> None:
    path.symlink_to("nergens")


def _fifo(path: Path) -> None:
    os.mkfifo(path)


@pytest.mark.parametrize("make", [_100_mb, _fifo, Path.mkdir, _device, _broken_link])
def test_a_state_that_is_no_ordinary_file_is_refused_unread(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "staat.json")
    with pytest.raises(StateError, match=r"staat\.json is geen staat van links: (dit is geen gewoon|het bestand is)"):
        read_state(tmp_path / "staat.json")


@pytest.mark.parametrize("make", [_fifo, lambda path: path.write_bytes(b"[" * 200_000)])
def test_a_state_that_cannot_be_used_stops_the_build_in_a_line(
    sample_root: Path, make: Callable[[Path], object]
) -> None:
    (path := sample_root / STATE).unlink()
    make(path)
    code, said = run(sample_root, "build")
    assert code == 2
    assert_one_line(said)
    assert "links/staat.json is geen staat van links" in said
    assert files_of(sample_root / "site") == OLD


def test_a_state_from_the_future_is_shown_as_what_it_is_and_stops_nothing(sample_root: Path) -> None:
    text = (sample_root / STATE).read_text(encoding="utf-8").replace("2026-", "2999-")
    (sample_root / STATE).write_text(text, encoding="utf-8")
    code, said = run(sample_root, "build")
    assert (code, "Traceback" in said) == (0, False)


def test_who_stops_a_build_sees_no_traceback_and_keeps_the_site(empty: Path) -> None:
    hook = (empty / "hook.py").read_text(encoding="utf-8")
    wait = f"    import time\n    open({str(empty / 'waiting')!r}, 'w')\n    time.sleep(30)\n"
    (empty / "hook.py").write_text(hook + wait, encoding="utf-8")
    process = subprocess.Popen(  # what is started in the background may be deaf to SIGINT, and its children with it
        [sys.executable, "-m", "infobox", "build"],
        cwd=empty,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no threads here
    )
    until = time.monotonic() + 30
    while not (empty / "waiting").exists() and time.monotonic() < until:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 130
    assert said.decode() == "infobox: afgebroken\n"
    assert files_of(empty / "site") == OLD
    assert nothing_left(empty)
