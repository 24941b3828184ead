"""What processes that serve the site really write: no link that is a secret, and no search."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest

from scripts import migrated
from scripts.ports import free_port
from scripts.served import ROOT, ServedSite, end, gunicorn

# It brings a database of its own.
pytestmark = pytest.mark.once

SECRETS = {
    "/booking/manage/mHbN2kQxv9w/": "mHbN2kQxv9w",
    "/booking/calendar/tZ81qLpAf0s.ics": "tZ81qLpAf0s",
    "/admin/password_reset/confirm/MQ/c7x-9f8e7d/": "c7x-9f8e7d",
    "/search/?q=bleeding+after+birth": "bleeding",
}
# What is left of them.
SHOWN = ["/booking/manage/-", "/booking/calendar/-", "/admin/password_reset/confirm/-", "/search/"]
REFERRED = "pW3vK9rTz0c"


def ask(url: str) -> int:
    headers = {"Referer": f"https://clinic.example/booking/manage/{REFERRED}/"}
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def told(log: str) -> list[str]:
    return [secret for secret in [*SECRETS.values(), REFERRED] if secret in log]


def lose_all_users(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("DROP TABLE auth_user")
        connection.commit()


def test_gunicorn_with_its_access_log(tmp_path):
    site = ServedSite(tmp_path, settings={"LOG_LEVEL": "INFO"})
    (tmp_path / "media").mkdir()
    shutil.copy(migrated.sqlite(), tmp_path / "db.sqlite3")
    options = ["--config=deploy/gunicorn.conf.py", "--access-logfile=-", "--workers=1"]
    with gunicorn(site, *options):
        answers = [ask(site.url + path) for path in SECRETS]
        lose_all_users(tmp_path / "db.sqlite3")
        answers.append(ask(site.url + "/admin/password_reset/confirm/MQ/c7x-9f8e7d/"))
        log = written(
            tmp_path / "log",
            '"GET /booking/manage/- HTTP/1.1" 404',
            "Not Found: /booking/manage/-",
            '"GET /search/ HTTP/1.1" 200',
            "https://clinic.example/booking/manage/-",
            "Internal Server Error: /admin/password_reset/confirm/-",
            "OperationalError: no such table",
            '"GET /admin/password_reset/confirm/- HTTP/1.1" 500',
        )
    assert answers == [404, 404, 200, 200, 500]
    assert told(log) == []


def test_runserver(tmp_path):
    port, log = free_port(), tmp_path / "log"
    shutil.copy(migrated.sqlite(), tmp_path / "db.sqlite3")
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "settings.dev",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
    }
    command = [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{port}"]
    with log.open("w") as stream:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=stream, stderr=stream)
    try:
        wait_for(f"http://127.0.0.1:{port}/healthz")
        for path in SECRETS:
            ask(f"http://127.0.0.1:{port}{path}")
        lines = [f'"GET {path} HTTP/1.1"' for path in SHOWN]
        text = written(log, *lines, "Not Found: /booking/manage/-")
    finally:
        end(server)
    assert told(text) == []


def written(log: Path, *lines: str) -> str:
    """What the log says once it has all of these; a line is written after its answer."""
    deadline = time.monotonic() + 20
    while True:
        text = log.read_text().replace('\\"', '"')
        missing = [line for line in lines if line not in text]
        if not missing:
            return text
        assert time.monotonic() < deadline, f"{missing} is not in:\n{text}"
        time.sleep(0.1)


def wait_for(url: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"{url} does not answer")
