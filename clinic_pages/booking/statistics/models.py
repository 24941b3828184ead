"""Counts of requests, which are nobody's."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BookingCount(models.Model):
    """How many requests came from a page, or were for a therapy, on a day. Nobody's in particular:
    a page and a therapy are never counted together."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    # Whether the page is what was asked for; else it is where the visitor came from.
    is_for = models.BooleanField(default=False)
    day = models.DateField(_("day"))
    number = models.PositiveIntegerField(_("number"), default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "is_for", "day"], name="clinic_count_once")
        ]

    def __str__(self):
        return f"{self.page_id} {self.day}: {self.number}"
