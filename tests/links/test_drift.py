"""Whether what stands at an address is still the same."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from infobox.links.drift import differs, fingerprint
from infobox.links.evidence import Answer, Evidence
from infobox.links.state import LinkState, update
from infobox.links.witness import MOST_DOCUMENT, sketch, tell

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
WORDS = [f"woord{chr(97 + a)}{chr(97 + b)}" for a in range(20) for b in range(20)]
URL = "https://site.nl/stuk"


def _page(words: list[str]) -> str:
    return fingerprint(sketch(f"<p>{' '.join(words)}</p>"), "")


@pytest.mark.parametrize(
    ("changed", "other"),
    [(0, False), (10, False), (60, False), (390, True), (400, True)],
)
def test_a_page_may_change_a_little(changed: int, other: bool) -> None:
    now = [f"ander{word}" for word in WORDS[:changed]] + WORDS[changed:]
    assert bool(differs(_page(WORDS), _page(now))) is other


def test_a_fingerprint_is_small_and_of_one_kind() -> None:
    assert len(_page(WORDS)) < 160
    assert fingerprint((), "") == ""
    assert differs(_page(WORDS), "bestand:aa") == differs("", _page(WORDS)) == differs(_page(WORDS), "") == ""
    assert differs("bestand:aa", "bestand:ab") == "het bestand is niet meer hetzelfde"
    assert differs("bestand:aa", "bestand:aa") == ""


class _Body:
    def __init__(self, body: bytes, fails: bool = False) -> None:
        self.body, self.fails = body, fails

    def read1(self, most: int, decode_content: bool) -> bytes:
        part, self.body = self.body[:most], self.body[most:]
        if not part and self.fails:
            raise ConnectionError("gone")
        return part


def _told(body: bytes, kind: str = "application/pdf", *, fails: bool = False, seconds: float = 5) -> dict[str, object]:
    answer = SimpleNamespace(status_code=200, encoding=None, headers={"content-type": kind}, raw=_Body(body, fails))
    return tell(answer, seconds)


def test_a_document_has_a_hash_that_forgets_when_it_was_made() -> None:
    one, two, other = (
        b"%PDF-1.7 " + b"x" * 70_000 + made + text
        for made, text in (
            (b"/CreationDate (D:20260101) /ID [<aa><bb>] <xmp:ModifyDate>2026-01-01</xmp:ModifyDate>", b"tekst"),
            (b"/CreationDate (D:20261121) /ID [<cc><dd>] <xmp:ModifyDate>2026-11-21</xmp:ModifyDate>", b"tekst"),
            (b"/CreationDate (D:20260101) /ID [<aa><bb>] <xmp:ModifyDate>2026-01-01</xmp:ModifyDate>", b"iets anders"),
        )
    )
    assert _told(one)["digest"] == _told(two)["digest"] != _told(other)["digest"]
    assert (_told(one)["start"], _told(one)["size"]) == (_told(two)["start"], len(one))
    assert "digest" not in _told(one, "image/png")


def test_a_document_that_is_too_long_or_breaks_off_is_there_without_a_hash() -> None:
    long = b"%PDF-1.7 " + bytes(MOST_DOCUMENT)
    assert {"digest", "error"} & _told(long).keys() == set()
    assert {"digest", "error"} & _told(b"%PDF-1.7 " + b"x" * 500, fails=True).keys() == set()
    assert "error" in _told(b"%PDF", fails=True)
    assert "error" in _told(b"", fails=True)


def _seen(state: LinkState | None, day: int, digest: str = "", looked: str = "", words: str = "") -> LinkState:
    answer = Answer(URL, 200, digest=digest, sketch=tuple(sketch(words)))
    return update(state, Evidence(URL, (answer,)), NOW + timedelta(days=day), looked)


def test_another_document_is_told_until_a_person_looked() -> None:
    state = _seen(_seen(None, 0, "aa"), 7, "aa")
    assert (state.afwijking, state.inhoud) == ("", "bestand:aa")
    changed = _seen(state, 14, "bb")
    assert changed.afwijking == "het bestand is niet meer hetzelfde"
    still = _seen(changed, 21, "bb")
    assert (still.afwijking, still.afwijking_op) == (changed.afwijking, changed.afwijking_op)
    assert _seen(still, 28, "bb", looked="2026-12-06").afwijking == ""


def test_many_small_steps_are_seen_together() -> None:
    state = _seen(None, 0, words=" ".join(WORDS))
    for step in range(1, 9):
        changed = [f"ander{word}" for word in WORDS[: step * 50]] + WORDS[step * 50 :]
        state = _seen(state, step, words=" ".join(changed))
    assert state.afwijking == "de tekst is voor het grootste deel anders"


def test_a_visit_that_fails_forgets_nothing() -> None:
    state = _seen(None, 0, "aa")
    gone = update(state, Evidence(URL, (Answer(URL, 404),)), NOW + timedelta(days=1), "")
    assert gone.inhoud == state.inhoud
    copy = "https://web.archive.org/web/20261119120000/" + URL
    kept = update(replace(state, kopie=copy, kopie_van="2026-11-19"), Evidence(URL, (Answer(URL, 404),)), NOW, "")
    assert (kept.kopie, kept.kopie_van) == (copy, "2026-11-19")
