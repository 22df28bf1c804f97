"""Runs that are killed at moments nobody chose: `python -m tests.links.kills 50` counts what is lost."""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from infobox.links.evidence import Answer, Evidence
from infobox.links.state import LinkState, read_state, update, write_state
from tests.links.server import World, overlapping, running
from tests.links.world import page, says

HOSTS = 8
LONGEST = 2.5  # seconds after its first request in which a run is killed, on a quiet machine about all of it
MOST_KILLS = 6  # in one run; then it may come to its end
BEFORE = datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(days=20)


@dataclass
class Count:
    """What was done, and what was lost by it."""

    kills: int = 0
    runs: int = 0
    at_work: int = 0  # kills of a run that had begun to visit
    losses: list[str] = field(default_factory=list)


def kill(number: int, seed: int, folder: Path) -> Count:
    """Kill runs `number` times, each going on where the last was killed; count what was lost at every kill and end."""
    chance = random.Random(seed)  # noqa: S311  # moments, not secrets
    count = Count()
    while count.kills < number:
        project = folder / f"run-{count.runs}"
        _one_run(project, chance, count, min(MOST_KILLS, number - count.kills))
        count.runs += 1
    return count


def _one_run(project: Path, chance: random.Random, count: Count, kills: int) -> None:
    world = World({f"site-{n}.test": page() for n in range(HOSTS)}, delay=0.02)
    world.hosts["site-1.test"] = page(pagina=says(404))
    urls = [f"http://site-{n}.test/{name}" for n in range(HOSTS) for name in ("pagina", "nieuw")]
    (project / "data" / "bronnen").mkdir(parents=True)
    (project / "docs").mkdir()
    for place in (project.parent, project, project / "tmp"):  # LinkChecker started as root goes on as nobody
        place.mkdir(exist_ok=True)
        place.chmod(0o755)
    for number, url in enumerate(urls):
        (project / "data" / "bronnen" / f"b{number}.yml").write_text(f"url: {url}\n")
    path = project / "links" / "staat.json"
    known = {url: _known(url) for url in urls}
    write_state(path, known)
    before = path.read_bytes()
    with running(world):
        process, asked, noted = _start(world, project), 0, dict[str, int]()
        while kills and _alive_after_a_while(process, world, chance):
            os.kill(process.pid, signal.SIGKILL)
            process.communicate()
            kills -= 1
            count.kills += 1
            count.at_work += sum(world.counts.values()) > asked
            count.losses += _after_kill(project, before)
            noted |= {url: world.counts[url] for url in _journalled(project) if url not in noted}
            process, asked = _start(world, project), sum(world.counts.values())
        count.losses += _at_the_end(project, world, known, process.communicate())
        count.losses += [f"{url} was noted, and asked again" for url, n in noted.items() if world.counts[url] != n]


def _alive_after_a_while(process: "subprocess.Popen[str]", world: World, chance: random.Random) -> bool:
    """Wait: one time in five from the start, else from its first request on. Whether there is anything to kill."""
    asked = sum(world.counts.values())
    if chance.random() > 0.2:
        while process.poll() is None and sum(world.counts.values()) == asked:
            time.sleep(0.01)
    time.sleep(chance.uniform(0, LONGEST))
    return process.poll() is None


def _start(world: World, project: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "infobox", "links", "run", "--pauses", "0,0", "--interval", "0", "--timeout", "5"),
            *("--contact", "https://a.nl", "--extra-domain", "test"),
        ],
        cwd=project,
        env={
            **os.environ,
            **world.environment,
            "TMPDIR": str(project / "tmp"),
            "PYTHONPATH": os.pathsep.join([str(_root()), os.environ.get("PYTHONPATH", "")]),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _root() -> Path:
    return Path(__file__).parents[2]


def _known(url: str) -> LinkState:
    state = update(None, Evidence(url, (Answer(url, 200, title="Toen"),)), BEFORE, "")
    return update(state, Evidence(url, (Answer(url, 404),)), BEFORE + timedelta(days=1), "")


def _after_kill(project: Path, before: bytes) -> list[str]:
    """What a kill broke: a state that is half a state, a journal that is not what was seen."""
    losses = []
    path, journal = project / "links" / "staat.json", project / "links" / "staat.lopend.jsonl"
    try:
        read_state(path)
    except Exception as error:
        losses.append(f"the state cannot be read: {error}")
    if journal.exists():
        for line in journal.read_bytes().split(b"\n")[:-1]:
            json.loads(line)
    elif path.read_bytes() != before and not _finished(path):
        losses.append("the state changed, and the run was not over")
    return losses


def _journalled(project: Path) -> list[str]:
    """What was seen and need not be asked again: the one that fails is, in the second pass."""
    journal = project / "links" / "staat.lopend.jsonl"
    lines = journal.read_bytes().split(b"\n")[1:-1] if journal.exists() else []
    return [url for line in lines if (url := json.loads(line)["bewijs"]["address"]) != "http://site-1.test/pagina"]


def _finished(path: Path) -> bool:
    return all(state.reeks != 1 for state in read_state(path).values())


def _at_the_end(project: Path, world: World, known: dict[str, LinkState], said: tuple[str, str]) -> list[str]:
    """What is missing or counted twice when the last run is over, and what was left behind."""
    losses = []
    states = read_state(project / "links" / "staat.json")
    if said[1] or not said[0].startswith(f"{2 * HOSTS} van {2 * HOSTS} adressen bezocht: "):
        losses.append(f"the run says: {said}")
    for url, before in known.items():
        state = states.get(url)
        works = url != "http://site-1.test/pagina"
        if state is None:
            losses.append(f"{url} is gone")
        elif (state.eerst_gezien, state.reeks) != (before.eerst_gezien, 0 if works else 2):
            losses.append(f"{url} has lost its past, or counts it twice: {state}")
        elif not works and state.mislukt[0] != before.mislukt[0]:
            losses.append(f"{url} has lost a failure: {state.mislukt}")
    if left := sorted(each.name for each in (project / "links").iterdir() if each.name != "staat.json"):
        losses.append(f"left in links/: {left}")
    if left := sorted(each.name for each in (project / "tmp").iterdir()):
        losses.append(f"left in the temporary folder: {left}")
    if pairs := overlapping(world.visits):
        losses.append(f"asked at the same time: {pairs[0]}")
    return losses


def main(arguments: list[str]) -> int:
    """Kill as often as asked, from a seed, and print what came of it."""
    number, seed = (*map(int, arguments), 50, 1)[0], (*map(int, arguments[1:]), 1)[0]
    with tempfile.TemporaryDirectory() as folder:
        count = kill(number, seed, Path(folder))
    print(f"{count.kills} kills in {count.runs} runs (seed {seed}), {count.at_work} of them of a run at work.")
    print(*count.losses, f"{len(count.losses)} losses.", sep="\n")
    return int(bool(count.losses))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
