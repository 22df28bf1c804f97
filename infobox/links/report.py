"""What people should look at: as Markdown for one rolling issue, as findings at the line for a pull request."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote

from infobox.findings import Finding
from infobox.links.collect import Address, Use
from infobox.links.exceptions import Exemption, exempt
from infobox.links.state import LinkState, parse_moment

TOO_LONG_UNKNOWN = timedelta(days=90)  # then a person should look
BLOCKING = ("weg", "dns", "ongeldig")  # in a pull request that brings the address

ARCHIVE = "https://web.archive.org/web/"


@dataclass(frozen=True)
class Item:
    """One address that needs a person: what is the matter, and what to do."""

    address: Address
    state: LinkState
    what: str
    todo: str


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
        items.extend(Item(address, state, what, do) for what, do in _matters(address.url, state, now))
    return items


def _matters(url: str, state: LinkState, now: datetime) -> Iterator[tuple[str, str]]:
    if state.oordeel == "stuk":
        since = state.mislukt[0][0][:10]
        yield f"stuk sinds {since}: {state.reden}", f"zoek het nieuwe adres; anders [in het archief]({archive_of(url)})"
    elif state.oordeel == "verhuisd":
        yield "verhuisd", f"vervang door `{state.voorstel}` (of draai `infobox links fix`)"
    elif state.oordeel == "ongeldig":
        yield f"ongeldig: {state.reden}", "schrijf een adres dat iedereen kan openen"
    elif state.klasse == "zachte-404" and state.oordeel == "onbekend":
        yield f"waarschijnlijk weg: {state.reden}", "kijk zelf, en vul `gecontroleerd_op` in of zoek het nieuwe adres"
    elif state.oordeel == "onbekend" and now - parse_moment(state.eerst_gezien) > TOO_LONG_UNKNOWN:
        yield f"al lang niet te controleren: {state.reden}", "kijk zelf en vul `gecontroleerd_op` in"
    if state.afwijking:
        yield f"veranderd op {state.afwijking_op[:10]}: {state.afwijking}", "kijk of het nog hetzelfde stuk is"


def markdown(items: Sequence[Item], findings: Sequence[Finding], states: Mapping[str, LinkState], edit: str) -> str:
    """The report: per file, with a link to edit it when `edit` (what precedes the path) is given; '' for nothing."""
    if not items and not findings:
        return ""
    lines = [
        "Gemaakt door de controle van de links. Dit bericht wordt bijgewerkt en sluit zichzelf als alles in orde is.",
        "",
    ]
    lines += [f"{total} adressen {name}." for name, total in totals(states).items()]
    for path in sorted({use.path for item in items for use in item.address.uses}):
        lines += ["", f"### {_file(path, edit)}", ""]
        for item in items:
            for use in item.address.uses:
                if use.path == path:
                    lines.append(
                        f"- regel {use.line}{_role(use)}: <{item.address.url}> - {item.what}. Wat te doen: {item.todo}."
                    )
    if findings:
        lines += ["", "### Uitzonderingen", "", *(f"- `{finding}`" for finding in findings)]
    return "\n".join(lines) + "\n"


def totals(states: Mapping[str, LinkState]) -> dict[str, int]:
    """How many addresses there are per oordeel, most first."""
    counts: dict[str, int] = {}
    for state in states.values():
        counts[state.oordeel] = counts.get(state.oordeel, 0) + 1
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _file(path: str, edit: str) -> str:
    return f"[{path}]({edit.rstrip('/')}/{quote(path)})" if edit else path


def _role(use: Use) -> str:
    return " (bron)" if use.rol == "bron" else ""


def blocking(
    addresses: Iterable[Address], states: Mapping[str, LinkState], exemptions: Sequence[Exemption], now: datetime
) -> Iterator[Finding]:
    """What may not come in with a pull request: an address that does not exist or may not be there."""
    for address in addresses:
        state = states[address.url]
        if state.klasse in BLOCKING and not exempt(exemptions, address.url, state.klasse, now.date()):
            for use in address.uses:
                yield use.finding(
                    f"het adres {address.url} is {_NAMES[state.klasse]}: {state.reden}",
                    "kijk het adres na in de browser",
                )


_NAMES = {"weg": "weg", "dns": "onvindbaar", "ongeldig": "ongeldig"}
