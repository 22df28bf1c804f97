"""What people should look at: as Markdown for one rolling issue, as findings at the line for a pull request."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote

from infobox import inert
from infobox.findings import Finding
from infobox.links.address import LONGEST, host_of
from infobox.links.advice import ADVICE, Soort, soort_of
from infobox.links.collect import Address, Use
from infobox.links.exceptions import Exemption, exempt
from infobox.links.state import LinkState, parse_moment

TOO_LONG_UNKNOWN = timedelta(days=90)  # then a person should look
BLOCKING = ("weg", "dns", "ongeldig")  # in a pull request that brings the address

MOST_BYTES = 55_000  # GitHub takes 65,536, and the message has a head of its own
ARCHIVE = "https://web.archive.org/web/"


@dataclass(frozen=True)
class Item:
    """One address that needs a person: the matter, `theirs` in words from outside, and what to do (in Markdown)."""

    address: Address
    state: LinkState
    matter: str
    theirs: str
    todo: str

    @property
    def what(self) -> str:
        """What is the matter, in plain words."""
        return f"{self.matter}: {self.theirs}" if self.theirs else self.matter


def archive_of(url: str) -> str:
    """Where the Wayback Machine keeps its copies of an address."""
    return ARCHIVE + url


def todo(
    addresses: Iterable[Address], states: Mapping[str, LinkState], exemptions: Sequence[Exemption], now: datetime
) -> list[Item]:
    """What needs a person now, in the order of the addresses."""
    items: list[Item] = []
    for address in addresses:
        state = states.get(address.url)
        if state is None or exempt(exemptions, address.url, state.klasse, now.date()):
            continue
        items.extend(Item(address, state, *matter) for matter in _matters(address.url, state, now))
    return items


def _matters(url: str, state: LinkState, now: datetime) -> Iterator[tuple[str, str, str]]:
    """What is the matter with an address: our words, those of others, and what to do in Markdown."""
    if state.oordeel == "stuk":
        since = state.mislukt[0][0][:10]
        copy, called = state.kopie or archive_of(url), f"de kopie van {state.kopie_van}"
        archive = f"[{called if state.kopie else 'in het archief'}]({inert.address(copy)})"
        yield f"stuk sinds {since}", state.reden, f"zoek het nieuwe adres; anders {archive}"
    elif state.oordeel == "verhuisd":
        yield "verhuisd", "", f"vervang door {inert.markdown(state.voorstel, LONGEST)} (of draai `infobox links fix`)"
    elif state.oordeel == "ongeldig":
        yield "ongeldig", state.reden, "schrijf een adres dat iedereen kan openen"
    elif state.klasse == "zachte-404" and state.oordeel == "onbekend":
        yield "waarschijnlijk weg", state.reden, "kijk zelf, en vul `gecontroleerd_op` in of zoek het nieuwe adres"
    elif state.oordeel == "onbekend" and now - parse_moment(state.eerst_gezien) > TOO_LONG_UNKNOWN:
        yield "al lang niet te controleren", state.reden, "kijk zelf en vul `gecontroleerd_op` in"
    if state.afwijking:
        yield f"veranderd op {state.afwijking_op[:10]}", state.afwijking, "kijk of het nog hetzelfde stuk is"


def markdown(items: Sequence[Item], findings: Sequence[Finding], states: Mapping[str, LinkState], edit: str) -> str:
    """The report: per file, with a link to edit it when `edit` (what precedes the path) is given; '' for nothing.

    What servers and addresses say stands in it as words only, and it is never cut off in the middle of a line.
    """
    if not items and not findings:
        return ""
    head = "Gemaakt door de controle van de links. Dit bericht wordt bijgewerkt en sluit zichzelf als alles in orde is."
    return shortened([head, "", *lines(items, findings, states, edit)])


def lines(
    items: Sequence[Item], findings: Sequence[Finding], states: Mapping[str, LinkState], edit: str
) -> Iterator[str]:
    """How many addresses there are of each oordeel, then what is to be done per file, and which exceptions are over."""
    yield from (f"{total} adressen {name}." for name, total in totals(states).items())
    for path in sorted({use.path for item in items for use in item.address.uses}):
        yield from ("", f"### {file_link(path, edit)}", "")
        yield from (_entry(item, use) for item in items for use in item.address.uses if use.path == path)
    if findings:
        yield from ("", "### Uitzonderingen", "", *(f"- {inert.markdown(str(finding))}" for finding in findings))


def account(
    addresses: Sequence[Address],
    states: Mapping[str, LinkState],
    items: Sequence[Item],
    findings: Sequence[Finding],
    edit: str,
) -> str:
    """All that is known, in one report: each sort of address with its number and what to do, then what is to be done.

    As in the other report, what others say stands in it as words only.
    """
    sorts: dict[Soort, list[Address]] = {}
    for address in addresses:
        sorts.setdefault(soort_of(states.get(address.url), address.gecontroleerd_op), []).append(address)
    copies = sum(bool(states[address.url].kopie) for address in addresses if address.url in states)
    told = [
        "# Verslag van de controle van links",
        "",
        f"{len(addresses)} adressen. Van {copies} is een kopie bekend.",
        "",
    ]
    told += ["| staat | adressen | wat het is | wat te doen |", "| --- | --- | --- | --- |"]
    for soort, advice in ADVICE.items():
        if here := sorts.get(soort):
            told.append(f"| {advice.heading} | {len(here)} | {advice.what} | {advice.todo or 'Niets.'} |")
    if shut := sorts.get("dicht"):
        told += ["", "## Sites die de controle niet toelaten", ""]
        hosts = Counter(host_of(address.url) for address in shut)
        told += [f"- {inert.markdown(host)}: {number}" for host, number in hosts.most_common()]
    told += ["", "## Wat er te doen is", "", *lines(items, findings, {}, edit)]
    told += [] if items or findings else ["Niets."]
    told += ["", "## Hierna", "", "Leg `links/staat.json` vast in de repository. De volgende bouw toont wat gezien is."]
    return shortened(told)


def _entry(item: Item, use: Use) -> str:
    theirs = f": {inert.markdown(item.theirs)}" if item.theirs else ""
    where = f"regel {use.line}{_role(use)}: {inert.markdown_link(item.address.url)}"
    return f"- {where} - {item.matter}{theirs}. Wat te doen: {item.todo}."


def shortened(lines: Sequence[str]) -> str:
    """The lines that fit in one message, whole; and whether there are more."""
    kept: list[str] = []
    size = 0
    for line in lines:
        size += len(line.encode()) + 1
        if size > MOST_BYTES:
            more = sum(each.startswith("- ") for each in lines[len(kept) :])
            return "\n".join([*kept, "", f"En nog {more} regels; zie `links/staat.json`."]) + "\n"
        kept.append(line)
    return "\n".join(kept) + "\n"


def totals(states: Mapping[str, LinkState]) -> dict[str, int]:
    """How many addresses there are per oordeel, most first."""
    counts: dict[str, int] = {}
    for state in states.values():
        counts[state.oordeel] = counts.get(state.oordeel, 0) + 1
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def file_link(path: str, edit: str) -> str:
    """A file of the repository in Markdown: a link to edit it, when `edit` is how such addresses begin."""
    name = path if re.fullmatch(r"[A-Za-z0-9/.-]+", path) else inert.markdown(path)
    return f"[{name}]({inert.address(edit.rstrip('/'))}/{quote(path, errors='replace')})" if edit else name


def _role(use: Use) -> str:
    return " (bron)" if use.rol == "bron" else ""


def blocking(
    addresses: Iterable[Address], states: Mapping[str, LinkState], exemptions: Sequence[Exemption], now: datetime
) -> Iterator[Finding]:
    """What may not come in with a pull request: an address that does not exist or may not be there."""
    for address in addresses:
        state = states.get(address.url)
        if state and state.klasse in BLOCKING and not exempt(exemptions, address.url, state.klasse, now.date()):
            for use in address.uses:
                yield use.finding(
                    f"het adres {address.url} is {_NAMES[state.klasse]}: {state.reden}",
                    "kijk het adres na in de browser",
                )


_NAMES = {"weg": "weg", "dns": "onvindbaar", "ongeldig": "ongeldig"}
