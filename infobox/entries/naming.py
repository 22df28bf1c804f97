"""What people call an entry when its id is wanted: a code, a title, an abbreviation, a former name, a file name."""

from collections.abc import Iterable, Iterator, Mapping

from infobox.entries.documents import Document, Documents, code_in
from infobox.entries.kinds import CODED, code_meant, fold

Names = Mapping[str, Mapping[str, str]]  # kind -> folded name -> id


def names(documents: Documents) -> Names:
    """Every name by which a file can be meant, as long as it means one file; an id goes before other names."""
    return {kind: _of_kind(files) for kind, files in documents.items()}


def _of_kind(files: Mapping[str, Document]) -> dict[str, str]:
    found: dict[str, str] = {}
    twice = set()
    for document in files.values():
        for name in _names(document):
            if found.setdefault(fold(name), document.id) != document.id:
                twice.add(fold(name))
    return {**{name: one for name, one in found.items() if name not in twice}, **{fold(one): one for one in files}}


def _names(document: Document) -> Iterator[str]:
    for key in ("titel", "afkorting", "nummer"):
        value = document.value.get(key)
        if isinstance(value, str | int) and fold(str(value)):
            yield str(value)
    code = document.value.get("code")
    if isinstance(code, str | int):
        yield code_meant(document.kind, str(code)) or str(code)
    for former, _ in document.find("levensloop.was.*"):
        yield former.rpartition("/")[2]


def codes_used(documents: Documents) -> set[str]:
    """Every code that is in use, or was."""
    everything = [document for files in documents.values() for document in files.values()]
    former = {name for document in everything for name, _ in document.find("levensloop.was.*")}
    return {code_in(document) for document in everything} | former


def next_free_code(kind: str, taken: Iterable[str]) -> str:
    """The first code of a kind after the highest that was ever given out. Raises KeyError for a kind without codes."""
    code = CODED[kind]
    numbers = [int(one[1:]) for one in taken if one[:1] == code.letter and one[1:].isdecimal()]
    return code.write(max(numbers, default=0) + 1)
