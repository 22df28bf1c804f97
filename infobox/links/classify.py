"""From what was seen to a `klasse`. Pure: the same evidence always gives the same class."""

import re
from dataclasses import dataclass
from typing import Literal, get_args
from urllib.parse import urlsplit

from infobox.links.evidence import Answer, Evidence

Klasse = Literal[
    "goed", "verhuisd", "zachte-404", "weg", "afgeschermd", "storing", "dns", "certificaat", "ongeldig"
]  # fmt: skip
KLASSEN: tuple[Klasse, ...] = get_args(Klasse)

GONE = (404, 410)
TRY_AGAIN = (408, 425)
_HOME = re.compile(r"/((index|home|default)(\.\w+)?|nl|nl-nl|en)?/?", re.IGNORECASE)
_CONSENT = re.compile(r"cookie|consent|toestemming", re.IGNORECASE)
_CHALLENGE = re.compile(r"just a moment|attention required|captcha|access denied|are you (a )?human", re.IGNORECASE)
_NAME = re.compile(
    r"NameResolutionError|Name or service not known|Hostname not found|getaddrinfo|nodename nor servname"
)
_CERTIFICATE = re.compile(
    r"SSLError|SSLCertVerification|CertificateError|certificate verify failed|SSL:", re.IGNORECASE
)


@dataclass(frozen=True)
class Outcome:
    """A class, why (Dutch, for people), and the address to use instead when it has moved."""

    klasse: Klasse
    reden: str
    voorstel: str = ""


def classify(evidence: Evidence) -> Outcome:
    """The class of one address."""
    last = evidence.last
    if evidence.stumble:
        return Outcome("afgeschermd", "de controle kan dit antwoord niet lezen")
    if evidence.refused:
        return Outcome("ongeldig", evidence.refused if not evidence.hops else f"stuurt door: {evidence.refused}")
    if evidence.robots:
        return Outcome("afgeschermd", evidence.robots)
    if last.error:
        return _of_error(last.error)
    if evidence.too_many_hops:
        if any("set-cookie" in hop.headers for hop in evidence.hops):
            return Outcome("afgeschermd", "stuurt rond zolang er geen cookie wordt bewaard")
        return Outcome("storing", "stuurt eindeloos door")
    return _of_page(evidence) if 200 <= last.status < 300 else _of_status(last)


def _of_error(error: str) -> Outcome:
    if _NAME.search(error):
        return Outcome("dns", "de naam van de site is niet te vinden")
    if _CERTIFICATE.search(error):
        return Outcome("certificaat", "het certificaat van de site klopt niet")
    if "timed out" in error or "Timeout" in error:
        return Outcome("storing", "geen (volledig) antwoord binnen de tijd")
    return Outcome("storing", "de verbinding brak af")


def _of_status(last: Answer) -> Outcome:
    status = last.status
    if "cf-mitigated" in last.headers:
        return Outcome("afgeschermd", f"vraagt om een bewijs geen robot te zijn ({status})")
    if status in GONE:
        return Outcome("weg", f"de pagina bestaat niet ({status})")
    if status == 429:
        return Outcome("afgeschermd", "de site vraagt om rust (429)")
    if status >= 500 or status in TRY_AGAIN:
        return Outcome("storing", f"storing op de site ({status})")
    return Outcome("afgeschermd", f"de site laat de controle niet toe ({status})")


def _of_page(evidence: Evidence) -> Outcome:
    first, last = evidence.address, evidence.last
    if "cf-mitigated" in last.headers or (last.title and _CHALLENGE.search(last.title)):
        return Outcome("afgeschermd", "vraagt om een bewijs geen robot te zijn")
    if len(evidence.hops) > 1 and _CONSENT.search(last.address) and not _CONSENT.search(first):
        return Outcome("afgeschermd", "vraagt eerst om toestemming voor cookies")
    if reason := _soft(evidence):
        return Outcome("zachte-404", reason)
    if moved := _moved_to(evidence):
        return Outcome("verhuisd", "voorgoed verplaatst", voorstel=moved)
    return Outcome("goed", "")


def _soft(evidence: Evidence) -> str:
    last, nonsense = evidence.last, evidence.nonsense
    asked, reached = urlsplit(evidence.address), urlsplit(last.address)
    deep = not _HOME.fullmatch(asked.path) or asked.query
    if len(evidence.hops) > 1 and deep and _HOME.fullmatch(reached.path) and not reached.query:
        return "stuurt door naar de beginpagina"
    if asked.path.lower().endswith(".pdf") and last.sketch and not last.start.startswith("%PDF"):
        return "geeft een webpagina in plaats van het document"
    if nonsense and nonsense.status == 200 and deep and last.says_the_same_as(nonsense):
        return "geeft hetzelfde antwoord als een adres dat niet bestaat"
    return ""


def _moved_to(evidence: Evidence) -> str:
    """Where the leading permanent redirects end; a temporary one further on is the site's own business."""
    moved = ""
    for hop, following in zip(evidence.hops, evidence.hops[1:], strict=False):
        if not hop.permanent:
            break
        moved = following.address
    return moved
