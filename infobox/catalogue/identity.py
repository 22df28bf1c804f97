"""The site as its pages speak of it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Site:
    """Its name, its address and its short name.

    The address ends with a slash, or is '' as long as nobody has set it. `short_name` is for where little fits.
    """

    name: str = "Infobox"
    url: str = ""
    short_name: str = "Infobox"
