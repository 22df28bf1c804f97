"""The doorway to MkDocs: load once, add what the data makes, and stop cleanly when the data is not in order."""

import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from infobox.catalogue.identity import Site
from infobox.catalogue.infobox import Infobox
from infobox.entries import written
from infobox.entries.model import KINDS
from infobox.exports import opensearch
from infobox.exports.register import extra_files
from infobox.findings import DataError
from infobox.links.state import STATE, read_state
from infobox.pages import head as metadata
from infobox.pages.render import Renderer, entry_path
from infobox.pages.stubs import OVERVIEWS, navigation, stubs
from infobox.search.found import WrittenPage, documents
from infobox.search.pack import pack
from infobox.search.written import written_page
from infobox.site import project
from infobox.site.build import report
from infobox.site.policy import with_policy
from infobox.site.wiring import WiringError, check_wiring

EARLY = 100  # before the plugins, which need what is loaded here


@event_priority(EARLY)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load the data and put the renderer where macros.py finds it. A fault stops the build: nothing is written yet."""
    root = Path(config.config_file_path).parent
    try:
        infobox = project.read(root / "data", Path(config.docs_dir), date.today())
        url = config.site_url or ""
        site = Site(config.site_name, url if not url or url.endswith("/") else f"{url}/")
        renderer = Renderer(infobox, read_state(root / STATE), site)
        report(counts={kind: infobox.count(kind) for kind in KINDS})
    except DataError as error:
        report(findings=[asdict(finding) for finding in error.findings])
        for finding in error.findings:
            print(finding, file=sys.stderr)  # noqa: T201 - the log would wrap and colour what editors must read
        raise Abort(f"{len(error.findings)} fout(en) in de gegevens; er is niets gebouwd.") from None
    except ValueError as error:
        raise Abort(f"{error}; er is niets gebouwd.") from None
    config.renderer = renderer  # type: ignore[attr-defined] # the one thing macros.py is handed
    if not config.repo_url:
        config.edit_uri = None  # an edit link without a repository leads nowhere
    config.nav = _with_entries(config.nav or [], infobox)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a page for each entry; its edit link leads to the YAML."""
    for stub in stubs(config.renderer.infobox):  # type: ignore[attr-defined]
        file = File.generated(config, stub.path, content=stub.text)
        file.edit_uri = f"../{stub.source}" if stub.source else None
        files.append(file)
    renderer = config.renderer  # type: ignore[attr-defined]
    for path, content in extra_files(renderer.infobox, renderer.site, written.pages(Path(config.docs_dir))):
        files.append(File.generated(config, path, content=content))
    for path, text in _search_files(files, config).items():
        files.append(File.generated(config, path, content=text))
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Let the theme show the help strip and count pages that the data makes."""
    env.globals["hulp"] = lambda root: config.renderer.part("hulp", root)  # type: ignore[attr-defined]

    def tags(page: Any) -> Markup:
        renderer = config.renderer  # type: ignore[attr-defined]
        title, canonical = page.title or config.site_name, page.canonical_url or ""
        return metadata.head(renderer.site, renderer.infobox, title=title, canonical=canonical, meta=page.meta)

    env.globals["metadata"] = tags
    return env


def on_pre_page(page: Any, config: MkDocsConfig, files: Files) -> Any:
    """Forget the day of the build: it says nothing about a page, and would make tomorrow's sitemap another file."""
    page.update_date = "1980-01-01"
    return page


def on_post_page(output: str, page: Any, config: MkDocsConfig) -> str:
    """Check that the search box is ours, and give each page its policy."""
    return _finished(output, page.file.src_uri)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Do the same for each page that the theme makes (404)."""
    if not template_name.endswith(".html"):
        return output_content
    return _finished(output_content, template_name)


def _finished(html: str, name: str) -> str:
    try:
        check_wiring(html, name)
    except WiringError as error:
        raise Abort(f"the search would not work: {error}") from None
    return with_policy(html)


def _search_files(files: Files, config: MkDocsConfig) -> dict[str, str]:
    """Everything that the search loads, and its description for browsers."""
    infobox = config.renderer.infobox  # type: ignore[attr-defined]
    written = [
        written_page(file.url, file.content_string)
        for file in sorted(files.documentation_pages(), key=lambda file: file.src_uri)
        if file.generated_by is None and file.src_uri != "zoeken.md"
    ]
    overviews = [WrittenPage(f"{folder}/", title, text) for folder, title, text in OVERVIEWS.values()]
    found = documents(infobox, entry_path, [*overviews, *written])
    missing = f"{config.repo_url.rstrip('/')}/issues/new?title=Zoekterm%20ontbreekt:%20{{}}" if config.repo_url else ""
    result = pack(infobox, found, begrippen="begrippen/", missing=missing)
    if config.site_url:
        result[opensearch.PATH] = opensearch.description(config.site_url, config.site_name)
    return result


def _with_entries(nav: list[Any], infobox: Infobox) -> list[Any]:
    """The navigation of mkdocs.yml, with the entries of a kind in the section that starts with its overview."""
    result: list[Any] = []
    for item in nav:
        match item:
            case {**section} if isinstance(children := next(iter(section.values())), list):
                kind = str(children[0]).removesuffix("/index.md")
                entries = navigation(infobox, kind) if kind in KINDS else []
                result.append({next(iter(section)): [*children, *entries]})
            case _:
                result.append(item)
    return result
