"""Databases as the migrations leave them, made once and copied for all that begin with one.

To migrate takes ten seconds, nine of them without the database.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from scripts.made_once import ROOT, made

# What tables hang on. A migration of a package that is newer is applied to the copy.
MADE_OF = (
    "requirements*.txt",
    "settings/*.py",
    *(f"{apps}/**/migrations/*.py" for apps in ("clinic_pages", "home", "search", "tests")),
)
# More apps than any other: a site with fewer has some empty tables.
SETTINGS = "settings.test"


def sqlite(settings: str = SETTINGS) -> Path:
    """The file. To be copied. settings: the module that says which apps there are."""
    return made(f"{settings}.sqlite3", MADE_OF, lambda file: migrate(f"sqlite:///{file}", settings))


def postgres(make: Callable[[Path], None]) -> Path:
    """The data folder of a server that is stopped, made by `make`. To be copied."""
    return made("postgres", MADE_OF, make)


def migrate(url: str, settings: str = SETTINGS) -> None:
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": settings, "DATABASE_URL": url}
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
