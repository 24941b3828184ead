"""What should have been published or have ended by now.

Wagtail does neither by itself: its command `publish_scheduled` does, each time that it is run.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from django.apps import apps
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

# The command is to run every minute; one that is run every five minutes is no fault.
PATIENCE = timedelta(minutes=10)


class Overdue(NamedTuple):
    """count: of pages and snippets, those that are to be published and to end counted apart.
    since: when the first of them was due."""

    count: int
    since: datetime


def overdue(now: datetime | None = None) -> Overdue | None:
    """What waits longer than it should; None where nothing does. A query for each kind."""
    before = (now or timezone.now()) - PATIENCE
    dues = list(_dues(before))
    return Overdue(len(dues), min(dues)) if dues else None


def _dues(before: datetime) -> Iterator[datetime]:
    revisions = Revision.objects.filter(approved_go_live_at__lt=before)
    yield from revisions.values_list("approved_go_live_at", flat=True)
    for model in _kinds_with_drafts():
        ended = model.objects.filter(live=True, expire_at__lt=before)
        yield from ended.values_list("expire_at", flat=True)


def _kinds_with_drafts() -> list[type]:
    snippets = [
        model
        for model in apps.get_models()
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
    ]
    return [Page, *snippets]
