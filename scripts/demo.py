"""The demo clinic as `load_demo --with-editor` leaves it, database and uploads: loaded once, and
copied for all tests and sites that begin with it. To load it takes five seconds."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from scripts import migrated
from scripts.made_once import ROOT, made

# What its pages are made of, and what publishing them finds out.
MADE_OF = (
    *migrated.MADE_OF,
    *(f"{app}/**/*.py" for app in ("clinic_pages", "home", "search")),
    *(f"{app}/**/*.html" for app in ("clinic_pages", "home", "search", "templates")),
    "home/demo/images/**/*",
)
DATABASE, UPLOADS = "db.sqlite3", "media"
LOAD = """
import django, sys; django.setup()
from django.core.management import call_command
from django.test import override_settings
with override_settings(DEBUG=True, MEDIA_ROOT=sys.argv[1]):
    call_command("load_demo", "--with-editor", verbosity=0)
"""


def demo(settings: str = migrated.SETTINGS) -> Path:
    """The folder with DATABASE and UPLOADS. To be copied. settings: the module that says which apps
    there are."""
    return made(f"{settings}.demo", MADE_OF, lambda folder: _load(folder, settings))


def copy_uploads(to: Path, settings: str = migrated.SETTINGS) -> None:
    shutil.copytree(demo(settings) / UPLOADS, to, dirs_exist_ok=True)


def copy_database(file: Path, to: sqlite3.Connection) -> None:
    """Nothing of what was there is left."""
    with closing(sqlite3.connect(file)) as source:
        source.backup(to)


def _load(folder: Path, settings: str) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    (folder / UPLOADS).mkdir(parents=True)
    shutil.copy(migrated.sqlite(settings), folder / DATABASE)
    needed = {
        "DJANGO_SETTINGS_MODULE": settings,
        "DATABASE_URL": f"sqlite:///{folder / DATABASE}",
    }
    command = [sys.executable, "-c", LOAD, str(folder / UPLOADS)]
    subprocess.run(command, cwd=ROOT, env=os.environ | needed, check=True)
