"""The doorway to MkDocs: load once, add what the data makes, and stop cleanly when the data is not in order."""

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import Any, NoReturn

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents
from pathspec.gitignore import GitIgnoreSpec

from infobox import clock
from infobox.catalogue import frames
from infobox.catalogue.infobox import Infobox
from infobox.entries.kinds import KINDS
from infobox.exports.source import Source
from infobox.exports.typesetting import available
from infobox.findings import DataError, Finding
from infobox.links.state import STATE, StateError, read_state
from infobox.pages import head
from infobox.pages.made import Made
from infobox.pages.render import Renderer
from infobox.pages.sandbox import Sandbox
from infobox.pages.stubs import Stub, navigation, outside_navigation, stubs
from infobox.pages.window import changed_on, title_of
from infobox.site import in_browser, project
from infobox.site.build import BuildError, report
from infobox.site.declared import DeclarationError, declared
from infobox.site.files import other_files
from infobox.site.handover import Handover, hand_over, kept_for, taken_from
from infobox.site.house_style import SHEET
from infobox.site.named import named
from infobox.site.offline import ZIP, offline
from infobox.site.policy import POLICY, PolicyError

_ID = re.compile(r'\sid="([^"]+)"')
OFFERS = "INFOBOX_ZIP"  # 'true' when the site offers itself as a zip
PRINTS = "INFOBOX_PDF"  # 'true' when it has PDFs, where they can be made
EARLY = 100  # before the plugins, which need what is loaded here
LATE = -100  # after everything is written


class MadePage(MkDocsPage):
    """A page made from data: finished by us, so that nothing of it is read as Jinja or Markdown.

    MkDocs renders all pages before it writes the first; these are rendered when it is their turn, and then forgotten.
    """

    def __init__(self, title: str | None, file: File, config: MkDocsConfig, stub: Stub, made: Made) -> None:
        super().__init__(title, file, config)
        self._stub, self._made = stub, made

    def read_source(self, config: MkDocsConfig) -> None:
        """The front matter, and no text for mkdocs-macros."""
        self.markdown, self.meta = "", {**self._stub.meta, "render_macros": False}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Nothing yet; MkDocs wants a text."""
        self.content, self._permalink = "", config.mdx_configs["toc"]["permalink_title"]

    def fill(self) -> None:
        """Render the content and its headings."""
        finished = self._made.finished(self._stub, self._permalink)
        self.content = finished.html
        self.toc = TableOfContents([AnchorLink(one.title, one.anchor, 2) for one in finished.headings])

    def empty(self) -> None:
        """Forget what was rendered."""
        self.content, self.toc = "", TableOfContents([])

    @cached_property
    def present_anchor_ids(self) -> set[str]:  # type: ignore[override] # MkDocs fills it while it renders
        """The anchors of the page; asked for when a page of docs/ links to one of them."""
        return set(_ID.findall(self._made.finished(self._stub, self._permalink).html))


@event_priority(EARLY)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load the data and hand it over to macros.py and to later events. A fault stops the build: nothing is written."""
    root, kept = Path(config.config_file_path).parent, kept_for(config)
    try:
        made = project.read(root / "data", Path(config.docs_dir), clock.today(), kept.memory if kept else None)
        states = read_state(root / STATE)
        accessibility = declared(config.extra)
    except DataError as error:
        _refuse(error, "in de gegevens")
    except (StateError, DeclarationError, clock.NoDayError) as error:
        _stop(str(error))
    infobox = made.infobox
    # Not while somebody edits: every change would wait for them.
    papers = kept is None and os.environ.get(PRINTS) == "true" and available()
    site = named(config, made, accessibility, papers=papers)
    report(counts={kind: infobox.count(kind) for kind in KINDS})
    beheer = made.beheer(states)
    renderer = Renderer(infobox, states, site, beheer=beheer, pages=made.pages, before=kept.renderer if kept else None)
    if kept:
        kept.renderer = renderer
    source = Source(infobox, made.pages, site, beheer, states, made.style.sheet(frames.SHEET))
    others = other_files(source, config.repo_url or "")
    hand_over(config, Handover(renderer, made.pages, Made(renderer), made.style, others))
    if not config.repo_url:
        config.edit_uri = None  # an edit link without a repository leads nowhere
    config.extra["zip"] = os.environ.get(OFFERS) == "true"
    config.nav = _with_entries(config.nav or [], infobox)
    config.not_in_nav = GitIgnoreSpec.from_lines(outside_navigation(infobox) + _lines(config.not_in_nav))
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a page for each entry, whose edit link leads to the YAML, and every file that is no page of the theme."""
    made = taken_from(config)
    # mkdocs-macros makes an environment that can do all that Jinja can; pages of docs/ get ours.
    plugin: Any = config.plugins["macros"]
    plugin._env = Sandbox(plugin.macros)
    plugin.has_j2 = lambda _: False  # it would look for macros in titles too; those are plain text
    infobox = made.renderer.infobox
    titles = dict(_titles(config.nav or []))
    for stub in stubs(infobox):
        file = File.generated(config, stub.path, content="")
        file.edit_uri = f"../{stub.source}" if stub.source else None
        files.append(file)
        MadePage(titles.get(stub.path), file, config, stub, made.made)
    for file in [file for file in files if _is_unused(file)]:
        files.remove(file)
    if ours := files.get_file_from_path(frames.SHEET):
        files.remove(ours)  # the one in the house style comes with the other files
    if kept_for(config) is None:  # else they are made when somebody asks; see edition.py
        try:
            for path, content in made.others:
                # Also when its name is hidden: `.well-known`.
                files.append(File.generated(config, path, content=content, inclusion=InclusionLevel.INCLUDED))
        except PolicyError as error:
            _stop(f"een pagina zonder thema bevat {error}")
    if rules := files.get_file_from_path(SHEET):
        files.remove(rules)
        files.append(File.generated(config, SHEET, content=made.style.sheet()))
    for address, brought in made.style.files.items():
        files.append(File.generated(config, address, abs_src_path=str(brought)))
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Let the theme show the help strip and what machines read in the head of a page."""
    renderer = taken_from(config).renderer
    strips: dict[str, Markup] = {}

    def strip(root: str) -> Markup:
        if root not in strips:
            strips[root] = Markup(renderer.part("strook", root))  # noqa: S704 - escaped there
        return strips[root]

    env.globals["strook"] = strip

    def tags(page: Any) -> Markup:
        title, canonical = page.title or config.site_name, page.canonical_url or ""
        return head.head(renderer.site, renderer.infobox, title=title, canonical=canonical, meta=page.meta)

    env.globals["metadata"] = tags
    env.globals["huisstijl"] = taken_from(config).style
    env.globals["venster"] = lambda page: title_of(renderer.site, renderer.infobox, page.title, page.meta)
    env.globals["gewijzigd_op"] = lambda page: changed_on(renderer.infobox, page.meta)
    return env


