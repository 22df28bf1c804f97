"""`infobox review --since REF`: what a change means for readers, what is wrong with it, what can be mended at once."""

import argparse
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from infobox import clock
from infobox.catalogue import edities, lock
from infobox.catalogue.difference import Fact, difference
from infobox.catalogue.rules import Case
from infobox.disk import UnfitFileError, read_bounded, write_whole
from infobox.entries.notes import notes
from infobox.exports import reply
from infobox.findings import Finding
from infobox.links.collect import collect
from infobox.links.state import STATE, StateError, read_state
from infobox.site import project
from infobox.site.revision import UnknownRevisionError, changed_files, lay_out
from infobox.site.since import left_behind

MOST_TRIED = 20  # findings for which a line is tried out; each takes a check
_TEXTS = ("data/", "docs/", "links/", lock.NAME)


def register(commands: Any) -> None:
    """Add `review` to the command line."""
    review = commands.add_parser("review", help="zeg wat een verandering voor lezers betekent, en wat er nog moet")
    review.add_argument("--data", type=Path, default=Path("data"), metavar="MAP", help="map met gegevens (data)")
    review.add_argument("--docs", type=Path, default=Path("docs"), metavar="MAP", help="map met geschreven pagina's")
    review.add_argument("--since", required=True, metavar="REVISIE", help="vergelijk met deze revisie van git")
    review.add_argument("--markdown", type=Path, metavar="BESTAND", help="waar het verslag komt; anders getoond")
    review.add_argument("--json", type=Path, metavar="BESTAND", help="waar feiten, meldingen en voorstellen komen")
    review.add_argument("--visited", type=Path, metavar="BESTAND", help="wat 'links run --seen' schreef, als het er is")
    review.set_defaults(command=_review, format="text")


def _review(options: argparse.Namespace) -> int:
    try:
        made = reviewed(options.data, options.docs, options.since, options.visited)
    except UnknownRevisionError:
        print(f"infobox: git kent '{options.since}' niet", file=sys.stderr)
        return 2
    text = reply.markdown(made)
    if options.json:
        write_whole(options.json, reply.written(made).decode())
    if options.markdown:
        write_whole(options.markdown, text)
        print(f"{len(made.facts)} veranderingen, {len(made.findings) + made.more} meldingen.")
    else:
        print(text, end="")
    return 0


def reviewed(data: Path, docs: Path, revision: str, visited: Path | None = None) -> reply.Reply:
    """The reply on what changed since a revision; `visited`: a state of links that goes before the one of the project.

    Raises UnknownRevisionError.
    """
    root, today = data.parent.resolve(), clock.today()
    case = project.examine(data, docs, today)
    with tempfile.TemporaryDirectory() as folder:
        lay_out(root, revision, Path(folder))
        for name in ("data", "docs"):
            (Path(folder) / name).mkdir(exist_ok=True)
        before = project.examine(Path(folder) / "data", Path(folder) / "docs", today)
    known = {**_states(root / STATE), **(_states(visited) if visited else {})}
    documents = [document for files in case.documents.values() for document in files.values()]
    found = collect(documents, case.pages.values())
    states = {use.written: known[one.url] for one in found if one.url in known for use in one.uses}
    facts = [*difference(before, case, states), *_pointers(before, case)]
    beside = sum(not path.startswith(_TEXTS) for path in changed_files(root, revision))
    if beside:
        facts.append(Fact("bestanden", {"aantal": str(beside)}))
    facts += [
        Fact("blijft-staan", {"bestand": f"{one.path} regel {one.line}", "melding": one.message})
        for one in left_behind(case, root, revision)
    ]
    findings = project.check(case)
    ready = list(_suggestions(data, docs, today, findings))
    notes = [reply.Note(one.path, one.line, one.message, one.hint) for one in findings]
    return reply.made([(one.what, one.words) for one in facts], notes, ready)


def _pointers(before: Case, after: Case) -> Iterator[Fact]:
    """What a colleague would point at, and could not before; a text that was left alone is not brought up."""
    known, earlier, now = {(one.path, one.message) for one in notes(before)}, _sources(before), _sources(after)
    for one in notes(after):
        if now[one.path] != earlier.get(one.path) and (one.path, one.message) not in known:
            yield Fact(
                "aanwijzing", {"bestand": f"{one.path} regel {one.line}", "melding": one.message, "wat": one.hint}
            )


