"""What was seen: one answer of a server, and all answers that belong to one address."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import urljoin

from pydantic import ConfigDict, TypeAdapter

from infobox.links.drift import fingerprint

PERMANENT = (301, 308)
REDIRECTS = (301, 302, 303, 307, 308)
SAME_SKETCH = 0.9  # share of equal hashes above which two pages say the same


@dataclass(frozen=True)
class Answer:
    """One request and what came of it: a `status`, or an `error` as LinkChecker words it."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    address: str
    status: int = 0  # 0: no answer
    error: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)  # names in lower case; only those that count
    size: int = -1  # bytes, -1: unknown
    title: str = ""
    sketch: tuple[int, ...] = ()  # smallest hashes of the visible words, see witness.py
    refresh: str = ""  # target of an immediate <meta http-equiv=refresh>
    start: str = ""  # first characters of the body
    digest: str = ""  # SHA-256 of a document, without what says when it was made
    text: str = ""  # the body, of plain text (robots.txt) only
    asked: bool = True  # False: not visited, because the host had asked for rest, or its time or ours was over
    fault: str = ""  # what we stumbled over ourselves while reading it

    @property
    def target(self) -> str:
        """Where this answer sends the visitor on to, absolute; '' when it is the end.

        What is no address is given as it was written: whoever goes on from here finds out.
        """
        onward = self.headers.get("location", "") if self.status in REDIRECTS else ""
        onward = onward or (self.refresh if self.status == 200 else "")
        try:
            return urljoin(self.address, onward) if onward else ""
        except ValueError:
            return onward

    @property
    def permanent(self) -> bool:
        """Whether this answer says that the address has moved for good."""
        return self.status in PERMANENT or bool(self.status == 200 and self.refresh)

    @property
    def content_type(self) -> str:
        """The media type without parameters, '' when the server does not say."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def print(self) -> str:
        """A fingerprint of what it says, '' when there is none; see drift.py."""
        return fingerprint(self.sketch, self.digest)

    def says_the_same_as(self, other: "Answer") -> bool:
        """Whether a reader would take both for the same page."""
        if not self.sketch or not other.sketch:
            return False
        smallest = set(sorted({*self.sketch, *other.sketch})[: max(len(self.sketch), len(other.sketch))])
        shared = smallest & set(self.sketch) & set(other.sketch)
        return len(shared) >= SAME_SKETCH * len(smallest)


@dataclass(frozen=True)
class Evidence:
    """Everything seen at one address: the answers hop by hop, and why the visit ended early, if it did."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    address: str
    hops: tuple[Answer, ...] = ()
    refused: str = ""  # Dutch: why this address, or the one it sends to, is not visited
    robots: str = ""  # Dutch: what robots.txt says against it
    too_many_hops: bool = False
    nonsense: Answer | None = None  # what the same host answers to an address that cannot exist
    fault: str = ""  # what we stumbled over ourselves: it says nothing about the address
    put_off: bool = False  # not visited to the end: the time for its host, or for the run, was over

    @property
    def last(self) -> Answer:
        """The final answer; an empty one when nothing was asked."""
        return self.hops[-1] if self.hops else Answer(self.address)

    @property
    def answered(self) -> bool:
        """Whether any server said anything."""
        return any(hop.status and hop.asked for hop in self.hops) or bool(self.robots)

    @property
    def stumble(self) -> str:
        """What we stumbled over ourselves, here or in an answer; ''."""
        return self.fault or self.last.fault

    def to_json(self) -> dict[str, Any]:
        """Plain values, for the journal."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: object) -> "Evidence":
        """The evidence that `to_json` wrote. Raises ValueError for anything else."""
        return _EVIDENCE.validate_python(value)


_EVIDENCE = TypeAdapter(Evidence)
