"""What is in the index, how large it is, and that nothing that can be found is left out."""

import gzip
import json

import pytest

from infobox.catalogue.derived import derived_pages
from infobox.catalogue.infobox import Infobox
from infobox.entries.docs import read_pages
from infobox.entries.kinds import DIVIDED, KINDS, SHOWN, entry_path, references
from infobox.search import found as found_module
from infobox.search.found import EXPLANATION, FIELDS, SEARCH_KINDS, SearchDocument, documents, searched
from infobox.search.pack import INDEX, LANGUAGES, SENTENCES, pack, weight_step
from infobox.search.script import WORKER
from infobox.search.words import content_words
from tests.conftest import REAL, ROOT, SAMPLE
from tests.search.generated import generated
from tests.search.node import engine


def packed(infobox: Infobox) -> dict[str, str]:
    return pack(infobox, documents(infobox))


def without(infobox: Infobox, kind: str) -> Infobox:
    return Infobox({**infobox.active, kind: {}}, infobox.retired)


def compressed(text: str) -> int:
    return len(gzip.compress(text.encode(), 9))


def every(infobox: Infobox) -> list[SearchDocument]:
    return [each for document in documents(infobox) for each in (document, *document.parts)]


@pytest.fixture(params=["sample", REAL])
def infobox(request: pytest.FixtureRequest) -> Infobox:
    """What holds for the sample holds for the real data too."""
    found: Infobox = request.getfixturevalue(request.param)
    return found


def test_every_entry_is_a_document_at_its_address(infobox: Infobox) -> None:
    found = {(one.kind, one.id): one.address for one in documents(infobox) if one.kind != EXPLANATION}
    sought = [kind for kind in SEARCH_KINDS if kind != EXPLANATION]
    assert sought == [kind for kind in KINDS if kind in SHOWN]
    assert found == {(kind, name): entry_path(kind, name) for kind in sought for name in infobox.of_kind(kind)}


def test_every_part_has_an_address_of_its_own(infobox: Infobox) -> None:
    parts = {part.address for document in documents(infobox) for part in document.parts}
    assert parts == {
        f"{entry_path(kind, entry.id)}#{part.anker}"
        for kind, keys in DIVIDED.items()
        for entry in infobox.of_kind(kind).values()
        for part in getattr(entry, keys.living)
    }


def test_what_is_no_more_and_every_list_is_found_as_an_explanation(sample: Infobox) -> None:
    found = {one.address: one for one in documents(sample) if one.kind == EXPLANATION}
    gone = {entry_path(kind, name) for kind in SHOWN for name in sample.retired[kind]}
    assert gone
    derived = {page.address[1:] for page in derived_pages() if page.sought}
    assert {"wat-ontbreekt/", "teamverkenning/"} <= derived
    assert found.keys() == gone | derived | {f"{kind.overview}/" for kind in SHOWN.values()}
    assert found["instrumenten/werkmap/"].code == "I012"
    assert found["instrumenten/werkmap/"].texts["titel"].endswith("(gesplitst)")


def test_every_page_of_docs_is_found_with_its_parts(sample: Infobox) -> None:
    pages = read_pages(SAMPLE / "docs")
    found = {one.address: one for one in documents(sample, pages.values())}
    assert {page.url for page in pages.values() if page.searched} <= found.keys()
    assert not {page.url for page in pages.values() if not page.searched} & found.keys()
    assert "begin-hier/#casus" in {part.address for part in found["begin-hier/"].parts}


def test_every_field_has_a_weight_and_a_reason_and_every_text_a_field(sample: Infobox) -> None:
    assert [field.name for field in FIELDS if not (field.weight > 0 and len(field.why) > 20)] == []
    assert {name for document in every(sample) for name in document.texts} == {field.name for field in FIELDS}


def test_a_reference_in_a_text_is_not_searched_as_a_code(infobox: Infobox) -> None:
    texts = [text for one in every(infobox) for text in one.texts.values()]
    assert [text for text in texts if list(references(text))], "there are some"
    assert [text for text in texts if list(references(searched(text)))] == []


def test_a_reference_in_a_text_is_read_as_a_title(sample: Infobox) -> None:
    document = SearchDocument("standaarden", "w", "w/", {"titel": "Weer", "samenvatting": "Staat bij @I001. En @I999."})
    files = pack(without(sample, "thesaurus"), [document])
    [shard] = [json.loads(text) for path, text in files.items() if path.startswith("zoeken/tekst-")]
    assert shard == [["", f"Staat bij {sample.by_code['I001'][1].titel}. En ."]]
    [known] = engine("index.vocabulary", [""], files[INDEX])
    assert not {"i001", "i999"} & set(known)


