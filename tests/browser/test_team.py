"""The Teamverkenning and the comparison of two lists, as a team meets them.

Nothing leaves the browser, nothing is kept unless asked, files come back as they were saved, and everything works with
a keyboard, on paper and without a script.
"""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, FilePayload, Page, expect

from infobox.catalogue.infobox import Infobox
from infobox.pages.verkenning import ANSWERS, question_key
from tests.browser.conftest import Visit, visit
from tests.browser.rules import KEPT, WIDER_THAN_WINDOW, violations

pytestmark = [pytest.mark.site, pytest.mark.browser]


@pytest.fixture
def tab(context: BrowserContext, address: str) -> Visit:
    tab = visit(context, address)
    tab.page.on("dialog", lambda dialog: dialog.accept())
    tab.open("teamverkenning/")
    expect(tab.page.locator("[data-stand]")).not_to_be_empty()
    return tab


def fields(page: Page) -> list[tuple[str, str]]:
    """(code, key) of every question on the page."""
    return [
        (code, key)
        for code, key in page.eval_on_selector_all(
            "[data-vraag]",
            "all => all.map(one => [one.closest('[data-standaard]').dataset.standaard, one.dataset.vraag])",
        )
    ]


def answer(page: Page, number: int, value: str, note: str = "") -> None:
    field = page.locator("[data-vraag]").nth(number)
    if value:
        field.locator(f"input[value={value}]").check()
    if note:
        field.locator("textarea").fill(note)


def settled(page: Page, answered: int) -> None:
    expect(page.locator("[data-stand]")).to_contain_text(re.compile(rf"\b{answered} van \d+ beantwoord"))


def outcome(page: Page) -> str:
    return page.locator("[data-uitkomst]").inner_text()


def saved(page: Page, button: str) -> tuple[str, str]:
    """The name and the text of the file that a button gives."""
    with page.expect_download() as download:
        page.locator(button).click()
    return download.value.suggested_filename, Path(download.value.path()).read_text(encoding="utf-8")


def given(page: Page) -> list[tuple[str, str]]:
    """Value and note of every question, '' where there is none."""
    return [
        (value, note)
        for value, note in page.eval_on_selector_all(
            "[data-vraag]",
            "all => all.map(one => [one.querySelector(':checked')?.value || '', one.querySelector('textarea').value])",
        )
    ]


def file_of(content: Any, name: str = "team.json") -> FilePayload:
    text = content if isinstance(content, str | bytes) else json.dumps(content)
    return {"name": name, "mimeType": "application/json", "buffer": text if isinstance(text, bytes) else text.encode()}


def one_file(answers: list[dict[str, str]], **changed: Any) -> dict[str, Any]:
    return {
        "soort": "teamverkenning",
        "versie": 1,
        "naam": "Team",
        "datum": "2026-01-31",
        "antwoorden": answers,
    } | changed


def record(code: str, key: str, **changed: Any) -> dict[str, Any]:
    return {"standaard": code, "vraag": key, "tekst": "Vraag?", "antwoord": "deels", "notitie": ""} | changed


def open_file(page: Page, content: Any) -> None:
    page.locator(".vk-begin summary").click()
    page.set_input_files("[data-open]", file_of(content))


# ---- What is asked ----


def test_every_question_of_every_standaard_is_asked_under_its_own_key(tab: Visit, sample: Infobox) -> None:
    asked = [(one.code, question_key(text)) for one in sample.standaarden.values() for text in one.gespreksvragen]
    assert fields(tab.page) == asked
    values = tab.page.eval_on_selector_all("[data-vraag]:first-of-type input", "all => all.map(one => one.value)")
    assert values[: len(ANSWERS)] == list(ANSWERS)


def test_it_says_that_it_is_not_the_zelfscan_and_warns_against_data_of_clients(tab: Visit) -> None:
    expect(tab.page.get_by_text("Dit is niet de officiële Zelfscan.")).to_be_visible()
    expect(tab.page.get_by_text("Typ geen gegevens van cliënten.")).to_be_visible()


def test_every_standaard_leads_to_its_own_questions(context: BrowserContext, address: str) -> None:
    page = visit(context, address).open("standaarden/wegen/")
    page.get_by_role("link", name="Bespreek deze vragen in de Teamverkenning").click()
    page.wait_for_url("**/teamverkenning/#s02")
    expect(page.locator("#s02")).to_be_in_viewport()


