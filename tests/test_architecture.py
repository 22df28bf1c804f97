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

# Module -> the modules of ours that it may import. A module that is not named here may import none of READING.
ALLOWED = {
    "infobox.findings": set[str](),
    "infobox.text": set[str](),
    "infobox.documents": {"findings", "text"},
    "infobox.model": {"findings", "text"},
    "infobox.faults": {"documents", "fields", "findings", "model"},
    "infobox.checks": {"documents", "findings", "lifecycle"},
    "infobox.lifecycle": {"catalogue", "documents", "findings", "model"},
    "infobox.catalogue": {"model"},
    "infobox.load": {"catalogue", "checks", "documents", "faults", "findings", "model"},
    "infobox.fields": set[str](),
    "infobox.csp": set[str](),
    "infobox.words": {"model"},
    "infobox.destinations": {"catalogue", "model"},
    "infobox.bibliography": {"catalogue", "model"},
    "infobox.linkstates": {"catalogue", "links.collect", "links.report", "links.state", "model", "words"},
    # links/ knows findings, texts and documents with their places; never an entry.
    "infobox.links.address": {"text"},
    "infobox.links.collect": {"documents", "findings", "links.address"},
    "infobox.links.evidence": set[str](),
    "infobox.links.witness": set[str](),
    "infobox.links.robots": {"links.evidence"},
    "infobox.links.engine": {"links.evidence"},
    "infobox.links.visit": {"links.address", "links.engine", "links.evidence", "links.robots"},
    "infobox.links.classify": {"links.evidence"},
    "infobox.links.state": {"links.classify", "links.evidence"},
    "infobox.links.exceptions": {"documents", "findings", "links.classify", "links.collect", "links.state"},
    "infobox.links.report": {"findings", "links.collect", "links.exceptions", "links.state"},
    "infobox.links.site": {"findings", "links.engine"},
}
READING = {"load", "documents", "checks", "faults", "hooks"}
MAY_READ = {"infobox.load", "infobox.project", "infobox.__main__", "infobox.links.command"}


def imports(path: Path) -> set[str]:
    """Every module that a file imports, at any depth; `from infobox import x` counts as infobox.x."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports relatively"
            module = node.module or ""
            found |= {f"infobox.{alias.name}" for alias in node.names} if module == "infobox" else {module}
    return found


def ours(path: Path) -> set[str]:
    return {name.removeprefix("infobox.") for name in imports(path) if name.startswith("infobox.")}


def test_the_table_names_modules_that_exist() -> None:
    assert sorted((ALLOWED.keys() | MAY_READ) - MODULES.keys()) == []


@pytest.mark.parametrize("module", ALLOWED)
def test_a_module_imports_no_more_than_its_arrows_allow(module: str) -> None:
    assert ours(MODULES[module]) - ALLOWED[module] == set()


@pytest.mark.parametrize("module", sorted(MODULES.keys() - ALLOWED.keys() - MAY_READ))
def test_everything_else_gets_an_infobox_and_reads_no_data(module: str) -> None:
    assert ours(MODULES[module]) & READING == set()


def test_only_the_doorway_knows_mkdocs() -> None:
    assert [
        name for name, path in MODULES.items() if any(each.split(".")[0] == "mkdocs" for each in imports(path))
    ] == ["infobox.hooks"]


def test_only_the_reader_of_files_knows_yaml() -> None:
    assert [name for name, path in MODULES.items() if "yaml" in imports(path)] == ["infobox.documents"]


def test_the_front_desk_is_no_more_than_that() -> None:
    assert ours(MODULES["macros"]) <= {"macros", "exports"}
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
