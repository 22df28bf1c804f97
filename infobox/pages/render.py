"""Templates + entries -> HTML that can stand in a Markdown page. Everything that comes from data is escaped."""

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from infobox.catalogue import (
    addresses,
    bibliography,
    citation,
    comparison,
    destinations,
    facets,
    frames,
    lessets,
    paper,
)
from infobox.catalogue.dutch import (
    DOELEN,
    DOELGROEP_PLURALS,
    LINK_SOORTEN,
    MARKS,
    SOORT_PLURALS,
    STATUSSEN,
    count_nl,
    date_nl,
    dialled,
    first_letter,
    first_sentence,
)
from infobox.catalogue.history import History, in_kinds
from infobox.catalogue.identity import Site
from infobox.catalogue.infobox import Infobox, by_soort, per_doel
from infobox.catalogue.upkeep import CALENDAR, due, review_of
from infobox.entries.docs import Page
from infobox.entries.kinds import KINDS, REFERENCE, entry_path
from infobox.entries.lesset import USES
from infobox.entries.records import Entry
from infobox.entries.values import DOELGROEPEN, SOORTEN
from infobox.links.state import LinkState
from infobox.pages.beheer import Beheer
from infobox.pages.facts import facts, facts_of_part
from infobox.pages.linkstates import LinkStates
from infobox.pages.verkenning import ANSWERS, ZELFSCAN, question_key
from infobox.pages.wcag import CRITERIA, STATUSES, totals


