"""Where the macros of docs/ run: a call of one of ours with plain values, and nothing else of what Jinja can do.

No variables, filters, tests, statements, attributes or sums. What a page may ask is a list of kinds of nodes, so there
is nothing that runs long and nothing to climb out of; Jinja's own sandbox stands behind that list.
"""

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Call, nodes.Name, nodes.Const, nodes.Keyword, nodes.List,
    nodes.Neg,
)  # fmt: skip


class NotAMacroError(TemplateError):
    """Between braces stands something else than a call of a macro with plain values; `lineno` says where."""

    def __init__(self, lineno: int) -> None:
        self.lineno = lineno
        super().__init__("only a macro may be called here, with plain values")


class _OwnTemplate(Template):
    """A template that knows what its environment knows, whatever it is handed beside that."""

    def render(self, *_: Any, **__: Any) -> str:
        """The page with its macros written out."""
        return super().render()


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment for pages of docs/, with `macros` as all there is to call."""

    template_class = _OwnTemplate

    def __init__(self, macros: Mapping[str, Callable[..., str]]) -> None:
        super().__init__(undefined=StrictUndefined, keep_trailing_newline=True)
        for table in (self.globals, self.filters, self.tests):
            table.clear()
        self.globals.update(macros)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        _look(tree)
        return tree


def _look(node: nodes.Node) -> None:
    """Raise NotAMacroError for the first node that is not of the list, or that calls something else than a name."""
    called = not isinstance(node, nodes.Call) or (
        isinstance(node.node, nodes.Name) and node.dyn_args is None and node.dyn_kwargs is None
    )
    if not isinstance(node, _ALLOWED) or not called:
        raise NotAMacroError(node.lineno)
    for child in node.iter_child_nodes():
        _look(child)
