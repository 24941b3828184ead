"""When something that a page shows last changed."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from ..lib.facts import fact


class Freshness(models.Model):
    """A date beside a page."""

    changed_at = models.DateTimeField(_("changed at"))

    # Says nothing that an editor wrote, so it is nobody's reference.
    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.page_id}: {self.changed_at}"


class PageFreshness(Freshness):
    """When something that a page shows, but that is not its own, last changed.

    The page's own changes are in its `last_published_at`.
    """

    page = models.OneToOneField(
        Page, on_delete=models.CASCADE, primary_key=True, related_name="clinic_freshness"
    )

    class Meta:
        verbose_name = _("page freshness")
        verbose_name_plural = _("page freshness")


class TreeFreshness(Freshness):
    """When all pages under the front page of a site last changed: with the clinic's settings, say.

    A row for each front page.
    """

    page = models.OneToOneField(
        Page, on_delete=models.CASCADE, primary_key=True, related_name="clinic_tree_freshness"
    )

    class Meta:
        verbose_name = _("tree freshness")
        verbose_name_plural = _("tree freshness")


def latest(*moments: datetime | None) -> datetime | None:
    """The last of those that there are."""
    return max(filter(None, moments), default=None)


def shown_changed_at(page) -> datetime | None:
    """When something that `page` shows, but that is not its own, last changed. One query."""
    fresh = PageFreshness.objects.filter(page_id=page.pk).values_list("changed_at", flat=True)
    return latest(fresh.first(), tree_changed_at(page.path))


def tree_changed_at(path: str) -> datetime | None:
    """When all pages of a tree in which the one at `path` lies last changed."""
    return latest(*(moment for front, moment in _trees() if path.startswith(front)))


@fact
def _trees() -> list[tuple[str, datetime]]:
    return list(TreeFreshness.objects.values_list("page__path", "changed_at"))
