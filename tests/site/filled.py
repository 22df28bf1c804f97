"""A form as GitHub gives it when somebody filled it in."""

from collections.abc import Mapping

from infobox.entries.forms import PROPOSAL, label_of

GOOD = {
    "titel": "Kijkkaart voor thuis",
    "soort": "checklist",
    "organisaties": "Voorbeeld Instituut",
    "jaar": "2020",
    "samenvatting": "Een kaart met dingen waar een team op let bij een bezoek. Zij past in een jaszak.\n\n"
    "Het team vult de kaart samen in en bespreekt daarna wat er is gezien.",
    "doelgroepen": "professional, leidinggevende",
    "standaarden.standaard": "S01",
    "standaarden.waarom": "Noemt waar een team bij een bezoek op let: wat er te zien en te horen is.",
    "link.url": "https://www.voorbeeld-instituut.nl/kijkkaart",
    "link.soort": "pagina",
    "bronnen.url": "https://www.voorbeeld-instituut.nl/kijkkaart",
    "actualiteit.status": "gangbaar",
}


def filled(values: Mapping[str, str]) -> str:
    """The body of an issue."""
    parts = [f"### {label_of(PROPOSAL, asked)}\n\n{values[asked.key]}" for asked in PROPOSAL.asked]
    box = "### Geen gegevens van cliënten\n\n- [X] In dit bericht staan geen gegevens van cliënten."
    return "\n\n".join([*parts, box])
