"""The commands, as a maintainer and a workflow use them."""

import json
import subprocess
from pathlib import Path

import pytest

from infobox.__main__ import main
from infobox.links.engine import Settings
from infobox.links.state import read_state
from tests.links.server import World
from tests.links.world import page, says, to

pytestmark = pytest.mark.slow

FORGE = {
    "GITHUB_SERVER_URL": "https://forge.test",
    "GITHUB_REPOSITORY": "team/infobox",
    "GITHUB_API_URL": "https://api.forge.test",
    "GITHUB_REPOSITORY_ID": "123",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with three addresses in a git repository."""
    monkeypatch.chdir(tmp_path)
    for name in ("INFOBOX_SITE_URL", *FORGE):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "data" / "bronnen").mkdir(parents=True)
    for number in range(3):
        (tmp_path / "data" / "bronnen" / f"b{number}.yml").write_text(f"url: https://site-{number}.test/pagina\n")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("Zie <https://site-0.test/pagina>.\n")
    for command in (["init", "-q"], ["add", "-A"], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "x"]):
        subprocess.run(["git", *command], check=True)
    return tmp_path


def _options(settings: Settings) -> list[str]:
    return [
        *("--ca-file", str(settings.ca_file), "--pauses", "0,0", "--interval", "0", "--timeout", "2"),
        *("--contact", "https://voorbeeld.test/", "--extra-domain", "test"),
    ]


def _state(project: Path) -> dict[str, dict[str, object]]:
    state: dict[str, dict[str, object]] = json.loads((project / "links" / "staat.json").read_text())["adressen"]
    return state


def test_collect_prints_every_address_with_its_places(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["links", "collect"]) == 0
    addresses = json.loads(capsys.readouterr().out)["adressen"]
    assert [address["url"] for address in addresses] == [f"https://site-{n}.test/pagina" for n in range(3)]
    assert [use["path"] for use in addresses[0]["uses"]] == ["data/bronnen/b0.yml", "docs/index.md"]


def test_a_run_writes_state_and_report_and_fix_writes_what_moved(
    project: Path, small_world: tuple[World, Settings], capsys: pytest.CaptureFixture[str]
) -> None:
    world, settings = small_world
    world.hosts["site-1.test"] = page(pagina=to(301, "/nieuw"))
    world.hosts["site-2.test"] = page(pagina=says(404))
    assert main(["links", "run", "--due", "--report", "verslag.md", *_options(settings)]) == 0
    assert capsys.readouterr().out == "3 van 3 adressen bezocht: 1 hapert, 1 verhuisd, 1 werkt.\n"
    assert [entry["oordeel"] for entry in _state(project).values()] == ["werkt", "verhuisd", "hapert"]
    report = (project / "verslag.md").read_text()
    assert "### data/bronnen/b1.yml" in report
    assert "https://site-1.test/nieuw" in report

    visits = len(world.visits)
    assert main(["links", "run", "--due", *_options(settings)]) == 0
    assert capsys.readouterr().out == "1 van 3 adressen bezocht: 1 hapert.\n"
    assert {visit.host for visit in world.visits[visits:]} == {"site-2.test"}

    state = (project / "links" / "staat.json").read_text()
    (project / "links" / "staat.json").write_text(state.replace("site-1.test/nieuw", "site-1.nl/nieuw"))
    assert main(["links", "fix"]) == 0
    assert "1 adressen vervangen." in capsys.readouterr().out
    assert (project / "data" / "bronnen" / "b1.yml").read_text() == "url: https://site-1.nl/nieuw\n"


def test_a_pull_request_asks_only_for_what_it_changes_and_leaves_the_state(
    project: Path, small_world: tuple[World, Settings], capsys: pytest.CaptureFixture[str]
) -> None:
    world, settings = small_world
    world.hosts["site-3.test"] = page(pagina=says(404))
    world.hosts["site-4.test"] = page(pagina=says(503))
    (project / "data" / "bronnen" / "b1.yml").write_text("titel: x\nurl: https://site-4.test/pagina\n")
    (project / "docs" / "index.md").write_text("Zie <https://site-0.test/pagina>.\nEn <https://site-0.test/nieuw>.\n")
    assert main(["links", "run", "--changed-since", "HEAD", "--seen", "gezien.json", *_options(settings)]) == 0
    assert {one.oordeel for one in read_state(Path("gezien.json")).values()} == {"hapert", "werkt"}
    assert capsys.readouterr().out == "2 van 4 adressen bezocht: 1 hapert, 1 werkt.\n"
    (project / "data" / "bronnen" / "b2.yml").write_text("titel: x\nurl: https://site-3.test/pagina\n")
    assert main(["links", "run", "--changed-since", "HEAD", "--format", "github", *_options(settings)]) == 1
    out = capsys.readouterr().out
    assert out.startswith("::error file=data/bronnen/b2.yml,line=2,col=6::het adres https://site-3.test/pagina is weg")
    assert out.count("::error") == 1
    assert not (project / "links").exists()


def test_one_file_can_be_checked_alone(
    project: Path, small_world: tuple[World, Settings], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["links", "run", "--only", "data/bronnen/b1.yml", *_options(small_world[1])]) == 0
    assert capsys.readouterr().out == "1 van 3 adressen bezocht: 1 werkt.\n"
    assert list(_state(project)) == ["https://site-1.test/pagina"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run"], "zet INFOBOX_SITE_URL of --contact"),
        (["run", "--contact", "https://git.test/linkcheck"], "wordt door sommige sites geweerd"),
        (["run", "--contact", "x", "--only", "data/niets.yml"], "in 'data/niets.yml' staat geen extern adres"),
        (["run", "--contact", "x", "--changed-since", "bestaat-niet"], "git: "),
        (["run", "--contact", "x", "--changed-since", "--output=x"], ""),
        (["run", "--contact", "x", "--changed-since=--output=x"], "git: '--output=x' is geen revisie"),
        (["fix", "--state", "kapot.json"], "kapot.json is geen staat van links"),
    ],
)
def test_what_is_asked_wrongly_is_told_in_one_line_with_exit_2(
    project: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    (project / "kapot.json").write_text("{")
    try:
        code = main(["links", *arguments])
    except SystemExit as stop:  # argparse
        code = int(str(stop.code))
    error = capsys.readouterr().err
    assert code == 2
    assert said in error
    assert "Traceback" not in error


@pytest.mark.usefixtures("no_proxy")
def test_without_a_network_it_says_so_once_and_leaves_every_verdict(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    state = project / "links" / "staat.json"
    state.parent.mkdir()
    entry = {"klasse": "goed", "oordeel": "werkt", "eerst_gezien": "2026-11-01T03:00Z"}
    before = json.dumps(
        {"adressen": {"https://site-0.test/pagina": {**entry, "laatst_geprobeerd": "2026-11-01T03:00Z"}}}
    )
    state.write_text(before)
    options = ["--contact", "https://voorbeeld.test/", "--extra-domain", "test", "--timeout", "2"]
    assert main(["links", "run", *options]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "infobox: geen netwerk; alle oordelen blijven zoals ze waren\n")
    assert state.read_text() == before
    assert [path.name for path in state.parent.iterdir()] == ["staat.json"]


def test_faults_in_the_exceptions_are_findings(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "links").mkdir()
    (project / "links" / "uitzonderingen.yml").write_text("uitzonderingen:\n  - adres: https://a.nl/\n")
    assert main(["links", "run", "--contact", "x"]) == 1
    assert "links/uitzonderingen.yml:2:5: bij deze uitzondering ontbreekt 'klasse'" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("repository", "contact"),
    [
        ("team/infobox", "https://forge.test/team/infobox"),
        ("team/schakeLINKs", "https://api.forge.test/repositories/123"),
    ],
)
def test_the_pull_request_of_a_fork_which_has_no_variables_gets_a_result(
    project: Path,
    small_world: tuple[World, Settings],
    monkeypatch: pytest.MonkeyPatch,
    repository: str,
    contact: str,
) -> None:
    world, settings = small_world
    for name, value in {**FORGE, "GITHUB_REPOSITORY": repository, "INFOBOX_SITE_URL": ""}.items():
        monkeypatch.setenv(name, value)
    (project / "data" / "bronnen" / "b0.yml").write_text("url: https://site-0.test/ander\n")
    world.hosts["site-0.test"] = page(ander=says(200, "<title>Goed</title>Goed"))
    options = _options(settings)
    del options[options.index("--contact") : options.index("--contact") + 2]
    assert main(["links", "run", "--changed-since", "HEAD", "--format", "github", *options]) == 0
    assert {visit.agent for visit in world.visits} == {f"Infobox-controle/1.0 (+{contact})"}
