"""The site as one zip: every link leads to a file, nothing needs a server, and the same site is the same zip."""

import json
import zipfile
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from infobox.__main__ import main
from infobox.site.build import OURS
from infobox.site.offline import FOLDER, files, offline, page
from tests.site_fixtures import built_site

pytestmark = pytest.mark.site


@pytest.fixture(scope="module")
def edition() -> dict[str, bytes]:
    return dict(files(built_site()))


def test_every_link_of_every_page_leads_to_a_file_and_a_place_in_it(edition: dict[str, bytes]) -> None:
    pages: dict[str, Any] = {
        name: html.fromstring(content) for name, content in edition.items() if name.endswith(".html")
    }
    ids = {name: {str(one) for one in tree.xpath("//@id")} for name, tree in pages.items()}
    wrong, followed = [], 0
    for name, tree in pages.items():
        for link in tree.xpath("//a/@href | //form/@action | //link[not(@rel='canonical')]/@href | //@src"):
            parts = urlsplit(str(link))
            if parts.scheme:
                continue
            target = normpath(str(PurePosixPath(name).parent / unquote(parts.path))) if parts.path else name
            followed += 1
            if target not in edition or (
                "=" not in parts.fragment and parts.fragment and parts.fragment not in ids[target]
            ):
                wrong.append((name, str(link)))
    assert wrong == []
    assert followed > 1000


def test_no_two_names_are_one_on_a_disk_that_sees_no_capitals(edition: dict[str, bytes]) -> None:
    assert len({name.lower() for name in edition}) == len(edition)
    assert "s01/index.html" in edition


def test_only_what_means_something_without_a_server_is_in_it(edition: dict[str, bytes]) -> None:
    assert {name for name in edition if "/" not in name} == {"index.html", "favicon.ico"}


def test_what_the_search_loads_hands_itself_over(edition: dict[str, bytes]) -> None:
    told = {name: content for name, content in edition.items() if name.startswith("zoeken/") and name.endswith(".js")}
    assert len(told) > 3
    for name, content in told.items():
        text = content.decode("utf-8")
        data = json.loads(text.removeprefix("infoboxHandOver(").removesuffix(");\n"))
        assert data == json.loads((built_site() / name.removesuffix(".js")).read_text(encoding="utf-8"))


def test_pages_of_others_and_addresses_with_marks_stay_as_they_are() -> None:
    names = {"index.html", "hulp/index.html", "s01/index.html"}
    before = (
        '<a href="https://vng.nl/a/">x</a><a href="#boven">x</a><a href="tel:112">112</a><a href="../weg/">x</a>'
        '<a class="x" href="../hulp/#nu">x</a><a href="../hulp/?a=1&amp;b=2">x</a><a href="..">x</a>'
    )
    after = (
        '<a href="https://vng.nl/a/">x</a><a href="#boven">x</a><a href="tel:112">112</a><a href="../weg/">x</a>'
        '<a class="x" href="../hulp/index.html#nu">x</a><a href="../hulp/index.html?a=1&amp;b=2">x</a>'
        '<a href="../index.html">x</a>'
    )
    assert page(before, "s01/index.html", names) == after


def test_the_same_site_is_the_same_zip_with_one_folder(tmp_path: Path) -> None:
    one, other = tmp_path / "een.zip", tmp_path / "twee.zip"
    assert offline(built_site(), one) == offline(built_site(), other)
    assert one.read_bytes() == other.read_bytes()
    with zipfile.ZipFile(one) as made:
        assert {name.partition("/")[0] for name in made.namelist()} == {FOLDER}
        assert made.testzip() is None


def test_the_command_asks_for_a_built_site_and_replaces_nothing_by_half(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "infobox.zip"
    target.write_bytes(b"een oude zip")
    (tmp_path / "leeg").mkdir()
    assert main(["offline", str(target), "--site", str(tmp_path / "leeg")]) == 2
    assert "draai eerst: infobox build" in capsys.readouterr().err
    (tmp_path / "leeg" / OURS).write_text("")
    (tmp_path / "leeg" / "index.html").write_bytes(b"\xff")
    with pytest.raises(UnicodeDecodeError):
        offline(tmp_path / "leeg", target)
    assert target.read_bytes() == b"een oude zip"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["infobox.zip", "leeg"]
