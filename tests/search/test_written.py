"""Hand-written pages as text to search in."""

from infobox.search.found import Section
from infobox.search.written import plain, written_page

PAGE = """---
title: "Begin hier"
description: "Niet zoeken."
---

# Waar te beginnen

Eerst **dit**, met een [link](over.md#x) en `code`.

## Een casus { #casus }

- Punt een {{ standaard("S03") }}
- Punt twee

### Zonder anker

Hoort bij de casus. <span class="x">Tekst</span>

```yaml
verborgen: ja
```

## Training { #training .breed }

!!! note "Let op"
    Ook dit.
"""


def test_a_page_is_its_title_its_beginning_and_its_anchored_sections() -> None:
    page = written_page("begin-hier/", PAGE)
    assert (page.address, page.title) == ("begin-hier/", "Begin hier")
    assert page.text == "Waar te beginnen. Eerst dit, met een link en code."
    assert list(page.sections) == [
        Section("begin-hier/#casus", "Een casus", "Punt een Punt twee Zonder anker. Hoort bij de casus. Tekst"),
        Section("begin-hier/#training", "Training", "Ook dit."),
    ]


def test_a_page_without_front_matter_or_sections_is_one_text() -> None:
    page = written_page("los/", "Alleen tekst, {% set x = 1 %}niet meer.")
    assert (page.title, page.text, list(page.sections)) == ("los/", "Alleen tekst, niet meer.", [])


def test_markup_leaves_no_trace() -> None:
    assert plain("> *schuin* | ![beeld](a.png) <!-- weg --> {: .klasse }") == "schuin beeld"
