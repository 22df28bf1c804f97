"""What editors do, carried out by hand on copies of the project, a year from now: do the check and the tests hold?

    make try-edits                                        # every edit, each followed by all tests without a browser
    make try-edits EDITS="--only rename split"            # some of them
    make try-edits EDITS="--only add -- tests/entries -x" # what comes after -- goes to pytest
    make try-edits EDITS="--check-only"                   # the check and the addresses, no tests

Each edit is first done wrong, in the ways in which people forget a step: the check must stop and say what is missing.
Then it is done right: the check must pass, new addresses are written as happens on main, and the tests must be green.
The copies live in another year: every Python that is started there sees a clock that is that far ahead.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

from infobox.entries.documents import Document
from infobox.entries.load import read_documents
from infobox.entries.relations import relations

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = (".git", ".venv", "site")  # of the project itself; below it only what Python leaves behind
LINE = re.compile(r"^(?P<place>\S+?:\d+:\d+): (?P<said>.+)$", re.MULTILINE)

# Put in the way of every Python that a copy starts. `date.today` asks `time.time`; `datetime.now` asks the system. What
# takes the place of a function of C may not become a method where a class holds it, as it would when it was a function.
CLOCK = '''\
"""The clock of another day."""
import ctypes, datetime, gc, time

AHEAD = {days} * 86400
_time, _time_ns, _localtime, _gmtime, _strftime = time.time, time.time_ns, time.localtime, time.gmtime, time.strftime


class Ahead:
    def __init__(self, function):
        self.function = function

    def __call__(self, *arguments):
        return self.function(*arguments)


time.time = Ahead(lambda: _time() + AHEAD)
time.time_ns = Ahead(lambda: _time_ns() + AHEAD * 10**9)
time.localtime = Ahead(lambda seconds=None: _localtime(time.time() if seconds is None else seconds))
time.gmtime = Ahead(lambda seconds=None: _gmtime(time.time() if seconds is None else seconds))
time.strftime = Ahead(lambda form, when=None: _strftime(form, time.localtime() if when is None else when))


def _put(name, function):
    gc.get_referents(datetime.datetime.__dict__)[0][name] = classmethod(function)
    ctypes.pythonapi.PyType_Modified(ctypes.py_object(datetime.datetime))


_put("now", lambda cls, tz=None: cls.fromtimestamp(time.time(), tz))
_put("utcnow", lambda cls: cls.fromtimestamp(time.time(), datetime.timezone.utc).replace(tzinfo=None))
'''
ASKED = "from datetime import date, datetime; print(date.today(), datetime.now().date(), datetime.today().date())"

NEW = """\
code: {code}
titel: {title}
soort: training
samenvatting: >-
  Een proef met een heel gewoon instrument, dat later op de site kwam. Deze samenvatting is lang genoeg om er een te
  zijn, en zegt verder niets.
doelgroepen:
  - professional
standaarden:
{standaarden}\
actualiteit:
  status: onbekend
