"""What a robots.txt allows (RFC 9309): the longest matching rule wins, `*` and `$` work, allow wins a tie.

The parser of Python and that of LinkChecker take the first rule that matches and know no wildcards, so they visit what
a site has closed with `Disallow: /*?`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from urllib.parse import unquote, urlsplit

from infobox.links.evidence import Answer

BIGGEST = 512 * 1024  # letters of a robots.txt that are read; RFC 9309 asks for 500 kB
LONGEST = 2000  # letters of one rule
MOST_RULES = 2000  # for us
CLOSED = (401, 403, 429)  # a server that shuts out its robots.txt shuts out robots


@dataclass(frozen=True)
class Rules:
    """The rules of one host for us. `closed` is a reason, in Dutch, to visit nothing at all."""

    rules: tuple[tuple[str, bool], ...] = ()  # path pattern -> allowed
    closed: str = ""
    failed: Answer | None = None  # robots.txt gave no answer at all; then no page of this host will

    def forbids(self, url: str) -> str:
        """Why this address may not be visited, in Dutch, or ''."""
        if self.closed:
            return self.closed
        parts = urlsplit(url)
        path = unquote(parts.path) + (f"?{unquote(parts.query)}" if parts.query else "")
        matching = [(len(pattern), allowed) for pattern, allowed in self.rules if _matches(pattern, path)]
        return "robots.txt vraagt dit adres niet te bezoeken" if matching and not max(matching)[1] else ""


def rules_from(answer: Answer, name: str) -> Rules:
    """The rules for the robot called `name` in the final answer to a request for robots.txt."""
    if answer.error or not answer.status:
        return Rules(failed=answer)
    if answer.status in CLOSED:
        return Rules(closed=f"robots.txt zelf is afgesloten ({answer.status})")
    if answer.status >= 500:
        return Rules(closed=f"robots.txt geeft een storing ({answer.status}); dan komt een robot niet binnen")
    if answer.status != 200 or "html" in answer.content_type:
        return Rules()
    return Rules(rules=tuple(_parse(answer.text, name.lower())))


def _parse(text: str, name: str) -> list[tuple[str, bool]]:
    """The rules of the group for us: that of the longest name in ours, else that of `*`."""
    groups: dict[str, list[list[tuple[str, bool]]]] = {}  # a name -> its groups, which it may share with others
    group: list[tuple[str, bool]] = []
    in_rules = ours = False
    for key, value in _lines(text):
        if key == "user-agent":
            if in_rules:
                group, in_rules, ours = [], False, False
            agent = value.lower()
            if agent == "*" or (agent and agent in name):  # a group for somebody else is none of our business
                ours = True
                known = groups.setdefault(agent, [])
                if not known or known[-1] is not group:
                    known.append(group)
        elif key in ("allow", "disallow"):
            in_rules = True
            allowed = key == "allow"
            if ours and value and not (allowed and len(value) > LONGEST):  # cut off, it covers more: it may not open
                group.append((_shortest(unquote(value[:LONGEST])), allowed))
    names = [agent for agent in groups if agent != "*"]
    chosen = groups[max(names, key=len)] if names else groups.get("*", [])
    return list(islice(chain.from_iterable(chosen), MOST_RULES))


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for raw in re.split(r"[\r\n]+", text[:BIGGEST].removeprefix("\ufeff")):
        key, _, value = raw.partition("#")[0].partition(":")
        yield key.strip().lower(), value.strip()


def _shortest(pattern: str) -> str:
    """The same pattern: two stars say what one says, and a star at the end says what the end says."""
    return re.sub(r"\*+", "*", pattern)


def _matches(pattern: str, path: str) -> bool:
    """Whether a pattern fits from the start. Each part is taken where it first comes: no other choice fits more."""
    whole = pattern.endswith("$")
    first, *parts = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    if not parts:
        return not whole or path == first
    at = len(first)
    last = parts.pop() if whole else ""
    for part in parts:
        if (found := path.find(part, at)) < 0:
            return False
        at = found + len(part)
    return path.endswith(last) and len(path) - len(last) >= at
