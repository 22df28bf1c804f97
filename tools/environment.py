"""Sets up `.venv` from the lock files and renews them. Standard library only: when it runs, nothing is installed yet.

`make` runs `check` with the Python of `.venv`, for that costs one start; only when it fails does any other Python run
`make`, which makes a new `.venv` unless it can go on with the one that is there. Reasons: CONTRIBUTING, "Set-up".
"""

import ast
import fcntl
import hashlib
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
UNFINISHED = VENV / ".unfinished"
LOCKS = {
    "site": ROOT / "requirements.txt",
    "test": ROOT / "requirements-test.txt",
    "pdf": ROOT / "requirements-pdf.txt",
}
# Every level holds the site's packages; tests and PDFs each add their own, and can stand beside each other.
LEVELS = {"site": ("site",), "test": ("site", "test"), "pdf": ("site", "pdf")}
UV_LOCK = ROOT / "requirements-uv.txt"
# What is installed beside `.venv` to compare with, and never into it: builders for `make bench`, and the one that can
# take the place of MkDocs, which needs nothing that MkDocs does not bring.
BUILDERS = ROOT / "tests" / "bench" / "builders.txt"
PROPERDOCS = ROOT / "tests" / "properdocs.txt"
PROJECT = ROOT / "pyproject.toml"
# What `make lock` makes sure of: that each of these, the oldest and the newest Python, finds a wheel of everything.
PYTHONS = ("3.11", "3.14")
PLATFORMS = ("x86_64-unknown-linux-gnu", "aarch64-unknown-linux-gnu", "aarch64-apple-darwin", "x86_64-apple-darwin")
EDITABLE = ("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
HASHED = ("--no-deps", "--require-hashes", "--only-binary=:all:", "-r")

# What pip is configured with -> what uv calls it, and what it puts between two of them. pip puts white space there.
TOLD_TO_UV = {
    "index-url": ("UV_DEFAULT_INDEX", " "),
    "extra-index-url": ("UV_INDEX", " "),
    "find-links": ("UV_FIND_LINKS", ","),
    "trusted-host": ("UV_INSECURE_HOST", " "),
    "proxy": ("ALL_PROXY", " "),
    "cert": ("SSL_CERT_FILE", " "),
    "client-cert": ("SSL_CLIENT_CERT", " "),
}


def program(venv: Path, name: str) -> str:
    """The path of a program in an environment."""
    return str(venv / "bin" / name)


def stamp(level: str) -> str:
    """What an environment for `level` is made of: its place, the Python that runs this, locks and project."""
    digest = hashlib.sha256()
    for name in LEVELS[level]:
        digest.update(LOCKS[name].read_bytes())
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))
    digest.update(json.dumps([project["build-system"], project["project"]], sort_keys=True).encode())
    return f"{VENV}\nPython {sys.version_info[0]}.{sys.version_info[1]}\n{digest.hexdigest()}\n"


def check(level: str) -> bool:
    """Whether the environment that runs this was completed for `level`, here, from the locks as they are."""
    path = VENV / f".{level}"
    return path.exists() and path.read_text(encoding="utf-8") == stamp(level)


def checked(level: str) -> bool:
    """The same, asked of the environment by whoever runs this."""
    try:
        return subprocess.run([program(VENV, "python"), __file__, "check", level], capture_output=True).returncode == 0
    except OSError:  # there is none, or its Python is gone
        return False


def make(level: str) -> None:
    """See to it that the environment is complete for `level`; one at a time, for two commands may start at once."""
    with PROJECT.open("rb") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if checked(level):
            return
        print(f"Setting up .venv for {level} ...", flush=True)
        if not checked("site"):
            if VENV.is_symlink():
                VENV.unlink()  # what it points to is another's
            new_environment(VENV)
        if subprocess.run([program(VENV, "python"), __file__, "fill", level]).returncode:
            sys.exit(1)


