"""The whole, loaded: entries by id, and what follows from their relations. Nothing here is typed twice in the data.

An entry that is withdrawn or split is `retired`: it keeps its page, code and addresses, and is in no list, relation or
count.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from infobox.entries.model import (
    KINDS,
    SEEN,
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
    """Every entry, checked. Mappings are id -> entry, in the order in which a reader meets them.

    The mapping of a kind holds the active entries; `retired` holds the others, per kind.
    """

    standaarden: Mapping[str, Standaard]
    instrumenten: Mapping[str, Instrument]
    bouwstenen: Mapping[str, Bouwsteen]
    kaders: Mapping[str, Kader]
    organisaties: Mapping[str, Organisatie]
    begrippen: Mapping[str, Begrip]
    contacten: Mapping[str, Contact]
    bronnen: Mapping[str, Bron]
    thesaurus: Mapping[str, Woordenlijst]
    retired: Mapping[str, Mapping[str, Entry]] = field(default_factory=dict)

    def of_kind(self, kind: str) -> Mapping[str, Entry]:
        """The active entries of a kind, by its folder name; KeyError for a kind that does not exist."""
        if kind not in KINDS:
            raise KeyError(kind)
        entries: Mapping[str, Entry] = getattr(self, kind)
        return entries

    def with_retired(self, kind: str) -> Mapping[str, Entry]:
        """Every entry of a kind that has an address: the active ones, then the retired ones."""
        return {**self.of_kind(kind), **self.retired.get(kind, {})}

    def count(self, kind: str) -> int:
        """How many active entries of a kind there are: the one place that counts them."""
        return len(self.of_kind(kind))

    @cached_property
    def by_code(self) -> Mapping[str, tuple[str, Entry]]:
        """Code -> (kind, entry), for every entry that has a code, retired ones too: a code stays with its entry."""
        return {
            code: (kind, entry)
            for kind in KINDS
            for entry in self.with_retired(kind).values()
            if (code := getattr(entry, "code", None))
        }

    @cached_property
    def former_names(self) -> Mapping[tuple[str, str], tuple[str, Entry]]:
        """(kind, former id) -> (kind, entry) as it is called now. A former code stands under the kind ''."""
        return {
            former_name(kind, name): (kind, entry)
            for kind in SEEN
            for entry in self.with_retired(kind).values()
            for name in entry.levensloop.was
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

    def bouwstenen_at_standaard(self, standaard: str) -> list[Bouwsteen]:
        """The bouwstenen that touch a standaard."""
        return [bouwsteen for bouwsteen in self.bouwstenen.values() if standaard in bouwsteen.standaarden]

    def begrippen_with_instrument(self, instrument: str) -> list[Begrip]:
        """The terms that point to an instrument."""
        return [begrip for begrip in self.begrippen.values() if instrument in begrip.instrumenten]

    def succeeded_by(self, instrument: str) -> list[Instrument]:
        """The instruments that this one came after."""
        return [older for older in self.instrumenten.values() if older.actualiteit.opvolger == instrument]


def former_name(kind: str, name: str) -> tuple[str, str]:
    """A name as `levensloop` writes it, as (kind, id): 'lirik', 'instrumenten/lirik'; 'I027' gives ('', 'I027')."""
    if name[:1].isupper():
        return "", name
    folder, _, entry_id = name.rpartition("/")
    return folder or kind, entry_id


def by_soort(instruments: Iterable[Instrument]) -> list[tuple[Soort, list[Instrument]]]:
    """Instruments grouped by soort, in the fixed order of SOORTEN; empty groups are left out."""
    groups = _grouped((instrument.soort, instrument) for instrument in instruments)
    return [(soort, groups[soort]) for soort in SOORTEN if soort in groups]


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    groups: dict[K, list[V]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups
