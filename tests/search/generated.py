"""Many entries that look like the real ones: their words as often as in the real texts, a fifth of it new compounds."""

import random
from collections.abc import Iterator

from infobox.catalogue.infobox import Infobox
from infobox.search.found import FIELDS, SearchDocument, documents


def generated(infobox: Infobox, number: int) -> Iterator[SearchDocument]:
    """The real documents, and after them made-up instruments until there are `number` entries; always the same."""
    real = documents(infobox)
    yield from real[:number]
    chance = random.Random(number)  # noqa: S311 - not a secret
    models = [document for document in real if document.kind == "instrumenten"]
    pools = {
        field.name: [word for document in models for word in document.texts.get(field.name, "").split()]
        for field in FIELDS
    }
    for count in range(number - len(real)):
        model = chance.choice(models)
        texts = {
            name: " ".join(
                _word(chance, pools[name], new=name not in ("soort", "organisaties", "jaar")) for _ in text.split()
            )
            for name, text in model.texts.items()
        }
        yield SearchDocument(
            "instrumenten", f"i{count}", f"instrumenten/i{count}/", texts, code=f"I{count + 200}", note=model.note
        )


def _word(chance: random.Random, pool: list[str], new: bool) -> str:
    word = chance.choice(pool)
    return chance.choice(pool).rstrip(".,;").lower() + word.lower() if new and chance.random() < 0.2 else word
