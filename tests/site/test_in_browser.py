"""The file from which a browser keeps the site: all of it, in one order, with the headers that a server sends."""

import gzip
import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from infobox.site import in_browser
from infobox.site.headers import headers
from infobox.site.offline import ZIP, files
from infobox.site.policy import POLICY
from tests.conftest import TODAY
from tests.site_fixtures import build_site, built_site, folder, sample_project

pytestmark = pytest.mark.site


def opened(packed: bytes) -> tuple[dict[str, Any], dict[str, tuple[str, bytes]]]:
    """The first line, and address -> (type, content)."""
    head, _, rest = gzip.decompress(packed).partition(b"\n")
    table = json.loads(head)

    def each() -> Iterator[tuple[str, tuple[str, bytes]]]:
        at = 0
        for address, kind, length in table["files"]:
            yield address, (kind, rest[at : at + length])
            at += length
        assert at == len(rest)

    return table, dict(each())


def test_it_holds_every_page_and_every_file_once_and_the_home_page_last() -> None:
    _, kept = opened((built_site() / in_browser.PACKED).read_bytes())
    in_the_zip = {name.removesuffix("index.html") for name, _ in files(built_site())}
    in_the_zip = {name.removesuffix(".js") if name.endswith(".json.js") else name for name in in_the_zip}
    assert set(kept) == (in_the_zip - {"assets/zonder-server.js"}) | {"404.html"}
    assert list(kept)[-1] == ""
    assert kept["standaarden/zien/"][1] == (built_site() / "standaarden/zien/index.html").read_bytes()


def test_each_file_has_its_type_and_the_headers_that_a_server_sends() -> None:
    table, kept = opened((built_site() / in_browser.PACKED).read_bytes())
    assert table["headers"] == headers(POLICY)
    types = {address.rpartition(".")[2]: kind for address, (kind, _) in kept.items() if not address.endswith("/")}
    assert "application/octet-stream" not in types.values()
    assert kept["hulp/"][0] == "text/html; charset=utf-8"
    assert types["js"].startswith("text/javascript")
    assert types["css"].startswith("text/css")


def test_the_program_takes_only_the_file_that_was_made_with_it() -> None:
    digest = hashlib.sha256((built_site() / in_browser.PACKED).read_bytes()).hexdigest()
    assert f'const EDITION = "{digest}";' in (built_site() / in_browser.PROGRAM).read_text(encoding="utf-8")


def test_the_same_site_is_the_same_edition_and_another_file_another_one(tmp_path: Path) -> None:
    shutil.copytree(built_site(), tmp_path / "site")
    assert in_browser.pack(tmp_path / "site") == (built_site() / in_browser.PACKED).read_bytes()
    page = tmp_path / "site" / "hulp" / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("Hulp", "Hulp nu"), encoding="utf-8")
    assert in_browser.pack(tmp_path / "site") != (built_site() / in_browser.PACKED).read_bytes()


def test_a_site_offers_itself_as_a_zip_when_that_is_asked_for() -> None:
    offered = build_site(folder("infobox-zip-") / "site", root=sample_project(), today=TODAY, INFOBOX_ZIP="true")
    assert not (built_site() / ZIP).exists()
    assert (offered / ZIP).stat().st_size > 10_000
    page = (offered / "zonder-internet" / "index.html").read_text(encoding="utf-8")
    assert '<a href="../infobox.zip" download>' in page
    assert ZIP not in opened((offered / in_browser.PACKED).read_bytes())[1]
    inside = dict(files(offered))
    assert ZIP not in inside
    assert b"als zip" not in inside["zonder-internet/index.html"]
