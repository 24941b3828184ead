"""The site's static files as `collectstatic` leaves them, compressed, for all sites that are served
by tests and benchmarks. To compress them takes ten seconds and more."""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

from scripts.made_once import ROOT, made

MADE_OF = ("requirements.txt", "settings/*.py", "*/static/**/*", "*/*/static/**/*")


@cache
def static_files() -> Path:
    """The folder, for STATIC_ROOT. To be read."""
    return made("static", MADE_OF, _collect)


def _collect(folder: Path) -> None:
    needed = {
        "DJANGO_SETTINGS_MODULE": "settings.production",
        "SECRET_KEY": "nobody-is-served-with-it",
        "ALLOWED_HOSTS": "127.0.0.1",
        "DATABASE_URL": "sqlite://:memory:",
        "STATIC_ROOT": str(folder),
        # More apps with files than any other site.
        "TWO_FACTOR": "on",
    }
    command = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity=0"]
    subprocess.run(command, cwd=ROOT, env=os.environ | needed, check=True)