def new_environment(folder: Path) -> None:
    """An empty environment, with the pip that this Python brings, or the version that INFOBOX_PIP names."""
    if subprocess.run([sys.executable, "-m", "venv", "--clear", folder]).returncode:
        sys.exit("Python could not make a virtual environment; on Debian and Ubuntu: apt install python3-venv")
    if version := os.environ.get("INFOBOX_PIP"):
        asked = ["--upgrade", "pip"] if version == "newest" else [f"pip=={version}"]
        pip(folder, "install", *asked)


def fill(level: str) -> None:
    """Install what `level` needs into the environment that runs this, and stamp it when all is well.

    When an earlier run was cut off, half a package may lie there that looks whole: then everything is installed again.
    """
    again = UNFINISHED.exists()
    UNFINISHED.touch()
    installer = os.environ.get("INFOBOX_INSTALLER", "uv, else pip")
    if installer != "pip" and with_uv(LOCKS[level], again=again, quiet=installer != "uv"):
        check_all = [program(VENV, "uv"), "pip", "check", "--python", sys.executable]
    elif installer == "uv":
        sys.exit("uv could not install; without INFOBOX_INSTALLER=uv pip takes its place")
    else:
        pip(VENV, "install", *HASHED, str(LOCKS[level]), *(["--ignore-installed"] if again else []))
        pip(VENV, "install", "--no-index", *EDITABLE)
        check_all = [sys.executable, "-m", "pip", "--disable-pip-version-check", "check"]
    found = subprocess.run(check_all, capture_output=True, text=True)
    if found.returncode:
        sys.exit(found.stdout + found.stderr + "The lock files are not complete: renew them with `make lock`.")
    for each in LEVELS[level]:
        (VENV / f".{each}").write_text(stamp(each), encoding="utf-8")
    UNFINISHED.unlink()


def pip(venv: Path, *arguments: str) -> None:
    """Run the pip of an environment; it says what is wrong, and that ends it."""
    command = [program(venv, "python"), "-m", "pip", "-qq", "--disable-pip-version-check", "--no-input", *arguments]
    if subprocess.run(command).returncode:
        sys.exit(1)


def with_uv(lock: Path, *, again: bool, quiet: bool) -> bool:
    """Install with uv, which pip brings; False when pip cannot bring it or uv cannot do it, for then pip must."""
    settings = pip_settings(VENV)
    if settings.get("no-index") in ("true", "1", "yes", "on"):
        return False  # the environment cannot tell uv so
    environment = uv_environment(settings)
    bring = [sys.executable, "-m", "pip", "-qq", "--disable-pip-version-check", "--no-input", "--retries=1", "install"]
    uv = [program(VENV, "uv"), "pip", "install", "--quiet", "--python", sys.executable]
    steps = [
        [*bring, *HASHED, str(UV_LOCK)],
        [*uv, "--compile-bytecode", *HASHED, str(lock), *(["--reinstall"] if again else [])],
        [*uv, "--offline", "--no-cache", *EDITABLE],
    ]
    for step in steps:
        if subprocess.run(step, env=environment, cwd=ROOT, capture_output=quiet).returncode:
            if quiet:
                print("uv is not to be had here; pip takes its place, which is slower.", flush=True)
            return False
    return True


def pip_settings(venv: Path) -> dict[str, str]:
    """What pip is configured with on this machine, by files and by its environment."""
    command = [program(venv, "python"), "-m", "pip", "--disable-pip-version-check", "config", "list"]
    return settings_in(subprocess.run(command, cwd=ROOT, capture_output=True, text=True).stdout)


def settings_in(listing: str) -> dict[str, str]:
    """The settings that `pip config list` prints; a command's win from global ones, the environment's from both."""
    lines = re.findall(r"^(global|install|:env:)\.([a-z-]+)=(.*)$", listing, re.MULTILINE)
    order = ["global", "install", ":env:"]
    lines.sort(key=lambda line: order.index(line[0]))
    return {name: str(ast.literal_eval(value)) for _, name, value in lines}


