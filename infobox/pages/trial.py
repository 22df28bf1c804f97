"""The hand-written pages of docs/, tried before they are built: a wrong macro call becomes a finding at its line."""

import re
from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import Any

from jinja2 import Environment, StrictUndefined, TemplateSyntaxError, UndefinedError
from markupsafe import Markup

from infobox.catalogue.identity import Site
from infobox.catalogue.infobox import Infobox
from infobox.catalogue.rules import Case
from infobox.entries.docs import Page
from infobox.entries.records import Entry
from infobox.findings import Finding, did_you_mean
from infobox.pages.macros import Macro, MacroError, macros
from infobox.pages.render import Renderer

_NOT_A_MACRO = ("dit tussen accolades kan hier niet", "gebruik alleen een macro met zijn argumenten")


def pages_call_macros_well(case: Case) -> Iterator[Finding]:
    """Every macro in a page of docs/ exists, and is called with what it can answer."""
    library = macros(Silent(case.infobox), str)
    environment = Environment(undefined=StrictUndefined)  # noqa: S701 - nothing of what is rendered here is kept
    environment.globals.update(library)
    for page in case.pages.values():
        if finding := _try(environment, page, library, case):
            yield finding


RULES = (pages_call_macros_well,)


class Silent(Renderer):
    """Answers every macro with nothing: what is tried here is the call.

    Entries with a fault of their own are not in the Infobox, so nothing that follows relations may be rendered from it.
    """

    def __init__(self, infobox: Infobox) -> None:
        self.infobox, self.site = infobox, Site()

    def render(self, template: str, root: str, **context: Any) -> str:
        """Nothing."""
        return ""

    def part(self, name: str, root: str, *arguments: Any) -> str:
        """Nothing."""
        return ""

    def link(self, kind: str, entry: Entry, root: str) -> Markup:
        """Nothing."""
        return Markup("")


def _try(environment: Environment, page: Page, macros: Mapping[str, Macro], case: Case) -> Finding | None:
    name, above = page.path, page.body_line - 1
    try:
        environment.from_string(page.body).render()
    except TemplateSyntaxError as error:
        hint = "kijk de haakjes en aanhalingstekens van de macro na"
        return Finding(name, above + error.lineno, 1, "deze macro is niet goed geschreven", hint)
    except UndefinedError as error:
        line = above + _template_line(error.__traceback__)
        if (match := re.fullmatch(r"'(.+)' is undefined", str(error.message))) is None:
            return Finding(name, line, 1, *_NOT_A_MACRO)
        hint = did_you_mean(match[1], macros, f"kies uit: {', '.join(sorted(macros))}")
        return Finding(name, line, 1, f"de macro '{match[1]}' bestaat niet", hint)
    except MacroError as error:
        if error.wanted and not case.is_whole(*error.wanted) and error.wanted[1] in case.documents[error.wanted[0]]:
            return None  # it is there, with a fault of its own that is told already
        return Finding(name, above + _template_line(error.__traceback__), 1, error.message, error.hint)
    except (TypeError, ValueError, ArithmeticError, LookupError) as error:  # what an expression of a page can do wrong
        return Finding(name, above + _template_line(error.__traceback__), 1, *_NOT_A_MACRO)
    return None


def _template_line(traceback: TracebackType | None) -> int:
    """The line of the page, which Jinja leaves in the traceback."""
    line = 1
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == "<template>":
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line
