"""What is stored of pages for the report."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class FailedCheck(models.Model):
    """That a published page did not pass one of the checks when it was last looked at."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="clinic_failed_checks")
    code = models.CharField(_("code"), max_length=40, db_index=True)

    # Says nothing that an editor wrote, so it is nobody's reference.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("failed check of a page")
        verbose_name_plural = _("failed checks of pages")
        constraints = [
            models.UniqueConstraint(fields=["page", "code"], name="clinic_failed_check_once")
        ]

    def __str__(self):
        return f"{self.page_id}: {self.code}"
