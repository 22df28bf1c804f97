"""The whole, loaded: entries by id, and what follows from their relations. Nothing here is typed twice in the data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from infobox.model import (
    KINDS,
    SOORTEN,
    Begrip,
    Bouwsteen,
    Bron,
    Contact,
    Entry,
    Instrument,
    Inzet,
    Kader,
    Onderdeel,
    Organisatie,
    Soort,
    Standaard,
    Steun,
    Woordenlijst,
)

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True)
class Infobox:
    """Every entry, checked. Mappings are id -> entry, in the order in which a reader meets them."""

    standaarden: Mapping[str, Standaard]
    instrumenten: Mapping[str, Instrument]
    bouwstenen: Mapping[str, Bouwsteen]
    kaders: Mapping[str, Kader]
    organisaties: Mapping[str, Organisatie]
    begrippen: Mapping[str, Begrip]
    contacten: Mapping[str, Contact]
    bronnen: Mapping[str, Bron]
    thesaurus: Mapping[str, Woordenlijst]

    def of_kind(self, kind: str) -> Mapping[str, Entry]:
        """All entries of a kind, by its folder name; KeyError for a kind that does not exist."""
        if kind not in KINDS:
            raise KeyError(kind)
        entries: Mapping[str, Entry] = getattr(self, kind)
        return entries

    def count(self, kind: str) -> int:
        """How many entries of a kind there are: the one place that counts them."""
        return len(self.of_kind(kind))

    @cached_property
    def by_code(self) -> Mapping[str, tuple[str, Entry]]:
        """Code -> (kind, entry), for every entry that has a code."""
        return {
            code: (kind, entry)
            for kind in KINDS
            for entry in self.of_kind(kind).values()
            if (code := getattr(entry, "code", None))
        }

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

    def bouwstenen_at_standaard(self, standaard: str) -> list[Bouwsteen]:
        """The bouwstenen that touch a standaard."""
        return [bouwsteen for bouwsteen in self.bouwstenen.values() if standaard in bouwsteen.standaarden]

    def begrippen_with_instrument(self, instrument: str) -> list[Begrip]:
        """The terms that point to an instrument."""
        return [begrip for begrip in self.begrippen.values() if instrument in begrip.instrumenten]

    def succeeded_by(self, instrument: str) -> list[Instrument]:
        """The instruments that this one came after."""
        return [older for older in self.instrumenten.values() if older.actualiteit.opvolger == instrument]


def by_soort(instruments: Iterable[Instrument]) -> list[tuple[Soort, list[Instrument]]]:
    """Instruments grouped by soort, in the fixed order of SOORTEN; empty groups are left out."""
    groups = _grouped((instrument.soort, instrument) for instrument in instruments)
    return [(soort, groups[soort]) for soort in SOORTEN if soort in groups]


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    groups: dict[K, list[V]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups
