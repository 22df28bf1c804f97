"""The description with which a browser can search the site from its address bar."""

import pytest
from lxml import etree

from infobox.exports.opensearch import PATH, description
from tests.site_fixtures import REPO_URL, SITE_URL, built_site, built_site_with_address

NAMESPACE = {"o": "http://a9.com/-/spec/opensearch/1.1/"}


def test_it_names_the_page_with_results_below_the_site_address() -> None:
    tree = etree.fromstring(description("https://infobox.test/pad/", "Infobox <& co>", "Infobox <&>").encode())
    urls = {url.get("type"): url.get("template") for url in tree.findall("o:Url", NAMESPACE)}
    assert urls["text/html"] == "https://infobox.test/pad/zoeken/?q={searchTerms}"
    assert urls["application/opensearchdescription+xml"] == f"https://infobox.test/pad/{PATH}"
    assert tree.findtext("o:ShortName", namespaces=NAMESPACE) == "Infobox <&>"


@pytest.mark.site
def test_a_site_that_does_not_know_its_address_has_none() -> None:
    assert not (built_site() / PATH).exists()
    assert "opensearch" not in (built_site() / "index.html").read_text(encoding="utf-8")


@pytest.mark.site
def test_settings_of_a_deployment_reach_the_search() -> None:
    site = built_site_with_address()
    assert 'href="zoeken/opensearch.xml"' in (site / "index.html").read_text(encoding="utf-8")
    assert f"{SITE_URL}zoeken/?q=".encode() in (site / PATH).read_bytes()
    assert f'"missing":"{REPO_URL}/issues/new?title=' in (site / "zoeken/index.json").read_text("utf-8")
    assert '"missing":""' in (built_site() / "zoeken/index.json").read_text(encoding="utf-8")
