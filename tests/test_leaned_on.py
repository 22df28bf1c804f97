"""What we lean on that others may change without a word: names that they keep to themselves, and what we put in theirs.

`LEANED_ON` is the list: an update of a package that renames one of these fails here, with what it was for, and not
somewhere in a build. Nothing of the kind may be used that is not on the list.
"""

import ast
import importlib
import inspect
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment

from tests.conftest import ROOT
from tests.test_architecture import MODULES, nodes

# Name of somebody else -> who leans on it, what for, and the parameters that we give or take, as far as we do.
LEANED_ON = {
    "mkdocs.commands.build._populate_page": (
        "infobox.site.edition", "reads one page", ("page", "config", "files")),
    "mkdocs.commands.build._build_page": (
        "infobox.site.edition", "makes one page", ("page", "config", "doc_files", "nav", "env")),
    "mkdocs.commands.build._build_theme_template": (
        "infobox.site.edition", "makes the 404 page and the sitemap",
        ("template_name", "env", "files", "config", "nav")),
    "mkdocs_macros.plugin.MacrosPlugin.env": (
        "infobox.site.hooks", "gives what stands in `_env`, where our sandbox is put", None),
    "mkdocs_macros.plugin.MacrosPlugin.has_j2": (
        "infobox.site.hooks", "is put aside: titles hold no macros", ("self", "s")),
    "jinja2.Environment._parse": (
        "infobox.pages.sandbox", "where a page is looked at before it is compiled",
        ("self", "source", "name", "filename")),
    "linkcheck.plugins._ConnectionPlugin": (
        "infobox.links.witness", "what a plugin is that sees an answer", None),
    "linkcheck.checker.httpurl.HttpUrl._add_ssl_info": (
        "infobox.links.witness", "is put aside: it connects a second time", ("self",)),
    "linkcheck.checker.httpurl.HttpUrl._send_request": (
        "infobox.links.witness", "where a request gets an end", ("self", "request")),
    "linkcheck.checker.httpurl.HttpUrl.check": (
        "infobox.links.witness", "where what goes wrong with an answer stays with it", ("self",)),
    "linkcheck.checker.httpurl.HttpUrl.close_connection": (
        "infobox.links.witness", "where a connection is closed", ("self",)),
    "linkcheck.checker.httpurl.HttpUrl.check_content": (
        "infobox.links.witness", "is put aside: the plugin read what we need", ("self",)),
    "requests.Session.resolve_redirects": (
        "infobox.links.witness", "is put aside: a redirect is ours to follow", None),
    "requests.sessions.extract_cookies_to_jar": ("infobox.links.witness", "is put aside: no cookies", None),
    "requests.adapters.extract_cookies_to_jar": ("infobox.links.witness", "is put aside: no cookies", None),
    "urllib3.util.connection.create_connection": (
        "infobox.links.witness", "the one way in which urllib3 connects", ("address",)),
}  # fmt: skip
# Private by their names only.
DOCUMENTED = {"_exit": "of os", "_replace": "of a named tuple", "_Element": "the type of an element, in lxml's stubs"}
# Of Material's templates; all others that our theme asks for are its own.
OF_MATERIAL = {"partials/language.html"}
THEME = ROOT / "infobox" / "theme"
_TEMPLATE = re.compile(r"""\{%-?\s*(?:extends|include|import|from)\s+["']([^"']+)["']""")
_WORD = re.compile(r"""lang\.t\(["']([^"']+)["']\)""")


def found(name: str) -> object:
    """What a name stands for. Raises AttributeError or ImportError when there is no such thing."""
    parts = name.split(".")
    for at in range(len(parts) - 1, 0, -1):
        try:
            here: object = importlib.import_module(".".join(parts[:at]))
        except ModuleNotFoundError:
            continue
        for part in parts[at:]:
            here = getattr(here, part)
        return here
    raise ImportError(name)


