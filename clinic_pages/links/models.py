"""What is stored of suggested links."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class DismissedLink(models.Model):
    """That an editor wants no link from the text of `page` to `target`, wherever it is named."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    target = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")

    # Shows the one page nowhere on the other.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("dismissed link")
        verbose_name_plural = _("dismissed links")
        constraints = [
            models.UniqueConstraint(fields=["page", "target"], name="clinic_dismissed_link_once")
        ]

    def __str__(self):
        return f"{self.page_id}: {self.target_id}"
