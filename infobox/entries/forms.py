"""The forms in which anybody can propose or report something, made from the models; and what somebody filled in.

GitHub gives a filled form as Markdown: a heading for each field, and below it what was typed.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from infobox.entries.fields import Field, fields_of
from infobox.entries.model import MODELS
from infobox.text import quoted

Element = Literal["input", "textarea", "dropdown"]
NOTHING = "_No response_"  # GitHub's words for a field that was left empty
MOST_LETTERS = 65_536  # of an issue


@dataclass(frozen=True)
class Asked:
    """A field of a form: the key of the model that explains it, or a label of its own; and how it is asked."""

    key: str
    element: Element = "input"
    required: bool = False
    label: str = ""
    hint: str = ""  # instead of, or after, what the model says
    multiple: bool = False


@dataclass(frozen=True)
class Form:
    """A form for GitHub; `kind` is the model that its keys are of."""

    name: str
    description: str
    kind: str
    asked: tuple[Asked, ...] = field(default=())


_PAGE = Asked("", required=True, label="Welke pagina", hint="De code, bijvoorbeeld I027, of het adres van de pagina.")
_SOURCE = "Het adres van de pagina van de maker of uitgever waarop dat te lezen is."

PROPOSAL = Form(
    "Stel een instrument voor",
    "Er ontbreekt iets dat al bestaat en dat lokale teams helpt.",
    "instrumenten",
    (
        Asked("titel", required=True),
        Asked("soort", "dropdown", required=True),
        Asked("organisaties", hint="Wie het maakte of uitgaf, zoals op de site. Meer? Zet er een komma tussen."),
        Asked("jaar", hint="Het jaar dat erin staat. Staat er geen jaar in, laat dit dan leeg."),
        Asked("samenvatting", "textarea", required=True),
        Asked("doelgroepen", "dropdown", required=True, multiple=True),
        Asked(
            "standaarden.standaard",
            required=True,
            hint="De code van de standaard waar het het meest bij hoort, zoals S03. Eén; meer kan later.",
        ),
        Asked("standaarden.waarom", "textarea", required=True),
        Asked("link.url"),
        Asked("link.soort", "dropdown"),
        Asked("bronnen.url", required=True, hint=_SOURCE),
        Asked("actualiteit.status", "dropdown", required=True),
    ),
)

FORMS: Mapping[str, Form] = {
    "instrument-voorstellen": PROPOSAL,
    "link-werkt-niet": Form(
        "Link werkt niet",
        "Een link gaat nergens heen, of naar iets anders dan er staat.",
        "instrumenten",
        (
            _PAGE,
            Asked("link.url", required=True, hint="Het adres dat niet werkt."),
            Asked("", "textarea", label="Wat er te zien is", hint="Een foutmelding, een ander stuk, een lege pagina."),
            Asked("overige_links.url", label="Nieuw adres", hint="Als u weet waar het nu staat."),
        ),
    ),
    "fout-melden": Form(
        "Meld een fout",
        "Er staat iets dat niet klopt.",
        "instrumenten",
        (
            _PAGE,
            Asked("", "textarea", required=True, label="Wat er niet klopt"),
            Asked("bronnen.url", required=True, hint=_SOURCE),
        ),
    ),
    "telefoonnummer": Form(
        "Telefoonnummer klopt niet",
        "Een nummer is veranderd, of er neemt niemand op.",
        "contacten",
        (
            Asked("titel", required=True, hint="Bij wie het nummer hoort."),
            Asked("", required=True, label="Nummer op de site"),
            Asked("nummer", required=True, label="Nummer dat het moet zijn", hint="Niet bekend? Schrijf: onbekend."),
            Asked("bronnen.url", required=True, hint=_SOURCE),
        ),
    ),
}


def label_of(form: Form, asked: Asked) -> str:
    """What a field is called on its form: as in the model, with the record that it stands in."""
    if asked.label:
        return asked.label
    titles = {one.key: one.titel for one in fields_of(MODELS[form.kind])}
    outer, dot, _ = asked.key.rpartition(".")
    own = titles[asked.key]
    return f"{titles[outer]}: {own.lower()}" if dot else own


def template(form: Form) -> str:
    """The form as GitHub wants it."""
    explained = {one.key: one for one in fields_of(MODELS[form.kind])}
    body = [_element(label_of(form, asked), asked, explained.get(asked.key)) for asked in form.asked]
    body.append(
        {
            "type": "checkboxes",
            "id": "privacy",
            "attributes": {
                "label": "Geen gegevens van cliënten",
                "options": [{"label": "In dit bericht staan geen gegevens van cliënten.", "required": True}],
            },
        }
    )
    record = {"name": form.name, "description": form.description, "title": f"{form.name}: ", "body": body}
    lines = ["# Gemaakt door: infobox forms .github/ISSUE_TEMPLATE", *_lines(record, ""), ""]
    return "\n".join(lines)


def _lines(value: Any, margin: str) -> Iterator[str]:
    """Plain records, lists, texts and yes or no as lines of YAML."""
    pairs = value.items() if isinstance(value, dict) else [("-", one) for one in value]
    pairs = [(before if before == "-" else f"{before}:", one) for before, one in pairs]
    for before, one in pairs:
        if isinstance(one, dict | list):
            inner = list(_lines(one, f"{margin}  "))
            yield f"{margin}- {inner[0].strip()}" if before == "-" else f"{margin}{before}"
            yield from inner[1:] if before == "-" else inner
        else:
            yield f"{margin}{before} {str(one).lower() if isinstance(one, bool) else quoted(one)}"


def _element(label: str, asked: Asked, told: Field | None) -> dict[str, Any]:
    attributes: dict[str, Any] = {"label": label}
    if hint := asked.hint or (told.uitleg if told else ""):
        attributes["description"] = hint
    if asked.element == "dropdown" and told:
        attributes["multiple"] = asked.multiple
        attributes["options"] = told.waarden.split(", ")
    name = (asked.key or label.lower()).replace(".", "-").replace(" ", "-")
    return {
        "type": asked.element,
        "id": name,
        "attributes": attributes,
        "validations": {"required": asked.required},
    }


def answers(form: Form, body: str) -> dict[str, str] | None:
    """Key -> what was filled in, '' for nothing; None when the text is no filled form of this kind.

    Headings count in the order of the form, so that a heading that somebody typed in a field is text.
    """
    labels = [(asked.key, label_of(form, asked)) for asked in form.asked]
    lines = re.sub(r"\r\n?", "\n", body[:MOST_LETTERS]).split("\n")
    starts: list[int] = []
    for _, label in labels:
        after = starts[-1] + 1 if starts else 0
        at = next((n for n in range(after, len(lines)) if lines[n].strip() == f"### {label}"), None)
        if at is None:
            return None
        starts.append(at)
    last = next((n for n in range(starts[-1] + 1, len(lines)) if lines[n].startswith("### ")), len(lines))
    ends = [*starts[1:], last]
    found = ("\n".join(lines[start + 1 : end]).strip() for start, end in zip(starts, ends, strict=True))
    return {key: "" if text == NOTHING else text for (key, _), text in zip(labels, found, strict=True)}


def missing(form: Form, filled: Mapping[str, str]) -> Iterator[str]:
    """The labels of what has to be filled in and is not."""
    for asked in form.asked:
        if asked.required and not filled[asked.key]:
            yield label_of(form, asked)


def several(text: str) -> list[str]:
    """What somebody typed with commas or line ends between, each once."""
    parts = (part.strip(" \t.-*") for part in re.split(r"[,;\n]", text))
    return list(dict.fromkeys(part for part in parts if part))
