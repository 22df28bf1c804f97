"""The house style: colours, font and mark, as design tokens with the names of NL Design System.

Ours stands in huisstijl.yml beside this module. A gemeente makes a folder huisstijl/ beside mkdocs.yml: a huisstijl.yml
with the lines that it wants otherwise, and the files that these name. Whether the colours can be read together is
looked at before a page is made.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infobox.disk import UnfitFileError, read_bounded
from infobox.entries.documents import Document, Loc
from infobox.entries.documents import read as read_document
from infobox.findings import Finding, did_you_mean

FOLDER = "huisstijl"
NAME = f"{FOLDER}/huisstijl.yml"
OURS = Path(__file__).with_name("huisstijl.yml")
THEME = Path(__file__).parents[1] / "theme"
SHEET = "assets/stijl.css"
SCHEMES = ("licht", "donker")
KEYS = ("kleuren", "lettertype", "logo")
MOST = 512 * 1024  # bytes of a font or a mark
FALLBACK = '"Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'

_COLOUR = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
_FONT_NAME = re.compile(r"[A-Za-z][A-Za-z0-9 -]{0,60}")
_FILE = re.compile(r"[a-z0-9][a-z0-9_.-]{0,80}", re.IGNORECASE)
_ACTS = re.compile(
    rb"<\s*(script|foreignObject|iframe|a)\b|\son[a-z]+\s*=|<!(doctype|entity)|href\s*=\s*[\"']\s*[^#\s\"']",
    re.IGNORECASE,
)

_TEXT, _EDGE = 4.5, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11
# Which lie on which in the style sheet: (upper, lower, least contrast).
PAIRS: tuple[tuple[str, str, float], ...] = tuple(
    (f"basis.{upper}", f"basis.{lower}", least)
    for least, upper, lowers in (
        (_TEXT, "color.default.color-document", ("default.bg-document", "default.bg-default", "accent-1.bg-default")),
        (_TEXT, "color.default.color-document", ("warning.bg-default",)),
        (_TEXT, "color.default.color-subtle", ("default.bg-document", "default.bg-default")),
        (_TEXT, "color.action-1.color-default", ("default.bg-document", "default.bg-default", "accent-1.bg-default")),
        (_TEXT, "color.action-1.color-default", ("warning.bg-default", "accent-2.bg-default")),
        (_TEXT, "color.action-1.color-hover", ("default.bg-document", "default.bg-default")),
        (_TEXT, "color.action-1-inverse.color-default", ("action-1-inverse.bg-default",)),
        (_TEXT, "color.accent-1.color-default", ("accent-1.bg-default", "default.bg-default")),
        (_TEXT, "color.accent-1-inverse.color-default", ("accent-1-inverse.bg-default",)),
        (_TEXT, "color.accent-1-inverse.color-subtle", ("accent-1-inverse.bg-default",)),
        (_TEXT, "color.accent-1-inverse.color-hover", ("accent-1-inverse.bg-default",)),
        (_TEXT, "color.accent-2.color-default", ("accent-2.bg-default",)),
        (_TEXT, "color.negative-inverse.color-default", ("negative-inverse.bg-default",)),
        (_EDGE, "color.warning.border-default", ("default.bg-document", "default.bg-default")),
        (_EDGE, "focus.outline-color", ("default.bg-document", "default.bg-default")),
        (_EDGE, "focus.inverse.outline-color", ("accent-1-inverse.bg-default", "negative-inverse.bg-default")),
    )
    for lower in (f"color.{one}" for one in lowers)
)


@dataclass(frozen=True)
class HouseStyle:
    """Colours (token -> scheme -> `#rrggbb`), the font and its file ('' when it is one of the system), the mark.

    Files are addresses from the root of the site; `files` are those that a gemeente brings: address -> where it stands.
    """

    colours: Mapping[str, Mapping[str, str]]
    font: str
    font_file: str
    logo: str
    files: Mapping[str, Path]

    @property
    def bar(self) -> Mapping[str, str]:
        """The colour of the head of a page, for the browser around it."""
        return self.colours["basis.color.accent-1-inverse.bg-default"]

    def sheet(self, name: str = SHEET) -> str:
        """A style sheet that stands by itself, that of the site: the tokens, then the rules that use them."""
        rules = (THEME / name).read_text(encoding="utf-8")
        return f"{self.tokens()}\n{rules}"

    def tokens(self) -> str:
        """The tokens as custom properties, light unless a reader asks for dark, in the browser or with our button."""
        dark = self._properties("donker")
        return "\n".join(
            (
                *self._font_face(),
                f":root {{\n--basis-text-font-family-default: {self._family()};\n{self._properties('licht')}\n}}",
                f'@media (prefers-color-scheme: dark) {{ :root:not([data-kleuren="licht"]) {{\n{dark}\n}} }}',
                f':root[data-kleuren="donker"] {{\n{dark}\n}}',
            )
        )

    def _properties(self, scheme: str) -> str:
        named = {name.replace(".", "-"): colour[scheme] for name, colour in self.colours.items()}
        words = {"licht": "light", "donker": "dark"}[scheme]
        return "\n".join((f"color-scheme: {words};", *(f"--{name}: {colour};" for name, colour in named.items())))

    def _family(self) -> str:
        return f'"{self.font}", {FALLBACK}'

    def _font_face(self) -> Iterator[str]:
        if self.font_file:
            source = f'url("{"../" * SHEET.count("/")}{self.font_file}") format("woff2")'
            yield (
                f'@font-face {{ font-family: "{self.font}"; src: {source}; font-weight: 200 800; font-display: swap; }}'
            )


@dataclass(frozen=True)
class Setting:
    """The house style of a project, and what is wrong with it; with a fault it is ours."""

    style: HouseStyle
    faults: tuple[Finding, ...] = ()


def read(root: Path) -> Setting:
    """The house style of the project in `root`."""
    ours, path = read_document(OURS, OURS.name).value, root / NAME
    style = HouseStyle(ours["kleuren"], ours["lettertype"]["naam"], ours["lettertype"]["bestand"], ours["logo"], {})
    if not path.exists():
        return Setting(style)
    document = read_document(path, NAME)
    faults = [*document.faults, *(_faults(document, style, path.parent) if document.is_read else ())]
    if not faults:
        chosen = _chosen(style, document.value, path.parent)
        faults = [*_contrast(document, chosen.colours)]
    return Setting(style, tuple(faults)) if faults else Setting(chosen)


def contrast(one: str, other: str) -> float:
    """How two colours differ, from 1 to 21, as WCAG 2.2 defines it (relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def too_faint(colours: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str, str, float, float]]:
    """(upper, lower, scheme, contrast, least) of what cannot be read well together."""
    for upper, lower, least in PAIRS:
        for scheme in SCHEMES:
            found = contrast(colours[upper][scheme], colours[lower][scheme])
            if found < least:
                yield upper, lower, scheme, found, least


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _chosen(ours: HouseStyle, theirs: Mapping[str, Any], folder: Path) -> HouseStyle:
    """Our style with the lines of another."""
    told = theirs.get("kleuren", {})
    colours = {name: {**colour, **told.get(name, {})} for name, colour in ours.colours.items()}
    files: dict[str, Path] = {}

    def address(name: str) -> str:
        files[f"assets/{FOLDER}/{name}"] = folder / name
        return f"assets/{FOLDER}/{name}"

    font, font_file = ours.font, ours.font_file
    if lettering := theirs.get("lettertype"):
        font, font_file = lettering["naam"], address(lettering["bestand"]) if "bestand" in lettering else ""
    logo = address(theirs["logo"]) if "logo" in theirs else ours.logo
    return HouseStyle(colours, font, font_file, logo, files)


