"""The second defence: a finished page with anything else that could run is refused, and the policy allows no more."""

import base64
import hashlib
from pathlib import Path

import pytest

from infobox.site.policy import FRAMED, POLICY, Policy, PolicyError

HEAD = '<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>t</title>'


def page(body: str, head: str = "") -> str:
    return f"{HEAD}{head}</head><body>{body}</body></html>"


@pytest.fixture
def policy(tmp_path: Path) -> Policy:
    (tmp_path / "first.js").write_text("een()\n", encoding="utf-8")
    return Policy((tmp_path / "first.js",))


def test_nothing_is_allowed_but_the_site_itself_and_the_script_that_was_read(policy: Policy) -> None:
    digest = base64.b64encode(hashlib.sha256(b"een()").digest()).decode()
    found = {part.split()[0]: part.split()[1:] for part in policy.text.split("; ")}
    assert found["default-src"] == ["'none'"]
    assert found["script-src"] == ["'self'", f"'sha256-{digest}'"]
    assert found["style-src"] == found["img-src"] == found["connect-src"] == ["'self'"]
    assert "unsafe" not in policy.text


def test_the_policy_stands_before_what_it_governs(policy: Policy) -> None:
    made = policy.applied(page("<p>tekst</p>", "<script>een()</script>"))
    assert made.startswith(
        f'{HEAD.partition("<title>")[0]}<meta http-equiv="Content-Security-Policy" content="{policy.text}">'
    )


@pytest.mark.parametrize(
    "body",
    [
        '<a href="https://www.nji.nl/" rel="external">elders</a>',
        '<a href="tel:112">112</a> <a href="mailto:a@b.nl">post</a> <a href="#x">hier</a>',
        '<script src="../assets/site.js" defer></script><script type="application/ld+json">{"a": 1}</script>',
        '<form action="../zoeken/" method="get"><input name="q"></form>',
        '<img src="../assets/beeld.png" alt="">',
        '<p data-onderwerp="x" title="on click">online</p>',
        '<noscript><meta http-equiv="refresh" content="0; url=../instrumenten/lirik/"></noscript>',
    ],
)
def test_what_a_page_of_ours_holds_is_left_alone(policy: Policy, body: str) -> None:
    assert list(policy.faults(page(body))) == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<script>twee()</script>", "niemand heeft nagekeken"),
        ("<script type=module>twee()</script>", "niemand heeft nagekeken"),
        ("<script type='application/json '>{}</script><script type=text/javascript>x</script>", "niemand heeft"),
        ("<svg><script>twee()</script></svg>", "niemand heeft nagekeken"),
        ('<img src="x" onerror="x()" alt="">', "'onerror'"),
        ("<p ONCLICK=x()>a</p>", "'onclick'"),
        ('<a href="javascript:x()">a</a>', "een opdracht is"),
        ('<a href=" java&#10;script:x()">a</a>', "een opdracht is"),
        ('<a href="&#1;javascript:x()">a</a>', "een opdracht is"),
        ('<a href="data:text/html,<script>x</script>">a</a>', "een opdracht is"),
        ('<iframe src="https://x.nl"></iframe>', "<iframe>"),
        ('<object data="x.swf"></object>', "<object>"),
        ('<embed src="x.swf">', "<embed>"),
        ('<base href="https://x.nl/">', "<base>"),
        ('<form action="https://x.nl/"><input></form>', "andere site"),
        ('<button formaction="//x.nl/">a</button>', "andere site"),
        ('<img src="https://x.nl/pixel.gif" alt="">', "andere site"),
        ('<img srcset="//x.nl/a.png 2x" alt="">', "andere site"),
        ('<link rel="stylesheet" href="https://x.nl/a.css">', "andere site"),
        ('<link rel="dns-prefetch" href="//x.nl">', "andere site"),
        ('<meta http-equiv="refresh" content="0; url=https://x.nl/">', "doorverwijzing"),
        ('<p style="color: red">a</p>', "'style'"),
        ("<style>p {}</style>", "<style>"),
    ],
)
def test_what_could_run_or_lead_away_is_refused(policy: Policy, body: str, said: str) -> None:
    faults = list(policy.faults(page(body)))
    assert any(said in fault for fault in faults), faults
    with pytest.raises(PolicyError):
        policy.applied(page(body))


def test_a_page_without_a_character_set_or_without_anything_is_refused(policy: Policy) -> None:
    with pytest.raises(PolicyError, match="charset"):
        policy.applied("<html></html>")
    assert list(policy.faults("")) == ["de pagina is leeg"]


@pytest.mark.parametrize(
    "script",
    [
        "<script>een()</script>",
        '<script src="../assets/site.js"></script>',
        '<script type="application/json">1</script>',
    ],
)
def test_a_page_that_others_may_frame_is_only_read(script: str) -> None:
    with pytest.raises(PolicyError, match="alleen te lezen"):
        FRAMED.applied(page(f"<p>tekst</p>{script}"))
    found = {part.split()[0]: part.split()[1:] for part in FRAMED.text.split("; ")}
    assert found.pop("style-src") == found.pop("font-src") == ["'self'"]
    assert set(map(tuple, found.values())) == {("'none'",)}
    assert FRAMED.text in FRAMED.applied(page("<p>tekst</p>"))


def test_every_inline_script_of_the_theme_is_one_that_was_read() -> None:
    theme = Path(__file__).parents[2] / "infobox" / "theme"
    inline = [path.name for path in theme.rglob("*.html") if "<script>" in path.read_text(encoding="utf-8")]
    assert inline == ["base.html"]
    assert len(POLICY.hashes) == 1
