"""What is new: from the data alone, told once, in a feed that any reader program takes."""

import re
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from infobox.catalogue import history
from infobox.catalogue.identity import Site
from infobox.catalogue.infobox import Infobox
from infobox.entries.load import load
from infobox.exports import feeds
from tests.changed_project import TODAY, Project
from tests.site_fixtures import ROOT

SITE = Site("Infobox Proef", "https://infobox.test/pad/")
ATOM = {"a": feeds.NAMESPACE}
SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parents[1] / "atom.rng"))


@pytest.fixture
def changed(tmp_path: Path) -> Infobox:
    project = Project(tmp_path)

    def add(kind: str, entry_id: str, day: date, tekst: str) -> None:
        project.change(kind, entry_id, lambda record: record["wijzigingen"].append({"datum": day, "tekst": tekst}))

    add(
        "instrumenten",
        "lirik",
        date(2026, 11, 22),
        "Toegevoegd bij @S09 & <nergens> anders.".replace("<nergens>", "nergens"),
    )
    add("standaarden", "vakmanschap", date(2026, 11, 23), "Aspect a6 is 'korter' geworden; 1 < 2.")
    return load(project.root / "data", date(2026, 12, 1))


def test_every_entry_says_when_it_came(real: Infobox) -> None:
    assert list(history.check(real)) == []
    (first,) = history.changes(real)
    assert (first.datum, first.tekst) == (TODAY, "Opgenomen in de eerste online uitgave.")
    assert len(first.entries) == sum(real.count(kind) for kind in history.in_kinds(first))


def test_changes_come_newest_first_and_once(changed: Infobox) -> None:
    assert [change.datum for change in history.changes(changed)] == [
        date(2026, 11, 23),
        date(2026, 11, 22),
        date(2026, 11, 21),
    ]
    assert [day for day, _ in history.by_day(history.changes(changed))] == [
        date(2026, 11, 23),
        date(2026, 11, 22),
        date(2026, 11, 21),
    ]


def test_a_change_that_names_a_code_is_told_there_too(changed: Infobox) -> None:
    standaard = changed.standaarden["vakmanschap"]
    texts = [change.tekst for change in history.changes_at(changed, "standaarden", standaard)]
    assert texts[1].startswith("Toegevoegd bij @S09")
    assert len(texts) == 3
    other = changed.standaarden["opdracht-en-regie"]
    assert len(history.changes_at(changed, "standaarden", other)) == 1


def test_the_newest_change_dates_an_entry(changed: Infobox) -> None:
    assert history.last_change(changed.standaarden["vakmanschap"]) == date(2026, 11, 23)
    assert history.last_change(changed.standaarden["vakmanschap"].model_copy(update={"wijzigingen": []})) is None


def _feeds(infobox: Infobox) -> dict[str, etree._Element]:
    return {path: etree.fromstring(xml) for path, xml in feeds.files(infobox, SITE)}


def test_there_is_a_feed_for_the_site_and_one_for_each_standaard(changed: Infobox) -> None:
    assert list(_feeds(changed)) == ["nieuw/atom.xml", *(f"s{number:02d}/atom.xml" for number in range(1, 12))]


def test_every_feed_is_valid_atom(changed: Infobox) -> None:
    for path, feed in _feeds(changed).items():
        assert SCHEMA.validate(feed), (path, SCHEMA.error_log)
        ids = [each.text for each in feed.iterfind(".//a:id", ATOM)]
        assert len(ids) == len(set(ids)), "RFC 4287, 4.2.6: ids are unique"
        for address in [*ids, *(link.get("href") for link in feed.iterfind(".//a:link", ATOM))]:
            assert address is not None
            assert address.startswith(SITE.url), "every address is absolute and our own"
        for link in [feed, *feed.iterfind("a:entry", ATOM)]:
            kinds = [
                (each.get("rel"), each.get("type"), each.get("hreflang")) for each in link.iterfind("a:link", ATOM)
            ]
            assert len(kinds) == len(set(kinds)), "RFC 4287, 4.1.1: no two alternates of the same type and language"
        assert feed.find("a:link[@rel='self']", ATOM).get("href") == SITE.url + path  # type: ignore[union-attr]
        assert feed.findtext("a:updated", namespaces=ATOM) == max(
            each.text or "" for each in feed.iterfind("a:entry/a:updated", ATOM)
        )


def test_the_validator_refuses_what_atom_does_not_allow(changed: Infobox) -> None:
    feed = _feeds(changed)["nieuw/atom.xml"]
    for broken in ("a:id", "a:title", "a:updated", "a:author", "a:entry/a:id", "a:entry/a:updated"):
        copy = etree.fromstring(etree.tostring(feed))
        element = copy.find(broken, ATOM)
        assert element is not None
        element.getparent().remove(element)  # type: ignore[union-attr]
        assert not SCHEMA.validate(copy), f"without {broken}"
    copy = etree.fromstring(etree.tostring(feed))
    copy.find("a:updated", ATOM).text = "22 november 2026"  # type: ignore[union-attr]
    assert not SCHEMA.validate(copy)


def test_two_builds_give_the_same_feeds(real: Infobox) -> None:
    again = load(ROOT / "data", date.today())
    assert dict(feeds.files(real, SITE)) == dict(feeds.files(again, SITE))


def test_a_feed_says_in_words_what_happened(changed: Infobox) -> None:
    content = _feeds(changed)["s09/atom.xml"].findall(".//a:content", ATOM)
    assert [each.text for each in content] == [
        "Aspect a6 is 'korter' geworden; 1 < 2.",
        f"Toegevoegd bij {changed.standaarden['vakmanschap'].titel} (S09) & nergens anders.",
        "Opgenomen in de eerste online uitgave.",
    ]
    site = _feeds(changed)["nieuw/atom.xml"].findtext("a:entry[3]/a:content", namespaces=ATOM)
    assert site is not None
    assert "152 instrumenten" in site


def test_ids_stay_when_a_page_is_renamed_or_a_text_is_mended(changed: Infobox, tmp_path: Path) -> None:
    before = _feeds(changed)["s09/atom.xml"]
    project = Project(tmp_path / "later")
    project.rename("standaarden", "vakmanschap", "vakwerk")

    def mend(record: dict[str, list[dict[str, str]]]) -> None:
        record["wijzigingen"][0]["tekst"] = "Opgenomen in de eerste uitgave."

    project.change("standaarden", "vakwerk", mend)
    after = _feeds(load(project.root / "data", TODAY))["s09/atom.xml"]
    ids = [each.text for each in before.iterfind("a:entry/a:id", ATOM)]
    assert [each.text for each in after.iterfind("a:entry/a:id", ATOM)] == ids[-1:]


def test_without_an_address_of_its_own_the_site_has_no_feeds(real: Infobox) -> None:
    assert list(feeds.files(real, Site("Infobox"))) == []


def test_no_module_asks_git_or_a_clock_what_a_page_should_say() -> None:
    package = Path(feeds.__file__).parent
    for path in package.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        if path.name not in ("__main__.py", "hooks.py"):  # those hand today to load(), which only bounds dates
            assert not re.search(r"date\.today|datetime\.now|time\.time\(|[\"']git[\"']", text), path.name
