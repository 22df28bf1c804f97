"""What workflows write: with a real remote, and a forge on loopback that answers as GitHub's API does."""

import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tools import forge
from tools.forge import EMAIL, ROBOT, main, marker

pytestmark = pytest.mark.slow

REPOSITORY = "team/infobox"
BOT = {"login": ROBOT, "type": "Bot"}
PROPOSE = (
    *("propose", "links-staat", "links/staat.json"),
    *("--title", "Staat", "--message", "Update the state", "--body", "Gemaakt door de proef."),
)


class Forge:
    """Pull requests and issues of one repository; `refuses` gives a path the status that it is answered with."""

    def __init__(self) -> None:
        self.pulls: list[dict[str, Any]] = []
        self.issues: list[dict[str, Any]] = []
        self.comments: list[str] = []
        self.releases: list[dict[str, Any]] = []
        self.uploads = ""  # where files of releases go
        self.files: dict[str, bytes] = {}
        self.said: dict[str, list[dict[str, Any]]] = {}  # 'issues/7', 'pulls/7' -> its comments
        self.untouched: set[int] = set()  # lines that are not in the pull request
        self.refuses: dict[tuple[str, str], int] = {}
        self.tokens: set[str] = set()

    def answer(self, method: str, path: str, query: dict[str, list[str]], fields: dict[str, Any]) -> tuple[int, Any]:
        what = path.split("/", maxsplit=1)[0]
        if status := self.refuses.get((method, what)):
            return status, {"message": "no ::error::no @team"}
        if what == "releases":
            return self._release(method, path, fields)
        kept = self.pulls if what == "pulls" else self.issues
        match method, path.split("/")[1:]:
            case "GET", []:
                return 200, [one for one in kept if _listed(one, query)]
            case "POST", []:
                kept.append(pull(number=len(kept) + 1, **fields) if what == "pulls" else issue(len(kept) + 1, **fields))
                return 201, kept[-1]
            case "PATCH", [number]:
                one = next(one for one in kept if one["number"] == int(number))
                one.update(fields)
                return 200, one
            case "GET", [number, "comments"]:
                page = int(query["page"][0]) - 1
                return 200, self.said.get(f"{what}/{number}", [])[page * 100 : (page + 1) * 100]
            case "POST", [number, "comments"]:
                self.comments.append(fields["body"])
                if fields.get("line") in self.untouched:
                    return 422, {}
                here = self.said.setdefault(f"{what}/{number}", [])
                here.append({"id": 1000 + len(self.comments), "user": BOT, **fields})
                return 201, here[-1]
            case "PATCH" | "DELETE", ["comments", number]:
                for here in self.said.values():
                    for one in [one for one in here if one["id"] == int(number)]:
                        here.remove(one) if method == "DELETE" else one.update(fields)
                return 200, {}
        return 404, {}

    def _release(self, method: str, path: str, fields: dict[str, Any]) -> tuple[int, Any]:
        if method == "GET":  # by tag; GitHub shows no drafts here
            found = [one for one in self.releases if path == f"releases/tags/{one['tag_name']}" and not one["draft"]]
            return (200, found[0]) if found else (404, {})
        if method == "POST":
            self.releases.append({"id": 70 + len(self.releases), "upload_url": self.uploads, **fields})
            return 201, self.releases[-1]
        one = next(one for one in self.releases if path == f"releases/{one['id']}")
        self.releases.remove(one) if method == "DELETE" else one.update(fields)
        return 200, {}


def _listed(one: dict[str, Any], query: dict[str, list[str]]) -> bool:
    """GitHub's filters, as far as they hold what they promise: it is no proof of whose something is."""
    labels = query.get("labels", [])
    heads = query.get("head", [])
    here = not heads or one["head"]["ref"] == heads[0].partition(":")[2]
    return one["state"] in query["state"] and set(labels) <= set(one.get("labels", [])) and here


