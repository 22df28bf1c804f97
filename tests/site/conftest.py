"""The sites that whole pages are looked at on."""

import pytest

from infobox.catalogue.infobox import Infobox
from tests.conftest import ROOT
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
