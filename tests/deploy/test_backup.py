"""A backup, restored into an empty place, is the same site."""

import json
import shutil
import sqlite3
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest

from scripts import migrated
from scripts.postgres import MIGRATED, ensure_programs, temporary_server
from scripts.served import ROOT, ServedSite
from tests.sizes import IS_PROOF

# They bring their own databases.
pytestmark = [pytest.mark.once, pytest.mark.slow]

# To start the program takes seconds: what is asked of one site is asked of one process.
SAVE = """
import django, json, sys; django.setup()
from django.core.management import call_command
from tests.deploy.content import plant, tell
plant()
call_command("backup", sys.argv[1])
print(json.dumps(tell()))
"""
RESTORE_TWICE = """
import django, json, sys; django.setup()
from django.core.management import CommandError, call_command
from tests.deploy.content import tell
call_command("restore", sys.argv[1])
there = tell()
try:
    call_command("restore", sys.argv[1])
except CommandError as error:
    print(json.dumps([there, str(error), tell()]))
"""
EACH = """
import django, json, sys; django.setup()
from django.core.management import CommandError, call_command
command, files = sys.argv[1], json.loads(sys.argv[2])
said = {}
for how, file in files.items():
    try:
        call_command(command, file)
    except CommandError as error:
        said[how] = str(error)
print(json.dumps(said))
"""
BROKEN = ("cut off", "no backup", "without a file", "without the database", "not there")


@contextmanager
def places(kind: str, folder: Path) -> Iterator[tuple[ServedSite, ServedSite]]:
    """A migrated site, and an empty place for another one."""
    full, empty = folder / "full", folder / "empty"
    for each in (full, empty):
        (each / "media").mkdir(parents=True)
    if kind == "sqlite":
        shutil.copy(migrated.sqlite(), full / "db.sqlite3")
        yield ServedSite(full), ServedSite(empty)
        return
    with temporary_server(ensure_programs(), is_migrated=True) as server:
        with psycopg.connect(server.url(), autocommit=True) as connection:
            connection.execute("CREATE DATABASE another")
        urls = server.url(MIGRATED), server.url("another")
        yield tuple(
            ServedSite(place, settings={"DATABASE_URL": url})
            for place, url in zip((full, empty), urls, strict=True)
        )


def manage(site: ServedSite, *command: str) -> tuple[int, str]:
    """(exit code, what it complains of)."""
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=site.environment(),
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stderr


def said(site: ServedSite, code: str, *arguments: str):
    """What the last line that it prints stands for."""
    return json.loads(site.python("-c", code, *arguments).splitlines()[-1])


def uploads(site: ServedSite) -> dict[str, bytes]:
    files = (path for path in (site.folder / "media").rglob("*") if path.is_file())
    return {str(path.relative_to(site.folder)): path.read_bytes() for path in files}


# Production's always; the other one in `make proof`.
@pytest.mark.parametrize("kind", ["postgresql", "sqlite"] if IS_PROOF else ["postgresql"])
def test_every_page_picture_request_and_appointment_comes_back(tmp_path, kind):
    file = tmp_path / "clinic.tar"
    with places(kind, tmp_path) as (site, empty):
        before = said(site, SAVE, str(file))
        # Whoever may look into the folder may not read what patients sent.
        assert file.stat().st_mode & 0o077 == 0
        after, complaint, then = said(empty, RESTORE_TWICE, str(file))
        assert before["pages"] and before["pictures"] and before["requests"]
        assert any(request["starts"] for request in before["requests"])
        assert after == before
        # A second time there is something that could be lost.
        assert "is not empty" in complaint
        assert then == before
        assert uploads(empty) == uploads(site) != {}


@pytest.fixture(scope="module")
def backup(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("backup")
    with places("sqlite", folder) as (site, _empty):
        (site.folder / "media/documents").mkdir()
        (site.folder / "media/documents/leaflet.txt").write_text("Come early.")
        assert manage(site, "backup", str(folder / "clinic.tar")) == (0, "")
    return folder / "clinic.tar"


def without(file: Path, name: str, to: Path) -> Path:
    with tarfile.open(file) as before, tarfile.open(to, "w") as after:
        for member in before:
            if member.name != name:
                after.addfile(member, before.extractfile(member))
    return to


def broken(backup: Path, how: str, folder: Path) -> Path:
    place = folder / "broken.tar"
    if how == "cut off":
        place.write_bytes(backup.read_bytes()[:-20_000])
    elif how == "no backup":
        place.write_text("Dear Sir or Madam")
    elif how == "without a file":
        without(backup, "media/documents/leaflet.txt", place)
    elif how == "without the database":
        without(backup, "database.sqlite3", place)
    return place


@pytest.fixture(scope="module")
def refused(backup, tmp_path_factory) -> Iterator[tuple[ServedSite, dict[str, str]]]:
    """An empty place, and why it did not restore what is broken in which way."""
    folder = tmp_path_factory.mktemp("broken")
    files = {}
    for how in BROKEN:
        (folder / how).mkdir()
        files[how] = str(broken(backup, how, folder / how))
    with places("sqlite", folder) as (_site, empty):
        yield empty, said(empty, EACH, "restore", json.dumps(files))


@pytest.mark.parametrize("how", BROKEN)
def test_what_is_no_whole_backup_is_refused(refused, how):
    _empty, complaints = refused
    assert complaints[how]


def test_and_restores_nothing(refused):
    empty, _complaints = refused
    assert uploads(empty) == {}
    with closing(sqlite3.connect(empty.folder / "db.sqlite3")) as database:
        assert not database.execute("SELECT 1 FROM sqlite_master").fetchall()


def test_a_complaint_is_one_line_and_an_exit_code(tmp_path):
    with places("sqlite", tmp_path) as (_site, empty):
        code, complaint = manage(empty, "restore", str(tmp_path / "no.tar"))
    assert code == 1
    assert complaint.startswith("CommandError: ")
    assert complaint.count("\n") == 1


def test_a_backup_is_never_written_over_nor_half_written(tmp_path, backup):
    before = backup.read_bytes()
    files = {"there": str(backup), "nowhere": str(tmp_path / "no/such/folder/clinic.tar")}
    with places("sqlite", tmp_path) as (site, _empty):
        complaints = said(site, EACH, "backup", json.dumps(files))
    assert "exists" in complaints["there"]
    assert backup.read_bytes() == before
    assert complaints["nowhere"]
    assert not list(tmp_path.glob("**/*.tar"))