def uv_environment(settings: dict[str, str]) -> dict[str, str]:
    """The environment for uv, which reads no configuration of pip. Who has told uv something else is believed.

    Addresses go through the environment, never into a file or a list of processes: they may hold a password. All
    indexes count alike, as they do for pip; what comes from them is held against the hashes anyway.
    """
    environment = {"UV_INDEX_STRATEGY": "unsafe-best-match", "UV_HTTP_RETRIES": "1", "UV_NO_PROGRESS": "1"}
    for name, (variable, between) in TOLD_TO_UV.items():
        if value := settings.get(name, "").split():
            environment[variable] = between.join(value)
    return environment | os.environ


def lock() -> None:
    """Renew the lock files: the same versions and every hash that is known of them now; UPGRADE=1 takes newer versions.

    The lock for the tests comes first and its versions bind the one for the site, which holds a part of it; and those
    bind the one for PDFs, which adds to it.
    """
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))
    build = "\n".join(project["build-system"]["requires"])
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        new_environment(folder / "venv")
        pip(folder / "venv", "install", *HASHED, str(UV_LOCK))
        compiler = [program(folder / "venv", "uv"), "pip", "compile", "--quiet", "--universal", "--python-version=3.11"]
        compiler += ["--generate-hashes", "--only-binary=:all:", "--no-strip-extras"]
        compiler += ["--custom-compile-command=make lock"]
        upgrade = ["--upgrade"] if os.environ.get("UPGRADE") else []
        known = pip_settings(folder / "venv")
        for name in ("extra-index-url", "find-links"):
            known.pop(name, None)  # such a place may hold one file of many, and so one hash of many
        environment = uv_environment(known)

        def renew(path: Path, versions: Path, wanted: str, *options: str) -> None:
            target = folder / path.name
            target.write_text(re.sub(r"(?m) \\$|^ +.*\n", "", versions.read_text(encoding="utf-8")), encoding="utf-8")
            command = [*compiler, *options, "--output-file", str(target), "-"]
            if subprocess.run(command, input=wanted, text=True, env=environment, cwd=ROOT).returncode:
                sys.exit(f"{path.name} could not be renewed; nothing was changed")

        renew(UV_LOCK, UV_LOCK, "uv", *upgrade)
        renew(LOCKS["test"], LOCKS["test"], build, "--extra=test", *upgrade, str(PROJECT))
        renew(LOCKS["site"], folder / LOCKS["test"].name, build, str(PROJECT))
        versions = (
            folder / "versions.txt"
        )  # of the site's packages those of its lock, of the others those that they had
        locks = [folder / LOCKS["site"].name, *([] if upgrade else [LOCKS["pdf"]])]
        versions.write_text("".join(path.read_text(encoding="utf-8") for path in locks), encoding="utf-8")
        renew(LOCKS["pdf"], versions, build, "--extra=pdf", str(PROJECT))
        renew(BUILDERS, BUILDERS, BUILDERS.with_suffix(".in").read_text(encoding="utf-8"), *upgrade)
        renew(PROPERDOCS, PROPERDOCS, "properdocs", "--no-deps", *upgrade)
        try_on = [compiler[0], "pip", "install", "--quiet", "--dry-run", f"--target={folder / 'nowhere'}"]
        for python, platform in itertools.product(PYTHONS, PLATFORMS):
            machine = [f"--python-version={python}", f"--python-platform={platform}"]
            for path in [UV_LOCK, *LOCKS.values()]:
                if subprocess.run([*try_on, *machine, *HASHED, str(folder / path.name)], env=environment).returncode:
                    sys.exit(f"{path.name} does not do for Python {python} on {platform}; nothing was changed")
        for path in [UV_LOCK, *LOCKS.values(), BUILDERS, PROPERDOCS]:
            shutil.copyfile(folder / path.name, path)


def main() -> None:
    """Do what `make` asks."""
    os.environ["PIP_USER"] = "0"  # who has pip install for the user alone, means outside of this
    match sys.argv[1:]:
        case ["check", level]:
            sys.exit(not check(level))
        case ["make", level]:
            make(level)
        case ["fill", level]:
            fill(level)
        case ["lock"]:
            lock()
        case _:
            sys.exit(f"usage: {sys.argv[0]} check|make|fill site|test|pdf, or lock")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)  # the next run begins anew
