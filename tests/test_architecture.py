"""The arrows of the house: who may import whom, and that nothing is kept between two calls."""

import ast
import functools
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "infobox"
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts): path
    for path in [*PACKAGE.rglob("*.py"), ROOT / "macros.py"]
    if path.name != "__init__.py"
}

# From the ground up. A room may use the rooms that stand before it, and its own; nothing else. Of the ground, only
# `inert` may be used by the others: whatever is shown goes through it.
GROUND = ("inert", "messages", "findings", "text", "disk", "clock")
ROOMS = ("entries", "catalogue", "links", "search", "pages", "exports", "site")
TOP = ("macros", "infobox.__main__")  # the front desk for Jinja, and the command line

# What opens what people wrote, and who may use it.
READERS = {
    "infobox.entries.documents.read": {
        "infobox.entries.load",
        "infobox.links.command",
        "infobox.catalogue.command",
        "infobox.site.house_style",
        "infobox.site.project",
    },
    "infobox.entries.docs.read_pages": {"infobox.entries.load", "infobox.links.command"},
    "infobox.entries.load.read_documents": {"infobox.catalogue.command", "infobox.links.command"},
    "infobox.entries.load.load": {"infobox.site.project"},
    "infobox.catalogue.lock.read": {"infobox.site.project", "infobox.catalogue.command"},
}
# Who opens files at all, and what.
OPENS = {
    "infobox.disk": "whatever it is asked to",
    "infobox.entries.documents": "a file of data",
    "infobox.entries.docs": "a page of docs/",
    "infobox.entries.load": "the folders of data",
    "infobox.entries.skeleton": "writes a new file of data",
    "infobox.catalogue.command": "writes schemas",
    "infobox.catalogue.edities": "the files of edities",
    "infobox.catalogue.lock": "the lock",
    "infobox.links.engine": "its own folder",
    "infobox.links.hold": "the folder of a run, and what killed runs left",
    "infobox.links.fix": "writes addresses in files of data",
    "infobox.links.inside": "the built site",
    "infobox.site.house_style": "the style sheet of the theme",
    "infobox.links.run": "its journal",
    "infobox.links.state": "the state of links",
    "infobox.links.command": "its journal, through run.py",
    "infobox.search.script": "the program for the browser, beside it",
    "infobox.site.build": "the built site",
    "infobox.site.command": "the built site",
    "infobox.site.contact": "mkdocs.yml",
    "infobox.site.editing": "a copy of the project, to try a change in",
    "infobox.site.elsewhere": "a site that another builder made",
    "infobox.site.in_browser": "the built site",
    "infobox.site.offline": "the built site",
    "infobox.site.printing": "writes PDFs",
    "infobox.site.proposal": "an event of GitHub",
    "infobox.site.release": "all that goes into a zip",
    "infobox.site.review": "a copy of the project, to try a line in",
    "infobox.site.policy": "its own scripts",
    "infobox.site.serve": "the built site, to send it",
    "infobox.site.todo": "writes the message for the redactie",
    "infobox.__main__": "the end of its output",
}
OPENING = {
    "open", "fdopen", "read_text", "read_bytes", "write_text", "write_bytes", "read_bounded", "write_whole", "glob",
    "rglob", "iterdir", "scandir", "listdir", "walk", "below",
}  # fmt: skip

# Names that two modules may share, with the reason; and a name that Python has too.
SHARED_NAMES = {
    "command": "the commands of a room",
    "macros": "the macros, and the front desk that MkDocs wants to find under this name",
    "rules": "the rules that a room holds, of one shape, in one register",
}
STANDARD_NAMES: dict[str, str] = {"site": "the room of the site; MkDocs puts no folder on the path that holds it"}


