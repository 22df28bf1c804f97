"""What may be about one person and then does not belong on a public page: each is (needle, message, hint)."""

import re
from collections.abc import Iterator

from infobox.text import Fault

_NINE = re.compile(r"(?<![\w.,/-])[0-9](?:[ .-]?[0-9]){8}(?![\w/-]|[.,][0-9])")
_MOBILE = re.compile(r"(?<![\w/-])(?:\+|00)?(?:31[ -]?\(?0?\)?[ -]?|\(?0)6\)?(?:[ .-]{0,3}[0-9]){8}(?![0-9])")
_EMAIL = re.compile(r"(?<![\w.+/-])([A-Za-z0-9][\w.+-]*)@((?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,})")
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)

# Words in an address that say it is of a desk or a team, and not of one person.
_DESKS = re.compile(
    r"(^|[._+-])(aanmeld|academie|administratie|advies|afdeling|algemeen|bestel|bibliotheek|bureau|centrum|communicatie"
    r"|contact|cursus|data|desk|directie|event|feedback|gemeente|ggd|help|hr|huis|info|inschrijv|jeugd|kennis|klacht"
    r"|klant|kwaliteit|lokale|mail|meld|nieuws|office|onderwijs|onderzoek|opleiding|pers|platform|post|privacy|programma"
    r"|project|publicatie|publieks|receptie|redactie|regio|reserver|sales|secretariaat|service|site|steunpunt|support"
    r"|team|training|uitgever|veilig|vraag|vragen|web|welkom|wijk|zorg)",
    re.IGNORECASE,
)
_FREE = re.compile(
    r"(gmail|hotmail|outlook|live|yahoo|icloud|me|ziggo|kpnmail|planet|home|xs4all|casema|upcmail|hetnet|chello|proton"
    r"(mail)?|telfort|tele2|quicknet|onsbrabantnet|zeelandnet)\.[a-z]{2,3}"
)


def privacy_faults(text: str) -> Iterator[Fault]:
    """A citizen service number, a mobile number, the e-mail address of a person; each of them once."""
    if "@" in text:
        for match in _EMAIL.finditer(text):
            if _is_of_a_person(match[1].lower(), match[2].lower()):
                hint = (
                    "noem geen adres van een persoon; noem een algemeen adres (info@...) of de site van de organisatie"
                )
                yield match[0], f"'{match[0]}' lijkt het e-mailadres van een persoon", hint
    if not re.search(r"[0-9](?:[ .-]?[0-9]){8}", text):
        return
    for match in _MOBILE.finditer(text):
        hint = "noem geen mobiel nummer van een persoon; noem het algemene nummer van de organisatie"
        yield match[0], f"'{match[0]}' is een mobiel nummer", hint
    for match in _NINE.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if len(set(digits)) > 1 and is_citizen_number(digits):
            hint = "haal het weg, en vraag de redactie om het ook uit de geschiedenis te halen"
            yield match[0], f"'{match[0]}' kan een burgerservicenummer (BSN) zijn", hint


def is_citizen_number(digits: str) -> bool:
    """Whether nine digits pass the eleven-test of a burgerservicenummer."""
    return len(digits) == 9 and sum(int(one) * weight for one, weight in zip(digits, _WEIGHTS, strict=True)) % 11 == 0


def _is_of_a_person(local: str, host: str) -> bool:
    if _DESKS.search(local) or local.replace("-", "") in host.replace("-", ""):
        return False
    if _FREE.fullmatch(host):
        return True
    return re.fullmatch(r"[a-z]+(?:[._-][a-z]+)+", local) is not None
