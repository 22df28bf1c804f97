"""The table of kinds: all that is the same for every entry of a kind. What one entry holds is in model.py.

Whatever needs to know a kind reads it here. A new kind is a line in `KINDS` and a model; see CONTRIBUTING.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

ID_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"
ANCHOR_PATTERN = r"[a-z][0-9]{1,2}"


@dataclass(frozen=True)
class Code:
    """The codes of a kind: a letter and a number of at least `digits` digits; `most` is how many it may grow to."""

    letter: str
    digits: int
    most: int

    @property
    def pattern(self) -> str:
        """A code as a regular expression. Longer numbers do not start with a zero: after I999 comes I1000."""
        longer = "".join(f"|[1-9][0-9]{{{size - 1}}}" for size in range(self.digits + 1, self.most + 1))
        return rf"{self.letter}(?:[0-9]{{{self.digits}}}{longer})"

    @property
    def example(self) -> str:
        """How one looks, in words for an editor."""
        number = {1: "een cijfer", 2: "twee cijfers", 3: "drie cijfers", 4: "vier cijfers"}
        return f"{self.letter} en {number[self.digits]}, zoals {self.write(7)}"

    def write(self, number: int) -> str:
        """The code with this number."""
        return f"{self.letter}{number:0{self.digits}d}"


@dataclass(frozen=True)
class Parts:
    """The parts of an entry that have an address of their own: the key of those that are, and of those that were."""

    living: str
    gone: str


@dataclass(frozen=True)
class Sought:
    """How the search calls a kind, and how likely it is looked for: alone, and when more is typed than its name."""

    label: str
    alone: float
    with_more: float
    explains: bool = False  # what is about the same thing as one of these, is wanted too


@dataclass(frozen=True)
class Kind:
    """A kind of entry. `overview` is the folder of the page that lists them, from the site's root, or '' for none."""

    singular: str
    overview: str = ""
    title: str = ""
    description: str = ""
    own_page: bool = True  # or an anchor on the overview, which then holds each entry whole
    item: str = ""  # without own pages: the class of the element that holds one entry on the overview
    in_navigation: bool = False
    wide: bool = False  # the overview's table needs the room of the side columns
    code: Code | None = None
    parts: Parts | None = None
    sections: tuple[str, ...] = ()  # anchors that stand on every page of the kind
    macro: bool = False  # whether a page of docs/ can link to one by the singular as a macro
    sought: Sought | None = None
    private: bool = False  # its reader may be watched: a way out, and a window title that tells nothing
    cited: bool = False  # whether trainers take its entries along: a reference, files for that, a QR code
    printed: bool = False  # whether each of its entries is a PDF by itself
    browse: bool = False  # whether the search sends a reader to the overview when it found nothing


