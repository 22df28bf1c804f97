"""What an editor can call in a page of docs/: each a lookup and a template. Nothing here reads files or holds rules.

A wrong call raises MacroError, in Dutch; trial.py says on which page and line.
"""

import functools
import inspect
from collections.abc import Callable, Mapping
from typing import Any

from infobox.catalogue import addresses, comparison, facets, frames, history, lessets
from infobox.catalogue.infobox import Infobox
from infobox.entries.fields import fields_of
from infobox.entries.kinds import KINDS, SHOWN, entry_path, fold
from infobox.entries.model import MODELS
from infobox.entries.records import Entry
from infobox.entries.values import DOELGROEPEN, SOORTEN
from infobox.findings import did_you_mean
from infobox.pages import former_texts, material
from infobox.pages.render import Renderer

Macro = Callable[..., str]

PARTS = (
    "standaarden", "bouwstenen", "kaders", "contacten", "soorten", "deuren", "hulp", "disclaimer", "vragen",
    "situaties", "zoekveld", "redactionele_ordening", "toegankelijkheidsstatus", "wcag", "pdfs",
)  # fmt: skip


class MacroError(Exception):
    """A call that cannot be answered: what is wrong, what to do. `wanted` is (kind, id) when an entry is not there."""

    def __init__(self, message: str, hint: str, wanted: tuple[str, str] | None = None) -> None:
        self.message, self.hint, self.wanted = message, hint, wanted
        super().__init__(f"{message}; {hint}")


