"""The stubs: safe front matter and one macro call for every entry and every overview."""

from collections import Counter
from dataclasses import replace

import pytest
import yaml

from infobox.catalogue.derived import derived_pages, pages_of_pairs
from infobox.catalogue.infobox import Infobox, assemble
from infobox.entries.kinds import KINDS, SHOWN
from infobox.entries.model import Organisatie
from infobox.pages.stubs import Stub, navigation, outside_navigation, stubs


def front_matter(stub: Stub) -> dict[str, object]:
    _, head, _ = stub.text.split("---\n", 2)
    result: dict[str, object] = yaml.safe_load(head)
    return result


def test_every_entry_has_one_page_or_shares_its_overview(good: Infobox) -> None:
    paths = Counter(stub.path for stub in stubs(good))
    expected = {
        f"{shown.overview}/index.md" if shown.in_navigation else f"{shown.overview}.md" for shown in SHOWN.values()
    } | {f"{kind}/{entry_id}.md" for kind, shown in SHOWN.items() if shown.own_page for entry_id in good.of_kind(kind)}
    derived = (*derived_pages(), *pages_of_pairs(good))
    assert paths == Counter([*expected, *(f"{page.name}.md" for page in derived)])


def test_a_page_of_an_entry_knows_the_file_it_comes_from(good: Infobox) -> None:
    sources = {stub.path: stub.source for stub in stubs(good)}
    assert sources["instrumenten/handboek.md"] == "data/instrumenten/handboek.yml"
    assert sources["instrumenten.md"] == ""


def test_a_stub_is_front_matter_and_one_macro_call(good: Infobox) -> None:
    (stub,) = [stub for stub in stubs(good) if stub.path == "instrumenten/handboek.md"]
    assert stub.text.rpartition("---\n")[2] == "{{ pagina('instrumenten', 'handboek') }}\n"
    assert front_matter(stub) == {
        "title": "Handboek",
        "description": "Een handreiking voor lokale teams die met gezinnen werken.",
        "soort": "instrumenten",
        "wie": "handboek",
        "kruimels": [{"titel": "Instrumenten", "pad": "instrumenten/"}],
    }


def test_pages_in_the_navigation_need_no_crumbs_of_their_own(good: Infobox) -> None:
    (stub,) = [stub for stub in stubs(good) if stub.path == "standaarden/eerste.md"]
    assert front_matter(stub)["kruimels"] == []
    assert navigation(good, "standaarden") == ["standaarden/eerste.md", "standaarden/tweede.md"]
    assert navigation(good, "instrumenten") == []


def test_what_is_no_more_has_a_page_outside_the_navigation(sample: Infobox) -> None:
    paths = {stub.path for stub in stubs(sample)}
    for kind, entries in sample.retired.items():
        assert {f"{kind}/{entry_id}.md" for entry_id in entries if SHOWN[kind].own_page} <= paths
    assert "standaarden/melden.md" not in navigation(sample, "standaarden")
    assert "/standaarden/melden.md" in outside_navigation(sample)


def test_a_first_sentence_that_could_be_of_any_instrument_is_told_with_its_name(sample: Infobox) -> None:
    one = sample.instrumenten["signaalkaart"].model_copy(update={"samenvatting": "Een checklist. Meer is niet bekend."})
    active = {**sample.active, "instrumenten": {**sample.instrumenten, one.id: one}}
    said = {stub.path: str(front_matter(stub)["description"]) for stub in stubs(replace(sample, active=active))}
    assert said["instrumenten/signaalkaart.md"].startswith("Signaalkaart voor R")
    assert said["instrumenten/signaalkaart.md"].endswith(": Een checklist.")


def test_every_page_made_from_data_says_in_a_sentence_what_it_is(sample: Infobox) -> None:
    said = {stub.path: str(front_matter(stub)["description"]) for stub in stubs(sample)}
    assert {path: text for path, text in said.items() if len(text.split()) < 3} == {}
    assert {path: said[path] for path in ("situaties/kind-vertelt.md", "kaders/drie-stappen.md")} == {
        "situaties/kind-vertelt.md": "Wie van een kind hoort dat het thuis niet goed gaat.",
        "kaders/drie-stappen.md": "Drie stappen naar een veilig thuis: Een lijst van anderen, die naast de standaarden "
        "van deze site kan liggen.",
    }


@pytest.mark.parametrize(
    "title", ["{{ 7*7 }}", "<script>alert(1)</script>", 'a"b: c', "---\nx: y\n---", "{% raw %}", "&lt;b&gt;"]
)
def test_a_hostile_title_is_harmless_in_front_matter(title: str) -> None:
    entry = Organisatie.model_construct(id="x", titel=title, soort="s", omschrijving=title, bronnen=[])
    infobox = assemble({kind: [entry] if kind == "organisaties" else [] for kind in KINDS})
    (stub,) = [stub for stub in stubs(infobox) if stub.path == "organisaties/x.md"]
    values = front_matter(stub)
    assert set(values) == {"title", "description", "soort", "wie", "kruimels"}
    for value in (str(values["title"]), str(values["description"])):
        assert not set(value) & set('<>{}"')
    assert stub.text.count("{{") == 1
