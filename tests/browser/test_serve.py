"""`infobox serve` in a real browser: an open page follows what an editor does, right and wrong."""

import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError

import pytest
from playwright.sync_api import Browser, expect

from infobox import clock
from tests.browser.conftest import Visit, visit
from tests.conftest import TODAY
from tests.site_fixtures import lay_out_sample

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PATIENCE = 120_000  # ms: how long a build may take on a busy machine; nothing waits longer than it must
PAGE = "instrumenten/signaalkaart/"
FINDINGS = "#bewerken"


@dataclass
class Editing:
    """A project that is served while it is edited."""

    root: Path
    address: str

    @property
    def file(self) -> Path:
        """The data of the page that is looked at."""
        return self.root / "data" / "instrumenten" / "signaalkaart.yml"

    def change(self, before: str, after: str) -> None:
        """Do what an editor does in that file."""
        text = self.file.read_text(encoding="utf-8")
        assert before in text
        self.file.write_text(text.replace(before, after, 1), encoding="utf-8")

    def get(self, path: str) -> tuple[int, str]:
        """What a page answers, at once: a build that is under way is not waited for."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=5) as answer:  # noqa: S310 - loopback
                return answer.status, answer.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()


@contextmanager
def editing(root: Path) -> Iterator[Editing]:
    """Serve a project, in a process of its own; it ends with the block and leaves nothing behind."""
    command = [sys.executable, "-m", "infobox", "serve", "--port", "0"]
    folders = root.parent / "tmp"
    folders.mkdir()
    environment = os.environ | {clock.TODAY: TODAY.isoformat(), "TMPDIR": str(folders)}
    with subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            yield Editing(root, server.stdout.readline().strip())
        finally:
            server.terminate()
            server.communicate()
    assert server.returncode == 0
    assert list(folders.iterdir()) == []


@pytest.fixture
def tab(browser: Browser) -> Iterator[Visit]:
    """A tab that no test has used."""
    with browser.new_context() as context:
        yield visit(context, "")


def test_an_open_page_follows_what_is_written_and_tells_what_is_wrong(tmp_path: Path, tab: Visit) -> None:
    root = lay_out_sample(tmp_path / "project")
    with editing(root) as project:
        page = tab.page
        page.goto(project.address + PAGE)
        expect(page.locator("h1")).to_have_text("Signaalkaart voor R&D bij 't gezin", timeout=PATIENCE)

        project.change("Signaalkaart voor", "Kaart <b>met</b> signalen voor")
        expect(page.locator(FINDINGS)).to_contain_text("lijken op HTML", timeout=PATIENCE)
        expect(page.locator(FINDINGS)).to_contain_text("data/instrumenten/signaalkaart.yml, regel 2")
        expect(page.locator(FINDINGS)).to_contain_text("Wat te doen: haal het weg")
        assert page.locator(f"{FINDINGS} b").count() == 0, "what an editor typed was read as HTML"
        expect(page.locator("h1")).to_have_text("Signaalkaart voor R&D bij 't gezin")
        status, text = project.get(PAGE)
        assert (status, "Signaalkaart voor R&amp;D" in text) == (200, True), "the last good site does not answer"

        project.change("Kaart <b>met</b> signalen voor", "Kaart met signalen voor")
        expect(page.locator("h1")).to_have_text("Kaart met signalen voor R&D bij 't gezin", timeout=PATIENCE)
        expect(page.locator(FINDINGS)).to_have_count(0)

        project.change("code: I001", "code: I001\nkleur: rood")
        expect(page.locator(FINDINGS)).to_contain_text("'kleur'", timeout=PATIENCE)
        project.change("\nkleur: rood", "")
        expect(page.locator(FINDINGS)).to_have_count(0, timeout=PATIENCE)
        expect(page.locator("h1")).to_have_text("Kaart met signalen voor R&D bij 't gezin")

        status, text = project.get("bestaat-niet/")
        assert (status, "Deze pagina is er niet" in text) == (404, True)
        assert project.get("assets/lettertypen/")[0] == 404, "a folder is listed"
        assert project.get("../data/instrumenten/signaalkaart.yml")[0] == 404
    assert [one for one in tab.complaints if "Content Security Policy" in one] == []


def test_a_project_that_is_broken_from_the_start_shows_what_is_wrong_and_then_the_site(
    tmp_path: Path, tab: Visit
) -> None:
    root = lay_out_sample(tmp_path / "project")
    file = root / "data" / "instrumenten" / "signaalkaart.yml"
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole.replace("soort: checklist", "soort: checklijst"), encoding="utf-8")
    with editing(root) as project:
        page = tab.page
        page.goto(project.address + PAGE)
        expect(page.locator("h1")).to_contain_text("nog geen site")
        expect(page.locator(FINDINGS)).to_contain_text(re.compile("checklijst.*bedoelt u", re.DOTALL), timeout=PATIENCE)
        assert project.get("")[0] == 503
        file.write_text(whole, encoding="utf-8")
        expect(page.locator("h1")).to_have_text("Signaalkaart voor R&D bij 't gezin", timeout=PATIENCE)
        expect(page.locator(FINDINGS)).to_have_count(0)
