"""Other names of conditions, therapies and what conditions are found by."""

import unicodedata

from django.db import models
from django.utils.translation import gettext_lazy as _


class HasAlternateNames(models.Model):
    """Has other names beside its title or name: visitors and links find it by these, too."""

    alternate_names = models.TextField(
        _("other names"),
        blank=True,
        help_text=_("One on each line. Visitors find the page by these too."),
    )

    class Meta:
        abstract = True

    @property
    def alternate_name_list(self) -> list[str]:
        return split_names(self.alternate_names)


def split_names(alternate_names: str) -> list[str]:
    """The names in an `alternate_names` value, without blanks, in the editor's order."""
    return [name for line in (alternate_names or "").splitlines() if (name := line.strip())]


def sort_key(name: str) -> str:
    """By which names are sorted: small letters without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if c.isalnum()).casefold()