# ---- Nothing leaves, nothing stays ----


def test_filling_saving_loading_and_comparing_asks_nothing_of_anybody(tab: Visit) -> None:
    page = tab.page
    before = list(tab.requests)
    answer(page, 0, "nog-niet", "Een notitie")
    answer(page, 5, "op-orde")
    settled(page, 2)
    _, text = saved(page, "[data-bestand]")
    saved(page, "[data-csv]")
    open_file(page, text)
    page.set_input_files("[data-naast='1']", file_of(text))
    expect(page.locator("[data-naast-uitkomst] table").first).to_be_visible()
    page.locator("[data-groot]").click()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.locator("[data-naam]").fill("Team Noord")
    page.locator("[data-naam]").press("Enter")
    assert [url for url in tab.requests if not url.startswith("blob:")] == before
    assert page.url == f"{tab.address}teamverkenning/"
    assert tab.complaints == []


def test_nothing_is_kept_unless_asked(tab: Visit, context: BrowserContext) -> None:
    page = tab.page
    answer(page, 0, "deels", "Een notitie")
    settled(page, 1)
    assert page.evaluate(KEPT) == []
    assert context.cookies() == []
    page.reload()
    settled(page, 0)
    assert set(given(page)) == {("", "")}


def test_what_a_browser_puts_back_by_itself_is_emptied(tab: Visit) -> None:
    page = tab.page
    page.add_init_script("""addEventListener("load", () => {
        for (const one of document.querySelectorAll("[data-verkenning] input")) one.checked = true;
    })""")
    page.reload()
    settled(page, 0)
    assert set(given(page)) == {("", "")}
    page.locator(".vk-begin summary").click()
    expect(page.locator("[data-bewaar]")).not_to_be_checked()
    assert page.evaluate(KEPT) == []


def test_what_is_asked_to_be_kept_comes_back_and_one_button_removes_it(tab: Visit) -> None:
    page = tab.page
    page.locator(".vk-begin summary").click()
    page.locator("[data-bewaar]").check()
    answer(page, 3, "nog-niet", "Bespreken met de regio")
    settled(page, 1)
    assert page.evaluate(KEPT) == ["teamverkenning"]
    page.reload()
    settled(page, 1)
    assert given(page)[3] == ("nog-niet", "Bespreken met de regio")
    page.locator(".vk-begin summary").click()
    expect(page.locator("[data-bewaar]")).to_be_checked()
    page.locator("[data-vergeet]").click()
    assert page.evaluate(KEPT) == []
    answer(page, 4, "deels")
    settled(page, 2)
    assert page.evaluate(KEPT) == []
    expect(page.locator("[data-bericht]")).to_contain_text("niets meer in deze browser bewaard")


def test_taking_the_tick_away_removes_what_was_kept(tab: Visit) -> None:
    page = tab.page
    page.locator(".vk-begin summary").click()
    answer(page, 0, "deels")
    page.locator("[data-bewaar]").check()
    assert page.evaluate(KEPT) == ["teamverkenning"]
    page.locator("[data-bewaar]").uncheck()
    assert page.evaluate(KEPT) == []


def test_what_was_kept_and_is_damaged_is_told_and_harms_nothing(tab: Visit) -> None:
    page = tab.page
    page.evaluate("localStorage.setItem('teamverkenning', '{\"soort\":')")
    page.reload()
    expect(page.locator("[data-bericht]")).to_have_text("Wat in deze browser was bewaard, is niet meer te lezen.")
    answer(page, 0, "deels")
    settled(page, 1)
    assert tab.complaints == []


def test_a_browser_that_keeps_nothing_says_so(context: BrowserContext, address: str) -> None:
    context.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('closed') }})")
    tab = visit(context, address)
    page = tab.open("teamverkenning/")
    page.locator(".vk-begin summary").click()
    page.locator("[data-bewaar]").click()
    expect(page.locator("[data-bericht]")).to_contain_text("Deze browser kan niets bewaren")
    expect(page.locator("[data-bewaar]")).not_to_be_checked()
    answer(page, 0, "deels")
    settled(page, 1)
    assert tab.complaints == []


