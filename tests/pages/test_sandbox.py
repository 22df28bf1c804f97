"""What a page of docs/ may ask between braces: one of our macros, with plain values. Everything else ends at once."""

import pytest
from jinja2 import TemplateSyntaxError, UndefinedError

from infobox.pages.sandbox import NotAMacroError, Sandbox


def shout(text: str = "", *, times: int = 1) -> str:
    return text.upper() * times


@pytest.fixture
def sandbox() -> Sandbox:
    return Sandbox({"shout": shout})


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("a {{ shout('b') }} c", "a B c"),
        ("{{ shout(text='b', times=2) }}\n", "BB\n"),
        ("{{ shout() }}", ""),
        ("{{ 'gewoon' }}", "gewoon"),
        ("{# weg #}x", "x"),
    ],
)
def test_a_macro_is_called_with_plain_values(sandbox: Sandbox, source: str, made: str) -> None:
    assert sandbox.from_string(source).render() == made


@pytest.mark.parametrize(
    "source",
    [
        "{{ lipsum.__globals__.os.popen('id') }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ [].__class__.__base__.__subclasses__() }}",
        "{{ ''['__class__'] }}",
        "{{ shout.__globals__ }}",
        "{{ shout('x').upper() }}",
        "{{ shout('x') | upper }}",
        "{{ 'a' * 10 ** 9 }}",
        "{{ 2 ** 99999999 }}",
        "{{ 'a' ~ 'b' }}",
        "{% for i in range(10 ** 9) %}x{% endfor %}",
        "{% set a = 1 %}",
        "{% if true %}x{% endif %}",
        "{% macro m() %}{{ m() }}{% endmacro %}",
        "{% include 'x' %}",
        "{% import 'x' as y %}",
        "{% extends 'x' %}",
        "{{ shout(*[1]) }}",
        "{{ shout(**{'text': 'x'}) }}",
        "{{ {'a': 1} }}",
        "{{ x if y else z }}",
        "{{ shout('x') is defined }}",
        "{{ self }}{{ self.x }}",
    ],
)
def test_everything_else_is_refused_before_it_runs(sandbox: Sandbox, source: str) -> None:
    with pytest.raises((NotAMacroError, UndefinedError, TemplateSyntaxError)):
        sandbox.from_string(f"a\nb\n{source}").render()


def test_it_says_on_which_line(sandbox: Sandbox) -> None:
    with pytest.raises(NotAMacroError) as caught:
        sandbox.from_string("a\nb\n{{ shout('x').y }}")
    assert caught.value.lineno == 3


@pytest.mark.parametrize(
    "name", ["config", "page", "range", "dict", "lipsum", "cycler", "joiner", "namespace", "macros"]
)
def test_names_that_are_not_ours_are_not_there(sandbox: Sandbox, name: str) -> None:
    with pytest.raises(UndefinedError):
        sandbox.from_string(f"{{{{ {name} }}}}").render(config="x", page="y")
