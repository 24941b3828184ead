"""What new conditions begin with."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from .panels import FoldedPanel


class HasPattern(models.Model):
    """A list with a page that new ones under it begin like: see `composing`."""

    pattern = models.ForeignKey(
        "clinic_pages.ConditionPage",
        verbose_name=_("pattern"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "A condition page, best a draft that is never published: new conditions begin with its "
            "blocks and with the words in them."
        ),
    )

    pattern_panel = FoldedPanel(
        [FieldPanel("pattern")], heading=_("What new conditions begin with")
    )
    # Visitors see nothing of it.
    pattern_reference_facets = {"pattern": ()}

    class Meta:
        abstract = True
