"""What mkdocs.yml declares of accessibility: `extra: toegankelijkheid:`, with `status`, `datum` and `contact`."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from infobox.catalogue.identity import Accessibility
from infobox.pages.wcag import STATUSES
from infobox.text import url_faults

KEYS = ("status", "datum", "contact")


class DeclarationError(Exception):
    """What is declared cannot be shown; says why, in Dutch."""


def declared(extra: Mapping[str, Any]) -> Accessibility | None:
    """What is declared, or None when nothing is. Raises DeclarationError for what is no status, day or address."""
    told = extra.get("toegankelijkheid")
    if told is None:
        return None
    here = "mkdocs.yml, 'toegankelijkheid' onder 'extra'"
    if not isinstance(told, dict) or set(told) != set(KEYS):
        raise DeclarationError(f"{here}: schrijf precies 'status:', 'datum:' en 'contact:'")
    if told["status"] not in STATUSES:
        raise DeclarationError(f"{here}: de status is {', '.join(STATUSES)}; kies er één")
    if not isinstance(told["datum"], date):
        raise DeclarationError(f"{here}: schrijf de datum als jjjj-mm-dd, zonder aanhalingstekens")
    contact = told["contact"]
    if not isinstance(contact, str) or not contact.startswith("https://") or any(url_faults(contact)):
        raise DeclarationError(f"{here}: het contact is een adres dat begint met https://")
    return Accessibility(told["status"], told["datum"], contact)
