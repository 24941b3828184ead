"""Ten times as many visitors as there are times want them at the same moment. The database lets
each time go once."""

import json
import os
import sqlite3
import subprocess
import sys
from collections import Counter
from datetime import time, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

from clinic_pages.booking.models import BookingRequest
from tests.booking.diaries import every_day, in_days, offer_times, practitioner, value
from tests.sizes import size
from tests.trees import plant_tree

# What a constraint does when many want the same differs between databases.
pytestmark = pytest.mark.postgres

ROOT = Path(__file__).parents[3]
TIMES, PROCESSES = size(4, 20), size(2, 4)
VISITORS = 10 * TIMES


def database_url(folder: Path) -> str:
    """Of the test's database, or for SQLite of a copy of it in a file, for other processes."""
    if connection.vendor == "sqlite":
        with sqlite3.connect(folder / "db.sqlite3") as copy:
            connection.connection.backup(copy)
            # As after the first visit: to switch, a connection must be the only one.
            copy.execute("PRAGMA journal_mode=WAL")
        return f"sqlite:///{folder / 'db.sqlite3'}"
    url = urlsplit(os.environ["DATABASE_URL"])
    return url._replace(path=f"/{connection.settings_dict['NAME']}").geturl()


def start(url: str, *arguments: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.booking.crowd", *arguments],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": url},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def last_line(process: subprocess.Popen, said=""):
    out, _ = process.communicate(said, timeout=300)
    assert process.returncode == 0
    return json.loads(out.splitlines()[-1])


def crowd(url: str, moments: list[str]) -> list[dict]:
    """How each visitor fared. All processes are up before the first visitor of any sets out."""
    share = VISITORS // PROCESSES
    processes = [
        start(url, str(number * share), str((number + 1) * share), *moments)
        for number in range(PROCESSES)
    ]
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    return [outcome for process in processes for outcome in last_line(process)]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_each_time_goes_once_and_all_others_are_told(tmp_path):
    tree = plant_tree()
    offer_times(tree)
    therapy = tree.therapy(duration_minutes=15)
    practitioner(tree, "Aoife Brennan", therapy, working_hours=every_day(time(9), time(14)))
    offer_times(tree, step_minutes=15)
    moments = [in_days(3) + timedelta(minutes=15 * number) for number in range(TIMES)]
    assert not BookingRequest.objects.exists()

    url = database_url(tmp_path)
    outcomes = crowd(url, [value(moment) for moment in moments])
    stored = last_line(start(url, "report"))

    assert Counter(each["status"] for each in outcomes) == {200: TIMES, 409: VISITORS - TIMES}
    told = [each for each in outcomes if each["status"] == 409]
    assert all(each["is_told"] and each["has_all"] for each in told)
    thanked = [each["reference"] for each in outcomes if each["status"] == 200]
    assert sorted(thanked) == sorted(stored["references"])
    assert len(set(stored["starts"])) == len(stored["starts"]) == TIMES
    assert stored["notices"] == TIMES
