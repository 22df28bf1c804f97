"""The program that searches in the reader's browser: one file, made of the modules in engine/.

One file is one request, and compresses better than eight. Lines that only explain stay behind; a line of code stays
whole.
"""

import re
from pathlib import Path

WORKER = "assets/zoeken/worker.js"
LICENCE = "assets/zoeken/snowball.txt"

_ENGINE = Path(__file__).parent / "engine"
# In this order: each uses what stands before it.
_MODULES = (
    "snowball/base-stemmer.js",
    "snowball/dutch-stemmer.js",
    "words.js",
    "meaning.js",
    "sentences.js",
    "danger.js",
    "index.js",
    "match.js",
    "search.js",
    "show.js",
    "worker.js",
)
_REMARK = re.compile(r"; // [^\"'`]*$")  # after the end of a statement, to the end of the line
_EXPLAINS = ("//", "/*", "*")  # how a line of ours starts that holds no code


def files() -> dict[str, str]:
    """Path -> text of the worker and of the licence of what in it is not ours."""
    code = "".join(f"{_code(name)}\n" for name in _MODULES)
    return {
        WORKER: f"/* Stemmer: Snowball, BSD-3-Clause, see snowball.txt */\n{code}",
        LICENCE: (_ENGINE / "snowball" / "COPYING").read_text(encoding="utf-8"),
    }


def _code(name: str) -> str:
    text = (_ENGINE / name).read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(_REMARK.sub(";", line) for line in lines if line and not line.startswith(_EXPLAINS))
