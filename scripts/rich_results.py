"""Google's rules for structured data, as a package of npm knows them.

`python -m scripts.rich_results` exits with 0 only when it is there.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from scripts import npm

PACKAGE = "@adobe/structured-data-validator"
MODULE = npm.path_in(PACKAGE, "src", "index.js")
PROGRAM = Path(__file__).with_name("rich_results.mjs")
HELP = """\
Structured data is checked against Google's rules by a package from npm, and {missing} is missing.
Install Node.js, 18 or newer, with npm (Debian: apt-get install nodejs npm)."""


def ensure_validator() -> None:
    """Raise SystemExit with advice unless the validator is there, after trying to install it."""
    if advice():
        npm.install(PACKAGE)
    if advice():
        sys.exit(advice())


def advice() -> str:
    """What to install, "" where nothing is missing."""
    missing = [] if MODULE.exists() else [PACKAGE]
    missing += [] if shutil.which("node") else ["node"]
    return HELP.format(missing=" and ".join(missing)) if missing else ""


def complaints(documents: dict[str, dict], vocabulary: dict) -> list[str]:
    """A line for each error or warning in JSON-LD documents by name; one start of Node for all.

    vocabulary: schema.org's, as JSON-LD
    """
    given = json.dumps({"documents": documents, "vocabulary": vocabulary})
    command = ["node", str(PROGRAM), MODULE.as_uri()]
    done = subprocess.run(command, input=given, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout)


if __name__ == "__main__":
    ensure_validator()
