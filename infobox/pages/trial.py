"""The hand-written pages of docs/, tried before they are built: a wrong macro call becomes a finding at its line."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import TracebackType

from jinja2 import Environment, StrictUndefined, TemplateSyntaxError, UndefinedError

from infobox.findings import Finding, did_you_mean
from infobox.pages.macros import MacroError
from infobox.text import FRONT_MATTER

_NOT_A_MACRO = ("dit tussen accolades kan hier niet", "gebruik alleen een macro met zijn argumenten")


def check(directory: Path, macros: Mapping[str, Callable[..., str]]) -> Iterator[Finding]:
    """A finding for each page in `directory` that cannot be rendered with `macros`."""
    environment = Environment(undefined=StrictUndefined)  # noqa: S701 - nothing of what is rendered here is kept
    environment.globals.update(macros)
    for path in sorted(directory.rglob("*.md")):
        name = f"{directory.name}/{path.relative_to(directory).as_posix()}"
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            yield Finding(name, 1, 1, "deze pagina is geen UTF-8", "sla het bestand op als UTF-8")
            continue
        text = FRONT_MATTER.sub(lambda match: "\n" * match[0].count("\n"), text)
        finding = _try(environment, name, text, macros)
        if finding:
            yield finding


def _try(environment: Environment, name: str, text: str, macros: Mapping[str, Callable[..., str]]) -> Finding | None:
    try:
        environment.from_string(text).render()
    except TemplateSyntaxError as error:
        hint = "kijk de haakjes en aanhalingstekens van de macro na"
        return Finding(name, error.lineno, 1, "deze macro is niet goed geschreven", hint)
    except UndefinedError as error:
        line = _template_line(error.__traceback__)
        if (match := re.fullmatch(r"'(.+)' is undefined", str(error.message))) is None:
            return Finding(name, line, 1, *_NOT_A_MACRO)
        hint = did_you_mean(match[1], macros, f"kies uit: {', '.join(sorted(macros))}")
        return Finding(name, line, 1, f"de macro '{match[1]}' bestaat niet", hint)
    except MacroError as error:
        return Finding(name, _template_line(error.__traceback__), 1, error.message, error.hint)
    except (TypeError, ValueError, ArithmeticError, LookupError) as error:  # what an expression of a page can do wrong
        return Finding(name, _template_line(error.__traceback__), 1, *_NOT_A_MACRO)
    return None


def _template_line(traceback: TracebackType | None) -> int:
    """The line of the page, which Jinja leaves in the traceback."""
    line = 1
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == "<template>":
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line