# Folder in data/ -> kind; the order is the order of the site.
KINDS: Mapping[str, Kind] = {
    "standaarden": Kind(
        "standaard",
        overview="standaarden",
        title="Standaarden",
        description="Waar een lokaal team aan werkt, met instrumenten die helpen.",
        in_navigation=True,
        code=Code("S", 2, 3),
        parts=Parts("aspecten", "vervallen_aspecten"),
        sections=(
            "aspecten", "betekenis", "voor-professional", "voor-beleidsmedewerker", "voor-leidinggevende",
            "voor-trainer", "instrumenten", "gesprek", "verwant", "bronnen", "wijzigingen", "citeren", "afdrukken",
        ),
        macro=True,
        sought=Sought("Standaard", 1.15, 1.15),
        cited=True,
        printed=True,
        browse=True,
    ),
    "situaties": Kind(
        "situatie",
        overview="situaties",
        title="Wat nu?",
        description="Situaties uit het werk: eerst de veiligheid, dan stap voor stap, met bij elke stap de bron.",
        code=Code("W", 2, 3),
        sections=("veiligheid", "stappen", "niet-bekend", "meer", "wijzigingen"),
        macro=True,
        sought=Sought("Wat nu?", 0.6, 0.8),
        private=True,
        browse=True,
    ),
    "instrumenten": Kind(
        "instrument",
        overview="instrumenten",
        title="Instrumenten",
        description="Bestaande richtlijnen, handreikingen, trainingen en meer, per soort.",
        code=Code("I", 3, 4),
        sections=("standaarden", "uitgave", "bronnen", "wijzigingen", "citeren"),
        macro=True,
        sought=Sought("Instrument", 1, 1),
        cited=True,
    ),
    "bouwstenen": Kind(
        "bouwsteen",
        overview="bouwstenen",
        title="Bouwstenen",
        description="De acht bouwstenen van een lerend systeem (Naber en Van Goor, 2014).",
        in_navigation=True,
        code=Code("B", 1, 1),
        sections=("standaarden", "instrumenten", "bronnen", "wijzigingen", "citeren"),
        macro=True,
        sought=Sought("Bouwsteen", 1, 1),
        cited=True,
        printed=True,
    ),
    "lessets": Kind(
        "lesset",
        overview="lessets",
        title="Lessets",
        description="Kant-en-klare lessen voor trainers, met doel, tijden en vragen.",
        code=Code("T", 2, 3),
        sections=("blokken", "wijzigingen", "citeren"),
        macro=True,
        sought=Sought("Lesset", 0.6, 0.8),
        cited=True,
        printed=True,
    ),
    "kaders": Kind(
        "kader",
        overview="kaders",
        title="Lijsten van anderen",
        description="Lijsten die anderen maakten, naast de standaarden van deze site.",
        wide=True,
        parts=Parts("onderdelen", "vervallen_onderdelen"),
        sections=("onderdelen", "bronnen", "wijzigingen"),
        macro=True,
        sought=Sought("Kader", 0.8, 0.8),
    ),
    "organisaties": Kind(
        "organisatie",
        overview="organisaties",
        title="Organisaties",
        description="Uitgevers, kennisinstituten, inspecties en partners.",
        sections=("instrumenten", "bronnen", "wijzigingen"),
        macro=True,
        sought=Sought("Organisatie", 0.9, 0.5),
    ),
    "begrippen": Kind(
        "begrip",
        overview="begrippen",
        title="Begrippen",
        description="Woorden uit het vak, kort uitgelegd.",
        own_page=False,
        item="begrip",
        macro=True,
        sought=Sought("Begrip", 1.15, 1.15, explains=True),
        cited=True,
        browse=True,
    ),
    "contacten": Kind(
        "contact",
        overview="hulp",
        title="Hulp en advies",
        description="Nummers voor nood, advies en meldingen.",
        own_page=False,
        item="contact",
        sought=Sought("Telefoon en chat", 1, 0.8),
        private=True,
        browse=True,
    ),
    "bronnen": Kind(
        "bron",
        overview="bronnen",
        title="Bronnen",
        description="De stukken waar deze site mee begon.",
        own_page=False,
        item="bronkaart",
        sought=Sought("Bron", 0.3, 0.3),
    ),
    "thesaurus": Kind("woordenlijst"),  # only the search reads it
}  # fmt: skip

SHOWN = {folder: kind for folder, kind in KINDS.items() if kind.overview}  # kinds whose entries have an address
CODED = {folder: kind.code for folder, kind in KINDS.items() if kind.code}
DIVIDED = {folder: kind.parts for folder, kind in KINDS.items() if kind.parts}

_LETTERS = "".join(code.letter for code in CODED.values())
REFERENCE = re.compile(rf"(?<![\w@./-])@([{_LETTERS}]\d+)\b")
SHORT_LINK = re.compile(rf"[{_LETTERS.lower()}]\d+/")


def references(text: str) -> Iterator[tuple[str, str]]:
    """Every `@S03` in a text as (as written, code)."""
    for match in REFERENCE.finditer(text):
        yield match[0], match[1]


def entry_path(kind: str, entry_id: str) -> str:
    """The address of an entry from the site's root. Raises KeyError for a kind whose entries have none.

    Entries of some kinds share a page, each with its anchor.
    """
    shown = SHOWN[kind]
    return f"{kind}/{entry_id}/" if shown.own_page else f"{shown.overview}/#{entry_id}"


def former_name(kind: str, name: str) -> tuple[str, str]:
    """A name as `levensloop` writes it, as (kind, id): 'lirik', 'instrumenten/lirik'; 'I027' gives ('', 'I027')."""
    if name[:1].isupper():
        return "", name
    folder, _, entry_id = name.rpartition("/")
    return folder or kind, entry_id


def fold(name: str) -> str:
    """A name without what people write differently: capitals, accents, spaces, hyphens, an article in front."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    if len(words) > 1 and words[0] in ("de", "het", "een"):
        words = words[1:]
    return "".join(words)


def slug(name: str) -> str:
    """A name as it could be an id: 'Bureau Één' gives 'bureau-een'; '' when nothing is left."""
    plain = unicodedata.normalize("NFKD", name.replace("'", "")).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))


def code_meant(kind: str, written: str) -> str:
    """The code of a kind that somebody meant: 'i2', 'I-002', '002' and 'l002' are I002. '' when none is."""
    match = re.fullmatch(r"@?\W?([A-Za-z]?)\W?0*([0-9]{1,4})", written.strip())
    if kind not in CODED or match is None or int(match[2]) == 0:
        return ""
    own = CODED[kind].letter
    looks_like = {"I": "ILJ1", "S": "S5", "B": "B8", "W": "WV"}.get(own, own)
    if match[1] and match[1].upper() not in looks_like:
        return ""
    code = CODED[kind].write(int(match[2]))
    return code if re.fullmatch(CODED[kind].pattern, code) else ""
