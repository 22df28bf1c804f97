"""The front desk for Jinja in docs/: hands the macros of the loaded infobox to mkdocs-macros."""

from typing import Any

from infobox.pages.macros import macros
from infobox.pages.render import root_of
from infobox.site.handover import taken_from


def define_env(env: Any) -> None:
    """Register every macro. `env` is the plugin."""

    for name, macro in macros(taken_from(env.conf).renderer, lambda: root_of(env.page.url)).items():
        env.macro(macro, name)
