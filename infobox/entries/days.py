"""A day as people write it, as the day they mean."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip
_ODD = {"mrt": 3, "march": 3, "may": 5, "october": 10}  # do not begin as the Dutch word does
_SEPARATOR = r"\s*[-–—/. ]\s*"
_YEAR_FIRST = re.compile(rf"([12][0-9]{{3}}){_SEPARATOR}([0-9]{{1,2}}){_SEPARATOR}([0-9]{{1,2}})(?:[t ].*)?")
_TOGETHER = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
_DAY_FIRST = re.compile(rf"([0-9]{{1,2}}){_SEPARATOR}([0-9]{{1,2}}){_SEPARATOR}((?:[12][0-9])?[0-9]{{2}})(?:[t ].*)?")
_IN_WORDS = re.compile(
    r"(?:[a-z]{2,9}\.?,?\s+)?([0-9]{1,2})(?:e|ste|de)?[\s.-]*([a-z]{3,9})\.?[\s,.-]*((?:[12][0-9])?[0-9]{2})"
)
_MONTH_ONLY = re.compile(r"([a-z]{3,9})\.?\s+([12][0-9]{3})|([12][0-9]{3})-([0-9]{1,2})")


@dataclass(frozen=True)
class Meant:
    """The day, if it is one; else `problem`, in Dutch, and `hint`, what to do."""

    day: date | None = None
    problem: str = ""
    hint: str = ""


def meant(text: str, today: date) -> Meant | None:
    """What somebody meant who wrote `text` for a day; None when that is not to be seen."""
    plain = " ".join(text.strip().lower().split())
    if plain in ("vandaag", "nu", "heden"):
        return Meant(today)
    if plain == "gisteren":
        return Meant(today - timedelta(days=1))
    if match := _YEAR_FIRST.fullmatch(plain) or _TOGETHER.fullmatch(plain):
        return _checked(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_FIRST.fullmatch(plain):
        return _checked(_year(match[3]), int(match[2]), int(match[1]))
    if (match := _IN_WORDS.fullmatch(plain)) and (month := _month(match[2])):
        return _checked(_year(match[3]), month, int(match[1]))
    if match := _MONTH_ONLY.fullmatch(plain):
        found = _month(match[1]) if match[1] else int(match[4])
        if 1 <= found <= 12:
            hint = f"noem ook de dag: schrijf {match[2] or match[3]}-{found:02d}- en dan de dag in twee cijfers"
            return Meant(problem="er staat geen dag bij", hint=hint)
    return None


def _month(word: str) -> int:
    if word in _ODD:
        return _ODD[word]
    return next((number for number, name in enumerate(MONTHS, start=1) if name.startswith(word[:3])), 0)


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _checked(year: int, month: int, day: int) -> Meant:
    if not 1 <= month <= 12:
        swapped = (
            f"; bedoelt u {month} {MONTHS[day - 1]}, schrijf: {year}-{day:02d}-{month:02d}"
            if 1 <= day <= 12 and 1 <= month <= 31
            else ""
        )
        return Meant(problem=f"maand {month} bestaat niet", hint=f"schrijf de dag als jaar-maand-dag{swapped}")
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        name = f"{day} {MONTHS[month - 1]}" + (f" {year}" if month == 2 else "")
        hint = f"kijk de dag na; de laatste van die maand is {year}-{month:02d}-{last}"
        return Meant(problem=f"{name} bestaat niet", hint=hint)
    return Meant(date(year, month, day))
