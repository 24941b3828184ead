"""Who is told that nobody publishes what is scheduled."""

from datetime import timedelta
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.utils import timezone

from tests.editors import make_editor

pytestmark = pytest.mark.django_db

MINUTES = timedelta(minutes=1)


def schedule(page, *, go_live=None, expire=None):
    """Publishes `page` for these times from now."""
    now = timezone.now()
    page.go_live_at = now + go_live if go_live else None
    page.expire_at = now + expire if expire else None
    page.save_revision().publish()


def pass_by(page, time):
    """As if `time` had gone by since."""
    for revision in page.revisions.exclude(approved_go_live_at=None):
        revision.approved_go_live_at -= time
        revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
        revision.save()
    page.refresh_from_db()
    if page.expire_at:
        type(page).objects.filter(pk=page.pk).update(expire_at=page.expire_at - time)


def checked() -> str:
    said = StringIO()
    call_command("check", databases=["default"], tags=["database"], stderr=said)
    return said.getvalue()


def first_screen(client) -> str:
    soup = BeautifulSoup(client.get("/admin/").content, "html.parser")
    return " ".join(soup.select_one("main").get_text(" ").split())


def test_what_nobody_publishes_is_told(client, tree):
    client.force_login(make_editor())
    published, ended = tree.condition(title="Migraine"), tree.condition(title="Gout")
    schedule(published, go_live=30 * MINUTES)
    schedule(ended, expire=30 * MINUTES)
    assert "scheduled changes" not in checked() + first_screen(client)
    assert "schedule: ok\n" in client.get("/readyz").content.decode()

    for page in (published, ended):
        pass_by(page, 45 * MINUTES)
    assert "2 scheduled changes have waited since" in checked()
    assert "Run `manage.py publish_scheduled` every minute" in checked()
    assert "2 scheduled changes have waited since" in first_screen(client)
    assert "schedule: late, " in client.get("/readyz").content.decode()

    call_command("publish_scheduled", stdout=StringIO())
    assert "scheduled changes" not in checked() + first_screen(client)
    ended.refresh_from_db()
    assert not ended.live


def test_a_command_that_runs_now_and_then_is_no_fault(client, tree):
    client.force_login(make_editor())
    page = tree.condition(title="Migraine")
    schedule(page, go_live=30 * MINUTES)
    pass_by(page, 35 * MINUTES)
    assert "scheduled" not in checked()
