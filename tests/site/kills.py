"""Kills aimed at the moment in which a new site takes the place of the old one: `python -m tests.site.kills 60`.

Each round builds the sample as `infobox build` does, waits until the swap starts, and kills the whole group of
processes a few thousandths of a second later. After that, what stands in the site's place must be the old site or the
new one, whole; and the next build must go through.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from infobox import clock
from infobox.site.build import OURS, mend
from tests.conftest import TODAY
from tests.site_fixtures import lay_out_sample

LONGEST = 0.02  # seconds from the start of a swap; deleting the old site of the sample takes about half of it


def start(root: Path) -> "subprocess.Popen[bytes]":
    """`infobox build`, as a group of processes of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "infobox", "build"],
        cwd=root,
        env=os.environ | {clock.TODAY: TODAY.isoformat()},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def kill_in_the_swap(root: Path, wait: float) -> bool:
    """Start a build and kill it `wait` seconds into its swap; whether it was still running then."""
    process = start(root)
    aside, going = root / "site.oud", root / "site.weg"
    while process.poll() is None and not aside.exists() and not going.exists():
        pass  # a swap is too short to sleep through
    until = time.perf_counter() + wait
    while time.perf_counter() < until:
        pass
    alive = process.poll() is None
    if alive:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return alive


def files_of(site: Path) -> dict[str, bytes]:
    """Everything in a site; empty when there is none."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def rounds(root: Path, number: int, dice: random.Random) -> tuple[int, dict[str, int], list[str]]:
    """Kill that many builds: how many were hit, what was found between kill and repair, and what was lost."""
    if start(root).wait() != 0:
        raise RuntimeError("the sample cannot be built")
    whole = files_of(root / "site")
    hit, seen, lost = 0, {"old aside": 0, "both": 0, "half deleted": 0, "done": 0}, []
    for one in range(number):
        # Another site than before, so that old and new can be told apart.
        (root / "site" / OURS).write_text(f"round {one}", encoding="utf-8")
        old = {**whole, OURS: f"round {one}".encode()}
        hit += kill_in_the_swap(root, dice.uniform(0, LONGEST) * dice.choice((0.02, 1)))
        target, aside, going = root / "site", root / "site.oud", root / "site.weg"
        state = (not target.exists(), aside.exists(), going.exists(), True)
        seen[next(name for name, there in zip(seen, state, strict=True) if there)] += 1
        mend(target)
        if files_of(target) not in (old, whole):
            lost.append(f"round {one}")
        if aside.exists() or going.exists():
            lost.append(f"round {one}: not mended")
    if start(root).wait() != 0 or files_of(root / "site") != whole:
        lost.append("the build after the last kill")
    return hit, seen, lost


def main() -> int:
    """Kill as often as asked, and tell."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    with tempfile.TemporaryDirectory(prefix="infobox-kills-") as folder:
        hit, seen, lost = rounds(lay_out_sample(Path(folder)), number, random.Random(1))  # noqa: S311 - chance
    print(f"builds: {number} started, {hit} killed in the swap, {len(lost)} sites lost; found before repair: {seen}")
    print(*lost, sep="\n")
    return 1 if lost or hit < number * 0.8 else 0


if __name__ == "__main__":
    sys.exit(main())
