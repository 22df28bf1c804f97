"""One visit to the whole test world, for all tests that look at what came of it."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from infobox.links.engine import Settings
from infobox.links.evidence import Evidence
from infobox.links.run import Journal, run
from tests.links.server import Visit, World, ca_file, running
from tests.links.world import Case, build, page

DAY_ONE = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Visited:
    """The world after one run, with the evidence of each case by address."""

    world: World
    cases: list[Case]
    evidence: dict[str, Evidence]
    settings: Settings
    visits: list[Visit]
    counts: dict[str, int]

    def asked(self, host: str) -> list[str]:
        """The addresses that the run asked of a host, in order."""
        return [visit.url for visit in self.visits if visit.host == host]


@pytest.fixture(scope="package")
def visited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visited]:
    """The world stands, and its proxy with it, for the tests of this folder; others need the plain loopback."""
    world, cases = build()
    with running(world), pytest.MonkeyPatch.context() as patch:
        for name, value in world.environment.items():
            patch.setenv(name, value)
        settings = Settings(
            user_agent="Infobox-controle/1.0 (+https://voorbeeld.test/)",
            ca_file=ca_file(world, tmp_path_factory.mktemp("ca")),
            timeout=3,
            interval=0,
            pauses=(0, 0, 0),
            extra_domain="test",
        )
        evidence = run([case.url for case in cases], settings, Journal.open(None, DAY_ONE), ["goed.test"])
        yield Visited(world, cases, evidence, settings, list(world.visits), dict(world.counts))


@pytest.fixture
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy, whatever the environment of the tests says."""
    for name in list(os.environ):
        if name.lower() in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
            monkeypatch.delenv(name)


@pytest.fixture
def small_world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[World, Settings]]:
    """Six hosts that work, and settings to visit them."""
    world = World({f"site-{number}.test": page() for number in range(6)})
    with running(world):
        for name, value in world.environment.items():
            monkeypatch.setenv(name, value)
        ca = ca_file(world, tmp_path)
        yield world, Settings(ca_file=ca, timeout=2, interval=0, pauses=(0, 0), extra_domain="test")
