"""The rows of the six files of queries, and which of them may be looked at while tuning."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import yaml

NAMES = ("zoektests", "dagelijks", "eigen-woorden", "ongezien", "nogmaals", "vers")
FILES = tuple(Path(__file__).parent / f"{name}.yml" for name in NAMES)
OFF_TOPIC = "off-topic"
NO_DANGER = "no danger"  # rows that must not be flagged; what else they find is not asked
DANGER = "gevaar"  # expected of a row: the numbers stand above the results


@dataclass(frozen=True)
class Row:
    """Typed words, the kind of query, and the entries (code or kind/id) of which one must be in the first three."""

    file: str  # zoektests: what professionals type; the others: what worried and hurried people type or say
    kind: str
    typed: str
    expected: tuple[str, ...]

    @property
    def set_aside(self) -> bool:
        """Whether this row is kept out of sight while tuning: half of them, by the hash of what is typed."""
        return hashlib.sha256(self.typed.encode()).digest()[0] % 2 == 1


def rows() -> list[Row]:
    """Every row of the files, in their order."""
    return [
        Row(file.stem, kind, typed, tuple(listed[typed]) if isinstance(listed, dict) else ())
        for file in FILES
        for kind, listed in yaml.safe_load(file.read_text(encoding="utf-8")).items()
        for typed in listed
    ]