def test_a_kind_without_a_maker_of_its_own_is_searched_by_all_that_it_shows(
    sample: Infobox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(found_module._MAKERS, "instrumenten")
    made = {one.address: one for one in documents(sample)}["instrumenten/signaalkaart/"]
    entry = sample.instrumenten["signaalkaart"]
    assert (made.kind, made.code, made.texts["titel"]) == ("instrumenten", "I001", entry.titel)
    assert "De laatste rij van de kaart" in made.texts["tekst"]
    assert "voorbeeld-instituut" not in made.texts["tekst"].split(), "an id is not what a reader reads"


def test_the_same_data_gives_the_same_bytes(sample: Infobox) -> None:
    assert packed(sample) == packed(sample)


def test_texts_are_in_files_of_their_own_under_a_name_that_changes_with_them(sample: Infobox) -> None:
    files = packed(sample)
    index = json.loads(files[INDEX])
    shards = [json.loads(text) for path, text in files.items() if path.startswith(f"zoeken/tekst-{index['version']}-")]
    assert sum(map(len, shards)) == len(index["documents"][0])
    assert "Een vragenlijst waarmee twee collega's" in json.dumps(shards)
    assert "Een vragenlijst waarmee" not in files[INDEX]
    assert json.loads(packed(without(sample, "kaders"))[INDEX])["version"] != index["version"]


def test_a_word_is_heavier_in_a_title_than_in_keywords_and_than_in_a_text(sample: Infobox) -> None:
    made = [
        SearchDocument("organisaties", name, f"{name}/", {"titel": "iets anders", name: "zeldzaam woord"})
        for name in ("titel", "zoekwoorden", "tekst")
    ]
    heavy = found_in(pack(without(sample, "thesaurus"), made), "zeldzaam")
    assert heavy[0] > heavy[1] > heavy[2]


def found_in(files: dict[str, str], word: str) -> dict[int, float]:
    """Number of a document -> how heavily a word counts there, as the search itself reads the index."""
    [places] = engine("index.places(index.number.get(text))", [word], files[INDEX])
    return dict(places)


@pytest.mark.slow
def test_numbers_of_any_size_survive_the_packing(sample: Infobox) -> None:
    many = [
        SearchDocument("organisaties", f"o{n}", f"o{n}/", {"titel": "zeldzaam" if n in (0, 31, 32, 4000) else "x"})
        for n in range(4001)
    ]
    files = pack(without(sample, "thesaurus"), many, whole=len(many))
    assert list(found_in(files, "zeldzaam")) == [0, 31, 32, 4000]


def test_every_word_survives_being_written_after_the_one_before_it(infobox: Infobox) -> None:
    files = packed(infobox)
    written = [word for one in every(infobox) for text in one.texts.values() for word in content_words(searched(text))]
    [known] = engine("index.vocabulary", [""], files[INDEX])
    assert known == sorted(set(known))
    assert sorted(set(written) - set(known)) == []


def test_what_a_part_holds_counts_for_its_whole(sample: Infobox) -> None:
    part = SearchDocument("standaarden", "w#a1", "w/#a1", {"titel": "zeldzaam"})
    made = [SearchDocument("standaarden", "w", "w/", {"titel": "iets anders"}, parts=[part])]
    heavy = found_in(pack(without(sample, "thesaurus"), made), "zeldzaam")
    assert set(heavy) == {0, 1}
    assert 0 < heavy[0] < heavy[1]


def test_a_part_has_its_own_address_again_in_the_browser(infobox: Infobox) -> None:
    [paths] = engine("index.documents.map(({ path }) => path)", [""], packed(infobox)[INDEX])
    assert paths == [one.address for one in every(infobox)]


def test_weights_become_steps_that_stay_in_their_alphabet() -> None:
    assert [weight_step(0), weight_step(0.2), weight_step(1e9)] == [0, 0, 31]
    assert weight_step(2) < weight_step(9)


def test_a_word_of_the_thesaurus_is_found_where_it_leads(sample: Infobox) -> None:
    files = packed(sample)
    [paths] = engine("index.documents.map(({ path }) => path)", [""], files[INDEX])
    leads = {paths[number] for number in found_in(files, "intervisie")}
    assert leads == {"standaarden/leren/", "bouwstenen/samen-leren/"}


def test_words_of_other_languages_are_in_a_file_of_their_own(sample: Infobox) -> None:
    files = packed(sample)
    assert "beats" in files[LANGUAGES]
    assert "beats" not in files[INDEX]
    assert "meppen" in files[SENTENCES]
    assert "meppen" not in files[INDEX]


def test_the_program_is_one_file_without_what_only_explains(sample: Infobox) -> None:
    code = packed(sample)[WORKER]
    assert "importScripts" not in code
    assert [line for line in code.splitlines()[1:] if line.startswith(("//", "/*", "*"))] == []
    assert engine("search.words(text)", ["Één woord"]) == [["een", "woord"]]


@pytest.mark.slow
def test_the_index_stays_small_enough_for_a_phone(real: Infobox) -> None:
    """What comes before the first result, with room for the content to grow; beyond that somebody must think again."""
    files = pack(real, documents(real, read_pages(ROOT / "docs").values()))
    assert compressed(files[INDEX]) + compressed(files[WORKER]) <= 100_000


@pytest.mark.slow
def test_the_index_grows_less_than_its_entries(sample: Infobox) -> None:
    few, many = (list(generated(sample, number)) for number in (250, 1000))
    assert (len(few), len(many)) == (250, 1000)
    small, large = (compressed(pack(sample, made, whole=len(made))[INDEX]) for made in (few, many))
    assert large < 4 * small
    assert large <= 100_000
