"""The front desk for Jinja in docs/: hands the macros of the loaded infobox to mkdocs-macros."""

from typing import Any

from infobox.exports.markdown import root_of
from infobox.pages.macros import macros


def define_env(env: Any) -> None:
    """Register every macro. `env` is the plugin; hooks.py put the renderer on its configuration."""

    for name, macro in macros(env.conf.renderer, lambda: root_of(env.page.url)).items():
        env.macro(macro, name)
