"""Twenty things that people come for, done on the real site as a reader would: `python -m tests.bench.tasks`.

Each begins at home on a phone of 360 by 740. Told are how many taps it took, how many screens down from where a tap
left the reader the furthest thing was that had to be found (1: it was in view), how often Tab was pressed with a
keyboard only, and whether it can be done without scripts. Typing a query counts as one tap. Ends with 1 when one takes
more than four taps or three screens, or cannot be done.
"""

import argparse
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Error, Locator, Page, sync_playwright

from tests.browser.chromium import ARGUMENTS, ensure, find
from tests.site_fixtures import real_site, served

WIDTH, HEIGHT = 360, 740
MOST_TAPS, MOST_SCREENS = 4, 3
MOST_STOPS = 400  # of the keyboard, on one page
WAIT = 4000  # milliseconds


@dataclass(frozen=True)
class Step:
    """One thing that a reader does: opens a link, presses what says this, asks the search, or sees a text."""

    does: Literal["open", "press", "ask", "see"]
    what: str


@dataclass(frozen=True)
class Task:
    """What somebody wants, what they do, and what they do without scripts when that differs."""

    wants: str
    steps: tuple[Step, ...]
    plain: tuple[Step, ...] | None = None


def _steps(*told: str) -> tuple[Step, ...]:
    """'open: hulp/' and its like as steps."""
    steps = []
    for text in told:
        does, _, what = text.partition(": ")
        assert does in ("open", "press", "ask", "see")
        steps.append(Step(does, what))  # type: ignore[arg-type] # one of the four, by the line above
    return tuple(steps)


TASKS = (
    Task(
        "een risicotaxatie voor partnergeweld",
        _steps(
            "open: instrumenten/",
            "press: Filter",
            "press: Onderwerp",
            "press: Partnergeweld",
            "see: Niet gevonden voor partnergeweld",
        ),
        _steps(
            "open: instrumenten/",
            "open: wat-ontbreekt/",
            "open: wat-ontbreekt/#onderwerpen",
            "see: partnergeweld",
        ),
    ),
    Task(
        "trainingen voor leidinggevenden",
        _steps("ask: training voor leidinggevenden", "see: training"),
        _steps(
            "open: instrumenten/", "press: Lijsten", "open: instrumenten/soort/training/", "see: instrumenten met soort"
        ),
    ),
    Task(
        "wat bouwsteen 7 zegt over eigen kracht",
        _steps("open: bouwstenen/", "open: bouwstenen/zorgen-voor-veiligheid/", "see: eigen"),
    ),
    Task(
        "mag ik informatie delen",
        _steps("ask: privacy", "open: standaarden/informatie-delen/", "see: Begin hiermee"),
        _steps("open: standaarden/informatie-delen/", "see: Begin hiermee"),
    ),
    Task(
        "wat het NJi in 2015 uitbracht",
        _steps("ask: nji 2015", "see: 2015"),
        _steps(
            "open: instrumenten/",
            "press: Lijsten",
            "open: instrumenten/per/jaar/",
            "open: instrumenten/per/jaar/#jaar-2015",
            "see: NJi",
        ),
    ),
    Task("hulp bij acuut gevaar", _steps("see: 112")),
    Task(
        "alles voor beleidsmedewerkers",
        _steps(
            "open: instrumenten/", "press: Filter", "press: Voor wie", "press: beleidsmedewerkers", "see: instrumenten"
        ),
        _steps(
            "open: instrumenten/",
            "press: Lijsten",
            "open: instrumenten/doelgroep/beleidsmedewerker/",
            "see: met voor wie",
        ),
    ),
    Task(
        "de inspectiethema's naast de bouwstenen",
        _steps(
            "open: kaders/",
            "open: vergelijken/",
            "press: Vier",
            "open: vergelijken/vier-inspectiethemas/bouwstenen/",
            "see: naast",
        ),
    ),
    Task(
        "standaarden zonder screeningsinstrument",
        _steps("open: instrumenten/", "open: wat-ontbreekt/", "see: screeningsinstrumenten"),
    ),
    Task(
        "het vaste adres van aspect 4 van S03",
        _steps(
            "open: standaarden/veiligheid-inschatten/",
            "press: Gevaar nu en risico later",
            "see: Kopieer link",
        ),
        _steps(
            "open: standaarden/veiligheid-inschatten/",
            "press: Gevaar nu en risico later",
            "see: /s03/#a4",
        ),
    ),
    Task("een ouder weigert hulp", _steps("open: situaties/", "open: situaties/ouder-weigert-hulp/", "see: 1")),
    Task("de Kindertelefoon bellen", _steps("open: hulp/", "see: Kindertelefoon")),
    Task("er is gemeld, en nu", _steps("open: situaties/", "open: situaties/melding-gedaan-en-nu/", "see: 1")),
    Task("met het team kijken waar het staat", _steps("open: teamverkenning/", "see: Teamverkenning")),
    Task("wat elke stad benadrukte", _steps("open: zes-steden/", "see: Wat elke stad benadrukte")),
    Task(
        "LIRIK bij de maker openen",
        _steps("ask: lirik", "open: instrumenten/lirik/", "see: Openen op"),
        _steps(
            "open: instrumenten/",
            "press: Lijsten",
            "open: instrumenten/soort/screeningsinstrument/",
            "open: instrumenten/lirik/",
            "see: Openen op",
        ),
    ),
    Task(
        "een verwijzing naar S03 in APA-stijl",
        _steps(
            "open: standaarden/veiligheid-inschatten/",
            "press: Op deze pagina",
            "open: standaarden/veiligheid-inschatten/#bronnen",
            "press: Gebruik in training",
            "see: Infobox",
        ),
    ),
    Task(
        "wat warme overdracht betekent",
        _steps("ask: warme overdracht", "see: Warme overdracht"),
        _steps("open: begrippen/", "open: begrippen/#letter-w", "see: Warme overdracht"),
    ),
    Task(
        "er is een huisverbod opgelegd",
        _steps("ask: huisverbod opgelegd", "open: situaties/huisverbod-opgelegd/", "see: 1"),
        _steps("open: situaties/", "open: situaties/huisverbod-opgelegd/", "see: 1"),
    ),
    Task("een fout melden", _steps("press: Menu", "open: over/", "press: Menu", "open: bijdragen/", "see: verbeteren")),
)


