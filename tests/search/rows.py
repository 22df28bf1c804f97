"""The rows of zoektests.yml, and which of them may be looked at while tuning."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import yaml

FILE = Path(__file__).parent / "zoektests.yml"
OFF_TOPIC = "off-topic"


@dataclass(frozen=True)
class Row:
    """Typed words, the kind of query, and the entries (code or kind/id) of which one must be in the first three."""

    kind: str
    typed: str
    expected: tuple[str, ...]

    @property
    def set_aside(self) -> bool:
        """Whether this row is kept out of sight while tuning: half of them, by the hash of what is typed."""
        return hashlib.sha256(self.typed.encode()).digest()[0] % 2 == 1


def rows() -> list[Row]:
    """Every row, in the order of the file."""
    kinds = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return [
        Row(kind, typed, tuple(listed[typed]) if isinstance(listed, dict) else ())
        for kind, listed in kinds.items()
        for typed in listed
    ]