def macros(renderer: Renderer, root: Callable[[], str]) -> dict[str, Macro]:
    """Name -> macro. `root` gives the way from the page that is being rendered to the site's root."""
    infobox = renderer.infobox

    def link(kind: str) -> Macro:
        def macro(wie: str) -> str:
            return str(renderer.link(kind, find(infobox, kind, wie), root()))

        return macro

    def part(name: str) -> Macro:
        def macro() -> str:
            return renderer.part(name, root())

        return macro

    def instrumenten(
        standaard: str | None = None,
        bouwsteen: str | None = None,
        soort: str | None = None,
        doelgroep: str | None = None,
    ) -> str:
        wanted = {
            "standaard": None if standaard is None else find(infobox, "standaarden", standaard).id,
            "bouwsteen": None if bouwsteen is None else find(infobox, "bouwstenen", bouwsteen).id,
            "soort": None if soort is None else _one_of("soort", soort, SOORTEN),
            "doelgroep": None if doelgroep is None else _one_of("doelgroep", doelgroep, DOELGROEPEN),
        }
        chosen = [
            one
            for one in infobox.instrumenten.values()
            if all(value in facets.BY_KEY[key].values(infobox, one) for key, value in wanted.items() if value)
        ]
        return renderer.part("instrument_lijst", root(), chosen)

    def keuze(kant: str, waarde: str) -> str:
        facet = facets.BY_KEY[_one_of("kant", kant, facets.BY_KEY)]
        found = facets.with_value(infobox, facet, waarde)
        return renderer.render("keuze.html", root(), facet=facet, waarde=waarde, instruments=found)

    def per(kant: str) -> str:
        return renderer.render("per.html", root(), kant=_one_of("kant", kant, ("jaar", "linkstaat")))

    def wat_ontbreekt() -> str:
        return renderer.render("wat_ontbreekt.html", root())

    def matrix() -> str:
        return renderer.render("matrix.html", root())

    def inbedden() -> str:
        offered = [frame for frame in frames.frames(infobox) if frame.offered]
        groups = {
            "Lijsten": [one for one in offered if one.entry is None],
            "Lijsten van instrumenten": [one for one in offered if one.with_instruments],
            **{
                KINDS[kind].title: [
                    one for one in offered if one.entry and not one.with_instruments and one.kind == kind
                ]
                for kind in dict.fromkeys(one.kind for one in offered if one.entry)
            },
        }
        groups = {name: found for name, found in groups.items() if found}
        return renderer.render("inbedden.html", root(), groups=groups, FOLDER=frames.FOLDER)

    def teamverkenning() -> str:
        return renderer.render("teamverkenning.html", root())

    def lesset_maken() -> str:
        return renderer.render("lesset_maken.html", root(), choices=dict(lessets.choices(infobox)))

    def lesmateriaal() -> str:
        values = material.known(infobox, renderer.pages, renderer.links)
        return renderer.render("lesmateriaal.html", root(), known=material.in_page(values))

    def vergelijken() -> str:
        return renderer.render("vergelijken.html", root())

    def naast(links: str, rechts: str) -> str:
        names = [one.id for pair in comparison.pairs(infobox) for one in pair]
        left, right = (comparison.side(infobox, _one_of("lijst", name, names)) for name in (links, rechts))
        return renderer.render("naast.html", root(), found=comparison.compare(infobox, left, right))

    def telefoon(wie: str) -> str:
        return renderer.part("nummer", root(), find(infobox, "contacten", wie))

    def aantal(soort: str) -> str:
        return str(infobox.count(_one_of("soort", soort, KINDS)))

    def velden(soort: str) -> str:
        return renderer.part("velden", root(), soort, fields_of(MODELS[_one_of("soort", soort, KINDS)]))

    def pagina(soort: str, wie: str) -> str:
        entry = find(infobox, _one_of("soort", soort, [kind for kind, shown in SHOWN.items() if shown.own_page]), wie)
        retired = entry.levensloop.status != "actief"
        here = entry_path(soort, entry.id)
        moved = renderer.moved_parts.get(f"{soort}/{entry.id}", [])
        return renderer.render(
            f"paginas/{'vervallen' if retired else soort}.html",
            root(),
            kind=soort,
            entry=entry,
            secties=KINDS[soort].sections,
            delen_hier=addresses.parts(entry),
            vervallen_hier=addresses.retired_parts(entry),
            verhuisd=[part for part in moved if not part.path.startswith(f"{here}#")],  # those stand where they went
            successor_of_part=lambda here, name: addresses.successor_of_part(infobox, here, name),
        )

    def nieuw() -> str:
        feed = addresses.SITE_FEED if renderer.site.url else ""
        return renderer.render(
            "nieuw.html",
            root(),
            days=history.by_day(renderer.history.changes),
            feed=feed,
            FEED=addresses.FEED,
            groups=list(addresses.group_feeds()),
            MANY=history.MANY,
        )

    def overzicht(soort: str) -> str:
        return renderer.render(f"overzichten/{_one_of('soort', soort, SHOWN)}.html", root(), kind=soort)

    def staat_van_de_links() -> str:
        return renderer.render("staat_van_de_links.html", root())

    def beheer() -> str:
        return renderer.render("beheer.html", root())

    library: dict[str, Macro] = {
        **{kind.singular: link(folder) for folder, kind in KINDS.items() if kind.macro},
        **{name: part(name) for name in PARTS},
        "instrumenten": instrumenten,
        "telefoon": telefoon,
        "aantal": aantal,
        "velden": velden,
        "pagina": pagina,
        "overzicht": overzicht,
        "nieuw": nieuw,
        "staat_van_de_links": staat_van_de_links,
        "beheer": beheer,
        "keuze": keuze,
        "per": per,
        "wat_ontbreekt": wat_ontbreekt,
        "matrix": matrix,
        **_of_edities(renderer, root),
        "inbedden": inbedden,
        "teamverkenning": teamverkenning,
        "lesset_maken": lesset_maken,
        "lesmateriaal": lesmateriaal,
        "vergelijken": vergelijken,
        "naast": naast,
    }
    return {name: _checked(name, macro) for name, macro in library.items()}