@dataclass
class Done:
    """How a task went: taps, the furthest screen, presses of Tab; `failed` says what could not be done."""

    taps: int = 0
    screen: int = 1
    stops: int = 0
    failed: str = ""


def do(page: Page, address: str, steps: tuple[Step, ...], keyboard: bool = False) -> Done:
    """Do the steps of a task, from home on."""
    done = Done()
    page.goto(address)
    for step in steps:
        try:
            target = _target(page, address, step)
            target.wait_for(state="visible", timeout=WAIT)
            done.screen = max(done.screen, _screen(target))
            if step.does == "see":
                continue
            done.taps += 1
            if keyboard:
                done.stops += _reach(page, target)
            else:
                target.click(timeout=WAIT)
            if step.does == "ask":
                page.keyboard.type(step.what)
            if keyboard or step.does == "ask":
                page.keyboard.press("Space" if target.get_attribute("type") == "checkbox" else "Enter")
            page.wait_for_timeout(150)
        except (Error, LookupError) as error:
            done.failed = f"{step.does}: {step.what} ({str(error).splitlines()[0][:60]})"
            return done
    return done


def _target(page: Page, address: str, step: Step) -> Locator:
    if step.does == "open":
        page.evaluate(
            """(to) => {
                for (const old of document.querySelectorAll("[data-doel]")) old.removeAttribute("data-doel");
                const link = [...document.links].find((one) => one.href === to && one.checkVisibility());
                if (link) link.setAttribute("data-doel", "");
            }""",
            address + step.what,
        )
        if not page.locator("[data-doel]").count():
            page.wait_for_timeout(1200)  # results of the search come a little later
            return page.locator(f"main a[href$='{step.what}'] >> visible=true").first
        return page.locator("[data-doel]")
    if step.does == "ask":
        return page.locator("input[type=search] >> visible=true").first
    if step.does == "press":
        says = re.compile(rf"^\s*{re.escape(step.what)}", re.IGNORECASE)
        text = page.locator("summary, button, label").filter(has_text=says).locator("visible=true").first
        text.wait_for(timeout=WAIT)
        box = text.locator("input")
        return box if box.count() else text
    within = page.locator("body" if step.what == "112" else "main")
    return within.get_by_text(step.what).locator("visible=true").first


def _screen(target: Locator) -> int:
    """How many screens down from where the reader is something stands, from 1."""
    top: float = target.evaluate("(one) => one.getBoundingClientRect().top")
    return int(max(0, top) // HEIGHT) + 1


def _reach(page: Page, target: Locator) -> int:
    """Presses Tab until this has the focus; gives how often."""
    for pressed in range(MOST_STOPS):
        if target.evaluate("(one) => one === document.activeElement"):
            return pressed
        page.keyboard.press("Tab")
    raise LookupError("the keyboard does not get there")


@contextmanager
def _page(browser: Browser, scripts: bool = True) -> Iterator[Page]:
    with browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, java_script_enabled=scripts) as context:
        yield context.new_page()


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, help="a built site, instead of one that is built now")
    asked = parser.parse_args()
    ensure()
    wrong = 0
    with served(asked.site or real_site()) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=list(ARGUMENTS))
        print(f"{'task':<44} taps screen  tabs  without scripts: taps screen")
        for task in TASKS:
            with _page(browser) as page:
                hand = do(page, address, task.steps)
            with _page(browser) as page:
                keys = do(page, address, task.steps, keyboard=True)
            with _page(browser, scripts=False) as page:
                plain = do(page, address, task.plain or task.steps)
            print(
                f"{task.wants:<44} {hand.taps:>4} {hand.screen:>6} {keys.stops:>5} {plain.taps:>22} {plain.screen:>6}"
            )
            for how, done in (("by hand", hand), ("by keyboard", keys), ("without scripts", plain)):
                if done.failed:
                    print(f"    {how}: {done.failed}")
            far = any(done.taps > MOST_TAPS or done.screen > MOST_SCREENS for done in (hand, keys, plain))
            wrong += far or any(done.failed for done in (hand, keys, plain))
        browser.close()
    print(f"{len(TASKS) - wrong} of {len(TASKS)} within {MOST_TAPS} taps and {MOST_SCREENS} screens, each way")
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()
