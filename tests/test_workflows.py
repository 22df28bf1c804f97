"""The workflows: rights as small as they can be, nothing unpinned, settings that are told, names for people."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PINNED = re.compile(r"uses: [\w-]+/[\w./-]+@[0-9a-f]{40} # v\d+(\.\d+)*$")
MAY_WRITE = {
    "vastleggen",
    "voorstel",
    "aanbieden",
    "publish",
    "antwoord",
    "inbrengen",
    "editie-aanbieden",
    "uitgeven",
}  # none of them meets what somebody else made
ANSWERS = {"antwoord": "bespreken"}  # a job that another workflow, when it is done, hands something over to
SETTINGS = {  # what a job says when it is missing -> the words README has for it
    "Settings > Pages > Source: GitHub Actions": "*Source: GitHub Actions*",
    "Allow GitHub Actions to create and approve pull requests": (
        "*Allow GitHub Actions to create and approve pull requests*"
    ),
    "Settings > General > Features aan: Issues": "*Issues*",
    "De variabele INFOBOX_SITE_URL ontbreekt": "`INFOBOX_SITE_URL`",
    "Sta bij Settings > Rules toe": "*Rules*",
}


def jobs() -> Iterator[tuple[Path, str, dict[str, Any]]]:
    for path in WORKFLOWS:
        for name, job in yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].items():
            yield path, name, job


def commands(job: dict[str, Any]) -> str:
    """Everything that a job runs."""
    return "\n".join(step["run"] for step in job["steps"] if "run" in step)


def unpinned(text: str) -> list[str]:
    """The actions in a workflow that are not pinned by their commit."""
    used = [line.strip().removeprefix("- ") for line in text.splitlines() if re.match(r"\s*(- )?uses:", line)]
    return [line for line in used if not PINNED.fullmatch(line)]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_by_its_commit_and_says_its_version(path: Path) -> None:
    assert unpinned(path.read_text(encoding="utf-8")) == []


def test_an_action_by_tag_is_named() -> None:
    assert unpinned("- uses: actions/checkout@v4\n") == ["uses: actions/checkout@v4"]
    assert unpinned(f"- uses: a/b@{'0' * 40}\n") == [f"uses: a/b@{'0' * 40}"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_has_no_rights_but_those_its_jobs_ask_for(path: Path) -> None:
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {}
    assert all("permissions" in job for job in workflow["jobs"].values())


def test_only_jobs_that_meet_nobody_may_write() -> None:
    writing = {name for _, name, job in jobs() if "write" in job["permissions"].values()}
    assert writing == MAY_WRITE


def test_a_job_that_writes_runs_nothing_but_git_and_our_own_script() -> None:
    """No package that was installed, no page that was visited and no build comes near a token that writes."""
    for _, name, job in jobs():
        if name in MAY_WRITE:
            said = re.sub(r'"[^"]*"', "", commands(job))
            started = set(re.findall(r"(?m)^(?:\s*)([\w./]+)", said)) - {"if", "fi", "exit", "echo", "}"}
            assert started <= {"python3", "git", "cp"}, name
            assert set(re.findall(r"python3 (\S+)", said)) <= {"tools/forge.py"}


def test_a_job_that_writes_takes_what_a_reading_job_hands_over() -> None:
    by_name = {name: job for _, name, job in jobs()}
    for name in MAY_WRITE - {"publish"}:  # that one takes the artifact of Pages by itself
        handed = {
            step["with"]["name"] for step in by_name[name]["steps"] if "download-artifact@" in step.get("uses", "")
        }
        giver = by_name[by_name[name].get("needs") or ANSWERS[name]]
        given = {step["with"]["name"] for step in giver["steps"] if "upload-artifact@" in step.get("uses", "")}
        assert handed
        assert handed == given - {"voorproef"}  # that one is for people
        assert "write" not in giver["permissions"].values()


def test_no_job_that_reads_is_given_the_token() -> None:
    """But for the one question whether Pages is on."""
    given = {
        (name, step.get("name"))
        for _, name, job in jobs()
        for step in [*job["steps"], job]
        if name not in MAY_WRITE and "github.token" in str(step.get("env", ""))
    }
    assert given == {("build", "Kijk of GitHub Pages aan staat")}


def test_every_checkout_says_whether_it_keeps_its_token() -> None:
    silent = [
        f"{path.name}: {name}"
        for path, name, job in jobs()
        for step in job["steps"]
        if step.get("uses", "").startswith("actions/checkout@") and "persist-credentials" not in step.get("with", {})
    ]
    assert silent == []


def test_only_jobs_that_push_keep_their_token() -> None:
    keeping = {
        name
        for _, name, job in jobs()
        for step in job["steps"]
        if step.get("with", {}).get("persist-credentials") is True
    }
    pushing = {name for _, name, job in jobs() if re.search("git push|forge.py (propose|offer)", commands(job))}
    assert keeping == pushing


def test_no_word_of_somebody_else_is_put_into_a_command() -> None:
    assert [(name, found) for _, name, job in jobs() if (found := re.findall(r"\$\{\{[^}]*\}\}", commands(job)))] == []


def test_nothing_is_found_by_its_name_alone() -> None:
    """What is ours is told by tools/forge.py; tests/test_forge.py holds how."""
    everything = "\n".join(commands(job) for _, _, job in jobs())
    assert not re.search(r"\bgh (pr|issue|label)\b|git fetch|FETCH_HEAD", everything)


def test_a_pull_request_of_a_fork_starts_only_jobs_that_need_nothing() -> None:
    for path, name, job in jobs():
        triggers = yaml.safe_load(path.read_text(encoding="utf-8"))[True]  # YAML reads `on` as a yes
        assert "pull_request_target" not in triggers
        starts = "pull_request" in triggers and "!= 'pull_request'" not in job.get("if", "")
        if starts and "== 'push'" not in job.get("if", "") and name not in MAY_WRITE:
            assert job["permissions"] == {"contents": "read"}
            assert "secrets." not in str(job)
            assert "vars." not in str(job)


def test_every_setting_that_a_job_misses_is_told_in_dutch_and_stands_in_readme() -> None:
    said = "\n".join(commands(job) for _, _, job in jobs()) + (ROOT / "tools" / "forge.py").read_text(encoding="utf-8")
    said = re.sub(r'"\n\s*"|\s*\n\s*', " ", said).replace('" "', "")
    readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    for told, written in SETTINGS.items():
        assert told in said
        assert written in readme
    settings = set(re.findall(r"Settings > \w+", said))
    assert {setting for told in SETTINGS for setting in re.findall(r"Settings > \w+", told)} <= settings
    for setting in settings:
        assert f"*{setting.removeprefix('Settings > ')}*" in readme or setting.endswith("Secrets")


def test_hidden_files_of_the_site_are_published_too() -> None:
    [step] = [s for _, _, job in jobs() for s in job["steps"] if "upload-pages-artifact@" in s.get("uses", "")]
    assert step["with"]["include-hidden-files"] is True


def test_every_job_has_a_name_for_people_and_an_end() -> None:
    assert [f"{path.name}: {name}" for path, name, job in jobs() if not {"name", "timeout-minutes"} <= set(job)] == []


# zizmor runs in `make test` with every finding that it knows.


def zizmor(folder: Path) -> str:
    command = [str(Path(sys.executable).with_name("zizmor")), "--offline", "--no-progress", "--persona=auditor"]
    done = subprocess.run([*command, "--format=plain", str(folder)], capture_output=True, text=True, check=False)
    return str(done.stdout + done.stderr)


def test_zizmor_is_asked_for_everything_it_knows_and_each_exception_has_its_reason() -> None:
    """Nothing is left out by a persona, a severity or a configuration: only by a line that says why."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    [line] = [line for line in makefile.splitlines() if "/zizmor" in line]
    assert "--persona=auditor" in line
    assert "--strict-collection" in line
    assert not re.search("min-severity|min-confidence|no-exit-codes|config", line)
    assert not [*ROOT.glob(".github/zizmor*"), *ROOT.glob("zizmor*")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)
    ignored = re.findall(r"# zizmor: ignore\[([a-z-]+)\](.*)", text)
    assert sorted(rule for rule, _ in ignored) == ["artipacked"] * 5 + ["dangerous-triggers"]
    assert all(len(reason.split()) > 3 for _, reason in ignored)


def test_zizmor_sees_what_is_wrong(tmp_path: Path) -> None:
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    good = (ROOT / ".github" / "workflows" / "deploy.yml").read_text(encoding="utf-8")
    bad = good.replace("persist-credentials: false", "persist-credentials: true")
    (folder / "deploy.yml").write_text(bad, encoding="utf-8")
    assert "artipacked" in zizmor(tmp_path)
