"""The day of today, asked in one place.

`INFOBOX_TODAY` (jjjj-mm-dd) makes it another day: what was right on a day can be checked and built again as it was.
"""

import os
from datetime import date

TODAY = "INFOBOX_TODAY"


def today() -> date:
    """The day that bounds what an editor may write. Raises ValueError for a setting that is no day."""
    told = os.environ.get(TODAY, "")
    return date.fromisoformat(told) if told else date.today()