def on_page_content(html: str, page: Any, config: MkDocsConfig, files: Files) -> str:
    """Say on links of pages of docs/ when they were seen; templates do so themselves."""
    return html if isinstance(page, MadePage) else taken_from(config).renderer.links.robust_html(html)


def on_pre_page(page: Any, config: MkDocsConfig, files: Files) -> Any:
    """Forget the day of the build: it says nothing about a page, and no output may depend on it."""
    page.update_date = "1980-01-01"
    return page


def on_page_context(context: Any, page: Any, config: MkDocsConfig, nav: Any) -> Any:
    """Render a page of ours, just before the theme does."""
    if isinstance(page, MadePage):
        page.fill()
    return context


def on_post_page(output: str, page: Any, config: MkDocsConfig) -> str:
    """Give each page its policy. One of docs/ that holds what no page may hold is not written; see on_post_build."""
    made = taken_from(config)
    if isinstance(page, MadePage):
        page.empty()
        return _finished(output, page.file.src_uri)
    try:
        return POLICY.applied(output)
    except PolicyError as error:
        name = page.file.src_uri
        source = made.pages[name.removesuffix(".md")].source if name.removesuffix(".md") in made.pages else ""
        hint = "schrijf het als gewone Markdown; scripts, vensters en opdrachten kunnen in een pagina niet"
        made.refused.extend(
            Finding(f"docs/{name}", _line(source, fault), 1, f"deze pagina bevat {fault}", hint)
            for fault in error.faults
        )
        return ""


@event_priority(LATE)
def on_post_build(config: MkDocsConfig) -> None:
    """Stop for what stands in pages of docs/, all of it at once; then make of the site what readers take along."""
    if refused := taken_from(config).refused:
        _refuse(DataError(refused), "in de pagina's")
    if kept_for(config) is not None:
        return  # while somebody edits, no whole site stands there
    site = Path(config.site_dir)
    in_browser.write(site)
    if config.extra["zip"]:
        offline(site, site / ZIP)


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Do the same for each page that the theme makes (404). Without an address of the site there is no sitemap."""
    if template_name == "sitemap.xml" and not config.site_url:
        return ""
    if not template_name.endswith(".html"):
        return output_content
    return _finished(output_content, template_name)


def _finished(page: str, name: str) -> str:
    """A page that we made ourselves with its policy; what it holds that it may not is our fault."""
    try:
        return POLICY.applied(page)
    except PolicyError as error:
        _stop(f"{name}: deze pagina bevat {error}")


def _refuse(error: DataError, where: str) -> NoReturn:
    """Stop for what an editor must mend."""
    report(findings=[asdict(finding) for finding in error.findings])
    for finding in error.findings:
        print(finding, file=sys.stderr)  # noqa: T201 - the log would wrap and colour what editors must read
    raise Abort(f"{len(error.findings)} fout(en) {where}; er is niets gebouwd.") from error


def _stop(why: str) -> NoReturn:
    """Stop for what is no editor's fault."""
    report(stopped=why)
    raise Abort(f"{why}; er is niets gebouwd.") from BuildError(why)


def _line(source: str, fault: str) -> int:
    """The line of a page that a fault is about, or the first."""
    words = [f"<{tag}" for tag in re.findall(r"<(\w+)", fault)] + re.findall(r"kenmerk '(\w+)'", fault)
    words += ["<script"] if "een script" in fault else [fault.partition(": ")[2][:30]]
    for word in filter(None, words):
        if (at := source.lower().find(word.lower())) >= 0:
            return source.count("\n", 0, at) + 1
    return 1


def _is_unused(file: File) -> bool:
    """Whether a file is the theme's and no page of ours asks for it: its script, its styles, its search."""
    return (
        file.src_uri.startswith(("assets/javascripts/", "assets/stylesheets/", "partials/"))
        or file.src_uri == "assets/images/favicon.png"
    )


def _lines(spec: Any) -> list[str]:
    return [pattern.pattern for pattern in spec.patterns] if spec else []


def _titles(nav: list[Any]) -> Iterator[tuple[str, str]]:
    """(path, title) of each page that the navigation gives a title."""
    for item in nav:
        for title, target in item.items() if isinstance(item, dict) else ():
            if isinstance(target, str):
                yield target, title
            else:
                yield from _titles(target)


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
