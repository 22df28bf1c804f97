"""The built site against the lock: every address in it answers. And: a build depends on nothing but the files."""

import functools
import subprocess
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from lxml import etree, html

from infobox.catalogue import lock
from infobox.pages.head import HEIGHT, WIDTH
from tests.changed_project import PARTS, SITE_URL, Project, changed_site
from tests.site_fixtures import EDITION, ROOT, build_site, built_site, parsed, real_site, served

pytestmark = pytest.mark.site


def _unanswered(address_of_site: str, site: Path, locked: Path = EDITION) -> list[str]:
    """The addresses of the lock that give no page, or whose anchor is not in it. Reads the lock, not the data."""

    @functools.cache
    def anchors(path: str) -> frozenset[str] | None:
        try:
            with urlopen(address_of_site + path) as answer:  # noqa: S310 - loopback
                body = answer.read() if path == "" or path.endswith("/") else b"<p>a file</p>"
        except HTTPError as error:
            error.close()
            return None
        return frozenset(str(element.get("id", "")) for element in html.fromstring(body).iter())

    missing = []
    for address in lock.read(locked / lock.NAME).owners:
        path, _, anchor = address.removeprefix("/").partition("#")
        if path.endswith("atom.xml") or path == "zoeken/opensearch.xml":
            continue  # these are there when the site has an address of its own
        folder = path.removesuffix("*/")
        paths = (
            [path]
            if folder == path
            else [f"{folder}{each.parent.name}/" for each in (site / folder).glob("*/index.html")]
        )
        for each in paths:
            found = anchors(each)
            leads_on = found is not None and "verder" in found and folder != path  # its script takes any anchor along
            if found is None or (anchor and anchor not in found and not leads_on):
                missing.append(f"/{each}#{anchor}" if anchor else f"/{each}")
    return missing


def test_every_address_in_the_lock_answers_on_the_built_site() -> None:
    with served(built_site()) as address:
        assert _unanswered(address, built_site()) == []


def test_every_address_of_the_real_lock_answers_on_the_real_site() -> None:
    with served(real_site()) as address:
        assert _unanswered(address, real_site(), ROOT) == []


def test_an_address_in_the_lock_that_does_not_answer_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "404.html").write_text("<h1>Deze pagina is er niet</h1>", encoding="utf-8")
    with served(tmp_path) as address:
        assert "/s03/" in _unanswered(address, tmp_path)


def test_the_lock_answers_also_after_everything_that_can_happen_to_an_entry() -> None:
    with served(changed_site()) as address:
        assert _unanswered(address, changed_site()) == []


def test_a_shallow_clone_gives_the_same_site_as_the_folder(tmp_path: Path) -> None:
    origin = Project(tmp_path / "origin").root

    def git(*arguments: str, cwd: Path = origin) -> None:
        who = ("-c", "user.name=Proef", "-c", "user.email=proef@infobox.test", "-c", "protocol.file.allow=always")
        subprocess.run(["git", *who, *arguments], cwd=cwd, check=True, capture_output=True)

    git("init", "--quiet")
    git("add", "docs", "infobox", "macros.py", "mkdocs.yml", "mkdocs.basis.yml")
    git("commit", "--quiet", "--message", "first", "--date", "2020-01-01T00:00:00Z")
    git("add", *PARTS)
    git("commit", "--quiet", "--message", "second")
    git("clone", "--quiet", "--depth", "1", origin.as_uri(), str(tmp_path / "shallow"), cwd=tmp_path)
    shallow = _files(build_site(tmp_path / "site", root=tmp_path / "shallow"))
    here = _files(built_site())
    assert shallow.keys() == here.keys()
    assert [name for name, content in here.items() if shallow[name] != content] == []


def _files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_with_an_address_of_its_own_a_site_has_absolute_addresses_in_previews() -> None:
    site = changed_site()
    page = parsed(site / "instrumenten" / "licht-instrument" / "index.html")
    tags = {each.get("property"): each.get("content") for each in page.iterfind(".//meta[@property]")}
    assert tags["og:url"] == f"{SITE_URL}instrumenten/licht-instrument/"
    picture = (site / (tags["og:image"] or "").removeprefix(SITE_URL)).read_bytes()
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert (int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])) == (WIDTH, HEIGHT)
    short = parsed(site / "i027" / "index.html")
    assert short.xpath("//link[@rel='canonical']/@href") == [f"{SITE_URL}instrumenten/licht-instrument/"]
    assert short.xpath("//meta[@property='og:title']/@content") == ["I027 · Infobox Werken aan Veiligheid"]


def test_pages_point_to_feeds_and_feeds_to_pages_that_are_there() -> None:
    site = changed_site()
    page = parsed(site / "standaarden" / "vakmanschap" / "index.html")
    feeds = [str(each.get("href")) for each in page.iterfind(".//link[@type='application/atom+xml']")]
    assert feeds == [f"{SITE_URL}nieuw/atom.xml", f"{SITE_URL}s09/atom.xml"]
    for address in feeds:
        feed = etree.parse(site / address.removeprefix(SITE_URL))
        for link in feed.iter("{*}link"):
            if link.get("type") != "text/html":
                continue
            path, _, anchor = (link.get("href") or "").removeprefix(SITE_URL).partition("#")
            target = parsed(site / path / "index.html")
            assert not anchor or target.get_element_by_id(anchor) is not None
