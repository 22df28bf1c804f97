"""The site as mkdocs.yml and the environment name it."""

from typing import Any
from urllib.parse import urljoin

from infobox.catalogue.identity import Accessibility, Site
from infobox.site.project import Project


def named(config: Any, made: Project, accessibility: Accessibility | None, *, papers: bool = False) -> Site:
    """The site as its pages speak of it; `config` are the settings of MkDocs."""
    url = config.site_url or ""
    return Site(
        config.site_name,
        url if not url or url.endswith("/") else f"{url}/",
        str(config.extra.get("korte_naam") or config.site_name),
        made.security.security,
        accessibility,
        made.style.bar["licht"],
        _edited_at(config),
        made.agreements,
        papers,
    )


def _edited_at(config: Any) -> str:
    """Where the addresses begin at which files of the repository are edited; '' when there is no repository."""
    if not config.repo_url or not config.edit_uri:
        return ""
    return str(urljoin(urljoin(f"{config.repo_url.rstrip('/')}/", config.edit_uri), "../"))  # it is told for docs/
