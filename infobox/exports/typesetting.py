"""Documents as PDF/UA-1, with typst: a compiler that is part of a package, and needs no network and no other program.

What is typeset is one of our own templates; the document comes beside it as JSON, and nothing in it is read as markup.
The package is an extra (`pdf`). Where it is not installed, nothing here can be used, and nobody complains.
"""

import json
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

HERE = Path(__file__).parents[1]
TEMPLATES = HERE / "templates" / "papier"
FONTS = tuple(HERE / "theme" / "assets" / "lettertypen" / f"source-sans-3{style}.woff2" for style in ("", "-cursief"))
NEEDED = ("typst", "fontTools", "brotli")
STANDARD = "ua-1"
BEFORE_ALL = date(1980, 1, 1)  # the day of a document without one: the same document is the same file
UNKNOWN = "\u25a1"  # in the place of a character that no font has: the standard wants every one to be drawn

# What no font has: not ours, and not those that typst carries, which have Latin, Greek, Cyrillic and a few signs.
_BLANK = re.compile(r"[\n\t]")
_UNDRAWN = re.compile(
    "[^ -~\u00a0-\u017f\u0391-\u03a1\u03a3-\u03c9\u0410-\u044f\u2010-\u2014\u2018-\u201a\u201c-\u201e"
    "\u2022\u2026\u2030\u2032\u2033\u20ac\u2122\u2190-\u2193\u2212\u2248\u2264\u2265\u25a1\u2713]"
)


def available() -> bool:
    """Whether all that is needed is installed."""
    return all(find_spec(name) for name in NEEDED)


class Typesetter:
    """Typesets documents, with fonts that it finds in a folder."""

    def __init__(self, fonts: Path) -> None:
        self._fonts = fonts
        self._compilers: dict[str, Any] = {}  # per template: what typst keeps makes the next one quick

    def pdf(self, template: str, document: Mapping[str, Any]) -> bytes:
        """A document as PDF/UA-1, dated with its `day` (year, month, day). The same one is the same to the byte."""
        day = date(*document["day"]) if document.get("day") else BEFORE_ALL
        moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
        made = self._compiler(template).compile(
            format="pdf", sys_inputs=_given(document), pdf_standards=STANDARD, timestamp=moment
        )
        assert isinstance(made, bytes)
        return made

    def pictures(self, template: str, document: Mapping[str, Any], ppi: float) -> list[bytes]:
        """Every page of a document as a PNG, to look at."""
        made = self._compiler(template).compile(format="png", sys_inputs=_given(document), ppi=ppi)
        return made if isinstance(made, list) else [made]

    def _compiler(self, template: str) -> Any:
        if template not in self._compilers:
            self._compilers[template] = import_module("typst").Compiler(
                str(TEMPLATES / template),
                root=str(TEMPLATES),
                font_paths=[str(self._fonts)],
                ignore_system_fonts=True,  # what comes out may not depend on the machine
            )
        return self._compilers[template]


@contextmanager
def typesetter() -> Iterator[Typesetter]:
    """A typesetter with the fonts of the site, for as long as the block takes. Raises ImportError without the extra."""
    fonts = import_module("fontTools.ttLib")
    with tempfile.TemporaryDirectory(prefix="infobox-lettertypen-") as folder:
        for path in FONTS:
            font = fonts.TTFont(path, recalcTimestamp=False)
            font.flavor = None  # typst does not read the compressed form that browsers take
            font.save(Path(folder) / f"{path.stem}.ttf")
        yield Typesetter(Path(folder))


def drawable(value: Any) -> Any:
    """A document in which each character can be drawn; another one becomes `UNKNOWN`."""
    if isinstance(value, str):
        return value if value.isascii() and value.isprintable() else _UNDRAWN.sub(UNKNOWN, _BLANK.sub(" ", value))
    if isinstance(value, Mapping):
        return {key: drawable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [drawable(one) for one in value]
    return value


def _given(document: Mapping[str, Any]) -> dict[str, str]:
    return {"paper": json.dumps(drawable(document), ensure_ascii=False, sort_keys=True)}
