"""The site as its pages speak of it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Site:
    """Its name, and its address: that ends with a slash, or is '' as long as nobody has set it."""

    name: str = "Infobox"
    url: str = ""
