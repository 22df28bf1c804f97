"""Serving while somebody edits: what is answered when, and which changes count. tests/browser/ has it in a browser."""

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from infobox.catalogue import frames
from infobox.findings import DataError, Finding
from infobox.site import serve
from infobox.site.build import BuildError
from infobox.site.serve import Shown, answering, changes, look, prove, renew
from infobox.site.workshop import Workshop
from tests.site_fixtures import built_site

FAULT = Finding("data/begrippen/x.yml", 3, 1, "dit is <b>fout</b>", "schrijf iets anders")


@dataclass
class Asked:
    """An answer."""

    status: int
    kind: str
    text: str
    kept: str


def ask(address: str, path: str, method: str = "GET") -> Asked:
    request = urllib.request.Request(address + path, method=method)  # noqa: S310 - loopback
    try:
        answer = urllib.request.urlopen(request, timeout=5)  # noqa: S310 - loopback
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        headers = answer.headers
        return Asked(answer.status, headers["Content-Type"], answer.read().decode(), headers["Cache-Control"])


@pytest.fixture
def shown() -> Shown:
    return Shown()


@pytest.fixture
def address(shown: Shown) -> Iterator[str]:
    with answering(shown, 0) as url:
        yield url


def site_of(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name in ("index.html", "404.html"):
        (folder / name).write_text(f"<html><body><p>{text} {name}</p></body></html>", encoding="utf-8")
    (folder / "stijl.css").write_text("p {}", encoding="utf-8")
    (folder / "leeg").mkdir()
    return folder


def test_before_there_is_a_site_a_page_explains_and_follows(shown: Shown, address: str) -> None:
    answer = ask(address, "waar/dan/ook/")
    assert (answer.status, answer.kept) == (503, "no-store")
    assert "nog geen site" in answer.text
    assert "/.bewerken/bewerken.js" in answer.text
    assert ask(address, "", "HEAD").status == 503


def test_a_page_to_frame_is_sent_as_it_is_since_it_may_run_nothing(shown: Shown, address: str, tmp_path: Path) -> None:
    shown.site = site_of(tmp_path / "7", "Zeven")
    page = shown.site / frames.FOLDER / "s01" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("<html><body><p>Om te tonen</p></body></html>", encoding="utf-8")
    answer = ask(address, f"{frames.FOLDER}/s01/")
    assert (answer.text, answer.kept) == (page.read_text(encoding="utf-8"), "no-store")
    assert "/.bewerken/bewerken.js" in ask(address, "").text


def test_pages_get_the_program_and_other_files_stay_as_they_are(shown: Shown, address: str, tmp_path: Path) -> None:
    shown.site, shown.version = site_of(tmp_path / "7", "Zeven"), "7"
    page = ask(address, "")
    assert page.status == 200
    assert page.text.startswith("<html><body><p>Zeven index.html</p><link ")
    assert 'data-versie="7"' in page.text
    assert page.text.endswith("</script></body></html>")
    assert ask(address, "index.html").text == page.text
    assert ask(address, "stijl.css").text == "p {}"
    assert ask(address, "stijl.css", "HEAD").status == 200
    missing = ask(address, "bestaat/niet/")
    assert (missing.status, "Zeven 404.html" in missing.text) == (404, True)
    assert ask(address, "leeg/").status == 404
    assert (tmp_path / "7" / "index.html").read_text(encoding="utf-8").endswith("index.html</p></body></html>")


def test_an_open_page_hears_which_version_there_is_and_what_is_wrong(shown: Shown, address: str) -> None:
    shown.version, shown.findings, shown.trouble = "8", [FAULT], "vol"
    told = json.loads(ask(address, ".bewerken/stand.json").text)
    assert (told["versie"], told["storing"]) == ("8", "vol")
    [fault] = told["fouten"]
    assert (fault["path"], fault["line"], fault["message"]) == ("data/begrippen/x.yml", 3, "dit is <b>fout</b>")
    assert ask(address, ".bewerken/bewerken.js").kind == "text/javascript"
    assert ask(address, ".bewerken/bewerken.css").kind == "text/css"
    assert ask(address, ".bewerken/serve.py").status == 404


class Scripted(Workshop):
    """A workshop in which everything goes as a test says: an error is raised, and nothing means that all is well."""

    def __init__(self, *outcomes: DataError | BuildError | None, more: int = 0) -> None:
        self.outcomes, self.more = list(outcomes), more

    def __exit__(self, *_: object) -> None:
        pass

    def renew(self, folder: Path, code: object) -> None:
        site_of(folder, folder.name)
        if outcome := self.outcomes.pop(0):
            raise outcome

    def make(self, folder: Path, path: str) -> bool:
        if path == "fout.html":
            raise BuildError("het sjabloon ontbreekt")
        if path == "laat/index.html":
            (folder / "laat").mkdir(exist_ok=True)
            (folder / path).write_text("<html><body>Laat</body></html>", encoding="utf-8")
        return path in ("laat/index.html", "index.html", "404.html")

    def prove(self, folder: Path) -> bool:
        self.more -= 1
        if self.more < 0 and (outcome := self.outcomes.pop(0)):
            raise outcome
        return self.more >= 0


def test_only_an_edition_without_faults_takes_the_place_of_the_one_that_is_shown(shown: Shown, tmp_path: Path) -> None:
    workshop = Scripted(None, DataError([FAULT]), BuildError("de schijf is vol"), None, None)
    assert renew(workshop, tmp_path, shown, {})
    first = shown.site
    assert first is not None
    assert not renew(workshop, tmp_path, shown, {})
    assert (shown.site, shown.version, shown.findings) == (first, first.name, [FAULT])
    assert not renew(workshop, tmp_path, shown, {})
    assert (shown.site, shown.findings, shown.trouble) == (first, [], "de schijf is vol")
    assert renew(workshop, tmp_path, shown, {})
    second = shown.site
    assert (second != first, shown.findings, shown.trouble) == (True, [], "")
    assert renew(workshop, tmp_path, shown, {})
    assert {path for path in tmp_path.iterdir() if path.is_dir()} == {second, shown.site}


def test_a_page_is_made_when_it_is_asked_for(shown: Shown, address: str, tmp_path: Path) -> None:
    shown.site, shown.version, shown.make = site_of(tmp_path / "7", "Zeven"), "7", Scripted().make
    assert not (tmp_path / "7" / "laat").exists()
    assert ask(address, "laat").text.startswith("<html><body>Laat<link ")  # sent on to the page
    assert ask(address, "laat/").text.startswith("<html><body>Laat<link ")
    assert ask(address, "laat/", "HEAD").status == 200
    assert (ask(address, "fout.html").status, shown.trouble) == (404, "het sjabloon ontbreekt")


def test_what_is_found_while_an_edition_is_shown_is_told(shown: Shown, tmp_path: Path) -> None:
    said: list[str] = []
    shown.site = tmp_path
    prove(Scripted(DataError([FAULT]), more=2), shown, said.append)
    assert (shown.findings, shown.trouble, said) == ([FAULT], "", [str(FAULT)])
    prove(Scripted(BuildError("een link leidt nergens heen")), shown, said.append)
    assert (shown.findings, shown.trouble) == ([], "een link leidt nergens heen")
    shown.trouble = ""
    prove(Scripted(None), shown, said.append)
    assert (shown.findings, shown.trouble, len(said)) == ([], "", 2)


def test_what_a_build_is_made_of_is_watched_and_nothing_else(tmp_path: Path) -> None:
    for name in ("data/begrippen", "infobox/__pycache__", "site"):
        (tmp_path / name).mkdir(parents=True)
    before = look(tmp_path)
    (tmp_path / "infobox" / "__pycache__" / "x.pyc").touch()
    (tmp_path / "site" / "index.html").touch()
    assert look(tmp_path) == before
    (tmp_path / "data" / "begrippen" / "x.yml").write_text("a", encoding="utf-8")
    (tmp_path / "mkdocs.yml").touch()
    assert {Path(path).name for path in look(tmp_path)} == {"x.yml", "mkdocs.yml"}


def test_every_change_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "CALM", 0.01)
    monkeypatch.setattr(serve, "PAUSE", 0.01)
    page = tmp_path / "data"
    page.mkdir()
    told = changes(tmp_path)
    next(told)
    (page / "x.yml").write_text("a", encoding="utf-8")
    next(told)
    timer = threading.Timer(0.1, lambda: (page / "x.yml").write_text("ab", encoding="utf-8"))
    timer.start()
    next(told)
    assert (page / "x.yml").read_text(encoding="utf-8") == "ab"
    timer.join()


def test_a_project_is_shown_until_somebody_ends_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []

    def say(text: str) -> None:
        said.append(text)
        if text.startswith("Klaar"):
            (tmp_path / "mkdocs.yml").write_text("veranderd", encoding="utf-8")
        if text == "1 fout(en)":
            assert "index.html" in ask(said[0], "").text
            raise KeyboardInterrupt

    (tmp_path / "mkdocs.yml").touch()
    monkeypatch.setattr(serve, "Workshop", lambda _: Scripted(None, DataError([FAULT]), more=10_000))
    with pytest.raises(KeyboardInterrupt):
        serve.serve(tmp_path, 0, say)
    assert said[1] == "Bouwen ..."
    assert str(FAULT) in said


@pytest.mark.site
def test_no_published_site_holds_any_of_it() -> None:
    files = [path for path in built_site().rglob("*") if path.is_file()]
    assert files
    assert [path for path in files if "bewerken" in path.name or b".bewerken" in path.read_bytes()] == []
