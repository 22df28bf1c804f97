"""The real worker of a built site, asked in Node: the one that Playwright brings, so that no other is needed."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright._impl._driver import compute_driver_executable

ASSETS = Path(__file__).parents[2] / "infobox" / "theme" / "assets" / "zoeken"
HARNESS = Path(__file__).parent / "worker.cjs"
WORKER = "assets/zoeken/worker.js"


def node() -> str:
    """Where Playwright keeps its Node."""
    return compute_driver_executable()[0]


def ask(worker: Path, queries: Sequence[str], settle: int = 0, setup: Path | None = None) -> list[dict[str, Any]]:
    """The answer of `worker` to each query: `items` as the theme gets them, and `milliseconds`.

    With `settle`, wait so many milliseconds for texts to follow. `setup` is an index to hand over first, as the theme
    does for its own worker.
    """
    done = subprocess.run(
        [node(), str(HARNESS), str(worker)],
        input=json.dumps({"queries": list(queries), "settle": settle, "setup": str(setup) if setup else None}),
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers
