"""Tries the set-up as a new machine would: an empty folder, a clone, empty caches, some version of pip.

    make try-setup                                         # this Python; its oldest and newest pip, with uv and without
    make try-setup TRY="--pip 22.3 24.0 --python python3.12 python3.13"
    make try-setup TRY="--pip newest --installer uv --readme"

What is tried is the last commit. `--readme` goes on with the two commands of README. Standard library only.
"""

import argparse
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent.parent
# The pip in the first release of each Python. What is older than that, nobody has with that Python.
OLDEST = {"3.11": "22.3", "3.12": "23.2.1", "3.13": "24.2", "3.14": "25.2"}
IMPORTS = {
    "site": "infobox, material, mkdocs, mkdocs_macros, linkcheck, lxml, pydantic, rapidfuzz, rich, yaml",
    "test": "axe_playwright_python, coverage, flit_core, mypy, playwright, pytest, pytest_cov, trustme",
}
NOT_KEPT = ("VIRTUAL_ENV", "MAKEFLAGS", "MFLAGS", "MAKELEVEL")
PORT = 8765


class Row(NamedTuple):
    """What one try gave."""

    python: str
    pip: str
    installer: str
    steps: dict[str, float]
    fault: str


class FailedError(Exception):
    """A step did not end well; the text is the end of what it said."""


def run(command: list[str], folder: Path, environment: dict[str, str]) -> str:
    """What a command printed; FailedError when it does not end well."""
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise FailedError((done.stdout + done.stderr).strip()[-1500:] or f"{command[0]} ended with {done.returncode}")
    return done.stdout


def version(python: str) -> str:
    """The version of a Python, or FailedError."""
    try:
        return run([python, "-c", "import platform; print(platform.python_version())"], ROOT, dict(os.environ)).strip()
    except OSError as error:
        raise FailedError(f"{python}: {error}") from error


def environment(folder: Path, python: str, pip: str, installer: str) -> dict[str, str]:
    """What a new machine has: nothing kept from an earlier run, and no environment that is active."""
    kept = {key: value for key, value in os.environ.items() if key not in NOT_KEPT}
    given = {"PYTHON": python, "PIP_CACHE_DIR": str(folder / "pip"), "UV_CACHE_DIR": str(folder / "uv")}
    given |= {"INFOBOX_PIP": pip} if pip != "bundled" else {}
    given |= {"INFOBOX_INSTALLER": installer} if installer != "either" else {}
    return kept | given


def serve(checkout: Path, given: dict[str, str]) -> None:
    """`make serve` until it shows the site, then end it."""
    command = ["make", "serve", f"PORT={PORT}"]
    with tempfile.TemporaryFile("w+") as said:
        server = subprocess.Popen(
            command, cwd=checkout, env=given, stdout=said, stderr=said, text=True, start_new_session=True
        )
        try:
            until = time.monotonic() + 300
            while time.monotonic() < until and server.poll() is None:
                try:
                    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/", timeout=5) as answer:
                        if "Werken aan Veiligheid" in answer.read().decode():
                            return
                except OSError:
                    time.sleep(0.5)
            said.seek(0)
            raise FailedError("make serve showed no site: " + said.read()[-1500:])
        finally:
            if server.poll() is None:
                os.killpg(server.pid, signal.SIGTERM)
            server.wait()


def attempt(python: str, pip: str, installer: str, *, readme: bool) -> Row:
    """One row of the table."""
    steps: dict[str, float] = {}
    fault = said = ""
    with tempfile.TemporaryDirectory(prefix="infobox-setup-") as name:
        folder, checkout = Path(name), Path(name) / "checkout"
        given = environment(folder, python, pip, installer)
        program = str(checkout / ".venv" / "bin" / "python")
        try:
            run(["git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(checkout)], folder, given)
            for level in ("site", "test"):
                start = time.monotonic()
                said += run(["make", f".venv/.{level}"], checkout, given)
                steps[level] = time.monotonic() - start
                run([program, "-m", "pip", "check"], checkout, given)
                run([program, "-W", "ignore", "-c", f"import {IMPORTS[level]}"], checkout, given)
            start = time.monotonic()
            run(["make", ".venv/.test"], checkout, given)
            steps["again"] = time.monotonic() - start
            if readme:
                for command in ("serve", "test"):
                    start = time.monotonic()
                    if command == "serve":
                        serve(checkout, given)
                    else:
                        run(["make", "test"], checkout, given)
                    steps[f"make {command}"] = time.monotonic() - start
        except FailedError as failed:
            fault = str(failed)
        if Path(program).exists():
            told = subprocess.run(
                [program, "-m", "pip", "--version"], capture_output=True, text=True, check=False
            ).stdout
            found = re.match(r"pip ([\d.]+)", told)
            pip = found[1] if found else pip
    if installer == "either":
        installer = "pip, not uv" if "pip takes its place" in said else "uv"
    return Row(version(python), pip, installer, steps, fault)


def table(rows: list[Row]) -> str:
    """The rows as Markdown; a step that was not reached has a dash."""
    steps = list(dict.fromkeys(step for row in rows for step in row.steps))
    lines = ["| " + " | ".join(["Python", "pip", "installed by", *steps, "result"]) + " |"]
    lines.append("| --- " * (4 + len(steps)) + "|")
    for row in rows:
        seconds = [f"{row.steps[step]:.1f} s" if step in row.steps else "-" for step in steps]
        lines.append("| " + " | ".join([*row[:3], *seconds, "failed" if row.fault else "ok"]) + " |")
    return "\n".join(lines)


def main() -> None:
    """Try what is asked, print a row at a time and the table at the end."""
    parser = argparse.ArgumentParser(prog="make try-setup", description="Set up in empty folders; tell how it went.")
    parser.add_argument("--python", nargs="+", default=[os.environ.get("PYTHON", sys.executable)], metavar="PATH")
    parser.add_argument("--pip", nargs="+", default=["oldest", "newest"], help="versions, or oldest, newest, bundled")
    parser.add_argument("--installer", nargs="+", choices=["either", "uv", "pip"], default=["uv", "pip"])
    parser.add_argument("--readme", action="store_true", help="go on with `make serve` and `make test`")
    asked = parser.parse_args()
    rows = []
    for python in asked.python:
        oldest = OLDEST.get(version(python).rpartition(".")[0], "bundled")
        for pip in asked.pip:
            for installer in asked.installer:
                row = attempt(python, oldest if pip == "oldest" else pip, installer, readme=asked.readme)
                rows.append(row)
                print(table([row]).splitlines()[-1], row.fault, flush=True)
    print("\n" + table(rows))
    wrong = sum(bool(row.fault) for row in rows)
    sys.exit(f"{wrong} of {len(rows)} failed" if wrong else 0)


if __name__ == "__main__":
    main()
