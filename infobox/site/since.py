"""What a change left behind: an address that one file replaced since a revision of git, and that another still has."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from infobox.catalogue.rules import Case
from infobox.entries.docs import addresses_in
from infobox.findings import Finding
from infobox.links.collect import Use, collect
from infobox.site.revision import git


def left_behind(case: Case, root: Path, revision: str) -> Iterator[Finding]:
    """A finding at every place of an address that was replaced in another file. Raises UnknownRevisionError."""
    documents = [document for files in case.documents.values() for document in files.values()]
    uses: dict[str, list[Use]] = defaultdict(list)
    for address in collect(documents, case.pages.values()):
        for use in address.uses:
            uses[use.path].append(use)
    replaced: dict[str, tuple[str, str]] = {}
    for path in git(root, revision, "diff", "--name-only", "--relative", revision, "--", "data", "docs").splitlines():
        before = {url for url, _ in addresses_in(git(root, revision, "show", f"{revision}:./{path}", may_lack=True))}
        now = {use.written for use in uses.get(path, ())}
        gone, come = before - now, now - before
        if len(gone) == len(come) == 1:  # one for the other; more than that is somebody's choice
            replaced[next(iter(gone))] = (path, next(iter(come)))
    for path in sorted(uses):
        for use in uses[path]:
            if use.written in replaced:
                where, new = replaced[use.written]
                message = f"dit adres is in {where} vervangen, en staat hier nog"
                yield use.finding(message, f"vervang het overal met: infobox url {use.written} {new}")
