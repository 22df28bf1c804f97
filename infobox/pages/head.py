"""What machines read in the head of a page: previews (Open Graph), reference managers (Highwire, Dublin Core), JSON-LD.

Previews are seen by others than the reader, in a chat or on a shared screen. So they name the kind and the code of a
page, never its subject.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup, escape

from infobox.catalogue.addresses import (
    FEED,
    SITE_FEED,
    TABLES_FOLDER,
    WITH_FEED,
    data_of_page,
    data_path,
    feed_path,
    group_feeds,
    lasting_path,
)
from infobox.catalogue.citation import Original, original
from infobox.catalogue.history import last_change
from infobox.catalogue.identity import LICENCE, Site
from infobox.catalogue.infobox import Infobox
from infobox.entries.instrument import Instrument
from infobox.entries.kinds import KINDS
from infobox.entries.records import Entry

PICTURE = "assets/voorbeeld.png"  # for link previews: the site's mark, no words
WIDTH, HEIGHT = 1200, 630
ALT = "Beeldmerk van de site: een huis met een informatieteken"
DESCRIPTION = "Wegwijzer voor lokale teams en gemeenten: wat er al is, en waar het te vinden is."
_SCHEMA = {"boek": "Book", "artikel": "Article", "rapport": "Report", "wet": "Legislation", "training": "Course",
           "website": "WebSite", "video": "VideoObject", "databank": "DataCatalog"}  # fmt: skip


def head(site: Site, infobox: Infobox, *, title: str, canonical: str, meta: Mapping[str, Any]) -> Markup:
    """The tags for the head of one page. `meta` is its front matter: `soort` and `wie` for a page made from data."""
    kind, entry_id = str(meta.get("soort", "")), meta.get("wie")
    entry = infobox.with_retired(kind).get(str(entry_id)) if entry_id else None
    about = title if entry is None else subject(kind, entry)
    tags = [open_graph(site, about, canonical), *_feeds(site, kind, entry, canonical), _link("license", LICENCE)]
    if entry is None and site.url:
        here = canonical.removeprefix(site.url)
        tags += [_link("alternate", site.url + path, form) for path, form in data_of_page(here)]
        tags += [_json_ld(one) for one in _of_the_whole(site, here)]
    if meta.get("robots"):
        tags.append(_meta("robots", str(meta["robots"])))
    if entry is not None:
        if site.url:
            tags.append(_link("alternate", site.url + data_path(kind, entry), "application/json"))
            tags.append(_link("cite-as", site.url + lasting_path(kind, entry)))
        if entry.levensloop.status != "actief":
            tags.append(_meta("robots", "noindex"))
        one = original(entry, infobox) if isinstance(entry, Instrument) else None
        tags += _highwire(one) if one else _dublin_core(site, entry, canonical)
        tags.append(_json_ld(_described(site, entry, one, canonical)))
    return Markup("\n").join(tags)


def _meta(name: str, content: str, key: str = "name") -> Markup:
    # Not Markup.format, which takes ten times as long; there are twenty of these in a page.
    return Markup(f'<meta {key}="{escape(name)}" content="{escape(content)}">')  # noqa: S704 - escaped here


def _link(rel: str, address: str, kind: str = "") -> Markup:
    typed = f' type="{kind}"' if kind else ""
    return Markup(f'<link rel="{rel}"{typed} href="{escape(address)}">')  # noqa: S704 - escaped here


def subject(kind: str, entry: Entry) -> str:
    """What a preview calls an entry: 'Standaard S03', 'Organisatie'."""
    return f"{KINDS[kind].singular.capitalize()} {getattr(entry, 'code', '')}".strip()


def open_graph(site: Site, about: str, canonical: str) -> Markup:
    """The preview of a page. Without an absolute address of its own a site has no picture to point to."""
    tags = {
        "og:type": "website",
        "og:locale": "nl_NL",
        "og:site_name": site.name,
        "og:title": about if about == site.name else f"{about} · {site.name}",
        "og:description": DESCRIPTION,
    }
    if site.url:
        tags |= {
            "og:url": canonical,
            "og:image": site.url + PICTURE,
            "og:image:type": "image/png",
            "og:image:width": str(WIDTH),
            "og:image:height": str(HEIGHT),
            "og:image:alt": ALT,
        }
    return Markup("\n").join(_meta(name, content, "property") for name, content in tags.items())


def _feeds(site: Site, kind: str, entry: Entry | None, canonical: str) -> Iterator[Markup]:
    if not site.url:
        return
    found = [(SITE_FEED, "Wat er nieuw is")]
    if entry is not None and kind in WITH_FEED:
        code = str(getattr(entry, "code", ""))
        found.append((feed_path(code), f"Wat er nieuw is bij {code}"))
    here = canonical.removeprefix(site.url)
    found += [(f"{page}{FEED}", "Wat er nieuw is in deze lijst") for page, _, _ in group_feeds() if page == here]
    for path, title in found:
        # Two words on purpose: the theme takes rel="alternate" alone for a translation and asks for its sitemap.
        yield Markup('<link rel="alternate feed" type="application/atom+xml" title="{}" href="{}">').format(
            title, site.url + path
        )


def _highwire(one: Original) -> Iterator[Markup]:
    """The original, not our page about it: that is what a reference manager should keep."""
    yield _meta("citation_title", one.titel)
    for maker in one.makers:
        yield _meta("citation_author", maker.inverted)
    tags = {
        "citation_publication_date": one.year,
        "citation_journal_title": one.journal,
        "citation_volume": one.volume,
        "citation_issue": one.number,
        "citation_technical_report_institution": one.publisher if one.soort == "rapport" and not one.journal else "",
        "citation_publisher": one.publisher,
        "citation_isbn": one.isbn,
        "citation_doi": one.doi,
        "citation_public_url": one.url,
    }
    yield from (_meta(name, content) for name, content in tags.items() if content)


def _dublin_core(site: Site, entry: Entry, canonical: str) -> Iterator[Markup]:
    day = last_change(entry)
    tags = {
        "DC.title": entry.titel,
        "DC.creator": site.name,
        "DC.publisher": site.name,
        "DC.date": day.isoformat() if day else "",
        "DC.identifier": canonical,
        "DC.language": "nl",
        "DC.type": "Text",
    }
    yield from (_meta(name, content) for name, content in tags.items() if content)


def _described(site: Site, entry: Entry, one: Original | None, canonical: str) -> dict[str, Any]:
    """The page as schema.org describes pages; only what is attested."""
    day = last_change(entry)
    page: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": entry.titel,
        "inLanguage": "nl",
        "license": LICENCE,
        "isPartOf": {"@type": "WebSite", "name": site.name, "url": site.url},
        "identifier": getattr(entry, "code", ""),
        "url": canonical,
        "dateModified": day.isoformat() if day else "",
        "mainEntity": _work(one) if one else "",
    }
    return _filled(page)


def _of_the_whole(site: Site, here: str) -> Iterator[dict[str, Any]]:
    """What the home page, the page about data and the begrippen say of themselves."""
    base = {"@context": "https://schema.org", "inLanguage": "nl", "license": LICENCE, "url": site.url + here}
    if here == "":
        yield {**base, "@type": "WebSite", "name": site.name, "description": DESCRIPTION}
    elif here == "begrippen/":
        yield {**base, "@type": "DefinedTermSet", "name": f"Begrippen van {site.name}"}
    elif here == f"{TABLES_FOLDER}/":
        files = {"infobox.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
        files |= {"instrumenten.csv": "text/csv", "begrippen.ttl": "text/turtle"}
        given = [
            {"@type": "DataDownload", "contentUrl": f"{site.url}{here}{name}", "encodingFormat": form}
            for name, form in files.items()
        ]
        holds = "De gegevens van deze site, om mee te nemen."
        name = f"Gegevens van {site.name}"
        yield {**base, "@type": "Dataset", "name": name, "description": holds, "distribution": given}


def _work(one: Original) -> dict[str, Any]:
    work = {
        "@type": "ScholarlyArticle" if one.journal else _SCHEMA.get(one.soort, "CreativeWork"),
        "name": one.titel,
        "author": [
            {"@type": "Person" if maker.is_person else "Organization", "name": _natural(maker.inverted)}
            for maker in one.makers
        ],
        "datePublished": one.year,
        "publisher": {"@type": "Organization", "name": one.publisher} if one.publisher else "",
        "isbn": one.isbn,
        "identifier": f"https://doi.org/{one.doi}" if one.doi else "",
        "url": one.url,
    }
    return _filled(work)


def _natural(inverted: str) -> str:
    family, _, given = inverted.partition(", ")
    return f"{given} {family}".strip()


def _filled(record: dict[str, Any]) -> dict[str, Any]:
    return {
        key: _filled(value) if isinstance(value, dict) else value
        for key, value in record.items()
        if value not in ("", [])
    }


def _json_ld(record: dict[str, Any]) -> Markup:
    """Data in a script element: '<', '>' and '&' are written as escapes, so no value can end the element."""
    text = json.dumps(record, ensure_ascii=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup('<script type="application/ld+json">{}</script>').format(Markup(text))  # noqa: S704 - escaped above
