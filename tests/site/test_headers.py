"""What a web server is told to send: the same policy in every form, and enough for every page."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from infobox.__main__ import main
from infobox.catalogue.frames import FOLDER
from infobox.exports.api import RELEASE
from infobox.site.headers import FORMS, HOSTED, KEPT, OPEN, caching, framed, headers
from infobox.site.policy import FRAMED, POLICY
from tests.site.looking import Built


def _of_netlify(text: str) -> dict[str, str]:
    everything = text.partition("/*\n")[2].partition("\n/")[0]
    return dict(line.strip().split(": ", 1) for line in everything.splitlines())


def _of_nginx(text: str) -> dict[str, str]:
    found = dict(re.findall(r'^add_header ([\w-]+) "(.*)" always;$', text, re.MULTILINE))
    assert "add_header Content-Security-Policy $infobox_beleid always;" in text
    (found["Content-Security-Policy"],) = re.findall(
        r'^map \$uri \$infobox_beleid {\n    default "(.*)";$', text, re.MULTILINE
    )
    return found


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


def test_only_the_pages_that_are_made_for_it_may_be_framed() -> None:
    name = "Content-Security-Policy"
    for path in ("/", "/s03/", "/inbedden/", f"/{FOLDER}", f"/{FOLDER}.html", "/assets/ingebed.css"):
        assert headers(POLICY, path)[name].endswith("; frame-ancestors 'none'"), path
    for path in (f"/{FOLDER}/s03/", f"/onder/{FOLDER}/s03/"):
        assert headers(POLICY, path) == headers(POLICY) | {name: framed()}, path
    assert framed() == f"{FRAMED.text}; frame-ancestors *"
    assert "script-src" not in FRAMED.text, "so nothing but the default, which is nothing"


def test_every_server_knows_which_pages_may_be_framed() -> None:
    netlify, nginx, apache = (FORMS[name](POLICY) for name in ("netlify", "nginx", "apache"))
    rules = [block.splitlines() for block in re.split(r"\n(?=/)", netlify)]
    assert [f"/{FOLDER}/*", "  ! Content-Security-Policy", f"  Content-Security-Policy: {framed()}"] in rules
    assert rules[0][0] == "/*", "what is said later wins"
    assert f'    "~/{FOLDER}/" "{framed()}";' in nginx
    block = re.search(rf'<If "%{{REQUEST_URI}} =~ m#/{FOLDER}/#">\n(.*)\n</If>', apache)
    assert block is not None
    assert block[1].strip() == f'Header always set Content-Security-Policy "{framed()}"'
    assert apache.index(block[0]) > apache.index("frame-ancestors 'none'"), "what is said later wins"
    for text in (netlify, nginx, apache):
        assert text.count("frame-ancestors *") == 1


def test_only_data_may_be_read_from_another_site_and_the_api_says_its_release() -> None:
    assert headers(POLICY, "/api/v1/index.json")["API-Version"] == RELEASE
    for path, is_open in {
        "/api/v1/index.json": True,
        "/onder/gegevens/a.csv": True,
        "/s03/": False,
        "/": False,
    }.items():
        assert headers(POLICY, path).get("Access-Control-Allow-Origin") == ("*" if is_open else None), path
    netlify, nginx, apache = (FORMS[name](POLICY) for name in ("netlify", "nginx", "apache"))
    for name, folders in OPEN.items():
        [variable] = re.findall(rf"^add_header {name} (\$\w+) always;$", nginx, re.MULTILINE)
        [told] = re.findall(rf"^map \$uri {re.escape(variable)} {{\n(.*?)\n}}", nginx, re.MULTILINE | re.DOTALL)
        assert dict(re.findall(r'"~(.*)" "(.*)";', told)) == folders
        assert 'default "";' in told, "nginx sends no header without a value"
        for folder, value in folders.items():
            assert f"{folder}*\n  {name}: {value}\n" in netlify
            assert f'm#{folder}#">\n    Header always set {name} "{value}"\n</If>' in apache


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
