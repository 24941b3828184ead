"""Programs that come from npm, in the versions of package.json, for the helpers that need them.

Each has a folder of its own in the virtual environment: one is installed without the others, and
another version in package.json is another folder.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from scripts import apt

VERSIONS = Path(__file__).parent / "package.json"
# Browsers that packages bring along are not wanted: the tests have one.
NO_DOWNLOADS = {"PUPPETEER_SKIP_DOWNLOAD": "1"}


def path_in(package: str, *parts: str) -> Path:
    """Where a file of a package is once the package is installed."""
    return _folder(package).joinpath("node_modules", package, *parts)


def install(package: str) -> None:
    """Try to install; the caller looks afterwards whether it is there. No script of it is run."""
    if not shutil.which("npm"):
        apt.install("nodejs", "npm")
    if shutil.which("npm"):
        folder = _folder(package)
        folder.mkdir(parents=True, exist_ok=True)
        options = ["--ignore-scripts", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"]
        command = ["npm", "install", f"--prefix={folder}", *options, _wanted(package)]
        subprocess.run(command, env=os.environ | NO_DOWNLOADS)


def _wanted(package: str) -> str:
    return f"{package}@{json.loads(VERSIONS.read_text())['dependencies'][package]}"


def _folder(package: str) -> Path:
    return Path(sys.prefix) / "npm" / _wanted(package)
