"""Overrides, and what happens to them."""

from django.contrib.auth.models import Group, User

from clinic_pages.overrides.decisions import resolve
from clinic_pages.overrides.stored import Override, find_overrides, overrides_of

OLD = "<p>Old shared words.</p>"
NEW = "<p>New shared words.</p>"
OWN = "<p>Only here.</p>"
REPORT = "/admin/clinic-pages/overrides/"


def override_of(therapy, text=OWN, **value):
    return ("therapy", {"therapy": therapy, "text_override": text, **value})


def fresh(page):
    return type(page).objects.get(pk=page.pk)


def draft_of(page):
    return fresh(page).get_latest_revision_as_object()


def value_of(page, index=0):
    return fresh(page).body[index].value


def publish(page, **fields):
    """Changes a page's latest draft, and publishes it."""
    page = draft_of(page)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return fresh(page)


def save_draft(page, **fields):
    page = draft_of(page)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision()
    return fresh(page)


def member_of(group):
    user = User.objects.create_user(group.lower(), password="a-long-password")
    user.groups.add(Group.objects.get(name=group))
    return user


def decide(page, decision, user):
    [override] = find_overrides(page=page)
    return resolve(page, override.block_id, decision, user, override.fingerprint)


def stale_overrides(page) -> list[Override]:
    """Those of the latest draft of `page`, in its order."""
    return [override for override in overrides_of([page]) if override.is_stale]
