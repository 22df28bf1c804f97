"""What workflows write on GitHub: a branch with a proposal, one rolling message, replies. Standard library only.

    python3 tools/forge.py resume  BRANCH FILE                  # go on from the file as our branch has it
    python3 tools/forge.py propose BRANCH --title T FILE...     # these files, on our branch, in one pull request
    python3 tools/forge.py message LABEL --title T FILE         # this text as one open issue; an empty file closes it
    python3 tools/forge.py offer FILE                           # what became of a form: a pull request, or questions
    python3 tools/forge.py reply FILE                           # these facts, on the pull request of the event
    python3 tools/forge.py publish TAG --title T FILE...        # these files, as one release of a tag that has none

A name alone says nothing: anybody may call a branch, a pull request or an issue like ours. Ours is a branch of this
repository whose last commit is the robot's; a pull request or issue that the robot opened and that begins with our
marker. What is somebody else's is left as it is. Every setting that an owner has to make is named when it is missing.
"""

import argparse
import importlib
import json
import os
import shutil
import stat
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

ROBOT = "github-actions[bot]"
EMAIL = "41898282+github-actions[bot]@users.noreply.github.com"
MOST_FILE = 32 * 1024 * 1024
MOST_BODY = 60_000  # bytes; GitHub takes 65,536 letters
MOST_ANSWER = 8 * 1024 * 1024
MOST_PAGES = 20  # of comments that are looked through
MOST_GIVEN = 512 * 1024 * 1024  # a file of a release
NOT_THERE, NOT_ALLOWED = 404, 403  # what the API answers
PAGE = 100  # issues or pull requests that are looked through; ours are found by branch or label first

MAY_PROPOSE = (
    "Een voorstel maken mag hier niet. Zet bij Settings > Actions > General aan: "
    "Allow GitHub Actions to create and approve pull requests"
)
MAY_WRITE = (
    "De tak '{}' kon niet op GitHub komen. Sta bij Settings > Rules toe dat GitHub Actions deze tak mag schrijven"
)
TAKEN = (
    "GitHub nam het voorstel niet aan. Misschien heeft iemand anders er al een open staan met de tak '{}': sluit dat"
)
MAY_REPORT = "Een bericht maken kan hier niet. Zet bij Settings > General > Features aan: Issues"
SOMEBODY = (
    "De tak '{}' is niet van deze workflow: de laatste wijziging is van iemand anders. Geef die tak een andere naam"
)

GIVEN = "Van '{}' is al een uitgave. Wat is uitgegeven, verandert niet meer; geef een volgende editie uit"
MAY_RELEASE = "Een uitgave maken mag hier niet. Sta bij Settings > Rules toe dat GitHub Actions uitgaven maakt"

NOT_READ = (
    "## Wat dit voorstel doet\n\nDe controle kon dit voorstel niet lezen, of gaf iets vreemds door. "
    "Laat iemand die de techniek kent kijken bij [deze controle]({})."
)
FROM_FORM = "Instrument uit bericht {}"
MESSAGE = "Add an instrument from a filled form"
BODY = (
    "Gemaakt van het formulier in #{0}. De controle vond geen fouten. Sluit dit voorstel en open het weer, "
    "dan start de controle hier, en zegt zij wat er voor lezers verandert. Na samenvoegen kan #{0} dicht."
)
ASKED_ON = (
    "Dank u wel. Van dit bericht is een voorstel gemaakt, op de tak `{}`. Iemand van de redactie leest het na. "
    "Wie het bericht hierboven verandert, verandert het voorstel."
)


class ForgeError(Exception):
    """What could not be done; the text says in Dutch what an owner can do about it."""


class Refused(Exception):  # noqa: N818 - an answer, not always an error
    """GitHub said no; `status` is its number, 0 when it did not answer."""

    def __init__(self, status: int) -> None:
        self.status = status
        super().__init__(f"GitHub antwoordde {status}" if status else "GitHub gaf geen antwoord")


def ask(method: str, path: str, /, **fields: Any) -> Any:
    """What the API of GitHub answers. Raises Refused."""
    url = f"{os.environ['GITHUB_API_URL'].rstrip('/')}/repos/{os.environ['GITHUB_REPOSITORY']}/{path}"
    return _sent(method, url, json.dumps(fields).encode() if fields else None, "application/json", 60)


def _sent(method: str, url: str, content: bytes | None, kind: str, seconds: int) -> Any:
    request = urllib.request.Request(url, method=method, data=content)  # noqa: S310 - the address of the forge
    request.add_header("Accept", "application/vnd.github+json")
    request.add_header("Authorization", f"Bearer {os.environ['GH_TOKEN']}")
    request.add_header("Content-Type", kind)
    try:
        with urllib.request.urlopen(request, timeout=seconds) as answer:  # noqa: S310
            return json.loads(answer.read(MOST_ANSWER) or b"null")
    except urllib.error.HTTPError as error:
        raise Refused(error.code) from None
    except (OSError, ValueError):
        raise Refused(0) from None


def git(*arguments: str, check: bool = True) -> str:
    """What git prints. Raises CalledProcessError, unless `check` is off."""
    return subprocess.run(["git", *arguments], check=check, capture_output=True, text=True).stdout.strip()


def ours(branch: str) -> str:
    """The last commit of our branch, '' when there is none yet. Raises ForgeError when it is somebody else's."""
    listed = git("ls-remote", "--heads", "origin", f"refs/heads/{branch}")
    if not listed:
        return ""
    git("fetch", "--quiet", "--depth=1", "origin", f"refs/heads/{branch}")
    if git("log", "-1", "--format=%ae %ce", "FETCH_HEAD") != f"{EMAIL} {EMAIL}":
        raise ForgeError(SOMEBODY.format(branch))
    return git("rev-parse", "FETCH_HEAD")


def marker(name: str) -> str:
    """What our pull requests and issues begin with; nobody sees it."""
    return f"<!-- infobox: {name} -->"


def mine(found: Any, name: str) -> dict[str, Any] | None:
    """The first of these pull requests or issues that the robot opened here with our marker."""
    for one in found:
        robot = one.get("user") or {}
        begins = (one.get("body") or "").startswith(marker(name))
        if begins and robot.get("login") == ROBOT and robot.get("type") == "Bot":
            return dict(one)
    return None


def ordinary(path: Path, most: int = MOST_FILE) -> bytes:
    """The bytes of an ordinary file that is not too big: what another job hands over is not believed at once."""
    seen = path.lstat() if os.path.lexists(path) else None
    if seen is None or not stat.S_ISREG(seen.st_mode) or seen.st_size > most:
        raise ForgeError(f"'{path}' is geen gewoon bestand of het is te groot; de vorige taak gaf iets vreemds door")
    return path.read_bytes()


def resume(branch: str, file: Path) -> None:
    """Put the file as our branch has it in its place; when that cannot be had, it stays as it is."""
    try:
        commit = ours(branch)
    except ForgeError as error:
        print(f"::warning::{error}")
        return
    except subprocess.CalledProcessError:
        print(f"::notice::De tak '{branch}' is hier niet te lezen; er wordt begonnen met wat op main staat.")
        return
    if commit and git("ls-tree", commit, "--", file.as_posix()).startswith("100644 blob "):
        seen = subprocess.run(["git", "show", f"{commit}:{file.as_posix()}"], check=True, capture_output=True).stdout
        file.write_bytes(seen)


def propose(branch: str, files: list[Path], folder: Path | None, words: dict[str, str]) -> None:
    """Put the files, as they are now or as `folder` has them, on our branch and offer that as one pull request.

    `words` are its title and body, and the message of the commit.
    """
    for file in files:
        if folder:
            taken = ordinary(folder / file)
            if file.suffix == ".json" and not _is_record(taken):
                raise ForgeError(f"'{folder / file}' is geen JSON; de vorige taak gaf iets vreemds door")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(taken)
    if not git("status", "--porcelain", "--", *map(str, files)):
        print("Er is niets veranderd.")
        return
    before = ours(branch)
    git("config", "user.name", ROBOT)
    git("config", "user.email", EMAIL)
    git("switch", "--quiet", "--force-create", branch)
    git("add", "--", *map(str, files))
    git("commit", "--quiet", "--message", words["message"])
    try:
        # Only over what was just looked at: who pushes in between is not pushed away.
        git(
            "push", "--quiet", f"--force-with-lease=refs/heads/{branch}:{before}", "origin", f"HEAD:refs/heads/{branch}"
        )
    except subprocess.CalledProcessError:
        raise ForgeError(MAY_WRITE.format(branch)) from None
    said = {"title": words["title"], "body": f"{marker(branch)}\n{words['body']}"}
    owner = os.environ["GITHUB_REPOSITORY"].partition("/")[0]
    query = urlencode({"state": "open", "head": f"{owner}:{branch}", "per_page": PAGE})
    here = [one for one in ask("GET", f"pulls?{query}") if _is_here(one)]
    if found := mine(here, branch):
        ask("PATCH", f"pulls/{found['number']}", **said)
        return
    try:
        ask("POST", "pulls", head=branch, base=os.environ["GITHUB_REF_NAME"], **said)
    except Refused as error:
        told = {403: MAY_PROPOSE, 422: TAKEN.format(branch)}
        raise ForgeError(told.get(error.status, str(error))) from None


def _is_here(pull: dict[str, Any]) -> bool:
    """Whether a pull request comes from this repository, not from a fork with a branch of that name."""
    repository = (pull.get("head") or {}).get("repo") or {}
    return bool(repository.get("full_name") == os.environ["GITHUB_REPOSITORY"])


def _is_record(raw: bytes) -> bool:
    try:
        return isinstance(json.loads(raw), dict)
    except (ValueError, RecursionError):
        return False


def message(label: str, title: str, file: Path) -> None:
    """Keep one open issue with the text of the file; close it when there is nothing to say any more."""
    text = ordinary(file)[:MOST_BODY].decode("utf-8", errors="ignore")
    try:
        query = urlencode({"state": "open", "labels": label, "creator": ROBOT, "per_page": PAGE})
        found = mine((one for one in ask("GET", f"issues?{query}") if "pull_request" not in one), label)
        said = {"title": title, "body": f"{marker(label)}\n{text}"}
        if not text.strip():
            if found:
                done = "Alles is in orde of vraagt geen aandacht meer."
                ask("POST", f"issues/{found['number']}/comments", body=done)
                ask("PATCH", f"issues/{found['number']}", state="closed")
        elif found:
            ask("PATCH", f"issues/{found['number']}", **said)
        else:
            ask("POST", "issues", labels=[label], **said)
    except Refused as error:
        raise ForgeError(MAY_REPORT if error.status in (403, 404, 410) else str(error)) from None


def _words() -> Any:
    """What turns facts into our sentences; it needs nothing that is installed, unlike its neighbours."""
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    return importlib.import_module("infobox.exports.reply")


def _event() -> dict[str, Any]:
    """What GitHub tells of the event that a workflow runs for."""
    return dict(json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_bytes()))


def offer(file: Path) -> None:
    """Offer the new file that was made of a form as a pull request, or ask on the issue for what is missing.

    Which issue it is about is asked of the event. A file that is there already is not replaced.
    """
    words = _words()
    number = int(_event()["issue"]["number"])
    try:
        made = words.read_offer(ordinary(file))
    except words.StrangeError as error:
        raise ForgeError(f"'{file}': {error}; de vorige taak gaf iets vreemds door") from None
    if made.notes:
        _renew(number, "antwoord", words.asking(made))
        return
    path = Path("data", "instrumenten", f"{made.name}.yml")
    if os.path.lexists(path):
        raise ForgeError(f"'{path}' bestaat al")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(made.text, encoding="utf-8")
    branch = f"voorstel-{number}"
    propose(branch, [path], None, {"title": FROM_FORM.format(number), "message": MESSAGE, "body": BODY.format(number)})
    _renew(number, "antwoord", ASKED_ON.format(branch))


def reply(file: Path) -> None:
    """Put the facts of a file on the pull request of the event, as one renewed comment and suggestions at lines.

    The file comes from a job that ran a stranger's code: it is read with suspicion, and which pull request it is about
    is not asked of it, but of the event and of GitHub.
    """
    words, event = _words(), _event()["workflow_run"]
    pull = _pull_of(event)
    if pull is None:
        print("::notice::Bij deze controle hoort geen open voorstel meer, of er is intussen iets aan veranderd.")
        return
    number, run = pull["number"], f"{os.environ['GITHUB_SERVER_URL']}/{os.environ['GITHUB_REPOSITORY']}/actions/runs"
    address = f"{run}/{int(event['id'])}"
    ready: list[tuple[str, int, str]] = []
    try:
        told = words.read(ordinary(file))
        preview = address if event.get("conclusion") == "success" else ""
        body = words.markdown(told, preview, os.environ.get("INFOBOX_SITE_URL", ""))
        ready = [(one.path, one.line, words.suggested(one)) for one in told.suggestions]
    except (ForgeError, words.StrangeError) as error:
        print(f"::warning::{error}")
        body = NOT_READ.format(address)
    _renew(number, "voorstel", body)
    _suggest(number, str(event["head_sha"]), ready)


def publish(tag: str, files: list[Path], title: str, body: str) -> None:
    """Give the files out as a release of a tag. Nobody sees it before all of them are there; one that is, stays."""
    contents = {file.name: ordinary(file, MOST_GIVEN) for file in files}
    try:
        ask("GET", f"releases/tags/{quote(tag, safe='')}")
    except Refused as error:
        if error.status != NOT_THERE:
            raise
    else:
        raise ForgeError(GIVEN.format(tag))
    try:
        made = ask("POST", "releases", tag_name=tag, name=title, body=body, draft=True)
    except Refused as error:
        raise ForgeError(MAY_RELEASE if error.status == NOT_ALLOWED else str(error)) from None
    try:
        to = _upload_address(str(made["upload_url"]))
        for name, content in contents.items():
            _sent("POST", f"{to}?{urlencode({'name': name})}", content, "application/octet-stream", 600)
        ask("PATCH", f"releases/{made['id']}", draft=False)
    except (ForgeError, Refused):
        ask("DELETE", f"releases/{made['id']}")
        raise


def _upload_address(told: str) -> str:
    """Where files of a release go, by what the API says; the token goes to nobody but the forge itself."""
    api, here = urlsplit(os.environ["GITHUB_API_URL"]), urlsplit(told.partition("{")[0])
    known = {api.netloc, f"uploads.{api.netloc.removeprefix('api.')}"}
    if here.scheme != api.scheme or here.netloc not in known:
        raise ForgeError(f"GitHub noemt een vreemd adres voor bestanden: {here.netloc}")
    return here.geturl()


def _pull_of(event: dict[str, Any]) -> dict[str, Any] | None:
    """The open pull request that a run was about: for a fork the event names none, so GitHub is asked by its branch."""
    repository = event.get("head_repository") or {}
    owner = (repository.get("owner") or {}).get("login", "")
    query = urlencode({"state": "open", "head": f"{owner}:{event.get('head_branch')}", "per_page": PAGE})
    for pull in ask("GET", f"pulls?{query}"):
        head = pull.get("head") or {}
        same = (head.get("repo") or {}).get("full_name") == repository.get("full_name")
        if same and head.get("sha") == event["head_sha"]:
            return dict(pull)
    return None


def _all(path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for page in range(1, MOST_PAGES + 1):
        more = ask("GET", f"{path}?{urlencode({'per_page': PAGE, 'page': page})}")
        found += more
        if len(more) < PAGE:
            break
    return found


def _renew(number: int, name: str, text: str) -> None:
    """Our one comment of this name, made or renewed."""
    body = f"{marker(name)}\n{text}"
    if found := mine(_all(f"issues/{number}/comments"), name):
        if found["body"] != body:
            ask("PATCH", f"issues/comments/{found['id']}", body=body)
    else:
        ask("POST", f"issues/{number}/comments", body=body)


def _suggest(number: int, commit: str, ready: list[tuple[str, int, str]]) -> None:
    """Our suggestions at lines: those that no longer hold go, unless somebody answered; the new ones come."""
    there = _all(f"pulls/{number}/comments")
    answered = {one.get("in_reply_to_id") for one in there}
    wanted = {(path, line, f"{marker('suggestie')}\n{body}") for path, line, body in ready}
    for one in there:
        if mine([one], "suggestie"):
            place = (one.get("path"), one.get("line"), one.get("body"))
            if place in wanted:
                wanted.discard(place)
            elif one["id"] not in answered:
                ask("DELETE", f"pulls/comments/{one['id']}")
    for path, line, body in sorted(wanted):
        try:
            said = {"body": body, "path": path, "line": line, "side": "RIGHT", "commit_id": commit}
            ask("POST", f"pulls/{number}/comments", **said)
        except Refused as error:
            if error.status != 422:
                raise


def main(arguments: list[str] | None = None) -> int:
    """Do what a workflow asks; 1 and one line in Dutch when that cannot be done."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("resume")
    one.add_argument("branch")
    one.add_argument("file", type=Path)
    one.set_defaults(run=lambda o: resume(o.branch, o.file))
    one = commands.add_parser("propose")
    one.add_argument("branch")
    one.add_argument("files", type=Path, nargs="+")
    one.add_argument("--title", required=True)
    one.add_argument("--message", required=True)
    one.add_argument("--body", required=True)
    one.add_argument("--from", type=Path, dest="folder")
    one.set_defaults(run=lambda o: propose(o.branch, o.files, o.folder, dict(vars(o))))
    one = commands.add_parser("message")
    one.add_argument("label")
    one.add_argument("file", type=Path)
    one.add_argument("--title", required=True)
    one.set_defaults(run=lambda o: message(o.label, o.title, o.file))
    one = commands.add_parser("offer")
    one.add_argument("file", type=Path)
    one.set_defaults(run=lambda o: offer(o.file))
    one = commands.add_parser("reply")
    one.add_argument("file", type=Path)
    one.set_defaults(run=lambda o: reply(o.file))
    one = commands.add_parser("publish")
    one.add_argument("tag")
    one.add_argument("files", type=Path, nargs="+")
    one.add_argument("--title", required=True)
    one.add_argument("--body", required=True)
    one.set_defaults(run=lambda o: publish(o.tag, o.files, o.title, o.body))
    options = parser.parse_args(arguments)
    if shutil.which("git") is None:
        sys.exit("git is not installed")
    try:
        options.run(options)
    except (ForgeError, Refused) as error:
        print(f"::error::{error}")
        return 1
    except subprocess.CalledProcessError as error:
        print(f"::error::git {quote(error.cmd[1])} lukte niet (code {error.returncode})")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
