"""Where the macros of docs/ run: a call of one of ours with plain values, and nothing else of what Jinja can do.

No variables, filters, tests, statements, attributes or sums. What a page may ask is a list of kinds of nodes, so there
is nothing that runs long and nothing to climb out of; Jinja's own sandbox stands behind that list.
"""

import time
from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Call, nodes.Name, nodes.Const, nodes.Keyword, nodes.List,
    nodes.Neg,
)  # fmt: skip


MOST_CALLS = 200  # of macros in one page; the page that explains them has forty
MOST_LETTERS = 8 * 1024 * 1024  # of one page with its macros written out
MOST_SECONDS = 20
DEEPEST = 10  # a list in a list in a call


class NotAMacroError(TemplateError):
    """Between braces stands something else than a call of a macro with plain values; `lineno` says where."""

    def __init__(self, lineno: int) -> None:
        self.lineno = lineno
        super().__init__("only a macro may be called here, with plain values")


class TooMuchError(NotAMacroError):
    """A page calls so many macros, or they say so much, that nobody can have meant it."""


class _OwnTemplate(Template):
    """A template that knows what its environment knows, whatever it is handed beside that."""

    def render(self, *_: Any, **__: Any) -> str:
        """The page with its macros written out. Raises TooMuchError when that takes too long or gets too long."""
        parts, letters, until = [], 0, time.monotonic() + MOST_SECONDS
        for part in super().generate():
            parts.append(part)
            letters += len(part)
            if letters > MOST_LETTERS or time.monotonic() > until:
                raise TooMuchError(1)
        return "".join(parts)


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment for pages of docs/, with `macros` as all there is to call."""

    template_class = _OwnTemplate

    def __init__(self, macros: Mapping[str, Callable[..., str]]) -> None:
        super().__init__(undefined=StrictUndefined, keep_trailing_newline=True)
        for table in (self.globals, self.filters, self.tests):
            table.clear()
        self.globals.update(macros)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        try:
            tree = super()._parse(source, name, filename)
        except RecursionError:
            raise NotAMacroError(1) from None
        _look(tree, 0)
        calls = list(tree.find_all(nodes.Call))
        if len(calls) > MOST_CALLS:
            raise TooMuchError(calls[MOST_CALLS].lineno)
        return tree


def _look(node: nodes.Node, depth: int) -> None:
    """Raise NotAMacroError for the first node that is not of the list, or that calls something else than a name."""
    called = not isinstance(node, nodes.Call) or (
        isinstance(node.node, nodes.Name) and node.dyn_args is None and node.dyn_kwargs is None
    )
    if not isinstance(node, _ALLOWED) or not called or depth > DEEPEST:
        raise NotAMacroError(node.lineno)
    for child in node.iter_child_nodes():
        _look(child, depth + 1)
