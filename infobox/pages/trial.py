"""The hand-written pages of docs/, tried before they are built: a wrong macro call becomes a finding at its line."""

import functools
import inspect
import posixpath
import re
from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import Any

from jinja2 import Template, TemplateSyntaxError, UndefinedError
from markupsafe import Markup

from infobox.catalogue.addresses import page_address
from infobox.catalogue.identity import Site
from infobox.catalogue.infobox import Infobox
from infobox.catalogue.rules import Case
from infobox.entries.docs import Page, readable
from infobox.entries.documents import code_in
from infobox.entries.records import Entry
from infobox.findings import Finding, did_you_mean, nearest
from infobox.pages.macros import Macro, MacroError, macros
from infobox.pages.render import Renderer
from infobox.pages.sandbox import MOST_CALLS, NotAMacroError, Sandbox, TooMuchError

_NOT_A_MACRO = ("dit tussen accolades kan hier niet", "gebruik alleen een macro met zijn argumenten")


def pages_call_macros_well(case: Case) -> Iterator[Finding]:
    """Every macro in a page of docs/ exists, and is called with what it can answer."""
    faults: list[tuple[int, MacroError]] = []
    library = macros(Silent(case.infobox), str)
    environment = Sandbox({name: _noting(macro, faults) for name, macro in library.items()})
    for page in case.pages.values():
        faults.clear()
        ended = _end(environment, page, library)
        for line, error in faults:
            if not (error.wanted and _is_told_already(case, *error.wanted)):
                yield Finding(page.path, page.body_line - 1 + line, 1, error.message, error.hint)
        if ended:
            yield ended
        for number, text in enumerate(readable(page).split("\n"), start=page.body_line):
            for match in _ONE_BRACE.finditer(text):
                if match[1] in library:
                    hint = f"schrijf: {{{{ {match[0].strip('{} ')} }}}}"
                    message = "om een macro horen twee accolades aan elke kant"
                    yield Finding(page.path, number, match.start() + 1, message, hint)


def pages_link_to_pages(case: Case) -> Iterator[Finding]:
    """A link from one page to another leads to a page that there is."""
    published = {address.partition("#")[0] for address, _ in case.claims()}
    names = sorted(f"{name}.md" for name in case.pages)
    for page in case.pages.values():
        for number, line in enumerate(readable(page).split("\n"), start=page.body_line):
            for match in _PAGE_LINK.finditer(line):
                target = posixpath.normpath(posixpath.join(posixpath.dirname(page.name), match[1]))
                name = target.removesuffix(".md")
                kind, _, entry = name.rpartition("/")
                known = name in case.pages or entry in case.documents.get(kind, {})
                if not known and page_address(name.removesuffix("/index")) not in published:
                    hint = did_you_mean(match[1], names, "kijk de naam na; links naar een onderwerp gaan met een macro")
                    yield Finding(page.path, number, match.start(1) + 1, f"de pagina '{match[1]}' bestaat niet", hint)


RULES = (pages_call_macros_well, pages_link_to_pages)

_PAGE_LINK = re.compile(r"\]\((?!https?:|/)([\w./-]+\.md)(?=[)# ])")
_ONE_BRACE = re.compile(r"(?<![{\w])\{ *(\w+)\([^(){}\n]*\) *\}(?!\})")
_CALL = re.compile(r"\{\{(.*?)(?:\}\}|\}(?!\})|$)")
_SIMPLE = re.compile(r"\s*([A-Za-z_]+)\s*\(?\s*[\"'“”„‘’]?([^\"'“”„‘’()={}]*?)[\"'“”‘’]?\s*\)?\s*")


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


def _noting(macro: Macro, faults: list[tuple[int, MacroError]]) -> Macro:
    """A macro that puts what is wrong with a call on a list, so that the rest of the page is tried too."""

    @functools.wraps(macro)
    def noting(*arguments: Any, **named: Any) -> str:
        try:
            return macro(*arguments, **named)
        except MacroError as error:
            faults.append((_calling_line(), error))
            return ""

    return noting


def _calling_line() -> int:
    """The line of the page that is being rendered."""
    frame = inspect.currentframe()
    while frame is not None:
        if isinstance(template := frame.f_globals.get("__jinja_template__"), Template):
            return template.get_corresponding_lineno(frame.f_lineno)
        frame = frame.f_back
    return 1


def _end(environment: Sandbox, page: Page, macros: Mapping[str, Macro]) -> Finding | None:
    """Render a page, as far as it goes; the fault that ended it, if one did."""
    name, above = page.path, page.body_line - 1
    try:
        environment.from_string(page.body).render()
    except TemplateSyntaxError as error:
        hint = _meant(page, error.lineno, macros) or "kijk de haakjes en aanhalingstekens van de macro na"
        return Finding(name, above + error.lineno, 1, "deze macro is niet goed geschreven", hint)
    except TooMuchError as error:
        hint = f"houd het op {MOST_CALLS}, of verdeel de tekst over meer pagina's"
        return Finding(name, above + error.lineno, 1, "deze pagina vraagt te veel macro's", hint)
    except NotAMacroError as error:
        return Finding(name, above + error.lineno, 1, *_NOT_A_MACRO)
    except UndefinedError as error:
        line = above + _template_line(error.__traceback__)
        if (match := re.fullmatch(r"'(.+)' is undefined", str(error.message))) is None:
            return Finding(name, line, 1, *_NOT_A_MACRO)
        quoted = _meant(page, line - above, macros)
        if quoted and match[1] in quoted.partition("(")[2]:
            return Finding(name, line, 1, f"om '{match[1]}' horen aanhalingstekens", quoted)
        hint = did_you_mean(match[1], macros, f"kies uit: {', '.join(sorted(macros))}")
        return Finding(name, line, 1, f"de macro '{match[1]}' bestaat niet", hint)
    except (TypeError, ValueError, ArithmeticError, LookupError) as error:  # what an expression of a page can do wrong
        if _is_ours(error.__traceback__):
            raise
        return Finding(name, above + _template_line(error.__traceback__), 1, *_NOT_A_MACRO)
    return None


def _meant(page: Page, number: int, macros: Mapping[str, Macro]) -> str:
    """The call that somebody meant on a line of a page, as a remedy, when it is a simple one; else ''."""
    lines = page.body.split("\n")
    for call in _CALL.finditer(lines[number - 1] if number <= len(lines) else ""):
        match = _SIMPLE.fullmatch(call[1])
        if match and (macro := match[1] if match[1] in macros else nearest(match[1], macros)):
            right = f'{{{{ {macro}("{match[2]}") }}}}' if match[2] else f"{{{{ {macro}() }}}}"
            if call[0] != right and not re.fullmatch(r"\{\{ *\w+\((\"[^\"]*\"|'[^']*')?\) *\}\}", call[0]):
                return f"schrijf: {right}"
    return ""


def _is_ours(traceback: TracebackType | None) -> bool:
    """Whether an error came up inside a macro: then it is a fault of ours, and says nothing about the page."""
    in_page = False
    while traceback is not None:
        frame = traceback.tb_frame
        in_page |= frame.f_code.co_filename == "<template>"
        if in_page and str(frame.f_globals.get("__name__", "")).startswith("infobox."):
            return True
        traceback = traceback.tb_next
    return False


def _is_told_already(case: Case, kind: str, wanted: str) -> bool:
    """Whether an entry is there after all, by its id, code or former name, with a fault that is told at its file."""
    files = case.documents[kind]
    named = {wanted, case.locked.codes.get(wanted.upper(), "").removeprefix(f"{kind}/")}
    named |= {one.id for one in files.values() if code_in(one).upper() == wanted.upper()}
    named |= {one.id for one in files.values() if wanted in (former for former, _ in one.find("levensloop.was.*"))}
    return any(name in files and not case.is_whole(kind, name) for name in named)


def _template_line(traceback: TracebackType | None) -> int:
    """The line of the page, which Jinja leaves in the traceback."""
    line = 1
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == "<template>":
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line
