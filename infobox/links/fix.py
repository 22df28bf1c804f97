"""Write the proposed addresses into the data: those letters only, so that comments and layout stay as they are."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from infobox import inert
from infobox.disk import write_whole
from infobox.entries.documents import from_text
from infobox.links.collect import Address, Use
from infobox.links.state import LinkState
from infobox.text import url_faults


def proposals(addresses: Iterable[Address], states: Mapping[str, LinkState]) -> list[tuple[Use, str]]:
    """Every place of an address that has moved for good, with the address to write there."""
    return [
        (use, _with_fragment(inert.address(state.voorstel), use.written))
        for address in addresses
        if (state := states.get(address.url)) and state.oordeel == "verhuisd" and not list(url_faults(state.voorstel))
        for use in address.uses
    ]


def _with_fragment(new: str, written: str) -> str:
    """The state knows addresses without `#part`; the reader's link keeps its own."""
    part = written.partition("#")[2]
    return f"{new}#{part}" if part else new


def fix(root: Path, changes: Iterable[tuple[Use, str]]) -> list[tuple[Use, str]]:
    """Make the changes in the files under `root`; each file is replaced in one step. Gives those that were made.

    A place where the address no longer stands is left alone, and one where the new address cannot stand as it is (`?`
    between brackets without quotes, in YAML).
    """
    made: list[tuple[Use, str]] = []
    by_file: dict[str, list[tuple[Use, str]]] = {}
    for use, new in changes:
        by_file.setdefault(use.path, []).append((use, new))
    for name, here in sorted(by_file.items()):
        lines = (root / name).read_bytes().decode("utf-8").split("\n")
        done = []
        for use, new in sorted(here, key=lambda change: (change[0].line, change[0].column), reverse=True):
            line, start = lines[use.line - 1] if use.line <= len(lines) else "", use.column - 1
            if line[start:].startswith(use.written):
                faults = _faults(name, lines)
                lines[use.line - 1] = line[:start] + new + line[start + len(use.written) :]
                if _faults(name, lines) <= faults:
                    done.append((use, new))
                else:
                    lines[use.line - 1] = line
        if done:
            write_whole(root / name, "\n".join(lines))
            made.extend(reversed(done))
    return made


def _faults(name: str, lines: Iterable[str]) -> int:
    return len(from_text("\n".join(lines), name).faults) if name.endswith(".yml") else 0
