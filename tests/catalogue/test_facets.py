"""The sides from which instruments can be chosen, and the pages that follow from them."""

import pytest

from infobox.catalogue import addresses
from infobox.catalogue.derived import FACET_PAGES, derived_pages
from infobox.catalogue.facets import BY_KEY, FACETS, UNKNOWN, Facet, counts, crossed, places, with_value
from infobox.catalogue.infobox import Infobox, assemble
from infobox.entries.kinds import KINDS
from infobox.pages.macros import macros
from infobox.pages.render import Renderer
from tests.conftest import REAL

KEYS = [facet.key for facet in FACETS]


@pytest.fixture(params=["sample", REAL])
def infobox(request: pytest.FixtureRequest) -> Infobox:
    """What holds for the sample holds for the real data too."""
    found: Infobox = request.getfixturevalue(request.param)
    return found


@pytest.mark.parametrize("facet", FACETS, ids=KEYS)
def test_every_value_of_an_instrument_is_in_the_order_and_has_a_name(facet: object, infobox: Infobox) -> None:
    one = next(each for each in FACETS if each is facet)
    order = list(one.order(infobox))
    assert len(order) == len(set(order))
    used = {value for instrument in infobox.instrumenten.values() for value in one.values(infobox, instrument)}
    assert used - set(order) == set()
    assert [value for value in order if not one.name(infobox, value).strip()] == []
    names = [one.name(infobox, value) for value in order]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("facet", FACETS, ids=KEYS)
def test_what_is_counted_is_what_is_shown(facet: Facet, infobox: Infobox) -> None:
    counted = counts(infobox, facet)
    assert 0 not in counted.values()
    assert counted == {value: len(with_value(infobox, facet, value)) for value in counted}


def test_what_is_not_known_is_a_choice_too(sample: Infobox) -> None:
    unknown = [one.id for one in with_value(sample, BY_KEY["organisatie"], UNKNOWN)]
    assert unknown
    assert unknown == [one.id for one in sample.instrumenten.values() if not one.organisaties]


def test_a_matrix_counts_every_pair_and_keeps_the_empty_ones(infobox: Infobox) -> None:
    table = crossed(infobox, "standaard", "soort")
    assert list(table) == list(infobox.standaarden)
    expected = {(inzet.standaard, one.soort): 0 for one in infobox.instrumenten.values() for inzet in one.standaarden}
    for one in infobox.instrumenten.values():
        for inzet in one.standaarden:
            expected[inzet.standaard, one.soort] += 1
    counted = {(row, column): number for row, cells in table.items() for column, number in cells.items()}
    assert {pair: number for pair, number in counted.items() if number} == expected
    assert {len(cells) for cells in table.values()} == {len(counts(infobox, BY_KEY["soort"]))}


def test_pages_for_a_choice_depend_on_the_model_alone() -> None:
    """None of them can vanish by an edit of content."""
    claimed = dict(addresses.claims(assemble({}), {}))
    pages = list(derived_pages())
    assert {page.address: page.name for page in pages}.items() <= claimed.items()
    assert len({page.address for page in pages}) == len({page.title for page in pages}) == len(pages)
    assert {key for key in FACET_PAGES if key not in KEYS} == set()


def test_a_page_for_a_choice_has_an_address_that_no_entry_can_have() -> None:
    entries = [page.name.split("/") for page in derived_pages() if page.name.split("/")[0] in KINDS]
    assert entries
    assert [parts for parts in entries if len(parts) < 3] == []


def test_every_derived_page_calls_a_macro_that_answers(sample: Infobox) -> None:
    library = macros(Renderer(sample), str)
    called = {page.macro for page in derived_pages()}
    assert called <= library.keys()


def test_places_say_of_each_instrument_what_its_values_do(infobox: Infobox) -> None:
    counted = {facet.key: list(counts(infobox, facet)) for facet in FACETS}
    nothing = Facet("niets", "Niets", lambda *_: (), lambda _, value: value, lambda _: ())
    for name, told in places(infobox, [nothing, *FACETS]).items():
        one = infobox.instrumenten[name]
        parts = told.split(" ")
        assert len(parts) == len(FACETS)
        for facet, part in zip(FACETS, parts, strict=True):
            values = [counted[facet.key][int(place)] for place in part.split(",") if place]
            assert values == list(facet.values(infobox, one)), (name, facet.key)
