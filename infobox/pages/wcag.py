"""What is known of each success criterion of WCAG 2.2, level A and AA, and how it came to be known.

Nothing is claimed that no test of ours holds: `tests` names those, as they stand in tests/. What they cannot see, a
person must judge; as long as nobody did, that is said.
"""

from collections.abc import Iterable
from dataclasses import dataclass

_AXE = "browser/test_axe.py::test_no_kind_of_page_breaks_a_rule_of_wcag"
_UNFOLDED = "browser/test_axe.py::test_what_unfolds_breaks_no_rule_of_wcag"
_MENU = "browser/test_axe.py::test_open_menu_and_open_search_break_no_rule_of_wcag"
_STOPS = "browser/test_reading.py::test_every_stop_of_the_keyboard_can_be_seen"
_WALK = "browser/test_reading.py::test_the_menu_of_a_phone_opens_walks_and_closes_with_the_keyboard"
_SKIP = "browser/test_reading.py::test_the_first_tab_is_a_link_to_the_content"
_LETTERS = "browser/test_reading.py::test_no_single_key_does_anything"
_ZOOM = "browser/test_smoke.py::test_nothing_falls_off_the_page_at_400_percent_zoom"
_SPACING = "browser/test_smoke.py::test_wider_text_spacing_cuts_nothing_off"
_OPENS = "browser/test_smoke.py::test_every_kind_of_page_opens_without_a_complaint_and_asks_only_this_site"
_NUMBERS = "browser/test_reading.py::test_the_numbers_for_help_can_be_dialled"
_TITLES = "site/test_for_browsers.py::test_every_page_has_a_title_that_fits_and_a_description_of_its_own"
_TEAM = "browser/test_team.py::test_every_field_has_a_name_of_its_own_and_progress_is_told_politely"
_COLOURS = "browser/test_team.py::test_an_answer_is_told_apart_without_colours"
_FOCUS = "browser/test_team.py::test_nothing_falls_off_at_400_percent_and_focus_is_not_hidden"
_REFUSED = (
    "browser/test_team.py::test_a_file_that_is_foreign_damaged_or_too_large_is_refused_in_words_and_changes_nothing"
)
_LIST = "browser/test_search.py::test_the_keyboard_goes_from_the_box_to_the_results"
_REAL = "browser/test_axe.py::test_no_list_that_the_real_content_fills_breaks_a_rule_of_wcag"
_FOUND = "browser/test_search.py::test_the_page_with_results_breaks_no_rule_of_wcag"
_STYLES = "browser/test_house_style.py::test_a_style_that_passed_the_check_breaks_no_rule_of_wcag"
_SET = "browser/test_lesset.py::test_a_full_set_breaks_no_rule_of_wcag_and_fits_a_phone"
_ORDERED = "browser/test_lesset.py::test_a_set_of_six_is_ordered_by_keyboard_and_opens_in_a_clean_browser"
_NO_SET = "browser/test_lesset.py::test_a_foreign_or_damaged_file_is_refused_and_changes_nothing"
_UNREAD = "browser/test_lesmateriaal.py::test_what_cannot_be_read_is_refused_in_words"
_FRAME = "browser/test_embedding.py::test_a_frame_fits_where_it_is_narrow_in_any_colours"
_FRAMING = "browser/test_embedding.py::test_the_page_that_makes_the_code_fits_on_a_phone"
_GROUP = "browser/test_team.py::test_a_group_goes_through_the_questions_with_the_keyboard_alone"
_ANSWERS = "browser/test_team.py::test_no_rule_of_wcag_is_broken_and_nothing_falls_off"
_HOW_MANY = "browser/test_choosing.py::test_how_many_is_told_politely_and_in_a_place_that_is_there_from_the_start"
_EXIT = "browser/test_exit.py::test_it_is_in_sight_wherever_one_reads_and_covers_no_last_line"
_SHIFT = "browser/test_exit.py::test_capitals_in_a_row_are_only_typed"
_BORDERS = "browser/test_reading.py::test_what_looks_like_a_button_does_so_without_its_colours"
_ENGLISH = "pages/test_render.py::test_an_english_title_is_said_as_english"

