"""The whole site in one file, and back: the database and what editors have uploaded.

The file is a tar archive: `about.json`, the database as its own tools dump it, and `media/`. The
keys that open what patients sent are not in it; they are in the environment.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from io import BytesIO
from pathlib import Path

from django.core.files import File
from django.core.files.storage import Storage, default_storage
from django.db import connection
from django.utils import timezone

DUMPS = {"postgresql": "database.dump", "sqlite": "database.sqlite3"}
ABOUT, MEDIA = "about.json", "media/"


class CannotBackUp(Exception):
    """Says why. Nothing was written."""


class CannotRestore(Exception):
    """Says why. Nothing was written."""


# --- There ---------------------------------------------------------------------------------------


def back_up(archive: Path) -> int:
    """Returns how many uploaded files there are. The archive is there once it is complete.

    The database first: what it names then is stored already.
    """
    dump = _name_of_dump(CannotBackUp)
    if archive.exists():
        raise CannotBackUp(f"{archive} exists: choose another name.")
    half_made = archive.with_name(f".{archive.name}.half-made")
    try:
        with tempfile.TemporaryDirectory() as folder, _opened_for_us(half_made) as tar:
            file = Path(folder) / dump
            _dump(file)
            tar.add(file, dump)
            count = _add_media(tar)
            _add(tar, ABOUT, json.dumps(_about(count), indent=2).encode())
        half_made.rename(archive)
    finally:
        half_made.unlink(missing_ok=True)
    return count


def _about(count: int) -> dict:
    return {
        "made": timezone.now().isoformat(timespec="seconds"),
        "database": connection.vendor,
        "files": count,
    }


@contextmanager
def _opened_for_us(path: Path) -> Iterator[tarfile.TarFile]:
    """For writing, and for nobody else to read: patients' data is in it."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file, tarfile.open(fileobj=file, mode="w") as tar:
        yield tar


def _add_media(tar: tarfile.TarFile) -> int:
    count = 0
    for name in _files(default_storage):
        with default_storage.open(name) as file:
            _add(tar, MEDIA + name, file.read())
        count += 1
    return count


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = len(content), 0o600
    tar.addfile(member, BytesIO(content))


def _files(storage: Storage, folder: str = "") -> Iterator[str]:
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(names):
        yield f"{folder}{name}"
    for name in sorted(folders):
        yield from _files(storage, f"{folder}{name}/")


# --- And back ------------------------------------------------------------------------------------


def restore(archive: Path) -> int:
    """Returns how many uploaded files there are. Into an empty database and an empty folder."""
    dump = _name_of_dump(CannotRestore)
    try:
        with tarfile.open(archive) as tar, tempfile.TemporaryDirectory() as folder:
            members = {member.name: member for member in tar if member.isfile()}
            _check(tar, members, dump)
            with tar.extractfile(members[dump]) as source, (Path(folder) / dump).open("wb") as file:
                shutil.copyfileobj(source, file)
            with _media_of(tar, members) as names:
                _load(Path(folder) / dump)
            return len(names)
    except (tarfile.TarError, OSError, ValueError) as error:
        raise CannotRestore(f"{archive} cannot be read: {error}") from error


def _check(tar: tarfile.TarFile, members: dict[str, tarfile.TarInfo], dump: str) -> None:
    if ABOUT not in members:
        raise CannotRestore("That is no backup of this site, or not a whole one.")
    about = json.load(tar.extractfile(members[ABOUT]))
    if about["database"] != connection.vendor or dump not in members:
        raise CannotRestore(f"That is a backup of {about['database']}, not {connection.vendor}.")
    if len([name for name in members if name.startswith(MEDIA)]) != about["files"]:
        raise CannotRestore("Some of the uploaded files are missing in that backup.")
    if connection.introspection.table_names():
        raise CannotRestore("The database is not empty: restore into a new one.")
    if next(_files(default_storage), None):
        raise CannotRestore("There are uploaded files: restore into an empty folder.")


@contextmanager
def _media_of(tar: tarfile.TarFile, members: dict[str, tarfile.TarInfo]) -> Iterator[list[str]]:
    """Puts the uploaded files where they belong; takes them away again if what follows fails."""
    stored: list[str] = []
    try:
        for name, member in members.items():
            if name.startswith(MEDIA):
                file = File(tar.extractfile(member))
                stored.append(default_storage.save(name.removeprefix(MEDIA), file))
        yield stored
    except BaseException:
        for name in stored:
            default_storage.delete(name)
        raise


# --- By each database's own tools ----------------------------------------------------------------


def _name_of_dump(problem: type[Exception]) -> str:
    if connection.vendor not in DUMPS:
        raise problem(f"There is no backup of {connection.vendor} here: use its own tools.")
    if connection.vendor == "postgresql" and not shutil.which("pg_dump"):
        raise problem("pg_dump and pg_restore are needed (Debian: postgresql-client).")
    return DUMPS[connection.vendor]


def _dump(file: Path) -> None:
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(file)) as copy:
            connection.connection.backup(copy)
    else:
        _run(CannotBackUp, "pg_dump", "--format=custom", "--no-owner", f"--file={file}")


def _load(file: Path) -> None:
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(file)) as copy:
            copy.backup(connection.connection)
    else:
        options = ("--no-owner", "--exit-on-error", "--single-transaction")
        _run(CannotRestore, "pg_restore", *options, f"--dbname={_database()}", str(file))


def _run(problem: type[Exception], *command: str) -> None:
    done = subprocess.run(command, env=os.environ | _server(), capture_output=True, text=True)
    if done.returncode:
        raise problem(done.stderr.strip() or f"{command[0]} failed.")


def _database() -> str:
    return connection.settings_dict["NAME"]


def _server() -> dict[str, str]:
    """Not as arguments: anybody on the machine can read those."""
    names = {"NAME": "DATABASE", "USER": "USER", "PASSWORD": "PASSWORD", "HOST": "HOST"}
    names |= {"PORT": "PORT"}
    known = connection.settings_dict
    return {f"PG{ours}": str(known[name]) for name, ours in names.items() if known.get(name)}
