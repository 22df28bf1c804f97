"""A publication described the way Dutch bibliographies do: makers (jaar). Titel. Plaats: uitgever. Omvang. ISBN."""

from dataclasses import dataclass

from infobox.catalogue.infobox import Infobox
from infobox.entries.instrument import Bestand, Instrument, Uitgave


@dataclass(frozen=True)
class Description:
    """The parts of a description; the title is apart because it is set in italics. Parts end with a full stop."""

    makers: str
    titel: str
    rest: tuple[str, ...]


def describe(instrument: Instrument, infobox: Infobox) -> Description:
    """The description of an instrument, only from what is attested. Without a year it says 'z.j.' (zonder jaartal)."""
    uitgave = instrument.uitgave or Uitgave()
    makers = enumerate_nl(instrument.auteurs) or enumerate_nl(
        [infobox.organisaties[organisatie].titel for organisatie in instrument.organisaties]
    )
    if instrument.medewerkers:
        makers += f", met medewerking van {enumerate_nl(instrument.medewerkers)}"
    year = f"({instrument.jaar})" if instrument.jaar else "(z.j.)"
    place = ": ".join(part for part in (uitgave.plaats, uitgave.uitgever) if part)
    rest = (
        place,
        uitgave.tijdschrift,
        uitgave.omvang,
        f"ISBN {uitgave.isbn}" if uitgave.isbn else None,
        f"doi {uitgave.doi}" if uitgave.doi else None,
    )
    return Description(
        makers=f"{makers} {year}.".strip(),
        titel=_sentence(instrument.titel),
        rest=tuple(_sentence(part) for part in rest if part),
    )


def file_facts(bestand: Bestand) -> str:
    """What is known of a file, as 'pdf, 807 kB, via verwey-jonker.nl'."""
    facts = [bestand.formaat, bestand.grootte, f"via {bestand.via}" if bestand.via else None]
    return ", ".join(fact for fact in facts if fact)


def enumerate_nl(names: list[str]) -> str:
    """'A', 'A en B', 'A, B en C'."""
    return " en ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
