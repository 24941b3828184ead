"""What must not be forgotten while the cache server is away."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OwedPurge(models.Model):
    """Something was purged, and the shared cache did not hear it: all that it keeps may be wrong.

    Deleted by whoever first tells it so.
    """

    noted_at = models.DateTimeField(_("noted at"), auto_now_add=True)

    # Says nothing that an editor wrote, so it is nobody's reference.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("owed purge")
        verbose_name_plural = _("owed purges")

    def __str__(self):
        return str(self.noted_at)
