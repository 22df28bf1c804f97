"""An address as somebody pasted it: what is wrong with it, and the address that was meant.

`infobox/text.py` says what is unfit for a reader; this says what is unhandy, and what to type instead.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote, urlsplit, urlunsplit

from infobox.text import Fault, url_faults

# Parameters that say where a reader came from, and nothing about the page.
_TRACKING = re.compile(
    r"(utm|mtm|pk|piwik|hsa|mc|vero|oly|wt|trk|ns)_[a-z_]+|gclid|gbraid|wbraid|dclid|fbclid|msclkid|yclid|twclid|igshid"
    r"|igsh|li_fat_id|_hs(enc|mi)|mkt_tok|_ga|_gl|_gac|s_cid|cmpid|campaignid|spm|ref_src|ref_url|trackingid|srsltid",
    re.IGNORECASE,
)
_BARE_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?=[/?#:]|$)", re.IGNORECASE)
_SCHEME = re.compile(
    r"(?:h+t+p+s?|http?s|https?|htt?ps?|ttps?|hhtps?|htttps?|htps?)\s*[:;.]?\s*[/\\]{1,3}\s*", re.IGNORECASE
)
_INSIDE = re.compile(r"https?://[^\s<>()\[\]\"'“”‘’]+", re.IGNORECASE)
_ON_DISK = re.compile(r"^(file:|[a-z]:[\\/]|\\\\|/(users|home|volumes)/)", re.IGNORECASE)
_EMAIL = re.compile(r"(mailto:)?[^\s@/]+@[^\s@/]+\.[a-z]{2,}", re.IGNORECASE)

# Addresses that lead through somebody else: host, parameter that holds the real one, whose it is.
_THROUGH = (
    (r"safelinks\.protection\.outlook\.com|statics\.teams\.cdn\.office\.net", "url", "Outlook of Teams"),
    (r"(www\.)?google\.[a-z.]+", "q url", "Google"),
    (r"lm?\.facebook\.com", "u", "Facebook"),
    (r"(www\.)?linkedin\.com", "url", "LinkedIn"),
    (r"(www\.)?bing\.com", "u", "Bing"),
    (r"urldefense(\.proofpoint)?\.com", "u", "een virusscanner"),
    (r"(www\.)?youtube\.com", "q", "YouTube"),
)
# Addresses that only some people can open.
_CLOSED = (
    (r"([\w-]+\.)?sharepoint\.com|[\w-]+-my\.sharepoint\.com", "SharePoint"),
    (r"teams\.(microsoft|live)\.com", "Teams"),
    (r"(1drv\.ms|onedrive\.live\.com)", "OneDrive"),
    (r"(drive|docs)\.google\.com", "Google Drive"),
    (r"(www\.)?dropbox\.com", "Dropbox"),
    (r"(www\.)?wetransfer\.com|we\.tl", "WeTransfer"),
    (r"(outlook\.(office|live)\.com|mail\.google\.com)", "een mailbox"),
)
_INTRANET = re.compile(r"(^|[.-])(intranet|insite|interne?|plein|portaal-intern|mijn-?intranet)([.-]|$)")
_SHORT = re.compile(
    r"(bit\.ly|tinyurl\.com|t\.co|goo\.gl|ow\.ly|is\.gd|buff\.ly|lnkd\.in|rebrand\.ly|cutt\.ly|shorturl\.at|t\.ly"
    r"|tiny\.cc|dlvr\.it|fb\.me)"
)


@dataclass(frozen=True)
class Meant:
    """What an address should be; `why` says, in Dutch, what was wrong, one piece for each thing."""

    url: str
    why: tuple[str, ...] = ()


def address_faults(written: str) -> Iterator[Fault]:
    """What is wrong with an address, with the address to type where that is known."""
    text = written.strip()
    if _ON_DISK.match(text):
        yield "", "dit bestand staat op een eigen computer; een lezer kan er niet bij", _ASK
        return
    if _EMAIL.fullmatch(text):
        hint = "zet hier het adres van een pagina die dat vertelt, of haal de regel weg"
        yield "", "dit is een e-mailadres en geen pagina", hint
        return
    if re.match(r"tel:|\+?[0-9][0-9 ().-]{5,}$", text, re.IGNORECASE):
        hint = "zet hier het adres van een pagina die dat vertelt, of haal de regel weg"
        yield "", "dit is een telefoonnummer en geen pagina", hint
        return
    inside = _INSIDE.findall(text)
    if len(inside) > 1 and re.search(r"\s", text):
        hint = f"kies er een, en zet de andere bij 'overige_links' of 'bronnen'; schrijf: {inside[0].rstrip('.,;')}"
        yield "", "hier staan twee adressen", hint
        return
    found = meant(text)
    if found is None:
        yield "", f"'{text[:60]}' is geen adres", "schrijf het hele adres, met https:// ervoor, of haal de regel weg"
        return
    if faults := list(url_faults(found.url)):
        yield from faults
        return
    host = urlsplit(found.url).hostname or ""
    if refused := _closed(host):
        yield "", refused, _ASK
    elif found.why:
        yield "", "; ".join(found.why), f"schrijf: {found.url}"


_ASK = "zoek de pagina waar iedereen het kan vinden, of haal de regel weg"


def meant(text: str) -> Meant | None:
    """The address that a text was meant to be, cleaned; None when there is none in it."""
    why: list[str] = []
    url = text
    bare = _INSIDE.search(text)
    if bare and text != bare[0] and re.match(r"[\[<(\"'“‘]", text):
        url = bare[0]
        why.append("er staat meer dan het adres")
    url = _with_one_beginning(url, why)
    if re.match(r"[a-z]+:(?!\s*[/\\])(?!\d+(/|$))", url, re.IGNORECASE) and not re.match("https?:", url, re.IGNORECASE):
        return Meant(url)  # another scheme: told by url_faults
    if not re.match(r"https?://\S", url, re.IGNORECASE):
        if (match := _SCHEME.match(url)) and _BARE_HOST.match(url[match.end() :].replace(",", ".")):
            url = f"https://{url[match.end() :]}"
            why.append("het begin van het adres klopt niet")
        elif _BARE_HOST.match(url) and not re.search(r"\s", url.partition("/")[0]):
            url = f"https://{url}"
            why.append("voor het adres ontbreekt https://")
        elif "://" in url:
            return Meant(url)
        else:
            return None
    if re.search(r"\s", url):
        if re.search(r"\s", url.partition("//")[2].partition("/")[0]):
            return None
        url = re.sub(r"\s", "%20", url)
        why.append("in een adres kan geen spatie staan")
    if (shorter := _without_tail(url)) != url:
        why.append(f"achter het adres staat een teken te veel ({url[len(shorter) :]})")
        url = shorter
    try:
        urlsplit(url).port  # noqa: B018 - may it be read at all
    except ValueError:
        return Meant(url)
    return _cleaned(url, why)


def _with_one_beginning(url: str, why: list[str]) -> str:
    """An address without a second https:// before it, and with slashes that lean forward."""
    if re.match(r"https?:[\\/]*https?:", url, re.IGNORECASE):
        url = re.sub(r"^(https?:[\\/]*)+(?=https?:)", "", url, flags=re.IGNORECASE)
        why.append("https:// staat er twee keer")
    if "\\" in url and re.match(r"https?:", url, re.IGNORECASE):
        url = url.replace("\\", "/")
        why.append("in een adres horen schuine strepen naar voren (/)")
    return url


def _cleaned(url: str, why: list[str]) -> Meant:
    parts = urlsplit(url)
    host = parts.netloc
    if "," in host or re.match(r"w{2}\.|w{4,}\.", host):
        host = re.sub(r"^w{2,}\.", "www.", host.replace(",", "."))
        why.append(f"'{parts.netloc}' is een tikfout")
    for pattern, keys, whose in _THROUGH:
        if re.search(rf"(^|\.)({pattern})$", parts.hostname or ""):
            inner = [value for key, value in parse_qsl(parts.query) if key in keys.split() and "://" in value]
            if inner:
                why.append(f"dit adres loopt via {whose}")
                return _cleaned(unquote(inner[0]) if "%3A" in inner[0] else inner[0], why)
    query, tracking = _without_tracking(parts.query)
    if tracking:
        why.append(f"het adres vertelt waar de lezer vandaan komt ({', '.join(tracking)})")
    fragment = parts.fragment
    if ":~:" in fragment:
        fragment = fragment.partition(":~:")[0]
        why.append("het adres wijst naar een stukje tekst (#:~:text=), en dat houdt geen stand")
    if not why:
        return Meant(url)
    scheme = parts.scheme.lower() if parts.scheme.lower() in ("http", "https") else "https"
    return Meant(urlunsplit((scheme, host, parts.path, query, fragment)), tuple(why))


def _without_tail(url: str) -> str:
    """Without the punctuation of the sentence that it was copied from."""
    while url and (
        url[-1] in ".,;:!'\"”’>»"
        or any(url[-1] == close and url.count(one) < url.count(close) for one, close in ("()", "[]"))
    ):
        url = url[:-1]
    return url


def _without_tracking(query: str) -> tuple[str, list[str]]:
    pieces = [piece for piece in re.split(r"[&;]", query) if piece] if query else []
    found = [piece.partition("=")[0] for piece in pieces if _TRACKING.fullmatch(piece.partition("=")[0])]
    kept = [piece for piece in pieces if not _TRACKING.fullmatch(piece.partition("=")[0])]
    return ("&".join(kept), found) if found else (query, [])


def _closed(host: str) -> str:
    for pattern, whose in _CLOSED:
        if re.fullmatch(pattern, host):
            return f"een bestand op {whose} is niet voor iedereen, en vaak niet lang"
    if _INTRANET.search(host):
        return f"'{host}' lijkt een intranet; een lezer kan er niet bij"
    if _SHORT.fullmatch(host):
        return f"{host} is een verkort adres: niemand ziet waar het heen gaat, en het kan verlopen"
    return ""


def same_page(url: str) -> str:
    """What two addresses of one page share: without scheme, www, last slash and tracking."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{quote(unquote(parts.path)).rstrip('/')}?{_without_tracking(parts.query)[0]}"


def host_of(url: str) -> str:
    """The host of an address in small letters, or ''."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
