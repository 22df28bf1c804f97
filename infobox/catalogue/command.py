"""`infobox new | schema | leesbaar | meldingen | naast`: a file to fill in, and other help for editors."""

import argparse
import json
import re
import sys
from pathlib import Path
from typing import Any

from infobox import clock, messages
from infobox.catalogue import lock, mapping
from infobox.catalogue.readability import Figures, Measured, prose, words
from infobox.catalogue.rules import codes_ever
from infobox.disk import write_whole
from infobox.entries import skeleton
from infobox.entries.documents import Documents, read
from infobox.entries.kinds import CODED, ID_PATTERN, KINDS, fold, slug
from infobox.entries.load import read_documents
from infobox.entries.naming import names, next_free_code
from infobox.entries.schema import schema
from infobox.findings import FORMATS, DataError, did_you_mean
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

    told = commands.add_parser("meldingen", help="schrijf de pagina die elke melding uitlegt")
    told.add_argument("bestand", type=Path, help="waar zij komt, zoals docs/meldingen.md")
    told.set_defaults(command=_messages, format="text")

    along = commands.add_parser("naast", help="leg een lijst van anderen naast de standaarden; wat is ingevuld, blijft")
    along.add_argument("lijst", type=Path, help="bestand met titel, bron en onderdelen (nummer, titel)")
    along.add_argument("--data", type=Path, default=Path("data"), metavar="MAP", help="map met gegevens (data)")
    along.add_argument("--format", choices=tuple(FORMATS), default="text", help="hoe fouten worden getoond (text)")
    along.set_defaults(command=_beside)

    reads = commands.add_parser("leesbaar", help="zeg hoe de teksten lezen: cijfers per soort, en de moeilijkste eerst")
    reads.add_argument("bestanden", nargs="*", type=Path, metavar="bestand", help="alleen deze; zonder: alle")
    reads.add_argument("--data", type=Path, default=Path("data"), metavar="MAP", help="map met gegevens (data)")
    reads.add_argument("--meest", type=int, default=10, metavar="AANTAL", help="zoveel van de moeilijkste (10)")
    reads.set_defaults(command=_reads, format="text")


def _beside(options: argparse.Namespace) -> int:
    """Nothing is written while something in the file is wrong. Raises DataError with all of it."""
    if not options.lijst.is_file():
        print(f"infobox: het bestand {options.lijst} is er niet", file=sys.stderr)
        return 2
    files = read_documents(options.data)["standaarden"].values()
    standaarden = {
        one.id: one.text("titel")
        for one in sorted(files, key=lambda one: one.text("code"))
        if "vervallen" not in {text for text, _ in one.find("levensloop.status")}
    }
    made, faults = mapping.beside(read(options.lijst, options.lijst.as_posix()), standaarden)
    if faults:
        raise DataError(faults)
    write_whole(options.lijst, mapping.written(made, standaarden))
    cells = len(made.parts) * len(standaarden)
    print(
        f"{len(made.parts)} onderdelen naast {len(standaarden)} standaarden: {cells} vakjes, {made.open_cells()} open."
    )
    print(f"{len(made.done())} onderdelen zijn helemaal bekeken en raken een standaard.")
    return 0


def _messages(options: argparse.Namespace) -> int:
    write_whole(options.bestand, messages.page())
    print(f"{len(list(messages.explained()))} meldingen in {options.bestand}.")
    return 0


def _reads(options: argparse.Namespace) -> int:
    """Tell how texts read. It is advice: the exit code is 0 whatever is found."""
    wanted = {path.resolve() for path in options.bestanden}
    root = options.data.resolve().parent
    documents = [one for files in read_documents(options.data).values() for one in files.values()]
    texts = [
        (document, loc, text)
        for document, loc, text in prose(documents)
        if not wanted or (root / document.path).resolve() in wanted
    ]
    groups: dict[str, list[Measured]] = {}
    for document, loc, text in texts:
        groups.setdefault(f"{document.kind}, {loc[0]}", []).append(text)
    for name, group in groups.items():
        told = Figures.of(group)
        print(
            f"{name}: {told.texts} teksten, leesgemak {told.ease:.0f}, {told.wordy} met meer dan 15 woorden per zin, "
            f"langste zin {told.longest} woorden"
        )
    for document, loc, text in sorted(texts, key=lambda one: one[2].ease)[: max(0, options.meest)]:
        place = document.place(loc)
        shown = f"leesgemak {text.ease:.0f} ({text.level}), {text.words_per_sentence:.0f} woorden per zin"
        print(line(f"{document.path}:{place.line}:{place.column}: {shown}"))
        for sentence in text.long_sentences[:1]:
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
    kind = _kind_of(options.soort or (_ask("Welke soort?", ", ".join(KINDS)) if asks else ""))
    while asks and not options.soort and kind not in KINDS and kind:
        print(f"  '{kind}' is er niet; {did_you_mean(kind, KINDS, 'kies er een van hierboven')}")
        kind = _kind_of(_ask("Welke soort?"))
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


def _kind_of(words: str) -> str:
    """The kind that somebody names, one of it or all: 'Instrument' is instrumenten. What is no kind stays as it is."""
    known = {fold(name): kind for kind, one in KINDS.items() for name in (kind, one.singular, one.title)}
    return known.get(fold(words), words)


def _ask(question: str, choice: str = "") -> str:
    try:
        return input(f"{question}{f' ({choice})' if choice else ''} ").strip()
    except EOFError:  # nobody answers any more
        print()
        return ""


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
