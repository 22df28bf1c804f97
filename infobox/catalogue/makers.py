"""Makers as a citation needs them: family name first, and what stands before it ('van', 'van der') kept apart."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

_PARTICLES = frozenset(
    {"van", "de", "der", "den", "ten", "ter", "te", "het", "'t", "’t", "in", "op", "von", "el", "la"}
)
_ROLE = re.compile(r"\s*\((red\.|redactie|onderzoek)\)$", re.IGNORECASE)
_OTHERS = re.compile(r"\s+e\.a\.$")
_COMPANY = re.compile(r"\b(N\.V\.|B\.V\.|Stichting|Instituut|Programma)", re.IGNORECASE)


@dataclass(frozen=True)
class Maker:
    """A person, or an organisation: then `name` is all there is. `editor` for who edited, `others` for 'e.a.'."""

    name: str
    given: str = ""
    particle: str = ""
    editor: bool = False
    others: bool = False

    @property
    def is_person(self) -> bool:
        """Whether this is a person."""
        return bool(self.given)

    @property
    def inverted(self) -> str:
        """'van Goor, Roel': as BibTeX, RIS and Zotero want it."""
        return f"{f'{self.particle} {self.name}'.strip()}, {self.given}" if self.is_person else self.name

    @property
    def apa(self) -> str:
        """'Van Goor, R.': as APA writes it in Dutch."""
        if not self.is_person:
            return self.name
        family = f"{self.particle} {self.name}".strip()
        return f"{family[:1].upper()}{family[1:]}, {_initials(self.given)}"


def maker(written: str, organisations: Collection[str]) -> Maker:
    """The maker behind a name as an editor wrote it. `organisations`: no person's names, in small letters."""
    name, others = _OTHERS.subn("", written.strip())
    name, edited = _ROLE.subn("", name)
    editor = bool(edited) and "red" in written.casefold()
    words = name.split()
    if len(words) < 2 or name.casefold() in organisations or _COMPANY.search(name):
        return Maker(name, editor=editor, others=bool(others))
    start = next((number for number, word in enumerate(words) if number and word in _PARTICLES), len(words) - 1)
    end = next(
        number for number in range(start, len(words)) if words[number] not in _PARTICLES or number == len(words) - 1
    )
    return Maker(
        name=" ".join(words[end:]),
        given=" ".join(words[:start]),
        particle=" ".join(words[start:end]),
        editor=editor,
        others=bool(others),
    )


def apa_list(makers: Iterable[Maker]) -> str:
    """'Naber, P., & Van Goor, R. (red.)': every maker, as APA lists them."""
    listed = list(makers)
    names = [one.apa for one in listed]
    text = ", & ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
    text += ", e.a." if any(one.others for one in listed) else ""
    return f"{text} (red.)" if listed and all(one.editor for one in listed) else text


def _initials(given: str) -> str:
    """'Pauline' -> 'P.', 'P.A.H.' -> 'P. A. H.', 'Jan-Willem' -> 'J.-W.'."""
    parts = [part for part in re.split(r"[.\s]+", given) if part]
    return " ".join("-".join(f"{half[0].upper()}." for half in part.split("-") if half) for part in parts)