def test_leaving_with_answers_that_are_nowhere_is_asked_about(context: BrowserContext, address: str) -> None:
    page = visit(context, address).open("teamverkenning/")
    asked: list[str] = []

    def agree(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", agree)
    page.goto(address)
    assert asked == []
    page.goto(f"{address}teamverkenning/")
    answer(page, 0, "deels")
    settled(page, 1)
    page.goto(address)
    assert asked == ["beforeunload"]


# ---- Files ----


def test_a_file_gives_back_everything_that_was_saved(tab: Visit) -> None:
    page = tab.page
    page.locator(".vk-begin summary").click()
    page.locator("[data-naam]").fill("Team Noord & Zuid, november")
    for number, value in enumerate(ANSWERS):
        answer(page, number * 2, value, f'Notitie {number}\nmet "tekens" <b>, é en \'')
    answer(page, 8, "", "Alleen een notitie")
    settled(page, 4)
    before = given(page)
    name, text = saved(page, "[data-bestand]")
    assert re.fullmatch(r"teamverkenning-team-noord-zuid-november-\d{4}-\d\d-\d\d\.json", name)
    page.locator("[data-leeg]").click()
    settled(page, 0)
    assert set(given(page)) == {("", "")}
    page.set_input_files("[data-open]", file_of(text))
    settled(page, 4)
    assert given(page) == before
    assert page.locator("[data-naam]").input_value() == "Team Noord & Zuid, november"
    _, again = saved(page, "[data-bestand]")
    assert json.loads(again) == json.loads(text)


def test_answers_stay_with_their_question_when_questions_change(tab: Visit) -> None:
    page = tab.page
    (code, key), *_ = fields(page)
    content = one_file(
        [
            record("S09", fields(page)[-1][1]),  # the words of a question of another standaard
            record(code, "0" * 12, tekst="Hoe luidde de vraag vroeger?", antwoord="nog-niet", notitie="Oude notitie"),
            record(code, key, antwoord="op-orde"),
        ]
    )
    open_file(page, content)
    settled(page, 1)
    assert [number for number, one in enumerate(given(page)) if one[0]] == [0]
    expect(page.locator("[data-bericht]")).to_contain_text("2 antwoorden horen bij een vraag die er niet meer zo staat")
    assert "Hoe luidde de vraag vroeger?" in outcome(page)
    assert "Oude notitie" in outcome(page)
    assert "1 van de" in outcome(page)
    _, text = saved(page, "[data-bestand]")
    kept = {(one["standaard"], one["vraag"]): one for one in json.loads(text)["antwoorden"]}
    assert kept[code, "0" * 12]["notitie"] == "Oude notitie"
    assert len(kept) == 3


GOOD = record("S01", "0" * 12)
WRONG: dict[str, tuple[Any, str]] = {
    "cut short": (json.dumps(one_file([GOOD]))[:-20], "niet te lezen"),
    "empty": ("", "niet te lezen"),
    "no text": (b"\xff\xfe\x00\x01", "niet te lezen"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "niet te lezen"),
    "of something else": ({"type": "FeatureCollection", "features": []}, "geen bestand van de Teamverkenning"),
    "a list": ([], "geen bestand van de Teamverkenning"),
    "nothing": ("null", "geen bestand van de Teamverkenning"),
    "newer": (one_file([GOOD], versie=2), "nieuwere Teamverkenning (versie 2)"),
    "version no number": (one_file([GOOD], versie="1"), "beschadigd"),
    "no answers": (one_file([], antwoorden={}), "beschadigd"),
    "an answer that is no record": (one_file([], antwoorden=["deels"]), "beschadigd"),
    "an answer that does not exist": (one_file([record("S01", "0" * 12, antwoord="prima")]), "beschadigd"),
    "an answer from the prototype": (one_file([record("S01", "0" * 12, antwoord="constructor")]), "beschadigd"),
    "a note that is a number": (one_file([record("S01", "0" * 12, notitie=7)]), "beschadigd"),
    "a note without end": (one_file([record("S01", "0" * 12, notitie="x" * 2001)]), "beschadigd"),
    "a code that is none": (one_file([record("<b>", "0" * 12)]), "beschadigd"),
    "a key that is none": (one_file([record("S01", "__proto__")]), "beschadigd"),
    "the same question twice": (one_file([GOOD, GOOD]), "beschadigd"),
    "a date that is none": (one_file([GOOD], datum="gisteren"), "beschadigd"),
    "more answers than there can be": (one_file([record("S01", f"{n:012x}") for n in range(1001)]), "beschadigd"),
    "too large": (" " * (512 * 1024 + 1), "te groot: 513 kB"),
}


def test_a_file_that_is_foreign_damaged_or_too_large_is_refused_in_words_and_changes_nothing(tab: Visit) -> None:
    page = tab.page
    answer(page, 2, "nog-niet", "Blijft staan")
    settled(page, 1)
    before = given(page)
    page.locator(".vk-begin summary").click()
    wrong = {}
    for what, (content, told) in WRONG.items():
        for place, box, start in (
            ("[data-open]", "[data-bericht]", ""),
            ("[data-naast='1']", "[data-naast-bericht]", ""),
            ("[data-regio]", "[data-regio-bericht]", "noord.json: "),
        ):
            page.locator(box).evaluate("one => { one.textContent = '' }")
            page.set_input_files(place, [file_of(content, "noord.json")])
            expect(page.locator(box)).not_to_be_empty()
            said = page.locator(box).inner_text()
            if not (said.startswith(start) and told in said and said.endswith("Er is niets veranderd.")):
                wrong[what, place] = said
    assert wrong == {}
    assert given(page) == before
    assert page.locator("[data-naast-uitkomst] table").count() == 0
    assert tab.complaints == []


def test_a_file_with_markup_stays_text(tab: Visit) -> None:
    page = tab.page
    hostile = "<img src=x onerror=alert(1)><b>vet</b>"
    (code, key), *_ = fields(page)
    open_file(
        page,
        one_file([record(code, key, notitie=hostile), record("S01", "0" * 12, tekst=hostile)], naam=hostile),
    )
    settled(page, 1)
    page.set_input_files("[data-naast='1']", file_of(one_file([record(code, key, antwoord="nvt")], naam=hostile)))
    expect(page.locator("[data-naast-uitkomst] table").first).to_be_visible()
    assert page.locator(".vk-uitkomst img, .vk-naast img, .vk-uitkomst b, .vk-naast b").count() == 0
    assert outcome(page).count(hostile) == 3
    assert tab.complaints == []


def rows(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline=""), delimiter=";"))


