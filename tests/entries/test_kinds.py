"""One table of kinds: its codes, its references, and that nobody types it a second time."""

import ast
import re
from collections.abc import Iterator

import pytest

from infobox.entries.kinds import CODED, KINDS, SHORT_LINK, SHOWN, entry_path, former_name, references
from infobox.entries.model import MODELS
from infobox.entries.values import SHAPES
from tests.conftest import ROOT

PACKAGE = ROOT / "infobox"
MANY = 3  # this many folders of kinds in one place are a list of kinds

# (module, what it is called there) -> why it may name many kinds.
MAY_NAME_KINDS = {
    ("entries/kinds.py", "KINDS"): "the table itself",
    ("entries/model.py", "MODELS"): "the model of each kind",
    ("entries/model.py", "Zoekingang"): "a model: which kinds a word of the thesaurus may lead to",
    ("entries/lesset.py", "USES"): "what a lesset may hold",
    ("entries/lesset.py", "Blok"): "a model: what a part of a lesset uses",
    ("entries/notes.py", "WRITTEN"): "which texts of a kind editors write themselves",
    ("entries/instrument.py", "Instrument"): "a model: what an instrument refers to",
    ("catalogue/infobox.py", "Infobox"): "a typed property for each kind",
    ("search/found.py", "_MAKERS"): "the kinds that are searched in their own way; the others need no line",
    ("exports/composing.py", "Composer"): "the kinds that are told in their own way on paper; the others need no line",
    ("pages/macros.py", "PARTS"): "names of macros, some of which list a kind whole",
}


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        (
            "instrumenten",
            ["I000", "I001", "I027", "I999", "I1000", "I9999"],
            ["I0999", "I27", "I0001", "I10000", "i027", "I02a", "S027", "I027 ", "II027"],
        ),
        ("standaarden", ["S01", "S99", "S100", "S999"], ["S1", "S001", "S099", "S1000", "s01"]),
        ("situaties", ["W01", "W100"], ["W1", "W010", "W1000"]),
        ("bouwstenen", ["B1", "B8"], ["B", "B01", "B10"]),
    ],
)
def test_a_number_has_its_digits_and_grows_without_a_zero_in_front(
    kind: str, right: list[str], wrong: list[str]
) -> None:
    pattern = CODED[kind].pattern
    assert [code for code in right if not re.fullmatch(pattern, code)] == []
    assert [code for code in wrong if re.fullmatch(pattern, code)] == []


def test_after_the_last_number_of_its_digits_comes_a_longer_one() -> None:
    written = [CODED["instrumenten"].write(number) for number in (7, 27, 999, 1000, 1001)]
    assert written == ["I007", "I027", "I999", "I1000", "I1001"]
    assert [code for code in written if not re.fullmatch(CODED["instrumenten"].pattern, code)] == []


def test_an_example_of_a_code_is_one() -> None:
    for kind, code in CODED.items():
        assert re.fullmatch(code.pattern, code.example.rpartition(" ")[2]), kind
        assert SHAPES[rf"^{code.pattern}$"] == code.example


def test_no_two_kinds_share_a_letter_or_a_page() -> None:
    letters = [code.letter for code in CODED.values()]
    assert len(letters) == len(set(letters))
    overviews = [kind.overview for kind in SHOWN.values()]
    assert len(overviews) == len(set(overviews))


def test_every_kind_has_a_model_and_every_model_a_kind() -> None:
    assert list(MODELS) == list(KINDS)
    for kind, model in MODELS.items():
        assert ("code" in model.model_fields) == (kind in CODED), kind


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Zie @S03, @I012 en @B7.", ["S03", "I012", "B7"]),
        ("Na @I999 komt @I1000; ook @W01.", ["I999", "I1000", "W01"]),
        ("(@S03)", ["S03"]),
        ("mail a@S03.nl of x/@S03", []),
        ("@S03x @s03 @X01 @@S03", []),
        ("@S3", ["S3"]),
    ],
)
def test_codes_in_a_text_are_references(text: str, codes: list[str]) -> None:
    assert [(written, code) for written, code in references(text)] == [(f"@{code}", code) for code in codes]


@pytest.mark.parametrize(
    ("path", "short"),
    [("s03/", True), ("i1000/", True), ("w01/", True), ("s03", False), ("S03/", False), ("x1/", False)],
)
def test_a_short_link_is_a_code_in_small_letters(path: str, short: bool) -> None:
    assert bool(SHORT_LINK.fullmatch(path)) == short


def test_an_entry_has_a_page_or_a_place_on_one() -> None:
    assert entry_path("standaarden", "x") == "standaarden/x/"
    assert entry_path("contacten", "x") == "hulp/#x"
    with pytest.raises(KeyError):
        entry_path("thesaurus", "x")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("oud", ("instrumenten", "oud")),
        ("begrippen/oud", ("begrippen", "oud")),
        ("I027", ("", "I027")),
        ("I1000", ("", "I1000")),
    ],
)
def test_a_former_name_is_an_id_a_kind_and_id_or_a_code(written: str, name: tuple[str, str]) -> None:
    assert former_name("instrumenten", written) == name


