"""What is wrong, where, and what to do about it."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from infobox import inert, messages

MANY = 20  # more of one fault than this are counted
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
        # What it quotes comes from data: a line end or an escape code in it must not act on the terminal or the log.
        return inert.line(f"{self.path}:{self.line}:{self.column}: {self.message}; {self.hint}")


class DataError(Exception):
    """The data cannot be used. Carries every finding, in file order, each once."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = sorted(set(findings))
        super().__init__("\n".join(map(str, self.findings)))


def counted(findings: Iterable[Finding], path: str, what: str) -> Iterator[Finding]:
    """The first findings one by one, the rest of them as a number: a hundred thousand lines tell nobody more."""
    more = 0
    for number, finding in enumerate(findings):
        if number < MANY:
            yield finding
        else:
            more += 1
    if more:
        yield Finding(
            path, 1, 1, f"er staan nog {more} {what} die hier niet horen", "haal ze weg, of zet ze waar ze horen"
        )


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that looks most like `word`, or None when nothing comes near."""
    match = process.extractOne(word, sorted(choices), scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH)
    return match[0] if match else None


def did_you_mean(word: str, choices: Iterable[str], otherwise: str) -> str:
    """A remedy: the nearest choice as a question, or `otherwise`."""
    match = nearest(word, choices)
    return f"bedoelt u '{match}'?" if match else otherwise


def as_text(findings: list[Finding], site: str = "") -> str:
    """A line each, how many there are, and where they are explained."""
    total = "1 fout" if len(findings) == 1 else f"{len(findings)} fouten"
    where = list(dict.fromkeys(filter(None, (messages.address_of(f.message, site) for f in findings))))
    shown = [f"Uitleg: {address}" for address in where[:MANY]]
    return "\n".join([*map(str, findings), f"{total} gevonden.", *shown])


def as_github(findings: list[Finding], site: str = "", level: str = "error") -> str:
    """Workflow commands: GitHub shows each at its line of a pull request; with a link where the site is known."""

    def told(finding: Finding) -> str:
        where = messages.address_of(finding.message, site) if site else ""
        return f"{finding.message}; {finding.hint}" + (f"\nUitleg: {where}" if where else "")

    return "\n".join(
        f"::{level} file={inert.annotation_property(f.path)},line={f.line},col={f.column}::{inert.annotation(told(f))}"
        for f in findings
    )


def as_json(findings: list[Finding], site: str = "") -> str:
    """A list of records: path, line, column, message, hint, and the address where it is explained ('' for none)."""
    keys = ("path", "line", "column", "message", "hint")
    records = [
        {**{key: getattr(f, key) for key in keys}, "uitleg": messages.address_of(f.message, site)} for f in findings
    ]
    return json.dumps(records, ensure_ascii=False, indent=2)


FORMATS: Mapping[str, Callable[..., str]] = {"text": as_text, "github": as_github, "json": as_json}
