"""Hostile servers beside innocent ones: `python -m tests.links.attack` meets them one by one and prints what came."""

import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from infobox.links.classify import classify
from infobox.links.engine import Settings
from infobox.links.run import Journal, run
from tests.links.hostile import Hostile, hostile
from tests.links.server import World, ca_file, running
from tests.links.world import page

INNOCENT = 6
LONGEST = 240  # seconds for one behaviour, after which the run counts as hanging


@dataclass(frozen=True)
class Came:
    """What came of one behaviour: the class of its address, how many innocent ones work, and when the last did."""

    klasse: str
    innocent: int
    seconds: float


def attack(behaviours: Sequence[Hostile], folder: Path, timeout: int = 2, beside: int = 1) -> list[Came]:
    """One run over all these behaviours at once, with six innocent hosts among every `beside` of them."""
    world = World({})
    innocent = [[f"braaf-{n // beside}-{m}.test" for m in range(INNOCENT)] for n in range(len(behaviours))]
    bad = [f"http://kwaad-{number}.test{behaviour.path}" for number, behaviour in enumerate(behaviours)]
    good = [[f"http://{host}/pagina" for host in hosts] for hosts in innocent]
    for number, behaviour in enumerate(behaviours):
        world.hosts[f"kwaad-{number}.test"] = behaviour.host
        world.hosts.update({host: page() for host in innocent[number]})
    with running(world):
        os.environ.update(world.environment)
        settings = Settings(
            ca_file=ca_file(world, folder), timeout=timeout, interval=0, pauses=(0,), extra_domain="test"
        )
        begin = time.monotonic()
        together = dict.fromkeys(chain(*([url, *hosts] for url, hosts in zip(bad, good, strict=True))))
        seen = run(list(together), settings, Journal(None), [], lambda *_: None)
    came = []
    for number, url in enumerate(bad):
        works = [each for each in good[number] if each in seen and classify(seen[each]).klasse == "goed"]
        ends = [visit.end for visit in world.visits if visit.host in innocent[number]]
        klasse = classify(seen[url]).klasse if url in seen else "-"
        came.append(Came(klasse, len(works), max(ends, default=begin) - begin))
    return came


def main(arguments: list[str]) -> int:
    """Every behaviour by itself, in a process of its own, so that one that hangs is seen to hang."""
    wrong = 0
    for behaviour in [each for each in hostile() if not arguments or each.name in arguments]:
        begin = time.monotonic()
        queue: multiprocessing.Queue[str] = multiprocessing.Queue()
        process = multiprocessing.Process(target=_alone, args=(behaviour.name, queue))
        process.start()
        process.join(LONGEST)
        if process.is_alive():
            process.kill()
            said = "HANGT"
        else:
            said = queue.get() if not queue.empty() else f"STOPT ({process.exitcode})"
        wrong += not said.startswith("6/6")
        print(f"{behaviour.name}\t{said}\t{time.monotonic() - begin:.1f} s", flush=True)
    print(f"{wrong} van de proeven troffen onschuldigen.")
    return int(wrong > 0)


def _alone(name: str, queue: "multiprocessing.Queue[str]") -> None:
    behaviour = next(each for each in hostile() if each.name == name)
    with tempfile.TemporaryDirectory() as folder:
        try:
            came = attack([behaviour], Path(folder))[0]
        except BaseException as error:
            leaf: BaseException = error
            while isinstance(leaf, BaseExceptionGroup):
                leaf = leaf.exceptions[0]
            said = str(leaf).strip().splitlines() or [""]
            queue.put(f"STOPT: {type(leaf).__name__}: {said[-1][:70]}")
        else:
            as_expected = "" if came.klasse in behaviour.expected else " (ONVERWACHT)"
            queue.put(f"{came.innocent}/6 in {came.seconds:.1f} s; zelf {came.klasse}{as_expected}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