bronnen:
  - url: https://www.rijksoverheid.nl/proef/{name}
{changes}"""


def _left_out(folder: str, names: list[str]) -> set[str]:
    built = {name for name in names if name in LEFT_OUT} if Path(folder) == ROOT else set()
    return built | {name for name in names if name == "__pycache__" or name.endswith("_cache")}


class Project:
    """A copy of the project whose files are edited as text, and in which the clock is `days` ahead."""

    def __init__(self, root: Path, source: Path, days: int) -> None:
        self.root, self.today = root / "project", date.today() + timedelta(days=days)
        shutil.copytree(source, self.root, symlinks=True)
        for command in (("init", "--quiet"), ("add", "--all")):  # some tests ask git what belongs to the project
            subprocess.run(["git", *command], cwd=self.root, check=True)
        (root / "clock").mkdir()
        (root / "clock" / "sitecustomize.py").write_text(CLOCK.format(days=days), encoding="utf-8")
        clean = {name: value for name, value in os.environ.items() if not name.startswith("INFOBOX_")}
        self._environment = clean | {"PYTHONPATH": f"{root / 'clock'}{os.pathsep}{self.root}"}
        told = self.python("-c", ASKED).stdout.split()
        if told != [self.today.isoformat()] * 3:
            raise SystemExit(f"the clock of the copy says {told}, not {self.today}")

    def python(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=self.root, env=self._environment, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def check(self) -> list[str]:
        """What the check says, a finding a line; nothing when all is well. Raises SystemExit when it breaks."""
        done = self.python("-m", "infobox", "check")
        if done.returncode not in (0, 1):
            raise SystemExit(done.stdout + done.stderr)
        found = [f"{match['place']}: {match['said']}" for match in LINE.finditer(done.stdout)]
        if bool(found) != bool(done.returncode):
            raise SystemExit(f"exit {done.returncode}, but it says:\n{done.stdout}{done.stderr}")
        return found

    def path(self, name: str, kind: str = "instrumenten") -> Path:
        return self.root / "data" / kind / f"{name}.yml"

    def documents(self) -> Mapping[str, Mapping[str, Document]]:
        return read_documents(self.root / "data")

    def change(self, path: Path, old: str, new: str) -> None:
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {path}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def tell(self, name: str, text: str, day: date | None = None) -> None:
        """Add a change to the end of a file, where the changes stand."""
        path = self.path(name)
        with path.open("a", encoding="utf-8") as file:
            file.write(f"  - datum: {(day or self.today).isoformat()}\n    tekst: {text}\n")

    def lifespan(self, name: str, *lines: str) -> None:
        """Say above the changes what happened."""
        told = "".join(f"  {line}\n" for line in lines)
        self.change(self.path(name), "\nwijzigingen:\n", f"\nlevensloop:\n{told}wijzigingen:\n")

    def references(self) -> dict[str, list[tuple[Path, int, int]]]:
        """Instrument -> where other files of data name it: path, line and column."""
        found: dict[str, list[tuple[Path, int, int]]] = {}
        documents = self.documents()
        for relation in relations():
            if relation.target == "instrumenten":
                for document in documents[relation.kind].values():
                    for name, loc in document.find(relation.pattern):
                        place = document.place(loc)
                        found.setdefault(name, []).append((self.root / document.path, place.line, place.column))
        return found

    def repoint(self, old: str, new: str) -> None:
        """Name `new` in every place where `old` is named."""
        for path, line, column in sorted(
            self.references().get(old, []), reverse=True
        ):  # from the end: places before it stay
            lines = path.read_text(encoding="utf-8").split("\n")
            text, start = lines[line - 1], column - 1
            assert text[start : start + len(old)] == old, f"{path}:{line}: {text}"
            lines[line - 1] = text[:start] + new + text[start + len(old) :]
            path.write_text("\n".join(lines), encoding="utf-8")
        for page in (self.root / "docs").glob("*.md"):
            text = page.read_text(encoding="utf-8")
            page.write_text(text.replace(f'instrument("{old}")', f'instrument("{new}")'), encoding="utf-8")

    def plain_one(self, *, named: bool = True) -> str:
        """An instrument to which nothing happened yet and that words of the field lead to: it can go, or be renamed."""
        references = self.references()
        for name, document in self.documents()["instrumenten"].items():
            kinds = {path.parent.name for path, _, _ in references.get(name, [])}
            end = document.source.rpartition("\nwijzigingen:\n")[2]
            if (
                bool(kinds) == named and kinds <= {"begrippen", "thesaurus"}
                and "levensloop" not in document.value and end.startswith("  - datum:")
            ):  # fmt: skip
                return name
        raise SystemExit("no instrument of the project fits this edit")

    def another(self, one: str) -> str:
        """An instrument that is not listed beside `one`."""
        beside = {path for path, _, _ in self.references().get(one, [])}
        near = "\n".join(path.read_text(encoding="utf-8") for path in beside)
        for name, document in self.documents()["instrumenten"].items():
            if name != one and not re.search(rf"\b{re.escape(name)}\b", near) and "levensloop" not in document.value:
                return name
        raise SystemExit("no instrument of the project fits this edit")

    def add(self, name: str, code: str, *, changes: bool = True, standaarden: Iterable[str] = ()) -> None:
        """Write a new instrument."""
        told = f"wijzigingen:\n  - datum: {self.today.isoformat()}\n    tekst: Toegevoegd.\n" if changes else ""
        places = [*standaarden] or [next(iter(self.documents()["standaarden"]))]
        lines = "".join(
            f"  - standaard: {one}\n    waarom: Laat zien wat er gebeurt als {name} erbij komt, bij {number}.\n"
            for number, one in enumerate(places, start=1)
        )
        text = NEW.format(code=code, title=f"Proef met {name}", name=name, standaarden=lines, changes=told)
        self.path(name).write_text(text, encoding="utf-8")

    def free_code(self) -> str:
        """The code that the check tells an editor to write, who took one that is in use."""
        taken = next(iter(self.documents()["instrumenten"].values())).text("code")
        self.add("proef-code", taken)
        [said] = [finding for finding in self.check() if f"de code {taken} is al van" in finding]
        self.path("proef-code").unlink()
        return said.rpartition("schrijf: code: ")[2]


@dataclass(frozen=True)
class Edit:
    """`right` does it; `wrong` is what may be forgotten, how to do it so, and what the check must then say."""

    name: str
    right: Callable[[Project], None]
    wrong: tuple[tuple[str, Callable[[Project], None], str], ...] = ()


@dataclass
class Row:
    """What came of one edit."""

    name: str
    check: str = ""
    forgotten: list[str] = field(default_factory=list)
    tests: str = "not run"
    failed: list[str] = field(default_factory=list)
    seconds: float = 0

    def __str__(self) -> str:
        told = "; ".join(self.forgotten)
        line = f"{self.name:9} check {self.check:7} {self.tests:24} {self.seconds:5.0f} s  {told}".rstrip()
        return "\n".join([line, *(f"          {fault}" for fault in self.failed)])

    @property
    def is_well(self) -> bool:
        """Whether everything went as it should."""
        return not self.failed and self.check == "passes" and all(line.startswith("told") for line in self.forgotten)


def _nothing(project: Project) -> None:
    """No edit at all: only the year is another one."""


def _mend(project: Project) -> None:
    path = project.path(project.plain_one())
    project.change(path, "samenvatting: >-\n  ", "samenvatting: >-\n  Verbeterde zin vooraan. ")


def _add(project: Project) -> None:
    project.add("proef-nieuw", project.free_code())


def _add_with_taken_code(project: Project) -> None:
    project.add("proef-nieuw", next(iter(project.documents()["instrumenten"].values())).text("code"))


def _add_without_a_change(project: Project) -> None:
    project.add("proef-nieuw", project.free_code(), changes=False)


def _add_with_a_slip(project: Project) -> None:
    standaard = next(iter(project.documents()["standaarden"]))
    project.add("proef-nieuw", project.free_code(), standaarden=[standaard[:-1]])


def _tell(project: Project) -> None:
    standaard = next(iter(project.documents()["standaarden"].values())).text("code")
    project.tell(project.plain_one(), f"Hoort nu ook bij @{standaard}.")


def _tell_of_tomorrow(project: Project) -> None:
    project.tell(project.plain_one(), "Dit komt pas morgen.", project.today + timedelta(days=1))


def _tell_of_nobody(project: Project) -> None:
    project.tell(project.plain_one(), "Hoort nu ook bij @S99.")


def _rename(project: Project, *, was: bool = True, everywhere: bool = True) -> None:
    old = project.plain_one()
    if everywhere:
        project.repoint(old, "proef-andere-naam")
    project.path(old).rename(project.path("proef-andere-naam"))
    if was:
        project.lifespan("proef-andere-naam", f"was: [{old}]")


def _withdraw(project: Project, *, elsewhere: bool = True, told: bool = True, reason: bool = True) -> None:
    name = project.plain_one()
    successor = project.another(name)
    if elsewhere:
        project.repoint(name, successor)
    project.lifespan(
        name, "status: vervallen", f"datum: {project.today.isoformat()}", f"vervangen_door: [{successor}]",
        *(["reden: De uitgever heeft het ingetrokken."] if reason else []),
    )  # fmt: skip
    if told:
        project.tell(name, "Vervallen; de uitgever heeft het ingetrokken.")


def _throw_away(project: Project) -> None:
    project.path(project.plain_one(named=False)).unlink()


def _split(project: Project, *parts: str, retire: bool = True) -> None:
    old = project.plain_one()
    document = project.documents()["instrumenten"][old]
    places = [value for value, _ in document.find("standaarden.*.standaard")]
    for name in ("proef-deel-een", "proef-deel-twee"):
        project.add(name, project.free_code(), standaarden=places)
    project.repoint(old, "proef-deel-een")
    if retire:
        named = ", ".join(parts or ("proef-deel-een", "proef-deel-twee"))
        project.lifespan(
            old, "status: gesplitst", "reden: Er zijn er twee van gemaakt.", f"datum: {project.today.isoformat()}",
            f"vervangen_door: [{named}]",
        )  # fmt: skip
        project.tell(old, "Gesplitst in twee.")
    else:
        project.path(old).unlink()
        for name in ("proef-deel-een", "proef-deel-twee"):
            project.lifespan(name, f"was: [{old}]")


def _own_pages(project: Project) -> list[tuple[str, str]]:
    """(instrument, address) of those that have a page of their own."""
    found = []
    for name, document in project.documents()["instrumenten"].items():
        link = document.value.get("link")
        if isinstance(link, dict) and link.get("soort") == "pagina":
            found.append((name, str(link["url"])))
    return found


def _move(project: Project, url: str = "https://www.rijksoverheid.nl/proef/nieuw-adres") -> None:
    name, old = _own_pages(project)[0]
    project.change(project.path(name), f"  url: {old}\n", f"  url: {url}\n")
    project.tell(name, "Link bijgewerkt.")


def _move_to_another(project: Project) -> None:
    _move(project, _own_pages(project)[1][1])


def _heading(project: Project) -> tuple[Path, str, str]:
    """(page, title, anchor) of the first heading with an anchor of its own."""
    for page in sorted((project.root / "docs").glob("*.md")):
        if match := re.search(r"(?m)^## (.+) \{ #([\w-]+) \}$", page.read_text(encoding="utf-8")):
            return page, match[1], match[2]
    raise SystemExit("no page of docs/ has a heading with an anchor")


def _retitle(project: Project) -> None:
    page, title, anchor = _heading(project)
    project.change(page, f"## {title} {{ #{anchor} }}", f"## Anders gezegd {{ #{anchor} }}")


def _retitle_without_anchor(project: Project) -> None:
    page, title, anchor = _heading(project)
    project.change(page, f"## {title} {{ #{anchor} }}", "## Anders gezegd")


EDITS = (
    Edit("nothing", _nothing),
    Edit("mend", _mend),
    Edit(
        "add",
        _add,
        (
            ("took a code in use", _add_with_taken_code, r"de code \w+ is al van .*; schrijf: code: \w+"),
            ("no 'wijzigingen'", _add_without_a_change, r"'wijzigingen' ontbreekt; zet onderaan: wijzigingen:"),
            ("a slip in an id", _add_with_a_slip, r"standaard '.*' bestaat niet; bedoelt u '.*'\?"),
        ),
    ),
    Edit(
        "tell",
        _tell,
        (
            ("a day to come", _tell_of_tomorrow, r"ligt in de toekomst"),
            ("a code of nobody", _tell_of_nobody, r"'@S99' verwijst naar niets"),
        ),
    ),
    Edit(
        "rename",
        _rename,
        (
            (
                "not said what it was",
                lambda project: _rename(project, was=False),
                r"zou verdwijnen; heet het nu instrumenten/proef-andere-naam\? Zet in .*: levensloop: \{was: \[.*\]\}",
            ),
            (
                "old name used elsewhere",
                lambda project: _rename(project, everywhere=False),
                r"instrument '.*' bestaat niet; schrijf: (- |\w+: )proef-andere-naam",
            ),
        ),
    ),
    Edit(
        "withdraw",
        _withdraw,
        (
            ("file thrown away", _throw_away, r"zou verdwijnen; zet .* terug met levensloop: \{status: vervallen"),
            (
                "no reason",
                lambda project: _withdraw(project, reason=False),
                r"maar 'reden' ontbreekt; voeg 'reden' toe",
            ),
            (
                "still used elsewhere",
                lambda project: _withdraw(project, elsewhere=False),
                r"is (vervallen|gesplitst) en telt niet meer mee; schrijf: \S+",
            ),
            (
                "not among the changes",
                lambda project: _withdraw(project, told=False),
                r"het vervallen staat niet bij de wijzigingen; zet bij 'wijzigingen'",
            ),
        ),
    ),
    Edit(
        "split",
        _split,
        (
            ("one part", lambda project: _split(project, "proef-deel-een"), r"een splitsing heeft minstens twee delen"),
            (
                "a part that is not there",
                lambda project: _split(project, "proef-deel-een", "proef-deel-drie"),
                r"'proef-deel-drie' bestaat niet in data/instrumenten/; bedoelt u 'proef-deel-",
            ),
            (
                "both parts say they were it",
                lambda project: _split(project, retire=False),
                r"zegt dat het vroeger '.*' was; laat bij een splitsing het oude bestand staan",
            ),
        ),
    ),
    Edit(
        "move",
        _move,
        (
            (
                "no https://",
                lambda project: _move(project, "www.rijksoverheid.nl/proef"),
                r"ontbreekt https://; schrijf: url: https://",
            ),
            ("page of another one", _move_to_another, r"dit adres is al de eigen pagina van data/instrumenten/"),
        ),
    ),
    Edit(
        "retitle",
        _retitle,
        (
            (
                "anchor lost",
                _retitle_without_anchor,
                r"zou verdwijnen; zet het anker terug achter de kop waar het hoort: \{ #",
            ),
        ),
    ),
)


def carry_out(edit: Edit, source: Path, days: int, pytest: list[str] | None) -> Row:
    """Do an edit wrong in every way, then right; with `pytest`, its arguments, run the tests."""
    row, start = Row(edit.name), time.monotonic()
    for what, do, expected in edit.wrong:
        with _copy(source, days) as project:
            do(project)
            found = project.check()
        told = any(re.search(expected, finding) for finding in found)
        row.forgotten.append(f"{'told' if told else 'NOT TOLD'}: {what}")
        if not told:
            row.failed += [f"forgotten: {what}", *(f"  {finding}" for finding in found or ["the check says nothing"])]
    with _copy(source, days) as project:
        edit.right(project)
        found = project.check()
        row.check = "passes" if not found else "FAILS"
        row.failed += [f"check: {finding}" for finding in found]
        written = project.python("-m", "infobox", "addresses", "--update")
        if written.returncode:
            row.failed.append(f"addresses: {written.stdout.strip()}")
        if pytest is not None and not found:
            row.tests, failed = _tests(project, pytest)
            row.failed += failed
    row.seconds = time.monotonic() - start
    return row


class _copy:  # noqa: N801 - read as a function
    """A fresh copy of the project, gone with the block."""

    def __init__(self, source: Path, days: int) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="infobox-edits-")
        self._source, self._days = source, days

    def __enter__(self) -> Project:
        return Project(Path(self._folder.name), self._source, self._days)

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()


def _tests(project: Project, arguments: list[str]) -> tuple[str, list[str]]:
    """How many tests passed and failed, and which failed."""
    report = project.root.parent / "report.xml"
    marks = "not browser and not nightly and not pdf"
    done = project.python("-m", "pytest", "-q", "-m", marks, f"--junitxml={report}", *arguments)
    cases: list[ElementTree.Element] = []
    if report.is_file():
        cases = list(ElementTree.parse(report).getroot().iter("testcase"))  # noqa: S314 - pytest wrote it just now
    if not cases:
        return "no test ran", [done.stdout[-2000:] + done.stderr[-2000:]]
    failed = [
        f"test: {case.get('classname')}::{case.get('name')}: {(bad.get('message') or '').splitlines()[0][:160]}"
        for case in cases
        for bad in case
        if bad.tag in ("failure", "error")
    ]
    return f"{len(cases) - len(failed)} passed, {len(failed)} failed", failed


def main() -> int:
    """Print a table of every edit; exit 1 when something is not as it should be."""
    parser = argparse.ArgumentParser(prog="make try-edits", description="What editors do, on copies of a year later.")
    names = [edit.name for edit in EDITS]
    parser.add_argument("--only", nargs="+", choices=names, default=names, metavar="EDIT", help=", ".join(names))
    parser.add_argument("--days", type=int, default=365, help="how far ahead the clock of the copies is (365)")
    parser.add_argument("--check-only", action="store_true", help="the check and the addresses, no tests")
    words = sys.argv[1:]
    end = words.index("--") if "--" in words else len(words)
    options, for_pytest = parser.parse_args(words[:end]), words[end + 1 :]
    rows = []
    with tempfile.TemporaryDirectory(prefix="infobox-edits-") as folder:
        source = Path(folder) / "source"  # the project as it is now, whatever happens to it meanwhile
        shutil.copytree(ROOT, source, ignore=_left_out, symlinks=True)
        for edit in EDITS:
            if edit.name in options.only:
                row = carry_out(edit, source, options.days, None if options.check_only else for_pytest)
                rows.append(row)
                print(row, flush=True)
    well = sum(row.is_well for row in rows)
    print(f"{well} of {len(rows)} edits are as they should be, {options.days} days from now.")
    return 0 if well == len(rows) else 1


if __name__ == "__main__":
    sys.exit(main())
