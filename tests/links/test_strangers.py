"""What servers, addresses and pull requests say, followed to where people and programs read it."""

import json
import subprocess
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from infobox.__main__ import main
from infobox.entries.documents import read
from infobox.links import changes
from infobox.links.collect import Address, Use
from infobox.links.engine import Settings
from infobox.links.evidence import Evidence
from infobox.links.exceptions import read_exemptions, superfluous
from infobox.links.fix import fix, proposals
from infobox.links.report import MOST_BYTES, markdown, todo
from infobox.links.state import LinkState, update
from tests.links.conftest import DAY_ONE
from tests.links.server import World
from tests.links.world import PAGE, page, says, to

pytestmark = pytest.mark.slow

KLASSEN = ["weg", "ongeldig", "goed", "verhuisd", "zachte-404"]
OUT = ["b)[x](https://boos.nl", "b: c", "b', x: 'c", "b]: x", "b:"]  # what would lead out of where an address stands
BAIT = (
    "`` ` [x](https://boos.nl) ![y](https://boos.nl/y.png) @gebruiker #123 GH-1 <img src=x onerror=alert(1)> "
    "https://boos.nl www.boos.nl ::error::nee ##[error]nee \x1b[31m\u202e **vet** \r\n::set-output name=a::b =1+1"
)
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def _tokens(text: str) -> Iterator[Token]:
    for token in MarkdownIt("commonmark").parse(text):
        yield token
        yield from token.children or ()


def _harmless(text: str, allowed: tuple[str, ...]) -> None:
    """Of a report: every link is ours, and outside of code there are only our own words."""
    kinds = {token.type for token in _tokens(text)}
    assert kinds.isdisjoint({"image", "html_inline", "html_block", "em_open", "strong_open", "fence", "code_block"})
    inside = False  # of a link, whose words are its own address
    for token in _tokens(text):
        if token.type in ("link_open", "link_close"):
            inside = token.type == "link_open"
            assert not inside or str(token.attrs["href"]).startswith(allowed)
        elif token.type == "text" and not inside:
            assert not any(letter in token.content for letter in "@#<>[]`*!")
            assert "boos" not in token.content
    assert _visible(text)


def _visible(text: str) -> bool:
    return all(letter == "\n" or unicodedata.category(letter) not in UNSEEN for letter in text)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with four addresses in data and one on a page."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data" / "bronnen").mkdir(parents=True)
    (tmp_path / "docs").mkdir()
    for name in ("titel", "verhuisd", "soort", "naar"):
        (tmp_path / "data" / "bronnen" / f"{name}.yml").write_text(f"url: http://{name}.test/pagina\n")
    (tmp_path / "docs" / "index.md").write_text("Zie [hier](http://verhuisd.test/pagina).\n")
    subprocess.run(["git", "init", "-q"], check=True)
    _commit(tmp_path)
    return tmp_path


def test_what_servers_say_is_read_and_not_obeyed(
    project: Path, small_world: tuple[World, Settings], capsys: pytest.CaptureFixture[str]
) -> None:
    world, _ = small_world
    titled = PAGE.replace("Een stuk over veiligheid", BAIT.replace("<", "&lt;"))
    onward = "http://nieuw.test/a)![y](http://boos.nl/y.png)'*,]!:"
    world.hosts |= {f"{name}.test": page() for name in ("titel", "verhuisd", "soort", "naar")}
    options = ["links", "run", "--pauses", "0", "--interval", "0", "--timeout", "2", "--contact", "https://a.nl"]
    options += ["--extra-domain", "test", "--report", "verslag.md", "--edit", "https://git.test/bewerk"]
    assert main(options) == 0
    world.hosts |= {
        "titel.test": page(pagina=says(200, titled)),
        "nieuw.test": page(anders=lambda r: r.reply(200 if r.path.startswith("/a") else 404, PAGE)),
        "verhuisd.test": page(pagina=to(301, onward)),
        "soort.test": page(pagina=says(200, PAGE, kind="[x](https://boos.nl)@gebruiker")),
        "naar.test": page(pagina=to(302, "http://`[x](https://boos.nl)@gebruiker#123`.boos")),
    }
    capsys.readouterr()
    assert main(options) == 0
    said = capsys.readouterr()
    assert (said.out, said.err) == ("4 van 4 adressen bezocht: 2 werkt, 1 ongeldig, 1 verhuisd.\n", "")

    report = (project / "verslag.md").read_text(encoding="utf-8")
    _harmless(
        report,
        ("https://git.test/bewerk/", *(f"http://{name}.test/" for name in ("titel", "verhuisd", "soort", "naar"))),
    )
    for words in ("@gebruiker", "https://boos.nl", "titel was", "soort was"):
        assert any(words in token.content for token in _tokens(report) if token.type == "code_inline")
    state = (project / "links" / "staat.json").read_text(encoding="utf-8")
    assert _visible(state)
    assert json.loads(state)["adressen"]["http://titel.test/pagina"]["titel"].startswith("`` ` [x](")

    assert main([*options, "--changed-since", "HEAD", "--format", "github"]) == 0
    (project / "docs" / "index.md").write_text("Zie [hier](http://naar.test/pagina).\n")
    assert main([*options, "--changed-since", "HEAD", "--format", "github"]) == 1
    *_, annotation = capsys.readouterr().out.splitlines()
    assert annotation.startswith(
        "::error file=docs/index.md,line=1,col=12::het adres http://naar.test/pagina is ongeldig"
    )
    assert annotation.isprintable()


