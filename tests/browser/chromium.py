"""The browser for the tests: an installed one, else Debian's where we may install, else Playwright's own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
# Quiet: without these the browser itself calls home, which a closed network refuses and a test of traffic would see.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


def find() -> str | None:
    """The path of a browser that is installed, `CHROMIUM` first; None when there is none but perhaps Playwright's."""
    named = os.environ.get("CHROMIUM")
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return named or found or (MAC if Path(MAC).exists() else None)


def ensure() -> None:
    """Make sure that there is a browser, or end with a word on how to get one. Never goes on without."""
    if find():
        return
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        print("Installing Debian's chromium ...")
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        if subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=False).returncode == 0 and find():
            return
    print("Installing Playwright's chromium ...")
    if subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False).returncode:
        sys.exit("No browser for the tests. Install Chromium or Chrome, or set CHROMIUM to the path of one.")


if __name__ == "__main__":
    ensure()