class Templates(BytecodeCache):
    """Templates as Python code, kept for the next environment that asks for one with the same text."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket, when its text is what was compiled."""
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what is in the bucket."""
        self._code[bucket.key] = bucket.bytecode_to_string()


class Renderer:
    """Renders infobox/templates for one Infobox, the states of its links and the hand-written pages beside it.

    `root` is always the way from a page to the site's root. `before` is the one of the same
    project as it was, with the same templates; it saves time.
    """

    def __init__(  # noqa: PLR0913 - all that a page is made of
        self,
        infobox: Infobox,
        states: Mapping[str, LinkState] | None = None,
        site: Site = Site(),  # noqa: B008 - frozen
        *,
        beheer: Beheer | None = None,
        pages: Mapping[str, Page] | None = None,
        before: "Renderer | None" = None,
    ) -> None:
        self.infobox = infobox
        self.beheer = beheer or Beheer()
        self.site = site
        self.pages = pages or {}
        self.templates: Templates = before.templates if before else Templates()
        self.links: LinkStates = LinkStates(infobox, states or {}, before.links if before else None)
        links = self.links
        self._environment = Environment(
            loader=PackageLoader("infobox", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.do"],
            auto_reload=False,  # a build that sees other templates makes another Renderer
            bytecode_cache=self.templates,
        )
        self._environment.filters |= {
            "count_nl": count_nl,
            "date_nl": date_nl,
            "host": destinations.host,
            "file_facts": bibliography.file_facts,
            "by_soort": by_soort,
            "per_doel": lambda instruments: per_doel(instruments, DOELEN),
            "by_letter": by_letter,
            "capitalize_first": lambda text: text[:1].upper() + text[1:],
            "dialled": dialled,
            "first_sentence": first_sentence,
            "in_kinds": in_kinds,
            "unmarked": unmarked,
            "question_key": question_key,
        }
        self._environment.tests["web"] = destinations.is_web
        self._environment.globals |= {
            "infobox": infobox,
            "links": links,
            "describe": lambda instrument: bibliography.describe(instrument, infobox),
            "destination": lambda instrument: destinations.destination(instrument, infobox),
            "path": entry_path,
            "facts": lambda kind, entry: facts(infobox, kind, entry),
            "facts_of_part": lambda kind, part: facts_of_part(infobox, kind, part),
            "alternatives": infobox.alternatives,
            "FACETS": (*facets.FACETS, links.side()),
            "HULPMIDDELEN": facets.HULPMIDDELEN,
            "MATRICES": facets.MATRICES,
            "facet_counts": lambda facet: facets.counts(infobox, facet),
            "facet_places": lambda sides: facets.places(infobox, sides),
            "crossed": lambda down, across: facets.crossed(infobox, down, across),
            "sides": lambda: comparison.sides(infobox),
            "ANSWERS": ANSWERS,
            "ZELFSCAN": ZELFSCAN,
            "DOELEN": DOELEN,
            "site": site,
            "CRITERIA": CRITERIA,
            "STATUSES": STATUSES,
            "criteria_totals": totals(),
            "own_page": lambda kind, entry, part=None: citation.own_page(
                kind, entry, site, part, infobox.editie_of(kind, entry)
            ),
            "cite_page": citation.cite_page,
            "cite_editie": lambda editie: citation.cite_editie(site, editie),
            "in_markdown": citation.link_in_markdown,
            "folder_beside": addresses.folder_beside,
            "lasting_path": addresses.lasting_path,
            "USES": USES,
            "name_in_set": lessets.name_of,
            "set_in_address": lambda lesset: lessets.in_address(lesset, infobox),
            "PACKED": frames.PACKED,
            "PRINTED": paper.PRINTED,
            "paper_path": paper.paper_path,
            "cite_original": lambda instrument: citation.cite_original(citation.original(instrument, infobox)),
            "changes_at": self.history.at,
            "review": lambda kind, entry: review_of(kind, entry, site.agreements),
            "beheer": self.beheer,
            "calendar": lambda: CALENDAR if site.url and due(infobox.entries(), site.agreements) else "",
            "KINDS": KINDS,
            "SOORTEN": SOORTEN,
            "SOORT_PLURALS": SOORT_PLURALS,
            "DOELGROEPEN": DOELGROEPEN,
            "DOELGROEP_PLURALS": DOELGROEP_PLURALS,
            "LINK_SOORTEN": LINK_SOORTEN,
            "MARKS": MARKS,
            "STATUSSEN": STATUSSEN,
        }

    @cached_property
    def history(self) -> History:
        """What changed."""
        return History(self.infobox)

    @cached_property
    def moved_parts(self) -> Mapping[str, list[addresses.MovedPart]]:
        """Owner of a page -> the parts that once stood there."""
        return addresses.moved_parts(self.infobox)

    def render(self, template: str, root: str, **context: Any) -> str:
        """A template of infobox/templates as HTML. `root` is '' on the home page, '../../' two levels down.

        A kind without a template of its own gets the one that fits every kind, `_gewoon.html` in the same folder.
        """
        plain = f"{template.rpartition('/')[0]}/_gewoon.html"
        return self._environment.select_template([template, plain]).render(
            root=root or "./",
            prose=lambda text: self.prose(text, root),
            inline=lambda text: self.inline(text, root),
            **context,
        )

    def part(self, name: str, root: str, *arguments: Any) -> str:
        """One of the parts in `_delen.html`, for a macro that shows no more than that."""
        module = self._environment.get_template("_delen.html").make_module(
            {
                "root": root or "./",
                "prose": lambda text: self.prose(text, root),
                "inline": lambda text: self.inline(text, root),
            }
        )
        return str(getattr(module, name)(*arguments))

    def prose(self, text: str, root: str) -> Markup:
        """Plain text as paragraphs, `@codes` as links."""
        paragraphs = [part for part in re.split(r"\n\s*\n", text.strip()) if part]
        return Markup("".join(f"<p>{self.inline(part, root)}</p>" for part in paragraphs))  # noqa: S704 - escaped there

    def inline(self, text: str, root: str) -> Markup:
        """Plain text of one paragraph, `@codes` as links with the title of what they point to."""
        if "@" not in text:
            return escape(text)
        result, end = Markup(""), 0
        for match in REFERENCE.finditer(text):
            kind, entry = self.infobox.by_code.get(match[1], ("", None))
            result += escape(text[end : match.start()])
            result += self.link(kind, entry, root) if entry else escape(match[0])
            end = match.end()
        return result + escape(text[end:])

    def link(self, kind: str, entry: Entry, root: str) -> Markup:
        """A link with the title of an entry."""
        path = escape((root or "./") + entry_path(kind, entry.id))
        return Markup(f'<a href="{path}">{unmarked(entry.titel)}</a>')  # noqa: S704 - escaped both


def unmarked(text: str) -> Markup:
    """Text for inside a line of Markdown, where a title with a star or a bracket would else become markup."""
    return Markup(str(escape(text)).translate(_MARKDOWN))  # noqa: S704 - escaped, and then some


_MARKDOWN = str.maketrans({character: f"&#{ord(character)};" for character in "\\`*_{}[]"})


def root_of(url: str) -> str:
    """The way from the page at `url` to the site's root: '' for the home page, '../../' for standaarden/x/."""
    return "../" * len([part for part in url.split("/") if part not in ("", ".")])


def by_letter(entries: list[Entry]) -> list[tuple[str, list[Entry]]]:
    """Entries under the first letter of their title, for an A-Z list."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(first_letter(entry.titel), []).append(entry)
    return sorted(groups.items())
