"""Somebody who edits a project at random: right, wrong, and back again. Always the same edits for the same seed."""

import random
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from infobox.__main__ import main

ADDED = "ook in de avond en in het weekend"
SLIPS = (  # what people type wrong in a file of data: (what to look for, what comes in its place)
    (r"\Z", "kleur: rood\n"),
    (r"(?m)^code: .*\n", ""),
    (r"(?m)^titel: .*$", "titel: Een <b>vet</b> woord"),
    (r"(?m)^titel: ", "titel:  'half "),
    (r"(?m)^(\w+):\n  ", r"\1:\n\t"),
    (r"(?m)^( *- standaard: ).*$", r"\1bestaat-niet"),
    (r"(?m)^( *- instrument: ).*$", r"\1bestaat-niet"),
    (r"@[SIB]\d+", "@I999"),
    (r"(?s)\A.*\Z", ""),
)
SLIPS_IN_PAGES = (
    '\n{{ instrument("bestaat-niet") }}\n',
    "\n<script>alert(1)</script>\n",
    "\n[Weg](begin-hier.md#weg)\n",
    "\n[Weg](weg.md)\n",
    "\n{{ aantal( }}\n",
)
ADDED_TO_PAGES = (
    "\nEr staat hier een zin meer.\n",
    '\nEr zijn {{ aantal("instrumenten") }} instrumenten. {{ instrumenten(soort="training") }}\n',
    "\n[Het begin](begin-hier.md#regio) en [alles](instrumenten/alle.bib)\n",
)


class Editor:
    """Changes the project in `root`. `said` tells what was done last, for who reads a test that failed."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root, self.random = root, random.Random(seed)  # noqa: S311 - no secret
        self.said = "nothing yet"
        self._number = 0
        self._good = self._now()

    def edit(self) -> None:
        """Do one thing."""
        ways: Mapping[Callable[[], str], int] = {
            self._change: 6, self._retitle: 4, self._add: 4, self._rename: 3, self._withdraw: 2, self._give_out: 3,
            self._delete: 2, self._move: 1, self._slip: 4, self._page: 4, self._slip_in_page: 2, self._visit: 2,
            self._settings: 1,
        }  # fmt: skip
        [way] = self.random.choices(list(ways), list(ways.values()))
        self.said = f"{way.__name__.strip('_')}: {way()}"

    def keep(self) -> None:
        """This is right: what is mended from now on becomes this."""
        self._good = self._now()

    def mend(self) -> None:
        """Put everything back as it was when it was right last."""
        now = self._now()
        for path in now.keys() - self._good.keys():
            path.unlink()
        for path, content in self._good.items():
            if now.get(path) != content:
                path.write_bytes(content)
        self.said = "mend"

    def _now(self) -> dict[Path, bytes]:
        tops = [*(self.root / name for name in ("data", "docs", "links")), self.root]
        found = [path for top in tops for path in (top.iterdir() if top == self.root else top.rglob("*"))]
        return {path: path.read_bytes() for path in found if path.is_file()}

    def _file(self, *kinds: str) -> Path:
        folder = self.random.choice(kinds or sorted(path.name for path in (self.root / "data").iterdir()))
        return self.random.choice(sorted((self.root / "data" / folder).glob("*.yml")))

    def _docs(self) -> Path:
        return self.random.choice(sorted(path for path in (self.root / "docs").glob("*.md") if path.stem != "README"))

    def _write(self, path: Path, text: str) -> str:
        path.write_text(text, encoding="utf-8")
        return path.name

    def _next(self) -> int:
        self._number += 1
        return self._number

    def _change(self) -> str:
        path = self._file()
        text = path.read_text(encoding="utf-8")
        ends = [match.end() for match in re.finditer(r"(?m)^ *(?!- )[A-Z][\w ,]*?(?=\w+\.$)", text)] or [0]
        at = self.random.choice(ends)
        return self._write(path, f"{text[:at]}{ADDED} {text[at:]}" if at else text + "# niets\n")

    def _retitle(self) -> str:
        path = self._file("instrumenten", "standaarden", "organisaties", "begrippen", "kaders", "situaties")
        text = path.read_text(encoding="utf-8")
        return self._write(path, re.sub(r"(?m)^titel: (.*)$", rf"titel: \1 {self._next()}", text, count=1))

    def _add(self) -> str:
        path = self._file("instrumenten", "organisaties", "begrippen")
        text, number = path.read_text(encoding="utf-8"), self._next()
        text = re.sub(r"(?ms)^levensloop:.*?(?=^\w|\Z)", "", text)
        text = re.sub(r"(?m)^titel: (.*)$", rf"titel: \1 {number}", text, count=1)
        text = re.sub(r"(?m)^afkorting: (.*)$", rf"afkorting: \g<1>{number}", text, count=1)
        text = re.sub(r"(?m)^code: I\d+", f"code: I{500 + number}", text, count=1)
        return self._write(path.with_name(f"{path.stem}-{number}.yml"), text)

    def _run(self, *arguments: str) -> str:
        command, *more = arguments
        folders = ["--data", str(self.root / "data"), "--docs", str(self.root / "docs")]
        return f"{' '.join(arguments)} -> {main([command, *folders, *more])}"

    def _rename(self) -> str:
        path = self._file("instrumenten", "standaarden", "organisaties", "begrippen", "situaties")
        return self._run("rename", "--yes", f"{path.parent.name}/{path.stem}", f"nieuw-{self._next()}")

    def _withdraw(self) -> str:
        path = self._file("instrumenten", "organisaties", "situaties")
        return self._run("withdraw", "--yes", "--reden", "Het is er niet meer.", f"{path.parent.name}/{path.stem}")

    def _give_out(self) -> str:
        return self._run("addresses", "--update")

    def _delete(self) -> str:
        path = self._file()
        path.unlink()
        return path.name

    def _move(self) -> str:
        path = self._file()
        shutil.move(path, path.with_name(f"elders-{self._next()}.yml"))
        return path.name

    def _slip(self) -> str:
        path, (sought, instead) = self._file(), self.random.choice(SLIPS)
        return self._write(path, re.sub(sought, instead, path.read_text(encoding="utf-8"), count=1))

    def _page(self) -> str:
        path = self._docs()
        return self._write(path, path.read_text(encoding="utf-8") + self.random.choice(ADDED_TO_PAGES))

    def _slip_in_page(self) -> str:
        path = self._docs()
        return self._write(path, path.read_text(encoding="utf-8") + self.random.choice(SLIPS_IN_PAGES))

    def _visit(self) -> str:
        """Another outcome of a visit to a link."""
        path = self.root / "links" / "staat.json"
        text = path.read_text(encoding="utf-8")
        one, other = self.random.sample(("werkt", "stuk", "hapert"), 2)
        return self._write(path, text.replace(f'"oordeel": "{one}"', f'"oordeel": "{other}"', 1))

    def _settings(self) -> str:
        path = self.root / "mkdocs.yml"
        text = re.sub(r"(?m)^site_name: .*$", f"site_name: Voorbeeld {self._next()}", path.read_text(encoding="utf-8"))
        return self._write(path, text)
