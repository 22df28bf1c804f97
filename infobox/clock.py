"""The day of today, asked in one place.

`INFOBOX_TODAY` (jjjj-mm-dd) makes it another day: what was right on a day can be checked and built again as it was.
"""

import os
from datetime import date

TODAY = "INFOBOX_TODAY"


class NoDayError(ValueError):
    """The setting is no day; the text says so in Dutch."""


def today() -> date:
    """The day that bounds what an editor may write. Raises NoDayError for a setting that is no day."""
    told = os.environ.get(TODAY, "")
    try:
        return date.fromisoformat(told) if told else date.today()
    except ValueError:
        raise NoDayError(f"{TODAY} is {told!r}, en dat is geen dag; schrijf jjjj-mm-dd") from None
