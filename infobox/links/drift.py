"""Whether what stands at an address is still the same: a fingerprint, small enough to keep, and what two of them say.

Of a page it is the smallest hashes of its words, three by three: a page that changed a little keeps most of them. Of a
document it is one hash: the same or not.
"""

from collections.abc import Sequence

KEPT = 16  # hashes of a page
OTHER = 0.5  # a page with less than this share of the hashes says something else
PAGE, DOCUMENT = "tekst", "bestand"


def fingerprint(sketch: Sequence[int], digest: str) -> str:
    """As the state keeps it: `tekst:` with hashes in hexadecimals, or `bestand:` with one; '' for neither."""
    if sketch:
        return f"{PAGE}:" + " ".join(f"{one:08x}" for one in sorted(sketch)[:KEPT])
    return f"{DOCUMENT}:{digest}" if digest else ""


def same_kind(one: str, other: str) -> bool:
    """Whether two fingerprints can be held against each other."""
    return one.partition(":")[0] == other.partition(":")[0]


def differs(before: str, now: str) -> str:
    """What changed between two fingerprints, in Dutch; '' for nothing, or when they cannot be compared."""
    kind, _, old = before.partition(":")
    new = now.partition(":")[2]
    if not same_kind(before, now) or not old or not new or old == new:
        return ""
    if kind == DOCUMENT:
        return "het bestand is niet meer hetzelfde"
    one, other = set(old.split()), set(new.split())
    smallest = set(sorted(one | other)[: max(len(one), len(other))])  # as far as both fingerprints reach
    return "de tekst is voor het grootste deel anders" if len(smallest & one & other) < OTHER * len(smallest) else ""
