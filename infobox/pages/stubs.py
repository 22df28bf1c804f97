"""Every page made from data, as a stub: safe front matter and one macro call. The macro renders it (see macros.py)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import escape

from infobox.catalogue.infobox import Infobox
from infobox.entries.model import Entry

# Kind -> folder and title of its overview. Kinds in SHARED have no page per entry: their overview holds them all.
OVERVIEWS: dict[str, tuple[str, str, str]] = {
    "standaarden": ("standaarden", "Standaarden", "Waar een lokaal team aan werkt, met instrumenten die helpen."),
    "instrumenten": (
        "instrumenten",
        "Instrumenten",
        "Bestaande richtlijnen, handreikingen, trainingen en meer, per soort.",
    ),
    "bouwstenen": ("bouwstenen", "Bouwstenen", "De acht bouwstenen van een lerend systeem (Naber en Van Goor, 2014)."),
    "kaders": ("kaders", "Lijsten van anderen", "Lijsten die anderen maakten, naast de standaarden van deze site."),
    "organisaties": ("organisaties", "Organisaties", "Uitgevers, kennisinstituten, inspecties en partners."),
    "begrippen": ("begrippen", "Begrippen", "Woorden uit het vak, kort uitgelegd."),
    "contacten": ("hulp", "Hulp en advies", "Nummers voor nood, advies en meldingen."),
    "bronnen": ("bronnen", "Bronnen", "De stukken waar deze site mee begon."),
}
SHARED = frozenset({"begrippen", "contacten", "bronnen"})
IN_NAVIGATION = frozenset({"standaarden", "bouwstenen"})
WIDE = frozenset({"kaders"})  # its table needs the room of the side columns


@dataclass(frozen=True)
class Stub:
    """A page to be: `path` in docs/, `text`, and the file of data it comes from, or '' for an overview."""

    path: str
    text: str
    source: str = ""


def stubs(infobox: Infobox) -> Iterator[Stub]:
    """Every page made from data: the overviews, then a page per entry."""
    for kind, (folder, title, description) in OVERVIEWS.items():
        # An index page makes a section of the navigation; the other overviews are ordinary pages at the same address.
        path = f"{folder}/index.md" if kind in IN_NAVIGATION else f"{folder}.md"
        hide = ["navigation", "toc"] if kind in WIDE else []
        call = f"overzicht({kind!r})"
        yield Stub(path, _stub(call, title=title, description=description, class_=kind, hide=hide))
        if kind in SHARED:
            continue
        for entry in infobox.with_retired(kind).values():
            crumbs = [] if kind in IN_NAVIGATION else [{"titel": title, "pad": f"{folder}/"}]
            text = _stub(
                f"pagina({kind!r}, {entry.id!r})",
                title=entry.titel,
                description=_description(entry),
                class_=kind,
                wie=entry.id,
                kruimels=crumbs,
            )
            yield Stub(f"{folder}/{entry.id}.md", text, source=f"data/{kind}/{entry.id}.yml")
    title, description = "Staat van de links", "Welke links werken, welke niet meer, en welke nog niemand bekeek."
    yield Stub(
        "staat-van-de-links.md", _stub("staat_van_de_links()", title=title, description=description, class_="staat")
    )


def navigation(infobox: Infobox, kind: str) -> list[str]:
    """The pages of a kind that stand below its overview in the navigation."""
    return [f"{kind}/{entry_id}.md" for entry_id in infobox.of_kind(kind)] if kind in IN_NAVIGATION else []


def _description(entry: Entry) -> str:
    """One sentence for search engines and previews: neutral, because others can see it."""
    text = str(getattr(entry, "samenvatting", None) or getattr(entry, "omschrijving", ""))
    return " ".join(text.split()).split(". ")[0].removesuffix(".") + "."


def _stub(call: str, *, title: str, description: str, class_: str, **meta: Any) -> str:
    # Themes print front matter as it is, and macros renders a title with braces: hence both kinds of escaping.
    safe = {"title": _harmless(title), "description": _harmless(description), "soort": class_, **meta}
    lines = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in safe.items())
    return f"---\n{lines}\n---\n{{{{ {call} }}}}\n"


def _harmless(text: str) -> str:
    return str(escape(text)).replace("{", "&#123;").replace("}", "&#125;")
