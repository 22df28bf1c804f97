"""Citations: Dutch names the right way round, only what is attested, and files that reference managers can read."""

import re

import pytest

from infobox.catalogue import citation
from infobox.catalogue.citation import Original, bibtex, cite_entry, cite_original, original, ris
from infobox.catalogue.identity import Site
from infobox.catalogue.infobox import Infobox
from infobox.catalogue.makers import Maker, apa_list, maker

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
    found = maker(written, {"Toezicht Sociaal Domein"})
    assert (found.inverted, found.apa) == (inverted, apa)


def test_every_author_in_the_data_is_a_person_or_a_known_organisation(real: Infobox) -> None:
    organisations = {
        each.name
        for instrument in real.instrumenten.values()
        if instrument.auteurs
        for each in original(instrument, real).makers
        if not each.is_person
    }
    assert organisations == {
        "KPMG Advisory N.V.",
        "Movisie",
        "Samenwerkend Toezicht Jeugd",
        "Toezicht Sociaal Domein",
        "VNG",
    }


def test_makers_are_listed_as_apa_does() -> None:
    makers = [maker(name, ()) for name in ("Trees Pels (red.)", "Roel van Goor (red.)")]
    assert apa_list(makers) == "Pels, T., & Van Goor, R. (red.)"
    assert apa_list([maker("P. de Vries e.a.", ())]) == "De Vries, P., e.a."
    assert apa_list([]) == ""


def test_the_book_behind_the_bouwstenen_is_cited_in_full(real: Infobox) -> None:
    one = original(real.instrumenten["bouwstenen-lerend-systeem"], real)
    cited = str(cite_original(one))
    assert re.match(r"Naber, P., & Van Goor, R. \(2014\)\. .+\. Verwey-Jonker Instituut\.", cited), cited


def test_an_article_is_cited_with_its_journal_and_doi(real: Infobox) -> None:
    cited = str(cite_original(original(real.instrumenten["artikel-van-goor-naber-2016"], real)))
    assert "Journal of Social Intervention: Theory and Practice, 25(1), 4-27. https://doi.org/10.18352/jsi.475" in cited


def test_what_is_not_known_is_not_cited(real: Infobox) -> None:
    assert str(cite_original(NOTHING)) == "Titel. (z.d.)."
    vng = Original(**{**NOTHING.__dict__, "makers": (Maker("VNG"),), "publisher": "VNG", "titel": "Klaar?"})
    assert str(cite_original(vng)) == "VNG. (z.d.). Klaar?"
    copies = [each for each in real.instrumenten.values() if each.link and each.link.soort == "kopie"]
    assert copies
    for each in copies:
        assert each.link is not None
        assert each.link.url not in str(cite_original(original(each, real)))


def test_a_page_is_cited_by_its_short_link_and_dated_by_its_last_change(real: Infobox) -> None:
    entry = real.standaarden["vakmanschap"]
    cited = str(cite_entry(entry, Site("Infobox Proef", "https://infobox.test/")))
    assert cited == f"Infobox Proef. (2026, 21 november). {entry.titel} (S09). https://infobox.test/s09/"
    undated = entry.model_copy(update={"wijzigingen": []})
    assert str(cite_entry(undated, Site("Infobox Proef"))) == f"Infobox Proef. (z.d.). {entry.titel} (S09)."


def _bibtex_records(text: str) -> list[tuple[str, str, dict[str, str]]]:
    """A reader of BibTeX of our own: it counts braces and knows escapes, and refuses everything else."""
    records = []
    position = 0
    while match := re.compile(r"\s*@(\w+)\{([^,\s]+),\n").match(text, position):
        position = match.end()
        fields: dict[str, str] = {}
        while field := re.compile(r"  (\w+) = \{").match(text, position):
            start = position = field.end()
            depth = 1
            while depth:
                depth += {"{": 1, "}": -1}.get(text[position], 0) if text[position - 1] != "\\" else 0
                position += 1
            assert text[position : position + 2] == ",\n"
            fields[field[1]] = text[start : position - 1]
            position += 2
        assert text[position : position + 2] == "}\n"
        position += 2
        records.append((match[1], match[2], fields))
    assert text[position:].strip() == ""
    return records


def test_bibtex_of_the_whole_collection_can_be_read_back(real: Infobox) -> None:
    files = dict(citation.files(real))
    records = _bibtex_records(files["instrumenten/alle.bib"])
    assert len({key for _, key, _ in records}) == len(records) == real.count("instrumenten")
    for _, key, fields in records:
        plain = re.sub(r"\\textbackslash\{\}|\\(.)", r"\1", fields["title"][1:-1])
        assert plain == real.instrumenten[key].titel
    kinds = {key: (kind, fields) for kind, key, fields in records}
    assert kinds["artikel-van-goor-naber-2016"][0] == "article"
    assert kinds["artikel-van-goor-naber-2016"][1]["volume"] == "25"
    assert "van Goor, Roel" in kinds["artikel-van-goor-naber-2016"][1]["author"]
    assert kinds["lirik"][1]["author"] == "{Nederlands Jeugdinstituut}"


def test_characters_that_mean_something_to_tex_are_escaped() -> None:
    one = Original(**{**NOTHING.__dict__, "titel": r"50% & {meer} \ of_minder #1 ~ ^ $"})
    ((_, _, fields),) = _bibtex_records(bibtex(one))
    assert fields["title"] == (
        r"{50\% \& \{meer\} \textbackslash{} of\_minder \#1 \textasciitilde{} \textasciicircum{} \$}"
    )


def test_editors_and_others_are_kept_apart_in_bibtex() -> None:
    makers = (maker("Trees Pels (red.)", ()), maker("P. van Lieshout e.a.", ()))
    ((_, _, fields),) = _bibtex_records(bibtex(Original(**{**NOTHING.__dict__, "makers": makers})))
    assert (fields["editor"], fields["author"]) == ("Pels, Trees", "van Lieshout, P. and others")


def test_ris_of_the_whole_collection_can_be_read_back(real: Infobox) -> None:
    text = dict(citation.files(real))["instrumenten/alle.ris"]
    assert "\n" not in text.replace("\r\n", "")
    records = text.split("ER  - \r\n")
    assert records.pop() == ""
    assert len(records) == real.count("instrumenten")
    for record in records:
        lines = record.strip().split("\r\n")
        assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - \S.*", line) for line in lines), lines
        assert lines[0].startswith("TY  - ")
        assert sum(line.startswith("TI  - ") for line in lines) == 1


def test_a_line_break_cannot_make_a_tag_in_ris() -> None:
    text = ris(Original(**{**NOTHING.__dict__, "titel": "Een\nER  - \ntwee"}))
    assert text == "TY  - RPRT\r\nTI  - Een ER - twee\r\nID  - x\r\nER  - \r\n"


def test_each_instrument_has_its_files_below_its_short_link(real: Infobox) -> None:
    files = dict(citation.files(real))
    assert files["i027/origineel.bib"].startswith("@misc{lirik,")
    assert files["i027/origineel.ris"].startswith("TY  - GEN\r\n")
    assert len(files) == 2 * (real.count("instrumenten") + 1)