def _faults(document: Document, ours: HouseStyle, folder: Path) -> Iterator[Finding]:
    value = document.value
    yield from _unknown(document, (), value, KEYS)
    if (colours := value.get("kleuren")) is not None:
        yield from _colour_faults(document, colours, ours.colours)
    if (font := value.get("lettertype")) is not None:
        loc: Loc = ("lettertype",)
        if not isinstance(font, dict) or not isinstance(font.get("naam"), str):
            form = "schrijf 'naam:', en 'bestand:' als het lettertype van de site zelf komt"
            yield document.finding(document.place(loc), "het lettertype heeft geen naam", form)
        else:
            yield from _unknown(document, loc, font, ("naam", "bestand"))
            if not _FONT_NAME.fullmatch(font["naam"]):
                place = document.place((*loc, "naam"))
                yield document.finding(
                    place, "dit is geen naam van een lettertype", "alleen letters, cijfers en spaties"
                )
            if "bestand" in font:
                yield from _file_faults(document, (*loc, "bestand"), font["bestand"], folder, (".woff2",))
    if "logo" in value:
        yield from _file_faults(document, ("logo",), value["logo"], folder, (".svg", ".png"))


def _colour_faults(document: Document, colours: Any, ours: Mapping[str, Any]) -> Iterator[Finding]:
    if not isinstance(colours, dict):
        hint = 'schrijf onder elkaar een naam met daarachter {licht: "#rrggbb", donker: "#rrggbb"}'
        yield document.finding(document.place(("kleuren",)), "'kleuren' heeft geen namen", hint)
        return
    yield from _unknown(document, ("kleuren",), colours, tuple(ours))
    for name in colours.keys() & ours.keys():
        loc: Loc = ("kleuren", name)
        if not isinstance(colours[name], dict):
            hint = 'schrijf {licht: "#rrggbb", donker: "#rrggbb"}, of een van de twee'
            yield document.finding(document.place(loc), f"'{name}' zegt niet voor welk thema", hint)
            continue
        yield from _unknown(document, loc, colours[name], SCHEMES)
        for scheme in colours[name].keys() & set(SCHEMES):
            if not _COLOUR.fullmatch(str(colours[name][scheme])):
                hint = 'schrijf zes tekens achter een hekje, tussen aanhalingstekens: "#0f4c5c"'
                yield document.finding(document.place((*loc, scheme)), "dit is geen kleur", hint)


