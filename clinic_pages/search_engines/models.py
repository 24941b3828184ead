"""What is stored of pages for where a link to them is shared."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class ShareImage(models.Model):
    """The picture that stands beside a link to a page where people share it."""

    page = models.OneToOneField(
        Page, on_delete=models.CASCADE, primary_key=True, related_name="clinic_share_image"
    )
    file = models.ImageField(_("file"), upload_to="share")
    # Of all that is drawn in it, so that it is drawn again only when that has changed.
    fingerprint = models.CharField(max_length=16)

    # Says nothing that an editor wrote, so it is nobody's reference.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("share image")
        verbose_name_plural = _("share images")

    def __str__(self):
        return self.file.name
