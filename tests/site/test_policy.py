"""The policy of a page: its own scripts by hash, nothing else."""

import base64
import hashlib

import pytest

from infobox.site.policy import policy, with_policy


def digest(body: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(body.encode()).digest()).decode() + "'"


def directives(page: str) -> dict[str, list[str]]:
    return {part.split()[0]: part.split()[1:] for part in policy(page).split("; ")}


def test_nothing_is_allowed_but_the_site_itself() -> None:
    found = directives("<p>Geen script</p>")
    assert found["default-src"] == ["'none'"]
    assert found["script-src"] == found["style-src"] == found["connect-src"] == ["'self'"]
    assert "unsafe" not in policy("<script>1</script>")


def test_inline_scripts_are_allowed_by_what_they_are() -> None:
    page = "<script>een()</script><script type=module>\n twee é\n</script><script>een()</script>"
    assert directives(page)["script-src"] == ["'self'", *sorted([digest("een()"), digest("\n twee é\n")])]


@pytest.mark.parametrize(
    "script",
    [
        '<script src="x.js"></script>',
        '<script type="application/json">{}</script>',
        '<script type="application/ld+json">{}</script>',
    ],
)
def test_scripts_from_a_file_and_data_need_no_hash(script: str) -> None:
    assert directives(script)["script-src"] == ["'self'"]


def test_the_policy_stands_before_what_it_governs() -> None:
    page = '<head>\n<meta charset="utf-8"><script>1</script></head>'
    assert with_policy(page) == (
        f'<head>\n<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy(page)}">'
        "<script>1</script></head>"
    )


def test_a_page_without_a_character_set_is_refused() -> None:
    with pytest.raises(ValueError, match="without <meta charset>"):
        with_policy("<html></html>")
