from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class PageFinding(models.Model):
    """That a published page did not pass one of `search_checks` when it was last looked at."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="clinic_findings")
    code = models.CharField(_("code"), max_length=40, db_index=True)

    # Says nothing that an editor wrote, so it is nobody's reference.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("finding on a page")
        verbose_name_plural = _("findings on pages")
        constraints = [
            models.UniqueConstraint(fields=["page", "code"], name="clinic_page_finding_once")
        ]

    def __str__(self):
        return f"{self.page_id}: {self.code}"
