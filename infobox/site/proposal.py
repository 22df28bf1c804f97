"""`infobox forms | proposal`: the forms of the repository, and a filled one as a checked file or as what is missing."""

import argparse
import json
import re
import sys
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from infobox import clock
from infobox.catalogue.rules import Case, codes_ever
from infobox.disk import UnfitFileError, read_bounded, write_whole
from infobox.entries.documents import SUFFIX
from infobox.entries.forms import FORMS, PROPOSAL, answers, label_of, missing, several, template
from infobox.entries.kinds import fold, slug
from infobox.entries.naming import names, next_free_code
from infobox.entries.rewriting import Plan
from infobox.entries.schema import tie
from infobox.exports import reply
from infobox.findings import Finding
from infobox.site import project
from infobox.site.editing import tried
from infobox.text import quoted

KIND = "instrumenten"
MOST_EVENT = 4 * 1024 * 1024
WIDTH = 100


class NoFormError(Exception):
    """An event that holds no filled form of ours."""


def register(commands: Any) -> None:
    """Add these commands to the command line."""
    forms = commands.add_parser("forms", help="schrijf de formulieren waarmee iemand iets voorstelt of meldt")
    forms.add_argument("map", type=Path, metavar="MAP", help="waar ze komen, zoals .github/ISSUE_TEMPLATE")
    forms.set_defaults(command=_forms, format="text")

    filled = commands.add_parser("proposal", help="maak van een formulier een bestand, of zeg wat er ontbreekt")
    filled.add_argument("gebeurtenis", type=Path, help="het bestand met de gebeurtenis van GitHub")
    filled.add_argument("--json", type=Path, required=True, metavar="BESTAND", help="waar het antwoord komt")
    filled.add_argument("--data", type=Path, default=Path("data"), metavar="MAP", help="map met gegevens (data)")
    filled.add_argument("--docs", type=Path, default=Path("docs"), metavar="MAP", help="map met geschreven pagina's")
    filled.set_defaults(command=_proposal, format="text")


def _forms(options: argparse.Namespace) -> int:
    for name, form in FORMS.items():
        write_whole(options.map / f"{name}.yml", template(form))
    print(f"{len(FORMS)} formulieren in {options.map}/.")
    return 0


def _proposal(options: argparse.Namespace) -> int:
    """Write what became of it; exit 0 whether there is a file or an answer, 1 when it was no form of ours."""
    try:
        body = _body(options.gebeurtenis)
        name, text, notes = proposed(project.examine(options.data, options.docs, clock.today()), body, options)
    except NoFormError:
        print("infobox: dit is geen ingevuld formulier voor een instrument", file=sys.stderr)
        return 1
    offer = reply.Offer(name if not notes else "", text if not notes else "", notes)
    write_whole(options.json, reply.offered(offer).decode())
    print(f"data/{KIND}/{name}{SUFFIX}" if not notes else f"{len(notes)} vragen aan wie het invulde.")
    return 0


def _body(event: Path) -> str:
    try:
        record = json.loads(read_bounded(event, MOST_EVENT))
        body = record["issue"]["body"]
    except (UnfitFileError, ValueError, KeyError, TypeError, RecursionError):
        raise NoFormError from None
    if not isinstance(body, str):
        raise NoFormError
    return body


def proposed(case: Case, body: str, options: argparse.Namespace) -> tuple[str, str, list[reply.Note]]:
    """(id, text of the file, what is wrong or missing) of a filled form; `options` has the folders, to try it in.

    Raises NoFormError.
    """
    filled = answers(PROPOSAL, body)
    if filled is None:
        raise NoFormError
    notes = [_note(label, "dit is niet ingevuld", "vul het in") for label in missing(PROPOSAL, filled)]
    name = slug(" ".join(filled["titel"].split()))[:80].strip("-")
    if filled["titel"] and not name:
        notes.append(_note("Titel", "hier staat geen woord in", "schrijf hoe het heet"))
    if filled["link.url"] and not filled["link.soort"]:
        notes.append(_note(_label("link.soort"), "dit is niet ingevuld", "kies wat er achter het adres staat"))
    ids, strange = _ids(case, filled)
    notes += strange
    if notes:
        return name, "", notes
    if name in case.documents[KIND]:
        there = f"data/{KIND}/{name}{SUFFIX}"
        return name, "", [_note("Titel", f"dit staat al op de site ({there})", "meld daar wat er niet klopt")]
    code = next_free_code(KIND, codes_ever(case.documents, case.locked))
    text = written(filled, ids, code, case.today.isoformat())
    path = f"data/{KIND}/{name}{SUFFIX}"
    plan = Plan()
    plan.set(path, "", text)
    roots = {"data": options.data, "docs": options.docs}
    found = tried(plan, [path], roots, case.today, project.check(case))
    return name, text, [_about(finding, path, text) for finding in found]


