"""Descriptions of publications, only from what is attested."""

from datetime import date

import pytest

from infobox.catalogue.bibliography import describe, enumerate_nl, file_facts
from infobox.catalogue.infobox import Infobox
from infobox.entries.instrument import Bestand, Uitgave
from infobox.entries.values import Known

NOTHING_ELSE = Known({}, {}, date(2026, 11, 21))


def uitgave(**fields: str) -> Uitgave:
    return Uitgave.model_validate(fields, context=NOTHING_ELSE)


def bestand(**fields: str) -> Bestand:
    return Bestand.model_validate(fields, context=NOTHING_ELSE)


def description(infobox: Infobox, **fields: object) -> str:
    found = describe(infobox.instrumenten["handboek"].model_copy(update=fields), infobox)
    return " ".join([found.makers, found.titel, *found.rest])


def test_a_full_description_reads_as_in_a_dutch_bibliography(good: Infobox) -> None:
    found = uitgave(
        plaats="Utrecht",
        uitgever="Verwey-Jonker Instituut",
        omvang="44 pagina's",
        isbn="978-90-5830-000-3",
        doi="10.1000/182",
    )
    assert description(
        good, auteurs=["P. Naber", "R. van Goor"], medewerkers=["A. Bakker"], uitgave=found, jaar=2014
    ) == (
        "P. Naber en R. van Goor, met medewerking van A. Bakker (2014). Handboek. "
        "Utrecht: Verwey-Jonker Instituut. 44 pagina's. ISBN 978-90-5830-000-3. doi 10.1000/182."
    )


def test_an_article_names_its_journal(good: Infobox) -> None:
    found = uitgave(tijdschrift="Kind en Adolescent, 36(2), 68-83")
    assert description(good, auteurs=["A. Jansen"], uitgave=found).endswith("Kind en Adolescent, 36(2), 68-83.")


def test_without_authors_the_organisation_made_it_and_without_a_year_it_says_so(good: Infobox) -> None:
    assert description(good, jaar=None) == "Het instituut (z.j.). Handboek."


def test_without_any_maker_it_starts_with_the_year(good: Infobox) -> None:
    assert description(good, organisaties=[]) == "(2014). Handboek."


@pytest.mark.parametrize("title", ["Hoe dan?", "Stop!", "Klaar."])
def test_a_title_with_its_own_full_stop_gets_no_second(good: Infobox, title: str) -> None:
    assert description(good, titel=title) == f"Het instituut (2014). {title}"


def test_place_or_publisher_alone_is_enough(good: Infobox) -> None:
    assert description(good, uitgave=uitgave(plaats="Utrecht")).endswith(" Utrecht.")
    assert description(good, uitgave=uitgave(uitgever="NJi")).endswith(" NJi.")


@pytest.mark.parametrize(
    ("file", "text"),
    [
        (bestand(formaat="pdf", grootte="807 kB", via="verwey-jonker.nl"), "pdf, 807 kB, via verwey-jonker.nl"),
        (bestand(formaat="pdf"), "pdf"),
        (bestand(formaat="docx", via="nji.nl"), "docx, via nji.nl"),
    ],
)
def test_file_facts_name_only_what_is_known(file: Bestand, text: str) -> None:
    assert file_facts(file) == text


@pytest.mark.parametrize(
    ("names", "text"), [([], ""), (["A"], "A"), (["A", "B"], "A en B"), (["A", "B", "C"], "A, B en C")]
)
def test_names_are_listed_in_dutch(names: list[str], text: str) -> None:
    assert enumerate_nl(names) == text