_NO_SOUND = "De site heeft geen geluid en geen video."
_NO_TEXT_IN_PICTURES = (
    "Alleen de matrix om mee te nemen is een plaatje met tekst. Die staat ook als tabel op de pagina."
)
_NO_GESTURES = "Niets vraagt een gebaar of een beweging van het toestel."
_NO_ACCOUNT = "Er is geen account, geen bestelling en niets om te versturen."
_NO_TIME = "Niets heeft een tijdslimiet en niets beweegt uit zichzelf."


@dataclass(frozen=True)
class Criterion:
    """`tests` hold what a program can see of it; `absent` says why it cannot be broken here; `person` what is left."""

    number: str
    name: str
    level: str
    tests: tuple[str, ...] = ()
    absent: str = ""
    person: str = ""


CRITERIA = (
    Criterion(
        "1.1.1", "Niet-tekstuele content", "A", (_AXE,), person="of de tekst bij de plaatjes van de matrix genoeg zegt"
    ),
    Criterion("1.2.1", "Alleen audio of alleen video (vooraf opgenomen)", "A", absent=_NO_SOUND),
    Criterion("1.2.2", "Ondertiteling (vooraf opgenomen)", "A", absent=_NO_SOUND),
    Criterion("1.2.3", "Audiodescriptie of media-alternatief (vooraf opgenomen)", "A", absent=_NO_SOUND),
    Criterion("1.2.4", "Ondertiteling (live)", "AA", absent=_NO_SOUND),
    Criterion("1.2.5", "Audiodescriptie (vooraf opgenomen)", "AA", absent=_NO_SOUND),
    Criterion(
        "1.3.1",
        "Info en relaties",
        "A",
        (_AXE, _UNFOLDED, _REAL, _FOUND, _SET, _ANSWERS),
        person="of de opbouw hoorbaar klopt met een schermlezer",
    ),
    Criterion("1.3.2", "Betekenisvolle volgorde", "A", (_STOPS,), person="of de leesvolgorde logisch is"),
    Criterion(
        "1.3.3", "Zintuiglijke eigenschappen", "A", person="of nergens alleen 'rechts' of 'de groene knop' staat"
    ),
    Criterion("1.3.4", "Weergavestand", "AA", (_OPENS,), person="of alles werkt op een gekanteld toestel"),
    Criterion(
        "1.3.5",
        "Identificeer het doel van de input",
        "AA",
        absent="Er zijn geen velden voor gegevens van de bezoeker zelf.",
    ),
    Criterion(
        "1.4.1", "Gebruik van kleur", "A", (_COLOURS, _AXE, _BORDERS), person="of kleur nergens het enige verschil is"
    ),
    Criterion("1.4.2", "Geluidsbediening", "A", absent=_NO_SOUND),
    Criterion("1.4.3", "Contrast (minimum)", "AA", (_AXE, _MENU, _UNFOLDED, _REAL, _FOUND, _STYLES, _SET, _ANSWERS)),
    Criterion("1.4.4", "Herschalen van tekst", "AA", (_ZOOM,)),
    Criterion("1.4.5", "Afbeeldingen van tekst", "AA", absent=_NO_TEXT_IN_PICTURES),
    Criterion("1.4.10", "Reflow", "AA", (_ZOOM, _OPENS, _SET, _ANSWERS, _FRAME, _FRAMING)),
    Criterion(
        "1.4.11",
        "Contrast van niet-tekstuele content",
        "AA",
        (_BORDERS,),
        person="of randen van velden, knoppen en de grafiek genoeg opvallen",
    ),
    Criterion("1.4.12", "Tekstafstand", "AA", (_SPACING,)),
    Criterion("1.4.13", "Content bij hover of focus", "AA", absent="Niets verschijnt door alleen aanwijzen."),
    Criterion("2.1.1", "Toetsenbord", "A", (_STOPS, _WALK, _LIST, _ORDERED, _GROUP)),
    Criterion("2.1.2", "Geen toetsenbordval", "A", (_STOPS, _WALK)),
    Criterion("2.1.4", "Sneltoetsen met één teken", "A", (_LETTERS, _SHIFT)),
    Criterion("2.2.1", "Timing aanpasbaar", "A", absent=_NO_TIME),
    Criterion("2.2.2", "Pauzeren, stoppen, verbergen", "A", absent=_NO_TIME),
    Criterion("2.3.1", "Drie flitsen of beneden drempelwaarde", "A", absent=_NO_TIME),
    Criterion("2.4.1", "Blokken omzeilen", "A", (_SKIP,)),
    Criterion("2.4.2", "Paginatitel", "A", (_TITLES,)),
    Criterion("2.4.3", "Focusvolgorde", "A", (_STOPS, _WALK), person="of de volgorde overal logisch is"),
    Criterion("2.4.4", "Linkdoel (in context)", "A", (_AXE,), person="of elke link zegt waar hij heen gaat"),
    Criterion("2.4.5", "Meerdere manieren", "AA", (_WALK, _LIST)),
    Criterion("2.4.6", "Koppen en labels", "AA", (_AXE,), person="of koppen en labels goed beschrijven wat volgt"),
    Criterion("2.4.7", "Focus zichtbaar", "AA", (_STOPS,)),
    Criterion(
        "2.4.11",
        "Focus niet bedekt (minimum)",
        "AA",
        (_FOCUS, _EXIT),
        person="of de knop 'Verlaat deze site' onderweg nergens iets bedekt dat de focus heeft",
    ),
    Criterion("2.5.1", "Aanwijzergebaren", "A", absent=_NO_GESTURES),
    Criterion(
        "2.5.2",
        "Aanwijzerannulering",
        "A",
        absent="Knoppen doen pas iets bij het loslaten, zoals de browser dat regelt.",
    ),
    Criterion("2.5.3", "Label in naam", "A", (_AXE,), person="of alles met de stem te bedienen is"),
    Criterion("2.5.4", "Bewegingsactivering", "A", absent=_NO_GESTURES),
    Criterion("2.5.7", "Sleepbewegingen", "AA", (_ORDERED,)),
    Criterion("2.5.8", "Grootte van het aanwijsgebied (minimum)", "AA", (_AXE, _MENU)),
    Criterion("3.1.1", "Taal van de pagina", "A", (_AXE,)),
    Criterion(
        "3.1.2", "Taal van onderdelen", "AA", (_ENGLISH,), person="of alle Engelse titels en namen zo zijn gemerkt"
    ),
    Criterion("3.2.1", "Bij focus", "A", (_STOPS,)),
    Criterion("3.2.2", "Bij input", "A", person="of geen keuze onverwacht iets verandert"),
    Criterion("3.2.3", "Consistente navigatie", "AA", (_OPENS,), person="of menu en voet overal hetzelfde zijn"),
    Criterion("3.2.4", "Consistente identificatie", "AA", person="of hetzelfde overal hetzelfde heet"),
    Criterion("3.2.6", "Consistente hulp", "A", (_NUMBERS,)),
    Criterion("3.3.1", "Foutidentificatie", "A", (_REFUSED, _NO_SET, _UNREAD)),
    Criterion("3.3.2", "Labels of instructies", "A", (_AXE, _TEAM)),
    Criterion(
        "3.3.3",
        "Foutsuggestie",
        "AA",
        ("browser/test_search.py::test_a_word_that_is_nearly_right_gets_the_nearest_words",),
    ),
    Criterion("3.3.4", "Foutpreventie (wettelijk, financieel, gegevens)", "AA", absent=_NO_ACCOUNT),
    Criterion("3.3.7", "Overbodige invoer", "A", absent=_NO_ACCOUNT),
    Criterion("3.3.8", "Toegankelijke authenticatie (minimum)", "AA", absent=_NO_ACCOUNT),
    Criterion("4.1.2", "Naam, rol, waarde", "A", (_AXE, _MENU, _UNFOLDED, _TEAM, _FOUND, _SET)),
    Criterion(
        "4.1.3",
        "Statusberichten",
        "AA",
        (_TEAM, _HOW_MANY),
        person="of een schermlezer ze op het goede moment voorleest",
    ),
)

STATUSES = {
    "A": "voldoet volledig",
    "B": "voldoet gedeeltelijk",
    "C": "eerste maatregelen genomen",
    "D": "voldoet niet",
}


def totals(criteria: Iterable[Criterion] = CRITERIA) -> dict[str, int]:
    """How many criteria were looked at by a program, cannot be broken here, or wait for a person (some are in both)."""
    known = list(criteria)
    return {
        "alle": len(known),
        "machine": sum(bool(one.tests) for one in known),
        "nvt": sum(bool(one.absent) for one in known),
        "mens": sum(bool(one.person) for one in known),
    }
