"""Pages that only lead on: short links and former names. Plain HTML, no theme, so nothing to load and nothing to flash.

A script takes the visitor's question mark and anchor along. Without JavaScript a page whose target has addresses of its
own inside shows a link for each of them, because a refresh would lose the anchor; other pages refresh at once.
"""

from collections.abc import Iterator

from jinja2 import Environment, PackageLoader, StrictUndefined

from infobox.catalogue.addresses import Redirect, redirects
from infobox.entries.kinds import SHORT_LINK
from infobox.exports.source import Source
from infobox.pages.head import open_graph

SCRIPT = "assets/verder.js"


def files(source: Source) -> Iterator[tuple[str, str]]:
    """(path, HTML) of every redirect page. Short links come twice: '/s03/', and '/S03/' for who types what paper says.

    Both hold the same bytes, so a disk that does not tell capitals apart loses nothing.
    """
    site = source.site
    environment = Environment(
        loader=PackageLoader("infobox", "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    template = environment.get_template("verwijspagina.html")
    for redirect in redirects(source.infobox, source.pages):
        root = "../" * redirect.path.count("/")
        canonical = (site.url or root) + redirect.target
        code = redirect.path.strip("/").upper() if is_short(redirect) else ""
        html = template.render(
            redirect=redirect,
            root=root,
            canonical=canonical,
            script=SCRIPT,
            title=f"{code} · {site.name}" if code else site.name,
            preview=open_graph(site, code or site.name, canonical),
        )
        yield f"{redirect.path}index.html", html
        if code:
            yield f"{redirect.path.upper()}index.html", html


def is_short(redirect: Redirect) -> bool:
    """Whether a redirect is the short link of a code."""
    return SHORT_LINK.fullmatch(redirect.path) is not None
