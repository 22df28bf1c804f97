"""What others made is on the list, as it is; what is on no list, in the repository or in a built site, is found."""

import functools
import hashlib
import json
import re
import shutil
import site
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from infobox.exports.workbook import PATH as WORKBOOK
from infobox.search.script import WORKER
from infobox.site.in_browser import PACKED
from tests.conftest import ROOT
from tests.site_fixtures import built_site, real_site
from tools.sbom import THIRD_PARTY, pins, text, third_party

pytestmark = pytest.mark.slow

KEYS = {"name", "version", "licence", "copyright", "home", "what", "files", "published"}
# Files of ours that look like somebody else's, and why.
OURS = {
    "LICENSE": "our own licence",
    "infobox/theme/assets/voorbeeld.png": "our mark as a picture",
    "infobox/theme/favicon.ico": "our mark in three sizes",
    **{f"infobox/theme/assets/iconen/icoon-{size}.png": "our mark as an icon" for size in (180, 192, 512)},
}
_PROSE = (".md", ".yml", ".toml", ".txt", ".py", ".lock")  # they speak of licences
_NOTICE = re.compile(
    r"copyright\s+(\(c\)|©|\d{4})|©\s*\d{4}|@licen[sc]e|SPDX-License|all rights reserved", re.IGNORECASE
)
_SMALL = 60  # bytes; an empty `__init__.py` is like every other


def listed() -> dict[str, str]:
    """Path -> sha256 of every file on the list."""
    return {path: digest for made in third_party() for path, digest in made["files"].items()}


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@functools.cache
def _installed() -> dict[int, list[Path]]:
    """Size -> every file of every package that is installed here."""
    found: dict[int, list[Path]] = {}
    for root in site.getsitepackages():
        for path in Path(root).rglob("*"):
            if path.is_file() and not path.is_symlink():
                found.setdefault(path.stat().st_size, []).append(path)
    return found


def from_a_package(path: Path) -> str:
    """The file of an installed package that this is a copy of, or ''."""
    size = path.stat().st_size
    same = (other for other in _installed().get(size, ()) if size > _SMALL and digest(other) == digest(path))
    return next((str(other) for other in same), "")


def looks_made_elsewhere(path: Path) -> str:
    """Why a file seems to be somebody else's, or ''."""
    raw = path.read_bytes()
    if copied := from_a_package(path):
        return f"a copy of {copied}"
    if b"\0" in raw:
        return "it is no text"
    words = raw.decode("utf-8", errors="replace")
    if path.suffix not in _PROSE and _NOTICE.search(words):
        return "it holds a notice of copyright"
    if path.suffix in (".js", ".css", ".cjs", ".mjs") and any(len(line) > 1000 for line in words.splitlines()):
        return "it was made smaller by a program"
    return ""


def unlisted(root: Path, names: Iterable[str]) -> dict[str, str]:
    """Path -> why it seems to be somebody else's, for the files that are on no list."""
    known = {*listed(), *OURS}
    return {name: why for name in names if name not in known and (why := looks_made_elsewhere(root / name))}


def tracked() -> list[str]:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def unlisted_in_site(built: Path) -> dict[str, str]:
    """The same for a built site, where files of the list are known by the path they are published at."""
    known = {path for made in third_party() for path in made["published"]} | {
        "sitemap.xml.gz",
        PACKED,
        WORKBOOK,
    }  # ours, compressed
    known |= {path.removeprefix("infobox/theme/") for path in OURS}
    paths = sorted(path for path in built.rglob("*") if path.is_file())
    names = {path.relative_to(built).as_posix(): path for path in paths}
    return {name: why for name, path in names.items() if name not in known and (why := looks_made_elsewhere(path))}


def test_the_list_says_all_there_is_to_say() -> None:
    for made in third_party():
        assert made.keys() == KEYS
        assert all(made.values())
        assert re.fullmatch(r"https://\S+", made["home"])
        assert re.fullmatch(r"[A-Za-z0-9.-]+", made["licence"])
        assert set(made["published"].values()) <= set(made["files"])
        assert any(Path(path).name in ("OFL.txt", "COPYING") for path in made["files"]), "its licence comes along"


def test_every_file_on_the_list_is_the_one_that_was_listed() -> None:
    assert {path: digest(ROOT / path) for path in listed()} == listed()


def test_the_repository_holds_nothing_of_others_that_is_not_listed() -> None:
    assert unlisted(ROOT, tracked()) == {}


