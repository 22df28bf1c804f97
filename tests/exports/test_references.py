"""Files for reference managers: BibTeX and RIS that can be read back, whatever a title holds."""

import re

import pytest

from infobox.catalogue.citation import Original
from infobox.catalogue.identity import Site
from infobox.catalogue.infobox import Infobox
from infobox.catalogue.makers import maker
from infobox.exports import references
from infobox.exports.references import bibtex, ris
from infobox.exports.source import Source
from tests.conftest import REAL

NOTHING = Original("x", "Titel", "rapport", (), "", "", "", "", "", "", "", "", "", "")
ALL = "instrumenten/alle"


def files(infobox: Infobox) -> dict[str, str]:
    return dict(references.files(Source(infobox, {}, Site("Infobox Proef"))))


@pytest.fixture(params=["sample", REAL])
def infobox(request: pytest.FixtureRequest) -> Infobox:
    """What holds for the sample holds for the real data too."""
    found: Infobox = request.getfixturevalue(request.param)
    return found


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


def test_bibtex_of_a_whole_collection_can_be_read_back(infobox: Infobox) -> None:
    records = _bibtex_records(files(infobox)[f"{ALL}.bib"])
    titles = {key: re.sub(r"\\textbackslash\{\}|\\(.)", r"\1", fields["title"][1:-1]) for _, key, fields in records}
    assert len(titles) == len(records)
    assert titles == {one.id: one.titel for one in infobox.instrumenten.values()}


def test_bibtex_says_what_is_attested(sample: Infobox) -> None:
    records = {key: (kind, fields) for kind, key, fields in _bibtex_records(files(sample)[f"{ALL}.bib"])}
    kind, fields = records["artikel-terugkijken"]
    assert (kind, fields["volume"], fields["pages"]) == ("article", "12", "45--67")
    assert fields["author"] == "Yilmaz, Fatma and van der Meer, Gijs"
    assert records["weegwijzer"][1]["author"] == "{Voorbeeldacademie}"


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


def test_ris_of_a_whole_collection_can_be_read_back(infobox: Infobox) -> None:
    text = files(infobox)[f"{ALL}.ris"]
    assert "\n" not in text.replace("\r\n", "")
    records = text.split("ER  - \r\n")
    assert records.pop() == ""
    found = [record.strip().split("\r\n") for record in records]
    assert [lines for lines in found if not all(re.fullmatch(r"[A-Z][A-Z0-9]  - \S.*", line) for line in lines)] == []
    assert [lines for lines in found if not lines[0].startswith("TY  - ")] == []
    titles = [line.removeprefix("TI  - ") for lines in found for line in lines if line.startswith("TI  - ")]
    assert titles == [one.titel for one in infobox.instrumenten.values()]


def test_a_line_break_cannot_make_a_tag_in_ris() -> None:
    text = ris(Original(**{**NOTHING.__dict__, "titel": "Een\nER  - \ntwee"}))
    assert text == "TY  - RPRT\r\nTI  - Een ER - twee\r\nID  - x\r\nER  - \r\n"


def test_each_instrument_has_its_files_below_its_short_links_of_now_and_before(sample: Infobox) -> None:
    found = files(sample)
    assert found["i002/origineel.bib"].startswith("@misc{weegwijzer,")
    assert found["i002/origineel.ris"].startswith("TY  - GEN\r\n")
    assert found["i009/origineel.bib"] == found["i002/origineel.bib"]  # the code that it had before
    codes = ["i009", *(code.lower() for code, (kind, _) in sample.by_code.items() if kind == "instrumenten")]
    originals = [path for path in found if not path.rpartition("/")[2].startswith("pagina.")]
    assert sorted(originals) == sorted(
        f"{path}.{suffix}" for suffix in ("bib", "ris") for path in (ALL, *(f"{code}/origineel" for code in codes))
    )


def test_what_is_written_is_what_was_promised(sample: Infobox) -> None:
    assert {f"/{path}" for path in files(sample)} == {address for address, _ in references.addresses(sample)}
    owners = dict(references.addresses(sample))
    assert owners["/i009/origineel.bib"] == owners["/i002/origineel.ris"] == "instrumenten/weegwijzer"
    assert owners["/i012/origineel.bib"] == "instrumenten/werkmap"  # one that is no more
    assert owners[f"/{ALL}.bib"] == "instrumenten"


def test_a_page_of_ours_can_be_cited_from_either_format(sample: Infobox) -> None:
    found = dict(references.files(Source(sample, {}, Site("Infobox Proef", "https://infobox.test/"))))
    ((kind, key, fields),) = _bibtex_records(found["s02/pagina.bib"])
    assert (kind, key) == ("misc", "s02")
    assert fields == {
        "author": "{Infobox Proef}",
        "title": "{Wegen hoe veilig het is}",
        "year": "2026",
        "month": "6",
        "note": "S02. Tekst sinds 15 juni 2026",
        "url": "https://infobox.test/s02/",
    }
    assert found["s02/pagina.ris"].split("\r\n") == [
        "TY  - ELEC", "AU  - Infobox Proef", "PY  - 2026", "DA  - 2026/06/15", "TI  - Wegen hoe veilig het is",
        "N1  - S02. Tekst sinds 15 juni 2026", "LA  - nl", "UR  - https://infobox.test/s02/", "ID  - s02", "ER  - ", "",
    ]  # fmt: skip


def test_every_page_that_is_cited_has_a_record_of_its_own(infobox: Infobox) -> None:
    pages = [path for path in files(infobox) if path.endswith("pagina.bib")]
    records = [_bibtex_records(files(infobox)[path])[0] for path in pages[:20]]
    assert all(fields["title"] for _, _, fields in records)
    assert {f"begrippen/{one}/pagina.bib" for one in infobox.begrippen} <= set(pages)


def test_a_site_without_an_address_names_none(sample: Infobox) -> None:
    found = files(sample)
    assert "url" not in found["s02/pagina.bib"]
    assert "UR  -" not in found["s02/pagina.ris"]