def kinds_in(words: Iterator[str] | list[str]) -> set[str]:
    return {word for word in words if word in KINDS}


def lists_of_kinds(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """(name, line) of everything in a module that names many kinds: literals, classes, texts; by its outermost name."""
    for statement in tree.body:
        name = _name_of(statement)
        if isinstance(statement, ast.ClassDef) and len(kinds_in(_members(statement))) >= MANY:
            yield name, statement.lineno
        documentation = {id(node.value) for node in ast.walk(statement) if isinstance(node, ast.Expr)}
        for node in ast.walk(statement):
            if isinstance(node, ast.Tuple | ast.List | ast.Set):
                words = [each.value for each in node.elts if isinstance(each, ast.Constant)]
            elif isinstance(node, ast.Dict):
                words = [each.value for each in node.keys if isinstance(each, ast.Constant)]
            elif isinstance(node, ast.Call):
                words = [each.arg for each in node.keywords]
            elif isinstance(node, ast.BoolOp):
                words = [
                    each.value for part in node.values for each in ast.walk(part) if isinstance(each, ast.Constant)
                ]
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
                words = re.findall(r"[a-z]+", node.value)
            else:
                continue
            if len(kinds_in([word for word in words if isinstance(word, str)])) >= MANY:
                yield name, node.lineno


def _name_of(statement: ast.stmt) -> str:
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
        case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
            return name
    return ""


def _members(statement: ast.ClassDef) -> list[str]:
    return [_name_of(each) for each in statement.body]


@pytest.mark.slow
def test_no_module_types_the_table_of_kinds_a_second_time() -> None:
    found = {
        (path.relative_to(PACKAGE).as_posix(), name): line
        for path in [*sorted(PACKAGE.rglob("*.py")), ROOT / "macros.py"]
        if path.is_relative_to(PACKAGE)
        for name, line in lists_of_kinds(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert {where: line for where, line in found.items() if where not in MAY_NAME_KINDS} == {}
    assert set(MAY_NAME_KINDS) <= set(found), "an exception that is no longer needed"


@pytest.mark.parametrize(
    "code",
    [
        "A = ('standaarden', 'kaders', 'bronnen')",
        "def f(kind):\n    return kind in {'standaarden', 'kaders', 'bronnen'}",
        "A = {'standaarden': 1, 'kaders': 2, 'bronnen': 3}",
        "A = f(standaarden=1, kaders=2, bronnen=3)",
        "def f(kind):\n    return kind == 'standaarden' or kind == 'kaders' or kind == 'bronnen'",
        "A = re.compile('^(standaarden|kaders|bronnen)/')",
        "A = 'standaarden kaders bronnen'.split()",
        "class A:\n    standaarden: int\n    kaders: int\n    def bronnen(self): ...",
        "def f():\n    A = [x for x in ['standaarden', 'kaders', 'bronnen']]",
    ],
)
def test_a_second_table_would_be_seen(code: str) -> None:
    assert list(lists_of_kinds(ast.parse(code)))


def lists_in_text(text: str) -> list[str]:
    """Places in a template, script or style that name many kinds in one list: in brackets, with bars, in quotes."""
    pieces = [
        *re.findall(r"[\[({][^\[\](){}<>]*[\])}]", text),
        *re.findall(r"\w+(?:\\?/?\|\w+)+", text),
        *re.findall(r"(?:[\"'`]\w+/?[\"'`]\s*(?:[,:|]|or|\|\|)?\s*)+", text),
        *re.findall(r"[\"'`][\w ,]+[\"'`]", text),
        *re.findall(r"(?:\.\w+(?:--|__)?\w*\s*,\s*)+\.\w+[\w-]*", text),
    ]
    return [piece for piece in pieces if len(kinds_in(re.findall(r"[a-z]+", piece))) >= MANY]


def test_no_template_script_or_style_types_the_table_of_kinds_a_second_time() -> None:
    files = [
        path
        for folder in ("templates", "theme")
        for path in sorted((PACKAGE / folder).rglob("*"))
        if path.suffix in (".html", ".js", ".css", ".xml") and "snowball" not in path.parts
    ]
    assert len(files) > 20
    names = {path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8") for path in files}
    assert {name: found for name, text in names.items() if (found := lists_in_text(text))} == {}


@pytest.mark.parametrize(
    "text",
    [
        "{% for kind in ['standaarden', 'kaders', 'bronnen'] %}",
        "{% if kind in ('standaarden', 'kaders', 'bronnen') %}",
        'const kinds = {"standaarden": 1, "kaders": 2, "bronnen": 3}',
        "/^(standaarden|kaders|bronnen)/",
        'const kinds = ["standaarden/", "kaders/", "bronnen/"];',
        '"standaarden kaders bronnen".split(" ")',
        ".soort--standaarden, .soort--kaders, .soort--bronnen { color: red }",
    ],
)
def test_a_second_table_in_a_template_would_be_seen(text: str) -> None:
    assert lists_in_text(text)
