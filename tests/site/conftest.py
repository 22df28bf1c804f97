"""What whole pages are looked at on, and what a whole project is changed in."""

import shutil
import subprocess
from pathlib import Path

import pytest

from infobox import clock
from infobox.catalogue.infobox import Infobox
from tests.conftest import ROOT, SAMPLE, TODAY
from tests.site.looking import Built
from tests.site_fixtures import SITE_URL, built_site, built_site_with_address, real_site, sample_project


@pytest.fixture(scope="session")
def plain(sample: Infobox) -> Built:
    """The sample, without any setting."""
    return Built(built_site(), sample_project(), sample)


@pytest.fixture(scope="session")
def published(sample: Infobox) -> Built:
    """The sample with an address of its own, below a folder, and a repository."""
    return Built(built_site_with_address(), sample_project(), sample, SITE_URL)


@pytest.fixture(scope="session", params=["plain", "published", "real"])
def any_site(request: pytest.FixtureRequest) -> Built:
    """Each of the two, and the real site: for what holds whatever the content is."""
    if request.param == "real":
        infobox: Infobox = request.getfixturevalue("real")
        return Built(real_site(), ROOT, infobox)
    site: Built = request.getfixturevalue(request.param)
    return site


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample, as the first commit of a repository, in the current folder."""
    root = tmp_path / "project"
    shutil.copytree(SAMPLE, root)
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "Begin"]):
        subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@x.nl", *words], cwd=root, check=True)
    monkeypatch.chdir(root)
    monkeypatch.setenv(clock.TODAY, TODAY.isoformat())
    return root