def _label(key: str) -> str:
    return next(label_of(PROPOSAL, asked) for asked in PROPOSAL.asked if asked.key == key)


def _note(label: str, message: str, hint: str) -> reply.Note:
    return reply.Note(label, 1, message, hint)


def _ids(case: Case, filled: Mapping[str, str]) -> tuple[dict[str, list[str]], list[reply.Note]]:
    """The ids that were meant by a code, a name or an abbreviation, and what nothing is called."""
    known = names(case.documents)
    ids: dict[str, list[str]] = {}
    notes: list[reply.Note] = []
    for key, kind in (("standaarden.standaard", "standaarden"), ("organisaties", "organisaties")):
        ids[key] = []
        for word in several(filled[key]):
            if (found := known[kind].get(fold(word))) is None:
                hint = "kijk op de site hoe het daar heet"
                if kind == "organisaties":
                    hint += "; staat de organisatie er nog niet, laat haar dan hier weg en noem haar in de samenvatting"
                notes.append(_note(_label(key), f"'{word}' staat niet op de site", hint))
            elif found not in ids[key]:
                ids[key].append(found)
    if len(ids["standaarden.standaard"]) > 1:  # each has a reason of its own, and a form asks for one
        hint = "noem de standaard waar het het meest bij hoort; de redactie kan er later meer bij zetten"
        notes.append(_note(_label("standaarden.standaard"), "hier staat er meer dan een", hint))
    return ids, notes


def written(filled: Mapping[str, str], ids: Mapping[str, list[str]], code: str, today: str) -> str:
    """The file of what was filled in."""
    one_line = {key: " ".join(text.split()) for key, text in filled.items()}
    lines = [tie(KIND), f"code: {code}", f"titel: {quoted(one_line['titel'])}", f"soort: {quoted(one_line['soort'])}"]
    lines += _listed("organisaties", ids["organisaties"])
    lines += [f"jaar: {quoted(one_line['jaar'], number=True)}"] if one_line["jaar"] else []
    lines += ["samenvatting: >-", *_folded(filled["samenvatting"], 2)]
    lines += _listed("doelgroepen", several(filled["doelgroepen"]))
    lines += ["standaarden:"]
    [standaard] = ids["standaarden.standaard"]
    lines += [f"  - standaard: {standaard}", "    waarom: >-", *_folded(one_line["standaarden.waarom"], 6)]
    if one_line["link.url"]:
        lines += ["link:", f"  url: {quoted(one_line['link.url'])}", f"  soort: {quoted(one_line['link.soort'])}"]
    lines += ["actualiteit:", f"  status: {quoted(one_line['actualiteit.status'])}"]
    lines += ["bronnen:", f"  - url: {quoted(one_line['bronnen.url'])}"]
    lines += ["wijzigingen:", f"  - datum: {today}", "    tekst: Toegevoegd.", ""]
    return "\n".join(lines)


def _listed(key: str, items: list[str]) -> list[str]:
    return [f"{key}:", *(f"  - {quoted(item)}" for item in items)] if items else []


def _folded(text: str, indent: int) -> Iterator[str]:
    """A text as the lines below '>-'; a blank line stays one."""
    for number, paragraph in enumerate(filter(str.strip, text.split("\n\n"))):
        if number:
            yield ""
        words = " ".join(paragraph.split())
        for line in textwrap.wrap(words, WIDTH - indent, break_long_words=False, break_on_hyphens=False):
            yield " " * indent + line


def _about(finding: Finding, path: str, text: str) -> reply.Note:
    """A finding, at the field of the form that its line came from."""
    if finding.path != path:
        return _note(finding.path, finding.message, finding.hint)
    above = text.split("\n")[: finding.line]
    first = next((line for line in reversed(above) if line[:1].isalpha()), "").partition(":")[0]
    own = next((match[1] for line in reversed(above) if (match := re.match(r"[ -]*([a-z_]+):( |$)", line))), "")
    keys = [asked.key for asked in PROPOSAL.asked]
    key = next(
        (one for one in (f"{first}.{own}", first) if one in keys),
        next((k for k in keys if k.startswith(f"{first}.")), ""),
    )
    return _note(_label(key) if key else finding.path, finding.message, finding.hint)
