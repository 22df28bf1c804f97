"""What is in the index, how large it is, and that nothing that can be found is left out."""

import gzip
import json
from collections.abc import Mapping
from dataclasses import replace

import pytest

from infobox.catalogue.infobox import Infobox
from infobox.pages.render import entry_path
from infobox.search.found import FIELDS, SEARCH_KINDS, SearchDocument, documents
from infobox.search.pack import INDEX, pack, weight_step
from tests.search.generated import generated
from tests.search.node import ASSETS
from tests.site_fixtures import built_site

FOUND = ("standaarden", "instrumenten", "bouwstenen", "kaders", "organisaties", "begrippen", "contacten", "bronnen")


def packed(infobox: Infobox) -> dict[str, str]:
    return pack(infobox, documents(infobox, entry_path), "begrippen/")


def compressed(text: str) -> int:
    return len(gzip.compress(text.encode(), 9))


def scripts() -> int:
    """Bytes of what the worker loads, each file compressed by itself as a server does."""
    page = {"page.js", "box.js", "help.js"}  # come with the page
    return sum(compressed(path.read_text(encoding="utf-8")) for path in ASSETS.rglob("*.js") if path.name not in page)


def test_every_entry_is_a_document_at_its_address(real: Infobox) -> None:
    found = {(document.kind, document.id): document.address for document in documents(real, entry_path)}
    assert found == {(kind, name): entry_path(kind, name) for kind in FOUND for name in real.of_kind(kind)}


def test_every_aspect_and_onderdeel_has_an_address_of_its_own(real: Infobox) -> None:
    parts = {part.address for document in documents(real, entry_path) for part in document.parts}
    aspects = {f"standaarden/{s.id}/#{a.anker}" for s in real.standaarden.values() for a in s.aspecten}
    items = {f"kaders/{k.id}/#{o.anker}" for k in real.kaders.values() for o in k.onderdelen}
    assert parts == aspects | items


def test_every_field_has_a_weight_and_a_reason_and_every_text_a_field(real: Infobox) -> None:
    names = {field.name for field in FIELDS}
    assert all(field.weight > 0 and len(field.why) > 20 for field in FIELDS)
    used = {
        name for document in documents(real, entry_path) for part in (document, *document.parts) for name in part.texts
    }
    assert used == names
    assert {document.kind for document in documents(real, entry_path)} < set(SEARCH_KINDS)


def test_a_reference_in_a_text_is_not_searched_as_a_code(real: Infobox) -> None:
    texts = [text for document in documents(real, entry_path) for text in document.texts.values()]
    assert not any("@S" in text or "@I" in text for text in texts)


def test_the_same_data_gives_the_same_bytes(real: Infobox) -> None:
    assert packed(real) == packed(real)


def test_texts_are_in_files_of_their_own_under_a_name_that_changes_with_them(real: Infobox) -> None:
    files = packed(real)
    index = json.loads(files[INDEX])
    shards = [json.loads(files[f"zoeken/tekst-{index['versie']}-{n}.json"]) for n in range(len(files) - 1)]
    assert sum(map(len, shards)) == len(index["documenten"])
    assert real.instrumenten["lirik"].samenvatting.split()[0] in json.dumps(shards)
    changed = replace(real, kaders={})
    other = packed(changed)
    assert json.loads(other[INDEX])["versie"] != index["versie"]


def test_a_word_is_found_in_the_documents_it_stands_in(real: Infobox) -> None:
    index = json.loads(packed(real)[INDEX])
    places = decoded(index)
    titles = {index["documenten"][number][2]: weight for number, weight in places["zwijgplicht"].items()}
    assert real.instrumenten["wegwijzer-beroepsgeheim"].titel in titles
    title, name = real.instrumenten["wegwijzer-beroepsgeheim"].titel, real.begrippen["beroepsgeheim"].titel
    keyword = real.standaarden["informatie-delen"].titel
    assert titles[title] > titles[name] > titles[keyword]
    assert "zwijgplicht" not in real.begrippen["beroepsgeheim"].omschrijving


def decoded(index: Mapping[str, str]) -> dict[str, dict[int, int]]:
    """Word -> document -> step, read as index.js does."""
    alphabet = "0123456789abcdefghijklmnopqrstuvABCDEFGHIJKLMNOPQRSTUVwxyzWXYZ-_"
    result = {}
    for word, digits in zip(index["woorden"].split(" "), index["plaatsen"].split(" "), strict=True):
        places, number, delta, characters = {}, -1, 0, iter(digits)
        for character in characters:
            value = alphabet.index(character)
            delta = delta * 32 + value % 32
            if value < 32:
                number, delta = number + delta, 0
                places[number] = alphabet.index(next(characters))
        result[word] = places
    return result


def test_numbers_of_any_size_survive_the_packing(real: Infobox) -> None:
    many = [
        SearchDocument("organisaties", f"o{n}", f"o{n}/", {"titel": "zeldzaam" if n in (0, 31, 32, 4000) else "x"})
        for n in range(4001)
    ]
    quiet = replace(real, thesaurus={})
    index = json.loads(pack(quiet, many, "begrippen/")[INDEX])
    assert list(decoded(index)["zeldzaam"]) == [0, 31, 32, 4000]


def test_weights_become_steps_that_stay_in_their_alphabet() -> None:
    assert [weight_step(0), weight_step(0.1), weight_step(1e9)] == [0, 0, 31]
    assert weight_step(2) < weight_step(9)


def test_the_thesaurus_is_large_and_points_to_what_exists(real: Infobox) -> None:
    entries = [ingang for lijst in real.thesaurus.values() for ingang in lijst.ingangen]
    assert len(entries) >= 250
    words = [
        word.casefold() for lijst in real.thesaurus.values() for ingang in lijst.ingangen for word in ingang.woorden
    ]
    assert len(words) >= 600


@pytest.mark.site
def test_a_phone_downloads_at_most_80_kb_before_the_first_result() -> None:
    assert compressed((built_site() / INDEX).read_text(encoding="utf-8")) + scripts() <= 80_000


def test_a_thousand_entries_stay_below_220_kb(real: Infobox) -> None:
    made = list(generated(real, 1000))
    assert len(made) == 1000
    assert compressed(pack(real, made, "begrippen/")[INDEX]) + scripts() <= 220_000
