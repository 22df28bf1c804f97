"""One edition of the site for who edits it: read and checked as a whole, and each file of it made when somebody asks.

The steps are those of `mkdocs build`, by the same functions and the same hooks, so what comes of it is the same to the
byte; a test changes a project two hundred times and compares. Only the order differs: a page, a redirect, the search
or a feed is made the first time that somebody wants it. So nothing has to be known about what a change touches:
whatever is asked for follows from the data as it is now.
"""

import logging
import traceback
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from mkdocs.commands.build import _build_page, _build_theme_template, _populate_page
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.structure.files import File, Files, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

from infobox.findings import DataError
from infobox.site.build import BuildError, why
from infobox.site.handover import Kept, keep, taken_from


class Edition:
    """The site of the project in `root` as it is now; its files are written in `folder`, each when it is asked for.

    `kept` is what earlier editions of the project left; it only saves time. Raises DataError for what an editor must
    mend, BuildError for everything else; so do its methods. It does one thing at a time.
    """

    def __init__(self, root: Path, folder: Path, kept: Kept) -> None:
        self.folder = folder
        with _told():
            config = load_config(str(root / "mkdocs.yml"), site_dir=str(folder))
            keep(config, kept)
            config.plugins.on_startup(command="build", dirty=False)
            self._config = config = config.plugins.on_config(config)
            config.plugins.on_pre_build(config=config)
            files, env = _Files(get_files(config)), config.theme.get_env()
            files.add_files_from_theme(env, config)
            config.plugins.on_files(files, config=config)
            set_exclusions(files, config)
            files.others = _others(config)
            self._files = files
            self._nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
            self._pages = files.documentation_pages()
            self._unread: set[str] = set()  # pages of docs/ of which only the front matter was read
            for file in self._pages:
                self._begin(file.page or Page(None, file, config))
            self._theme = config.plugins.on_env(env, config=config, files=files)
            self._theme.bytecode_cache = taken_from(config).renderer.templates
        self._ways = dict(self._all_ways())
        self._made: set[str] = set()

    @property
    def written(self) -> dict[str, str]:
        """The pages that people wrote: where each stands in the site, and its text."""
        return {file.dest_uri: file.content_string for file in self._pages if file.generated_by is None}

    def make(self, path: str) -> bool:
        """See to it that a file of the site stands in the folder; gives whether there is a file with this path."""
        with _told():
            return self._make(path)

    def prove(self, paths: Collection[str]) -> None:
        """Look for what can be wrong with pages of `written`, and is seen no sooner than when they are finished."""
        with _told():
            for path in paths:
                self._make(path)
            for page in [file.page for file in self._pages if file.dest_uri in paths and file.page]:
                for target in page.links_to_anchors or ():
                    self._read(target)
                page.validate_anchor_links(files=self._files, log_level=self._config.validation.links.anchors)
            self._config.plugins.on_post_build(config=self._config)

    def paths(self) -> list[str]:
        """Every file of the site, made or not, in order."""
        with _told():
            self._files.complete()
            return sorted({*self._ways, *(file.dest_uri for file in self._files if _is_written(file))})

    def _make(self, path: str) -> bool:
        if path in self._made:
            return True
        if (way := self._ways.get(path)) is not None:
            way()
        elif (file := self._files.get_file_from_path(path)) is not None and file.dest_uri == path:
            file.copy_file()
        else:
            return False
        self._made.add(path)
        return True

    def _begin(self, page: Page) -> None:
        """Read a page as far as others need it: its front matter. Where no title stands there, its text gives one."""
        file = page.file
        if file.generated_by is None:
            file.content_string = file.content_string  # as it is now: it may change before somebody asks for it
            page.read_source(self._config)
            if "title" in page.meta:
                self._unread.add(file.dest_uri)
                return
        _populate_page(page, self._config, self._files)

    def _all_ways(self) -> Iterator[tuple[str, Callable[[], None]]]:
        """(path, what writes it) of every file but those that `_others` gives."""
        for file in self._files:
            if _is_written(file):
                yield file.dest_uri, partial(self._page, file) if file.is_documentation_page() else file.copy_file
        for name in self._config.theme.static_templates:
            yield name, partial(self._template, name)
        yield "sitemap.xml.gz", partial(self._template, "sitemap.xml")

    def _page(self, file: File) -> None:
        assert file.page is not None
        self._read(file)
        _build_page(file.page, self._config, self._pages, self._nav, self._theme)

    def _template(self, name: str) -> None:
        for file in self._pages:
            self._read(file)  # a template may show any page
        _build_theme_template(name, self._theme, self._files, self._config, self._nav)

    def _read(self, file: File) -> None:
        if file.dest_uri in self._unread and file.page is not None:
            self._unread.remove(file.dest_uri)
            _populate_page(file.page, self._config, self._files)


class _Files(Files):
    """The files of an edition. Those that are no page come when somebody looks for one that is not there yet."""

    others: Iterator[File] = iter(())

    def get_file_from_path(self, path: str) -> File | None:
        """The file with this path; None when there is none."""
        while (found := super().get_file_from_path(path)) is None and (other := next(self.others, None)):
            self.append(other)
        return found

    def complete(self) -> None:
        """Have all of them come."""
        for other in self.others:
            self.append(other)


def settings(root: Path) -> MkDocsConfig:
    """The settings of the project in `root`, without a site. Raises BuildError when MkDocs cannot read them."""
    try:
        return load_config(str(root / "mkdocs.yml"))
    except (Abort, ConfigurationError) as error:
        raise BuildError(f"mkdocs.yml: {error}") from None


def _others(config: MkDocsConfig) -> Iterator[File]:
    for path, content in taken_from(config).others:
        yield File.generated(config, path, content=content, inclusion=InclusionLevel.INCLUDED)


def _is_written(file: File) -> bool:
    return file.inclusion not in (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)


@contextmanager
def _told() -> Iterator[None]:
    """Raise as an error of a build what MkDocs and our hooks tell in their own ways."""
    log, heard = logging.getLogger("mkdocs"), _Warnings()
    log.addHandler(heard)
    try:
        yield
    except Abort as error:
        told = error.__cause__
        raise (told if isinstance(told, DataError | BuildError) else BuildError(str(error))) from None
    except (DataError, BuildError):
        raise
    except (Exception, SystemExit):  # mkdocs-macros ends the program
        raise BuildError("; ".join(heard.lines) or why(traceback.format_exc())) from None
    finally:
        log.removeHandler(heard)
    if heard.lines:
        raise BuildError("; ".join(heard.lines))


class _Warnings(logging.Handler):
    """What a strict build would not let pass."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the line."""
        self.lines.append(record.getMessage())
