"""Words of strangers stay words: one function for each place where they are shown, that leaves nothing in them to act.

Titles, addresses, reasons and headers come from servers that nobody here knows, names of files and texts from anybody
with a pull request. Whatever they hold, after these functions it is read and not obeyed.
"""

import re
import unicodedata
from urllib.parse import quote

MOST = 300  # characters of a stranger that anybody needs to see
MOST_ADDRESS = 2000

_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}  # Unicode categories: control, format (bidi), surrogate, private, unassigned
_MARKS = {"Mn", "Me"}  # they are drawn over their neighbours
_FORMULA = "=+-@|%\uff1d\uff0b\uff0d\uff20\u2212"
_WHOLE = re.compile(r"https?://[A-Za-z0-9._-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~:/?#@$&;=+%()\[\]!*',-]*)?")


def plain(text: str, most: int = MOST) -> str:
    """One line of visible text, fit to be kept: no control, bidi or invisible characters, marks not in heaps."""
    kept: list[str] = []
    marks = 0
    for letter in text[: 8 * most]:
        category = unicodedata.category(letter)
        if letter.isspace() or category in ("Zl", "Zp"):
            kept.append(" ")
        elif category not in _UNSEEN:
            marks = marks + 1 if category in _MARKS else 0
            if marks <= 2:
                kept.append(letter)
    words = " ".join("".join(kept).split())
    return words if len(words) <= most else f"{words[: most - 1]}…"


def line(text: str) -> str:
    """One line for a terminal or a log: what cannot be printed is spelled out, and nothing is a workflow command."""
    return re.sub(r"^(\s*):(?=:)", r"\1\\u003a", _spelled_out(text))


def _spelled_out(text: str) -> str:
    shown = "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in text)
    return shown.replace("##[", "##\\u005b")  # the old form of a command, which counts anywhere in a line


def annotation(text: str) -> str:
    """The message of a workflow command of GitHub. Line ends stay line ends of the message."""
    return _coded("".join(part if part in "\r\n" else _spelled_out(part) for part in re.split(r"([\r\n])", text)))


def annotation_property(text: str) -> str:
    """A property (a path) of a workflow command of GitHub."""
    return annotation(text).replace(":", "%3A").replace(",", "%2C")


def _coded(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def markdown(text: str, most: int = MOST) -> str:
    """Words in Markdown, as GitHub reads it: in a code span no mention, number, link, image or HTML is one."""
    words = plain(text, most) or "-"
    fence = "`" * (max((len(run) for run in re.findall(r"`+", words)), default=0) + 1)
    space = " " if words[0] == "`" or words[-1] == "`" else ""
    return f"{fence}{space}{words}{space}{fence}"


def markdown_link(url: str) -> str:
    """An address of our own in Markdown: a link when it is whole and plain, else no more than words."""
    return f"<{address(url)}>" if _WHOLE.fullmatch(url) else markdown(url, MOST_ADDRESS)


def address(url: str) -> str:
    """The same address in letters that mean nothing in YAML, Markdown or HTML."""
    whole = "".join("\ufffd" if unicodedata.category(letter) == "Cs" else letter for letter in url)
    written = quote(whole, safe="-._~:/?#@$&;=+%").rstrip("?")  # at the end it asks for nothing, and YAML sees a key
    return f"{written[:-1]}%3A" if written.endswith(":") else written


def cell(text: str) -> str:
    """A cell of a table for a spreadsheet: no formula, one line."""
    words = plain(text, most=max(MOST, len(text)))
    return f"'{words}" if words[:1] in _FORMULA and words else words


_FORMULA_AHEAD = re.compile(rf"'*[{re.escape(_FORMULA)}\t\r\n]")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet could take a text for something to reckon."""
    return text[:1] != "'" and _FORMULA_AHEAD.match(text) is not None


def whole_cell(text: str) -> str:
    """A text that was checked, in a cell of a table of text: no formula, its lines kept; `from_cell` undoes it."""
    return f"'{text}" if _FORMULA_AHEAD.match(text) else text


def from_cell(cell: str) -> str:
    """The text that `whole_cell` put in a cell."""
    return cell[1:] if cell[:1] == "'" and _FORMULA_AHEAD.match(cell[1:]) else cell