ADDRESS = Address("https://a.nl/", (Use("data/a.yml", 1, 6, "", "lezer", "https://a.nl/"),))


@settings(deadline=None)
@given(
    st.text(max_size=40) | st.just(BAIT),
    st.text(max_size=40) | st.just(BAIT),
    st.sampled_from(KLASSEN),
)
def test_whatever_a_state_says_the_report_is_harmless(words: str, title: str, klasse: str) -> None:
    """Also a state of before these words were cleaned, or one that somebody wrote by hand."""
    oordeel = {"weg": "stuk", "ongeldig": "ongeldig", "goed": "werkt", "verhuisd": "verhuisd"}.get(klasse, "onbekend")
    state = LinkState(
        klasse=klasse,  # type: ignore[arg-type]
        oordeel=oordeel,  # type: ignore[arg-type]
        eerst_gezien="2026-11-21T03:00Z",
        laatst_geprobeerd="2026-11-21T03:00Z",
        mislukt=(("2026-11-21T03:00Z", "weg"),),
        reden=words,
        voorstel=f"https://a.nl/{words}",
        afwijking=title,
        afwijking_op="2026-11-21T03:00Z",
    )
    items = todo([ADDRESS], {"https://a.nl/": state}, [], DAY_ONE)
    _harmless(
        markdown(items, [], {"https://a.nl/": state}, ""),
        ("https://a.nl/", "https://web.archive.org/web/https://a.nl/"),
    )


@settings(deadline=None)
@given(st.text(max_size=40) | st.just(BAIT), st.text(max_size=20) | st.just("data/[x](https://boos.nl)\n@a.yml"))
def test_whatever_an_address_or_the_name_of_a_file_is_the_report_is_harmless(words: str, path: str) -> None:
    url = f"https://a.nl/{words}"
    address = Address(url, (Use(path, 1, 6, "", "lezer", url),))
    states = {url: update(None, Evidence(url, refused=words or "x"), DAY_ONE, "")}
    text = markdown(todo([address], states, [], DAY_ONE), [], states, "https://git.nl/")
    _harmless(text, ("https://a.nl/", "https://git.nl/"))


def test_a_long_report_ends_at_a_line_and_says_how_much_more_there_is() -> None:
    addresses = [
        Address(f"https://a-{number}.nl/{'x' * 300}", (Use("data/a.yml", number + 1, 6, "", "lezer", "x"),))
        for number in range(400)
    ]
    states = {address.url: update(None, Evidence(address.url, refused=BAIT), DAY_ONE, "") for address in addresses}
    text = markdown(todo(addresses, states, [], DAY_ONE), [], states, "")
    lines = text.splitlines()
    shown = sum(line.startswith("- ") for line in lines)
    assert MOST_BYTES - 1000 < len(text.encode()) < MOST_BYTES + 100
    assert lines[-1] == f"En nog {400 - shown} regels; zie `links/staat.json`."
    assert lines[-3].endswith("Wat te doen: schrijf een adres dat iedereen kan openen.")
    _harmless(text, ("https://a-",))


