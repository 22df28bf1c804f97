"""What the hand-written pages of docs/ hold out to others: addresses, explicit anchors, former names."""

import re
from dataclasses import dataclass
from pathlib import Path

from infobox.text import FRONT_MATTER

_TITLE = re.compile(r"^title: [\"']?(.*?)[\"']?$", re.MULTILINE)
_WAS = re.compile(r"^was: \[(.*)\]$", re.MULTILINE)  # was: [old-name, older-name]
_FENCE = re.compile(r"^(```|~~~).*?^\1", re.DOTALL | re.MULTILINE)
_ANCHOR = re.compile(r"^#{1,6} .*\{[^}]*#([\w-]+)[^}]*\}\s*$|\bid=\"([\w-]+)\"", re.MULTILINE)


@dataclass(frozen=True)
class Prose:
    """What others can point to in a hand-written page: its explicit anchors, and the names it had before (`was`)."""

    anchors: tuple[str, ...]
    was: tuple[str, ...] = ()
    title: str = ""


def pages(directory: Path) -> dict[str, Prose]:
    """Name without '.md' -> page, for every page in `directory`; README.md is not a page."""
    found: dict[str, Prose] = {}
    for path in sorted(directory.rglob("*.md")):
        name = path.relative_to(directory).with_suffix("").as_posix()
        if name == "README":
            continue
        text = path.read_text(encoding="utf-8")
        head = FRONT_MATTER.match(text)
        meta = head[0] if head else ""
        body = _FENCE.sub("", text[head.end() if head else 0 :])
        anchors = dict.fromkeys(match[1] or match[2] for match in _ANCHOR.finditer(body))
        title, was = _TITLE.search(meta), _WAS.search(meta)
        former = was[1].replace(",", " ").split() if was else []
        found[name] = Prose(tuple(anchors), tuple(former), title[1] if title else "")
    return found
