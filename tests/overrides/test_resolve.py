"""Keep, or take the shared text: by whom, and when not."""

import pytest
from django.contrib.auth.models import User
from wagtail.models import GroupPagePermission, PageLogEntry
from wagtail.rich_text import RichText

from clinic_pages.lib.editing import Refused
from clinic_pages.models import TherapyPage
from clinic_pages.overrides.decisions import Decision, resolve
from clinic_pages.overrides.stored import find_overrides, find_stale
from tests.overrides.helpers import (
    NEW,
    decide,
    draft_of,
    fresh,
    member_of,
    override_of,
    publish,
    save_draft,
    value_of,
)
from tests.trees import read

# Rows are locked, on PostgreSQL only.
pytestmark = pytest.mark.postgres


def test_keeping_publishes_where_nothing_else_was_waiting(stale_page, admin_user):
    assert decide(stale_page, Decision.KEEP, admin_user)
    page = fresh(stale_page)
    assert page.live and not page.has_unpublished_changes
    assert PageLogEntry.objects.filter(page=page.pk, action="clinic_pages.keep_override").exists()


def test_where_a_draft_was_waiting_it_stays_a_draft(client, stale_page, admin_user):
    save_draft(stale_page, summary="Not finished.")
    assert not decide(stale_page, Decision.TAKE_SHARED, admin_user)
    assert draft_of(stale_page).summary == "Not finished."
    assert draft_of(stale_page).body[0].value["text_override"].source == ""
    assert "Only here." in read(client, stale_page).get_text()


def test_who_may_not_publish_makes_a_draft(stale_page, editor):
    assert not decide(stale_page, Decision.TAKE_SHARED, editor)
    assert fresh(stale_page).has_unpublished_changes
    assert fresh(stale_page).latest_revision.user == editor


def test_who_may_publish_does(stale_page):
    assert decide(stale_page, Decision.TAKE_SHARED, member_of("Moderators"))


def test_an_unpublished_page_stays_so(tree, therapy, admin_user):
    page = tree.condition("Gout", body=[override_of(therapy)], publish=False)
    publish(therapy, shared_text=NEW)
    assert not decide(page, Decision.TAKE_SHARED, admin_user)
    assert not fresh(page).live
    assert value_of(page)["text_override"].source == ""


def lock(page, user):
    page.locked = True
    page.locked_by = User.objects.create_user("somebody-else")
    page.save()


def take_rights(page, user):
    GroupPagePermission.objects.all().delete()


def edit_meanwhile(page, user):
    page = draft_of(page)
    page.body[0].value["text_override"] = RichText("<p>Edited meanwhile.</p>")
    page.save_revision().publish()


def decide_meanwhile(page, user):
    decide(page, Decision.TAKE_SHARED, User.objects.create_superuser("quick"))


def publish_meanwhile(page, user):
    publish(TherapyPage.objects.get(), shared_text="<p>Yet other words.</p>")


REFUSALS = {
    "locked": (lock, "is locked"),
    "no rights": (take_rights, "You may not edit"),
    "edited meanwhile": (edit_meanwhile, "has changed meanwhile"),
    "decided meanwhile": (decide_meanwhile, "has changed meanwhile"),
    "other shared text meanwhile": (publish_meanwhile, "has changed meanwhile"),
}


@pytest.mark.parametrize("happen, message", REFUSALS.values(), ids=REFUSALS)
def test_refused_without_a_trace(stale_page, editor, happen, message):
    [seen] = find_stale(page=stale_page)
    happen(fresh(stale_page), editor)
    revisions = fresh(stale_page).revisions.count()
    with pytest.raises(Refused, match=message):
        resolve(stale_page, seen.block_id, Decision.KEEP, editor, seen.fingerprint)
    assert fresh(stale_page).revisions.count() == revisions


def test_an_alias_is_refused(sciatica, admin_user):
    alias = fresh(sciatica).create_alias(update_slug="alias")
    [seen] = find_overrides(page=sciatica)
    with pytest.raises(Refused, match="alias"):
        resolve(alias, seen.block_id, Decision.KEEP, admin_user, seen.fingerprint)


def test_a_block_is_not_left_without_text(sciatica, therapy, admin_user):
    publish(therapy, shared_text="")
    with pytest.raises(Refused, match="has no shared text"):
        decide(sciatica, Decision.TAKE_SHARED, admin_user)
