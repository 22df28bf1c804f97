"""The day of today, asked in one place."""

from datetime import date

import pytest

from infobox import clock
from tests.conftest import ROOT


def test_it_is_today_unless_another_day_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(clock.TODAY, raising=False)
    before = date.today()
    assert before <= clock.today() <= date.today()
    monkeypatch.setenv(clock.TODAY, "2026-11-21")
    assert clock.today() == date(2026, 11, 21)
    monkeypatch.setenv(clock.TODAY, "morgen")
    with pytest.raises(ValueError, match="morgen"):
        clock.today()


def test_nobody_else_asks_for_today() -> None:
    asked = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "infobox").rglob("*.py")
        if "date.today()" in path.read_text(encoding="utf-8") and path.name != "clock.py"
    ]
    assert asked == []
