"""Databases as the migrations leave them, made once and copied for all that begin with one.

To migrate takes ten seconds, nine of them without the database. They lie beside the environment
whose packages made them, and are made anew once a migration, a setting or a requirement differs.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDER = Path(sys.prefix) / "migrated"
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
    return _made(f"{settings}.sqlite3", lambda file: migrate(f"sqlite:///{file}", settings))


def postgres(make: Callable[[Path], None]) -> Path:
    """The data folder of a server that is stopped, made by `make`. To be copied."""
    return _made("postgres", make)


def migrate(url: str, settings: str = SETTINGS) -> None:
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": settings, "DATABASE_URL": url}
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


def _made(kind: str, make: Callable[[Path], None]) -> Path:
    FOLDER.mkdir(exist_ok=True)
    place = FOLDER / f"{_key()}.{kind}"
    with _alone(kind):
        if not place.exists():
            _remove(*FOLDER.glob(f"*.{kind}"))
            half_made = FOLDER / f"half-made.{kind}"
            make(half_made)
            half_made.rename(place)
    return place


@contextmanager
def _alone(kind: str) -> Iterator[None]:
    """Others wait until it is made."""
    with (FOLDER / f"{kind}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _key() -> str:
    files = sorted(file for pattern in MADE_OF for file in ROOT.glob(pattern))
    digest = hashlib.sha256(sys.version.encode())
    for file in files:
        digest.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def _remove(*places: Path) -> None:
    for place in places:
        shutil.rmtree(place) if place.is_dir() else place.unlink()
