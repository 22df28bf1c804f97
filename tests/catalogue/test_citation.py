"""Citations: Dutch names the right way round, and only what is attested."""

import pytest
from markdown import Markdown

from infobox.catalogue.citation import Original, cite_original, cite_page, link_in_markdown, original, own_page
from infobox.catalogue.identity import Site
from infobox.catalogue.infobox import Infobox
from infobox.catalogue.makers import Maker, apa_list, maker
from tests.conftest import REAL

SITE = Site("Infobox Proef", "https://infobox.test/")
NOTHING = Original("x", "Titel", "rapport", (), "", "", "", "", "", "", "", "", "", "")


@pytest.mark.parametrize(
    ("written", "inverted", "apa"),
    [
        ("Pauline Naber", "Naber, Pauline", "Naber, P."),
        ("Roel van Goor", "van Goor, Roel", "Van Goor, R."),
        ("Roel van Goor (red.)", "van Goor, Roel", "Van Goor, R."),
        ("Katrien de Vaan", "de Vaan, Katrien", "De Vaan, K."),
        ("Ingrid ten Berge", "ten Berge, Ingrid", "Ten Berge, I."),
        ("Anna van der Meer", "van der Meer, Anna", "Van der Meer, A."),
        ("Jan-Willem in 't Veld", "in 't Veld, Jan-Willem", "In 't Veld, J.-W."),
        ("K.D. Lünnemann (onderzoek)", "Lünnemann, K.D.", "Lünnemann, K. D."),
        ("Katinka D. Lünnemann", "Lünnemann, Katinka D.", "Lünnemann, K. D."),
        ("P.A.H. van Lieshout e.a.", "van Lieshout, P.A.H.", "Van Lieshout, P. A. H."),
        ("VNG", "VNG", "VNG"),
        ("KPMG Advisory N.V.", "KPMG Advisory N.V.", "KPMG Advisory N.V."),
        ("Toezicht Sociaal Domein", "Toezicht Sociaal Domein", "Toezicht Sociaal Domein"),
    ],
)
def test_names_are_turned_round_with_what_stands_before_them(written: str, inverted: str, apa: str) -> None:
    found = maker(written, {"toezicht sociaal domein"})
    assert (found.inverted, found.apa) == (inverted, apa)


@pytest.mark.parametrize(
    ("written", "person"),
    [
        ("Trees Pels", True),
        ("Programma Geweld hoort nergens thuis", False),
        ("KPMG Advisory N.V.", False),
        ("Stichting Kind", False),
        ("Movisie", False),
        ("samenwerkend toezicht jeugd", False),
    ],
)
def test_an_organisation_is_no_person(written: str, person: bool) -> None:
    assert maker(written, {"samenwerkend toezicht jeugd"}).is_person == person


def test_makers_are_listed_as_apa_does() -> None:
    makers = [maker(name, ()) for name in ("Trees Pels (red.)", "Roel van Goor (red.)")]
    assert apa_list(makers) == "Pels, T., & Van Goor, R. (red.)"
    assert apa_list([maker("P. de Vries e.a.", ())]) == "De Vries, P., e.a."
    assert apa_list([]) == ""


def test_a_publication_is_cited_in_full(sample: Infobox) -> None:
    one = original(sample.instrumenten["signaalkaart"], sample)
    assert str(cite_original(one)) == (
        "Jansen, A., & De Vries, B. (2021). Signaalkaart voor R&D bij 't gezin. Voorbeeldinstituut. "
        "https://www.voorbeeld-instituut.nl/signaalkaart"
    )


def test_an_article_is_cited_with_its_journal_and_doi(sample: Infobox) -> None:
    assert str(cite_original(original(sample.instrumenten["artikel-terugkijken"], sample))) == (
        "Yilmaz, F., & Van der Meer, G. (2020). Terugkijken zonder schuld. "
        "Tijdschrift voor Voorbeelden, 12(3), 45-67. https://doi.org/10.5555/voorbeeld.475"
    )


def test_without_authors_the_organisation_made_it(sample: Infobox) -> None:
    cited = str(cite_original(original(sample.instrumenten["weegwijzer"], sample)))
    assert cited == "Voorbeeldacademie. (2019). Weegwijzer. https://www.voorbeeld-academie.nl/weegwijzer"


def test_what_is_not_known_is_not_cited() -> None:
    assert str(cite_original(NOTHING)) == "Titel. (z.d.)."
    vng = Original(**{**NOTHING.__dict__, "makers": (Maker("VNG"),), "publisher": "VNG", "titel": "Klaar?"})
    assert str(cite_original(vng)) == "VNG. (z.d.). Klaar?"


@pytest.mark.parametrize("data", ["sample", REAL])
def test_a_copy_is_never_cited(data: str, request: pytest.FixtureRequest) -> None:
    infobox: Infobox = request.getfixturevalue(data)
    copies = [one for one in infobox.instrumenten.values() if one.link and one.link.soort == "kopie"]
    assert copies
    assert [one.id for one in copies if one.link and one.link.url in str(cite_original(original(one, infobox)))] == []


def test_a_page_is_cited_by_its_short_link_and_dated_by_its_last_change(sample: Infobox) -> None:
    entry = sample.standaarden["wegen"]
    cited = str(cite_page(own_page("standaarden", entry, SITE)))
    assert cited == "Infobox Proef. (2026, 15 juni). Wegen hoe veilig het is (S02). https://infobox.test/s02/"
    undated = own_page("standaarden", entry.model_copy(update={"wijzigingen": []}), Site("Infobox Proef"))
    assert str(cite_page(undated)) == "Infobox Proef. (z.d.). Wegen hoe veilig het is (S02)."


def test_a_part_is_cited_with_its_own_address_and_the_title_of_its_page(sample: Infobox) -> None:
    entry = sample.standaarden["wegen"]
    part = entry.aspecten[0]
    assert str(cite_page(own_page("standaarden", entry, SITE, part))) == (
        f"Infobox Proef. (2026, 15 juni). {part.titel}. In Wegen hoe veilig het is (S02). "
        f"https://infobox.test/s02/#{part.anker}"
    )


def test_what_has_no_code_is_cited_by_its_anchor(sample: Infobox) -> None:
    page = own_page("begrippen", sample.begrippen["meldcode"], SITE)
    assert str(cite_page(page)).endswith(" meldcode. https://infobox.test/begrippen/#meldcode")


def test_no_title_is_markup_in_a_link_in_markdown(sample: Infobox) -> None:
    entry = sample.standaarden["wegen"].model_copy(update={"titel": r"[a](b) *c* _d_ `e` <f> \ &g;"})
    written = link_in_markdown(own_page("standaarden", entry, SITE))
    assert Markdown().convert(written) == (
        '<p><a href="https://infobox.test/s02/">S02 [a](b) *c* _d_ `e` &lt;f&gt; \\ &amp;g;</a></p>'
    )
