"""What breaks while visitors book: workers, the database, the mail server, the mailer.

The site runs as in production, on PostgreSQL, with processes of their own for tasks and for mails
that are due. Whatever happens, who was thanked is stored exactly once, and every mail goes out.
"""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import contextmanager
from urllib.request import urlopen

import pytest

from scripts.postgres import MIGRATED, ensure_programs, temporary_server
from scripts.served import ROOT, ServedSite, end, gunicorn
from tests.faults.sink import Sink, mail_server
from tests.faults.visitors import Visit, all_of, open_form, send_until_thanked
from tests.sizes import size

# It brings a PostgreSQL of its own.
pytestmark = [pytest.mark.once, pytest.mark.slow]

VISITS = size(60, 1000, "FAULT_VISITS")
# So many things break, evenly over those who are thanked: on a slow machine as on a fast one.
FAULTS = size(4, 40)
CLINIC = "reception@clinic.example"
MAKE_CLINIC = f"""
import django; django.setup()
from home.factories import ClinicSettingsFactory
from tests.trees import plant_tree
clinic = plant_tree().clinic
clinic.email = "{CLINIC}"
clinic.save()
"""
STORED = """
import django, json; django.setup()
from clinic_pages.booking.models import BookingRequest
print(json.dumps([[r.reference, r.email, r.note] for r in BookingRequest.objects.all()]))
"""
# Only the clock: whatever was put off is due.
TIME_PASSES = """
import django; django.setup()
from django.utils import timezone
from clinic_pages.booking.models import BookingMail
print(BookingMail.objects.waiting().update(due_at=timezone.now()))
"""


class Process:
    """A management command that is killed and started again."""

    def __init__(self, site: ServedSite, *command: str):
        self.site, self.command, self.killed = site, command, 0
        self.start()

    def start(self) -> None:
        with (self.site.folder / "log").open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", *self.command],
                cwd=ROOT,
                env=self.site.environment(),
                stdout=log,
                stderr=log,
            )

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        self.killed += 1
        self.start()

    def see_to(self) -> None:
        """As a process manager does."""
        if self.process.poll() is not None:
            self.start()


class Faults:
    """Breaks one thing after the other while visits are under way."""

    def __init__(self, visits, database, master, tasks, mailer, sink):
        self.visits = visits
        self.database, self.master, self.sink = database, master, sink
        self.tasks, self.mailer = tasks, mailer
        self.happened = Counter()
        self.is_over = threading.Event()
        self.thread = threading.Thread(target=self._run)

    def _run(self) -> None:
        wait = self.is_over.wait
        kinds = [self.worker, self.mail, self.task, self.away, self.worker, self.worker]
        while not wait(0.1):
            for process in (self.tasks, self.mailer):
                process.see_to()
            done = self.happened.total()
            thanked = sum(bool(visit.reference) for visit in self.visits)
            if thanked * FAULTS < done * len(self.visits):
                continue
            fault = kinds[done % len(kinds)]
            fault(wait)
            self.happened[fault.__name__] += 1

    def send(self, url: str, visit: Visit) -> None:
        """No visitor is thanked before what is to break before him: however quick the site is."""
        while (self.happened.total() + 1) * len(self.visits) < visit.number * FAULTS:
            if self.is_over.wait(0.05):
                break
        send_until_thanked(url, visit)

    def worker(self, wait) -> None:
        children = subprocess.run(
            ["pgrep", "-P", str(self.master.pid)], capture_output=True, text=True
        ).stdout.split()
        if children:
            os.kill(int(random.choice(children)), signal.SIGKILL)

    def mail(self, wait) -> None:
        before = self.sink.refused
        self.sink.refuses = True
        self._until(lambda: self.sink.refused > before, wait)
        self.sink.refuses = False

    def task(self, wait) -> None:
        self.sink.seconds = 0.5
        self._until(lambda: self.sink.busy, wait)
        # Both may send: one of them, or the other, is in the middle of a mail.
        self.tasks.kill()
        self.mailer.kill()
        self.sink.seconds = 0

    def _until(self, is_so, wait) -> None:
        """Or for some seconds: mails may just be all out."""
        for _ in range(200):
            if is_so() or wait(0.1):
                return

    def away(self, wait) -> None:
        self.database.stop()
        wait(1)
        self.database.start()


@contextmanager
def happening(faults: Faults):
    faults.thread.start()
    try:
        yield
    finally:
        faults.is_over.set()
        faults.thread.join()


def database_server():
    return temporary_server(ensure_programs(), survives=True, is_migrated=True)


def stored(site: ServedSite) -> list:
    return json.loads(site.python("-c", STORED))


def test_everybody_who_was_thanked_is_stored_once_and_written_to(tmp_path, capsys):
    sink = Sink()
    visits = [Visit(number) for number in range(VISITS)]
    with database_server() as database, mail_server(sink):
        site = ServedSite(
            tmp_path,
            settings={
                "DATABASE_URL": database.url(MIGRATED),
                "EMAIL_URL": f"smtp://127.0.0.1:{sink.port}",
                "EMAIL_TIMEOUT": "5",
                "TASK_WORKER": "on",
                "CLIENT_IP_HEADER": "HTTP_X_REAL_IP",
            },
        )
        (tmp_path / "media").mkdir()
        site.python("manage.py", "migrate", "--verbosity=0")
        site.python("-c", MAKE_CLINIC)
        with gunicorn(site, "--workers=2") as master:
            tasks = Process(site, "db_worker", "--no-startup-delay", "--interval=0.2")
            mailer = Process(site, "send_booking_mails", "--every=0.5")
            faults = Faults(visits, database, master, tasks, mailer, sink)
            try:
                all_of(visits, site.url, open_form)
                with happening(faults):
                    all_of(visits, site.url, faults.send)
                until = time.monotonic() + 120
                while int(site.python("-c", TIME_PASSES)) and time.monotonic() < until:
                    site.python("manage.py", "send_booking_mails")
            finally:
                end(tasks.process)
                end(mailer.process)
            rows = stored(site)
            with urlopen(f"{site.url}/readyz") as answer:
                ready = answer.read().decode()
        log = (tmp_path / "log").read_text()

    thanked = [visit for visit in visits if visit.reference]
    for_visitors = Counter(m["To"] for m in sink.taken if m["To"] != CLINIC)
    for_clinic = {m["Message-ID"] for m in sink.taken if m["To"] == CLINIC}
    with capsys.disabled():
        print(
            f"\n{len(visits)} visitors sent {sum(v.tries for v in visits)} times; "
            f"{len(thanked)} thanked, {len(rows)} stored; "
            f"{len(sink.taken)} mails taken, {sink.refused} refused; "
            f"faults: {dict(faults.happened)}"
        )
    assert len(thanked) == len(visits)
    assert Counter(tuple(row) for row in rows) == Counter(
        (visit.reference, visit.email, visit.typed()["note"]) for visit in thanked
    )
    assert set(for_visitors) == {visit.email for visit in thanked}
    assert len(for_clinic) == len(visits)
    assert set(faults.happened) == {"worker", "mail", "task", "away"}
    assert sink.refused
    assert ready.startswith("ready\n")
    assert "\nqueue: ok, 0 s\n" in ready
    # Nor does anything of this show in a log.
    assert "Zebedee" not in log
    assert "aches" not in log
    assert "patient.example" not in log
