"""Where to report a hole: what mkdocs.yml says of it, what is wrong with that, and when somebody must look again."""

from datetime import date
from pathlib import Path

import pytest

from infobox.__main__ import main
from infobox.catalogue.identity import Security
from infobox.site.contact import NAME, notes, read
from tests.conftest import SAMPLE
from tests.site_fixtures import built_site, built_site_with_address, real_site
from tests.small_project import Small

CONTACT = "https://www.instituut.nl/lek"


def written(root: Path, block: str) -> Path:
    (root / NAME).write_text(f"site_name: Proef\nsite_url: !ENV [INFOBOX_SITE_URL, '']\n{block}", encoding="utf-8")
    return root


def set_to(root: Path, contact: str, until: str) -> Path:
    return written(root, f"extra:\n  beveiliging:\n    contact: {contact}\n    geldig_tot: {until}\n")


@pytest.mark.parametrize("contact", [CONTACT, "mailto:lek@instituut.nl", "tel:+31-30-1234567"])
def test_a_contact_and_its_last_day_are_read(tmp_path: Path, contact: str) -> None:
    setting = read(set_to(tmp_path, contact, "2027-11-01"))
    assert setting.security == Security(contact, date(2027, 11, 1))
    assert (setting.faults, setting.line) == ((), 6)


@pytest.mark.parametrize(
    "block",
    ["", "extra:\n  iets: anders\n", "extra: [beveiliging]\n", "extra:\n  beveiliging:\n", "beveiliging: {a: b}\n"],
)
def test_nothing_set_is_nothing_wrong(tmp_path: Path, block: str) -> None:
    assert read(written(tmp_path, block)).faults == ()
    assert read(written(tmp_path, block)).security is None


def test_a_file_that_cannot_be_read_is_for_mkdocs_to_tell(tmp_path: Path) -> None:
    assert read(tmp_path).security is None
    (tmp_path / NAME).write_bytes(b"beveiliging: \xff\n")
    assert read(tmp_path).security is None


@pytest.mark.parametrize(
    ("block", "place", "said"),
    [
        ("extra:\n  beveiliging: ja\n", (4, 16), "'beveiliging' heeft geen sleutels"),
        ("extra:\n  beveiliging:\n    contact: a@b.nl\n    geldig_tot: 2027-11-01\n", (5, 14), "geen adres"),
        (f"extra:\n  beveiliging: {{contact: '{CONTACT}'}}\n", (4, 16), "ontbreekt 'geldig_tot'"),
        ("extra:\n  beveiliging: {contact: [], geldig_tot: 2027-11-01}\n", (4, 16), "ontbreekt 'contact'"),
        ("extra:\n  beveiliging: {contact: 12, geldig_tot: 2027-11-01}\n", (4, 26), "geen adres"),
        (f"extra:\n  beveiliging: {{contact: '{CONTACT}', geldig_tot: '1-11'}}\n", (4, 70), "is geen dag"),
        (f"extra:\n  beveiliging: {{contct: '{CONTACT}'}}\n", (4, 17), "'contct' bestaat hier niet"),
        (f'extra:\n  beveiliging: {{contact: "{CONTACT}\\nContact: x"}}\n', (4, 26), "spaties"),
        ("extra:\n  beveiliging: {contact: https://localhost/}\n", (4, 26), "geen openbare"),
        ('extra:\n  beveiliging: {contact: "mailto:a@b.nl\\nExpires: x"}\n', (4, 26), "geen adres"),
        ("extra:\n  beveiliging: {contact: javascript:alert(1)}\n", (4, 26), "geen adres"),
        ("extra:\n  beveiliging: &a {contact: x}\n", (4, 16), "dubbele punt"),
        ("extra:\n  beveiliging: [\n", (4, 16), "haakje [ wordt niet gesloten"),
        ("extra:\n  beveiliging: " + "[" * 50_000 + "\n", (4, 16), "haakje [ wordt niet gesloten"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(tmp_path: Path, block: str, place: tuple[int, int], said: str) -> None:
    setting = read(written(tmp_path, block))
    assert setting.security is None
    found = [fault for fault in setting.faults if said in fault.message]
    assert [(fault.path, fault.line, fault.column) for fault in found[:1]] == [(NAME, *place)], setting.faults


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2027, 11, 2), "gold tot 2027-11-01"),
        (date(2027, 10, 20), "geldt nog maar tot 2027-11-01"),
        (date(2027, 3, 1), ""),
        (date(2026, 10, 1), "langer dan een jaar"),
    ],
)
def test_a_day_that_comes_near_is_told_and_stops_nothing(tmp_path: Path, today: date, said: str) -> None:
    found = list(notes(read(set_to(tmp_path, CONTACT, "2027-11-01")), today))
    assert [said in note.message for note in found] == ([True] if said else [])
    assert all((note.path, note.line) == (NAME, 6) for note in found)


def test_the_check_warns_and_is_content(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = ["--data", str(SAMPLE / "data"), "--docs", str(SAMPLE / "docs")]
    monkeypatch.setenv("INFOBOX_TODAY", "2027-11-15")
    assert main(["check", *folders]) == 0
    told = capsys.readouterr()
    assert told.err.startswith("let op: mkdocs.yml:")
    assert "gold tot 2027-11-01" in told.err
    assert told.out.startswith("Geen fouten: ")
    assert main(["check", "--format", "github", *folders]) == 0
    assert capsys.readouterr().out.startswith("::warning file=mkdocs.yml,line=")


def test_a_wrong_setting_fails_the_check_beside_all_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small = Small(tmp_path)
    set_to(tmp_path, "iemand", "morgen")
    assert main(["check", "--data", str(small.data), "--docs", str(small.docs)]) == 1
    out = capsys.readouterr().out
    assert "mkdocs.yml:5:14: dit is geen adres om lekken te melden" in out
    assert "mkdocs.yml:6:17: 'geldig_tot' is geen dag" in out


@pytest.mark.site
def test_a_built_site_holds_it_where_it_is_looked_for_and_only_when_there_is_a_contact() -> None:
    plain = (built_site() / ".well-known" / "security.txt").read_text()
    assert plain.splitlines()[:2] == [
        "Contact: https://www.voorbeeld-instituut.nl/lek-melden",
        "Expires: 2027-11-01T00:00:00Z",
    ]
    assert (
        "Canonical: https://infobox.test/voorbeeld/.well-known/security.txt"
        in (built_site_with_address() / ".well-known" / "security.txt").read_text().splitlines()
    )
    assert (real_site() / ".well-known" / "security.txt").is_file() == bool(read(Path.cwd()).security)
