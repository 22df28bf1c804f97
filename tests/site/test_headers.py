"""What a web server is told to send: the same policy in every form, and enough for every page."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from infobox.__main__ import main
from infobox.site.headers import FORMS, HOSTED, KEPT, caching, headers
from infobox.site.policy import POLICY
from tests.site.looking import Built


def _of_netlify(text: str) -> dict[str, str]:
    everything = text.partition("/*\n")[2].partition("\n/")[0]
    return dict(line.strip().split(": ", 1) for line in everything.splitlines())


def _of_nginx(text: str) -> dict[str, str]:
    return dict(re.findall(r'^add_header ([\w-]+) "(.*)" always;$', text, re.MULTILINE))


def _of_apache(text: str) -> dict[str, str]:
    return dict(re.findall(r'^Header always set ([\w-]+) "(.*)"$', text, re.MULTILINE))


@pytest.mark.parametrize(("server", "read"), [("netlify", _of_netlify), ("nginx", _of_nginx), ("apache", _of_apache)])
def test_every_server_is_told_the_same(server: str, read: Callable[[str], dict[str, str]]) -> None:
    text = FORMS[server](POLICY)
    told = read(text)
    told.pop("Cache-Control", None)
    assert told == headers(POLICY)
    for folder, value in KEPT.items():
        assert re.search(re.escape(folder) + r".*\n?.*" + re.escape(value), text), folder
    assert server == "netlify" or "Strict-Transport-Security" in text.splitlines()[-1]


def test_the_policy_of_a_server_is_that_of_the_pages_and_lets_nobody_frame_them() -> None:
    policy = headers(POLICY)["Content-Security-Policy"]
    assert policy.startswith(POLICY.text)
    assert policy.removeprefix(POLICY.text) == "; frame-ancestors 'none'"
    assert '"' not in policy


@pytest.mark.slow
def test_a_site_brings_them_along(plain: Built) -> None:
    assert (plain.folder / HOSTED).read_text(encoding="utf-8") == FORMS["netlify"](POLICY)


@pytest.mark.slow
def test_only_what_never_changes_under_its_name_is_kept(plain: Built) -> None:
    kept = {path.suffix for path in _files(plain.folder) if caching(f"/{path.relative_to(plain.folder)}") != "no-cache"}
    assert kept == {".woff2", ".txt"}  # the font, and its licence beside it


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("server", sorted(FORMS))
def test_the_command_prints_them(server: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["headers", server]) == 0
    assert capsys.readouterr().out == FORMS[server](POLICY)
