"""What we lean on that others may change without a word: the whole list, and that each is still there.

A library promises its public names. These it does not promise; when one goes, this says so before a reader notices.
"""

import ast
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import mkdocs_macros.plugin
import pytest
from mkdocs.theme import Theme

from tests.conftest import ROOT

PACKAGE = ROOT / "infobox"
THEME = PACKAGE / "theme"

# (our module, name): where it is, and what becomes of us without it.
PRIVATE = {
    ("site/hooks.py", "_env"): ("mkdocs_macros.plugin.MacrosPlugin", "pages of docs/ would be read by all of Jinja"),
    ("pages/sandbox.py", "_parse"): ("jinja2.Environment", "what a page may call is no longer looked at"),
    ("links/witness.py", "_ConnectionPlugin"): ("linkcheck.plugins", "what servers answer is not written down"),
    ("links/witness.py", "_add_ssl_info"): ("linkcheck.checker.httpurl.HttpUrl", "a proxy gives bad certificates"),
    ("links/witness.py", "_send_request"): ("linkcheck.checker.httpurl.HttpUrl", "pauses and refusals are not kept"),
}
# (our module, what it puts something of ours in the place of).
REPLACED = {
    ("links/witness.py", "HttpUrl._add_ssl_info"),
    ("links/witness.py", "HttpUrl._send_request"),
    ("links/witness.py", "HttpUrl.check"),
    ("links/witness.py", "HttpUrl.check_content"),
    ("links/witness.py", "HttpUrl.close_connection"),
    ("links/witness.py", "requests.Session.resolve_redirects"),
    ("links/witness.py", "urllib3.util.connection.create_connection"),
}
# Private by their look only: their documentation names them.
DOCUMENTED = {"_exit", "_replace", "_Element"}

# Attributes that are set while a build runs, so no class has them.
SET_LATER = {"_env"}

# Of the theme's templates; all others are ours. And the words that we ask it for.
TEMPLATES = {"partials/language.html"}
WORDS = {"action.edit", "action.skip", "nav", "search", "source", "toc"}

_FROM_THEME = re.compile(r"""\{%-? *(?:extends|include|import|from) +"([^"]+)\"""")
_WORD = re.compile(r"""lang\.t\(['"]([^'"]+)['"]\)""")


def own_names(tree: ast.AST) -> set[str]:
    """The private names that a module defines itself."""
    names = {node.name for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and _is_self(node.value):
            names.add(node.attr)
    return names


def private_names(tree: ast.AST) -> set[str]:
    """Names with one underscore in front that a module asks of something else than itself."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and not _is_self(node.value):
            found.add(node.attr)
        elif isinstance(node, ast.ImportFrom):
            found |= {alias.name for alias in node.names}
    return {name for name in found if name.startswith("_") and not name.startswith("__")}


def replaced(tree: ast.AST) -> set[str]:
    """What a module assigns to attributes of what it imported."""
    imported = {
        (alias.asname or alias.name).partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for alias in node.names
    }
    targets = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)]
    names = {ast.unparse(target) for target in targets}
    return {name for name in names if name.partition(".")[0] in imported}


def _is_self(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id in ("self", "cls")


def test_every_private_name_of_others_is_on_the_list() -> None:
    trees = {path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_bytes()) for path in PACKAGE.rglob("*.py")}
    found = set()
    for module, tree in trees.items():
        ours = own_names(tree) - {name for place, name in PRIVATE if place == module}
        found |= {(module, name) for name in private_names(tree) - ours - DOCUMENTED}
    assert found == PRIVATE.keys()


def test_what_is_replaced_is_on_the_list_too_and_still_there() -> None:
    found = set()
    for path in PACKAGE.rglob("*.py"):
        found |= {(path.relative_to(PACKAGE).as_posix(), name) for name in replaced(ast.parse(path.read_bytes()))}
    assert found == REPLACED
    for _, name in REPLACED:
        owner, _, attribute = name.rpartition(".")
        assert hasattr(eval(owner, vars(import_module("infobox.links.witness"))), attribute)  # noqa: S307 - of this file


@pytest.mark.parametrize(("place", "name"), PRIVATE)
def test_each_is_still_there(place: str, name: str) -> None:
    owner, _ = PRIVATE[place, name]
    module, _, attribute = owner.rpartition(".")
    holder = getattr(import_module(module), attribute, None) if attribute[0].isupper() else import_module(owner)
    if name in SET_LATER:
        assert re.search(rf"\bself\.{name}\b", Path(mkdocs_macros.plugin.__file__).read_text(encoding="utf-8"))
    else:
        assert hasattr(holder, name)


def test_of_the_theme_only_these_templates_and_words_are_used() -> None:
    ours = [path for path in THEME.rglob("*.html") if path.parent.name != "languages"]
    texts = {path: path.read_text(encoding="utf-8") for path in ours}
    used = {name for text in texts.values() for name in _FROM_THEME.findall(text)}
    assert {name for name in used if not (THEME / name).is_file()} == TEMPLATES
    assert {word for text in texts.values() for word in _WORD.findall(text)} == WORDS


def test_the_theme_still_has_them() -> None:
    environment = Theme(name="material", language="nl").get_env()
    words: Any = environment.get_template("partials/language.html").make_module(
        {"config": {"theme": {"language": "nl"}}}
    )
    assert {word for word in WORDS if words.t(word) in ("", word)} == set()