def test_what_is_said_to_be_ours_is_there() -> None:
    assert [path for path in OURS if not (ROOT / path).is_file()] == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("lettertype.woff2", b"wOF2\0\1\0\0"),
        ("bibliotheek.js", b"/*! Copyright (c) 2024 Iemand */\nlet a = 1\n"),
        ("bibliotheek.min.js", b"let a=1;" * 200),
        ("stijl.css", b"/* @license MIT */\na {}\n"),
        ("pictogram.svg", "<svg><!-- © 2024 Iemand --></svg>".encode()),
    ],
)
def test_a_file_of_others_that_is_not_listed_is_found(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert list(unlisted(tmp_path, [name])) == [name]
    assert list(unlisted_in_site(tmp_path)) == [name]


def test_a_file_that_came_with_a_package_is_found(tmp_path: Path) -> None:
    material = next(path for paths in _installed().values() for path in paths if path.match("bundle.*.min.js"))
    shutil.copy(material, tmp_path / "ons.js")
    assert unlisted_in_site(tmp_path)["ons.js"].startswith("a copy of ")


@pytest.mark.site
@pytest.mark.parametrize("built", [built_site, real_site], ids=["sample", "real"])
def test_a_built_site_holds_nothing_of_others_that_is_not_listed(built: object) -> None:
    assert callable(built)
    assert unlisted_in_site(built()) == {}


@pytest.mark.site
def test_a_built_site_holds_what_is_listed_where_it_is_said_to_be() -> None:
    where = {path: source for made in third_party() for path, source in made["published"].items()}
    for path, source in where.items():
        if path == WORKER:  # made of several files, each whole
            worker = (built_site() / path).read_text(encoding="utf-8")
            modules = [name for name in listed() if name.endswith("-stemmer.js")]
            assert all((ROOT / name).read_text(encoding="utf-8").strip() in worker for name in modules)
        else:
            assert digest(built_site() / path) == listed()[source]


@pytest.mark.site
@pytest.mark.parametrize("built", [built_site, real_site], ids=["sample", "real"])
def test_what_no_page_asks_for_of_the_theme_is_not_shipped(built: object) -> None:
    assert callable(built)
    folder = built()
    unused = ("assets/javascripts", "assets/stylesheets", "assets/images", "partials", "search")
    assert [name for name in unused if (folder / name).exists()] == []
    assert [path.name for path in folder.rglob("*") if re.search("lunr|wordcut|tinyseg", path.name)] == []


# The bill of materials


def bill() -> dict[str, object]:
    made: dict[str, object] = json.loads(text())
    return made


def components() -> Iterator[dict[str, object]]:
    found = bill()["components"]
    assert isinstance(found, list)
    yield from found


def test_the_bill_is_valid() -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text()) is None
    broken = text().replace('"type": "library"', '"type": "iets"', 1)
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(broken) is not None


def test_the_bill_is_the_same_each_time_and_says_no_moment() -> None:
    assert text() == text()
    assert "serialNumber" not in bill()
    assert "timestamp" not in text()


@pytest.mark.parametrize(
    "lock", ["requirements.txt", "requirements-test.txt", "requirements-uv.txt", "requirements-pdf.txt"]
)
def test_the_bill_holds_every_locked_package_with_every_hash(lock: str) -> None:
    written = (ROOT / lock).read_text(encoding="utf-8")
    found = {one["purl"]: one for one in components() if "purl" in one}
    locked = pins(written)
    assert len(locked) == len(re.findall(r"(?m)^[a-z0-9]", written))
    assert sum(len(pin.hashes) for pin in locked) == written.count("--hash=")
    for pin in locked:
        one = found[f"pkg:pypi/{pin.name}@{pin.version}"]
        hashes = one["hashes"]
        assert isinstance(hashes, list)
        assert {each["content"] for each in hashes} == set(pin.hashes)
        assert one["scope"] == "required" or lock != "requirements.txt"


def test_the_bill_holds_every_file_of_others() -> None:
    inner = [one["components"] for one in components() if "components" in one]
    files = {each["name"]: each["hashes"][0]["content"] for here in inner if isinstance(here, list) for each in here}
    assert files == listed()


def test_what_asked_for_a_package_leads_from_us_to_all_of_them() -> None:
    found = bill()["dependencies"]
    assert isinstance(found, list)
    asked = {one["ref"]: one.get("dependsOn", []) for one in found}
    reached, waiting = set(), ["infobox"]
    while waiting:
        if (ref := waiting.pop()) not in reached:
            reached.add(ref)
            waiting += asked.get(ref, [])
    assert reached == set(asked)


def test_the_list_is_where_people_look_for_it() -> None:
    for name in ("README.md", "CONTRIBUTING.md", "LICENSE", "docs/colofon.md"):
        assert THIRD_PARTY in (ROOT / name).read_text(encoding="utf-8"), name
