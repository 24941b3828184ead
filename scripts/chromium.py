"""The Chromium of the browser tests: where it is, and how to get one.

`python -m scripts.chromium` exits with 0 only when a headless Chromium starts.
"""

import os
import shutil
import subprocess
import sys

from playwright.sync_api import Error, sync_playwright

from scripts import apt

# Chromium without its windows: the same engine for two thirds of the work.
SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGS = (
    "--no-sandbox",  # needed as root, which is who runs tests in a container
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    # Nothing is asked of a network that may not be there. In place of a route of Playwright's, with
    # which Chromium fetches all scripts of the admin anew for each page.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)
HELP = """\
The browser tests need a headless Chromium, and none of these was possible: finding one on the PATH,
installing it with apt-get, downloading it with Playwright. Install chromium or google-chrome."""


def find_chromium() -> str | None:
    """Path of the machine's Chromium; None leaves Playwright to its own download."""
    paths = (shutil.which(name) for name in NAMES)
    return next((path for path in paths if path and _answers(path)), None)


def chromium_path() -> str:
    """For programs that start a Chromium themselves."""
    if path := find_chromium():
        return path
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def launch_options() -> dict:
    """Arguments for Playwright's `chromium.launch()`."""
    path = find_chromium()
    return {"args": list(ARGS)} | ({"executable_path": path} if path else {})


def ensure_chromium() -> None:
    """Raise SystemExit with advice unless a Chromium starts, after trying to install one."""
    for remedy in (_install_light_one, _install_from_debian, _download):
        remedy()
        if _launches():
            return
    sys.exit(HELP)


def _answers(path: str) -> bool:
    # Ubuntu's chromium-browser may be a shell script that only asks for a snap.
    return subprocess.run([path, "--version"], capture_output=True).returncode == 0


def _launches() -> bool:
    try:
        with sync_playwright() as playwright:
            playwright.chromium.launch(**launch_options()).close()
    except Error:
        return False
    return True


def _install_light_one() -> None:
    """Only for root, who is alone on a machine for tests; anybody else keeps what is there."""
    if os.geteuid() == 0 and not shutil.which(SHELL):
        apt.install(SHELL)


def _install_from_debian() -> None:
    apt.install("chromium", "fonts-liberation")


def _download() -> None:
    with_libraries = [] if apt.root_prefix() is None else ["--with-deps"]
    command = [sys.executable, "-m", "playwright", "install", *with_libraries, "chromium"]
    subprocess.run(command)


if __name__ == "__main__":
    ensure_chromium()
