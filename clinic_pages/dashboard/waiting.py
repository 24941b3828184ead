"""The drafts that an editor has left, and what is to be published on its own."""

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision
from wagtail.permissions import page_permission_policy

from ..lib.needs import NEEDS, Need, Urgency

# How many of each are named; Wagtail's lists have the others.
MOST_NAMED = 3
# Of so many that are scheduled next it is asked which of them she may edit.
MOST_READ = 100


@NEEDS.register("drafts")
def drafts_of(user):
    """Her own: of those of others, a workflow tells."""
    editable = page_permission_policy.instances_user_has_permission_for(user, "change")
    drafts = editable.filter(
        has_unpublished_changes=True, latest_revision__user=user, alias_of__isnull=True
    )
    for page in drafts.order_by("-latest_revision_created_at")[:MOST_NAMED]:
        words = _("Your changes to “%(title)s” are not published.")
        yield _about(page, Urgency.SOON, words % {"title": page.get_admin_display_title()})


@NEEDS.register("scheduled")
def scheduled(user):
    """What is published on its own next, of the pages that she may edit."""
    revisions = Revision.objects.filter(
        approved_go_live_at__gt=timezone.now(),
        base_content_type=ContentType.objects.get_for_model(Page),
    ).order_by("approved_go_live_at")
    pairs = revisions.values_list("object_id", "approved_go_live_at")[:MOST_READ]
    days = {int(pk): day for pk, day in pairs}
    editable = page_permission_policy.instances_user_has_permission_for(user, "change")
    pages = editable.filter(pk__in=days)
    for page in sorted(pages, key=lambda each: days[each.pk])[:MOST_NAMED]:
        words = _("“%(title)s” will be published on %(day)s.") % {
            "title": page.get_admin_display_title(),
            "day": date_format(localtime(days[page.pk]), "SHORT_DATETIME_FORMAT"),
        }
        yield _about(page, Urgency.WHEN_THERE_IS_TIME, words)


def _about(page: Page, urgency: Urgency, words: str) -> Need:
    return Need(urgency, words, reverse("wagtailadmin_pages:edit", args=[page.pk]), _("Open"))
