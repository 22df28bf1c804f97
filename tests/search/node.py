"""The search of a built site, asked in Node: the one that Playwright brings, so that no other is needed."""

import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from playwright._impl._driver import compute_driver_executable

from infobox.search.script import WORKER, files

__all__ = ["WORKER", "ask", "engine", "node", "places"]

HARNESS = Path(__file__).parent / "worker.cjs"


def node() -> str:
    """Where Playwright keeps its Node."""
    return compute_driver_executable()[0]


def ask(
    worker: Path,
    queries: Sequence[str],
    settle: int = 0,
    setup: Path | None = None,
    once: Mapping[str, Path] | None = None,
    **more: object,
) -> list[dict[str, Any]]:
    """The last answer of `worker` to each query, as the page gets it, and `milliseconds` to the first.

    With `settle`, wait so many milliseconds for texts to follow. `setup` is an index to hand over first, as the theme
    does for its own worker; `once` are files that are read in the place of others, the first time; `more` goes along
    with each query to ours (most, kind, finished).
    """
    asked: dict[str, object] = {
        "queries": list(queries),
        "settle": settle,
        "setup": str(setup) if setup else None,
        "more": more,
    }
    asked["once"] = {name: str(path) for name, path in (once or {}).items()}
    done = subprocess.run(
        [node(), str(HARNESS), str(worker)],
        input=json.dumps(asked), capture_output=True, text=True, check=True, timeout=300,
    )  # fmt: skip
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers


def places(answer: dict[str, Any]) -> list[str]:
    """The addresses of the results of one answer, in order."""
    return [result["path"] for result in answer["results"]]


def engine(expression: str, values: Sequence[str], index: str = "null") -> list[Any]:
    """What `expression` (of `text`, `search` and `index`) gives for each value, with our own program and this index."""
    program = (
        "const self = { addEventListener() {}, location: 'file:///x/y/z' };\n"
        f"(0, eval)('(self) => {{' + {json.dumps(files()[WORKER])} + '}}')(self);\n"
        f"const search = self.search; const data = {index}; const index = data && search.open(data);\n"
        f"process.stdout.write(JSON.stringify({json.dumps(list(values))}.map((text) => ({expression}))));"
    )
    done = subprocess.run([node(), "-"], input=program, capture_output=True, text=True, check=True, timeout=120)
    result: list[Any] = json.loads(done.stdout)
    return result