@functools.cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """All of a file, as Python reads it; read once."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


@functools.cache
def imports(path: Path) -> frozenset[str]:
    """Every module that a file imports, at any depth; `from infobox.pages import stubs` is infobox.pages.stubs."""
    found = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports relatively"
            module = node.module or ""
            inside = {f"{module}.{alias.name}" for alias in node.names} & MODULES.keys()
            found |= inside or {module}
    return frozenset(found)


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
    """One contract for every module: to a lower floor, or to a neighbour in the same room."""
    up = {(module, other) for module, path in MODULES.items() for other in ours(path) if not may_use(module, other)}
    assert up == set()


def may_use(module: str, other: str) -> bool:
    if floor(module) == floor(other) == 0:
        return _rank(other) < _rank(module)
    if floor(module) == floor(other):
        return floor(module) <= len(ROOMS)
    return floor(other) < floor(module)


def _rank(module: str) -> int:
    return GROUND.index(module.removeprefix("infobox."))


@pytest.mark.parametrize(
    ("module", "other"),
    [
        ("infobox.entries.load", "infobox.catalogue.lock"),
        ("infobox.catalogue.lock", "infobox.pages.render"),
        ("infobox.pages.render", "infobox.site.policy"),
        ("infobox.site.build", "infobox.__main__"),
        ("infobox.findings", "infobox.text"),
        ("infobox.__main__", "macros"),
    ],
)
def test_an_arrow_that_points_up_would_be_seen(module: str, other: str) -> None:
    assert not may_use(module, other)
    assert may_use(other, module) or floor(module) == floor(other)


def test_every_import_of_ours_is_of_a_module_that_exists() -> None:
    assert {(name, other) for name, path in MODULES.items() for other in ours(path) if other not in MODULES} == set()


@functools.cache
def used(path: Path) -> frozenset[str]:
    """Every name of ours that a module uses from elsewhere, also as `module.name`: 'infobox.catalogue.lock.read'."""
    names: dict[str, str] = {}
    found = set()
    for node in nodes(path):
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                names[alias.asname or alias.name] = f"{node.module}.{alias.name}"
                found.add(f"{node.module}.{alias.name}")
    for node in nodes(path):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in names:
            found.add(f"{names[node.value.id]}.{node.attr}")
    return frozenset(found)


def test_only_few_read_data() -> None:
    readers = {reader: {module for module, path in MODULES.items() if reader in used(path)} for reader in READERS}
    assert readers == READERS


def test_only_few_open_files() -> None:
    opening = {
        module
        for module, path in MODULES.items()
        for node in nodes(path)
        if isinstance(node, ast.Call) and _called(node) in OPENING
    }
    assert opening == OPENS.keys()


def _called(node: ast.Call) -> str:
    match node.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def test_no_module_is_named_like_another() -> None:
    modules: dict[str, list[str]] = {}
    for module in MODULES:
        modules.setdefault(module.rpartition(".")[2], []).append(module)
    shared = {name: sorted(found) for name, found in modules.items() if len(found) > 1}
    assert {name: found for name, found in shared.items() if name not in SHARED_NAMES} == {}
    assert set(SHARED_NAMES) <= shared.keys(), "an exception that is no longer needed"


def test_no_module_or_room_is_named_like_a_standard_one() -> None:
    """MkDocs puts the folder of our hooks first on the path: a module there would be taken for the standard one."""
    names = {part for module in MODULES for part in module.split(".")} - {"__main__"}
    assert {name for name in names & sys.stdlib_module_names if name not in STANDARD_NAMES} == set()
    beside_the_hooks = {path.stem for path in (PACKAGE / "site").iterdir()}
    assert beside_the_hooks.isdisjoint(sys.stdlib_module_names)
    assert names >= STANDARD_NAMES.keys(), "an exception that is no longer needed"


def test_every_room_with_commands_is_on_the_command_line() -> None:
    rooms = {f"infobox.{path.parent.name}.command" for path in PACKAGE.glob("*/command.py")}
    assert rooms == {name for name in ours(MODULES["infobox.__main__"]) if name.endswith(".command")}


def test_only_the_doorway_knows_mkdocs() -> None:
    assert {name for name, path in MODULES.items() if "mkdocs" in {each.split(".")[0] for each in imports(path)}} == {
        "infobox.site.hooks",
        "infobox.site.edition",
    }


def test_only_the_reader_of_files_knows_yaml() -> None:
    assert [name for name, path in MODULES.items() if "yaml" in imports(path)] == ["infobox.entries.documents"]


def test_the_front_desk_is_no_more_than_that() -> None:
    assert ours(MODULES["macros"]) == {"infobox.pages.macros", "infobox.pages.render", "infobox.site.handover"}
    assert len(MODULES["macros"].read_text(encoding="utf-8").splitlines()) < 40


def test_no_module_is_imported_in_a_circle() -> None:
    assert circles({name: ours(path) for name, path in MODULES.items()}) == set()


def circles(arrows: Mapping[str, set[str]]) -> set[str]:
    """The modules that are left when everything that uses nothing of what is left goes, time and again."""
    left = dict(arrows)
    while free := {name for name, targets in left.items() if not targets & left.keys()}:
        left = {name: targets for name, targets in left.items() if name not in free}
    return set(left)


def test_a_circle_would_be_seen() -> None:
    arrows = {name: ours(path) for name, path in MODULES.items()}
    assert circles({**arrows, "infobox.findings": {"infobox.site.project"}}) >= {"infobox.findings"}


def test_imports_stand_at_the_top() -> None:
    hidden = [
        (name, node.lineno)
        for name, path in MODULES.items()
        for function in nodes(path)
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