def test_a_spreadsheet_takes_no_cell_for_a_formula(tab: Visit) -> None:
    page = tab.page
    page.locator(".vk-begin summary").click()
    page.locator("[data-naam]").fill('=HYPERLINK("http://x.test")')
    notes = ["=1+1", "+31", "-2", "@SUM(A1)", "  =1+1", "\t=1", "＝1", 'zegt "ja"; dan\nverder', "gewoon - streepje"]
    for number, note in enumerate(notes):
        answer(page, number, "deels", note)
    settled(page, len(notes))
    name, text = saved(page, "[data-csv]")
    assert name.endswith(".csv")
    head, *lines = rows(text)
    assert head[:7] == ["Naam", "Datum", "Standaard", "Titel", "Vraag", "Antwoord", "Notitie"]
    assert [line for line in lines if len(line) != len(head)] == []
    assert len(lines) == len(fields(page))
    dangerous = [cell for line in lines for cell in line if re.match(r"\s*[=+\-@\t\r＝＋－＠]", cell)]
    assert dangerous == []
    assert {line[0] for line in lines} == {'\'=HYPERLINK("http://x.test")'}
    assert [line[6] for line in lines[:2]] == ["'=1+1", "'+31"]
    assert [line[6] for line in lines[7:9]] == notes[7:9]
    assert {line[5] for line in lines[: len(notes)]} == {"deels"}


