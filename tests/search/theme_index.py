"""The theme's own search index of this site, to compare with: `python -m tests.search.theme_index TARGET`."""

import sys
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

ROOT = Path(__file__).parents[2]


def build_with_theme_search(target: Path) -> Path:
    """Build the site with Material's search plugin for Dutch, as it comes; gives its index."""
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(target), plugins=["material/search", *_plugins()])
    config.plugins["material/search"].load_config({"lang": ["nl"]})
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    config.plugins.on_shutdown()
    return target / "search" / "search_index.json"


def _plugins() -> list[dict[str, dict[str, object]]]:
    return [{"macros": {"module_name": "macros", "on_undefined": "strict", "on_error_fail": True}}]


if __name__ == "__main__":
    print(build_with_theme_search(Path(sys.argv[1])))
