"""What is wrong, where, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

NEAR_ENOUGH = 72  # percent; below this a suggestion confuses more than it helps


@dataclass(frozen=True, order=True)
class Finding:
    """One fault: `path` (posix, as the editor knows it), `line` and `column` (from 1), message and remedy in Dutch."""

    path: str
    line: int
    column: int
    message: str
    hint: str

    def __str__(self) -> str:
        text = f"{self.path}:{self.line}:{self.column}: {self.message}; {self.hint}"
        # What it quotes comes from data: a line end or an escape code in it must not act on the terminal or the log.
        return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in text)


class DataError(Exception):
    """The data cannot be used. Carries every finding, in file order, each once."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = sorted(set(findings))
        super().__init__("\n".join(map(str, self.findings)))


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that looks most like `word`, or None when nothing comes near."""
    match = process.extractOne(word, sorted(choices), scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH)
    return match[0] if match else None


def did_you_mean(word: str, choices: Iterable[str], otherwise: str) -> str:
    """A remedy: the nearest choice as a question, or `otherwise`."""
    match = nearest(word, choices)
    return f"bedoelt u '{match}'?" if match else otherwise