def test_the_files_of_many_teams_become_one_spreadsheet(tab: Visit) -> None:
    page = tab.page
    (code, key), *_ = fields(page)
    noord = one_file(
        [record(code, key, antwoord="op-orde"), record("S01", "0" * 12, tekst="Oude vraag?")], naam="Noord"
    )
    zuid = one_file([record(code, key, antwoord="nog-niet", notitie="Volgt")], naam="Zuid")
    with page.expect_download() as download:
        page.set_input_files("[data-regio]", [file_of(noord, "n.json"), file_of(zuid, "z.json")])
    _, *lines = rows(Path(download.value.path()).read_text(encoding="utf-8"))
    assert [line[5] for line in lines if line[5]] == ["op orde", "deels", "nog niet"]
    assert {line[0] for line in lines} == {"Noord", "Zuid"}
    assert [line[7] for line in lines if line[4] == "Oude vraag?"] == ["vraag staat niet meer op de site"]
    expect(page.locator("[data-regio-bericht]")).to_have_text("Klaar: 2 bestanden in één rekenblad.")


# ---- The outcome ----


def test_chart_table_and_words_say_the_same_and_weak_spots_lead_on(tab: Visit, sample: Infobox) -> None:
    page = tab.page
    standaard = next(iter(sample.standaarden.values()))
    answer(page, 0, "op-orde")
    answer(page, 1, "deels")
    answer(page, 2, "nog-niet", "Geen afspraak met de gemeente")
    settled(page, 3)
    total = len(fields(page))
    assert f"3 van de {total} vragen zijn beantwoord: 1 op orde, 1 deels en 1 nog niet." in outcome(page)
    first = page.locator("[data-uitkomst] tbody tr").first
    cells = first.locator("td").all_inner_texts()
    assert cells == ["1", "1", "1", "0", str(len(standaard.gespreksvragen) - 3)]
    drawn = page.locator(".vk-grafiek .vk-getal").all_text_contents()
    table = [text for text in page.locator("[data-uitkomst] tbody td").all_inner_texts() if text != "0"]
    assert drawn == table
    weak = page.locator(".vk-verder")
    assert weak.count() == 1
    items = weak.locator("ul").first.locator("li").all_inner_texts()
    assert [text.split(":")[0] for text in items] == ["nog niet", "deels"]
    assert "Geen afspraak met de gemeente" in items[0]
    links = weak.locator("a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    ways = [f"../instrumenten/{one}/" for one in standaard.begin] + [f"../standaarden/{standaard.id}/"]
    assert links == ways
    assert weak.locator("a:not([target=_blank])").count() == 0


def test_the_standaard_with_most_to_do_comes_first(tab: Visit) -> None:
    page = tab.page
    asked = fields(page)
    third = next(number for number, (code, _) in enumerate(asked) if code == "S03")
    answer(page, 0, "nog-niet")
    answer(page, third, "nog-niet")
    answer(page, third + 1, "nog-niet")
    settled(page, 3)
    assert [text.split()[0] for text in page.locator(".vk-verder h3").all_inner_texts()] == ["S03", "S01"]


def test_an_answer_can_be_taken_back(tab: Visit) -> None:
    page = tab.page
    answer(page, 0, "deels")
    settled(page, 1)
    page.locator("[data-wis]").first.click()
    settled(page, 0)
    expect(page.locator("[data-vraag] input").first).to_be_focused()


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("BSN 123456782", True),
        ("geboren 3-4-2012", True),
        ("woont op 3511 AB", True),
        ("bel 06 12345678", True),
        ("mail naar jan@voorbeeld.nl", True),
        ("In 2026 VT bellen over de 14 gemeenten", False),
        ("Overleg op 3-4, stap 2 van 5", False),
    ],
)
def test_a_note_that_looks_like_somebody_is_pointed_out(tab: Visit, note: str, told: bool) -> None:
    answer(tab.page, 0, "", note)
    said = tab.page.locator("[data-let-op]").first
    if told:
        expect(said).to_have_text("Staat hier iets over een cliënt? Haal het dan weg.")
    else:
        expect(said).to_be_empty()


