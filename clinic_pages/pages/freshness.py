"""When something that a page shows last changed."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class PageFreshness(models.Model):
    """When something that a page shows, but that is not its own, last changed.

    The page's own changes are in its `last_published_at`.
    """

    page = models.OneToOneField(
        Page, on_delete=models.CASCADE, primary_key=True, related_name="clinic_freshness"
    )
    changed_at = models.DateTimeField(_("changed at"))

    # Says nothing that an editor wrote, so it is nobody's reference.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("page freshness")
        verbose_name_plural = _("page freshness")

    def __str__(self):
        return f"{self.page_id}: {self.changed_at}"
