"""Scripts in pages of docs/: told with the page and the line, all at once, and nothing is published."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from infobox import clock
from infobox.site.policy import ALLOWED, Policy, PolicyError, hash_of, listed, unread
from tests.conftest import ROOT, TODAY
from tests.site_fixtures import lay_out_sample

THEME = ROOT / "infobox" / "theme"


def page(body: str) -> str:
    return (
        f'<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>t</title></head><body>{body}</body></html>'
    )


@pytest.fixture
def policy() -> Policy:
    return Policy((THEME / "partials" / "first.js",), ALLOWED)


@pytest.mark.parametrize(
    "body",
    [
        # What a browser with scripts and a parser without them read differently.
        '<noscript><p title="</noscript><script>x()</script>"></p></noscript>',
        '<noscript><p title="</noscript><img src=x onerror=x()>"></p></noscript>',
        "<!--><script>x()</script>-->",
        '<textarea><p title="</textarea><img src=x onerror=x()>"></p></textarea>',
        "<svg><style><img src=x onerror=x()></style></svg>",
        '<p title="a>b" onclick=x()>a</p>',
        "<p/onclick=x()>a</p>",
        '<p title="a"onclick=x()>a</p>',
        # Addresses as browsers read them.
        '<a href="java\tscript:x()">a</a>',
        '<a href="\x01 javascript:x()">a</a>',
        '<svg><a xlink:href="javascript:x()">a</a></svg>',
        '<svg><animate attributeName="href" to="javascript:x()"></animate></svg>',
        '<script src="/\\x.nl/a.js"></script>',
        '<script src="\\\\x.nl/a.js"></script>',
        '<script src="/\t/x.nl/a.js"></script>',
        '<script src="https:x.nl/a.js"></script>',
        '<script src="data:text/javascript,x()"></script>',
        '<img srcset="a.png 1x, https://x.nl/b.png 2x" alt="">',
        '<form action="\\\\x.nl"></form>',
        # Leading on by itself, which only pages of our own may.
        '<meta http-equiv="refresh" content="0; url=../over/">',
        '<meta http-equiv=" Refresh " content="0">',
    ],
)
def test_what_runs_or_leads_away_is_refused_however_it_is_hidden(policy: Policy, body: str) -> None:
    with pytest.raises(PolicyError):
        policy.applied(page(body))


@pytest.mark.parametrize(
    "body",
    [
        '<p title="zeg niet onclick= of onerror=">a</p>',
        '<p title="javascript: een taal">a</p>',
        "<code>&lt;script&gt;x()&lt;/script&gt;</code>",
        '<a title="a &lt;img onerror=x&gt;" href="../over/">a</a>',
        '<a href="https://www.nji.nl/data:text">a</a>',
    ],
)
def test_words_about_it_are_left_alone(policy: Policy, body: str) -> None:
    assert policy.text in policy.applied(page(body))


def test_a_reviewed_script_that_was_changed_is_no_longer_the_one_that_was_read(tmp_path: Path) -> None:
    script = tmp_path / "first.js"
    script.write_text("een()", encoding="utf-8")
    allowed = tmp_path / "scripts.allow"
    allowed.write_text(f"# van ons\n{hash_of('een()')}  # gelezen\n", encoding="utf-8")
    before = Policy((script,), allowed)
    assert before.hashes == (f"'{hash_of('een()')}'",)
    assert before.applied(page("<script>een()</script>"))
    script.write_text("twee()", encoding="utf-8")
    after = Policy((script,), allowed)
    assert after.hashes == ()
    with pytest.raises(PolicyError, match="niemand heeft nagekeken"):
        after.applied(page("<script>twee()</script>"))


def test_every_hash_on_the_list_is_one_of_a_script_of_the_theme_with_a_note() -> None:
    scripts = {hash_of(path.read_text(encoding="utf-8").rstrip()) for path in THEME.rglob("*.js")}
    assert listed(ALLOWED) <= scripts
    assert list(unread(THEME)) == []
    blocks = ALLOWED.read_text(encoding="utf-8").strip().split("\n\n")[1:]
    assert all(block.startswith("# ") and block.splitlines()[-1].startswith("sha256-") for block in blocks)


def test_new_scripts_are_printed_for_review(tmp_path: Path) -> None:
    shutil.copytree(THEME, tmp_path / "theme")
    (tmp_path / "theme" / "partials" / "first.js").write_text("anders()\n", encoding="utf-8")
    assert list(unread(tmp_path / "theme")) == [(hash_of("anders()"), "partials/first.js, in base.html")]


@pytest.mark.site
def test_everything_in_pages_of_docs_is_told_at_once_in_dutch_and_the_old_site_stays(tmp_path: Path) -> None:
    root = lay_out_sample(tmp_path / "sample")
    (root / "site").mkdir()
    (root / "site" / ".infobox").touch()
    over, start = root / "docs" / "over.md", root / "docs" / "begin-hier.md"
    lines = over.read_text(encoding="utf-8").count("\n") + 1
    with over.open("a", encoding="utf-8") as file:
        file.write("\n<script>alert(1)</script>\n\n<p onclick='x()'>a</p>\n")
    with start.open("a", encoding="utf-8") as file:
        file.write("\n[x](javascript:alert)\n\n<iframe src='https://x.nl'></iframe>\n")
    done = subprocess.run(
        [sys.executable, "-m", "infobox", "build"],
        cwd=root,
        env=os.environ | {clock.TODAY: TODAY.isoformat()},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, "")
    said = [line for line in done.stdout.splitlines() if not line.startswith("Uitleg: ")]
    assert f"docs/over.md:{lines + 1}:1: deze pagina bevat een script in de pagina zelf dat niemand" in done.stdout
    assert (
        f"docs/over.md:{lines + 3}:1: deze pagina bevat een opdracht in het kenmerk 'onclick'; schrijf" in done.stdout
    )
    assert "deze pagina bevat een adres dat een opdracht is: javascript:alert; schrijf" in done.stdout
    assert "deze pagina bevat een element <iframe>; schrijf het als gewone Markdown" in done.stdout
    assert all(line.startswith(("docs/over.md:", "docs/begin-hier.md:")) for line in said[:-1])
    assert [path.name for path in (root / "site").iterdir()] == [".infobox"]