def test_two_files_stand_side_by_side(tab: Visit) -> None:
    page = tab.page
    (code, first), (_, second), (_, third), *_ = fields(page)
    then = one_file([record(code, first, antwoord="nog-niet"), record(code, second)], naam="Toen")
    now = one_file(
        [record(code, first, antwoord="op-orde", notitie="Gelukt"), record(code, second), record(code, third)]
    )
    page.set_input_files("[data-naast='0']", file_of(then))
    expect(page.locator("[data-naast-uitkomst]")).to_have_text("Kies ook een tweede bestand.")
    page.set_input_files("[data-naast='1']", file_of(now))
    box = page.locator("[data-naast-uitkomst]")
    expect(box).to_contain_text(
        "2 vragen zijn in beide beantwoord. Bij 1 daarvan is het antwoord anders. "
        "1 vraag is maar in een van de twee beantwoord."
    )
    heads = box.locator("table").first.locator("th[scope=col]").all_inner_texts()
    assert heads == ["Standaard", "Toen, 31 januari 2026", "Team, 31 januari 2026"]
    per_standaard = box.locator("table").first.locator("tbody tr").first.locator("td").all_inner_texts()
    assert per_standaard == ["1 deels en 1 nog niet", "1 op orde en 2 deels"]
    box.locator("summary").click()
    told = [
        [" ".join(text.split()) for text in box.locator("table").nth(number).locator("td").all_inner_texts()]
        for number in (1, 2)
    ]
    assert told == [["nog niet", "op orde Gelukt"], ["niet beantwoord", "deels"]]


def test_a_file_can_be_laid_beside_what_is_on_the_page(tab: Visit) -> None:
    page = tab.page
    (code, first), *_ = fields(page)
    answer(page, 0, "deels")
    settled(page, 1)
    page.set_input_files("[data-naast='1']", file_of(one_file([record(code, first)])))
    box = page.locator("[data-naast-uitkomst]")
    expect(box).to_contain_text("1 vraag is in beide beantwoord. Nergens is het antwoord anders.")
    answer(page, 0, "nog-niet")
    expect(box).to_contain_text("Bij 1 daarvan is het antwoord anders.")


# ---- A group, a keyboard, a phone, paper ----


def test_a_group_goes_through_the_questions_with_the_keyboard_alone(tab: Visit) -> None:
    page = tab.page
    page.locator("[data-groot]").focus()
    page.keyboard.press("Enter")
    shown = page.locator("[data-vraag]:visible")
    expect(shown).to_have_count(1)
    expect(shown).to_be_focused()
    size = float(shown.locator("legend").evaluate("one => parseFloat(getComputedStyle(one).fontSize)"))
    assert size >= 30
    expect(page.get_by_role("link", name="112").first).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("3")
    settled(page, 1)
    assert given(page)[0][0] == "nog-niet"
    page.keyboard.press("ArrowUp")
    settled(page, 1)
    assert given(page)[0][0] == "deels"
    page.keyboard.press("PageDown")
    expect(page.locator("[data-stand]")).to_contain_text("Vraag 2 van")
    expect(page.locator("[data-vraag]").nth(1)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    settled(page, 2)
    assert given(page)[1][0] == "op-orde"
    for _ in range(2):  # the button that takes the answer back, the note
        page.keyboard.press("Tab")
    page.keyboard.type("1 notitie")
    assert given(page)[1] == ("op-orde", "1 notitie")
    page.keyboard.press("PageUp")
    expect(page.locator("[data-vraag]").nth(0)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("[data-vraag]").nth(0)).to_be_focused()
    assert page.locator("[data-vraag]:visible").count() == len(fields(page))
    assert tab.complaints == []


def test_after_the_last_question_comes_the_outcome(tab: Visit) -> None:
    page = tab.page
    for number in range(len(fields(page)) - 1):
        answer(page, number, "nvt")
    settled(page, len(fields(page)) - 1)
    page.locator("[data-groot]").click()
    button = page.locator("[data-volgende]")
    expect(button).to_have_text("Uitkomst")
    button.click()
    expect(page.locator("#uitkomst")).to_be_focused()
    expect(page.locator("#uitkomst")).to_be_in_viewport()


def test_a_group_can_begin_at_one_standaard(tab: Visit) -> None:
    page = tab.page
    page.locator(".vk-inhoud a[href='#s02']").click()
    page.evaluate("scrollTo(0, 0)")
    page.locator("[data-groot]").click()
    expect(page.locator("[data-stand]")).to_contain_text("S02.")
    expect(page.locator("h2:visible")).to_contain_text("S02")


def test_every_field_has_a_name_of_its_own_and_progress_is_told_politely(tab: Visit) -> None:
    page = tab.page
    unnamed = page.eval_on_selector_all(
        "[data-verkenning] :is(input, textarea, select)", "all => all.filter(one => !one.labels.length).length"
    )
    assert unnamed == 0
    groups = page.get_by_role("group").filter(has=page.get_by_role("radio"))
    assert groups.count() == len(fields(page))
    assert page.locator("[data-stand]").get_attribute("role") == "status"
    assert page.locator("[data-verkenning] form").count() == 0


@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("dark", 360), ("light", 1280), ("dark", 1280)])
def test_no_rule_of_wcag_is_broken_and_nothing_falls_off(
    browser: Browser, address: str, scheme: Any, width: int
) -> None:
    size = {"width": width, "height": 800}
    with browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce") as context:  # type: ignore[arg-type]
        tab = visit(context, address)
        page = tab.open("teamverkenning/")
        found: dict[str, list[str]] = {}

        def look(what: str) -> None:
            found[what] = violations(page)
            if page.evaluate(WIDER_THAN_WINDOW):
                found[what].append("wider than the window")

        page.on("dialog", lambda dialog: dialog.accept())
        look("empty")
        (code, key), *_ = fields(page)
        for number, value in enumerate([*ANSWERS, "deels", "nog-niet"]):
            answer(page, number, value, "Notitie")
        open_file(page, one_file([record(code, key, antwoord="op-orde"), record("S01", "0" * 12)]))
        settled(page, 1)
        page.set_input_files("[data-naast='1']", file_of(one_file([record(code, key)])))
        answer(page, 1, "nog-niet", "06 12345678")
        settled(page, 2)
        look("filled")
        page.locator("[data-groot]").click()
        look("large")
        for path in ("vergelijken/", "vergelijken/bouwstenen/drie-stappen/", "matrix/"):
            page.goto(address + path)
            look(path)
        assert {what: told for what, told in found.items() if told} == {}


