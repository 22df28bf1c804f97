"""Dutch words for what the data names with a key, and Dutch ways to write dates and numbers."""

import re
import unicodedata
from datetime import date

from infobox.entries.values import Doelgroep, LinkSoort, Soort, Status

SOORT_PLURALS: dict[Soort, str] = {
    "wet": "Wetten",
    "kader": "Kaders",
    "richtlijn": "Richtlijnen",
    "protocol": "Protocollen",
    "visie": "Visies",
    "handreiking": "Handreikingen",
    "methode": "Methoden",
    "screeningsinstrument": "Screeningsinstrumenten",
    "checklist": "Checklists",
    "format": "Formats",
    "zelfscan": "Zelfscans",
    "training": "Trainingen",
    "boek": "Boeken",
    "artikel": "Artikelen",
    "rapport": "Rapporten",
    "praktijkvoorbeeld": "Praktijkvoorbeelden",
    "campagne": "Campagnes",
    "video": "Video's",
    "website": "Websites",
    "databank": "Databanken",
    "register": "Registers",
    "overzicht": "Overzichten",
}

# What a reader wants to do with an instrument -> the soorten that are for it, in the order of a page.
DOELEN: dict[str, tuple[Soort, ...]] = {
    "Om te gebruiken in een gezin of team": (
        "screeningsinstrument", "checklist", "methode", "format", "protocol", "zelfscan",
    ),
    "Om op terug te vallen": ("richtlijn", "handreiking", "wet", "kader", "visie", "register"),
    "Om van te leren": ("training", "video", "boek", "praktijkvoorbeeld", "campagne"),
    "Om meer te weten": ("rapport", "artikel", "website", "databank", "overzicht"),
}  # fmt: skip

DOELGROEP_PLURALS: dict[Doelgroep, str] = {
    "professional": "Professionals",
    "beleidsmedewerker": "Beleidsmedewerkers",
    "leidinggevende": "Leidinggevenden",
    "trainer": "Trainers",
}

LINK_SOORTEN: dict[LinkSoort, str] = {
    "pagina": "Eigen pagina van dit instrument.",
    "verwijspagina": "Deze pagina beschrijft het instrument of biedt het aan; het is niet het instrument zelf.",
    "kopie": "Kopie op een site van derden.",
    "organisatie": "Dit is alleen de startpagina; een eigen pagina van dit instrument is niet bekend.",
}

STATUSSEN: dict[Status, str] = {
    "gangbaar": "Gangbaar",
    "mogelijk-verouderd": "Inhoud mogelijk verouderd",
    "opgevolgd": "Opgevolgd",
    "onbekend": "Actualiteit onbekend",
}

# Beside a title in a list, where the page says once what it means.
MARKS: dict[Status, str] = {
    "mogelijk-verouderd": "verouderd?",
    "opgevolgd": "opgevolgd",
    "onbekend": "actualiteit onbekend",
}

_END = re.compile(r"[.!?]['\")]*(?=\s+['\"(‘“]?[A-ZÀ-Þ@])")
_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip


def date_nl(day: date) -> str:
    """23 februari 2015."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def first_sentence(text: str, least: int = 0) -> tuple[str, str]:
    """The first sentence of a text, and the rest as it is, or '' when there is no more.

    One that has fewer than `least` letters takes the next one along. A sentence ends where the next word has a capital:
    'o.a. ouders' goes on.
    """
    end = next((match.end() for match in _END.finditer(text) if match.end() >= least), len(text))
    return " ".join(text[:end].split()), text[end:].strip()


def count_nl(number: int, singular: str, plural: str) -> str:
    """'1 instrument', '2 instrumenten'."""
    return f"{number} {singular if number == 1 else plural}"


def first_letter(text: str) -> str:
    """The letter under which a Dutch reader looks a title up: no accents, capitals; '0-9' for digits."""
    for character in unicodedata.normalize("NFD", text):
        if character.isalpha():
            return character.upper()
        if character.isdigit():
            return "0-9"
    return "#"


def dialled(number: str) -> str:
    """The digits a phone dials, or '' when the text is not a number: '0800-2000' is 08002000."""
    digits = re.sub(r"[ -]", "", number)
    return digits if digits.isdigit() else ""
