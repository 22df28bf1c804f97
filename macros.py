"""The front desk for Jinja in docs/: hands the macros of the loaded infobox to mkdocs-macros."""

from typing import Any

from infobox.macros import macros


def define_env(env: Any) -> None:
    """Register every macro. `env` is the plugin; hooks.py put the renderer on its configuration."""

    def root() -> str:
        depth = env.page.url.rstrip("/").count("/") + 1 if env.page.url.strip("./") else 0
        return "../" * depth

    for name, macro in macros(env.conf.renderer, root).items():
        env.macro(macro, name)
