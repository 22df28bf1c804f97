"""What a robots.txt allows (RFC 9309): the longest matching rule wins, `*` and `$` work, allow wins a tie.

The parser of Python and that of LinkChecker take the first rule that matches and know no wildcards, so they visit what
a site has closed with `Disallow: /*?`.
"""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from infobox.links.evidence import Answer

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
    groups: dict[str, list[tuple[str, bool]]] = {}
    agents: list[str] = []
    in_rules = False
    for raw in text.splitlines():
        key, _, value = (part.strip() for part in raw.partition("#")[0].partition(":"))
        key = key.lower()
        if key == "user-agent":
            agents = [value.lower()] if in_rules else [*agents, value.lower()]
            in_rules = False
            for agent in agents:
                groups.setdefault(agent, [])
        elif key in ("allow", "disallow"):
            in_rules = True
            if value:
                for agent in agents:
                    groups[agent].append((unquote(value), key == "allow"))
    ours = [agent for agent in groups if agent != "*" and agent and agent in name]
    return groups[max(ours, key=len)] if ours else groups.get("*", [])


def _matches(pattern: str, path: str) -> bool:
    expression = ".*".join(re.escape(part) for part in pattern.removesuffix("$").split("*"))
    return re.match(expression + ("$" if pattern.endswith("$") else ""), path) is not None
