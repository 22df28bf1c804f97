"""The whole, loaded: entries by id, and what follows from their relations. Nothing here is typed twice in the data.

An entry that is withdrawn or split is `retired`: it keeps its page, code and addresses, and is in no list, relation or
count.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar, cast

from infobox.catalogue.edities import Edities
from infobox.entries.instrument import Instrument, Inzet, Steun
from infobox.entries.kinds import CODED, KINDS, SHOWN, former_name
from infobox.entries.lesset import Lesset
from infobox.entries.model import Begrip, Bouwsteen, Bron, Contact, Kader, Onderdeel, Organisatie, Woordenlijst
from infobox.entries.records import Entry
from infobox.entries.situatie import Situatie
from infobox.entries.standaard import Standaard
from infobox.entries.values import SOORTEN, Soort

K = TypeVar("K")
V = TypeVar("V")


def assemble(entries: Mapping[str, Iterable[Entry]], edities: Edities = Edities()) -> "Infobox":  # noqa: B008 - frozen
    """An Infobox of entries per kind, each kind in the order in which a reader meets it, and what was frozen."""
    active: dict[str, dict[str, Entry]] = {kind: {} for kind in KINDS}
    retired: dict[str, dict[str, Entry]] = {kind: {} for kind in KINDS}
    for kind in KINDS:
        for entry in sorted(entries.get(kind, ()), key=_order):
            (active if entry.levensloop.status == "actief" else retired)[kind][entry.id] = entry
    return Infobox(active, retired, edities)


def _order(entry: Entry) -> tuple[Any, ...]:
    """By code or place where an entry has one, else as a Dutch reader looks things up: letters, whatever their case."""
    if code := code_of(entry):
        return (len(code), code)
    return (getattr(entry, "volgorde", 0), _letters(entry.titel))


def _letters(text: str) -> str:
    return re.sub(r"[^\w]+", " ", text.casefold()).strip()


def code_of(entry: Entry) -> str:
    """The code of an entry, or '' for a kind without codes."""
    return str(getattr(entry, "code", ""))


@dataclass(frozen=True)
class Infobox:
    """Every entry, checked: kind -> id -> entry, in the order in which a reader meets them.

    `active` holds those that count; `retired` those that were withdrawn or split; `edities` what they said before.
    """

    active: Mapping[str, Mapping[str, Entry]]
    retired: Mapping[str, Mapping[str, Entry]] = field(default_factory=dict)
    edities: Edities = field(default_factory=Edities)

    @property
    def standaarden(self) -> Mapping[str, Standaard]:
        """The active standaarden, by id."""
        return cast(Mapping[str, Standaard], self.active["standaarden"])

    @property
    def situaties(self) -> Mapping[str, Situatie]:
        """The active situaties, by id."""
        return cast(Mapping[str, Situatie], self.active["situaties"])

    @property
    def instrumenten(self) -> Mapping[str, Instrument]:
        """The active instrumenten, by id."""
        return cast(Mapping[str, Instrument], self.active["instrumenten"])

    @property
    def bouwstenen(self) -> Mapping[str, Bouwsteen]:
        """The active bouwstenen, by id."""
        return cast(Mapping[str, Bouwsteen], self.active["bouwstenen"])

    @property
    def lessets(self) -> Mapping[str, Lesset]:
        """The active lessets, by id."""
        return cast(Mapping[str, Lesset], self.active["lessets"])

    @property
    def kaders(self) -> Mapping[str, Kader]:
        """The active kaders, by id."""
        return cast(Mapping[str, Kader], self.active["kaders"])

    @property
    def organisaties(self) -> Mapping[str, Organisatie]:
        """The active organisaties, by id."""
        return cast(Mapping[str, Organisatie], self.active["organisaties"])

    @property
    def begrippen(self) -> Mapping[str, Begrip]:
        """The active begrippen, by id."""
        return cast(Mapping[str, Begrip], self.active["begrippen"])

    @property
    def contacten(self) -> Mapping[str, Contact]:
        """The active contacten, by id."""
        return cast(Mapping[str, Contact], self.active["contacten"])

    @property
    def bronnen(self) -> Mapping[str, Bron]:
        """The active bronnen, by id."""
        return cast(Mapping[str, Bron], self.active["bronnen"])

    @property
    def thesaurus(self) -> Mapping[str, Woordenlijst]:
        """The active thesaurus, by id."""
        return cast(Mapping[str, Woordenlijst], self.active["thesaurus"])

    def of_kind(self, kind: str) -> Mapping[str, Entry]:
        """The active entries of a kind, by its folder name; KeyError for a kind that does not exist."""
        return self.active[kind]

    def with_retired(self, kind: str) -> Mapping[str, Entry]:
        """Every entry of a kind that has an address: the active ones, then the retired ones."""
        return self._with_retired[kind]

    @cached_property
    def _with_retired(self) -> Mapping[str, Mapping[str, Entry]]:
        return {kind: {**active, **self.retired.get(kind, {})} for kind, active in self.active.items()}

    def entries(self) -> Iterator[tuple[str, Entry]]:
        """(kind, entry) of each active one, in the order of the site."""
        for kind, active in self.active.items():
            yield from ((kind, entry) for entry in active.values())

    def count(self, kind: str) -> int:
        """How many active entries of a kind there are: the one place that counts them."""
        return len(self.of_kind(kind))

    @cached_property
    def by_code(self) -> Mapping[str, tuple[str, Entry]]:
        """Code -> (kind, entry), for every entry that has a code, retired ones too: a code stays with its entry."""
        return {
            code: (kind, entry)
            for kind in CODED
            for entry in self.with_retired(kind).values()
            if (code := code_of(entry))
        }

    @cached_property
    def former_names(self) -> Mapping[tuple[str, str], tuple[str, Entry]]:
        """(kind, former id) -> (kind, entry) as it is called now. A former code stands under the kind ''."""
        return {
            former_name(kind, name): (kind, entry)
            for kind in SHOWN
            for entry in self.with_retired(kind).values()
            for name in entry.levensloop.was
        }

    def editie_of(self, kind: str, entry: Entry) -> str:
        """The newest editie, when an entry says now what it says there; else ''."""
        return self._cited.get((kind, entry.id), "")

    @cached_property
    def _cited(self) -> Mapping[tuple[str, str], str]:
        return {
            (kind, entry.id): self.edities.says(kind, entry)
            for kind in (SHOWN if self.edities.every else ())
            for entry in self.with_retired(kind).values()
        }

    def successors(self, kind: str, entry: Entry) -> list[tuple[str, Entry]]:
        """What came in the place of a retired entry: (kind, entry), in the order of the data."""
        names = [former_name(kind, name) for name in entry.levensloop.vervangen_door]
        return [(other, self.with_retired(other)[entry_id]) for other, entry_id in names]

    @cached_property
    def _inzet(self) -> Mapping[str, list[tuple[Instrument, Inzet]]]:
        return _grouped(
            (inzet.standaard, (instrument, inzet))
            for instrument in self.instrumenten.values()
            for inzet in instrument.standaarden
        )

    @cached_property
    def _steun(self) -> Mapping[str, list[tuple[Instrument, Steun]]]:
        return _grouped(
            (steun.bouwsteen, (instrument, steun))
            for instrument in self.instrumenten.values()
            for steun in instrument.bouwstenen
        )

    @cached_property
    def _by_organisatie(self) -> Mapping[str, list[Instrument]]:
        return _grouped(
            (organisatie, instrument)
            for instrument in self.instrumenten.values()
            for organisatie in instrument.organisaties
        )

    @cached_property
    def _onderdelen(self) -> Mapping[str, list[tuple[Kader, Onderdeel]]]:
        return _grouped(
            (standaard, (kader, onderdeel))
            for kader in self.kaders.values()
            for onderdeel in kader.onderdelen
            for standaard in onderdeel.standaarden
        )

    def instruments_at_standaard(self, standaard: str) -> list[tuple[Instrument, Inzet]]:
        """The instruments that serve a standaard, each with the relation that says why."""
        return self._inzet.get(standaard, [])

    def instruments_at_bouwsteen(self, bouwsteen: str) -> list[tuple[Instrument, Steun]]:
        """The instruments that serve a bouwsteen; those of the core first."""
        return sorted(self._steun.get(bouwsteen, []), key=lambda pair: not pair[1].kern)

    def instruments_of_organisatie(self, organisatie: str) -> list[Instrument]:
        """The instruments an organisatie made or published."""
        return self._by_organisatie.get(organisatie, [])

    def onderdelen_at_standaard(self, standaard: str) -> list[tuple[Kader, Onderdeel]]:
        """What the lists of others say that touches a standaard, in the order of the kaders."""
        return self._onderdelen.get(standaard, [])

    @cached_property
    def _bouwstenen(self) -> Mapping[str, list[Bouwsteen]]:
        return _grouped(
            (standaard, bouwsteen) for bouwsteen in self.bouwstenen.values() for standaard in bouwsteen.standaarden
        )

    def bouwstenen_at_standaard(self, standaard: str) -> list[Bouwsteen]:
        """The bouwstenen that touch a standaard."""
        return self._bouwstenen.get(standaard, [])

    @cached_property
    def _by_soort_and_standaard(self) -> Mapping[tuple[str, str], list[Instrument]]:
        return _grouped(
            ((instrument.soort, inzet.standaard), instrument)
            for instrument in self.instrumenten.values()
            for inzet in instrument.standaarden
        )

    def alternatives(self, instrument: Instrument, most: int = 5) -> list[Instrument]:
        """Others of the same soort at the same standaarden, at most `most`; those that are still current first."""
        found = {
            other.id: other
            for inzet in instrument.standaarden
            for other in self._by_soort_and_standaard.get((instrument.soort, inzet.standaard), [])
            if other.id != instrument.id
        }
        return sorted(found.values(), key=lambda other: other.actualiteit.status != "gangbaar")[:most]

    @cached_property
    def _begrippen(self) -> Mapping[str, list[Begrip]]:
        return _grouped(
            (instrument, begrip) for begrip in self.begrippen.values() for instrument in begrip.instrumenten
        )

    def begrippen_with_instrument(self, instrument: str) -> list[Begrip]:
        """The terms that point to an instrument."""
        return self._begrippen.get(instrument, [])

    @cached_property
    def _older(self) -> Mapping[str, list[Instrument]]:
        return _grouped(
            (one.actualiteit.opvolger, one) for one in self.instrumenten.values() if one.actualiteit.opvolger
        )

    def succeeded_by(self, instrument: str) -> list[Instrument]:
        """The instruments that this one came after."""
        return self._older.get(instrument, [])

    def broader(self, begrip: Begrip) -> list[Begrip]:
        """The begrippen that this one is a form or a part of."""
        return [self.begrippen[key] for key in begrip.breder]

    @cached_property
    def _narrower(self) -> Mapping[str, list[Begrip]]:
        return _grouped((key, one) for one in self.begrippen.values() for key in one.breder)

    def narrower(self, begrip: str) -> list[Begrip]:
        """The begrippen that are a form or a part of this one."""
        return self._narrower.get(begrip, [])

    @cached_property
    def _related(self) -> Mapping[str, Mapping[str, Begrip]]:
        found: dict[str, dict[str, Begrip]] = {}
        for one in self.begrippen.values():
            for key in one.verwant:
                found.setdefault(one.id, {})[key] = self.begrippen[key]
                found.setdefault(key, {})[one.id] = one
        return found

    def related(self, begrip: str) -> list[Begrip]:
        """The begrippen that are akin to this one, whichever of the two says so."""
        return list(self._related.get(begrip, {}).values())

    @cached_property
    def names_of_organisaties(self) -> frozenset[str]:
        """Every name and abbreviation of an organisatie, in small letters."""
        names = (name for one in self.organisaties.values() for name in (one.titel, one.afkorting) if name)
        return frozenset(name.casefold() for name in names)


def by_soort(instruments: Iterable[Instrument]) -> list[tuple[Soort, list[Instrument]]]:
    """Instruments grouped by soort, in the fixed order of SOORTEN; empty groups are left out."""
    groups = _grouped((instrument.soort, instrument) for instrument in instruments)
    return [(soort, groups[soort]) for soort in SOORTEN if soort in groups]


def per_doel(instruments: Iterable[Instrument], doelen: Mapping[str, Iterable[Soort]]) -> dict[str, list[Instrument]]:
    """Instruments per thing that a reader wants to do, each in the order they came in; empty ones are left out."""
    given = list(instruments)
    groups = {
        doel: [one for soort in soorten for one in given if one.soort == soort] for doel, soorten in doelen.items()
    }
    return {doel: found for doel, found in groups.items() if found}


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    groups: dict[K, list[V]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups
