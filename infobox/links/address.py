"""One spelling per address, and which addresses we never visit."""

from urllib.parse import quote, urlsplit, urlunsplit

from infobox.text import url_faults

LONGEST = 2000  # letters; what is longer is no address to put in a text
_SAFE = "!$&'()*+,-./:;=@_~%[]"


def normalise(url: str) -> str:
    """The address as a server gets it: host in lower-case ASCII, other letters percent-coded, no fragment, no port 443.

    Two spellings that reach the same page become equal; nothing that a server may tell apart is changed. Raises
    ValueError for what cannot be an address.
    """
    if len(url) > LONGEST:
        raise ValueError("too long")
    parts = urlsplit(url.strip())
    scheme = parts.scheme.lower()
    host = (parts.hostname or "").rstrip(".")
    if not host.isascii():
        host = host.encode("idna").decode("ascii")
    default = {"http": 80, "https": 443}.get(scheme)
    netloc = host if parts.port in (None, default) else f"{host}:{parts.port}"
    if parts.username is not None:
        netloc = f"{parts.netloc.rpartition('@')[0]}@{netloc}"
    path = quote(parts.path or "/", safe=_SAFE)
    normal = urlunsplit((scheme, netloc, path, quote(parts.query, safe=_SAFE + "?"), ""))
    if len(normal) > 3 * LONGEST:
        raise ValueError("too long")
    urlsplit(normal).port  # noqa: B018  # what was made of it can be read again
    return normal


def host_of(url: str) -> str:
    """The host name of a normalised address; '' when there is none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def refusal(url: str, extra_domain: str = "") -> str:
    """Why we do not visit an address, in Dutch, or ''. `extra_domain` is a top-level domain allowed besides (tests)."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return "geen adres"
    if len(url) > 3 * LONGEST or not host.isprintable():
        return "geen adres"
    if extra_domain and host.endswith(f".{extra_domain}"):
        url = url.replace(host, f"{host}.nl", 1)
    for _, message, _ in url_faults(url):
        return message
    return ""
