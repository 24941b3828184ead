"""What pictures say to those who do not see them, search engines among them."""

from django.utils.translation import gettext_lazy as _

from ..base import Severity, check


@check(
    Severity.SERIOUS,
    _("A picture has no words for those who do not see it"),
    _("Write a description in the image's form, or say at the block that it is only decoration."),
    field="body",
)
def picture_without_words(facts) -> bool:
    return facts.pictures_without_words > 0
