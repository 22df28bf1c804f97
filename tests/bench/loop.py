"""The least that makes a site of Markdown: Python-Markdown and one Jinja2 template, in a loop. Only to compare with."""

import sys
from pathlib import Path

import yaml
from jinja2 import Environment
from markdown import Markdown

PAGE = "<!doctype html><meta charset=utf-8><title>{{ title }}</title><main>{{ content }}</main>\n"
EXTENSIONS = ["admonition", "attr_list", "def_list", "md_in_html", "tables", "toc", "meta"]


def main(pages: Path, site: Path) -> None:
    """Build the Markdown in `pages` into `site`."""
    template, markdown = Environment(autoescape=False).from_string(PAGE), Markdown(extensions=EXTENSIONS)  # noqa: S701
    for path in sorted(pages.rglob("*.md")):
        _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
        name = path.relative_to(pages).with_suffix("")
        target = site / (name.parent if name.name == "index" else name) / "index.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        title = yaml.load(front, Loader=yaml.CSafeLoader)["title"]
        markdown.reset()
        target.write_text(template.render(title=title, content=markdown.convert(body)), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