def test_nothing_falls_off_at_400_percent_and_focus_is_not_hidden(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 320, "height": 256}) as context:
        page = visit(context, address).open("teamverkenning/")
        assert not page.evaluate(WIDER_THAN_WINDOW)
        assert page.locator(".vk-stand").evaluate("one => getComputedStyle(one).position") == "static"
        page.locator("[data-groot]").click()
        assert not page.evaluate(WIDER_THAN_WINDOW)
        page.goto(f"{address}vergelijken/standaarden/twee-voorwaarden/")
        assert not page.evaluate(WIDER_THAN_WINDOW)


def test_an_answer_is_told_apart_without_colours(browser: Browser, address: str) -> None:
    with browser.new_context(forced_colors="active") as context:
        page = visit(context, address).open("teamverkenning/")
        for number, value in enumerate(ANSWERS):
            answer(page, number, value)
        settled(page, 4)
        fills = page.eval_on_selector_all(
            ".vk-sleutel", "all => all.map(one => getComputedStyle(one).background + getComputedStyle(one).border)"
        )
        assert len(set(fills)) == len(ANSWERS) + 1


def test_without_a_script_it_is_a_form_for_paper(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False, viewport={"width": 700, "height": 1000}) as context:
        tab = visit(context, address)
        page = tab.open("teamverkenning/")
        assert page.locator("[data-met-script]:visible").count() == 0
        assert page.locator("main form").count() == 0
        radios = page.get_by_role("radio")
        radios.nth(1).check()
        page.locator("textarea").first.fill("Een notitie")
        page.locator("textarea").first.press("Enter")
        assert page.url == f"{address}teamverkenning/"
        page.emulate_media(media="print")
        assert (
            page.locator("textarea:visible").count() == page.locator("fieldset:visible").count() == radios.count() / 4
        )
        boxes = page.locator(".vk-keus input").first.evaluate("one => getComputedStyle(one).borderTopStyle")
        assert boxes == "solid"


