"""Whether a finished page has our search behind its search box: the theme could change how it finds its worker."""

import re

WORKER = "assets/zoeken/worker.js"

_CONFIG = re.compile(r'<script id="__config" type="application/json">(.*?)</script>', re.DOTALL)
_BOX = 'data-md-component="search-query"'
_FORM_OF_THE_THEME = '<form class="md-search__form" name="search"'


class WiringError(Exception):
    """The theme no longer hands the search box to our worker."""


def check_wiring(html: str, page: str) -> None:
    """Raise WiringError when `html`, a page of the theme, would start another worker than ours or load its own index.

    The theme starts the worker that its configuration names, and fetches search/search_index.json with every page when
    there is a form called 'search'. Both are overridden in theme/; an update of the theme must not undo that.
    """
    match = _CONFIG.search(html)
    if match is None:
        raise WiringError(f"{page}: the theme's configuration is not in the page; see theme/main.html, block config")
    if f'{WORKER}"' not in match[1] or "javascripts/workers/" in match[1]:
        raise WiringError(
            f"{page}: the theme's configuration does not name {WORKER}; see theme/main.html, block config"
        )
    if _FORM_OF_THE_THEME in html:
        raise WiringError(
            f"{page}: the form is called 'search', so the theme loads its own index; see partials/search.html"
        )
    if _BOX not in html and "data-zoek-formulier" not in html:
        raise WiringError(f"{page}: there is no search box; see partials/header.html")
