"""What our pages need beyond their builder, put into the finished pages of any other one: head, help strip, policy.

`infobox export pages` gives another builder the pages. What our theme adds to each, with MkDocs, is added here.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

from infobox.disk import below, write_all
from infobox.pages import head
from infobox.pages.render import Renderer, root_of
from infobox.pages.stubs import stubs
from infobox.site.policy import FRAMED, POLICY, Policy, PolicyError
from infobox.site.project import Project

STRIP = Path(__file__).with_name("strook.css")

_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
_END_OF_HEAD = re.compile(r"</head\s*>", re.IGNORECASE)
_TITLE = re.compile(r"<title>([^<]*)</title>", re.IGNORECASE)
_CANONICAL = re.compile(r'<link rel="?canonical"? href="?([^"\s>]+)', re.IGNORECASE)


class UnfinishedError(Exception):
    """Pages hold what no page may hold, so none was changed; `faults` say what, each once, and in how many pages."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("; ".join(faults))


def finish(site: Path, made: Project, scripts: frozenset[str]) -> int:
    """Give every page in `site` its head, help strip and policy, and the number of pages that had none.

    `scripts` are hashes of the builder's own inline scripts, which somebody read. Pages that are finished already are
    left as they are. Raises UnfinishedError when a page holds something else that runs, and OSError when the disk will
    not; then no page has changed.
    """
    policy = Policy((), others=scripts)
    renderer, known = Renderer(made.infobox, {}), _front_matter(made)
    finished: dict[Path, str] = {}
    faults: Counter[str] = Counter()
    for path in filter(_is_page, below(site)):
        page = path.read_text(encoding="utf-8")
        if any(one.text in page for one in (policy, POLICY, FRAMED)):
            continue
        name = path.relative_to(site).as_posix().removesuffix("index.html")
        try:
            finished[path] = policy.applied(_with_ours(page, name, known.get(name, {}), renderer))
        except PolicyError as error:
            faults.update(error.faults)
    if faults:
        raise UnfinishedError([f"{fault} (in {number} pagina's)" for fault, number in sorted(faults.items())])
    sheet = {site / "assets" / STRIP.name: STRIP.read_text(encoding="utf-8")} if finished else {}
    write_all({**sheet, **finished})
    return len(finished)


def _is_page(path: Path) -> bool:
    return path.suffix == ".html" and path.is_file()


def _front_matter(made: Project) -> dict[str, Mapping[str, Any]]:
    """That of each page made from data, by its address from the site's root."""
    return dict(_addressed(made))


def _addressed(made: Project) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for stub in stubs(made.infobox):
        name = stub.path.removesuffix(".md")
        yield (name.removesuffix("index") if name.endswith("index") else f"{name}/"), stub.meta


def _with_ours(page: str, name: str, meta: Mapping[str, Any], renderer: Renderer) -> str:
    """A page with our lines at the end of its head and the help strip at the start of its body."""
    root = root_of(name)
    canonical = unescape(match[1]) if (match := _CANONICAL.search(page)) else ""
    site = replace(renderer.site, url=canonical.removesuffix(name) if canonical.endswith(f"/{name}") else "")
    shown = match[1].strip() if (match := _TITLE.search(page)) else site.name
    title = unescape(str(meta.get("title") or shown))
    lines = head.head(site, renderer.infobox, title=title, canonical=canonical, meta=meta)
    sheet = f'<link rel="stylesheet" href="{root}assets/{STRIP.name}">'
    page = _END_OF_HEAD.sub(lambda end: f"{sheet}\n{lines}\n{end[0]}", page, count=1)
    return _BODY.sub(lambda body: f"{body[0]}\n{renderer.part('strook', root)}", page, count=1)
