"""The Nu HTML checker, a Java program: where it is, how to get it, and what it says.

`python -m scripts.html_checker` exits with 0 only when it runs.
"""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from scripts import apt, npm

JAR = npm.path_in("vnu-jar", "build", "dist", "vnu.jar")
HELP = """\
The HTML of the pages is checked by a Java program from npm, and it does not run: {missing} is
missing. Install a Java runtime, 17 or newer, and npm (Debian: apt-get install
openjdk-17-jre-headless npm)."""


@dataclass(frozen=True)
class Message:
    """`file` is the name of the document; `kind` is error, warning or info."""

    file: str
    kind: str
    text: str
    extract: str


def ensure_html_checker() -> None:
    """Raise SystemExit with advice unless the checker runs, after trying to install it."""
    if not JAR.exists():
        npm.install("vnu-jar")
    if not _runs() and not shutil.which("java"):
        apt.install("openjdk-17-jre-headless")
    if not _runs():
        sys.exit(advice())


def advice() -> str:
    """What to install, "" where nothing is missing."""
    missing = [] if JAR.exists() else [JAR.name]
    missing += [] if shutil.which("java") else ["java"]
    return "" if _runs() else HELP.format(missing=" and ".join(missing) or "a newer java")


def messages(folder: Path) -> list[Message]:
    """What is wrong with the .html files of a folder; one start of Java for all of them."""
    options = ["--format", "json", "--exit-zero-always", "--stdout"]
    command = ["java", "-jar", str(JAR), *options, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True)
    if not done.stdout:
        raise RuntimeError(done.stderr)
    return [_message(row) for row in json.loads(done.stdout)["messages"]]


def _message(row: dict) -> Message:
    name = Path(row.get("url", "")).name
    kind = row.get("subType") or row["type"]
    return Message(name, kind, row["message"], " ".join(row.get("extract", "").split()))


def _runs() -> bool:
    if not (JAR.exists() and shutil.which("java")):
        return False
    command = ["java", "-jar", str(JAR), "--version"]
    return subprocess.run(command, capture_output=True).returncode == 0


if __name__ == "__main__":
    ensure_html_checker()