@pytest.mark.parametrize("name", LEANED_ON)
def test_what_we_lean_on_is_there_and_takes_what_we_give(name: str) -> None:
    _, _, parameters = LEANED_ON[name]
    there = found(name)
    if parameters is not None:
        assert list(inspect.signature(there).parameters)[: len(parameters)] == list(parameters)  # type: ignore[arg-type]


def test_our_sandbox_is_where_mkdocs_macros_looks_for_its_environment() -> None:
    source = inspect.getsource(found("mkdocs_macros.plugin"))  # type: ignore[arg-type]
    assert "return self._env" in source
    assert "render_macros" in source  # by which a page that we made is left alone


@pytest.mark.parametrize("name", ["infobox.links.nothing", "mkdocs.commands.build._gone", "nobody.has.this"])
def test_what_is_gone_would_be_seen(name: str) -> None:
    with pytest.raises((AttributeError, ImportError)):
        found(name)


def test_no_other_private_name_is_used() -> None:
    ours = {name for path in MODULES.values() for name in own(nodes(path))}
    used = {(module, name) for module, path in MODULES.items() for name in private(nodes(path), ours)}
    on_the_list = {(module, name.rpartition(".")[2]) for name, (module, _, _) in LEANED_ON.items()}
    assert {one for one in used - on_the_list if one[1] not in DOCUMENTED} == {("infobox.site.hooks", "_env")}
    assert {(module, name) for module, name in on_the_list if name.startswith("_")} <= used, "on the list, and unused"


def own(tree: Iterable[ast.AST]) -> Iterator[str]:
    """Every name that a file gives: of a function, a class, a variable, something of `self`."""
    for node in tree:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and ast.unparse(node.value) == "self":
            yield node.attr


def private(tree: Iterable[ast.AST], ours: Collection[str]) -> Iterator[str]:
    """Every private name in a file that is not one of ours."""
    for node in tree:
        if isinstance(node, ast.ImportFrom) and not (node.module or "").startswith("infobox"):
            yield from (alias.name for alias in node.names if alias.name.startswith("_"))
        elif isinstance(node, ast.Attribute) and node.attr.startswith("_") and not node.attr.startswith("__"):
            theirs = node.attr not in ours or ast.unparse(node.value) == "super()"
            yield from [node.attr] if theirs else []


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("from elsewhere import _inside", ["_inside"]),
        ("import elsewhere\nelsewhere.One._add = None", ["_add"]),
        ("class A(B):\n    def _parse(self):\n        return super()._parse()", ["_parse"]),
        (
            "class A:\n    def __init__(self):\n        self._a = 1\n    def b(self, other):\n        return other._a",
            [],
        ),
        ("from infobox.site.build import _beside", []),
    ],
)
def test_a_private_name_would_be_seen(code: str, names: list[str]) -> None:
    tree = tuple(ast.walk(ast.parse(code)))
    assert list(private(tree, set(own(tree)))) == names


def texts() -> dict[str, str]:
    """Our templates for the theme, by name."""
    return {path.relative_to(THEME).as_posix(): path.read_text(encoding="utf-8") for path in THEME.rglob("*.html")}


def test_of_the_theme_we_ask_for_one_template() -> None:
    asked = {name for text in texts().values() for name in _TEMPLATE.findall(text)}
    assert {name for name in asked if not (THEME / name).is_file()} == OF_MATERIAL


def test_every_word_that_we_ask_of_the_theme_is_there_in_dutch() -> None:
    words = {word for text in texts().values() for word in _WORD.findall(text)}
    assert words
    ours = (THEME / "partials" / "languages" / "nl.html").read_text(encoding="utf-8")
    language: Any = Environment(autoescape=True).from_string(ours).module
    assert [word for word in sorted(words) if not str(language.t(word))] == []


def test_the_theme_takes_its_words_from_where_ours_stand() -> None:
    [templates] = importlib.import_module("material").__path__
    language = Path(templates) / "templates" / "partials" / "language.html"
    assert '"partials/languages/" ~ config.theme.language ~ ".html"' in language.read_text(encoding="utf-8")
