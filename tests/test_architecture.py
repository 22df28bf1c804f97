"""The arrows of the house: who may import whom, and that nothing is kept between two calls."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "infobox"
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts): path
    for path in [*PACKAGE.rglob("*.py"), ROOT / "macros.py"]
    if path.name != "__init__.py"
}

# From the ground up. A room may use the rooms that stand before it, and its own; nothing else.
GROUND = ("findings", "text", "disk", "clock")
ROOMS = ("entries", "catalogue", "links", "search", "pages", "exports", "site")
TOP = ("macros", "infobox.__main__")  # the front desk for Jinja, and the command line

# Arrows that still point up, from before the house had rooms.
UPWARD: set[tuple[str, str]] = {
    ("infobox.catalogue.addresses", "infobox.pages.render"),
    ("infobox.catalogue.addresses", "infobox.pages.stubs"),
    ("infobox.entries.lifecycle", "infobox.catalogue.infobox"),
    ("infobox.entries.load", "infobox.catalogue.infobox"),
    ("infobox.entries.skeleton", "infobox.pages.render"),
    ("infobox.exports.redirects", "infobox.site.policy"),
    ("infobox.pages.head", "infobox.exports.feeds"),
    ("infobox.pages.head", "infobox.exports.preview"),
    ("infobox.pages.macros", "infobox.exports.feeds"),
}

READERS = {"infobox.entries.documents", "infobox.entries.load"}  # the modules that open files of data
MAY_READ = {"infobox.entries.load", "infobox.site.project", "infobox.__main__", "infobox.links.command"}


def imports(path: Path) -> set[str]:
    """Every module that a file imports, at any depth; `from infobox.pages import stubs` is infobox.pages.stubs."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports relatively"
            module = node.module or ""
            inside = {f"{module}.{alias.name}" for alias in node.names} & MODULES.keys()
            found |= inside or {module}
    return found


def ours(path: Path) -> set[str]:
    """The modules of ours that a file imports; `from infobox.pages import stubs` counts as infobox.pages.stubs."""
    found = set()
    for name in imports(path):
        if name.split(".")[0] == "infobox":
            found.add(name)
    return found


def floor(module: str) -> int:
    """On which floor a module stands: 0 is the ground."""
    parts = module.split(".")
    if module in TOP:
        return len(ROOMS) + 1
    if len(parts) == 2 and parts[1] in GROUND:
        return 0
    assert parts[1] in ROOMS, f"{module} stands in no room"
    return ROOMS.index(parts[1]) + 1


def test_every_module_stands_in_a_room() -> None:
    assert {floor(module) for module in MODULES} == set(range(len(ROOMS) + 2))


def test_arrows_point_down() -> None:
    up = {
        (module, other)
        for module, path in MODULES.items()
        for other in ours(path)
        if floor(other) > floor(module) or (floor(other) == floor(module) == 0)
    }
    assert up == UPWARD


def test_only_few_read_data() -> None:
    readers = {module for module, path in MODULES.items() if ours(path) & READERS}
    assert {m for m in readers if "infobox.entries.load" in ours(MODULES[m])} <= MAY_READ


def test_only_the_doorway_knows_mkdocs() -> None:
    assert [
        name for name, path in MODULES.items() if any(each.split(".")[0] == "mkdocs" for each in imports(path))
    ] == ["infobox.site.hooks"]


def test_only_the_reader_of_files_knows_yaml() -> None:
    assert [name for name, path in MODULES.items() if "yaml" in imports(path)] == ["infobox.entries.documents"]


def test_the_front_desk_is_no_more_than_that() -> None:
    assert ours(MODULES["macros"]) <= {"infobox.pages.macros", "infobox.exports.markdown"}
    assert len(MODULES["macros"].read_text(encoding="utf-8").splitlines()) < 40


def test_no_module_is_imported_in_a_circle() -> None:
    arrows = {name: {f"infobox.{each}" for each in ours(path)} for name, path in MODULES.items()}
    while free := {name for name, targets in arrows.items() if not targets & arrows.keys()}:
        arrows = {name: targets for name, targets in arrows.items() if name not in free}
    assert arrows == {}


def test_imports_stand_at_the_top() -> None:
    hidden = [
        (name, node.lineno)
        for name, path in MODULES.items()
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []


@pytest.mark.parametrize("module", sorted(MODULES))
def test_nothing_is_kept_at_module_level(module: str) -> None:
    assert list(kept(ast.parse(MODULES[module].read_text(encoding="utf-8")))) == []


CHANGES = {"append", "extend", "insert", "add", "update", "setdefault", "pop", "remove", "clear", "discard", "sort"}


def kept(tree: ast.Module) -> Iterator[str]:
    """State of a module: variables that are no constants, and anything that changes one of its names later."""
    names = {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }
    yield from (name for name in sorted(names) if name[0] != "_" and not name[0].isupper())
    yield from (name for name in sorted(names) if name.startswith("_") and not name.strip("_")[0].isupper())
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        yield from (f"{function.name} is cached" for each in function.decorator_list if "cache" in _cached(each))
        own = {node.id for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
        for node in ast.walk(function):
            match node:
                case ast.Global():
                    yield f"global {', '.join(node.names)}"
                case ast.Subscript(value=ast.Name(id=name), ctx=ast.Store() | ast.Del()) if name in names - own:
                    yield f"{name}[...] changes"
                case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=attr)) if (
                    name in names - own and attr in CHANGES
                ):
                    yield f"{name}.{attr}() changes"


def _cached(decorator: ast.expr) -> str:
    name = ast.unparse(decorator)
    return "" if name.split("(")[0] in ("cached_property", "functools.cached_property") else name


@pytest.mark.parametrize(
    "code",
    [
        "cache = {}",
        "_seen: list[str] = []",
        "A = {}\ndef f():\n    A['x'] = 1",
        "A = []\ndef f():\n    A.append(1)",
        "A = 1\ndef f():\n    global A\n    A = 2",
        "@functools.lru_cache\ndef f(): ...",
        "@cache\ndef f(): ...",
    ],
)
def test_what_is_kept_would_be_seen(code: str) -> None:
    assert list(kept(ast.parse(code)))
