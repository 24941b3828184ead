"""The commands of deploy/README.md, typed on an empty machine: does what they promise come true?"""

import re
import time

import pytest

from . import readme
from .clinic import Clinic
from .crowd import Crowd, crowd

REFERENCES = """
import json
from clinic_pages.booking.models import BookingRequest
print(json.dumps(list(BookingRequest.objects.values_list("reference", flat=True))))
"""
NEXT = "9999_slogan"
MIGRATION = """
import time

from django.db import migrations, models


def be_slow(apps, schema_editor):
    time.sleep(3)


class Migration(migrations.Migration):
    dependencies = [("home", "{before}")]
    operations = [
        migrations.AddField("homepage", "slogan", models.TextField(null=True)),
        migrations.RunPython(be_slow),
    ]
"""
# Rows of the same tables are the same; sessions and tasks that are done are nobody's loss.
DUMP = (
    "sudo -u postgres pg_dump --data-only --inserts --exclude-table=django_tasks_db_dbtaskresult "
    "--exclude-table=django_session {name} | grep ^INSERT | sort > /tmp/{name}.rows"
)


def nobody_turned_away(come: Crowd) -> None:
    assert come.turned_away == []
    assert come.visits > 20
    assert come.booked
    assert set(come.booked) <= set(come.clinic.python(REFERENCES))


def test_a_page_is_served_and_kept(clinic: Clinic):
    answer = clinic.ask("/conditions/sciatica/")
    assert answer.status == 200
    assert "Acupuncture for Sciatica" in answer.text
    assert "hit" in clinic.ask("/conditions/sciatica/?utm_source=letter").headers["Cache-Status"]
    css = re.search(r'href="(/static/[^"]+\.css)"', answer.text)[1]
    assert clinic.ask(css).headers["Cache-Control"] == "public, max-age=31536000, immutable"
    picture = re.search(r'src="(/media/[^"]+)"', answer.text)[1]
    assert clinic.ask(picture).status == 200
    assert "marion" in clinic.type(
        "sudo -u postgres psql -c 'SELECT username FROM auth_user' clinic | cat"
    )


def test_a_booking_is_mailed(clinic: Clinic, mails):
    with crowd(clinic) as come:
        time.sleep(1)
    nobody_turned_away(come)
    deadline = time.monotonic() + 60
    while not any("@patient.example" in mail["To"] for mail in mails.taken):
        assert time.monotonic() < deadline, "no mail"
        time.sleep(0.5)


def test_only_those_on_the_machine_are_told_figures(clinic: Clinic):
    for path in ("/metrics", "/readyz"):
        assert clinic.ask(path).status == 200
        assert clinic.ask(path, address="127.0.0.9").status == 403
    figures = clinic.ask("/metrics").text
    assert re.search(r'clinic_request_seconds_count\{kind="kept",status="2xx"\} [1-9]', figures)
    assert re.search(r"^clinic_tasks_oldest_seconds \d", figures, re.M)


def test_a_restart_turns_nobody_away(clinic: Clinic):
    commands = readme.commands()["A release"].splitlines()[-1]
    assert commands.startswith("sudo systemctl restart")
    with crowd(clinic) as come:
        time.sleep(1)
        clinic.type(commands)
    nobody_turned_away(come)


def test_nor_does_a_release_with_a_migration(clinic: Clinic):
    names = sorted(path.stem for path in readme.ROOT.glob("home/migrations/0*.py"))
    clinic.release({f"home/migrations/{NEXT}.py": MIGRATION.format(before=names[-1])})
    with crowd(clinic) as come:
        time.sleep(1)
        clinic.type(readme.commands()["A release"])
    nobody_turned_away(come)
    assert "slogan" in clinic.type("sudo -u postgres psql -c '\\d home_homepage' clinic | cat")


@pytest.mark.parametrize(
    ("broken", "stage"),
    [
        ("raise RuntimeError('no start')", "Given up."),
        ("", "is back in service"),
    ],
    ids=["does not start", "never is ready"],
)
def test_a_release_that_is_no_good_gives_way(clinic: Clinic, broken, stage):
    before = clinic.type("readlink /srv/clinic/current").strip()
    files = {"settings/wsgi.py": "raise SystemExit(3)"} if not broken else {"home/edge.py": broken}
    clinic.release(files)
    try:
        with crowd(clinic) as come:
            said = clinic.type(readme.commands()["A release"], code=1)
        assert stage in said
        assert clinic.type("readlink /srv/clinic/current").strip() == before
        assert clinic.ask("/conditions/sciatica/").status == 200
        if stage == "Given up.":
            nobody_turned_away(come)
    finally:
        clinic.release({path: (readme.ROOT / path).read_text() for path in files})


def test_what_was_backed_up_comes_back_the_same(clinic: Clinic):
    with crowd(clinic) as come:
        time.sleep(1)
    nobody_turned_away(come)
    # What runs by itself may write meanwhile.
    clinic.type("sudo systemctl stop 'clinic-run@*.timer' clinic-worker clinic-mails")
    clinic.type(readme.commands()["Every night, and when it is lost"])
    for name in ("clinic", "restored"):
        clinic.type(DUMP.format(name=name))
    assert int(clinic.type("grep -c INSERT /tmp/clinic.rows")) > 100
    assert "bookingrequest" in clinic.type(
        "grep -m 1 INTO.public.clinic_booking_bookingrequest /tmp/clinic.rows"
    )
    clinic.type("diff /tmp/clinic.rows /tmp/restored.rows")
    clinic.type("sudo diff -r /srv/clinic/media /srv/clinic/restored")
    clinic.type("sudo systemctl start 'clinic-run@*.timer' clinic-worker clinic-mails")


def test_every_command_of_a_timer_exists(clinic: Clinic):
    for timer in readme.ROOT.glob("deploy/systemd/*.timer"):
        clinic.type(f"sudo systemctl start {timer.stem}.service")
    assert clinic.type("ls /srv/clinic/backups/*-*.tar | wc -l").strip() != "0"