def _file_faults(document: Document, loc: Loc, told: Any, folder: Path, ends: tuple[str, ...]) -> Iterator[Finding]:
    place, wanted = document.place(loc), " of ".join(ends)
    if not isinstance(told, str) or not _FILE.fullmatch(told) or not told.endswith(ends):
        hint = f"zet het bestand in {FOLDER}/ en schrijf alleen de naam: beeld{ends[0]}"
        yield document.finding(place, f"dit is geen bestand dat eindigt op {wanted}", hint)
        return
    try:
        content = read_bounded(folder / told, MOST)
    except UnfitFileError as error:
        yield document.finding(place, f"{FOLDER}/{told}: {error.message}", error.hint)
        return
    if told.endswith(".svg") and (match := _ACTS.search(content)):
        part = match[0].decode("ascii", "replace").strip(" =<")
        hint = "bewaar het als een gewoon plaatje, of als .png"
        yield document.finding(place, f"{FOLDER}/{told} kan meer dan getoond worden ({part})", hint)


def _unknown(document: Document, loc: Loc, value: Mapping[str, Any], known: tuple[str, ...]) -> Iterator[Finding]:
    for key in value.keys() - set(known):
        otherwise = (
            f"hier mag staan: {', '.join(known)}" if len(known) < 5 else "de namen staan in infobox/site/huisstijl.yml"
        )
        place = document.key_place((*loc, key))
        yield document.finding(place, f"de sleutel '{key}' bestaat hier niet", did_you_mean(key, known, otherwise))


def _contrast(document: Document, colours: Mapping[str, Mapping[str, str]]) -> Iterator[Finding]:
    chosen = document.value.get("kleuren", {})
    for upper, lower, scheme, found, least in too_faint(colours):
        name = upper if scheme in chosen.get(upper, {}) else lower
        place = document.place(("kleuren", name, scheme))
        hint = f"kies kleuren die meer verschillen: {colours[upper][scheme]} op {colours[lower][scheme]}"
        said = f"{upper} op {lower} ({scheme}) verschilt {_number(found)}; nodig is {_number(least)}"
        yield document.finding(place, said, hint)


def _number(ratio: float) -> str:
    return f"{int(ratio * 10) / 10:.1f}".replace(".", ",")  # never rounded up to what is asked