def _sources(case: Case) -> dict[str, str]:
    return {document.path: document.source for files in case.documents.values() for document in files.values()}


def _states(path: Path) -> dict[str, str]:
    """Address, in its one spelling -> what is known of it; nothing when the file is not there or cannot be read."""
    try:
        return {url: state.oordeel for url, state in read_state(path).items()}
    except StateError:
        return {}  # the check of links tells that


def _suggestions(data: Path, docs: Path, today: date, findings: list[Finding]) -> Iterator[reply.Suggestion]:
    """A line for each finding that says what to type, when the check with that line no longer has the finding and has
    no new one."""
    with tempfile.TemporaryDirectory() as name:
        trial = _Trial(Path(name), data, docs, today)
        taken: set[tuple[str, int]] = set()
        tried = 0
        for finding in findings:
            lines = trial.lines(finding.path)
            if finding.line > len(lines) or (finding.path, finding.line) in taken:
                continue
            for line in dict.fromkeys(_candidates(finding, lines[finding.line - 1])):
                if tried == MOST_TRIED:
                    return
                tried += 1
                if trial.helps(finding, findings, line):
                    taken.add((finding.path, finding.line))
                    yield reply.Suggestion(finding.path, finding.line, line)
                    break


class _Trial:
    """A copy of texts and lock, in which one line at a time is tried: ordinary files only."""

    def __init__(self, folder: Path, data: Path, docs: Path, today: date) -> None:
        self.copies = {"data": folder / "data", "docs": folder / "docs"}
        self.today = today
        for root, copy in ((data, self.copies["data"]), (docs, self.copies["docs"])):
            copy.mkdir()
            for path in sorted(root.rglob("*")) if root.is_dir() else ():
                if path.is_file() and not path.is_symlink():
                    (copy / path.relative_to(root)).parent.mkdir(parents=True, exist_ok=True)
                    (copy / path.relative_to(root)).write_bytes(path.read_bytes())
        locked = data.parent / lock.NAME
        if locked.is_file():
            (folder / lock.NAME).write_bytes(locked.read_bytes())
        if (frozen := data.parent / edities.FOLDER).is_dir():
            shutil.copytree(frozen, folder / edities.FOLDER, symlinks=True)

    def lines(self, path: str) -> list[str]:
        """The lines of a file that a finding names; none when it is no text of ours."""
        try:
            return read_bounded(self._place(path), 64 * 1024).decode().split("\n")
        except (UnfitFileError, UnicodeDecodeError, KeyError):
            return []

    def _place(self, path: str) -> Path:
        top, _, rest = path.partition("/")
        return self.copies[top] / rest

    def helps(self, finding: Finding, findings: list[Finding], line: str) -> bool:
        """Whether a line in the place of a finding mends it, and nothing else goes wrong."""
        place, lines = self._place(finding.path), self.lines(finding.path)
        before = place.read_bytes()
        place.write_text("\n".join([*lines[: finding.line - 1], line, *lines[finding.line :]]), encoding="utf-8")
        try:
            now = project.check(project.examine(self.copies["data"], self.copies["docs"], self.today))
        finally:
            place.write_bytes(before)
        known = {(one.path, one.message) for one in findings}
        return finding not in now and len(now) < len(findings) and all((one.path, one.message) in known for one in now)


def _candidates(finding: Finding, line: str) -> Iterator[str]:
    """What a line could become by what a finding says: all of it, its value, or its key."""
    margin = line[: len(line) - len(line.lstrip(" "))]
    dash = "- " if line.lstrip(" ").startswith("- ") else ""
    _, told, text = finding.hint.rpartition("schrijf: ")
    if told:
        bare = text.strip()
        key = re.match(r"\s*(?:- )?[^:]{1,80}:", line)
        if not bare.endswith(":") or line.rstrip().endswith(":"):
            yield f"{margin}{'' if bare.startswith('- ') else dash}{bare}"
        if bare.endswith(":") and key:
            yield f"{margin}{dash}{bare}{line[key.end() :]}"
        yield f"{line[: finding.column - 1]}{bare}"
        if key:
            yield f"{key[0]} {bare}"
    meant = re.search(r"bedoelt u '([^']{1,200})'\?", finding.hint)
    wrong = re.search(r"'([^']{1,200})'", finding.message)
    if meant and wrong and line.count(wrong[1]) == 1:
        yield line.replace(wrong[1], meant[1])
