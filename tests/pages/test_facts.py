"""A kind without templates of its own: everything that an editor fills in reaches the reader."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from lxml import html

from infobox.catalogue import addresses
from infobox.catalogue.infobox import Infobox
from infobox.entries.documents import Document
from infobox.entries.kinds import KINDS, SHOWN, entry_path
from infobox.entries.model import MODELS
from infobox.entries.records import Entry
from infobox.entries.relations import relations
from infobox.pages.facts import facts
from infobox.pages.render import Renderer, unmarked

NOT_SAID = {"id", "code", "levensloop", "wijzigingen", "volgorde", "zoekwoorden", "anker"}


@pytest.fixture(scope="module")
def renderer(sample: Infobox) -> Renderer:
    return Renderer(sample)


def page(renderer: Renderer, kind: str, entry: Entry) -> html.HtmlElement:
    """The page that an entry would have if its kind had no template."""
    sample = renderer.infobox
    text = renderer.render(
        "paginas/_gewoon.html", "../../", kind=kind, entry=entry, delen_hier=addresses.parts(entry),
        vervallen_hier=addresses.retired_parts(entry), verhuisd=[],
        successor_of_part=lambda here, name: addresses.successor_of_part(sample, here, name),
    )  # fmt: skip
    return html.fragment_fromstring(text, create_parent="main")


def running_texts(value: Any, key: str = "") -> Iterator[str]:
    """Every text of more than one word, with titles for the codes in it."""
    if isinstance(value, dict):
        for name, inside in value.items():
            if name not in NOT_SAID:
                yield from running_texts(inside, name)
    elif isinstance(value, list):
        for inside in value:
            yield from running_texts(inside, key)
    elif isinstance(value, str) and " " in value:
        yield value


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("kind", SHOWN)
def test_every_text_and_every_relation_stands_on_the_page(renderer: Renderer, sample: Infobox, kind: str) -> None:
    for entry in sample.of_kind(kind).values():
        shown = page(renderer, kind, entry)
        said = squeezed(shown.text_content())
        texts = list(running_texts(entry.model_dump()))
        plain = [
            html.fragment_fromstring(renderer.inline(text, ""), create_parent="p").text_content() for text in texts
        ]
        assert [text for text in plain if squeezed(text) not in said] == [], entry.id
        links = set(shown.xpath("//a/@href"))
        assert {f"../../{entry_path(*named)}" for named in related(kind, entry)} - links == set(), entry.id


def related(kind: str, entry: Entry) -> Iterator[tuple[str, str]]:
    """(kind, id) of everything that an entry names."""
    document = Document(path="", kind=kind, id=entry.id, value=entry.model_dump(exclude_none=True))
    for relation in relations():
        if relation.kind == kind:
            yield from ((relation.target, name) for name, _ in document.find(relation.pattern))


def test_fields_stand_in_the_order_of_the_model_under_their_titles(sample: Infobox) -> None:
    entry = sample.instrumenten["signaalkaart"]
    titles = [fact.title for fact in facts(sample, "instrumenten", entry)]
    model = [field.title for field in MODELS["instrumenten"].model_fields.values()]
    assert titles == [title for title in model if title in titles]
    assert {"Soort", "Doelgroepen", "Standaarden"} <= set(titles)
    assert "Samenvatting" not in titles, "that is the introduction"


def test_a_relation_names_entries_and_a_date_is_written_out(sample: Infobox) -> None:
    (soort, *_), *_ = (fact.texts for fact in facts(sample, "instrumenten", sample.instrumenten["signaalkaart"]))
    assert soort == sample.instrumenten["signaalkaart"].soort
    dated = next(one for one in sample.bronnen.values() if one.datum)
    (day,) = (fact.texts[0] for fact in facts(sample, "bronnen", dated) if fact.title == "Datum")
    assert re.fullmatch(r"\d{1,2} [a-z]+ \d{4}", day)
    strook = next(one for one in sample.contacten.values() if one.in_strook)
    (said,) = (fact.texts[0] for fact in facts(sample, "contacten", strook) if fact.title == "In de strook")
    assert said == "ja"


def test_parts_keep_their_anchors(renderer: Renderer, sample: Infobox) -> None:
    for kind in ("standaarden", "kaders"):
        for entry in sample.of_kind(kind).values():
            anchors = set(page(renderer, kind, entry).xpath("//@id"))
            assert {part.anker for part in (*addresses.parts(entry), *addresses.retired_parts(entry))} <= anchors


@pytest.mark.parametrize("kind", SHOWN)
def test_a_plain_overview_leads_to_every_entry_or_holds_it(renderer: Renderer, sample: Infobox, kind: str) -> None:
    text = renderer.render("overzichten/_gewoon.html", "../", kind=kind)
    shown = html.fragment_fromstring(text, create_parent="main")
    entries = sample.of_kind(kind)
    if KINDS[kind].own_page:
        links = {link.text_content(): link.get("href") for link in shown.xpath("//li//a")}
        assert links == {one.titel: f"../{entry_path(kind, one.id)}" for one in entries.values()}
    else:
        assert [item.get("id") for item in shown.find_class(KINDS[kind].item)] == list(entries)
        gone = {*sample.retired[kind], *(name for (old, name), _ in sample.former_names.items() if old == kind)}
        assert gone <= set(shown.xpath("//@id"))


def test_a_kind_with_a_template_is_shown_with_it_and_another_with_the_plain_one(
    renderer: Renderer, sample: Infobox
) -> None:
    entry = sample.standaarden["zien"]
    own = renderer.render("overzichten/standaarden.html", "", kind="standaarden")
    assert own != renderer.render("overzichten/_gewoon.html", "", kind="standaarden")
    without = renderer.render("overzichten/nergens.html", "", kind="standaarden")
    assert without == renderer.render("overzichten/_gewoon.html", "", kind="standaarden")
    assert str(unmarked(entry.titel)) in without