def test_on_paper_comes_the_form_or_the_outcome(tab: Visit) -> None:
    page = tab.page
    page.evaluate("window.print = () => {}")
    answer(page, 0, "nog-niet", "Komt op papier")
    settled(page, 1)
    page.emulate_media(media="print")
    expect(page.locator(".vk-op-papier").first).to_have_text("Komt op papier")
    expect(page.locator(".vk-op-papier").first).to_be_visible()
    page.emulate_media(media="screen")
    page.locator("[data-druk=uitkomst]").click()
    page.emulate_media(media="print")
    assert page.locator("fieldset:visible").count() == 0
    expect(page.locator(".vk-grafiek")).to_be_visible()
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.locator("[data-druk=formulier]").click()
    page.emulate_media(media="print")
    assert page.locator("fieldset:visible").count() == len(fields(page))
    expect(page.locator("#uitkomst")).to_be_hidden()


# ---- Two lists side by side ----


def test_a_choice_of_two_lists_has_an_address_and_back_leads_back(context: BrowserContext, address: str) -> None:
    tab = visit(context, address)
    page = tab.open("vergelijken/")
    page.get_by_label("Deze lijst").select_option("twee-voorwaarden")
    page.get_by_label("naast deze").select_option("twee-voorwaarden")
    page.get_by_role("button", name="Leg naast elkaar").click()
    expect(page.locator("form [role=status]")).to_contain_text("twee keer dezelfde lijst")
    page.get_by_label("naast deze").select_option("drie-stappen")
    page.get_by_role("button", name="Leg naast elkaar").click()
    page.wait_for_url(f"{address}vergelijken/twee-voorwaarden/drie-stappen/")
    page.get_by_role("link", name="Draai om").click()
    page.wait_for_url(f"{address}vergelijken/drie-stappen/twee-voorwaarden/")
    page.go_back()
    page.wait_for_url(f"{address}vergelijken/twee-voorwaarden/drie-stappen/")
    assert page.get_by_label("naast deze").input_value() == "drie-stappen"
    assert tab.complaints == []


def test_a_question_mark_with_two_lists_leads_to_them(context: BrowserContext, address: str) -> None:
    page = visit(context, address).open("vergelijken/?links=standaarden&rechts=drie-stappen")
    page.wait_for_url(f"{address}vergelijken/standaarden/drie-stappen/")
    page.goto(f"{address}vergelijken/?links=standaarden&rechts=../../hulp")
    expect(page.locator("form [role=status]")).to_contain_text("Die twee lijsten zijn er niet")


def test_without_a_script_every_pair_can_be_reached_and_gaps_are_said(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740}) as context:
        page = visit(context, address).open("vergelijken/")
        assert page.locator("main form:visible").count() == 0
        links = page.locator("main details li a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
        lists = {link.split("/")[2] for link in links}
        assert len(links) == len(set(links)) == len(lists) * (len(lists) - 1)
        page.locator("details", has=page.locator("summary", has_text="Bouwstenen")).first.locator("summary").click()
        page.get_by_role("link", name="Bouwstenen naast Drie stappen").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("naast")
        assert page.get_by_text("Hier staat niets tegenover.").count() > 0


def test_on_a_phone_what_belongs_together_is_one_card_and_the_heads_stay(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 360, "height": 500}) as context:
        page = visit(context, address).open("vergelijken/bouwstenen/drie-stappen/")
        assert not page.evaluate(WIDER_THAN_WINDOW)
        row = page.locator(".naast__rij").nth(1)
        left, right = (row.locator(f".naast__{side}").bounding_box() for side in ("links", "rechts"))
        assert left is not None
        assert right is not None
        assert right["y"] >= left["y"] + left["height"]
        row.evaluate("one => one.scrollIntoView({ block: 'start' })")
        heads, strip = (page.locator(name).bounding_box() for name in (".naast__koppen", ".strook"))
        assert heads is not None
        assert strip is not None
        assert abs(heads["y"] - (strip["y"] + strip["height"])) <= 2
        assert heads["height"] < 90
        covered = row.locator("h2").bounding_box()
        assert covered is not None
        assert covered["y"] >= heads["y"] + heads["height"]


def test_the_matrix_can_be_taken_along_as_a_picture(context: BrowserContext, address: str) -> None:
    page = visit(context, address).open("matrix/")
    links = page.locator("a[download]")
    assert links.count() == 3
    with page.expect_download() as download:
        links.first.click()
    assert download.value.suggested_filename == "matrix-soort.svg"
    assert Path(download.value.path()).read_text(encoding="utf-8").startswith("<?xml")
