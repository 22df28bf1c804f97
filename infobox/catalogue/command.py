"""`infobox new | schema | leesbaar`: a file to fill in, with the first code that was never given out; help."""

import argparse
import json
import re
import sys
from pathlib import Path
from typing import Any

from infobox import clock
from infobox.catalogue import lock
from infobox.catalogue.readability import Figures, Measured, prose, words
from infobox.catalogue.rules import codes_ever
from infobox.disk import write_whole
from infobox.entries import skeleton
from infobox.entries.documents import Documents
from infobox.entries.kinds import CODED, ID_PATTERN, KINDS, fold, slug
from infobox.entries.load import read_documents
from infobox.entries.naming import names, next_free_code
from infobox.entries.schema import schema
from infobox.findings import did_you_mean
from infobox.inert import line


def register(commands: Any) -> None:
    """Add `new` and `schema` to the command line."""
    new = commands.add_parser("new", help="maak een bestand voor een nieuw onderwerp; vraagt wat er niet bij staat")
    new.add_argument("soort", metavar="soort", nargs="?", help=", ".join(KINDS))
    new.add_argument("id", nargs="?", help="kleine letters, cijfers en streepjes; wordt het adres")
    new.add_argument("--titel", help="hoe het heet; zonder id wordt het adres daarvan gemaakt")
    new.add_argument("--data", type=Path, default=Path("data"), metavar="MAP", help="map met gegevens (data)")
    new.set_defaults(command=_new, format="text")

    schemas = commands.add_parser("schema", help="schrijf per soort een JSON Schema, voor editors die aanvullen")
    schemas.add_argument("map", type=Path, metavar="MAP", help="waar ze komen, zoals schema")
    schemas.add_argument("--data", type=Path, default=Path("data"), metavar="MAP", help="map met gegevens (data)")
    schemas.add_argument("--ids", action="store_true", help="vul ook ids aan van wat er nu is")
    schemas.set_defaults(command=_schema, format="text")

    reads = commands.add_parser("leesbaar", help="zeg hoe de teksten lezen: cijfers per soort, en de moeilijkste eerst")
    reads.add_argument("bestanden", nargs="*", type=Path, metavar="bestand", help="alleen deze; zonder: alle")
    reads.add_argument("--data", type=Path, default=Path("data"), metavar="MAP", help="map met gegevens (data)")
    reads.add_argument("--meest", type=int, default=10, metavar="AANTAL", help="zoveel van de moeilijkste (10)")
    reads.set_defaults(command=_reads, format="text")


def _reads(options: argparse.Namespace) -> int:
    """Tell how texts read. It is advice: the exit code is 0 whatever is found."""
    wanted = {path.resolve() for path in options.bestanden}
    root = options.data.resolve().parent
    documents = [one for files in read_documents(options.data).values() for one in files.values()]
    texts = [
        (document, loc, read)
        for document, loc, read in prose(documents)
        if not wanted or (root / document.path).resolve() in wanted
    ]
    groups: dict[str, list[Measured]] = {}
    for document, loc, read in texts:
        groups.setdefault(f"{document.kind}, {loc[0]}", []).append(read)
    for name, group in groups.items():
        told = Figures.of(group)
        print(
            f"{name}: {told.texts} teksten, leesgemak {told.ease:.0f}, {told.wordy} met meer dan 15 woorden per zin, "
            f"langste zin {told.longest} woorden"
        )
    for document, loc, read in sorted(texts, key=lambda one: one[2].ease)[: max(0, options.meest)]:
        place = document.place(loc)
        shown = f"leesgemak {read.ease:.0f} ({read.level}), {read.words_per_sentence:.0f} woorden per zin"
        print(line(f"{document.path}:{place.line}:{place.column}: {shown}"))
        for sentence in read.long_sentences[:1]:
            print(line(f"    {len(words(sentence))} woorden: {sentence}"))
    return 0


def _schema(options: argparse.Namespace) -> int:
    ids = read_documents(options.data) if options.ids else {}
    for kind in KINDS:
        text = json.dumps(schema(kind, ids), ensure_ascii=False, indent=2)
        write_whole(options.map / f"{kind}.json", f"{text}\n")
    print(f"{len(KINDS)} schema's in {options.map}/.")
    return 0


def _new(options: argparse.Namespace) -> int:
    asks = sys.stdin.isatty()
    kind = options.soort or (_ask("Welke soort?", ", ".join(KINDS)) if asks else "")
    if kind not in KINDS:
        hint = did_you_mean(kind, KINDS, f"kies uit: {', '.join(KINDS)}")
        print(f"infobox: de soort '{kind}' bestaat niet; {hint}")
        return 1
    titel = options.titel or (_ask("Hoe heet het?") if asks and options.id is None else "")
    entry_id = options.id if options.id is not None else slug(titel)
    if asks and options.id is None:
        entry_id = _ask("Welk adres krijgt het?", entry_id) or entry_id
    documents = read_documents(options.data)
    locked = lock.read(options.data.parent / lock.NAME)
    code = next_free_code(kind, codes_ever(documents, locked)) if kind in CODED else ""
    if not re.fullmatch(ID_PATTERN, entry_id):
        print(f"infobox: '{entry_id}' kan geen adres zijn; gebruik kleine letters, cijfers en streepjes")
        return 1
    if alike := names(documents)[kind].get(fold(titel)) if titel else None:
        print(f"Let op: dit lijkt op data/{kind}/{alike}.yml. Is het hetzelfde, vul dan dat bestand aan.")
    filled: dict[str, str | list[str]] = {"titel": titel} if titel else {}
    if asks and kind == "instrumenten":
        filled["standaarden"] = _ask_for("standaarden", documents)
    path = options.data / kind / f"{entry_id}.yml"
    try:
        skeleton.create(path, code=code, locked=locked.owners, today=clock.today(), filled=filled)
    except (skeleton.UnfitNameError, FileExistsError) as error:
        print(f"infobox: {error}")
        return 1
    print(f"{path} staat klaar; vul het in en draai daarna: infobox check")
    return 0


def _ask(question: str, choice: str = "") -> str:
    return input(f"{question}{f' ({choice})' if choice else ''} ").strip()


def _ask_for(kind: str, documents: Documents) -> list[str]:
    """Ids of a kind, by code, by title or by a piece of it; asked until a line stays empty."""
    known, found = names(documents)[kind], []
    while words := _ask(f"Bij welke {kind}? Een code of een paar woorden; leeg: klaar."):
        near = [one.id for one in documents[kind].values() if fold(words) in fold(f"{one.id} {one.text('titel')}")]
        matches = [known[fold(words)]] if fold(words) in known else near
        for one in matches:
            print(f"  {documents[kind][one].text('code')} {one}: {documents[kind][one].text('titel')}")
        if len(matches) == 1 and matches[0] not in found:
            found.append(matches[0])
        elif len(matches) != 1:
            print("  Niets gevonden." if not matches else "  Dat zijn er meer; typ een van deze codes.")
    return found