@settings(deadline=None)
@example("?0")  # in a list between brackets, PyYAML's own scanner refuses what the parser in C reads
@given(st.text(st.characters(codec="utf-8"), max_size=30) | st.sampled_from(OUT))
def test_a_proposal_is_written_as_one_address_whatever_it_is(words: str) -> None:

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        old = "https://a.nl/oud"
        places = {
            "a.yml": f"url: '{old}'\n",
            "b.yml": f"links: [{old}]\n",
            "c.yml": f"url: {old}\n",
            "d.md": f"[x]({old})\n",
        }
        for name, text in places.items():
            (root / name).write_text(text)
        state = LinkState("verhuisd", "verhuisd", "x", "x", voorstel=f"https://a.nl/{words}")
        uses = tuple(Use(name, 1, text.index("https") + 1, "", "lezer", old) for name, text in places.items())
        made = fix(root, proposals([Address(old, uses)], {old: state}))
        new = {use.path: new for use, new in made}
        assert all(each.isascii() and each.startswith("https://a.nl/") for each in new.values())
        assert len(made) in (0, 4) or "?" in words
        now = {name: new.get(name, old) for name in places}
        read = {name: yaml.load((root / name).read_text(), yaml.CSafeLoader) for name in ("a.yml", "b.yml", "c.yml")}
        assert read == {
            "a.yml": {"url": now["a.yml"]},
            "b.yml": {"links": [now["b.yml"]]},
            "c.yml": {"url": now["c.yml"]},
        }
        tokens = list(_tokens((root / "d.md").read_text()))
        assert [token.type for token in tokens if token.type.startswith(("link", "image"))] == [
            "link_open",
            "link_close",
        ]


def test_collected_addresses_are_plain_letters_on_any_terminal(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "docs" / "index.md").write_text("Zie <https://a.nl/\u202e##[error]é>.\n", encoding="utf-8")
    assert main(["links", "collect"]) == 0
    out = capsys.readouterr().out
    assert out.isascii()
    assert "##[" not in out
    assert len(json.loads(out)["adressen"]) == 5


# What a pull request holds


def _commit(root: Path) -> None:
    for arguments in (["add", "-A"], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "x"]):
        subprocess.run(["git", *arguments], check=True, cwd=root)


def test_lines_that_look_like_those_of_git_hide_nothing(project: Path) -> None:
    path = project / "docs" / "index.md"
    path.write_text("een\n-- a\ntwee\n")
    _commit(project)
    path.write_bytes(b"een\n++ /dev/null\n@@ -1 +1 @@\n\xff\xfe\n++ b/docs/ander.md\ntwee\nhttps://boos.nl/\n")
    (project / "docs" / "caf\u00e9.md").write_text("nieuw\n")
    subprocess.run(["git", "add", "-A"], check=True)
    assert changes.added_lines(project, "HEAD", "docs") == {"docs/caf\u00e9.md": {1}, "docs/index.md": {2, 3, 4, 5, 7}}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("https://a.nl/", "[https://a.nl/]", "'adres' is geen tekst"),
        ("https://a.nl/", "{a: b}", "'adres' is geen tekst"),
        ("geen", "5", "'reden' is geen tekst"),
        ("weg", "[weg]", "'klasse' is geen tekst"),
        ("2026-12-31", "2026-12-31 10:00:00", "'tot' is geen dag"),
        ("reden: geen", "reden: geen\n    5: x", "de sleutel '5' bestaat hier niet"),
    ],
)
def test_an_exception_of_another_kind_is_a_finding(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = "uitzonderingen:\n  - adres: https://a.nl/\n    klasse: weg\n    reden: geen\n    tot: 2026-12-31\n"
    path = tmp_path / "uitzonderingen.yml"
    path.write_text(text.replace(old, new, 1))
    exemptions, faults = read_exemptions(read(path, "links/uitzonderingen.yml"))
    assert exemptions == []
    assert [said in str(fault) for fault in faults] == [True]
    assert list(superfluous("x", exemptions, [], {}, DAY_ONE.date())) == []