def _of_edities(renderer: Renderer, root: Callable[[], str]) -> dict[str, Macro]:
    """The pages of what was frozen."""
    infobox = renderer.infobox
    by_id = {one.id: one for one in infobox.edities.every}

    def edities() -> str:
        changed = former_texts.changed_since(infobox)
        return renderer.render("edities.html", root(), changed=changed)

    def editie(welke: str) -> str:
        found = infobox.edities
        one = by_id[_one_of("editie", welke, by_id)]
        before = found.whole(one.vorige) if one.vorige in by_id else {}
        return renderer.render(
            "editie.html",
            root(),
            editie=one,
            per_kind=former_texts.per_kind(found, one),
            new=[found.whole(one.id)[name] for name in one.changed if name not in before],
            changed=[found.whole(one.id)[name] for name in one.changed if name in before],
            gone=[before[name] for name in one.gone if name in before],
        )

    def teksten_van_editie(welke: str, soort: str) -> str:
        one = by_id[_one_of("editie", welke, by_id)]
        stands = former_texts.per_kind(infobox.edities, one).get(_one_of("soort", soort, one.kinds), [])
        return renderer.render(
            "teksten_van_editie.html",
            root(),
            editie=one,
            kind=soort,
            stands=[stand for stand in stands if stand.since is one],
            facts=former_texts.FormerTexts(infobox.edities).facts,
            now_of=lambda stand: former_texts.now_of(infobox, stand),
        )

    return {"edities": edities, "editie": editie, "teksten_van_editie": teksten_van_editie}


def find(infobox: Infobox, kind: str, wanted: str) -> Entry:
    """The entry of `kind` with this id, former id or code (in any case). Raises MacroError with the nearest."""
    entries: Mapping[str, Entry] = infobox.with_retired(kind)
    wanted = str(wanted)
    if wanted in entries:
        return entries[wanted]
    found_kind, entry = infobox.by_code.get(wanted.upper(), ("", None))
    if entry is not None and found_kind == kind:
        return entry
    now_kind, now = infobox.former_names.get((kind, wanted), ("", None))
    if now is not None and now_kind == kind:
        return now
    for other, known in KINDS.items():
        if other != kind and known.macro and wanted in infobox.with_retired(other) and KINDS[kind].macro:
            raise MacroError(
                f"'{wanted}' is een {known.singular} en geen {KINDS[kind].singular}",
                f'schrijf: {{{{ {known.singular}("{wanted}") }}}}',
                (kind, wanted),
            )
    named = next((one.id for one in entries.values() if fold(one.titel) == fold(wanted)), "")
    if named and KINDS[kind].macro:
        raise MacroError(
            f"hier hoort een code of een bestandsnaam, en geen titel ('{wanted}')",
            f'schrijf: {{{{ {KINDS[kind].singular}("{named}") }}}}',
            (kind, wanted),
        )
    codes = [code for code, (code_kind, _) in infobox.by_code.items() if code_kind == kind]
    raise MacroError(
        f"{KINDS[kind].singular} '{wanted}' bestaat niet",
        did_you_mean(wanted, [*entries, *codes], f"gebruik een code of een bestandsnaam uit data/{kind}/"),
        (kind, wanted),
    )


def _one_of(name: str, value: str, choices: Any) -> str:
    if str(value) not in choices:
        raise MacroError(
            f"'{value}' is geen waarde voor '{name}'",
            did_you_mean(str(value), choices, f"kies uit: {', '.join(choices)}"),
        )
    return value


def _checked(name: str, macro: Macro) -> Macro:
    signature = inspect.signature(macro)

    @functools.wraps(macro)
    def checked(*arguments: Any, **named: Any) -> str:
        for key in named:
            if key not in signature.parameters:
                raise MacroError(
                    f"'{name}' kent geen '{key}'",
                    did_you_mean(key, signature.parameters, f"kies uit: {', '.join(signature.parameters) or 'niets'}"),
                )
        try:
            signature.bind(*arguments, **named)
        except TypeError:
            wanted = ", ".join(signature.parameters) or "niets tussen de haakjes"
            raise MacroError(f"'{name}' is verkeerd aangeroepen", f"verwacht wordt: {wanted}") from None
        return macro(*arguments, **named)

    return checked
