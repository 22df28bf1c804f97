"""What is known of an address as one of a few sorts, and what a person can do about each, for page and report."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from infobox.links.state import LinkState

Soort = Literal["nieuw", "werkt", "verhuisd", "hapert", "verdacht", "dicht", "mens", "thuis", "stuk"]


@dataclass(frozen=True)
class Advice:
    """`heading` for readers; for editors `what` it is, `why` it matters and what `todo`, '' for nothing. All Dutch."""

    heading: str
    what: str
    why: str = ""
    todo: str = ""


# In the order of pages and reports: what asks most comes first.
ADVICE: Mapping[Soort, Advice] = {
    "stuk": Advice(
        "Werkt niet meer",
        "Meer dan één keer, met minstens een dag ertussen, was de pagina er niet. Of het adres kan niet.",
        "Een lezer loopt hier vast.",
        "Zoek het nieuwe adres bij de maker. Is er geen, kijk dan in het archief, of laat de link weg.",
    ),
    "verdacht": Advice(
        "Waarschijnlijk weg",
        "De site antwoordt, maar met de beginpagina, of met hetzelfde als bij een adres dat niet bestaat.",
        "Een lezer komt ergens uit, maar niet bij het stuk.",
        "Open het adres. Klopt het toch, zet er dan gecontroleerd_op bij. Zoek anders het nieuwe adres.",
    ),
    "hapert": Advice(
        "Gaf de laatste keer geen goed antwoord",
        "De laatste keer ging het mis. Dat kan een storing zijn.",
        "Misschien is er niets aan de hand; dat blijkt binnen een week.",
        "Wachten. De controle probeert het elke dag opnieuw.",
    ),
    "verhuisd": Advice(
        "Verhuisd",
        "De site stuurt voorgoed door naar een ander adres.",
        "De oude link werkt nu nog, maar niet voor altijd.",
        "Draai infobox links fix: dat schrijft de nieuwe adressen. Lees na wat er verandert.",
    ),
    "dicht": Advice(
        "Sluit controle uit, door niemand bekeken",
        "De site laat geen programma's toe. Of de link werkt, is niet bekend.",
        "Zonder een mens die kijkt, merkt niemand dat een stuk weg is.",
        "Draai thuis infobox links run --thuis. Lukt het daar ook niet, open het adres en zet er gecontroleerd_op bij.",
    ),
    "thuis": Advice("Sluit controle uit, van een andere plek gezien", "Van thuis uit antwoordde de site wel."),
    "mens": Advice("Met de hand bekeken", "Iemand heeft gekeken; een programma mag er niet in, of was er nog niet."),
    "werkt": Advice("Werkt", "De laatste keer kwam het stuk."),
    "nieuw": Advice(
        "Nog niet gecontroleerd",
        "Geen programma en geen mens heeft dit adres bezocht.",
        "Er kan een fout in staan.",
        "Draai infobox links first. Daarna gaat het elke nacht vanzelf.",
    ),
}


def soort_of(state: LinkState | None, looked: str) -> Soort:
    """What an address with this state is; `looked` is the day a person looked (jjjj-mm-dd), or ''."""
    if state is None:
        return "mens" if looked else "nieuw"
    match state.oordeel:
        case "werkt" | "verhuisd" | "hapert" | "thuis":
            return state.oordeel
        case "met-de-hand":
            return "mens"
        case "stuk" | "ongeldig":
            return "stuk"
    return "verdacht" if state.klasse == "zachte-404" else "dicht"