def pull(  # what GitHub tells of one
    number: int, head: str, body: str, *, user: Any = BOT, repo: str = REPOSITORY, sha: str = "", **fields: Any
) -> Any:
    from_ = {"ref": head, "sha": sha, "repo": {"full_name": repo}}
    return {"number": number, "state": "open", "user": user, "body": body, **fields, "head": from_}


def issue(number: int, body: str, *, user: Any = BOT, **fields: Any) -> dict[str, Any]:
    return {"number": number, "state": "open", "user": user, "labels": ["links"], "body": body, **fields}


@pytest.fixture
def github(monkeypatch: pytest.MonkeyPatch) -> Iterator[Forge]:
    made = Forge()

    class Handler(BaseHTTPRequestHandler):
        def _do(self) -> None:
            parts = urlsplit(self.path)
            made.tokens.add(self.headers["Authorization"])
            length = int(self.headers.get("Content-Length") or 0)
            content = self.rfile.read(length)
            if parts.path == "/bestanden":
                refused = made.refuses.get((self.command, "bestanden"), 201)
                if refused == 201:
                    made.files[parse_qs(parts.query)["name"][0]] = content
                self.send_response(refused)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"{}")
                return
            fields = json.loads(content) if length else {}
            assert parts.path.startswith(f"/repos/{REPOSITORY}/")
            path = parts.path.removeprefix(f"/repos/{REPOSITORY}/")
            status, answer = made.answer(self.command, path, parse_qs(parts.query), fields)
            body = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PATCH = do_DELETE = _do  # noqa: N815 - the names that the library wants

        def log_message(self, *arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        monkeypatch.setenv("GITHUB_API_URL", f"http://127.0.0.1:{server.server_port}")
        made.uploads = f"http://127.0.0.1:{server.server_port}/bestanden{{?name,label}}"
        monkeypatch.setenv("GITHUB_REPOSITORY", REPOSITORY)
        monkeypatch.setenv("GITHUB_REF_NAME", "main")
        monkeypatch.setenv("GH_TOKEN", "geheim")
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.delenv(name, raising=False)
        yield made
        server.shutdown()
        thread.join()


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


def commit(folder: Path, text: str, name: str = "Een Mens", email: str = "mens@voorbeeld.test") -> None:
    (folder / "links" / "staat.json").write_text(text)
    git(folder, "add", "-A")
    git(folder, "-c", f"user.name={name}", "-c", f"user.email={email}", "commit", "-qm", "x")


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What actions/checkout leaves: one commit of main, and a remote to push to."""
    remote, folder = tmp_path / "remote.git", tmp_path / "checkout"
    git(tmp_path, "init", "-q", "--bare", "-b", "main", str(remote))
    git(tmp_path, "clone", "-q", str(remote), str(folder))
    git(folder, "switch", "-q", "--create", "main")
    (folder / "links").mkdir()
    commit(folder, '{"adressen": {}}')
    git(folder, "push", "-q", "origin", "main")
    monkeypatch.chdir(folder)
    return folder


def change(folder: Path, text: str = '{"adressen": {"https://a.nl/": {}}}') -> None:
    (folder / "links" / "staat.json").write_text(text)


def on_branch(folder: Path, branch: str = "links-staat") -> str:
    remote = git(folder, "remote", "get-url", "origin")
    return git(Path(remote), "show", f"{branch}:links/staat.json")


def theirs(folder: Path, text: str, **who: str) -> None:
    """Somebody pushes a branch that is called like ours."""
    git(folder, "switch", "-q", "--create", "tijdelijk")
    commit(folder, text, **who)
    git(folder, "push", "-q", "--force", "origin", "HEAD:refs/heads/links-staat")
    git(folder, "switch", "-q", "main")


def test_a_change_becomes_one_pull_request_that_is_kept_up(checkout: Path, github: Forge) -> None:
    change(checkout)
    assert main([*PROPOSE]) == 0
    git(checkout, "switch", "-q", "main")
    change(checkout, '{"adressen": {"https://b.nl/": {}}}')
    assert main([*PROPOSE]) == 0
    assert json.loads(on_branch(checkout)) == {"adressen": {"https://b.nl/": {}}}
    assert [(one["head"]["ref"], one["base"]) for one in github.pulls] == [("links-staat", "main")]
    assert github.pulls[0]["body"] == f"{marker('links-staat')}\nGemaakt door de proef."
    assert git(checkout, "log", "-1", "--format=%an %ae") == f"{ROBOT} {EMAIL}"
    assert github.tokens == {"Bearer geheim"}


def test_no_change_writes_nothing(checkout: Path, github: Forge) -> None:
    assert main([*PROPOSE]) == 0
    assert github.pulls == []
    assert git(checkout, "ls-remote", "--heads", "origin", "links-staat") == ""


@pytest.mark.parametrize(
    "other",
    [
        pull(1, "links-staat", marker("links-staat"), repo="vreemde/infobox"),
        pull(1, "links-staat", marker("links-staat"), user={"login": "vreemde", "type": "User"}),
        pull(1, "links-staat", marker("links-staat"), user={"login": ROBOT, "type": "User"}),
        pull(1, "links-staat", "Zonder ons merk."),
        pull(1, "links-staat", f"Eerst iets anders {marker('links-staat')}"),
        pull(1, "links-staat", marker("links-staat"), user=None),
    ],
)
def test_a_pull_request_of_somebody_else_is_left_alone(checkout: Path, github: Forge, other: Any) -> None:
    github.pulls.append(dict(other))
    change(checkout)
    assert main([*PROPOSE]) == 0
    assert github.pulls[0] == other
    assert len(github.pulls) == 2


@pytest.mark.parametrize(("name", "email"), [("Een Mens", "mens@voorbeeld.test"), (ROBOT, "mens@voorbeeld.test")])
def test_a_branch_of_somebody_else_is_not_overwritten(
    checkout: Path, github: Forge, capsys: pytest.CaptureFixture[str], name: str, email: str
) -> None:
    theirs(checkout, "van een ander", name=name, email=email)
    change(checkout)
    assert main([*PROPOSE]) == 1
    assert capsys.readouterr().out.startswith("::error::De tak 'links-staat' is niet van deze workflow")
    assert on_branch(checkout) == "van een ander"
    assert github.pulls == []


def test_who_pushes_in_between_is_not_pushed_away(
    checkout: Path, github: Forge, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = forge.ours

    def looked(branch: str) -> str:
        before = ours(branch)
        theirs(checkout, "net ervoor")
        change(checkout)
        return before

    monkeypatch.setattr(forge, "ours", looked)
    change(checkout)
    assert main([*PROPOSE]) == 1
    assert "Settings > Rules" in capsys.readouterr().out
    assert on_branch(checkout) == "net ervoor"


def test_the_next_run_goes_on_from_our_branch_and_from_nobody_elses(
    checkout: Path, github: Forge, capsys: pytest.CaptureFixture[str]
) -> None:
    file = checkout / "links" / "staat.json"
    assert main(["resume", "links-staat", "links/staat.json"]) == 0  # there is no branch yet
    assert file.read_text() == '{"adressen": {}}'
    theirs(checkout, '{"adressen": {"https://ons.nl/": {}}}', name=ROBOT, email=EMAIL)
    assert main(["resume", "links-staat", "links/staat.json"]) == 0
    assert "https://ons.nl/" in file.read_text()
    git(checkout, "checkout", "-q", ".")
    git(checkout, "branch", "-qD", "tijdelijk")
    theirs(checkout, '{"adressen": {"https://hun.nl/": {}}}')
    assert main(["resume", "links-staat", "links/staat.json"]) == 0
    assert file.read_text() == '{"adressen": {}}'
    assert capsys.readouterr().out.startswith("::warning::De tak 'links-staat' is niet van deze workflow")
    git(checkout, "remote", "set-url", "origin", str(checkout / "weg"))
    assert main(["resume", "links-staat", "links/staat.json"]) == 0
    assert capsys.readouterr().out.startswith("::notice::De tak 'links-staat' is hier niet te lezen")


def _hand_over(checkout: Path, kind: str) -> None:
    path = checkout / "gezien" / "links" / "staat.json"
    path.parent.mkdir(parents=True)
    if kind == "link":
        path.symlink_to("/etc/hostname")
    elif kind == "folder":
        path.mkdir()
    elif kind != "nothing":
        path.write_text({"words": "geen json", "list": "[1]", "good": '{"adressen": {"https://c.nl/": {}}}'}[kind])


@pytest.mark.parametrize("kind", ["link", "folder", "nothing", "words", "list"])
def test_what_another_job_hands_over_is_looked_at_first(
    checkout: Path, github: Forge, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    _hand_over(checkout, kind)
    assert main([*PROPOSE, "--from", "gezien"]) == 1
    assert "gaf iets vreemds door" in capsys.readouterr().out
    assert (checkout / "links" / "staat.json").read_text() == '{"adressen": {}}'
    assert github.pulls == []


def test_what_another_job_hands_over_is_offered(checkout: Path, github: Forge) -> None:
    _hand_over(checkout, "good")
    assert main([*PROPOSE, "--from", "gezien"]) == 0
    assert "https://c.nl/" in on_branch(checkout)


@pytest.mark.parametrize(
    ("status", "said"),
    [(403, "Allow GitHub Actions to create and approve pull requests"), (422, "iemand anders"), (500, "500")],
)
def test_a_setting_that_is_missing_is_told_in_dutch(
    checkout: Path, github: Forge, capsys: pytest.CaptureFixture[str], status: int, said: str
) -> None:
    github.refuses["POST", "pulls"] = status
    change(checkout)
    assert main([*PROPOSE]) == 1
    out = capsys.readouterr().out
    assert re.fullmatch(r"::error::[^\n]+\n", out)
    assert said in out


def test_a_branch_that_may_not_be_written_is_told_in_dutch(
    checkout: Path, github: Forge, capsys: pytest.CaptureFixture[str]
) -> None:
    hook = Path(git(checkout, "remote", "get-url", "origin")) / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    change(checkout)
    assert main([*PROPOSE]) == 1
    assert "Settings > Rules" in capsys.readouterr().out


def report(folder: Path, text: str) -> list[str]:
    (folder / "verslag.md").write_text(text)
    return ["message", "links", "verslag.md", "--title", "Links die aandacht vragen"]


def test_one_issue_is_opened_kept_up_and_closed(checkout: Path, github: Forge) -> None:
    assert main(report(checkout, "")) == 0
    assert github.issues == []
    assert main(report(checkout, "Een link is stuk.")) == 0
    assert main(report(checkout, "Twee links zijn stuk.")) == 0
    [one] = github.issues
    assert (one["state"], one["body"]) == ("open", f"{marker('links')}\nTwee links zijn stuk.")
    assert main(report(checkout, " \n")) == 0
    assert one["state"] == "closed"
    assert github.comments == ["Alles is in orde of vraagt geen aandacht meer."]


@pytest.mark.parametrize(
    "other",
    [
        issue(1, marker("links"), user={"login": "vreemde", "type": "User"}),
        issue(1, "Gewoon een vraag over links."),
        issue(1, marker("links"), pull_request={}),
    ],
)
def test_an_issue_of_somebody_else_is_left_alone(checkout: Path, github: Forge, other: Any) -> None:
    github.issues.append(dict(other))
    assert main(report(checkout, "Een link is stuk.")) == 0
    assert main(report(checkout, "")) == 0
    assert github.issues[0] == other
    assert github.issues[1]["state"] == "closed"


def test_a_message_fits_and_stays_whole_letters(checkout: Path, github: Forge) -> None:
    assert main(report(checkout, "é" * 70_000)) == 0
    body = github.issues[0]["body"]
    assert len(body.encode()) < 61_000
    assert set(body.removeprefix(marker("links")).strip()) == {"é"}


@pytest.mark.parametrize(
    ("status", "said"), [(410, "Features aan: Issues"), (403, "Features aan: Issues"), (502, "502")]
)
def test_issues_that_are_off_are_told_in_dutch(
    checkout: Path, github: Forge, capsys: pytest.CaptureFixture[str], status: int, said: str
) -> None:
    github.refuses["GET", "issues"] = status
    assert main(report(checkout, "Een link is stuk.")) == 1
    assert said in capsys.readouterr().out


# --- a reply on a pull request ---------------------------------------------------------------------------------------

FORK = json.loads((Path(__file__).parent / "events" / "bespreken-van-een-fork.json").read_text(encoding="utf-8"))
GOLDEN = Path(__file__).parent / "golden" / "voorstellen" / "van-een-fork.md"
SHA = FORK["workflow_run"]["head_sha"]
FACTS = {
    "version": 1,
    "facts": [{"what": "titel", "words": {"oud": "@team", "nieuw": "<b>"}}],
    "findings": [{"path": "data/a/b.yml", "line": 3, "message": "'jaar' is leeg", "hint": "schrijf: t"}],
    "suggestions": [{"path": "data/a/b.yml", "line": 3, "text": "t"}],
    "more": 0,
}


@pytest.fixture
def event(checkout: Path, github: Forge, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What is recorded of a run for a fork, and the pull request it was about, beside one that looks like it."""
    github.pulls += [
        pull(6, "beter", "", repo="vreemde/infobox", sha="0" * 40),
        pull(7, "beter", "", repo="vreemde/infobox", sha=SHA, user={"login": "vreemde", "type": "User"}),
    ]
    monkeypatch.setenv("GITHUB_EVENT_PATH", str(checkout / "event.json"))
    monkeypatch.setenv("GITHUB_SERVER_URL", "https://voorbeeld.test")
    monkeypatch.setenv("INFOBOX_SITE_URL", "https://www.voorbeeld-site.nl/")
    return dict(json.loads(json.dumps(FORK))["workflow_run"])


def replied(checkout: Path, event: dict[str, Any], facts: Any = FACTS) -> int:
    (checkout / "event.json").write_text(json.dumps({"workflow_run": event}))
    if facts is not None:
        (checkout / "antwoord.json").write_text(facts if isinstance(facts, str) else json.dumps(facts))
    return main(["reply", "antwoord.json"])


def test_a_fork_gets_one_comment_that_is_renewed_and_suggestions_at_lines(
    checkout: Path, github: Forge, event: dict[str, Any]
) -> None:
    assert FORK["workflow_run"]["pull_requests"] == []  # GitHub names none for a fork
    assert replied(checkout, event) == 0
    assert replied(checkout, event) == 0
    [comment] = github.said["issues/7"]
    assert comment["body"].startswith(marker("voorstel"))
    assert comment["body"].partition("\n")[2] == GOLDEN.read_text(encoding="utf-8")
    assert f"(https://voorbeeld.test/{REPOSITORY}/actions/runs/{event['id']})" in comment["body"]
    [at_line] = github.said["pulls/7"]
    assert (at_line["path"], at_line["line"], at_line["commit_id"]) == ("data/a/b.yml", 3, SHA)
    assert "```suggestion\nt\n```" in at_line["body"]
    assert replied(checkout, event, {**FACTS, "facts": [], "findings": [], "suggestions": []}) == 0
    [comment] = github.said["issues/7"]
    assert "vindt geen fouten" in comment["body"]
    assert github.said["pulls/7"] == []


def test_a_suggestion_that_somebody_answered_stays(checkout: Path, github: Forge, event: dict[str, Any]) -> None:
    assert replied(checkout, event) == 0
    [at_line] = github.said["pulls/7"]
    answer = {"id": 5, "user": {"login": "vreemde", "type": "User"}, "body": "Echt?", "in_reply_to_id": at_line["id"]}
    github.said["pulls/7"].append(answer)
    assert replied(checkout, event, {**FACTS, "suggestions": []}) == 0
    assert github.said["pulls/7"] == [at_line, answer]


def test_a_line_that_the_pull_request_did_not_touch_is_passed_over(
    checkout: Path, github: Forge, event: dict[str, Any]
) -> None:
    github.untouched = {3}
    assert replied(checkout, event) == 0
    assert len(github.said["issues/7"]) == 1
    assert "pulls/7" not in github.said


def test_comments_of_others_that_look_like_ours_are_left_alone(
    checkout: Path, github: Forge, event: dict[str, Any]
) -> None:
    theirs = {"id": 1, "user": {"login": "vreemde", "type": "User"}, "body": marker("voorstel")}
    at_line = {"id": 2, "user": {"login": "vreemde", "type": "User"}, "body": marker("suggestie")}
    github.said = {"issues/7": [dict(theirs) for _ in range(150)], "pulls/7": [dict(at_line)]}
    assert replied(checkout, event) == 0
    assert replied(checkout, event) == 0
    assert github.said["issues/7"][:150] == [theirs] * 150
    assert len(github.said["issues/7"]) == 151  # ours is found on the second page
    assert github.said["pulls/7"][0] == at_line


@pytest.mark.parametrize("facts", [None, "geen json", "[]", {**FACTS, "nummer": 6}, {**FACTS, "more": "veel"}])
def test_a_file_that_is_missing_or_strange_is_said_and_not_believed(
    checkout: Path, github: Forge, event: dict[str, Any], facts: Any
) -> None:
    assert replied(checkout, event, facts) == 0
    [comment] = github.said["issues/7"]
    assert "kon dit voorstel niet lezen" in comment["body"]
    assert github.said.get("issues/6") is None
    assert not github.said.get("pulls/7")


def test_a_link_instead_of_a_file_is_not_followed(checkout: Path, github: Forge, event: dict[str, Any]) -> None:
    (checkout / "echt.json").write_text(json.dumps(FACTS))
    (checkout / "antwoord.json").symlink_to(checkout / "echt.json")
    assert replied(checkout, event, None) == 0
    assert "kon dit voorstel niet lezen" in github.said["issues/7"][0]["body"]


@pytest.mark.parametrize(
    "other",
    [
        {"head_sha": "f" * 40},
        {"head_repository": {"full_name": "derde/infobox", "owner": {"login": "vreemde"}}},
        {"head_repository": None},
        {"head_branch": "anders&state=all"},
    ],
)
def test_a_run_of_something_else_or_older_says_nothing(
    checkout: Path, github: Forge, event: dict[str, Any], other: dict[str, Any]
) -> None:
    assert replied(checkout, {**event, **other}) == 0
    assert github.said == {}


def test_it_needs_nothing_that_is_installed(checkout: Path, github: Forge, event: dict[str, Any]) -> None:
    """As a job runs it: Python as it comes, without the folder of installed packages."""
    (checkout / "event.json").write_text(json.dumps({"workflow_run": event}))
    (checkout / "antwoord.json").write_text(json.dumps(FACTS))
    command = [sys.executable, "-I", "-S", forge.__file__, "reply", "antwoord.json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert "heet voortaan" in github.said["issues/7"][0]["body"]


# --- what became of a form -------------------------------------------------------------------------------------------

NAME = "data/instrumenten/kijkkaart.yml"
OFFER = {"version": 1, "name": "kijkkaart", "lines": ["titel: Kijkkaart", ""], "notes": []}
ASKED = {**OFFER, "name": "", "lines": [], "notes": [{"path": "Titel", "line": 1, "message": "@team", "hint": "h"}]}


def offered(checkout: Path, monkeypatch: pytest.MonkeyPatch, record: Any) -> int:
    recorded = Path(forge.__file__).parent.parent / "tests" / "events" / "formulier-ingevuld.json"
    monkeypatch.setenv("GITHUB_EVENT_PATH", str(recorded))
    git(checkout, "switch", "-q", "main")
    (checkout / "formulier.json").write_text(record if isinstance(record, str) else json.dumps(record))
    return main(["offer", "formulier.json"])


def test_a_new_file_becomes_a_pull_request_and_the_issue_says_so(
    checkout: Path, github: Forge, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert offered(checkout, monkeypatch, OFFER) == 0
    assert offered(checkout, monkeypatch, {**OFFER, "lines": ["titel: Kijkkaart thuis", ""]}) == 0
    [one] = github.pulls
    assert (one["head"]["ref"], one["title"]) == ("voorstel-12", "Instrument uit bericht 12")
    remote = Path(git(checkout, "remote", "get-url", "origin"))
    assert git(remote, "show", f"voorstel-12:{NAME}") == "titel: Kijkkaart thuis"
    assert git(remote, "diff", "--name-only", "main", "voorstel-12") == NAME
    [comment] = github.said["issues/12"]
    assert "`voorstel-12`" in comment["body"]


def test_questions_stand_on_the_issue_in_one_comment(
    checkout: Path, github: Forge, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert offered(checkout, monkeypatch, ASKED) == 0
    assert offered(checkout, monkeypatch, ASKED) == 0
    [comment] = github.said["issues/12"]
    assert "- `Titel`: `@team`. Wat te doen: `h`" in comment["body"]
    assert offered(checkout, monkeypatch, OFFER) == 0
    assert len(github.said["issues/12"]) == 1
    assert "een voorstel gemaakt" in github.said["issues/12"][0]["body"]
    assert len(github.pulls) == 1


@pytest.mark.parametrize("record", ["geen json", {**OFFER, "name": "../../x"}, {**OFFER, "notes": ASKED["notes"]}])
def test_a_strange_offer_does_nothing(
    checkout: Path, github: Forge, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], record: Any
) -> None:
    assert offered(checkout, monkeypatch, record) == 1
    assert "gaf iets vreemds door" in capsys.readouterr().out
    assert (github.pulls, github.said) == ([], {})


def test_a_file_that_is_there_is_not_replaced(
    checkout: Path, github: Forge, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (checkout / NAME).parent.mkdir(parents=True)
    (checkout / NAME).write_text("van een ander")
    assert offered(checkout, monkeypatch, OFFER) == 1
    assert "bestaat al" in capsys.readouterr().out
    assert (checkout / NAME).read_text() == "van een ander"
    assert github.pulls == []


@pytest.fixture
def zip_file(tmp_path: Path) -> Path:
    file = tmp_path / "infobox-2026-11.zip"
    file.write_bytes(b"PK\x03\x04 een zip")
    return file


def published(file: Path) -> int:
    return main(["publish", "editie-2026-11", str(file), "--title", "Editie 2026-11", "--body", "De hele site."])


def test_a_release_is_seen_only_when_all_of_it_is_there_and_never_given_out_twice(
    github: Forge, zip_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert published(zip_file) == 0
    [made] = github.releases
    assert github.files == {"infobox-2026-11.zip": b"PK\x03\x04 een zip"}
    assert (made["tag_name"], made["name"], made["draft"]) == ("editie-2026-11", "Editie 2026-11", False)
    zip_file.write_bytes(b"een andere")
    assert published(zip_file) == 1
    assert "Van 'editie-2026-11' is al een uitgave" in capsys.readouterr().out
    assert [made] == github.releases
    assert github.files == {"infobox-2026-11.zip": b"PK\x03\x04 een zip"}


def test_a_release_that_breaks_off_is_taken_back(
    github: Forge, zip_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    github.refuses["POST", "bestanden"] = 500
    assert published(zip_file) == 1
    assert capsys.readouterr().out == "::error::GitHub antwoordde 500\n"
    assert github.releases == []


def test_the_token_goes_to_no_other_host_for_files(
    github: Forge, zip_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    github.uploads = "http://elders.test/bestanden{?name,label}"
    assert published(zip_file) == 1
    assert "een vreemd adres voor bestanden: elders.test" in capsys.readouterr().out
    assert github.releases == []


def test_who_may_not_release_is_told_the_setting(
    github: Forge, zip_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    github.refuses["POST", "releases"] = 403
    assert published(zip_file) == 1
    assert "Sta bij Settings > Rules toe dat GitHub Actions uitgaven maakt" in capsys.readouterr().out
